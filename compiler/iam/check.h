// check.h: the checks of a policy, one function each; iam.c runs them in this order.
//
// Each is about one subject, has a file of its own and looks at nothing but the model. What a check
// has found wrong, later ones pass over: an unknown action is not reported as matching no resource
// too.
#ifndef TOPC_IAM_CHECK_H
#define TOPC_IAM_CHECK_H

#include "policy.h"
#include "table.h"

typedef struct Check {
	Unit *u;
	const IamData *data;
	const Policy *p;
	const PolicyOwner *owner; // POLICY_RESOURCE: what carries it, when that is known
	const IamOptions *opt;
} Check;

// The document as it is written, before anything is made of it.
void check_shape(const Check *);
void check_sids(const Check *);
void check_size(const Check *);
void check_characters(const Check *);

// Statement by statement.
void check_actions(const Check *, const Stmt *);
void check_resources(const Check *, const Stmt *);
void check_variables(const Check *, const Stmt *);
void check_operators(const Check *, const Stmt *);
void check_keys(const Check *, const Stmt *);
void check_values(const Check *, const Stmt *);
void check_addresses(const Check *, const Stmt *);
void check_key_use(const Check *, const Stmt *);
void check_tag_keys(const Check *, const Stmt *);
void check_principals(const Check *, const Stmt *);
void check_service_principals(const Check *, const Stmt *);
void check_trust(const Check *, const Stmt *);
void check_organization(const Check *, const Stmt *);
void check_pass_role(const Check *, const Stmt *);
void check_fit(const Check *, const Stmt *);
void check_redundant(const Check *, const Stmt *);
void check_public(const Check *, const Stmt *);
void check_breadth(const Check *, const Stmt *);

// Over all statements.
void check_redundant_statements(const Check *);
void check_dependents(const Check *);
void check_escalation(const Check *);
void check_key_policy(const Check *);

// Adds the line that names Access Analyzer's code for the same thing.
Diag *diag_aa(Diag *, const char *code);
// Suggestions and fixes for the characters [from, to) of a text: an edit where they stand in the
// file as they are, else words only.
Diag *diag_near_text(const Check *, Diag *, const Nearest *, const Text *, size_t from, size_t to);
Diag *diag_fix_text(const Check *, Diag *, FixKind, const char *title, const Text *, size_t from,
	size_t to, const char *text);
// "a bucket policy", "a trust policy", …, for messages.
const char *policy_what(const Check *);
// Whether statements of this policy name principals.
bool policy_has_principals(const Check *);

// ---- Actions (action.c) ---------------------------------------------------------------------

// An action string in its halves; `service` is NO_ROW when it is unknown, `*` or not known here.
typedef struct ActionName {
	const char *service_text,
		*name; // of `s3:GetObject`: not NUL-terminated, and NUL-terminated
	uint32_t nservice;
	uint32_t service, action; // rows; `action` is NO_ROW with wildcards or when there is none
	bool star;                // every action of every service
	bool wild;                // the name has wildcards or unknown pieces
	bool good;                // has the form service:name
} ActionName;
ActionName action_read(const IamData *, const Text *);
// Calls for each action of the table that the pattern takes in.
bool action_covers(const ActionName *, const IamData *, uint32_t action);
// Whether the statement's Action or NotAction takes in an action, by its full name.
bool stmt_covers(const Stmt *, const char *full);
// The string of the statement's Action that takes it in, or NULL.
const Text *stmt_action(const Stmt *, const char *full);

// ---- ARNs (arn.c) -----------------------------------------------------------------------------

enum { ARN_PARTS = 6 };
typedef struct Arn {
	const char *part[ARN_PARTS]; // not NUL-terminated, but for the last
	uint32_t n[ARN_PARTS];
	uint32_t parts; // how many there are, at most six
} Arn;
Arn arn_read(const char *s);
// Whether some ARN is of both: the pattern's wildcards, variables and unknown pieces stand for any
// text, the slots of a resource type's ARN (`${BucketName}`) for one character or more.
bool arn_meets(const Arn *pattern, const Arn *shape);
// The resource parts alone. Paths (API Gateway's) also have the collections on the way: `/tags`
// before `/tags/${…}`.
bool resource_meets(const Arn *pattern, const Arn *shape);
// Whether it may be AWS's own, which has no account:
// `arn:aws:ssm:eu-west-1::document/AWS-RunShellScript`. A Region that is left open may also run on
// over the colon.
bool arn_owned_by_aws(const Arn *);
// Whether some resource type of its service has such ARNs in the present reference. True also when
// the service is open or has none.
bool arn_fits_any(const IamData *, const Arn *);
// The same of single parts.
bool part_meets(const char *pattern, size_t np, const char *shape, size_t ns);
bool part_is_open(const char *s, size_t n); // has a wildcard, a variable or an unknown piece
// A name that nothing of its type has (check_resource_name.c).
void check_resource_name(const Check *, const Text *, const Arn *);
// Whether the resource string stands for everything.
bool resource_is_all(const Text *);
// Whether one of the statement's resources may be of the resource type.
bool stmt_meets_shape(const Stmt *, const char *shape);

// ---- Conditions (condition.c) -------------------------------------------------------------------

// What is known of a condition's key.
typedef struct KeyFacts {
	bool known;
	const GlobalKey *global;
	uint32_t row; // of the table, or NO_ROW
	KeyType type;
	bool many, single; // both when services differ
	bool claim;        // of a token of an identity provider
} KeyFacts;
KeyFacts key_facts(const IamData *, const char *key);
// The first condition with this key (in any case), or NULL.
const Condition *stmt_condition(const Stmt *, const char *key);
// Whether a condition confines its key to the values it lists: an operator that is not negated,
// does not pass over a missing key, and no value that takes everything.
bool condition_confines(const Condition *);

#endif
