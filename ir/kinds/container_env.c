// container_env.c: what a container is told: its environment, and secrets that ECS fetches when it
// starts, so that their values stand nowhere else.
#include "container.h"
#include "secret.h"

#include <string.h>

// A whole hole that shows a secret made here: the secret, and the key of its JSON or NULL.
static Entity *secret_of(const Value *v, const char **key)
{
	const Value *shown = v->kind == V_HOLE ? v->u.hole.val : NULL;
	if (!shown || shown->kind != V_ATTR || shown->u.attr.ent->kind != &kind_secret ||
		!shown->u.attr.ent->main)
		return NULL;
	Entity *e = shown->u.attr.ent;
	bool user = rec_get(e->rec, "generate.user");
	const char *name = shown->u.attr.name;
	if (!name || (!str_eq(name, "value") && !str_eq(name, "password")))
		return NULL;
	*key = user ? "password" : NULL;
	return e;
}

typedef struct Env {
	Value *cfn, *tf;
} Env;

static void add(Unit *u, Env *to, const char *name, const char *key, Value *v)
{
	Span at = v->at;
	Value *cfn = value_map(u->arena, at);
	Value *tf = value_map(u->arena, at);
	char *upper = arena_copy(u->arena, key, strlen(key));
	*upper = (char)(*upper - 32);
	value_set(u->arena, cfn, "Name", text_at(u, name, at));
	value_set(u->arena, cfn, upper, v);
	value_set(u->arena, tf, "name", text_at(u, name, at));
	value_set(u->arena, tf, key, v);
	value_push(u->arena, to->cfn, cfn);
	value_push(u->arena, to->tf, tf);
}

static Env env_new(Unit *u, Span at)
{
	return (Env){ value_list(u->arena, at), value_list(u->arena, at) };
}

void container_env(Unit *u, Resource *definition, Entity *e, Resource *execution_role)
{
	const Value *env = rec_get(e->rec, "environment");
	Env plain = env_new(u, e->at);
	Env secret = env_new(u, e->at);
	for (uint32_t i = 0; env && i < env->n; i++) {
		const Pair *p = &env->u.pair[i];
		const char *key = NULL;
		Entity *from = secret_of(p->val, &key);
		if (!from) {
			Value *v = lower_value(u, e, p->val);
			if (value_scalar(v) && v->kind != V_STR)
				v = value_str(u->arena, v->u.s, v->at);
			add(u, &plain, p->key, "value", v);
			continue;
		}
		Value *arn = value_ref(u, from->main, "arn", p->val->at);
		Value *piece[] = { arn,
			value_format(u->arena, p->val->at, ":%s::", key ? key : "") };
		add(u, &secret, p->key, "valueFrom",
			key ? value_join(u->arena, p->val->at, piece, COUNT(piece)) : arn);
		grant_to(u, execution_role, "secretsmanager:GetSecretValue",
			value_ref(u, from->main, "arn", p->val->at), "it is told the secret",
			p->val->at);
	}
	put(u, definition, "cfn_environment", plain.cfn->n ? plain.cfn : NULL);
	put(u, definition, "tf_environment", plain.tf->n ? plain.tf : NULL);
	put(u, definition, "cfn_secrets", secret.cfn->n ? secret.cfn : NULL);
	put(u, definition, "tf_secrets", secret.tf->n ? secret.tf : NULL);
}
