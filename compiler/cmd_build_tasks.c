// cmd_build_tasks.c: `topc build --run-tasks`: the commands that pack functions are run, each in its
// folder, before anything is compiled.
#include "cmd_build.h"

#include "../backends/zip.h"
#include "tree_open.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LARGEST_ARCHIVE = 512 << 20 };

// What the command prints goes to standard error: standard output is ours. Its exit status.
static int run_command(const char *dir, const char *command)
{
	fflush(NULL);
	pid_t child = fork();
	if (child < 0)
		die("fork: %s", strerror(errno));
	if (!child) {
		dup2(STDERR_FILENO, STDOUT_FILENO);
		if (chdir(dir) == 0)
			execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		fprintf(stderr, "topc: %s: %s\n", dir, strerror(errno));
		_exit(127);
	}
	int status;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static const char *in_folder(Arena *a, const char *dir, const char *name)
{
	return *dir ? arena_format(a, "%s/%s", dir, name) : name;
}

static bool run_one(Arena *a, const char *root, const Task *task, Made *made)
{
	int status = run_command(in_folder(a, root, task->dir), task->command);
	if (status) {
		fprintf(stderr, "topc: %s: `%s` ended with %d\n", task->what, task->command,
			status);
		return false;
	}
	Tree *t = tree_disk(root, ""); // one that has not looked yet
	const char *text;
	size_t n;
	const char *error = NULL;
	Artifact all = { 0 };
	if (!t ||
		t->read(t, a, in_folder(a, task->dir, "lambda.zip"), LARGEST_ARCHIVE, &text, &n) !=
			TREE_OK)
		error = "it is not there";
	else
		zip_entries(a, text, n, &all, &error);
	if (t)
		t->close(t);
	if (error)
		fprintf(stderr, "topc: %s: `%s` was to leave `lambda.zip` in `%s`: %s\n",
			task->what, task->command, *task->dir ? task->dir : ".", error);
	const char *dir = arena_copy(a, task->dir, strlen(task->dir));
	*made = (Made){ arena_copy(a, root, strlen(root)), dir, all.entry, all.n };
	return !error;
}

int run_tasks(Arena *a, const Cli *cli, const Made **out)
{
	Session s;
	session_start(&s, a, cli);
	int status = session_run(&s, "check");
	if (status)
		return status;
	uint32_t n = 0;
	bool sound = true;
	for (uint32_t i = 0; i < s.n; i++) {
		n += s.unit[i]->ntask;
		sound &= !s.unit[i]->nerror;
	}
	Made *made = NEW_N(a, Made, n + 1);
	uint32_t done = 0;
	for (uint32_t i = 0; i < s.n && sound && !status; i++)
		for (uint32_t k = 0; k < s.unit[i]->ntask && !status; k++)
			if (!run_one(a, s.unit[i]->tree->root, &s.unit[i]->task[k], &made[done++]))
				status = EXIT_FINDINGS;
	session_end(&s);
	*out = made;
	return status;
}
