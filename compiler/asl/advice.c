// advice.c: what AWS takes without a word and its guide advises against. Notes come once a machine.
#include "checks.h"
#include "resource.h"

#include <string.h>

// Whether a list of retriers or catchers takes one of the errors.
static bool takes(const Value *list, const char *errors)
{
	for (uint32_t i = 0; list && list->kind == V_LIST && i < list->n; i++) {
		const Value *names = value_get(list->u.item[i], "ErrorEquals");
		for (uint32_t j = 0; names && names->kind == V_LIST && j < names->n; j++) {
			const char *s = value_text(names->u.item[j]);
			if (s && word_in(errors, s, strlen(s)))
				return true;
		}
	}
	return false;
}

// Whether the retriers were said to be wrong, or come from outside, so that nobody knows what they take.
static bool is_open(const Asl *a, const AslState *s)
{
	const Value *list = near_get(a, s->val, "Retry");
	bool open = list && list->kind != V_LIST;
	for (uint32_t i = 0; list && list->kind == V_LIST && i < list->n; i++) {
		const Value *names = value_get(list->u.item[i], "ErrorEquals");
		open |= !names || names->kind != V_LIST || !names->n;
		for (uint32_t j = 0; names && names->kind == V_LIST && j < names->n; j++)
			open |= names->u.item[j]->kind != V_STR;
	}
	return open;
}

// "Handle transient Lambda service exceptions", best practices.
static void check_lambda(
	Asl *a, const AslState *s, const AslResource *r, uint32_t *latest, uint32_t *retry)
{
	static const char transient[] =
		"Lambda.ServiceException Lambda.AWSLambdaException Lambda.SdkClientException "
		"Lambda.ClientExecutionTimeoutException Lambda.TooManyRequestsException States.ALL States.TaskFailed";
	Unit *u = a->u;
	bool invoke = r->kind == CALLS_SERVICE && r->row && str_eq(r->row->service, "lambda") &&
		r->how == RESPONSE;
	if (r->kind != CALLS_FUNCTION && !invoke)
		return;
	if (!takes(value_get(s->val, "Retry"), transient) && !is_open(a, s) && !(*retry)++)
		diag_line(say_asl_lambda_retry(u, bare_span(u, s->at), s->name),
			"they pass: Lambda.ServiceException, Lambda.AWSLambdaException, Lambda.SdkClientException, "
			"Lambda.TooManyRequestsException");
	if (r->kind != CALLS_FUNCTION || r->text.holes)
		return;
	const char *qualifier = memchr(r->text.s + r->name, ':', r->text.n - r->name);
	if ((!qualifier || str_eq(qualifier, ":$LATEST")) && !(*latest)++)
		diag_line(say_asl_lambda_latest(u, asl_span(a, &r->text, r->name, r->text.n)),
			"an execution that runs for long may meet two versions of it");
}

// A second call after an error does a second thing, unless a token of the caller's tells them apart.
static void check_twice(Asl *a, const AslState *s, const AslResource *r)
{
	static const char *const tokens[] = { "Name", "ClientToken", "ClientRequestToken",
		"IdempotencyToken", "MessageDeduplicationId", "JobName", "ConditionExpression" };
	if (!r->row || !(r->row->flags & NOT_IDEMPOTENT))
		return;
	const Value *retry = value_get(s->val, "Retry");
	if (!takes(retry, "States.ALL States.TaskFailed States.Timeout"))
		return;
	const Value *params = value_get(s->val, s->lang == LANG_ATA ? "Arguments" : "Parameters");
	if (!params || params->kind != V_MAP)
		return;
	for (uint32_t i = 0; i < params->n; i++)
		for (size_t j = 0; j < COUNT(tokens); j++)
			if (str_starts(params->u.pair[i].key, tokens[j]))
				return;
	Unit *u = a->u;
	const char *call = asl_shown(a, &r->text, r->service, r->pattern);
	Diag *d = say_asl_retry_twice(u, bare_span(u, value_pair(s->val, "Retry")->at), call);
	diag_context(d, asl_span(a, &r->text, r->service, r->pattern),
		"does a second thing when called twice");
}

// Errors that only some states can raise.
static void check_impossible(Asl *a, const AslState *s, const char *field)
{
	static const struct {
		const char *error, *why;
		uint32_t inside; // bits of Holds
	} rows[] = {
		{ "States.BranchFailed", "there is no Parallel", HOLDS_PARALLEL },
		{ "States.NoChoiceMatched", "there is no Choice", HOLDS_CHOICE },
		{ "States.ItemReaderFailed", "there is no distributed Map", HOLDS_DISTRIBUTED },
		{ "States.ResultWriterFailed", "there is no distributed Map", HOLDS_DISTRIBUTED },
		{ "States.ExceedToleratedFailureThreshold", "there is no distributed Map",
			HOLDS_DISTRIBUTED },
		{ "States.HeartbeatTimeout", "there is no `HeartbeatSeconds`", HOLDS_HEARTBEAT },
	};
	const Value *list = value_get(s->val, field);
	for (uint32_t i = 0; list && list->kind == V_LIST && i < list->n; i++) {
		const Value *names = value_get(list->u.item[i], "ErrorEquals");
		for (uint32_t j = 0; names && names->kind == V_LIST && j < names->n; j++)
			for (size_t k = 0; k < COUNT(rows); k++)
				if (value_is(names->u.item[j], rows[k].error) &&
					!(s->holds & rows[k].inside))
					say_asl_error_impossible(a->u,
						inner_span(a->u, names->u.item[j]), rows[k].error,
						rows[k].why);
	}
}

