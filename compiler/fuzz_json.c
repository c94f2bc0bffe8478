// fuzz_json.c: any bytes as JSON, with jansson as the judge: what the reader takes without an error
// jansson takes, and what jansson takes the reader takes, but for its limits. Both then hold the
// same value.
//
//   make fuzz, or .ci/fuzz 60 json
#include "read.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const Options options;

static void check_said(const Unit *u)
{
	for (uint32_t i = 0; i < u->ndiag; i++)
		for (uint32_t k = 0; k < u->diag[i]->nspan; k++) {
			Span at = u->diag[i]->span[k].at;
			if (at.file >= u->nsrc || at.lo > at.hi || at.hi > u->src[at.file]->n)
				die("a finding lies at %u-%u: %s", at.lo, at.hi, u->diag[i]->text);
		}
}

static void check_same(const Value *v, const json_t *j)
{
	bool same = true;
	switch (json_typeof(j)) {
	case JSON_NULL: same = v->kind == V_NULL; break;
	case JSON_TRUE:
	case JSON_FALSE:
		same = v->kind == V_BOOL && json_is_true(j) == str_eq(v->u.s, "true");
		break;
	case JSON_INTEGER:
		same = v->kind == V_NUM && strtoll(v->u.s, NULL, 10) == json_integer_value(j);
		break;
	case JSON_REAL:
		same = v->kind == V_NUM && strtod(v->u.s, NULL) == json_real_value(j);
		break;
	case JSON_STRING:
		same = v->kind == V_STR && v->n == json_string_length(j) &&
			memcmp(v->u.s, json_string_value(j), v->n) == 0;
		break;
	case JSON_ARRAY:
		same = v->kind == V_LIST && v->n == json_array_size(j);
		for (uint32_t i = 0; same && i < v->n; i++)
			check_same(v->u.item[i], json_array_get(j, i));
		break;
	case JSON_OBJECT:
		same = v->kind == V_MAP && v->n == json_object_size(j);
		for (uint32_t i = 0; same && i < v->n; i++) {
			const json_t *member = json_object_get(j, v->u.pair[i].key);
			if (!member)
				die("jansson has no `%s`", v->u.pair[i].key);
			check_same(v->u.pair[i].val, member);
		}
		break;
	}
	if (!same)
		die("another value of kind %d than jansson's of type %d", (int)v->kind,
			(int)json_typeof(j));
}

// Whether jansson refuses only what is a matter of its own limits.
static bool is_limit(const json_error_t *e)
{
	enum json_error_code code = json_error_code(e);
	return code == json_error_numeric_overflow || code == json_error_stack_overflow ||
		code == json_error_null_character || code == json_error_null_byte_in_key;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	// The reader takes bytes behind a mark of their order, which jansson does not.
	if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		return 0;
	static Tree tree = { .label = "", .root = "", .display = "" };
	Unit *u = unit_new(&tree, &options);
	const char *text = arena_copy(u->arena, (const char *)bytes, n);
	Value *v = read_source(u, source_add(u, "x.json", text, n));
	check_said(u);
	json_error_t e;
	json_t *j =
		json_loadb(text, n, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &e);
	bool clean = v->kind != V_BAD && !u->nerror;
	for (uint32_t i = 0; i < u->ndiag; i++)
		clean &= u->diag[i]->severity != ERROR;
	if (clean && !j && !is_limit(&e))
		die("jansson says: %s", e.text);
	if (clean && j)
		check_same(v, j);
	json_decref(j);
	unit_free(u);
	return 0;
}
