import os

import boto3

from tables import rows

s3 = boto3.client("s3")


def handler(event, context):
    raw = s3.get_object(Bucket=os.environ["RAW"], Key=event["key"])["Body"].read()
    s3.put_object(Bucket=os.environ["TIDY"], Key=event["key"], Body=rows.tidy(raw))
    return event
