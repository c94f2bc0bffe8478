// jsonata_parse.c: the grammar of JSONata 2.0, by binding power (V. Pratt, Top Down Operator
// Precedence, 1973).
//
// An expression is a value, made by the prefix rule of its first token, and then operators whose
// power is above the asker's, each applied by its infix rule. The reference implementation lexes
// the token after an operator's first operand, and after `)`, `]` and `}` that end a value, as
// infix; `a[]`, `^(…)` and a lambda's `}` leave that out, so `/` begins a regular expression there.
// That is kept: it decides what Step Functions takes.
#include "jsonata_tree.h"

#include <string.h>

// A value that is one token: its text is its name.
static Node *word_node(Parser *p, NodeKind kind, Token k)
{
	Node *n = jsonata_node(p, kind, k);
	n->s = sym_n(p->u->syms, k.s, k.n);
	n->n = (uint32_t)strlen(n->s);
	return n;
}

// ---- Prefix rules: what a value begins with --------------------------------------------

static Node *prefix_word(Parser *p, Token k) // `and`, `or`, `in` as names
{
	return word_node(p, NODE_NAME, k);
}

static Node *prefix_star(Parser *p, Token k)
{
	return jsonata_node(p, NODE_WILDCARD, k);
}

static Node *prefix_deep(Parser *p, Token k)
{
	return jsonata_node(p, NODE_DESCENDANT, k);
}

static Node *prefix_percent(Parser *p, Token k)
{
	return jsonata_node(p, NODE_PARENT, k);
}

// Binds tighter than `*` and looser than `.`: -$x.y is -($x.y).
static Node *prefix_minus(Parser *p, Token k)
{
	Node *n = jsonata_node(p, NODE_NEGATE, k);
	jsonata_add(p, n, jsonata_expression(p, 70));
	return n;
}

// A block has variables of its own. `;` may stand behind the last expression.
static Node *prefix_paren(Parser *p, Token k)
{
	Node *n = jsonata_node(p, NODE_BLOCK, k);
	Map **outer = p->names;
	p->names = &n->names;
	while (!p->lex.failed && !jsonata_at(p, OP_CLOSE_PAREN)) {
		jsonata_add(p, n, jsonata_expression(p, 0));
		if (!jsonata_more(p, OP_SEMICOLON))
			break;
	}
	p->names = outer;
	jsonata_take(p, OP_CLOSE_PAREN, true, &k, "`;` or `)`");
	return jsonata_end(p, n);
}

// `..` makes a range in an array only.
static Node *array_item(Parser *p)
{
	Node *item = jsonata_expression(p, 0);
	Token k = p->token;
	if (!jsonata_more(p, OP_RANGE))
		return item;
	Node *range = jsonata_node(p, NODE_BINARY, k);
	jsonata_add(p, range, item);
	jsonata_add(p, range, jsonata_expression(p, 0));
	return range;
}

static Node *prefix_bracket(Parser *p, Token k)
{
	Node *n = jsonata_node(p, NODE_ARRAY, k);
	if (!jsonata_at(p, OP_CLOSE_BRACKET)) {
		do {
			jsonata_add(p, n, array_item(p));
		} while (jsonata_more(p, OP_COMMA));
	}
	jsonata_take(p, OP_CLOSE_BRACKET, true, &k, "`,` or `]`");
	return jsonata_end(p, n);
}

// The pairs of an object; `{` is taken.
static Node *take_pairs(Parser *p, Node *n, Token open)
{
	if (!jsonata_at(p, OP_CLOSE_BRACE)) {
		do {
			jsonata_add(p, n, jsonata_expression(p, 0));
			jsonata_take(p, OP_COLON, false, NULL, "`:` with the value of this key");
			jsonata_add(p, n, jsonata_expression(p, 0));
		} while (jsonata_more(p, OP_COMMA));
	}
	jsonata_take(p, OP_CLOSE_BRACE, true, &open, "`,` or `}`");
	return jsonata_end(p, n);
}

static Node *prefix_brace(Parser *p, Token k)
{
	return take_pairs(p, jsonata_node(p, NODE_OBJECT, k), k);
}

// `|pattern|update|` or `|pattern|update, delete|`.
static Node *prefix_bar(Parser *p, Token k)
{
	Node *n = jsonata_node(p, NODE_TRANSFORM, k);
	jsonata_add(p, n, jsonata_expression(p, 0));
	jsonata_take(p, OP_BAR, false, &k, "`|` with the update of a transform");
	jsonata_add(p, n, jsonata_expression(p, 0));
	if (jsonata_more(p, OP_COMMA))
		jsonata_add(p, n, jsonata_expression(p, 0));
	jsonata_take(p, OP_BAR, false, &k, "the `|` that ends a transform");
	return jsonata_end(p, n);
}

