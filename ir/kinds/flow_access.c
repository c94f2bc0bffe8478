// flow_access.c: what a state machine's role may do, call by call. IAM.md 5.5.
//
// A call that names a declared entity is an edge, and the entity's kind says what it takes. All other
// calls are looked up here: in the rows of flow_task.c, else in AWS's reference.
#include "flow.h"

#include "../iam.h"

#include <string.h>

// What could not be limited, for one call.
typedef struct Wide {
	Buf actions;
	const char *open;
	const char *on; // how far it goes
} Wide;

typedef struct Giver {
	CallUse use;
	bool say;
	Map edges;  // value that named an entity to its edge
	Buf needed; // actions, words
	bool loose; // something calls what is not known here
	Wide wide;
} Giver;

// The author's statements speak of this action: they are meant to be all.
static bool is_declared(const Giver *g, const char *actions)
{
	Unit *u = g->use.unit;
	const Entity *e = g->use.flow;
	for (Word w = { .rest = actions }; word_next(&w);) {
		const char *action = arena_copy(u->arena, w.s, w.n);
		if (!iam_mentions(u, rec_get(e->rec, "statements"), action) &&
			!iam_mentions(u, e->role, action))
			return false;
	}
	return true;
}

static void note_wide(Giver *g, const char *actions, const char *open)
{
	for (Word w = { .rest = actions }; word_next(&w);)
		if (!g->wide.actions.n || !word_in(g->wide.actions.s, w.s, w.n))
			buf_printf(&g->wide.actions, "%s%.*s", g->wide.actions.n ? " " : "",
				(int)w.n, w.s);
	if (!g->wide.open)
		g->wide.open = open;
}

// `open`: what in `on` is known only when it runs, or NULL.
static Statement *give(Giver *g, const char *actions, Value *on, const char *open)
{
	const AslCall *c = g->use.call;
	buf_printf(&g->needed, " %s", actions);
	if (open && is_declared(g, actions))
		return NULL;
	if (open)
		note_wide(g, actions, open);
	if (g->say)
		return NULL;
	return grant(g->use.unit, g->use.flow, actions, on,
		U_FORMAT(g->use.unit, "state `%s` calls %s%s", c->state,
			c->service ? c->service : "a function", c->pattern),
		c->resource->at);
}

// ---- Rows -------------------------------------------------------------------------------------------

// `X`, `!X`, `X=text`: a value that is not known here may be that text.
static bool is_given(const Giver *g, const char *given)
{
	bool negated = *given == '!';
	given += negated;
	size_t n = strcspn(given, "=");
	bool dynamic;
	const Value *v = task_param(&g->use, given, n, NULL, &dynamic);
	bool there = v || dynamic;
	const char *text = v ? value_known(g->use.unit, v) : NULL;
	if (given[n] && v)
		there = !text || str_eq(text, given + n + 1);
	return there != negated;
}

static void add_condition(Giver *g, const TaskGrant *row, Statement *s, const Value *element)
{
	const char *open = NULL;
	Value *v = task_value(&g->use, row->val, element, &open);
	if (v && !open)
		condition(g->use.unit, s, row->op, row->key, v);
}

static void http_conditions(Giver *g, Statement *s)
{
	static const struct {
		const char *op, *key, *val;
	} row[] = {
		{ "StringEquals", "states:HTTPMethod", "{Method}" },
		{ "StringLike", "states:HTTPEndpoint", "{ApiEndpoint}" },
	};
	for (size_t i = 0; i < COUNT(row); i++) {
		const char *open = NULL;
		Value *v = task_value(&g->use, row[i].val, NULL, &open);
		if (v && !open)
			condition(g->use.unit, s, row[i].op, row[i].key, v);
	}
}

static void give_row(Giver *g, const TaskGrant *row, const Value *element)
{
	Unit *u = g->use.unit;
	const char *open = NULL;
	if (str_eq(row->on, "*")) {
		bool http = str_eq(row->actions, "states:InvokeHTTPEndpoint");
		bool dynamic = false;
		if (http)
			task_param(&g->use, "ApiEndpoint", 11, NULL, &dynamic);
		Statement *s =
			give(g, row->actions, value_str(u->arena, "*", g->use.call->state_at),
				dynamic ? "ApiEndpoint" : NULL);
		if (s && http)
			http_conditions(g, s);
		return;
	}
	Value *on = task_value(&g->use, row->on, element, &open);
	Statement *s = on ? give(g, row->actions, on, open) : NULL;
	if (s && row->op)
		add_condition(g, row, s, element);
}

