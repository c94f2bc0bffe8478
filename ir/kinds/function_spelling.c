// function_spelling.c: how code writes the names of things: whole, in an ARN or URL, or with holes.
//
// A name is looked up as text in which twelve digits, an account, are `#` and each hole (`{stage}`,
// what is added with `+`) is `*`. The sandbox, the account and the region of a name are what a hole
// may stand for: `shop_jobs_bob` is found as that, as `shop_jobs_*`, and a bucket
// `shop-raw-bob-#` as `shop-raw-*-*` too, or as `shop-raw-*` when the rest is added.
#include "function_source.h"

#include <string.h>

enum { LEAST_NAME = 6 }; // shorter ones are words too

// ---- Spellings of a name ----------------------------------------------------------------------------------

static void add_spelling(Search *s, Entity *e, const char *text)
{
	Sym key = unit_sym(s->u, text);
	Named *first = map_get(&s->name, key);
	for (const Named *x = first; x; x = x->next)
		if (x->ent == e)
			return;
	Named *one = U_NEW(s->u, Named);
	one->ent = e;
	one->next = first;
	map_put(&s->name, key, one);
}

static bool separates(char c)
{
	return !c || strchr("-_./", c);
}

// The text with the sandbox and, if asked, accounts as holes.
static const char *with_holes(Unit *u, const char *text, bool sandbox, bool account)
{
	Buf b = { .arena = u->arena };
	size_t n = strlen(u->opt->sandbox);
	for (const char *s = text; *s;) {
		bool starts = s > text && separates(s[-1]);
		if (sandbox && n && starts && strncmp(s, u->opt->sandbox, n) == 0 &&
			separates(s[n])) {
			buf_putc(&b, '*');
			s += n;
		} else {
			buf_putc(&b, account && *s == '#' ? '*' : *s);
			s++;
		}
	}
	return b.s ? b.s : "";
}

static bool normal(char *out, const char *s, size_t n)
{
	size_t k = 0;
	if (n >= LONGEST_NAME)
		return false;
	for (size_t i = 0; i < n;) {
		size_t digits = strspn(s + i, "0123456789");
		size_t hole = code_hole(s + i, s + n);
		if (hole || (digits == 12 && i + 12 <= n)) {
			out[k++] = hole ? '*' : '#';
			i += hole ? hole : 12;
		} else {
			size_t step = digits ? digits : 1;
			step = i + step > n ? n - i : step;
			memcpy(out + k, s + i, step);
			k += step;
			i += step;
		}
	}
	out[k] = 0;
	return true;
}

void spell_entity(Search *s, Entity *e)
{
	Unit *u = s->u;
	Buf b = { .arena = u->arena };
	char text[LONGEST_NAME];
	uint32_t n = e->phys->kind == V_JOIN ? e->phys->n : 1;
	for (uint32_t i = 0; i < n; i++) {
		const Value *v = e->phys->kind == V_JOIN ? e->phys->u.item[i] : e->phys;
		if (v->kind == V_VAR)
			buf_putc(&b, str_eq(v->u.s, "account") ? '#' : '*');
		else if (v->kind == V_STR)
			buf_puts(&b, v->u.s);
		else
			return;
	}
	if (!b.n || !normal(text, b.s, b.n))
		return;
	const char *full = arena_copy(u->arena, text, strlen(text));
	U_PUSH(u, s->full, s->nfull, full);
	add_spelling(s, e, full);
	for (int way = 1; way < 4; way++)
		add_spelling(s, e, with_holes(u, full, way & 1, way & 2));
	const char *holes = with_holes(u, full, true, true);
	if (strchr(holes, '*'))
		add_spelling(s, e, arena_copy(u->arena, holes, strcspn(holes, "*") + 1));
}

// ---- Parts of a literal -----------------------------------------------------------------------------------

// The first of some characters that stands in no hole; end: none.
static const char *find(const char *s, const char *end, const char *chars)
{
	while (s < end && !strchr(chars, *s)) {
		size_t hole = code_hole(s, end);
		s += hole ? hole : 1;
	}
	return s < end ? s : end;
}

