import os

import boto3

s3 = boto3.client("s3")
sns = boto3.client("sns")


def handler(event, context):
    for record in event["Records"]:
        bucket, key = record["s3"]["bucket"]["name"], record["s3"]["object"]["key"]
        rows = s3.get_object(Bucket=bucket, Key=key)["Body"].read().count(b"\n")
        print(f"{rows} rows for {os.environ['DB_HOST']}")
        s3.delete_object(Bucket=bucket, Key=key)
        sns.publish(TopicArn=os.environ["STORED"], Message=f"{key}: {rows} rows")
