"""As a Lambda function: the service hands over a batch and gets back what failed."""
import json

from context import Context
from job import run


def handler(event, lambda_context):
    context = Context()
    failed = []
    for record in event["Records"]:
        try:
            run(json.loads(record["body"]), context)
        except Exception as problem:
            context.log("failed", id=record["messageId"], problem=str(problem))
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