static void add(Spelling *out, size_t *n, const char *s, const char *end)
{
	if (end > s && *n < SPELLINGS)
		out[(*n)++] = (Spelling){ s, (size_t)(end - s), NULL };
}

// https://sqs.…/account/queue, https://bucket.s3.…/key, https://s3.…/bucket/key
static void parts_of_url(Spelling *out, size_t *n, const char *s, const char *end)
{
	const char *host_end = find(s, end, "/");
	bool ours = false;
	for (const char *p = s; p < host_end && !ours; p++)
		ours = code_hole(p, host_end) || str_starts(p, "amazonaws.");
	if (!ours)
		return;
	const char *last = host_end;
	for (const char *p = host_end; p < end; p = find(p + 1, end, "/?"))
		last = *p == '/' ? p : last;
	if (last < end)
		add(out, n, last + 1, find(last + 1, end, "?"));
	if (host_end < end)
		add(out, n, host_end + 1, find(host_end + 1, end, "/?"));
	add(out, n, s, find(s, host_end, "."));
}

// arn:aws:s3:::bucket/key, …:table/name/index/…, …:secret:name-AbCdEf, …:function:name:alias
static void parts_of_arn(Spelling *out, size_t *n, const char *s, const char *end)
{
	enum { COLONS = 5, RANDOM = 7 }; // before the resource; behind a secret's name
	static const char *const before[] = { "table/",
		"secret:", "function:", "stateMachine:", "deliverystream/" };
	unsigned colons = 0;
	const char *p = s;
	for (; p < end && colons < COLONS; colons++) {
		p = find(p, end, ":");
		p += p < end;
	}
	for (size_t i = 0; i < COUNT(before); i++)
		if ((size_t)(end - p) > strlen(before[i]) && str_starts(p, before[i]))
			p += strlen(before[i]);
	add(out, n, p, end);
	add(out, n, p, find(p, end, "/:"));
	if (end - p > RANDOM && end[-RANDOM] == '-')
		add(out, n, p, end - RANDOM);
}

size_t spellings(const CodeWalk *w, const char *s, size_t length, Spelling out[SPELLINGS])
{
	size_t n = 0;
	const char *end = s + length;
	size_t hole = code_hole(s, end);
	const char *rest = s + hole;
	bool open = hole || w->joined_before; // what comes first is not known
	if (length > 5 && strncmp(s, "s3://", 5) == 0)
		add(out, &n, s + 5, find(s + 5, end, "/"));
	else if (length > 8 && strncmp(s, "https://", 8) == 0)
		parts_of_url(out, &n, s + 8, end);
	else if (length > 4 && strncmp(s, "arn:", 4) == 0)
		parts_of_arn(out, &n, s, end);
	else if (open && rest < end && (*rest == ':' || *rest == '/')) {
		add(out, &n, rest + 1, end);
		if (n && *rest == '/') // a path of anything, unless a queue's URL is asked for
			out[0].of_call = "queue";
	} else if (!w->joined_before)
		add(out, &n, s, end);
	return n;
}

// ---- Looking up -------------------------------------------------------------------------------------------

// Whether a spelling with holes could be another name as well.
static bool is_ambiguous(const Search *s, const char *text)
{
	size_t fixed = strcspn(text, "*");
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->nfull; i++)
		n += strncmp(s->full[i], text, fixed) == 0;
	return n != 1;
}

Named *spelled(Search *s, const CodeWalk *w, const Spelling *part, bool *telling)
{
	char text[LONGEST_NAME];
	const char *after = part->s + part->n;
	if (!normal(text, part->s, part->n))
		return NULL;
	size_t n = strlen(text);
	bool ends = *after && strchr(w->how->quotes, *after);
	if (ends && w->joined_after && n + 1 < LONGEST_NAME && (!n || text[n - 1] != '*')) {
		text[n++] = '*';
		text[n] = 0;
	}
	Sym key = sym_find(s->u->syms, text);
	Named *named = key ? map_get(&s->name, key) : NULL;
	size_t fixed = strcspn(text, "*");
	if (!named || (fixed < LEAST_NAME && text[fixed]) || (text[fixed] && is_ambiguous(s, text)))
		return NULL;
	*telling = n >= LEAST_NAME && strpbrk(text, "-_./#0123456789");
	return named;
}
