// opt.c: reads the command line by the table of options.
#include "opt.h"

#include "../ir/diag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AT(member) offsetof(Cli, member)
// clang-format off
const Opt options[] = {
	{ "sandbox", 's', "NAME", OPT_TEXT, AT(sandbox), "build check fix diff release ls explain", "TOPC_SANDBOX", NULL,
		"the deployment's name, a part of every physical name" },
	{ "env", 'e', "NAME", OPT_TEXT, AT(env), "build check fix diff release ls explain", "TOPC_ENV", NULL,
		"which blocks of the vars files count; without it only `default`" },
	{ "release", 0, "VERSION", OPT_TEXT, AT(release), "build check fix diff explain", "TOPC_RELEASE", NULL,
		"the version tag; default: the topology's `version`, else 0.0.1" },
	{ "target", 't', "cfn|tf|all", OPT_TEXT, AT(target), "build diff", "TOPC_TARGET", "cfn tf all",
		"CloudFormation, Terraform, or both (the default; `diff`: cfn)" },
	{ "output", 'o', "DIR", OPT_TEXT, AT(out), "build", NULL, NULL,
		"where the output goes; default: build/topc below the topology", OPT_PATH },
	{ "format", 'f', "FORMAT", OPT_TEXT, AT(draw), "graph", NULL, "mermaid dot json svg",
		"mermaid (the default), dot, json, or svg, which `dot` draws", OPT_HERE },
	{ "lang", 0, "NAME", OPT_TEXT, AT(lang), "init scaffold", NULL, NULL,
		"language of new functions: python (the default), node, ruby, go, rust" },
	{ "portable", 0, NULL, OPT_FLAG, AT(portable), "init", NULL, NULL,
		"one job with wrappers for Lambda, a container, this machine and unit tests", OPT_HERE },
	{ "ci", 0, NULL, OPT_FLAG, AT(ci), "init", NULL, NULL, "write pipelines for GitHub and GitLab", OPT_HERE },
	{ "dump", 0, "PASS", OPT_TEXT, AT(dump), "build", NULL, NULL,
		"print the unit after a pass, and write nothing", OPT_HERE },
	{ "check", 0, NULL, OPT_FLAG, AT(check), "build docs fix", NULL, NULL,
		"write nothing; exit 1 when what stands there is not what would be", OPT_HERE },
	{ "report", 0, "FORMAT[=FILE]", OPT_MANY, AT(report), "build check fix access diff changelog release", "TOPC_REPORT", NULL,
		"how diagnostics are printed; may be given several times" },
	{ "check", 0, "GATE", OPT_MANY, AT(gate), "access", NULL, NULL,
		"fail on no-new-access, no-public, not-granted=ACTIONS[@RESOURCES]", OPT_HERE },
	{ "changed-files", 0, NULL, OPT_FLAG, AT(changed_files), "check", NULL, NULL,
		"PATHs are files that changed: check the topologies that they concern", OPT_HERE },
	{ "changed", 0, NULL, OPT_FLAG, AT(changed), "check", NULL, NULL,
		"the same for what git says has changed", OPT_HERE },
	{ "base", 0, "REVISION", OPT_TEXT, AT(base), "check", NULL, NULL,
		"with --changed: changed since when; default HEAD", OPT_HERE },
	{ "all", 0, NULL, OPT_FLAG, AT(all), "check", NULL, NULL,
		"check every topology of the repository", OPT_HERE },
	{ "format", 0, "FORMAT", OPT_TEXT, AT(format), "diff changelog", NULL, "text markdown json",
		"how it is printed", OPT_HERE },
	{ "unreleased", 0, NULL, OPT_FLAG, AT(unreleased), "changelog", NULL, NULL,
		"only what came after the last tag", OPT_HERE },
	{ "dry-run", 0, NULL, OPT_FLAG, AT(dry_run), "release", NULL, NULL,
		"say what the next release would be; topc makes no tag itself", OPT_HERE },
	{ "fail-on", 0, "GATES", OPT_TEXT, AT(diff_gates), "diff", "TOPC_DIFF_FAIL_ON", NULL,
		"exit 1 on any of: replace,remove,data-loss,wider-access,public", OPT_HERE },
	{ "allow", 0, "WHAT=REASON", OPT_MANY, AT(allow), "diff", NULL, NULL,
		"what no gate finds: a type, an entity (`queue orders`) or an id, and why" },
	{ "exit-code", 0, NULL, OPT_FLAG, AT(exit_code), "diff", NULL, NULL,
		"exit 1 when anything differs", OPT_HERE },
	{ "max-bytes", 0, "N", OPT_NUMBER, AT(max_bytes), "diff", NULL, NULL,
		"the most that Markdown takes; default 60000" },
	{ "express", 0, NULL, OPT_FLAG, AT(express), "check fix", NULL, NULL,
		"plain state machine files are of type EXPRESS" },
	{ "policy-type", 0, "TYPE", OPT_TEXT, AT(policy_type), "check fix access", NULL,
		"identity resource trust scp rcp boundary",
		"what plain policy files are; default: by what they hold" },
	{ "iam-data", 0, "FILE", OPT_TEXT, AT(iam_data), "build check fix explain", NULL, NULL,
		"a newer table of IAM actions than the one built in", OPT_PATH },
	{ "stdin-filename", 0, "PATH", OPT_TEXT, AT(stdin_filename), "check access", NULL, NULL,
		"the name that `-` has in messages", OPT_HERE },
	{ "show", 0, "N", OPT_NUMBER, AT(show), "build check fix access diff", NULL, NULL,
		"errors shown at most; 0: all; default 50" },
	{ "fail-on", 0, "SEVERITY", OPT_TEXT, AT(fail_on), "check fix", "TOPC_FAIL_ON", "error warning note",
		"the least severity that makes the exit status 1; default: error" },
	{ "baseline", 0, "FILE", OPT_TEXT, AT(baseline), "check fix build", "TOPC_BASELINE", NULL,
		"findings that are known; default: .topc-baseline.json of the project; none: no file", OPT_PATH },
	{ "write-baseline", 0, NULL, OPT_FLAG, AT(write_baseline), "check", NULL, NULL,
		"make the baseline what is found now", OPT_HERE },
	{ "depfile", 0, "FILE", OPT_TEXT, AT(depfile), "build check", NULL, NULL,
		"for make and ninja: what the output depends on, folders too", OPT_HERE },
	{ "depfile-target", 0, "TARGET", OPT_TEXT, AT(depfile_target), "build check", NULL, NULL,
		"what depends on it; default: the depfile itself", OPT_HERE },
	{ "watch", 0, NULL, OPT_FLAG, AT(watch), "build check", NULL, NULL,
		"run again whenever an input changes; shows one screen", OPT_HERE },
	{ "exit-zero", 0, NULL, OPT_FLAG, AT(exit_zero), "check fix", NULL, NULL,
		"findings do not change the exit status" },
	{ "run-tasks", 0, NULL, OPT_FLAG, AT(run_tasks), "build check", NULL, NULL,
		"run `tasks.build` commands that are more than a zip line" },
	{ "json", 0, NULL, OPT_FLAG, AT(json), "version explain kinds access config diff changelog release ls", NULL, NULL,
		"print JSON", OPT_HERE },
	{ "show-origin", 0, NULL, OPT_FLAG, AT(show_origin), "config", NULL, NULL,
		"print where each setting comes from", OPT_HERE },
	{ "config", 0, "FILE", OPT_TEXT, AT(config_file), NULL, "TOPC_CONFIG", NULL,
		"the project's settings; default: .topc.yml here or above, up to the repository's root", OPT_HERE },
	{ "no-color", 0, NULL, OPT_FLAG, AT(no_color), NULL, NULL, NULL, "the same as --color=never", OPT_HERE },
	{ "color", 0, "auto|always|never", OPT_TEXT, AT(color), NULL, NULL, "auto always never",
		"colour in what people read" },
	{ "directory", 'C', "DIR", OPT_TEXT, AT(chdir), NULL, NULL, NULL, "work as if started in DIR", OPT_HERE },
	{ "jobs", 'j', "N", OPT_NUMBER, AT(jobs), "build check fix diff changelog release", NULL, NULL,
		"topologies compiled at once; default: one a processor" },
	{ "quiet", 'q', NULL, OPT_FLAG, AT(quiet), NULL, NULL, NULL, "no closing line" },
	{ "verbose", 'v', NULL, OPT_FLAG, AT(verbose), NULL, NULL, NULL, "print notes too" },
	{ "help", 'h', NULL, OPT_FLAG, AT(help), NULL, NULL, NULL, "help on the command", OPT_HERE },
	{ "version", 'V', NULL, OPT_FLAG, AT(version), NULL, NULL, NULL, "the program's version", OPT_HERE },
	{ 0 },
};
// clang-format on

