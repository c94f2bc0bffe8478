// shim_run.c: the topology's functions as containers beside the local stand-ins: `make run`.
//
// Each function of an interpreted runtime runs in AWS's own image of it, which answers HTTP like the
// service, and each that is an image in that one; a bridge gives it what its queues hold. Code and
// layers are unpacked from the archives that a deployment would upload. What runs on Fargate runs as
// it is.
#include "shim.h"

#include "../files.h"
#include "../runtimes.h"
#include "../template.h"
#include "container.h"
#include "function.h"
#include "layer.h"
#include "secret.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_PORT = 9001 };

// Families whose image runs an archive as it is.
static const struct {
	const char *family, *image; // %s: the version
} images[] = {
	{ "python", "public.ecr.aws/lambda/python:%s" },
	{ "node", "public.ecr.aws/lambda/nodejs:%s" },
	{ "ruby", "public.ecr.aws/lambda/ruby:%s" },
	{ "java", "public.ecr.aws/lambda/java:%s" },
	{ "provided", "public.ecr.aws/lambda/provided:al2023" },
};

// The image built here that a function or a container is, or NULL.
static const Entity *built_image(const Entity *e)
{
	const Entity *image = e->off       ? NULL :
		e->kind == &kind_container ? container_image(e) :
		e->kind == &kind_function && function_is_lambda(e) && function_is_image(e) ?
					     rec_ent(e->rec, "runtime.image") :
					     NULL;
	return image && image->artifact ? image : NULL;
}

// The image that a service runs; NULL: it has no local form.
static const char *image_of(Unit *u, const Entity *e)
{
	Runtime r;
	const Entity *image = built_image(e);
	if (image)
		return image_local(u, image);
	if (e->kind != &kind_function || e->off || !e->artifact || e->artifact->context ||
		!function_is_lambda(e) || function_is_image(e) || !function_runtime(u, e, &r))
		return NULL;
	for (size_t i = 0; i < COUNT(images); i++)
		if (str_eq(images[i].family, r.family)) {
			const char *version = r.name + strcspn(r.name, "0123456789");
			size_t n = strspn(version, "0123456789.");
			while (n && version[n - 1] == '.')
				n--;
			return U_FORMAT(u, images[i].image, arena_copy(u->arena, version, n));
		}
	return NULL;
}

bool shim_runs(Unit *u, const Entity *e)
{
	return e->kind == &kind_function && image_of(u, e);
}

static int by_name(const void *a, const void *b)
{
	return strcmp((*(Entity *const *)a)->name, (*(Entity *const *)b)->name);
}

// The scope's entities by name: the order in which they are written must not show.
Entity **shim_entities(Unit *u, const Scope *s)
{
	Entity **list = NEW_N(u->arena, Entity *, s->nent + 1);
	if (s->nent) {
		memcpy(list, s->ent, s->nent * sizeof *list);
		qsort(list, s->nent, sizeof *list, by_name);
	}
	return list;
}

static void put_string(Buf *b, const char *s)
{
	buf_putc(b, '\'');
	for (; *s; s++)
		buf_puts(b, *s == '\'' ? "''" : *s == '$' ? "$$" : (char[]){ *s, 0 });
	buf_putc(b, '\'');
}

// What a hole stands for beside the stand-ins; NULL: what it stands for anywhere.
static const char *local_hole(Unit *u, const Value *v, const Entity *shim)
{
	const Value *to = v->kind == V_HOLE ? v->u.hole.val : NULL;
	const Entity *e = to && to->kind == V_ATTR ? to->u.attr.ent : NULL;
	const char *attr = e ? to->u.attr.name : NULL;
	if (!e || !e->phys)
		return e ? shim_database(u, shim, e, attr) : NULL;
	if (str_eq(e->kind->one, "queue") && attr && str_eq(attr, "url"))
		return U_FORMAT(u, "http://emulator:4566/000000000000/%s", local_text(u, e->phys));
	if (e->kind == &kind_secret)
		return local_text(u, e->phys); // a name does where an ARN is asked for
	return shim_database(u, shim, e, attr);
}

static const char *local_value(Unit *u, Entity *e, Value *v, const Entity *shim)
{
	const char *hole = local_hole(u, v, shim);
	if (hole)
		return hole;
	if (v->kind != V_JOIN)
		return local_text(u, lower_value(u, e, v));
	Buf b = { .arena = u->arena };
	buf_puts(&b, "");
	for (uint32_t i = 0; i < v->n; i++)
		buf_puts(&b, local_value(u, e, v->u.item[i], shim));
	return b.s;
}

