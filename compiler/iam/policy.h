// policy.h: a policy as its checks and the comparison of access see it.
//
// policy_read takes what it can use and says nothing: what has the wrong shape is left out of the
// model and diagnosed by check_shape. So a policy that was never checked can be compared too.
#ifndef TOPC_IAM_POLICY_H
#define TOPC_IAM_POLICY_H

#include "../../ir/iam.h"

enum { UNKNOWN = 1 }; // the byte that stands in a Text for a piece whose text is not known

// A string of the policy. Pieces that are not known here (holes, references, parameters) are one
// UNKNOWN byte each; they may be any text, the empty one too.
typedef struct Text {
	const char *s; // NUL-terminated
	uint32_t n;
	bool known; // no UNKNOWN in it
	bool exact; // s is the content of `v`, so that offsets in s can be pointed at
	const Value *v;
	Span at;
} Text;

// The values of an element that takes one or a list.
typedef struct TextList {
	Text *item;
	uint32_t n;
	bool given;
	const Value *v; // the element's value
	Span at;        // of that value
	Span key;       // of the element's name
} TextList;

typedef enum PrincipalKind {
	PRINCIPAL_ANYONE, // "*" alone
	PRINCIPAL_AWS,
	PRINCIPAL_SERVICE,
	PRINCIPAL_FEDERATED,
	PRINCIPAL_CANONICAL,
} PrincipalKind;

typedef struct Principal {
	PrincipalKind kind;
	Text text;
	Span key; // of "AWS", "Service" …; of the element for "*"
} Principal;

typedef enum Quantifier { EACH, FOR_ALL, FOR_ANY } Quantifier;

typedef enum OperatorGroup {
	OP_NONE, // no operator of this name
	OP_STRING,
	OP_NUMERIC,
	OP_DATE_GROUP,
	OP_BOOL,
	OP_BINARY,
	OP_IP,
	OP_ARN,
	OP_NULL,
} OperatorGroup;

typedef enum Comparison {
	CMP_EQUAL,
	CMP_LIKE,
	CMP_LESS,
	CMP_LESS_EQUAL,
	CMP_GREATER,
	CMP_GREATER_EQUAL
} Comparison;

typedef struct Operator {
	const char *name; // StringLike; NULL ends the table
	uint8_t group;    // OperatorGroup
	uint8_t compare;  // Comparison
	bool negated, nocase;
	bool wild;      // `*` and `?` mean something in its values
	bool variables; // `${aws:username}` means something in its values
	const char *aa; // what Access Analyzer calls its type
} Operator;
extern const Operator operators[];

// One condition: operator, key, values. A statement holds when all its conditions do.
typedef struct Condition {
	const Operator *op; // NULL: no such operator
	Quantifier set;
	bool if_exists;
	bool exact; // the operator is spelled as IAM spells it
	Text word;  // the operator as written
	Text key;
	TextList values;
} Condition;

typedef struct Stmt {
	const Value *v;
	Span at;
	Text sid; // s NULL when there is none
	Span sid_key;
	bool allow, deny; // neither when Effect is missing or wrong
	Span effect;
	TextList action, resource;
	bool not_action, not_resource; // NotAction, NotResource
	Principal *principal;
	uint32_t nprincipal;
	bool has_principal, not_principal;
	Span principal_at, principal_key;
	Condition *cond;
	uint32_t ncond;
	bool has_condition;
} Stmt;

typedef struct Policy {
	const Value *v;
	PolicyType type;
	Span at;
	bool statements; // there is no document around the statements
	bool modern;     // Version 2012-10-17: variables are variables
	bool has_version;
	Text version;
	Stmt *stmt;
	uint32_t nstmt;
} Policy;

Policy *policy_read(Unit *, const Value *, const IamOptions *);

// The text of a scalar or of a string in pieces; `s` is NULL for anything else.
Text policy_text(Unit *, const Value *);
// The bytes of the file that hold the characters [from, to) of a text; all of it when that cannot
// be told.
Span text_part(const Unit *, const Text *, size_t from, size_t to);
// The operator that a word names, with its prefix and suffix taken off.
void operator_read(Condition *, const char *word);

// The text for people: what is not known is `…`.
const char *text_shown(Unit *, const Text *);
bool text_is(const Text *, const char *);        // known and equal
bool text_is_nocase(const Text *, const char *); // the same, ASCII letters in any case

#endif
