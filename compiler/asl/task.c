// task.c: what the fields of a Task say of each other, and the parameters of its call.
#include "intrinsic.h"
#include "resource.h"

#include "sdk.h"

#include <string.h>

// A key without the `.$` that only says how its value is read.
static const char *bare_key(const Here *h, const char *key, Span *at)
{
	size_t n = strlen(key);
	if (h->lang == LANG_ATA || !str_ends(key, ".$"))
		return key;
	at->hi -= at->hi >= at->lo + 2 ? 2 : 0;
	return arena_copy(h->a->u->arena, key, n - 2);
}

// AWS refuses the machine: "The value for the field … must be a STRING".
static void check_text(const Here *h, const char *key, const Value *v)
{
	Text t;
	if (v->kind == V_BAD || asl_is_reference(h->a, v) || asl_text(h->a, v, &t))
		return;
	Diag *d = say_sdk_parameter_type(h->a->u, v->at, key, "a string", value_noun(v));
	diag_severity(d, ERROR);
}

static void check_member(const Here *h, const Integration *row, const Pair *p)
{
	Unit *u = h->a->u;
	Span at = bare_span(u, p->at);
	const char *key = bare_key(h, p->key, &at);
	if (is_hole_key(h->a, key))
		return;
	if (word_in(row->members, key, strlen(key))) {
		if (row->texts && str_eq(key, p->key) && word_in(row->texts, key, strlen(key)))
			check_text(h, key, p->val);
		return;
	}
	Nearest near = { .word = key };
	for (Word w = { row->members }; word_next(&w);)
		nearest_try(&near, arena_copy(u->arena, w.s, w.n));
	Diag *d = say_asl_parameter_unknown(u, at, key, row->service, row->action);
	if (!near.best) // perhaps newer than our table
		diag_severity(d, WARNING);
	diag_nearest(d, &near,
		near.ntie == 1 && same_letters(near.best, key) ? FIX_SAFE : FIX_MAYBE, at);
	diag_line(d, "it takes: %s", row->members);
}

static void check_members(const Here *h, const Integration *row, const Value *params, Span at)
{
	Unit *u = h->a->u;
	bool odd = false;
	for (uint32_t i = 0; i < params->n; i++) {
		check_member(h, row, &params->u.pair[i]);
		odd |= is_hole_key(h->a, params->u.pair[i].key);
	}
	for (Word w = { row->needs }; row->needs && !odd && word_next(&w);) {
		const char *name = arena_copy(u->arena, w.s, w.n);
		if (!near_pair(h->a, params, name) &&
			!near_pair(h->a, params, U_FORMAT(u, "%s.$", name)))
			say_asl_parameter_missing(u, at, name, row->service, row->action);
	}
}

void asl_check_parameters(const Here *h, const AslResource *r, const Value *params)
{
	Unit *u = h->a->u;
	// Without any, the state's input is what the call gets.
	if (!params || params->kind == V_BAD || asl_is_reference(h->a, params))
		return;
	if (params->kind != V_MAP) {
		bool later = params->kind == V_STR ?
			strstr(params->u.s, "{%") || strstr(params->u.s, "{{") :
			params->kind == V_JOIN || params->kind == V_HOLE;
		if (!later && (r->kind == CALLS_SDK || r->kind == CALLS_SERVICE))
			say_sdk_parameter_type(u, params->at,
				h->lang == LANG_ATA ? "Arguments" : "Parameters", "an object",
				value_noun(params));
		return;
	}
	const char *service = NULL;
	const char *operation = NULL;
	if (r->kind == CALLS_SDK) {
		service = h->state->sdk_service;
		operation = h->state->sdk_operation;
	} else if (r->row && r->row->sdk) {
		const char *colon = strchr(r->row->sdk, ':');
		service = arena_copy(u->arena, r->row->sdk, (size_t)(colon - r->row->sdk));
		operation = colon + 1;
	} else if (r->row && r->row->members) {
		check_members(h, r->row, params, h->at);
	}
	if (service && operation)
		sdk_check_params(u, service, operation, params, h->lang == LANG_ATA);
}

static bool names_token(const Asl *a, const Value *v)
{
	Text t;
	if (v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			if (names_token(a, v->u.item[i]))
				return true;
		return false;
	}
	if (v->kind == V_MAP && !asl_is_reference(a, v)) {
		for (uint32_t i = 0; i < v->n; i++)
			if (names_token(a, v->u.pair[i].val))
				return true;
		return false;
	}
	if (!asl_text(a, v, &t))
		return false;
	// The whole context, or an expression that takes it apart, may hold it as well.
	static const char *const words[] = { "$$.Task", "$$['Task", "$$", "context.Task",
		"states.context", "$states" };
	for (size_t i = 0; i < COUNT(words); i++) {
		const char *at = memmem(t.s, t.n, words[i], strlen(words[i]));
		char next = at ? at[strlen(words[i])] : 0;
		if (at && i < 2)
			return true;
		if (at &&
			!(next == '.' || next == '[' || (next >= 'a' && next <= 'z') ||
				(next >= 'A' && next <= 'Z')))
			return true;
		if (at && i == 3)
			return true;
	}
	return t.holes && text_unknown(&t);
}

static void check_token(const Here *h, const AslResource *r, const Value *params)
{
	Unit *u = h->a->u;
	if (r->how != TOKEN)
		return;
	Span at = asl_span(h->a, &r->text, r->pattern, r->end);
	const Value *input = value_get(h->map, "InputPath");
	bool given = params ? names_token(h->a, params) : input && names_token(h->a, input);
	if (!given) {
		Diag *d = say_asl_token_unused(u, at, h->state->name);
		diag_line(d,
			h->lang == LANG_ATA ?
				"the token is `{%% $states.context.Task.Token %%}`" :
				"the token is `$$.Task.Token`, under a key that ends in `.$`");
	}
	static const char *const limits[] = { "TimeoutSeconds", "TimeoutSecondsPath",
		"HeartbeatSeconds", "HeartbeatSecondsPath" };
	for (size_t i = 0; i < COUNT(limits); i++)
		if (near_pair(h->a, h->map, limits[i]))
			return;
	Diag *d = say_asl_token_endless(u, at, h->state->name);
	diag_line(d, "`TimeoutSeconds` or `HeartbeatSeconds` ends the wait");
}

static void check_heartbeat(const Here *h)
{
	const Value *heartbeat = value_get(h->map, "HeartbeatSeconds");
	const Value *timeout = value_get(h->map, "TimeoutSeconds");
	long long beat;
	long long most;
	if (!heartbeat || !timeout || heartbeat->kind != V_NUM || timeout->kind != V_NUM)
		return;
	if (!number_whole(heartbeat->u.s, &beat) || !number_whole(timeout->u.s, &most) ||
		beat < most || most < 1)
		return;
	diag_context(say_asl_heartbeat_long(h->a->u, heartbeat->at, heartbeat->u.s, timeout->u.s),
		timeout->at, "the timeout");
}

void asl_check_task(const Here *h)
{
	check_heartbeat(h);
	AslResource r;
	const Value *params =
		near_get(h->a, h->map, h->lang == LANG_ATA ? "Arguments" : "Parameters");
	if (!asl_resource(h->a, near_get(h->a, h->map, "Resource"), &r) || r.problem)
		return;
	asl_check_parameters(h, &r, params);
	check_token(h, &r, params);
}
