// function_code.c: what a function's folder and its source files say.
#include "../code.h"
#include "delivery.h"
#include "function.h"
#include "image.h"
#include "secret.h"
#include "test.h"

#include <string.h>

// ---- Folders ----------------------------------------------------------------------------------

static bool has(const TreeEntry *e, uint32_t n, const char *names)
{
	for (uint32_t i = 0; i < n; i++)
		if (e[i].type == ENTRY_FILE && word_in(names, e[i].name, strlen(e[i].name)))
			return true;
	return false;
}

Value *function_infer(Unit *u, const char *dir, const TreeEntry *e, uint32_t n)
{
	(void)dir;
	static const struct {
		const char *files, *family;
	} sign[] = {
		{ "handler.py pyproject.toml requirements.txt", "python" },
		{ "Cargo.toml", "rust" },
		{ "handler.js handler.mjs package.json", "node" },
		{ "handler.rb Gemfile", "ruby" },
		{ "handler.clj deps.edn pom.xml build.gradle", "java" },
		{ "main.go go.mod", "go" },
	};
	for (size_t i = 0; i < COUNT(sign); i++) {
		if (!has(e, n, sign[i].files))
			continue;
		Value *doc = value_map(u->arena, (Span){ 0 });
		Value *run = value_map(u->arena, (Span){ 0 });
		value_set(u->arena, run, "lang",
			value_str(u->arena, runtime_default(sign[i].family), (Span){ 0 }));
		value_set(u->arena, doc, "runtime", run);
		return doc;
	}
	return NULL;
}

// `network: true` of tc says that the vars file has ids; `false` says nothing.
static void prepare_network(Unit *u, Value *doc, const Value *vars)
{
	Value *run = value_get(doc, "runtime");
	Pair *p = (Pair *)value_pair(run, "network");
	if (!p || p->val->kind != V_BOOL)
		return;
	if (value_true(p->val) && !value_get(value_get(vars, "default"), "network")) {
		Diag *d = say_network_unnamed(u, p->val->at);
		diag_line(d,
			"write the network's name, `network: main/private`, or its subnets in the vars file");
	}
	p->val = value_new(u->arena, V_NULL, p->val->at);
}

// tc's `functions: { shared: [../a, ../b] }`: folders elsewhere that are functions of this topology.
static void prepare_shared(Unit *u, Scope *s)
{
	Value *section = value_get(s->doc, "functions");
	const Value *shared = value_get(section, "shared");
	if (!shared || shared->kind != V_LIST)
		return;
	for (uint32_t i = 0; i < s->nfound; i++) // `shared` itself was taken for a function
		if (s->found[i]->kind == &kind_function && str_eq(s->found[i]->name, "shared") &&
			!s->found[i]->dir)
			s->found[i]->inline_doc = value_new(u->arena, V_BAD, shared->at);
}

void function_prepare(Unit *u, Scope *s)
{
	prepare_shared(u, s);
	for (uint32_t i = 0; i < s->nfound; i++) {
		Found *f = s->found[i];
		if (f->kind != &kind_function)
			continue;
		if (f->inline_doc)
			prepare_network(u, f->inline_doc, f->vars);
		if (f->file)
			prepare_network(u, f->file, f->vars);
	}
}

// ---- What kind of function ----------------------------------------------------------------------

bool function_is_image(const Entity *e)
{
	const char *type = rec_text(e->rec, "runtime.package_type");
	return (type && str_eq(type, "image")) || rec_get(e->rec, "runtime.image");
}

bool function_is_lambda(const Entity *e)
{
	const char *provider = rec_text(e->rec, "runtime.provider");
	return !provider || str_eq(provider, "lambda");
}

const char *function_handler(const Entity *e)
{
	const char *handler = rec_text(e->rec, "runtime.handler");
	return handler ? handler : "handler.handler";
}

bool function_runtime(Unit *u, const Entity *e, Runtime *out)
{
	const char *lang = rec_text(e->rec, "runtime.lang");
	return lang && runtime_find(u, lang, out);
}

bool function_is_lost(const Entity *e)
{
	return (e->found && e->found->lost) ||
		(rec_given(e->rec, "uri") && !rec_get(e->rec, "uri"));
}

