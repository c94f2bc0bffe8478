def handler(event, context):
    if not event.get("lines"):
        raise ValueError("an order without lines")
    return event
