// access_read.c: policy documents to clauses.
//
// What cannot be read is never left out: it becomes two clauses that allow all and deny all if
// something is so that nobody knows. What stands under a condition of the template is read once for
// each way that the conditions may go.
#include "access_reader.h"

#include <string.h>

static bool guard_holds(Reader *r, const char *name)
{
	for (uint32_t i = 0; i < r->nguard; i++)
		if (str_eq(r->guard[i].name, name))
			return r->guard[i].holds;
	if (r->nguard == MAX_GUARDS) {
		r->why = "too many conditions in one statement";
		return true;
	}
	r->guard[r->nguard++] = (Guard){ name, true };
	return true;
}

const Value *reader_settle(Reader *r, const Value *v)
{
	while (v) {
		const Value *cond = value_get(v, "Fn::If");
		if (v->kind == V_IF) {
			v = guard_holds(r, v->u.cond.input->name) ? v->u.cond.then : NULL;
		} else if (cond && v->n == 1 && cond->kind == V_LIST && cond->n == 3) {
			const char *name = value_text(cond->u.item[0]);
			name = name ? name : text_name(r->m, cond->u.item[0]);
			v = cond->u.item[guard_holds(r, name) ? 1 : 2];
		} else if (v->kind == V_MAP && v->n == 1 &&
			value_is(value_get(v, "Ref"), "AWS::NoValue")) {
			v = NULL;
		} else {
			break;
		}
	}
	return v;
}

bool reader_item(Reader *r, const Value *v, uint32_t i, const Value **out)
{
	if (v->kind != V_LIST) {
		*out = v;
		return i == 0;
	}
	if (i >= v->n)
		return false;
	*out = reader_settle(r, v->u.item[i]);
	return true;
}

static void read_patterns(Reader *r, PatternSet *set, const Value *v, Dimension dim)
{
	GlobKind kind = dim == ACTION ? GLOB_NOCASE : GLOB_ARN;
	unsigned use = USE_WILD | (dim == RESOURCE && r->variables ? USE_VARIABLES : 0);
	const Value *item;
	for (uint32_t i = 0; reader_item(r, v, i, &item); i++) {
		Glob g = { 0 };
		const char *written;
		if (!item)
			continue;
		if (!text_tokens(r->m, item, kind, use, &g, &written)) {
			r->why = dim == ACTION ? "an action that is no string" :
						 "a resource that is no string";
			continue;
		}
		if (kind == GLOB_ARN && glob_is_vague(&g))
			r->why = "a wildcard in a part of an ARN that is not known";
		glob_settle(&g, kind);
		set_add(r->m->arena, set, patterns_add(r->m->arena, &r->m->dim[dim], g, written));
	}
	set_close(set);
}

// ---- Statements -----------------------------------------------------------------------

// The value of an element, or of its Not form. False: neither is there.
static const Value *element(
	Reader *r, const Value *statement, const char *name, const char *not_name, bool *negated)
{
	const Value *is = reader_settle(r, value_get(statement, name));
	const Value *is_not = reader_settle(r, value_get(statement, not_name));
	*negated = is_not != NULL;
	if (is && is_not)
		r->why = arena_format(r->m->arena, "both %s and %s", name, not_name);
	return is ? is : is_not;
}

static void read_conditions(Reader *r, Clause *c, const Value *v)
{
	v = reader_settle(r, v);
	if (!v)
		return;
	if (v->kind != V_MAP) {
		r->why = "a Condition that is no map";
		return;
	}
	for (uint32_t i = 0; i < v->n; i++) {
		const Value *keys = reader_settle(r, v->u.pair[i].val);
		if (!keys)
			continue;
		// The values of keys may hang on conditions as well.
		Value *plain = value_map(r->m->arena, keys->at);
		for (uint32_t k = 0; keys->kind == V_MAP && k < keys->n; k++) {
			const Value *val = reader_settle(r, keys->u.pair[k].val);
			Value *list = value_list(r->m->arena, keys->u.pair[k].at);
			const Value *item;
			for (uint32_t n = 0; val && reader_item(r, val, n, &item); n++)
				if (item)
					value_push(r->m->arena, list, (Value *)(uintptr_t)item);
			if (val)
				value_set(r->m->arena, plain, keys->u.pair[k].key, list);
		}
		if (keys->kind != V_MAP)
			r->why = "a condition operator without keys";
		cond_read(r->m, c, v->u.pair[i].key, plain, r->variables);
	}
}

