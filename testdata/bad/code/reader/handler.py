import boto3

s3 = boto3.resource("s3")


def handler(event, context):
    boto3.client("s3").get_object(Bucket="acme-shop-uploads", Key="a")
    print(s3.Bucket("acme-shop-uploads").name)
    boto3.client("s3").delete_object(Bucket="acme-shop-uploads", Key="a")  #~ TC2310
    boto3.client("sns").publish(TopicArn="arn:aws:sns:eu-west-1:123456789012:shop_news_bob", Message="")
    boto3.client("sqs").receive_message(QueueUrl="shop_jobs_bob")  #~ TC2310
