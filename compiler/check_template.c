// check_template.c: state machines inside CloudFormation and SAM templates.
//
// A definition is JSON or YAML of the template (Definition), a file beside it (DefinitionUri), or
// text: a string, Fn::Sub, Fn::Join. Text is put together into a source of its own, is read and
// checked there, and then everything said of it moves to where its characters stand.
#include "template.h"

#include "../ir/asl.h"
#include "read.h"
#include "substitutions.h"

#include <string.h>

// Text under construction, and the place of each of its characters.
typedef struct Inside {
	Unit *u;
	Buf text;
	uint32_t *lo, *hi; // of each character: where it starts, where it ends
	uint32_t nlo, nhi;
	uint32_t file;
	const Value *given; // DefinitionSubstitutions, or NULL
	bool quoted;        // inside a JSON string
	bool escaped;       // behind its backslash
} Inside;

static void add(Inside *in, char c, uint32_t lo, uint32_t hi)
{
	buf_putc(&in->text, c);
	U_PUSH(in->u, in->lo, in->nlo, lo);
	U_PUSH(in->u, in->hi, in->nhi, hi);
	if (in->escaped)
		in->escaped = false;
	else if (c == '\\')
		in->escaped = in->quoted;
	else if (c == '"')
		in->quoted = !in->quoted;
}

// A value that is known at deployment only, n characters of text: a name inside of quotes, else a
// string that stands for anything.
static void add_unknown(Inside *in, const char *s, size_t n, uint32_t lo, uint32_t hi)
{
	bool quoted = in->quoted;
	for (size_t i = 0; i < n; i++) {
		bool edge = i == 0 || i + 1 == n;
		add(in, quoted ? s[i] : edge ? '"' : UNQUOTED, lo, hi);
	}
}

// `substitute`: names outside of quotes are filled, by Fn::Sub or DefinitionSubstitutions.
static void add_string(Inside *in, const Value *v, bool substitute)
{
	uint32_t *place = value_places(in->u, v);
	for (uint32_t i = 0; i < v->n; i++) {
		const char *close = substitute && v->u.s[i] == '$' && v->u.s[i + 1] == '{' ?
			memchr(v->u.s + i, '}', v->n - i) :
			NULL;
		uint32_t lo = place ? place[i] : v->at.lo;
		if (close && !in->quoted && v->u.s[i + 2] != '!') {
			uint32_t n = (uint32_t)(close - (v->u.s + i)) + 1;
			add_unknown(in, v->u.s + i, n, lo, place ? place[i + n] : v->at.hi);
			i += n - 1;
			continue;
		}
		add(in, v->u.s[i], lo, place ? place[i + 1] : v->at.hi);
	}
}

static const Value *function(const Value *v, const char *name)
{
	return v->kind == V_MAP && v->n == 1 ? value_get(v, name) : NULL;
}

// Puts the text of a value together; false when it is not text that can be known.
static bool add_value(Inside *in, const Value *v, uint32_t depth)
{
	static const char hole[] = "${Ref}";
	const Value *sub = function(v, "Fn::Sub");
	const Value *join = function(v, "Fn::Join");
	if (v->kind == V_STR) {
		add_string(in, v, in->given);
	} else if (sub) {
		const Value *s = sub->kind == V_LIST && sub->n ? sub->u.item[0] : sub;
		if (s->kind != V_STR)
			return false;
		add_string(in, s, true);
	} else if (join && join->kind == V_LIST && join->n == 2 &&
		join->u.item[1]->kind == V_LIST) {
		const Value *list = join->u.item[1];
		for (uint32_t i = 0; i < list->n; i++) {
			if (i && !add_value(in, join->u.item[0], depth + 1))
				return false;
			if (!add_value(in, list->u.item[i], depth + 1))
				return false;
		}
	} else if (depth && v->kind == V_MAP) {
		add_unknown(in, hole, sizeof hole - 1, v->at.lo, v->at.hi);
	} else {
		return false;
	}
	in->file = v->at.file;
	return true;
}

static Span place(const Inside *in, Span at)
{
	uint32_t lo = at.lo < in->nlo ? in->lo[at.lo] : in->nlo ? in->hi[in->nlo - 1] : 0;
	uint32_t hi = at.hi > at.lo && at.hi <= in->nhi ? in->hi[at.hi - 1] : lo;
	return (Span){ in->file, lo, hi < lo ? lo : hi };
}

