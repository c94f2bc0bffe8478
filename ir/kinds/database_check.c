// database_check.c: what RDS would refuse, or wishes were not asked of it.
#include "database.h"

#include <stdlib.h>
#include <string.h>

// MasterUserPassword of CreateDBInstance, RDS API reference, and "Settings for Aurora DB clusters": at
// most what stands here; 8 at least, which all generated ones have.
typedef struct Engine {
	const char *name;
	int port, longest_password;
} Engine;
static const Engine engines[] = {
	{ "aurora-mysql", 3306, 41 },
	{ "aurora-postgresql", 5432, 99 },
	{ "mysql", 3306, 41 },
	{ "mariadb", 3306, 41 },
	{ "postgres", 5432, 128 },
};

static const Engine *engine_of(const Entity *e)
{
	for (size_t i = 0; i < COUNT(engines); i++)
		if (value_is(rec_get(e->rec, "engine"), engines[i].name))
			return &engines[i];
	return &engines[0];
}

long long database_port(const Entity *e)
{
	return engine_of(e)->port;
}

// Ends of standard support: "Supported MySQL major versions on Amazon RDS", "Supported MariaDB major
// versions on Amazon RDS", "Release calendars for Amazon RDS for PostgreSQL", "Amazon Aurora major
// versions". A version is meant by its first numbers. Then extended support is charged for by the
// hour and processor; MariaDB has none (SupportedEngineLifecycle, RDS API reference).
typedef struct Retired {
	const char *engine, *version, *end;
} Retired;
static const Retired retired[] = {
	{ "aurora-mysql", "5.6", "2023-02-28" },
	{ "aurora-mysql", "5.7", "2024-10-31" },
	{ "aurora-postgresql", "9", "2022-02-28" },
	{ "aurora-postgresql", "10", "2023-01-31" },
	{ "aurora-postgresql", "11", "2024-02-29" },
	{ "aurora-postgresql", "12", "2025-02-28" },
	{ "aurora-postgresql", "13", "2026-02-28" },
	{ "mysql", "5.6", "2022-03-01" },
	{ "mysql", "5.7", "2024-02-29" },
	{ "mysql", "8.0", "2026-07-31" },
	{ "mariadb", "10.3", "2023-10-23" },
	{ "mariadb", "10.4", "2024-10-16" },
	{ "mariadb", "10.5", "2025-08-31" },
	{ "mariadb", "10.6", "2026-08-31" },
	{ "postgres", "9", "2022-04-26" },
	{ "postgres", "10", "2023-04-17" },
	{ "postgres", "11", "2024-02-29" },
	{ "postgres", "12", "2025-02-28" },
	{ "postgres", "13", "2026-02-28" },
};

// "Aurora serverless capacity" of the Aurora user guide: the first of each line that takes 0 units.
typedef struct Pauses {
	const char *engine, *before; // what stands before the numbers in a version
	long major, minor;
	const char *written;
} Pauses;
static const Pauses pauses[] = {
	{ "aurora-mysql", "mysql_aurora.", 3, 8, "8.0.mysql_aurora.3.08.0" },
	{ "aurora-postgresql", "", 13, 15, "13.15" },
	{ "aurora-postgresql", "", 14, 12, "14.12" },
	{ "aurora-postgresql", "", 15, 7, "15.7" },
	{ "aurora-postgresql", "", 16, 3, "16.3" },
};

static void check_pause(Unit *u, Entity *e, const Value *version)
{
	const Value *min = rec_get(e->rec, "serverless.min");
	const char *text = value_text(version);
	if (!text || !min || strtod(value_text(min) ? min->u.s : "1", NULL) > 0)
		return;
	long least = 0; // the oldest major version that pauses
	const Pauses *first = NULL;
	for (size_t i = 0; i < COUNT(pauses); i++) {
		const Pauses *p = &pauses[i];
		const char *s = strstr(text, p->before);
		if (!s || !value_is(rec_get(e->rec, "engine"), p->engine))
			continue;
		char *rest;
		s += strlen(p->before);
		long major = strtol(s, &rest, 10);
		if (*rest != '.') // the newest of that line
			return;
		long minor = strtol(rest + 1, NULL, 10);
		if (major == p->major && minor < p->minor)
			first = p;
		else if (major == p->major)
			return;
		if (!least && major < p->major)
			first = p;
		least = p->major;
	}
	if (first)
		diag_context(say_no_pause(u, min->at, first->engine, text), version->at,
			"pausing takes %s", first->written);
}

static void check_version(Unit *u, Entity *e)
{
	const Value *version = rec_get(e->rec, "version");
	const char *s = value_text(version);
	for (size_t i = 0; s && i < COUNT(retired); i++) {
		const Retired *r = &retired[i];
		size_t n = strlen(r->version);
		if (!value_is(rec_get(e->rec, "engine"), r->engine) ||
			strncmp(s, r->version, n) != 0 || (s[n] >= '0' && s[n] <= '9'))
			continue;
		Diag *d = say_engine_retired(u, version->at, r->engine, r->version, r->end);
		diag_line(d,
			str_eq(r->engine, "mariadb") ?
				"from then on RDS upgrades it to a later version by itself" :
				"from then on AWS charges for extended support, by the hour and processor");
	}
	check_pause(u, e, version);
}

// A number of a field in halves: 0.5 is 1; -1 when it is no multiple of 0.5.
static long halves(const Value *v)
{
	double d = value_text(v) ? strtod(v->u.s, NULL) * 2 : -1;
	return d >= 0 && d < 1000 && (double)(long)d == d ? (long)d : -1;
}

