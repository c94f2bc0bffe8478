// check.h: rules about several kinds, one file a subject.
#ifndef TOPC_CHECK_H
#define TOPC_CHECK_H

#include "../ir/ir.h"

void check_name(Unit *, const Entity *);    // check_name.c: what AWS takes as a name
void check_arn(Unit *, const Entity *);     // check_arn.c: whole ARNs
void check_tags(Unit *, const Value *tags); // check_tags.c: what AWS takes as a tag
void check_names_taken(Unit *);             // two of one physical name
void check_topology(Unit *, const Scope *); // check_topology.c: what the topology says of itself
void check_environment(Unit *);
// check_allow.c: `allow`, ignores in the source and in settings. After the rules, then, `late`, of
// what only later passes say.
void check_allow(Unit *, bool late);
void check_json_ignores(Unit *, uint32_t file, bool late); // check_ignore.c: `x-topc-ignore`
void drop_json_ignores(Value *);                           // takes these keys out of a document

// For all of these: hides a finding; says that a code is none, `fix` being what a near one replaces.
void diag_hide(Diag *, const char *reason);
void unknown_code(Unit *, Span, const char *word, Span fix);

#endif
