// cmd_ls.c: `topc ls`: what topologies hold, by kind: name, name at AWS, settings, where it is written.
#include "cmd_ls.h"

#include "../backends/json.h"
#include "session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const Span nowhere;

static void put_shown(Buf *b, const Value *v)
{
	switch ((ValueKind)v->kind) {
	case V_BOOL:
	case V_NUM:
	case V_STR: buf_puts(b, v->u.s); break;
	case V_LIST:
		for (uint32_t i = 0; i < v->n; i++) {
			buf_puts(b, i ? "," : "");
			put_shown(b, v->u.item[i]);
		}
		break;
	case V_JOIN:
		for (uint32_t i = 0; i < v->n; i++)
			put_shown(b, v->u.item[i]);
		break;
	case V_HOLE: buf_printf(b, "{{%s}}", v->u.hole.path); break;
	case V_VAR: buf_printf(b, "{%s}", v->u.s); break;
	case V_ENT:
		if (v->u.ent.ent)
			buf_puts(b, v->u.ent.ent->name);
		else
			put_shown(b, v->u.ent.name);
		if (v->u.ent.ent && v->u.ent.part)
			buf_printf(b, "/%s", v->u.ent.part);
		break;
	default: break;
	}
}

const char *value_listed(Unit *u, const Value *v)
{
	Buf b = { .arena = u->arena };
	buf_puts(&b, "");
	if (v)
		put_shown(&b, v);
	return b.s;
}

const char *place_shown(Unit *u, Span at)
{
	if (!at.file)
		return "";
	Position p = source_position(u->arena, u->src[at.file], at.lo);
	return U_FORMAT(u, "%s:%u", tree_show(u->tree, u->arena, u->src[at.file]->path), p.line);
}

// ---- Which fields -----------------------------------------------------------------------------------

typedef struct Shown {
	const char *name, *text;
} Shown;

static bool is_plain(const Value *v)
{
	return v && (value_scalar(v) || v->kind == V_ENT || v->kind == V_JOIN) && v->kind != V_NULL;
}

static uint32_t fields_of(Unit *u, const Entity *e, Shown **out)
{
	uint32_t n = 0;
	*out = NULL;
	for (Word w = { .rest = e->kind->list }; e->rec && word_next(&w);) {
		const char *path = arena_copy(u->arena, w.s, w.n);
		const Value *v = rec_get(e->rec, path);
		const char *dot = strrchr(path, '.');
		if (v && *value_listed(u, v))
			U_PUSH(u, *out, n, ((Shown){ dot ? dot + 1 : path, value_listed(u, v) }));
	}
	for (const Field *f = e->kind->field; !e->kind->list && e->rec && f && f->name; f++) {
		const Value *v = rec_get(e->rec, f->name);
		if (!(f->flags & F_HIDDEN) && is_plain(v) && v->style != STYLE_MADE)
			U_PUSH(u, *out, n, ((Shown){ f->name, value_listed(u, v) }));
	}
	return n;
}

// ---- Text -------------------------------------------------------------------------------------------

enum { LONGEST_FIELD = 60 };

static void put_entity(Unit *u, Buf *b, const Entity *e, size_t width, size_t phys_width)
{
	Shown *field;
	uint32_t n = fields_of(u, e, &field);
	Buf line = { .arena = u->arena };
	buf_printf(&line, "%-*s  %-*s ", (int)width, e->name, (int)phys_width,
		value_listed(u, e->phys));
	for (uint32_t i = 0; i < n; i++)
		if (strlen(field[i].text) <= LONGEST_FIELD && !strchr(field[i].text, '\n'))
			buf_printf(&line, " %s=%s", field[i].name, field[i].text);
	if (e->off)
		buf_puts(&line, " (not deployed)");
	if (e->implied || (!e->at.file && !e->dir))
		buf_puts(&line, " (implied)");
	else
		buf_printf(&line, "  %s",
			e->at.file ? place_shown(u, e->at) : tree_show(u->tree, u->arena, e->dir));
	buf_printf(b, "%s\n", line.s);
}

static bool is_listed(const Entity *e, const Kind *only, const Kind *k)
{
	return e->kind == k && (only ? k == only : k->section != NULL);
}

static void put_kind(Unit *u, Buf *b, const Kind *only, const Kind *k)
{
	size_t width = 0;
	size_t phys = 0;
	uint32_t n = 0;
	for (uint32_t i = 0; i < u->nent; i++) {
		if (!is_listed(u->ent[i], only, k))
			continue;
		size_t w = strlen(u->ent[i]->name);
		size_t p = strlen(value_listed(u, u->ent[i]->phys));
		width = w > width ? w : width;
		phys = p > phys ? p : phys;
		n++;
	}
	if (n && !only)
		buf_printf(b, "%s%s\n", b->n ? "\n" : "", k->section);
	for (uint32_t i = 0; i < u->nent; i++)
		if (is_listed(u->ent[i], only, k))
			put_entity(u, b, u->ent[i], width, phys);
}

