// sdk_table.h: templates/data/sdk.tab, read in place. The layout is in templates/data/sdk.py.
#ifndef TOPC_SDK_TABLE_H
#define TOPC_SDK_TABLE_H

#include "../../ir/base.h"

typedef enum SdkSectionId {
	SDK_STRINGS,
	SDK_NAMES,
	SDK_SERVICES,
	SDK_ALIASES,
	SDK_OPERATIONS,
	SDK_STRUCTURES,
	SDK_MEMBERS,
	SDK_REQUIRED,
	SDK_TYPES,
	SDK_SECTIONS
} SdkSectionId;

enum {
	SDK_LINE = 160, // bytes of line 1
	SDK_NONE = 0xFFFF,
	// Flags of services and operations.
	SDK_UNSUPPORTED = 1,
	SDK_UNSURE = 2,
	SDK_RETIRED = 4,
};

typedef enum SdkKind {
	SDK_STRING,
	SDK_NUMBER,
	SDK_BOOLEAN,
	SDK_BLOB,
	SDK_TIMESTAMP,
	SDK_STRUCTURE, // of: structure
	SDK_LIST,      // of: type
	SDK_MAP,       // of: type
	SDK_ANY
} SdkKind;

typedef struct Sdk {
	const char *line; // the first
	const uint8_t *at[SDK_SECTIONS];
	uint32_t count[SDK_SECTIONS];
	uint32_t crc; // of what follows the header; only the test computes it
	const uint8_t *body;
	size_t body_bytes;
} Sdk;

typedef struct SdkRow { // a service, an operation or an alias
	const char *name;
	uint32_t first; // service: its operations; alias: the service
	uint32_t count; // service: of operations
	uint16_t type;  // operation: of its input, or SDK_NONE
	uint16_t flags;
} SdkRow;

typedef struct SdkMember {
	uint32_t index;
	const char *name;
	uint16_t type;
	bool required;
} SdkMember;

typedef struct SdkType {
	uint16_t kind, of;
} SdkType;

// Whether the bytes are a table; fills the Sdk. All offsets of the header are inside after that.
bool sdk_open(Sdk *, const char *bytes, size_t n);
Sdk sdk_table(void); // the program's own

const char *sdk_name(const Sdk *, uint32_t i);
SdkRow sdk_service(const Sdk *, uint32_t i);
SdkRow sdk_alias(const Sdk *, uint32_t i);
SdkRow sdk_operation(const Sdk *, uint32_t i);
uint32_t sdk_members(const Sdk *, uint32_t structure, uint32_t *count); // the first
SdkMember sdk_member(const Sdk *, uint32_t i);
SdkType sdk_type(const Sdk *, uint32_t i);

// By binary search; false when there is none.
bool sdk_find_service(const Sdk *, const char *name, size_t n, SdkRow *);
bool sdk_find_alias(const Sdk *, const char *name, size_t n, SdkRow *service);
bool sdk_find_operation(const Sdk *, const SdkRow *service, const char *name, size_t n, SdkRow *);
bool sdk_find_member(const Sdk *, uint32_t structure, const char *name, size_t n, SdkMember *);

#endif
