// shape_scalar.c: one scalar as its field wants it: numbers, times, sizes, words.
#include "shape_scalar.h"

#include "../ir/match.h"
#include "read.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

// The digits of a whole number, `_` between them allowed; *end is where they stop.
static bool whole_number(const char *s, const char **end, long long *out)
{
	char digits[24];
	size_t n = 0;
	if (*s == '-')
		digits[n++] = *s++;
	const char *first = s;
	for (; (*s >= '0' && *s <= '9') || (*s == '_' && s > first && s[-1] != '_'); s++)
		if (*s != '_') {
			if (n == sizeof digits - 1)
				return false;
			digits[n++] = *s;
		}
	*end = s;
	digits[n] = 0;
	errno = 0;
	*out = strtoll(digits, NULL, 10);
	return s > first && s[-1] != '_' && !errno;
}

bool parse_time(const char *s, long long *seconds)
{
	static const struct {
		const char *word;
		long long factor;
	} unit[] = { { "", 1 }, { "s", 1 }, { "m", MINUTE }, { "h", HOUR }, { "d", DAY } };
	const char *end;
	long long n;
	if (!whole_number(s, &end, &n))
		return false;
	for (size_t i = 0; i < COUNT(unit); i++)
		if (str_eq(end, unit[i].word))
			return !__builtin_mul_overflow(n, unit[i].factor, seconds);
	return false;
}

bool parse_size(const char *s, long long own, long long *bytes)
{
	static const struct {
		const char *word;
		long long factor;
	} unit[] = { { "B", 1 }, { "KB", 1 << 10 }, { "MB", 1 << 20 }, { "GB", 1 << 30 } };
	const char *end;
	long long n;
	if (!whole_number(s, &end, &n))
		return false;
	if (!*end)
		return !__builtin_mul_overflow(n, own, bytes);
	for (size_t i = 0; i < COUNT(unit); i++)
		if (str_eq(end, unit[i].word))
			return !__builtin_mul_overflow(n, unit[i].factor, bytes);
	return false;
}

static Value *bad(const ShapeContext *c, const Value *v)
{
	return value_new(c->u->arena, V_BAD, v->at);
}

static Diag *say_wrong(const ShapeContext *c, const Field *f, const Value *v, const char *want)
{
	const char *found = value_scalar(v) ? U_FORMAT(c->u, "`%s`", v->u.s) : value_noun(v);
	if (v->kind == V_NULL)
		found = value_noun(v);
	return say_wrong_type(c->u, v->at, f->name, want, found);
}

static Value *wrong(const ShapeContext *c, const Field *f, const Value *v, const char *want)
{
	say_wrong(c, f, v, want);
	return bad(c, v);
}

bool colon_slipped(Unit *u, const Field *table, const Value *v)
{
	size_t n = v->kind == V_STR && v->style == STYLE_PLAIN ? key_without_blank(v->u.s) : 0;
	if (!n || !field_find(table, v->u.s, n))
		return false;
	Span at = value_part(u, v, 0, n + 1);
	Diag *d = say_colon_without_blank(u, at, arena_copy(u->arena, v->u.s, n));
	diag_fix(d, FIX_SAFE, "put a blank after the colon", (Span){ at.file, at.hi, at.hi }, " ");
	return true;
}

// "1..900", either end may be missing. Ends are small enough for a double to be exact there.
static bool in_range(const char *range, double n)
{
	char *end;
	double least = (double)strtoll(range, &end, 10);
	if (end > range && n < least)
		return false;
	const char *dots = strstr(range, "..");
	return !dots || !dots[2] || n <= (double)strtoll(dots + 2, NULL, 10);
}

static const char *list_words(Unit *u, const char *ok)
{
	Buf b = { .arena = u->arena };
	for (Word w = { .rest = ok }; word_next(&w);)
		buf_printf(&b, "%s%.*s", b.n ? ", " : "", (int)strcspn(w.s, "= "), w.s);
	return b.s;
}

// One of "1 3 5"; *next is the next larger one, or the last.
static bool in_list(const char *list, long long n, long long *next)
{
	for (Word w = { .rest = list }; word_next(&w);) {
		*next = strtoll(w.s, NULL, 10);
		if (*next >= n)
			return *next == n;
	}
	return false;
}