// Errors of one service where another one is called. Who answers a task token, and what runs behind
// an activity or a URL, may name any.
static void check_foreign(Asl *a, const AslState *s, const AslResource *r, const char *field)
{
	static const struct {
		const char *prefix, *services;
	} rows[] = {
		{ "Lambda.", "lambda" },
		{ "DynamoDB.", "dynamodb" },
		{ "DynamoDb.", "dynamodb" },
		{ "S3.", "s3 s3control" },
		{ "SNS.", "sns" },
		{ "Sns.", "sns" },
		{ "SQS.", "sqs" },
		{ "Sqs.", "sqs" },
		{ "Glue.", "glue" },
		{ "Athena.", "athena" },
		{ "SageMaker.", "sagemaker" },
		{ "StepFunctions.", "states sfn" },
		{ "Sfn.", "states sfn" },
	};
	static const char any[] = "lambda http apigateway";
	size_t n = r->action - 1 - r->service;
	const char *service = r->text.s + r->service;
	const Value *list = value_get(s->val, field);
	if ((r->kind != CALLS_SERVICE && r->kind != CALLS_SDK) || r->text.holes ||
		r->how == TOKEN || word_in(any, service, n))
		return;
	for (uint32_t i = 0; list && list->kind == V_LIST && i < list->n; i++) {
		const Value *names = value_get(list->u.item[i], "ErrorEquals");
		for (uint32_t j = 0; names && names->kind == V_LIST && j < names->n; j++) {
			const char *name = value_text(names->u.item[j]);
			for (size_t k = 0; name && k < COUNT(rows); k++)
				if (str_starts(name, rows[k].prefix) &&
					!word_in(rows[k].services, service, n))
					say_asl_error_impossible(a->u,
						inner_span(a->u, names->u.item[j]), name,
						U_FORMAT(a->u, "this task calls %.*s", (int)n,
							service));
		}
	}
}

// What each state is or has inside; inner ones stand behind outer ones in a->state.
static void find_holds(Asl *a)
{
	for (uint32_t i = a->nstate; i-- > 0;) {
		AslState *s = a->state[i];
		s->holds |= s->type == PARALLEL ? HOLDS_PARALLEL :
			s->type == CHOICE       ? HOLDS_CHOICE :
						  0;
		if (s->type == MAP && s->ninner && s->inner[0]->own_distributed)
			s->holds |= HOLDS_DISTRIBUTED;
		if (near_pair(a, s->val, "HeartbeatSeconds") ||
			near_pair(a, s->val, "HeartbeatSecondsPath"))
			s->holds |= HOLDS_HEARTBEAT;
		if (!s->type)
			s->holds = ~0u;
		if (s->scope->owner)
			s->scope->owner->holds |= s->holds;
	}
}

// A loop with a task in it and nothing but its own data to end it.
static void check_history(Asl *a)
{
	for (uint32_t i = 0; i < a->nstate; i++) {
		const AslState *s = a->state[i];
		if (!(s->type & WORKS) || !s->reached || s->scope->express || s->scope->loose)
			continue;
		for (uint32_t j = 0; j < s->nedge; j++) {
			const AslState *to = s->edge[j].to;
			if (!to || to == s || to->loop != s->loop || s->edge[j].kind == EDGE_CATCH)
				continue;
			Diag *d = say_asl_history_long(a->u, bare_span(a->u, s->at), s->name);
			diag_line(d,
				"each task adds about 5 events; an execution that goes on starts a new one");
			return;
		}
	}
}

void asl_check_advice(Asl *a)
{
	uint32_t latest = 0;
	uint32_t retry = 0;
	find_holds(a);
	for (uint32_t i = 0; i < a->nstate; i++) {
		const AslState *s = a->state[i];
		AslResource r;
		if (s->type & WORKS) {
			check_impossible(a, s, "Retry");
			check_impossible(a, s, "Catch");
		}
		const Value *v = s->type == TASK ? value_get(s->val, "Resource") : NULL;
		if (!v || !asl_resource(a, v, &r) || r.problem)
			continue;
		check_lambda(a, s, &r, &latest, &retry);
		check_foreign(a, s, &r, "Retry");
		check_foreign(a, s, &r, "Catch");
		check_twice(a, s, &r);
	}
	check_history(a);
}
