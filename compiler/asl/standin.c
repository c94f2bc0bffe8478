// standin.c: empty checks until the parser of JSONata and the tables of the SDK are there.
#include "jsonata.h"
#include "sdk.h"

__attribute__((weak)) void sdk_check_resource(
	Unit *u, const Value *resource, size_t from, const char **service, const char **operation)
{
	(void)u, (void)resource, (void)from;
	*service = *operation = NULL;
}

__attribute__((weak)) void sdk_check_params(
	Unit *u, const char *service, const char *operation, const Value *params, bool jsonata)
{
	(void)u, (void)service, (void)operation, (void)params, (void)jsonata;
}
