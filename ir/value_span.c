// value_span.c: from characters of a string's content back to bytes of its file.
//
// The content and its source are walked side by side, one step a character, an escape or a line
// break with what YAML drops around it. A step that is not understood gives up: the whole scalar is
// the span then, never a wrong part.
#include "ir.h"

#include <string.h>

// Bytes of source and of content that one step takes; raw 0: not understood.
typedef struct Step {
	size_t raw, content;
} Step;

typedef struct Walk Walk;
struct Walk {
	Step (*step)(const Walk *);
	const char *raw, *end;   // the source, without quotes
	const char *text, *stop; // the content
	size_t indent;           // of a block
	bool literal;            // `|`
};

static const char *skip(const char *s, const char *end, const char *set)
{
	while (s < end && *s && strchr(set, *s))
		s++;
	return s;
}

static size_t count_lines(const char *s, const char *end)
{
	size_t n = 0;
	for (; s < end; s++)
		n += *s == '\n';
	return n;
}

// ---- Quoted and plain scalars ---------------------------------------------------------

// White space that holds a line break is one blank, or the breaks but one. Raw 0: none here.
static Step fold(const Walk *w)
{
	const char *s = skip(w->raw, w->end, " \t\r");
	if (s == w->end || *s != '\n')
		return (Step){ 0, 0 };
	const char *next = skip(s, w->end, " \t\r\n");
	size_t lines = count_lines(s, next);
	return (Step){ (size_t)(next - w->raw), lines == 1 ? 1 : lines - 1 };
}

static Step step_plain(const Walk *w)
{
	Step f = fold(w);
	if (f.raw)
		return f;
	return (Step){ *w->raw == *w->text, 1 };
}

static Step step_single(const Walk *w)
{
	if (*w->raw == '\'' && w->raw + 1 < w->end && w->raw[1] == '\'')
		return (Step){ 2, 1 };
	return step_plain(w);
}

static size_t hex_run(char kind)
{
	return kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
}

