// image.c: images: an ECR repository, and the scripts that build the image and push it.
//
// What runs the image takes its URI, pinned by digest, as a parameter without default: the
// repository is deployed, the image pushed, then the rest. That is why they are in two targets.
#include "container.h"

#include "../files.h"

#include <string.h>

// clang-format off
static const Field field[] = {
	{ "name", T_NAME, .doc = "name of the repository; default: as written here" },
	{ "context", T_PATH, .ok = "dir", .doc = "folder that the image is built from; default: the Dockerfile's" },
	{ "dockerfile", T_PATH, .ok = "file", .doc = "default: Dockerfile in the context" },
	{ "platform", T_ENUM, .ok = "linux/amd64=amd64=x86_64 linux/arm64=arm64=aarch64", .dflt = "linux/amd64", .doc = "what it runs on" },
	{ "tag", T_STR, .flags = F_KNOWN, .ok = "/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/", .doc = "default: a digest of what it is built from" },
	{ "scan_on_push", T_BOOL, .dflt = "true", .doc = "look for known weaknesses" },
	{ "mutable_tags", T_BOOL, .dflt = "false", .doc = "a tag may be pushed again" },
	{ "keep", T_INT, .ok = "1..", .doc = "how many images are kept; default: all" },
	{ "local_name", T_STR, .flags = F_KNOWN, .ok = "/^[a-z0-9]+([._\\/-][a-z0-9]+)*$/", .doc = "what the image is called on this machine" },
	{ "args", T_STR, MAP_OF, .flags = F_EMPTY_OK, .doc = "build arguments" },
	{ "pull_policy", T_ENUM, .ok = "missing always", .dflt = "missing", .doc = "whether the base image is fetched again" },
	RETENTION("keep delete empty", "keep"),
	COMMON_FIELDS,
	{ 0 }
};

static const Prop prop[] = {
	{ "RepositoryName",     "name",                 "%" },
	{ "ImageTagMutability", "image_tag_mutability", "$mutable_tags|true=MUTABLE|false=IMMUTABLE" },
	{ "ImageScanningConfiguration.ScanOnPush", "image_scanning_configuration{}.scan_on_push", "$scan_on_push" },
	{ "EmptyOnDelete",      "force_delete",         "$on_destroy|empty=true|keep=false|delete=false" },
	{ "@DeletionPolicy",      NULL, "$on_destroy|keep=Retain|delete=Delete|empty=Delete" },
	{ "@UpdateReplacePolicy", NULL, "$on_destroy|keep=Retain|delete=Delete|empty=Delete" },
	{ 0 }
};
static const Attr attr[] = {
	{ "name",       "Ref", "name", "%" },
	{ "arn",        "Arn", "arn",  "=arn:{@partition}:ecr:{@region}:{@account}:repository/{%}" },
	{ "repository", "RepositoryUri", "repository_url", "={@account}.dkr.ecr.{@region}.{@suffix}/{%}" },
	{ 0 }
};
static const Prop keep_prop[] = {
	{ NULL, "repository", "&self.name" },
	{ "LifecyclePolicy.LifecyclePolicyText:json", "policy:json", "*rules" },
	{ 0 }
};
static const Prop repository_policy_prop[] = {
	{ NULL, "repository", "&self.name" },
	{ "RepositoryPolicyText", "policy:json", "*document", .soft = 3 },
	{ 0 }
};
static const Op op[] = {
	{ "",       "AWS::ECR::Repository", "aws_ecr_repository", .prop = prop, .attr = attr, .flags = OP_STATEFUL, .tags = "Tags" },
	{ "Lifecycle", "^", "aws_ecr_lifecycle_policy", .when = "keep", .prop = keep_prop },
	{ "Policy", "^", "aws_ecr_repository_policy", .prop = repository_policy_prop, .flags = OP_DEMAND },
	{ 0 }
};
// Lambda pulls in its own name; whoever runs containers pulls under their execution role.
static const Admit admits[] = {
	{ .policy = "Policy", .actions = "ecr:BatchGetImage ecr:GetDownloadUrlForLayer" },
	{ 0 },
};
static const Grant grants[] = {
	{ "pull", "ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:BatchGetImage", "&self.arn" },
	{ "pull", "ecr:GetAuthorizationToken", "=*" },
	{ 0 }
};
// clang-format on

// ---- What others ask ----------------------------------------------------------------------------

const char *image_arch(const char *platform)
{
	return str_eq(platform, "linux/arm64") ? "arm64" : "x86_64";
}

