// cmd_watch.c: `--watch`: runs the command again when its inputs change, and shows one screen.
//
// Each run is a child, so nothing of one is left in the next. It tells which folders it listed;
// those are watched, so that new files count as well as changed ones. Events are gathered until
// 50 ms pass without one: an editor that saves makes several.
#include "command.h"

#include <stdio.h>

#ifdef __linux__

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { QUIET_MS = 50, LONGEST_MS = 500, ROWS = 24, LARGEST_TEXT = 1 << 22 };

static const uint32_t EVENTS = IN_CREATE | IN_DELETE | IN_CLOSE_WRITE | IN_MOVED_FROM |
	IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;

typedef struct Run {
	Buf text, folders; // what it printed; the folders, each ended by NUL
	int status;
} Run;

static void read_both(Run *r, int text, int folders)
{
	struct pollfd fd[2] = { { .fd = text, .events = POLLIN },
		{ .fd = folders, .events = POLLIN } };
	Buf *to[2] = { &r->text, &r->folders };
	while (fd[0].fd >= 0 || fd[1].fd >= 0) {
		if (poll(fd, 2, -1) < 0 && errno != EINTR)
			die("poll: %s", strerror(errno));
		for (int i = 0; i < 2; i++) {
			char part[65536];
			if (fd[i].fd < 0 || !(fd[i].revents & (POLLIN | POLLHUP | POLLERR)))
				continue;
			ssize_t got = read(fd[i].fd, part, sizeof part);
			if (got <= 0)
				fd[i].fd = -1; // closed by the caller
			else if (to[i]->n < LARGEST_TEXT)
				buf_add(to[i], part, (size_t)got);
		}
	}
}

// One run of the command in a child.
static Run run_once(Arena *a, const Cli *cli, int (*command)(Arena *, Cli *), unsigned width)
{
	Run r = { .text = { .arena = a }, .folders = { .arena = a } };
	int text[2];
	int folders[2];
	if (pipe(text) != 0 || pipe(folders) != 0)
		die("pipe: %s", strerror(errno));
	fflush(NULL);
	pid_t child = fork();
	if (child < 0)
		die("fork: %s", strerror(errno));
	if (!child) {
		dup2(text[1], STDOUT_FILENO);
		dup2(text[1], STDERR_FILENO);
		close(text[0]);
		close(text[1]);
		close(folders[0]);
		Cli mine = *cli;
		mine.watch = false;
		mine.watch_out = folders[1];
		mine.width = (long)width;
		if (!mine.color || str_eq(mine.color, "auto"))
			mine.color = use_colour(cli, stdout) ? "always" : "never";
		Arena *own = arena_new();
		int status = command(own, &mine);
		fflush(NULL);
		_exit(status);
	}
	close(text[1]);
	close(folders[1]);
	read_both(&r, text[0], folders[0]);
	close(text[0]);
	close(folders[0]);
	int status;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	r.status = WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_UNABLE;
	return r;
}

// As much as fits on the screen, from the top, where the first error is.
static void show(const Run *r, bool terminal, unsigned rows, uint32_t folders)
{
	const char *s = r->text.s ? r->text.s : "";
	if (terminal)
		fputs("\033[H\033[2J\033[3J", stdout);
	uint32_t left = 0;
	unsigned line = 0;
	for (const char *next; *s; s = next) {
		const char *end = strchr(s, '\n');
		next = end ? end + 1 : s + strlen(s);
		if (!terminal || ++line + 2 < rows)
			fwrite(s, 1, (size_t)(next - s), stdout);
		else
			left++;
	}
	if (terminal)
		fputs("\033[0m", stdout);
	if (left)
		printf("(%u more lines) ", left);
	printf("watching %u folder%s; Ctrl-C ends it\n", folders, folders == 1 ? "" : "s");
	fflush(stdout);
}

// Watches what the run listed; folders that are watched already stay so. Returns how many there are.
static uint32_t watch_folders(int notify, const Run *r)
{
	uint32_t n = 0;
	for (size_t i = 0; i < r->folders.n; i += strlen(r->folders.s + i) + 1)
		n += inotify_add_watch(notify, r->folders.s + i, EVENTS) >= 0;
	return n;
}

// Waits for an event, then until none comes for a while.
static void wait_for_change(int notify, int first_ms)
{
	struct pollfd fd = { .fd = notify, .events = POLLIN };
	int waited = 0;
	char events[65536];
	for (int timeout = first_ms; waited < LONGEST_MS;) {
		int got = poll(&fd, 1, timeout);
		if (got < 0 && errno != EINTR)
			die("poll: %s", strerror(errno));
		if (got == 0)
			return;
		if (got > 0 && read(notify, events, sizeof events) < 0 && errno != EINTR &&
			errno != EAGAIN)
			die("inotify: %s", strerror(errno));
		waited += timeout > 0 ? timeout : 0;
		timeout = QUIET_MS;
	}
}

int watch(const Cli *cli, int (*command)(Arena *, Cli *))
{
	int notify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (notify < 0) {
		fprintf(stderr, "topc: cannot watch: %s\n", strerror(errno));
		return EXIT_UNABLE;
	}
	bool terminal = isatty(STDOUT_FILENO);
	uint32_t before = 0;
	for (;;) {
		struct winsize w = { 0 };
		ioctl(STDOUT_FILENO, TIOCGWINSZ, &w);
		Arena *a = arena_new();
		Run r = run_once(a, cli, command, w.ws_col);
		uint32_t folders = watch_folders(notify, &r);
		bool usage = r.status == EXIT_USAGE && !folders;
		show(&r, terminal, w.ws_row ? w.ws_row : ROWS, folders);
		arena_free(a);
		if (usage || !folders) // nothing that could change
			return r.status;
		// What changed in a folder between its listing and its first watch is not to be missed.
		wait_for_change(notify, folders > before ? QUIET_MS : -1);
		before = folders;
	}
}

#else

int watch(const Cli *cli, int (*command)(Arena *, Cli *))
{
	(void)cli;
	(void)command;
	fprintf(stderr, "topc: --watch needs inotify, which this system has not\n");
	return EXIT_UNABLE;
}

#endif
