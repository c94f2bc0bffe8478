#!/bin/sh
# Makes what the topology has in the emulator. LocalStack runs it when it is ready.
set -eu
awslocal sqs create-queue --queue-name shop_work_bob --attributes VisibilityTimeout=180
awslocal secretsmanager create-secret --name shop_key_bob --secret-string '{"username": "local", "password": "password"}'
