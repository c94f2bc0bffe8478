// function_rules.c: rules of the Makefile for functions: build, code, call, test, assets.
//
// Compiled functions are built by functions/<name>/build.sh from a copy of their folder, in the
// container of their language, or with NATIVE=1 by the tools that are installed.
#include "build_script.h"
#include "function.h"
#include "test.h"

#include <string.h>

// ---- Functions that are compiled -------------------------------------------------------------------------

typedef struct Builder {
	const char *manifests; // one of these is in the folder
	const char *image;     // %s: the runtime's version
	const char *command;   // from the copy of the folder to $OUT; $ARCH is amd64 or arm64
} Builder;

// clang-format off
static const Builder builders[] = {
	{ "go.mod main.go", "public.ecr.aws/docker/library/golang:1",
	  "CGO_ENABLED=0 GOOS=linux GOARCH=$ARCH go build -trimpath -buildvcs=false -tags lambda.norpc -ldflags='-s -w -buildid=' -o \"$OUT/bootstrap\" ." },
	{ "Cargo.toml", "ghcr.io/cargo-lambda/cargo-lambda:latest",
	  "cargo lambda build --release $([ $ARCH = arm64 ] && echo --arm64 || echo --x86-64) --lambda-dir target/topc && cp target/topc/*/bootstrap \"$OUT/\"" },
	{ "pom.xml", "public.ecr.aws/sam/build-java%s",
	  "mvn -q -B package dependency:copy-dependencies -DskipTests -DincludeScope=runtime -DoutputDirectory=target/topc && mkdir -p \"$OUT/lib\" && cp target/*.jar \"$OUT/lib/\" && { [ ! -d target/topc ] || cp target/topc/*.jar \"$OUT/lib/\"; }" },
	{ "build.gradle build.gradle.kts", "public.ecr.aws/sam/build-java%s",
	  "printf '%s\\n' 'allprojects { tasks.register(\"topcLibs\", Copy) { from { configurations.runtimeClasspath }; into \"build/topc\" } }' >topc.gradle && gradle -q -I topc.gradle jar topcLibs && mkdir -p \"$OUT/lib\" && cp build/libs/*.jar \"$OUT/lib/\" && { [ ! -d build/topc ] || cp build/topc/*.jar \"$OUT/lib/\"; }" },
	{ "deps.edn build.clj", "public.ecr.aws/docker/library/clojure:temurin-21-tools-deps",
	  "clojure -T:build uber && mkdir -p \"$OUT/lib\" && cp target/*.jar \"$OUT/lib/\"" },
	{ "*.csproj", "public.ecr.aws/sam/build-dotnet%s",
	  "dotnet publish -c Release -r linux-$([ $ARCH = arm64 ] && echo arm64 || echo x64) --self-contained false -o \"$OUT\"" },
};
// clang-format on

static bool holds(const Artifact *a, const char *names)
{
	for (uint32_t i = 0; i < a->n; i++)
		for (Word w = { .rest = names }; word_next(&w);)
			if ((w.s[0] == '*' && w.n > 1 && !strchr(a->entry[i].name, '/') &&
				    str_ends(a->entry[i].name, ".csproj")) ||
				(strlen(a->entry[i].name) == w.n &&
					strncmp(a->entry[i].name, w.s, w.n) == 0))
				return true;
	return false;
}

static const Builder *builder_of(const Artifact *a)
{
	for (size_t i = 0; i < COUNT(builders); i++)
		if (holds(a, builders[i].manifests))
			return &builders[i];
	return NULL;
}

static void build_rule(Unit *u, const Entity *e, const char *word)
{
	const Artifact *a = e->artifact;
	const Builder *how = builder_of(a);
	Runtime r = { .name = "" };
	MakeRule *rule = out_rule(
		u, U_FORMAT(u, "build-%s", word), U_FORMAT(u, "build the archive of %s", e->name));
	rule->group = "build";
	if (!how) {
		rule_line(u, rule,
			U_FORMAT(u,
				"@test -f %s || { echo 'nothing in the folder of %s says how it is built: put its archive at %s' >&2; exit 2; }",
				artifact_path(u, a), e->name, artifact_path(u, a)));
		return;
	}
	function_runtime(u, e, &r);
	const char *dir = U_FORMAT(u, "functions/%s", word);
	for (uint32_t i = 0; i < a->n; i++)
		out_copy(u, U_FORMAT(u, "%s/context/%s", dir, a->entry[i].name), &a->entry[i]);
	const BuildScript script = {
		.what = U_FORMAT(u, "the archive of function %s", e->name),
		.arch = str_eq(rec_text(e->rec, "runtime.arch"), "arm64") ? "arm64" : "amd64",
		.image = U_FORMAT(u, how->image, r.name + strcspn(r.name, "0123456789")),
		.command = how->command,
		.end = U_FORMAT(u,
			"cd \"$work/out\"\nfind . -exec touch -d '1980-01-01T00:00:00Z' {} +\n"
			"find . -type f | LC_ALL=C sort | TZ=UTC zip -X -q -@ \"$work/code.zip\"\n"
			"cd - >/dev/null\nmkdir -p \"../../%s\"\nmv \"$work/code.zip\" \"../../%s\"\n",
			path_dir(u->arena, artifact_path(u, a)), artifact_path(u, a)),
	};
	out_text(u, U_FORMAT(u, "%s/build.sh", dir), build_script(u, &script), true);
	rule_line(u, rule, U_FORMAT(u, "@test -f %s || ./%s/build.sh", artifact_path(u, a), dir));
}

