// jsonata_path.c: what the grammar of JSONata cannot say about paths.
//
// The reference implementation flattens `a.b[c].d` into a path of steps before it runs, and finds
// mistakes on the way: a number as a step, a group that is grouped again, `@` after a predicate,
// `%` without a parent. This is that pass without its result. A Part is a node as it comes out.
//
// The parent operator: each `%` is a slot that looks for the step it names, one level up. A name
// or a wildcard before it is a level; what a slot does not find in its path is sought by the
// expression around. Everything else has no parent.
#include "jsonata_tree.h"

typedef struct Slot {
	const Node *node; // the `%`
	int level;        // steps still to go up
} Slot;

typedef struct Slots {
	Slot **slot;
	uint32_t n;
} Slots;

enum { PART_PATH = NODE_BLOCK + 1, PART_SORT };

typedef struct Part Part;
struct Part {
	uint8_t kind; // NodeKind, PART_PATH, PART_SORT
	bool grouped, filtered, focus;
	const Node *node;
	Part **step; // PART_PATH
	uint32_t nstep, seen;
	Part *last;   // NODE_BLOCK: its last expression
	Slot *slot;   // NODE_PARENT
	Slots *seeks; // not found yet; may be shared, as in the original
};

typedef struct Pass {
	Lexer *lex;
	Unit *u;
} Pass;

static Part *process(Pass *, const Node *);

static bool stopped(const Pass *p)
{
	return p->lex->failed;
}

static Span node_span(const Pass *p, const Node *n)
{
	return jsonata_place(p->lex->text, n->lo, n->hi);
}

static Span sign_span(const Pass *p, const Node *n)
{
	return jsonata_place(p->lex->text, n->at, n->at + 1);
}

static Part *part_new(Pass *p, int kind, const Node *n)
{
	Part *part = U_NEW(p->u, Part);
	part->kind = (uint8_t)kind;
	part->node = n;
	return part;
}

// A part as a path: itself, or a path of one step.
static Part *path_of(Pass *p, Part *part)
{
	if (part->kind == PART_PATH)
		return part;
	Part *path = part_new(p, PART_PATH, part->node);
	U_PUSH(p->u, path->step, path->nstep, part);
	return path;
}

static Part *last_step(Part *part)
{
	return part->kind == PART_PATH ? part->step[part->nstep - 1] : part;
}

// ---- Parents --------------------------------------------------------------------------

static void no_parent(Pass *p, const Node *parent)
{
	if (lex_fail(p->lex, parent->lo))
		say_jsonata_parent(p->u, node_span(p, parent));
}

// Goes up from the end of `part`.
static void seek(Pass *p, const Part *part, Slot *slot)
{
	if (stopped(p))
		return;
	switch (part->kind) {
	case NODE_HOLE: slot->level = 0; break; // anything
	case NODE_NAME:
	case NODE_WILDCARD: slot->level--; break;
	case NODE_PARENT: slot->level++; break;
	case NODE_BLOCK:
		if (part->last)
			seek(p, part->last, slot);
		break;
	case PART_PATH:
		for (uint32_t i = part->nstep; i-- > 0;) {
			seek(p, part->step[i], slot);
			if (slot->level <= 0)
				break;
		}
		break;
	default: no_parent(p, slot->node);
	}
}

static void add_slot(Pass *p, Slots **list, Slot *slot)
{
	if (!*list)
		*list = U_NEW(p->u, Slots);
	U_PUSH(p->u, (*list)->slot, (*list)->n, slot);
}

// What `value` still seeks, `part` around it seeks too.
static void inherit(Pass *p, Part *part, Part *value)
{
	if (value->kind == NODE_PARENT)
		add_slot(p, &value->seeks, value->slot);
	if (!value->seeks || value->seeks == part->seeks)
		return;
	if (!part->seeks) {
		part->seeks = value->seeks;
		return;
	}
	uint32_t n = value->seeks->n;
	for (uint32_t i = 0; i < n; i++)
		add_slot(p, &part->seeks, value->seeks->slot[i]);
}

// Seeks the parents that the last step of a path asks for among the steps before it.
static void resolve(Pass *p, Part *path)
{
	Part *last = last_step(path);
	if (last->kind == NODE_PARENT)
		add_slot(p, &last->seeks, last->slot);
	for (uint32_t s = 0; last->seeks && s < last->seeks->n; s++) {
		Slot *slot = last->seeks->slot[s];
		uint32_t i = path->nstep - 1;
		while (slot->level > 0 && !stopped(p)) {
			if (!i) {
				add_slot(p, &path->seeks, slot);
				break;
			}
			Part *step = path->step[--i];
			while (i && step->focus && path->step[i - 1]->focus)
				step = path->step[--i];
			seek(p, step, slot);
		}
	}
}

// ---- Paths ----------------------------------------------------------------------------

// The steps that were not looked at yet: literals are none, but a string is a name.
static void check_steps(Pass *p, Part *path)
{
	for (; path->seen < path->nstep; path->seen++) {
		Part *step = path->step[path->seen];
		if (step->kind == NODE_STRING)
			step->kind = NODE_NAME;
		if (step->kind != NODE_NUMBER && step->kind != NODE_VALUE)
			continue;
		const Node *n = step->node;
		const Text *t = p->lex->text;
		if (lex_fail(p->lex, n->lo))
			say_jsonata_step(p->u, node_span(p, n),
				U_FORMAT(p->u, "%.*s", (int)(n->hi - n->lo), t->s + n->lo));
	}
}

