// table.h: what is known about IAM by hand, because no list of AWS says it in a form that machines
// read.
// Each table stands in a table_*.c of its own; the last row has no name.
#ifndef TOPC_IAM_TABLE_H
#define TOPC_IAM_TABLE_H

#include "data.h"

// ---- Condition keys that are not one service's (table_key.c) ---------------------------------

enum GlobalFlag {
	GLOBAL_MANY = 1,      // several values in one request
	GLOBAL_SENSITIVE = 2, // a wildcard in its value has no use and lets strangers in
	GLOBAL_CALLER = 4,    // the caller chooses it
	GLOBAL_PRINCIPAL = 8, // of the caller as an IAM identity: service principals have none
	GLOBAL_SERVICE = 16,  // its value is a service principal
	GLOBAL_SOURCE = 32,   // says for whom a service acts
	GLOBAL_VPCE = 64,     // sent by few services: key_services
};

typedef struct GlobalKey {
	const char *name; // a tag's name follows when it ends in `/`
	uint8_t type;     // KeyType
	uint8_t flags;
	const char *old; // out of use: what to write instead
} GlobalKey;
extern const GlobalKey global_keys[];
const GlobalKey *global_key_find(const char *key, size_t n);

// Keys that mean little unless another stands beside them.
typedef struct PairedKey {
	const char *key;
	const char *others; // one of these has to be there
} PairedKey;
extern const PairedKey paired_keys[];

// Services that send the keys about VPC endpoints' owners.
extern const char vpce_services[];

// Keys that the reference calls multivalued and the guides compare without a set operator too:
// words.
extern const char either_keys[];

// Keys of services whose value is a service principal, the ARN of a KMS key …
enum ValueForm { FORM_SERVICE = 1, FORM_VIA, FORM_KMS_ARN, FORM_VPC, FORM_VPCE, FORM_REGION };
typedef struct KeyForm {
	const char *key;
	uint8_t form;
} KeyForm;
extern const KeyForm key_forms[];
unsigned key_form(const char *key);

// Keys that a request has only for certain actions.
typedef struct KeyAction {
	const char *key;
	const char *actions;
} KeyAction;
extern const KeyAction key_actions[];

// ---- Places (table_place.c) ----------------------------------------------------------------

typedef struct Partition {
	const char *name;
	const char *regions; // words
} Partition;
extern const Partition partitions[];
const Partition *partition_find(const char *name, size_t n);
const Partition *partition_of_region(const char *region, size_t n); // NULL: no such Region

// ---- Resource-based policies (table_owner.c) ---------------------------------------------------

enum OwnerFlag {
	OWNER_SID_FREE = 1,     // any text as Sid
	OWNER_SID_REPEATS = 2,  // the same Sid twice is taken
	OWNER_NO_RESOURCE = 4,  // Resource may be left out
	OWNER_SHORT_ARN = 8,    // takes `execute-api:/stage/…`
	OWNER_ANY_SERVICE = 16, // speaks of any service: VPC endpoints
	OWNER_PUBLIC_NOTE = 32, // public on purpose often enough: APIs, endpoints
};

typedef struct PolicyOwner {
	const char *type;     // CloudFormation's name of the resource
	const char *what;     // "a bucket"
	const char *services; // prefixes of actions and ARNs that its policy may name
	uint32_t limit;       // characters
	uint8_t flags;
	uint8_t statements; // at most; 0: as many as there is room for
} PolicyOwner;
extern const PolicyOwner policy_owners[];
const PolicyOwner *policy_owner_find(const char *type);

// ---- Names (table_api.c, table_principal.c) --------------------------------------------------

// API operations that people take for actions.
typedef struct ApiName {
	const char *api;     // s3:ListObjectsV2; may have `*`
	const char *actions; // the actions that allow it, words
} ApiName;
extern const ApiName api_names[];
const ApiName *api_name_find(const char *name);

// Names before `.amazonaws.com` of service principals: words.
extern const char service_principals[];
// Those of more than one part: delivery.logs
extern const char long_service_principals[];
// Services that say on whose behalf they act when they assume a role, by their security pages.
extern const char source_services[];
// Identity providers that are no ARN.
extern const char web_providers[];

// ---- Risks (table_escalation.c) ---------------------------------------------------------------

// Actions that together give more rights than they are.
typedef struct Escalation {
	const char *actions; // words, all of them; `a|b` is one of them
	const char *how;     // "with … one can %s"
} Escalation;
extern const Escalation escalations[];
extern const char credential_actions[]; // hand out credentials
extern const char data_actions[];       // read data that is worth stealing

#endif
