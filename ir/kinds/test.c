// test.c: tests: rules of the Makefile that call what is deployed and look at what comes back. They
// make nothing in AWS.
#include "test.h"

#include "../files.h"

#include <string.h>

// clang-format off
static const Field field[] = {
	{ "name", T_STR, .doc = "the rule's name behind `test-`; default: the test's key" },
	{ "entity", T_STR, .flags = F_NEED, .ok = "/^(functions|routes|events)\\/.|^(state|flow)$/", .doc = "what is called: `functions/x`, `routes/x`, `events/x`, `state`" },
	{ "payload", T_JSON, .doc = "what it is called with: JSON, a file of JSON, or `s3://…`" },
	{ "expect", T_JSON, .doc = "what has to come back: JSON, or a text of it" },
	{ "condition", T_ENUM, .ok = "matches includes=contains", .dflt = "matches", .doc = "`matches`: just that; `includes`: that and more" },
	{ "namespace", T_STR, .flags = F_IGNORED, .doc = "the topology is known" },
	{ "auth", T_STR, .doc = "what stands in the Authorization header, for routes" },
	COMMON_FIELDS,
	{ 0 }
};
// clang-format on

// ---- Shell words --------------------------------------------------------------------------------

static void put_word(Buf *b, const char *s)
{
	buf_puts(b, "'");
	for (; *s; s++)
		buf_puts(b,
			*s == '\''         ? "'\\''" :
				*s == '$'  ? "$$" :
				*s == '\n' ? " " :
					     (char[]){ *s, 0 });
	buf_puts(b, "'");
}

// JSON as it stands in a value, in a text, or in a file of the tree.
static const char *json_of(Unit *u, const Value *v)
{
	enum { LARGEST = 1 << 17 }; // what a command line takes
	Buf b = { .arena = u->arena };
	const char *text = value_text(v);
	size_t n;
	const char *path = v->kind == V_STR && str_ends(text, ".json") ?
		path_join(u->arena, u->scope[0]->dir, text) :
		NULL;
	if (path && u->tree->read(u->tree, u->arena, path, LARGEST, &text, &n) == TREE_OK)
		return arena_copy(u->arena, text, n);
	if (v->kind == V_STR)
		return v->u.s;
	value_json(&b, v);
	return b.s;
}

static void put_payload(Unit *u, Buf *b, const Test *t)
{
	const char *text = value_text(t->payload);
	if (!t->payload) {
		buf_puts(b, "'{}'");
	} else if (text && str_starts(text, "s3://")) {
		buf_puts(b, "\"$$($(AWS) s3 cp ");
		put_word(b, text);
		buf_puts(b, " -)\"");
	} else {
		put_word(b, json_of(u, t->payload));
	}
}

// ---- What is called -----------------------------------------------------------------------------

#define STATES "$(AWS) stepfunctions "

static void put_call(Unit *u, Buf *b, const Test *t, const char *auth)
{
	const char *one = t->of->kind->one;
	const char *name = value_text(t->of->phys);
	if (str_eq(one, "function")) {
		buf_printf(b,
			"$(AWS) lambda invoke --function-name %s --cli-binary-format raw-in-base64-out --query FunctionError --payload ",
			name);
		put_payload(u, b, t);
		buf_puts(b, " $@.json && cat $@.json");
	} else if (str_eq(one, "event")) {
		uint32_t n;
		Value **producer = rec_list(t->of->rec, "producer", &n);
		const char *source = n ? value_known(u, producer[0]) : NULL;
		buf_puts(b, "$(AWS) events put-events --entries \"$$(jq -n --arg d ");
		put_payload(u, b, t);
		buf_puts(b, " --arg s ");
		put_word(b, source ? source : "default");
		buf_puts(b, " --arg t ");
		put_word(b, t->of->name);
		buf_puts(b, " '[{Source: $$s, DetailType: $$t, Detail: $$d}]')\"");
	} else if (str_eq(one, "flow")) {
		buf_printf(b,
			"run=$$(" STATES
			"start-execution --query executionArn --output text --state-machine-arn "
			"\"$$(" STATES
			"list-state-machines --output text --query \"stateMachines[?name=='%s'].stateMachineArn\")\" --input ",
			name);
		put_payload(u, b, t);
		buf_puts(b,
			") && while [ \"$$(" STATES
			"describe-execution --execution-arn \"$$run\" --query status --output text)\" = RUNNING ]; do sleep 2; done && " STATES
			"describe-execution --execution-arn \"$$run\" --query output --output text");
	} else {
		const char *method = rec_text(t->of->rec, "method");
		const char *path = rec_text(t->of->rec, "path");
		const Entity *api = rec_ent(t->of->rec, "http_api");
		buf_printf(b, "curl -fsS -X %s ", method);
		if (auth) {
			buf_puts(b, "-H ");
			put_word(b, U_FORMAT(u, "Authorization: %s", auth));
			buf_puts(b, " ");
		}
		if (!str_eq(method, "GET")) {
			buf_puts(b, "-d ");
			put_payload(u, b, t);
			buf_puts(b, " ");
		}
		buf_printf(b,
			"\"$$($(AWS) apigatewayv2 get-apis --output text --query \"Items[?Name=='%s'].ApiEndpoint\")\"",
			api && value_text(api->phys) ? api->phys->u.s : "");
		put_word(b, path ? path : t->of->name);
	}
}