Input *image_input(Unit *u, const Scope *s, const char *name, Span at)
{
	const char *of = s->parent ? id_of_key(u, s->name) : "";
	Input *in = input_of(u, U_FORMAT(u, "%s%sUri", of, id_of_key(u, name)), "string", at);
	in->doc = U_FORMAT(u, "URI of the image %s, pinned by digest", name);
	const char *word = image_word(u, s, name);
	in->feed = U_FORMAT(u, "$$(cat images/%s/uri)", word);
	in->rule = U_FORMAT(u, "push-%s", word);
	return in;
}

static Value *hole(Unit *u, Entity *e, const char *name)
{
	return str_eq(name, "uri") ?
		value_input(u, image_input(u, e->scope, e->name, e->at), (Span){ 0 }) :
		NULL;
}

static void check_target(Unit *u, const Entity *image, const Entity *user, Span at)
{
	const char *mine = entity_target(image);
	const char *other = entity_target(user);
	if ((!str_eq(mine, other) && (mine || other)) || rec_refused(image->rec, "target") ||
		rec_refused(user->rec, "target") || rec_refused(image->scope->rec, "targets"))
		return;
	Diag *d = say_image_one_target(
		u, at, image->name, U_FORMAT(u, "%s `%s`", user->kind->one, user->name));
	if (image->at.file)
		diag_related(d, image->at, "the repository is deployed with it");
	diag_line(d,
		"the repository has to be there before the image is pushed, and the image before what runs it");
	diag_line(d,
		"write `targets: [images, app]` in the topology and `target: images` in the image");
}

void image_check_user(Unit *u, const Entity *image, const Entity *user, const Value *arch, Span at)
{
	check_target(u, image, user, at);
	const Value *platform = rec_get(image->rec, "platform");
	if (!arch || !value_text(platform) || value_is(arch, image_arch(platform->u.s)))
		return;
	Diag *d = say_image_arch_differs(u, arch->style == STYLE_MADE ? at : arch->at,
		U_FORMAT(u, "%s `%s`", user->kind->one, user->name), arch->u.s,
		image_arch(platform->u.s));
	diag_related(d, platform->style == STYLE_MADE ? image->at : platform->at,
		"the image is built for %s", platform->u.s);
	diag_line(d, "an image of the other processor fails when it starts: exec format error");
	if (arch->style == STYLE_MADE)
		diag_line(d, "write `arch: %s` in its `runtime`", image_arch(platform->u.s));
	else
		diag_fix(d, FIX_MAYBE, "run it on the processor of the image", arch->at,
			image_arch(platform->u.s));
}

// ---- What is built -------------------------------------------------------------------------------

static ImageBuild build_of(Unit *u, const Entity *e)
{
	const char *file = rec_text(e->rec, "dockerfile");
	const char *context = rec_text(e->rec, "context");
	const char *local = rec_text(e->rec, "local_name");
	const Value *said = rec_get(e->rec, file ? "dockerfile" : "context");
	ImageBuild b = { .name = image_word(u, e->scope, e->name),
		.tag = rec_text(e->rec, "tag"),
		.pull = value_is(rec_get(e->rec, "pull_policy"), "always"),
		.again = rec_true(e->rec, "mutable_tags"),
		.platform = rec_text(e->rec, "platform"),
		.why = said && said->at.file ? said->at : e->at,
		.args = rec_get(e->rec, "args"),
		.dir_arg = e->own ? rec_text(((Entity *)e->own)->rec, "image.build_dir_arg") : NULL,
		.dir = e->own ? container_code_dir(u, e->own) : NULL,
		.context = e->artifact };
	if (e->own) // made for a container, which says the rest
		b.args = rec_get(((Entity *)e->own)->rec, "image.args");
	b.what = U_FORMAT(u, "image %s", b.name);
	b.local = local ? local : b.name;
	b.dockerfile = file ? file :
		context     ? U_FORMAT(u, "%s%sDockerfile", context, *context ? "/" : "") :
			      NULL;
	return b;
}

static const char *context_of(Unit *u, const Entity *e)
{
	const char *context = rec_text(e->rec, "context");
	const char *file = rec_text(e->rec, "dockerfile");
	return context ? context : file ? path_dir(u->arena, file) : NULL;
}

// A Dockerfile is often named from its context, as in compose files.
static bool is_misplaced(Unit *u, const Entity *e, Artifact *a, const char *dir)
{
	const Value *said = rec_get(e->rec, "dockerfile");
	TreeEntry t;
	if (!value_text(said) || e->own || !rec_get(e->rec, "context") ||
		u->tree->stat(u->tree, u->arena, said->u.s, &t) != TREE_MISSING)
		return false;
	const char *there = U_FORMAT(u, "%s%s%s", dir, *dir ? "/" : "", path_base(said->u.s));
	if (u->tree->stat(u->tree, u->arena, there, &t) != TREE_OK)
		return false;
	Diag *d = say_no_such_file(u, said->at, said->u.s);
	diag_line(d,
		"there is `%s`: a path begins where the file that writes it stands, not in the context",
		there);
	diag_line(d, "without `dockerfile` the context's own is taken");
	a->failed = true;
	return true;
}