static void read_elements(Reader *r, Clause *c, const Value *statement)
{
	static const char known[] =
		"Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition";
	for (uint32_t i = 0; i < statement->n; i++)
		if (!word_in(known, statement->u.pair[i].key, strlen(statement->u.pair[i].key)))
			r->why = arena_format(
				r->m->arena, "an element `%s`", statement->u.pair[i].key);
	const Value *effect = reader_settle(r, value_get(statement, "Effect"));
	c->deny = value_is(effect, "Deny");
	if (!c->deny && !value_is(effect, "Allow"))
		r->why = "no Effect of Allow or Deny";
	const Value *action = element(r, statement, "Action", "NotAction", &c->set[ACTION].negated);
	if (action)
		read_patterns(r, &c->set[ACTION], action, ACTION);
	else
		r->why = "no Action";
	PolicyType type = r->m->opt->type;
	const Value *resource =
		element(r, statement, "Resource", "NotResource", &c->set[RESOURCE].negated);
	c->set[RESOURCE].any = !resource;
	if (resource)
		read_patterns(r, &c->set[RESOURCE], resource, RESOURCE);
	else if (type != POLICY_TRUST && type != POLICY_RESOURCE)
		r->why = "no Resource";
	const Value *principal =
		element(r, statement, "Principal", "NotPrincipal", &c->set[PRINCIPAL].negated);
	c->set[PRINCIPAL].any = !principal;
	if (principal)
		reader_principals(r, &c->set[PRINCIPAL], principal);
	else if (type == POLICY_TRUST || type == POLICY_RESOURCE)
		r->why = "no Principal";
	read_conditions(r, c, value_get(statement, "Condition"));
}

static Test guard_test(const Reader *r, const char *name, bool holds)
{
	return free_test(r->m, arena_format(r->m->arena, GUARD "%s", name), name, holds);
}

static void add_guards(Reader *r, Clause *c)
{
	for (const AccessWhen *w = r->policy->when; w; w = w->and)
		test_add(r->m, c, guard_test(r, w->name, !w->fails));
	for (uint32_t i = 0; i < r->nguard; i++)
		test_add(r->m, c, guard_test(r, r->guard[i].name, r->guard[i].holds));
}

// All and nothing, for what cannot be read: what it grants and what it denies are not known.
static void add_unknown(Reader *r, const Value *v, const char *name, const char *why)
{
	if (r->m->opt->say && v && v->kind != V_BAD && v->at.file)
		say_unreadable_statement(r->m->unit, v->at, why);
	for (int deny = 0; deny < 2; deny++) {
		Clause c = { .deny = deny,
			.side = r->side,
			.policy = r->policy,
			.statement = v,
			.why = why };
		for (int d = 0; d < DIMENSIONS; d++)
			c.set[d].any = true;
		const char *what = arena_format(
			r->m->arena, "%s %s", name, deny ? "denies this" : "allows this");
		const char *says = v && v->at.file ? "a statement that cannot be read" : name;
		if (!v && r->policy->name)
			says = arena_format(r->m->arena, "%s", r->policy->name);
		test_add(r->m, &c,
			free_test(r->m, what, arena_format(r->m->arena, SAYS "%s", says), true));
		add_guards(r, &c);
		PUSH(r->m->arena, r->m->clause, r->m->nclause, c);
	}
}

// NotPrincipal with Deny also denies sessions and accounts whose other forms are not listed, so that it
// spares the listed ones is not certain.
static void add_not_principal(Reader *r, const Clause *c)
{
	Clause more = *c;
	Buf b = { .arena = r->m->arena };
	text_json(&b, value_get(c->statement, "NotPrincipal"));
	more.set[PRINCIPAL] = (PatternSet){ .any = true };
	more.test = NULL;
	more.ntest = 0;
	for (uint32_t i = 0; i < c->ntest; i++)
		test_add(r->m, &more, c->test[i]);
	const char *what = arena_format(r->m->arena, "NotPrincipal %s denies this", b.s);
	test_add(r->m, &more, free_test(r->m, what, SAYS "NotPrincipal", true));
	PUSH(r->m->arena, r->m->clause, r->m->nclause, more);
}

