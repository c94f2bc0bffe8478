// image_build.c: what builds an image and pushes it: its context, two scripts and two rules.
//
// The context is copied beside the scripts, so that what was checked is what is built. push.sh
// leaves the image's URI, pinned by digest, in a file that the deployment of its users reads.
#include "../files.h"
#include "image.h"

#include <string.h>

const char *image_word(Unit *u, const Scope *s, const char *name)
{
	return s->parent ? U_FORMAT(u, "%s-%s", path_word(u, s->name), path_word(u, name)) :
			   path_word(u, name);
}

// A word of a shell line in single quotes, which hold everything but themselves.
static void put_quoted(Buf *b, const char *s)
{
	buf_putc(b, '\'');
	for (; *s; s++)
		buf_puts(b, *s == '\'' ? "'\\''" : (char[]){ *s, 0 });
	buf_putc(b, '\'');
}

static void put_args(Buf *b, const Value *args, const char *dir_arg, const char *dir)
{
	for (uint32_t i = 0; args && i < args->n; i++) {
		const Pair *p = &args->u.pair[i];
		if (!value_text(p->val) || str_eq(p->key, dir_arg))
			continue;
		buf_puts(b, " --build-arg ");
		put_quoted(b, p->key);
		buf_putc(b, '=');
		put_quoted(b, p->val->u.s);
	}
	if (dir_arg) {
		buf_puts(b, " --build-arg ");
		put_quoted(b, dir_arg);
		buf_putc(b, '=');
		put_quoted(b, dir);
	}
}

void image_command(Unit *u, Artifact *a, const ImageBuild *i)
{
	Buf b = { .arena = u->arena };
	buf_printf(&b, "%s", i->platform);
	put_args(&b, i->args, i->dir_arg, i->dir);
	a->command = b.s;
	artifact_file(u, a, IMAGE_DOCKERFILE, i->dockerfile, i->why);
}

static const char *build_script(Unit *u, const ImageBuild *i)
{
	Buf b = { .arena = u->arena };
	buf_printf(&b,
		"#!/bin/sh\n# Builds %s for %s, as the local image `%s`. Needs docker.\n"
		"set -eu\ncd \"$(dirname \"$0\")\"\n"
		"docker build --platform %s --provenance=false%s",
		i->what, i->platform, i->local, i->platform, i->pull ? " --pull" : "");
	put_args(&b, i->args, i->dir_arg, i->dir);
	buf_printf(&b, " -t %s:%s -f Dockerfile context\n", i->local, i->tag);
	return b.s;
}

// A fixed tag that is there already is not pushed again.
static const char *push_script(Unit *u, const ImageBuild *i)
{
	Buf b = { .arena = u->arena };
	buf_printf(&b,
		"#!/bin/sh\n# Pushes %s to its repository, and leaves its URI, pinned by digest, in the file `uri`.\n"
		"# Needs docker, the AWS CLI and the repository.\n"
		"set -eu\ncd \"$(dirname \"$0\")\"\naws=${AWS:-aws}\n",
		i->what);
	if (strstr(i->repository, "$account"))
		buf_puts(&b,
			"account=$($aws sts get-caller-identity --query Account --output text)\n");
	if (strstr(i->repository, "$region"))
		buf_puts(&b,
			"region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$($aws configure get region)}}\n");
	buf_printf(&b,
		"repository=\"%s\"\ntag=%s\n"
		"uri=$($aws ecr describe-repositories --repository-names \"$repository\" "
		"--query 'repositories[0].repositoryUri' --output text)\n"
		"digest() {\n"
		"\t$aws ecr describe-images --repository-name \"$repository\" --image-ids \"imageTag=$tag\" "
		"--query 'imageDetails[0].imageDigest' --output text\n"
		"}\n",
		i->repository, i->tag);
	buf_puts(&b, i->again ? "if true; then\n" : "if ! digest >/dev/null 2>&1; then\n");
	buf_printf(&b,
		"\tdocker image inspect \"%s:$tag\" >/dev/null 2>&1 || ./build.sh\n"
		"\t$aws ecr get-login-password | docker login --username AWS --password-stdin \"${uri%%%%/*}\"\n"
		"\tdocker tag \"%s:$tag\" \"$uri:$tag\"\n"
		"\tdocker push \"$uri:$tag\"\n"
		"fi\n"
		"is=$(digest)\necho \"$uri@$is\" >uri.new\nmv uri.new uri\n",
		i->local, i->local);
	return b.s;
}

void image_files(Unit *u, ImageBuild *i)
{
	const char *dir = U_FORMAT(u, "images/%s", i->name);
	if (!i->tag)
		i->tag = i->context->digest;
	for (uint32_t k = 0; k < i->context->n; k++) {
		const ArtifactEntry *e = &i->context->entry[k];
		bool file = str_eq(e->name, IMAGE_DOCKERFILE);
		out_copy(u,
			file ? U_FORMAT(u, "%s/Dockerfile", dir) :
			       U_FORMAT(u, "%s/context/%s", dir, e->name),
			e);
	}
	out_text(u, U_FORMAT(u, "%s/build.sh", dir), build_script(u, i), true);
	out_text(u, U_FORMAT(u, "%s/push.sh", dir), push_script(u, i), true);
	MakeRule *build =
		out_rule(u, U_FORMAT(u, "image-%s", i->name), U_FORMAT(u, "build %s", i->what));
	build->group = "build";
	rule_line(u, build, U_FORMAT(u, "./%s/build.sh", dir));
	MakeRule *push = out_rule(u, U_FORMAT(u, "push-%s", i->name),
		U_FORMAT(u, "push %s to its repository", i->what));
	push->needs = build->name;
	rule_line(u, push, U_FORMAT(u, "AWS='$(AWS)' ./%s/push.sh", dir));
}
