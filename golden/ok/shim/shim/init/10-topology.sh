#!/bin/sh
# Makes what the topology has in the emulator. LocalStack runs it when it is ready.
set -eu
awslocal s3 mb s3://local-inbox-bob-000000000000
awslocal sqs create-queue --queue-name local_jobs_bob --attributes VisibilityTimeout=180
awslocal sqs create-queue --queue-name shim-inbox-load --attributes VisibilityTimeout=30
awslocal s3api put-bucket-notification-configuration --bucket local-inbox-bob-000000000000 --notification-configuration '{"QueueConfigurations": [{"QueueArn": "arn:aws:sqs:us-east-1:000000000000:shim-inbox-load", "Events": ["s3:ObjectCreated:*"]}], "TopicConfigurations": []}'
awslocal s3 cp /seed/0-first.csv s3://local-inbox-bob-000000000000/in/first.csv
