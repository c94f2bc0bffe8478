// json.h: JSON documents that are not templates: reports, manifest, map, baseline. jansson prints
// them; templates have a printer of their own, which keeps numbers as they were written.
#ifndef TOPC_JSON_H
#define TOPC_JSON_H

#include "../ir/value.h"

// Appends the value, keys in their order, `indent` blanks a level; 0: one line.
void json_print(Buf *, const Value *, unsigned indent);

#endif
