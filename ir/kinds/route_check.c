// route_check.c: what a route says that its API or its function would not hold to.
#include "api.h"

static void check_wait(Unit *u, Entity *e)
{
	RouteTarget t = route_target(e);
	const Value *wait = rec_get(e->rec, "timeout");
	long long seconds = rec_int(e->rec, "timeout", route_is_rest(e) ? 29 : 30);
	const Value *own = t.to ? rec_get(t.to->rec, "runtime.timeout") : NULL;
	bool said = wait ||
		(own && own->style != STYLE_MADE); // two defaults a second apart are no finding
	if (t.to && str_eq(t.kind, "function") && t.waits && said &&
		function_timeout(t.to, 0) > seconds) {
		Diag *d = say_route_wait(u, wait ? wait->at : e->at, e->name,
			U_FORMAT(u, "%lld", seconds), t.to->name,
			U_FORMAT(u, "%lld", function_timeout(t.to, 0)));
		const Value *run = rec_get(t.to->rec, "runtime.timeout");
		diag_related(d,
			run && run->style != STYLE_MADE && run->at.file ? run->at : t.to->at,
			"the function's timeout");
		diag_line(d, "the caller gets an error while the function goes on");
	}
	const Value *async = rec_get(e->rec, "async");
	bool taken = t.to && !str_eq(t.kind, "function") && !str_eq(t.kind, "flow");
	if (taken && async && !value_true(async) && async->kind != V_BAD)
		say_not_here(u, async->at, "async",
			U_FORMAT(u,
				"goes with functions and flows: %s is given the request, and nobody waits for what comes of it",
				with_article(u, t.kind)));
	if (t.to && str_eq(t.kind, "function") && value_true(async) && !route_is_rest(e)) {
		Diag *d = say_async_route(u, async->at, e->name);
		diag_line(d,
			"name a queue that the function works off, or a flow; or use `kind: rest`");
	}
}

// Keys that mean nothing to the route's target or to its API.
static void check_keys(Unit *u, Entity *e)
{
	static const struct {
		const char *key, *target, *text;
	} of_target[] = {
		{ "request_params", "function",
			"goes with a function; what is sent to a %s is fixed" },
		{ "request_template", "flow", "goes with a flow; a %s gets the body" },
	};
	RouteTarget t = route_target(e);
	for (size_t i = 0; t.to && i < COUNT(of_target); i++) {
		const Value *v = rec_get(e->rec, of_target[i].key);
		Buf b = { .arena = u->arena };
		buf_printf(&b, of_target[i].text, t.kind);
		if (v && !str_eq(t.kind, of_target[i].target))
			say_not_here(u, v->at, of_target[i].key, b.s);
	}
	static const char *const of_api[] = { "cors", "throttle", "stage" };
	for (size_t i = 0; rec_get(e->rec, "gateway.id") && i < COUNT(of_api); i++) {
		const Value *v = rec_get(e->rec, of_api[i]);
		if (v)
			say_not_here(u, v->at, of_api[i],
				"is the API's, which is there already: set it there");
	}
	const Value *scopes = rec_get(e->rec, "authorizer.scopes");
	if (scopes && rec_get(e->rec, "authorizer.function"))
		say_not_here(u, scopes->at, "scopes",
			"goes with tokens, of a `pool` or by `jwt`; a function decides by itself");
}

// What only HTTP APIs have.
static void check_rest(Unit *u, Entity *e)
{
	enum { LONGEST_WAIT = 29 };
	const Value *wait = rec_get(e->rec, "timeout");
	if (wait && rec_int(e->rec, "timeout", 0) > LONGEST_WAIT)
		say_out_of_range(u, wait->at, "timeout", wait->u.s, "1..29 for a REST API");
	const Value *id = rec_get(e->rec, "gateway.id");
	if (id)
		diag_line(
			say_not_here(u, id->at, "id",
				"goes with HTTP APIs: routes of a REST API that is there already are not made"),
			"write the route where that API is made, or give it an API of its own: `gateway: NAME`");
	const Value *jwt = rec_get(e->rec, "authorizer.jwt");
	if (jwt)
		say_not_here(u, jwt->at, "jwt",
			"goes with HTTP APIs; a REST API takes a function or a pool");
	const Value *stage = rec_get(e->rec, "stage");
	if (value_is(stage, "$default"))
		say_not_here(
			u, stage->at, "stage", "takes a name here: `$default` goes with HTTP APIs");
	const Value *template = rec_get(e->rec, "request_template");
	if (value_is(template, "merged"))
		say_not_here(u, template->at, "merged", "goes with HTTP APIs");
	uint32_t n;
	Value **origin = rec_list(e->rec, "cors.origins", &n);
	if (n > 1)
		say_out_of_range(u, origin[1]->at, "origins", U_FORMAT(u, "a list of %u", n),
			"one origin for a REST API, or `*`");
}

void route_check(Unit *u, Entity *e)
{
	if (e->off)
		return;
	check_wait(u, e);
	if (route_check_path(u, e)) {
		route_check_others(u, e);
		route_check_params(u, e);
	}
	check_keys(u, e);
	if (route_is_rest(e))
		check_rest(u, e);
	const Value *stage = rec_get(e->rec, "stage");
	for (uint32_t i = 0; stage && route_carrier(e) && i < route_carrier(e)->nin; i++) {
		const Entity *o = route_carrier(e)->in[i]->from;
		const Value *other = rec_get(o->rec, "stage");
		if (o == e)
			break; // what comes later says it itself
		if (!other)
			continue;
		if (!value_equal(other, stage) && value_text(stage) && value_text(other))
			diag_context(say_two_stages(u, stage->at, stage->u.s, other->u.s),
				other->at, "another stage");
		break;
	}
}
