// instance_setup.c: what a machine gets and does when it starts, and what is checked of it.
#include "instance.h"

#include <stdarg.h>
#include <string.h>

// Where the archive has the script; nothing of the author's is likely to stand there.
static const char setup_path[] = "opt/topc/setup";

// ---- The archive --------------------------------------------------------------------------------

static void pack_file(Unit *u, Artifact *a, const Value *rec)
{
	const Value *source = rec_get(rec, "source");
	const char *to = rec_text(rec, "to");
	TreeEntry t;
	if (!value_text(source) || !to)
		return;
	to++; // entries of an archive have no slash in front
	bool folder = !*to || str_ends(to, "/");
	TreeStatus s = u->tree->stat(u->tree, u->arena, source->u.s, &t);
	if (s == TREE_OK && t.type == ENTRY_DIR)
		artifact_folder(
			u, a, folder ? to : U_FORMAT(u, "%s/", to), source->u.s, "", source->at);
	else
		artifact_file(u, a, folder ? U_FORMAT(u, "%s%s", to, path_base(source->u.s)) : to,
			source->u.s, source->at);
}

void instance_pack(Unit *u, Entity *e)
{
	uint32_t n;
	Value **file = rec_list(e->rec, "files", &n);
	const Value *setup = rec_get(e->rec, "setup");
	if (!n && !value_text(setup))
		return;
	Artifact *a = artifact_new(u, U_FORMAT(u, "%s `%s`", e->kind->one, e->name), e->at);
	e->artifact = a;
	for (uint32_t i = 0; i < n; i++)
		pack_file(u, a, file[i]);
	if (value_text(setup))
		artifact_file(u, a, setup_path, setup->u.s, setup->at);
}

void instance_grant(Unit *u, Entity *e)
{
	Value *piece[] = { eval_entity(u, e, "=arn:{@partition}:s3:::"),
		value_input(u, artifact_bucket(u), e->at),
		value_format(u->arena, e->at, "/%s", artifact_path(u, e->artifact)) };
	grant(u, e, "s3:GetObject", value_join(u->arena, e->at, piece, COUNT(piece)),
		"it fetches its files", e->at);
}

// ---- The script ---------------------------------------------------------------------------------

typedef struct Script {
	Unit *u;
	Span at;
	Value **piece;
	uint32_t n;
} Script;

static void add(Script *s, Value *v)
{
	U_PUSH(s->u, s->piece, s->n, v);
}

static void say(Script *s, const char *text)
{
	add(s, text_at(s->u, text, s->at));
}

// `aws` and `unzip` are on Amazon's images; Debian and Ubuntu fetch them.
static const char tools[] = "for tool in aws unzip; do\n"
			    "  command -v $tool >/dev/null && continue\n"
			    "  if command -v apt-get >/dev/null; then\n"
			    "    apt-get update -q\n"
			    "    [ $tool = unzip ] && apt-get install -qy unzip && continue\n"
			    "    apt-get install -qy awscli || snap install aws-cli --classic\n"
			    "  else\n"
			    "    yum install -qy $tool || yum install -qy awscli\n"
			    "  fi\n"
			    "done\n";

static void say_ready(Script *s, const Entity *e)
{
	say(s,
		"ready() {\n"
		"  meta=http://169.254.169.254/latest\n"
		"  token=$(curl -sS -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' $meta/api/token)\n"
		"  id=$(curl -sS -H \"X-aws-ec2-metadata-token: $token\" $meta/meta-data/instance-id)\n"
		"  aws cloudformation signal-resource --stack-name ");
	add(s, value_var(s->u, "stack", s->at));
	say(s,
		U_FORMAT(s->u, " --logical-resource-id %s --unique-id \"$id\" --status $1\n}\n",
			e->main->id));
	say(s, "trap '[ $? = 0 ] && ready SUCCESS || ready FAILURE' EXIT\n");
}

static void say_files(Script *s, const Entity *e)
{
	Unit *u = s->u;
	const Artifact *a = e->artifact;
	say(s, "aws s3 cp s3://");
	add(s, value_input(u, artifact_bucket(u), s->at));
	say(s,
		U_FORMAT(u, "/%s /tmp/topc.zip\nunzip -oq -d / /tmp/topc.zip\nrm /tmp/topc.zip\n",
			artifact_path(u, a)));
	const char *first = NULL;
	for (uint32_t i = 0; i < a->n; i++) {
		const char *name = a->entry[i].name;
		if (str_eq(name, setup_path))
			continue;
		if (str_starts(name, "home/")) // a user's files belong to the user
			say(s,
				U_FORMAT(u, "chown --reference='/%.*s' '/%s'\n",
					(int)(5 + strcspn(name + 5, "/")), name, name));
	}
	uint32_t n;
	Value **file = rec_list(e->rec, "files", &n);
	if (n) {
		const char *to = rec_text(file[0], "to");
		const char *slash = strrchr(to, '/');
		first = arena_copy(u->arena, to, (size_t)(slash - to) + (slash == to));
	}
	if (rec_get(e->rec, "setup"))
		say(s,
			U_FORMAT(u, "chmod +x /%s\ncd '%s'\n/%s\n", setup_path,
				first ? first : "/root", setup_path));
}

