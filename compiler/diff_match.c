// diff_match.c: the resources of two sides, matched and compared.
//
// A resource is the same when its id is the same in the same stack. What is left is matched as a renamed
// one when all it says is equal but for its own names. What refers to something that is replaced
// changes with it.
#include "diff.h"

#include <stdlib.h>
#include <string.h>

const char *const verdict_words[VERDICTS] = { "", "ADD", "FOLLOWS", "UPDATE", "RENAME",
	"MAY-REPLACE", "REPLACE", "REMOVE" };
const char *const verdict_names[VERDICTS] = { "none", "add", "follows", "update", "rename",
	"mayReplace", "replace", "remove" };

typedef struct Match {
	ResourceDiff *d;
	Arena *a;
	Syms *syms;
	Map old, delta; // module and id to DiffResource, to ResourceDelta
	bool *met;      // per old one
	ResourceDelta *all;
	uint32_t nall;
} Match;

static Sym key_of(Match *m, const char *module, const char *id)
{
	return sym_of(m->syms, arena_format(m->a, "%s\n%s", module, id));
}

// ---- Changes of a pair ----------------------------------------------------------------------------

static void add_change(Match *m, ResourceDelta *d, DiffChange c)
{
	bool name = false;
	if (!c.beside && !c.replaces) {
		TypeRow row = type_row(d->new->type);
		c.replaces = row_replaces(&row, c.pointer, &name);
	}
	const Value *v = c.after ? c.after : c.before;
	c.unit = c.after ? d->new->unit : d->old->unit;
	c.at = v && v->at.file ? v->at : c.after ? d->new->at : d->old->at;
	if (c.follows || !v) {
		c.unit = d->new->unit;
		c.at = d->new->at;
	}
	PUSH(m->a, d->change, d->n, c);
}

static void compare_pair(Match *m, ResourceDelta *d)
{
	LeafChanges c = { .arena = m->a };
	if (!str_eq(d->old->type, d->new->type)) {
		const Span at = d->new->at;
		add_change(m, d,
			(DiffChange){ .pointer = "/Type",
				.before = value_str(m->a, d->old->type, d->old->at),
				.after = value_str(m->a, d->new->type, at),
				.replaces = REPLACES_ALWAYS });
		return;
	}
	value_diff(&c, "", d->old->properties, d->new->properties);
	for (uint32_t i = 0; i < c.n; i++)
		add_change(m, d,
			(DiffChange){ .pointer = c.item[i].pointer,
				.before = c.item[i].before,
				.after = c.item[i].after });
	c.n = 0;
	value_diff(&c, "", d->old->attributes, d->new->attributes);
	for (uint32_t i = 0; i < c.n; i++)
		add_change(m, d,
			(DiffChange){ .pointer = c.item[i].pointer,
				.before = c.item[i].before,
				.after = c.item[i].after,
				.beside = true });
}

static void judge_pair(ResourceDelta *d)
{
	bool own = false;
	d->certainty = REPLACES_NEVER;
	for (uint32_t i = 0; i < d->n; i++) {
		const DiffChange *c = &d->change[i];
		own |= !c->follows;
		if (c->replaces > d->certainty)
			d->certainty = c->replaces;
		if (c->follows && c->replaces >= d->certainty && !d->follows)
			d->follows = c->follows;
	}
	if (own && d->follows) // it changes by itself too; does it replace by itself?
		for (uint32_t i = 0; i < d->n; i++)
			if (!d->change[i].follows && d->change[i].replaces >= d->certainty) {
				d->follows = NULL;
				break;
			}
	// What gets a new id with each change is made anew by design, beside the old one.
	if (d->old->hashed && d->new->hashed)
		d->certainty = REPLACES_NEVER;
	d->verdict = d->verdict == VERDICT_RENAME ? VERDICT_RENAME :
		d->certainty == REPLACES_ALWAYS   ? VERDICT_REPLACE :
		d->certainty == REPLACES_MAYBE    ? VERDICT_MAY_REPLACE :
		own                               ? VERDICT_UPDATE :
		d->n                              ? VERDICT_FOLLOWS :
						    VERDICT_NONE;
}

// ---- Matching -------------------------------------------------------------------------------------

static ResourceDelta *add_delta(Match *m, const DiffResource *old, const DiffResource *new)
{
	ResourceDelta *d = &m->all[m->nall++];
	*d = (ResourceDelta){ .old = old, .new = new };
	return d;
}

typedef struct Free {
	const DiffResource *r;
	const char *content;
} Free;

static int by_content(const void *a, const void *b)
{
	const Free *x = a;
	const Free *y = b;
	int c = strcmp(x->content, y->content);
	return c ? c : strcmp(x->r->id, y->r->id);
}

static int by_owner(const void *a, const void *b)
{
	const Free *x = a;
	const Free *y = b;
	int c = strcmp(x->content, y->content);
	return c;
}

