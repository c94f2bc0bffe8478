// route_check.c: what a route says that its API or its function would not hold to.
#include "api.h"

static long long longest_run(const Entity *function)
{
	return rec_int(function->rec, "runtime.timeout", 30);
}

static void check_wait(Unit *u, Entity *e)
{
	RouteTarget t = route_target(e);
	const Value *wait = rec_get(e->rec, "timeout");
	long long seconds = rec_int(e->rec, "timeout", route_is_rest(e) ? 29 : 30);
	const Value *own = t.to ? rec_get(t.to->rec, "runtime.timeout") : NULL;
	bool said = wait ||
		(own && own->style != STYLE_MADE); // two defaults a second apart are no finding
	if (t.to && str_eq(t.kind, "function") && t.waits && said && longest_run(t.to) > seconds) {
		Diag *d = say_route_wait(u, wait ? wait->at : e->at, e->name,
			U_FORMAT(u, "%lld", seconds), t.to->name,
			U_FORMAT(u, "%lld", longest_run(t.to)));
		const Value *run = rec_get(t.to->rec, "runtime.timeout");
		diag_related(d,
			run && run->style != STYLE_MADE && run->at.file ? run->at : t.to->at,
			"the function's timeout");
		diag_line(d, "the caller gets an error while the function goes on");
	}
	const Value *async = rec_get(e->rec, "async");
	if (t.to && str_eq(t.kind, "function") && value_true(async) && !route_is_rest(e)) {
		Diag *d = say_async_route(u, async->at, e->name);
		diag_line(d,
			"name a queue that the function works off, or a flow; or use `kind: rest`");
	}
}

// Two routes of one API with the same method and path: only one could answer.
static void check_taken(Unit *u, Entity *e)
{
	Entity *api = route_carrier(e);
	for (uint32_t i = 0; api && i < api->nin; i++) {
		const Entity *o = api->in[i]->from;
		if (o == e)
			return;
		if (o->off || !str_eq(route_method(o), route_method(e)) ||
			!str_eq(route_path(o), route_path(e)))
			continue;
		const Value *path = rec_get(e->rec, "path");
		Diag *d =
			say_path_taken(u, path ? path->at : e->at, route_method(e), route_path(e));
		diag_related(d, o->at, "route `%s` answers it already", o->name);
		return;
	}
}

void route_check(Unit *u, Entity *e)
{
	if (e->off)
		return;
	check_wait(u, e);
	check_taken(u, e);
	const Value *stage = rec_get(e->rec, "stage");
	for (uint32_t i = 0; stage && route_carrier(e) && i < route_carrier(e)->nin; i++) {
		const Entity *o = route_carrier(e)->in[i]->from;
		const Value *other = rec_get(o->rec, "stage");
		if (o == e)
			break; // what comes later says it itself
		if (other && !value_equal(other, stage)) {
			diag_context(say_two_stages(u, stage->at, stage->u.s, value_text(other)),
				other->at, "another stage");
			break;
		}
	}
	const Value *authorizer_of = rec_get(e->rec, "authorizer");
	if (authorizer_of && rec_get(authorizer_of, "jwt") && route_is_rest(e))
		say_not_here(u, rec_get(authorizer_of, "jwt")->at, "jwt",
			"goes with HTTP APIs; a REST API takes a function");
}
