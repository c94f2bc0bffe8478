// diff.h: what a change of sources changes in what is deployed.
//
// Both sides are lists of resources with their properties as CloudFormation has them. Nothing here
// knows what is deployed: only two versions of the sources are compared.
#ifndef TOPC_DIFF_H
#define TOPC_DIFF_H

#include "../ir/access.h"
#include "../ir/ir.h"

// What a change of a property does to its resource, the mildest first.
typedef enum Replaces {
	REPLACES_NEVER,
	REPLACES_UNKNOWN, // the tables do not know the property
	REPLACES_MAYBE,
	REPLACES_ALWAYS
} Replaces;
extern const char *const replaces_words[];

// The mildest first; RENAME is the old id removed and the new one added, unless it is moved by hand.
typedef enum Verdict {
	VERDICT_NONE,
	VERDICT_ADD,
	VERDICT_FOLLOWS, // only because something that it refers to is replaced
	VERDICT_UPDATE,
	VERDICT_RENAME,
	VERDICT_MAY_REPLACE,
	VERDICT_REPLACE,
	VERDICT_REMOVE,
	VERDICTS
} Verdict;
extern const char *const verdict_words[VERDICTS]; // "MAY-REPLACE"
extern const char *const verdict_names[VERDICTS]; // "mayReplace"

// ---- Values (diff_value.c) ----------------------------------------------------------------------

typedef struct LeafChange {
	const char *pointer;         // "/Environment/Variables/STAGE"
	const Value *before, *after; // NULL: not there
} LeafChange;
typedef struct LeafChanges {
	Arena *arena;
	LeafChange *item;
	uint32_t n;
} LeafChanges;
// Adds where two values differ, as structures: what holds JSON as text is opened, sets have no order.
void value_diff(LeafChanges *, const char *pointer, const Value *before, const Value *after);
// A structure for a text that holds JSON, with `${…}` for what it refers to; NULL when it holds none.
Value *value_opened(Arena *, const Value *);
bool is_function(const Value *); // {Ref: …}, {Fn::…: …}

// ---- Rules (diff_rule.c) ------------------------------------------------------------------------

typedef struct TypeRow {
	const char *s, *end; // its properties
	bool known, stateful;
} TypeRow;
TypeRow type_row(const char *type);
// What a change at this place of the properties does. *name: it is the resource's own name.
Replaces row_replaces(const TypeRow *, const char *pointer, bool *name);
// The property that is the resource's name, or NULL.
const char *row_name(Arena *, const TypeRow *);
// Why the data survives when the resource is removed (or replaced), by its properties and what stands
// beside them; NULL: it is lost.
const char *data_kept(
	const char *type, const Value *properties, const Value *attributes, bool replaced);

// ---- Resources (diff_match.c) ---------------------------------------------------------------------

typedef struct DiffResource {
	const char *module, *id, *type;
	const char *entity;      // "function `worker`"; NULL: there are only templates
	const char *kind, *name; // of the entity, or NULL
	// The entity's, separated by blanks: ids, names, physical names. NULL: there are only templates.
	const char *ids, *names, *phys;
	const char *logical; // CloudFormation's id in both backends, or NULL
	const char *fixed;   // the field that says the entity's physical name, or NULL
	const char *spelled; // what that field would say to keep the name it has, or NULL
	bool stateful, hashed;
	const Value *properties, *attributes;
	Span at;
	Unit *unit; // whose spans these are
} DiffResource;

typedef struct DiffChange {
	const char *pointer;
	const Value *before, *after;
	Replaces replaces;
	bool beside;         // not a property: DeletionPolicy, lifecycle
	const char *follows; // the replaced resource whose attribute it is, or NULL
	Span at;             // of what made it
	Unit *unit;
} DiffChange;

typedef struct ResourceDelta {
	const DiffResource *old, *new; // NULL: not there
	Verdict verdict;
	Replaces certainty; // the worst of its changes, for REPLACE and UPDATE
	bool lost;          // data goes with it
	const char *kept;   // why it does not, where it could
	const char *follows;
	bool refused;       // CloudFormation does not replace what keeps a fixed name
	const char *remade; // VERDICT_RENAME: what replaces it even under its old id, or NULL
	DiffChange *change;
	uint32_t n;
	const char *allowed; // the reason of an allow-list, or NULL
} ResourceDelta;

typedef struct ResourceDiff {
	Arena *arena;
	Backend backend;
	DiffResource *old, *new;
	uint32_t nold, nnew;
	ResourceDelta *delta; // what changed, the worst first
	uint32_t n, count[VERDICTS];
	uint32_t lost, unchanged;
} ResourceDiff;
// reads old, new; writes the rest.
void diff_resources(ResourceDiff *);

// ---- Fates (diff_fate.c) ----------------------------------------------------------------------------

// The text with all that names the entity or the resource taken out; the Buf has an arena.
// `strict`: only physical names, not the words that they are made of.
void put_without_names(Buf *, const char *text, const DiffResource *, bool strict);
// All that a resource says, without names; two that are renamed have the same.
const char *content_of(Arena *, const DiffResource *);
void judge_renamed(Arena *, ResourceDelta *);           // writes remade
void judge_data(const ResourceDiff *, ResourceDelta *); // writes kept, lost, refused

#endif
