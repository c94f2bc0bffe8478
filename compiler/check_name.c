// check_name.c: physical names against what AWS takes: length, characters, no two alike.
#include "check.h"

#include "shape_scalar.h"

#include <string.h>

enum { ACCOUNT_DIGITS = 12 };

// The name with unknown parts as they will look: an account is twelve digits.
static const char *sample(Unit *u, const Value *phys)
{
	if (phys->kind == V_STR)
		return phys->u.s;
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < phys->n; i++) {
		const Value *p = phys->u.item[i];
		if (p->kind == V_STR)
			buf_puts(&b, p->u.s);
		else
			buf_puts(&b, str_eq(p->u.s, "region") ? "us-gov-west-1" : "000000000000");
	}
	return b.s ? b.s : "";
}

static Span name_span(const Entity *e)
{
	const Value *fixed = e->kind->fixed ? rec_get(e->rec, e->kind->fixed) : NULL;
	return fixed && fixed->at.file ? fixed->at : e->at;
}

static void add_origin(Unit *u, Diag *d, const Entity *e)
{
	const Value *fixed = e->kind->fixed ? rec_get(e->rec, e->kind->fixed) : NULL;
	if (fixed)
		return;
	if (!e->at.file && e->dir)
		diag_line(d, "its folder is `%s`", e->dir);
	if (u->opt->sandbox_at.file)
		diag_related(d, u->opt->sandbox_at, "the sandbox is `%s`", u->opt->sandbox);
	else
		diag_line(d, "namespace `%s`, %s `%s`, sandbox `%s`", e->scope->name, e->kind->one,
			e->name, u->opt->sandbox);
}

static bool varies(const Value *v)
{
	if (v->kind == V_HOLE)
		return str_eq(v->u.hole.path, "sandbox") || str_eq(v->u.hole.path, "env");
	for (uint32_t i = 0; v->kind == V_JOIN && i < v->n; i++)
		if (varies(v->u.item[i]))
			return true;
	return false;
}

// A name of the author's that all sandboxes would have.
static void check_fixed(Unit *u, const Entity *e)
{
	const Value *fixed = e->kind->fixed ? rec_get(e->rec, e->kind->fixed) : NULL;
	bool made = e->kind->phys && strstr(e->kind->phys, "sandbox") && !e->off;
	if (!fixed || !fixed->at.file || fixed->style == STYLE_MADE || !made || varies(fixed) ||
		rec_true(e->rec, "import") || rec_refused(e->rec, "import"))
		return;
	Diag *d = say_fixed_name(u, fixed->at, e->kind->one);
	diag_line(d,
		"put `{{sandbox}}` into it, or leave it out; where it is meant: `allow: { fixed-name: why }`");
}

void check_name(Unit *u, const Entity *e)
{
	if (!e->phys)
		return;
	if (rec_refused(e->scope->rec, "name") ||
		(e->kind->fixed && rec_refused(e->rec, e->kind->fixed)))
		return; // it was refused, or the topology's, with which most names begin
	const char *name = sample(u, e->phys);
	size_t n = utf8_length(name, strlen(name));
	if (e->kind->phys_max && n > e->kind->phys_max) {
		Diag *d = say_name_too_long(u, name_span(e), name, U_FORMAT(u, "%zu", n),
			U_FORMAT(u, "%s takes %u", with_article(u, e->kind->one),
				e->kind->phys_max));
		add_origin(u, d, e);
	} else if (e->kind->phys_ok && !rule_matches(u, e->kind->phys_ok, name)) {
		Diag *d = say_name_characters(u, name_span(e), name, with_article(u, e->kind->one));
		diag_line(d, "it has to match %s", e->kind->phys_ok);
		add_origin(u, d, e);
	} else {
		check_fixed(u, e);
	}
}

// Where topologies are called the same, what else is in them follows from that. False: they are not.
static bool is_same_topology(Unit *u, const Entity *e, const Entity *other, Map *said)
{
	const Scope *s = e->scope;
	if (s == other->scope || s->name != other->scope->name)
		return false;
	if (!map_get(said, s)) {
		Diag *d = say_topology_name_taken(u, s->at, s->name);
		diag_related(d, other->scope->at, "the other one");
		diag_line(d, "%s `%s` is in both", e->kind->one, e->name);
		map_put(said, s, u);
	}
	return true;
}

void check_names_taken(Unit *u)
{
	Map seen = { .arena = u->arena };
	Map said = { .arena = u->arena };
	for (uint32_t i = 0; i < u->nent; i++) {
		Entity *e = u->ent[i];
		if (!e->phys || e->off || !e->kind->op || !e->kind->op[0].cfn)
			continue; // what is made elsewhere may be named twice
		Sym key = unit_sym(u, U_FORMAT(u, "%s %s", e->kind->one, sample(u, e->phys)));
		const Entity *other = map_get(&seen, key);
		if (other && is_same_topology(u, e, other, &said))
			continue;
		if (other) {
			Diag *d = say_name_taken(u, name_span(e), e->kind->one, e->name,
				other->name, sample(u, e->phys));
			diag_related(d, name_span(other), "the other one");
		} else {
			map_put(&seen, key, e);
		}
	}
}
