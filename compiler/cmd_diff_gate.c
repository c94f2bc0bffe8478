// cmd_diff_gate.c: what makes `topc diff` fail, and what is allowed nonetheless.
#include "cmd_diff.h"
#include "config.h"

#include <stdio.h>
#include <string.h>

// ---- The allow-list -------------------------------------------------------------------------------

static void allow_add(DiffReport *r, const char *what, const char *reason, Span at)
{
	DiffAllow a = { what, reason, false, at };
	PUSH(r->arena, r->allow, r->nallow, a);
}

static const char *allowed(DiffReport *r, const DiffResource *d)
{
	for (uint32_t i = 0; i < r->nallow; i++) {
		DiffAllow *a = &r->allow[i];
		const char *e = d->entity;
		size_t n = strlen(a->what);
		// `queue orders` allows the parts of the entity too.
		bool entity = e && strncmp(e, a->what, n) == 0 && (!e[n] || e[n] == ' ');
		if (!entity && !str_eq(a->what, d->type) && !str_eq(a->what, d->id))
			continue;
		a->used = true;
		return a->reason;
	}
	return NULL;
}

// ---- Gates ----------------------------------------------------------------------------------------

typedef struct Gated {
	DiffReport *r;
	DiffGate *g;
	TopologyDiff *t;
} Gated;

static const char *title(Unit *u, const DiffResource *d)
{
	return d->entity ? U_FORMAT(u, "%s (`%s`)", d->entity, d->id) :
			   U_FORMAT(u, "`%s`, %s,", d->id, d->type);
}

static Diag *say(const ResourceDelta *d, Diag *(*how)(Unit *, Span, const char *))
{
	const DiffResource *one = d->new ? d->new : d->old;
	Unit *u = one->unit;
	Span at = one->at;
	const DiffChange *cause = NULL;
	for (uint32_t i = 0; i < d->n && !cause; i++)
		if (d->change[i].replaces == d->certainty && d->verdict != VERDICT_RENAME)
			cause = &d->change[i];
	if (cause && cause->unit == u && cause->at.file)
		at = cause->at;
	Diag *say = how(u, at, title(u, one));
	if (cause)
		diag_line(say, "by %s of %s", cause->pointer + 1, one->type);
	if (d->follows)
		diag_line(say, "it refers to `%s`, which is replaced", d->follows);
	if (d->refused)
		diag_line(say,
			"CloudFormation refuses to replace what has a fixed name: give it a new name too");
	return say;
}

// Counts a finding, unless `ignore:` of the configuration accepts it.
static void count(Gated *g, Unit *u, Diag *d, const char **allowed)
{
	const char *reason = config_ignores_one(g->r->cli->config, u, d);
	if (reason && allowed)
		*allowed = reason;
	g->g->allowed += reason != NULL;
	g->g->hits += reason == NULL;
}

static void hit(Gated *g, ResourceDelta *d, Diag *(*how)(Unit *, Span, const char *))
{
	const char *reason = allowed(g->r, d->old ? d->old : d->new);
	if (reason) {
		d->allowed = reason;
		g->g->allowed++;
		return;
	}
	count(g, (d->new ? d->new : d->old)->unit, say(d, how), &d->allowed);
}

static void each(Gated *g, void (*run)(Gated *, ResourceDelta *))
{
	for (Backend b = 0; b < BACKENDS; b++)
		for (uint32_t i = 0; g->t->has[b] && i < g->t->target[b].n; i++)
			run(g, &g->t->target[b].delta[i]);
}

static void replace_one(Gated *g, ResourceDelta *d)
{
	if (d->verdict == VERDICT_REPLACE)
		hit(g, d, say_change_replaces);
	else if (d->verdict == VERDICT_MAY_REPLACE)
		hit(g, d, say_change_may_replace);
	else if (d->verdict == VERDICT_RENAME)
		hit(g, d, say_change_renames);
}

static void remove_one(Gated *g, ResourceDelta *d)
{
	if (d->verdict == VERDICT_REMOVE)
		hit(g, d, say_change_removes);
}

static void lose_one(Gated *g, ResourceDelta *d)
{
	if (d->lost)
		hit(g, d, say_change_loses_data);
}

static void gate_replace(Gated *g)
{
	each(g, replace_one);
}

static void gate_remove(Gated *g)
{
	each(g, remove_one);
}

static void gate_data(Gated *g)
{
	each(g, lose_one);
}

static const char *first_of(Unit *u, const char *const *list, uint32_t n, const char *none)
{
	return !n      ? none :
		n == 1 ? U_FORMAT(u, "`%s`", list[0]) :
			 U_FORMAT(u, "`%s` and %u more", list[0], n - 1);
}

static void say_delta(Gated *g, const Compared *c, const AccessDelta *d)
{
	Unit *u = g->t->access.unit;
	// A Deny that went stands in the old side; what shows it there is the subject that is left.
	bool here = d->added != (d->cause == CAUSE_DENY);
	Span at = here && d->at.file ? d->at : c->new->at;
	const char *who = *c->name ? U_FORMAT(u, "%s `%s`", c->kind, c->name) : "the policy";
	Diag *found = (d->sure == ACCESS_YES ? say_wider_access : say_maybe_wider_access)(u, at,
		who, first_of(u, d->action, d->naction, "access"),
		first_of(u, d->resource, d->nresource, "everything"));
	count(g, u, found, NULL);
}

