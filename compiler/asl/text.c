// text.c: strings with unknown pieces, and where their characters stand.
#include "text.h"

#include <string.h>

enum { LONGEST_SUBSTITUTION = 400 }; // what is longer is text that happens to hold `${`

// Length of the `${…}` at s, or 0. Braces nest, as in Terraform's expressions.
static size_t substitution(const char *s, size_t n)
{
	if (n < 4 || s[0] != '$' || s[1] != '{' || s[2] == '}')
		return 0;
	size_t depth = 0;
	for (size_t i = 1; i < n && i < LONGEST_SUBSTITUTION; i++) {
		if (s[i] == '\n')
			return 0;
		depth += s[i] == '{';
		if (s[i] == '}' && --depth == 0)
			return i + 1;
	}
	return 0;
}

// In JSONata `${"a": b}` groups, so only what can be nothing but a name is a substitution there.
static bool is_plain_name(const char *s, size_t n)
{
	static const char more[] = "_.:/-[]*@";
	for (size_t i = 2; i + 1 < n; i++) {
		char c = s[i];
		bool word =
			(c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (!word && !strchr(more, c))
			return false;
	}
	return true;
}

typedef struct Builder {
	Asl *a;
	Buf b;
	Piece *piece;
	uint32_t n;
	bool holes;
} Builder;

static void add_piece(Builder *t, const char *s, size_t n, Piece p)
{
	p.lo = (uint32_t)t->b.n;
	PUSH(t->a->u->arena, t->piece, t->n, p);
	buf_add(&t->b, s, n);
}

static void add_hole(Builder *t, Piece p)
{
	char c = HOLE;
	add_piece(t, &c, 1, p);
	t->holes = true;
}

// A string of the source; its `${…}` are holes when somebody else fills them.
static void add_string(Builder *t, const Value *v)
{
	bool strict = v->n > 2 && v->u.s[0] == '{' && v->u.s[1] == '%';
	uint32_t from = 0;
	for (uint32_t i = 0; t->a->opt->plain && i < v->n; i++) {
		size_t n = v->u.s[i] == '$' ? substitution(v->u.s + i, v->n - i) : 0;
		if (!n || (strict && !is_plain_name(v->u.s + i, n)))
			continue;
		if (i > from)
			add_piece(t, v->u.s + from, i - from, (Piece){ .str = v, .from = from });
		add_hole(t, (Piece){ .str = v, .from = i, .hole = (uint32_t)n });
		from = i + (uint32_t)n;
		i = from - 1;
	}
	if (v->n > from)
		add_piece(t, v->u.s + from, v->n - from, (Piece){ .str = v, .from = from });
}

// A hole with its braces.
static Span hole_span(const Unit *u, const Value *v)
{
	const Source *s = u->src[v->at.file];
	uint32_t lo = v->at.lo;
	uint32_t hi = v->at.hi;
	while (lo > 0 && strchr(" \t", s->text[lo - 1]))
		lo--;
	while (hi < s->n && strchr(" \t", s->text[hi]))
		hi++;
	bool braces = v->at.file && lo > 1 && memcmp(s->text + lo - 2, "{{", 2) == 0 &&
		hi + 2 <= s->n && memcmp(s->text + hi, "}}", 2) == 0;
	return braces ? (Span){ v->at.file, lo - 2, hi + 2 } : v->at;
}

static void add_value(Builder *t, const Value *v)
{
	if (v->kind == V_JOIN) {
		for (uint32_t i = 0; i < v->n; i++)
			add_value(t, v->u.item[i]);
	} else if (v->kind == V_HOLE && v->u.hole.val && value_scalar(v->u.hole.val)) {
		add_piece(t, v->u.hole.val->u.s, v->u.hole.val->n,
			(Piece){ .at = hole_span(t->a->u, v) });
	} else if (value_scalar(v) && !asl_is_reference(t->a, v)) {
		add_string(t, v);
	} else if (v->kind == V_MAP && v->n == 1 && str_eq(v->u.pair[0].key, "Fn::Sub")) {
		const Value *sub = v->u.pair[0].val;
		if (sub->kind == V_LIST && sub->n)
			sub = sub->u.item[0];
		if (sub->kind == V_STR)
			add_string(t, sub);
		else
			add_hole(t, (Piece){ .at = v->at });
	} else {
		add_hole(t, (Piece){ .at = v->kind == V_HOLE ? hole_span(t->a->u, v) : v->at });
	}
}

bool asl_is_reference(const Asl *a, const Value *v)
{
	if (v->kind == V_ENT || v->kind == V_REF || v->kind == V_INPUT || v->kind == V_VAR ||
		v->kind == V_IF)
		return true;
	if (!a->opt->plain)
		return false;
	if (v->kind == V_STR)
		return v->n && v->u.s[0] == UNQUOTED;
	if (v->kind != V_MAP || v->n != 1)
		return false;
	const char *key = v->u.pair[0].key;
	return str_eq(key, "Ref") || str_starts(key, "Fn::");
}

bool asl_text(const Asl *a, const Value *v, Text *out)
{
	if (!v)
		return false;
	*out = (Text){
		.s = v->kind == V_STR ? v->u.s : "", .n = v->kind == V_STR ? v->n : 0, .val = v
	};
	if (v->kind == V_STR &&
		!(a->opt->plain && (strstr(v->u.s, "${") || asl_is_reference(a, v))))
		return true;
	if (v->kind != V_STR && v->kind != V_JOIN && v->kind != V_HOLE && !asl_is_reference(a, v))
		return false;
	Builder t = { .a = (Asl *)a, .b = { .arena = a->u->arena } };
	add_value(&t, v);
	out->s = t.b.s ? t.b.s : "";
	out->n = (uint32_t)t.b.n;
	out->piece = t.piece;
	out->npiece = t.n;
	out->holes = t.holes;
	return true;
}

// The place of one offset; `end` asks for the place behind the character before it.
static Span place(const Asl *a, const Text *t, size_t offset, bool end)
{
	uint32_t i = 0;
	while (i + 1 < t->npiece &&
		(end ? t->piece[i + 1].lo < offset : t->piece[i + 1].lo <= offset))
		i++;
	const Piece *p = &t->piece[i];
	if (!p->str)
		return p->at;
	if (p->hole)
		return value_part(a->u, p->str, p->from, p->from + p->hole);
	size_t in = p->from + (offset - p->lo);
	if (p->str->style == STYLE_MADE && t->val->kind == V_JOIN) { // cut out of a longer string
		const uint32_t *places = value_piece_places(a->u, t->val, p->str);
		return places ? (Span){ p->str->at.file, places[in], places[in] } : p->str->at;
	}
	return value_part(a->u, p->str, in, in);
}

Span asl_span(const Asl *a, const Text *t, size_t lo, size_t hi)
{
	if (!t->piece)
		return value_scalar(t->val) ? value_part(a->u, t->val, lo, hi) : t->val->at;
	Span from = place(a, t, lo, false);
	Span to = hi > lo ? place(a, t, hi, true) : from;
	if (from.file != to.file || to.hi < from.lo)
		return t->val->at;
	return (Span){ from.file, from.lo, to.hi };
}

Span asl_exact(const Asl *a, const Text *t, size_t lo, size_t hi)
{
	Span at = asl_span(a, t, lo, hi);
	const Source *s = a->u->src[at.file];
	bool same = at.file && at.hi - at.lo == hi - lo &&
		memcmp(s->text + at.lo, t->s + lo, hi - lo) == 0;
	return same ? at : (Span){ 0 };
}

const char *asl_shown(const Asl *a, const Text *t, size_t lo, size_t hi)
{
	Buf b = { .arena = a->u->arena };
	for (size_t i = lo; i < hi && i < t->n; i++) {
		if (t->s[i] == HOLE)
			buf_puts(&b, "\xE2\x80\xA6");
		else
			buf_putc(&b, t->s[i]);
	}
	return b.s ? b.s : "";
}

const Value *asl_string(const Text *t)
{
	if (t->val->kind == V_STR || t->val->kind == V_JOIN)
		return t->val;
	return t->npiece && t->piece[0].str ? t->piece[0].str : NULL;
}

bool is_hole_key(const Asl *a, const char *key)
{
	return strstr(key, a->opt->plain ? "${" : "{{") != NULL;
}
