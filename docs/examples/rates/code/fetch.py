import datetime
import os

import boto3

from tables import rows

s3 = boto3.client("s3")
secrets = boto3.client("secretsmanager")


def handler(event, context):
    secrets.get_secret_value(SecretId=os.environ["KEY"])
    key = datetime.datetime.now(datetime.timezone.utc).strftime("%Y/%m/%d/%H.csv")
    s3.put_object(Bucket=os.environ["RAW"], Key=key, Body=rows.sample())
    return {"key": key}
