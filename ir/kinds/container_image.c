// container_image.c: what a function's container is: the function's own settings moved to it, and the
// image that is built from the function's package.
#include "container.h"

#include <string.h>

// ---- The function's settings --------------------------------------------------------------------

// What the function may do and gets told is the container's now, and nobody's twice.
static void move(Entity *from, const char *at, const char *name, Entity *to)
{
	Value *rec = *at ? rec_get(from->rec, at) : from->rec;
	Value *v = rec ? rec_get(rec, name) : NULL;
	if (!v)
		return;
	rec_put(to->rec, name, v);
	rec_put(rec, name, NULL);
}

static void take_over(Entity *e, Entity *f)
{
	move(f, "", "access", e);
	move(f, "", "statements", e);
	move(f, "runtime", "environment", e);
	e->role = f->role;
	f->role = NULL;
	f->off = true;
}

// ---- The image ----------------------------------------------------------------------------------

// The image needs a target before the container's: one is put there, `<target>-images`.
static const char *target_before(Unit *u, Scope *s, const char *target)
{
	const char *name = U_FORMAT(u, "%s-images", target);
	Value *old = rec_get(s->rec, "targets");
	Value *list = value_list(u->arena, s->at);
	bool put_in = false;
	for (uint32_t i = 0; old && i < old->n; i++) {
		if (value_is(old->u.item[i], name))
			return name;
		if (value_is(old->u.item[i], target)) {
			value_push(u->arena, list, text_at(u, name, s->at));
			put_in = true;
		}
		value_push(u->arena, list, old->u.item[i]);
	}
	if (!put_in) {
		value_push(u->arena, list, text_at(u, name, s->at));
		if (!old || !old->n)
			value_push(u->arena, list, text_at(u, target, s->at));
	}
	rec_put(s->rec, "targets", list);
	return name;
}

static void imply_image(Unit *u, Entity *e, Entity *f)
{
	Span at = rec_get(e->rec, "image")->at;
	Value *doc = value_map(u->arena, at);
	const Value *arch = rec_get(f->rec, "runtime.arch");
	const char *target = entity_target(e);
	value_set(u->arena, doc, "dockerfile",
		value_str(u->arena, rec_text(e->rec, "image.dockerfile"), (Span){ 0 }));
	value_set(u->arena, doc, "name",
		text_at(u, U_FORMAT(u, "{{namespace}}/%s-{{sandbox}}", e->name), at));
	value_set(u->arena, doc, "platform",
		text_at(u, value_is(arch, "arm64") ? "linux/arm64" : "linux/amd64", at));
	if (!e->scope->parent)
		target = target_before(u, e->scope, target ? target : e->scope->name);
	value_set(u->arena, doc, "target", target ? text_at(u, target, at) : NULL);
	Entity *image = entity_new(u, e->scope, &kind_image, e->name, at, doc);
	image->own = e;
	Value *ref = value_new(u->arena, V_ENT, at);
	ref->u.ent.name = text_at(u, e->name, at);
	ref->u.ent.ent = image;
	rec_put(e->rec, "built", ref);
}

void container_imply(Unit *u, Entity *e)
{
	Entity *f = container_function(e);
	if (!f || function_is_lambda(f)) {
		e->off = true;
		return;
	}
	take_over(e, f);
	if (rec_text(e->rec, "image.dockerfile"))
		imply_image(u, e, f);
}

// ---- Its context ----------------------------------------------------------------------------------

const char *container_code_dir(Unit *u, const Entity *e)
{
	return rec_get(e->rec, "image.build_dir_arg") ? path_word(u, e->name) : NULL;
}

// `package` with what `container.package` says in place of it; names stand below `dir`.
static Value *merged_package(Unit *u, const Entity *f, const char *dir)
{
	const Value *list[] = { rec_get(f->rec, "package"), rec_get(f->rec, "container.package") };
	Value *map = value_map(u->arena, f->at);
	for (size_t k = 0; k < COUNT(list); k++)
		for (uint32_t i = 0; list[k] && i < list[k]->n; i++) {
			const Pair *p = &list[k]->u.pair[i];
			const char *name = U_FORMAT(u, "%s%s", dir, p->key);
			Pair *old = (Pair *)value_pair(map, name);
			if (old)
				old->val = p->val;
			else
				value_set(u->arena, map, name, p->val);
		}
	return map;
}

void container_context(Unit *u, Entity *e, Artifact *a, const char *dir)
{
	static const char skip[] = "function.json function.yml function.yaml topology.yml";
	Entity *f = container_function(e);
	const Value *context = rec_get(e->rec, "image.context");
	const Value *package = rec_get(f->rec, "package");
	const char *prefix = dir ? U_FORMAT(u, "%s/", dir) : "";
	if (value_text(context))
		artifact_folder(u, a, "", context->u.s, "", context->at);
	if (f->dir && !(package && package->n))
		artifact_folder(u, a, prefix, f->dir, skip, f->at);
	function_package(u, a, merged_package(u, f, prefix));
}
