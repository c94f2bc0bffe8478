"""A mock of AWS on loopback for golden/deploy: moto's server, with the answers that the Terraform
provider wants and moto lacks.

	python3 mock.py PORT

Types that its stacks lack are those of mock_stack.py. What moto has no answer for is refused at once with 400 and named on stderr, `moto-missing SERVICE
ACTION`; its own 500 would be tried again for minutes.
"""
import json
import sys

import flask
from moto import server
from moto.cloudformation import parsing # knows moto's own types; ours come after them and count instead
from moto.cloudformation.custom_model import CustomModel
from moto.core.responses import BaseResponse
from werkzeug.exceptions import HTTPException

import api_model
import mock_mended
import mock_stack


# (service, action): what the provider asks for after it made something.
ANSWERS = {
	("stepfunctions", "list_state_machine_versions"): {"stateMachineVersions": []},
}
# The function of a custom resource would run in a container: it counts as answered.
CustomModel.create_from_cloudformation_json = classmethod(lambda cls, name, *a, **more: finished(cls("us-east-1", "", more["LogicalId"], name)))
parsing.ResourceMap.delete = lambda self: delete(self)
parsing.clean_json = lambda json, resources, clean=parsing.clean_json: clean(whole_names(json), resources)
call = BaseResponse.call_action


def whole_names(json):
	"""`${Name.Endpoint.Port}` has one attribute; moto cuts it at each dot."""
	of = json.get("Fn::GetAtt") if isinstance(json, dict) else None
	return {"Fn::GetAtt": [of[0], ".".join(of[1:])]} if isinstance(of, list) and len(of) > 2 else json


def delete(stack):
	"""What was made last goes first, as AWS does it; moto goes through them in any order."""
	for name, made in reversed(list(stack._parsed_resources.items())):
		if made is not None and stack._resource_json_map.get(name, {"DeletionPolicy": "Retain"}).get("DeletionPolicy") != "Retain": # parameters are among them
			stack._delete_resource(made, stack._resource_json_map[name])


def finished(custom):
	custom.set_data({})
	return custom


def call_action(self):
	try:
		return call(self)
	except NotImplementedError as e:
		service = getattr(self, "service_name", "?")
		action = str(e).removeprefix("The ").removesuffix(" action has not been implemented")
		if (service, action) in ANSWERS:
			return 200, {}, json.dumps(ANSWERS[(service, action)])
		print(f"moto-missing {service} {action}", file=sys.stderr, flush=True)
		return 400, {"x-amzn-errortype": "NotImplemented"}, json.dumps({"__type": "NotImplemented", "message": f"no {service} {action}"})


BaseResponse.call_action = call_action
handle = flask.Flask.handle_user_exception


def say(self, e):
	if isinstance(e, HTTPException):
		return handle(self, e)
	why = f"{type(e).__name__}: {' '.join(str(e).split())}"
	print(f"moto-error {why}", file=sys.stderr, flush=True)
	return flask.Response(json.dumps({"__type": "MotoError", "message": why}), 400, {"x-amzn-errortype": "MotoError", "Content-Type": "application/json"})


flask.Flask.handle_user_exception = say
dispatch = flask.Flask.full_dispatch_request


def judged(self):
	if not flask.request.path.startswith("/moto-api"):
		for line in api_model.problems(flask.request):
			print(f"aws-refuses {line}", file=sys.stderr, flush=True)
	return dispatch(self)


flask.Flask.full_dispatch_request = judged
kinds = mock_stack.define_all(f"http://127.0.0.1:{sys.argv[1]}") # moto finds them as subclasses, while they live
server.main(["-H", "127.0.0.1", "-p", sys.argv[1]])