// ---- Checks ---------------------------------------------------------------------------------------

static void try_name(void *near, const char *name)
{
	nearest_try(near, name);
}

static void check_image(Unit *u, Entity *e)
{
	const Value *image = rec_get(e->rec, "runtime.image");
	if (!image && rec_given(e->rec, "runtime.image"))
		return;
	if (!image) {
		const Value *type = rec_get(e->rec, "runtime.package_type");
		diag_line(say_function_without_image(u, type ? type->at : e->at, e->name),
			"write `image: NAME` in its `runtime`, and declare it under `images`");
		return;
	}
	if (image->kind == V_ENT && image->u.ent.ent && function_is_lambda(e))
		image_check_user(
			u, image->u.ent.ent, e, rec_get(e->rec, "runtime.arch"), image->at);
}

static void check_runtime(Unit *u, Entity *e)
{
	const Value *lang = rec_get(e->rec, "runtime.lang");
	Runtime r;
	if (lang && value_text(lang) && !runtime_find(u, lang->u.s, &r)) {
		Nearest near = { .word = lang->u.s };
		Diag *d = say_unknown_runtime(u, lang->at, lang->u.s);
		runtime_names(u->arena, try_name, &near);
		diag_nearest(d, &near, FIX_SAFE, value_part(u, lang, 0, lang->n));
		const char *family = near.best ? NULL : runtime_default(runtime_family(lang->u.s));
		if (family)
			diag_fix(d, FIX_MAYBE, U_FORMAT(u, "use `%s`", family),
				value_part(u, lang, 0, lang->n), family);
		return;
	}
	if (function_is_image(e)) {
		const Value *layers = rec_get(e->rec, "runtime.layers");
		if (layers && layers->n)
			diag_line(say_layers_on_image(u, layers->at, e->name),
				"what the layers hold goes into the image");
		check_image(u, e);
		return;
	}
	const Value *package = rec_get(e->rec, "package");
	bool unseen = function_is_lost(e) || (!e->dir && !(package && package->n));
	if (!lang && (unseen || rec_given(e->rec, "runtime.lang")))
		return; // its files would have told, or it was refused
	if (!lang) {
		Diag *d = say_no_runtime(u, e->at, e->name);
		diag_line(d,
			"write `runtime: { lang: python3.13 }`; it is inferred only from a handler or a manifest in its folder");
		return;
	}
	if (!value_text(lang))
		return;
	if (r.past) {
		Diag *d = say_runtime_past(u, lang->at, r.name, r.deprecated);
		if (r.blocked)
			diag_line(
				d, "since %s no new function can be made with it", r.create_block);
		if (r.successor)
			diag_line(d, "its successor is %s", r.successor);
		diag_line(d, "judged as of %s", runtime_judged(u->arena));
	}
	if (!r.terraform && (u->opt->backend[TF] || !u->opt->backend[CFN]))
		diag_severity(say_runtime_newer(u, lang->at, r.name),
			u->opt->backend[TF] ? ERROR : WARNING);
}

// The files that the archive would hold with the handler's name and any extension of its language.
static ArtifactEntry *find_source(const Artifact *a, const char *file, const Code *code)
{
	for (Word w = { .rest = code->extensions }; word_next(&w);) {
		for (uint32_t i = 0; i < a->n; i++) {
			const char *name = a->entry[i].name;
			size_t n = strlen(file);
			if (strncmp(name, file, n) == 0 && strlen(name) == n + w.n &&
				memcmp(name + n, w.s, w.n) == 0)
				return &a->entry[i];
		}
	}
	return NULL;
}

