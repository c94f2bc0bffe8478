// template.h: state machines inside CloudFormation and SAM templates.
#ifndef TOPC_CHECK_TEMPLATE_H
#define TOPC_CHECK_TEMPLATE_H

#include "../ir/ir.h"

// Whether the text is that of a template, before it is read.
bool is_template(const Source *);
// Checks every definition of a template that read_template read.
void check_template(Unit *, const Value *, bool express);

#endif
