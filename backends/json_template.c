// json_template.c: prints templates. Numbers stay as they were written, which jansson would not
// keep (1.10 would become 1.1, twenty digits an error).
#include "emit.h"

#include <string.h>

static void print(Buf *b, const Value *v, size_t depth);

static void line(Buf *b, size_t depth)
{
	buf_putc(b, '\n');
	buf_fill(b, ' ', 2 * depth);
}

static void print_map(Buf *b, const Value *v, size_t depth)
{
	buf_putc(b, '{');
	for (uint32_t i = 0; i < v->n; i++) {
		if (i)
			buf_putc(b, ',');
		line(b, depth + 1);
		quote_json(b, v->u.pair[i].key, strlen(v->u.pair[i].key));
		buf_puts(b, ": ");
		print(b, v->u.pair[i].val, depth + 1);
	}
	if (v->n)
		line(b, depth);
	buf_putc(b, '}');
}

static void print(Buf *b, const Value *v, size_t depth)
{
	if (v->kind == V_MAP) {
		print_map(b, v, depth);
	} else if (v->kind == V_LIST) {
		buf_putc(b, '[');
		for (uint32_t i = 0; i < v->n; i++) {
			if (i)
				buf_putc(b, ',');
			line(b, depth + 1);
			print(b, v->u.item[i], depth + 1);
		}
		if (v->n)
			line(b, depth);
		buf_putc(b, ']');
	} else {
		value_json(b, v);
	}
}

void print_template(Buf *b, const Value *v)
{
	print(b, v, 0);
	buf_putc(b, '\n');
}
