// commands.c: the table of commands.
#include "command.h"

// clang-format off
const Command commands[] = {
	{ "check", "PATH...", 0, -1, run_check, "what is wrong with topologies, state machines and policies",
		"A folder is checked with all topologies below it, a file of a topology with the whole\n"
		"of it. Any other file is a state machine (it has States), a policy (Statement) or a\n"
		"template (Resources). `-` is standard input, under the name --stdin-filename.\n" },
	{ "build", "DIR...", 1, -1, run_build, "compile topologies to CloudFormation and Terraform" },
	{ "init", "[DIR]", 0, 1, run_init, "a new topology that compiles; --portable, --ci: more",
		"What is there already is left as it is. With --ci in a folder that has a topology\n"
		"only the pipelines are written, at the root of the repository.\n", true },
	{ "scaffold", "DIR...", 1, -1, run_scaffold, "write the files that a topology lacks: functions and their vars",
		"What is there is never written. Then the topology is checked, and what it still\n"
		"lacks is said.\n" },
	{ "ls", "[KIND] [DIR...]", 0, -1, run_ls, "what topologies hold, by kind: functions, routes, layers, ..." },
	{ "graph", "[DIR...]", 0, -1, run_graph, "entities and what connects them, as a drawing" },
	{ "access", "OLD NEW", 2, 2, run_access, "who gains or loses what access between two versions",
		"OLD and NEW are two policies, two CloudFormation templates, or two folders that\n"
		"`topc build` wrote. A role is compared with all its policies, a resource with its\n"
		"policy; what is not there before is compared with nothing.\n" },
	{ "changelog", "[DIR...]", 0, -1, run_changelog, "what changed between the releases of a topology",
		"Releases are the tags <topology>-x.y.z. A commit counts when it changes a file that the\n"
		"topology is made of.\n" },
	{ "config", "", 0, 0, run_config, "the settings that count here, and where each comes from" },
	{ "diff", "[BASE[..HEAD]] [DIR...] | OLD NEW", 0, -1, run_diff, "what a change of sources changes in what is deployed",
		"BASE is a revision (default HEAD); it is compared with the work tree, or with HEAD\n"
		"after two dots. Three dots: from where the two parted. OLD and NEW are two\n"
		"templates, or two folders with *.template.json.\n" },
	{ "fix", "PATH...", 1, -1, run_fix, "apply the safe fixes of what check finds",
		"Only fixes that are certain are applied; comments and layout stay. What is left\n"
		"is reported as check reports it. With --check nothing is written.\n" },
	{ "explain", "CODE | access NAME [DIR]", 1, 3, run_explain, "what a code means, or what a function or flow may do and why",
		"A code is explained with an example that fails and one that works. `access` prints each\n"
		"thing that the entity's role may do, and who may use the entity: actions, resources,\n"
		"conditions, and the place in the sources that asks for it, as it would be built with the\n"
		"same --sandbox and --env. NAME may be kind/name.\n", true },
	{ "kinds", "[NAME]", 0, 1, run_kinds, "what a topology may hold: sections, their keys, what they compile to", NULL, true },
	{ "release", "[DIR...]", 0, -1, run_release, "which version the next release has to be, and why",
		"By Conventional Commits since the last tag <topology>-x.y.z, and by what the change does:\n"
		"what is replaced or removed makes it a major one. Tag it with git.\n" },
	{ "schema", "NAME", 1, 1, run_schema, "a JSON Schema for editors: topology, function, vars, roles, or a kind",
		"Give it to the editor: `# yaml-language-server: $schema=PATH` at the top of a YAML\n"
		"file, or `\"$schema\": \"PATH\"` in a JSON file.\n", true },
	{ "docs", "DIR", 1, 1, run_docs, "print the reference of the language and the schemas into a folder", NULL, true },
	{ "completion", "SHELL", 1, 1, run_completion, "a script that completes the command line: bash, zsh, fish", NULL, true },
	{ "man", "PAGE", 1, 1, run_man, "a manual page as mdoc: topc.1, topology.yml.5, topc-codes.7", NULL, true },
	{ "version", "", 0, 0, run_version, "the program's version and the dates of its data", NULL, true },
	{ "help", "[COMMAND]", 0, 1, run_help, "help on a command", NULL, true },
	{ 0 },
};
// clang-format on
