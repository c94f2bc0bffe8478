// sdk_params.c: the parameters of an AWS SDK task against the input of its operation.
//
// AWS refuses a parameter it does not know when the machine is created ("The field … is not supported
// by Step Functions"), nested ones too, and does not look for missing ones. A field that AWS added
// after the date of the table is unknown here, so a name that is near no other one is a warning.
#include "sdk.h"

#include "sdk_table.h"

#include <string.h>
#include <strings.h>

typedef struct Params {
	Unit *u;
	Sdk sdk;
	const char *call; // "sqs:sendMessage"
	bool jsonata;
	// The key whose value is looked at, or NULL at the top.
	const char *inside;
	Span at; // of that key, or of all parameters
} Params;

static void check_value(Params *, uint32_t type, const Pair *);

// ---- What is not known ----------------------------------------------------------------

static bool has_hole(const char *s)
{
	return strstr(s, "${") || strstr(s, "{{");
}

// `Ref`, `Fn::Sub` and the like, which CloudFormation replaces.
static bool is_reference(const Value *v)
{
	return v->kind == V_MAP && v->n == 1 &&
		(str_eq(v->u.pair[0].key, "Ref") || str_starts(v->u.pair[0].key, "Fn::"));
}

// Whether the value is not known before the machine runs or is deployed; null is left alone, too.
static bool is_unknown(const Params *p, const Value *v)
{
	if (v->kind == V_STR)
		return has_hole(v->u.s) || (p->jsonata && str_starts(v->u.s, "{%"));
	return is_reference(v) || v->kind == V_NULL ||
		!(v->kind == V_BOOL || v->kind == V_NUM || v->kind == V_LIST || v->kind == V_MAP);
}

// A key is read from the input when it ends in `.$`.
static bool is_dynamic(const char *key)
{
	return str_ends(key, ".$");
}

static const char *bare_key(const Params *p, const char *key)
{
	return is_dynamic(key) ? arena_copy(p->u->arena, key, strlen(key) - 2) : key;
}

// ---- Keys -----------------------------------------------------------------------------

static const char *where(const Params *p)
{
	return p->inside ? U_FORMAT(p->u, "`%s` in `%s`", p->inside, p->call) :
			   U_FORMAT(p->u, "`%s`", p->call);
}

static Span bare_span(const Params *p, const Pair *pair)
{
	Span at = pair->at;
	const char *text = at.file ? p->u->src[at.file]->text : NULL;
	if (!text)
		return at;
	// The quotes and `.$` are not part of the name.
	if (at.hi - at.lo >= 2 && (text[at.lo] == '"' || text[at.lo] == '\''))
		at = (Span){ at.file, at.lo + 1, at.hi - 1 };
	if (is_dynamic(pair->key) && at.hi - at.lo > 2)
		at.hi -= 2;
	return at;
}

// A structure and which of its members a map has.
typedef struct Fields {
	uint32_t first, count;
	bool *written;
} Fields;

static Fields fields_of(const Params *p, uint32_t structure, const Value *map)
{
	Fields f = { 0 };
	f.first = sdk_members(&p->sdk, structure, &f.count);
	f.written = NEW_N(p->u->arena, bool, f.count + 1);
	SdkMember m;
	for (uint32_t i = 0; i < map->n; i++) {
		const char *key = bare_key(p, map->u.pair[i].key);
		if (sdk_find_member(&p->sdk, structure, key, strlen(key), &m))
			f.written[m.index - f.first] = true;
	}
	return f;
}

// Members that the map has not, since an unknown key beside its near name is another one.
static Nearest near_members(const Params *p, const Fields *f, const char *key)
{
	Nearest near = { .word = key };
	for (uint32_t i = 0; i < f->count; i++)
		if (!f->written[i])
			nearest_try(&near, sdk_member(&p->sdk, f->first + i).name);
	return near;
}

// An unknown key that stands for a member: that one is not missing too.
static void is_meant(const Params *p, const Fields *f, uint32_t structure, const char *name)
{
	SdkMember m;
	if (sdk_find_member(&p->sdk, structure, name, strlen(name), &m))
		f->written[m.index - f->first] = true;
}

// The one of the nearest names that differs in case alone, or NULL.
static const char *same_letters(const Nearest *near)
{
	for (uint32_t i = 0; i < near->ntie && i < COUNT(near->tie); i++)
		if (strcasecmp(near->tie[i], near->word) == 0)
			return near->tie[i];
	return NULL;
}

// All members, where they are few enough to read.
static void tell_members(const Params *p, const Fields *f, Diag *d)
{
	enum { FEW = 12 };
	if (!f->count || f->count > FEW)
		return;
	Buf all = { .arena = p->u->arena };
	for (uint32_t i = 0; i < f->count; i++)
		buf_printf(&all, "%s`%s`", i ? ", " : "", sdk_member(&p->sdk, f->first + i).name);
	diag_line(d, "it takes %s", all.s);
}

static void tell_unknown_key(
	const Params *p, uint32_t structure, const Fields *f, const Pair *pair, const char *key)
{
	Unit *u = p->u;
	Span at = bare_span(p, pair);
	Diag *d = say_sdk_parameter_unknown(u, at, key, where(p));
	const char *renamed = U_FORMAT(u, "%sValue", key);
	SdkMember m;
	if (sdk_find_member(&p->sdk, structure, renamed, strlen(renamed), &m)) {
		diag_severity(d, WARNING);
		diag_fix(d, FIX_MAYBE, U_FORMAT(u, "use `%s`", renamed), at, renamed);
		diag_line(d,
			"the name is a word of Java, which the SDK behind Step Functions renames");
		return;
	}
	Nearest near = near_members(p, f, key);
	const char *same = same_letters(&near);
	if (near.best)
		is_meant(p, f, structure, same ? same : near.best);
	if (same) {
		diag_fix(d, FIX_SAFE, U_FORMAT(u, "use `%s`", same), at, same);
		diag_line(d,
			"parameters are spelled as the Java SDK has them, with a capital first letter");
		return;
	}
	diag_nearest(d, &near, FIX_MAYBE, at);
	tell_members(p, f, d);
	if (near.best)
		return;
	diag_severity(d, WARNING);
	diag_line(d, "the list is that of %s; the parameter may be newer", sdk_source(u->arena));
}

