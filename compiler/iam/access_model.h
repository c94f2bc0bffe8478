// access_model.h: policies as the comparison of access works on them; internal to access*.c.
//
// All strings of both sides become patterns, numbered per dimension, so that equal ones are one. All
// conditions become atoms of their keys, so that equal ones are one too. What is left of a statement
// is a Clause: sets of pattern numbers and a list of atoms.
#ifndef TOPC_IAM_ACCESS_MODEL_H
#define TOPC_IAM_ACCESS_MODEL_H

#include "../../ir/access.h"
#include "cells.h"
#include "data.h"

enum { OLD, NEW_SIDE, SIDES };
typedef enum Dimension { ACTION, RESOURCE, PRINCIPAL, DIMENSIONS } Dimension;

typedef struct Pattern {
	Glob glob;
	const char *text; // as written
	bool unknown;     // has letters of its own: text that is not known
} Pattern;

// Patterns without repetition.
typedef struct Patterns {
	Pattern *item;
	uint32_t n;
	uint32_t *slot; // hash table: number + 1
	uint32_t nslot;
} Patterns;

// Which texts of a dimension a clause is about: those that match an item; with `negated` those that
// match none; with `any` all.
typedef struct PatternSet {
	uint32_t *item; // ascending
	uint32_t n;
	bool negated, any;
} PatternSet;

// How a value of a key is told: by its text, by its place on a line, or as an address.
typedef enum Family { FAMILY_NONE, FAMILY_TEXT, FAMILY_LINE, FAMILY_ADDRESS } Family;

typedef struct Address {
	uint64_t hi, lo; // IPv4 in lo
	bool v6;
} Address;

// One comparison with one value of the policy.
typedef struct Pred {
	uint8_t family;
	bool negated;        // > is not <=
	bool inclusive;      // line: <= ; without it < ; `equal` neither
	bool equal;          // line: = ; text: no wildcards, by the pattern
	bool date;           // line: the point is seconds since 1970
	uint32_t pattern;    // text: number in the key's patterns
	double point;        // line
	Address first, last; // address: the range
} Pred;

typedef enum Quantity { SINGLE, FOR_ALL_VALUES, FOR_ANY_VALUE } Quantity;

// A condition on one key: true or false in each state of the key.
typedef struct Atom {
	uint8_t quantity;
	bool negated; // none of the preds may hold
	bool absent;  // its truth when the key is absent
	bool null;    // Null: asks only whether the key is there; `present` is its truth then
	bool present;
	Pred *pred; // any of them holds
	uint32_t npred;
} Atom;

enum { MAX_ATOMS = 64 }; // of one key: they are bits of a word

// A state of a key: what all its atoms say. Equal words are one state.
typedef struct State {
	uint64_t bits;
	const char *text; // a value that has it; NULL: the key is absent
	bool sure;        // a request can really be in it
	bool out;         // not to be considered
} State;

typedef struct Key {
	const char *name;  // small letters
	const char *shown; // as first written
	bool free; // no key but something that is true or false, nobody knows; one atom each way
	uint8_t family;
	Patterns patterns;
	Atom *atom;
	uint32_t natom;
	bool yes_no;       // its values are true and false
	bool one;          // it has one value at most, whatever the conditions say
	uint64_t any, all; // atoms of either quantifier
	uint64_t extra;    // atoms that a request may have to meet besides those of the grant
	State *state;      // made by key_states
	uint32_t nstate;
	bool complete; // all states are there
} Key;

typedef struct Test {
	uint32_t key, atom;
} Test;

typedef struct Clause {
	bool deny;
	uint8_t side;
	PatternSet set[DIMENSIONS];
	Test *test; // ascending; all must hold
	uint32_t ntest;
	const Value *statement; // NULL: stands for something that could not be read
	const AccessPolicy *policy;
	const char *why; // it could not be read: what it was
	bool has_twin;   // an equal clause is on the other side
	bool again;      // an equal clause comes before it on this side
} Clause;

typedef struct Model {
	Unit *unit;
	Arena *arena;
	const AccessOptions *opt;
	IamData data;
	Patterns dim[DIMENSIONS];
	Key *key;
	uint32_t nkey;
	Clause *clause;
	uint32_t nclause;
	const char **letter; // names of texts that are not known
	uint32_t nletter;
	Map letters; // from the name to its number in `letter`, from 1
	Map keys;    // from a key's name to its number in `key`, from 1
	uint64_t *work, own_work;
} Model;

// Readies a model for policies to be read into; access.c.
void model_begin(Model *, Unit *, const AccessOptions *);

// ---- access_text.c: strings to patterns -------------------------------------------------

