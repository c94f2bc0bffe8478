// output.c: outputs: values that the deployer may ask for.
#include "secret.h"

// clang-format off
static const Field field[] = {
	{ "value", T_STR, .flags = F_NEED, .doc = "what it gives" },
	{ "description", T_STR, .flags = F_KNOWN, .ok = "/^[\\s\\S]{0,1024}$/", .doc = "what it is for" },
	{ 0 }
};
// clang-format on

static void make(Unit *u, Entity *e)
{
	Value *val = lower_value(u, e, rec_get(e->rec, "value"));
	output_new(u, e->scope, e->name, rec_text(e->rec, "description"), val, e->at);
}

static void check(Unit *u, Entity *e)
{
	secret_in_output(u, rec_get(e->rec, "value"));
}

extern const Kind kind_output;
const Kind kind_output = {
	"outputs",
	"output",
	"Output",
	"a value that can be asked for after the deployment",
	.scalar = "value",
	.field = field,
	.check = check,
	.make = make,
};
