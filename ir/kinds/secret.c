// secret.c: secrets: Secrets Manager. Made here with a generated value or with none, or there already.
//
// No value of a secret ever stands in an output: CloudFormation generates it in the account and gets
// a dynamic reference where it is used; Terraform takes it from an ephemeral resource into a
// write-only argument, and a data source where it is used.
#include "secret.h"

#include "../files.h"
#include "parameter.h"

#include <string.h>

// clang-format off
static const Field generate[] = {
	{ "user", T_STR, .doc = "a user's name beside the password; then the value is JSON: username, password" },
	{ "length", T_INT, .ok = "8..4096", .dflt = "32", .doc = "characters of the password" },
	{ "exclude", T_STR, .flags = F_EMPTY_OK, .dflt = "\"@/\\", .doc = "characters it does not hold; those by default are what databases refuse" },
	{ 0 }
};
static const Field rotate[] = {
	{ "function", T_REF, .to = "function", .flags = F_NEED, .doc = "the function that makes a new value" },
	{ "every", T_DAYS, .ok = "1..1000", .dflt = "30", .doc = "how often" },
	{ 0 }
};
static const Field field[] = {
	{ "name", T_NAME, .doc = "its physical name" },
	{ "import", T_BOOL, .group = "how", .bars = "rotate description on_destroy tags", .doc = "it is there already, under its `name`" },
	{ "generate", T_RECORD, .sub = generate, .group = "how", .doc = "a value that nobody chose; without it the secret is empty until `make secret` fills it" },
	{ "rotate", T_RECORD, .sub = rotate, .scalar = "function", .doc = "new values from time to time" },
	{ "description", T_STR, .ok = "/^[\\s\\S]{0,2048}$/", .doc = "what it is" },
	RETENTION("keep delete", "keep"),
	COMMON_FIELDS,
	{ 0 }
};

static const Prop prop[] = {
	{ "Name",        "name",        "%" },
	{ "Description", "description", "$description" },
	{ "GenerateSecretString.SecretStringTemplate:json.username", NULL, "$generate.user" },
	{ "GenerateSecretString.GenerateStringKey", NULL, "=password ?generate.user" },
	{ "GenerateSecretString.PasswordLength",    NULL, "$generate.length" },
	{ "GenerateSecretString.ExcludeCharacters", NULL, "$generate.exclude" },
	{ NULL, "recovery_window_in_days",     "$on_destroy|keep=30|delete=0" }, // CloudFormation deletes at once
	{ NULL, "lifecycle{}.prevent_destroy", "*keep" },
	{ "@DeletionPolicy",      NULL, "$on_destroy|keep=Retain|delete=Delete" },
	{ "@UpdateReplacePolicy", NULL, "$on_destroy|keep=Retain|delete=Delete" },
	{ 0 }
};
static const Attr attr[] = {
	{ "name", "={%}", "name", "%" },
	{ "arn",  "Ref",  "arn" },
	{ 0 }
};
static const Prop password_prop[] = {
	{ NULL, "password_length",    "$generate.length" },
	{ NULL, "exclude_characters", "$generate.exclude" },
	{ 0 }
};
static const Attr password_attr[] = { { "text", NULL, "random_password" }, { 0 } };
// A write-only argument is written again only when its version changes.
static const Prop version_prop[] = {
	{ NULL, "secret_id",                      "&self.arn" },
	{ NULL, "secret_string_wo:json.username", "$generate.user" },
	{ NULL, "secret_string_wo:json.password", "&Password.text ?generate.user" },
	{ NULL, "secret_string_wo",               "*whole" },
	{ NULL, "secret_string_wo_version",       "=1" },
	{ 0 }
};
static const Prop content_prop[] = { { NULL, "secret_id", "*secret" }, { 0 } };
static const Attr content_attr[] = {
	{ "value",    "resolve secretsmanager:*:SecretString",          "secret_string" },
	{ "user",     "resolve secretsmanager:*:SecretString:username", "jsondecode(%.secret_string).username" },
	{ "password", "resolve secretsmanager:*:SecretString:password", "jsondecode(%.secret_string).password" },
	{ 0 }
};
static const Op op[] = {
	{ "",         "AWS::SecretsManager::Secret", "aws_secretsmanager_secret", .when = "!import", .prop = prop, .attr = attr, .flags = OP_STATEFUL, .tags = "Tags" },
	{ "Password", NULL, "aws_secretsmanager_random_password", .when = "generate", .prop = password_prop, .attr = password_attr, .flags = OP_EPHEMERAL },
	{ "Version",  NULL, "aws_secretsmanager_secret_version", .when = "generate", .prop = version_prop },
	{ "Content",  NULL, "aws_secretsmanager_secret_version", .prop = content_prop, .attr = content_attr, .flags = OP_DEMAND | OP_DATA },
	{ 0 }
};

