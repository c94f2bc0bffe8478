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
from moto.cloudformation.custom_model import CustomModel
from moto.core.responses import ActionResult, BaseResponse
from moto.stepfunctions.responses import StepFunctionResponse

import mock_stack

# (service, action): what the provider asks for after it made something.
ANSWERS = {
	("stepfunctions", "list_state_machine_versions"): {"stateMachineVersions": []},
	("application-autoscaling", "list_tags_for_resource"): {"Tags": {}},
}
# Terraform has state machines judged when it plans; topc has judged them already.
StepFunctionResponse.validate_state_machine_definition = lambda self: ActionResult({"result": "OK", "diagnostics": [], "truncated": False})
# The function of a custom resource would run in a container: it counts as answered.
CustomModel.create_from_cloudformation_json = classmethod(lambda cls, name, *a, **more: finished(cls("us-east-1", "", more["LogicalId"], name)))
call = BaseResponse.call_action


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
	print(f"moto-error {type(e).__name__}: {' '.join(str(e).split())}", file=sys.stderr, flush=True)
	return handle(self, e)


flask.Flask.handle_user_exception = say
kinds = mock_stack.define_all(f"http://127.0.0.1:{sys.argv[1]}") # moto finds them as subclasses, while they live
server.main(["-H", "127.0.0.1", "-p", sys.argv[1]])
