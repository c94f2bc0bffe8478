// resource.c: reads the Resource of a Task, an ItemReader and a ResultWriter.
//
// A hole may stand for any number of the ARN's parts; what can be told apart from it is judged.
#include "resource.h"

#include "sdk.h"

#include <string.h>

typedef struct Part {
	uint32_t lo, hi;
	bool hole; // holds one
} Part;

enum { PARTS = 9 };

// Splits at colons; the last part takes the rest.
static uint32_t split(const Text *t, Part part[PARTS])
{
	uint32_t n = 0;
	uint32_t lo = 0;
	for (uint32_t i = 0; i <= t->n; i++) {
		if (i < t->n && (t->s[i] != ':' || n == PARTS - 1))
			continue;
		part[n++] = (Part){ lo, i, i > lo && memchr(t->s + lo, HOLE, i - lo) };
		lo = i + 1;
	}
	return n;
}

static bool is(const Text *t, Part p, const char *word)
{
	return strlen(word) == p.hi - p.lo && memcmp(t->s + p.lo, word, p.hi - p.lo) == 0;
}

// All characters of the part are letters, digits or one of `more`; a part with a hole passes.
static bool made_of(const Text *t, Part p, const char *more)
{
	if (p.hole)
		return true;
	for (uint32_t i = p.lo; i < p.hi; i++) {
		char c = t->s[i];
		bool word =
			(c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (!word && !strchr(more, c))
			return false;
	}
	return p.hi > p.lo;
}

static bool fail(AslResource *r, Part p, const char *problem)
{
	r->problem = problem;
	r->bad_lo = p.lo;
	r->bad_hi = p.hi > p.lo ? p.hi : p.lo + (p.lo < r->text.n);
	return false;
}

static bool parse_function(AslResource *r, const Part *p, uint32_t n)
{
	const Text *t = &r->text;
	if (n < 7)
		return fail(r, p[n - 1],
			"a function's ARN is arn:aws:lambda:REGION:ACCOUNT:function:NAME");
	if (!p[5].hole && !is(t, p[5], "function"))
		return fail(r, p[5], "`function` has to stand here");
	if (!made_of(t, p[3], "-_") || !made_of(t, p[4], "-_"))
		return fail(r, p[!made_of(t, p[3], "-_") ? 3 : 4],
			"a region and an account have to stand here");
	if (!made_of(t, p[6], "-_"))
		return fail(r, p[6], "the name of a function has letters, digits, `-` and `_`");
	r->name = p[6].lo;
	if (n > 7 && !is(t, p[7], "$LATEST") && !made_of(t, p[7], "-_"))
		return fail(r, p[7], "a version or alias has to stand here");
	if (n > 8)
		return fail(r, p[8], "nothing follows the version");
	r->kind = CALLS_FUNCTION;
	return true;
}

static bool parse_activity(AslResource *r, const Part *p, uint32_t n)
{
	const Text *t = &r->text;
	if (n >= 6 && is(t, p[5], "stateMachine"))
		return fail(r, p[5], "a task starts another machine through states:startExecution");
	if (n != 7 || (!p[5].hole && !is(t, p[5], "activity")))
		return fail(r, p[n > 5 ? 5 : n - 1],
			"an activity's ARN is arn:aws:states:REGION:ACCOUNT:activity:NAME");
	if (!made_of(t, p[6], "-_.") || !made_of(t, p[3], "-_") || !made_of(t, p[4], "-_"))
		return fail(r, p[6],
			"an activity's ARN is arn:aws:states:REGION:ACCOUNT:activity:NAME");
	r->kind = CALLS_ACTIVITY;
	return true;
}

// The pattern behind the action: its offset, and its bit.
static void split_pattern(AslResource *r, uint32_t lo)
{
	static const struct {
		const char *word;
		uint32_t how;
	} words[] = { { "", RESPONSE }, { ".sync", SYNC }, { ".sync:2", SYNC2 },
		{ ".waitForTaskToken", TOKEN } };
	const Text *t = &r->text;
	r->action = lo;
	r->end = t->n;
	const char *point = memchr(t->s + lo, '.', t->n - lo);
	r->pattern = point ? (uint32_t)(point - t->s) : t->n;
	for (size_t i = 0; i < COUNT(words); i++)
		if (strlen(words[i].word) == t->n - r->pattern &&
			memcmp(t->s + r->pattern, words[i].word, t->n - r->pattern) == 0)
			r->how = words[i].how;
	// A hole at the end of the action may hold a pattern.
	if (!point && t->n > lo && t->s[t->n - 1] == HOLE)
		r->how = 0;
}

static bool parse_service(AslResource *r, const Part *p, uint32_t n)
{
	const Text *t = &r->text;
	bool sdk = is(t, p[5], "aws-sdk");
	uint32_t service = sdk ? 6 : 5;
	r->kind = sdk ? CALLS_SDK : CALLS_SERVICE;
	if (p[5].hole && n < 7) { // perhaps aws-sdk:… or all that is left
		r->kind = CALLS_UNKNOWN;
		return true;
	}
	if (n < service + 2 || p[service].hi == p[service].lo)
		return fail(r, p[n - 1],
			sdk ? "a service and an action have to follow: aws-sdk:SERVICE:ACTION" :
			      "a service and an action have to follow: SERVICE:ACTION");
	r->service = p[service].lo;
	split_pattern(r, p[service + 1].lo);
	if (r->pattern == r->action)
		return fail(r, p[service + 1], "an action has to stand here");
	if (sdk)
		return true;
	const char *s = t->s;
	if (!p[service].hole && !memchr(s + r->action, HOLE, r->pattern - r->action))
		r->row = integration_find(s + r->service, p[service].hi - p[service].lo,
			s + r->action, r->pattern - r->action);
	return true;
}

static bool parse(AslResource *r)
{
	const Text *t = &r->text;
	Part p[PARTS];
	uint32_t n = split(t, p);
	if (p[0].hole)
		return true; // ${Function}, ${Function}:$LATEST
	if (!is(t, p[0], "arn"))
		return fail(r, (Part){ 0, t->n, false }, "the resource of a task is an ARN");
	bool early = false; // a hole that may stand for several parts
	for (uint32_t i = 1; i < n && i < 6; i++)
		early |= p[i].hole;
	if (n < 6)
		return early ? true :
			       fail(r, (Part){ 0, t->n, false }, "an ARN has six parts at least");
	if (!made_of(t, p[1], "-") ||
		(!p[1].hole && (p[1].hi < p[1].lo + 3 || memcmp(t->s + p[1].lo, "aws", 3) != 0)))
		return fail(r, p[1], "a partition has to stand here: aws, aws-cn, aws-us-gov");
	if (p[2].hole)
		return true;
	bool lambda = is(t, p[2], "lambda");
	bool states = is(t, p[2], "states");
	if (!lambda && !states)
		return fail(r, p[2],
			"a task calls lambda or states; other services are arn:aws:states:::SERVICE:ACTION");
	if (states && !p[3].hole && p[3].hi == p[3].lo && p[4].hi == p[4].lo)
		return parse_service(r, p, n);
	if (lambda && n < 7 && early)
		return true;
	if (states && n != 7 && early)
		return true;
	return lambda ? parse_function(r, p, n) : parse_activity(r, p, n);
}

bool asl_resource(const Asl *a, const Value *v, AslResource *out)
{
	*out = (AslResource){ 0 };
	if (!asl_text(a, v, &out->text))
		return false;
	if (!text_unknown(&out->text) && !parse(out))
		out->kind = CALLS_UNKNOWN;
	return true;
}

static const char *part_text(const Here *h, const AslResource *r, uint32_t lo, uint32_t hi)
{
	return asl_shown(h->a, &r->text, lo, hi);
}

// A service or action that has no row.
static void tell_unknown(const Here *h, const AslResource *r)
{
	Unit *u = h->a->u;
	const Text *t = &r->text;
	uint32_t colon = r->action - 1;
	const char *service = part_text(h, r, r->service, colon);
	const char *action = part_text(h, r, r->action, r->pattern);
	bool hole = memchr(t->s + r->service, HOLE, colon - r->service);
	Nearest services = { .word = service };
	Nearest actions = { .word = action };
	bool known = false;
	for (const Integration *i = integrations; i->service && !hole; i++) {
		nearest_try(&services, i->service);
		if (!str_eq(i->service, service))
			continue;
		known = true;
		nearest_try(&actions, i->action);
	}
	if (hole || memchr(action, '\xE2', strlen(action)))
		return;
	if (!known) {
		Span at = asl_span(h->a, t, r->service, colon);
		Diag *d = say_asl_service_unknown(u, at, service);
		diag_nearest(d, &services, FIX_MAYBE, asl_exact(h->a, t, r->service, colon));
		diag_line(
			d, "other services are called as arn:aws:states:::aws-sdk:SERVICE:ACTION");
		return;
	}
	Span at = asl_span(h->a, t, r->action, r->pattern);
	Diag *d = say_asl_action_unknown(u, at, service, action);
	diag_nearest(d, &actions, FIX_MAYBE, asl_exact(h->a, t, r->action, r->pattern));
	if (!actions.best)
		diag_line(d, "other actions are called as arn:aws:states:::aws-sdk:%s:%s", service,
			action);
	Span from = asl_exact(h->a, t, r->service, r->service);
	if (!actions.best && sdk_operation_exists(service, action))
		diag_fix(d, FIX_MAYBE, "call it by the SDK", from, "aws-sdk:");
}

static void check_pattern(const Here *h, const AslResource *r)
{
	Unit *u = h->a->u;
	bool sdk = r->kind == CALLS_SDK;
	uint32_t allowed = sdk ? RESPONSE | TOKEN :
		r->row         ? r->row->patterns :
				 RESPONSE | SYNC | SYNC2 | TOKEN;
	bool hole = memchr(r->text.s + r->pattern, HOLE, r->end - r->pattern);
	if (hole || (r->how & allowed) || (!r->how && r->pattern == r->end))
		return;
	Span at = asl_span(h->a, &r->text, r->pattern, r->end);
	Span exact = asl_exact(h->a, &r->text, r->pattern, r->end);
	const char *who = sdk ? "an AWS SDK integration" : part_text(h, r, r->service, r->pattern);
	const char *pattern = part_text(h, r, r->pattern, r->end);
	Diag *d = say_asl_pattern_unknown(u, at, who, pattern);
	if ((r->how == SYNC2 && (allowed & SYNC)))
		diag_fix(d, FIX_MAYBE, "use `.sync`", exact, ".sync");
	Nearest near = { .word = pattern };
	nearest_try(&near, ".sync");
	nearest_try(&near, ".waitForTaskToken");
	if (!r->how)
		diag_nearest(d, &near, FIX_MAYBE, exact);
	if (allowed & (SYNC | TOKEN))
		diag_line(d, "it has%s%s%s", allowed & SYNC ? " `.sync`" : "",
			allowed & SYNC2 ? " `.sync:2`" : "",
			allowed & TOKEN ? " `.waitForTaskToken`" : "");
	else
		diag_line(d, "it only answers at once");
}

static bool tell_problem(const Here *h, const AslResource *r)
{
	if (!r->problem)
		return false;
	Diag *d = say_asl_resource_shape(h->a->u, asl_span(h->a, &r->text, r->bad_lo, r->bad_hi),
		asl_shown(h->a, &r->text, 0, r->text.n));
	diag_label(d, "%s", r->problem);
	return true;
}

void want_resource(const Here *h, const Row *row, const Pair *p)
{
	AslResource r;
	if (!asl_resource(h->a, p->val, &r)) {
		asl_tell_type(h, row->name, p->val, "an ARN in a string");
		return;
	}
	if (tell_problem(h, &r) || (r.kind != CALLS_SERVICE && r.kind != CALLS_SDK))
		return;
	if (r.kind == CALLS_SDK && !r.text.holes)
		sdk_check_resource(h->a->u, p->val, r.service, &h->state->sdk_service,
			&h->state->sdk_operation);
	if (r.kind == CALLS_SERVICE && !r.row) {
		tell_unknown(h, &r);
		return;
	}
	if (r.row && (r.row->flags & (ONLY_READER | ONLY_WRITER))) {
		Diag *d = say_asl_resource_map_only(h->a->u,
			asl_span(h->a, &r.text, r.service, r.end),
			part_text(h, &r, r.service, r.end),
			r.row->flags & ONLY_READER ? "ItemReader" : "ResultWriter");
		diag_fix(d, FIX_MAYBE, "call the SDK's", asl_exact(h->a, &r.text, r.service, r.end),
			U_FORMAT(h->a->u, "aws-sdk:%s", part_text(h, &r, r.service, r.end)));
		return;
	}
	check_pattern(h, &r);
}

static void check_map_resource(
	const Here *h, const Row *row, const Pair *p, uint8_t flag, const char *words)
{
	AslResource r;
	if (!asl_resource(h->a, p->val, &r)) {
		asl_tell_type(h, row->name, p->val, "an ARN in a string");
		return;
	}
	if (tell_problem(h, &r) || (r.row && (r.row->flags & flag) && r.how == RESPONSE) ||
		r.text.holes)
		return;
	Diag *d = say_asl_reader_resource(
		h->a->u, inner_span(h->a->u, p->val), here_noun(h), r.text.s);
	diag_line(d, "it calls %s", words);
}

void want_reader_resource(const Here *h, const Row *row, const Pair *p)
{
	check_map_resource(
		h, row, p, ONLY_READER, "arn:aws:states:::s3:getObject or s3:listObjectsV2");
}

void want_writer_resource(const Here *h, const Row *row, const Pair *p)
{
	check_map_resource(h, row, p, ONLY_WRITER, "arn:aws:states:::s3:putObject");
}
