// hcl.h: printing HCL as `terraform fmt` leaves it.
//
// fmt indents by two and aligns `=` over a run of neighbouring single-line attributes; an attribute
// over several lines has one blank before `=` and ends the run. Attributes are printed before
// blocks, a blank line before each block. Measured with terraform 1.11.4.
#ifndef TOPC_HCL_H
#define TOPC_HCL_H

#include "emit.h"

// What printing one module has met.
typedef struct HclModule {
	OutFiles *out;
	Unit *u;
	const Module *m;
	const char *file;                // where resources are printed, for the map
	bool account, region, partition; // data sources that are needed
	bool write_only;                 // an argument that Terraform has from 1.11 on
	Resource **data;                 // data sources that were referred to, in that order
	uint32_t ndata;
	Map seen;
} HclModule;

typedef struct HclItem {
	const char *name;
	const char *text; // of an attribute; NULL for a block
	struct HclBody *body;
	const char **label; // of a block
	uint32_t nlabel;
} HclItem;
typedef struct HclBody {
	HclItem *item;
	uint32_t n;
} HclBody;

// Adds to a body. `depth` is the level the attribute stands at, for texts of several lines.
void hcl_attribute(HclModule *, HclBody *, const char *name, const char *text);
HclBody *hcl_block(
	HclModule *, HclBody *, const char *name, const char *label1, const char *label2);
void hcl_print(Buf *, const HclBody *, unsigned depth);

// An expression for a value that stands at level `depth`.
const char *hcl_value(HclModule *, Value *, unsigned depth);
const char *hcl_string(Arena *, const char *s, size_t n); // quoted, with `${` and `%{` as text
// The properties below a node of the tree.
void hcl_node(HclModule *, HclBody *, const Node *map, const char *place, unsigned depth);
// "aws_sqs_queue.orders", with [0] where it is counted.
const char *hcl_address(HclModule *, Resource *);

#endif
