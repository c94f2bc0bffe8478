// shim.c: the shim: local stand-ins for what the topology uses, to run its code against.
//
// LocalStack with the topology's own queues, topics, buckets and tables in it (each kind's `seed`),
// and real databases with their schema. Its password is the shim's, never the deployment's.
#include "../files.h"
#include "shim.h"

#include <stdlib.h>
#include <string.h>

// clang-format off
static const Field emulator[] = {
	{ "image", T_STR, .flags = F_KNOWN, .dflt = "localstack/localstack:4", .ok = "/^[A-Za-z0-9._\\/:@-]+$/", .doc = "image of the emulator" },
	{ "port", T_INT, .flags = F_KNOWN, .ok = "1..65535", .dflt = "4566", .doc = "port on this machine" },
	{ "services", T_STR, LIST, .flags = F_KNOWN, .ok = "/^[a-z0-9-]+$/", .doc = "services it starts; default: all that are used" },
	{ 0 }
};
static const Field database[] = {
	{ "image", T_STR, .flags = F_NEED | F_KNOWN, .ok = "/^[A-Za-z0-9._\\/:@-]+$/", .doc = "image of the database server" },
	{ "port", T_INT, .flags = F_NEED | F_KNOWN, .ok = "1..65535", .doc = "port on this machine" },
	{ "root_password", T_STR, .flags = F_KNOWN, .dflt = "password", .doc = "password of the local server" },
	{ "schema", T_PATH, .ok = "dir", .doc = "folder of SQL files that are run once" },
	{ 0 }
};
static const Field seeds[] = {
	{ "put", T_PATH, .ok = "file", .flags = F_NEED, .doc = "a file" },
	{ "bucket", T_REF, .to = "bucket", .flags = F_NEED, .doc = "the bucket it is put in" },
	{ "key", T_STR, .flags = F_KNOWN, .ok = "/^[A-Za-z0-9._\\/-]+$/", .doc = "its key; default: its name" },
	{ 0 }
};
static const Field field[] = {
	{ "emulator", T_RECORD, .sub = emulator, .dflt = "", .doc = "the stand-in for AWS" },
	{ "databases", T_RECORD, MAP_OF, .sub = database, .doc = "database servers" },
	{ "seed", T_RECORD, LIST, .sub = seeds, .doc = "what is there from the start" },
	{ 0 }
};
// clang-format on

typedef struct Engine {
	const char *image, *password, *port, *data;
} Engine;
static const Engine engines[] = {
	{ "postgres", "POSTGRES_PASSWORD", "5432", "POSTGRES_DB" },
	{ "mariadb", "MARIADB_ROOT_PASSWORD", "3306", "MARIADB_DATABASE" },
	{ "mysql", "MYSQL_ROOT_PASSWORD", "3306", "MYSQL_DATABASE" },
};

static const Engine *engine_of(const char *image)
{
	for (size_t i = 0; i < COUNT(engines); i++)
		if (strstr(image, engines[i].image))
			return &engines[i];
	return &engines[COUNT(engines) - 1];
}

// A YAML string; single quotes hold everything but themselves.
static void put_string(Buf *b, const char *s)
{
	buf_putc(b, '\'');
	for (; *s; s++)
		buf_puts(b, *s == '\'' ? "''" : *s == '$' ? "$$" : (char[]){ *s, 0 });
	buf_putc(b, '\'');
}

// A file's name with nothing in it that a shell or YAML reads.
static const char *safe_name(Unit *u, const char *name)
{
	char *s = arena_copy(u->arena, name, strlen(name));
	for (char *c = s; *c; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
			    (*c >= '0' && *c <= '9') || *c == '.' || *c == '-' || *c == '_'))
			*c = '_';
	return s;
}

