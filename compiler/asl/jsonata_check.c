// jsonata_check.c: what the names of an expression mean in a state machine.
//
// The States Language gives an expression no input document: data comes from `$states` and from
// variables. So a name or `$` has a meaning only under a path, in a predicate, a sort, a group or
// a transform, where there is a context; AWS refuses it elsewhere (UNSUPPORTED_JSONATA_EXPRESSION),
// in the keys and values of objects, in arguments, lambdas and conditions too.
//
// Variables bound inside follow evaluation: `:=` holds from there on to the end of its block; the
// body of a lambda runs later and sees all that its blocks bind.
#include "jsonata_tree.h"

#include <strings.h>

static void walk(Check *, const Node *, bool context);

static void bind_name(Check *c, Sym name)
{
	map_put(&c->frame->bound, name, c);
}

static void walk_name(Check *c, const Node *n, bool context)
{
	if (!context)
		jsonata_no_context(c, n, false);
}

// `*` and `**` find nothing there, but AWS is not on record refusing them.
static void walk_wildcard(Check *c, const Node *n, bool context)
{
	if (!context)
		diag_severity(say_jsonata_top_level(c->u, jsonata_span(c, n),
				      n->kind == NODE_WILDCARD ? "*" : "**"),
			WARNING);
}

static void say_eval(Check *c, const Node *n)
{
	Span at = jsonata_place(c->text, n->lo + 1, n->hi);
	Diag *d = say_jsonata_eval(c->u, jsonata_span(c, n));
	diag_fix(d, FIX_MAYBE, "use `$parse`, which reads JSON text", at, "parse");
}

// `$`, `$$`, or a variable of the machine unless the expression binds it.
static void walk_variable(Check *c, const Node *n, bool context)
{
	bool function_fits = c->function_fits;
	c->function_fits = false;
	if (str_eq(n->s, "$")) {
		diag_line(say_jsonata_root(c->u, jsonata_span(c, n)),
			"the state's input is `$states.input`");
	} else if (!n->n) {
		if (!context)
			jsonata_no_context(c, n, false);
	} else if (jsonata_is_bound(c, n->s) || str_eq(n->s, "states")) {
		return;
	} else if (str_eq(n->s, "eval")) {
		say_eval(c, n);
	} else if (c->uses && !(function_fits && jsonata_function(n->s, n->n))) {
		c->uses(c->ctx, n->s, n->n, jsonata_span(c, n));
	}
}

// ---- Functions ------------------------------------------------------------------------

// What other languages call them.
typedef struct Synonym {
	const char *other, *name;
} Synonym;
static const Synonym synonyms[] = {
	// clang-format off
	{ "concat",      "append" },    { "flatten",     "reduce" },    { "includes",    "contains" },
	{ "int",         "number" },    { "isEmpty",     "exists" },    { "len",         "length" },
	{ "lower",       "lowercase" }, { "parseFloat",  "number" },    { "parseInt",    "number" },
	{ "parseJson",   "parse" },     { "size",        "count" },     { "str",         "string" },
	{ "substr",      "substring" }, { "toJson",      "string" },    { "toLowerCase", "lowercase" },
	{ "toNumber",    "number" },    { "toString",    "string" },    { "toUpperCase", "uppercase" },
	{ "unique",      "distinct" },  { "upper",       "uppercase" }, { 0 },
	// clang-format on
};

static void unknown_function(Check *c, const Node *n)
{
	Diag *d = say_jsonata_function_unknown(c->u, jsonata_span(c, n), jsonata_source(c, n));
	Nearest near = { .word = n->s };
	for (const Function *f = jsonata_functions; f->name; f++)
		nearest_try(&near, f->name);
	const Synonym *s = synonyms;
	while (s->other && strcasecmp(s->other, n->s) != 0)
		s++;
	if (s->other)
		near = (Nearest){ .best = s->name, .tie = { s->name }, .ntie = 1 };
	FixKind kind = near.best && strcasecmp(near.best, n->s) == 0 ? FIX_SAFE : FIX_MAYBE;
	diag_nearest(d, &near, kind, jsonata_place(c->text, n->lo + 1, n->hi));
}

