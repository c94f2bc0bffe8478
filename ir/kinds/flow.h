// flow.h: what the files of flows share.
#ifndef TOPC_KINDS_FLOW_H
#define TOPC_KINDS_FLOW_H

#include "../asl.h"
#include "common.h"

// One thing that a call needs which no declared entity stands for.
typedef struct TaskGrant {
	const char *call;    // "glue:startJobRun"; NULL: as the row above
	const char *actions; // words
	// The resource: "*", an ARN with {parameters} and {@account} …, or NULL: by AWS's reference of
	// each action. {X} a parameter; {X:d} `d` where it is absent or not known here; {X:*!} any, and the author is told; {X|form} brought
	// to a form (flow_form.c). A parameter that holds an ARN stands for all before it too.
	const char *on;
	bool sync;                  // only where the task waits for the end
	const char *given;          // only if this parameter is there; "!X": only if not
	const char *op, *key, *val; // a condition
} TaskGrant;
extern const TaskGrant task_grants[]; // the last has no actions

#define FLOW_LOGGING                                                                               \
	"logs:CreateLogDelivery logs:CreateLogStream logs:GetLogDelivery logs:UpdateLogDelivery "  \
	"logs:DeleteLogDelivery logs:ListLogDeliveries logs:PutLogEvents logs:PutResourcePolicy "  \
	"logs:DescribeResourcePolicies logs:DescribeLogGroups"
#define FLOW_TRACING                                                                               \
	"xray:PutTraceSegments xray:PutTelemetryRecords xray:GetSamplingRules xray:GetSamplingTargets"

typedef struct CallUse {
	Unit *unit;
	Entity *flow;
	const AslCall *call;
	bool dry; // only what is not known counts: nothing is lowered
} CallUse;

// What an expression of a row comes to. `open` is set to the parameter that is known only when the
// machine runs, if any stands in it without a default. NULL: there is no such resource.
Value *task_value(const CallUse *, const char *expr, const Value *element, const char **open);
// The parameter at a path ("Entries[].EventBusName": of `element`), or NULL; *dynamic: it is set when the
// machine runs.
const Value *task_param(
	const CallUse *, const char *path, size_t n, const Value *element, bool *dynamic);
// The list that a path with `[]` in it walks, or NULL.
const Value *task_list(const CallUse *, const char *expr, bool *dynamic);
// The resources of an action, by AWS's reference and the names of the parameters; `*open` as above.
Value **task_arns(const CallUse *, const char *action, uint32_t *n, const char **open);

// A parameter on its way into a resource.
typedef struct TaskSlot {
	const CallUse *c;
	Value *v;         // lowered
	const char *text; // of it, where that is known
	bool whole;       // it is an ARN: what stands before it goes
	bool absent;      // the row does not apply
	bool wide;        // it takes known text to be brought to the form, and this is known later
} TaskSlot;
void task_form(TaskSlot *, const char *form, size_t n);

// flow_text.c: the text of a value with `${region}` and the like where the target knows it. What is known
// only later is `unknown`; where that is NULL, so is the text.
const char *task_text(Unit *, const Value *, const char *unknown);
Value *task_text_value(Unit *, const char *text, Span); // such a text as a value

bool flow_is_express(const Entity *);
// flow_check.c: what its tasks call, and who waits for it.
void flow_check_calls(Unit *, Entity *, const Value *machine);

// flow_access.c: grants what the calls of the flow need and no edge gives; with `say` it grants nothing, and says
// what is allowed more widely than it is used.
void flow_access(Unit *, Entity *, bool say);
// Says which actions of the author's statements nothing needs; `needed` are words (flow_unused.c).
void flow_unused(Unit *, const Entity *, const char *needed);
#endif