// ---- JSON -------------------------------------------------------------------------------------------

static Value *text(Unit *u, const char *s)
{
	return s && *s ? value_str(u->arena, s, nowhere) : value_new(u->arena, V_NULL, nowhere);
}

static Value *json_entity(Unit *u, const Entity *e)
{
	Value *m = value_map(u->arena, nowhere);
	value_set(u->arena, m, "kind", text(u, e->kind->one));
	value_set(u->arena, m, "name", text(u, e->name));
	value_set(u->arena, m, "topology", text(u, e->scope->name));
	value_set(u->arena, m, "physical", text(u, value_listed(u, e->phys)));
	value_set(u->arena, m, "id", text(u, e->id));
	value_set(u->arena, m, "folder", text(u, e->dir));
	Value *source = value_new(u->arena, V_NULL, nowhere);
	if (e->at.file) {
		Position p = source_position(u->arena, u->src[e->at.file], e->at.lo);
		source = value_map(u->arena, nowhere);
		value_set(u->arena, source, "file", text(u, u->src[e->at.file]->path));
		value_set(u->arena, source, "line", value_num(u->arena, p.line, nowhere));
		value_set(u->arena, source, "column", value_num(u->arena, p.column, nowhere));
	}
	value_set(u->arena, m, "source", source);
	value_set(u->arena, m, "implied",
		value_bool(u->arena, e->implied || (!e->at.file && !e->dir), nowhere));
	value_set(u->arena, m, "deployed", value_bool(u->arena, !e->off, nowhere));
	Value *fields = value_map(u->arena, nowhere);
	Shown *field;
	uint32_t n = fields_of(u, e, &field);
	for (uint32_t i = 0; i < n; i++)
		value_set(u->arena, fields, field[i].name, text(u, field[i].text));
	value_set(u->arena, m, "fields", fields);
	return m;
}

static void print_json(Arena *a, const Session *s, const Kind *only)
{
	Value *doc = value_map(a, nowhere);
	Value *list = value_list(a, nowhere);
	value_set(a, doc, "schema", value_str(a, "topc.ls/1", nowhere));
	for (uint32_t i = 0; i < s->n; i++)
		for (const Kind *const *k = kinds; *k; k++)
			for (uint32_t j = 0; j < s->unit[i]->nent; j++)
				if (is_listed(s->unit[i]->ent[j], only, *k))
					value_push(a, list,
						json_entity(s->unit[i], s->unit[i]->ent[j]));
	value_set(a, doc, "entities", list);
	Buf b = { .arena = a };
	json_print(&b, doc, 2);
	puts(b.s);
}

// ---- The command --------------------------------------------------------------------------------------

// The first operand is a kind, by its section or its word, unless it is a folder.
static bool take_kind(Cli *cli, const Kind **only)
{
	const char *word = cli->npath ? cli->path[0] : NULL;
	*only = word ? kind_section(word) : NULL;
	if (word && !*only)
		*only = kind_of(word, strlen(word));
	if (*only) {
		cli->path++;
		cli->npath--;
	}
	return *only != NULL;
}

static int unknown_kind(const char *word)
{
	Nearest near = { .word = word };
	for (const Kind *const *k = kinds; *k; k++)
		if ((*k)->section)
			nearest_try(&near, (*k)->section);
	fprintf(stderr, "topc: there is no kind and no folder `%s`", word);
	fprintf(stderr, near.best ? "; did you mean `%s`?\n" : "; `topc kinds` lists the kinds\n",
		near.best);
	return EXIT_USAGE;
}

int run_ls(Arena *a, Cli *cli)
{
	static const char *here[] = { "." };
	const Kind *only;
	char *real = NULL;
	if (!take_kind(cli, &only) && cli->npath && !(real = realpath(cli->path[0], NULL)))
		return unknown_kind(cli->path[0]);
	free(real);
	if (!cli->npath) {
		cli->path = here;
		cli->npath = 1;
	}
	Session s;
	session_start(&s, a, cli);
	int status = session_run(&s, "link");
	if (status)
		return status;
	Buf b = { .arena = a };
	for (uint32_t i = 0; i < s.n && !cli->json; i++) {
		if (s.n > 1 && s.unit[i]->nscope)
			buf_printf(&b, "%s%s:\n", b.n ? "\n" : "", s.unit[i]->scope[0]->name);
		Buf one = { .arena = a };
		for (const Kind *const *k = kinds; *k; k++)
			put_kind(s.unit[i], &one, only, *k);
		buf_puts(&b, one.s ? one.s : "");
	}
	if (cli->json)
		print_json(a, &s, only);
	else if (b.s)
		fputs(b.s, stdout);
	for (uint32_t i = 0; i < s.n; i++)
		status |= s.unit[i]->nerror > 0;
	if (status)
		fprintf(stderr,
			"topc: there are errors, so this may not be all: `topc check` says what they are\n");
	session_end(&s);
	return status ? EXIT_FINDINGS : EXIT_CLEAN;
}
