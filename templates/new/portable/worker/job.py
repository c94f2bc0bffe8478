"""The job itself. All it needs from outside comes with the context."""


def run(message, context):
    context.log("job", id=message.get("id"))
    return {"id": message.get("id"), "sum": sum(message.get("numbers", []))}
