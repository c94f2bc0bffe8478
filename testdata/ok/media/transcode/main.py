import json
import os

import boto3

sqs = boto3.client("sqs")


def handler(event, context):
    for record in event["Records"]:
        print(json.loads(record["body"]))


if __name__ == "__main__":
    while True:
        got = sqs.receive_message(QueueUrl=os.environ["QUEUE"], WaitTimeSeconds=20, MaxNumberOfMessages=1)
        for m in got.get("Messages", []):
            handler({"Records": [{"body": m["Body"]}]}, None)
            sqs.delete_message(QueueUrl=os.environ["QUEUE"], ReceiptHandle=m["ReceiptHandle"])