const Command *command_find(const char *name)
{
	for (const Command *c = commands; c->name; c++)
		if (str_eq(c->name, name))
			return c;
	return NULL;
}

static int usage(const char *format, ...) __attribute__((format(printf, 1, 2)));
static int usage(const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	fputs("topc: ", stderr);
	vfprintf(stderr, format, ap);
	fputc('\n', stderr);
	va_end(ap);
	return EXIT_USAGE;
}

// ", did you mean `x`?" or nothing.
static const char *hint(Arena *a, const Nearest *near, const char *dashes)
{
	return near->best ? arena_format(a, "; did you mean `%s%s`?", dashes, near->best) : "";
}

// Two commands may have options of one name: then the one of the command that was named before it.
static const Opt *find_long(const Cli *cli, const char *name, size_t n)
{
	const Opt *found = NULL;
	for (const Opt *o = options; o->name; o++) {
		if (strncmp(o->name, name, n) != 0 || o->name[n])
			continue;
		if (!o->commands ||
			(cli->command && word_in(o->commands, cli->command, strlen(cli->command))))
			return o;
		if (!found)
			found = o;
	}
	return found;
}

static const Opt *find_letter(char c)
{
	for (const Opt *o = options; o->name; o++)
		if (o->letter && o->letter == c)
			return o;
	return NULL;
}

