// sdk.h: the services, actions and parameters of the AWS SDK, as Step Functions spells them.
//
// Source: templates/data/sdk.tab, made of botocore's service models by templates/data/sdk.py. What
// AWS added after the date of that table is not in it: an unknown name is an error when a known one
// is near, or when the whole set is known to be closed (services, actions), else a warning.
#ifndef TOPC_SDK_H
#define TOPC_SDK_H

#include "../../ir/ir.h"

// Checks a resource `arn:P:states:::aws-sdk:SERVICE:ACTION[.PATTERN]`, SERVICE being at character
// `service_from`, and says what is wrong with it. *service and *operation get the names of the
// table, which last for ever, or NULL when they are not known.
void sdk_check_resource(Unit *, const Value *resource, size_t service_from, const char **service,
	const char **operation);

// Checks the parameters of a call, nested ones too. Text that is not known (`{% … %}`, holes,
// `${Name}`, `Ref` and `Fn::…` objects) stands for anything; in JSONPath the value of a key that
// ends in `.$` too. Nothing is said of a service or an operation that is not in the table.
void sdk_check_params(
	Unit *, const char *service, const char *operation, const Value *params, bool jsonata);

bool sdk_service_exists(const char *service);
bool sdk_operation_exists(const char *service, const char *operation);
// Calls `each` for every service, or every operation of one, in byte order.
void sdk_each_service(void (*each)(void *ctx, const char *service), void *ctx);
void sdk_each_operation(
	const char *service, void (*each)(void *ctx, const char *operation), void *ctx);
// The service that people mean by another name: "states" is sfn, "emr-serverless" emrserverless.
// NULL: none.
const char *sdk_service_meant(Arena *, const char *word);
// Where the table is from: "botocore 1.43.11 of 2026-05-19".
const char *sdk_source(Arena *);

#endif
