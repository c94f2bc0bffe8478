"""A mock of AWS on loopback (golden/mock.py, moto's server), clients of it, and Terraform against it.
For golden/deploy and golden/diff-plan.
"""
import functools
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import zipfile

import cases
import hcl

LIMIT = 600  # seconds of one terraform command: a waiter of the provider may wait for ever; 47 s alone may be 300 s under load


def python_with_moto():
	for name in (sys.executable, "python3", str(cases.tools / "python/bin/python")):
		run = subprocess.run([name, "-c", "import moto, flask, boto3"], capture_output=True) if shutil.which(name) else None
		if run and run.returncode == 0:
			return name
	return None


class Moto:
	"""A server. It is used again and again, emptied before each use: starting takes seconds of work."""

	def __init__(self, python, log):
		with socket.socket() as s:
			s.bind(("127.0.0.1", 0))
			self.port = s.getsockname()[1]
		self.url = f"http://127.0.0.1:{self.port}"
		self.path, self.log = log, open(log, "w")
		self.process = subprocess.Popen([python, str(cases.here / "mock.py"), str(self.port)], stdout=subprocess.DEVNULL, stderr=self.log,
			env={**os.environ, "PYTHONUNBUFFERED": "1"})
		for _ in range(600):
			try:
				socket.create_connection(("127.0.0.1", self.port), 1).close()
				return
			except OSError:
				if self.process.poll() is not None:
					break
				time.sleep(0.1)
		raise RuntimeError(f"moto does not start: {pathlib.Path(log).read_text()[-800:]}")

	def empty(self):
		urllib.request.urlopen(urllib.request.Request(f"{self.url}/moto-api/reset", method="POST"), timeout=60).read()
		self.log.flush()
		self.mark = os.path.getsize(self.path)

	def said(self):
		"""What it wrote to stderr since it was emptied."""
		with open(self.path, "rb") as f:
			f.seek(self.mark)
			return f.read().decode(errors="replace")

	def stop(self):
		self.process.send_signal(signal.SIGKILL)
		self.process.wait()
		self.log.close()


class Servers:
	"""Those that run; one for each deployment at a time."""

	def __init__(self, python, folder):
		self.python, self.folder, self.idle, self.all, self.made, self.lock = python, folder, [], [], 0, threading.Lock()

	def take(self):
		with self.lock:
			moto = self.idle.pop() if self.idle else None
			self.made += not moto
			log = self.folder / f"moto{self.made}.log"
		if not moto:
			moto = Moto(self.python, log)
			self.all.append(moto)
		moto.empty()
		return moto

	def give(self, moto):
		with self.lock:
			self.idle.append(moto)

	def __enter__(self):
		return self

	def __exit__(self, *_):
		for moto in self.all:
			moto.stop()


def environment(url):
	return {**os.environ, "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1",
		"AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "2", "CHECKPOINT_DISABLE": "1",
		"TF_IN_AUTOMATION": "1", "NO_COLOR": "1"}


@functools.cache
def session():
	import boto3
	return boto3.session.Session()


making, made = threading.Lock(), {} # a session is not for threads; the clients it makes are
asked = threading.local() # the server that this thread asks: a client costs more than a call, so that all servers share them
NOWHERE = "http://127.0.0.1:1"


def turn(request, **_):
	request.url = request.url.replace(NOWHERE, asked.url, 1)


def client(url, name):
	asked.url = url
	with making:
		if name not in made:
			from botocore.config import Config
			patient = Config(read_timeout=300, retries={"total_max_attempts": 1}) # a second call would find what the first one made
			made[name] = session().client(name, endpoint_url=NOWHERE, region_name="us-east-1", config=patient, aws_access_key_id="test", aws_secret_access_key="test")
			made[name].meta.events.register("before-send", turn)
		return made[name]


