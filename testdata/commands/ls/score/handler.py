import os


def handler(event, context):
    return {**event, "score": len(event.get("items", [])), "model": os.environ["MODEL_PATH"]}