// An edit moves along when the template has the very characters that it replaces.
static bool move_edit(const Inside *in, Edit *e)
{
	const Source *s = in->u->src[in->file];
	Span at = place(in, e->at);
	uint32_t n = e->at.hi - e->at.lo;
	if (at.hi - at.lo != n || memcmp(s->text + at.lo, in->text.s + e->at.lo, n) != 0)
		return false;
	// A quote or line break is safe only where there was one.
	for (const char *c = "\"'\\\n"; *c; c++)
		if (strchr(e->text, *c) && !memchr(s->text + at.lo, *c, n))
			return false;
	e->at = at;
	return true;
}

static void move_diag(const Inside *in, Diag *d, uint32_t file)
{
	for (uint32_t i = 0; i < d->nspan; i++)
		if (d->span[i].at.file == file)
			d->span[i].at = place(in, d->span[i].at);
	for (uint32_t i = 0; i < d->nfix; i++) {
		Fix *f = &d->fix[i];
		for (uint32_t j = 0; j < f->nedit; j++) {
			if (f->edit[j].at.file == file && !move_edit(in, &f->edit[j])) {
				f->nedit = 0;
				f->kind = FIX_MANUAL;
			}
		}
	}
}

static const Value *check_text(Unit *u, const Value *v, const Value *given, const AslOptions *opt)
{
	const Value *object = function(v, "Fn::ToJsonString");
	if (object) {
		asl_check(u, object, opt);
		return object;
	}
	Inside in = { .u = u, .text = { .arena = u->arena }, .file = v->at.file, .given = given };
	if (v->kind == V_STR)
		check_substitutions_in(u, v, given);
	if (!add_value(&in, v, 0) || !in.text.n)
		return NULL;
	uint32_t first = u->ndiag;
	uint32_t file = source_add(u, u->src[in.file]->path, in.text.s, in.text.n);
	Value *machine = read_json(u, file);
	if (machine->kind != V_BAD)
		asl_check(u, machine, opt);
	for (uint32_t i = first; i < u->ndiag; i++)
		move_diag(&in, u->diag[i], file);
	return NULL;
}

static const Value *check_uri(Unit *u, const Value *uri, const Value *given, const AslOptions *opt)
{
	const char *s = value_text(uri);
	if (!s || strstr(s, "://") || strstr(s, "${"))
		return NULL;
	const char *path = path_join(u->arena, path_dir(u->arena, u->src[uri->at.file]->path), s);
	const char *text;
	size_t n;
	if (!path || u->tree->read(u->tree, u->arena, path, MAX_FILE_BYTES, &text, &n) != TREE_OK)
		return NULL;
	uint32_t file = source_add(u, path, text, n);
	Value *machine = read_filled(u, file);
	if (machine->kind == V_BAD)
		return NULL;
	asl_check(u, machine, opt);
	if (!str_ends(path, ".json"))
		return machine;
	check_substitutions_of(u, file, given);
	return NULL;
}

static void check_machine(Unit *u, const Value *properties, bool express, const char *type)
{
	AslOptions opt = { .plain = true };
	const Value *substitutions = value_get(properties, "DefinitionSubstitutions");
	opt.express = express || value_is(value_get(properties, type), "EXPRESS");
	const Value *definition = value_get(properties, "Definition");
	const Value *text = value_get(properties, "DefinitionString");
	const Value *uri = value_get(properties, "DefinitionUri");
	const Value *machine = definition;
	if (definition && definition->kind == V_MAP && !function(definition, "Fn::Transform"))
		asl_check(u, definition, &opt);
	else if (text)
		machine = check_text(u, text, substitutions, &opt);
	else if (uri)
		machine = check_uri(u, uri, substitutions, &opt);
	if (machine)
		check_substitutions(u, machine, substitutions);
}

bool is_template(const Source *s)
{
	return strstr(s->text, "Resources") && strstr(s->text, "AWS::");
}

void check_template(Unit *u, const Value *template, bool express)
{
	static const char *const types[][2] = {
		{ "AWS::StepFunctions::StateMachine", "StateMachineType" },
		{ "AWS::Serverless::StateMachine", "Type" },
	};
	const Value *resources = value_get(template, "Resources");
	for (uint32_t i = 0; resources && resources->kind == V_MAP && i < resources->n; i++) {
		const Value *r = resources->u.pair[i].val;
		const Value *properties = value_get(r, "Properties");
		for (size_t j = 0; properties && j < COUNT(types); j++)
			if (value_is(value_get(r, "Type"), types[j][0]))
				check_machine(u, properties, express, types[j][1]);
	}
}
