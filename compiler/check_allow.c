// check_allow.c: warnings that an author accepts: `allow:` in the topology, `# topc: ignore CODE --
// reason` on a line or on the line above it, `x-topc-ignore` in JSON. A reason is part of it, and one
// that hides nothing is itself a warning.
#include "check.h"
#include "config.h"
#include "late.h"

#include <string.h>

typedef struct Comment {
	const DiagRow *row;
	const char *reason;
	Span at;
	uint32_t line;
	bool used;
} Comment;

// An error of these families judges a document that is passed on as it is. One of another family
// left nothing that could be compiled: hiding it silences `check`, and a build still stops.
static bool can_build(const DiagRow *row)
{
	unsigned family = row->code / 1000;
	return family == 3 || family == 4 || family == 8;
}

void diag_hide(Diag *d, const char *reason)
{
	d->reason = reason;
	d->unit->nerror -= d->severity == ERROR && can_build(d->row);
}

void unknown_code(Unit *u, Span at, const char *word, Span fix)
{
	Diag *d = say_unknown_code(u, at, word);
	Nearest near = { .word = word };
	for (const DiagRow *r = diag_rows; r->name; r++) {
		char *name = arena_copy(u->arena, r->name, strlen(r->name));
		for (char *c = name; *c; c++)
			*c = *c == '_' ? '-' : *c;
		nearest_try(&near, name);
	}
	diag_nearest(d, &near, FIX_SAFE, fix);
}

static void allow_scope(Unit *u, Scope *s, bool late)
{
	const Value *allow = rec_get(s->rec, "allow");
	for (uint32_t i = 0; allow && i < allow->n; i++) {
		const Pair *p = &allow->u.pair[i];
		const DiagRow *row = diag_row_named(p->key);
		const char *reason = value_text(p->val);
		if (!row && !late)
			unknown_code(u, p->at, p->key, p->at);
		if (!row || late_code(row) != late)
			continue;
		bool error = false;
		for (uint32_t j = 0; j < u->ndiag; j++) {
			Diag *d = u->diag[j];
			if (d->row != row || !str_eq(d->topology, s->name))
				continue;
			error |= d->severity == ERROR;
			if (d->severity != ERROR && reason)
				diag_hide(d, reason);
		}
		if (error)
			say_allow_error(u, p->at, p->key);
	}
}

// What an `allow` hides may not have been looked at where something else is wrong.
static void check_unused(Unit *u, const Scope *s, bool late)
{
	const Value *allow = u->nerror ? NULL : rec_get(s->rec, "allow");
	for (uint32_t i = 0; allow && i < allow->n; i++) {
		const Pair *p = &allow->u.pair[i];
		const DiagRow *row = diag_row_named(p->key);
		bool used = !row || late_code(row) != late;
		for (uint32_t j = 0; j < u->ndiag && !used; j++)
			used = u->diag[j]->row == row && str_eq(u->diag[j]->topology, s->name);
		if (!used)
			say_unused_allow(u, p->at, p->key);
	}
}

// `# topc: ignore TC1234 -- reason`. What is wrong with it is said the first time.
static bool parse_comment(
	Unit *u, const Source *src, uint32_t file, const char *s, bool late, Comment *out)
{
	const char *end = s + strcspn(s, "\r\n");
	const char *word = s + strlen("topc: ignore");
	word += strspn(word, " \t");
	size_t n = strcspn(word, " \t\r\n");
	out->at = (Span){ file, (uint32_t)(s - src->text), (uint32_t)(end - src->text) };
	out->row = diag_row_named(arena_copy(u->arena, word, n));
	if (!out->row && late)
		return false;
	if (!out->row) {
		Span at = { file, (uint32_t)(word - src->text), (uint32_t)(word + n - src->text) };
		unknown_code(u, at, arena_copy(u->arena, word, n), at);
		return false;
	}
	const char *dash = strstr(word, "--");
	if (!dash || dash >= end || !dash[2 + strspn(dash + 2, " \t")] ||
		dash + 2 + strspn(dash + 2, " \t") >= end) {
		if (!late)
			say_ignore_without_reason(u, out->at);
		return false;
	}
	dash += 2 + strspn(dash + 2, " \t");
	out->reason = arena_copy(u->arena, dash, (size_t)(end - dash));
	return late_code(out->row) == late;
}

static uint32_t find_comments(Unit *u, uint32_t file, bool late, Comment **out)
{
	static const char mark[] = "topc: ignore";
	Source *src = u->src[file];
	uint32_t n = 0;
	*out = NULL;
	for (const char *s = strstr(src->text, mark); s; s = strstr(s + 1, mark)) {
		const char *hash = s;
		while (hash > src->text && (hash[-1] == ' ' || hash[-1] == '\t'))
			hash--;
		if (hash == src->text || hash[-1] != '#')
			continue;
		Comment ig = { 0 };
		if (!parse_comment(u, src, file, s, late, &ig))
			continue;
		ig.line = source_position(u->arena, src, ig.at.lo).line;
		const char *line = hash - 1;
		while (line > src->text && (line[-1] == ' ' || line[-1] == '\t'))
			line--;
		ig.line += line == src->text ||
			line[-1] == '\n'; // alone on its line: it is about the next one
		U_PUSH(u, *out, n, ig);
	}
	return n;
}

static void apply_comments(Unit *u, uint32_t file, Comment *ig, uint32_t n)
{
	for (uint32_t i = 0; i < u->ndiag; i++) {
		Diag *d = u->diag[i];
		if (d->span[0].at.file != file)
			continue;
		uint32_t line = source_position(u->arena, u->src[file], d->span[0].at.lo).line;
		for (uint32_t j = 0; j < n; j++)
			if (ig[j].line == line && ig[j].row == d->row && !d->reason) {
				diag_hide(d, ig[j].reason);
				ig[j].used = true;
			}
	}
	for (uint32_t j = 0; j < n; j++)
		if (!ig[j].used)
			say_unused_ignore(u, ig[j].at, U_FORMAT(u, "TC%04u", ig[j].row->code));
}

void check_allow(Unit *u, bool late)
{
	for (uint32_t i = 1, n = u->nsrc; i < n; i++) {
		Comment *ig;
		uint32_t count = strstr(u->src[i]->text, "topc: ignore") ?
			find_comments(u, i, late, &ig) :
			0;
		if (count)
			apply_comments(u, i, ig, count);
		if (strstr(u->src[i]->text, "x-topc-ignore"))
			check_json_ignores(u, i, late);
	}
	for (uint32_t i = 0; i < u->nscope; i++) {
		u->about_topology = u->scope[i]->name;
		allow_scope(u, u->scope[i], late);
	}
	config_ignores(u->opt->config, u); // also of errors, which are none then
	for (uint32_t i = 0; i < u->nscope; i++) {
		u->about_topology = u->scope[i]->name;
		check_unused(u, u->scope[i], late);
	}
	config_ignores(u->opt->config, u);
}
