// rest_api_integration.c: what stands behind a method of a REST API: a call of a service, or of a
// function.
#include "api.h"

#include <string.h>

// A value within a JSON string. escapeJavaScript writes \' for ', which JSON has not: API
// Gateway developer guide, "Variables for data transformations", $util.escapeJavaScript.
#define ESCAPED(what) "$util.escapeJavaScript(" what ").replaceAll(\"\\\\'\",\"'\")"
#define BODY ESCAPED("$input.body")

// What a request without a body is: an object, in a JSON string and in a form.
#define WITHOUT_BODY                                                                               \
	"{\\\"path\\\":\\\"$context.path\\\",\\\"method\\\":\\\"$context.httpMethod\\\"}"
#define FORM_WITHOUT_BODY                                                                          \
	"%7B%22path%22%3A%22$util.urlEncode($context.path)%22%2C%22method%22%3A%22$context.httpMethod%22%7D"

static Value *text(Unit *u, const char *s, Span at)
{
	return value_str(u->arena, s, at);
}

Value *rest_pair(Unit *u, const char *key, Value *v)
{
	Value *map = value_map(u->arena, v->at);
	value_set(u->arena, map, key, v);
	return map;
}

static Value *service_uri(Unit *u, const char *action, Span at)
{
	Value *piece[] = { text(u, "arn:", at), value_var(u, "partition", at),
		text(u, ":apigateway:", at), value_var(u, "region", at),
		value_format(u->arena, at, ":%s", action) };
	return value_join(u->arena, at, piece, COUNT(piece));
}

// A text within a JSON string of a mapping template. `$` and `#` begin code there, so they are
// written as JSON's escapes of them, which the template leaves alone.
static Value *in_template(Unit *u, Value *v)
{
	if (v->kind == V_JOIN) {
		Value **piece = NULL;
		uint32_t n = 0;
		for (uint32_t i = 0; i < v->n; i++)
			U_PUSH(u, piece, n, in_template(u, v->u.item[i]));
		return value_join(u->arena, v->at, piece, n);
	}
	if (v->kind != V_STR)
		return v;
	Buf json = { .arena = u->arena };
	quote_json(&json, v->u.s, strlen(v->u.s));
	Buf out = { .arena = u->arena };
	for (size_t i = 1; i + 1 < json.n; i++)
		if (strchr("$#", json.s[i]))
			buf_printf(&out, "\\u%04x", json.s[i]);
		else
			buf_putc(&out, json.s[i]);
	return text(u, out.n ? out.s : "", v->at);
}

// A queue or flow behind a REST API: a form-encoded or JSON call of the service.
void rest_put_service(Unit *u, Entity *route, const RouteTarget *t, Resource *r)
{
	Span at = route->at;
	bool body = route_has_body(route);
	Value *form = rest_pair(u, "integration.request.header.Content-Type",
		text(u, "'application/x-www-form-urlencoded'", at));
	Value *json = rest_pair(u, "integration.request.header.Content-Type",
		text(u, "'application/x-amz-json-1.0'", at));
	Value *template;
	if (str_eq(t->kind, "queue")) {
		Value *piece[] = { value_var(u, "account", at), text(u, "/", at),
			entity_attr(u, t->to, "name", at) };
		Value *path[] = { service_uri(u, "sqs:path/", at),
			value_join(u->arena, at, piece, 3) };
		put(u, r, "uri", value_join(u->arena, at, path, 2));
		put(u, r, "request", form);
		template = text(u,
			U_FORMAT(u, "Action=SendMessage%s&MessageBody=%s",
				rec_true(t->to->rec, "fifo") ?
					"&MessageGroupId=$context.requestId" :
					"",
				body ? "$util.urlEncode($input.body)" : FORM_WITHOUT_BODY),
			at);
	} else if (str_eq(t->kind, "event")) {
		json = rest_pair(u, "integration.request.header.Content-Type",
			text(u, "'application/x-amz-json-1.1'", at));
		value_set(u->arena, json, "integration.request.header.X-Amz-Target",
			text(u, "'AWSEvents.PutEvents'", at));
		put(u, r, "uri", service_uri(u, "events:action/PutEvents", at));
		put(u, r, "request", json);
		Entity *bus = rec_ent(t->to->rec, "bus");
		Value *producer = rec_get(t->to->rec, "producer");
		Value *source = producer && producer->n ?
			in_template(u, lower_value(u, t->to, producer->u.item[0])) :
			text(u, "default", at);
		Value *piece[] = { text(u, "{\"Entries\":[{\"Source\":\"", at), source,
			text(u, "\",\"DetailType\":\"", at),
			in_template(u, text(u, t->to->name, at)),
			text(u, "\",\"EventBusName\":\"", at), entity_attr(u, bus, "name", at),
			text(u, "\",\"Detail\":\"", at), text(u, body ? BODY : WITHOUT_BODY, at),
			text(u, "\"}]}", at) };
		template = value_join(u->arena, at, piece, COUNT(piece));
	} else {
		put(u, r, "uri",
			service_uri(u,
				t->waits ? "states:action/StartSyncExecution" :
					   "states:action/StartExecution",
				at));
		put(u, r, "request", json);
		Value *own = rec_get(route->rec, "request_template");
		bool detail = value_is(own, "detail");
		Value *piece[] = { text(u, "{\"stateMachineArn\":\"", at),
			entity_attr(u, t->to, "arn", at), text(u, "\",\"input\":\"", at),
			text(u,
				!body          ? WITHOUT_BODY :
					detail ? ESCAPED("$input.json('$.detail')") :
						 BODY,
				at),
			text(u, "\"}", at) };
		template = own && !detail ? own : value_join(u->arena, at, piece, COUNT(piece));
	}
	put(u, r, "type", text(u, "AWS", at));
	put(u, r, "verb", text(u, "POST", at));
	put(u, r, "passthrough", text(u, "NEVER", at));
	put(u, r, "templates", rest_pair(u, "application/json", template));
	put(u, r, "role", value_ref(u, res_demand(u, route, "Role"), "arn", at));
}

Value *rest_declared(Unit *u, const Entity *route)
{
	static const char parts[] =
		"path querystring header multivaluequerystring multivalueheader";
	static const char request[] = "method.request.";
	const Value *params = rec_get(route->rec, "request_params");
	Value *declared = value_map(u->arena, route->at);
	for (uint32_t i = 0; params && params->kind == V_MAP && i < params->n; i++) {
		const Value *v = params->u.pair[i].val;
		const char *s = value_text(v);
		const char *part = s && str_starts(s, request) ? s + strlen(request) : "";
		size_t n = strcspn(part, ".");
		if (part[n] && word_in(parts, part, n) && !value_get(declared, s))
			value_set(u->arena, declared, unit_sym(u, s),
				value_bool(u->arena, str_starts(part, "path."), v->at));
	}
	return declared->n ? declared : NULL;
}

void rest_put_function(Unit *u, Entity *route, const RouteTarget *t, Resource *r)
{
	Span at = route->at;
	put(u, r, "type", text(u, t->waits ? "AWS_PROXY" : "AWS", at));
	put(u, r, "verb", text(u, "POST", at));
	put(u, r, "uri", entity_attr(u, t->to, "invoke_arn", at));
	Value *params = rec_get(route->rec, "request_params");
	Value *request = params ? lower_value(u, route, params) : NULL;
	if (!t->waits) { // Lambda queues the event and answers at once
		request = request ? request : value_map(u->arena, at);
		value_set(u->arena, request, "integration.request.header.X-Amz-Invocation-Type",
			text(u, "'Event'", at));
	}
	put(u, r, "request", request);
}
