// check.c: the rules that hold for every kind, and each kind's own.
//
// reads: u->ent, u->edge. writes: diagnostics, and which files each archive holds. assumes: nothing;
// poisoned values are absent for rec_get.
#include "../ir/artifact.h"
#include "../ir/iam.h"
#include "check.h"
#include "pass.h"

#include <string.h>

static void about(Unit *u, const Entity *e)
{
	u->about_kind = e->kind->one;
	u->about_name = e->name;
	u->about_topology = e->scope->name;
}

// Statements that an author wrote for an entity's role or policy.
static void check_policies(Unit *u, const Entity *e)
{
	for (uint32_t i = 0; i < e->rec->n; i++) {
		const Field *f = &e->rec->u.rec.field[i];
		const Value *v = e->rec->u.rec.arg[i];
		if (f->type != T_POLICY || !v || v->kind == V_BAD)
			continue;
		IamOptions opt = { .type = e->kind->principal ? POLICY_IDENTITY : POLICY_RESOURCE,
			.statements = true };
		if (opt.type == POLICY_RESOURCE && e->kind->op)
			opt.resource_type = e->kind->op[0].cfn;
		iam_check(u, v, &opt);
	}
	if (e->role && e->role->kind != V_BAD) {
		IamOptions opt = { .type = POLICY_IDENTITY,
			.statements = !value_get(e->role, "Statement") };
		iam_check(u, e->role, &opt);
	}
}

static void check_target(Unit *u, const Entity *e)
{
	const Value *target = rec_get(e->rec, "target");
	const char *name = value_text(target);
	if (!name || e->implied || rec_refused(e->scope->rec, "targets"))
		return;
	uint32_t n;
	Value **list = rec_list(e->scope->rec, "targets", &n);
	if (rec_refused(e->scope->rec, "targets"))
		return;
	Nearest near = { .word = name };
	for (uint32_t i = 0; i < n; i++) {
		if (value_is(list[i], name))
			return;
		if (value_text(list[i]))
			nearest_try(&near, list[i]->u.s);
	}
	Diag *d = say_unknown_target_name(u, target->at, name);
	diag_nearest(d, &near, FIX_SAFE, value_part(u, target, 0, target->n));
	if (!n)
		diag_line(d, "write `targets: [%s]` in the topology", name);
}

void pass_check(Unit *u)
{
	// All archives first: a function's rules ask what its layers hold.
	for (uint32_t i = 0; i < u->nent; i++) {
		Entity *e = u->ent[i];
		about(u, e);
		if (e->kind->pack && !e->off) {
			e->kind->pack(u, e);
			if (e->artifact)
				artifact_check(u, e->artifact);
		}
	}
	for (uint32_t i = 0; i < u->nent; i++) {
		Entity *e = u->ent[i];
		about(u, e);
		check_name(u, e);
		check_target(u, e);
		check_tags(u, rec_get(e->rec, "tags"));
		check_arn(u, e);
		check_policies(u, e);
		if (e->kind->check)
			e->kind->check(u, e);
	}
	check_names_taken(u);
	for (uint32_t i = 0; i < u->nscope; i++) {
		u->about_topology = u->scope[i]->name;
		for (const Kind *const *k = kinds; *k; k++)
			if ((*k)->check_all)
				(*k)->check_all(u, u->scope[i]);
	}
	u->about_kind = u->about_name = NULL;
	for (uint32_t i = 0; i < u->nscope; i++) {
		check_topology(u, u->scope[i]);
		check_tags(u, u->scope[i]->tags);
		check_tags(u, rec_get(u->scope[i]->rec, "tags"));
	}
	check_environment(u);
	check_allow(u, false);
	u->about_topology = NULL;
}
