// kinds_test_op.c: the tables of resources: of entities, of edges, of admissions.
#include "kinds_test.h"

#include <string.h>

// Where a table of ops stands.
typedef struct Table {
	const Op *op;
	const Kind *peer;  // of an edge
	const Field *edge; // the record the edge's field stands in, or NULL
	bool is_edge;
	const char *name; // "op", "op of link `function`"
} Table;

static const Field *sub_of(const Field *f)
{
	return f && f->type == T_RECORD ? f->sub : NULL;
}

// The names that expressions of an op see: its element, those around it, the edge's record.
static Names names_of(Lint *l, const Table *t, const Op *op)
{
	Names w = { .kind = l->k,
		.ops = t->is_edge ? t->op : NULL,
		.peer = t->peer,
		.edge = t->is_edge,
		.res = true };
	const Op *chain[4];
	unsigned n = 0;
	for (const Op *o = op; o && n < COUNT(chain);) {
		chain[n++] = o;
		const Op *outer = NULL;
		for (const Op *p = t->op; o->in && p->part; p++)
			if (str_eq(p->part, o->in))
				outer = p;
		o = outer;
	}
	// From the outermost inwards: `per` is a field of what is around it.
	const Field *found[4] = { 0 };
	const Field *around = l->k->field;
	for (unsigned i = n; i-- > 0;)
		if (chain[i]->per) {
			const Field *f = lint_field(around, chain[i]->per, strlen(chain[i]->per));
			if (!f)
				f = lint_field(l->k->field, chain[i]->per, strlen(chain[i]->per));
			found[i] = sub_of(f);
			around = found[i] ? found[i] : around;
		}
	for (unsigned i = 0; i < n; i++)
		if (found[i])
			w.rec[w.nrec++] = found[i];
	if (t->edge && w.nrec < COUNT(w.rec))
		w.rec[w.nrec++] = t->edge;
	w.loose = op->when && *op->when == '-';
	return w;
}

static const Op *op_named(const Table *t, const char *part, size_t n)
{
	for (const Op *op = t->op; op->part; op++)
		if (strlen(op->part) == n && strncmp(op->part, part, n) == 0)
			return op;
	return NULL;
}

static void check_type(Lint *l, const Table *t, const Op *op, Backend b)
{
	const char *type = b == CFN ? op->cfn : op->tf;
	static const char *const form[BACKENDS] = { "AWS:: Custom::", "aws_ terraform_" };
	if (!type)
		return;
	if (*type != '^') {
		bool fits = false;
		for (Word w = { .rest = form[b] }; word_next(&w);)
			fits |= strncmp(type, w.s, w.n) == 0;
		if (!fits)
			complain(l, "`%s` is no type of this backend", type);
		return;
	}
	size_t n = strcspn(type + 1, ":");
	const Op *host = op_named(t, type + 1, n);
	if (!host)
		for (const Op *o = l->k->op; o && o->part; o++)
			if (strlen(o->part) == n && strncmp(o->part, type + 1, n) == 0)
				host = o;
	if (!host || host == op)
		complain(l, "`%s`: there is no such part", type);
	else if (!(b == CFN ? host->cfn : host->tf))
		complain(l, "`%s`: that part is not there in this backend", type);
	Path path;
	if (type[1 + n])
		lint_path(l, type + 2 + n, b, &path);
}

// `when`: fields, `!field`, or "-".
static void check_when(Lint *l, const Names *w, const Op *op)
{
	if (!op->when || str_eq(op->when, "-"))
		return;
	for (Word word = { .rest = op->when }; word_next(&word);) {
		bool no = *word.s == '!';
		if (!lint_visible(l, w, word.s + no, word.n - no))
			complain(l, "`when`: there is no field `%.*s`", (int)(word.n - no),
				word.s + no);
	}
}

