// layer.c: layers: a tree of files that functions share, ready or built from a manifest.
#include "layer.h"

#include <string.h>

// clang-format off
static const Field build[] = {
	{ "pip", T_PATH, .ok = "file", .group = "tool!", .doc = "requirements.txt" },
	{ "poetry", T_PATH, .ok = "file", .group = "tool!", .doc = "pyproject.toml" },
	{ "uv", T_PATH, .ok = "file", .group = "tool!", .doc = "pyproject.toml or uv.lock" },
	{ "bundler", T_PATH, .ok = "file", .group = "tool!", .doc = "Gemfile" },
	{ "npm", T_PATH, .ok = "file", .group = "tool!", .doc = "package.json" },
	{ 0 }
};
static const Field field[] = {
	{ "source", T_PATH, .ok = "dir", .group = "from!", .doc = "folder with the layer's tree: python/, nodejs/, ruby/, lib/, bin/" },
	{ "build", T_RECORD, .sub = build, .group = "from!", .doc = "a manifest whose packages are the layer" },
	{ "arn", T_STR, .group = "from!", .doc = "ARN of a version that is there already" },
	{ "runtimes", T_STR, ONE_OR_LIST, .doc = "runtimes it is for" },
	{ "arch", T_ENUM, .ok = "x86_64=X8664=amd64 arm64=Arm64=aarch64", .dflt = "x86_64", .doc = "processor it is built for" },
	{ "description", T_STR, .doc = "what it holds" },
	{ "name", T_STR, .ok = "/^[A-Za-z0-9_-]{1,140}$/", .doc = "its physical name; default: as written here" },
	COMMON_FIELDS,
	{ 0 }
};
// Every property of a version replaces it, so a change makes a new one beside the old, which
// functions use until they are updated.
static const Prop prop[] = {
	{ "LayerName",                  "layer_name",               "%" },
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
	{ 0 }
};

typedef struct Tool {
	const char *name, *family;
	const char *locks; // beside the manifest; a part of what the layer is
	const char *image, *command;
} Tool;
// The command runs in the image of the runtime, with the manifest's folder at /src and the layer's
// tree at /out; %s is the runtime's version.
static const Tool tools[] = {
	{ "pip",     "python", "",            "public.ecr.aws/sam/build-python%s", "pip install -r requirements.txt -t /out/python" },
	{ "poetry",  "python", "poetry.lock", "public.ecr.aws/sam/build-python%s", "pip install poetry-plugin-export poetry && poetry export -f requirements.txt -o /tmp/r.txt && pip install -r /tmp/r.txt -t /out/python" },
	{ "uv",      "python", "uv.lock",     "public.ecr.aws/sam/build-python%s", "pip install uv && uv export --no-dev --no-emit-project -o /tmp/r.txt && uv pip install -r /tmp/r.txt --target /out/python" },
	{ "bundler", "ruby",   "Gemfile.lock", "public.ecr.aws/sam/build-ruby%s",  "bundle config set --local path /tmp/b && bundle install && mkdir -p /out/ruby/gems && cp -R /tmp/b/ruby/. /out/ruby/gems/" },
	{ "npm",     "node",   "package-lock.json", "public.ecr.aws/sam/build-nodejs%s", "mkdir -p /out/nodejs && cp package*.json /out/nodejs/ && cd /out/nodejs && npm ci --omit=dev" },
};
// clang-format on

static const Tool *tool_of(const Entity *e, const char **manifest)
{
	for (size_t i = 0; i < COUNT(tools); i++) {
		*manifest = rec_text(e->rec, "build") ?
			NULL :
			value_text(rec_get(rec_get(e->rec, "build"), tools[i].name));
		if (*manifest)
			return &tools[i];
	}
	return NULL;
}

static bool first_runtime(Unit *u, const Entity *e, Runtime *r)
{
	uint32_t n;
	Value **list = rec_list(e->rec, "runtimes", &n);
	return n && value_text(list[0]) && runtime_find(u, list[0]->u.s, r);
}

static void add_beside(Unit *u, Artifact *a, const char *manifest, const char *names, Span at)
{
	TreeEntry t;
	for (Word w = { .rest = names }; word_next(&w);) {
		const char *dir = path_dir(u->arena, manifest);
		const char *path = U_FORMAT(u, "%s%s%.*s", dir, *dir ? "/" : "", (int)w.n, w.s);
		if (u->tree->stat(u->tree, u->arena, path, &t) == TREE_OK && t.type == ENTRY_FILE)
			artifact_file(u, a, path_base(path), path, at);
	}
}

