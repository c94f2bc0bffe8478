// check_key.c: whether condition keys exist.
//
// Sources: IAM user guide, "AWS global condition context keys"; Service Authorization Reference
// (data.h) for the keys of services. Keys of tokens (`accounts.google.com:sub`) are the provider's
// and not checked.
#include "check.h"

#include <string.h>
#include <strings.h>

enum { NEAR_ENOUGH = 2 };

// The bytes of the key inside its quotes.
static Span inside(const Check *c, const Text *key)
{
	const Source *src = c->u->src[key->at.file];
	bool quoted =
		key->at.file && key->at.hi > key->at.lo + 1 && strchr("\"'", src->text[key->at.lo]);
	return (Span){ key->at.file, key->at.lo + quoted, key->at.hi - quoted };
}

static Diag *say_near(const Check *c, Diag *d, const Nearest *near, const Text *key)
{
	diag_nearest(d, near, FIX_MAYBE, inside(c, key));
	if (!near->best || near->distance > NEAR_ENOUGH) {
		diag_severity(d, WARNING);
		diag_line(d, "the list of keys is of %s; `--iam-data` takes a newer one",
			c->data->date);
	}
	return d;
}

static void check_global(const Check *c, const Text *key)
{
	static const char *const tags[] = { "aws:RequestTag/", "aws:ResourceTag/",
		"aws:PrincipalTag/" };
	for (size_t i = 0; i < COUNT(tags); i++)
		if (text_is_nocase(key, tags[i])) {
			diag_aa(say_tag_key_missing(c->u, key->at, key->s),
				"MISSING_TAG_KEY_IN_CONDITION");
			return;
		}
	if (text_is_nocase(key, "aws:ARN")) {
		Diag *d = say_deprecated_key(c->u, key->at, key->s, "requests no longer have it");
		diag_severity(d, ERROR);
		diag_line(d,
			"use `aws:PrincipalArn`, or `aws:SourceArn` for the resource that a service acts for");
		diag_aa(d, "UNSUPPORTED_GLOBAL_CONDITION_KEY");
		return;
	}
	Nearest near = { .word = key->s };
	for (const GlobalKey *g = global_keys; g->name; g++)
		nearest_try(&near, g->name);
	Diag *d = say_unknown_global_key(c->u, key->at, key->s);
	say_near(c, d, &near, key);
	diag_aa(d, "INVALID_GLOBAL_CONDITION_KEY");
}

// Whether some key has this prefix, with its colon.
static bool known_prefix(const IamData *data, const char *prefix, size_t n)
{
	for (uint32_t i = 0; i < data->count[DATA_KEY]; i++)
		if (strncasecmp(data_key(data, i).name, prefix, n) == 0)
			return true;
	return false;
}

static void say_prefix(const Check *c, const Text *key, size_t n)
{
	const char *word = arena_copy(c->u->arena, key->s, n);
	Nearest near = { .word = word };
	nearest_try(&near, "aws");
	for (uint32_t i = 0; i < c->data->count[DATA_SERVICE]; i++)
		nearest_try(&near, data_service(c->data, i).name);
	Diag *d = say_unknown_arn_service(c->u, key->at, word);
	Span at = inside(c, key);
	diag_nearest(d, &near, FIX_MAYBE, (Span){ at.file, at.lo, at.lo + (uint32_t)n });
	if (!near.best || near.distance > NEAR_ENOUGH)
		diag_severity(d, WARNING);
	diag_aa(d, "INVALID_SERVICE");
}

static void check_service_key(const Check *c, const Text *key)
{
	size_t n = strcspn(key->s, ":");
	uint32_t service = data_find_service(c->data, key->s, n);
	if (service == NO_ROW && !known_prefix(c->data, key->s, n + 1)) {
		say_prefix(c, key, n);
		return;
	}
	if (service != NO_ROW && data_service(c->data, service).retired)
		return; // its actions are reported
	Nearest near = { .word = key->s };
	for (uint32_t i = 0; i < c->data->count[DATA_KEY]; i++) {
		IamKey k = data_key(c->data, i);
		if (strncasecmp(k.name, key->s, n + 1) != 0)
			continue;
		const char *slot = strstr(k.name, "/${");
		if (slot && strlen(key->s) <= (size_t)(slot - k.name) + 1 &&
			strncasecmp(k.name, key->s, (size_t)(slot - k.name)) == 0) {
			diag_aa(say_tag_key_missing(c->u, key->at, key->s),
				"MISSING_TAG_KEY_IN_CONDITION");
			return;
		}
		if (!slot && !k.retired)
			nearest_try(&near, k.name);
	}
	Diag *d = say_unknown_condition_key(
		c->u, key->at, key->s, arena_copy(c->u->arena, key->s, n));
	say_near(c, d, &near, key);
	diag_aa(d, "INVALID_SERVICE_CONDITION_KEY");
}

static void check_key(const Check *c, const Text *key)
{
	const char *colon = strchr(key->s, ':');
	if (!colon || colon == key->s || !colon[1]) {
		diag_aa(say_condition_key_format(c->u, key->at, key->s),
			"INVALID_CONDITION_KEY_FORMAT");
		return;
	}
	KeyFacts f = key_facts(c->data, key->s);
	if (f.global && f.global->old) {
		diag_aa(say_deprecated_key(c->u, key->at, key->s, f.global->old),
			"DEPRECATED_GLOBAL_CONDITION_KEY");
		return;
	}
	if (f.known)
		return;
	if (strncasecmp(key->s, "aws:", 4) == 0)
		check_global(c, key);
	else
		check_service_key(c, key);
}

void check_keys(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++)
		if (s->cond[i].key.known)
			check_key(c, &s->cond[i].key);
}
