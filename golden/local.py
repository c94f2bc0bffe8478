#!/usr/bin/env python3
"""What runs on a developer's machine: the shim's files, its bridge from queues to functions, and the portable
pattern of `topc init --portable`, each way it runs.

    golden/local.py      TOPC=build/topc; queues are moto's (python3 -m pip install 'moto[server]')
"""
import http.server
import json
import logging
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
import cases

root = pathlib.Path(__file__).resolve().parent.parent
topc = pathlib.Path(os.environ.get("TOPC", root / "build/topc")).resolve()
env = {k: v for k, v in os.environ.items() if not k.startswith("TOPC_")}
passed, failed = 0, []


def check(ok, what):
	global passed
	if ok:
		passed += 1
	else:
		failed.append(what)


def run(args, cwd=None, **more):
	return subprocess.run(args, cwd=cwd, env=env | more, capture_output=True, text=True, stdin=subprocess.DEVNULL)


work = pathlib.Path(tempfile.mkdtemp())
os.environ["MOTO_ACCOUNT_ID"] = "000000000000" # as in LocalStack
try:
	import boto3
	import yaml
	from moto.server import ThreadedMotoServer
except ImportError as lack:
	own = cases.tools / "python/bin/python"
	if own.is_file() and "LOCAL_AGAIN" not in os.environ:
		os.execve(own, [own, __file__], os.environ | {"LOCAL_AGAIN": "1"})
	print(f"skipped: {lack}")
	sys.exit(77)

# ---- The portable pattern -----------------------------------------------------------------------------

jobs = work / "jobs"
(work / ".git").mkdir()
got = run([topc, "init", "--portable", jobs])
check(got.returncode == 0, f"init --portable: {got.stderr}")
for form in ("lambda", "fargate"):
	spec = jobs / "worker/function.json"
	doc = json.loads(spec.read_text())
	doc["runtime"]["provider"] = form
	spec.write_text(json.dumps(doc))
	got = run([topc, "build", jobs, "-s", "bob", "-e", "prod", "-o", work / form, "--report", "short=-"])
	check(got.returncode == 0 and ": error" not in got.stdout and ": warning" not in got.stdout, f"{form}: {got.stdout}{got.stderr}")
got = run([sys.executable, "-m", "unittest", "discover", "-s", "tests"], jobs)
check(got.returncode == 0, f"unit tests: {got.stderr}")
lines = work / "messages.jsonl"
lines.write_text('{"id": 1, "numbers": [2, 3]}\n')
got = run([sys.executable, jobs / "common/local_main.py", lines])
check('{"id": 1, "sum": 5}' in got.stdout, f"local: {got.stdout}{got.stderr}")
got = subprocess.run(["unzip", "-Z1", *(work / "lambda/artifacts").glob("*.zip")], capture_output=True, text=True)
check(got.stdout.split() == ["context.py", "job.py", "main.py"], f"the archive holds {got.stdout.split()}")
context = work / "fargate/images/worker/context"
check(sorted(p.name for p in context.iterdir()) == ["context.py", "job.py", "main.py", "requirements.txt"], "the image's context")

# ---- The shim's files ---------------------------------------------------------------------------------

compose = yaml.safe_load((work / "lambda/shim/docker-compose.yml").read_text())
services = compose["services"]
check({"emulator", "fn-worker", "bridge"} <= set(services), f"services: {list(services)}")
check(services["fn-worker"]["profiles"] == ["run"] and services["fn-worker"]["command"] == ["main.handler"], "the function's service")
check(services["fn-worker"]["environment"]["QUEUE"].endswith("/000000000000/jobs_jobs_bob"), f"QUEUE is {services['fn-worker']['environment'].get('QUEUE')}")
task = yaml.safe_load((work / "fargate/shim/docker-compose.yml").read_text())["services"].get("task-worker", {})
check(task.get("command") == ["python3", "-u", "main.py"] and "QUEUE" in task.get("environment", {}), f"the container's service: {task}")
rule = re.search(r"^run: (.*?) ##", (work / "fargate/Makefile").read_text(), re.M)
check(rule and "image-worker" in rule[1].split(), "make run builds the image")
built = (work / "fargate/images/worker/build.sh").read_text()
check(f"-t {task.get('image')} " in built, f"build.sh makes another image than {task.get('image')}")
carried = json.loads(services["bridge"]["environment"]["BRIDGE"])
check([c["queue"] for c in carried] == ["jobs_jobs_bob"] and carried[0]["batch"] == 5, f"the bridge carries {carried}")
for volume in services["bridge"]["volumes"] + services["emulator"]["volumes"]:
	path = (work / "lambda/shim" / volume.split(":")[0])
	check(path.exists(), f"no {path}")

# ---- Queues: the bridge, and the container's loop -----------------------------------------------------

logging.getLogger("werkzeug").setLevel(logging.ERROR)
moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
moto.start()
host, port = moto.get_host_and_port()
endpoint = f"http://127.0.0.1:{port}"
aws = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1", "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": endpoint}
sqs = boto3.client("sqs", region_name="us-east-1", endpoint_url=endpoint, aws_access_key_id="test", aws_secret_access_key="test")
url = sqs.create_queue(QueueName="jobs", Attributes={"VisibilityTimeout": "60"})["QueueUrl"]


