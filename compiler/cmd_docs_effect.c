// cmd_docs_effect.c: what a key compiles to, read back from the rows that mention it.
//
// A key is called by its path, `dlq.max_receive`. A row mentions it as `$path` or `?path`, in an op
// that is made for each element of a field by the rest of the path, and as `*id` where the kind's
// code fills a row of that name.
#include "cmd_docs.h"

#include <string.h>

typedef struct Cell {
	Arena *arena;
	Buf *b;
	const Kind *kind;
	const char *path;
	Backend backend;
	Buf seen; // what stands in the cell already
} Cell;

static void add(Cell *c, const char *item)
{
	const char *with_ends = arena_format(c->arena, "\n%s\n", item);
	if (c->seen.s && strstr(c->seen.s, with_ends))
		return;
	buf_puts(&c->seen, with_ends);
	buf_printf(c->b, "%s%s", c->b->n ? "<br>" : "", item);
}

static const char *type_in(const Op *op, Backend backend)
{
	return backend == CFN ? op->cfn : op->tf;
}

static const Op *part_of(const Op *table, const char *part, size_t n)
{
	for (const Op *op = table; op && op->part; op++)
		if (strlen(op->part) == n && strncmp(op->part, part, n) == 0)
			return op;
	return NULL;
}

// "Rules[+].Status" as people write it: the marks of the printers left out.
static const char *plain_path(Arena *a, const char *path)
{
	Buf b = { .arena = a };
	buf_puts(&b, "");
	for (const char *s = path; *s; s++) {
		if (*s == ':')
			s += strcspn(s, ".[{") - 1;
		else if (*s == '[' || *s == '{')
			s = strchr(s, *s == '[' ? ']' : '}');
		else if (*s != '@')
			buf_putc(&b, *s);
		if (!*s)
			break;
	}
	return b.s;
}

// The resource that the rows of an op go into, and where in it; NULL: none in this backend.
static const char *home(Cell *c, const Op *table, const Op *op, const char **at)
{
	const char *type = type_in(op, c->backend);
	*at = "";
	if (!type || *type != '^')
		return type;
	size_t n = strcspn(type + 1, ":");
	if (type[1 + n])
		*at = arena_format(c->arena, "%s.", type + 2 + n);
	const Op *host = part_of(table, type + 1, n);
	if (!host)
		host = part_of(c->kind->op, type + 1, n);
	const char *above = "";
	const char *found = host && host != op ? home(c, table, host, &above) : NULL;
	if (*above)
		*at = arena_format(c->arena, "%s%s", above, *at);
	return found;
}

// The field whose elements an op is made for, the one of the part it stands in first.
static const char *prefix_of(Arena *a, const Op *table, const Op *op)
{
	const Op *outer = op->in ? part_of(table, op->in, strlen(op->in)) : NULL;
	const char *prefix = outer && outer != op ? prefix_of(a, table, outer) : "";
	return op->per ? arena_format(a, "%s%s.", prefix, op->per) : prefix;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

// Whether the value of a row mentions the key.
static bool mentions(const Cell *c, const char *value, const char *prefix)
{
	const char *last = strrchr(c->path, '.');
	for (const char *s = value; (s = strpbrk(s, "$?*")); s++) {
		size_t n = 1;
		while (is_word(s[n]))
			n++;
		const char *word = arena_copy(c->arena, s + 1, n - 1);
		if (str_eq(word, c->path) ||
			(*prefix && str_eq(arena_format(c->arena, "%s%s", prefix, word), c->path)))
			return true;
		if (*s == '*' && last && str_eq(word, last + 1) &&
			strncmp(prefix, c->path, (size_t)(last - c->path) + 1) == 0)
			return true;
	}
	return false;
}

static void from_rows(Cell *c, const Op *table)
{
	for (const Op *op = table; op && op->part; op++) {
		const char *at;
		const char *type = home(c, table, op, &at);
		const char *prefix = prefix_of(c->arena, table, op);
		for (const Prop *p = op->prop; type && p && p->value; p++) {
			const char *path = c->backend == CFN ? p->cfn : p->tf;
			if (!path || !mentions(c, p->value, prefix))
				continue;
			add(c,
				arena_format(c->arena, "`%s` `%s`", type,
					plain_path(c->arena,
						arena_format(c->arena, "%s%s", at, path))));
		}
	}
}

// Ops that a key calls into being.
static void from_conditions(Cell *c, const Op *table)
{
	for (const Op *op = table; op && op->part; op++) {
		const char *type = type_in(op, c->backend);
		if (!type || *type == '^' || !*type)
			continue;
		bool made = str_eq(op->when, c->path) || str_eq(op->per, c->path);
		bool unmade = op->when && *op->when == '!' && str_eq(op->when + 1, c->path);
		if (made || unmade)
			add(c,
				arena_format(c->arena, "%s%s`%s`", unmade ? "no " : "",
					str_eq(op->per, c->path) ? "for each: " : "", type));
	}
}

static void from_links(Cell *c)
{
	for (const Link *l = c->kind->link; l && l->field; l++) {
		if (!str_eq(l->field, c->path))
			continue;
		for (const Op *op = l->op; op && op->part; op++) {
			const char *at;
			const char *type = home(c, l->op, op, &at);
			if (type)
				add(c,
					*at ? arena_format(c->arena, "`%s` `%s`", type,
						      plain_path(c->arena,
							      arena_copy(c->arena, at,
								      strlen(at) - 1))) :
					      arena_format(c->arena, "`%s`", type));
		}
		const Kind *to = l->to ? kind_of(l->to, strlen(l->to)) : NULL;
		for (const Grant *g = to && l->verb ? to->grant : NULL; g && g->verb; g++)
			if (str_eq(g->verb, l->verb) && (!g->who || str_eq(g->who, c->kind->one)))
				add(c, arena_format(c->arena, "its role may: %s", g->actions));
		if (l->service && to)
			add(c, arena_format(c->arena, "`%s` may use the %s", l->service, to->one));
	}
}

void docs_effect(Arena *a, Buf *b, const Kind *k, const Field *f, const char *path, Backend backend)
{
	Cell c = { .arena = a, .b = b, .kind = k, .path = path, .backend = backend };
	c.seen.arena = a;
	(void)f;
	OpTable *table;
	uint32_t n = kind_ops(a, k, &table);
	for (uint32_t i = 0; i < n; i++) {
		from_rows(&c, table[i].op);
		from_conditions(&c, table[i].op);
	}
	from_links(&c);
	if (k->fixed && str_eq(k->fixed, path) && !b->n)
		add(&c, "the physical name");
}
