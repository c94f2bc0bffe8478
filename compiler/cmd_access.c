// cmd_access.c: `topc access`: what a change grants and takes away.
#include "cmd_access.h"
#include "read.h"
#include "tree_open.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Steps that all comparisons of one run may make together: some seconds.
enum { ALL_WORK = 200 * 1000 * 1000 };

typedef struct Run {
	Cli *cli;
	Comparison out;
	AccessInput old, new;
	uint64_t work;
} Run;

static AccessSide side_of(const Subject *s)
{
	return s ? (AccessSide){ s->policy, s->n } : (AccessSide){ NULL, 0 };
}

static AccessAnswer worse(AccessAnswer a, AccessAnswer b)
{
	return a > b ? a : b;
}

static void compare_subject(Run *r, const Subject *old, const Subject *new)
{
	Unit *u = r->out.unit;
	const Subject *one = new ? new : old;
	AccessSide before = side_of(old), after = side_of(new);
	AccessOptions opt = { .type = one->type, .work = &r->work, .say = true };
	Compared c = { .old = old, .new = new, .kind = one->kind, .name = one->name };
	c.result = access_compare(u, &before, &after, &opt);
	c.found = c.result->added || c.result->removed;
	opt.say = false;
	c.weight = access_weights(u, c.result, &before, &after, &opt);
	for (uint32_t i = 0; i < c.result->n; i++)
		if (c.result->delta[i].added && c.weight[i].risk > c.risk)
			c.risk = c.weight[i].risk;
	r->out.added = worse(r->out.added, c.result->added);
	r->out.removed = worse(r->out.removed, c.result->removed);
	U_PUSH(u, r->out.item, r->out.n, c);
}

static int by_risk(const void *a, const void *b)
{
	const Compared *x = a;
	const Compared *y = b;
	if (x->result->added != y->result->added)
		return x->result->added > y->result->added ? -1 : 1;
	if (x->risk != y->risk)
		return x->risk > y->risk ? -1 : 1;
	int c = strcmp(x->kind, y->kind);
	return c ? c : strcmp(x->name, y->name);
}

static void compare_all(Run *r)
{
	for (uint32_t i = 0; i < r->new.subjects.n; i++) {
		const Subject *s = r->new.subjects.item[i];
		compare_subject(r, subject_find(&r->old.subjects, s->kind, s->name), s);
	}
	for (uint32_t i = 0; i < r->old.subjects.n; i++) {
		const Subject *s = r->old.subjects.item[i];
		if (!subject_find(&r->new.subjects, s->kind, s->name))
			compare_subject(r, s, NULL);
	}
	if (r->out.n)
		qsort(r->out.item, r->out.n, sizeof *r->out.item, by_risk);
	r->out.verdict = access_verdict(r->out.added, r->out.removed);
}

// ---- Gates ----------------------------------------------------------------------------

// Up to three of a list, and how many there are besides.
static const char *few(Unit *u, const char *const *list, uint32_t n, bool negated, const char *none)
{
	Buf b = { .arena = u->arena };
	buf_puts(&b, negated ? "all but " : "");
	for (uint32_t i = 0; i < n && i < 3; i++)
		buf_printf(&b, "%s`%s`", i ? ", " : "", list[i]);
	if (n > 3)
		buf_printf(&b, " and %u more", n - 3);
	return n ? b.s : none;
}

static void show_witness(Diag *d, const AccessWitness *w)
{
	Buf b = { 0 };
	if (!w->action)
		return;
	for (uint32_t i = 0; i < w->n; i++)
		buf_printf(&b, "%s%s %s%s", i ? ", " : " with ", w->key[i],
			w->val[i] ? "= " : "absent", w->val[i] ? w->val[i] : "");
	const char *who = !w->principal ? "" : str_eq(w->principal, "*") ? "anyone" : w->principal;
	diag_line(d, "for example %s%s%s%s%s%s", who, *who ? " calls " : "", w->action,
		w->resource ? " on " : "", w->resource ? w->resource : "", b.s ? b.s : "");
	buf_free(&b);
}

typedef Diag *SayAccess(Unit *, Span, const char *, const char *, const char *);

static void say_deltas(Run *r, Gate *g, const Compared *c, const AccessResult *result,
	SayAccess *sure, SayAccess *maybe)
{
	Unit *u = r->out.unit;
	const char *who = *c->name ? U_FORMAT(u, "%s `%s`", c->kind, c->name) : "the policy";
	for (uint32_t i = 0; i < result->n; i++) {
		const AccessDelta *d = &result->delta[i];
		if (!d->added)
			continue;
		// What an old Deny held back is granted by a statement of the new side, but the Deny is what to show.
		Span at = d->at.file ? d->at : c->new->at;
		const char *what = few(u, d->action, d->naction, d->not_action, "access");
		if (sure == say_open_access) {
			bool any = d->nprincipal == 1 && str_eq(d->principal[0], "*");
			who = any ? "anyone" :
				    few(u, d->principal, d->nprincipal, d->not_principal, "anyone");
			const char *whose =
				*c->name ? U_FORMAT(u, "%s `%s`", c->kind, c->name) : "the policy";
			Diag *say = (d->sure == ACCESS_YES ? sure : maybe)(u, at, whose, who, what);
			show_witness(say, &d->witness);
			g->hits++;
			continue;
		}
		const char *where =
			few(u, d->resource, d->nresource, d->not_resource, "everything");
		Diag *say = (d->sure == ACCESS_YES ? sure : maybe)(u, at, who, what, where);
		if (d->cause == CAUSE_DENY)
			diag_label(say, "this Deny held it back");
		if (d->why)
			diag_line(say, "%s", d->why);
		if (d->unless && d->cause != CAUSE_UNKNOWN)
			diag_line(say, "unless %s says otherwise", d->unless);
		show_witness(say, &d->witness);
		g->hits++;
	}
}

