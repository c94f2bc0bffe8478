// retry.c: Retry, Catch and the names of errors.
#include "fields.h"

#include <stdlib.h>
#include <string.h>

// "Error names", Step Functions developer guide; the ones of its own all start `States.`.
static const char reserved[] =
	"States.ALL States.BranchFailed States.DataLimitExceeded "
	"States.ExceedToleratedFailureThreshold States.HeartbeatTimeout States.IntrinsicFailure "
	"States.ItemReaderFailed States.NoChoiceMatched States.ParameterPathFailure States.Permissions "
	"States.QueryEvaluationError States.ResultPathMatchFailure States.ResultWriterFailed States.Runtime "
	"States.TaskFailed States.Timeout";

static void check_error_name(const Here *h, const Value *v, const Text *t)
{
	Unit *u = h->a->u;
	if (t->holes || t->n < 7 || memcmp(t->s, "States.", 7) != 0)
		return;
	if (!word_in(reserved, t->s, t->n)) {
		Diag *d = say_asl_error_unknown(u, inner_span(u, v), t->s);
		suggest_word(h->a, d, v, t->s, reserved);
		// AWS is on record deploying `States.TaskFailedId`: what goes on behind a known name.
		for (Word w = { reserved }; word_next(&w);)
			if (w.n < t->n && memcmp(w.s, t->s, w.n) == 0)
				diag_severity(d, WARNING);
	} else if (str_eq(t->s, "States.Runtime")) {
		Diag *d = say_asl_error_fatal(u, inner_span(u, v), t->s);
		diag_line(d, "it always fails the execution; no retrier or catcher gets it");
	} else if (str_eq(t->s, "States.DataLimitExceeded")) {
		Diag *d = say_asl_error_fatal(u, inner_span(u, v), t->s);
		diag_line(d, "`States.ALL` does not match it either");
	}
}

void want_errors(const Here *h, const Row *r, const Pair *p)
{
	Unit *u = h->a->u;
	Text t;
	if (p->val->kind != V_LIST) {
		if (asl_is_reference(h->a, p->val))
			return;
		Diag *d = asl_tell_type(h, r->name, p->val, "a list of error names");
		if (p->val->kind == V_STR && p->val->style != STYLE_BLOCK)
			diag_fix(d, FIX_SAFE, "put it into a list", p->val->at,
				U_FORMAT(u, "[%.*s]", (int)(p->val->at.hi - p->val->at.lo),
					u->src[p->val->at.file]->text + p->val->at.lo));
		return;
	}
	if (!p->val->n)
		say_asl_field_empty(u, bare_span(u, p->at), r->name, here_noun(h));
	for (uint32_t i = 0; i < p->val->n; i++) {
		const Value *v = p->val->u.item[i];
		if (v->kind == V_BAD)
			continue;
		if (asl_text(h->a, v, &t))
			check_error_name(h, v, &t);
		else
			asl_tell_type(h, r->name, v, "a list of strings");
	}
}

static const Value *find_name(const Value *errors, const char *name)
{
	for (uint32_t i = 0; errors && errors->kind == V_LIST && i < errors->n; i++)
		if (value_is(errors->u.item[i], name))
			return errors->u.item[i];
	return NULL;
}

// Moves element `i` of a list to its end, in the source; the others keep their order.
static void fix_move(const Asl *a, Diag *d, const Value *list, uint32_t i)
{
	enum { MOST = 16 };
	Arena *arena = a->u->arena;
	const Source *s = a->u->src[list->at.file];
	const Value *const *item = (const Value *const *)list->u.item;
	if (list->n - i > MOST)
		return;
	for (uint32_t k = i; k < list->n; k++)
		if (item[k]->at.file != list->at.file || !item[k]->at.file ||
			(k > i && item[k]->at.lo < item[k - 1]->at.hi))
			return;
	for (uint32_t k = i; k < list->n; k++) {
		Span from = item[k + 1 < list->n ? k + 1 : i]->at;
		const char *text = arena_copy(arena, s->text + from.lo, from.hi - from.lo);
		if (k == i)
			diag_fix(d, FIX_MAYBE, "move it to the end", item[k]->at, text);
		else
			diag_edit(d, item[k]->at, text);
	}
}

static void check_all(const Here *h, const Value *list, uint32_t i, const char *field)
{
	Unit *u = h->a->u;
	const Value *item = list->u.item[i];
	const Value *errors = value_get(item, "ErrorEquals");
	const Value *all = find_name(errors, "States.ALL");
	if (!all)
		return;
	if (errors->n > 1) {
		Diag *d = say_asl_error_all_alone(u, inner_span(u, all));
		char quote = u->src[all->at.file]->text[all->at.lo];
		if (u->src[errors->at.file]->text[errors->at.lo] == '[')
			diag_fix(d, FIX_MAYBE, "leave the names out that it covers", errors->at,
				quote == '"' ? "[\"States.ALL\"]" : "[States.ALL]");
	}
	if (i + 1 < list->n) {
		Diag *d = say_asl_error_all_last(u, inner_span(u, all), field);
		diag_context(d, short_span(u, list->u.item[list->n - 1]), "the last one");
		fix_move(h->a, d, list, i);
	}
}

