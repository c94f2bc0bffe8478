#!/bin/sh
# Makes what the topology has in the emulator. LocalStack runs it when it is ready.
set -eu
awslocal sqs create-queue --queue-name shop_work_bob --attributes VisibilityTimeout=180
awslocal secretsmanager create-secret --name shop_key_bob --secret-string '{"username": "local", "password": "password"}'
awslocal sqs create-queue --queue-name shim-Paid-price --attributes VisibilityTimeout=30
awslocal events put-rule --name tc-shop-Paid-bob --event-pattern '{"source": ["shop"], "detail-type": ["Paid"]}'
awslocal events put-targets --rule tc-shop-Paid-bob --targets '[{"Id": "PriceFunction", "Arn": "arn:aws:sqs:us-east-1:000000000000:shim-Paid-price"}]'