// The variables of the function's environment as the stand-in has them.
static void put_environment(Unit *u, Buf *b, Entity *e, const Entity *shim)
{
	bool container = e->kind == &kind_container;
	const char *const record[] = { "assets",
		container ? "environment" : "runtime.environment" };
	buf_puts(b,
		"    environment:\n      AWS_ENDPOINT_URL: http://emulator:4566\n      AWS_REGION: us-east-1\n"
		"      AWS_DEFAULT_REGION: us-east-1\n      AWS_ACCESS_KEY_ID: test\n      AWS_SECRET_ACCESS_KEY: test\n");
	if (!container)
		buf_printf(b,
			"      AWS_LAMBDA_FUNCTION_NAME: %s\n      AWS_LAMBDA_FUNCTION_TIMEOUT: '%lld'\n",
			local_text(u, e->phys), rec_int(e->rec, "runtime.timeout", 30));
	for (size_t i = 0; i < COUNT(record); i++) {
		const Value *env = rec_get(e->rec, record[i]);
		for (uint32_t j = 0; env && j < env->n; j++) {
			const Pair *p = &env->u.pair[j];
			if (i == 0 && value_pair(rec_get(e->rec, record[1]), p->key))
				continue;
			buf_printf(b, "      %s: ", p->key);
			put_string(b, local_value(u, e, p->val, shim));
			buf_putc(b, '\n');
		}
	}
}

static void put_command(Buf *b, const Value *list)
{
	buf_puts(b, "    command: [");
	for (uint32_t i = 0; i < list->n; i++) {
		buf_puts(b, i ? ", " : "");
		put_string(b, value_text(list->u.item[i]) ? list->u.item[i]->u.s : "");
	}
	buf_puts(b, "]\n");
}

// A container that works by itself, as on Fargate.
static void put_task(Unit *u, Buf *b, Entity *e, const char *image, const Entity *shim)
{
	const Entity *f = container_function(e);
	const Value *command = rec_get(e->rec, "command");
	bool arm = f && value_is(rec_get(f->rec, "runtime.arch"), "arm64");
	if (!command && f && !rec_ent(e->rec, "image.name"))
		command = rec_get(f->rec, "container.command");
	buf_printf(b, "  task-%s:\n    image: ", path_word(u, e->name));
	put_string(b, image);
	buf_printf(b, "\n    pull_policy: never\n    platform: linux/%s\n    profiles: [run]\n",
		arm ? "arm64" : "amd64");
	if (command && command->kind == V_LIST && command->n)
		put_command(b, command);
	buf_puts(b, "    depends_on: [emulator]\n");
	put_environment(u, b, e, shim);
}

static void put_function(
	Unit *u, Buf *b, Entity *e, const char *image, uint32_t port, const Entity *shim)
{
	const char *word = path_word(u, e->name);
	const char *arch = str_eq(rec_text(e->rec, "runtime.arch"), "arm64") ? "arm64" : "amd64";
	bool built = built_image(e);
	const char *handler = built ? rec_text(e->rec, "runtime.handler") : function_handler(e);
	buf_printf(b, "  fn-%s:\n    image: ", word);
	if (built)
		put_string(b, image);
	else
		buf_puts(b, image);
	buf_printf(b, "\n%s    platform: linux/%s\n    profiles: [run]\n    ports: ['%u:8080']\n",
		built ? "    pull_policy: never\n" : "", arch, port);
	if (handler) {
		buf_puts(b, "    command: [");
		put_string(b, handler);
		buf_puts(b, "]\n");
	}
	buf_puts(b, "    depends_on: [emulator]\n");
	put_environment(u, b, e, shim);
	if (built)
		return;
	buf_printf(b, "    volumes:\n      - ./code/%s:/var/task:ro\n      - ./layers/%s:/opt:ro\n",
		word, word);
}

static void unpack(Unit *u, MakeRule *rule, const Entity *e)
{
	const char *word = path_word(u, e->name);
	rule_line(u, rule,
		U_FORMAT(u,
			"@rm -rf shim/code/%s shim/layers/%s && mkdir -p shim/code/%s shim/layers/%s",
			word, word, word, word));
	rule_line(u, rule,
		U_FORMAT(u, "@unzip -q %s -d shim/code/%s", artifact_path(u, e->artifact), word));
	uint32_t n;
	Value **layer = function_layers(u, e, &n);
	for (uint32_t i = 0; i < n; i++) {
		const Entity *to = layer[i]->kind == V_ENT ? layer[i]->u.ent.ent : NULL;
		const Artifact *part;
		for (uint32_t k = 0; to && (part = layer_part(to, k)); k++)
			rule_line(u, rule,
				U_FORMAT(u, "@unzip -q -o %s -d shim/layers/%s",
					artifact_path(u, part), word));
	}
}

