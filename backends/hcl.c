// hcl.c: bodies of attributes and blocks, laid out as `terraform fmt` leaves them.
#include "hcl.h"

#include <string.h>

void hcl_attribute(HclModule *h, HclBody *b, const char *name, const char *text)
{
	if (text)
		U_PUSH(h->u, b->item, b->n, ((HclItem){ .name = name, .text = text }));
}

HclBody *hcl_block(
	HclModule *h, HclBody *b, const char *name, const char *label1, const char *label2)
{
	HclItem item = { .name = name, .body = U_NEW(h->u, HclBody) };
	if (label1)
		U_PUSH(h->u, item.label, item.nlabel, label1);
	if (label2)
		U_PUSH(h->u, item.label, item.nlabel, label2);
	U_PUSH(h->u, b->item, b->n, item);
	return item.body;
}

static bool one_line(const HclItem *i)
{
	return i->text && !strchr(i->text, '\n');
}

static void print_run(Buf *b, const HclItem *item, uint32_t n, unsigned depth)
{
	size_t widest = 0;
	for (uint32_t i = 0; i < n; i++) {
		size_t w = utf8_width(item[i].name, strlen(item[i].name));
		widest = w > widest ? w : widest;
	}
	for (uint32_t i = 0; i < n; i++) {
		buf_fill(b, ' ', 2 * depth);
		buf_puts(b, item[i].name);
		buf_fill(b, ' ', widest - utf8_width(item[i].name, strlen(item[i].name)));
		buf_printf(b, " = %s\n", item[i].text);
	}
}

static void print_attributes(Buf *b, const HclItem *item, uint32_t n, unsigned depth)
{
	for (uint32_t i = 0, j; i < n; i = j) {
		for (j = i; j < n && one_line(&item[j]); j++)
			;
		if (j > i) {
			print_run(b, item + i, j - i, depth);
		} else {
			buf_fill(b, ' ', 2 * depth);
			buf_printf(b, "%s = %s\n", item[i].name, item[i].text);
			j = i + 1;
		}
	}
}

void hcl_print(Buf *b, const HclBody *body, unsigned depth)
{
	HclItem *attr = NULL;
	uint32_t n = 0;
	Arena *a = b->arena;
	for (uint32_t i = 0; i < body->n; i++)
		if (body->item[i].text)
			PUSH(a, attr, n, body->item[i]);
	print_attributes(b, attr, n, depth);
	bool first = n == 0;
	for (uint32_t i = 0; i < body->n; i++) {
		const HclItem *it = &body->item[i];
		if (!it->body)
			continue;
		if (!first)
			buf_putc(b, '\n');
		first = false;
		buf_fill(b, ' ', 2 * depth);
		buf_puts(b, it->name);
		for (uint32_t j = 0; j < it->nlabel; j++)
			buf_printf(b, " \"%s\"", it->label[j]);
		if (!it->body->n) {
			buf_puts(b, " {}\n");
			continue;
		}
		buf_puts(b, " {\n");
		hcl_print(b, it->body, depth + 1);
		buf_fill(b, ' ', 2 * depth);
		buf_puts(b, "}\n");
	}
}