// A row for each element of the list that it speaks of, without those that name an entity.
static void give_each(Giver *g, const TaskGrant *row)
{
	bool dynamic;
	const Value *list = task_list(&g->use, row->on, &dynamic);
	if (!list) {
		give_row(g, row, NULL);
		return;
	}
	const char *field = strstr(row->on, "[].") + 3;
	for (uint32_t i = 0; i < list->n; i++) {
		const Value *v = value_get(list->u.item[i],
			arena_copy(g->use.unit->arena, field, strcspn(field, ":|}")));
		if (!v || !map_get(&g->edges, v))
			give_row(g, row, list->u.item[i]);
	}
}

static const TaskGrant *find_rows(const char *call)
{
	for (const TaskGrant *t = task_grants; t->actions; t++)
		if (t->call && str_eq(t->call, call))
			return t;
	return NULL;
}

static void give_rows(Giver *g, const TaskGrant *row)
{
	bool sync = str_starts(g->use.call->pattern, ".sync");
	const TaskGrant *first = row;
	for (; row->actions && (row == first || !row->call); row++)
		if ((!row->sync || sync) && (!row->given || is_given(g, row->given)))
			give_each(g, row);
}

// ---- Calls ------------------------------------------------------------------------------------------

static void give_reference(Giver *g, const char *actions)
{
	Unit *u = g->use.unit;
	for (Word w = { .rest = actions }; word_next(&w);) {
		const char *action = arena_copy(u->arena, w.s, w.n);
		const char *open = NULL;
		uint32_t n;
		Value **on = task_arns(&g->use, action, &n, &open);
		for (uint32_t i = 0; i < n; i++)
			give(g, action, on[i], open);
	}
}

static void give_service(Giver *g)
{
	static const char sdk[] = "aws-sdk:";
	Unit *u = g->use.unit;
	const char *call = g->use.call->service;
	bool is_sdk = str_starts(call, sdk);
	call += is_sdk ? strlen(sdk) : 0;
	const TaskGrant *rows = is_sdk ? NULL : find_rows(call);
	const char *colon = strchr(call, ':');
	if (!colon || (!is_sdk && strcmp(call, "eks:call") == 0))
		return;
	const char *actions = rows ?
		NULL :
		iam_sdk_actions(u, arena_copy(u->arena, call, (size_t)(colon - call)), colon + 1);
	// The SDK's call of something with rows: `aws-sdk:sfn:startExecution` is `states:startExecution`.
	if (actions)
		rows = find_rows(
			U_FORMAT(u, "%.*s:%s", (int)strcspn(actions, ":"), actions, colon + 1));
	if (rows)
		give_rows(g, rows);
	else if (actions)
		give_reference(g, actions);
	else
		g->loose = true;
	if (!rows && !actions && g->say && !str_starts(call, "eks:"))
		diag_line(say_action_not_known(
				  u, g->use.call->resource->at, g->use.call->state, call),
			"write it in `statements` of the flow or in `roles/sfn.json`");
}

// A function by its ARN, one that is not of this topology. What a parameter of the topology names is
// taken for one: all else that a Resource may be is written down.
static void give_function(Giver *g)
{
	Unit *u = g->use.unit;
	const Value *v = g->use.call->resource;
	const char *text = task_text(u, v, "*");
	const char *name = strstr(text, ":function:");
	if (v->kind != V_HOLE && (!name || !str_starts(text, "arn:"))) {
		g->loose |= !strstr(text, ":activity:");
		return;
	}
	Value *arn = g->say ? NULL : lower_value(u, g->use.flow, (Value *)(uintptr_t)v);
	give(g, "lambda:InvokeFunction", arn, NULL);
	if ((name && strchr(name + strlen(":function:"), ':')) || g->say)
		return;
	Value *piece[] = { arn, value_str(u->arena, ":*", v->at) };
	give(g, "lambda:InvokeFunction", value_join(u->arena, v->at, piece, COUNT(piece)), NULL);
}

// Whether the call's resource or one of its parameters names an entity.
static bool is_edge(const Giver *g)
{
	const AslCall *c = g->use.call;
	if (map_get(&g->edges, c->resource))
		return true;
	for (uint32_t i = 0; c->params && c->params->kind == V_MAP && i < c->params->n; i++)
		if (map_get(&g->edges, c->params->u.pair[i].val))
			return true;
	return false;
}

// A task that takes another role needs nothing but that role.
static bool takes_role(Giver *g)
{
	Unit *u = g->use.unit;
	const Value *credentials = value_get(g->use.call->task, "Credentials");
	const Value *role = value_get(credentials, "RoleArn");
	if (!credentials || g->use.call->use != ASL_TASK)
		return false;
	const char *text = role ? value_known(u, role) : NULL;
	bool known = role && !(text && strstr(text, "{%"));
	Value *on = g->say ? NULL :
		known      ? lower_value(u, g->use.flow, (Value *)(uintptr_t)role) :
			     eval_entity(u, g->use.flow, "=arn:{@partition}:iam::{@account}:role/*");
	give(g, "sts:AssumeRole", on, known ? NULL : "Credentials");
	return true;
}

