// cmd_diff_json.c: `topc diff --format json`, schema topc.diff/1.
#include "../backends/json.h"
#include "cmd_diff.h"

#include <string.h>

static const char *const targets[] = { "cfn", "tf" };

typedef struct Json {
	const DiffReport *r;
	const TopologyDiff *t;
	Arena *a;
} Json;

// JSON holds UTF-8 only; git's names are bytes.
static Value *text(const Json *j, const char *s)
{
	if (!s)
		return value_new(j->a, V_NULL, (Span){ 0 });
	size_t n = strlen(s);
	if (utf8_check(s, n) == n)
		return value_str(j->a, s, (Span){ 0 });
	Buf b = { .arena = j->a };
	for (size_t i = 0; i < n; i++)
		if ((uint8_t)s[i] < 0x80)
			buf_putc(&b, s[i]);
		else
			buf_printf(&b, "\\x%02X", (uint8_t)s[i]);
	return value_str(j->a, b.s, (Span){ 0 });
}

static Value *map(const Json *j)
{
	return value_map(j->a, (Span){ 0 });
}

static Value *list(const Json *j)
{
	return value_list(j->a, (Span){ 0 });
}

static Value *num(const Json *j, long long n)
{
	return value_num(j->a, n, (Span){ 0 });
}

static Value *boolean(const Json *j, bool b)
{
	return value_bool(j->a, b, (Span){ 0 });
}

static void set(const Json *j, Value *m, const char *key, Value *v)
{
	value_set(j->a, m, key, v);
}

static Value *texts(const Json *j, const char *const *item, uint32_t n)
{
	Value *l = list(j);
	for (uint32_t i = 0; i < n; i++)
		value_push(j->a, l, text(j, item[i]));
	return l;
}

static Value *any(const Json *j, const Value *v)
{
	return v ? (Value *)v : text(j, NULL);
}

static Value *source(const Json *j, Unit *u, Span at)
{
	if (!at.file || !u)
		return text(j, NULL);
	Position p = source_position(u->arena, u->src[at.file], at.lo);
	Value *m = map(j);
	set(j, m, "side", text(j, u == j->t->unit[OLD] ? "base" : "head"));
	set(j, m, "file", text(j, u->src[at.file]->path));
	set(j, m, "line", num(j, p.line));
	set(j, m, "column", num(j, p.column));
	return m;
}

static Value *change(const Json *j, const DiffChange *c)
{
	bool secret = is_secret(c->pointer);
	Value *m = map(j);
	set(j, m, "pointer",
		text(j, c->beside ? c->pointer : arena_format(j->a, "/Properties%s", c->pointer)));
	set(j, m, "before", secret ? text(j, NULL) : any(j, c->before));
	set(j, m, "after", secret ? text(j, NULL) : any(j, c->after));
	set(j, m, "sensitive", boolean(j, secret));
	set(j, m, "replaces", text(j, c->beside ? "never" : replaces_words[c->replaces]));
	set(j, m, "follows", text(j, c->follows));
	set(j, m, "source", source(j, c->unit, c->at));
	return m;
}

static Value *resource(const Json *j, const ResourceDelta *d, Backend target)
{
	static const char *const certain[] = { [REPLACES_NEVER] = "certain",
		[REPLACES_UNKNOWN] = "unknown",
		[REPLACES_MAYBE] = "conditional",
		[REPLACES_ALWAYS] = "certain" };
	const DiffResource *one = d->new ? d->new : d->old;
	Value *m = map(j);
	Value *entity = text(j, NULL);
	if (one->kind) {
		entity = map(j);
		set(j, entity, "kind", text(j, one->kind));
		set(j, entity, "name", text(j, one->name));
		set(j, entity, "title", text(j, one->entity));
	}
	set(j, m, "topology", text(j, j->t->name));
	set(j, m, "target", text(j, targets[target]));
	set(j, m, "stack", text(j, one->module));
	set(j, m, "entity", entity);
	set(j, m, "logicalId", text(j, one->id));
	set(j, m, "was",
		text(j, d->old && d->new && !str_eq(d->old->id, one->id) ? d->old->id : NULL));
	set(j, m, "type", text(j, one->type));
	set(j, m, "action", text(j, verdict_names[d->verdict]));
	set(j, m, "certainty", text(j, certain[d->certainty]));
	set(j, m, "stateful", boolean(j, (d->old ? d->old : d->new)->stateful));
	set(j, m, "dataLoss", boolean(j, d->lost));
	set(j, m, "dataKept", text(j, d->kept));
	set(j, m, "refused", boolean(j, d->refused));
	set(j, m, "follows", text(j, d->follows));
	set(j, m, "allowed", text(j, d->allowed));
	set(j, m, "source", source(j, one->unit, one->at));
	Value *changes = list(j);
	for (uint32_t i = 0; i < d->n; i++)
		value_push(j->a, changes, change(j, &d->change[i]));
	set(j, m, "changes", changes);
	return m;
}

