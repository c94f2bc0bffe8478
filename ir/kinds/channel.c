// channel.c: channels: namespaces of an AppSync Event API, to which clients publish and subscribe.
// The API itself, one for all channels of a topology, is in event_api.c.
#include "channel.h"
#include "pool.h"

#include <string.h>

// clang-format off
static const Field handler[] = {
	{ "handler", T_PATH, .ok = "file", .doc = "a file of JavaScript that exports `onPublish` or `onSubscribe`; `default` passes through" },
	{ "function", T_REF, .to = "function", .group = "by", .doc = "the function that decides what becomes of it" },
	{ "event", T_REF, .to = "event", .group = "by", .doc = "the event that is emitted for each message" },
	{ 0 }
};
static const Field authorizer[] = {
	{ "function", T_REF, .to = "function", .group = "by!", .doc = "a function that decides" },
	{ "pool", T_REF, .to = "pool", .group = "by!", .doc = "a pool, whose users may pass" },
	{ 0 }
};
static const Field field[] = {
	{ "name", T_NAME, .doc = "its name in the API, the first part of its channels' paths" },
	{ "on_publish", T_RECORD, .sub = handler, .scalar = "function", .doc = "what happens to messages before subscribers get them" },
	{ "on_subscribe", T_RECORD, .sub = handler, .scalar = "function", .doc = "what happens when somebody subscribes" },
	{ "handler", T_STR, .doc = "`handler` of `on_publish`" },
	{ "function", T_STR, .doc = "`function` of `on_publish`" },
	{ "event", T_STR, .doc = "`event` of `on_publish`" },
	{ "authorizer", T_RECORD, .sub = authorizer, .scalar = "function", .doc = "who may publish and subscribe, beside IAM: a function, or `cognito`; default: IAM alone" },
	{ "doc_only", T_BOOL, .alias = "doc-only", .doc = "written down, not deployed" },
	{ "api", T_REF, .to = "event_api", .flags = F_HIDDEN },
	COMMON_FIELDS,
	{ 0 }
};
static const Prop prop[] = {
	{ "ApiId",              NULL, "&api.id" },
	{ "Name",               NULL, "%" },
	{ "CodeHandlers",       NULL, "*code" },
	{ "HandlerConfigs",     NULL, "*handlers" },
	{ "PublishAuthModes",   NULL, "*modes" },
	{ "SubscribeAuthModes", NULL, "*modes2" },
	{ 0 }
};
static const Attr attr[] = { { "name", "=%", "=%", "%" }, { 0 } };
// Terraform's provider 5 has no such resource; the API's stack holds it there.
static const Op op[] = { { "", "AWS::AppSync::ChannelNamespace", NULL, .when = "!doc_only", .prop = prop, .attr = attr, .tags = "Tags" }, { 0 } };
#define NAMESPACE "={&api.arn}/channelNamespace/{%}"
static const Grant grants[] = {
	{ "publish",   "appsync:EventPublish", NAMESPACE },
	{ "subscribe", "appsync:EventSubscribe", NAMESPACE },
	{ "subscribe", "appsync:EventConnect", "&api.arn" },
	{ 0 }
};
static const Link link_rows[] = { { "api", "event_api" }, { "on_publish.function", "function" }, { "on_subscribe.function", "function" }, { 0 } };
// clang-format on

static const char *const when_of[] = { "on_publish", "on_subscribe" };

Entity *channel_target(const Entity *channel, const char *when)
{
	const Value *rec = rec_get(channel->rec, when);
	Entity *function = rec ? rec_ent(rec, "function") : NULL;
	Entity *event = rec ? rec_ent(rec, "event") : NULL;
	return function ? function : event ? rec_ent(event->rec, "bus") : NULL;
}

const char *channel_source(Unit *u, const Entity *to)
{
	return *to->id >= '0' && *to->id <= '9' ? U_FORMAT(u, "_%s", to->id) : to->id;
}

// ---- Both dialects ------------------------------------------------------------------------------

// tc's `handler`, `function` and `event` of a channel are those of `on_publish`; `default` is no file.
static void prepare_one(Unit *u, Value *doc)
{
	static const char *const moved[] = { "handler", "function", "event" };
	Pair *publish = (Pair *)value_pair(doc, "on_publish");
	Value *map = publish && publish->val->kind == V_MAP ? publish->val :
							      value_map(u->arena, doc->at);
	Value *rest = value_new(u->arena, V_MAP, doc->at);
	for (uint32_t i = 0; i < doc->n; i++) {
		Pair p = doc->u.pair[i];
		bool move = false;
		for (size_t k = 0; k < COUNT(moved); k++)
			move |= str_eq(p.key, moved[k]) &&
				(!publish || publish->val->kind == V_MAP);
		if (!move)
			U_PUSH(u, rest->u.pair, rest->n, p);
		else if (value_pair(map, p.key))
			diag_context(say_excludes(u, p.at, U_FORMAT(u, "on_publish.%s", p.key),
					     p.key, "a channel"),
				value_pair(map, p.key)->at, "the other one");
		else
			U_PUSH(u, map->u.pair, map->n, p);
	}
	if (!publish && map->n) {
		Pair p = { unit_sym(u, "on_publish"), map->u.pair[0].at, map };
		U_PUSH(u, rest->u.pair, rest->n, p);
	}
	for (size_t k = 0; k < COUNT(when_of); k++) {
		Value *on = value_get(rest, when_of[k]);
		Pair *p = on ? (Pair *)value_pair(on, "handler") : NULL;
		if (p && value_is(p->val, "default"))
			p->val = value_new(u->arena, V_NULL, p->val->at);
	}
	*doc = *rest;
}