static void put_emulator(Buf *b, const Entity *e)
{
	uint32_t n;
	Value **service = rec_list(e->rec, "emulator.services", &n);
	buf_puts(b, "  emulator:\n    image: ");
	put_string(b, rec_text(e->rec, "emulator.image"));
	buf_printf(b, "\n    ports: ['%lld:4566']\n    environment:\n",
		rec_int(e->rec, "emulator.port", 4566));
	if (n) {
		buf_puts(b, "      SERVICES: '");
		for (uint32_t i = 0; i < n; i++)
			buf_printf(b, "%s%s", i ? "," : "", value_text(service[i]));
		buf_puts(b, "'\n");
	}
	buf_puts(b,
		"      AWS_DEFAULT_REGION: us-east-1\n"
		"    volumes:\n      - ./init:/etc/localstack/init/ready.d:ro\n      - ./seed:/seed:ro\n");
}

static void put_database(Unit *u, Buf *b, const char *name, const Value *rec)
{
	const char *image = rec_text(rec, "image");
	const Engine *engine = engine_of(image);
	const char *schema = rec_text(rec, "schema");
	buf_printf(b, "  db-%s:\n    image: ", safe_name(u, name));
	put_string(b, image);
	buf_printf(b,
		"\n    ports: ['%lld:%s']\n    environment:\n      %s: ", rec_int(rec, "port", 0),
		engine->port, engine->password);
	put_string(b, rec_text(rec, "root_password"));
	buf_printf(b, "\n      %s: ", engine->data);
	put_string(b, name);
	buf_putc(b, '\n');
	if (schema)
		buf_printf(b, "    volumes:\n      - ./db/%s:/docker-entrypoint-initdb.d:ro\n",
			safe_name(u, name));
}

const char *shim_database(Unit *u, const Entity *shim, const Entity *e, const char *attr)
{
	const Value *all = rec_get(shim->rec, "databases");
	const Value *rec =
		str_eq(e->kind->one, "database") && attr && all ? value_get(all, e->name) : NULL;
	if (!rec)
		return NULL;
	return str_eq(attr, "host")  ? U_FORMAT(u, "db-%s", safe_name(u, e->name)) :
		str_eq(attr, "port") ? engine_of(rec_text(rec, "image"))->port :
		str_eq(attr, "name") ? e->name :
				       NULL;
}

static void copy_folder(Unit *u, const char *to, const char *dir)
{
	TreeEntry *entry;
	uint32_t n;
	if (u->tree->list(u->tree, u->arena, dir, &entry, &n) != TREE_OK)
		return;
	for (uint32_t i = 0; i < n; i++) {
		ArtifactEntry file = { .path = U_FORMAT(
					       u, "%s%s%s", dir, *dir ? "/" : "", entry[i].name) };
		if (entry[i].type == ENTRY_FILE)
			out_copy(u, U_FORMAT(u, "%s/%s", to, entry[i].name), &file);
	}
}

static const char *compose(Unit *u, const Entity *e)
{
	Buf b = { .arena = u->arena };
	buf_printf(&b, "name: %s-shim\nservices:\n", id_of_key(u, e->scope->name));
	for (char *c = b.s; *c && *c != '\n';
		c++) // compose takes small letters in a project's name
		if (*c >= 'A' && *c <= 'Z')
			*c += 32;
	put_emulator(&b, e);
	const Value *databases = rec_get(e->rec, "databases");
	for (uint32_t i = 0; databases && i < databases->n; i++)
		put_database(u, &b, databases->u.pair[i].key, databases->u.pair[i].val);
	shim_services(u, &b, e);
	return b.s;
}

// By kind, so that queues come before the topics they subscribe to, then by name.
static int by_kind(const void *a, const void *b)
{
	const Entity *x = *(Entity *const *)a;
	const Entity *y = *(Entity *const *)b;
	int c = strcmp(x->kind->one, y->kind->one);
	return c ? c : strcmp(x->name, y->name);
}

// Lines for services that the author leaves out would fail: they become comments.
static void put_started(Buf *b, const Entity *e, const char *lines)
{
	static const char call[] = "awslocal ";
	uint32_t n;
	Value **service = rec_list(e->rec, "emulator.services", &n);
	for (const char *s = lines; *s;) {
		size_t len = strcspn(s, "\n") + 1;
		const char *word = s + strlen(call);
		bool started = !n || !str_starts(s, call);
		for (uint32_t i = 0; i < n && !started; i++) {
			const char *name = value_text(service[i]);
			started = name && str_starts(word, name) &&
				(word[strlen(name)] == ' ' || str_starts(word, "s3api "));
		}
		if (!started)
			buf_printf(b, "# %.*s is not started: ", (int)strcspn(word, " "), word);
		buf_add(b, s, len);
		s += len;
	}
}

