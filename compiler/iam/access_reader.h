// access_reader.h: what the files that read policies for the comparison share.
#ifndef TOPC_IAM_ACCESS_READER_H
#define TOPC_IAM_ACCESS_READER_H

#include "access_model.h"

enum {
	MAX_GUARDS = 5, // conditions met in one statement: 32 ways; more is taken as unknown
};

typedef struct Guard {
	const char *name;
	bool holds;
} Guard;

typedef struct Reader {
	Model *m;
	const AccessPolicy *policy;
	uint8_t side;
	bool variables; // Version 2012-10-17
	Guard guard[MAX_GUARDS];
	uint32_t nguard;
	const char *why; // what cannot be read, or NULL
} Reader;

// What a value is once its conditions are decided; NULL: it is not there.
const Value *reader_settle(Reader *, const Value *);
// The n-th value of what is one or a list; NULL in *out when that one is not there.
bool reader_item(Reader *, const Value *, uint32_t n, const Value **out);
void reader_principals(Reader *, PatternSet *, const Value *);

#endif