static void make_rule(Unit *u, const Test *t, const char *auth)
{
	char *name = U_FORMAT(u, "test-%s", t->name);
	for (char *c = name; *c; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
			    (*c >= '0' && *c <= '9') || *c == '_'))
			*c = '-';
	MakeRule *rule = out_rule(u, name,
		U_FORMAT(u, "call %s %s and look at what comes back", t->of->kind->one,
			t->of->name));
	rule->group = "test";
	Buf b = { .arena = u->arena };
	put_call(u, &b, t, auth);
	if (t->expect) {
		buf_puts(&b, " | tail -n 1 | jq -e --argjson expect ");
		put_word(&b, json_of(u, t->expect));
		buf_puts(&b, t->includes ? " 'contains($$expect)'" : " '. == $$expect'");
	}
	rule_line(u, rule, b.s);
}

void test_rule(Unit *u, const Test *t)
{
	if (value_text(t->of->phys) || str_eq(t->of->kind->one, "route"))
		make_rule(u, t, NULL);
}

// ---- Tests of one function ----------------------------------------------------------------------

static bool is_test(const Value *v)
{
	return v && v->kind == V_MAP &&
		(value_get(v, "payload") || value_get(v, "expect") || value_get(v, "condition"));
}

static void one_of(Unit *u, Entity *function, const char *name, const Value *v)
{
	const char *condition = value_text(value_get(v, "condition"));
	test_rule(u,
		&(Test){ name, function, value_get(v, "payload"), value_get(v, "expect"),
			condition &&
				(str_eq(condition, "includes") || str_eq(condition, "contains")) });
}

void test_rules_of(Unit *u, Entity *function, const Value *tests)
{
	if (is_test(tests))
		one_of(u, function, function->name, tests);
	else
		for (uint32_t i = 0; tests && tests->kind == V_MAP && i < tests->n; i++)
			one_of(u, function,
				U_FORMAT(u, "%s-%s", function->name, tests->u.pair[i].key),
				tests->u.pair[i].val);
}

void test_check_of(Unit *u, Entity *function, const Value *tests)
{
	static const char *const keys[] = { "payload", "expect", "condition", "name", "entity",
		"namespace", "auth" };
	if (tests && tests->kind != V_MAP && tests->kind != V_BAD)
		say_wrong_type(u, tests->at, "test", "a map of tests", value_noun(tests));
	for (uint32_t i = 0; tests && tests->kind == V_MAP && i < (is_test(tests) ? 1 : tests->n);
		i++) {
		const Value *v = is_test(tests) ? tests : tests->u.pair[i].val;
		if (v->kind != V_MAP)
			say_wrong_type(u, v->at, is_test(tests) ? "test" : tests->u.pair[i].key,
				"a map with `payload` and `expect`", value_noun(v));
		for (uint32_t j = 0; v->kind == V_MAP && j < v->n; j++) {
			Nearest near = { .word = v->u.pair[j].key };
			bool known = false;
			for (size_t k = 0; k < COUNT(keys); k++) {
				known |= str_eq(keys[k], v->u.pair[j].key);
				nearest_try(&near, keys[k]);
			}
			if (!known)
				diag_nearest(say_unknown_key(u, v->u.pair[j].at, v->u.pair[j].key,
						     U_FORMAT(u, "a test of function `%s`",
							     function->name)),
					&near, FIX_SAFE, v->u.pair[j].at);
		}
	}
}

