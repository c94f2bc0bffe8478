#!/bin/sh
# Makes what the topology has in the emulator. LocalStack runs it when it is ready.
set -eu
awslocal s3 mb s3://box1-bob
awslocal sqs create-queue --queue-name que-bob --attributes VisibilityTimeout=180
awslocal secretsmanager create-secret --name sec-bob --secret-string '{"username": "local", "password": "password"}'
awslocal sqs create-queue --queue-name shim-BOx412c79-ABb43a6c --attributes VisibilityTimeout=30
awslocal s3api put-bucket-notification-configuration --bucket box1-bob --notification-configuration '{"QueueConfigurations": [{"QueueArn": "arn:aws:sqs:us-east-1:000000000000:shim-BOx412c79-ABb43a6c", "Events": ["s3:ObjectCreated:*"], "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": "$(x)'\''`"}]}}}], "TopicConfigurations": []}'
awslocal s3 cp /seed/0-it_s__req.txt s3://box1-bob/it_s__req.txt