// Pairs those of two sorted lists that have the same content; what is paired leaves the lists.
static void pair_free(Match *m, Free *x, uint32_t *nx, Free *y, uint32_t *ny, Verdict v)
{
	uint32_t i = 0, j = 0, kx = 0, ky = 0;
	while (i < *nx || j < *ny) {
		int c = i >= *nx ? 1 : j >= *ny ? -1 : by_owner(&x[i], &y[j]);
		if (c == 0) {
			add_delta(m, x[i++].r, y[j++].r)->verdict = v;
		} else if (c < 0) {
			x[kx++] = x[i++];
		} else {
			y[ky++] = y[j++];
		}
	}
	*nx = kx;
	*ny = ky;
}

static void pair_by(Match *m, Free *x, uint32_t *nx, Free *y, uint32_t *ny, bool hashed)
{
	Free *side[] = { x, y };
	uint32_t n[] = { *nx, *ny };
	for (int s = 0; s < 2; s++)
		for (uint32_t i = 0; i < n[s]; i++) {
			const DiffResource *r = side[s][i].r;
			side[s][i].content = !hashed ? content_of(m->a, r) :
				r->hashed ? arena_format(m->a, "%s\n%s\n%s", r->module, r->type,
						    r->entity ? r->entity : r->id) :
					    arena_format(m->a, "%d %u", s, i);
		}
	for (int s = 0; s < 2; s++)
		if (n[s])
			qsort(side[s], n[s], sizeof *side[s], by_content);
	pair_free(m, x, nx, y, ny, hashed ? VERDICT_NONE : VERDICT_RENAME);
}

static void match_all(Match *m)
{
	ResourceDiff *d = m->d;
	Free *gone = NEW_N(m->a, Free, d->nold + 1);
	Free *come = NEW_N(m->a, Free, d->nnew + 1);
	uint32_t ngone = 0;
	uint32_t ncome = 0;
	for (uint32_t i = 0; i < d->nold; i++)
		map_put(&m->old, key_of(m, d->old[i].module, d->old[i].id), &d->old[i]);
	for (uint32_t i = 0; i < d->nnew; i++) {
		DiffResource *new = &d->new[i];
		DiffResource *old = map_get(&m->old, key_of(m, new->module, new->id));
		if (old) {
			m->met[old - d->old] = true;
			add_delta(m, old, new);
		} else {
			come[ncome++].r = new;
		}
	}
	for (uint32_t i = 0; i < d->nold; i++)
		if (!m->met[i])
			gone[ngone++].r = &d->old[i];
	if (ngone && ncome) {
		pair_by(m, gone, &ngone, come, &ncome, true);
		pair_by(m, gone, &ngone, come, &ncome, false);
	}
	for (uint32_t i = 0; i < ngone; i++)
		add_delta(m, gone[i].r, NULL)->verdict = VERDICT_REMOVE;
	for (uint32_t i = 0; i < ncome; i++)
		add_delta(m, NULL, come[i].r)->verdict = VERDICT_ADD;
}

// ---- What follows ---------------------------------------------------------------------------------

typedef struct Use {
	ResourceDelta *by;
	const char *pointer;
	struct Use *next;
} Use;

typedef struct Uses {
	Match *m;
	Map of; // module and id to Use
	ResourceDelta *by;
} Uses;

static void add_use(Uses *u, const char *id, size_t n, const char *pointer)
{
	Match *m = u->m;
	Sym key = sym_find(m->syms, arena_format(m->a, "%s\n%.*s", u->by->new->module, (int)n, id));
	if (!key || !map_get(&m->delta, key) || map_get(&m->delta, key) == u->by)
		return;
	Use *first = map_get(&u->of, key);
	if (first && first->by == u->by && str_eq(first->pointer, pointer))
		return;
	Use *use = NEW(m->a, Use);
	*use = (Use){ u->by, pointer, first };
	map_put(&u->of, key, use);
}

// "Orders" of "Orders.Arn"; "aws_sqs_queue.orders" of "aws_sqs_queue.orders[0].arn".
static void use_text(Uses *u, const char *s, size_t n, const char *pointer)
{
	bool cfn = u->m->d->backend == CFN;
	size_t first = strcspn(s, ".}");
	if (cfn) {
		add_use(u, s, first < n ? first : n, pointer);
		return;
	}
	for (size_t i = 0; i < n;) { // an expression may hold several addresses
		size_t len = strspn(
			s + i, "abcdefghijklmnopqrstuvwxyz0123456789_-.ABCDEFGHIJKLMNOPQRSTUVWXYZ");
		len = len > n - i ? n - i : len;
		const char *dot = len ? memchr(s + i, '.', len) : NULL;
		size_t type = dot ? (size_t)(dot - (s + i)) : 0;
		if (dot) {
			size_t label = strcspn(dot + 1, ".[)} ,\"");
			size_t whole = type + 1 + label;
			add_use(u, s + i, whole < len ? whole : len, pointer);
		}
		i += len ? len : 1;
	}
}

