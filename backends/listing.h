// listing.h: what a build would declare, as values and without printing: for comparing two of them.
#ifndef TOPC_LISTING_H
#define TOPC_LISTING_H

#include "../ir/ir.h"

typedef struct Listed {
	const Resource *res; // NULL: a nested stack
	const char *module;  // "prod", "prod/network": where it is deployed
	const char *id;      // logical id; Terraform: "aws_sqs_queue.orders"
	const char *type;
	// Maps as CloudFormation has them. A reference is {Ref: x}, {Fn::GetAtt: …} or a text with
	// `${…}` under Fn::Sub in both backends (Terraform: the expression). Documents that are printed as
	// JSON text are structures here; all spans are those of what the author wrote.
	Value *properties, *attributes;
	Span at;
} Listed;

void list_resources(Unit *, Backend, Listed **, uint32_t *n);

// The templates that would be printed, with the names of their modules.
typedef struct ListedTemplate {
	const char *module;
	Value *template;
} ListedTemplate;
void list_templates(Unit *, ListedTemplate **, uint32_t *n);

#endif
