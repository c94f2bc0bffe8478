// table_keys.c: the keys of tables and indexes: attributes with their types, limits, the local table.
#include "../pattern.h"
#include "../match.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_GLOBAL = 20, MOST_LOCAL = 5 }; // "Quotas in Amazon DynamoDB"

static int by_attribute(const void *a, const void *b)
{
	return strcmp(((const TableAttribute *)a)->name, ((const TableAttribute *)b)->name);
}

static int by_key(const void *a, const void *b)
{
	return strcmp((*(const Pair *const *)a)->key, (*(const Pair *const *)b)->key);
}

const Pair **table_indexes(Unit *u, const Entity *e)
{
	const Value *all = rec_get(e->rec, "indexes");
	uint32_t n = all ? all->n : 0;
	const Pair **list = NEW_N(u->arena, const Pair *, n + 1);
	for (uint32_t i = 0; i < n; i++)
		list[i] = &all->u.pair[i];
	if (n)
		qsort(list, n, sizeof *list, by_key);
	return list;
}

static const char *letter(const Value *rec)
{
	const char *type = rec_text(rec, "type");
	return str_eq(type, "number") ? "N" : str_eq(type, "binary") ? "B" : "S";
}

// What each key says, in the order of the source.
static TableAttribute *all_keys(Unit *u, const Entity *e, uint32_t *n)
{
	static const char *const part[] = { "key", "sort" };
	TableAttribute *list = NULL;
	const Value *indexes = rec_get(e->rec, "indexes");
	*n = 0;
	for (uint32_t i = 0; i <= (indexes ? indexes->n : 0); i++)
		for (size_t k = 0; k < COUNT(part); k++) {
			const Value *rec =
				rec_get(i ? indexes->u.pair[i - 1].val : e->rec, part[k]);
			const Value *name = rec ? rec_get(rec, "name") : NULL;
			if (!value_text(name))
				continue;
			TableAttribute a = { name->u.s, letter(rec), name->at };
			U_PUSH(u, list, *n, a);
		}
	return list;
}

TableAttribute *table_attributes(Unit *u, const Entity *e, uint32_t *n)
{
	TableAttribute *list = all_keys(u, e, n);
	uint32_t kept = 0;
	if (*n)
		qsort(list, *n, sizeof *list, by_attribute);
	for (uint32_t i = 0; i < *n; i++)
		if (!kept || !str_eq(list[i].name, list[kept - 1].name))
			list[kept++] = list[i];
	*n = kept;
	return list;
}

// ---- Checks -------------------------------------------------------------------------------------

static void check_types(Unit *u, Entity *e)
{
	uint32_t n;
	TableAttribute *a = all_keys(u, e, &n);
	Map seen = { .arena = u->arena };
	for (uint32_t i = 0; i < n; i++) {
		TableAttribute *first = map_get(&seen, unit_sym(u, a[i].name));
		if (!first)
			map_put(&seen, unit_sym(u, a[i].name), &a[i]);
		else if (!str_eq(first->type, a[i].type))
			diag_context(say_attribute_types(u, a[i].at, a[i].name), first->at,
				"another type here");
	}
}

// A sort key that is the partition key once more.
static void check_sort(Unit *u, const Value *key, const Value *sort)
{
	const char *name = key ? rec_text(key, "name") : NULL;
	const Value *second = sort ? rec_get(sort, "name") : NULL;
	if (name && value_is(second, name))
		say_not_here(u, second->at, "sort",
			"is another attribute than the partition key, and this is the same");
}

static void check_indexes(Unit *u, Entity *e)
{
	const Value *all = rec_get(e->rec, "indexes");
	static const char index_name[] = "/^[A-Za-z0-9_.-]{3,255}$/"; // "Naming rules", DynamoDB
	uint32_t count[2] = { 0 };
	if (!u->matcher)
		u->matcher = matcher_new(u->arena);
	static const uint32_t most[2] = { MOST_LOCAL, MOST_GLOBAL };
	for (uint32_t i = 0; all && i < all->n; i++) {
		const Pair *p = &all->u.pair[i];
		bool global = rec_get(p->val, "key");
		if (!match_rule(u->matcher, index_name, p->key, strlen(p->key)))
			diag_line(say_name_characters(u, p->at, p->key, "an index"),
				"it has to match %s", index_name);
		if (p->val->kind != V_REC)
			continue;
		check_sort(u, rec_get(global ? p->val : e->rec, "key"), rec_get(p->val, "sort"));
		if (++count[global] == most[global] + 1)
			say_too_many_indexes(u, p->at, e->name, global ? "global" : "local",
				U_FORMAT(u, "%u", most[global]));
		if (!global && !rec_get(p->val, "sort"))
			say_needs_one_of(
				u, p->at, "`key`, `sort`", U_FORMAT(u, "index `%s`", p->key));
		else if (!global && !rec_get(e->rec, "sort"))
			diag_line(say_local_index(u, p->at, p->key, e->name),
				"give the index a `key`, or the table a `sort`");
	}
}

static void check_stream(Unit *u, Entity *e)
{
	uint32_t n;
	Value **filter = rec_list(e->rec, "filter", &n);
	for (uint32_t i = 0; i < n; i++)
		pattern_check(u, filter[i], PATTERN_SOURCE);
}

void table_check(Unit *u, Entity *e)
{
	check_types(u, e);
	check_indexes(u, e);
	check_sort(u, rec_get(e->rec, "key"), rec_get(e->rec, "sort"));
	check_stream(u, e);
	const Value *read = rec_get(e->rec, "billing.read");
	const Value *write = rec_get(e->rec, "billing.write");
	if (!read != !write && !rec_refused(e->rec, read ? "billing.write" : "billing.read")) {
		const Value *there = read ? read : write;
		const char *absent = read ? "write" : "read";
		if (!write || !rec_get(e->rec, "billing.mode"))
			say_missing_key(u, there->at, absent, "`billing`");
		else
			say_excludes(u, write->at, "mode", "write", "`billing`");
	}
}

// ---- The local stand-in ----------------------------------------------------------------------------

void table_seed(Unit *u, Entity *e, Buf *b)
{
	uint32_t n;
	const TableAttribute *a = table_attributes(u, e, &n);
	const char *key = rec_text(e->rec, "key.name");
	const char *sort = rec_text(e->rec, "sort.name");
	buf_printf(b,
		"awslocal dynamodb create-table --table-name %s --billing-mode PAY_PER_REQUEST --attribute-definitions",
		local_text(u, e->phys));
	for (uint32_t i = 0; i < n; i++)
		if (str_eq(a[i].name, key) || str_eq(a[i].name, sort))
			buf_printf(b, " 'AttributeName=%s,AttributeType=%s'", a[i].name, a[i].type);
	buf_printf(b, " --key-schema 'AttributeName=%s,KeyType=HASH'", key);
	if (sort)
		buf_printf(b, " 'AttributeName=%s,KeyType=RANGE'", sort);
	buf_putc(b, '\n');
}
