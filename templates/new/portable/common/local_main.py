"""On this machine: one message a line, from files or standard input.

    python3 common/local_main.py messages.jsonl
"""
import fileinput
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "worker"))

from context import Context  # noqa: E402
from job import run  # noqa: E402


def main():
    context = Context()
    for line in fileinput.input():
        if line.strip():
            print(json.dumps(run(json.loads(line), context)))


if __name__ == "__main__":
    main()
