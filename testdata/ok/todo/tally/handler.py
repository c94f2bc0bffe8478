import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TODOS"])


def handler(event, context):
    of = event["arguments"]["input"]["list"]
    found = table.query(KeyConditionExpression="#l = :l", ExpressionAttributeNames={"#l": "list"},
                        ExpressionAttributeValues={":l": of})
    return {"open": sum(not item.get("done") for item in found["Items"])}
