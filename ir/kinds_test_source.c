// kinds_test_source.c: the rows against C. Ids, parts and paths of fields stand in C as strings, and
// a wrong one is found at run time or never; so the sources are read, as text.
#include "kinds_test.h"

#include <string.h>

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '_';
}

// The string that stands alone as argument number `arg` of a call that starts behind its `(`.
static bool literal(const char *s, unsigned arg, const char **out, size_t *n)
{
	int depth = 0;
	for (; *s && !(depth == 0 && arg == 0); s++) {
		if (*s == '"')
			for (s++; *s && *s != '"'; s++)
				s += *s == '\\';
		else if (*s == '(' || *s == '[' || *s == '{')
			depth++;
		else if (*s == ')' || *s == ']' || *s == '}')
			depth--;
		else if (*s == ',' && depth == 0)
			arg--;
		if (depth < 0)
			return false;
	}
	s += strspn(s, " \t\n");
	if (*s != '"')
		return false;
	*out = s + 1;
	*n = strcspn(s + 1, "\"\\");
	const char *end = s + 1 + *n + 1;
	end += strspn(end, " \t\n");
	return *end == ',' || *end == ')';
}

// The next call of a function from *at on; its argument is a literal then.
static bool next_call(
	const char **at, const char *function, unsigned arg, const char **out, size_t *n)
{
	size_t len = strlen(function);
	const char *start = *at;
	for (const char *s = start; (s = strstr(s, function)); s += len) {
		if (s[len] != '(' || (s > start && is_name(s[-1])))
			continue;
		*at = s + len;
		if (literal(s + len + 1, arg, out, n))
			return true;
	}
	return false;
}

// bucket_notify.c belongs to bucket, rest_api.c to rest_api; common.c to nobody (k NULL), which is to
// all that use it.
static bool belongs(const Lint *l, const LintFile *f, const Kind *k)
{
	const Kind *best = NULL;
	for (const Kind *const *o = l->kind; *o; o++) {
		size_t n = strlen((*o)->one);
		if (strncmp(f->name, (*o)->one, n) == 0 &&
			(f->name[n] == '.' || f->name[n] == '_') &&
			(!best || n > strlen(best->one)))
			best = *o;
	}
	return best == k;
}

static bool links_to(const Kind *from, const Kind *to)
{
	for (const Link *link = from->link; link && link->field; link++)
		if (!link->to || word_in(link->to, to->one, strlen(to->one)))
			return true;
	for (const Field *f = from->field; f && f->name; f++)
		if (f->to && word_in(f->to, to->one, strlen(to->one)))
			return true;
	return false;
}

static bool puts_in(const LintFile *f, const char *id)
{
	const char *at = f->text;
	const char *s;
	size_t n;
	while (next_call(&at, "put", 2, &s, &n))
		if (strlen(id) == n && strncmp(s, id, n) == 0)
			return true;
	return false;
}

static bool uses(const char *text, const char *word);

// A put() whose id is computed.
static bool puts_any(const LintFile *f)
{
	const char *s = f->text;
	const char *out;
	size_t n;
	while ((s = strstr(s, "put("))) {
		if (s > f->text && !is_name(s[-1]) && !literal(s + 4, 2, &out, &n))
			return true;
		s += 4;
	}
	return false;
}

bool lint_put(const Lint *l, const Kind *k, const char *id)
{
	bool computed = false;
	bool written = false; // in some list of words, for a computed one
	for (uint32_t i = 0; i < l->nsource; i++) {
		const LintFile *f = &l->source[i];
		bool own = belongs(l, f, k) || belongs(l, f, NULL);
		for (const Kind *const *o = l->kind; *o && !own; o++)
			own = belongs(l, f, *o) && links_to(*o, k);
		if (own && puts_in(f, id))
			return true;
		computed |= own && puts_any(f);
		written |= own && uses(f->text, id);
	}
	for (uint32_t i = 0; i < l->nshared; i++) // roles, policies and permissions
		if (puts_in(&l->shared[i], id))
			return true;
	return computed && written;
}

// ---- Every op that a kind has, wherever it stands -------------------------------------------------

typedef bool SeeOp(const Op *, const char *word, size_t n);