Value *instance_script(Unit *u, Entity *e, Backend backend)
{
	Script s = { .u = u, .at = e->at };
	say(&s, "#!/bin/bash\nset -eu\nexport HOME=/root DEBIAN_FRONTEND=noninteractive AWS_DEFAULT_REGION=");
	add(&s, value_var(u, "region", e->at));
	say(&s, "\n");
	bool signal = backend == CFN && rec_get(e->rec, "ready");
	if (signal)
		say_ready(&s, e);
	say(&s, tools);
	if (e->artifact)
		say_files(&s, e);
	return value_join(u->arena, e->at, s.piece, s.n);
}

// ---- Checks -------------------------------------------------------------------------------------

static bool check_ports(Unit *u, Entity *e)
{
	uint32_t n;
	Value **port = rec_list(e->rec, "ports", &n);
	bool world = rec_refused(e->rec, "ports");
	const char **seen = NULL;
	uint32_t nseen = 0;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t m;
		Value **from = rec_list(port[i], "from", &m);
		const char *number = rec_text(port[i], "port");
		world |= rec_refused(port[i], "port") || rec_refused(port[i], "from");
		for (uint32_t k = 0; k < m && number; k++) {
			const char *to = value_text(from[k]) ? from[k]->u.s : "";
			if (str_eq(to, "0.0.0.0/0"))
				to = "anywhere";
			const char *key = U_FORMAT(u, "%s %s", number, to);
			for (uint32_t j = 0; j < nseen; j++)
				if (str_eq(seen[j], key)) {
					say_port_repeated(u, from[k]->at, number);
					break;
				}
			U_PUSH(u, seen, nseen, key);
			if (!str_eq(to, "anywhere"))
				continue;
			world = true;
			Diag *d = say_world_open_port(u, from[k]->at, number,
				U_FORMAT(u, "%s `%s`", e->kind->one, e->name));
			diag_line(d,
				"name the address ranges that need it, or leave `from` out: then only what "
				"may `connect` reaches it");
			diag_line(d, "where it is meant: `allow: { world-open-port: why }`");
		}
	}
	return world;
}

// Graviton: a `g` after the generation's number.
static bool is_arm_type(const char *type)
{
	const char *s = type + strspn(type, "abcdefghijklmnopqrstuvwxyz");
	s += strspn(s, "0123456789");
	return *s == 'g' || str_starts(type, "a1.");
}

static void check_image(Unit *u, Entity *e)
{
	const Value *type = rec_get(e->rec, "type");
	const Value *ssm = rec_get(e->rec, "image.ssm");
	if (!value_text(type) || !value_text(ssm))
		return;
	bool arm = strstr(ssm->u.s, "arm64") || strstr(ssm->u.s, "aarch64");
	bool intel = strstr(ssm->u.s, "x86_64") || strstr(ssm->u.s, "amd64");
	if (is_arm_type(type->u.s) ? !intel : !arm)
		return;
	Diag *d = say_instance_image_arch(u, ssm->at, type->u.s, ssm->u.s);
	diag_context(
		d, type->at, is_arm_type(type->u.s) ? "an arm64 processor" : "an x86_64 processor");
}

void instance_check(Unit *u, Entity *e)
{
	bool world = check_ports(u, e);
	check_image(u, e);
	connect_check(u, e, world);
	if (rec_get(e->rec, "ready"))
		network_check_start(u, e, "CloudFormation, which waits for its word", NULL);
	else if (rec_get(e->rec, "setup") || rec_get(e->rec, "files"))
		network_check_start(u, e, "the bucket with its files", "s3");
	const Value *use = rec_get(e->rec, "network");
	const Value *ports = rec_get(e->rec, "ports");
	Entity *network = rec_ent(e->rec, "network");
	if (!network || network_is_made(network))
		return;
	if (ports)
		diag_related(say_excludes(u, ports->at, "network", "ports",
				     U_FORMAT(u, "%s `%s`", e->kind->one, e->name)),
			use->at, "its security groups are there already, and open what they open");
	const Value *subnets = rec_get(network->rec, "import.subnets");
	if (subnets && subnets->n == 1 && subnets->u.item[0]->kind == V_HOLE)
		say_wrong_type(u, subnets->u.item[0]->at, "subnets",
			"ids, of which the first is taken", "a parameter");
}
