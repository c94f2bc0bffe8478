// function_keys.c: keys of a function that would have no effect beside others.
#include "function.h"

#include <stdlib.h>
#include <string.h>

// An image is built from its Dockerfile: what says how an archive is packed means nothing to it.
static void check_image_keys(Unit *u, const Entity *e)
{
	static const char *const of_archives[] = { "build.command", "build.exclude", "tasks.build",
		"package", "runtime.extensions" };
	for (size_t i = 0; i < COUNT(of_archives); i++) {
		const Value *v = rec_get(e->rec, of_archives[i]);
		if (v && (v->n || v->kind == V_STR))
			say_not_here(u, v->at, of_archives[i],
				"goes with archives; an image holds what its Dockerfile says");
	}
	const Value *type = rec_get(e->rec, "runtime.package_type");
	const Value *image = rec_get(e->rec, "runtime.image");
	if (image && value_is(type, "zip") && type->style != STYLE_MADE)
		diag_context(say_excludes(u, type->at, "image", "package_type: zip",
				     U_FORMAT(u, "function `%s`", e->name)),
			image->at, "and this");
}

// A role that is there already is not changed.
static void check_role_keys(Unit *u, const Entity *e)
{
	static const char *const of_roles[] = { "access", "statements", "runtime.role_file" };
	const Value *role = rec_get(e->rec, "runtime.role");
	for (size_t i = 0; role && i < COUNT(of_roles); i++) {
		const Value *v = rec_get(e->rec, of_roles[i]);
		if (v && (v->n || v->kind == V_STR))
			diag_context(say_excludes(u, v->at, "role", of_roles[i],
					     U_FORMAT(u, "function `%s`", e->name)),
				role->at, "a role that is there already is not changed");
	}
}

static bool has_snapstart(const char *runtime)
{
	static const struct {
		const char *family;
		long first;
	} of[] = { { "java", 11 }, { "python3.", 12 }, { "dotnet", 8 } };
	for (size_t i = 0; i < COUNT(of); i++)
		if (str_starts(runtime, of[i].family))
			return strtol(runtime + strlen(of[i].family), NULL, 10) >= of[i].first;
	return false;
}

// "Improving startup performance with Lambda SnapStart" and "Configuring provisioned concurrency for a
// function" in the Lambda developer guide.
static void check_start(Unit *u, const Entity *e)
{
	enum { PLAIN_STORAGE = 512 };
	const char *who = U_FORMAT(u, "function `%s`", e->name);
	const Value *snap = rec_get(e->rec, "runtime.snapstart");
	const Value *warm = rec_get(e->rec, "runtime.provisioned_concurrency");
	const Value *storage = rec_get(e->rec, "runtime.ephemeral_storage");
	const Value *mount = rec_get(e->rec, "runtime.filesystem");
	long long most = rec_int(e->rec, "runtime.reserved_concurrency", -1);
	if (warm && most >= 0 && rec_int(e->rec, "runtime.provisioned_concurrency", 0) > most)
		diag_context(say_out_of_range(u, warm->at, "provisioned_concurrency",
				     value_text(warm), "no more than `reserved_concurrency`"),
			rec_get(e->rec, "runtime.reserved_concurrency")->at, "most at once");
	if (!value_true(snap))
		return;
	if (function_is_image(e))
		say_not_here(u, snap->at, "snapstart",
			"goes with archives; Lambda takes no snapshot of an image");
	Runtime run;
	if (!function_is_image(e) && rec_get(e->rec, "runtime.lang") &&
		function_runtime(u, e, &run) && !has_snapstart(run.name))
		say_not_here(u, snap->at, "snapstart",
			U_FORMAT(u,
				"goes with Java from 11, Python from 3.12 and .NET from 8, not with %s",
				run.name));
	if (warm)
		diag_context(say_excludes(u, snap->at, "provisioned_concurrency", "snapstart", who),
			warm->at, "and this");
	if (mount && mount->kind == V_REC)
		diag_context(say_excludes(u, snap->at, "filesystem", "snapstart", who), mount->at,
			"and this");
	if (storage && rec_int(e->rec, "runtime.ephemeral_storage", 0) > PLAIN_STORAGE)
		diag_context(say_out_of_range(u, storage->at, "ephemeral_storage",
				     value_text(storage), "512 with `snapstart`"),
			snap->at, "and this");
}

void function_check_keys(Unit *u, const Entity *e)
{
	if (function_is_image(e))
		check_image_keys(u, e);
	check_role_keys(u, e);
	check_start(u, e);
	const Value *name = rec_get(e->rec, "name");
	if (name && name->at.file == e->at.file && value_text(name) && !value_is(name, e->name))
		diag_line(say_not_here(u, name->at, "name",
				  U_FORMAT(u, "is not what `%s` is called: its key is", e->name)),
			"a physical name is `fqn`");
	const char *layer = rec_text(e->rec, "layer_name");
	const Kind *layers = kind_of("layer", 5);
	if (layer && !scope_find(e->scope, layers, unit_sym(u, layer)) &&
		!kind_maybe_named(u, e->scope, layers))
		diag_line(say_not_here(u, rec_get(e->rec, "layer_name")->at, "layer_name",
				  "has no effect: no function has a layer of this name"),
			"name it in `layers`; a Ruby function with a Gemfile gets it by itself");
}
