// cmd_explain.c: `topc explain access NAME [DIR]`: what an entity may do, who may use it, and why.
#include "cmd_explain.h"

#include "../backends/json.h"
#include "session.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 100, INDENT = 8 };

// ---- Text -------------------------------------------------------------------------------------------

static void print_list(Buf *b, const char *const *list, uint32_t n)
{
	size_t start = b->n - INDENT;
	for (uint32_t i = 0; i < n; i++) {
		if (i && b->n - start + strlen(list[i]) + 2 > WIDTH) {
			buf_puts(b, ",\n");
			start = b->n;
			buf_fill(b, ' ', INDENT);
		} else if (i) {
			buf_puts(b, ", ");
		}
		buf_puts(b, list[i]);
	}
	buf_putc(b, '\n');
}

static void print_right(const Rights *r, const Right *x, Buf *b)
{
	buf_printf(b, "\n%-*s", INDENT, x->deny ? "denied" : "allowed");
	print_list(b, x->action, x->naction);
	if (x->non) {
		buf_printf(b, "%-*s", INDENT, "  on");
		print_list(b, x->on, x->non);
	}
	if (x->condition)
		buf_printf(b, "%-*s%s\n", INDENT, "  if", x->condition);
	if (x->service)
		buf_printf(b, "%-*s%s\n", INDENT, "  to", x->service);
	const char *place = rights_place(r, x->at);
	buf_printf(
		b, "%-*s%s%s%s\n", INDENT, "  why", x->why, place ? ", " : "", place ? place : "");
}

void rights_print_text(const Rights *r, Buf *b)
{
	const Entity *e = r->entity;
	const Resource *holder = NULL;
	bool other = false;
	const Options *opt = r->unit->opt;
	buf_printf(b, "%s `%s` of %s, sandbox %s", e->kind->one, e->name, e->scope->name,
		opt->sandbox);
	buf_printf(b, "%s%s\n", opt->env ? ", env " : "", opt->env ? opt->env : "");
	for (uint32_t i = 0; i < r->n; i++) {
		const Right *x = &r->item[i];
		bool role = x->holder->op->flags & OP_ROLE;
		if (role && x->holder != holder) {
			const char *trust = rights_trust(r, x->holder);
			buf_printf(b, "\nrole %s", x->holder->id);
			buf_printf(b, "%s%s%s may:\n", trust ? "\n  taken by " : "",
				trust ? trust : "", trust ? "," : "");
		}
		if (!role && !other)
			buf_puts(b, "\nothers may, by policies and permissions:\n");
		other |= !role;
		holder = x->holder;
		print_right(r, x, b);
	}
	if (e->off)
		buf_puts(b, "\nit is not deployed here\n");
	else if (!r->n)
		buf_puts(b, "\nnothing is allowed to it, and nobody but its account may use it\n");
}

// ---- JSON -------------------------------------------------------------------------------------------

static Value *text(const Rights *r, const char *s)
{
	Arena *a = r->unit->arena;
	return s ? value_str(a, s, (Span){ 0 }) : value_new(a, V_NULL, (Span){ 0 });
}

static Value *texts(const Rights *r, const char *const *list, uint32_t n)
{
	Value *v = value_list(r->unit->arena, (Span){ 0 });
	for (uint32_t i = 0; i < n; i++)
		value_push(r->unit->arena, v, text(r, list[i]));
	return v;
}

static Value *entity_value(const Rights *r, const Entity *e)
{
	Value *m = value_map(r->unit->arena, (Span){ 0 });
	value_set(r->unit->arena, m, "kind", text(r, e->kind->one));
	value_set(r->unit->arena, m, "name", text(r, e->name));
	return m;
}

static Value *why_value(const Rights *r, const Right *x)
{
	Arena *a = r->unit->arena;
	Value *m = value_map(a, (Span){ 0 });
	value_set(a, m, "text", text(r, x->why));
	if (x->edge) {
		value_set(a, m, "from", entity_value(r, x->edge->from));
		value_set(a, m, "to", entity_value(r, x->edge->to));
		value_set(a, m, "verb", text(r, x->edge->verb));
	}
	if (x->at.file) {
		Source *s = r->unit->src[x->at.file];
		Position p = source_position(a, s, x->at.lo);
		value_set(a, m, "file", text(r, tree_show(r->unit->tree, a, s->path)));
		value_set(a, m, "line", value_num(a, p.line, (Span){ 0 }));
		value_set(a, m, "column", value_num(a, p.column, (Span){ 0 }));
	}
	return m;
}

