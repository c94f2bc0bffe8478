// cron.c: cron and rate expressions, read as EventBridge reads them ("Cron expressions reference",
// "Rate expressions", Amazon EventBridge User Guide).
//
// Six fields; `?` in one of the two days; names of months and days; `L`, `W` and `#` for days. A
// crontab line has five, counts Sunday as 0 and has no `?`: it is translated where that is certain.
#include "cron.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS = 6, DAY_OF_MONTH = 2, DAY_OF_WEEK = 4 };

typedef struct CronField {
	const char *name;
	int least, most;
	const char *words; // that stand for least, least + 1, …
	const char *extra; // letters and signs beside numbers and `*`
	const char *takes; // for messages
} CronField;

// clang-format off
static const CronField fields[FIELDS] = {
	{ "minutes",      0,    59,   NULL, "",      "0-59 , - * /" },
	{ "hours",        0,    23,   NULL, "",      "0-23 , - * /" },
	{ "day-of-month", 1,    31,   NULL, "?LW",   "1-31 , - * ? / L W" },
	{ "month",        1,    12,   "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC", "", "1-12 or JAN-DEC , - * /" },
	{ "day-of-week",  1,    7,    "SUN MON TUE WED THU FRI SAT", "?L#", "1-7 or SUN-SAT , - * ? / L #" },
	{ "year",         1970, 2199, NULL, "",      "1970-2199 , - * /" },
};
// clang-format on

typedef struct Part {
	const char *s;
	size_t n;
} Part;

// The inside of `cron(…)`, or the whole text.
static Part inside(const char *text, const char *word)
{
	size_t n = strlen(word);
	const char *s = text + strspn(text, " ");
	size_t len = strlen(s);
	if (strncmp(s, word, n) == 0 && s[n] == '(' && s[len - 1] == ')')
		return (Part){ s + n + 1, len - n - 2 };
	return (Part){ s, len };
}

static uint32_t split(Part all, Part *out, uint32_t most)
{
	uint32_t n = 0;
	for (size_t i = 0; i < all.n;) {
		size_t from = i;
		while (i < all.n && all.s[i] != ' ' && all.s[i] != '\t')
			i++;
		if (i > from && n++ < most)
			out[n - 1] = (Part){ all.s + from, i - from };
		i += i < all.n;
	}
	return n;
}

static bool same_letters(const char *word, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (word[i] != s[i] && word[i] != (char)(s[i] - 32))
			return false;
	return true;
}

// A number or a name of the field, at the start of s; -1: neither. *used: its characters.
static int value_at(const CronField *f, const char *s, size_t n, size_t *used)
{
	int number = 0;
	size_t i = 0;
	for (; i < n && i < 5 && s[i] >= '0' && s[i] <= '9'; i++)
		number = number * 10 + (s[i] - '0');
	*used = i;
	if (i)
		return number;
	int at = f->least;
	for (Word w = { .rest = f->words }; word_next(&w); at++)
		if (n >= w.n && same_letters(w.s, s, w.n)) {
			*used = w.n;
			return at;
		}
	return -1;
}

// `5`, `MON-FRI`, `*/15`, `10-50/5`, `L`, `15W`, `6#3`, `5L`
static bool is_element(const CronField *f, const char *s, size_t n)
{
	size_t used;
	bool range = false;
	if (n == 1 && (*s == '?' || *s == 'L'))
		return strchr(f->extra, *s) != NULL;
	if (n == 2 && s[0] == 'L' && s[1] == 'W')
		return strchr(f->extra, 'W') != NULL;
	if (*s == '*') {
		used = 1;
	} else {
		int from = value_at(f, s, n, &used);
		if (from < f->least || from > f->most)
			return false;
		if (used < n && s[used] == '-') {
			size_t more;
			int to = value_at(f, s + used + 1, n - used - 1, &more);
			if (to < f->least || to > f->most)
				return false;
			used += 1 + more;
			range = true;
		}
	}
	if (used == n)
		return true;
	char next = s[used];
	if ((next == 'W' || next == 'L') && used + 1 == n)
		return !range && *s != '*' && strchr(f->extra, next);
	if (next == '#')
		return strchr(f->extra, '#') && !range && *s != '*' && used + 2 == n &&
			s[used + 1] >= '1' && s[used + 1] <= '5';
	if (next != '/' || used + 1 == n)
		return false;
	size_t more;
	int step = value_at(f, s + used + 1, n - used - 1, &more);
	return used + 1 + more == n && step >= 1 && step <= f->most && s[used + 1] <= '9';
}

