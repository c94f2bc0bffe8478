// main.c: reads the command line and runs the command.
#include "command.h"
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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
		const Command *command = command_find(cli.command);
		status = config_read(a, &cli, command, environment);
		if (!status)
			status = reports_check(a, &cli);
		if (!status)
			status = cli.watch ? watch(&cli, command->run) : command->run(a, &cli);
		config_end(cli.config);
	}
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "topc: cannot write to standard output\n");
		status = status ? status : EXIT_UNABLE;
	}
	arena_free(a);
	return status;
}
