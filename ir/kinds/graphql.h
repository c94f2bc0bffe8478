// graphql.h: GraphQL APIs: their schema, and how events call their mutations.
#ifndef TOPC_KINDS_GRAPHQL_H
#define TOPC_KINDS_GRAPHQL_H

#include "common.h"

// graphql_schema.c: the GraphQL text of an API's schema
const char *graphql_schema(Unit *, const Entity *api);
// graphql_check.c: what is wrong with its types, inputs and resolvers
void graphql_schema_check(Unit *, Entity *api);
// The resolver of a mutation, a record.
Value *graphql_resolver(const Entity *mutation);
Entity *graphql_api(const Entity *mutation);
// Whether a resolver is a query; mutations are the rest.
bool graphql_is_query(const Value *resolver);

// graphql_table.c: resolvers that read and write a table
const char *graphql_table_right(const Entity *api, const Value *resolver); // an IAM action
// The JavaScript of it, which AppSync runs.
const char *graphql_table_code(Unit *, const Entity *api, const Value *resolver);
// `told`: what was said of other resolvers of the API, a Sym of it to the Diag.
void graphql_table_check(Unit *, const Entity *api, const Pair *resolver, Map *told);

// The fields that a resolver takes: of a type or an input of the API; NULL: it has none.
const Value *graphql_fields(const Entity *api, const Value *resolver);
// Whether they come as one argument, `input`.
bool graphql_takes_input(const Entity *api, const Value *resolver);
// The name in a type expression `[Job!]!`, or NULL.
const char *graphql_base(Unit *, const Value *type);
bool graphql_is_name(const char *);
// The place of that name in the expression; false: it is none.
bool graphql_type_name(const char *type, size_t *lo, size_t *hi);
bool graphql_is_type(const Entity *api, const char *name);

// Types that every API has: what an event carries, and where in its detail that stands.
typedef struct GraphqlBuilt {
	const char *name, *type, *below;
} GraphqlBuilt;
const GraphqlBuilt *graphql_built(const char *name);

// The name of the data source that answers a mutation, as it stands in the API.
Resource *graphql_source(const Entity *mutation);

// How a rule calls a mutation: the operation's text, paths into the event and the template of the
// operation's variables. `detail` is the path of what the author calls the event's content.
typedef struct MutationCall {
	const char *operation, *template;
	Value *paths;
} MutationCall;
MutationCall graphql_call(Unit *, const Entity *mutation, const char *detail, Span at);

#endif
