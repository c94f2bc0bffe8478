// cmd_schema.h: JSON Schemas (draft-07) of what authors write, from the tables.
#ifndef TOPC_CMD_SCHEMA_H
#define TOPC_CMD_SCHEMA_H

#include "../ir/ir.h"

// What a schema holds a record to.
typedef struct SchemaUse {
	uint8_t only; // fields with this flag; 0: all
	bool partly;  // further files add to the record, so nothing has to be there
} SchemaUse;

// A map against a table of fields.
Value *schema_record(Unit *, const Field *, SchemaUse);
// What may stand under one key.
Value *schema_field(Unit *, const Field *);
// One element of a field that may hold several.
Value *schema_element(Unit *, const Field *);

// A field's default as its type has it; NULL: none that an author could write.
Value *schema_default(Unit *, const Field *);

// A part of a schema that is written down, templates/schemas/<name>.json; and a reference to it.
Value *schema_template(Unit *, const char *name);
Value *schema_see(Unit *, const char *definition);

// The whole schema of what `name` calls: "topology", "vars", "roles", or a kind, whose entities (or
// their files) it describes; NULL when it calls nothing.
Value *schema_of(Unit *, const char *name);
// Schemas of files: the topology's, then those of its other files; NULL ends them.
const char *schema_name(uint32_t i);

#endif
