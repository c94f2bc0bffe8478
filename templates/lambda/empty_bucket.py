import json
import urllib.request

import boto3


def answer(event, context, status, reason):
    body = json.dumps({
        "Status": status,
        "Reason": reason,
        "PhysicalResourceId": event["ResourceProperties"]["BucketName"],
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
    }).encode()
    request = urllib.request.Request(event["ResponseURL"], data=body, method="PUT", headers={"Content-Type": ""})
    urllib.request.urlopen(request)


def empty(name):
    bucket = boto3.resource("s3").Bucket(name)
    bucket.object_versions.delete()
    bucket.objects.delete()


def handler(event, context):
    try:
        name = event["ResourceProperties"]["BucketName"]
        if event["RequestType"] == "Delete":
            empty(name)
        answer(event, context, "SUCCESS", "")
    except Exception as error:
        if "NoSuchBucket" in str(error):
            answer(event, context, "SUCCESS", "the bucket is gone")
        else:
            answer(event, context, "FAILED", str(error)[:500])