// ---- Infix rules: operators after a value ----------------------------------------------

// The operator between what was read and what comes next.
static Node *two(Parser *p, NodeKind kind, Node *left, Token k, int power)
{
	Node *n = jsonata_node(p, kind, k);
	jsonata_add(p, n, left);
	jsonata_add(p, n, jsonata_expression(p, power));
	return n;
}

static Node *infix_binary(Parser *p, Node *left, Token k)
{
	return two(p, NODE_BINARY, left, k, jsonata_operators[k.op].power);
}

static Node *infix_dot(Parser *p, Node *left, Token k)
{
	return two(p, NODE_PATH, left, k, jsonata_operators[k.op].power);
}

static Node *infix_chain(Parser *p, Node *left, Token k)
{
	return two(p, NODE_CHAIN, left, k, jsonata_operators[k.op].power);
}

static Node *infix_bracket(Parser *p, Node *left, Token k)
{
	if (jsonata_at(p, OP_CLOSE_BRACKET)) { // `a[]`: a single value stays an array
		jsonata_advance(p, false);
		return jsonata_end(p, left);
	}
	Node *n = two(p, NODE_FILTER, left, k, 0);
	jsonata_take(p, OP_CLOSE_BRACKET, true, &k, "`]`");
	return jsonata_end(p, n);
}

// Groups the values on the left into one object.
static Node *infix_brace(Parser *p, Node *left, Token k)
{
	Node *n = jsonata_node(p, NODE_GROUP, k);
	jsonata_add(p, n, left);
	return take_pairs(p, n, k);
}

// `^(a, >b, <c)`: sorts, `>` in falling order.
static Node *infix_caret(Parser *p, Node *left, Token k)
{
	Node *n = jsonata_node(p, NODE_SORT, k);
	jsonata_add(p, n, left);
	Token open = p->token;
	jsonata_take(p, OP_OPEN_PAREN, false, NULL, "`(` with the terms to sort by");
	do {
		if (!jsonata_more(p, OP_LESS))
			jsonata_more(p, OP_GREATER);
		jsonata_add(p, n, jsonata_expression(p, 0));
	} while (jsonata_more(p, OP_COMMA));
	jsonata_take(p, OP_CLOSE_PAREN, false, &open, "`,` or `)`");
	return jsonata_end(p, n);
}

// Notes the variable for the block or function around: check asks for what is bound later.
static void bind_name(Parser *p, const Node *variable)
{
	if (!*p->names) {
		*p->names = U_NEW(p->u, Map);
		(*p->names)->arena = p->u->arena;
	}
	map_put(*p->names, variable->s, p);
}

// Binds to the right: $a := $b := 1.
static Node *infix_assign(Parser *p, Node *left, Token k)
{
	const Text *t = p->lex.text;
	if (left->kind != NODE_VARIABLE && lex_fail(&p->lex, left->lo)) {
		Diag *d = say_jsonata_target(p->u, jsonata_place(t, left->lo, left->hi), ":=");
		if (left->kind == NODE_NAME)
			diag_fix(d, FIX_MAYBE, U_FORMAT(p->u, "write `$%s`", left->s),
				jsonata_place(t, left->lo, left->lo), "$");
	}
	Node *n = two(p, NODE_BIND, left, k, jsonata_operators[k.op].power - 1);
	if (!p->lex.failed)
		bind_name(p, left);
	return n;
}

static Node *infix_place(Parser *p, Node *left, Token k) // `@`, `#`
{
	NodeKind kind = k.op == OP_FOCUS ? NODE_FOCUS : NODE_INDEX;
	Node *n = two(p, kind, left, k, jsonata_operators[k.op].power);
	Node *name = n->nkid == 2 ? n->kid[1] : NULL;
	if (name && name->kind != NODE_VARIABLE && lex_fail(&p->lex, name->lo))
		say_jsonata_target(p->u, jsonata_place(p->lex.text, name->lo, name->hi),
			jsonata_operators[k.op].text);
	return n;
}

// The second branch may be left out, and nothing comes of it then.
static Node *infix_question(Parser *p, Node *left, Token k)
{
	Node *n = two(p, NODE_CONDITION, left, k, 0);
	if (jsonata_more(p, OP_COLON))
		jsonata_add(p, n, jsonata_expression(p, 0));
	return n;
}

