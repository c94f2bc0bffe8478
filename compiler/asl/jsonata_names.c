// jsonata_names.c: the members of `$states`, and names that stand for nothing.
#include "jsonata_tree.h"

#include <string.h>
#include <strings.h>

bool jsonata_is_bound(const Check *c, Sym name)
{
	bool later = false;
	for (const Frame *f = c->frame; f; f = f->outer) {
		if (map_get(&f->bound, name) || (later && f->all && map_get(f->all, name)))
			return true;
		later |= f->lambda;
	}
	return false;
}

Span jsonata_span(const Check *c, const Node *n)
{
	return jsonata_place(c->text, n->lo, n->hi);
}

const char *jsonata_source(const Check *c, const Node *n)
{
	return arena_copy(c->u->arena, c->text->s + n->lo, n->hi - n->lo);
}

// ---- $states --------------------------------------------------------------------------

typedef struct Member Member;
struct Member {
	const char *name;
	const Member *members; // NULL: data that is not known
};

static const Member execution[] = {
	{ "Id" },
	{ "Input" },
	{ "Name" },
	{ "RedriveCount" },
	{ "RedriveTime" },
	{ "RoleArn" },
	{ "StartTime" },
	{ 0 },
};
static const Member state[] = { { "EnteredTime" }, { "Name" }, { "RetryCount" }, { 0 } };
static const Member machine[] = { { "Id" }, { "Name" }, { 0 } };
static const Member task[] = { { "Token" }, { 0 } };
static const Member item[] = { { "Index" }, { "Key" }, { "Source" }, { "Value" }, { 0 } };
static const Member map[] = { { "Item", item }, { 0 } };
static const Member context_object[] = {
	{ "Execution", execution },
	{ "Map", map },
	{ "State", state },
	{ "StateMachine", machine },
	{ "Task", task },
	{ 0 },
};
static const Member states[] = {
	{ "context", context_object },
	{ "errorOutput" },
	{ "input" },
	{ "result" },
	{ 0 },
};

static const Member *find_member(const Member *m, const char *name)
{
	while (m->name && !str_eq(m->name, name))
		m++;
	return m->name ? m : NULL;
}

// The name that the right side of a path begins with, or NULL.
static const Node *head(const Node *n)
{
	while (n->kind == NODE_FILTER || n->kind == NODE_FOCUS || n->kind == NODE_INDEX)
		n = n->kid[0];
	return n->kind == NODE_NAME || n->kind == NODE_STRING ? n : NULL;
}

// What is known of the members of a node's value, or NULL.
static const Member *members_of(const Check *c, const Node *n)
{
	if (n->kind == NODE_VARIABLE)
		return str_eq(n->s, "states") && !jsonata_is_bound(c, n->s) ? states : NULL;
	if (n->kind != NODE_PATH)
		return NULL;
	const Member *left = members_of(c, n->kid[0]);
	const Node *name = left ? head(n->kid[1]) : NULL;
	const Member *m = name ? find_member(left, name->s) : NULL;
	return m ? m->members : NULL;
}

// `result` and `errorOutput` are there in few places.
static void check_place(Check *c, const Node *name)
{
	static const char *const where[] = {
		"the `Output` and `Assign` of a Task, Parallel or Map state have it",
		"the `Output` and `Assign` of a catcher have it",
	};
	bool error = str_eq(name->s, "errorOutput");
	bool there = error ? c->place->error_output : c->place->result;
	if (!there && (error || str_eq(name->s, "result")))
		diag_line(say_jsonata_states_place(
				  c->u, jsonata_span(c, name), name->s, c->place->field),
			"%s", where[error]);
}

void jsonata_check_member(Check *c, const Node *path)
{
	const Member *m = members_of(c, path->kid[0]);
	const Node *name = m ? head(path->kid[1]) : NULL;
	if (!name)
		return;
	if (m == states)
		check_place(c, name);
	if (find_member(m, name->s))
		return;
	Span at = jsonata_span(c, name);
	Nearest near = { .word = name->s };
	Buf all = { .arena = c->u->arena };
	for (const Member *k = m; k->name; k++) {
		nearest_try(&near, k->name);
		buf_printf(&all, "%s`%s`", k == m ? "" : ", ", k->name);
	}
	const Node *object = path->kid[0];
	const char *text = jsonata_source(c, object);
	Diag *d = m == states ? say_jsonata_states_member(c->u, at, name->s) :
				say_jsonata_context_member(c->u, at, text, name->s);
	if (name->kind == NODE_NAME)
		diag_nearest(d, &near, FIX_MAYBE, at);
	diag_line(d, "`%s` has %s", text, all.s);
}

// ---- Names ----------------------------------------------------------------------------

// Characters that were meant as others.
static const struct Lookalike {
	const char *bytes, *note;
} lookalikes[] = {
	{ "\u201c", "JSONata's quotes are straight: \" or '" },
	{ "\u201d", "JSONata's quotes are straight: \" or '" },
	{ "\u2018", "JSONata's quotes are straight: \" or '" },
	{ "\u2019", "JSONata's quotes are straight: \" or '" },
	{ "\u00a0",
		"there is a no-break space (U+00A0) in it, which is no white space in JSONata" },
	{ "\u200b",
		"there is a zero-width space (U+200B) in it, which is no white space in JSONata" },
	{ 0 },
};

// What may have been meant, the likeliest only: a quote, a word of the language, a variable that is
// bound here, a function, a field of the input.
static void suggest_instead(Check *c, Diag *d, const Node *n, bool called)
{
	static const char *const values[] = { "true", "false", "null" };
	Span at = jsonata_span(c, n);
	Unit *u = c->u;
	for (const struct Lookalike *k = lookalikes; k->bytes; k++) {
		if (strstr(n->s, k->bytes)) {
			diag_line(d, "%s", k->note);
			return;
		}
	}
	for (size_t i = 0; i < COUNT(values); i++) {
		if (strcasecmp(n->s, values[i]) == 0) {
			diag_fix(d, FIX_MAYBE, U_FORMAT(u, "write `%s`", values[i]), at, values[i]);
			return;
		}
	}
	const char *variable = U_FORMAT(u, "$%s", n->s);
	if (n->kind == NODE_NAME &&
		(jsonata_is_bound(c, n->s) || (called && jsonata_function(n->s, n->n)))) {
		diag_fix(d, FIX_MAYBE, U_FORMAT(u, "use `%s`", variable), at, variable);
		return;
	}
	diag_line(d, "the state's input is `$states.input`, a variable is `$name`");
	if (called)
		return;
	const char *input = n->kind == NODE_VARIABLE ?
		"$states.input" :
		U_FORMAT(u, "$states.input.%s", jsonata_source(c, n));
	diag_fix(d, FIX_MAYBE, U_FORMAT(u, "read `%s`", input), at, input);
}

Diag *jsonata_no_context(Check *c, const Node *n, bool called)
{
	Diag *d = say_jsonata_top_level(c->u, jsonata_span(c, n), jsonata_source(c, n));
	suggest_instead(c, d, n, called);
	return d;
}
