// parameter.c: parameters: what is known only when the output is deployed.
#include "common.h"

#include <string.h>

extern const Kind kind_parameter;

// clang-format off
static const Field field[] = {
	{ "type", T_ENUM, .ok = "string number email phone key_pair subnets security_groups image list", .dflt = "string", .doc = "what it takes" },
	{ "default", T_STR, .flags = F_EMPTY_OK | F_KNOWN, .doc = "its value when none is given; \"\" makes what needs it optional" },
	{ "description", T_STR, .flags = F_KNOWN, .ok = "/^[\\s\\S]{0,4000}$/", .doc = "what it is for" },
	{ "secret", T_BOOL, .doc = "never shown" },
	{ "pattern", T_STR, .flags = F_KNOWN, .doc = "regular expression for its value" },
	{ 0 }
};
// clang-format on

typedef struct ParameterType {
	const char *name, *type;
	const char *cfn; // CloudFormation's type; with a default "" it has to be a String
	const char *pattern;
} ParameterType;

static const ParameterType types[] = {
	{ "string", "string", NULL, NULL },
	{ "number", "number", NULL, NULL },
	{ "email", "string", NULL, "^$|^[^@ ]+@[^@ ]+$" },
	{ "phone", "string", NULL, "^$|^\\+?[0-9]{6,15}$" },
	{ "key_pair", "string", "AWS::EC2::KeyPair::KeyName", NULL },
	{ "subnets", "list", "List<AWS::EC2::Subnet::Id>", NULL },
	{ "security_groups", "list", "List<AWS::EC2::SecurityGroup::Id>", NULL },
	{ "image", "string", "AWS::EC2::Image::Id", NULL },
	{ "list", "list", NULL, NULL },
};

static const ParameterType *type_of(const Entity *e)
{
	const char *name = rec_text(e->rec, "type");
	for (size_t i = 0; i < COUNT(types); i++)
		if (str_eq(types[i].name, name))
			return &types[i];
	return &types[0];
}

static Input *make_input(Unit *u, Entity *e)
{
	if (e->own)
		return e->own;
	const ParameterType *t = type_of(e);
	Input *in = input_of(u, e->name, t->type, e->at);
	in->dflt = rec_text(e->rec, "default");
	in->doc = rec_text(e->rec, "description");
	in->pattern = rec_text(e->rec, "pattern");
	if (!in->pattern)
		in->pattern = t->pattern;
	in->secret = rec_true(e->rec, "secret");
	in->optional = in->dflt && !*in->dflt && !str_eq(t->type, "list");
	in->cfn_type = in->dflt ? NULL : t->cfn;
	if (in->dflt && str_eq(t->type, "list"))
		in->cfn_type = "CommaDelimitedList";
	e->own = in;
	return in;
}

static void make(Unit *u, Entity *e)
{
	make_input(u, e);
}

static Value *hole(Unit *u, Entity *e, const char *attr)
{
	(void)attr;
	return value_input(u, make_input(u, e), (Span){ 0 });
}

// Names that Terraform keeps for itself.
static const char reserved[] =
	"source version providers count for_each lifecycle depends_on locals";

static bool stands_for(const Value *v, const Entity *e)
{
	const Value *is = v->kind == V_HOLE ? v->u.hole.val : NULL;
	return is && is->kind == V_ATTR && is->u.attr.ent == e;
}

// A list of the deployer's among the elements of another list.
static void check_lists(Unit *u, const Entity *e, const Value *v)
{
	if (v->kind == V_REC)
		for (uint32_t i = 0; i < v->n; i++)
			if (v->u.rec.arg[i])
				check_lists(u, e, v->u.rec.arg[i]);
	if (v->kind == V_MAP)
		for (uint32_t i = 0; i < v->n; i++)
			check_lists(u, e, v->u.pair[i].val);
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n; i++) {
		check_lists(u, e, v->u.item[i]);
		if (v->n > 1 && stands_for(v->u.item[i], e))
			diag_related(say_list_in_list(u, v->u.item[i]->at, e->name), e->at,
				"the parameter is a list");
	}
}

static void check(Unit *u, Entity *e)
{
	const Entity *last = NULL;
	for (uint32_t i = 0; str_eq(type_of(e)->type, "list") && i < e->nin; i++) {
		const Entity *from = e->in[i]->from;
		if (from != last)
			check_lists(u, e, from->rec);
		last = from;
	}
	if (word_in(reserved, e->name, strlen(e->name)))
		diag_line(say_parameter_name(u, e->at, e->name),
			"Terraform keeps this name for itself");
	const Value *v = rec_get(e->rec, "default");
	long long n;
	if (value_is(rec_get(e->rec, "type"), "number") && v && !value_int(v, &n))
		say_wrong_type(u, v->at, "default", "a number", value_noun(v));
}

// All that any text names as `param.NAME`: not all that takes the name of what is outside makes an edge.
static void find_named(Unit *u, Map *named)
{
	static const char *const word[] = { "param.", "parameter." };
	for (uint32_t i = 1; i < u->nsrc; i++)
		for (size_t k = 0; k < COUNT(word); k++) {
			const char *s = u->src[i]->text;
			while ((s = strstr(s, word[k]))) {
				s += strlen(word[k]);
				size_t n = strcspn(s, " }|\t\r\n");
				Sym name = unit_sym(u, arena_copy(u->arena, s, n));
				map_put(named, name, (void *)name);
				s += n;
			}
		}
}

// A parameter that is asked for and stands nowhere. What an error left out may have named it.
static void check_used(Unit *u, Scope *s)
{
	Map named = { .arena = u->arena };
	bool read = false;
	for (uint32_t i = 0; i < s->nent && !u->nerror; i++) {
		const Entity *e = s->ent[i];
		if (e->kind != &kind_parameter || e->nin)
			continue;
		if (!read)
			find_named(u, &named);
		read = true;
		if (!map_get(&named, e->name))
			say_unused_parameter(u, e->at, e->name);
	}
}

const Kind kind_parameter = {
	"parameters",
	"parameter",
	"Parameter",
	"what is known only when the output is deployed",
	.called = "param",
	.scalar = "type",
	.field = field,
	.check = check,
	.check_all = check_used,
	.make = make,
	.hole = hole,
};