// ---- All of it ------------------------------------------------------------------------

static const struct Rules {
	Node *(*prefix)(Parser *, Token);
	Node *(*infix)(Parser *, Node *left, Token);
} rules[OP_COUNT] = {
	// clang-format off
	[OP_DEEP]         = { prefix_deep,    NULL },
	[OP_STAR]         = { prefix_star,    infix_binary },
	[OP_PERCENT]      = { prefix_percent, infix_binary },
	[OP_MINUS]        = { prefix_minus,   infix_binary },
	[OP_PLUS]         = { NULL,           infix_binary },
	[OP_SLASH]        = { NULL,           infix_binary },
	[OP_AMPERSAND]    = { NULL,           infix_binary },
	[OP_EQUAL]        = { NULL,           infix_binary },
	[OP_NOT_EQUAL]    = { NULL,           infix_binary },
	[OP_LESS]         = { NULL,           infix_binary },
	[OP_AT_MOST]      = { NULL,           infix_binary },
	[OP_GREATER]      = { NULL,           infix_binary },
	[OP_AT_LEAST]     = { NULL,           infix_binary },
	[OP_AND]          = { prefix_word,    infix_binary },
	[OP_OR]           = { prefix_word,    infix_binary },
	[OP_IN]           = { prefix_word,    infix_binary },
	[OP_CHAIN]        = { NULL,           infix_chain },
	[OP_DOT]          = { NULL,           infix_dot },
	[OP_OPEN_PAREN]   = { prefix_paren,   jsonata_call },
	[OP_OPEN_BRACKET] = { prefix_bracket, infix_bracket },
	[OP_OPEN_BRACE]   = { prefix_brace,   infix_brace },
	[OP_BAR]          = { prefix_bar,     NULL },
	[OP_CARET]        = { NULL,           infix_caret },
	[OP_ASSIGN]       = { NULL,           infix_assign },
	[OP_FOCUS]        = { NULL,           infix_place },
	[OP_INDEX]        = { NULL,           infix_place },
	[OP_QUESTION]     = { NULL,           infix_question },
	// clang-format on
};

// Tokens that are values by themselves.
static const uint8_t values[] = {
	[TOK_NAME] = NODE_NAME,
	[TOK_VARIABLE] = NODE_VARIABLE,
	[TOK_STRING] = NODE_STRING,
	[TOK_NUMBER] = NODE_NUMBER,
	[TOK_VALUE] = NODE_VALUE,
	[TOK_REGEX] = NODE_REGEX,
	[TOK_HOLE] = NODE_HOLE,
};

// NULL only after an error.
Node *jsonata_expression(Parser *p, int power)
{
	Token k = p->token;
	bool is_operator = k.kind == TOK_OPERATOR;
	if (k.kind == TOK_END || (is_operator && !rules[k.op].prefix)) {
		jsonata_refuse(p, &k, "a value");
		return NULL;
	}
	if (++p->level > JSONATA_MAX_HEIGHT)
		jsonata_too_deep(p, k.lo);
	jsonata_advance(p, true);
	Node *left = p->lex.failed ? NULL :
		is_operator        ? rules[k.op].prefix(p, k) :
				     word_node(p, values[k.kind], k);
	while (!p->lex.failed && p->token.kind == TOK_OPERATOR &&
		power < jsonata_operators[p->token.op].power) {
		k = p->token;
		jsonata_advance(p, false);
		if (!p->lex.failed)
			left = rules[k.op].infix(p, left, k);
	}
	p->level--;
	return p->lex.failed ? NULL : left;
}

Node *jsonata_parse(Text *t, Map **names)
{
	Parser p = {
		.lex = { .text = t, .at = t->lo, .hole = UINT32_MAX },
		.u = t->u,
		.names = names,
	};
	jsonata_advance(&p, false);
	if (p.lex.failed)
		return NULL;
	if (p.token.kind == TOK_END) {
		say_jsonata_empty(t->u, jsonata_place(t, 0, t->n));
		return NULL;
	}
	Node *n = jsonata_expression(&p, 0);
	if (n && p.token.kind != TOK_END) {
		Token k = p.token;
		Diag *d = jsonata_refuse(&p, &k, "an operator or the end of the expression");
		if (k.kind == TOK_OPERATOR && strchr(")]}", *jsonata_operators[k.op].text))
			diag_label(d, "nothing is open here");
	}
	if (p.lex.failed || !jsonata_path_check(&p.lex, n))
		return NULL;
	return n;
}
