// write.c: writes output atomically.
#include "write.h"

#include "read.h"
#include "written.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define STAGE ".topc-stage." // and the number of the process

typedef struct Writer {
	Unit *u;
	int dir;           // descriptor of the output folder
	const char *stage; // name of the folder of temporary files in it
	const char *error;
} Writer;

static bool fail(Writer *w, const char *path)
{
	w->error = U_FORMAT(w->u, "cannot write `%s`: %s", path, strerror(errno));
	return false;
}

// A file's path must stay below the output folder: each folder in it is made, and none may be a link
// that leads elsewhere.
static bool make_folders(Writer *w, int at, const char *path)
{
	for (const char *s = strchr(path, '/'); s; s = strchr(s + 1, '/')) {
		const char *dir = arena_copy(w->u->arena, path, (size_t)(s - path));
		if (mkdirat(at, dir, 0777) != 0 && errno != EEXIST)
			return fail(w, dir);
	}
	return true;
}

static bool write_all(int fd, const char *s, size_t n)
{
	while (n) {
		ssize_t done = write(fd, s, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		s += done;
		n -= (size_t)done;
	}
	return true;
}

// The content of an output file, from memory or from the tree.
static bool content(Unit *u, const OutFile *f, Arena *scratch, const char **text, size_t *n)
{
	*text = f->text;
	*n = f->n;
	return f->text || u->tree->read(u->tree, scratch, f->from, 1u << 30, text, n) == TREE_OK;
}

static bool same_bytes(int dir, const char *path, const char *text, size_t n, bool executable)
{
	int fd = openat(dir, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat st;
	bool same = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
		(size_t)st.st_size == n && ((st.st_mode & 0100) != 0) == executable;
	char part[65536];
	for (size_t done = 0; same && done < n;) {
		ssize_t got = read(fd, part, sizeof part);
		same = got > 0 && (size_t)got <= n - done &&
			memcmp(part, text + done, (size_t)got) == 0;
		done += same ? (size_t)got : 0;
	}
	if (fd >= 0)
		close(fd);
	return same;
}

static bool stage_file(
	Writer *w, int stage, uint32_t i, const OutFile *f, const char *text, size_t n)
{
	char name[16];
	snprintf(name, sizeof name, "%u", i);
	int fd = openat(
		stage, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, f->executable ? 0777 : 0666);
	if (fd < 0)
		return fail(w, f->path);
	bool ok = write_all(fd, text, n);
	int error = errno;
	ok &= close(fd) == 0;
	errno = error;
	return ok || fail(w, f->path);
}

// Calls `each` for every entry of a folder of the output ("." for itself).
static void each_entry(
	const Writer *w, const char *dir, void (*each)(const Writer *, int fd, const char *name))
{
	int fd = openat(w->dir, dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	if (!d && fd >= 0)
		close(fd);
	for (struct dirent *e; d && (e = readdir(d));)
		if (!str_eq(e->d_name, ".") && !str_eq(e->d_name, ".."))
			each(w, dirfd(d), e->d_name);
	if (d)
		closedir(d);
}

static void remove_file(const Writer *w, int fd, const char *name)
{
	(void)w;
	unlinkat(fd, name, 0);
}

static void remove_stage(const Writer *w, const char *name)
{
	each_entry(w, name, remove_file);
	unlinkat(w->dir, name, AT_REMOVEDIR);
}

static bool is_empty(int fd)
{
	int again = dup(fd);
	DIR *d = again >= 0 ? fdopendir(again) : NULL;
	uint32_t n = 0;
	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n <= 2; // itself and the one above
}

// A run holds a lock on its stage from its first file on: one with files that nobody holds is of a
// run that was killed.
static void remove_dead(const Writer *w, int fd, const char *name)
{
	int stage = str_starts(name, STAGE) ?
		openat(fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW) :
		-1;
	if (stage < 0)
		return;
	bool own = str_eq(name, w->stage); // of a process that had the same number
	if (flock(stage, LOCK_EX | LOCK_NB) == 0 && (own || !is_empty(stage)))
		remove_stage(w, name);
	close(stage);
}

// Paths that the manifest in a folder lists and this run does not make.
static const char **no_longer_made(Unit *u, int dir, const OutFiles *out, uint32_t *count)
{
	const char **gone = NULL;
	struct stat st;
	int fd = dir < 0 ? -1 : openat(dir, "manifest.json", O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	*count = 0;
	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) != 0 || st.st_size > MAX_FILE_BYTES) {
		close(fd);
		return NULL;
	}
	char *old = arena_get(u->arena, (size_t)st.st_size + 1);
	size_t n = (size_t)read(fd, old, (size_t)st.st_size);
	close(fd);
	uint32_t listed;
	const char **path = manifest_paths(u->arena, old, n == (size_t)st.st_size ? n : 0, &listed);
	for (uint32_t i = 0; i < listed; i++) {
		bool kept = false;
		for (uint32_t j = 0; j < out->n && !kept; j++)
			kept = str_eq(out->file[j].path, path[i]);
		if (!kept)
			PUSH(u->arena, gone, *count, path[i]);
	}
	return gone;
}

static void remove_stale(const Writer *w, const OutFiles *out)
{
	uint32_t n;
	const char **gone = no_longer_made(w->u, w->dir, out, &n);
	for (uint32_t i = 0; i < n; i++)
		unlinkat(w->dir, gone[i], 0);
}

static bool stage_all(Writer *w, const OutFiles *out, int stage, bool *changed)
{
	for (uint32_t i = 0; i < out->n; i++) {
		const OutFile *f = &out->file[i];
		const char *text;
		size_t n;
		Arena *scratch = arena_new();
		bool ok = content(w->u, f, scratch, &text, &n);
		if (!ok)
			w->error = U_FORMAT(w->u, "cannot read `%s`", f->from);
		changed[i] = ok && !same_bytes(w->dir, f->path, text, n, f->executable);
		if (changed[i])
			ok = stage_file(w, stage, i, f, text, n);
		arena_free(scratch);
		if (!ok)
			return false;
	}
	return true;
}

static bool move_all(Writer *w, const OutFiles *out, const bool *changed)
{
	for (uint32_t i = 0; i < out->n; i++) {
		if (!changed[i])
			continue;
		const char *from = U_FORMAT(w->u, "%s/%u", w->stage, i);
		if (!make_folders(w, w->dir, out->file[i].path))
			return false;
		if (renameat(w->dir, from, w->dir, out->file[i].path) != 0)
			return fail(w, out->file[i].path);
	}
	return true;
}

static bool make_output_folder(Writer *w, const char *dir)
{
	for (const char *s = strchr(dir + (*dir == '/'), '/'); s; s = strchr(s + 1, '/')) {
		const char *part = arena_copy(w->u->arena, dir, (size_t)(s - dir));
		if (*part && mkdir(part, 0777) != 0 && errno != EEXIST)
			return fail(w, part);
	}
	if (mkdir(dir, 0777) != 0 && errno != EEXIST)
		return fail(w, dir);
	w->dir = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return w->dir >= 0 || fail(w, dir);
}

static int open_stage(Writer *w, const char *dir)
{
	w->stage = U_FORMAT(w->u, STAGE "%ld", (long)getpid());
	each_entry(w, ".", remove_dead);
	int stage = mkdirat(w->dir, w->stage, 0777) != 0 ?
		-1 :
		openat(w->dir, w->stage, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (stage < 0) {
		fail(w, dir);
		unlinkat(w->dir, w->stage, AT_REMOVEDIR);
	} else {
		flock(stage, LOCK_EX | LOCK_NB);
	}
	return stage;
}

// The whole of a run: stage, then put into place by `move`.
static bool write_by(const OutFiles *out, const char *dir, const char **error,
	bool (*move)(Writer *, const OutFiles *, const bool *changed))
{
	Writer w = { .u = out->unit };
	bool ok = make_output_folder(&w, dir);
	if (ok) {
		bool *changed = NEW_N(w.u->arena, bool, out->n + 1);
		int stage = open_stage(&w, dir);
		ok = stage >= 0 && stage_all(&w, out, stage, changed);
		ok = ok && move(&w, out, changed);
		if (stage >= 0) {
			remove_stage(&w, w.stage);
			close(stage);
		}
		close(w.dir);
	}
	*error = w.error;
	return ok;
}

static bool replace_all(Writer *w, const OutFiles *out, const bool *changed)
{
	remove_stale(w, out);
	return move_all(w, out, changed);
}

bool write_files(const OutFiles *out, const char *dir, const char **error)
{
	return write_by(out, dir, error, replace_all);
}

// Takes the name by making an empty file of it, which fails when there is one.
static bool reserve(Writer *w, const OutFile *f)
{
	if (!make_folders(w, w->dir, f->path))
		return false;
	int fd = openat(w->dir, f->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return fail(w, f->path);
	close(fd);
	return true;
}

static bool add_all(Writer *w, const OutFiles *out, const bool *changed)
{
	uint32_t n = 0;
	bool ok = true;
	(void)changed;
	for (; n < out->n && ok; n++) {
		ok = reserve(w, &out->file[n]);
		if (!ok)
			break;
	}
	for (uint32_t i = 0; i < n && ok; i++)
		ok = renameat(w->dir, U_FORMAT(w->u, "%s/%u", w->stage, i), w->dir,
			     out->file[i].path) == 0 ||
			fail(w, out->file[i].path);
	for (uint32_t i = 0; i < n && !ok; i++)
		unlinkat(w->dir, out->file[i].path, 0);
	return ok;
}

bool write_new_files(const OutFiles *out, const char *dir, const char **error)
{
	return write_by(out, dir, error, add_all);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const StaleFile *)a)->path, ((const StaleFile *)b)->path);
}

static void add_stale(Unit *u, StaleFile **list, uint32_t *n, const char *path, const char *how)
{
	StaleFile s = { path, how };
	U_PUSH(u, *list, *n, s);
}

bool files_stale(const OutFiles *out, const char *dir, StaleFile **list, uint32_t *count)
{
	Unit *u = out->unit;
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	*list = NULL;
	*count = 0;
	for (uint32_t i = 0; i < out->n; i++) {
		const OutFile *f = &out->file[i];
		Arena *scratch = arena_new();
		const char *text;
		size_t n;
		bool there = fd >= 0 && faccessat(fd, f->path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
		if (!there)
			add_stale(u, list, count, f->path, "is missing");
		else if (!content(u, f, scratch, &text, &n) ||
			!same_bytes(fd, f->path, text, n, f->executable))
			add_stale(u, list, count, f->path, "is not what would be built");
		arena_free(scratch);
	}
	uint32_t n;
	const char **gone = no_longer_made(u, fd, out, &n);
	for (uint32_t i = 0; i < n; i++)
		if (faccessat(fd, gone[i], F_OK, AT_SYMLINK_NOFOLLOW) == 0)
			add_stale(u, list, count, gone[i], "would not be built any more");
	if (fd >= 0)
		close(fd);
	if (*count)
		qsort(*list, *count, sizeof **list, by_path);
	return *count != 0;
}

bool files_say_stale(const OutFiles *out, const char *dir)
{
	enum { SHOWN = 20 };
	StaleFile *list;
	uint32_t n;
	if (!files_stale(out, dir, &list, &n))
		return false;
	for (uint32_t i = 0; i < n && i < SHOWN; i++)
		fprintf(stderr, "topc: %s/%s %s\n", dir, list[i].path, list[i].how);
	if (n > SHOWN)
		fprintf(stderr, "topc: and %u more files below %s\n", n - SHOWN, dir);
	return true;
}
