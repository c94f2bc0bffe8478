// jsonata_tree.h: text, tokens and nodes of JSONata, for the files compiler/asl/jsonata_*.c.
//
//   text   the characters of a value, and where they stand in its file
//   lex    characters to tokens; regex, for one of them
//   parse  tokens to nodes, by binding power (Pratt); node, call and error are parts of it
//   path   what the grammar cannot say: steps, groups, parents
//   check  what the names mean in a state machine; names and functions are parts of it
//
// All offsets are bytes of the value's content, delimiters included.
#ifndef TOPC_JSONATA_TREE_H
#define TOPC_JSONATA_TREE_H

#include "jsonata.h"

enum {
	// Levels of nodes. Each costs stack in parse, path and check, and Step Functions evaluates
	// no deeper than the next number anyway.
	JSONATA_MAX_HEIGHT = 500,
	// What Step Functions evaluates: a chain of this many additions, but not one more
	// (measured by others with TestState; the service's documents do not say).
	JSONATA_MAX_DEPTH = 100,
};

// A stretch of the text that is not known here.
typedef struct Gap {
	uint32_t lo, hi;
} Gap;

// A stretch of the text that stands somewhere in a file as a whole.
typedef struct Stretch {
	uint32_t lo, hi;
	const Value *from; // its bytes, when they are the text's own; else NULL
	Span at;
	const uint32_t *place; // of each of its characters, once asked for
	bool asked;
} Stretch;

typedef struct Text {
	Unit *u;
	const Value *value;
	const char *s;   // NUL-terminated
	uint32_t n;      // with delimiters
	uint32_t lo, hi; // the expression
	Gap *gap;        // in order
	uint32_t ngap;
	Stretch *stretch; // in order, all of the text
	uint32_t nstretch;
} Text;
void jsonata_text(Text *, Unit *, const Value *);
Span jsonata_place(const Text *, uint32_t lo, uint32_t hi);

// Operators: id, text, power with which each binds what is left of it (0: not at all). A text
// that begins with another one stands before it.
#define JSONATA_OPERATORS(X)                                                                       \
	X(RANGE, "..", 0)                                                                          \
	X(ASSIGN, ":=", 10)                                                                        \
	X(NOT_EQUAL, "!=", 40)                                                                     \
	X(AT_LEAST, ">=", 40)                                                                      \
	X(AT_MOST, "<=", 40)                                                                       \
	X(DEEP, "**", 0)                                                                           \
	X(CHAIN, "~>", 40)                                                                         \
	X(DOT, ".", 75)                                                                            \
	X(OPEN_BRACKET, "[", 80)                                                                   \
	X(CLOSE_BRACKET, "]", 0)                                                                   \
	X(OPEN_BRACE, "{", 70)                                                                     \
	X(CLOSE_BRACE, "}", 0)                                                                     \
	X(OPEN_PAREN, "(", 80)                                                                     \
	X(CLOSE_PAREN, ")", 0)                                                                     \
	X(COMMA, ",", 0)                                                                           \
	X(FOCUS, "@", 80)                                                                          \
	X(INDEX, "#", 80)                                                                          \
	X(SEMICOLON, ";", 0)                                                                       \
	X(COLON, ":", 0)                                                                           \
	X(QUESTION, "?", 20)                                                                       \
	X(PLUS, "+", 50)                                                                           \
	X(MINUS, "-", 50)                                                                          \
	X(STAR, "*", 60)                                                                           \
	X(SLASH, "/", 60)                                                                          \
	X(PERCENT, "%", 60)                                                                        \
	X(BAR, "|", 0)                                                                             \
	X(EQUAL, "=", 40)                                                                          \
	X(LESS, "<", 40)                                                                           \
	X(GREATER, ">", 40)                                                                        \
	X(CARET, "^", 40)                                                                          \
	X(AMPERSAND, "&", 50)                                                                      \
	X(BANG, "!", 0)                                                                            \
	X(TILDE, "~", 0)                                                                           \
	X(AND, "and", 30)                                                                          \
	X(OR, "or", 25)                                                                            \
	X(IN, "in", 40)

typedef enum OperatorId {
#define X(id, text, power) OP_##id,
	JSONATA_OPERATORS(X)
#undef X
		OP_COUNT
} OperatorId;

typedef struct Operator {
	const char *text;
	uint8_t power;
} Operator;
extern const Operator jsonata_operators[OP_COUNT];

typedef enum TokenKind {
	TOK_END,
	TOK_NAME,     // s, n: without backticks
	TOK_VARIABLE, // s, n: without `$`
	TOK_STRING,   // s, n: without quotes, escapes as written
	TOK_NUMBER,
	TOK_VALUE, // true, false, null
	TOK_REGEX, // s, n: the pattern
	TOK_HOLE,  // text that is not known
	TOK_OPERATOR
} TokenKind;

typedef struct Token {
	uint8_t kind; // TokenKind
	uint8_t op;   // OperatorId
	uint32_t lo, hi;
	const char *s;
	uint32_t n;
} Token;

typedef struct Lexer {
	Text *text;
	uint32_t at;  // next character
	uint32_t gap; // the next gap
	uint32_t
		hole; // where the first TOK_HOLE begins, or the end: from there on nothing is certain
	bool failed; // an error was met; the rest is TOK_END
} Lexer;