static bool is_field(const CronField *f, Part p)
{
	for (size_t i = 0; i <= p.n;) {
		size_t from = i;
		while (i < p.n && p.s[i] != ',')
			i++;
		if (i == from || !is_element(f, p.s + from, i - from))
			return false;
		i++;
	}
	return true;
}

// A crontab's day of the week: 0 and 7 are Sunday, where AWS counts from 1.
static bool add_weekday(Buf *b, Part p)
{
	for (size_t i = 0; i < p.n; i++) {
		char c = p.s[i];
		if (c == '/' || c == '#' || c == '*')
			return false;
		if (c >= '0' && c <= '9') {
			if ((i + 1 < p.n && p.s[i + 1] >= '0' && p.s[i + 1] <= '9') || c > '7')
				return false;
			if (c == '7' &&
				(i ? p.s[i - 1] == '-' : false)) // a range up to Sunday wraps
				return false;
			c = c == '7' ? '1' : (char)(c + 1);
		} else if (c >= 'a' && c <= 'z') {
			c -= 32;
		}
		buf_putc(b, c);
	}
	return true;
}

static bool is_star(Part p)
{
	return p.n == 1 && (*p.s == '*' || *p.s == '?');
}

// The six fields for a crontab line; NULL when it has no equal (either of two days) or is wrong itself.
static const char *from_crontab(Unit *u, const Part *p)
{
	Buf b = { .arena = u->arena };
	bool month_day = !is_star(p[DAY_OF_MONTH]);
	bool week_day = !is_star(p[DAY_OF_WEEK]);
	if (month_day && week_day)
		return NULL;
	for (size_t i = 0; i < 5; i++) {
		if (i)
			buf_putc(&b, ' ');
		if (i == DAY_OF_WEEK && !week_day)
			buf_putc(&b, '?');
		else if (i == DAY_OF_MONTH && week_day)
			buf_putc(&b, '?');
		else if (i == DAY_OF_WEEK) {
			if (!add_weekday(&b, p[i]))
				return NULL;
		} else {
			buf_add(&b, p[i].s, p[i].n);
		}
	}
	buf_puts(&b, " *");
	Part out[FIELDS];
	split((Part){ b.s, b.n }, out, FIELDS);
	for (size_t i = 0; i < FIELDS; i++)
		if (!is_field(&fields[i], out[i]))
			return NULL;
	return b.s;
}

static Span part_at(const Unit *u, const Value *v, Part p)
{
	return value_part(u, v, (size_t)(p.s - v->u.s), (size_t)(p.s - v->u.s) + p.n);
}

// What a crontab has names for: crontab(5).
static const char *nickname(Part p)
{
	static const char *const rows[][2] = { { "@hourly", "0 * * * ? *" },
		{ "@daily", "0 0 * * ? *" }, { "@midnight", "0 0 * * ? *" },
		{ "@weekly", "0 0 ? * 1 *" }, { "@monthly", "0 0 1 * ? *" },
		{ "@yearly", "0 0 1 1 ? *" }, { "@annually", "0 0 1 1 ? *" } };
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *name = rows[i][0] + (p.n && *p.s != '@');
		if (p.n == strlen(name) && memcmp(p.s, name, p.n) == 0)
			return rows[i][1];
	}
	return NULL;
}