static bool any_op(const Kind *k, SeeOp *see, const char *word, size_t n)
{
	const Op *own[] = { k->op, k->shared };
	for (size_t i = 0; i < COUNT(own); i++)
		for (const Op *op = own[i]; op && op->part; op++)
			if (see(op, word, n))
				return true;
	for (const Link *link = k->link; link && link->field; link++)
		for (const Op *op = link->op; op && op->part; op++)
			if (see(op, word, n))
				return true;
	for (const Admit *a = k->admit; a && (a->op || a->policy); a++)
		for (const Op *op = a->op; op && op->part; op++)
			if (see(op, word, n))
				return true;
	return false;
}

static bool has_id(const Op *op, const char *id, size_t n)
{
	for (const Prop *p = op->prop; p && p->value; p++)
		if (*p->value == '*' && strlen(p->value + 1) == n &&
			strncmp(p->value + 1, id, n) == 0)
			return true;
	return false;
}

static bool has_part(const Op *op, const char *part, size_t n)
{
	return strlen(op->part) == n && strncmp(op->part, part, n) == 0;
}

// In the kind of the file, or in one that it leads to or that leads to it.
static bool near_op(const Lint *l, const Kind *k, SeeOp *see, const char *word, size_t n)
{
	for (const Kind *const *o = l->kind; *o; o++)
		if ((*o == k || links_to(k, *o) || links_to(*o, k)) && any_op(*o, see, word, n))
			return true;
	return false;
}

static bool in_fields(const Field *table, const char *path, size_t n)
{
	if (lint_field(table, path, n))
		return true;
	for (const Field *f = table; f && f->name; f++)
		if (f->type == T_RECORD && in_fields(f->sub, path, n))
			return true;
	return false;
}

static bool known_path(const Lint *l, const char *path, size_t n)
{
	for (const Kind *const *k = l->kind; *k; k++)
		if (in_fields((*k)->field, path, n))
			return true;
	return in_fields(topology_fields, path, n);
}

typedef struct CallOf {
	const char *function;
	unsigned arg;
	enum { AN_ID, A_PART, A_PATH } what;
} CallOf;
static const CallOf calls[] = {
	{ "put", 2, AN_ID },
	{ "op_of", 1, A_PART },
	{ "res_of", 1, A_PART },
	{ "res_demand", 2, A_PART },
	{ "rec_get", 1, A_PATH },
	{ "rec_text", 1, A_PATH },
	{ "rec_true", 1, A_PATH },
	{ "rec_int", 1, A_PATH },
	{ "rec_ent", 1, A_PATH },
	{ "rec_list", 1, A_PATH },
};

static void check_call(Lint *l, const CallOf *c, const char *s, size_t n)
{
	switch (c->what) {
	case AN_ID:
		if (!near_op(l, l->k, has_id, s, n))
			complain(l, "put(…, \"%.*s\", …): there is no such row", (int)n, s);
		break;
	case A_PART:
		if (!near_op(l, l->k, has_part, s, n))
			complain(l, "%s(…, \"%.*s\"): there is no such part", c->function, (int)n,
				s);
		break;
	case A_PATH:
		if (!known_path(l, s, n))
			complain(l, "%s(…, \"%.*s\"): no kind has such a field", c->function,
				(int)n, s);
		break;
	}
}

// ---- Fields without an effect ---------------------------------------------------------------------

static bool in_word(const char *s, size_t n, const char *word)
{
	size_t len = strlen(word);
	for (size_t i = 0; i + len <= n; i++)
		if (strncmp(s + i, word, len) == 0 && (!i || !is_name(s[i - 1])) &&
			(i + len == n || !is_name(s[i + len])))
			return true;
	return false;
}

// A literal is a use unless it is the row itself or a column for people.
static bool is_use(const char *text, const char *open, const char *close)
{
	static const char *const columns[] = {
		".doc = ", ".ok = ", ".dflt = ", ".to = ", ".alias = ", ".group = "
	};
	for (size_t i = 0; i < COUNT(columns); i++) {
		size_t n = strlen(columns[i]);
		if ((size_t)(open - text) >= n && strncmp(open - n, columns[i], n) == 0)
			return false;
	}
	return strncmp(close + 1, ", T_", 4) != 0;
}