static void check_per(Lint *l, const Table *t, const Op *op)
{
	if (op->in) {
		const Op *outer = op_named(t, op->in, strlen(op->in));
		if (!outer)
			complain(l, "`in`: there is no part `%s`", op->in);
		else if (outer >= op)
			complain(l, "`in`: the part `%s` comes later, so it has no instances yet",
				op->in);
	}
	if (!op->per)
		return;
	Op without = *op;
	without.per = NULL;
	Names w = names_of(l, t, &without);
	const Field *f = lint_visible(l, &w, op->per, strlen(op->per));
	if (!f)
		complain(l, "`per`: there is no field `%s`", op->per);
	else if (f->many == ONE)
		complain(l, "`per`: `%s` is neither a list nor a map", op->per);
	else if (f->type != T_RECORD)
		complain(l, "`per`: `%s` has no records", op->per);
}

// "Tags", "UserPoolTags{}".
static bool is_tags(const char *s)
{
	size_t n = strlen(s);
	if (n > 2 && str_eq(s + n - 2, "{}"))
		n -= 2;
	return lint_word(s, n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}

static bool has_row(const Op *op, const char *cfn)
{
	for (const Prop *p = op->prop; p && p->value; p++)
		if (str_eq(p->cfn, cfn))
			return true;
	return false;
}

static unsigned backends_of(const Op *op)
{
	return (op->cfn ? 1u << CFN : 0) | (op->tf ? 1u << TF : 0);
}

static void check_attrs(Lint *l, const Table *t, const Op *op)
{
	for (const Attr *a = op->attr; a && a->name; a++) {
		l->where = arena_format(
			l->arena, "%s `%s`, attribute `%s`", t->name, op->part, a->name);
		for (const Attr *b = op->attr; b < a; b++)
			if (str_eq(a->name, b->name))
				complain(l, "it is there twice");
		Names w = names_of(l, t, op);
		w.in = 1u << CFN;
		if (a->cfn && *a->cfn == '=')
			lint_expr(l, &w, a->cfn);
		else if (a->cfn && !str_starts(a->cfn, "resolve ") &&
			!lint_word(a->cfn, strlen(a->cfn), "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
				"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789."))
			complain(l, "`%s` is neither Ref, a GetAtt name nor `=…`", a->cfn);
		w.in = 1u << TF;
		if (a->tf && *a->tf == '=')
			lint_expr(l, &w, a->tf);
		else if (a->tf && !strchr(a->tf, '%') &&
			!lint_word(a->tf, strlen(a->tf), "abcdefghijklmnopqrstuvwxyz",
				"abcdefghijklmnopqrstuvwxyz0123456789_[].\""))
			complain(l, "`%s` is no attribute of Terraform's", a->tf);
		if (a->spell) {
			Names spelled = { .kind = l->k, .in = backends_of(op) };
			lint_expr(l, &spelled, a->spell);
		}
		if (!a->spell && !a->cfn && !a->tf)
			complain(l, "nothing gives it");
	}
}

static void check_prop(Lint *l, const Names *w, const Op *op, const Prop *p)
{
	Path path;
	Names here = *w;
	here.in = (p->cfn && op->cfn ? 1u << CFN : 0) | (p->tf && op->tf ? 1u << TF : 0);
	if (here.in & 1u << CFN)
		lint_path(l, p->cfn, CFN, &path);
	if (here.in & 1u << TF)
		lint_path(l, p->tf, TF, &path);
	if (!here.in)
		complain(l, "it goes nowhere: `%s`", p->value);
	if (p->soft > 3)
		complain(l, "soft is 0 to 3");
	if (*p->value != '*') {
		lint_expr(l, &here, p->value);
		bool depends = *p->value == '&' && !strchr(p->value, '.');
		const char *at = p->tf ? p->tf : p->cfn;
		if (depends && at && !str_eq(at, "depends_on[+]") && !str_eq(at, "@DependsOn[+]"))
			complain(l, "`%s` is a resource, which can only be depended on", p->value);
	}
}

static void check_op(Lint *l, const Table *t, const Op *op)
{
	l->where = arena_format(l->arena, "%s `%s`", t->name, op->part);
	Names w = names_of(l, t, op);
	if (*op->part &&
		!lint_word(op->part, strlen(op->part), "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
			"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"))
		complain(l, "a part is words in CamelCase");
	for (const Op *o = t->op; o < op; o++)
		if (str_eq(o->part, op->part) && str_eq(o->when, op->when))
			complain(l, "the part is there twice");
	if (t->is_edge && !*op->part)
		complain(l, "what an edge makes needs a part: its id would be without one");
	if (!op->cfn && !op->tf && !op->attr)
		complain(l, "it has a type in no backend, and no attributes");
	check_type(l, t, op, CFN);
	check_type(l, t, op, TF);
	check_when(l, &w, op);
	check_per(l, t, op);
	if (op->tags && !is_tags(op->tags))
		complain(l, "`%s` is no property for tags", op->tags);
	if ((op->flags & OP_STATEFUL) &&
		!(has_row(op, "@DeletionPolicy") && has_row(op, "@UpdateReplacePolicy")))
		complain(l, "what holds data has rows @DeletionPolicy and @UpdateReplacePolicy");
	if (has_row(op, "@DeletionPolicy") != has_row(op, "@UpdateReplacePolicy"))
		complain(l, "@DeletionPolicy and @UpdateReplacePolicy go together");
	if ((op->flags & OP_ROLE) && !op->service && !l->k->principal)
		complain(l,
			"nobody can take this role: neither the op nor the kind names a service");
	if ((op->flags & OP_DATA) && op->cfn)
		complain(l, "a data source is Terraform's alone");
	for (const Prop *p = op->prop; p && p->value; p++) {
		l->where = arena_format(l->arena, "%s `%s`, row %d (%s)", t->name, op->part,
			(int)(p - op->prop) + 1,
			p->cfn        ? p->cfn :
				p->tf ? p->tf :
					p->value);
		check_prop(l, &w, op, p);
	}
	check_attrs(l, t, op);
}

// Every resource of its own with all that may go into it.
static void check_places(Lint *l, const Table *t)
{
	const Op **all = NULL;
	uint32_t n = 0;
	for (const Op *op = t->op; op->part; op++)
		PUSH(l->arena, all, n, op);
	for (const Op *op = t->op; op->part; op++)
		for (Backend b = CFN; b < BACKENDS; b++) {
			const char *type = b == CFN ? op->cfn : op->tf;
			if (!type || *type == '^')
				continue;
			l->where = arena_format(l->arena, "%s `%s`, %s", t->name, op->part,
				b == CFN ? "CloudFormation" : "Terraform");
			lint_places(l, all, n, op, b);
		}
}

static void check_all(Lint *l, const Table *t)
{
	for (const Op *op = t->op; op && op->part; op++)
		check_op(l, t, op);
	if (t->op)
		check_places(l, t);
}

// Once for each kind that the link may lead to.
static void check_link(Lint *l, const Link *link)
{
	const char *dot = strrchr(link->field, '.');
	const Field *in =
		dot ? lint_walk(l->k->field, link->field, (size_t)(dot - link->field)) : NULL;
	Table t = { .op = link->op, .edge = sub_of(in), .is_edge = true };
	t.name = arena_format(l->arena, "op of link `%s`", link->field);
	if (!link->to)
		check_all(l, &t);
	for (Word to = { .rest = link->to }; word_next(&to);) {
		t.peer = lint_kind(l, to.s, to.n);
		check_all(l, &t);
	}
}

void lint_ops(Lint *l)
{
	const Kind *k = l->k;
	if (k->op) {
		Table own = { .op = k->op, .name = "op" };
		if (*k->op[0].part)
			complain(l, "the first op is the main resource and has no part");
		check_all(l, &own);
	}
	Table shared = { .op = k->shared, .name = "shared op" };
	check_all(l, &shared);
	for (const Link *link = k->link; link && link->field; link++)
		if (link->op)
			check_link(l, link);
	for (const Admit *a = k->admit; a && (a->op || a->policy); a++) {
		Table table = { .op = a->op, .is_edge = true, .name = "op of admit" };
		check_all(l, &table);
	}
}
