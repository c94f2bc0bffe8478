// jsonata_node.c: taking tokens and making nodes.
#include "jsonata_tree.h"

// The end of everything: the passes recurse as deep as the tree is.
void jsonata_too_deep(Parser *p, uint32_t at)
{
	if (!lex_fail(&p->lex, at))
		return;
	Span here = jsonata_place(p->lex.text, at, at + 1);
	const char *limit = U_FORMAT(p->u, "%d", JSONATA_MAX_DEPTH);
	diag_severity(say_jsonata_too_deep(p->u, here, limit), ERROR);
}

void jsonata_advance(Parser *p, bool infix)
{
	p->before = p->token;
	p->token = lex_next(&p->lex, infix);
}

bool jsonata_at(const Parser *p, OperatorId op)
{
	return p->token.kind == TOK_OPERATOR && p->token.op == op;
}

bool jsonata_more(Parser *p, OperatorId separator)
{
	if (!jsonata_at(p, separator))
		return false;
	jsonata_advance(p, false);
	return true;
}

// What closes a bracket is followed by an operator, so `/` divides there (infix); after a separator a
// value comes.
bool jsonata_take(Parser *p, OperatorId op, bool infix, const Token *opener, const char *expected)
{
	if (p->lex.failed)
		return false;
	if (jsonata_at(p, op)) {
		jsonata_advance(p, infix);
		return true;
	}
	Diag *d = jsonata_refuse(p, &p->token, expected);
	if (opener)
		diag_context(d, jsonata_place(p->lex.text, opener->lo, opener->hi), "opened here");
	return false;
}

Node *jsonata_node(Parser *p, NodeKind kind, Token k)
{
	Node *n = U_NEW(p->u, Node);
	n->kind = (uint8_t)kind;
	n->height = n->depth = 1;
	n->lo = n->at = k.lo;
	n->hi = k.hi;
	return n;
}

// The steps of a path are evaluated in turn, at one level.
void jsonata_add(Parser *p, Node *n, Node *kid)
{
	if (!kid)
		return;
	U_PUSH(p->u, n->kid, n->nkid, kid);
	n->lo = kid->lo < n->lo ? kid->lo : n->lo;
	n->hi = kid->hi > n->hi ? kid->hi : n->hi;
	if (kid->height >= n->height)
		n->height = (uint16_t)(kid->height + 1);
	bool same = n->kind == NODE_PATH && n->nkid == 1 && kid->kind == NODE_PATH;
	uint16_t depth = (uint16_t)(kid->depth + !same);
	if (depth > n->depth)
		n->depth = depth;
	if (n->height > JSONATA_MAX_HEIGHT)
		jsonata_too_deep(p, n->at);
}

Node *jsonata_end(Parser *p, Node *n)
{
	if (p->before.hi > n->hi)
		n->hi = p->before.hi;
	return n;
}
