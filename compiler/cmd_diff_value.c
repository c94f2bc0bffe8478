// cmd_diff_value.c: names and values as people may see them: short, and without what a terminal obeys.
#include "cmd_diff.h"

#include <string.h>

void put_safe(Buf *b, const char *s)
{
	for (; *s; s++) {
		uint8_t c = (uint8_t)*s;
		bool c1 = c == 0xC2 && (uint8_t)s[1] >= 0x80 && (uint8_t)s[1] <= 0x9F;
		// U+2028 and U+2029 end a line; U+202A to U+202E, U+2066 to U+2069 turn the order around.
		bool turns = c == 0xE2 &&
			(((uint8_t)s[1] == 0x80 && (uint8_t)s[2] >= 0xA8 &&
				 (uint8_t)s[2] <= 0xAE) ||
				((uint8_t)s[1] == 0x81 && (uint8_t)s[2] >= 0xA6 &&
					(uint8_t)s[2] <= 0xA9));
		if (c < 0x20 || c == 0x7F)
			buf_printf(b, "\\x%02X", c);
		else if (c1)
			buf_printf(b, "\\u00%02X", (uint8_t) * ++s);
		else if (turns) {
			buf_printf(
				b, "\\u20%02X", ((uint8_t)s[1] & 1) << 6 | ((uint8_t)s[2] & 0x3F));
			s += 2;
		} else
			buf_putc(b, *s);
	}
}

bool is_secret(const char *pointer)
{
	static const char *const part[] = { "Password", "password", "SecretString", "secret_string",
		"AuthToken", "auth_token" };
	for (size_t i = 0; i < COUNT(part); i++)
		if (str_ends(pointer, part[i]))
			return true;
	return false;
}

// A reference as `${Id.Attr}`.
static bool put_function(Buf *b, const Value *v)
{
	if (!is_function(v))
		return false;
	const Value *arg = v->u.pair[0].val;
	const char *f = v->u.pair[0].key;
	if (str_eq(f, "Fn::Sub") && arg->kind == V_STR) {
		quote_json(b, arg->u.s, arg->n);
		return true;
	}
	if (str_eq(f, "Ref") && value_scalar(arg)) {
		buf_printf(b, "${%s}", arg->u.s);
		return true;
	}
	if (!str_eq(f, "Fn::GetAtt") || arg->kind != V_LIST)
		return false;
	buf_puts(b, "${");
	for (uint32_t i = 0; i < arg->n; i++)
		buf_printf(b, "%s%s", i ? "." : "",
			value_scalar(arg->u.item[i]) ? arg->u.item[i]->u.s : "?");
	buf_putc(b, '}');
	return true;
}

void put_value(Buf *b, const Value *v, size_t most)
{
	Buf t = { 0 };
	if (!v) {
		buf_puts(b, "-");
		return;
	}
	if (!put_function(&t, v))
		value_json_sorted(&t, v);
	size_t n = t.n;
	if (n > most)
		for (n = most; n && ((uint8_t)t.s[n] & 0xC0) == 0x80;)
			n--;
	char *cut = n < t.n ? &t.s[n] : NULL;
	if (cut)
		*cut = 0;
	put_safe(b, t.s ? t.s : "");
	if (cut)
		buf_puts(b, "…");
	buf_free(&t);
}

// Two texts that begin alike are shown from where they part.
void put_change_values(Buf *b, const Value *before, const Value *after, size_t most)
{
	enum { ALIKE = 24, CONTEXT = 12 };
	Buf t[2] = { 0 };
	const Value *v[] = { before, after };
	size_t from = 0;
	for (int i = 0; i < 2; i++)
		put_value(&t[i], v[i], SIZE_MAX);
	while (t[0].s[from] && t[0].s[from] == t[1].s[from])
		from++;
	from = from > ALIKE && (t[0].n > most || t[1].n > most) ? from - CONTEXT : 0;
	while (from && ((uint8_t)t[0].s[from] & 0xC0) == 0x80)
		from--;
	for (int i = 0; i < 2; i++) {
		const char *s = t[i].s + from;
		size_t n = strlen(s);
		bool cut = n > most;
		for (n = cut ? most : n; cut && n && ((uint8_t)s[n] & 0xC0) == 0x80;)
			n--;
		buf_puts(b, i ? " -> " : "");
		buf_puts(b, from ? "…" : "");
		buf_add(b, s, n);
		buf_puts(b, cut ? "…" : "");
		buf_free(&t[i]);
	}
}