def left():
	a = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"])["Attributes"]
	return int(a["ApproximateNumberOfMessages"]) + int(a["ApproximateNumberOfMessagesNotVisible"])


events = []


class Function(http.server.BaseHTTPRequestHandler):
	def do_POST(self):
		event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
		events.append(event)
		bad = [{"itemIdentifier": r["messageId"]} for r in event["Records"] if "bad" in r.get("body", "")]
		body = json.dumps({"batchItemFailures": bad}).encode()
		self.send_response(200)
		self.send_header("Content-Length", str(len(body)))
		self.end_headers()
		self.wfile.write(body)

	def log_message(self, *_):
		pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Function)
threading.Thread(target=server.serve_forever, daemon=True).start()


def until(condition, seconds=20):
	end = time.time() + seconds
	while time.time() < end and not condition():
		time.sleep(0.2)
	return condition()


for body in ("good one", "bad one", "good two"):
	sqs.send_message(QueueUrl=url, MessageBody=body)
bridge = subprocess.Popen([sys.executable, work / "lambda/shim/bridge.py"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
	env=env | aws | {"BRIDGE": json.dumps([{"queue": "jobs", "function": f"http://127.0.0.1:{server.server_port}/2015-03-31/functions/function/invocations", "batch": 5}])})
check(until(lambda: left() == 1), f"the bridge leaves {left()} messages, not the one that failed")
bridge.terminate()
bridge.wait()
records = [r for e in events for r in e["Records"]]
check({r["body"] for r in records} == {"good one", "bad one", "good two"}, "bodies")
check(all(r["eventSource"] == "aws:sqs" and r["eventSourceARN"].endswith(":jobs") for r in records), "the records of the event")

# A queue of its own: what the bridge asked last may still wait in the server and take a message.
url = sqs.create_queue(QueueName="others", Attributes={"VisibilityTimeout": "60"})["QueueUrl"]
sqs.send_message(QueueUrl=url, MessageBody='{"id": 1, "numbers": [1]}')
sqs.send_message(QueueUrl=url, MessageBody="no JSON")
box = work / "box"
shutil.copytree(context, box)
loop = subprocess.Popen([sys.executable, "-u", "main.py"], cwd=box, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env | aws | {"QUEUE": url})
check(until(lambda: left() == 1), f"the container leaves {left()} messages, not the one that failed")
loop.terminate()
said = loop.communicate(timeout=60)[0]
check(loop.returncode == 0, f"the container ends with {loop.returncode}")
check('"event": "failed"' in said and '"event": "job"' in said, f"the container says: {said}")

# ---- What the emulator is made of: its script, run against moto ---------------------------------------
# Each line of it is a call of the AWS CLI, which names operations and parameters as boto3 does.

AWSLOCAL = """#!%s
import json, sys
import boto3
service, words = sys.argv[1], sys.argv[2:]
query = None
if "--query" in words: # always with `--output text` behind it
    at = words.index("--query")
    query = words[at + 1]
    del words[at : at + 4]
if service == "s3":
    s3 = boto3.client("s3", region_name="us-east-1")
    if words[0] == "mb":
        s3.create_bucket(Bucket=words[1][5:])
    else:
        bucket, key = words[2][5:].split("/", 1)
        s3.upload_file(words[1], bucket, key)
    sys.exit()
client = boto3.client("s3" if service == "s3api" else service, region_name="us-east-1")
name = words[0].replace("-", "_")
shape = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[name]).input_shape
given, at = {}, 1
while at < len(words):
    key = words[at][2:].replace("-", "").lower().replace("notificationendpoint", "endpoint")
    member = next(m for m in shape.members if m.lower() == key)
    values = []
    at += 1
    while at < len(words) and not words[at].startswith("--"):
        values.append(words[at])
        at += 1
    kind = shape.members[member].type_name
    if kind in ("structure", "map", "list"):
        if values[0][0] in "{[":
            given[member] = json.loads(values[0])
        else:
            pairs = [dict(p.split("=", 1) for p in v.split(",")) for v in values]
            given[member] = pairs if kind == "list" else pairs[0]
    else:
        given[member] = int(values[0]) if kind == "integer" else values[0]
answer = getattr(client, name)(**given)
if query:
    print(answer[query])
""" % sys.executable

local = work / "bin/awslocal"
local.parent.mkdir()
local.write_text(AWSLOCAL)
local.chmod(0o755)
got = run([topc, "build", root / "testdata/ok/shim-wires", "-s", "bob", "-o", work / "wires", "--report", "short=-", "-q"])
check(got.returncode == 0, f"shim-wires: {got.stdout}{got.stderr}")
script = work / "wires/shim/init/10-topology.sh"
got = run(["sh", script], **aws, PATH=f"{local.parent}:{os.environ['PATH']}")
check(got.returncode == 0, f"the script: {got.stderr[-600:]}")


def client(name):
	return boto3.client(name, region_name="us-east-1", endpoint_url=endpoint, aws_access_key_id="test", aws_secret_access_key="test")


def gets(queue, want, what):
	"""The bodies in a queue, once they are as many."""
	at = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
	bodies = []

	def enough():
		for m in sqs.receive_message(QueueUrl=at, MaxNumberOfMessages=10, WaitTimeSeconds=0).get("Messages", []):
			bodies.append(m["Body"])
			sqs.delete_message(QueueUrl=at, ReceiptHandle=m["ReceiptHandle"])
		return len([b for b in bodies if "TestEvent" not in b]) >= want

	check(until(enough, 10), f"{what}: {len(bodies)} messages in {queue}, wanted {want}")
	return [b for b in bodies if "TestEvent" not in b]


if got.returncode == 0:
	s3, sns, bus = client("s3"), client("sns"), client("events")
	bucket = next(b["Name"] for b in s3.list_buckets()["Buckets"] if b["Name"].startswith("wires-inbox"))
	notices = s3.get_bucket_notification_configuration(Bucket=bucket)
	check(len(notices.get("QueueConfigurations", [])) == 2 and len(notices.get("TopicConfigurations", [])) == 1, f"notices: {notices}")
	s3.put_object(Bucket=bucket, Key="in/it's/a.csv", Body=b"1")
	s3.put_object(Bucket=bucket, Key="in/b.csv", Body=b"1")
	s3.put_object(Bucket=bucket, Key="raw/c", Body=b"1")
	body = gets("wires_jobs_bob", 1, "a file")
	check(len(body) == 1 and "a.csv" in body[0], f"the filter lets pass {body}")
	body = gets("shim-inbox-load", 1, "a file for a function")
	check(len(body) == 1 and json.loads(body[0])["Records"][0]["s3"]["object"]["key"] in ("raw/c", "raw%2Fc"), f"the function's file: {body}")
	topic = next(t["TopicArn"] for t in sns.list_topics()["Topics"])
	sns.publish(TopicArn=topic, Message='{"to": "nobody"}', MessageAttributes={"size": {"DataType": "Number", "StringValue": "4"}, "kind": {"DataType": "String", "StringValue": "it's"}})
	sns.publish(TopicArn=topic, Message='{"to": "load"}', MessageAttributes={"size": {"DataType": "Number", "StringValue": "1"}, "kind": {"DataType": "String", "StringValue": "it's"}})
	body = gets("wires_jobs_bob", 1, "news")
	check(body == ['{"to": "nobody"}'], f"raw news: {body}")
	body = gets("shim-news-load", 1, "news for a function")
	check(len(body) == 1 and json.loads(body[0])["Message"] == '{"to": "load"}', f"news in an envelope: {body}")
	bus.put_events(Entries=[{"Source": "wires", "DetailType": "Loaded", "Detail": '{"data": {"ok": true}}'},
		{"Source": "wires", "DetailType": "Loaded", "Detail": '{"data": {"ok": false}}'}, {"Source": "wires", "DetailType": "Moved", "Detail": "{}"}])
	body = gets("shim-Loaded-load", 1, "an event for a function")
	check(len(body) == 1 and json.loads(body[0])["detail"] == {"data": {"ok": True}}, f"the event: {body}")
	gets("wires_slow_bob", 1, "an event for a queue")
	policy = sqs.get_queue_attributes(QueueUrl=sqs.get_queue_url(QueueName="wires_slow_bob")["QueueUrl"], AttributeNames=["RedrivePolicy"])["Attributes"].get("RedrivePolicy", "")
	check("wires_lost_bob" in policy and json.loads(policy)["maxReceiveCount"] in (4, "4"), f"dead letters of a declared queue: {policy}")

# What becomes of a message that comes from no queue of the topology's.
events.clear()
for queue, text in (("whole", '{"Event": "s3:TestEvent"}'), ("whole", '{"detail": 1, "Records": [{"messageId": "1", "body": ""}]}'), ("told", '{"Message": "hi", "TopicArn": "t"}')):
	sqs.send_message(QueueUrl=sqs.create_queue(QueueName=queue)["QueueUrl"], MessageBody=text)
bridge = subprocess.Popen([sys.executable, work / "wires/shim/bridge.py"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
	env=env | aws | {"BRIDGE": json.dumps([{"queue": q, "function": f"http://127.0.0.1:{server.server_port}/", "batch": 1, "as": how} for q, how in (("whole", "body"), ("told", "sns"))])})
check(until(lambda: len(events) >= 2), f"the bridge gave {events}")
bridge.terminate()
bridge.wait()
check(any(e.get("detail") == 1 for e in events) and not any(e.get("Event") for e in events), f"whole events: {events}")
check(any(e["Records"][0].get("Sns", {}).get("Message") == "hi" for e in events if "detail" not in e), f"told: {events}")
moto.stop()
server.shutdown()
shutil.rmtree(work)
for what in failed:
	print("FAIL " + what)
print(f"local: {passed} passed, {len(failed)} failed")
sys.exit(1 if failed else 0)
