// read_yaml.c: YAML to values through libyaml's events, with exact byte spans.
//
// What libyaml does not do is done here: its marks count characters, so they are turned
// into bytes; the end of a block collection lies at the next token, so a collection's span
// runs from its first child to its last; duplicate keys, an alias inside its own anchor and
// explosive aliases pass as ordinary events. Scalars keep their text: what `012` or `on`
// means is for the field to say.
#include "read.h"

#include <string.h>

#include <yaml.h>

typedef struct Anchor {
	Sym name;
	Value *val;    // NULL while it is being read
	uint32_t size; // values in it, aliases expanded
} Anchor;

typedef struct Reader {
	Unit *u;
	const char *text; // of the source
	uint32_t n, file;
	yaml_parser_t parser;
	size_t first, ascii; // where the text starts, and how many characters from there are bytes
	size_t chars, bytes; // a place known in both counts
	Anchor *anchor;
	uint32_t nanchor;
	uint32_t depth, values;
	Span hole;      // the last `{{` without quotes
	bool functions; // `!Ref x` is {Ref: x}
	bool misread;   // what belongs to what is not known
	bool pasted;    // a value was refused, which may be why what follows cannot be read
	bool stop;
} Reader;

// The byte offset of character number `chars`; marks come nearly in order, so the walk from
// the last one is short.
static uint32_t byte_at(Reader *r, size_t chars)
{
	if (chars <= r->ascii)
		return (uint32_t)(r->first + chars);
	while (r->chars < chars && r->bytes < r->n) {
		size_t n;
		utf8_next(r->text + r->bytes, &n);
		r->bytes += n;
		r->chars++;
	}
	while (r->chars > chars) {
		r->bytes--;
		r->chars -= ((uint8_t)r->text[r->bytes] & 0xC0) != 0x80;
	}
	return (uint32_t)r->bytes;
}

static Span span_of(Reader *r, const yaml_event_t *e)
{
	uint32_t lo = byte_at(r, e->start_mark.index);
	return (Span){ r->file, lo, byte_at(r, e->end_mark.index) };
}

static bool same_line(const Reader *r, uint32_t from, uint32_t to)
{
	return from <= to && !memchr(r->text + from, '\n', to - from);
}

static void syntax_error(Reader *r)
{
	bool said = r->stop || r->misread || r->pasted;
	r->stop = true;
	if (said)
		return;
	const yaml_parser_t *p = &r->parser;
	if (p->error == YAML_MEMORY_ERROR)
		die_of_memory();
	uint32_t lo;
	if (p->error == YAML_READER_ERROR)
		lo = (uint32_t)p->problem_offset + (uint32_t)(r->text[0] == '\xEF' ? 3 : 0);
	else
		lo = byte_at(r, p->problem_mark.index);
	if (lo > r->n)
		lo = r->n;
	if (yaml_tabs(r->u, r->file, lo) || (r->hole.file && same_line(r, r->hole.lo, lo)))
		return; // the braces of a hole without quotes are what is wrong there
	bool opened = p->context && p->context_mark.index <= p->problem_mark.index;
	yaml_problem(r->u, r->file, p->problem ? p->problem : "not YAML", lo,
		opened ? byte_at(r, p->context_mark.index) : UINT32_MAX);
}

static bool next_event(Reader *r, yaml_event_t *e)
{
	if (!r->stop && yaml_parser_parse(&r->parser, e))
		return true;
	syntax_error(r);
	memset(e, 0, sizeof *e);
	return false;
}

static Value *bad(Reader *r, Span at)
{
	return value_new(r->u->arena, V_BAD, at);
}

// Counts values as they stand after aliases are expanded.
static bool count_values(Reader *r, uint32_t more, Span at)
{
	r->values += more;
	if (r->values <= MAX_VALUES || r->stop)
		return true;
	say_too_many_nodes(r->u, at, U_FORMAT(r->u, "%d", MAX_VALUES));
	r->stop = true;
	return false;
}

static Anchor *find_anchor(Reader *r, Sym name)
{
	for (uint32_t i = r->nanchor; i-- > 0;)
		if (r->anchor[i].name == name)
			return &r->anchor[i];
	return NULL;
}

