import json
import os

import boto3

flows = boto3.client("stepfunctions")


def handler(event, context):
    for record in event["Records"]:
        order = json.loads(record["body"])
        flows.start_execution(stateMachineArn=os.environ["FLOW"], input=json.dumps(order))
