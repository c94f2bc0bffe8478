def handler(event, context):
    return event
VERSION = 2
