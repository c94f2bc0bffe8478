// test_rule.c: a test of what is deployed as a rule of the Makefile: calls it and compares the answer.
// Needs the AWS CLI and jq; routes are called by curl.
#include "../files.h"
#include "test.h"

#include <string.h>

static const char *word_of(const Entity *e)
{
	return e->kind->one;
}

static bool answers(const Entity *to)
{
	return !str_eq(word_of(to), "event");
}

// ---- Checks -------------------------------------------------------------------------------------------

// Holes have to be known now: a test's files are plain JSON.
static void check_known(Unit *u, Value *v)
{
	if (!v)
		return;
	if (v->kind == V_JOIN || v->kind == V_HOLE) {
		if (!value_known(u, v))
			say_test_hole(u, v->at);
		return;
	}
	for (uint32_t i = 0; i < v->n && (v->kind == V_LIST || v->kind == V_MAP); i++)
		check_known(u, v->kind == V_LIST ? v->u.item[i] : v->u.pair[i].val);
}

static const char *payload_path(Unit *u, const Value *payload)
{
	const char *text = value_text(payload);
	if (!text || payload->kind != V_STR || *text == '{' || *text == '[' ||
		!str_ends(text, ".json") || str_starts(text, "s3://"))
		return NULL;
	const char *file = u->src[payload->at.file]->path;
	return file ? path_join(u->arena, path_dir(u->arena, file), text) : NULL;
}

void test_check(Unit *u, const Entity *to, const Value *rec)
{
	Value *payload = rec_get(rec, "payload");
	Value *expect = rec_get(rec, "expect");
	const char *text = value_text(payload);
	check_known(u, payload);
	check_known(u, expect);
	if (text && str_starts(text, "//"))
		diag_line(say_test_payload(u, payload->at, text),
			"tc takes the bucket from its own settings; write `s3://BUCKET/KEY`, or a file");
	else if (text && str_ends(text, ".json") && !str_starts(text, "s3://") && *text != '{') {
		const char *path = payload_path(u, payload);
		TreeEntry t;
		if (!path)
			path_outside(u, payload->at, text);
		else if (u->tree->stat(u->tree, u->arena, path, &t) != TREE_OK)
			say_no_such_file(u, payload->at, path);
	}
	if (expect && to && !answers(to))
		say_not_here(u, expect->at, "expect",
			"goes with what answers: a function, a route, a flow");
	const Value *path = rec_get(rec, "path");
	if (path && to && !str_eq(word_of(to), "route"))
		say_not_here(u, path->at, "path", "goes with tests of routes");
	const Value *auth = rec_get(rec, "auth");
	if (auth && to && !str_eq(word_of(to), "route"))
		say_not_here(u, auth->at, "auth", "goes with tests of routes");
	const char *own = to ? rec_text(to->rec, "path") : NULL;
	if (to && str_eq(word_of(to), "route") && own && strchr(own, '{') && !path)
		diag_line(say_test_path(u, rec->at, to->name, own),
			"write `path:` with values in place of the braces");
}

// ---- Files --------------------------------------------------------------------------------------------

static void put_json(Unit *u, Buf *b, const Value *v)
{
	const char *known = v->kind == V_JOIN || v->kind == V_HOLE || v->kind == V_STR ?
		value_known(u, v) :
		NULL;
	if (known) {
		quote_json(b, known, strlen(known));
	} else if (v->kind == V_LIST || v->kind == V_MAP) {
		buf_putc(b, v->kind == V_LIST ? '[' : '{');
		for (uint32_t i = 0; i < v->n; i++) {
			buf_puts(b, i ? ", " : "");
			if (v->kind == V_MAP) {
				quote_json(b, v->u.pair[i].key, strlen(v->u.pair[i].key));
				buf_puts(b, ": ");
			}
			put_json(u, b, v->kind == V_LIST ? v->u.item[i] : v->u.pair[i].val);
		}
		buf_putc(b, v->kind == V_LIST ? ']' : '}');
	} else {
		value_json(b, v);
	}
}

static const char *json_of(Unit *u, const Value *v)
{
	Buf b = { .arena = u->arena };
	const char *text = v ? value_text(v) : NULL;
	if (!v)
		return "{}\n";
	if (v->kind == V_STR && text && (*text == '{' || *text == '['))
		return U_FORMAT(u, "%s\n", text); // JSON that was written as a string
	put_json(u, &b, v);
	buf_putc(&b, '\n');
	return b.s;
}