static const Grant grants[] = {
	{ "read",   "secretsmanager:GetSecretValue", "&self.grantable" },
	{ "write",  "secretsmanager:PutSecretValue", "&self.grantable" },
	{ "rotate", "secretsmanager:DescribeSecret secretsmanager:GetSecretValue secretsmanager:PutSecretValue secretsmanager:UpdateSecretVersionStage", "&self.grantable" },
	{ "rotate", "secretsmanager:GetRandomPassword", "=*" },
	{ 0 }
};
static const Call call[] = {
	{ "aws-sdk:secretsmanager:getSecretValue", "SecretId", "read",  "name" },
	{ "aws-sdk:secretsmanager:putSecretValue", "SecretId", "write", "name" },
	{ 0 }
};
static const Prop rotation_prop[] = {
	{ "SecretId",          "secret_id",           "&self.arn" },
	{ "RotationLambdaARN", "rotation_lambda_arn", "&peer.arn" },
	{ "RotationRules.AutomaticallyAfterDays", "rotation_rules{}.automatically_after_days", "$every" },
	{ "@DependsOn[+]",     "depends_on[+]",       "&Permission" },
	{ NULL,                "depends_on[+]",       "&Version" }, // the first rotation follows at once
	{ 0 }
};
static const Op rotation_op[] = {
	{ "Rotation", "AWS::SecretsManager::RotationSchedule", "aws_secretsmanager_secret_rotation", .prop = rotation_prop },
	{ 0 }
};
// clang-format on

static void make_rotation(Unit *u, Edge *edge)
{
	if (edge->first == edge)
		grant_verb(u, edge->to, edge->from, "rotate", edge);
}

static const Link link_rows[] = {
	{ "rotate.function", "function", .service = "secretsmanager.amazonaws.com",
		.source = "&self.arn", .op = rotation_op, .make = make_rotation },
	{ 0 },
};

// ---- What others ask ----------------------------------------------------------------------------

bool secret_has_user(const Entity *e)
{
	return rec_get(e->rec, "generate.user") || rec_refused(e->rec, "generate.user") ||
		rec_true(e->rec, "import") || rec_refused(e->rec, "import");
}

long long secret_length(const Entity *e)
{
	return rec_int(e->rec, "generate.length", 0);
}

Value *secret_content(Unit *u, Entity *e, const char *name, Span at)
{
	Resource *data = res_of(e, "Content");
	if (!data) {
		data = res_demand(u, e, "Content");
		put(u, data, "secret",
			e->main ? value_ref(u, e->main, "arn", at) : entity_attr(u, e, "name", at));
		Resource *version = res_of(e, "Version");
		if (version)
			res_depends(u, data, version, false, true);
	}
	return value_ref(u, data, name, at);
}

// A secret that is there already has an ARN whose end nobody chose.
static Value *imported_arn(Unit *u, Entity *e, const char *end)
{
	return eval_entity(u, e,
		U_FORMAT(u, "=arn:{@partition}:secretsmanager:{@region}:{@account}:secret:{%%}%s",
			end));
}

static Value *hole(Unit *u, Entity *e, const char *name)
{
	bool imported = rec_true(e->rec, "import");
	if (!name || str_eq(name, "name"))
		return NULL;
	if (str_eq(name, "grantable"))
		return imported ? imported_arn(u, e, "-??????") :
				  value_ref(u, e->main, "arn", e->at);
	if (str_eq(name, "arn"))
		return imported ? imported_arn(u, e, "") : NULL;
	Value *user = rec_get(e->rec, "generate.user");
	if (str_eq(name, "user") && user)
		return lower_value(u, e, user);
	bool whole = str_eq(name, "value") && !user;
	return secret_content(u, e,
		whole                        ? "value" :
			str_eq(name, "user") ? "user" :
					       "password",
		(Span){ 0 });
}

// ---- Checks -------------------------------------------------------------------------------------

typedef void SeeHole(Unit *, const Value *hole, void *ctx);

static void each_hole(Unit *u, const Value *v, SeeHole *see, void *ctx)
{
	if (!v)
		return;
	if (v->kind == V_HOLE) {
		see(u, v, ctx);
	} else if (v->kind == V_LIST || v->kind == V_JOIN) {
		for (uint32_t i = 0; i < v->n; i++)
			each_hole(u, v->u.item[i], see, ctx);
	} else if (v->kind == V_MAP) {
		for (uint32_t i = 0; i < v->n; i++)
			each_hole(u, v->u.pair[i].val, see, ctx);
	} else if (v->kind == V_REC) {
		for (uint32_t i = 0; i < v->n; i++)
			each_hole(u, v->u.rec.arg[i], see, ctx);
	}
}

// What a hole shows: the name of the secret, and the entity where it is one of ours.
static const char *shown(const Value *hole, const Entity **e)
{
	const Value *v = hole->u.hole.val;
	*e = NULL;
	if (str_starts(hole->u.hole.path, "secret:"))
		return hole->u.hole.path + strlen("secret:");
	if (!v || v->kind != V_ATTR)
		return NULL;
	*e = v->u.attr.ent;
	const char *name = v->u.attr.name;
	if ((*e)->kind == &kind_secret)
		return str_eq(name, "value") || str_eq(name, "password") ? (*e)->name : NULL;
	return (*e)->kind == &kind_parameter && rec_true((*e)->rec, "secret") ? (*e)->name : NULL;
}

