// output.c: outputs: values that the deployer may ask for.
#include "common.h"

// clang-format off
static const Field field[] = {
	{ "value", T_STR, .flags = F_NEED, .doc = "what it gives" },
	{ "description", T_STR, .doc = "what it is for" },
	COMMON_FIELDS,
	{ 0 }
};
// clang-format on

static void make(Unit *u, Entity *e)
{
	Value *val = lower_value(u, e, rec_get(e->rec, "value"));
	output_new(u, e->scope, e->name, rec_text(e->rec, "description"), val, e->at);
}

extern const Kind kind_output;
const Kind kind_output = {
	"outputs",
	"output",
	"Output",
	"a value that can be asked for after the deployment",
	.scalar = "value",
	.field = field,
	.make = make,
};
