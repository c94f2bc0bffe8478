// link.h: what the files of link share.
#ifndef TOPC_LINK_H
#define TOPC_LINK_H

#include "../ir/ir.h"

// The physical name and the logical id of an entity.
void name_entity(Unit *, Entity *);
// Logical id words of a name: CamelCase, with six hex digits of a digest where that loses something
// (RULINGS 4).
const char *id_of_name(Unit *, const char *kind, const char *name, const char *word);

// What `{{path}}` stands for, into hole->u.hole.val; an unknown one is said and becomes V_BAD.
// `from` is the entity it stands in, or NULL.
void hole_resolve(Unit *, Scope *, Entity *from, Value *hole);
// Every hole below a value.
void hole_resolve_all(Unit *, Scope *, Entity *from, Value *);
// Those of an entity's other files: its role, and settings of environments that are not chosen.
void hole_resolve_files(Unit *, Entity *);
// Of a string with holes, the first that stands for no text; NULL when none does, or one was refused.
const Value *hole_unknown(const Value *);

// Fills in what has to be known when topc runs, of an entity or (NULL) of the topology.
void link_known(Unit *, Scope *, Entity *);
// Of a string whose holes are filled in: says when what it comes to is known and has not the field's form.
void link_form(Unit *, const Field *, Value *);

// The edge, or NULL when it is one that the entity has already.
Edge *edge_new(Unit *, Entity *from, Entity *to, const Link *, const Field *, Value *rec, Span at,
	const char *verb);

// The link of a kind's field at this path to a kind, or NULL.
const Link *find_link(const Kind *, const char *path, const Kind *to);
// The edges of one pair of `access`: a name and verbs.
void link_access(Unit *, Entity *from, const Field *, const Pair *, const char *path);
// Whether the name, of one of the kinds `to`, was lost to a diagnostic.
bool name_lost(const Unit *, const Scope *, const char *to, const char *name);
// What a name that stands for nothing may have meant, into its diagnostic.
Diag *say_candidates(Unit *, const Scope *, const char *to, Diag *, const char *name, Span at);

// The entity that a name stands for: of the kinds `to` (all when NULL), declared under this name,
// or called so physically. NULL when there is none; nothing is said.
Entity *find_named(Unit *, const Scope *, const char *to, const char *name);
// The name in `{{namespace}}_name_{{sandbox}}`, tc's way to name a function; else NULL. *from and
// *to are its place in the string's text, or in the join's piece *piece.
const char *templated_name(Unit *, const Scope *, const Value *, Span *at);
// Whether a kind's word stands in a list like "function flow"; NULL lists all.
static inline bool kind_in(const char *to, const Kind *k)
{
	return !to || word_in(to, k->one, __builtin_strlen(k->one));
}
// "function or flow", "functions or flows": for messages.
const char *kinds_words(Unit *, const char *to);

// An entity that nobody declared, of a kind that a mention makes.
Entity *entity_mentioned(Unit *, Scope *, const Kind *, const char *name, Span at);

void link_flow(Unit *, Entity *, const Field *, Value *machine);

#endif