static const char *arguments_text(Unit *u, unsigned least, unsigned most)
{
	if (!most)
		return "no argument";
	if (most == FUNCTION_ANY)
		return U_FORMAT(u, "at least %u argument%s", least, least == 1 ? "" : "s");
	if (!least)
		return U_FORMAT(u, "at most %u argument%s", most, most == 1 ? "" : "s");
	if (least == most)
		return U_FORMAT(u, "%u argument%s", least, least == 1 ? "" : "s");
	return U_FORMAT(u, "%u to %u arguments", least, most);
}

// `before`: arguments that stand before the written ones, by `~>`.
static void check_arguments(
	Check *c, const Node *n, const Function *f, unsigned before, bool context)
{
	unsigned given = n->nkid - 1 + before;
	for (uint32_t i = 1; i < n->nkid; i++)
		if (n->kid[i]->kind == NODE_HOLE)
			return;
	bool few = n->kind == NODE_CALL && given + (context && f->context) < f->least;
	bool many = f->most != FUNCTION_ANY && given > f->most;
	if (!few && !many)
		return;
	Span at = jsonata_span(c, n);
	uint32_t first = 1 + f->most - before; // that is too much
	if (many && f->most >= before && first < n->nkid)
		at = jsonata_place(c->text, n->kid[first]->lo, n->kid[n->nkid - 1]->hi);
	Unit *u = c->u;
	const char *count = given ? U_FORMAT(u, "%u", given) : "none";
	Diag *d =
		say_jsonata_arguments(u, at, f->name, arguments_text(u, f->least, f->most), count);
	if (before)
		diag_line(d, "what stands before `~>` is the first one");
	else if (few && f->context && given + 1 == f->least)
		diag_line(d, "the context stands for the first one inside a path, not here");
}

// `call` is NULL where the function is only named, on the right of `~>`.
static void check_function(
	Check *c, const Node *call, const Node *name, unsigned before, bool context)
{
	if (jsonata_is_bound(c, name->s))
		return;
	if (str_eq(name->s, "eval")) {
		say_eval(c, name);
		return;
	}
	const Function *f = jsonata_function(name->s, name->n);
	if (!f)
		unknown_function(c, name);
	else if (call)
		check_arguments(c, call, f, before, context);
}

// A call whose arguments follow `before` others. A name without `$` cannot be called: data holds no
// functions.
static void walk_called(Check *c, const Node *n, unsigned before, bool context)
{
	const Node *what = n->kid[0];
	if (what->kind == NODE_VARIABLE && what->n && !str_eq(what->s, "$")) {
		check_function(c, n, what, before, context);
	} else if (what->kind == NODE_NAME && !context) {
		jsonata_no_context(c, what, true);
	} else if (what->kind == NODE_NAME) {
		Diag *d = say_jsonata_function_unknown(c->u, jsonata_span(c, what), what->s);
		if (jsonata_function(what->s, what->n))
			diag_fix(d, FIX_MAYBE, U_FORMAT(c->u, "use `$%s`", what->s),
				jsonata_place(c->text, what->lo, what->lo), "$");
	} else {
		walk(c, what, context);
	}
	for (uint32_t i = 1; i < n->nkid; i++) {
		c->function_fits = true;
		walk(c, n->kid[i], context);
	}
}

static void walk_call(Check *c, const Node *n, bool context)
{
	walk_called(c, n, 0, context);
}

// `value ~> f(a)` is f(value, a).
static void walk_chain(Check *c, const Node *n, bool context)
{
	walk(c, n->kid[0], context);
	const Node *right = n->kid[1];
	if (right->kind == NODE_CALL)
		walk_called(c, right, 1, context);
	else if (right->kind == NODE_VARIABLE && right->n && !str_eq(right->s, "$"))
		check_function(c, NULL, right, 1, context);
	else
		walk(c, right, context);
}

// ---- Paths and bindings ---------------------------------------------------------------

static void walk_path(Check *c, const Node *n, bool context)
{
	const Node *left = n->kid[0];
	if (left->kind == NODE_STRING && !context) // as the first step it is a name
		diag_severity(
			say_jsonata_top_level(c->u, jsonata_span(c, left), jsonata_source(c, left)),
			WARNING);
	walk(c, left, context);
	jsonata_check_member(c, n);
	walk(c, n->kid[1], true);
}

// The right side is evaluated before the name is bound: $n := $n + 1 reads an outer $n.
static void walk_bind(Check *c, const Node *n, bool context)
{
	c->function_fits = true;
	walk(c, n->kid[1], context);
	bind_name(c, n->kid[0]->s);
}

