// tree.h: the properties of one resource as a tree, for one backend.
#ifndef TOPC_BACKENDS_TREE_H
#define TOPC_BACKENDS_TREE_H

#include "../ir/ir.h"

typedef enum NodeKind { NODE_MAP, NODE_LIST, NODE_LEAF } NodeKind;

// What a `:word` behind a segment asks for.
typedef enum As { AS_IS, AS_JSON, AS_SUBST, AS_STR, AS_B64 } As;

typedef struct Node Node;
struct Node {
	uint8_t kind, as;
	bool block;       // Terraform: printed as `name { … }`
	const char *name; // in its map; NULL in a list
	Node **child;
	uint32_t n;
	Value *leaf;
	Span at;
};

// Resources whose rows go into others; made once for a unit and backend.
typedef struct Hosted {
	Unit *u;
	Backend backend;
	Map of; // Resource to its list
} Hosted;
typedef struct HostedList {
	Resource **res;
	uint32_t n;
} HostedList;
Hosted hosted_of(Unit *, Backend);

// The tree of a resource with all that goes into it, in row order; `@` rows are under `attributes`.
typedef struct PropertyTree {
	Node *properties, *attributes;
} PropertyTree;
PropertyTree tree_of(const Hosted *, Resource *);
Node *node_get(const Node *map, const char *name); // NULL: none

#endif