static void check_serverless(Unit *u, Entity *e)
{
	const Value *all = rec_get(e->rec, "serverless");
	const Value *engine = rec_get(e->rec, "engine");
	if (!all || !value_text(engine))
		return;
	if (!rec_true(e->rec, "cluster")) {
		Diag *d = say_serverless_engine(u, all->at, engine->u.s);
		diag_context(d, engine->at, "the engine");
		diag_line(d, "write `class: db.t4g.micro`, or take aurora-%s",
			strstr(engine->u.s, "postgres") ? "postgresql" : "mysql");
		return;
	}
	static const char *const end[] = { "min", "max" };
	long n[2];
	for (int i = 0; i < 2; i++) {
		const Value *v = rec_get(all, end[i]);
		n[i] = v ? halves(v) : -1;
		if (value_text(v) && n[i] < 0)
			say_out_of_range(u, v->at, end[i], v->u.s, "a multiple of 0.5");
	}
	const Value *max = rec_get(all, "max");
	if (n[0] >= 0 && n[1] >= 0 && n[0] > n[1])
		diag_context(
			say_min_above_max(u,
				rec_get(all, "min")->style == STYLE_MADE ? max->at :
									   rec_get(all, "min")->at,
				"serverless"),
			max->at, "the most");
	const Value *pause = rec_get(all, "pause_after");
	if (pause && n[0] > 0) {
		Diag *d = say_pause_above_zero(u, pause->at);
		if (rec_get(all, "min")->style != STYLE_MADE)
			diag_context(d, rec_get(all, "min")->at, "it never goes below this");
		diag_line(d, "write `min: 0`");
	}
}

// MasterUsername of CreateDBInstance and CreateDBCluster, RDS API reference; PostgreSQL's own words.
static void check_user(Unit *u, const Engine *engine, const Value *user, Span use)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const char *s = value_text(user);
	if (!s)
		return;
	bool postgres = strstr(engine->name, "postgres");
	size_t longest = postgres ? 63 : 16;
	const char *why = !strchr(letters, *s) ? "it begins with a letter" :
		strspn(s, U_FORMAT(u, "%s0123456789_", letters)) != strlen(s) ?
						 "it takes letters, digits and `_`" :
		strlen(s) > longest ? U_FORMAT(u, "it takes %zu characters at most", longest) :
		str_eq(s, "rdsadmin") ||
			(postgres && (str_eq(s, "admin") || str_starts(s, "pg_"))) ?
				      "the name is reserved" :
				      NULL;
	if (!why)
		return;
	Diag *d = say_name_characters(
		u, user->at, s, U_FORMAT(u, "the master user of %s", engine->name));
	diag_related(d, use, "the database takes it");
	diag_line(d, "%s", why);
}

static void check_credentials(Unit *u, Entity *e)
{
	const Value *use = rec_get(e->rec, "credentials");
	Entity *secret = rec_ent(e->rec, "credentials");
	if (!secret)
		return;
	if (!secret_has_user(secret)) {
		Diag *d = say_secret_without_part(u, use->at, secret->name, "user");
		diag_related(d, secret->at, "its value is one string");
		diag_line(d, "write `generate: { user: NAME }` in the secret");
		return;
	}
	const Engine *engine = engine_of(e);
	check_user(u, engine, rec_get(secret->rec, "generate.user"), use->at);
	if (secret_length(secret) > engine->longest_password) {
		const Value *length = rec_get(secret->rec, "generate.length");
		Diag *d =
			say_password_too_long(u, length->style == STYLE_MADE ? use->at : length->at,
				engine->name, U_FORMAT(u, "%d", engine->longest_password),
				U_FORMAT(u, "%lld", secret_length(secret)));
		diag_related(d, use->at, "the database takes it from secret `%s`", secret->name);
	}
	const Value *exclude = rec_get(secret->rec, "generate.exclude");
	const char *missing = "";
	for (const char *c = "/@\""; exclude && value_text(exclude) && *c; c++)
		if (!strchr(exclude->u.s, *c))
			missing = U_FORMAT(u, "%s%s`%c`", missing, *missing ? ", " : "", *c);
	if (*missing) {
		Diag *d = say_password_characters(u, exclude->at, missing);
		diag_related(d, use->at, "the database takes it from secret `%s`", secret->name);
	}
}

// Subnets of one zone only: DBSubnetGroupDoesNotCoverEnoughAZs.
static void check_zones(Unit *u, Entity *e)
{
	const Value *use = rec_get(e->rec, "network");
	Entity *network = rec_ent(e->rec, "network");
	const Value *tiers = network ? rec_get(network->rec, "tiers") : NULL;
	bool seen[256] = { false };
	int zones = 0;
	for (uint32_t i = 0; tiers && i < tiers->n; i++) {
		uint32_t n;
		Value **zone = rec_list(tiers->u.pair[i].val, "zones", &n);
		if (use->u.ent.part && !str_eq(use->u.ent.part, tiers->u.pair[i].key))
			continue;
		if (rec_refused(tiers->u.pair[i].val, "zones"))
			return;
		for (uint32_t k = 0; k < n; k++) {
			const char *name = value_text(zone[k]);
			zones += name && !seen[(uint8_t)*name];
			seen[name ? (uint8_t)*name : 0] = true;
		}
	}
	if (zones == 1) {
		Diag *d = say_one_zone(u, use->at, e->name);
		diag_related(d, network->at, "the network is declared here");
	}
}

void database_check(Unit *u, Entity *e)
{
	check_version(u, e);
	check_serverless(u, e);
	check_credentials(u, e);
	check_zones(u, e);
	const Value *storage = rec_get(e->rec, "storage");
	if (storage && rec_true(e->rec, "cluster"))
		diag_line(say_excludes(u, storage->at, "engine", "storage",
				  U_FORMAT(u, "%s `%s`", e->kind->one, e->name)),
			"Aurora's storage grows by itself");
	connect_check(u, e, false);
}
