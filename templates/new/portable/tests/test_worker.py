"""In a unit test: the job, and the wrapper that the Lambda function has."""
import importlib
import io
import json
import pathlib
import sys
import unittest

root = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(root / "worker"), str(root / "common")]

from context import Context  # noqa: E402
from job import run  # noqa: E402


class WorkerTest(unittest.TestCase):
    def test_sum(self):
        out = io.StringIO()
        self.assertEqual(run({"id": 1, "numbers": [1, 2, 3]}, Context({}, out)), {"id": 1, "sum": 6})
        self.assertIn('"id": 1', out.getvalue())

    def test_batch(self):
        handler = importlib.import_module("lambda_main").handler
        records = [{"messageId": "a", "body": json.dumps({"numbers": [1]})}, {"messageId": "b", "body": "no JSON"}]
        self.assertEqual(handler({"Records": records}, None), {"batchItemFailures": [{"itemIdentifier": "b"}]})


if __name__ == "__main__":
    unittest.main()