// The script that the emulator runs once it is up.
static const char *init_script(Unit *u, const Entity *e)
{
	Buf all = { .arena = u->arena };
	Buf b = { .arena = u->arena };
	buf_puts(&b, "");
	buf_puts(&all,
		"#!/bin/sh\n# Makes what the topology has in the emulator. LocalStack runs it when it is ready.\nset -eu\n");
	Entity **seeded = NULL;
	uint32_t nseeded = 0;
	for (uint32_t i = 0; i < e->scope->nent; i++)
		if (e->scope->ent[i]->kind->seed && !e->scope->ent[i]->off)
			U_PUSH(u, seeded, nseeded, e->scope->ent[i]);
	if (nseeded)
		qsort(seeded, nseeded, sizeof *seeded, by_kind);
	for (uint32_t i = 0; i < nseeded; i++)
		seeded[i]->kind->seed(u, seeded[i], &b);
	shim_wire(u, shim_entities(u, e->scope), e->scope->nent, &b, NULL);
	uint32_t n;
	Value **seed = rec_list(e->rec, "seed", &n);
	for (uint32_t i = 0; i < n; i++) {
		const char *path = rec_text(seed[i], "put");
		const Entity *bucket = rec_ent(seed[i], "bucket");
		const char *key = rec_text(seed[i], "key");
		ArtifactEntry file = { .path = path };
		const char *name = U_FORMAT(u, "%u-%s", i, safe_name(u, path_base(path)));
		out_copy(u, U_FORMAT(u, "shim/seed/%s", name), &file);
		buf_printf(&b, "awslocal s3 cp /seed/%s s3://%s/%s\n", name,
			local_text(u, bucket->phys), key ? key : safe_name(u, path_base(path)));
	}
	put_started(&all, e, b.s);
	return all.s;
}

static void files_of(Unit *u, Entity *e)
{
	out_text(u, "shim/docker-compose.yml", compose(u, e), false);
	out_text(u, "shim/init/10-topology.sh", init_script(u, e), true);
	out_text(u, "shim/seed/.keep", "", false);
	const Value *databases = rec_get(e->rec, "databases");
	for (uint32_t i = 0; databases && i < databases->n; i++) {
		const char *schema = rec_text(databases->u.pair[i].val, "schema");
		if (schema)
			copy_folder(u,
				U_FORMAT(u, "shim/db/%s", safe_name(u, databases->u.pair[i].key)),
				schema);
	}
	MakeRule *up = out_rule(u, "shim", "start the local stand-ins");
	rule_line(u, up, "docker compose -f shim/docker-compose.yml up -d --wait");
	MakeRule *down = out_rule(u, "shim-down", "stop them and forget their data");
	rule_line(u, down, "docker compose -f shim/docker-compose.yml --profile run down -v");
	shim_rules(u, e);
}

static void check(Unit *u, Entity *e)
{
	uint32_t n;
	Value **seed = rec_list(e->rec, "seed", &n);
	TreeEntry t;
	for (uint32_t i = 0; i < n; i++) {
		const Value *put_of = rec_get(seed[i], "put");
		if (value_text(put_of) &&
			u->tree->stat(u->tree, u->arena, put_of->u.s, &t) != TREE_OK)
			say_no_such_file(u, put_of->at, put_of->u.s);
	}
	const Value *databases = rec_get(e->rec, "databases");
	for (uint32_t i = 0; databases && i < databases->n; i++) {
		const Value *schema = rec_get(databases->u.pair[i].val, "schema");
		if (value_text(schema) &&
			u->tree->stat(u->tree, u->arena, schema->u.s, &t) != TREE_OK)
			say_no_such_folder(u, schema->at, schema->u.s);
	}
}

extern const Kind kind_shim;
const Kind kind_shim = {
	"shim",
	"shim",
	"Shim",
	"local stand-ins to run the code against",
	.shape = SECTION_ONE,
	.field = field,
	.check = check,
	.files_of = files_of,
};
