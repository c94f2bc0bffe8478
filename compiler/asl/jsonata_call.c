// jsonata_call.c: calls of functions, lambdas and their signatures.
#include "jsonata_tree.h"

#include <string.h>

// The signature of a lambda, `<s-n?:b>`: its characters without white space and where each stands.
typedef struct Signature {
	Buf text;
	uint32_t *at;
	uint32_t n;
} Signature;

typedef struct Fault {
	size_t at;
	const char *message; // NULL: none
} Fault;

// A choice `(ns)` becomes a class of characters, where `-` makes ranges.
static bool choice_valid(const char *s, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++) {
		if (s[i + 1] != '-')
			continue;
		char last = i + 2 < n ? s[i + 2] : 'm'; // the class ends in m, for a missing value
		if (last < s[i])
			return false;
		i += 2;
	}
	return true;
}

// The bracket that closes the one at i, or the end.
static size_t find_close(const char *s, size_t n, size_t i, char close)
{
	char open = s[i];
	for (int depth = 1; depth && ++i < n;)
		depth += (s[i] == open) - (s[i] == close);
	return i;
}

// As the reference implementation reads it, which lets unknown letters pass.
static Fault signature_fault(const char *s, size_t n)
{
	char type = 0; // of the parameter before
	int marks = 0; // after it; a second one can only be a `?`, which means lazy
	for (size_t i = 1; i < n && s[i] != ':'; i++) {
		if (s[i] == '<') {
			if (type != 'a' && type != 'f')
				return (Fault){ i,
					"only `a` and `f` take the types of what they hold" };
			i = find_close(s, n, i, '>');
		} else if (s[i] == '(') {
			size_t close = find_close(s, n, i, ')');
			const char *nested = memchr(s + i, '<', close - i);
			if (nested)
				return (Fault){ (size_t)(nested - s),
					"a choice holds plain types only" };
			if (!choice_valid(s + i + 1, close - i - 1))
				return (Fault){ i, "the choice is not well formed" };
			i = close;
			type = '(';
			marks = 0;
		} else if (s[i] && strchr("snbloafjx", s[i])) {
			type = s[i];
			marks = 0;
		} else if (type && strchr("-?+", s[i])) {
			if (marks == 2 || (marks && s[i] == '+'))
				return (Fault){ i,
					"one of `?`, `+` and `-` may stand after a type" };
			marks++;
		}
	}
	return (Fault){ 0, NULL };
}

static void add_token(Parser *p, Signature *g, const Token *k)
{
	buf_add(&g->text, p->lex.text->s + k->lo, k->hi - k->lo);
	for (uint32_t i = k->lo; i < k->hi; i++)
		U_PUSH(p->u, g->at, g->n, i);
}

// `<` is the next token.
static void take_signature(Parser *p)
{
	Token open = p->token;
	Signature g = { .text = { .arena = p->u->arena } };
	add_token(p, &g, &open);
	for (int depth = 1; depth && p->token.kind != TOK_END && !jsonata_at(p, OP_OPEN_BRACE);) {
		jsonata_advance(p, false);
		if (jsonata_at(p, OP_BANG) || jsonata_at(p, OP_TILDE))
			jsonata_refuse(p, &p->token, "a signature");
		depth += jsonata_at(p, OP_LESS) - jsonata_at(p, OP_GREATER);
		add_token(p, &g, &p->token);
	}
	if (!jsonata_take(p, OP_GREATER, false, &open, "the `>` that ends the signature"))
		return;
	Fault f = signature_fault(g.text.s, g.text.n);
	uint32_t at = f.at < g.n ? g.at[f.at] : open.lo;
	if (f.message && lex_fail(&p->lex, at))
		say_jsonata_signature(p->u, jsonata_place(p->lex.text, at, at + 1), f.message);
}

// `function(…)` was read as the call n.
static Node *take_lambda(Parser *p, Node *call)
{
	Token k = { .lo = call->lo, .hi = call->hi };
	Node *n = jsonata_node(p, NODE_LAMBDA, k);
	const Text *t = p->lex.text;
	for (uint32_t i = 1; i < call->nkid; i++) {
		Node *arg = call->kid[i];
		if (arg->kind == NODE_VARIABLE || !lex_fail(&p->lex, arg->lo))
			continue;
		Diag *d = say_jsonata_parameter(p->u, jsonata_place(t, arg->lo, arg->hi));
		if (arg->kind == NODE_NAME)
			diag_fix(d, FIX_MAYBE, U_FORMAT(p->u, "write `$%s`", arg->s),
				jsonata_place(t, arg->lo, arg->lo), "$");
	}
	if (!p->lex.failed && jsonata_at(p, OP_LESS))
		take_signature(p);
	Token open = p->token;
	jsonata_take(p, OP_OPEN_BRACE, false, NULL, "`{` with the body of the function");
	Map **outer = p->names;
	p->names = &n->names;
	Node *body = p->lex.failed ? NULL : jsonata_expression(p, 0);
	p->names = outer;
	jsonata_take(p, OP_CLOSE_BRACE, false, &open, "`}`");
	if (p->lex.failed)
		return NULL;
	jsonata_add(p, n, body);
	for (uint32_t i = 1; i < call->nkid; i++)
		jsonata_add(p, n, call->kid[i]);
	return jsonata_end(p, n);
}

// A call is a lambda when what is called is the name `function` or `λ`. A `?` for an argument makes it
// partial: a function of the arguments that are missing.
Node *jsonata_call(Parser *p, Node *left, Token open)
{
	Node *n = jsonata_node(p, NODE_CALL, open);
	jsonata_add(p, n, left);
	if (!jsonata_at(p, OP_CLOSE_PAREN)) {
		do {
			Token k = p->token;
			if (jsonata_more(p, OP_QUESTION)) {
				n->kind = NODE_PARTIAL;
				jsonata_add(p, n, jsonata_node(p, NODE_ARGUMENT, k));
			} else {
				jsonata_add(p, n, jsonata_expression(p, 0));
			}
		} while (jsonata_more(p, OP_COMMA));
	}
	jsonata_take(p, OP_CLOSE_PAREN, true, &open, "`,` or `)`");
	if (p->lex.failed)
		return NULL;
	if (left->kind == NODE_NAME && (str_eq(left->s, "function") || str_eq(left->s, "\u03bb")))
		return take_lambda(p, n);
	return jsonata_end(p, n);
}
