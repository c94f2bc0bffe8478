// route_request.c: what an HTTP API hands on to a queue, an event or a flow.
#include "api.h"

#include <string.h>

// What a request without a body is to a queue, an event, a flow: a JSON object, as they take no less.
// "Transform API requests and responses for HTTP APIs": within a text names stand in braces, and all of
// a query has none.
static const char without_body[] =
	"{\"path\": \"${request.path}\", \"method\": \"${context.httpMethod}\"}";

static bool is_word(const char *template)
{
	return str_eq(template, "detail") || str_eq(template, "merged");
}

bool route_has_body(const Entity *e)
{
	return !str_eq(route_method(e), "GET") && !str_eq(route_method(e), "HEAD");
}

// What a service integration sends: HTTP API's own `$request…` names.
Value *route_request(Unit *u, Entity *e, const RouteTarget *t)
{
	Value *map = value_map(u->arena, e->at);
	const char *payload = route_has_body(e) ? "$request.body" : without_body;
	if (str_eq(t->kind, "queue")) {
		value_set(u->arena, map, "QueueUrl", entity_attr(u, t->to, "url", e->at));
		value_set(u->arena, map, "MessageBody", text_at(u, payload, e->at));
		if (rec_true(t->to->rec, "fifo"))
			value_set(u->arena, map, "MessageGroupId", text_at(u, e->name, e->at));
	} else if (str_eq(t->kind, "event")) {
		Value *producer = rec_get(t->to->rec, "producer");
		Value *source = producer && producer->n ?
			lower_value(u, t->to, producer->u.item[0]) :
			text_at(u, "default", e->at);
		value_set(u->arena, map, "Detail", text_at(u, payload, e->at));
		value_set(u->arena, map, "DetailType", text_at(u, t->to->name, e->at));
		value_set(u->arena, map, "Source", source);
		Entity *bus = rec_ent(t->to->rec, "bus");
		value_set(u->arena, map, "EventBusName",
			bus ? entity_attr(u, bus, "name", e->at) : NULL);
	} else {
		const char *template = rec_text(e->rec, "request_template");
		const char *input = !template || (!route_has_body(e) && is_word(template)) ?
			payload :
			str_eq(template, "detail") ?
			"$request.body.detail" :
			str_eq(template, "merged") ?
			"{\"body\": ${request.body}, \"path\": \"${request.path}\", \"method\": \"${context.httpMethod}\"}" :
			template;
		value_set(u->arena, map, "StateMachineArn", entity_attr(u, t->to, "arn", e->at));
		value_set(u->arena, map, "Input", text_at(u, input, e->at));
	}
	return map;
}

const char *route_subtype(const RouteTarget *t)
{
	return str_eq(t->kind, "queue")  ? "SQS-SendMessage" :
		str_eq(t->kind, "event") ? "EventBridge-PutEvents" :
		t->waits                 ? "StepFunctions-StartSyncExecution" :
					   "StepFunctions-StartExecution";
}