static Value *number(
	const ShapeContext *c, const Field *f, const Value *v, long long n, const char *unit)
{
	long long next = 0;
	bool list = f->ok && !strstr(f->ok, "..");
	if (f->ok && !(list ? in_list(f->ok, n, &next) : in_range(f->ok, (double)n))) {
		Diag *d = say_out_of_range(c->u, v->at, f->name, U_FORMAT(c->u, "%lld%s", n, unit),
			list ? list_words(c->u, f->ok) : f->ok);
		if (list)
			diag_fix(d, FIX_MAYBE, U_FORMAT(c->u, "take %lld", next),
				value_part(c->u, v, 0, strlen(value_text(v))),
				U_FORMAT(c->u, "%lld", next));
		else if (*unit)
			diag_line(d, "the range is in%s", unit);
		return bad(c, v);
	}
	Value *out = value_num(c->u->arena, n, v->at);
	out->style = v->style;
	return out;
}

static Value *shape_int(const ShapeContext *c, const Field *f, const Value *v)
{
	const char *end;
	long long n;
	const char *s = value_text(v);
	if (!s ||
		(v->kind == V_STR && v->style != STYLE_PLAIN && v->style != STYLE_MADE &&
			f->type == T_INT && !whole_number(s, &end, &n)))
		return wrong(c, f, v, "a whole number");
	if (s[0] == '0' && s[1] >= '0' && s[1] <= '9') {
		Diag *d = say_leading_zero(c->u, v->at, s);
		const char *plain = s + strspn(s, "0");
		diag_fix(d, FIX_MAYBE, "write it without the zero", v->at, *plain ? plain : "0");
		return bad(c, v);
	}
	if (!whole_number(s, &end, &n) || *end)
		return wrong(c, f, v, "a whole number");
	return number(c, f, v, n, "");
}

// `4 days` is 4d.
static Value *wrong_time(const ShapeContext *c, const Field *f, const Value *v, const char *want)
{
	static const char *const unit[][2] = { { "second", "s" }, { "sec", "s" }, { "minute", "m" },
		{ "min", "m" }, { "hour", "h" }, { "day", "d" } };
	Diag *d = say_wrong(c, f, v, want);
	const char *s = value_text(v);
	size_t n = s ? strspn(s, "0123456789") : 0;
	const char *word = n ? s + n + strspn(s + n, " ") : "";
	for (size_t i = 0; i < COUNT(unit); i++) {
		size_t len = strlen(unit[i][0]);
		if (strncmp(word, unit[i][0], len) != 0 || (word[len] && !str_eq(word + len, "s")))
			continue;
		const char *as = U_FORMAT(c->u, "%.*s%s", (int)n, s, unit[i][1]);
		diag_fix(d, FIX_SAFE, U_FORMAT(c->u, "write `%s`", as),
			value_part(c->u, v, 0, v->n), as);
	}
	return bad(c, v);
}

static Value *shape_time(const ShapeContext *c, const Field *f, const Value *v)
{
	long long n;
	const char *s = value_text(v);
	if (f->type == T_DAYS) {
		const char *end;
		if (s && whole_number(s, &end, &n) && !*end)
			return number(c, f, v, n, " days");
		if (!s || !parse_time(s, &n))
			return wrong_time(c, f, v, "days (30, 30d)");
		if (n % DAY) {
			say_not_whole_days(c->u, v->at, f->name, s);
			return bad(c, v);
		}
		return number(c, f, v, n / DAY, " days");
	}
	if (!s || !parse_time(s, &n))
		return wrong_time(c, f, v, "a duration (30, 30s, 15m, 2h, 14d)");
	return number(c, f, v, n, " seconds");
}

static Value *shape_size(const ShapeContext *c, const Field *f, const Value *v)
{
	long long unit = f->type == T_MB ? 1 << 20 : 1;
	long long n;
	const char *s = value_text(v);
	if (!s || !parse_size(s, unit, &n) || n % unit)
		return wrong(c, f, v,
			f->type == T_MB ? "a size in MB (512, 512MB, 2GB)" :
					  "a size in bytes (2048, 256KB)");
	return number(c, f, v, n / unit, f->type == T_MB ? " MB" : " bytes");
}

