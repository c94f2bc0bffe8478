// api.h: what routes ask of the APIs that carry them.
#ifndef TOPC_KINDS_API_H
#define TOPC_KINDS_API_H

#include "common.h"

typedef struct RouteTarget {
	Entity *to;       // function, flow, queue or event
	const char *kind; // its word
	bool waits;       // for the answer
} RouteTarget;
RouteTarget route_target(const Entity *route);
const char *route_method(const Entity *route); // GET, ANY
const char *route_path(const Entity *route);
// The path with each parameter as `*`, for a SourceArn.
const char *route_pattern(Unit *, const Entity *route);
bool route_is_rest(const Entity *route);
// route_request.c: what is sent to a service, and how its integration is called
bool route_has_body(const Entity *route); // a GET has none
Value *route_request(Unit *, Entity *route, const RouteTarget *);
const char *route_subtype(const RouteTarget *);
// The routes of an API, in the order of the topology.
Entity **api_routes(Unit *, const Entity *api, uint32_t *n);
// The authorizer of a route as a resource of its API, made for the first that asks; NULL: none.
Resource *api_authorizer(Unit *, Entity *api, const Entity *route);
// The permission of an authorizer's function; `r->in` is the authorizer.
void api_fill_permission(Unit *, Resource *);

// rest_api_integration.c: a map of one pair; the rows of an integration with a service, or with a
// function.
Value *rest_pair(Unit *, const char *key, Value *);
void rest_put_service(Unit *, Entity *route, const RouteTarget *, Resource *integration);
// What its method has to declare: the parts of the request that its integration hands on; NULL: none.
Value *rest_declared(Unit *, const Entity *route);
void rest_put_function(Unit *, Entity *route, const RouteTarget *, Resource *integration);
Entity *route_carrier(const Entity *route); // the API that carries it, or NULL
// route_check.c
void route_check(Unit *, Entity *route);
// route_path.c
bool route_check_path(Unit *, Entity *route); // false: something was said
void route_check_params(Unit *, const Entity *route);
// Whether another route of its API stands in its way.
void route_check_others(Unit *, Entity *route);

#endif