static void say_no_file(
	Unit *u, Entity *e, const Value *handler, const char *file, const Code *code)
{
	if (e->artifact->failed ||
		!e->artifact->n) // it may be in what could not be packed; all is missing
		return;
	Diag *d = say_no_handler_file(u, handler->at, e->name,
		U_FORMAT(u, "%s%.*s", file, (int)strcspn(code->extensions, " "), code->extensions));
	Buf b = { .arena = u->arena };
	Nearest near = { .word = file };
	const char *only = NULL;
	for (uint32_t i = 0; i < e->artifact->n; i++) {
		const char *name = e->artifact->entry[i].name;
		const char *ext = path_ext(name);
		if (!word_in(code->extensions, ext, strlen(ext)))
			continue;
		const char *stem = arena_copy(u->arena, name, (size_t)(ext - name));
		nearest_try(&near, stem);
		only = b.n ? NULL : stem;
		if (b.n < 200)
			buf_printf(&b, "%s%s", b.n ? ", " : "", name);
	}
	diag_line(d, b.n ? "the archive holds: %s" : "the archive holds no %s file",
		b.n ? b.s : code->family);
	if (handler->style == STYLE_MADE) {
		if (only)
			diag_line(d, "name it in `runtime`, as in `handler: %s.handler`", only);
	} else if (near.ntie == 1) {
		diag_nearest(d, &near, FIX_MAYBE, value_part(u, handler, 0, strlen(file)));
	}
}

static void check_defined(Unit *u, Entity *e, const Value *handler, ArtifactEntry *source,
	const Code *code, const char *function)
{
	const char *text = source->text;
	size_t n;
	if (!text) {
		if (u->tree->read(u->tree, u->arena, source->path, CODE_LARGEST_FILE, &text, &n) !=
			TREE_OK)
			return;      // pack says so
		source->text = text; // others want it too
		source->n = n;
	}
	if (code_defines(code, text, function))
		return;
	Diag *d = say_no_handler_function(u, handler->at, source->name, function);
	Nearest near = { .word = function };
	Buf b = { .arena = u->arena };
	CodeName *name;
	uint32_t count = code_functions(u->arena, code, text, &name);
	for (uint32_t i = 0; i < count; i++) {
		nearest_try(&near, name[i].name);
		if (b.n < 200)
			buf_printf(&b, "%s%s", b.n ? ", " : "", name[i].name);
	}
	diag_line(d, b.n ? "it defines: %s" : "it defines no function", b.s);
	if (word_in(code->extensions, U_FORMAT(u, ".%s", function), strlen(function) + 1))
		diag_line(d,
			"a handler is the file's name without its ending, a dot, and the function's name");
	if (source->path)
		diag_line(d, "the file is %s", source->path);
	if (handler->style != STYLE_MADE) {
		size_t dot = handler->n - strlen(function);
		diag_nearest(d, &near, FIX_MAYBE, value_part(u, handler, dot, handler->n));
	}
	(void)e;
}

// `<file>.<function>` has to be in the archive; for compiled languages there is nothing to see.
static void check_handler(Unit *u, Entity *e)
{
	Runtime r;
	if (function_is_image(e) || !e->artifact || e->artifact->built ||
		rec_refused(e->rec, "package") || rec_refused(e->rec, "runtime.provider") ||
		!function_runtime(u, e, &r))
		return;
	const Code *code = code_of(r.family);
	if (!code)
		return;
	Value *handler = rec_get(e->rec, "runtime.handler");
	if (!handler) {
		if (rec_given(e->rec, "runtime.handler")) // refused
			return;
		handler = value_str(u->arena, "handler.handler", e->at);
	} else if (!value_text(handler)) {
		return;
	}
	const char *dot = strrchr(handler->u.s, '.');
	if (!dot || dot == handler->u.s || !dot[1]) {
		say_handler_form(u, handler->at, handler->u.s);
		return;
	}
	char *file = arena_copy(u->arena, handler->u.s, (size_t)(dot - handler->u.s));
	if (code->dots_are_folders)
		for (char *c = file; *c; c++)
			*c = *c == '.' ? '/' : *c;
	ArtifactEntry *source = find_source(e->artifact, file, code);
	if (!source)
		say_no_file(u, e, handler, file, code);
	else
		check_defined(u, e, handler, source, code, dot + 1);
}

