// access_principal.c: principals to patterns of `AWS arn:…`, `Service name`, `Federated name`.
#include "access_reader.h"

#include <string.h>

typedef struct Part {
	uint32_t from, to; // tokens
} Part;

// The parts of an ARN; 0 when it is none.
static uint32_t split(const Glob *g, Part part[6])
{
	uint32_t n = 0, from = 0;
	for (uint32_t i = 0; i < g->n && n < 5; i++)
		if (g->tok[i] == ':') {
			part[n++] = (Part){ from, i };
			from = i + 1;
		}
	part[n++] = (Part){ from, g->n };
	return n == 6 ? 6 : 0;
}

static bool starts(const Glob *g, Part p, const char *s)
{
	for (uint32_t i = p.from; *s; i++, s++)
		if (i >= p.to || g->tok[i] != (uint8_t)*s)
			return false;
	return true;
}

static void copy_tokens(Arena *a, Glob *to, const Glob *from, Part p)
{
	for (uint32_t i = p.from; i < p.to; i++)
		glob_add_token(a, to, from->tok[i]);
}

// An account is all principals in it. A role is all its sessions, whose ARNs have the role's name but
// not its path.
static Glob aws_principal(Arena *a, const Glob *g)
{
	Glob out = { 0 };
	Part part[6];
	bool arn = split(g, part);
	bool digits = g->n == 12;
	for (uint32_t i = 0; i < g->n; i++)
		digits &= g->tok[i] >= '0' && g->tok[i] <= '9';
	bool account =
		digits || (g->n == 1 && g->tok[0] >= GLOB_INNER && token_is_letter(g->tok[0]));
	if (account ||
		(arn && starts(g, part[2], "iam") && part[5].to - part[5].from == 4 &&
			starts(g, part[5], "root"))) {
		glob_add(a, &out, "AWS arn:*:*::", 13, GLOB_ARN);
		copy_tokens(a, &out, g, account ? (Part){ 0, g->n } : part[4]);
		glob_add(a, &out, ":*", 2, GLOB_ARN);
	} else if (arn && starts(g, part[2], "iam") && starts(g, part[5], "role/")) {
		uint32_t name = part[5].to;
		while (g->tok[name - 1] != '/')
			name--;
		glob_add(a, &out, "AWS ", 4, GLOB_ARN);
		copy_tokens(a, &out, g, (Part){ 0, part[2].from });
		glob_add(a, &out, "sts::", 5, GLOB_ARN);
		copy_tokens(a, &out, g, part[4]);
		glob_add(a, &out, ":assumed-role/", 14, GLOB_ARN);
		copy_tokens(a, &out, g, (Part){ name, part[5].to });
		glob_add(a, &out, "/*", 2, GLOB_ARN);
	} else {
		glob_add(a, &out, "AWS ", 4, GLOB_ARN);
		copy_tokens(a, &out, g, (Part){ 0, g->n });
	}
	return out;
}

// A principal that AWS knows by a number is some ARN that is not known here.
static bool is_number_of(const char *kind, const Glob *g)
{
	static const char *const prefix[] = { "AIDA", "AROA", "AKIA", "ASIA", "AGPA", "ANPA" };
	Part all = { 0, g->n };
	if (str_eq(kind, "CanonicalUser"))
		return true;
	for (size_t i = 0; i < COUNT(prefix); i++)
		if (g->n > 12 && starts(g, all, prefix[i]))
			return true;
	return false;
}

static void read_principal(Reader *r, PatternSet *set, const char *kind, const Value *v)
{
	Arena *a = r->m->arena;
	Glob g = { 0 }, out = { 0 };
	const char *written;
	if (!v)
		return;
	if (!text_tokens(r->m, v, GLOB_ARN, USE_WILD, &g, &written)) {
		r->why = "a principal that is no string";
		return;
	}
	bool aws = str_eq(kind, "AWS");
	if (aws && str_eq(written, "*")) {
		out = g;
	} else if (is_number_of(kind, &g)) {
		Value *name = value_new(a, V_HOLE, v->at);
		name->u.hole.path = arena_format(a, "%s %s", kind, written);
		glob_add(a, &out, "AWS ", 4, GLOB_ARN);
		text_tokens(r->m, name, GLOB_ARN, 0, &out, NULL);
	} else if (aws) {
		out = aws_principal(a, &g);
	} else {
		glob_add_literal(a, &out, kind, strlen(kind), GLOB_ARN);
		glob_add_token(a, &out, ' ');
		copy_tokens(a, &out, &g, (Part){ 0, g.n });
	}
	glob_settle(&out, GLOB_ARN);
	if (!aws && !str_eq(kind, "Service"))
		written = arena_format(a, "%s %s", kind, written);
	set_add(a, set, patterns_add(a, &r->m->dim[PRINCIPAL], out, written));
}

void reader_principals(Reader *r, PatternSet *set, const Value *v)
{
	static const char known[] = "AWS Service Federated CanonicalUser";
	if (value_text(v) || v->kind == V_JOIN) {
		if (!value_is(v, "*"))
			r->why = "a Principal that is neither `*` nor a map";
		read_principal(r, set, "AWS", v);
	} else if (v->kind != V_MAP) {
		r->why = "a Principal that is neither `*` nor a map";
	}
	for (uint32_t i = 0; v->kind == V_MAP && i < v->n; i++) {
		const Pair *p = &v->u.pair[i];
		const Value *list = reader_settle(r, p->val);
		const Value *item;
		if (!word_in(known, p->key, strlen(p->key)))
			r->why = "a Principal of unknown kind";
		for (uint32_t k = 0; list && reader_item(r, list, k, &item); k++)
			read_principal(r, set, p->key, item);
	}
	set_close(set);
}