def seed(url):
	"""What topologies import: it is there before them. Gives ids that parameters take."""
	for name, value in {"/settings/level": "debug", "/models/access-point": value_of("AccessPoint", "", {})}.items():
		client(url, "ssm").put_parameter(Name=name, Value=value, Type="String")
	for name in ("shared/login", "partners/api", "elsewhere"):
		client(url, "secretsmanager").create_secret(Name=name, SecretString=json.dumps({"username": "someone", "password": "x" * 20}))
	client(url, "sqs").create_queue(QueueName="theirs-lost")
	client(url, "events").create_event_bus(Name="partners")
	client(url, "iam").create_role(RoleName="team", AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17",
		"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]}))
	ec2 = client(url, "ec2")
	subnets = sorted(ec2.describe_subnets()["Subnets"], key=lambda s: s["CidrBlock"])
	subnet = subnets[0]
	api = client(url, "apigatewayv2").create_api(Name="theirs", ProtocolType="HTTP")
	ranks = {f"subnet {i}": s["SubnetId"] for i, s in enumerate(subnets)}
	return {**ranks, "otherapi": api["ApiId"], "subnetb": subnets[1]["SubnetId"], "subnet": subnet["SubnetId"], "group": ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [subnet["VpcId"]]}])["SecurityGroups"][0]["GroupId"], "vpc": subnet["VpcId"]}


# A value for an input without a default, by its name and type.
def value_of(name, kind, ids):
	word = name.lower()
	one = next((v for k, v in ids.items() if k in word), None)
	if "list" in kind.lower():
		return [one or "abc"]
	if word == "artifactbucket":
		return "artifacts"
	if one and not word.endswith(("arn", "name")):
		return one
	if "certificate" in word:
		return "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
	if "machine" in word:
		return "arn:aws:states:us-east-1:123456789012:stateMachine:theirs"
	if word in ("lost", "kept"):
		return f"arn:aws:sqs:us-east-1:123456789012:{word}"
	if "inbox" in word:
		return "https://sqs.us-east-1.amazonaws.com/123456789012/inbox"
	if "scorer" in word:
		return "arn:aws:lambda:us-east-1:123456789012:function:scorer"
	if "accesspoint" in word:
		return "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0"
	if "layer" in word or word == "theirs":
		return "arn:aws:lambda:us-east-1:123456789012:layer:x:1"
	if word.endswith("arn"):
		return "arn:aws:secretsmanager:us-east-1:123456789012:secret:x-abcdef"
	if "uri" in word or "image" in word:
		return "123456789012.dkr.ecr.us-east-1.amazonaws.com/x:latest"
	if "key" in word:
		return "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
	if "issuer" in word or "hook" in word:
		return "https://example.org/"
	return "1" if kind.lower() == "number" else "abc"


def present(text, ids):
	"""A text with the account, and the ids of imported subnets, groups and networks, that are there:
	two subnets whose ids end otherwise are two."""
	text = text.replace("111122223333", "123456789012")
	text = re.sub(r"\bsubnet-0[0-9a-f]{15}([0-9a-f])\b", lambda m: ids[f"subnet {int(m[1], 16) % 6}"], text)
	for word, i in (("sg", "group"), ("vpc", "vpc")):
		text = re.sub(rf"\b{word}-0[0-9a-f]{{16}}\b", ids[i], text)
	return text


def lacking():
	"""{(case, target): why} and {type: why}."""
	out, types = {}, {}
	for line in (cases.here / "deploy.lacking").read_text().splitlines():
		if line and not line.startswith("#"):
			what, _, why = line.partition(": ")
			if " " in what:
				out[tuple(what.split())] = why
			else:
				types[what] = why
	return out, types


def targets(case):
	"""In the order in which the Makefile deploys them."""
	rule = re.search(r"^deploy:(.*?)##", (case.out / "Makefile").read_text(), re.M)[1]
	return re.findall(r"deploy-\$\(TOOL\)-(\S+)", rule) or [p.name for p in case.folders()]


# ---- Terraform ------------------------------------------------------------------------------------

