import boto3


def handler(event, context):
    boto3.client("s3").upload_file("a", "acme-shop-uploads", "a")
    boto3.client("s3").download_file("acme-shop-uploads", "a", "a")  #~ TC2310
