// layer_build.c: layers that are built from manifests: what goes in, and the scripts that do it.
//
// The build runs in the image of the runtime, in a copy of the manifests' folder; what lies in $OUT
// is the layer's tree then. Its archive's name is a digest of what goes in, so it is known before anything is built.
#include "build_script.h"
#include "layer.h"

#include "../template.h"

#include <string.h>

// clang-format off
static const LayerTool tools[] = {
	{ "pip",     "python", "requirements.txt", "", "public.ecr.aws/sam/build-python%s",
	  NULL, NULL, "pip install", "-t \"$OUT/python\"" },
	{ "poetry",  "python", "pyproject.toml", "poetry.lock", "public.ecr.aws/sam/build-python%s",
	  "{ poetry export --help >/dev/null 2>&1 || pip install poetry-plugin-export poetry; }",
	  "poetry export -f requirements.txt -o requirements.txt", "pip install", "-t \"$OUT/python\"" },
	{ "uv",      "python", "pyproject.toml", "uv.lock", "public.ecr.aws/sam/build-python%s",
	  "{ command -v uv >/dev/null || pip install uv; }",
	  "uv export --no-dev --no-emit-project -o requirements.txt", "uv pip install", "--target \"$OUT/python\"" },
	{ "bundler", "ruby",   "Gemfile", "Gemfile.lock", "public.ecr.aws/sam/build-ruby%s",
	  NULL, "bundle config set --local without development:test && bundle config set --local path \"$OUT/../gems\" && bundle install",
	  NULL, "mkdir -p \"$OUT/ruby/gems\" && cp -R \"$OUT/../gems/ruby/.\" \"$OUT/ruby/gems/\"" },
	{ "npm",     "node",   "package.json", "package-lock.json", "public.ecr.aws/sam/build-nodejs%s",
	  NULL, NULL, NULL, "mkdir -p \"$OUT/nodejs\" && cp package*.json \"$OUT/nodejs/\" && cd \"$OUT/nodejs\" && "
	  "if [ -f package-lock.json ]; then npm ci --omit=dev; else npm install --omit=dev --no-package-lock; fi" },
};
// clang-format on

const LayerTool *layer_tool(const Entity *e)
{
	const Value *build = rec_get(e->rec, "build");
	for (size_t i = 0; build && build->kind == V_REC && i < COUNT(tools); i++)
		if (rec_get(build, tools[i].name))
			return &tools[i];
	return NULL;
}

// The manifests: a list, or the one that a tool takes.
static Value **manifests_of(const Entity *e, const LayerTool *tool, uint32_t *n)
{
	Value *v = rec_get(rec_get(e->rec, "build"), tool->name);
	if (v->kind == V_LIST)
		return rec_list(rec_get(e->rec, "build"), tool->name, n);
	Value **one = v->kind == V_STR ? rec_get(e->rec, "build")->u.rec.arg : NULL;
	for (*n = one != NULL; one && *one != v;)
		one++;
	return one;
}

bool layer_runtime(Unit *u, const Entity *e, Runtime *r)
{
	uint32_t n;
	Value **list = rec_list(e->rec, "runtimes", &n);
	return n && value_text(list[0]) && runtime_find(u, list[0]->u.s, r);
}

// Below the build's folder, where a manifest stands: nowhere when it is the only one.
static const char *place_of(Unit *u, uint32_t i, uint32_t n)
{
	return n > 1 ? U_FORMAT(u, "%u/", i) : "";
}

static const char *command_of(Unit *u, const LayerTool *tool, uint32_t n)
{
	Buf b = { .arena = u->arena };
	if (tool->first)
		buf_printf(&b, "%s && ", tool->first);
	for (uint32_t i = 0; tool->each && i < n; i++)
		if (n > 1)
			buf_printf(&b, "(cd %u && %s) && ", i, tool->each);
		else
			buf_printf(&b, "%s && ", tool->each);
	buf_puts(&b, tool->install ? tool->install : "");
	for (uint32_t i = 0; tool->install && i < n; i++)
		buf_printf(&b, " -r %srequirements.txt", place_of(u, i, n));
	buf_printf(&b, "%s%s", tool->install ? " " : "", tool->last);
	return b.s;
}