void rights_print_json(const Rights *r, Buf *b)
{
	Arena *a = r->unit->arena;
	Value *doc = value_map(a, (Span){ 0 });
	value_set(a, doc, "schema", text(r, "topc.explain-access/1"));
	value_set(a, doc, "topology", text(r, r->entity->scope->name));
	value_set(a, doc, "sandbox", text(r, r->unit->opt->sandbox));
	value_set(a, doc, "env", text(r, r->unit->opt->env));
	value_set(a, doc, "entity", entity_value(r, r->entity));
	value_set(a, doc, "deployed", value_bool(a, !r->entity->off, (Span){ 0 }));
	Value *list = value_list(a, (Span){ 0 });
	for (uint32_t i = 0; i < r->n; i++) {
		const Right *x = &r->item[i];
		Value *m = value_map(a, (Span){ 0 });
		value_set(a, m, "holder", text(r, x->holder->id));
		value_set(a, m, "role", value_bool(a, x->holder->op->flags & OP_ROLE, (Span){ 0 }));
		if (x->holder->op->flags & OP_ROLE)
			value_set(a, m, "trust", text(r, rights_trust(r, x->holder)));
		value_set(a, m, "effect", text(r, x->deny ? "Deny" : "Allow"));
		value_set(a, m, "service", text(r, x->service));
		value_set(a, m, "actions", texts(r, x->action, x->naction));
		value_set(a, m, "resources", texts(r, x->on, x->non));
		value_set(a, m, "condition", text(r, x->condition));
		value_set(a, m, "written", value_bool(a, x->written, (Span){ 0 }));
		value_set(a, m, "why", why_value(r, x));
		value_push(a, list, m);
	}
	value_set(a, doc, "access", list);
	json_print(b, doc, 2);
}

// ---- The command ------------------------------------------------------------------------------------

typedef struct Search {
	const char *kind, *name; // kind NULL: any
	size_t nkind;
	Nearest near;
	Buf kinds; // of those found, for "which one"
	Entity *found;
	Unit *unit;
	uint32_t n;
} Search;

static bool has_access(const Unit *u, const Entity *e)
{
	for (uint32_t i = 0; i < u->nres; i++)
		if ((u->res[i]->from == e || (u->res[i]->edge && u->res[i]->edge->to == e)) &&
			(u->res[i]->nstatement || u->res[i]->edge))
			return true;
	return e->kind->principal != NULL;
}

static void search_unit(Search *s, Unit *u)
{
	for (uint32_t i = 0; i < u->nent; i++) {
		Entity *e = u->ent[i];
		if (s->kind &&
			(strlen(e->kind->one) != s->nkind ||
				memcmp(e->kind->one, s->kind, s->nkind) != 0))
			continue;
		if (!has_access(u, e))
			continue;
		nearest_try(&s->near, e->name);
		if (!str_eq(e->name, s->name))
			continue;
		buf_printf(&s->kinds, "%s%s/%s", s->kinds.n ? " or " : "", e->kind->one, e->name);
		s->found = e;
		s->unit = u;
		s->n++;
	}
}

static int say_not_found(const Search *s)
{
	if (s->n)
		fprintf(stderr, "topc: `%s` may be %s\n", s->name, s->kinds.s);
	else if (s->near.best)
		fprintf(stderr,
			"topc: nothing that has access is called `%s`; did you mean `%s`?\n",
			s->name, s->near.best);
	else
		fprintf(stderr, "topc: nothing that has access is called `%s`\n", s->name);
	return EXIT_USAGE;
}

static int explain_found(Session *s, Search *search)
{
	for (uint32_t i = 0; i < s->n; i++)
		search_unit(search, s->unit[i]);
	if (search->n != 1)
		return say_not_found(search);
	Rights rights;
	rights_of(search->unit, search->found, &rights);
	Buf b = { .arena = s->arena };
	(s->cli->json ? rights_print_json : rights_print_text)(&rights, &b);
	fwrite(b.s, 1, b.n, stdout);
	return EXIT_CLEAN;
}

int explain_access(Arena *a, Cli *cli)
{
	if (cli->npath < 2) {
		fprintf(stderr, "topc: explain access needs a NAME: a function, a flow, a topic\n");
		return EXIT_USAGE;
	}
	const char *dir = cli->npath > 2 ? cli->path[2] : ".";
	const char *name = cli->path[1];
	const char *slash = strchr(name, '/');
	Search search = { .name = slash ? slash + 1 : name, .kinds.arena = a };
	search.kind = slash ? name : NULL;
	search.nkind = slash ? (size_t)(slash - name) : 0;
	search.near.word = search.name;
	cli->path += cli->npath > 2 ? 2 : 0;
	cli->path[0] = dir;
	cli->npath = 1;
	Session s;
	session_start(&s, a, cli);
	int status = session_run(&s, "order");
	if (status)
		return status;
	bool broken = false;
	for (uint32_t i = 0; i < s.n; i++)
		broken |= s.unit[i]->nerror != 0;
	if (broken) {
		Result r = { s.unit, s.n, dir };
		report_result(a, cli, &r);
		status = EXIT_FINDINGS;
	} else {
		status = explain_found(&s, &search);
	}
	session_end(&s);
	return status;
}