void shim_carry(
	Unit *u, Buf *b, const char *queue, const Entity *function, long long batch, const char *as)
{
	buf_printf(b,
		"%s{\"queue\": \"%s\", \"function\": \"http://fn-%s:8080/2015-03-31/functions/function/invocations\", \"batch\": %lld",
		b->n ? ", " : "", queue, path_word(u, function->name), batch);
	if (as)
		buf_printf(b, ", \"as\": \"%s\"", as);
	buf_putc(b, '}');
}

// What the bridge carries: queues that a function here works off.
static const char *bridges(Unit *u, const Scope *s)
{
	Buf b = { .arena = u->arena };
	Entity **list = shim_entities(u, s);
	for (uint32_t i = 0; i < s->nent; i++) {
		const Entity *q = list[i];
		const Entity *to = str_eq(q->kind->one, "queue") && !q->off ?
			rec_ent(q->rec, "function") :
			NULL;
		if (to && shim_runs(u, to))
			shim_carry(u, &b, local_text(u, q->phys), to, rec_int(q->rec, "batch", 10),
				NULL);
	}
	shim_wire(u, list, s->nent, NULL, &b);
	return b.s;
}

void shim_services(Unit *u, Buf *b, const Entity *shim)
{
	uint32_t port = FIRST_PORT;
	Entity **list = shim_entities(u, shim->scope);
	for (uint32_t i = 0; i < shim->scope->nent; i++) {
		const char *image = image_of(u, list[i]);
		if (image && list[i]->kind == &kind_container)
			put_task(u, b, list[i], image, shim);
		else if (image)
			put_function(u, b, list[i], image, port++, shim);
	}
	const char *carried = bridges(u, shim->scope);
	if (!carried)
		return;
	buf_puts(b,
		"  bridge:\n    image: public.ecr.aws/lambda/python:3.13\n    profiles: [run]\n"
		"    entrypoint: [python3, -u, /bridge.py]\n    depends_on: [emulator]\n    environment:\n"
		"      AWS_ENDPOINT_URL: http://emulator:4566\n      BRIDGE: ");
	put_string(b, U_FORMAT(u, "[%s]", carried));
	buf_puts(b, "\n    volumes:\n      - ./bridge.py:/bridge.py:ro\n");
	const Template *t = template_find("shim/bridge.py");
	if (!t)
		die("no shim/bridge.py");
	out_text(u, "shim/bridge.py", t->text, false);
}

void shim_rules(Unit *u, const Entity *shim)
{
	MakeRule *code = out_rule(u, "shim-code", "unpack the code that runs beside the stand-ins");
	MakeRule *run =
		out_rule(u, "run", "run the functions beside the stand-ins, on ports from 9001");
	MakeRule *watch = out_rule(u, "watch", "`run`, again whenever topc has built other code");
	code->needs = "build";
	run->needs = "shim shim-code";
	uint32_t port = FIRST_PORT;
	Entity **list = shim_entities(u, shim->scope);
	for (uint32_t i = 0; i < shim->scope->nent; i++) {
		const Entity *e = list[i];
		const Entity *image = built_image(e);
		if (!image_of(u, e))
			continue;
		if (image)
			run->needs = U_FORMAT(u, "%s image-%s", run->needs,
				image_word(u, image->scope, image->name));
		else
			unpack(u, code, e);
		if (e->kind == &kind_container)
			continue;
		MakeRule *one = out_rule(u, U_FORMAT(u, "run-%s", path_word(u, e->name)),
			U_FORMAT(u, "call %s, which `run` started, with PAYLOAD", e->name));
		rule_line(u, one,
			U_FORMAT(u,
				"@curl -sS --data '$(subst ','\\'',$(PAYLOAD))' http://localhost:%u/2015-03-31/functions/function/invocations; echo",
				port++));
	}
	rule_line(u, run,
		"docker compose -f shim/docker-compose.yml --profile run up -d --force-recreate --no-deps $$(docker compose -f shim/docker-compose.yml --profile run config --services | grep '^fn-\\|^task-\\|^bridge$$')");
	rule_line(u, watch,
		"@last=; while :; do now=$$(cksum manifest.json); if [ \"$$now\" != \"$$last\" ]; then last=$$now; make --no-print-directory run; fi; sleep 1; done");
}