static void add_beside(
	Unit *u, Artifact *a, const char *to, const char *manifest, const char *name, Span at)
{
	TreeEntry t;
	const char *dir = path_dir(u->arena, manifest);
	const char *path = U_FORMAT(u, "%s%s%s", dir, *dir ? "/" : "", name);
	if (*name && u->tree->stat(u->tree, u->arena, path, &t) == TREE_OK && t.type == ENTRY_FILE)
		artifact_file(u, a, U_FORMAT(u, "%s%s", to, name), path, at);
}

void layer_build_pack(Unit *u, Entity *e, Artifact *a, const LayerTool *tool)
{
	uint32_t n;
	Value **manifest = manifests_of(e, tool, &n);
	Runtime r = { .name = "" };
	layer_runtime(u, e, &r);
	if (!n) {
		const Value *none = rec_get(rec_get(e->rec, "build"), tool->name);
		say_archive_empty(u, none->at, a->name, tool->name);
	}
	a->built = true;
	a->command =
		U_FORMAT(u, "%s %s %s", r.name, rec_text(e->rec, "arch"), command_of(u, tool, n));
	for (uint32_t i = 0; i < n; i++) {
		const char *path = value_text(manifest[i]);
		if (!path)
			continue;
		const char *to = place_of(u, i, n);
		// `uv.lock` may stand for the project that it belongs to.
		bool lock = str_eq(path_base(path), tool->locks);
		artifact_file(u, a, U_FORMAT(u, "%s%s", to, lock ? tool->locks : tool->file), path,
			manifest[i]->at);
		if (str_eq(tool->file, "requirements.txt") && !a->failed)
			layer_requirements(u, e, a, to, path, manifest[i]->at);
		add_beside(u, a, to, path, lock ? tool->file : tool->locks, manifest[i]->at);
	}
}

// ---- Scripts ------------------------------------------------------------------------------------

static const char *script_of(Unit *u, const Entity *e, const LayerTool *tool, const char *version)
{
	uint32_t n;
	manifests_of(e, tool, &n);
	Buf zips = { .arena = u->arena };
	const Artifact *part;
	for (uint32_t i = 0; (part = layer_part(e, i)); i++)
		buf_printf(&zips, " \"../%s\"", path_base(artifact_path(u, part)));
	const BuildScript script = {
		.what = U_FORMAT(u, "layer %s", e->name),
		.arch = str_eq(rec_text(e->rec, "arch"), "arm64") ? "arm64" : "amd64",
		.image = U_FORMAT(u, tool->image, version),
		.command = command_of(u, tool, n),
		.end = U_FORMAT(u, "./pack.sh \"$work/out\"%s\n", zips.s),
	};
	return build_script(u, &script);
}

void layer_files(Unit *u, Entity *e)
{
	const LayerTool *tool = layer_tool(e);
	Runtime r;
	if (!tool || !e->artifact || !layer_runtime(u, e, &r))
		return;
	const char *word = path_word(u, e->name);
	const char *folder = U_FORMAT(u, "layers/%s", word);
	for (uint32_t i = 0; i < e->artifact->n; i++)
		out_copy(u, U_FORMAT(u, "%s/context/%s", folder, e->artifact->entry[i].name),
			&e->artifact->entry[i]);
	const Template *pack = template_find("layer/pack.sh");
	if (!pack)
		die("no layer/pack.sh");
	const char *version = r.name + strcspn(r.name, "0123456789");
	out_text(u, U_FORMAT(u, "%s/build.sh", folder), script_of(u, e, tool, version), true);
	out_text(u, U_FORMAT(u, "%s/pack.sh", folder), pack->text, true);
	MakeRule *rule =
		out_rule(u, U_FORMAT(u, "layer-%s", word), U_FORMAT(u, "build layer %s", word));
	rule->group = "build";
	Buf there = { .arena = u->arena };
	const Artifact *part;
	for (uint32_t i = 0; (part = layer_part(e, i)); i++)
		buf_printf(&there, "%stest -f %s", i ? " && " : "", artifact_path(u, part));
	rule_line(u, rule,
		U_FORMAT(u, layer_part(e, 1) ? "@{ %s; } || ./%s/build.sh" : "@%s || ./%s/build.sh",
			there.s, folder));
}