// An error that an earlier one of the list takes already.
static void check_shadow(const Here *h, const Value *list)
{
	Unit *u = h->a->u;
	Map seen = { .arena = u->arena };
	const Value *failed = NULL; // States.TaskFailed, which takes all but timeouts
	for (uint32_t i = 0; i < list->n; i++) {
		const Value *errors = value_get(list->u.item[i], "ErrorEquals");
		const Value *before = failed;
		for (uint32_t j = 0; errors && errors->kind == V_LIST && j < errors->n; j++) {
			const Value *v = errors->u.item[j];
			if (v->kind != V_STR)
				continue;
			Sym name = sym_n(u->syms, v->u.s, v->n);
			const Value *first = map_get(&seen, name);
			bool own = first && first->at.lo >= errors->at.lo &&
				first->at.file == errors->at.file;
			bool covered = before && !str_starts(name, "States.");
			if ((first && !own) || covered)
				diag_context(say_asl_error_shadowed(u, inner_span(u, v), name),
					inner_span(u, first && !own ? first : before),
					"takes it first");
			if (!first)
				map_put(&seen, name, (void *)v);
			if (str_eq(name, "States.TaskFailed") && !failed)
				failed = v;
		}
	}
}

// DynamoDB's optimized integration and its SDK spell the name of their errors differently.
static void check_prefix(const Here *h, const Value *list)
{
	static const struct {
		const char *resource, *wrong, *right;
	} rows[] = { { ":states:::dynamodb:", "DynamoDb.", "DynamoDB." },
		{ ":states:::aws-sdk:dynamodb:", "DynamoDB.", "DynamoDb." } };
	const char *resource = value_text(value_get(h->state->val, "Resource"));
	for (size_t r = 0; resource && r < COUNT(rows); r++) {
		if (!strstr(resource, rows[r].resource))
			continue;
		for (uint32_t i = 0; i < list->n; i++) {
			const Value *errors = value_get(list->u.item[i], "ErrorEquals");
			for (uint32_t j = 0; errors && errors->kind == V_LIST && j < errors->n;
				j++) {
				const Value *v = errors->u.item[j];
				const char *s = value_text(v);
				if (!s || !str_starts(s, rows[r].wrong))
					continue;
				const char *right = U_FORMAT(
					h->a->u, "%s%s", rows[r].right, s + strlen(rows[r].wrong));
				Diag *d = say_asl_error_prefix(
					h->a->u, inner_span(h->a->u, v), s, right);
				asl_fix_string(h->a, d, FIX_MAYBE, v, right);
			}
		}
	}
}

static void check_items_of(const Here *outer, const Row *r, const Pair *p, ObjectKind kind)
{
	const Value *list = p->val;
	if (list->kind != V_LIST) {
		if (!asl_is_reference(outer->a, list))
			asl_tell_type(outer, r->name, list,
				kind == OBJ_RETRIER ? "a list of retriers" : "a list of catchers");
		return;
	}
	for (uint32_t i = 0; i < list->n; i++) {
		const Value *v = list->u.item[i];
		Here h = *outer;
		h.map = v;
		h.type = 1;
		h.result = false;
		h.error_output = kind == OBJ_CATCHER;
		h.at = short_span(h.a->u, v);
		if (asl_is_reference(outer->a, v))
			continue;
		if (v->kind != V_MAP) {
			if (v->kind != V_BAD)
				asl_tell_type(outer, r->name, v, "a list of maps");
			continue;
		}
		asl_check_object(&h, kind);
		check_all(outer, list, i, kind == OBJ_RETRIER ? "retrier" : "catcher");
		if (kind == OBJ_RETRIER)
			asl_check_retrier(&h);
	}
	check_shadow(outer, list);
	check_prefix(outer, list);
}

void asl_check_retrier(const Here *h)
{
	const Value *delay = value_get(h->map, "MaxDelaySeconds");
	const Value *interval = value_get(h->map, "IntervalSeconds");
	long long most;
	long long first;
	if (!delay || !interval || delay->kind != V_NUM || interval->kind != V_NUM)
		return;
	if (number_whole(delay->u.s, &most) && number_whole(interval->u.s, &first) && most < first)
		diag_context(say_asl_delay_short(h->a->u, delay->at, delay->u.s, interval->u.s),
			interval->at, "the first delay");
}

void want_retry(const Here *h, const Row *r, const Pair *p)
{
	check_items_of(h, r, p, OBJ_RETRIER);
}

void want_catch(const Here *h, const Row *r, const Pair *p)
{
	check_items_of(h, r, p, OBJ_CATCHER);
}