// ---- The section --------------------------------------------------------------------------------

static Entity *called(Unit *u, const Entity *e)
{
	const char *entity = rec_text(e->rec, "entity");
	const char *slash = entity ? strchr(entity, '/') : NULL;
	if (!entity)
		return NULL;
	if (!slash)
		return scope_find(e->scope, kind_of("flow", 4), e->scope->name);
	const Kind *k = kind_section(arena_copy(u->arena, entity, (size_t)(slash - entity)));
	return k ? scope_find(e->scope, k, unit_sym(u, slash + 1)) : NULL;
}

// tc's `condition: =`.
static void prepare(Unit *u, Scope *s)
{
	Value *section = value_get(s->doc, "tests");
	for (uint32_t i = 0; section && section->kind == V_MAP && i < section->n; i++) {
		Pair *p = (Pair *)value_pair(section->u.pair[i].val, "condition");
		if (p && value_is(p->val, "="))
			p->val = text_at(u, "matches", p->val->at);
	}
}

static void check(Unit *u, Entity *e)
{
	const Value *entity = rec_get(e->rec, "entity");
	const Value *payload = rec_get(e->rec, "payload");
	const char *text = value_text(payload);
	TreeEntry t;
	if (value_text(entity) && !called(u, e)) {
		const char *slash = strchr(entity->u.s, '/');
		const Kind *k = slash ? kind_section(arena_copy(u->arena, entity->u.s,
						(size_t)(slash - entity->u.s))) :
					kind_of("flow", 4);
		const char *name = slash ? slash + 1 : e->scope->name;
		Diag *d = say_unknown_name(u, entity->at, k ? k->one : "entity", name);
		Nearest near = { .word = name };
		for (uint32_t i = 0; i < e->scope->nent; i++)
			if (e->scope->ent[i]->kind == k)
				nearest_try(&near, e->scope->ent[i]->name);
		diag_nearest(d, &near, FIX_SAFE,
			slash ? value_part(
					u, entity, (size_t)(slash + 1 - entity->u.s), entity->n) :
				entity->at);
	}
	if (text && str_starts(text, "//"))
		diag_line(say_wrong_form(u, payload->at, "payload", text, "s3://BUCKET/KEY"),
			"tc takes the bucket from its own configuration; write it out");
	else if (text && payload->kind == V_STR && str_ends(text, ".json") && *text != '{' &&
		!str_starts(text, "s3://")) {
		const char *path = path_join(u->arena, e->scope->dir, text);
		if (!path || u->tree->stat(u->tree, u->arena, path, &t) != TREE_OK)
			say_no_such_file(u, payload->at, text);
	}
	if (rec_get(e->rec, "expect") && value_text(entity) && str_starts(entity->u.s, "events/"))
		say_not_here(u, rec_get(e->rec, "expect")->at, "expect",
			"has nothing to look at: an event gives nothing back");
}

static void files_of(Unit *u, Entity *e)
{
	Entity *of = called(u, e);
	const char *name = rec_text(e->rec, "name");
	if (!of)
		return;
	Test t = { name ? name : e->name, of, rec_get(e->rec, "payload"), rec_get(e->rec, "expect"),
		value_is(rec_get(e->rec, "condition"), "includes") };
	make_rule(u, &t, rec_text(e->rec, "auth"));
}

extern const Kind kind_test;
const Kind kind_test = {
	"tests",
	"test",
	"Testrule",
	"what is called after a deployment, and what has to come back",
	.field = field,
	.prepare = prepare,
	.check = check,
	.files_of = files_of,
};