static void say_wide(Giver *g)
{
	const AslCall *c = g->use.call;
	Unit *u = g->use.unit;
	if (!g->say || !g->wide.actions.n)
		return;
	Buf list = { .arena = u->arena };
	for (Word w = { .rest = g->wide.actions.s }; word_next(&w);)
		buf_printf(&list, "%s`%.*s`", list.n ? ", " : "", (int)w.n, w.s);
	Diag *d = say_wide_task(u, c->resource->at, c->state, list.s);
	diag_context(d, c->state_at, "in this state");
	bool dynamic = true;
	const Value *given =
		task_param(&g->use, g->wide.open, strlen(g->wide.open), NULL, &dynamic);
	if (*g->wide.open)
		diag_line(d, "`%s` is %s", g->wide.open,
			given && !dynamic ? "known only when it is deployed" : "set when it runs");
	else
		diag_line(d, "none of its parameters names it");
	diag_line(d,
		"a statement of these actions in `statements` of the flow or in `roles/sfn.json` "
		"takes the place of what is inferred");
}

static void give_call(Giver *g)
{
	g->wide = (Wide){ .actions.arena = g->use.unit->arena };
	if (takes_role(g)) {
		say_wide(g);
		return;
	}
	if (is_edge(g))
		return;
	if (g->use.call->service)
		give_service(g);
	else
		give_function(g);
	say_wide(g);
}

// A distributed Map runs its items as executions of the machine itself, which have its label in their
// names: "IAM policies for using Distributed Map states".
static void give_maps(Unit *u, Entity *e, const Value *machine)
{
	static const char self[] = "=arn:{@partition}:states:{@region}:{@account}:stateMachine:{%}";
	static const char runs[] = "=arn:{@partition}:states:{@region}:{@account}:execution:{%}";
	uint32_t n;
	AslMap *map = asl_maps(u, machine, &n);
	for (uint32_t i = 0; i < n; i++) {
		const char *why = U_FORMAT(u, "state `%s` is a distributed Map", map[i].state);
		const char *label = value_text(map[i].label);
		grant(u, e, "states:StartExecution", eval_entity(u, e, self), why, map[i].at);
		Value *all[] = { eval_entity(u, e, runs), value_str(u->arena, ":*", map[i].at) };
		grant(u, e, "states:DescribeExecution states:StopExecution",
			value_join(u->arena, map[i].at, all, COUNT(all)), why, map[i].at);
		Value *own[] = { all[0],
			value_format(u->arena, map[i].at, "/%s:*",
				label && !strstr(label, "{%") ? label : "*") };
		grant(u, e, "states:DescribeExecution states:RedriveExecution states:StopExecution",
			value_join(u->arena, map[i].at, own, COUNT(own)), why, map[i].at);
	}
}

// What edges grant, by the tables of their kinds.
static void add_edges(Giver *g)
{
	const Entity *e = g->use.flow;
	for (uint32_t i = 0; i < e->nout; i++) {
		const Edge *edge = e->out[i];
		for (const Grant *row = edge->to->kind->grant; row && row->verb; row++) {
			bool sync = edge->sync && edge->call->sync &&
				str_eq(row->verb, edge->call->sync);
			if (row->actions && (sync || (edge->verb && str_eq(row->verb, edge->verb))))
				buf_printf(&g->needed, " %s", row->actions);
		}
	}
}

static void say_unused(Giver *g, bool maps)
{
	const Entity *e = g->use.flow;
	add_edges(g);
	if (maps)
		buf_puts(&g->needed,
			" states:StartExecution states:DescribeExecution states:StopExecution "
			"states:RedriveExecution");
	if (!value_is(rec_get(e->rec, "logging"), "OFF"))
		buf_puts(&g->needed, " " FLOW_LOGGING);
	if (rec_true(e->rec, "tracing"))
		buf_puts(&g->needed, " " FLOW_TRACING);
	if (!g->loose)
		flow_unused(g->use.unit, e, g->needed.s ? g->needed.s : "");
}

void flow_access(Unit *u, Entity *e, bool say)
{
	const Value *machine = rec_get(e->rec, "definition");
	if (!machine || machine->kind != V_MAP)
		return;
	Giver g = {
		.use = { .unit = u, .flow = e, .dry = say },
		.say = say,
		.edges.arena = u->arena,
		.needed.arena = u->arena,
		.wide.actions.arena = u->arena,
	};
	for (uint32_t i = 0; i < e->nout; i++)
		if (e->out[i]->val)
			map_put(&g.edges, e->out[i]->val, e->out[i]);
	uint32_t n;
	AslCall *call = asl_calls(u, machine, &n);
	for (uint32_t i = 0; i < n; i++) {
		g.use.call = &call[i];
		give_call(&g);
	}
	asl_maps(u, machine, &n);
	if (say)
		say_unused(&g, n > 0);
	else
		give_maps(u, e, machine);
}
