// fuzz_access.c: any bytes as two policies or two templates. What is said has to lie inside, a thing is the same as
// itself, and what is added one way round is removed the other way round.
//
//   .ci/fuzz 60 access
//
// The first byte chooses: i identity policies, r resource policies, t templates. The sides are parted by a form feed.
#include "cmd_access.h"
#include "read.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { WORK = 300 * 1000 }; // steps of one input: a hundredth of a second

static const Options nothing;

static TreeStatus read_none(
	Tree *t, Arena *a, const char *path, size_t limit, const char **text, size_t *n)
{
	(void)t, (void)a, (void)path, (void)limit, (void)text, (void)n;
	return TREE_MISSING;
}

static void check_span(const Unit *u, Span at)
{
	if (at.file >= u->nsrc || at.lo > at.hi || (at.file && at.hi > u->src[at.file]->n))
		die("a place lies at %u-%u", at.lo, at.hi);
}

static void check_result(const Unit *u, const AccessResult *r)
{
	bool added = false, removed = false;
	for (uint32_t i = 0; i < r->n; i++) {
		check_span(u, r->delta[i].at);
		*(r->delta[i].added ? &added : &removed) = true;
	}
	if (added != (r->added != ACCESS_NO) || removed != (r->removed != ACCESS_NO))
		die("the answers and the differences do not agree");
	for (uint32_t i = 0; i < u->ndiag; i++)
		for (uint32_t k = 0; k < u->diag[i]->nspan; k++)
			check_span(u, u->diag[i]->span[k].at);
}

static AccessSide side_of(const Subject *s)
{
	return s ? (AccessSide){ s->policy, s->n } : (AccessSide){ NULL, 0 };
}

static void compare(Unit *u, Comparison *out, const Subject *old, const Subject *new)
{
	AccessSide before = side_of(old), after = side_of(new);
	const Subject *one = new ? new : old;
	uint64_t work = WORK;
	AccessOptions opt = { .type = one->type, .work = &work, .say = true };
	Compared c = {
		.old = old, .new = new, .kind = one->kind, .name = one->name, .found = true
	};
	c.result = access_compare(u, &before, &after, &opt);
	check_result(u, c.result);
	uint64_t again = WORK;
	opt.work = &again;
	AccessResult *back = access_compare(u, &after, &before, &opt);
	// Whoever runs out of steps may do so at another place.
	if (work && again && (back->added != c.result->removed || back->removed != c.result->added))
		die("one way round %d %d, the other %d %d", c.result->added, c.result->removed,
			back->added, back->removed);
	work = WORK;
	opt.work = &work;
	AccessResult *same = access_compare(u, &after, &after, &opt);
	if (work && same->verdict != ACCESS_SAME)
		die("not the same as itself");
	work = WORK;
	check_result(u, access_granted(u, &after, "s3:Get* iam:PassRole", "arn:aws:s3:::*", &opt));
	work = WORK;
	check_result(u, access_public(u, &after, &opt));
	c.weight = access_weights(u, c.result, &before, &after, &opt);
	U_PUSH(u, out->item, out->n, c);
}

static void read_side(Unit *u, Subjects *s, uint8_t kind, const char *text, size_t n)
{
	Value *v = read_template(u, source_add(u, kind == 'y' ? "x.yml" : "x.json", text, n));
	if (v->kind == V_BAD)
		return;
	if (kind == 't' || kind == 'y')
		stack_read(s, v, "");
	else
		subject_add(s,
			subject_get(s, "policy", "",
				kind == 'r' ? POLICY_RESOURCE : POLICY_IDENTITY, v->at),
			(AccessPolicy){ .doc = v });
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const uint8_t *part = n ? memchr(bytes, '\f', n) : NULL;
	if (!part || part == bytes || utf8_check((const char *)bytes, n) != n ||
		memchr(bytes, 0, n))
		return 0;
	static Tree tree = { .label = "", .root = "", .display = "", .read = read_none };
	Unit *u = unit_new(&tree, &nothing);
	Subjects old = { .unit = u }, new = { .unit = u };
	size_t first = (size_t)(part - bytes) - 1, second = n - first - 2;
	read_side(u, &old, bytes[0], arena_copy(u->arena, (const char *)bytes + 1, first), first);
	read_side(u, &new, bytes[0], arena_copy(u->arena, (const char *)part + 1, second), second);
	Comparison c = { .unit = u, .old = "old", .new = "new" };
	for (uint32_t i = 0; i < new.n; i++)
		compare(u, &c, subject_find(&old, new.item[i]->kind, new.item[i]->name),
			new.item[i]);
	for (uint32_t i = 0; i < old.n; i++)
		if (!subject_find(&new, old.item[i]->kind, old.item[i]->name))
			compare(u, &c, old.item[i], NULL);
	Buf b = { .arena = u->arena };
	access_print_text(&c, &b);
	access_print_json(&c, &b);
	unit_free(u);
	return 0;
}
