// model.h: a state machine as its checks see it: scopes, states, edges.
//
// A scope is what has StartAt and States: the machine, a branch of a Parallel, the processor of a
// Map. build.c makes the scopes and states of a whole machine first, so that every later check can
// look at names, types and languages that stand further down; each later file adds one judgement
// and writes at most one of the members named after it.
#ifndef TOPC_ASL_MODEL_H
#define TOPC_ASL_MODEL_H

#include "../../ir/asl.h"

typedef struct Asl Asl;
typedef struct AslScope AslScope;
typedef struct AslState AslState;
typedef struct Shape Shape;

// State types are bits, so that a row of a table names the types that take its field.
enum StateType {
	TASK = 1,
	PARALLEL = 2,
	MAP = 4,
	PASS = 8,
	WAIT = 16,
	CHOICE = 32,
	SUCCEED = 64,
	FAIL = 128,
	STEPS = TASK | PARALLEL | MAP | PASS | WAIT, // have Next or End
	WORKS = TASK | PARALLEL | MAP,               // can fail: Retry and Catch
	EVERY = 255,
};

// Query languages; both bits when an author's word for it was wrong and was said to be.
typedef enum Lang { LANG_PATH = 1, LANG_ATA = 2, LANG_ANY = 3 } Lang;

// What a state is or has inside.
enum Holds { HOLDS_PARALLEL = 1, HOLDS_CHOICE = 2, HOLDS_DISTRIBUTED = 4, HOLDS_HEARTBEAT = 8 };

typedef enum EdgeKind { EDGE_NEXT, EDGE_DEFAULT, EDGE_RULE, EDGE_CATCH } EdgeKind;

// A way out of a state.
typedef struct AslEdge {
	uint8_t kind;        // EdgeKind
	bool unknown;        // its text has a hole: may lead anywhere in the scope
	bool guessed;        // the name is wrong and was said to be; `to` is the nearest one
	const Value *val;    // the name as written
	AslState *to;        // NULL: there is no such state
	const Value *rule;   // EDGE_RULE, EDGE_CATCH: the rule or catcher
	const Value *assign; // variables.c: what is assigned on this way, or NULL
	uint64_t sets;       // variables.c: of one batch, what is assigned on this way
} AslEdge;

struct AslState {
	Sym name;
	Span at;          // of its key
	const Value *val; // its map; of any kind when the author wrote no map
	AslScope *scope;
	uint32_t type;    // one bit of StateType; 0: not known
	const char *word; // "Task"
	uint8_t lang;     // Lang
	bool downgrade;   // JSONPath inside a JSONata machine: said, and its fields are not judged
	uint32_t index;   // in the scope
	uint32_t number;  // in the machine
	AslScope **inner; // branches, or the processor
	uint32_t ninner;
	const char *sdk_service, *sdk_operation; // resource.c: what an aws-sdk Resource names
	uint32_t holds;                          // advice.c: bits of Holds
	Diag *unknown; // fields.c: of a field that is none, of which nobody knows what was meant
	// edges.c
	AslEdge *edge;
	uint32_t nedge;
	bool ends; // End: true, Succeed, Fail; or says nothing of where it goes
	// flow.c
	bool reached;
	uint32_t loop; // number of its cycle (strongly connected component) in the scope
	// variables.c
	uint64_t seen; // variables of one batch that may be assigned when it starts
	bool flowed;   // something led to it in this batch
	// data.c
	const Shape *input, *output; // NULL: nothing leads to it
	uint8_t visits;
	bool queued;
};

typedef struct AslVar AslVar;

struct AslScope {
	AslState *owner;  // NULL: the machine
	const Value *val; // the map with StartAt and States
	Span at;          // of the key it stands under, or of its first key
	const char *noun; // "a state machine", "a branch"
	AslState **state;
	uint32_t n;
	Map by_name;          // Sym to AslState
	AslState *start;      // NULL: not known
	bool start_unknown;   // StartAt has a hole, or was wrong and was said to be
	bool loose;           // a way may lead anywhere: nothing is said of what is not reached
	bool open;            // a state's name has a hole, so that any name may be one
	bool distributed;     // is, or is inside, the processor of a distributed Map
	bool own_distributed; // is that processor itself
	bool express;         // runs as an EXPRESS workflow
	AslState *express_by; // the Map that says so; NULL: the machine's own type
	Map vars;             // Sym to AslVar: what is assigned in this scope itself
	const Shape *output;  // data.c: what it gives
	uint8_t runs;         // data.c: how often it was asked
	uint64_t entry;       // variables of one batch that may be assigned at its start
};

struct Asl {
	Unit *u;
	const AslOptions *opt;
	const Value *machine;
	uint8_t lang;
	Span lang_at;     // of the machine's QueryLanguage, or nowhere
	AslScope **scope; // outer ones first
	uint32_t nscope;
	AslState **state; // in source order
	uint32_t nstate;
	Map by_name; // Sym to the first AslState of that name
	Map labels;  // Sym to the Value of the first Label
	AslVar **var;
	uint32_t nvar;
	bool assigns_unknown; // some Assign has names that are not known here
	struct Use *use;      // variables.c: every mention of a variable
	uint32_t nuse;
	Map reads;          // paths.c: Value of a string to Read, the paths in it
	Map known;          // Sym of every field's name there is
	Map *row;           // fields.c: Sym to Row, for each object
	uint32_t near_left; // names that may still be compared for suggestions; keeps all linear
};

// What is looked at: an object against its table of fields.
typedef struct Here {
	Asl *a;
	AslScope *scope;
	AslState *state; // NULL: the machine or a scope
	uint8_t lang;    // Lang
	uint32_t type;   // StateType of `state`, 1 for objects that are no states
	const struct Object *obj;
	Span at;          // a short place that stands for the object
	const Value *map; // the object
	// Which members of $states may be read here (JSONata).
	bool result, error_output;
} Here;

// "this branch", for messages.
const char *scope_noun(Unit *, const AslScope *);

// build.c: says nothing; what it cannot read is unknown, and fields.c says so.
Asl *asl_build(Unit *, const Value *machine, const AslOptions *);
// The field of this name, or the one that was meant: a name of another case or near it.
const Pair *near_pair(const Asl *, const Value *map, const char *name);
const Value *near_get(const Asl *, const Value *map, const char *name);

#endif