typedef enum TextUse {
	USE_WILD = 1,      // `*` and `?` are wildcards
	USE_VARIABLES = 2, // `${aws:username}` is a variable
} TextUse;
// The tokens of a string, not yet settled, and its text as written (`written` may be NULL). False
// when it is no string.
bool text_tokens(Model *, const Value *, GlobKind, unsigned use, Glob *, const char **written);
// The name of text that is not known, without `${}`.
const char *text_name(Model *, const Value *);
uint32_t patterns_add(Arena *, Patterns *, Glob settled, const char *written);
void set_add(Arena *, PatternSet *, uint32_t pattern);
void set_close(PatternSet *); // after the last: sorts
// JSON of a value, unknown text in strings as `${name}`.
void text_json(Buf *, const Value *);
const char *text_print(const Model *, const uint32_t *text, uint32_t n);
bool glob_has_letters(const Glob *);
// Whether it cannot be told which part of an ARN a wildcard stands in: `${X}:*:name` with X an ARN or the
// beginning of one.
bool glob_is_vague(const Glob *);

// ---- access_read.c: documents to clauses ----------------------------------------------

void model_read(Model *, const AccessSide *, uint8_t side);

// ---- access_cond.c: conditions to atoms -------------------------------------------------

// Adds the tests of one operator's map to the clause.
void cond_read(Model *, Clause *, const char *word, const Value *keys, bool variables);
// The test that a thing nobody knows, by this name, is so, or is not. A condition of a template has
// GUARD before its name: a deployment may have it either way.
#define GUARD "condition "
// What has SAYS before `shown` is what somebody unseen may allow or deny.
#define SAYS "\1"
Test free_test(Model *, const char *name, const char *shown, bool is);
void test_add(Model *, Clause *, Test);

// ---- access_value.c: numbers, dates, addresses; false when it is none ------------------------

bool number_read(const char *, double *out);
bool date_read(const char *, double *seconds);
bool range_read(const char *, Pred *); // sets first and last

// ---- access_meet.c: unknown texts that turn out to be equal --------------------------------

// Patterns that a request may have to match besides the one that grants it: those of Deny, of
// negated lists.
typedef struct Meeting {
	uint64_t *bits;   // patterns that match, besides those that match all the time
	const char *text; // how it comes about
} Meeting;
// The ways in which patterns of `extra` and at most one of `main` match one text only because
// unknown text in them turns out so. False: there are too many.
bool meetings_of(Model *, const Pattern *, uint32_t n, const uint64_t *main, const uint64_t *extra,
	Meeting **out, uint32_t *nout);

// ---- access_keys.c: states of keys ------------------------------------------------------

void key_states(Model *, Key *);

// ---- access_search.c: conditions that hold together -----------------------------------------

typedef struct ClauseList {
	const Clause **item;
	uint32_t n;
} ClauseList;

// All clauses that are about one action, resource and principal.
typedef struct Question {
	const Clause *grant;
	ClauseList deny, other_allow, other_deny;
} Question;

// A context in which the grant holds and the other side does not allow.
typedef struct Example {
	AccessAnswer sure;
	bool by_deny; // the other side allows it too, but for this Deny
	const Clause *deny;
	uint32_t *key; // numbers of keys, and their values
	const char **text;
	uint32_t n;
	const char *why; // maybe, without a context
} Example;
void question_answer(Model *, const Question *, Example *);

// ---- access_groups.c: texts of a dimension that all clauses treat alike ---------------------

typedef struct Group {
	uint64_t *mask;       // the clauses that are about its texts
	uint64_t *patterns;   // patterns of the dimension that match some text of it
	const uint32_t *text; // one of them; NULL: `words`
	uint32_t n;
	const char *words; // how unknown texts come to be it
	bool sure;
} Group;

// One direction of a comparison: what `from` allows and the other side does not.
typedef struct Direction {
	Model *m;
	uint8_t from;
	const Clause **clause;                             // those that matter
	uint32_t n, words;                                 // words of a mask
	uint64_t *grant, *deny, *other_allow, *other_deny; // masks
	Group *group[DIMENSIONS];
	uint32_t ngroup[DIMENSIONS];
	const char *why;  // not all groups are there
	bool public;      // only principals that no policy names
	bool blame_grant; // what the other side denies is put down to the grant
} Direction;
void groups_make(Direction *, Dimension);

// ---- access_delta.c: differences as people are told ----------------------------------------

typedef struct Hit {
	const Group *group[DIMENSIONS];
	const Clause *grant;
	const Example *found;
	bool wider; // the other side allows this action too, on something else
} Hit;
typedef struct Deltas Deltas;
Deltas *deltas_new(Direction *);
void deltas_hit(Deltas *, const Hit *);
void deltas_end(Deltas *, AccessResult *);
AccessWitness witness_of(const Direction *, const Hit *); // access_witness.c
const char *witness_unless(const Direction *, const Hit *);

// ---- access_compare.c, access_public.c -----------------------------------------------------

// What one side allows and the other does not; adds the deltas.
AccessAnswer direction_run(Direction *, AccessResult *);
// Takes out the states in which a key pins the request to somebody that the policy names.
void keys_unpin(Model *);

#endif