static void pack(Unit *u, Entity *e)
{
	const Value *source = rec_get(e->rec, "source");
	const char *manifest;
	const Tool *tool = tool_of(e, &manifest);
	if (!value_text(source) && !tool)
		return;
	Artifact *a = artifact_new(u, U_FORMAT(u, "layer `%s`", e->name), e->at);
	a->folder = "layers";
	a->stem = U_FORMAT(u, "%s-", e->name);
	e->artifact = a;
	if (value_text(source)) {
		artifact_folder(u, a, "", source->u.s, "", source->at);
		if (!a->n && !a->failed)
			say_archive_empty(u, source->at, a->name, source->u.s);
		return;
	}
	Runtime r = { .name = "" };
	first_runtime(u, e, &r);
	a->built = true;
	a->command = U_FORMAT(u, "%s %s %s", r.name, rec_text(e->rec, "arch"), tool->command);
	const Value *at = rec_get(rec_get(e->rec, "build"), tool->name);
	artifact_file(u, a, path_base(manifest), manifest, at->at);
	add_beside(u, a, manifest, tool->locks, at->at);
}

// ---- Checks -----------------------------------------------------------------------------------------

static void try_name(void *near, const char *name)
{
	nearest_try(near, name);
}

static void check(Unit *u, Entity *e)
{
	uint32_t n;
	Value **list = rec_list(e->rec, "runtimes", &n);
	const char *manifest;
	const Tool *tool = tool_of(e, &manifest);
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
	const char *path = artifact_path(u, e->artifact);
	put(u, r, "bucket", value_input(u, artifact_bucket(u), e->at));
	put(u, r, "key", value_str(u->arena, path, e->at));
	Value *piece[] = { value_var(u, "root", e->at),
		value_format(u->arena, e->at, "/../../%s", path) };
	put(u, r, "filename", value_join(u->arena, e->at, piece, 2));
	put(u, r, "hash", value_str(u->arena, e->artifact->digest, e->at));
}

static Value *hole(Unit *u, Entity *e, const char *attr_name)
{
	(void)attr_name;
	Value *arn = rec_get(e->rec, "arn");
	return arn ? lower_value(u, e, arn) : NULL;
}

// ---- What builds it -------------------------------------------------------------------------------------

static void files_of(Unit *u, Entity *e)
{
	const char *manifest;
	const Tool *tool = tool_of(e, &manifest);
	if (!tool || !e->artifact)
		return;
	Runtime r;
	first_runtime(u, e, &r);
	const char *version = r.name + strcspn(r.name, "0123456789");
	const char *image = U_FORMAT(u, tool->image, version);
	const char *platform =
		str_eq(rec_text(e->rec, "arch"), "arm64") ? "linux/arm64" : "linux/amd64";
	const char *context = U_FORMAT(u, "layers/%s", e->name);
	for (uint32_t i = 0; i < e->artifact->n; i++)
		out_copy(u, U_FORMAT(u, "%s/context/%s", context, e->artifact->entry[i].name),
			&e->artifact->entry[i]);
	const char *script = U_FORMAT(u,
		"#!/bin/sh\n# Builds %s, the archive of layer %s, in the image of its runtime. Needs docker and zip.\n"
		"set -eu\ncd \"$(dirname \"$0\")\"\nout=$(mktemp -d)\ntrap 'rm -rf \"$out\"' EXIT\n"
		"docker run --rm --platform %s --entrypoint /bin/sh -v \"$PWD/context:/src:ro\" -v \"$out:/out\" %s -c "
		"'cp -R /src /work && cd /work && %s'\n"
		"(cd \"$out\" && find . -type f | LC_ALL=C sort | zip -X -q -@ layer.zip)\n"
		"mv \"$out/layer.zip\" \"../%s\"\n",
		path_base(artifact_path(u, e->artifact)), e->name, platform, image, tool->command,
		path_base(artifact_path(u, e->artifact)));
	out_text(u, U_FORMAT(u, "%s/build.sh", context), script, true);
	MakeRule *rule = out_rule(
		u, U_FORMAT(u, "layer-%s", e->name), U_FORMAT(u, "build layer %s", e->name));
	rule->group = "build";
	rule_line(u, rule,
		U_FORMAT(
			u, "@test -f %s || ./%s/build.sh", artifact_path(u, e->artifact), context));
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
	.pack = pack,
	.fill = fill,
	.hole = hole,
	.files_of = files_of,
};