// A word of the shell.
static const char *quoted(Unit *u, const char *s)
{
	Buf b = { .arena = u->arena };
	buf_putc(&b, '\'');
	for (; *s; s++)
		buf_puts(&b, *s == '\'' ? "'\\''" : *s == '$' ? "$$" : (char[]){ *s, 0 });
	buf_putc(&b, '\'');
	return b.s;
}

// ---- How each kind is called ----------------------------------------------------------------------------

typedef struct Calling {
	Unit *u;
	MakeRule *rule;
	const Entity *to;
	const Value *rec;
	const char *payload, *answer; // files
} Calling;

static void call_function(Calling *c)
{
	Unit *u = c->u;
	rule_line(u, c->rule,
		U_FORMAT(u,
			"$(AWS) lambda invoke --function-name %s --payload fileb://%s %s >%s.meta",
			value_text(c->to->phys), c->payload, c->answer, c->answer));
	rule_line(u, c->rule,
		U_FORMAT(u, "@! grep -q FunctionError %s.meta || { cat %s >&2; exit 1; }",
			c->answer, c->answer));
}

static const char *base_url(Unit *u, const Entity *route)
{
	const Entity *http = rec_ent(route->rec, "http_api");
	const Entity *api = http ? http : rec_ent(route->rec, "rest_api");
	const char *stage = rec_text(route->rec, "stage");
	const char *name = api ? value_text(api->phys) : NULL;
	const char *id = api ? rec_text(api->rec, "id") : NULL;
	if (http && id)
		return U_FORMAT(u,
			"$$($(AWS) apigatewayv2 get-api --api-id %s --query ApiEndpoint --output text)%s%s",
			id, stage ? "/" : "", stage ? stage : "");
	if (http && name)
		return U_FORMAT(u,
			"$$($(AWS) apigatewayv2 get-apis --query \"Items[?Name=='%s'].ApiEndpoint | [0]\" --output text)%s%s",
			name, stage ? "/" : "", stage ? stage : "");
	if (!api || (!name && !id))
		return NULL;
	return U_FORMAT(u,
		"https://%s.execute-api.$${AWS_REGION:-$$($(AWS) configure get region)}.amazonaws.com/%s",
		id ? id :
		     U_FORMAT(u,
			     "$$($(AWS) apigateway get-rest-apis --query \"items[?name=='%s'].id | [0]\" --output text)",
			     name),
		stage ? stage : "live");
}

static void call_route(Calling *c)
{
	Unit *u = c->u;
	const char *method = rec_text(c->to->rec, "method");
	const char *path = rec_text(c->rec, "path");
	const char *auth = rec_text(c->rec, "auth");
	const char *base = base_url(u, c->to);
	method = method ? method : "POST";
	path = path ? path : rec_text(c->to->rec, "path");
	path = path ? path : U_FORMAT(u, "/%s", c->to->name);
	bool body = !str_eq(method, "GET") && !str_eq(method, "HEAD");
	if (!base) {
		rule_line(u, c->rule, "@echo 'the name of the API is not known here' >&2; exit 2");
		return;
	}
	rule_line(u, c->rule,
		U_FORMAT(u,
			"url=%s; curl -sS --fail-with-body -X %s%s %s -o %s \"$$url\"%s || { cat %s >&2; exit 1; }",
			base, str_eq(method, "ANY") ? "POST" : method,
			auth ? U_FORMAT(u, " -H %s",
				       quoted(u, U_FORMAT(u, "Authorization: %s", auth))) :
			       "$(if $(AUTH), -H 'Authorization: $(AUTH)')",
			body ? U_FORMAT(u, "-H 'Content-Type: application/json' --data @%s",
				       c->payload) :
			       "",
			c->answer, quoted(u, path), c->answer));
}

static void call_event(Calling *c)
{
	Unit *u = c->u;
	const Value *producer = rec_get(c->to->rec, "producer");
	const Entity *bus = rec_ent(c->to->rec, "bus");
	const char *source = producer && producer->n ? value_known(u, producer->u.item[0]) : NULL;
	const char *bus_name = bus ? value_text(bus->phys) : NULL;
	rule_line(u, c->rule,
		U_FORMAT(u,
			"jq '[{ Source: \"%s\", DetailType: \"%s\", EventBusName: \"%s\", Detail: tojson }]' %s >%s.entries",
			source ? source : "default", c->to->name, bus_name ? bus_name : "default",
			c->payload, c->answer));
	rule_line(u, c->rule,
		U_FORMAT(u,
			"test \"$$($(AWS) events put-events --entries file://%s.entries --query FailedEntryCount --output text)\" = 0",
			c->answer));
}

