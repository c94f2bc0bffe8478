// access_public.c: which conditions pin a request to somebody that the policy names.
//
// AWS's meaning of "public" (S3 user guide, "The meaning of public"): a policy that lets anybody in is
// not public where a condition holds one of some keys to fixed values.
#include "access_model.h"

#include <string.h>

typedef enum Pin {
	PIN_FIXED, // a value without wildcards
	PIN_ARN,   // an ARN with an account in it, or without wildcards
	PIN_PATH,  // o-…/ and what is below it
	PIN_PREFIX, // organization, project: all before the first slash, or the colon behind a second one
	PIN_RANGE, // addresses, but not most of them
} Pin;

// clang-format off
static const struct {
	const char *key;
	Pin pin;
} pins[] = {
	{ "accounts.google.com:aud", PIN_FIXED },
	{ "accounts.google.com:oaud", PIN_FIXED },
	{ "accounts.google.com:sub", PIN_FIXED },
	{ "app.terraform.io:sub", PIN_PREFIX },
	{ "aws:principalaccount", PIN_FIXED },
	{ "aws:principalarn", PIN_ARN },
	{ "aws:principalorgid", PIN_FIXED },
	{ "aws:principalorgpaths", PIN_PATH },
	{ "aws:sourceaccount", PIN_FIXED },
	{ "aws:sourcearn", PIN_ARN },
	{ "aws:sourceip", PIN_RANGE },
	{ "aws:sourceorgid", PIN_FIXED },
	{ "aws:sourceorgpaths", PIN_PATH },
	{ "aws:sourceowner", PIN_FIXED },
	{ "aws:sourcevpc", PIN_FIXED },
	{ "aws:sourcevpcarn", PIN_ARN },
	{ "aws:sourcevpce", PIN_FIXED },
	{ "aws:userid", PIN_FIXED },
	{ "aws:vpceaccount", PIN_FIXED },
	{ "aws:vpceorgid", PIN_FIXED },
	{ "aws:vpceorgpaths", PIN_PATH },
	{ "aws:vpcsourceip", PIN_RANGE },
	{ "cognito-identity.amazonaws.com:aud", PIN_FIXED },
	{ "gitlab.com:sub", PIN_PREFIX },
	{ "graph.facebook.com:app_id", PIN_FIXED },
	{ "kms:calleraccount", PIN_FIXED },
	{ "lambda:eventsourcetoken", PIN_FIXED },
	{ "s3:dataaccesspointaccount", PIN_FIXED },
	{ "s3:dataaccesspointarn", PIN_ARN },
	{ "token.actions.githubusercontent.com:repository", PIN_FIXED },
	{ "token.actions.githubusercontent.com:repository_id", PIN_FIXED },
	{ "token.actions.githubusercontent.com:repository_owner", PIN_FIXED },
	{ "token.actions.githubusercontent.com:repository_owner_id", PIN_FIXED },
	{ "token.actions.githubusercontent.com:sub", PIN_PREFIX },
	{ "www.amazon.com:app_id", PIN_FIXED },
	{ "www.amazon.com:user_id", PIN_FIXED },
};
// clang-format on

// Tokens [from, to) without wildcards, and not none.
static bool is_fixed(const Glob *g, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		if (g->tok[i] >= GLOB_ANY)
			return false;
	return from < to;
}

static bool has_account(const Glob *g)
{
	uint32_t colon[5], n = 0;
	for (uint32_t i = 0; i < g->n && n < 5; i++)
		if (g->tok[i] == ':')
			colon[n++] = i;
	// A reference to a whole ARN has an account, or is the name of a bucket.
	return (n == 5 && is_fixed(g, colon[3] + 1, colon[4])) ||
		(g->n && token_is_letter(g->tok[0]) && g->tok[0] < GLOB_INNER);
}

static bool is_pinned_text(const Glob *g, Pin pin)
{
	if (is_fixed(g, 0, g->n))
		return true;
	uint32_t slash = 0, colons = 0;
	for (; slash < g->n && g->tok[slash] != '/'; slash++) {
		colons += g->tok[slash] == ':';
		if (pin == PIN_PREFIX && colons == 2)
			break;
	}
	return pin == PIN_ARN ?
		has_account(g) :
		(pin == PIN_PATH || pin == PIN_PREFIX) && slash < g->n && is_fixed(g, 0, slash);
}

// "The meaning of public": ranges broader than /8, in IPv6 than /32, are everybody.
static bool is_pinned_range(const Pred *p)
{
	return p->first.v6 ? p->last.hi - p->first.hi <= UINT32_MAX :
			     p->last.lo - p->first.lo < (uint64_t)1 << 24;
}

// Whether the condition speaks of named ones only.
static bool is_pinned(const Key *k, const Atom *a, Pin pin)
{
	if (a->null || (a->negated && a->quantity != SINGLE))
		return false;
	for (uint32_t i = 0; i < a->npred; i++) {
		const Pred *p = &a->pred[i];
		bool yes = p->family == FAMILY_TEXT ?
			is_pinned_text(&k->patterns.item[p->pattern].glob, pin) :
			p->family == FAMILY_ADDRESS && is_pinned_range(p);
		if (!yes)
			return false;
	}
	return a->npred != 0;
}

void keys_unpin(Model *m)
{
	for (uint32_t i = 0; i < m->nkey; i++) {
		Key *k = &m->key[i];
		for (size_t p = 0; !k->free && p < COUNT(pins); p++) {
			if (!str_eq(pins[p].key, k->name))
				continue;
			// A stranger has none of the named values: no condition that asks for them holds, and
			// each that asks for others does.
			uint64_t named = 0, others = 0;
			for (uint32_t x = 0; x < k->natom; x++)
				if (is_pinned(k, &k->atom[x], pins[p].pin))
					*(k->atom[x].negated ? &others : &named) |= (uint64_t)1
						<< x;
			for (uint32_t s = 0; s < k->nstate; s++)
				k->state[s].out = k->state[s].text &&
					((k->state[s].bits & named) ||
						(~k->state[s].bits & others));
		}
	}
}