static void pack(Unit *u, Entity *e)
{
	const char *dir = context_of(u, e);
	if (!dir)
		return;
	ImageBuild b = build_of(u, e);
	Entity *container = e->own;
	Artifact *a = artifact_new(u, U_FORMAT(u, "image `%s`", e->name), e->at);
	a->built = a->context = true;
	a->folder = "images";
	e->artifact = a;
	if (container)
		container_context(u, container, a, b.dir);
	else
		artifact_folder(u, a, "", dir, "", b.why);
	if (!a->failed && !is_misplaced(u, e, a, dir))
		image_command(u, a, &b);
}

const char *image_local(Unit *u, const Entity *e)
{
	if (!e->artifact)
		return NULL;
	ImageBuild b = build_of(u, e);
	return U_FORMAT(u, "%s:%s", b.local, b.tag ? b.tag : e->artifact->digest);
}

static void files_of(Unit *u, Entity *e)
{
	ImageBuild b = build_of(u, e);
	b.repository = name_text(u, e->phys, "$account", "$region");
	image_files(u, &b);
}

// ---- Checks -----------------------------------------------------------------------------------------

static void check(Unit *u, Entity *e)
{
	if (!rec_given(e->rec, "context") && !rec_given(e->rec, "dockerfile")) {
		say_needs_one_of(
			u, e->at, "`context`, `dockerfile`", U_FORMAT(u, "image `%s`", e->name));
		return;
	}
	const Value *tag = rec_get(e->rec, "tag");
	if (value_text(tag) && !rec_true(e->rec, "mutable_tags") &&
		!rec_refused(e->rec, "mutable_tags")) {
		Diag *d = say_image_tag_once(u, tag->at, tag->u.s);
		diag_line(d,
			"leave `tag` out, so that it is a digest of what the image is built from, or write `mutable_tags: true`");
	}
	if (!e->artifact || e->artifact->failed)
		return;
	ImageBuild b = build_of(u, e);
	const char *dir = context_of(u, e);
	DockerBuild build = { .file = b.dockerfile,
		.why = b.why,
		.context = e->artifact,
		.context_name = e->own ? "the function's package" :
			*dir           ? U_FORMAT(u, "`%s`", dir) :
					 "the repository",
		.args = b.args,
		.args_lost = e->own ? rec_refused(((Entity *)e->own)->rec, "image.args") :
				      rec_refused(e->rec, "args"),
		.dir = b.dir };
	if (e->own)
		build.dir_arg = rec_get(((Entity *)e->own)->rec, "image.build_dir_arg");
	dockerfile_check(u, &build);
}

// ---- Filling ----------------------------------------------------------------------------------------

static void set(Unit *u, Value *map, const char *key, Value *v)
{
	value_set(u->arena, map, key, v);
}

// One rule: what is older than the newest `keep` images goes.
static Value *keep_rules(Unit *u, Value *keep)
{
	Span at = keep->at;
	Value *selection = value_map(u->arena, at);
	set(u, selection, "tagStatus", text_at(u, "any", at));
	set(u, selection, "countType", text_at(u, "imageCountMoreThan", at));
	set(u, selection, "countNumber", keep);
	Value *action = value_map(u->arena, at);
	set(u, action, "type", text_at(u, "expire", at));
	Value *rule = value_map(u->arena, at);
	set(u, rule, "rulePriority", value_num(u->arena, 1, at));
	set(u, rule, "selection", selection);
	set(u, rule, "action", action);
	Value *list = value_list(u->arena, at);
	value_push(u->arena, list, rule);
	Value *rules = value_map(u->arena, at);
	set(u, rules, "rules", list);
	return rules;
}

static void fill(Unit *u, Resource *r)
{
	if (str_eq(r->op->part, "Lifecycle"))
		put(u, r, "rules",
			keep_rules(u, lower_value(u, r->from, rec_get(r->from->rec, "keep"))));
}

const Kind kind_image = {
	"images",
	"image",
	"Image",
	"a container image and its repository",
	.field = field,
	.op = op,
	.grant = grants,
	.admit = admits,
	.phys = "x",
	.fixed = "name",
	.phys_max = 256,
	.phys_ok = "/^(?=.{2,})([a-z0-9]+([._-][a-z0-9]+)*\\/)*[a-z0-9]+([._-][a-z0-9]+)*$/",
	.holes = "uri",
	.check = check,
	.pack = pack,
	.fill = fill,
	.hole = hole,
	.files_of = files_of,
};