static void check_missing(const Params *p, const Fields *f, const Value *map)
{
	for (uint32_t i = 0; i < map->n; i++)
		if (has_hole(map->u.pair[i].key))
			return;
	Buf missing = { .arena = p->u->arena };
	for (uint32_t i = 0; i < f->count; i++) {
		SdkMember m = sdk_member(&p->sdk, f->first + i);
		if (m.required && !f->written[i])
			buf_printf(&missing, "%s`%s`", missing.n ? ", " : "", m.name);
	}
	if (missing.n)
		say_sdk_parameter_missing(p->u, p->at, where(p), missing.s);
}

// ---- Values ---------------------------------------------------------------------------

static bool is_number(const char *s)
{
	return *s && strspn(s, "0123456789+-.eE") == strlen(s);
}

// Whether a literal may stand for a type. Text is a lenient type: AWS turns JSON into it where an
// integration of its own takes either.
static bool fits(SdkKind kind, const Value *v)
{
	bool text = v->kind == V_STR;
	switch (kind) {
	case SDK_STRUCTURE:
	case SDK_MAP: return v->kind == V_MAP;
	case SDK_LIST: return v->kind == V_LIST;
	case SDK_STRING: return v->kind != V_NUM && v->kind != V_BOOL;
	case SDK_NUMBER: return v->kind == V_NUM || (text && is_number(v->u.s));
	case SDK_BOOLEAN:
		return v->kind == V_BOOL ||
			(text && (str_eq(v->u.s, "true") || str_eq(v->u.s, "false")));
	case SDK_TIMESTAMP: return text || v->kind == V_NUM;
	default: return true;
	}
}

static const char *kind_noun(SdkKind kind)
{
	static const char *const noun[] = {
		[SDK_STRING] = "a string",
		[SDK_NUMBER] = "a number",
		[SDK_BOOLEAN] = "`true` or `false`",
		[SDK_BLOB] = "data",
		[SDK_TIMESTAMP] = "a time",
		[SDK_STRUCTURE] = "an object",
		[SDK_LIST] = "a list",
		[SDK_MAP] = "an object",
		[SDK_ANY] = "anything",
	};
	return noun[kind <= SDK_ANY ? kind : SDK_ANY];
}

// An object with named members: its keys, their values, and what is missing.
static void check_structure(Params *p, uint32_t structure, const Value *map)
{
	Fields f = fields_of(p, structure, map);
	for (uint32_t i = 0; i < map->n; i++) {
		const Pair *pair = &map->u.pair[i];
		const char *key = bare_key(p, pair->key);
		SdkMember m;
		if (sdk_find_member(&p->sdk, structure, key, strlen(key), &m))
			check_value(p, m.type, pair);
		else if (!has_hole(key) && !(p->jsonata && is_dynamic(pair->key)))
			tell_unknown_key(p, structure, &f, pair, key);
	}
	check_missing(p, &f, map);
}

// A value against a type. Lists and maps keep the key they stand under for messages.
static void check_inner(Params *p, uint32_t type, const Value *v)
{
	SdkType t = sdk_type(&p->sdk, type);
	if (is_unknown(p, v))
		return;
	if (!fits(t.kind, v)) {
		const char *name = p->inside ? p->inside : p->call;
		Diag *d =
			say_sdk_parameter_type(p->u, v->at, name, kind_noun(t.kind), value_noun(v));
		if (t.kind == SDK_STRING && v->style == STYLE_PLAIN)
			diag_fix(d, FIX_MAYBE, "write it as a string", v->at,
				U_FORMAT(p->u, "\"%s\"", v->u.s));
		return;
	}
	if (t.kind == SDK_STRUCTURE)
		check_structure(p, t.of, v);
	for (uint32_t i = 0; t.kind == SDK_LIST && i < v->n; i++)
		check_inner(p, t.of, v->u.item[i]);
	for (uint32_t i = 0; t.kind == SDK_MAP && i < v->n; i++)
		check_value(p, t.of, &v->u.pair[i]);
}

static void check_value(Params *p, uint32_t type, const Pair *pair)
{
	if (is_dynamic(pair->key))
		return;
	Params inner = *p;
	inner.inside = pair->key;
	inner.at = pair->at;
	check_inner(&inner, type, pair->val);
}

void sdk_check_params(
	Unit *u, const char *service, const char *operation, const Value *params, bool jsonata)
{
	Params p = { .u = u, .sdk = sdk_table(), .jsonata = jsonata, .at = params->at };
	SdkRow s, o;
	if (!sdk_find_service(&p.sdk, service, strlen(service), &s) ||
		!sdk_find_operation(&p.sdk, &s, operation, strlen(operation), &o))
		return;
	p.call = U_FORMAT(u, "%s:%s", service, operation);
	if (o.type != SDK_NONE)
		check_inner(&p, o.type, params);
	else if (params->kind == V_MAP && params->n && !is_reference(params))
		diag_line(say_sdk_parameter_unknown(u, bare_span(&p, &params->u.pair[0]),
				  bare_key(&p, params->u.pair[0].key), where(&p)),
			"it takes none");
}
