// graphql.h: GraphQL APIs: their schema, and how events call their mutations.
#ifndef TOPC_KINDS_GRAPHQL_H
#define TOPC_KINDS_GRAPHQL_H

#include "common.h"

// The GraphQL text of an API's schema.
const char *graphql_schema(Unit *, const Entity *api);
// What is wrong with its types, inputs and resolvers.
void graphql_schema_check(Unit *, Entity *api);
// The resolver of a mutation, a record.
Value *graphql_resolver(const Entity *mutation);
Entity *graphql_api(const Entity *mutation);
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
