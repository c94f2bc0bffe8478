// b_make.c: the Makefile beside the output, which deploys through the AWS CLI or Terraform.
//
// Values between targets come from `describe-stacks` and `terraform output`, other inputs from make
// variables of their names. Nothing is asked for while make reads the file, so `make -n` runs
// anywhere.
#include "b_make.h"

#include "b_manifest.h"
#include "emit.h"

#include <stdlib.h>
#include <string.h>

typedef struct Maker {
	OutFiles *out;
	Unit *u;
	Buf b;
	const Module **target; // in the order they are deployed
	uint32_t n;
	bool uploads; // something is fetched from BUCKET when CloudFormation deploys
} Maker;

static bool is_empty(const Module *m)
{
	return !m->nres && !m->nchild && !m->noutput;
}

static void find_targets(Maker *k)
{
	for (uint32_t i = 0; i < k->u->nmodule; i++)
		if (!k->u->module[i]->parent && !is_empty(k->u->module[i]))
			U_PUSH(k->u, k->target, k->n, k->u->module[i]);
}

static const char *env_of(const Unit *u)
{
	return u->opt->env ? u->opt->env : "default";
}

// The make variable of an input. One in capitals could be a variable of make's or of the
// environment, which `?=` would take, so it gets a prefix.
static const char *variable(const Maker *k, const Input *in)
{
	size_t n = strspn(in->name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
	return in->name[n] ? in->name : U_FORMAT(k->u, "PARAM_%s", in->name);
}

// `NAME=value` of one input, as a shell word.
static void put_argument(Maker *k, const char *name, const Input *in, Backend backend)
{
	Buf *b = &k->b;
	if (in->producer) {
		const char *from = in->producer->name;
		if (backend == TF)
			buf_printf(b, "\"%s=$$($(TERRAFORM) -chdir=tf/%s output -raw %s)\"", name,
				from, in->name);
		else
			buf_printf(b,
				"\"%s=$$($(AWS) cloudformation describe-stacks --stack-name %s --output text "
				"--query \"Stacks[0].Outputs[?OutputKey=='%s'].OutputValue\")\"",
				name, stack_name(k->u->arena, k->u, in->producer),
				cfn_name(k->u, in->name));
	} else if (in->feed) {
		buf_printf(b, "\"%s=%s\"", name, in->feed);
	} else {
		bool list = backend == TF && str_eq(in->type, "list");
		buf_printf(b,
			list ? "'%s=$(call _list,$(subst ','\\'',$(%s)))'" :
			       "'%s=$(subst ','\\'',$(%s))'",
			name, variable(k, in));
	}
}

static void put_arguments(Maker *k, const Module *m, Backend backend)
{
	bool first = true;
	for (uint32_t i = 0; i < m->nin; i++) {
		if (!(m->in[i].in & 1 << backend))
			continue;
		if (backend == TF)
			buf_puts(&k->b, " -var ");
		else
			buf_puts(&k->b, first ? " --parameter-overrides " : " ");
		first = false;
		const char *name = m->in[i].input->name;
		put_argument(
			k, backend == CFN ? cfn_name(k->u, name) : name, m->in[i].input, backend);
	}
}

// Stops where something is not set that the target needs.
static void put_needs(Maker *k, const Module *m, Backend backend, const char *first)
{
	Buf names = { .arena = k->u->arena };
	buf_puts(&names, first);
	for (uint32_t i = 0; i < m->nin; i++) {
		const Input *in = m->in[i].input;
		if (m->in[i].in & 1 << backend && !in->producer && !in->feed && !in->dflt)
			buf_printf(&names, "%s%s", names.n ? " " : "", variable(k, in));
	}
	if (names.n)
		buf_printf(&k->b, "\t@$(call _need,%s)\n", names.s);
}

// A recipe's line is printed before it is run, unless it holds what nobody may see.
static const char *hush(const Module *m, Backend backend)
{
	for (uint32_t i = 0; i < m->nin; i++)
		if (m->in[i].in & 1 << backend && m->in[i].input->secret)
			return "@";
	return "";
}

// Variables for the inputs that nobody else supplies.
static void put_variables(Maker *k)
{
	Map seen = { .arena = k->u->arena };
	for (uint32_t i = 0; i < k->n; i++)
		for (uint32_t j = 0; j < k->target[i]->nin; j++) {
			const Input *in = k->target[i]->in[j].input;
			if (in->producer || in->feed || map_get(&seen, unit_sym(k->u, in->name)))
				continue;
			map_put(&seen, unit_sym(k->u, in->name), k);
			if (in->doc)
				buf_printf(
					&k->b, "# %.*s\n", (int)strcspn(in->doc, "\r\n"), in->doc);
			buf_printf(&k->b, "%s ?=%s", variable(k, in),
				in->dflt && *in->dflt ? " " : "");
			for (const char *s = in->dflt ? in->dflt : ""; *s && *s != '\n'; s++)
				buf_printf(&k->b, *s == '$' ? "$$" : *s == '#' ? "\\#" : "%c", *s);
			buf_putc(&k->b, '\n');
		}
}

static void put_head(Maker *k)
{
	const Scope *s = k->u->scope[0];
	buf_printf(&k->b,
		"# Made by topc from the topology %s for the sandbox %s. It deploys with the AWS CLI (TOOL=cfn) or\n"
		"# Terraform (TOOL=tf); topc itself reaches no network. `make help` lists the rules.\n"
		"TOOL      ?= %s\n"
		"# bucket that archives, nested and large templates are uploaded to\n"
		"BUCKET    ?=\n"
		"AWS       ?= aws\n"
		"TERRAFORM ?= terraform\n"
		"PAYLOAD   ?= {}\n",
		s->name, k->u->opt->sandbox, k->u->opt->backend[CFN] ? "cfn" : "tf");
	put_variables(k);
	buf_puts(&k->b,
		"\n# stops if one of these variables is not set\n"
		"_need = $(foreach v,$(1),test -n '$(if $($(v)),set)' || { echo '$(v) is not set' >&2; exit 2; };)\n"
		"# a,b as a list of Terraform's\n"
		"_comma := ,\n"
		"_list = [$(if $(1),\"$(subst $(_comma),\"$(_comma)\",$(subst $() ,,$(1)))\")]\n"
		"\n.DEFAULT_GOAL := help\n");
}

static void put_doc(Maker *k, const char *name, const char *needs, const char *doc)
{
	buf_printf(
		&k->b, "\n.PHONY: %s\n%s:%s%s ## %s\n", name, name, *needs ? " " : "", needs, doc);
}

static void upload_templates(Maker *k, const Module *m, const char *file)
{
	for (uint32_t i = 0; i < m->nchild; i++) {
		const char *child = U_FORMAT(k->u, "%s.%s", file, m->child[i]->name);
		upload_templates(k, m->child[i], child);
		buf_printf(&k->b,
			"\t$(AWS) s3 cp cfn/%s.template.json s3://$(BUCKET)/templates/%s.template.json\n",
			child, m->child[i]->digest);
	}
}

static bool has_children(const Maker *k)
{
	for (uint32_t i = 0; i < k->n; i++)
		if (k->target[i]->nchild)
			return true;
	return false;
}

static bool has_archives(const Maker *k, const char *folder)
{
	for (uint32_t i = 0; i < k->u->nartifact; i++)
		if (str_eq(k->u->artifact[i]->folder, folder))
			return true;
	return false;
}

static void put_upload(Maker *k)
{
	put_doc(k, "upload", has_children(k) ? "build upload-templates" : "build",
		"put archives and nested templates into BUCKET");
	if (k->uploads)
		buf_puts(&k->b, "\t@$(call _need,BUCKET)\n");
	const char *folder[] = { "artifacts", "layers" };
	for (size_t f = 0; f < COUNT(folder); f++)
		if (has_archives(k, folder[f]))
			buf_printf(&k->b,
				"\t$(AWS) s3 sync %s s3://$(BUCKET)/%s --exclude '*' --include '*.zip'\n",
				folder[f], folder[f]);
	if (!has_children(k))
		return;
	put_doc(k, "upload-templates", "", "put nested templates into BUCKET");
	buf_puts(&k->b, "\t@$(call _need,BUCKET)\n");
	for (uint32_t i = 0; i < k->n; i++)
		upload_templates(k, k->target[i], k->target[i]->name);
}

static bool names_roles(const Module *m)
{
	bool any = m->names_roles;
	for (uint32_t i = 0; i < m->nchild; i++)
		any |= names_roles(m->child[i]);
	return any;
}

// A template of up to 51,200 bytes needs no bucket, where nothing else does.
static void deploy_cfn(Maker *k, const Module *m, const char *more)
{
	buf_printf(&k->b,
		"$(AWS) cloudformation deploy --stack-name %s --template-file cfn/%s.template.json "
		"$(if $(BUCKET),--s3-bucket '$(BUCKET)' --s3-prefix templates) --capabilities CAPABILITY_%sIAM CAPABILITY_AUTO_EXPAND --no-fail-on-empty-changeset%s",
		stack_name(k->u->arena, k->u, m), m->name, names_roles(m) ? "NAMED_" : "", more);
	put_arguments(k, m, CFN);
}

// Shows what a change set would do, and throws it away.
static void diff_cfn(Maker *k, const Module *m)
{
	buf_puts(&k->b, "\t@said=$$(");
	deploy_cfn(k, m, " --no-execute-changeset");
	buf_puts(&k->b,
		") || exit; set=$$(echo \"$$said\" | sed -n 's/.* --change-set-name //p'); test -n \"$$set\" || { echo \"$$said\"; exit; }; "
		"$(AWS) cloudformation describe-change-set --change-set-name \"$$set\" --output table "
		"--query 'Changes[].ResourceChange.{Action:Action,Id:LogicalResourceId,Replacement:Replacement,Type:ResourceType}' && "
		"$(AWS) cloudformation delete-change-set --change-set-name \"$$set\"\n");
}

// What the values of its inputs are read from is made once the targets before it are there.
static void put_rules_first(Maker *k, const Module *m)
{
	for (uint32_t i = 0; i < m->nin; i++)
		if (m->in[i].input->rule)
			buf_printf(&k->b, "\t@$(MAKE) --no-print-directory %s\n",
				m->in[i].input->rule);
}

static void run_tf(Maker *k, const Module *m, const char *command)
{
	put_needs(k, m, TF, "");
	if (str_starts(command, "apply"))
		put_rules_first(k, m);
	buf_printf(&k->b,
		"\t$(TERRAFORM) -chdir=tf/%s init -input=false -backend-config=%s.tfbackend\n",
		m->name, env_of(k->u));
	buf_printf(&k->b, "\t%s$(TERRAFORM) -chdir=tf/%s %s -input=false", hush(m, TF), m->name,
		command);
	put_arguments(k, m, TF);
	buf_putc(&k->b, '\n');
}

// Whether something that Terraform makes fetches archives from the bucket.
static bool fetches(const Maker *k, const Module *m)
{
	const Input *bucket = artifact_bucket(k->u);
	for (uint32_t i = 0; i < m->nin; i++)
		if (m->in[i].input == bucket && m->in[i].in & 1 << TF)
			return true;
	return false;
}

static void put_target(
	Maker *k, const char *verb, const Module *m, const Module *after, const char *doc)
{
	const bool *want = k->u->opt->backend;
	const char *wait = after ? U_FORMAT(k->u, " %s-cfn-%s", verb, after->name) : "";
	if (want[CFN]) {
		bool deploys = str_eq(verb, "deploy");
		put_doc(k, U_FORMAT(k->u, "%s-cfn-%s", verb, m->name),
			U_FORMAT(k->u, "%s%s",
				deploys                                   ? "upload" :
					str_eq(verb, "diff") && m->nchild ? "upload-templates" :
									    "",
				wait),
			doc);
		if (str_eq(verb, "delete")) {
			buf_printf(&k->b, "\t$(AWS) cloudformation delete-stack --stack-name %s\n",
				stack_name(k->u->arena, k->u, m));
			buf_printf(&k->b,
				"\t$(AWS) cloudformation wait stack-delete-complete --stack-name %s\n",
				stack_name(k->u->arena, k->u, m));
		} else {
			put_needs(k, m, CFN, k->uploads ? "BUCKET" : "");
			if (deploys)
				put_rules_first(k, m);
			if (deploys) {
				buf_printf(&k->b, "\t%s", hush(m, CFN));
				deploy_cfn(k, m, "");
				buf_putc(&k->b, '\n');
			} else {
				diff_cfn(k, m);
			}
		}
	}
	wait = after ? U_FORMAT(k->u, " %s-tf-%s", verb, after->name) : "";
	if (want[TF]) {
		put_doc(k, U_FORMAT(k->u, "%s-tf-%s", verb, m->name),
			U_FORMAT(k->u, "%s%s", fetches(k, m) ? "upload" : "build", wait), doc);
		run_tf(k, m,
			str_eq(verb, "deploy")         ? "apply -auto-approve" :
				str_eq(verb, "delete") ? "destroy -auto-approve" :
							 "plan");
	}
}

// Targets one after the other; deleted the other way round.
static void put_verbs(Maker *k)
{
	static const char *const verb[][2] = {
		{ "deploy", "deploy all targets, in order" },
		{ "diff", "what deploying would change" },
		{ "delete", "delete all targets, last one first" },
	};
	for (size_t v = 0; v < COUNT(verb); v++) {
		bool back = str_eq(verb[v][0], "delete");
		Buf all = { .arena = k->u->arena };
		for (uint32_t i = 0; i < k->n; i++)
			buf_printf(&all, "%s%s-$(TOOL)-%s", i ? " " : "", verb[v][0],
				k->target[i]->name);
		put_doc(k, verb[v][0], all.n ? all.s : "", verb[v][1]);
		if (!all.n)
			buf_puts(&k->b, "\t@true\n");
		for (uint32_t i = 0; i < k->n; i++) {
			const Module *after = back ? (i + 1 < k->n ? k->target[i + 1] : NULL) :
				i                  ? k->target[i - 1] :
						     NULL;
			put_target(k, verb[v][0], k->target[i],
				str_eq(verb[v][0], "diff") ? NULL : after,
				U_FORMAT(k->u, "%s target %s", verb[v][0], k->target[i]->name));
		}
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp((*(MakeRule *const *)a)->name, (*(MakeRule *const *)b)->name);
}

// A rule that stands for all of a group; there even when the group is empty.
static void put_group(Maker *k, const char *group, const char *doc)
{
	Buf all = { .arena = k->u->arena };
	for (uint32_t i = 0; i < k->out->nrule; i++)
		if (str_eq(k->out->rule[i]->group, group))
			buf_printf(&all, "%s%s", all.n ? " " : "", k->out->rule[i]->name);
	put_doc(k, group, all.n ? all.s : "", doc);
	if (!all.n)
		buf_puts(&k->b, "\t@true\n");
}

static void put_rules(Maker *k)
{
	for (uint32_t i = 0; i < k->out->nrule; i++) {
		const MakeRule *r = k->out->rule[i];
		put_doc(k, r->name, r->needs, r->doc);
		for (uint32_t j = 0; j < r->nline; j++)
			buf_printf(&k->b, "\t%s\n", r->line[j]);
	}
}

static bool has_rule(const Maker *k, const char *name)
{
	for (uint32_t i = 0; i < k->out->nrule; i++)
		if (str_eq(k->out->rule[i]->name, name))
			return true;
	return false;
}

void emit_make(OutFiles *out)
{
	Maker k = { .out = out, .u = out->unit, .b = { .arena = out->unit->arena } };
	find_targets(&k);
	k.uploads = has_archives(&k, "artifacts") || has_archives(&k, "layers") || has_children(&k);
	if (out->nrule)
		qsort(out->rule, out->nrule, sizeof *out->rule, by_name);
	put_head(&k);
	put_doc(&k, "help", "", "list the rules");
	buf_puts(&k.b,
		"\t@sed -n 's/^\\([A-Za-z0-9_.$$()-]*\\):.*## \\(.*\\)/\\1\t\\2/p' $(firstword $(MAKEFILE_LIST)) | "
		"grep -v '^[a-z]*-cfn-\\|^[a-z]*-tf-' | expand -t 24\n");
	put_group(&k, "build", "build layers and images that are not there");
	put_group(&k, "test", "run the tests");
	put_upload(&k);
	put_verbs(&k);
	static const char *const invoke = "call a deployed function: FN=name PAYLOAD=json";
	put_doc(&k, "invoke", "", invoke);
	buf_puts(&k.b,
		"\t@test -n '$(FN)' || { echo 'FN is not set' >&2; exit 2; }\n\t@$(MAKE) --no-print-directory 'invoke-$(FN)'\n");
	static const char *const local[][2] = {
		{ "shim", "start the local stand-ins" },
		{ "run", "run the code against them" },
		{ "watch", "`run`, again whenever topc has built other code" },
	};
	for (size_t i = 0; i < COUNT(local); i++)
		if (!has_rule(&k, local[i][0])) {
			put_doc(&k, local[i][0], "", local[i][1]);
			buf_puts(&k.b, "\t@echo 'the topology has no shim section' >&2; exit 2\n");
		}
	put_rules(&k);
	files_add(out, "Makefile", k.b.s, k.b.n, false);
}

// ---- Files beside a target ----------------------------------------------------------------------

void emit_target_files(OutFiles *out, const Module *m)
{
	Unit *u = out->unit;
	Buf b = { .arena = u->arena };
	if (u->opt->backend[TF]) {
		const char *text = U_FORMAT(
			u, "path = \"terraform.%s.%s.tfstate\"\n", u->opt->sandbox, env_of(u));
		files_add(out, U_FORMAT(u, "tf/%s/%s.tfbackend", m->name, env_of(u)), text,
			strlen(text), false);
	}
	if (!u->opt->backend[CFN])
		return;
	Value *params = value_map(u->arena, (Span){ 0 });
	for (uint32_t i = 0; i < m->nin; i++) {
		const Input *in = m->in[i].input;
		if ((m->in[i].in & 1 << CFN) && !in->producer && in->dflt)
			value_set(u->arena, params, cfn_name(u, in->name),
				value_str(u->arena, in->dflt, (Span){ 0 }));
	}
	Value *v = value_map(u->arena, (Span){ 0 });
	value_set(u->arena, v, "Parameters", params);
	print_template(&b, v);
	files_add(out, U_FORMAT(u, "cfn/%s.%s.params.json", m->name, env_of(u)), b.s, b.n, false);
}
