"""What a job may ask for, wherever it runs: settings and a log."""
import json
import os
import sys


class Context:
    def __init__(self, settings=None, out=sys.stdout):
        self.settings = dict(os.environ) if settings is None else settings
        self.out = out

    def setting(self, name, otherwise=None):
        return self.settings.get(name, otherwise)

    def log(self, event, **facts):
        print(json.dumps({"event": event, **facts}), file=self.out, flush=True)
