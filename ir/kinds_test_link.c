// kinds_test_link.c: a kind's own columns, and its tables of links, grants, admissions and calls.
#include "kinds_test.h"

#include "../compiler/iam/data.h"
#include "match.h"

#include <string.h>

static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char lower[] = "abcdefghijklmnopqrstuvwxyz";
static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
static const char small_word[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

const Kind *lint_kind(const Lint *l, const char *one, size_t n)
{
	for (const Kind *const *k = l->kind; *k; k++)
		if (strlen((*k)->one) == n && strncmp((*k)->one, one, n) == 0)
			return *k;
	return NULL;
}

// ---- Among all kinds ------------------------------------------------------------------------------

typedef const char *NamesOf(const Kind *);

static const char *sections(const Kind *k)
{
	return k->section;
}

static const char *also(const Kind *k)
{
	return k->also;
}

static const char *ones(const Kind *k)
{
	return k->one;
}

static const char *called(const Kind *k)
{
	return k->called;
}

static const char *words(const Kind *k)
{
	return k->word;
}

static void check_unique(Lint *l, NamesOf *one, NamesOf *more, const char *what)
{
	Buf seen = { .arena = l->arena };
	buf_putc(&seen, ' ');
	for (const Kind *const *k = l->kind; *k; k++) {
		NamesOf *of[] = { one, more };
		l->k = *k;
		for (size_t i = 0; i < COUNT(of); i++)
			for (Word w = { .rest = of[i] ? of[i](*k) : NULL }; word_next(&w);) {
				if (word_in(seen.s, w.s, w.n))
					complain(l, "its %s `%.*s` is another kind's too", what,
						(int)w.n, w.s);
				buf_printf(&seen, "%.*s ", (int)w.n, w.s);
			}
	}
}

void lint_kinds(Lint *l)
{
	l->where = "the kind";
	check_unique(l, sections, also, "section");
	check_unique(l, ones, called, "word in holes");
	check_unique(l, words, NULL, "word in ids");
	for (const Kind *const *k = l->kind; *k; k++) {
		l->k = *k;
		for (Word w = { .rest = (*k)->section }; word_next(&w);)
			if (lint_field(topology_fields, w.s, w.n))
				complain(l, "its section `%.*s` is a key of the topology", (int)w.n,
					w.s);
	}
}

// ---- The kind itself ----------------------------------------------------------------------------------

// Words joined by '-' or by '_'; what it gives for everyday names has to fit the rule on names.
static void check_phys(Lint *l)
{
	const Kind *k = l->k;
	const char *s = k->phys + (*k->phys == '~');
	Buf sample = { .arena = l->arena };
	if (!*s)
		complain(l, "`%s` is no pattern of names", k->phys);
	while (*s) {
		size_t n = strcspn(s, "_-");
		if (!lint_word(s, n, lower, small_word))
			complain(l, "`%s` is no pattern of names", k->phys);
		static const char *const meaning[][2] = { { "ns", "shop" }, { "x", "orders" },
			{ "y", "orders" }, { "sandbox", "dev" }, { "account", "111122223333" } };
		const char *text = arena_copy(l->arena, s, n);
		for (size_t i = 0; i < COUNT(meaning); i++)
			text = str_eq(text, meaning[i][0]) ? meaning[i][1] : text;
		buf_puts(&sample, text);
		s += n;
		if (*s)
			buf_putc(&sample, *s++);
		if (!*s && strchr("_-", s[-1]))
			complain(l, "`%s` ends in a joint", k->phys);
	}
	if (!k->phys_max || !k->phys_ok) {
		complain(l, "a physical name has a longest length and a rule");
		return;
	}
	size_t n = strlen(k->phys_ok);
	if (n < 3 || *k->phys_ok != '/' || k->phys_ok[n - 1] != '/' ||
		!match_valid(k->phys_ok + 1, n - 2, NULL, NULL)) {
		complain(l, "`%s` is no pattern in slashes", k->phys_ok);
		return;
	}
	const char *name = sample.s ? sample.s : "";
	if (strlen(name) > k->phys_max ||
		!match_rule(matcher_new(l->arena), k->phys_ok, name, strlen(name)))
		complain(l, "the name `%s` breaks its own rule", name);
}

static void check_suffix(Lint *l)
{
	const char *mark = strstr(l->k->suffix, " ?");
	const Field *f = mark ? lint_field(l->k->field, mark + 2, strlen(mark + 2)) : NULL;
	if (!f || f->type != T_BOOL)
		complain(l, "`%s` is not a text, a blank, and `?` with a boolean field",
			l->k->suffix);
}

static void check_service(Lint *l, const char *name)
{
	if (name && !str_ends(name, ".amazonaws.com"))
		complain(l, "`%s` is no service's name", name);
}

static void check_files(Lint *l)
{
	const Files *f = l->k->files;
	const char *path[] = { f->dir_key, f->spec_key, f->overlay, f->vars_key, f->roles_key };
	for (size_t i = 0; i < COUNT(path); i++)
		if (path[i] && !lint_field(l->k->field, path[i], strlen(path[i])))
			complain(l, "files: there is no field `%s`", path[i]);
	if (f->more && !lint_field(topology_fields, f->more, strlen(f->more)))
		complain(l, "files: a topology has no field `%s`", f->more);
	if (f->overlay) {
		const Field *record = lint_field(l->k->field, f->overlay, strlen(f->overlay));
		if (record && record->type != T_RECORD)
			complain(l, "files: `%s` is no record", f->overlay);
	}
}

void lint_head(Lint *l)
{
	const Kind *k = l->k;
	Names w = { .kind = k, .in = 1u << CFN | 1u << TF };
	if (!lint_word(k->one, strlen(k->one), lower, small_word))
		complain(l, "`%s` is no word of small letters", k->one);
	if (!lint_word(k->word, strlen(k->word), upper, letters))
		complain(l, "`%s` is no word for ids", k->word);
	if ((k->section == NULL) != (k->shape == SECTION_NONE))
		complain(l, "a section it has none of, or a shape without a section");
	if (!k->doc || !lint_doc(k->doc))
		complain(l,
			"its doc is not one line that starts small and ends without a full stop");
	if (k->scalar && !lint_field(k->field, k->scalar, strlen(k->scalar)))
		complain(l, "`scalar`: there is no field `%s`", k->scalar);
	if (k->fixed && !lint_field(k->field, k->fixed, strlen(k->fixed)))
		complain(l, "`fixed`: there is no field `%s`", k->fixed);
	if ((k->fixed || k->suffix || k->phys_max || k->phys_ok) && !k->phys)
		complain(l, "a rule on physical names, but no such name");
	if (k->phys)
		check_phys(l);
	if (k->suffix)
		check_suffix(l);
	if (k->trust && !k->principal)
		complain(l, "a trust without a principal");
	if (k->trust)
		lint_expr(l, &w, k->trust);
	check_service(l, k->principal);
	if (k->holes && !k->hole)
		complain(l, "attributes in `holes`, but nothing answers them");
	if (k->files)
		check_files(l);
	bool rows = false;
	for (const Op *op = k->op; op && op->part && !rows; op++)
		for (const Prop *p = op->prop; p && p->value && !rows; p++)
			rows = *p->value == '*';
	if (rows && !k->fill && !k->make && !k->link)
		complain(l, "rows `*id`, but no C that fills them");
}

// ---- Links, grants, admissions, calls --------------------------------------------------------------

static bool has_verb(const Kind *k, const char *verb)
{
	for (const Grant *g = k->grant; g && g->verb; g++)
		if (str_eq(g->verb, verb))
			return true;
	return false;
}

static void check_actions(Lint *l, const char *actions)
{
	IamData data;
	data_builtin(&data);
	for (Word w = { .rest = actions }; word_next(&w);) {
		const char *name = arena_copy(l->arena, w.s, w.n);
		const char *colon = strchr(name, ':');
		uint32_t row = data_find_full(&data, name);
		if (row == NO_ROW || !colon || !str_eq(data_action(&data, row).name, colon + 1))
			complain(l, "there is no action `%s`", name);
	}
	if (!actions || !*actions)
		complain(l, "no actions");
}

static void check_grants(Lint *l)
{
	Names w = { .kind = l->k, .in = 1u << CFN | 1u << TF };
	for (const Grant *g = l->k->grant; g && g->verb; g++) {
		l->where = arena_format(l->arena, "grant `%s`", g->verb);
		if (!lint_word(g->verb, strlen(g->verb), lower, small_word))
			complain(l, "a verb is a word of small letters");
		if (!g->actions && !g->on)
			continue; // the kind's C opens a port
		check_actions(l, g->actions);
		if (g->on)
			lint_expr(l, &w, g->on);
		else
			complain(l, "it says not on what");
		if (!g->op != !g->key || !g->op != !g->val)
			complain(l, "a condition has operator, key and value");
		if (g->val)
			lint_expr(l, &w, g->val);
		for (Word who = { .rest = g->who }; word_next(&who);)
			if (!lint_kind(l, who.s, who.n))
				complain(l, "`who`: there is no kind `%.*s`", (int)who.n, who.s);
	}
}

static void check_admits(Lint *l)
{
	Names w = { .kind = l->k, .in = 1u << CFN | 1u << TF };
	static const char *const needed[] = { "*service", "*source", "*account" };
	for (const Admit *a = l->k->admit; a && (a->op || a->policy); a++) {
		l->where = "admit";
		if (a->op && a->policy)
			complain(l, "either resources of its own, or the policy");
		const Op *policy = NULL;
		for (const Op *op = l->k->op; a->policy && op && op->part; op++)
			if (str_eq(op->part, a->policy))
				policy = op;
		if (a->policy && !policy)
			complain(l, "there is no part `%s`", a->policy);
		if (a->policy)
			check_actions(l, a->actions);
		if (a->policy && a->on)
			lint_expr(l, &w, a->on);
		else if (a->policy && !(policy && policy->cfn && policy->cfn[0] == '^'))
			complain(l, "it says not on what"); // inside the resource it is clear
		for (const Op *op = a->op; op && op->part; op++)
			for (size_t i = 0; i < COUNT(needed); i++) {
				bool found = false;
				for (const Prop *p = op->prop; p && p->value; p++)
					found |= str_eq(p->value, needed[i]);
				if (!found)
					complain(l, "`%s` has no row `%s`", op->part, needed[i]);
			}
	}
}

// What a task may be told to name: an attribute of the main resource or one that C answers.
static bool has_attr(const Lint *l, const Kind *k, const char *name)
{
	for (const Attr *a = k->op ? k->op[0].attr : NULL; a && a->name; a++)
		if (str_eq(a->name, name))
			return true;
	return lint_answered(l, k, name);
}

// "FunctionName", or "Entries[].EventBusName" of each element of a list.
static bool is_parameter(const char *s)
{
	const char *of_each = strstr(s, "[].");
	size_t n = of_each ? (size_t)(of_each - s) : strlen(s);
	return lint_word(s, n, upper, letters) &&
		(!of_each || lint_word(of_each + 3, strlen(of_each + 3), upper, letters));
}

static void check_calls(Lint *l)
{
	for (const Call *c = l->k->call; c && c->resource; c++) {
		l->where = arena_format(l->arena, "call `%s`", c->resource);
		for (const Call *b = l->k->call; b < c; b++)
			if (str_eq(b->resource, c->resource) && str_eq(b->param, c->param))
				complain(l, "it is there twice");
		if (!c->verb || !has_verb(l->k, c->verb))
			complain(l, "there is no verb `%s`", c->verb ? c->verb : "");
		if (c->sync && !has_verb(l->k, c->sync))
			complain(l, "there is no verb `%s`", c->sync);
		if (!c->form || !has_attr(l, l->k, c->form))
			complain(l, "there is no attribute `%s`", c->form ? c->form : "");
		if (c->param && !is_parameter(c->param))
			complain(l, "`%s` is no parameter of a task", c->param);
	}
}

static void check_link_to(Lint *l, const Link *link, const Field *f)
{
	for (Word to = { .rest = link->to }; word_next(&to);) {
		const Kind *k = lint_kind(l, to.s, to.n);
		if (!k) {
			complain(l, "`to`: there is no kind `%.*s`", (int)to.n, to.s);
			continue;
		}
		if (f && f->to && !word_in(f->to, to.s, to.n))
			complain(l, "the field can never name a %s", k->one);
		if (link->verb && !has_verb(k, link->verb))
			complain(l, "a %s has no verb `%s`", k->one, link->verb);
		if (link->service && !k->admit)
			complain(l, "a %s admits no service", k->one);
	}
}

static void check_links(Lint *l)
{
	for (const Link *link = l->k->link; link && link->field; link++) {
		l->where = arena_format(
			l->arena, "link `%s` to %s", link->field, link->to ? link->to : "any kind");
		const Field *f = lint_walk(l->k->field, link->field, strlen(link->field));
		const char *dot = strrchr(link->field, '.');
		const Field *in = dot ?
			lint_walk(l->k->field, link->field, (size_t)(dot - link->field)) :
			NULL;
		Names w = { .kind = l->k,
			.ops = link->op,
			.edge = true,
			.res = true,
			.in = 1u << CFN | 1u << TF };
		if (in && in->sub)
			w.rec[w.nrec++] = in->sub;
		for (const Link *b = l->k->link; b < link; b++)
			if (str_eq(b->field, link->field) && str_eq(b->to, link->to))
				complain(l, "it is there twice");
		if (!f)
			complain(l, "there is no such field");
		else if (f->type != T_REF && f->type != T_VERBS)
			complain(l, "the field names no entity");
		check_link_to(l, link, f);
		check_service(l, link->service);
		if (link->service && !link->source)
			complain(l, "a service is admitted for the sake of a source");
		if (link->source)
			lint_expr(l, &w, link->source);
		if (link->verb && !l->k->principal)
			complain(l,
				"a verb, but this kind has no role to which it could be granted");
	}
}

void lint_links(Lint *l)
{
	check_grants(l);
	check_admits(l);
	check_calls(l);
	check_links(l);
}
