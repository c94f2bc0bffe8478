// json.c: values to JSON documents through jansson. The only file that includes it.
#include "json.h"

#include <errno.h>
#include <stdlib.h>

#include <jansson.h>

static json_t *number(const char *s)
{
	char *end;
	errno = 0;
	long long n = strtoll(s, &end, 10);
	return *end || errno ? json_real(strtod(s, NULL)) : json_integer(n);
}

// The name of a file may be any bytes; a document is UTF-8.
static json_t *string(const char *s, size_t n)
{
	if (utf8_check(s, n) == n)
		return json_stringn(s, n);
	Buf b = { 0 };
	for (size_t done = 0; done < n;) {
		size_t good = utf8_check(s + done, n - done);
		buf_add(&b, s + done, good);
		done += good;
		if (done++ < n)
			buf_puts(&b, "\xEF\xBF\xBD");
	}
	json_t *j = json_stringn(b.s, b.n);
	buf_free(&b);
	return j;
}

static json_t *tree(const Value *v)
{
	json_t *j = NULL;
	switch ((ValueKind)v->kind) {
	case V_BOOL: j = json_boolean(value_true(v)); break;
	case V_NUM: j = number(v->u.s); break;
	case V_STR: j = string(v->u.s, v->n); break;
	case V_LIST:
		j = json_array();
		for (uint32_t i = 0; i < v->n; i++)
			json_array_append_new(j, tree(v->u.item[i]));
		break;
	case V_MAP:
		j = json_object();
		for (uint32_t i = 0; i < v->n; i++)
			json_object_set_new(j, v->u.pair[i].key, tree(v->u.pair[i].val));
		break;
	default: j = json_null(); break;
	}
	if (!j)
		die_of_memory();
	return j;
}

void json_print(Buf *b, const Value *v, unsigned indent)
{
	json_t *j = tree(v);
	char *s = json_dumps(
		j, JSON_INDENT((size_t)indent) | JSON_ENCODE_ANY | (indent ? 0 : JSON_COMPACT));
	if (!s)
		die("cannot print JSON");
	buf_puts(b, s);
	free(s);
	json_decref(j);
}