static void say_count(Unit *u, const Value *v, const Part *p, uint32_t n)
{
	if (n != FIELDS - 1) {
		Diag *d = say_cron_fields(
			u, v->at, v->u.s, U_FORMAT(u, "%u field%s", n, n == 1 ? "" : "s"));
		diag_line(d,
			str_starts(v->u.s, "rate(") ?
				"a rate is written `rate: 5 minutes`" :
				"they are: minutes hours day-of-month month day-of-week year");
		const char *six = n == 1 ? nickname(p[0]) : NULL;
		if (six)
			diag_fix(d, FIX_SAFE, "write the six fields", part_at(u, v, p[0]), six);
		return;
	}
	Diag *d = say_cron_five_fields(u, v->at, v->u.s);
	const char *six = from_crontab(u, p);
	diag_line(d,
		"they are: minutes hours day-of-month month day-of-week year; one of the two days is `?`");
	if (!six) {
		if (!is_star(p[DAY_OF_MONTH]) && !is_star(p[DAY_OF_WEEK]))
			diag_line(d,
				"a crontab runs on either of the two days; that takes two schedules");
		return;
	}
	Span at = value_part(u, v, (size_t)(p[0].s - v->u.s), (size_t)(p[4].s - v->u.s) + p[4].n);
	diag_fix(d, FIX_SAFE, "write the six fields", at, six);
}

bool cron_check(Unit *u, const Value *v)
{
	if (!value_text(v))
		return true;
	Part p[FIELDS];
	uint32_t n = split(inside(v->u.s, "cron"), p, FIELDS);
	if (n != FIELDS) {
		say_count(u, v, p, n);
		return false;
	}
	bool fine = true;
	for (size_t i = 0; i < FIELDS; i++)
		if (!is_field(&fields[i], p[i])) {
			Diag *d = say_cron_field(u, part_at(u, v, p[i]),
				arena_copy(u->arena, p[i].s, p[i].n), fields[i].name);
			diag_line(d, "it takes %s", fields[i].takes);
			fine = false;
		}
	bool month_day = p[DAY_OF_MONTH].n == 1 && *p[DAY_OF_MONTH].s == '?';
	bool week_day = p[DAY_OF_WEEK].n == 1 && *p[DAY_OF_WEEK].s == '?';
	if (!fine || month_day != week_day)
		return fine;
	bool star = is_star(p[DAY_OF_WEEK]);
	Part change = star ? p[DAY_OF_WEEK] : p[DAY_OF_MONTH];
	Diag *d = say_cron_days(u, part_at(u, v, change), month_day ? "both" : "neither");
	if (!month_day && (star || is_star(p[DAY_OF_MONTH])))
		diag_fix(d, FIX_SAFE, "leave this day open", part_at(u, v, change), "?");
	return false;
}

bool rate_check(Unit *u, const Value *v)
{
	static const char units[] = "minute minutes hour hours day days";
	if (!value_text(v))
		return true;
	Part p[2] = { { 0 } };
	uint32_t n = split(inside(v->u.s, "rate"), p, 2);
	size_t digits = n == 2 ? strspn(p[0].s, "0123456789") : 0;
	bool form = n == 2 && digits && digits == p[0].n && *p[0].s != '0' &&
		word_in(units, p[1].s, p[1].n);
	if (!form) {
		Diag *d = say_rate_form(u, v->at, v->u.s);
		diag_line(d,
			"it is a number and a unit: `1 minute`, `5 minutes`, `1 hour`, `12 hours`, `1 day`, `7 days`");
		return false;
	}
	bool one = digits == 1 && *p[0].s == '1';
	bool plural = p[1].s[p[1].n - 1] == 's';
	if (one != plural)
		return true;
	const char *unit =
		U_FORMAT(u, "%.*s%s", (int)(p[1].n - (one ? 1 : 0)), p[1].s, one ? "" : "s");
	Diag *d = say_rate_unit(u, part_at(u, v, p[1]), arena_copy(u->arena, p[0].s, p[0].n),
		arena_copy(u->arena, p[1].s, p[1].n), unit);
	diag_fix(d, FIX_SAFE, "as AWS writes it", part_at(u, v, p[1]), unit);
	return false;
}

static const char *wrapped(Unit *u, const char *text, const char *word)
{
	Part p = inside(text, word);
	return U_FORMAT(u, "%s(%.*s)", word, (int)p.n, p.s);
}

const char *cron_text(Unit *u, const char *s)
{
	return wrapped(u, s, "cron");
}

const char *rate_text(Unit *u, const char *s)
{
	return wrapped(u, s, "rate");
}
