import json
import os
import pathlib

MODEL = json.loads(pathlib.Path(os.environ["MODEL_PATH"], "weights.json").read_text()) if "MODEL_PATH" in os.environ else {}


def handler(event, context):
    event["score"] = sum(MODEL.get(line["article"], 1) for line in event["lines"])
    return event