static Value *read_alias(Reader *r, const yaml_event_t *e)
{
	Sym name = unit_sym(r->u, (const char *)e->data.alias.anchor);
	Span at = span_of(r, e);
	const Anchor *a = find_anchor(r, name);
	if (!a) {
		Diag *d = say_unknown_anchor(r->u, at, name);
		Nearest near = { .word = name };
		for (uint32_t i = 0; i < r->nanchor; i++)
			nearest_try(&near, r->anchor[i].name);
		diag_nearest(d, &near, FIX_MAYBE, (Span){ at.file, at.lo + 1, at.hi });
		return bad(r, at);
	}
	if (!a->val) {
		say_anchor_in_itself(r->u, at, name);
		return bad(r, at);
	}
	return count_values(r, a->size, at) ? a->val : bad(r, at);
}

static Style style_of(yaml_scalar_style_t s)
{
	return s == YAML_SINGLE_QUOTED_SCALAR_STYLE  ? STYLE_SINGLE :
		s == YAML_DOUBLE_QUOTED_SCALAR_STYLE ? STYLE_DOUBLE :
		s == YAML_PLAIN_SCALAR_STYLE         ? STYLE_PLAIN :
						       STYLE_BLOCK;
}

// libyaml counts a scalar's tag and anchor to it.
static Span without_properties(const Reader *r, Span at)
{
	while (at.lo < at.hi && (r->text[at.lo] == '!' || r->text[at.lo] == '&')) {
		while (at.lo < at.hi && !strchr(" \t\r\n", r->text[at.lo]))
			at.lo++;
		while (at.lo < at.hi && strchr(" \t\r\n", r->text[at.lo]))
			at.lo++;
	}
	return at;
}

static Value *read_scalar(Reader *r, const yaml_event_t *e, const char *tag)
{
	Value *v = value_new(r->u->arena, V_STR, without_properties(r, span_of(r, e)));
	size_t n = e->data.scalar.length;
	v->u.s = arena_copy(r->u->arena, (const char *)e->data.scalar.value, n);
	v->n = (uint32_t)n;
	v->style = (uint8_t)style_of(e->data.scalar.style);
	if (memchr(v->u.s, 0, n)) {
		size_t nul = strlen(v->u.s);
		say_nul_character(r->u, value_part(r->u, v, nul, nul + 1));
		return bad(r, v->at);
	}
	if (v->style == STYLE_BLOCK) // its mark runs to the next token
		while (v->at.hi > v->at.lo && strchr(" \t\r\n", r->text[v->at.hi - 1]))
			v->at.hi--;
	if (v->style == STYLE_PLAIN && !(tag && str_ends(tag, ":str")))
		v->kind = (uint8_t)plain_kind(v->u.s, n);
	return v;
}

static Value *read_node(Reader *r, yaml_event_t *e);

static Value *read_value(Reader *r, yaml_event_t *e)
{
	Value *v = read_node(r, e);
	if (e->type == YAML_SCALAR_EVENT && !e->data.scalar.tag)
		r->pasted |= !yaml_pasted_value(r->u, v);
	return v;
}

static bool enter(Reader *r, Span at)
{
	if (++r->depth <= MAX_DEPTH)
		return true;
	if (!r->stop)
		say_too_deep(r->u, at, U_FORMAT(r->u, "%d", MAX_DEPTH));
	r->stop = true;
	return false;
}

static Value *read_list(Reader *r, const yaml_event_t *open)
{
	Value *v = value_new(r->u->arena, V_LIST, span_of(r, open));
	bool flow = open->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	yaml_event_t e;
	if (!enter(r, v->at))
		return v;
	while (next_event(r, &e)) {
		bool end = e.type == YAML_SEQUENCE_END_EVENT;
		if (end && flow)
			v->at.hi = span_of(r, &e).hi;
		if (!end)
			value_push(r->u->arena, v, read_value(r, &e));
		yaml_event_delete(&e);
		if (end)
			break;
	}
	if (!flow && v->n)
		v->at.hi = v->u.item[v->n - 1]->at.hi;
	r->depth--;
	return v;
}

