// resource.h: what a Task calls.
#ifndef TOPC_ASL_RESOURCE_H
#define TOPC_ASL_RESOURCE_H

#include "fields.h"

typedef enum ResourceKind {
	CALLS_UNKNOWN,  // a hole, or wrong
	CALLS_FUNCTION, // arn:P:lambda:R:A:function:N
	CALLS_ACTIVITY, // arn:P:states:R:A:activity:N
	CALLS_SERVICE,  // arn:P:states:::service:action
	CALLS_SDK       // arn:P:states:::aws-sdk:service:action
} ResourceKind;

enum Pattern { RESPONSE = 1, SYNC = 2, SYNC2 = 4, TOKEN = 8 };

typedef struct Integration Integration;

typedef struct AslResource {
	ResourceKind kind;
	Text text;
	uint32_t service, action, pattern, end; // offsets in the text: of the words, of the point
	uint32_t how;                           // one bit of Pattern; 0: not known
	const Integration *row;                 // CALLS_SERVICE
	uint32_t name;                          // CALLS_FUNCTION: of the function's name
	// What is wrong, or NULL; and where.
	const char *problem;
	uint32_t bad_lo, bad_hi;
} AslResource;

// Says nothing. False when v is no string at all.
bool asl_resource(const Asl *, const Value *v, AslResource *out);

// An optimized integration.
struct Integration {
	const char *service, *action;
	uint8_t patterns; // bits of Pattern
	uint8_t flags;
	const char *sdk; // "sqs:sendMessage": whose input its parameters are; NULL: see `members`
	// The members of its own, and those that have to be there.
	const char *members, *needs;
	const char *texts; // those of its own that take nothing but a string
	const char *gives; // the fields of its response, where nothing else can be among them
};
enum IntegrationFlag {
	ONLY_READER = 1, // stands in an ItemReader only
	ONLY_WRITER = 2,
	NOT_IDEMPOTENT = 4, // a second call does a second thing
};
extern const Integration integrations[]; // the last has no service
const Integration *integration_find(const char *service, size_t ns, const char *action, size_t na);

// The parameters of a call; `r` was parsed without a problem.
void asl_check_parameters(const Here *, const AslResource *, const Value *params);

#endif