// The next token. `infix`: an operator may stand here, so `/` divides.
Token lex_next(Lexer *, bool infix);
// Marks the failure of everything; true when it is certain, and is to be said.
bool lex_fail(Lexer *, uint32_t at);

// Of lex, for regex.
bool lex_is_space(char);
bool lex_is_stop(char);                // ends a name
bool lex_at_gap(Lexer *, uint32_t at); // asked in rising order
Token lex_token(Lexer *, TokenKind, uint32_t lo, uint32_t hi);
Token lex_end(Lexer *);
// Of regex, for lex: the token whose `/` comes next.
Token lex_regex(Lexer *);

typedef enum NodeKind {
	NODE_NAME,     // s
	NODE_VARIABLE, // s; "" is `$`, "$" is `$$`
	NODE_STRING,   // s, as written
	NODE_NUMBER,
	NODE_VALUE,
	NODE_REGEX,
	NODE_WILDCARD,   // *
	NODE_DESCENDANT, // **
	NODE_PARENT,     // %
	NODE_HOLE,
	NODE_ARGUMENT,  // `?` of a partial call
	NODE_PATH,      // left . right
	NODE_FILTER,    // left [ predicate ]
	NODE_GROUP,     // left { key: value, … }: left, key, value, …
	NODE_SORT,      // left ^( terms )
	NODE_FOCUS,     // left @ variable
	NODE_INDEX,     // left # variable
	NODE_BIND,      // variable := value
	NODE_CHAIN,     // left ~> right
	NODE_BINARY,    // left op right
	NODE_NEGATE,    // - value
	NODE_ARRAY,     // items
	NODE_OBJECT,    // key, value, …
	NODE_CALL,      // procedure, arguments
	NODE_PARTIAL,   // the same with a `?` among them
	NODE_LAMBDA,    // body, parameters; has names
	NODE_CONDITION, // condition, then[, else]
	NODE_TRANSFORM, // pattern, update[, delete]
	NODE_BLOCK      // expressions; has names
} NodeKind;

typedef struct Node Node;
struct Node {
	uint8_t kind;    // NodeKind
	uint16_t height; // levels of nodes, this one included
	uint16_t depth;  // levels of evaluation: the steps of a path are one
	uint32_t lo, hi; // all of it
	uint32_t at;     // its operator
	const char *s;   // interned
	uint32_t n;
	Node **kid;
	uint32_t nkid;
	Map *names; // variables bound in here by `:=`, directly; NULL: none
};

typedef struct Parser {
	Lexer lex;
	Unit *u;
	Token token;  // not taken yet
	Token before; // taken last
	Map **names;  // of the innermost block or lambda
	uint32_t level;
} Parser;
// Of parse and node. `power`: how strongly the asker binds what stands on its left.
Node *jsonata_expression(Parser *, int power);
void jsonata_advance(Parser *, bool infix);
bool jsonata_at(const Parser *, OperatorId);
bool jsonata_more(Parser *, OperatorId separator); // takes a separator that is there
// Takes an operator, or says what was expected; `opener`, if any, is what it closes.
bool jsonata_take(Parser *, OperatorId, bool infix, const Token *opener, const char *expected);
Node *jsonata_node(Parser *, NodeKind, Token);
void jsonata_add(Parser *, Node *, Node *kid); // NULL is skipped
Node *jsonata_end(Parser *, Node *);           // the node ends with the token taken last
void jsonata_too_deep(Parser *, uint32_t at);
// Of call: `left(…)`, `(` taken.
Node *jsonata_call(Parser *, Node *left, Token open);
// Of error: token k is not what the grammar has here, and the end of everything. NULL when
// nothing was said.
Diag *jsonata_refuse(Parser *, const Token *k, const char *expected);

// The tree, or NULL after an error or when something is not certain.
Node *jsonata_parse(Text *, Map **names);
// Says what the grammar cannot; false when it said something.
bool jsonata_path_check(Lexer *, Node *);

// ---- check ----------------------------------------------------------------------------

// Where names are bound: all of the expression, a block, the body of a lambda.
typedef struct Frame Frame;
struct Frame {
	Frame *outer;
	const Map *all; // what is bound in it, now or later; or NULL
	Map bound;      // so far
	bool lambda;
};

typedef struct Check {
	Unit *u;
	const Text *text;
	const JsonataPlace *place;
	void (*uses)(void *ctx, const char *variable, size_t n, Span at);
	void *ctx;
	Frame *frame;
	bool function_fits; // the node that comes next may be a function as a value
} Check;
// Of names, for check.
bool jsonata_is_bound(const Check *, Sym name);
Span jsonata_span(const Check *, const Node *);
const char *jsonata_source(const Check *, const Node *); // its own text
// A name or `$` where there is no context; `called`: `name(…)`.
Diag *jsonata_no_context(Check *, const Node *, bool called);
// A path whose left side is `$states` or lies in it: its right side is a member.
void jsonata_check_member(Check *, const Node *path);

typedef struct Function {
	const char *name;
	uint8_t least, most; // arguments; most FUNCTION_ANY: any number
	bool context;        // the context stands for the first one when that is left out
} Function;
enum { FUNCTION_ANY = 255 };
extern const Function jsonata_functions[]; // sorted; the last has no name
const Function *jsonata_function(const char *name, size_t n);

#endif