static void gate_access(Gated *g)
{
	for (uint32_t i = 0; i < g->t->access.n; i++) {
		const Compared *c = &g->t->access.item[i];
		for (uint32_t j = 0; j < c->result->n; j++)
			if (c->result->delta[j].added && c->new)
				say_delta(g, c, &c->result->delta[j]);
	}
}

static AccessAnswer open_to_all(Unit *u, const Subject *s, AccessResult **out)
{
	AccessOptions opt = { .type = s ? s->type : POLICY_IDENTITY };
	if (!s || (opt.type != POLICY_RESOURCE && opt.type != POLICY_TRUST))
		return ACCESS_NO;
	AccessSide side = { s->policy, s->n };
	*out = access_public(u, &side, &opt);
	return (*out)->added;
}

static void gate_public(Gated *g)
{
	Unit *u = g->t->access.unit;
	for (uint32_t i = 0; i < g->t->nopen; i++) {
		const OpenDelta *o = &g->t->open[i];
		const DiffResource *r = o->delta->new;
		const char *reason = allowed(g->r, r);
		if (reason) {
			g->g->allowed++;
			continue;
		}
		Diag *found = say_open_access(r->unit, o->at, title(r->unit, r), "anyone", "it");
		diag_line(found, "%s", o->why);
		count(g, r->unit, found, &o->delta->allowed);
	}
	for (uint32_t i = 0; i < g->t->access.n; i++) {
		const Compared *c = &g->t->access.item[i];
		AccessResult *now = NULL;
		AccessResult *was = NULL;
		if (open_to_all(u, c->new, &now) <= open_to_all(u, c->old, &was))
			continue;
		for (uint32_t j = 0; j < now->n; j++) {
			const AccessDelta *d = &now->delta[j];
			Diag *found =
				(d->sure == ACCESS_YES ? say_open_access : say_maybe_open_access)(u,
					d->at.file ? d->at : c->new->at,
					U_FORMAT(u, "%s `%s`", c->kind, c->name),
					first_of(u, d->principal, d->nprincipal, "anyone"),
					first_of(u, d->action, d->naction, "it"));
			count(g, u, found, NULL);
		}
	}
}

static const struct {
	const char *name;
	void (*run)(Gated *);
} gates[] = {
	{ "replace", gate_replace },
	{ "remove", gate_remove },
	{ "data-loss", gate_data },
	{ "wider-access", gate_access },
	{ "public", gate_public },
};

static int unknown_gate(const char *name, size_t n)
{
	Nearest near = { .word = name };
	fprintf(stderr, "topc: --fail-on takes");
	for (size_t i = 0; i < COUNT(gates); i++) {
		nearest_try(&near, gates[i].name);
		fprintf(stderr, "%s %s", i ? "," : "", gates[i].name);
	}
	fprintf(stderr, "; not `%.*s`", (int)n, name);
	if (near.best)
		fprintf(stderr, "; did you mean `%s`?", near.best);
	fputc('\n', stderr);
	return EXIT_USAGE;
}

int gates_read(DiffReport *r)
{
	for (const char *s = r->cli->diff_gates ? r->cli->diff_gates : ""; *s;) {
		size_t n = strcspn(s, ",");
		const char *name = NULL;
		for (size_t i = 0; i < COUNT(gates); i++)
			if (strlen(gates[i].name) == n && strncmp(gates[i].name, s, n) == 0)
				name = gates[i].name;
		if (!name)
			return unknown_gate(arena_copy(r->arena, s, n), n);
		PUSH(r->arena, r->gate, r->ngate, ((DiffGate){ .name = name }));
		s += n + (s[n] == ',');
	}
	for (uint32_t i = 0; i < r->cli->nallow; i++) {
		const char *spec = r->cli->allow[i];
		size_t n = strcspn(spec, "=");
		if (!n || !spec[n] || !spec[n + 1]) {
			fprintf(stderr,
				"topc: --allow takes WHAT=REASON (a type, an entity or an id, and why); not `%s`\n",
				spec);
			return EXIT_USAGE;
		}
		allow_add(r, arena_copy(r->arena, spec, n), spec + n + 1, (Span){ 0 });
	}
	return EXIT_CLEAN;
}

void gates_run(DiffReport *r)
{
	for (uint32_t i = 0; i < r->ngate; i++) {
		Gated g = { .r = r, .g = &r->gate[i] };
		for (size_t k = 0; k < COUNT(gates); k++)
			for (uint32_t j = 0; str_eq(gates[k].name, g.g->name) && j < r->n; j++) {
				g.t = &r->item[j];
				if (!g.t->failed)
					gates[k].run(&g);
			}
	}
	for (uint32_t i = 0; r->ngate && i < r->nallow; i++)
		if (!r->allow[i].used)
			say_allow_unused(r->unit, r->allow[i].at, r->allow[i].what);
}