static size_t utf8_size(uint32_t code)
{
	return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

static uint32_t hex_value(const char *s, size_t n)
{
	uint32_t code = 0;
	for (size_t i = 0; i < n; i++) {
		char c = s[i];
		code = code << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
	}
	return code;
}

// An escape of a double-quoted scalar, YAML's or JSON's.
static Step step_escape(const Walk *w)
{
	const char *s = w->raw;
	if (s + 1 >= w->end)
		return (Step){ 0, 0 };
	if (s[1] == '\n' || s[1] == '\r') // an escaped line break is nothing
		return (Step){ (size_t)(skip(s + 1, w->end, " \t\r\n") - s), 0 };
	size_t hex = hex_run(s[1]);
	if (!hex) // \N \_ \L \P of YAML are the four that are longer than a byte
		return (Step){ 2,
			s[1] == 'N' || s[1] == '_'         ? 2 :
				s[1] == 'L' || s[1] == 'P' ? 3 :
							     1 };
	if (s + 2 + hex > w->end)
		return (Step){ 0, 0 };
	uint32_t code = hex_value(s + 2, hex);
	if (hex == 4 && code >= 0xD800 && code < 0xDC00 && s + 12 <= w->end && s[6] == '\\')
		return (Step){ 12, 4 };
	return (Step){ 2 + hex, utf8_size(code) };
}

static Step step_double(const Walk *w)
{
	return *w->raw == '\\' ? step_escape(w) : step_plain(w);
}

// ---- Blocks ---------------------------------------------------------------------------

// A line break with the indentation of the next line, blank lines between included. Folding makes
// one break a blank and drops one of several, but not beside a line that is indented further: what
// the content has decides.
static Step step_break(const Walk *w)
{
	if (w->literal) {
		size_t next = (size_t)(skip(w->raw + 1, w->end, " ") - w->raw - 1);
		return (Step){ *w->text == '\n' ? 1 + (next < w->indent ? next : w->indent) : 0,
			1 };
	}
	const char *line = w->raw; // of the next line with text
	size_t lines = 0;
	for (const char *s = w->raw; s < w->end && *s == '\n';) {
		line = ++s;
		lines++;
		s = skip(s, w->end, " \r");
	}
	size_t breaks = 0;
	while (w->text + breaks < w->stop && w->text[breaks] == '\n' && breaks < lines)
		breaks++;
	size_t blanks = (size_t)(skip(line, w->end, " ") - line);
	size_t raw = (size_t)(line - w->raw) + (blanks < w->indent ? blanks : w->indent);
	if (breaks)
		return (Step){ raw, breaks };
	return (Step){ *w->text == ' ' ? raw : 0, 1 };
}

// In a block nothing is an escape, and `\r\n` is a line break.
static Step step_block(const Walk *w)
{
	if (*w->raw == '\r' && w->raw + 1 < w->end && w->raw[1] == '\n')
		return (Step){ 1, 0 };
	return *w->raw == '\n' ? step_break(w) : (Step){ *w->raw == *w->text, 1 };
}

// Puts the walk at the first character of a block: behind the header, blank lines at the top and
// the indentation, which is what the source has more than the content.
static void enter_block(Walk *w)
{
	w->literal = *w->raw == '|';
	while (w->raw < w->end && *w->raw != '\n')
		w->raw++;
	if (w->raw < w->end)
		w->raw++;
	const char *line = w->raw;
	const char *first = skip(line, w->end, " \r\n");
	while (first > line && first[-1] != '\n')
		first--;
	size_t breaks = count_lines(line, first);
	while (w->text < w->stop && breaks && *w->text == '\n') {
		w->text++;
		breaks--;
	}
	size_t more = (size_t)(skip(w->text, w->stop, " ") - w->text);
	size_t blanks = (size_t)(skip(first, w->end, " ") - first);
	w->indent = blanks > more ? blanks - more : 0;
	w->raw = first + w->indent;
}

// ---- Walking --------------------------------------------------------------------------

// A walk at the first character of a scalar.
static Walk walk_open(const Source *src, const Value *v)
{
	Walk w = {
		.raw = src->text + v->at.lo,
		.end = src->text + v->at.hi,
		.text = v->u.s,
		.stop = v->u.s + v->n,
	};
	if (v->style == STYLE_BLOCK) {
		w.step = step_block;
		enter_block(&w);
	} else if (v->style == STYLE_PLAIN) {
		w.step = step_plain;
	} else {
		w.step = v->style == STYLE_SINGLE ? step_single : step_double;
		w.raw++;
		w.end--;
	}
	return w;
}

// Takes one step; false at the end of the content or of what is understood.
static bool walk_next(Walk *w)
{
	if (w->text >= w->stop)
		return false;
	if (w->raw >= w->end) { // a block's span ends with its text, the content with line breaks
		w->text = skip(w->text, w->stop, " \t\n");
		return w->step == step_block && w->text == w->stop;
	}
	Step one = w->step(w);
	if (!one.raw || one.content > (size_t)(w->stop - w->text))
		return false;
	w->raw += one.raw;
	w->text += one.content;
	return true;
}

static bool has_place(const Value *v)
{
	return v->at.file && v->style != STYLE_MADE && value_scalar(v);
}

Span value_part(const Unit *u, const Value *v, size_t from, size_t to)
{
	if (!has_place(v))
		return v->at;
	const Source *src = u->src[v->at.file];
	Span part = { .file = v->at.file };
	bool begun = false;
	Walk w = walk_open(src, v);
	for (;;) {
		size_t done = (size_t)(w.text - v->u.s);
		uint32_t at = (uint32_t)(w.raw - src->text);
		if (!begun || done <= from) { // behind an escaped line break, not before it
			part.lo = at;
			begun = done >= from;
		}
		if (begun && done >= to) {
			part.hi = at;
			return part;
		}
		if (!walk_next(&w))
			return v->at;
	}
}

// The place of each of n characters and of the end, or NULL.
static uint32_t *places(Unit *u, const Source *src, Walk w, size_t n)
{
	uint32_t *place = NEW_N(u->arena, uint32_t, n + 1);
	const char *text = w.stop - n;
	for (size_t done = 0;;) {
		for (size_t now = (size_t)(w.text - text); done <= now; done++)
			place[done] = (uint32_t)(w.raw - src->text);
		if (w.text == w.stop)
			return place;
		if (!walk_next(&w))
			return NULL;
	}
}

uint32_t *value_places(Unit *u, const Value *v)
{
	const Source *src = u->src[v->at.file];
	return has_place(v) ? places(u, src, walk_open(src, v), v->n) : NULL;
}

uint32_t *value_piece_places(Unit *u, const Value *join, const Value *piece)
{
	if (!join->at.file || piece->at.file != join->at.file || !value_scalar(piece))
		return NULL;
	const Source *src = u->src[join->at.file];
	const char *first = src->text + join->at.lo;
	Walk w = {
		.raw = first,
		.end = src->text + join->at.hi,
		.text = "",
		.stop = "",
		.step = *first == '\'' ? step_single :
			*first == '"'  ? step_double :
					 step_plain,
	};
	if (*first == '|' || *first == '>') {
		w.step = step_block;
		enter_block(&w);
	}
	w.raw = src->text + piece->at.lo;
	w.end = src->text + piece->at.hi;
	w.text = piece->u.s;
	w.stop = w.text + piece->n;
	return places(u, src, w, piece->n);
}
