// access.h: what two sets of policies allow, compared. compiler/iam/access.c has it.
//
// A request is a principal, an action, a resource and a context. A set of policies allows those that
// some Allow statement matches and no Deny statement does. New access exists when some request is
// allowed now and was not before; the comparison is exact where it says yes or no, and says maybe
// where it cannot tell: unknown text, conditions on it, too many combinations. It never says no
// for want of knowledge.
#ifndef TOPC_ACCESS_H
#define TOPC_ACCESS_H

#include "iam.h"

typedef enum AccessAnswer { ACCESS_NO, ACCESS_MAYBE, ACCESS_YES } AccessAnswer;

typedef enum AccessVerdict {
	ACCESS_SAME,
	ACCESS_NARROWER,
	ACCESS_WIDER,
	ACCESS_DIFFERENT, // some access added, some removed
	ACCESS_UNDECIDED, // `added` or `removed` is maybe; gates take it for wider unless `added` is no
} AccessVerdict;
extern const char *const access_verdicts[]; // their words

// A condition of the template under which a policy is there.
typedef struct AccessWhen {
	const char *name;
	bool fails;                   // it is there when the condition does not hold
	const struct AccessWhen *and; // this one, too; or NULL
} AccessWhen;

// One policy of a side. Strings may be V_STR, or V_JOIN, V_HOLE, V_REF, V_INPUT, V_VAR: unknown text
// is equal to itself on both sides, by its name, and may be anything else. V_IF and the map
// {"Fn::If": [name, then, else]} may stand for any value or list element.
typedef struct AccessPolicy {
	const Value *
		doc; // a document, a list of statements, or one; NULL: a policy nobody can see here
	const char *name; // what to call it: "ReadOrders"; with doc NULL its identity too; or NULL
	const AccessWhen *when; // NULL: it is always there
	bool caps; // a permissions boundary: it allows nothing, and denies all but what it allows
} AccessPolicy;

typedef struct AccessSide {
	const AccessPolicy *policy;
	uint32_t n;
} AccessSide;

// What made the difference.
typedef enum AccessCause {
	CAUSE_GRANT, // a statement that allows what no statement of the other side allows for anyone here
	CAUSE_WIDER, // a statement that allows more than those of the other side: resources, conditions
	CAUSE_DENY,    // both sides allow it; the other side's Deny took it away
	CAUSE_UNKNOWN, // could not be worked out; `why` says what was in the way
} AccessCause;

// One request that shows the difference.
typedef struct AccessWitness {
	const char *principal; // "*" anyone; NULL: the policies name none
	const char *action, *resource;
	const char **key,
		**val; // the context; val NULL: the key is absent. Other keys do not matter
	uint32_t n;
} AccessWitness;

typedef struct AccessDelta {
	bool added;        // else removed
	AccessAnswer sure; // maybe or yes
	AccessCause cause;
	bool not_action, not_resource, not_principal;
	const char **action, **resource,
		**principal; // as written, of the statement that made the difference
	uint32_t naction, nresource, nprincipal; // 0: the element is not there, so all
	const char *condition;                   // as JSON, or NULL
	AccessWitness witness;
	Span at; // of that statement
	const Value *statement;
	const char *policy; // the name of the policy it stands in, or NULL
	const char *why;    // CAUSE_UNKNOWN
	const char *unless; // who else may allow or deny it, which nobody can see; NULL: nobody
	uint32_t order;     // of those at one place
} AccessDelta;

typedef struct AccessResult {
	AccessVerdict verdict;
	AccessAnswer added, removed;
	AccessDelta *delta; // by place
	uint32_t n;
} AccessResult;

AccessVerdict access_verdict(AccessAnswer added, AccessAnswer removed);

typedef struct AccessOptions {
	PolicyType type;
	// Steps that may be made, shared by many comparisons; NULL: a bound of its own.
	uint64_t *work;
	bool say; // say which statements cannot be read
} AccessOptions;

AccessResult *access_compare(
	Unit *, const AccessSide *old, const AccessSide *new, const AccessOptions *);

// Whether the policies allow any of the actions (patterns, separated by blanks) on any of the
// resources (likewise; NULL: any). The deltas say where.
AccessResult *access_granted(Unit *, const AccessSide *, const char *actions, const char *resources,
	const AccessOptions *);

// Whether resource or trust policies let in principals that they do not name: anyone, or a service
// on behalf of anyone.
AccessResult *access_public(Unit *, const AccessSide *, const AccessOptions *);

// How much a difference matters, the worst last.
typedef enum AccessRisk {
	RISK_LIST,
	RISK_WRITE,       // and tag
	RISK_DATA,        // reads what people keep: objects, items, messages
	RISK_CREDENTIALS, // gets passwords, tokens, keys, sessions
	RISK_PERMISSIONS, // changes what somebody may do
	RISK_ESCALATION,  // completes a way to more rights than were granted
	RISK_PUBLIC,      // anyone, or another account
} AccessRisk;
extern const char *const access_risks[]; // their words

typedef struct AccessWeight {
	AccessRisk risk;
	bool idle;        // AWS has no action among these that takes one of these resources
	const char *why;  // of an escalation: the actions that make it; of public: who
	uint32_t actions; // that AWS has and that match
} AccessWeight;
// One for each delta of a comparison of these sides.
AccessWeight *access_weights(Unit *, const AccessResult *, const AccessSide *old,
	const AccessSide *new, const AccessOptions *);

#endif
