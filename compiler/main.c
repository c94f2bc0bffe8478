// main.c: the commands.
#include "command.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// clang-format off
const Command commands[] = {
	{ "check", "PATH...", 1, -1, run_check, "what is wrong with topologies, state machines and policies",
		"A folder is checked with all topologies below it. A plain file is a state machine\n"
		"(it has States) or a policy (it has Statement). `-` is standard input.\n" },
	{ "explain", "CODE", 1, 2, run_explain, "what a code means, with an example that fails and one that works" },
	{ "version", "", 0, 0, run_version, "the program's version and the dates of its data" },
	{ "help", "[COMMAND]", 0, 1, run_help, "help on a command" },
	{ 0 },
};
// clang-format on

static const char *environment(const char *name)
{
	return getenv(name);
}

int main(int argc, char **argv)
{
	Arena *a = arena_new();
	Cli cli;
	int status = cli_read(a, &cli, argc - 1, argv + 1, environment);
	Buf b = { .arena = a };
	if (!status && cli.chdir && chdir(cli.chdir) != 0) {
		fprintf(stderr, "topc: cannot work in `%s`\n", cli.chdir);
		status = EXIT_UNABLE;
	}
	if (status) {
		// said already
	} else if (cli.version) {
		printf("topc %s\n", TOPC_VERSION);
	} else if (!cli.command) {
		print_usage(&b);
		fputs(b.s, cli.help ? stdout : stderr);
		status = cli.help ? EXIT_CLEAN : EXIT_USAGE;
	} else if (cli.help) {
		print_command_help(&b, command_find(cli.command));
		fputs(b.s, stdout);
	} else {
		status = command_find(cli.command)->run(a, &cli);
	}
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "topc: cannot write to standard output\n");
		status = status ? status : EXIT_UNABLE;
	}
	arena_free(a);
	return status;
}
