import missing_four  #~ TC2311


def run(event):
    return event
