"""Writes to acme-shop-uploads,
from the first hour on.

import everything
"""
import json, os.path as p, missing_one  #~ TC2311
import boto3
import helper
from missing_two.part import (  #~ TC2311
    a,
)

try:
    import missing_three
except ImportError:
    pass

# "acme-shop-uploads" in a comment
s3 = boto3.client("s3")
UPLOADS = "arn:aws:s3:::acme-shop-uploads/incoming"  #~ TC2310
SECRET = 'acme/shop/token'  #~ TC2310
WORD = "mails"


def handler(event, context):
    s3.put_object(Bucket="acme-shop-uploads", Key=json.dumps({"a": (1, 2)}))  #~ TC2310
    s3.put_object(Bucket="shop-archive-bob-123456789012", Key="x", Body=b"y")
    s3.get_object(Bucket="shop-archive-bob-123456789012", Key="x")  #~ TC2310
    boto3.client("sqs").send_message(QueueUrl="https://sqs.eu-west-1.amazonaws.com/123456789012/shop_jobs_bob", MessageBody="")  #~ TC2310
    boto3.client("sqs").send_message(QueueUrl="mails", MessageBody="")  #~ TC2310
    boto3.client("sns").publish(TopicArn="arn:aws:sns:eu-west-1:123456789012:shop_news_bob", Message="")  #~ TC2310
    return helper.run(event)