// "cfn, tf or all"
static const char *list_words(Arena *a, const char *words)
{
	Buf b = { .arena = a };
	for (Word w = { .rest = words }; word_next(&w);) {
		const char *rest = w.rest + strspn(w.rest, " ");
		buf_puts(&b, !b.n ? "" : *rest ? ", " : " or ");
		buf_add(&b, w.s, w.n);
	}
	return b.s;
}

const char *opt_refuses(Arena *a, const Opt *o, const char *val)
{
	char *end;
	if (o->words && !word_in(o->words, val, strlen(val)))
		return list_words(a, o->words);
	if (o->kind == OPT_NUMBER && (strtol(val, &end, 10) < 0 || *end || end == val))
		return "a number";
	return NULL;
}

bool opt_given(const Cli *cli, const Opt *o)
{
	return cli->origin[o - options] != NULL;
}

void opt_set(Arena *a, Cli *cli, const Opt *o, const char *val, const char *origin)
{
	char *at = (char *)cli + o->at;
	cli->origin[o - options] = origin;
	switch ((OptKind)o->kind) {
	case OPT_FLAG: *(bool *)at = true; break;
	case OPT_TEXT: *(const char **)at = val; break;
	case OPT_MANY:
		if (o->at == AT(gate))
			PUSH(a, cli->gate, cli->ngate, val);
		else if (o->at == AT(allow))
			PUSH(a, cli->allow, cli->nallow, val);
		else
			PUSH(a, cli->report, cli->nreport, val);
		break;
	case OPT_NUMBER: *(long *)at = strtol(val, NULL, 10); break;
	}
}

static int set(
	Arena *a, Cli *cli, const Opt *o, const char *val, const char *spelling, const char *origin)
{
	const char *why = o->kind == OPT_FLAG ? NULL : opt_refuses(a, o, val);
	if (!why) {
		opt_set(a, cli, o, val, origin);
		return EXIT_CLEAN;
	}
	Nearest near = { .word = val };
	for (Word w = { .rest = o->words ? o->words : "" }; word_next(&w);)
		nearest_try(&near, arena_copy(a, w.s, w.n));
	return usage("%s takes %s, not `%s`%s", spelling, why, val, hint(a, &near, ""));
}

static int unknown_option(Arena *a, const char *arg, size_t n)
{
	Nearest near = { .word = arena_copy(a, arg + 2, n) };
	for (const Opt *o = options; o->name; o++)
		nearest_try(&near, o->name);
	return usage("unknown option `--%.*s`%s", (int)n, arg + 2, hint(a, &near, "--"));
}

