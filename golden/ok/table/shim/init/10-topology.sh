#!/bin/sh
# Makes what the topology has in the emulator. LocalStack runs it when it is ready.
set -eu
awslocal sqs create-queue --queue-name library_failed_bob --attributes VisibilityTimeout=30
awslocal dynamodb create-table --table-name library_books_bob --billing-mode PAY_PER_REQUEST --attribute-definitions 'AttributeName=copy,AttributeType=N' 'AttributeName=isbn,AttributeType=S' --key-schema 'AttributeName=isbn,KeyType=HASH' 'AttributeName=copy,KeyType=RANGE'
awslocal dynamodb create-table --table-name library_loans_bob --billing-mode PAY_PER_REQUEST --attribute-definitions 'AttributeName=id,AttributeType=S' --key-schema 'AttributeName=id,KeyType=HASH'
awslocal dynamodb create-table --table-name library-old --billing-mode PAY_PER_REQUEST --attribute-definitions 'AttributeName=id,AttributeType=B' --key-schema 'AttributeName=id,KeyType=HASH'
# Not here: what table books gives to function index.