def override(folder, outputs, ids):
	"""Beside the generated files, which stay as they are: credentials, and nothing that refuses to go."""
	lines = ['provider "aws" {', '  access_key = "test"', '  secret_key = "test"', "  skip_metadata_api_check = true", "  max_retries = 4", "  s3_use_path_style = true", "}"]
	for path in folder.glob("*.tf"):
		path.write_text(present(path.read_text(), ids))
	body = hcl.parse_folder(folder)
	for labels, block in hcl.blocks(body, "resource"):
		if any(life["attrs"].get("prevent_destroy") == ("bool", True) for _, life in hcl.blocks(block, "lifecycle")):
			lines += [f'resource "{labels[0]}" "{labels[1]}" {{', "  lifecycle {", "    prevent_destroy = false", "  }", "}"]
	(folder / "zz_override.tf").write_text("\n".join(lines) + "\n")
	given = {}
	for labels, block in hcl.blocks(body, "variable"):
		if "default" not in block["attrs"]:
			kind = block["attrs"]["type"]
			given[labels[0]] = outputs.get(labels[0], value_of(labels[0], kind[1] if kind[0] == "var" else "list", ids))
	(folder / "zz.auto.tfvars.json").write_text(json.dumps(given))


def terraform(folder, url, *words):
	env = {**environment(url), "TF_CLI_CONFIG_FILE": str(folder / "none.rc")}
	(folder / "none.rc").write_text("disable_checkpoint = true\n")
	run = subprocess.Popen(["terraform", *words, *(["-no-color"] if words[0] != "show" else [])], cwd=folder, env=env,
		stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
	try:
		out, err = run.communicate(timeout=LIMIT)
		return subprocess.CompletedProcess(words, run.returncode, out, err)
	except subprocess.TimeoutExpired:
		os.killpg(run.pid, signal.SIGKILL) # the provider, too
		out, _ = run.communicate()
		waits = re.findall(r"^(\S+): Still (\w+)", out, re.M)[-1:] # what it waits for
		return subprocess.CompletedProcess(words, 124, "", f"Error: {words[0]} took more than {LIMIT} s{''.join(f', {how} {which}' for which, how in waits)}")


def errors(run):
	found = re.findall(r"Error: .*(?:\n.*with ([\w.\[\]]+),)?", run.stdout + run.stderr)
	lines = [l.strip("│ ") for l in (run.stdout + run.stderr).splitlines() if "Error:" in l]
	return "; ".join(lines[:3])[:400] or f"exit {run.returncode}"


def fill(case):
	"""Stands something where `make build` would make archives, from registries or by commands."""
	for text in [p.read_text() for p in case.out.rglob("tf/**/*.tf")]:
		for name in re.findall(r"/((?:layers|artifacts)/\S+\.zip)\"", text):
			if not (case.out / name).is_file():
				with zipfile.ZipFile(case.out / name, "w") as archive:
					archive.writestr("python/empty.py", "")


def apply(case, url, mirror, ids):
	"""Deploys a case: why not or None, and outputs."""
	outputs = {}
	fill(case)
	for folder in [case.out / "tf" / t for t in targets(case)]:
		override(folder, outputs, ids)
		run = terraform(folder, url, "init", "-input=false", *([f"-plugin-dir={mirror}"] if mirror else []))
		if run.returncode:
			return f"init: {errors(run)}", outputs
		run = terraform(folder, url, "apply", "-auto-approve", "-parallelism=40", "-input=false")
		if run.returncode:
			return f"apply: {errors(run)}", outputs
		outputs.update({k: v["value"] for k, v in json.loads(terraform(folder, url, "output", "-json").stdout).items()})
	return None, outputs


def mirror_of_plugins():
	for base in (os.environ.get("TF_PLUGINS", ""), "/opt/tf-plugins", str(pathlib.Path.home() / ".terraform.d/plugins")):
		if base and (pathlib.Path(base) / "registry.terraform.io/hashicorp/aws").is_dir():
			return base
	return None


