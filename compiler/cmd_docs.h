// cmd_docs.h: the printed reference: a page for each kind, from its tables.
#ifndef TOPC_CMD_DOCS_H
#define TOPC_CMD_DOCS_H

#include "cmd_kinds.h"

// The page of a kind; its file is docs_page_name().
void docs_kind(Arena *, Buf *, const Kind *);
const char *docs_page_name(Arena *, const Kind *);
// The page that lists them, with the keys of a topology.
void docs_index(Arena *, Buf *);
// A table of keys with type, default and meaning; records below each other as `a.b`.
void docs_keys(Arena *, Buf *, const Field *, const char *prefix);

// What a key does in one backend, as a table's cell: properties, resources that come with it;
// "" when the kind's code alone knows.
void docs_effect(Arena *, Buf *, const Kind *, const Field *, const char *path, Backend);

#endif
