"""As a container: asks the queue itself until it is told to stop. What fails comes back by itself."""
import json
import signal

import boto3

from context import Context
from job import run

going = True


def stop(*_):
    global going
    going = False


def work(sqs, queue, context):
    got = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=5, WaitTimeSeconds=20).get("Messages", [])
    for message in got:
        try:
            run(json.loads(message["Body"]), context)
        except Exception as problem:
            context.log("failed", id=message["MessageId"], problem=str(problem))
            continue
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return len(got)


def main():
    context = Context()
    signal.signal(signal.SIGTERM, stop)
    sqs = boto3.client("sqs", endpoint_url=context.setting("AWS_ENDPOINT_URL"))
    while going:
        work(sqs, context.setting("QUEUE"), context)


if __name__ == "__main__":
    main()
