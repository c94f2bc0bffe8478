// layer.c: layers: a tree of files that functions share, ready or built from a manifest.
#include "layer.h"

#include <stdlib.h>
#include <string.h>

// clang-format off
static const Field build[] = {
	{ "pip", T_PATH, ONE_OR_LIST, .ok = "file", .group = "tool!", .doc = "requirements.txt; of several, what all of them ask for" },
	{ "poetry", T_PATH, ONE_OR_LIST, .ok = "file", .group = "tool!", .doc = "pyproject.toml" },
	{ "uv", T_PATH, ONE_OR_LIST, .ok = "file", .group = "tool!", .doc = "pyproject.toml or uv.lock" },
	{ "bundler", T_PATH, ONE_OR_LIST, .ok = "file", .group = "tool!", .doc = "Gemfile" },
	{ "npm", T_PATH, .ok = "file", .group = "tool!", .doc = "package.json" },
	{ 0 }
};
static const Field field[] = {
	{ "source", T_PATH, ONE_OR_LIST, .ok = "dir", .group = "from!", .doc = "folder with the layer's tree: python/, nodejs/, ruby/, lib/, bin/; several are laid over each other" },
	{ "merge", T_BOOL, .dflt = "false", .with = "source", .doc = "each folder in `source` is a tree, and they are laid over each other" },
	{ "split", T_INT, .flags = F_KNOWN, .ok = "2..5", .doc = "put into up to as many layers, packages spread over them by name; a function that names it gets them all" },
	{ "build", T_RECORD, .sub = build, .group = "from!", .doc = "a manifest whose packages are the layer" },
	{ "arn", T_STR, .ok = "/^arn:.*:lambda:.*:layer:[A-Za-z0-9_-]+:[0-9]+$/", .group = "from!", .bars = "split arch description name tags", .doc = "ARN of a version that is there already" },
	{ "runtimes", T_STR, ONE_OR_LIST, .flags = F_KNOWN, .doc = "runtimes it is for" },
	{ "arch", T_ENUM, .ok = "x86_64=X8664=amd64 arm64=Arm64=aarch64", .dflt = "x86_64", .doc = "processor it is built for" },
	{ "description", T_STR, .ok = "/^[\\s\\S]{0,256}$/", .doc = "what it holds" },
	{ "name", T_STR, .ok = "/^[A-Za-z0-9_-]{1,140}$/", .doc = "its physical name; default: as written here" },
	COMMON_FIELDS,
	{ 0 }
};
// Every property of a version replaces it, so a change makes a new one beside the old, which
// functions use until they are updated.
static const Prop prop[] = {
	{ "LayerName",                  "layer_name",               "*name" },
	{ "Description",                "description",              "$description" },
	{ "CompatibleRuntimes",         "compatible_runtimes",      "*runtimes" },
	{ "CompatibleArchitectures[0]", "compatible_architectures[0]", "$arch" },
	{ "Content.S3Bucket",           NULL,                       "*bucket" },
	{ "Content.S3Key",              NULL,                       "*key" },
	{ NULL,                         "filename",                 "*filename" },
	{ NULL,                         "source_code_hash",         "*hash" },
	{ 0 }
};
static const Attr attr[] = { { "arn", "Ref", "arn" }, { 0 } };
static const Op op[] = {
	{ "", "AWS::Lambda::LayerVersion", "aws_lambda_layer_version", .when = "!arn", .prop = prop, .attr = attr },
	{ "Part", "AWS::Lambda::LayerVersion", "aws_lambda_layer_version", .when = "-", .prop = prop, .attr = attr },
	{ 0 }
};

// clang-format on

// ---- Checks -----------------------------------------------------------------------------------------

static void try_name(void *near, const char *name)
{
	nearest_try(near, name);
}

// The further parts have names of their own: `x-2`.
static void check_part_names(Unit *u, Entity *e)
{
	long long parts = rec_int(e->rec, "split", 1);
	const char *own = name_text(u, e->phys, "", "");
	for (uint32_t i = 0; parts > 1 && i < e->scope->nent; i++) {
		const Entity *other = e->scope->ent[i];
		const char *name = other->kind == e->kind && other != e && other->phys ?
			name_text(u, other->phys, "", "") :
			"";
		size_t n = strlen(own);
		if (strncmp(name, own, n) == 0 && name[n] == '-' && name[n + 1] >= '2' &&
			name[n + 1] <= '0' + parts && !name[n + 2])
			diag_related(say_name_taken(u, rec_get(e->rec, "split")->at, e->kind->one,
					     e->name, other->name, name),
				other->at, "the other one");
	}
}

