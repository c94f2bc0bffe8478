import io

import boto3
from PIL import Image

s3 = boto3.client("s3")


def handler(event, context):
    for record in event["Records"]:
        bucket, key = record["s3"]["bucket"]["name"], record["s3"]["object"]["key"]
        photo = Image.open(io.BytesIO(s3.get_object(Bucket=bucket, Key=key)["Body"].read()))
        photo.thumbnail((320, 320))
        out = io.BytesIO()
        photo.save(out, "JPEG")
        s3.put_object(Bucket=bucket.replace("-photos-", "-small-"), Key=key, Body=out.getvalue())