// One statement, once for each way of the conditions inside it.
static void read_statement(Reader *r, const Value *v)
{
	uint32_t outer = r->nguard;
	if (v->kind != V_MAP) {
		Buf b = { .arena = r->m->arena };
		text_json(&b, v);
		add_unknown(r, v, b.s, "a statement that is no map");
		return;
	}
	do {
		Clause c = { .side = r->side, .statement = v, .policy = r->policy };
		r->why = NULL;
		read_elements(r, &c, v);
		if (r->why) {
			Buf b = { .arena = r->m->arena };
			text_json(&b, v);
			add_unknown(r, v, b.s, r->why);
		} else {
			add_guards(r, &c);
			PUSH(r->m->arena, r->m->clause, r->m->nclause, c);
			if (c.deny && c.set[PRINCIPAL].negated)
				add_not_principal(r, &c);
		}
		while (r->nguard > outer && !r->guard[r->nguard - 1].holds)
			r->nguard--;
		if (r->nguard > outer)
			r->guard[r->nguard - 1].holds = false;
	} while (r->nguard > outer);
}

// Statements wherever they stand: a list, one alone, a choice between either.
static void read_statements(Reader *r, const Value *v)
{
	uint32_t outer = r->nguard;
	do {
		r->why = NULL;
		const Value *s = reader_settle(r, v);
		if (r->why) {
			add_unknown(r, v, text_name(r->m, v), r->why);
		} else if (s && s->kind == V_LIST) {
			for (uint32_t i = 0; i < s->n; i++)
				read_statements(r, s->u.item[i]);
		} else if (s) {
			read_statement(r, s);
		}
		while (r->nguard > outer && !r->guard[r->nguard - 1].holds)
			r->nguard--;
		if (r->nguard > outer)
			r->guard[r->nguard - 1].holds = false;
	} while (r->nguard > outer);
}

// A boundary denies what it does not allow. Here it denies anything, as nobody knows: that is exact
// when it is the same on both sides, and never says no otherwise.
static void add_boundary(Reader *r, const AccessPolicy *p)
{
	Clause c = { .deny = true,
		.side = r->side,
		.policy = p,
		.statement = p->doc,
		.why = "a permissions boundary" };
	Buf b = { .arena = r->m->arena };
	buf_printf(&b, "outside the boundary %s ", p->name ? p->name : "");
	if (p->doc)
		text_json(&b, p->doc);
	for (int d = 0; d < DIMENSIONS; d++)
		c.set[d].any = true;
	const char *says =
		arena_format(r->m->arena, SAYS "the boundary %s", p->name ? p->name : "");
	test_add(r->m, &c, free_test(r->m, b.s, says, true));
	add_guards(r, &c);
	PUSH(r->m->arena, r->m->clause, r->m->nclause, c);
}

static void read_policy(Model *m, const AccessPolicy *p, uint8_t side)
{
	Reader r = { .m = m, .policy = p, .side = side, .variables = true };
	if (p->caps) {
		add_boundary(&r, p);
		return;
	}
	if (!p->doc) {
		add_unknown(&r, NULL, arena_format(m->arena, "policy %s", p->name),
			"a policy whose text is not here");
		return;
	}
	const Value *statements = value_get(p->doc, "Statement");
	if (statements) {
		r.variables = value_is(value_get(p->doc, "Version"), "2012-10-17");
		read_statements(&r, statements);
	} else if (p->doc->kind == V_LIST || value_get(p->doc, "Effect") ||
		value_get(p->doc, "Fn::If") || p->doc->kind == V_IF) {
		read_statements(&r, p->doc);
	} else {
		Buf b = { .arena = m->arena };
		text_json(&b, p->doc);
		add_unknown(&r, p->doc, b.s, "no Statement");
	}
}

void model_read(Model *m, const AccessSide *s, uint8_t side)
{
	for (uint32_t i = 0; i < s->n; i++)
		read_policy(m, &s->policy[i], side);
}