static void check(Unit *u, Entity *e)
{
	uint32_t n;
	Value **list = rec_list(e->rec, "runtimes", &n);
	const LayerTool *tool = layer_tool(e);
	for (uint32_t i = 0; i < n; i++) {
		Runtime r;
		if (!value_text(list[i]))
			continue;
		if (!runtime_find(u, list[i]->u.s, &r)) {
			Nearest near = { .word = list[i]->u.s };
			Diag *d = say_unknown_runtime(u, list[i]->at, list[i]->u.s);
			runtime_names(u->arena, try_name, &near);
			diag_nearest(d, &near, FIX_SAFE, value_part(u, list[i], 0, list[i]->n));
		} else if (tool && !str_eq(r.family, tool->family)) {
			say_layer_family(u, list[i]->at, tool->name, r.name);
		}
	}
	if (tool && !n)
		say_missing_key(u, e->at, "runtimes", U_FORMAT(u, "layer `%s`", e->name));
	check_part_names(u, e);
	layer_check_tree(u, e);
	layer_check_users(u, e);
}

// ---- Filling ------------------------------------------------------------------------------------------

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	uint32_t n;
	Value **list = rec_list(e->rec, "runtimes", &n);
	Value *names = value_list(u->arena, e->at);
	for (uint32_t i = 0; i < n; i++) {
		Runtime run;
		if (value_text(list[i]) && runtime_find(u, list[i]->u.s, &run))
			value_push(u->arena, names, value_str(u->arena, run.name, list[i]->at));
	}
	put(u, r, "runtimes", names->n ? names : NULL);
	const Artifact *part = layer_part(e, r->key ? (uint32_t)strtoul(r->key, NULL, 10) - 1 : 0);
	const char *path = artifact_path(u, part);
	Value *name[] = { eval(u, r, "%"),
		r->key ? value_format(u->arena, e->at, "-%s", r->key) : NULL };
	put(u, r, "name", r->key ? value_join(u->arena, e->at, name, 2) : name[0]);
	put(u, r, "bucket", value_input(u, artifact_bucket(u), e->at));
	put(u, r, "key", value_str(u->arena, path, e->at));
	Value *piece[] = { value_var(u, "root", e->at),
		value_format(u->arena, e->at, "/../../%s", path) };
	put(u, r, "filename", value_join(u->arena, e->at, piece, 2));
	put(u, r, "hash", value_str(u->arena, part->digest, e->at));
}

static Value *hole(Unit *u, Entity *e, const char *attr_name)
{
	(void)attr_name;
	Value *arn = rec_get(e->rec, "arn");
	return arn ? lower_value(u, e, arn) : NULL;
}

// ---- Parts ------------------------------------------------------------------------------------

static void make(Unit *u, Entity *e)
{
	for (uint32_t i = 1; layer_part(e, i); i++)
		res_new(u, e, op_of(e->kind, "Part"), NULL, NULL, U_FORMAT(u, "%u", i + 1));
}

void layer_arns(Unit *u, Entity *e, Span at, Value *list)
{
	value_push(u->arena, list, entity_attr(u, e, "arn", at));
	for (uint32_t i = 0; i < e->nres; i++)
		if (str_eq(e->res[i]->op->part, "Part"))
			value_push(u->arena, list, value_ref(u, e->res[i], "arn", at));
}

extern const Kind kind_layer;
const Kind kind_layer = {
	"layers",
	"layer",
	"Layer",
	"files that functions share",
	.field = field,
	.op = op,
	.phys = "x",
	.fixed = "name",
	.phys_max = 140,
	.phys_ok = "/^[A-Za-z0-9_-]+$/",
	.holes = "arn",
	.list = "runtimes arch source",
	.check = check,
	.pack = layer_pack,
	.make = make,
	.fill = fill,
	.hole = hole,
	.files_of = layer_files,
};
