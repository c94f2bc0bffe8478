// jsonata_text.c: the characters of an expression, what of them is not known, where they stand.
#include "jsonata_tree.h"

#include <string.h>

// Length of `${Name}` at s, 0 when there is none. Names are those of DefinitionSubstitutions and
// Fn::Sub: `${Table}`, `${Table.Arn}`, `${AWS::Region}`; JSONata's own `${…}` groups by keys and has
// a single colon.
static size_t substitution(const char *s)
{
	if (s[0] != '$' || s[1] != '{')
		return 0;
	size_t i = 2 + strspn(s + 2, " ");
	size_t name = i;
	for (;; i++) {
		if (s[i] == ':' && s[i + 1] == ':')
			i++;
		else if (!s[i] ||
			!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._!-",
				s[i]))
			break;
	}
	if (i == name)
		return 0;
	i += strspn(s + i, " ");
	return s[i] == '}' ? i + 1 : 0;
}

// A piece of the value. Text of a hole's value stands in the file as the hole, all of it.
static void add_stretch(Text *t, Buf *b, const Value *v, Span at)
{
	Stretch one = { (uint32_t)b->n, 0, NULL, at };
	const char *s = value_text(v);
	if (s) {
		buf_add(b, s, v->n);
		one.from = v->at.file == at.file && v->at.lo == at.lo ? v : NULL;
	} else {
		// The source of the hole keeps its place, so that messages show it.
		const char *path = v->kind == V_HOLE ? v->u.hole.path : "…";
		buf_printf(b, "{{%s}}", path ? path : "");
		U_PUSH(t->u, t->gap, t->ngap, ((Gap){ one.lo, (uint32_t)b->n }));
	}
	one.hi = (uint32_t)b->n;
	U_PUSH(t->u, t->stretch, t->nstretch, one);
}

// Puts `${Name}` among the gaps, which are holes so far, in order.
static void add_substitutions(Text *t)
{
	Gap *known = t->gap;
	uint32_t nknown = t->ngap;
	t->gap = NULL;
	t->ngap = 0;
	uint32_t k = 0;
	for (uint32_t i = 0; i < t->n;) {
		if (k < nknown && known[k].lo == i) {
			U_PUSH(t->u, t->gap, t->ngap, known[k]);
			i = known[k++].hi;
			continue;
		}
		size_t n = substitution(t->s + i);
		if (n && (k == nknown || i + n <= known[k].lo))
			U_PUSH(t->u, t->gap, t->ngap, ((Gap){ i, i + (uint32_t)n }));
		i += n ? (uint32_t)n : 1;
	}
}

void jsonata_text(Text *t, Unit *u, const Value *v)
{
	*t = (Text){ .u = u, .value = v };
	Buf b = { .arena = u->arena };
	if (v->kind != V_JOIN) {
		add_stretch(t, &b, v, v->at);
	} else {
		for (uint32_t i = 0; i < v->n; i++) {
			const Value *piece = v->u.item[i];
			const Value *val = piece->kind == V_HOLE ? piece->u.hole.val : NULL;
			add_stretch(t, &b, value_text(val) ? val : piece, piece->at);
		}
	}
	t->s = b.s ? b.s : "";
	t->n = (uint32_t)b.n;
	t->lo = t->n >= 4 ? 2 : 0;
	t->hi = t->n >= 4 ? t->n - 2 : 0;
	add_substitutions(t);
}

// The bytes of characters [lo, hi) that lie in one stretch.
static Span stretch_span(const Text *t, Stretch *s, uint32_t lo, uint32_t hi)
{
	if (!s->from)
		return s->at;
	if (!s->asked)
		s->place = s->from->style == STYLE_MADE ?
			value_piece_places(t->u, t->value, s->from) :
			value_places(t->u, s->from);
	s->asked = true;
	const uint32_t *place = s->place;
	return place ? (Span){ s->at.file, place[lo - s->lo], place[hi - s->lo] } : s->at;
}

// The first stretch that ends behind character `at`, or the last one.
static uint32_t find_stretch(const Text *t, uint32_t at)
{
	uint32_t lo = 0;
	uint32_t hi = t->nstretch ? t->nstretch - 1 : 0;
	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (t->stretch[mid].hi > at)
			hi = mid;
		else
			lo = mid + 1;
	}
	return lo;
}

Span jsonata_place(const Text *t, uint32_t lo, uint32_t hi)
{
	Span all = { 0 };
	for (uint32_t i = find_stretch(t, lo); i < t->nstretch; i++) {
		Stretch *s = &t->stretch[i];
		if (s->lo >= hi && all.file)
			break;
		uint32_t from = lo > s->lo ? lo : s->lo;
		uint32_t to = hi < s->hi ? hi : s->hi;
		Span part = stretch_span(t, s, from < to ? from : to, to);
		if (!all.file) {
			all = part;
		} else if (part.file == all.file) {
			all.lo = part.lo < all.lo ? part.lo : all.lo;
			all.hi = part.hi > all.hi ? part.hi : all.hi;
		}
	}
	return all;
}