// `@$x` and `#$i` hold for the rest of their path; to the end of the block is near enough.
static void walk_focus(Check *c, const Node *n, bool context)
{
	walk(c, n->kid[0], context);
	bind_name(c, n->kid[1]->s);
}

static void walk_kids(Check *c, const Node *n, bool context)
{
	for (uint32_t i = 0; i < n->nkid; i++)
		walk(c, n->kid[i], context);
}

// Parameters are bound at once; what a lambda reads it reads when it is called.
static void walk_lambda(Check *c, const Node *n, bool context)
{
	Frame f = { .outer = c->frame,
		.all = n->names,
		.bound = { .arena = c->u->arena },
		.lambda = true };
	c->frame = &f;
	for (uint32_t i = 1; i < n->nkid; i++)
		bind_name(c, n->kid[i]->s);
	walk(c, n->kid[0], context);
	c->frame = f.outer;
}

static void walk_block(Check *c, const Node *n, bool context)
{
	Frame f = { .outer = c->frame, .all = n->names, .bound = { .arena = c->u->arena } };
	c->frame = &f;
	walk_kids(c, n, context);
	c->frame = f.outer;
}

// How a node is walked: by a function of its own, or operand by operand.
static const struct Walker {
	void (*walk)(Check *, const Node *, bool context);
	bool gives; // its operands have a context
	bool left;  // but the first, which has that of the node
} walkers[] = {
	// clang-format off
	[NODE_NAME]       = { walk_name },
	[NODE_VARIABLE]   = { walk_variable },
	[NODE_WILDCARD]   = { walk_wildcard },
	[NODE_DESCENDANT] = { walk_wildcard },
	[NODE_PATH]       = { walk_path },
	[NODE_FILTER]     = { NULL, true, true },
	[NODE_GROUP]      = { NULL, true, true },
	[NODE_SORT]       = { NULL, true, true },
	[NODE_TRANSFORM]  = { NULL, true, false },
	[NODE_FOCUS]      = { walk_focus },
	[NODE_INDEX]      = { walk_focus },
	[NODE_BIND]       = { walk_bind },
	[NODE_CHAIN]      = { walk_chain },
	[NODE_CALL]       = { walk_call },
	[NODE_PARTIAL]    = { walk_call },
	[NODE_LAMBDA]     = { walk_lambda },
	[NODE_BLOCK]      = { walk_block },
	// clang-format on
};

static void walk(Check *c, const Node *n, bool context)
{
	const struct Walker *w = &walkers[n->kind];
	if (n->kind != NODE_VARIABLE)
		c->function_fits = false;
	if (w->walk) {
		w->walk(c, n, context);
		return;
	}
	for (uint32_t i = 0; i < n->nkid; i++) {
		c->function_fits = n->kind == NODE_CONDITION && i > 0;
		walk(c, n->kid[i], context || (w->gives && !(w->left && i == 0)));
	}
}

// Where the levels that Step Functions evaluates end.
static const Node *last_level(const Node *n)
{
	for (int level = 1; level <= JSONATA_MAX_DEPTH && n->nkid;) {
		const Node *deepest = n->kid[0];
		for (uint32_t i = 1; i < n->nkid; i++)
			if (n->kid[i]->depth > deepest->depth)
				deepest = n->kid[i];
		level += deepest->depth < n->depth;
		n = deepest;
	}
	return n;
}

void jsonata_check(Unit *u, const Value *str, const JsonataPlace *place,
	void (*uses)(void *ctx, const char *variable, size_t n, Span at), void *ctx)
{
	if (str->kind != V_STR && str->kind != V_JOIN)
		return;
	Text text;
	jsonata_text(&text, u, str);
	Frame all = { .bound = { .arena = u->arena } };
	Map *names = NULL;
	const Node *n = jsonata_parse(&text, &names);
	if (!n)
		return;
	all.all = names;
	Check c = {
		.u = u,
		.text = &text,
		.place = place,
		.uses = uses,
		.ctx = ctx,
		.frame = &all,
	};
	if (n->depth > JSONATA_MAX_DEPTH)
		say_jsonata_too_deep(
			u, jsonata_span(&c, last_level(n)), U_FORMAT(u, "%d", JSONATA_MAX_DEPTH));
	walk(&c, n, false);
}