// One argument that starts with a dash; *i moves on when it takes the next one.
static int read_option(Arena *a, Cli *cli, int argc, char **argv, int *i)
{
	const char *arg = argv[*i];
	const Opt *o;
	const char *val = NULL;
	const char *spelling;
	if (arg[1] == '-') {
		size_t n = strcspn(arg + 2, "=");
		o = find_long(cli, arg + 2, n);
		if (!o)
			return unknown_option(a, arg, n);
		val = arg[2 + n] ? arg + 3 + n : NULL;
		spelling = arena_format(a, "--%s", o->name);
	} else {
		o = find_letter(arg[1]);
		spelling = arena_format(a, "-%c", arg[1]);
		if (!o)
			return usage("unknown option `%s`", spelling);
		if (o->kind == OPT_FLAG && arg[2])
			return usage("`%s`: write short options one by one", arg);
		val = arg[2] ? arg + 2 : NULL;
	}
	if (o->kind == OPT_FLAG && val)
		return usage("%s takes no argument", spelling);
	if (o->kind != OPT_FLAG && !val) {
		if (*i + 1 >= argc)
			return usage("%s needs an argument: %s", spelling, o->arg);
		val = argv[++*i];
	}
	return set(a, cli, o, val, spelling, "command line");
}

// Whether each option that was given belongs to the command.
static int check_options(Arena *a, const Cli *cli, const Command *c)
{
	for (const Opt *o = options; o->name; o++) {
		if (!o->commands || word_in(o->commands, c->name, strlen(c->name)))
			continue;
		if (!opt_given(cli, o))
			continue;
		Buf b = { .arena = a };
		for (const Opt *p = options; p->name; p++)
			if (str_eq(p->name, o->name)) // two commands may have one of the same name
				buf_printf(
					&b, "%s%s", b.n ? " " : "; it belongs to: ", p->commands);
		return usage("`%s` takes no --%s%s", c->name, o->name, b.s);
	}
	return EXIT_CLEAN;
}

static int find_command(Arena *a, Cli *cli)
{
	const Command *c = command_find(cli->command);
	if (!c) {
		Nearest near = { .word = cli->command };
		for (const Command *k = commands; k->name; k++)
			nearest_try(&near, k->name);
		return usage("unknown command `%s`%s", cli->command, hint(a, &near, ""));
	}
	int status = check_options(a, cli, c);
	if (status || cli->help)
		return status;
	int n = (int)cli->npath;
	if (n < c->least || (c->most >= 0 && n > c->most))
		return usage(n < c->least ? "`%s` needs %s; `topc help %s` says more" :
				c->most   ? "`%s` takes %s and no more; `topc help %s` says more" :
					    "`%s` takes no operands%s; `topc help %s` says more",
			c->name, c->operands, c->name);
	return EXIT_CLEAN;
}

static int read_environment(Arena *a, Cli *cli, const char *(*env)(const char *))
{
	bool all = str_eq(cli->command, "config");
	for (const Opt *o = options; o->name; o++) {
		const char *val = o->env ? env(o->env) : NULL;
		bool taken = all || !o->commands ||
			word_in(o->commands, cli->command, strlen(cli->command));
		if (!val || !*val || !taken || opt_given(cli, o))
			continue;
		// A list is words between blanks or commas.
		size_t end = strlen(val);
		for (const char *s = val; *s; s += strspn(s, " ,")) {
			size_t n = o->kind == OPT_MANY ? strcspn(s, " ,") : end;
			int status = n ? set(a, cli, o, arena_copy(a, s, n), o->env, o->env) :
					 EXIT_CLEAN;
			if (status)
				return status;
			s += n;
		}
	}
	return EXIT_CLEAN;
}

int cli_read(Arena *a, Cli *cli, int argc, char **argv, const char *(*env)(const char *))
{
	bool only_operands = false;
	size_t n = 0;
	while (options[n].name)
		n++;
	*cli = (Cli){
		.show = -1, .jobs = -1, .max_bytes = -1, .origin = NEW_N(a, const char *, n)
	};
	for (int i = 0; i < argc; i++) {
		const char *arg = argv[i];
		if (!only_operands && str_eq(arg, "--")) {
			only_operands = true;
		} else if (!only_operands && arg[0] == '-' && arg[1]) {
			int status = read_option(a, cli, argc, argv, &i);
			if (status)
				return status;
		} else if (!cli->command) {
			cli->command = arg;
		} else {
			PUSH(a, cli->path, cli->npath, arg);
		}
	}
	if (!cli->command)
		return EXIT_CLEAN;
	int status = find_command(a, cli);
	return status || cli->help ? status : read_environment(a, cli, env);
}