static bool uses(const char *text, const char *word)
{
	for (const char *s = text; (s = strchr(s, '"'));) {
		const char *open = s++;
		while (*s && *s != '"' && *s != '\n')
			s += *s == '\\' ? 2 : 1;
		if (*s != '"')
			continue;
		if (is_use(text, open, s) && in_word(open + 1, (size_t)(s - open - 1), word))
			return true;
		s++;
	}
	return false;
}

static bool is_used(const Lint *l, const char *name)
{
	for (uint32_t i = 0; i < l->nsource; i++)
		if ((belongs(l, &l->source[i], l->k) || belongs(l, &l->source[i], NULL)) &&
			uses(l->source[i].text, name))
			return true;
	for (uint32_t i = 0; i < l->nshared; i++)
		if (uses(l->shared[i].text, name))
			return true;
	for (const Kind *const *k = l->kind; *k;
		k++) // another kind may ask for it: "runtime.timeout"
		for (uint32_t i = 0; *k != l->k && i < l->nsource; i++)
			if (belongs(l, &l->source[i], *k) &&
				(links_to(*k, l->k) || links_to(l->k, *k)) &&
				uses(l->source[i].text, name))
				return true;
	return false;
}

static void check_used(Lint *l, const Field *table, const char *path)
{
	for (const Field *f = table; f && f->name; f++) {
		const char *all = arena_format(l->arena, "%s%s%s", path, *path ? "." : "", f->name);
		l->where = arena_format(l->arena, "field `%s`", all);
		// Records count by their fields, statements are gathered by type.
		if (!(f->flags & F_IGNORED) && f->type != T_RECORD && f->type != T_POLICY &&
			!is_used(l, f->name))
			complain(l,
				"nothing reads it: a key that is accepted has an effect, or is F_IGNORED and says why");
		if (f->type == T_RECORD)
			check_used(l, f->sub, all);
	}
}

static void check_ids(Lint *l, const Op *op)
{
	for (const Prop *p = op ? op->prop : NULL; p && p->value; p++)
		if (*p->value == '*' && !lint_put(l, l->k, p->value + 1)) {
			l->where = arena_format(l->arena, "op `%s`", op->part);
			complain(l, "`%s` is never put", p->value);
		}
}

// Tables of ops that no kind shows: nothing of them is checked, and no dump has them.
static void check_shown(Lint *l, const LintFile *f)
{
	static const char head[] = "const Op ";
	for (const char *s = f->text; (s = strstr(s, head));) {
		s += sizeof head - 1;
		size_t n = strcspn(s, "[ ;*=");
		if (s[n] != '[' || strncmp(s + n, "[] = {", 6) != 0)
			continue;
		const char *shown = arena_format(l->arena, ".op = %.*s", (int)n, s);
		const char *shared = arena_format(l->arena, ".shared = %.*s", (int)n, s);
		bool found = false;
		for (uint32_t i = 0; i < l->nsource && !found; i++)
			found = strstr(l->source[i].text, shown) ||
				strstr(l->source[i].text, shared);
		if (!found)
			complain(l, "no kind, link or admission has the ops `%.*s`", (int)n, s);
	}
}

void lint_sources(Lint *l)
{
	if (!l->nsource)
		return;
	for (uint32_t i = 0; i < l->nsource; i++) {
		if (!belongs(l, &l->source[i], l->k))
			continue;
		l->where = l->source[i].name;
		check_shown(l, &l->source[i]);
		for (size_t c = 0; c < COUNT(calls); c++) {
			const char *at = l->source[i].text;
			const char *s;
			size_t n;
			while (next_call(&at, calls[c].function, calls[c].arg, &s, &n))
				check_call(l, &calls[c], s, n);
		}
	}
	for (const Op *op = l->k->op; op && op->part; op++)
		check_ids(l, op);
	for (const Op *op = l->k->shared; op && op->part; op++)
		check_ids(l, op);
	for (const Link *link = l->k->link; link && link->field; link++)
		for (const Op *op = link->op; op && op->part; op++)
			check_ids(l, op);
	for (const Admit *a = l->k->admit; a && (a->op || a->policy); a++)
		for (const Op *op = a->op; op && op->part; op++)
			check_ids(l, op);
	check_used(l, l->k->field, "");
}
