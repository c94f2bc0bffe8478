// time.c: RFC 3339 timestamps, as Step Functions takes them: `T` and `Z` in upper case.
#include "fields.h"

#include <string.h>

// The number of `n` digits at s, or -1.
static int digits(const char *s, size_t left, size_t n)
{
	int v = 0;
	for (size_t i = 0; i < n; i++) {
		if (i >= left || s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

static int days_in(int year, int month)
{
	static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month == 2 && leap ? 29 : days[month - 1];
}

// Numbers and signs in their order; %t and %z are the letters, %f a fraction, %o an offset.
typedef struct Part {
	char sign; // what stands in front, 0: nothing
	uint8_t n; // digits
	int lo, hi;
	const char *problem;
} Part;

static const char *date_and_time(const char *s, size_t n, size_t *at, int *v)
{
	static const Part parts[] = {
		{ 0, 4, 0, 9999, "a year of four digits has to stand here" },
		{ '-', 2, 1, 12, "a month from 01 to 12 has to stand here" },
		{ '-', 2, 1, 31, "a day from 01 to 31 has to stand here" },
		{ 'T', 2, 0, 23, "`T` and an hour from 00 to 23 have to stand here" },
		{ ':', 2, 0, 59, "minutes from 00 to 59 have to stand here" },
		{ ':', 2, 0, 60, "seconds from 00 to 59 have to stand here" },
	};
	for (size_t i = 0; i < COUNT(parts); i++) {
		const Part *p = &parts[i];
		if (p->sign == 'T' && *at < n && s[*at] == 't')
			return "the `T` between date and time has to be in upper case";
		if (p->sign && (*at >= n || s[*at] != p->sign))
			return p->problem;
		*at += p->sign != 0;
		v[i] = digits(s + *at, n - *at, p->n);
		if (v[i] < p->lo || v[i] > p->hi)
			return p->problem;
		if (i == 2 && v[2] > days_in(v[0], v[1]))
			return "the month has no such day";
		*at += p->n;
	}
	return NULL;
}

const char *timestamp_problem(const char *s, size_t n, size_t *at)
{
	int v[6];
	*at = 0;
	const char *problem = date_and_time(s, n, at, v);
	if (problem)
		return problem;
	if (*at < n && s[*at] == '.') {
		size_t from = ++*at;
		while (*at < n && s[*at] >= '0' && s[*at] <= '9')
			++*at;
		if (*at == from)
			return "digits have to follow the point";
	}
	if (*at < n && s[*at] == 'z')
		return "the `Z` at the end has to be in upper case";
	if (*at >= n)
		return "`Z` or an offset like `+01:00` has to stand at the end";
	if (s[*at] == 'Z') {
		++*at;
	} else if (s[*at] == '+' || s[*at] == '-') {
		int hours = digits(s + *at + 1, n - *at - 1, 2);
		bool colon = n > *at + 3 && s[*at + 3] == ':';
		int minutes = colon ? digits(s + *at + 4, n - *at - 4, 2) : -1;
		if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
			return "an offset is written like `+01:00`";
		*at += 6;
	} else {
		return "`Z` or an offset like `+01:00` has to stand here";
	}
	return *at < n ? "nothing may follow the time" : NULL;
}

void asl_tell_time(const Here *h, const char *field, const Text *t)
{
	size_t at;
	const char *problem = timestamp_problem(t->s, t->n, &at);
	if (!problem)
		return;
	Unit *u = h->a->u;
	Diag *d = say_asl_timestamp(u, inner_span(u, t->val), field, t->s);
	diag_label(d, "%s", problem);
	if (at && at < t->n)
		diag_context(d, asl_span(h->a, t, at, at + 1), "from here");
	diag_line(d, "RFC 3339: 2030-01-31T12:00:00Z, or with an offset 2030-01-31T12:00:00+01:00");
}

void want_timestamp(const Here *h, const Row *r, const Pair *p)
{
	Text t;
	if (!asl_text(h->a, p->val, &t)) {
		asl_tell_type(h, r->name, p->val, "a timestamp in quotes");
		return;
	}
	if ((h->lang & LANG_ATA) && has_delimiters(&t))
		asl_check_expression(h, r->name, &t);
	else if (!t.holes)
		asl_tell_time(h, r->name, &t);
}
