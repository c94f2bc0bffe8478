// flow_text.c: the text of a parameter in which account, Region and partition, which the target knows, stand
// as `${account}` and so on: so that URLs and ARNs with `{{region}}` in them can be taken apart.
#include "flow.h"

#include "../lower.h"

#include <string.h>

static bool add_text(Buf *b, const Value *v, const char *unknown)
{
	const Value *of = v->kind == V_HOLE ? v->u.hole.val : v;
	if (of && value_scalar(of))
		buf_puts(b, of->u.s);
	else if (of && of->kind == V_VAR)
		buf_printf(b, "${%s}", of->u.s);
	else if (unknown)
		buf_puts(b, unknown);
	else
		return false;
	return true;
}

const char *task_text(Unit *u, const Value *v, const char *unknown)
{
	Buf b = { .arena = u->arena };
	if (!v)
		return NULL;
	const char *known = value_known(u, v);
	if (known)
		return known;
	for (uint32_t i = 0; v->kind == V_JOIN && i < v->n; i++)
		if (!add_text(&b, v->u.item[i], unknown))
			return NULL;
	if (v->kind != V_JOIN && !add_text(&b, v, unknown))
		return NULL;
	return b.s ? b.s : "";
}

Value *task_text_value(Unit *u, const char *text, Span at)
{
	static const char *const name[] = { "account", "region", "partition", "suffix" };
	Value **piece = NULL;
	uint32_t n = 0;
	const char *from = text;
	for (const char *p = text; (p = strstr(p, "${")); p++)
		for (size_t i = 0; i < COUNT(name); i++) {
			size_t len = strlen(name[i]);
			if (strncmp(p + 2, name[i], len) != 0 || p[2 + len] != '}')
				continue;
			if (p > from)
				U_PUSH(u, piece, n,
					value_str(u->arena,
						arena_copy(u->arena, from, (size_t)(p - from)),
						at));
			U_PUSH(u, piece, n, value_var(u, name[i], at));
			from = p + len + 3;
		}
	if (*from || !n)
		U_PUSH(u, piece, n, value_str(u->arena, from, at));
	return value_join(u->arena, at, piece, n);
}
