// check_document.c: what concerns the document as a whole: statement ids, size, characters.
//
// Sources: IAM user guide, "IAM JSON policy elements: Sid" and "IAM and AWS STS quotas";
// Organizations user guide, "Quotas"; the services' own pages for resource policies
// (table_owner.c).
#include "check.h"

#include <string.h>

enum {
	// IAM counts no white space outside strings.
	LIMIT_INLINE = 10240, // all inline policies of a role
	LIMIT_MANAGED = 6144, // one customer managed policy
	LIMIT_TRUST = 2048,   // by default; 8,192 can be asked for
	LIMIT_TRUST_MOST = 8192,
	LIMIT_ORGANIZATION = 5120, // white space counts
	LATIN_LAST = 0xFF,
};

static bool letters_and_digits(const char *s)
{
	for (; *s; s++)
		if (!((*s >= '0' && *s <= '9') || ((*s | 32) >= 'a' && (*s | 32) <= 'z')))
			return false;
	return true;
}

// Whether two statements may have one Sid: an error, a warning, or nothing.
static void say_twice(const Check *c, const Text *sid, const Text *first)
{
	unsigned flags = c->owner ? c->owner->flags : 0;
	bool resource = c->p->type == POLICY_RESOURCE;
	if (flags & OWNER_NO_RESOURCE) // repositories take it without a word
		return;
	bool allowed = resource && (!c->owner || flags & OWNER_SID_REPEATS);
	Diag *d = allowed ? say_repeated_sid(c->u, sid->at, sid->s) :
			    say_duplicate_sid(c->u, sid->at, sid->s);
	diag_context(d, first->at, "first here");
	diag_aa(d, allowed ? "UNIQUE_SIDS_RECOMMENDED" : "UNIQUE_SIDS_REQUIRED");
}

void check_sids(const Check *c)
{
	Map seen = { .arena = c->u->arena };
	for (uint32_t i = 0; i < c->p->nstmt; i++) {
		const Stmt *s = &c->p->stmt[i];
		if (!s->sid.v || s->sid.v->kind == V_BAD)
			continue;
		if (!s->sid.s || (s->sid.v->kind != V_STR && value_scalar(s->sid.v))) {
			Diag *d = say_policy_type_mismatch(
				c->u, s->sid.at, "`Sid`", "a string", value_noun(s->sid.v));
			diag_aa(d, "DATA_TYPE_MISMATCH");
			continue;
		}
		if (!s->sid.known)
			continue;
		if (!s->sid.n)
			diag_aa(say_empty_sid(c->u, s->sid.at), "EMPTY_SID_VALUE");
		else if (c->p->type != POLICY_RESOURCE && !letters_and_digits(s->sid.s))
			diag_aa(say_sid_characters(c->u, s->sid.at, s->sid.s), "UNSUPPORTED_SID");
		Sym name = sym_of(c->u->syms, s->sid.s);
		const Stmt *first = map_get(&seen, name);
		if (first && s->sid.n)
			say_twice(c, &s->sid, &first->sid);
		else
			map_put(&seen, name, (void *)(uintptr_t)s);
	}
}

typedef struct Quota {
	uint32_t limit;
	const char *aa;
	Severity severity;
	const char *line; // what to do or to know
} Quota;

static const Quota quotas[] = {
	[POLICY_IDENTITY] = { LIMIT_INLINE, "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA", WARNING,
		"a role holds 10,240 characters inline and a managed policy 6,144, white space not counted" },
	[POLICY_RESOURCE] = { 0, "POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA", WARNING, NULL },
	[POLICY_TRUST] = { LIMIT_TRUST, "POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA", WARNING,
		"the quota can be raised to 8,192 characters" },
	[POLICY_SCP] = { LIMIT_ORGANIZATION, "POLICY_SIZE_EXCEEDS_SCP_QUOTA", ERROR, NULL },
	[POLICY_RCP] = { LIMIT_ORGANIZATION, "POLICY_SIZE_EXCEEDS_RCP_QUOTA", ERROR, NULL },
	[POLICY_BOUNDARY] = { LIMIT_MANAGED, "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA", ERROR,
		"a boundary is a managed policy" },
};

// Characters as the quota counts them: compact JSON, or the text as it stands where white space
// counts.
static size_t policy_length(const Check *c, bool spaces)
{
	const Span at = c->p->at;
	const Source *src = c->u->src[at.file];
	bool json = c->p->v->style == STYLE_MADE && at.file && src->text[at.lo] == '{';
	if (spaces && json)
		return utf8_length(src->text + at.lo, at.hi - at.lo);
	Buf b = { .arena = c->u->arena };
	value_json(&b, c->p->v);
	return utf8_length(b.s, b.n);
}

void check_size(const Check *c)
{
	Quota q = quotas[c->p->type];
	if (c->owner)
		q.limit = c->owner->limit;
	if (c->opt->managed) {
		q.limit = LIMIT_MANAGED;
		q.severity = ERROR;
	}
	if (c->owner && c->owner->statements && c->p->nstmt > c->owner->statements)
		say_policy_statements(c->u, c->p->stmt[c->owner->statements].at, c->owner->what,
			U_FORMAT(c->u, "%u", c->p->nstmt),
			U_FORMAT(c->u, "%u", c->owner->statements));
	if (!q.limit || c->p->statements)
		return;
	size_t n = policy_length(c, c->p->type == POLICY_SCP || c->p->type == POLICY_RCP);
	if (n <= q.limit)
		return;
	Diag *d = say_policy_too_large(c->u, c->p->at, policy_what(c), U_FORMAT(c->u, "%zu", n),
		U_FORMAT(c->u, "%u", q.limit));
	bool hopeless = c->p->type == POLICY_TRUST && n > LIMIT_TRUST_MOST;
	diag_severity(d, hopeless ? ERROR : q.severity);
	if (q.line)
		diag_line(d, "%s", q.line);
	diag_aa(d, q.aa);
}

static void check_text(const Check *c, const Value *v)
{
	for (size_t i = 0, step; i < v->n; i += step) {
		step = 1;
		if ((uint8_t)v->u.s[i] < 0x80)
			continue;
		if (utf8_next(v->u.s + i, &step) <= LATIN_LAST)
			continue;
		const char *letter = arena_copy(c->u->arena, v->u.s + i, step);
		say_policy_character(c->u, value_part(c->u, v, i, i + step), letter);
		return; // one of a kind is enough
	}
}

static void check_characters_of(const Check *c, const Value *v)
{
	if (v->kind == V_STR) {
		check_text(c, v);
	} else if (v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			check_characters_of(c, v->u.item[i]);
	} else if (v->kind == V_MAP) {
		for (uint32_t i = 0; i < v->n; i++) {
			Value key = { .kind = V_STR, .style = STYLE_MADE, .at = v->u.pair[i].at };
			key.u.s = v->u.pair[i].key;
			key.n = (uint32_t)strlen(key.u.s);
			check_text(c, &key);
			check_characters_of(c, v->u.pair[i].val);
		}
	}
}

// What IAM itself stores; services that keep policies of their own take more.
void check_characters(const Check *c)
{
	if (c->p->type == POLICY_IDENTITY || c->p->type == POLICY_TRUST ||
		c->p->type == POLICY_BOUNDARY)
		check_characters_of(c, c->p->v);
}
