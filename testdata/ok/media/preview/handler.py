import json
import os

import boto3
from colours import average
from shapes import fit

s3 = boto3.client("s3")
firehose = boto3.client("firehose")


def handler(event, context):
    for record in event["Records"]:
        bucket, key = record["s3"]["bucket"]["name"], record["s3"]["object"]["key"]
        body = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        s3.put_object(Bucket=os.environ["PUBLISHED"], Key=key, Body=fit(body, average(body)))
        firehose.put_record(DeliveryStreamName=os.environ["DONE"], Record={"Data": json.dumps({"key": key}) + "\n"})