static void gate_new_access(Run *r, Gate *g, const char *arg)
{
	(void)arg;
	for (uint32_t i = 0; i < r->out.n; i++)
		say_deltas(r, g, &r->out.item[i], r->out.item[i].result, say_wider_access,
			say_maybe_wider_access);
}

// ACTIONS or ACTIONS@RESOURCES, both lists with commas.
static void gate_not_granted(Run *r, Gate *g, const char *arg)
{
	Unit *u = r->out.unit;
	size_t n = strcspn(arg, "@");
	char *actions = arena_copy(u->arena, arg, n);
	char *resources = arg[n] ? arena_copy(u->arena, arg + n + 1, strlen(arg + n + 1)) : NULL;
	for (char *c = actions; *c; c++)
		*c = *c == ',' ? ' ' : *c;
	for (char *c = resources; c && *c; c++)
		*c = *c == ',' ? ' ' : *c;
	for (uint32_t i = 0; i < r->out.n; i++) {
		Compared *c = &r->out.item[i];
		AccessSide after = side_of(c->new);
		AccessOptions opt = { .type = c->new ? c->new->type : POLICY_IDENTITY,
			.work = &r->work };
		if (c->new)
			say_deltas(r, g, c, access_granted(u, &after, actions, resources, &opt),
				say_granted_access, say_maybe_granted_access);
	}
}

static void gate_public(Run *r, Gate *g, const char *arg)
{
	(void)arg;
	for (uint32_t i = 0; i < r->out.n; i++) {
		Compared *c = &r->out.item[i];
		AccessSide after = side_of(c->new);
		AccessOptions opt = { .type = c->new ? c->new->type : POLICY_IDENTITY,
			.work = &r->work };
		if (c->new && (opt.type == POLICY_RESOURCE || opt.type == POLICY_TRUST))
			say_deltas(r, g, c, access_public(r->out.unit, &after, &opt),
				say_open_access, say_maybe_open_access);
	}
}

static const struct {
	const char *name;
	bool arg;
	void (*run)(Run *, Gate *, const char *arg);
} gates[] = {
	{ "no-new-access", false, gate_new_access },
	{ "not-granted", true, gate_not_granted },
	{ "no-public", false, gate_public },
};

// The row of a gate, or -1 when there is none of this form.
static int gate_row(const char *spec)
{
	size_t n = strcspn(spec, "=");
	for (size_t i = 0; i < COUNT(gates); i++)
		if (strlen(gates[i].name) == n && strncmp(gates[i].name, spec, n) == 0)
			return gates[i].arg == (spec[n] && spec[n + 1]) ? (int)i : -1;
	return -1;
}

static int check_gates(const Cli *cli)
{
	for (uint32_t i = 0; i < cli->ngate; i++)
		if (gate_row(cli->gate[i]) < 0) {
			fprintf(stderr,
				"topc: --check takes no-new-access, no-public or not-granted=ACTIONS[@RESOURCES]; not `%s`\n",
				cli->gate[i]);
			return EXIT_USAGE;
		}
	return EXIT_CLEAN;
}

static void run_gates(Run *r)
{
	Unit *u = r->out.unit;
	for (uint32_t i = 0; i < r->cli->ngate; i++) {
		const char *spec = r->cli->gate[i];
		Gate g = { .name = spec };
		gates[gate_row(spec)].run(r, &g, spec + strcspn(spec, "=") + 1);
		U_PUSH(u, r->out.gate, r->out.ngate, g);
	}
}

static void read_sides(Run *r)
{
	Unit *u = r->out.unit;
	r->out.old = r->cli->path[0];
	r->out.new = r->cli->path[1];
	access_input(u, r->cli, r->out.old, &r->old);
	access_input(u, r->cli, r->out.new, &r->new);
	if (r->old.form && r->new.form && !str_eq(r->old.form, r->new.form) && !u->nerror)
		say_different_inputs(u, r->new.at, r->new.form, r->old.form);
}

int run_access(Arena *a, Cli *cli)
{
	int status = check_gates(cli);
	if (status)
		return status;
	if (str_eq(cli->path[0], "-") && str_eq(cli->path[1], "-")) {
		fprintf(stderr, "topc: only one side can be standard input\n");
		return EXIT_USAGE;
	}
	Tree *tree = tree_disk(".", "");
	if (!tree)
		die("cannot open the working directory");
	Options opt = { 0 };
	Run r = { .cli = cli, .work = ALL_WORK, .out.unit = unit_new(tree, &opt) };
	read_sides(&r);
	if (!r.out.unit->nerror) {
		compare_all(&r);
		run_gates(&r);
		Buf b = { .arena = r.out.unit->arena };
		(cli->json ? access_print_json : access_print_text)(&r.out, &b);
		fwrite(b.s, 1, b.n, stdout);
	}
	Result result = { &r.out.unit, 1, cli->path[1] };
	if (r.out.unit->ndiag || cli->nreport)
		status = report_result(a, cli, &result);
	unit_free(r.out.unit);
	tree->close(tree);
	return status;
}
