"""Gives the messages of local queues to local functions, as Lambda's event source mappings do.

BRIDGE is a JSON list: {"queue": name, "function": URL, "batch": most messages a call, "as": how}. What
a function answers as batchItemFailures stays in the queue; so does a batch whose call fails. "as" says
what a message is that comes from no queue of the topology's own: the "body" is the whole event, as of a
bucket or a rule, or it is an envelope of "sns".
"""
import json
import os
import sys
import threading
import time
import urllib.request

import boto3


def records(queue, messages):
    return {"Records": [{"messageId": m["MessageId"], "receiptHandle": m["ReceiptHandle"], "body": m["Body"],
                         "attributes": m.get("Attributes", {}), "messageAttributes": {},
                         "eventSource": "aws:sqs", "awsRegion": "us-east-1",
                         "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:" + queue} for m in messages]}


def event_of(queue, messages, how):
    """What the function gets; None: the message only tried the connection."""
    if how == "sqs":
        return records(queue, messages)
    body = json.loads(messages[0]["Body"])
    if how == "sns":
        return {"Records": [{"EventSource": "aws:sns", "EventVersion": "1.0", "EventSubscriptionArn": body.get("TopicArn"), "Sns": body}]}
    return None if body.get("Event") == "s3:TestEvent" else body


def work(sqs, queue, function, batch, how="sqs"):
    url = None
    while True:
        try:
            url = url or sqs.get_queue_url(QueueName=queue)["QueueUrl"]
            got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=min(batch, 10), WaitTimeSeconds=5,
                                      AttributeNames=["All"], MessageAttributeNames=["All"]).get("Messages", [])
            if not got:
                continue
            event = event_of(queue, got, how)
            if event is None:
                sqs.delete_message(QueueUrl=url, ReceiptHandle=got[0]["ReceiptHandle"])
                continue
            request = urllib.request.Request(function, json.dumps(event).encode())
            with urllib.request.urlopen(request, timeout=900) as answer:
                result = json.loads(answer.read() or b"null")
            if isinstance(result, dict) and "errorMessage" in result:
                print(f"{queue}: {result['errorMessage']}", file=sys.stderr, flush=True)
                continue
            failed = {f["itemIdentifier"] for f in (result or {}).get("batchItemFailures", [])} if isinstance(result, dict) else set()
            for m in got:
                if m["MessageId"] not in failed:
                    sqs.delete_message(QueueUrl=url, ReceiptHandle=m["ReceiptHandle"])
            print(f"{queue}: {len(got) - len(failed)} done, {len(failed)} failed", flush=True)
        except Exception as problem:  # the emulator or the function starts later, or again
            print(f"{queue}: {problem}", file=sys.stderr, flush=True)
            time.sleep(2)


def main():
    sqs = boto3.client("sqs", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test",
                       endpoint_url=os.environ["AWS_ENDPOINT_URL"])
    threads = [threading.Thread(target=work, args=(sqs, b["queue"], b["function"], b["batch"], b.get("as", "sqs")), daemon=True)
               for b in json.loads(os.environ["BRIDGE"])]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


main()
