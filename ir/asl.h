// asl.h: the state machine validator, as the rest of the compiler sees it. compiler/asl/ has it; it
// works on values with spans and knows nothing of topologies.
//
// Sources: states-language.net/spec.html (22 Nov 2024), the Step Functions developer guide, and
// AWS's recorded verdicts (ValidateStateMachineDefinition).
#ifndef TOPC_ASL_H
#define TOPC_ASL_H

#include "ir.h"

typedef struct AslOptions {
	bool express; // the machine is of type EXPRESS
	// The definition stands alone (`topc check flow.asl.json`): `${Name}` is a substitution that
	// somebody else fills, so a string that holds one is not judged by its text.
	bool plain;
	bool heard; // somebody is told when an execution fails, outside of the machine
} AslOptions;

// Checks a definition and says what is wrong with it. Strings may be V_STR, or V_JOIN with V_HOLE
// pieces where a topology wrote `{{…}}`; a hole stands for text that is not known here, unless
// link has given it a value (u.hole.val). Never recurses deeper than MAX_DEPTH levels of input.
void asl_check(Unit *, const Value *machine, const AslOptions *);

// In a definition that a template builds from text, a `${Name}` outside of quotes is read as a string
// of this character, as long as it was.
#define UNQUOTED '\x7F'

// What a call is for.
typedef enum AslUse {
	ASL_TASK,
	ASL_READER, // the ItemReader of a Map
	ASL_WRITER, // the ResultWriter of one
} AslUse;

// One call of a machine, nested scopes included, in source order.
typedef struct AslCall {
	uint8_t use;           // AslUse
	const char *state;     // its name
	Span state_at;         // of the name
	const Value *task;     // the state, a Task or Map
	const Value *resource; // its Resource
	// What Resource says: "lambda:invoke", "aws-sdk:s3:getObject", without pattern; NULL when it is
	// no `arn:…:states:::…` (a function's or an activity's own ARN, or unknown text).
	const char *service;
	const char *pattern; // "", ".sync", ".sync:2", ".waitForTaskToken"
	const Value *params; // Parameters or Arguments, or NULL
	bool distributed;    // inside a distributed Map
} AslCall;
AslCall *asl_calls(Unit *, const Value *machine, uint32_t *n);

// The distributed Maps of a machine: each starts executions of the machine itself.
typedef struct AslMap {
	const char *state;
	Span at;            // of the name
	const Value *label; // or NULL
} AslMap;
AslMap *asl_maps(Unit *, const Value *machine, uint32_t *n);

#endif
