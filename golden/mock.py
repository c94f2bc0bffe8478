"""A mock of AWS on loopback for golden/deploy: moto's server, with the answers that the Terraform
provider wants and moto lacks.

	python3 mock.py PORT

What moto has no answer for is refused at once with 400 and named on stderr, `moto-missing SERVICE
ACTION`; its own 500 would be tried again for minutes.
"""
import json
import sys

from moto import server
from moto.core.responses import ActionResult, BaseResponse
from moto.stepfunctions.responses import StepFunctionResponse

# (service, action): what the provider asks for after it made something.
ANSWERS = {
	("stepfunctions", "list_state_machine_versions"): {"stateMachineVersions": []},
	("application-autoscaling", "list_tags_for_resource"): {"Tags": {}},
}
# Terraform has state machines judged when it plans; topc has judged them already.
StepFunctionResponse.validate_state_machine_definition = lambda self: ActionResult({"result": "OK", "diagnostics": [], "truncated": False})
call = BaseResponse.call_action


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
server.main(["-H", "127.0.0.1", "-p", sys.argv[1]])