static void prepare(Unit *u, Scope *s)
{
	Value *section = value_get(s->doc, "channels");
	for (uint32_t i = 0; section && section->kind == V_MAP && i < section->n; i++)
		if (section->u.pair[i].val->kind == V_MAP)
			prepare_one(u, section->u.pair[i].val);
}

static void set_ref(Unit *u, Value *rec, const char *name, const char *to, Span at)
{
	Value *ref = value_new(u->arena, V_ENT, at);
	ref->u.ent.name = value_str(u->arena, to, at);
	rec->u.rec.arg[field_row(rec->u.rec.field, name) - rec->u.rec.field] = ref;
}

static void imply(Unit *u, Entity *e)
{
	e->off = rec_true(e->rec, "doc_only");
	if (e->off)
		return;
	const Kind *k = kind_of("event_api", 9);
	if (!scope_find(e->scope, k, e->scope->name))
		entity_new(u, e->scope, k, e->scope->name, e->at, value_map(u->arena, e->at));
	set_ref(u, e->rec, "api", e->scope->name, e->at);
	Value *by = rec_get(e->rec, "authorizer");
	Value *name = by ? rec_get(by, "function") : NULL;
	if (!name || name->kind != V_ENT || !pool_is_meant(e->scope, name->u.ent.name))
		return;
	Entity *pool = pool_meant(u, e->scope, name->at);
	by->u.rec.arg[field_row(authorizer, "function") - authorizer] = NULL;
	if (pool)
		set_ref(u, by, "pool", pool->name, name->at);
	else
		by->u.rec.arg[field_row(authorizer, "pool") - authorizer] =
			value_new(u->arena, V_BAD, name->at);
}

static void check(Unit *u, Entity *e)
{
	const Value *publish = rec_get(e->rec, "on_publish.handler");
	const Value *subscribe = rec_get(e->rec, "on_subscribe.handler");
	bool found = true;
	for (size_t i = 0; i < COUNT(when_of); i++) {
		const Value *file = rec_get(e->rec, U_FORMAT(u, "%s.handler", when_of[i]));
		const Value *event = rec_get(e->rec, U_FORMAT(u, "%s.event", when_of[i]));
		TreeEntry t;
		if (value_text(file) && !(i && value_equal(file, publish)) &&
			u->tree->stat(u->tree, u->arena, file->u.s, &t) != TREE_OK) {
			say_no_such_file(u, file->at, file->u.s);
			found = false;
		}
		if (file && event)
			diag_context(
				say_excludes(u, event->at, "handler", "event",
					U_FORMAT(u, "`%s` of channel `%s`", when_of[i], e->name)),
				file->at, "the code");
	}
	if (found && publish && subscribe && !value_equal(publish, subscribe))
		diag_context(say_channel_two_files(u, subscribe->at, e->name), publish->at,
			"the other file");
}

// AppSync takes messages as texts of JSON, which neither an EventBridge rule nor Lambda can make.
void event_to_channel(Unit *u, const Value *ref, const char *what)
{
	const char *name = ref->kind == V_ENT ? value_text(ref->u.ent.name) : NULL;
	if (ref->kind == V_BAD)
		return;
	Diag *d = say_to_channel(u, ref->at, what);
	diag_line(d, "AppSync takes a list of JSON texts, which no rule can write");
	diag_line(d,
		"name a function that has `access: { %s: publish }` and posts to `{{channel.%s.http}}`",
		name ? name : "channel", name ? name : "NAME");
}

// ---- Code ---------------------------------------------------------------------------------------

static void put_event_code(Unit *u, Buf *b, const Entity *channel, const char *when)
{
	bool publish = str_eq(when, "on_publish");
	const Entity *event = rec_ent(rec_get(channel->rec, when), "event");
	uint32_t n;
	Value **producer = rec_list(event->rec, "producer", &n);
	const char *source = n ? value_known(u, producer[0]) : "default";
	buf_printf(b, "export const %s = {\n  request(ctx) {\n",
		publish ? "onPublish" : "onSubscribe");
	buf_puts(b,
		publish ?
			"    return { operation: 'PutEvents', events: ctx.events.map((event) => ({ source: " :
			"    return { operation: 'PutEvents', events: [{ source: ");
	quote_json(b, source ? source : "default", strlen(source ? source : "default"));
	buf_puts(b, ", detailType: ");
	quote_json(b, event->name, strlen(event->name));
	buf_puts(b,
		publish ? ", detail: event.payload })) };\n" :
			  ", detail: { channel: ctx.info.channel.path } }] };\n");
	buf_puts(b,
		"  },\n  response(ctx) {\n    if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n");
	buf_printf(b, "    return %s;\n  },\n};\n", publish ? "ctx.events" : "null");
}

