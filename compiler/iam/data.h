// data.h: what AWS says exists: services, actions, resource types, condition keys.
//
// The table is templates/data/iam.tab, or a newer one that --iam-data names. It is read where it
// lies: nothing is decoded at start-up, a look-up is a binary search, and pages nobody asks for are
// never touched. A table from outside is checked whole before use, so no look-up has to check
// again. templates/data/iam.mjs makes it and tells its layout.
#ifndef TOPC_IAM_DATA_H
#define TOPC_IAM_DATA_H

#include "../../ir/base.h"

#define NO_ROW UINT32_MAX // what a look-up returns that finds nothing

typedef enum DataSection {
	DATA_SERVICE,
	DATA_ACTION,
	DATA_RESOURCE,
	DATA_KEY,
	DATA_ARN,
	DATA_LIST,
	DATA_ITEM,
	DATA_TEXT,
	DATA_SECTIONS
} DataSection;

typedef struct IamData {
	const uint8_t *bytes;
	uint32_t size;
	const uint8_t *section[DATA_SECTIONS];
	uint32_t count[DATA_SECTIONS]; // rows; DATA_TEXT: bytes
	char date[11];                 // 2026-09-26
} IamData;

typedef enum AccessLevel {
	LEVEL_READ,
	LEVEL_LIST,
	LEVEL_WRITE,
	LEVEL_TAGGING,
	LEVEL_PERMISSIONS
} AccessLevel;
typedef enum KeyType {
	KEY_STRING,
	KEY_ARN,
	KEY_BOOL,
	KEY_NUMERIC,
	KEY_DATE,
	KEY_IP,
	KEY_BINARY
} KeyType;

// A run of row numbers.
typedef struct IamList {
	const uint8_t *item;
	uint32_t n;
} IamList;
uint32_t list_item(IamList, uint32_t i);
bool list_has(IamList, uint32_t row); // the runs are sorted

typedef struct IamService {
	const char *name, *display;
	uint32_t first_action, naction;
	uint32_t first_resource, nresource;
	IamList keys; // rows of keys
	bool retired; // AWS has closed it
	bool rcp;     // resource control policies apply to it
} IamService;

typedef struct IamAction {
	const char *name; // GetObject
	AccessLevel level;
	bool permission_only; // no API operation of this name
	bool retired;
	IamList resources;  // resource types, any of which an ARN may be of; none: only `*` matches
	IamList keys;       // condition keys of the action, without those of its resource types
	IamList dependents; // actions that the caller needs besides
} IamAction;

typedef struct IamResource {
	const char *name; // bucket
	const char *arn;  // arn:${Partition}:s3:::${BucketName}
	IamList keys;
	bool retired;
} IamResource;

typedef struct IamKey {
	const char *name; // ec2:ResourceTag/${TagKey}
	KeyType type;
	bool many;   // several values in one request
	bool either; // single-valued for one service, multivalued for another
	bool retired;
} IamKey;

// The built-in table. It is not checked here but by its unit test.
void data_builtin(IamData *);
// A table of n bytes, which must outlive it. Returns NULL, or what is wrong with it.
const char *data_open(IamData *, const void *bytes, size_t n);

IamService data_service(const IamData *, uint32_t row);
IamAction data_action(const IamData *, uint32_t row);
IamResource data_resource(const IamData *, uint32_t row);
IamKey data_key(const IamData *, uint32_t row);

// Names are found in any case. `n` bytes at the name count.
uint32_t data_find_service(const IamData *, const char *name, size_t n);
uint32_t data_find_action(const IamData *, uint32_t service, const char *name, size_t n);
uint32_t data_action_service(const IamData *, uint32_t action); // the service that has it
// "s3:GetObject", both halves.
uint32_t data_find_full(const IamData *, const char *full);
// A key as a policy writes it: `ec2:ResourceTag/team` finds `ec2:ResourceTag/${TagKey}`.
uint32_t data_find_key(const IamData *, const char *key, size_t n);
// Row of the key whose name in the table is just this: aws:ResourceTag/${TagKey}.
uint32_t data_find_key_row(const IamData *, const char *name);
// The resource types whose ARNs have this service word; false when no ARN has it.
bool data_find_arn(const IamData *, const char *word, size_t n, IamList *out);
const char *data_arn_word(const IamData *, uint32_t row); // DATA_ARN rows, for suggestions

// Whether a key as a policy writes it is an instance of a key's name in the table.
bool key_fits(const char *name, const char *key, size_t n);

#endif
