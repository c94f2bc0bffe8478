// order.c: final ids, and the order of everything that is printed.
//
// reads: what place wrote. writes: ids that carry a digest, labels, the order of each module's
// resources. Two of one id are an error that names both.
#include "lower.h"
#include "pass.h"

#include <stdlib.h>
#include <string.h>

// EnhancerFunctionRole -> enhancer_function_role
static Sym snake(Unit *u, const char *id)
{
	Buf b = { .arena = u->arena };
	for (const char *s = id; *s; s++) {
		bool upper = *s >= 'A' && *s <= 'Z';
		bool after = s > id && !(s[-1] >= 'A' && s[-1] <= 'Z');
		if (upper && after)
			buf_putc(&b, '_');
		buf_putc(&b, upper ? (char)(*s + 32) : *s);
	}
	return unit_sym(u, b.s);
}

// A resource that cannot change in place gets a new id when anything in it changes.
static void add_digest(Unit *u, Resource *r)
{
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; r->op->prop && r->op->prop[i].value; i++)
		if (r->arg[i]) {
			value_key(&b, r->arg[i]);
			buf_putc(&b, '\n');
		}
	r->id = unit_sym(u, U_FORMAT(u, "%s%.8s", r->id, sha_of(u->arena, b.s ? b.s : "", b.n)));
}

static int by_id(const void *a, const void *b)
{
	const Resource *x = *(Resource *const *)a;
	const Resource *y = *(Resource *const *)b;
	int c = strcmp(x->id, y->id);
	return c ? c : strcmp(x->op->tf ? x->op->tf : "", y->op->tf ? y->op->tf : "");
}

static bool collide(const Resource *a, const Resource *b)
{
	if (a->id != b->id)
		return false;
	bool cfn = a->op->cfn && b->op->cfn && !a->host[CFN] && !b->host[CFN];
	bool tf = a->op->tf && b->op->tf && !a->host[TF] && !b->host[TF] &&
		str_eq(a->op->tf, b->op->tf);
	return cfn || tf;
}

static const char *describe(Unit *u, const Resource *r)
{
	return U_FORMAT(u, "%s `%s`", r->from->kind->one, r->from->name);
}

void pass_order(Unit *u)
{
	for (uint32_t i = 0; i < u->nres; i++) {
		u->res[i]->label = snake(u, u->res[i]->new_id);
		if (u->res[i]->new_id != u->res[i]->id)
			u->res[i]->was = snake(u, u->res[i]->id);
		if (u->res[i]->op->flags & OP_HASHED)
			add_digest(u, u->res[i]);
	}
	for (uint32_t i = 0; i < u->nmodule; i++) {
		Module *m = u->module[i];
		if (m->nres)
			qsort(m->res, m->nres, sizeof *m->res, by_id);
		for (uint32_t j = 1; j < m->nres; j++)
			if (collide(m->res[j - 1], m->res[j])) {
				Diag *d = say_id_collision(u, m->res[j]->from->at,
					describe(u, m->res[j]), describe(u, m->res[j - 1]),
					m->res[j]->id);
				diag_related(d, m->res[j - 1]->from->at,
					"the other one is declared here");
			}
		if (m->parent) {
			m->id = unit_sym(u, U_FORMAT(u, "%sStack", id_of_key(u, m->name)));
			m->label = snake(u, id_of_key(u, m->name));
		}
	}
}