static void call_flow(Calling *c)
{
	Unit *u = c->u;
	const char *mode = rec_text(c->to->rec, "mode");
	if (!mode)
		mode = rec_text(c->to->scope->rec, "mode");
	const char *arn = U_FORMAT(u,
		"arn=$$($(AWS) stepfunctions list-state-machines --query \"stateMachines[?name=='%s'].stateMachineArn | [0]\" --output text)",
		value_text(c->to->phys));
	if (mode && str_eq(mode, "Express")) {
		rule_line(u, c->rule,
			U_FORMAT(u,
				"%s; $(AWS) stepfunctions start-sync-execution --state-machine-arn \"$$arn\" --input file://%s >%s.meta",
				arn, c->payload, c->answer));
	} else {
		rule_line(u, c->rule,
			U_FORMAT(u,
				"%s; run=$$($(AWS) stepfunctions start-execution --state-machine-arn \"$$arn\" --input file://%s --query executionArn --output text); \\",
				arn, c->payload));
		rule_line(u, c->rule,
			U_FORMAT(u,
				"until $(AWS) stepfunctions describe-execution --execution-arn \"$$run\" >%s.meta && ! grep -q '\"RUNNING\"' %s.meta; do sleep 2; done",
				c->answer, c->answer));
	}
	rule_line(u, c->rule,
		U_FORMAT(u, "@grep -q '\"SUCCEEDED\"' %s.meta || { cat %s.meta >&2; exit 1; }",
			c->answer, c->answer));
	rule_line(u, c->rule,
		U_FORMAT(u, "jq '.output | fromjson' %s.meta >%s", c->answer, c->answer));
}

static const struct {
	const char *kind;
	void (*call)(Calling *);
} calls[] = { { "function", call_function }, { "route", call_route }, { "event", call_event },
	{ "flow", call_flow } };

// ---- The rule -------------------------------------------------------------------------------------------

static const char *comparison(Unit *u, const Value *rec)
{
	const char *how = rec_text(rec, "condition");
	if (str_eq(how, "includes") || str_eq(how, "contains"))
		return "contains($$want[0])";
	if (how && *how == '$')
		return U_FORMAT(u, "%s%s == $$want[0]", how[1] == '[' ? "." : "", how + 1);
	return ". == $$want[0]";
}

static void put_payload(Unit *u, MakeRule *rule, const Value *payload, const char *file)
{
	const char *text = value_text(payload);
	const char *path = payload ? payload_path(u, payload) : NULL;
	if (text && str_starts(text, "s3://")) {
		rule_line(u, rule, U_FORMAT(u, "$(AWS) s3 cp %s %s", quoted(u, text), file));
	} else if (path) {
		ArtifactEntry entry = { .path = path };
		out_copy(u, file, &entry);
	} else {
		out_text(u, file, json_of(u, payload), false);
	}
}

void test_rule(Unit *u, const Entity *to, const char *word, const Value *rec)
{
	const char *name = rec_text(rec, "name");
	const char *key = path_word(u, name ? name : word);
	const Value *expect = rec_get(rec, "expect");
	MakeRule *rule = out_rule(u, U_FORMAT(u, "test-%s", key),
		U_FORMAT(u, "test %s %s where it is deployed", word_of(to), to->name));
	Calling c = { .u = u, .rule = rule, .to = to, .rec = rec };
	rule->group = "test";
	c.payload = U_FORMAT(u, "tests/%s.payload.json", key);
	c.answer = U_FORMAT(u, "tests/%s.answer.json", key);
	put_payload(u, rule, rec_get(rec, "payload"), c.payload);
	for (size_t i = 0; i < COUNT(calls); i++)
		if (str_eq(calls[i].kind, word_of(to)))
			calls[i].call(&c);
	if (!expect || !answers(to))
		return;
	out_text(u, U_FORMAT(u, "tests/%s.expect.json", key), json_of(u, expect), false);
	rule_line(u, rule,
		U_FORMAT(u,
			"@jq -e --slurpfile want tests/%s.expect.json '%s' %s >/dev/null || "
			"{ echo 'test-%s: this is not what is expected:' >&2; cat %s >&2; exit 1; }",
			key, comparison(u, rec), c.answer, key, c.answer));
}
