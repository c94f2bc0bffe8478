// expression.c: which strings are JSONata, and what they may read where they stand.
#include "fields.h"

#include "jsonata.h"
#include "payload.h"
#include "variables.h"

#include <string.h>

static const char *find(const Text *t, const char *what)
{
	return memmem(t->s, t->n, what, 2);
}

bool has_delimiters(const Text *t)
{
	if (t->n < 2)
		return false;
	const char *open = find(t, "{%");
	const char *close = find(t, "%}");
	return open == t->s || (t->n >= 2 && memcmp(t->s + t->n - 2, "%}", 2) == 0) ||
		(open && close && open < close);
}

static void uses(void *here, const char *variable, size_t n, Span at)
{
	variable_used(here, variable, n, at);
}

// One that begins `{%` and ends `%}`: nothing may stand around them.
static bool check_delimiters(const Here *h, const char *field, const Text *t)
{
	bool open = t->n >= 2 && memcmp(t->s, "{%", 2) == 0;
	bool close = t->n >= 4 && memcmp(t->s + t->n - 2, "%}", 2) == 0;
	if (open && close)
		return true;
	const Asl *a = h->a;
	const char *first = find(t, "{%");
	const char *last = find(t, "%}");
	Diag *d;
	if (first && last && first < last) {
		size_t lo = (size_t)(first - t->s);
		size_t hi = (size_t)(last - t->s) + 2;
		bool front = lo > 0;
		d = say_asl_expression_delimiters(a->u,
			front ? asl_span(a, t, 0, lo) : asl_span(a, t, hi, t->n), field,
			front ? "text stands before `{%`" : "text stands behind `%}`");
		diag_line(d, "text is joined inside: `{%% 'a ' & $states.input.b %%}`");
		if (!front && strspn(last + 2, " \t\r\n") == t->n - hi)
			diag_line(d, "a block scalar ends in a newline; `|-` leaves it out");
	} else if (open) {
		d = say_asl_expression_delimiters(
			a->u, asl_span(a, t, 0, 2), field, "`{%` has no `%}` at the end");
	} else {
		d = say_asl_expression_delimiters(
			a->u, asl_span(a, t, t->n - 2, t->n), field, "`%}` has no `{%` in front");
	}
	return false;
}

void asl_check_expression(const Here *h, const char *field, const Text *t)
{
	if (!check_delimiters(h, field, t))
		return;
	JsonataPlace place = {
		.result = h->result, .error_output = h->error_output, .field = field
	};
	if (asl_string(t))
		jsonata_check(h->a->u, asl_string(t), &place, uses, (void *)h);
}

void asl_check_expressions(const Here *h, const char *field, const Value *v)
{
	Text t;
	if (v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			asl_check_expressions(h, field, v->u.item[i]);
	} else if (v->kind == V_MAP && !asl_is_reference(h->a, v)) {
		for (uint32_t i = 0; i < v->n; i++) {
			const Pair *p = &v->u.pair[i];
			if (h->lang == LANG_ATA && str_ends(p->key, ".$"))
				asl_tell_dollar_in_jsonata(h, p);
			asl_check_expressions(h, field, p->val);
		}
	} else if (asl_text(h->a, v, &t) && has_delimiters(&t)) {
		asl_check_expression(h, field, &t);
	}
}