// `<<: *base` and `<<: [*a, *b]`: pairs that the map itself does not have; the first wins.
static void merge_into(Reader *r, Value *map, Map *seen, const Value *from, Span at)
{
	if (from->kind == V_BAD)
		return;
	if (from->kind == V_LIST) {
		for (uint32_t i = 0; i < from->n; i++)
			merge_into(r, map, seen, from->u.item[i], at);
		return;
	}
	if (from->kind != V_MAP) {
		Diag *d = say_merge_not_map(r->u, at, value_noun(from));
		if (from->at.lo < at.lo)
			diag_context(d, from->at, "this");
		return;
	}
	for (uint32_t i = 0; i < from->n; i++) {
		const Pair *p = &from->u.pair[i];
		if (!value_pair(map, p->key))
			map_add(r->u, map, seen, p->key, p->at, p->val);
	}
}

// `{ done:1 }`: for YAML a key `done:1` without a value. Said, the key is `done`, and the value bad.
static size_t colon_slipped_in_flow(Reader *r, const Value *key, Value **val)
{
	size_t n = strcspn(key->u.s, ":");
	const char *rest = key->u.s + n;
	bool empty = (*val)->kind == V_NULL && !(*val)->n && (*val)->at.lo == (*val)->at.hi;
	if (!empty || key->style != STYLE_PLAIN || !n || !rest[0] || !rest[1] ||
		strchr(":/ ", rest[1]) || key->at.hi - key->at.lo != key->n)
		return key->n;
	Span at = { key->at.file, key->at.lo, key->at.lo + (uint32_t)n + 1 };
	Diag *d = say_colon_without_blank(r->u, at, arena_copy(r->u->arena, key->u.s, n));
	diag_fix(d, FIX_SAFE, "put a blank after the colon", (Span){ at.file, at.hi, at.hi }, " ");
	*val = bad(r, key->at);
	return n;
}

static Value *read_map(Reader *r, const yaml_event_t *open)
{
	Value *v = value_new(r->u->arena, V_MAP, span_of(r, open));
	bool flow = open->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	Map seen = { .arena = r->u->arena };
	Value *merge = value_list(r->u->arena, v->at);
	Span merged = { 0 };
	bool hole = flow && v->at.lo + 1 < r->n && memcmp(r->text + v->at.lo, "{{", 2) == 0;
	yaml_event_t e;
	uint32_t last = v->at.hi;
	if (hole)
		r->hole = yaml_hole(r->u, r->file, v->at.lo);
	if (!enter(r, v->at))
		return v;
	while (next_event(r, &e)) {
		bool end = e.type == YAML_MAPPING_END_EVENT;
		if (end && flow)
			last = span_of(r, &e).hi;
		Value *key = end ? NULL : read_node(r, &e);
		yaml_event_delete(&e);
		if (end || !next_event(r, &e))
			break;
		Span at = span_of(r, &e);
		Value *val = read_value(r, &e);
		bool whole = yaml_pasted_key(r->u, key);
		r->misread |= !whole;
		yaml_event_delete(&e);
		if (!flow)
			last = val->at.hi > key->at.hi ? val->at.hi : key->at.hi;
		if (!whole)
			continue;
		if (!value_scalar(key)) {
			if (key->kind != V_BAD && !hole)
				say_key_not_scalar(r->u, key->at);
		} else if (key->style == STYLE_PLAIN && str_eq(key->u.s, "<<")) {
			value_push(r->u->arena, merge, val);
			merged = at;
		} else {
			size_t n = flow ? colon_slipped_in_flow(r, key, &val) : key->n;
			map_add(r->u, v, &seen, sym_n(r->u->syms, key->u.s, n), key->at, val);
		}
	}
	v->at.hi = last;
	for (uint32_t i = 0; i < merge->n; i++)
		merge_into(r, v, &seen, merge->u.item[i], merged);
	r->depth--;
	return hole ? bad(r, v->at) : v;
}

// A tag is YAML's own (!!str), one of ours, or an error. Returns the value that stands there.
static Value *apply_tag(Reader *r, const char *tag, Span at, Value *v)
{
	if (!tag || str_starts(tag, "tag:yaml.org,2002:") || str_eq(tag, "!"))
		return v;
	if (str_eq(tag, "!include") || str_eq(tag, "!read"))
		return load_include(r->u, r->file, tag, v);
	if (r->functions && tag[0] == '!' && tag[1]) {
		bool bare = str_eq(tag, "!Ref") || str_eq(tag, "!Condition");
		const char *key = U_FORMAT(r->u, "%s%s", bare ? "" : "Fn::", tag + 1);
		Value *map = value_map(r->u->arena, (Span){ at.file, at.lo, v->at.hi });
		U_PUSH(r->u, map->u.pair, map->n, ((Pair){ unit_sym(r->u, key), at, v }));
		return map;
	}
	Diag *d = say_unknown_tag(r->u, at, tag);
	diag_line(d, "known tags: !include FILE (a value), !read FILE (its text)");
	if (str_eq(tag, "!Ref") || str_eq(tag, "!Sub") || str_eq(tag, "!GetAtt"))
		diag_line(d, "in a topology a reference is written `{{kind.name.attribute}}`");
	return bad(r, v->at);
}

