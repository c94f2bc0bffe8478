import boto3


def handler(event, context):
    boto3.client("sqs").delete_message(QueueUrl="shop_jobs_bob", ReceiptHandle="")
    boto3.client("sqs").send_message(QueueUrl="shop_jobs_bob", MessageBody="")  #~ TC2310
