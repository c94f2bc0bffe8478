#!/bin/sh
# Makes what the topology has in the emulator. LocalStack runs it when it is ready.
set -eu
awslocal s3 mb s3://wires-inbox-bob-000000000000
awslocal sqs create-queue --queue-name wires_jobs_bob_dlq
awslocal sqs create-queue --queue-name wires_jobs_bob --attributes '{"VisibilityTimeout": "180", "RedrivePolicy": "{\"deadLetterTargetArn\": \"arn:aws:sqs:us-east-1:000000000000:wires_jobs_bob_dlq\", \"maxReceiveCount\": \"2\"}"}'
awslocal sqs create-queue --queue-name wires_lost_bob --attributes VisibilityTimeout=30
awslocal sqs create-queue --queue-name wires_slow_bob --attributes VisibilityTimeout=180
# dynamodb is not started: awslocal dynamodb create-table --table-name wires_seen_bob --billing-mode PAY_PER_REQUEST --attribute-definitions 'AttributeName=id,AttributeType=S' --key-schema 'AttributeName=id,KeyType=HASH'
awslocal sns create-topic --name wires_news_bob
awslocal sqs set-queue-attributes --queue-url "$(awslocal sqs get-queue-url --queue-name wires_slow_bob --query QueueUrl --output text)" --attributes '{"RedrivePolicy": "{\"deadLetterTargetArn\": \"arn:aws:sqs:us-east-1:000000000000:wires_lost_bob\", \"maxReceiveCount\": \"4\"}"}'
awslocal sqs create-queue --queue-name shim-inbox-load --attributes VisibilityTimeout=30
# Not here: what bucket inbox gives to flow tidy.
awslocal s3api put-bucket-notification-configuration --bucket wires-inbox-bob-000000000000 --notification-configuration '{"QueueConfigurations": [{"QueueArn": "arn:aws:sqs:us-east-1:000000000000:wires_jobs_bob", "Events": ["s3:ObjectCreated:Put", "s3:ObjectCreated:Copy"], "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": "in/it'\''s/"}, {"Name": "suffix", "Value": ".csv"}]}}}, {"QueueArn": "arn:aws:sqs:us-east-1:000000000000:shim-inbox-load", "Events": ["s3:ObjectCreated:*"], "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": "raw/"}]}}}], "TopicConfigurations": [{"TopicArn": "arn:aws:sns:us-east-1:000000000000:wires_news_bob", "Events": ["s3:ObjectRemoved:*"]}]}'
awslocal sns subscribe --topic-arn arn:aws:sns:us-east-1:000000000000:wires_news_bob --protocol sqs --notification-endpoint arn:aws:sqs:us-east-1:000000000000:wires_jobs_bob --attributes '{"RawMessageDelivery": "true", "FilterPolicy": "{\"size\": [{\"numeric\": [\">\", 3]}], \"kind\": [\"it'\''s\"]}", "FilterPolicyScope": "MessageAttributes"}'
awslocal sqs create-queue --queue-name shim-news-load --attributes VisibilityTimeout=30
awslocal sns subscribe --topic-arn arn:aws:sns:us-east-1:000000000000:wires_news_bob --protocol sqs --notification-endpoint arn:aws:sqs:us-east-1:000000000000:shim-news-load --attributes '{"FilterPolicy": "{\"to\": [\"load\"]}", "FilterPolicyScope": "MessageBody"}'
awslocal sqs create-queue --queue-name shim-Loaded-load --attributes VisibilityTimeout=30
awslocal events put-rule --name tc-wires-Loaded-bob --event-pattern '{"source": ["wires"], "detail-type": ["Loaded"], "detail": {"data": {"ok": [true]}}}'
awslocal events put-targets --rule tc-wires-Loaded-bob --targets '[{"Id": "LoadFunction", "Arn": "arn:aws:sqs:us-east-1:000000000000:shim-Loaded-load"}]'
awslocal events put-rule --name tc-wires-Moved-bob --event-pattern '{"source": ["wires"], "detail-type": ["Moved"]}'
awslocal events put-targets --rule tc-wires-Moved-bob --targets '[{"Id": "SlowQueue", "Arn": "arn:aws:sqs:us-east-1:000000000000:wires_slow_bob"}]'
# Not here: what schedule nightly gives to function load.