// The text of the tag as written, which stands before the node's own mark.
static Span tag_span(Reader *r, Span node, const char *tag)
{
	size_t n = strlen(tag);
	if (node.lo + n <= r->n && memcmp(r->text + node.lo, tag, n) == 0)
		return (Span){ node.file, node.lo, node.lo + (uint32_t)n };
	return node;
}

static Value *read_node(Reader *r, yaml_event_t *e)
{
	Span at = span_of(r, e);
	if (!count_values(r, 1, at))
		return bad(r, at);
	if (e->type == YAML_ALIAS_EVENT)
		return read_alias(r, e);
	bool scalar = e->type == YAML_SCALAR_EVENT;
	bool map = e->type == YAML_MAPPING_START_EVENT;
	const char *anchor = (const char *)(scalar ? e->data.scalar.anchor :
			map                        ? e->data.mapping_start.anchor :
						     e->data.sequence_start.anchor);
	const char *tag = (const char *)(scalar ? e->data.scalar.tag :
			map                     ? e->data.mapping_start.tag :
						  e->data.sequence_start.tag);
	uint32_t mine = r->nanchor;
	uint32_t before = r->values;
	if (anchor)
		U_PUSH(r->u, r->anchor, r->nanchor, ((Anchor){ unit_sym(r->u, anchor), NULL, 0 }));
	Value *v = scalar ? read_scalar(r, e, tag) : map ? read_map(r, e) : read_list(r, e);
	if (tag)
		v = apply_tag(r, tag, tag_span(r, at, tag), v);
	if (anchor) {
		r->anchor[mine].val = v;
		r->anchor[mine].size = r->values - before + 1;
	}
	return v;
}

static void expect_end(Reader *r)
{
	yaml_event_t e;
	while (next_event(r, &e)) {
		bool end = e.type == YAML_STREAM_END_EVENT;
		if (e.type == YAML_DOCUMENT_START_EVENT) {
			say_many_documents(r->u, span_of(r, &e));
			r->stop = true;
		}
		yaml_event_delete(&e);
		if (end)
			return;
	}
}

static Value *read_text(Unit *u, uint32_t file, bool functions)
{
	const Source *src = u->src[file];
	Reader r = { .u = u, .text = src->text, .n = src->n, .file = file, .functions = functions };
	if (!yaml_parser_initialize(&r.parser))
		die_of_memory();
	if (src->n >= 3 && memcmp(src->text, "\xEF\xBB\xBF", 3) == 0)
		r.bytes = r.first = 3;
	while (r.first + r.ascii < r.n && (uint8_t)r.text[r.first + r.ascii] < 0x80)
		r.ascii++;
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
		&r.parser, (const unsigned char *)src->text + r.bytes, src->n - r.bytes);
	Value *v = NULL;
	yaml_event_t e;
	while (!v && next_event(&r, &e)) {
		if (e.type == YAML_STREAM_END_EVENT)
			v = value_new(u->arena, V_NULL, (Span){ file, 0, 0 });
		else if (e.type != YAML_STREAM_START_EVENT && e.type != YAML_DOCUMENT_START_EVENT)
			v = read_value(&r, &e);
		yaml_event_delete(&e);
	}
	if (v && v->kind == V_NULL && !v->u.s)
		v->u.s = "";
	else if (v)
		expect_end(&r);
	yaml_parser_delete(&r.parser);
	return r.stop || r.misread || !v ? bad(&r, (Span){ file, 0, 0 }) : v;
}

Value *read_yaml(Unit *u, uint32_t file)
{
	return read_text(u, file, false);
}

Value *read_yaml_template(Unit *u, uint32_t file)
{
	return read_text(u, file, true);
}