// What only an asynchronous call would use, on a function that nothing calls so.
static void check_async(Unit *u, Entity *e)
{
	static const char *const use[] = { "async", "function", "queue", "topic", "result_bus" };
	const Value *v = NULL;
	const char *word = NULL;
	for (size_t i = 0; i < COUNT(use) && !v; i++) {
		v = rec_get(e->rec, use[i]);
		word = str_eq(use[i], "result_bus") ? "what is done with the result" :
						      U_FORMAT(u, "`%s`", use[i]);
	}
	if (!v || !e->nin)
		return;
	const Edge *call = NULL;
	for (uint32_t i = 0; i < e->nin; i++) {
		const Edge *in = e->in[i];
		if (in->field && str_eq(in->field->name, "result_of"))
			continue; // no call: the rule that is made for the result
		if (!in->link || !(in->link->flags & LINK_SYNC) || rec_true(in->from->rec, "async"))
			return;
		call = in;
	}
	if (!call)
		return;
	Diag *d = say_async_unused(u, v->at, word, e->name);
	diag_related(
		d, call->at, "%s `%s` calls it and waits", call->from->kind->one, call->from->name);
}

// Names that Lambda keeps for itself: "Using Lambda environment variables", reserved ones.
static const char reserved_names[] =
	"_HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV "
	"AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION "
	"AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_ACCESS_KEY "
	"AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_LAMBDA_RUNTIME_API LAMBDA_TASK_ROOT "
	"LAMBDA_RUNTIME_DIR";

static bool is_variable_name(const char *s)
{
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
	bool letter = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z');
	return letter && n >= 2 && !s[n];
}

static void check_environment(Unit *u, Entity *e)
{
	static const char *const where[] = { "runtime.environment", "assets" };
	for (size_t k = 0; k < COUNT(where); k++) {
		const Value *env = rec_get(e->rec, where[k]);
		if (function_is_lambda(e) && !rec_refused(e->rec, "runtime.provider"))
			secret_in_sight(
				u, env, U_FORMAT(u, "the environment of function `%s`", e->name));
		secret_in_plain(u, env);
		for (uint32_t i = 0; env && i < env->n; i++) {
			const Pair *p = &env->u.pair[i];
			if (word_in(reserved_names, p->key, strlen(p->key)))
				say_variable_reserved(u, p->at, p->key);
			else if (!is_variable_name(p->key))
				diag_line(say_variable_name(u, p->at, p->key),
					"Lambda takes a letter, then letters, digits and `_`, "
					"two characters at least");
		}
	}
}

// tc's word for what a function is made into; here other keys say so, and it has to agree with them.
static void check_build_kind(Unit *u, const Entity *e)
{
	const Value *kind = rec_get(e->rec, "build.kind");
	if (value_is(kind, "image") && !function_is_image(e))
		say_not_here(u, kind->at, "kind: image",
			"does not make it an image; write `package_type: image` in its `runtime`");
	else if (value_is(kind, "layer"))
		say_not_here(u, kind->at, "kind: layer",
			"goes with no function; write the layer in the topology's `layers`");
}

// Archives are made of files; a command that would change them is not run.
static void check_commands(Unit *u, const Entity *e)
{
	static const char *const key[] = { "build.pre", "build.post" };
	for (size_t i = 0; i < COUNT(key); i++) {
		const Value *v = rec_get(e->rec, key[i]);
		if (!v || !v->n)
			continue;
		Diag *d = say_commands_not_run(u, v->at, key[i], e->name);
		diag_line(d,
			"what they install belongs into a layer with `build`, or into an image; what they write is packed if it is there");
	}
}

void function_check(Unit *u, Entity *e)
{
	check_commands(u, e);
	check_build_kind(u, e);
	if (!function_is_lambda(e) && !e->off) { // a container would have taken it over
		const Value *provider = rec_get(e->rec, "runtime.provider");
		if (is_refused(u, e->scope, kind_of("container", 9), e->name))
			return;
		diag_line(say_function_without_container(u, provider->at, e->name),
			"write it under `containers`, with its image and network");
		return;
	}
	check_environment(u, e);
	function_check_keys(u, e);
	function_check_loops(u, e);
	check_runtime(u, e);
	function_check_size(u, e);
	check_handler(u, e);
	check_async(u, e);
	function_check_destinations(u, e);
	network_check_reach(u, e);
	delivery_check(u, e);
	const Value *tests = rec_get(e->rec, "test");
	for (uint32_t i = 0; tests && i < tests->n; i++)
		test_check(u, e, tests->u.pair[i].val);
}