static void find_uses(Uses *u, const Value *v, const char *pointer)
{
	if (v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			find_uses(u, v->u.item[i], arena_format(u->m->a, "%s/%u", pointer, i));
		return;
	}
	if (v->kind != V_MAP)
		return;
	if (!is_function(v)) {
		for (uint32_t i = 0; i < v->n; i++)
			find_uses(u, v->u.pair[i].val,
				arena_format(u->m->a, "%s/%s", pointer, v->u.pair[i].key));
		return;
	}
	const char *f = v->u.pair[0].key;
	const Value *arg = v->u.pair[0].val;
	if (str_eq(f, "Ref") && value_scalar(arg)) {
		use_text(u, arg->u.s, arg->n, pointer);
	} else if (str_eq(f, "Fn::GetAtt")) {
		const char *id = value_text(arg->kind == V_LIST && arg->n ? arg->u.item[0] : arg);
		if (id)
			use_text(u, id, strlen(id), pointer);
	} else {
		const Value *text = arg->kind == V_LIST && arg->n ? arg->u.item[0] : arg;
		if (str_eq(f, "Fn::Sub") && text->kind == V_STR)
			for (const char *s = text->u.s; (s = strstr(s, "${")); s += 2)
				use_text(u, s + 2, strcspn(s + 2, "}"), pointer);
		if (arg->kind == V_LIST)
			for (uint32_t i = 0; i < arg->n; i++)
				find_uses(u, arg->u.item[i], pointer);
		else if (arg->kind == V_MAP)
			find_uses(u, arg, pointer);
	}
}

static bool is_replaced(const ResourceDelta *d)
{
	return d->verdict == VERDICT_REPLACE || (d->new && d->old && d->verdict == VERDICT_RENAME);
}

static void propagate(Match *m)
{
	Uses u = { .m = m, .of = { .arena = m->a } };
	ResourceDelta **todo = NEW_N(m->a, ResourceDelta *, m->nall + 1);
	uint32_t n = 0;
	for (uint32_t i = 0; i < m->nall; i++) {
		u.by = &m->all[i];
		if (u.by->old && u.by->new &&u.by->verdict != VERDICT_RENAME)
			find_uses(&u, u.by->new->properties, "");
		if (m->all[i].verdict == VERDICT_REPLACE)
			todo[n++] = &m->all[i];
	}
	while (n) {
		const DiffResource *r = todo[--n]->new;
		for (Use *use = map_get(&u.of, key_of(m, r->module, r->id)); use; use = use->next) {
			bool was = is_replaced(use->by);
			bool known = false; // that place changes anyway
			for (uint32_t i = 0; i < use->by->n; i++)
				known |= str_eq(use->by->change[i].pointer, use->pointer);
			if (known)
				continue;
			add_change(m, use->by,
				(DiffChange){ .pointer = use->pointer, .follows = r->id });
			judge_pair(use->by);
			if (!was && is_replaced(use->by))
				todo[n++] = use->by;
		}
	}
}

// ---- Order ---------------------------------------------------------------------------------------

static int by_weight(const void *a, const void *b)
{
	const ResourceDelta *x = a;
	const ResourceDelta *y = b;
	if (x->lost != y->lost)
		return x->lost ? -1 : 1;
	if (x->verdict != y->verdict)
		return x->verdict > y->verdict ? -1 : 1;
	const DiffResource *p = x->new ? x->new : x->old;
	const DiffResource *q = y->new ? y->new : y->old;
	int c = strcmp(p->module, q->module);
	return c ? c : strcmp(p->id, q->id);
}

void diff_resources(ResourceDiff *d)
{
	Match m = { .d = d, .a = d->arena, .syms = syms_new(d->arena) };
	m.old.arena = m.delta.arena = d->arena;
	m.met = NEW_N(m.a, bool, d->nold + 1);
	m.all = NEW_N(m.a, ResourceDelta, d->nold + d->nnew + 1);
	match_all(&m);
	for (uint32_t i = 0; i < m.nall; i++) {
		ResourceDelta *x = &m.all[i];
		if (x->new)
			map_put(&m.delta, key_of(&m, x->new->module, x->new->id), x);
		if (!x->old || !x->new)
			continue;
		if (x->verdict == VERDICT_RENAME) {
			judge_renamed(m.a, x);
			continue;
		}
		compare_pair(&m, x);
		judge_pair(x);
	}
	propagate(&m);
	d->delta = m.all;
	for (uint32_t i = 0; i < m.nall; i++) {
		if (m.all[i].verdict == VERDICT_NONE) {
			d->unchanged++;
			continue;
		}
		judge_data(d, &m.all[i]);
		d->count[m.all[i].verdict]++;
		d->lost += m.all[i].lost;
		d->delta[d->n++] = m.all[i];
	}
	if (d->n)
		qsort(d->delta, d->n, sizeof *d->delta, by_weight);
}
