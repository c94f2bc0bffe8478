// cmd_explain.h: what the files of `topc explain access` share.
#ifndef TOPC_CMD_EXPLAIN_H
#define TOPC_CMD_EXPLAIN_H

#include "../ir/lower.h"
#include "opt.h"

// One thing that is allowed or denied, and why.
typedef struct Right {
	const Resource *holder;     // the role, the policy or the permission that says so
	const Statement *statement; // NULL: a permission
	const char *service;        // who is let in; NULL: the role itself acts
	const char **action;
	uint32_t naction;
	const char **on; // `arn:${Partition}:…`
	uint32_t non;
	const char *condition; // as text, or NULL
	const char *why;       // "`access` names bucket `raw` (read)"
	const Edge *edge;      // or NULL
	Span at;
	bool deny;
	bool written; // an author's own statement
} Right;

// What an entity may do, and who may use it.
typedef struct Rights {
	Unit *unit;
	Entity *entity;
	Right *item; // roles first, each with its statements in order; then those of its own policy
	uint32_t n;
} Rights;

void rights_of(Unit *, Entity *, Rights *); // after lower
void rights_print_text(const Rights *, Buf *);
void rights_print_json(const Rights *, Buf *);
const char *rights_place(const Rights *, Span); // "orders/topology.yml:12:5", or NULL

// Who takes a role: "lambda.amazonaws.com if …", or NULL.
const char *rights_trust(const Rights *, const Resource *role);

int explain_access(Arena *, Cli *); // `topc explain access NAME [DIR]`

#endif
