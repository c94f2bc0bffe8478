// main.c: reads the command line and runs the command.
#include "command.h"
#include "config.h"

#include <errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *environment(const char *name)
{
	return getenv(name);
}

// `@FILE` stands for the lines of the file, one argument each: build systems pass long lists so.
// False after saying what is wrong.
static bool expand_files(Arena *a, int *argc, char ***argv)
{
	char **out = NULL;
	uint32_t n = 0;
	for (int i = 0; i < *argc; i++) {
		if ((*argv)[i][0] != '@' || !(*argv)[i][1]) {
			PUSH(a, out, n, (*argv)[i]);
			continue;
		}
		FILE *f = fopen((*argv)[i] + 1, "r");
		if (!f) {
			fprintf(stderr, "topc: cannot read `%s`: %s\n", (*argv)[i] + 1,
				strerror(errno));
			return false;
		}
		char *line = NULL;
		size_t cap = 0;
		for (ssize_t got; (got = getline(&line, &cap, f)) > 0;) {
			while (got && (line[got - 1] == '\n' || line[got - 1] == '\r'))
				got--;
			if (got)
				PUSH(a, out, n, arena_copy(a, line, (size_t)got));
		}
		free(line);
		fclose(f);
	}
	*argc = (int)n;
	*argv = out;
	return true;
}

int main(int argc, char **argv)
{
#ifdef M_TRIM_THRESHOLD
	// What one unit frees is the next one's: it is not given back to the system in between.
	mallopt(M_MMAP_THRESHOLD, 16 << 20);
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
	Arena *a = arena_new();
	Cli cli = { 0 };
	argc--;
	argv++;
	int status = expand_files(a, &argc, &argv) ? cli_read(a, &cli, argc, argv, environment) :
						     EXIT_USAGE;
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