// `left.right`: the steps of both, in one path.
static Part *process_path(Pass *p, const Node *n)
{
	Part *left = process(p, n->kid[0]);
	Part *path = path_of(p, left);
	if (left->kind == NODE_PARENT)
		add_slot(p, &path->seeks, left->slot);
	Part *rest = process(p, n->kid[1]);
	if (rest->kind == PART_PATH)
		for (uint32_t i = 0; i < rest->nstep; i++)
			U_PUSH(p->u, path->step, path->nstep, rest->step[i]);
	else
		U_PUSH(p->u, path->step, path->nstep, rest);
	check_steps(p, path);
	resolve(p, path);
	return path;
}

// `left[predicate]`. A parent that the predicate asks for is the one of the step it filters.
static Part *process_filter(Pass *p, const Node *n)
{
	Part *part = process(p, n->kid[0]);
	Part *step = last_step(part);
	if (step->grouped && lex_fail(p->lex, n->at))
		say_jsonata_grouped(p->u, sign_span(p, n), "a predicate cannot follow `{…}`");
	step->filtered = true;
	Part *predicate = process(p, n->kid[1]);
	if (!predicate->seeks)
		return part;
	for (uint32_t i = 0; i < predicate->seeks->n; i++) {
		Slot *slot = predicate->seeks->slot[i];
		if (slot->level == 1)
			seek(p, step, slot);
		else
			slot->level--;
	}
	inherit(p, step, predicate);
	return part;
}

// `left{…}`. What its keys and values seek is forgotten, as in the original.
static Part *process_group(Pass *p, const Node *n)
{
	Part *part = process(p, n->kid[0]);
	if (part->grouped && lex_fail(p->lex, n->at))
		say_jsonata_grouped(p->u, sign_span(p, n), "one step has one `{…}`");
	part->grouped = true;
	for (uint32_t i = 1; i < n->nkid; i++)
		process(p, n->kid[i]);
	return part;
}

// `left^(…)` is a step by itself, whose terms may ask for parents.
static Part *process_sort(Pass *p, const Node *n)
{
	Part *path = path_of(p, process(p, n->kid[0]));
	Part *sort = part_new(p, PART_SORT, n);
	for (uint32_t i = 1; i < n->nkid; i++)
		inherit(p, sort, process(p, n->kid[i]));
	U_PUSH(p->u, path->step, path->nstep, sort);
	resolve(p, path);
	return path;
}

// `left@$name`: the step is skipped by the next one, which starts from the same object.
static Part *process_focus(Pass *p, const Node *n)
{
	Part *part = process(p, n->kid[0]);
	Part *step = last_step(part);
	const char *before = step->filtered ? "the predicates" :
		step->kind == PART_SORT     ? "the sort" :
					      NULL;
	if (before && lex_fail(p->lex, n->at))
		say_jsonata_focus(p->u, sign_span(p, n), before);
	step->focus = true;
	return part;
}

// ---- All nodes ------------------------------------------------------------------------

// What becomes of the slots of a node's operands.
typedef enum Seeking {
	SEEK_ALL,   // the node seeks them on
	SEEK_FIRST, // all but those of the first: the procedure of a call, the target of `:=`
	SEEK_NONE   // they are forgotten
} Seeking;

static const uint8_t seeking[PART_SORT + 1] = {
	[NODE_CALL] = SEEK_FIRST,
	[NODE_PARTIAL] = SEEK_FIRST,
	[NODE_BIND] = SEEK_FIRST,
	[NODE_LAMBDA] = SEEK_NONE,
	[NODE_CHAIN] = SEEK_NONE,
	[NODE_TRANSFORM] = SEEK_NONE,
};

// Every other node: its operands in turn.
static Part *process_plain(Pass *p, const Node *n)
{
	Part *part = part_new(p, n->kind, n);
	Part *kid = NULL;
	for (uint32_t i = 0; i < n->nkid; i++) {
		if (n->kind == NODE_LAMBDA && i > 0)
			break; // parameters
		kid = process(p, n->kid[i]);
		if (seeking[n->kind] == SEEK_ALL || (seeking[n->kind] == SEEK_FIRST && i > 0))
			inherit(p, part, kid);
	}
	if (n->kind == NODE_NEGATE && kid->kind == NODE_NUMBER) {
		kid->node = n;
		return kid;
	}
	if (n->kind == NODE_BLOCK)
		part->last = kid;
	return part;
}

static Part *process(Pass *p, const Node *n)
{
	switch ((NodeKind)n->kind) {
	case NODE_NAME: return path_of(p, part_new(p, NODE_NAME, n));
	case NODE_PATH: return process_path(p, n);
	case NODE_FILTER: return process_filter(p, n);
	case NODE_GROUP: return process_group(p, n);
	case NODE_SORT: return process_sort(p, n);
	case NODE_FOCUS: return process_focus(p, n);
	case NODE_INDEX: return path_of(p, process(p, n->kid[0]));
	default: break;
	}
	Part *part = process_plain(p, n);
	if (n->kind == NODE_PARENT) {
		part->slot = U_NEW(p->u, Slot);
		*part->slot = (Slot){ n, 1 };
	}
	return part;
}

bool jsonata_path_check(Lexer *lex, Node *root)
{
	Pass p = { lex, lex->text->u };
	Part *part = process(&p, root);
	if (part->kind == NODE_PARENT)
		no_parent(&p, part->node);
	else if (part->seeks)
		no_parent(&p, part->seeks->n ? part->seeks->slot[0]->node : root);
	return !stopped(&p);
}