// What the answer holds beside, as values of the environment, is nobody's to read.
#define QUIET " --output text --query '[FunctionName,CodeSha256]'"

// ---- What a deployed function is changed and called by ---------------------------------------------------

static void code_rule(Unit *u, const Entity *e, const char *word, const char *name)
{
	if (!e->artifact && !function_is_image(e))
		return;
	MakeRule *code = out_rule(u, U_FORMAT(u, "code-%s", word),
		U_FORMAT(u, "put the code of %s into the deployed function", e->name));
	if (function_is_image(e)) {
		rule_line(u, code,
			"@test -n '$(IMAGE_URI)' || { echo 'IMAGE_URI is not set: the image with its digest' >&2; exit 2; }");
		rule_line(u, code,
			U_FORMAT(u,
				"$(AWS) lambda update-function-code --function-name %s --image-uri '$(IMAGE_URI)'" QUIET,
				name));
		return;
	}
	if (e->artifact->built)
		code->needs = U_FORMAT(u, "build-%s", word);
	rule_line(u, code,
		U_FORMAT(u,
			"$(AWS) lambda update-function-code --function-name %s --zip-file fileb://%s" QUIET,
			name, artifact_path(u, e->artifact)));
}

static void invoke_rule(Unit *u, const Entity *e, const char *word, const char *name)
{
	MakeRule *call = out_rule(
		u, U_FORMAT(u, "invoke-%s", word), U_FORMAT(u, "call %s with PAYLOAD", e->name));
	rule_line(u, call,
		U_FORMAT(u,
			"@printf '%%s' '$(subst ','\\'',$(PAYLOAD))' | $(AWS) lambda invoke --function-name %s "
			"--payload fileb:///dev/stdin /dev/stdout",
			name));
}

// ---- Tests ------------------------------------------------------------------------------------------------

// A recipe's line takes a `$` twice.
static const char *recipe(Unit *u, const char *s)
{
	Buf b = { .arena = u->arena };
	for (; *s && *s != '\n'; s++)
		buf_puts(&b, *s == '$' ? "$$" : (char[]){ *s, 0 });
	return b.s ? b.s : "";
}

static void test_rules(Unit *u, const Entity *e, const char *word)
{
	const char *command = rec_text(e->rec, "tasks.test");
	if (command && e->dir) {
		MakeRule *rule = out_rule(u, U_FORMAT(u, "test-%s", word),
			U_FORMAT(u, "test the code of %s; SOURCE is the topology's folder",
				e->name));
		rule->group = "test";
		Buf b = { .arena = u->arena };
		buf_puts(&b, "cd ");
		recipe_source(u, &b, e->dir);
		rule_line(u, rule, U_FORMAT(u, "%s && %s", b.s, recipe(u, command)));
	}
	const Value *tests = rec_get(e->rec, "test");
	for (uint32_t i = 0; tests && i < tests->n; i++)
		test_rule(u, e, U_FORMAT(u, "%s-%s", word, tests->u.pair[i].key),
			tests->u.pair[i].val);
}

// ---- What a function finds on its file system ---------------------------------------------------------------

static const Entity *mounted(const Entity *e)
{
	const Entity *fs = rec_ent(e->rec, "runtime.filesystem.name");
	return fs ? fs : e->own;
}

// The folders are copied from ASSETS, one for each variable, to a mount of the file system.
static void assets_rule(Unit *u, const Entity *e, const char *word)
{
	const Value *assets = rec_get(e->rec, "assets");
	const Entity *fs = mounted(e);
	const char *mount = fs ? rec_text(fs->rec, "mount") : NULL;
	if (!assets || !assets->n)
		return;
	MakeRule *rule = out_rule(u, U_FORMAT(u, "assets-%s", word),
		U_FORMAT(u,
			"copy the assets of %s: EFS=mounted file system, ASSETS=folder with one for each of its variables",
			e->name));
	rule_line(u, rule,
		"@test -d '$(EFS)' && test -d '$(ASSETS)' || { echo 'EFS and ASSETS are folders' >&2; exit 2; }");
	for (uint32_t i = 0; i < assets->n; i++) {
		const char *path = value_known(u, assets->u.pair[i].val);
		const char *key = assets->u.pair[i].key;
		if (!path || strpbrk(path, "'$\\") || strpbrk(key, "'$\\"))
			continue;
		size_t n = mount && str_starts(path, mount) ? strlen(mount) : 0;
		if (!n && str_starts(path, "/mnt/")) // `/mnt/` and one segment
			n = 5 + strcspn(path + 5, "/");
		rule_line(u, rule,
			U_FORMAT(u,
				"if test -e '$(ASSETS)/%s'; then mkdir -p '$(EFS)%s' && cp -R '$(ASSETS)/%s/.' '$(EFS)%s/'; fi",
				key, path + n, key, path + n));
	}
}

void function_files(Unit *u, Entity *e)
{
	const char *name = value_text(e->phys);
	if (!function_is_lambda(e) || !name)
		return;
	const char *word = path_word(u, e->name);
	if (e->artifact && e->artifact->built && !e->artifact->context)
		build_rule(u, e, word);
	code_rule(u, e, word, name);
	invoke_rule(u, e, word, name);
	test_rules(u, e, word);
	assets_rule(u, e, word);
}
