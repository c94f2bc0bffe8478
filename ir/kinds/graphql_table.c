// graphql_table.c: resolvers that read and write a table: their JavaScript, what is wrong with them.
//
// AppSync runs it in its own runtime, APPSYNC_JS, with a module for DynamoDB ("Built-in modules",
// AppSync Developer Guide). The table's keys are taken from the arguments by their names.
#include "graphql.h"

#include <string.h>

// clang-format off
static const struct Action {
	const char *name, *right; // NULL: see graphql_table_right
	bool query;              // it changes nothing
} actions[] = {
	{ "put",    "dynamodb:PutItem" },
	{ "update", "dynamodb:UpdateItem" },
	{ "delete", "dynamodb:DeleteItem" },
	{ "get",    "dynamodb:GetItem", true },
	{ "list",   NULL,               true },
};
// clang-format on

static const struct Action *action_of(const Value *resolver)
{
	const char *name = rec_text(resolver, "action");
	for (size_t i = 0; name && i < COUNT(actions); i++)
		if (str_eq(actions[i].name, name))
			return &actions[i];
	return &actions[0];
}

bool graphql_is_query(const Value *resolver)
{
	return rec_true(resolver, "query") ||
		(rec_get(resolver, "table") && action_of(resolver)->query);
}

static const Value *key_of(const Value *resolver, const char *part)
{
	const Entity *table = rec_ent(resolver, "table");
	const Value *key = table ? rec_get(table->rec, part) : NULL;
	return key ? rec_get(key, "name") : NULL;
}

// A list by its partition key is a query, one without is a scan.
static bool lists_by_key(const Entity *api, const Value *resolver)
{
	const Value *key = key_of(resolver, "key");
	return value_text(key) && value_get(graphql_fields(api, resolver), key->u.s);
}

const char *graphql_table_right(const Entity *api, const Value *resolver)
{
	const struct Action *a = action_of(resolver);
	return a->right                     ? a->right :
		lists_by_key(api, resolver) ? "dynamodb:Query" :
					      "dynamodb:Scan";
}

// ---- The code -----------------------------------------------------------------------------------

static const char *const parts[] = { "key", "sort" };

// A text key that the author of an item need not give is made up.
static bool is_made_up(const Entity *api, const Value *resolver, const Value *key)
{
	const char *type = value_text(value_get(graphql_fields(api, resolver), key->u.s));
	return !type || (action_of(resolver) == &actions[0] && !str_ends(type, "!"));
}

static void put_key(Buf *b, const Entity *api, const Value *resolver)
{
	const Value *fields = graphql_fields(api, resolver);
	buf_puts(b, "  const key = { ");
	for (size_t i = 0; i < COUNT(parts); i++) {
		const Value *key = key_of(resolver, parts[i]);
		if (!value_text(key))
			continue;
		buf_puts(b, i ? ", " : "");
		quote_json(b, key->u.s, key->n);
		if (!value_get(fields, key->u.s))
			buf_puts(b, ": util.autoId()");
		else
			buf_printf(b, ": args.%s%s", key->u.s,
				is_made_up(api, resolver, key) ? " ?? util.autoId()" : "");
	}
	buf_puts(b, " };\n");
}

// The times that each type has, where its author left them to us.
static const char *times_of(Unit *u, const Entity *api, const Value *resolver, bool first)
{
	static const char *const dated[] = { "createdAt", "updatedAt" };
	const char *output = graphql_base(u, rec_get(resolver, "output"));
	const Value *type = output ? value_get(rec_get(api->rec, "types"), output) : NULL;
	Buf b = { .arena = u->arena };
	buf_puts(&b, "");
	for (size_t i = first ? 0 : 1; type && i < COUNT(dated); i++)
		if (!value_get(type, dated[i]))
			buf_printf(&b, ", %s: util.time.nowISO8601()", dated[i]);
	return b.s;
}

static void put_update(Unit *u, Buf *b, const Entity *api, const Value *resolver)
{
	buf_puts(b, "  const { ");
	for (size_t i = 0; i < COUNT(parts); i++) {
		const Value *key = key_of(resolver, parts[i]);
		if (value_text(key))
			buf_printf(b, "%s: key%zu, ", key->u.s, i);
	}
	buf_printf(b,
		"...values } = args;\n"
		"  const update = { ...values%s };\n"
		"  const condition = { ",
		times_of(u, api, resolver, false));
	const Value *key = key_of(resolver, "key");
	quote_json(b, value_text(key), key->n);
	buf_puts(b,
		": { attributeExists: true } };\n"
		"  return ddb.update({ key, update, condition });\n");
}

static void put_list(Buf *b, const Entity *api, const Value *resolver)
{
	if (!lists_by_key(api, resolver)) {
		buf_puts(b, "  return ddb.scan({ limit: 1000 });\n");
		return;
	}
	const Value *key = key_of(resolver, "key");
	buf_puts(b, "  return ddb.query({ query: { ");
	quote_json(b, key->u.s, key->n);
	buf_printf(b, ": { eq: args.%s } }, limit: 1000 });\n", key->u.s);
}

const char *graphql_table_code(Unit *u, const Entity *api, const Value *resolver)
{
	const char *action = action_of(resolver)->name;
	bool list = str_eq(action, "list");
	Buf b = { .arena = u->arena };
	buf_printf(&b,
		"import { util } from '@aws-appsync/utils';\n"
		"import * as ddb from '@aws-appsync/utils/dynamodb';\n\n"
		"export function request(ctx) {\n  const args = ctx.args%s;\n",
		graphql_takes_input(api, resolver) ? ".input" : "");
	if (list)
		put_list(&b, api, resolver);
	else
		put_key(&b, api, resolver);
	if (str_eq(action, "put"))
		buf_printf(&b,
			"  const item = { ...args, ...key%s };\n"
			"  return ddb.put({ key, item });\n",
			times_of(u, api, resolver, true));
	else if (str_eq(action, "update"))
		put_update(u, &b, api, resolver);
	else if (!list)
		buf_printf(&b, "  return ddb.%s({ key });\n",
			str_eq(action, "get") ? "get" : "remove");
	buf_printf(&b,
		"}\n\nexport function response(ctx) {\n"
		"  if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n"
		"  return ctx.result%s;\n}\n",
		list ? ".items" : "");
	return b.s;
}