static Value *grant(const Json *j, const Compared *c, uint32_t i)
{
	const AccessDelta *d = &c->result->delta[i];
	bool here = d->added != (d->cause == CAUSE_DENY);
	Value *m = map(j);
	set(j, m, "topology", text(j, j->t->name));
	set(j, m, "change", text(j, d->added ? "added" : "removed"));
	set(j, m, "certain", boolean(j, d->sure == ACCESS_YES));
	set(j, m, "principal", text(j, U_FORMAT(j->t->access.unit, "%s %s", c->kind, c->name)));
	set(j, m, "principals", texts(j, d->principal, d->nprincipal));
	set(j, m, "effect", text(j, d->cause == CAUSE_DENY ? "Deny" : "Allow"));
	set(j, m, "not", boolean(j, d->not_action || d->not_resource || d->not_principal));
	set(j, m, "actions", texts(j, d->action, d->naction));
	set(j, m, "resources", texts(j, d->resource, d->nresource));
	set(j, m, "condition", text(j, d->condition));
	set(j, m, "risk", text(j, access_risks[c->weight[i].risk]));
	set(j, m, "why", text(j, c->weight[i].why));
	set(j, m, "renamedFrom", text(j, c->was));
	set(j, m, "source", source(j, j->t->unit[here ? NEW_SIDE : OLD], d->at));
	return m;
}

static Value *open_one(const Json *j, const OpenDelta *o)
{
	const DiffResource *one = o->delta->new;
	Value *m = map(j);
	set(j, m, "topology", text(j, j->t->name));
	set(j, m, "logicalId", text(j, one->id));
	set(j, m, "type", text(j, one->type));
	set(j, m, "why", text(j, o->why));
	set(j, m, "source", source(j, one->unit, o->at));
	return m;
}

static Value *archive(const Json *j, const Artifact *a)
{
	if (!a)
		return text(j, NULL);
	Value *m = map(j);
	set(j, m, "digest", text(j, a->digest));
	set(j, m, "bytes", a->built ? text(j, NULL) : num(j, (long long)a->bytes));
	return m;
}

static Value *package(const Json *j, const PackageDelta *p)
{
	Value *m = map(j);
	Value *files = list(j);
	set(j, m, "topology", text(j, j->t->name));
	set(j, m, "function", text(j, p->name)); // a field of topc.diff/1, whatever it packs
	set(j, m, "before", archive(j, p->old));
	set(j, m, "after", archive(j, p->new));
	for (uint32_t i = 0; i < p->nfile; i++) {
		Value *f = map(j);
		set(j, f, "path", text(j, p->file[i].name));
		set(j, f, "change",
			text(j,
				p->file[i].sign == '+'         ? "added" :
					p->file[i].sign == '-' ? "removed" :
								 "changed"));
		value_push(j->a, files, f);
	}
	set(j, m, "files", files);
	return m;
}

static Value *summary(const Json *j)
{
	const DiffReport *r = j->r;
	Value *m = map(j);
	for (int v = VERDICT_ADD; v < VERDICTS; v++)
		set(j, m, verdict_names[v], num(j, r->count[v]));
	set(j, m, "dataLoss", num(j, r->lost));
	set(j, m, "unchangedTopologies", num(j, r->untouched));
	set(j, m, "failedTopologies", num(j, r->failed));
	return m;
}

static Value *gates(const Json *j)
{
	static const char *const code[][2] = { { "replace", "TC7010" }, { "remove", "TC7013" },
		{ "data-loss", "TC7014" }, { "wider-access", "TC4410" }, { "public", "TC4414" } };
	Value *l = list(j);
	for (uint32_t i = 0; i < j->r->ngate; i++) {
		const DiffGate *g = &j->r->gate[i];
		Value *m = map(j);
		set(j, m, "name", text(j, g->name));
		for (size_t k = 0; k < COUNT(code); k++)
			if (str_eq(code[k][0], g->name))
				set(j, m, "code", text(j, code[k][1]));
		set(j, m, "hit", boolean(j, g->hits > 0));
		set(j, m, "hits", num(j, g->hits));
		set(j, m, "allowed", num(j, g->allowed));
		value_push(j->a, l, m);
	}
	return l;
}

static Value *side(const Json *j, const char *name, const char *id)
{
	Value *m = map(j);
	set(j, m, "name", text(j, name));
	set(j, m, "commit", text(j, id));
	return m;
}

void diff_json(const DiffReport *r, Buf *b)
{
	Json j = { .r = r, .a = r->arena };
	Value *m = map(&j), *resources = list(&j), *grants = list(&j), *packages = list(&j);
	Value *access = map(&j), *open = list(&j);
	for (uint32_t i = 0; i < r->n; i++) {
		const TopologyDiff *t = j.t = &r->item[i];
		for (Backend k = 0; k < BACKENDS; k++)
			for (uint32_t n = 0; t->has[k] && n < t->target[k].n; n++)
				value_push(j.a, resources, resource(&j, &t->target[k].delta[n], k));
		for (uint32_t n = 0; n < t->access.n; n++)
			for (uint32_t k = 0; k < t->access.item[n].result->n; k++)
				value_push(j.a, grants, grant(&j, &t->access.item[n], k));
		for (uint32_t n = 0; n < t->nopen; n++)
			value_push(j.a, open, open_one(&j, &t->open[n]));
		for (uint32_t n = 0; n < t->npackage; n++)
			value_push(j.a, packages, package(&j, &t->package[n]));
	}
	set(&j, m, "schema", text(&j, "topc.diff/1"));
	set(&j, m, "base", side(&j, r->base, r->base_id));
	set(&j, m, "head", side(&j, r->head, r->head_id));
	set(&j, m, "env", text(&j, r->env));
	set(&j, m, "target", text(&j, r->cli->target ? r->cli->target : "cfn"));
	set(&j, m, "summary", summary(&j));
	set(&j, m, "resources", resources);
	set(&j, access, "verdict", text(&j, access_verdicts[access_verdict(r->added, r->removed)]));
	set(&j, access, "grants", grants);
	set(&j, m, "access", access);
	set(&j, m, "open", open);
	set(&j, m, "packages", packages);
	set(&j, m, "gates", gates(&j));
	json_print(b, m, 2);
}