static void say_in_sight(Unit *u, const Value *at, void *ctx)
{
	const Entity *e;
	const char *name = shown(at, &e);
	if (!name)
		return;
	Diag *d = say_secret_in_sight(u, at->at, name, (const char *)ctx);
	diag_label(d, "resolved here when it is deployed");
	if (e && e->kind == &kind_secret)
		diag_line(d,
			"give it the right and the name, `access: { %s: read }` and `{{secret.%s.name}}`, and let the code "
			"fetch the value when it starts",
			e->name, e->name);
	else
		diag_line(
			d, "keep it in Secrets Manager, and let the code fetch it when it starts");
}

void secret_in_sight(Unit *u, const Value *v, const char *where)
{
	each_hole(u, v, say_in_sight, (void *)(uintptr_t)where);
}

static void say_in_output(Unit *u, const Value *at, void *ctx)
{
	const Entity *e;
	const char *name = shown(at, &e);
	(void)ctx;
	if (!name)
		return;
	Diag *d = say_output_shows_secret(u, at->at, name);
	if (e && e->kind == &kind_secret) {
		diag_related(d, e->at, "the secret is declared here");
		diag_line(d, "give its name, `{{secret.%s.name}}`, to those who may read it",
			e->name);
	}
}

void secret_in_output(Unit *u, const Value *v)
{
	each_hole(u, v, say_in_output, NULL);
}

// `.user` and `.password` of a secret that is no JSON.
static void say_missing_part(Unit *u, const Value *at, void *ctx)
{
	const Entity *e = ctx;
	const Value *v = at->u.hole.val;
	if (!v || v->kind != V_ATTR || v->u.attr.ent != e ||
		!(str_eq(v->u.attr.name, "user") || str_eq(v->u.attr.name, "password")))
		return;
	Diag *d = say_secret_without_part(u, at->at, e->name, v->u.attr.name);
	diag_related(d, e->at, "its value is one string: no `user` is generated with it");
	diag_line(d, "write `generate: { user: NAME }`, or use `{{secret.%s.value}}`", e->name);
}

static void check(Unit *u, Entity *e)
{
	if (secret_has_user(e))
		return;
	const Entity *last = NULL;
	for (uint32_t i = 0; i < e->nin; i++) {
		Entity *from = e->in[i]->from;
		if (from != last)
			each_hole(u, from->rec, say_missing_part, e);
		last = from;
	}
}

// ---- Filling ------------------------------------------------------------------------------------

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	if (r->edge)
		return;
	if (r == e->main && value_is(rec_get(e->rec, "on_destroy"), "keep"))
		put(u, r, "keep", value_bool(u->arena, true, e->at));
	else if (str_eq(r->op->part, "Version") && !rec_get(e->rec, "generate.user"))
		put(u, r, "whole", value_ref(u, res_of(e, "Password"), "text", e->at));
}

// ---- The rule that fills it -----------------------------------------------------------------------

// One rule for all secrets that are made here without a value: `make secret NAME=key < file`.
static void files_of(Unit *u, Entity *e)
{
	static const char account[] =
		"$$($(AWS) sts get-caller-identity --query Account --output text)";
	static const char region[] =
		"$${AWS_REGION:-$${AWS_DEFAULT_REGION:-$$($(AWS) configure get region)}}";
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < u->nent; i++) {
		const Entity *o = u->ent[i];
		if (o->kind != &kind_secret || rec_true(o->rec, "import") ||
			rec_get(o->rec, "generate"))
			continue;
		if (!b.n && o != e)
			return; // the first one writes the rule
		buf_printf(&b, "%s) id=\"%s\" ;; ", path_word(u, o->name),
			name_text(u, o->phys, account, region));
	}
	if (!b.n)
		return;
	MakeRule *rule = out_rule(
		u, "secret", "put a value into a secret: NAME=name, the value on standard input");
	rule_line(u, rule,
		U_FORMAT(u,
			"@case '$(NAME)' in %s*) echo 'NAME is none of the secrets' >&2; exit 2 ;; esac; \\",
			b.s));
	rule_line(u, rule,
		"$(AWS) secretsmanager put-secret-value --secret-id \"$$id\" --secret-string file:///dev/stdin");
}

// The local stand-in has a secret of this name, whose password is the one of its databases.
static void seed(Unit *u, Entity *e, Buf *b)
{
	const char *user = rec_text(e->rec, "generate.user");
	buf_printf(b,
		"awslocal secretsmanager create-secret --name %s --secret-string '{\"username\": \"%s\", \"password\": \"password\"}'\n",
		local_text(u, e->phys), user && !strpbrk(user, "'\"\\") ? user : "local");
}

const Kind kind_secret = {
	"secrets",
	"secret",
	"Secret",
	"a password, a key: a value that few may read",
	.field = field,
	.op = op,
	.link = link_rows,
	.grant = grants,
	.call = call,
	.phys = "ns_x_sandbox",
	.fixed = "name",
	.phys_max = 512,
	.phys_ok = "/^[A-Za-z0-9\\/_+=.@-]+$/",
	.holes = "user value password",
	.check = check,
	.fill = fill,
	.hole = hole,
	.files_of = files_of,
	.seed = seed,
};