// ---- Checks -------------------------------------------------------------------------------------

// The types of GraphQL that can be a key of that type of the table.
static bool type_fits(const char *base, const char *type)
{
	bool number = str_eq(base, "Int") || str_eq(base, "Float") || str_eq(base, "AWSTimestamp");
	bool other = str_eq(base, "Boolean") || str_eq(base, "AWSJSON");
	return str_eq(type, "number") ? number : !number && !other;
}

static void check_key(
	Unit *u, const Entity *api, const Value *resolver, const char *part, Map *told)
{
	const Entity *table = rec_ent(resolver, "table");
	const Value *key = rec_get(table->rec, part);
	const Value *name = key ? rec_get(key, "name") : NULL;
	const Value *input = rec_get(resolver, "input");
	const Value *fields = graphql_fields(api, resolver);
	const struct Action *a = action_of(resolver);
	if (!value_text(name) || !value_text(input) || !fields || str_eq(a->name, "list"))
		return;
	const char *type = rec_text(key, "type");
	const Pair *field = value_pair(fields, name->u.s);
	if (!field) {
		bool can_make_up = a == &actions[0] && str_eq(part, "key");
		if (can_make_up && (!type || str_eq(type, "string")))
			return;
		Sym what = unit_sym(u, U_FORMAT(u, "%s %s %s", input->u.s, part, table->name));
		Diag *d = map_get(told, what);
		if (d) {
			diag_related(d, input->at, "the input here as well");
			return;
		}
		d = say_graphql_key(u, input->at, input->u.s, name->u.s, table->name);
		map_put(told, what, d);
		diag_related(d, name->at, "the key");
		if (a == &actions[0])
			diag_line(d,
				"only a partition key that is text is made up where it is not given");
		return;
	}
	const char *base = graphql_base(u, field->val);
	if (base && !type_fits(base, type ? type : "string"))
		diag_related(say_graphql_key_type(u, field->val->at, name->u.s, base, table->name,
				     type ? type : "string"),
			name->at, "the key");
}

// A list is found by the partition key alone, and not without it.
static void check_list(Unit *u, const Entity *api, const Value *resolver)
{
	const Value *key = key_of(resolver, "key");
	const Value *fields = graphql_fields(api, resolver);
	for (uint32_t i = 0; fields && value_text(key) && i < fields->n; i++) {
		const Pair *p = &fields->u.pair[i];
		const Entity *table = rec_ent(resolver, "table");
		bool is_key = str_eq(p->key, key->u.s);
		if (is_key && (!value_text(p->val) || str_ends(p->val->u.s, "!")))
			continue;
		Diag *d = say_not_here(u, is_key ? p->val->at : p->at,
			is_key ? p->val->u.s : p->key,
			is_key ? "may be left out, and there is no list without the key" :
				 "has no effect on a list, which is found by the table's key");
		diag_related(d, rec_get(resolver, "input")->at, "the input of the list");
		diag_related(d, key->at, "the key of table `%s`", table->name);
		if (is_key)
			diag_fix(d, FIX_MAYBE, "make it needed",
				value_part(u, p->val, p->val->n, p->val->n), "!");
	}
}

// Rules call mutations: a query is none.
static void check_callers(Unit *u, const Entity *api, const Pair *resolver)
{
	const Entity *m = scope_find(api->scope, kind_of("mutation", 8), resolver->key);
	for (uint32_t i = 0; m && graphql_is_query(resolver->val) && i < m->nin; i++)
		if (m->in[i]->field && str_eq(m->in[i]->field->name, "mutation"))
			diag_related(say_graphql_query(u, m->in[i]->at, resolver->key,
					     "events call mutations only"),
				resolver->at, "the query");
}

static bool is_list(const Value *type)
{
	return value_text(type) && str_starts(type->u.s, "[");
}

void graphql_table_check(Unit *u, const Entity *api, const Pair *resolver, Map *told)
{
	const Value *rec = resolver->val;
	const Value *action = rec_get(rec, "action");
	const Value *output = rec_get(rec, "output");
	const Value *input = rec_get(rec, "input");
	const Value *subscribe = rec_get(rec, "subscribe");
	bool list = rec_get(rec, "table") && str_eq(action_of(rec)->name, "list");
	if (action && !rec_given(rec, "table"))
		say_missing_key(u, action->at, "table",
			U_FORMAT(u, "resolver `%s` with `action`", resolver->key));
	if (!input && !rec_given(rec, "input") && !list)
		say_missing_key(
			u, resolver->at, "input", U_FORMAT(u, "resolver `%s`", resolver->key));
	if (graphql_is_query(rec) && rec_true(rec, "subscribe"))
		say_graphql_query(
			u, subscribe->at, resolver->key, "subscribers hear of mutations only");
	check_callers(u, api, resolver);
	if (!rec_ent(rec, "table") || rec_refused(rec, "action"))
		return;
	if (graphql_base(u, output) && list != is_list(output))
		say_graphql_list(u, output->at, action_of(rec)->name, list ? "a list" : "one item",
			output->u.s);
	if (list)
		check_list(u, api, rec);
	for (size_t i = 0; i < COUNT(parts); i++)
		check_key(u, api, rec, parts[i], told);
}
