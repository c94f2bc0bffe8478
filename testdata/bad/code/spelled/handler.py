import os

import boto3

REGION = os.environ["AWS_REGION"]
ACCOUNT = os.environ["ACCOUNT"]
STAGE = os.environ["STAGE"]
# f"s3://acme-shop-uploads/{STAGE}" in a comment
OTHER = "acme-shop-uploads" + "-old"
WORDS = f"copied to acme-shop-uploads-{STAGE} and acme-shop-uploads"
PAGE = "https://example.org/acme/acme-shop-uploads"
API = f"{PAGE}/acme-shop-uploads"
LOCAL = "/tmp/acme-shop-uploads/x"
PREFIX = "shop_" + STAGE
TWO = f"shop_jobs{STAGE}"


def handler(event, context):
    first = f"s3://acme-shop-uploads/{event['key']}"  #~ TC2310
    return first


def queues(event):
    return [
        f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/shop_jobs_{STAGE}",  #~ TC2310
        "https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/shop_dead_letters_bob",
    ]


def more(event):
    boto3.client("sqs").send_message(QueueUrl=f"{event['base']}/shop_later_bob")  #~ TC2310
    return [
        "arn:aws:sns:{}:{}:shop_news_bob".format(REGION, ACCOUNT),  #~ TC2310
        f"shop-archive-{STAGE}-{ACCOUNT}",  #~ TC2310
        f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/shop_stock_bob/index/by-day",  #~ TC2310
        f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:acme/shop/token-a1B2c3",  #~ TC2310
    ]
