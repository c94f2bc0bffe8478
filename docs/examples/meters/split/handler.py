import os

import boto3

s3 = boto3.client("s3")
LINES = 10_000


def handler(event, context):
    for record in event["Records"]:
        bucket, key = record["s3"]["bucket"]["name"], record["s3"]["object"]["key"]
        rows = s3.get_object(Bucket=bucket, Key=key)["Body"].read().splitlines(keepends=True)
        for i in range(0, len(rows), LINES):
            s3.put_object(Bucket=os.environ["PARTS"], Key=f"{key}.{i}", Body=b"".join(rows[i:i + LINES]))
        s3.delete_object(Bucket=bucket, Key=key)