static Value *shape_num(const ShapeContext *c, const Field *f, const Value *v)
{
	const char *s = v && (v->kind == V_NUM || v->kind == V_STR) ? v->u.s : "";
	char *end;
	double n = strtod(s, &end);
	if (*end || strlen(s) != strspn(s, "0123456789.eE+-") || !*s || !isfinite(n))
		return wrong(c, f, v, "a number");
	if (f->ok && !in_range(f->ok, n)) {
		say_out_of_range(c->u, v->at, f->name, v->u.s, f->ok);
		return bad(c, v);
	}
	Value *out = value_copy(c->u->arena, v);
	out->kind = V_NUM; // a default, or one in quotes
	return out;
}

static Value *shape_bool(const ShapeContext *c, const Field *f, const Value *v)
{
	static const char yes[] = "true True TRUE yes Yes YES on On ON";
	static const char no[] = "false False FALSE no No NO off Off OFF";
	const char *s = value_text(v);
	if (s && word_in(yes, s, v->n))
		return value_bool(c->u->arena, true, v->at);
	if (s && word_in(no, s, v->n))
		return value_bool(c->u->arena, false, v->at);
	Diag *d = say_wrong(c, f, v, "true or false");
	if (s && f->doc)
		diag_line(d, "`%s`: %s", f->name, f->doc);
	return bad(c, v);
}

// "word=Other=More": whether s is one of the spellings; *n is the length of the first.
static bool spelled(const Word *w, const char *s, size_t len, size_t *n)
{
	*n = 0;
	for (size_t i = 0, j; i <= w->n; i = j + 1) {
		for (j = i; j < w->n && w->s[j] != '='; j++)
			;
		if (!*n)
			*n = j;
		if (j - i == len && memcmp(w->s + i, s, len) == 0)
			return true;
	}
	return false;
}

// The longest of the words that stands in s in whatever case: `created:put` in `s3:ObjectCreated:Put`.
static const char *word_within(Unit *u, const char *ok, const char *s)
{
	const char *best = NULL;
	for (Word w = { .rest = ok }; word_next(&w);) {
		const char *word = arena_copy(u->arena, w.s, strcspn(w.s, "= "));
		if (strlen(word) >= 4 && strcasestr(s, word) &&
			(!best || strlen(word) > strlen(best)))
			best = word;
	}
	return best;
}

static Value *shape_enum(const ShapeContext *c, const Field *f, Value *v)
{
	const char *s = value_text(v);
	if (!s)
		return wrong(c, f, v, U_FORMAT(c->u, "one of: %s", list_words(c->u, f->ok)));
	Nearest near = { .word = s };
	for (Word w = { .rest = f->ok }; word_next(&w);) {
		size_t n;
		if (spelled(&w, s, v->n, &n)) {
			Value *out = value_str(c->u->arena, arena_copy(c->u->arena, w.s, n), v->at);
			out->style = v->style;
			return out;
		}
		nearest_try(&near, arena_copy(c->u->arena, w.s, strcspn(w.s, "= ")));
	}
	Diag *d = say_not_a_word(c->u, v->at, f->name, s);
	diag_line(d, "it takes: %s", list_words(c->u, f->ok));
	FixKind kind = FIX_SAFE;
	if (!near.best) {
		kind = FIX_MAYBE;
		near.best = word_within(c->u, f->ok, s);
		near.ntie = 1;
	}
	diag_nearest(d, &near, kind, value_part(c->u, v, 0, v->n));
	return bad(c, v);
}

// A form that only counts: `.` or `[\s\S]`, so often.
static bool wrong_length(const ShapeContext *c, const Field *f, const Value *v, const char *s)
{
	const char *count = strstr(f->ok, "{");
	if (!str_starts(f->ok, "/^[\\s\\S]{") && !str_starts(f->ok, "/^.{"))
		return false;
	const char *comma = strchr(count, ',');
	size_t n = utf8_length(s, strlen(s));
	if (n >= strtoul(count + 1, NULL, 10) && n <= strtoul(comma + 1, NULL, 10))
		return false; // another line
	say_out_of_range(c->u, v->at, f->name, U_FORMAT(c->u, "%zu characters long", n),
		U_FORMAT(c->u, "%.*s..%.*s", (int)(comma - count - 1), count + 1,
			(int)strcspn(comma + 1, "}"), comma + 1));
	return true;
}