static const char *code_of(Unit *u, const Entity *e)
{
	enum { LARGEST = 32768 }; // what AppSync takes
	Buf b = { .arena = u->arena };
	const char *file = NULL;
	for (size_t i = 0; i < COUNT(when_of) && !file; i++)
		file = rec_text(e->rec, U_FORMAT(u, "%s.handler", when_of[i]));
	const char *text;
	size_t n;
	if (file && u->tree->read(u->tree, u->arena, file, LARGEST, &text, &n) == TREE_OK)
		buf_add(&b, text, n);
	bool events = false;
	for (size_t i = 0; i < COUNT(when_of); i++)
		events |= rec_get(e->rec, U_FORMAT(u, "%s.event", when_of[i])) != NULL;
	if (events && !file)
		buf_puts(&b, "import { util } from '@aws-appsync/utils';\n\n");
	for (size_t i = 0; events && i < COUNT(when_of); i++)
		if (rec_get(e->rec, U_FORMAT(u, "%s.event", when_of[i])))
			put_event_code(u, &b, e, when_of[i]);
	return b.s;
}

static Value *handler_of(Unit *u, Entity *e, const char *when)
{
	Entity *to = channel_target(e, when);
	if (!to)
		return NULL;
	const Value *rec = rec_get(e->rec, when);
	bool direct = rec_get(rec, "function") && !rec_get(rec, "handler");
	Value *integration = value_map(u->arena, rec->at);
	value_set(u->arena, integration, "DataSourceName",
		text_at(u, channel_source(u, to), rec->at));
	if (rec_get(rec, "function")) {
		Value *lambda = value_map(u->arena, rec->at);
		value_set(u->arena, lambda, "InvokeType", text_at(u, "REQUEST_RESPONSE", rec->at));
		value_set(u->arena, integration, "LambdaConfig", lambda);
	}
	Value *config = value_map(u->arena, rec->at);
	value_set(u->arena, config, "Behavior", text_at(u, direct ? "DIRECT" : "CODE", rec->at));
	value_set(u->arena, config, "Integration", integration);
	return config;
}

ChannelParts channel_parts(Unit *u, Entity *e)
{
	ChannelParts out = { 0 };
	const char *code = code_of(u, e);
	Value *publish = handler_of(u, e, "on_publish");
	Value *subscribe = handler_of(u, e, "on_subscribe");
	out.code = code ? text_at(u, code, e->at) : NULL;
	if (publish || subscribe) {
		out.handlers = value_map(u->arena, e->at);
		value_set(u->arena, out.handlers, "OnPublish", publish);
		value_set(u->arena, out.handlers, "OnSubscribe", subscribe);
	}
	const Value *by = rec_get(e->rec, "authorizer");
	out.modes = value_list(u->arena, e->at);
	for (int i = 0; i < 2; i++) {
		const char *type = i            ? "AWS_IAM" :
			!by                     ? NULL :
			rec_get(by, "function") ? "AWS_LAMBDA" :
						  "AMAZON_COGNITO_USER_POOLS";
		Value *mode = value_map(u->arena, e->at);
		value_set(u->arena, mode, "AuthType", type ? text_at(u, type, e->at) : NULL);
		if (type)
			value_push(u->arena, out.modes, mode);
	}
	return out;
}

// ---- Filling ------------------------------------------------------------------------------------

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	ChannelParts parts = channel_parts(u, e);
	put(u, r, "code", parts.code);
	put(u, r, "handlers", parts.handlers);
	put(u, r, "modes", parts.modes);
	put(u, r, "modes2", parts.modes);
	for (size_t i = 0; i < COUNT(when_of); i++) {
		Entity *to = channel_target(e, when_of[i]);
		if (to)
			res_depends(u, r, res_keyed(rec_ent(e->rec, "api"), "Datasource", to->id),
				true, false);
	}
}

static Value *hole(Unit *u, Entity *e, const char *name)
{
	static const char *const of_api[] = { "http", "realtime", "api" };
	Entity *api = rec_ent(e->rec, "api");
	for (size_t i = 0; name && api && i < COUNT(of_api); i++)
		if (str_eq(name, of_api[i]))
			return entity_attr(u, api, str_eq(name, "api") ? "id" : name, e->at);
	return NULL;
}

extern const Kind kind_channel;
const Kind kind_channel = {
	"channels",
	"channel",
	"Channel",
	"messages that clients publish and subscribe to",
	.field = field,
	.scalar = "on_publish",
	.op = op,
	.link = link_rows,
	.grant = grants,
	.holes = "http realtime api",
	.phys = "x-sandbox",
	.fixed = "name",
	.phys_max = 50,
	.phys_ok = "/^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/",
	.prepare = prepare,
	.imply = imply,
	.check = check,
	.fill = fill,
	.hole = hole,
};