// As much of a text as a message takes.
static const char *shortened(const ShapeContext *c, const char *s)
{
	enum { SHOWN = 80 };
	size_t n = 0;
	for (size_t i = 0; i < SHOWN && s[n]; i++) {
		size_t len;
		utf8_next(s + n, &len);
		n += len;
	}
	return s[n] ? U_FORMAT(c->u, "%.*s…", (int)n, s) : s;
}

static Value *shape_str(const ShapeContext *c, const Field *f, Value *v)
{
	if (!value_scalar(v))
		return wrong(c, f, v, "a string");
	if (!v->n && !(f->flags & F_EMPTY_OK) && v->kind == V_STR) {
		say_empty_string(c->u, v->at, f->name);
		return bad(c, v);
	}
	Value *out = v;
	if (v->kind != V_STR) { // `name: 12` is the string "12"
		out = value_copy(c->u->arena, v);
		out->kind = V_STR;
	}
	if (f->ok && f->type != T_PATH && !strstr(out->u.s, "{{") &&
		!rule_matches(c->u, f->ok, out->u.s)) {
		if (wrong_length(c, f, v, out->u.s))
			return bad(c, v);
		Diag *d = say_wrong_form(c->u, v->at, f->name, shortened(c, out->u.s), f->ok);
		Span from = value_part(c->u, v, 0, 0);
		bool filled = from.lo && c->u->src[from.file]->text[from.lo - 1] == '{'; // a hole
		if (str_eq(f->ok, "/^\\//") && !filled)                                  // a path
			diag_fix(d, FIX_MAYBE, "begin it with `/`", from, "/");
		else if (f->doc)
			diag_line(d, "`%s`: %s", f->name, f->doc);
		return bad(c, v);
	}
	return hole_parse(c->u, out, f->type == T_STR);
}

bool rule_matches(Unit *u, const char *rule, const char *text)
{
	if (!u->matcher)
		u->matcher = matcher_new(u->arena);
	return match_rule(u->matcher, rule, text, strlen(text));
}

static Value *shape_path(const ShapeContext *c, const Field *f, Value *v)
{
	if (!value_scalar(v) || !v->n)
		return wrong(c, f, v, "a path");
	if (strstr(v->u.s, "://")) {
		Diag *d = say_path_is_url(c->u, v->at, f->name);
		diag_line(d, "nothing is fetched: vendor it, or use a git submodule and its path");
		return bad(c, v);
	}
	const char *path = load_path(c->u, v);
	if (!path)
		return bad(c, v);
	Value *out = value_str(c->u->arena, path, v->at);
	out->style = v->style;
	return out;
}

static Value *shape_ref(const ShapeContext *c, const Field *f, Value *v)
{
	if (!value_scalar(v) || !v->n)
		return wrong(c, f, v, "a name");
	Value *name = hole_parse(c->u, v, f->flags & F_OUTSIDE);
	if (name->kind == V_BAD)
		return name;
	Value *out = value_new(c->u->arena, V_ENT, v->at);
	out->style = v->style;
	out->u.ent.name = name;
	return out;
}

Value *shape_scalar(const ShapeContext *c, const Field *f, Value *v)
{
	// A number that is filled in at deploy time keeps its hole.
	bool hole = v->kind == V_STR && strstr(v->u.s, "{{") && f->type != T_ENUM &&
		f->type != T_PATH && f->type != T_BOOL;
	if (hole && f->type != T_REF)
		return hole_parse(c->u, v, false);
	switch ((Type)f->type) {
	case T_INT: return shape_int(c, f, v);
	case T_NUM: return shape_num(c, f, v);
	case T_BOOL: return shape_bool(c, f, v);
	case T_ENUM: return shape_enum(c, f, v);
	case T_TIME:
	case T_DAYS: return shape_time(c, f, v);
	case T_MB:
	case T_KB: return shape_size(c, f, v);
	case T_PATH: return shape_path(c, f, v);
	case T_REF: return shape_ref(c, f, v);
	default: return shape_str(c, f, v);
	}
}
