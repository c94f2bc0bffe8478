// tree_disk.c: a folder on disk as a tree. The only file that opens input on disk.
//
// A path may hold links; each is followed only if it stays below the root. A folder is
// resolved once and remembered; a file costs one open more only when it is a link.
#include "tree_open.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Disk {
	Tree tree;
	Arena *arena;
	Syms *syms;
	Map seen; // folder's path (interned) to 1 inside, 2 outside
	int root; // descriptor
	size_t root_len;
} Disk;

static bool below_root(const Disk *d, const char *real)
{
	size_t n = d->root_len;
	return strncmp(real, d->tree.root, n) == 0 && (real[n] == '/' || !real[n] || n == 1);
}

static bool real_inside(const Disk *d, const char *path)
{
	char full[PATH_MAX];
	char real[PATH_MAX];
	int n = snprintf(full, sizeof full, "%s/%s", d->tree.root, path);
	if (n < 0 || (size_t)n >= sizeof full || !realpath(full, real))
		return false;
	return below_root(d, real);
}

// Only a link can lead elsewhere than its folder; what is missing is inside.
static bool dir_inside(Disk *d, const char *dir, size_t n)
{
	bool inside = true;
	for (; n && inside; n -= n > 0) { // each folder on the way, from the last one up
		Sym key = sym_n(d->syms, dir, n);
		uintptr_t known = (uintptr_t)map_get(&d->seen, key);
		struct stat st;
		if (!known) {
			bool link = fstatat(d->root, key, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
				S_ISLNK(st.st_mode);
			bool missing = link && fstatat(d->root, key, &st, 0) != 0;
			known = !link || missing || real_inside(d, key) ? 1 : 2;
			map_put(&d->seen, key, (void *)known);
		}
		inside = known == 1;
		while (n && dir[n - 1] != '/')
			n--;
	}
	return inside;
}

static bool parent_inside(Disk *d, const char *path)
{
	const char *slash = strrchr(path, '/');
	return !slash || dir_inside(d, path, (size_t)(slash - path));
}

static TreeStatus status_of(int error)
{
	return error == ENOENT || error == ENOTDIR ? TREE_MISSING : TREE_ERROR;
}

static TreeStatus disk_stat(Tree *t, Arena *a, const char *path, TreeEntry *out)
{
	(void)a;
	Disk *d = t->own;
	struct stat st;
	*out = (TreeEntry){ .name = path_base(path) };
	if (!parent_inside(d, path)) {
		out->type = ENTRY_OUT;
		return TREE_OUTSIDE;
	}
	if (fstatat(d->root, *path ? path : ".", &st, AT_SYMLINK_NOFOLLOW) != 0)
		return status_of(errno);
	if (S_ISLNK(st.st_mode)) {
		out->link = true;
		if (fstatat(d->root, path, &st, 0) != 0)
			return status_of(errno);
		if (!real_inside(d, path)) {
			out->type = ENTRY_OUT;
			return TREE_OUTSIDE;
		}
	}
	out->type = S_ISREG(st.st_mode) ? ENTRY_FILE :
		S_ISDIR(st.st_mode)     ? ENTRY_DIR :
					  ENTRY_OTHER;
	out->executable = S_ISREG(st.st_mode) && (st.st_mode & 0111);
	out->size = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
	return TREE_OK;
}

static TreeStatus read_all(int fd, Arena *a, size_t limit, const char **text, size_t *n)
{
	struct stat st;
	if (fstat(fd, &st) != 0)
		return TREE_ERROR;
	if (S_ISDIR(st.st_mode))
		return TREE_IS_DIR;
	if (!S_ISREG(st.st_mode)) {
		errno = EINVAL; // a device or a pipe could hang us
		return TREE_ERROR;
	}
	if ((uint64_t)st.st_size > limit)
		return TREE_TOO_LARGE;
	char *s = arena_get(a, (size_t)st.st_size + 1);
	size_t have = 0;
	while (have < (size_t)st.st_size) {
		ssize_t got = read(fd, s + have, (size_t)st.st_size - have);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return TREE_ERROR;
		if (got == 0) // it shrank meanwhile: what is there counts
			break;
		have += (size_t)got;
	}
	s[have] = 0;
	*text = s;
	*n = have;
	return TREE_OK;
}

static TreeStatus disk_read(
	Tree *t, Arena *a, const char *path, size_t limit, const char **text, size_t *n)
{
	Disk *d = t->own;
	if (!parent_inside(d, path))
		return TREE_OUTSIDE;
	int fd = openat(d->root, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno == ELOOP) {
		struct stat st;
		if (fstatat(d->root, path, &st, 0) != 0)
			return status_of(errno);
		if (!real_inside(d, path))
			return TREE_OUTSIDE;
		fd = openat(d->root, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	}
	if (fd < 0)
		return status_of(errno);
	TreeStatus s = read_all(fd, a, limit, text, n);
	int error = errno;
	close(fd);
	errno = error;
	return s;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const TreeEntry *)a)->name, ((const TreeEntry *)b)->name);
}

// A link to a folder that the link itself lies in: to follow it would never end.
static bool leads_back(const Disk *d, const char *dir, const char *path)
{
	char full[PATH_MAX];
	char target[PATH_MAX];
	char here[PATH_MAX];
	int n = snprintf(full, sizeof full, "%s/%s", d->tree.root, path);
	if (n < 0 || (size_t)n >= sizeof full || !realpath(full, target))
		return true;
	n = snprintf(full, sizeof full, "%s/%s", d->tree.root, dir);
	if (n < 0 || (size_t)n >= sizeof full || !realpath(full, here))
		return true;
	size_t len = strlen(target);
	return strncmp(here, target, len) == 0 && (here[len] == '/' || !here[len]);
}

// One entry of an open folder. A regular file or folder costs no call beyond readdir's; its
// size and mode are asked for only by stat.
static TreeEntry entry_of(Disk *d, Arena *a, const char *dir, const struct dirent *e)
{
	TreeEntry out = { .name = arena_copy(a, e->d_name, strlen(e->d_name)) };
	if (e->d_type == DT_REG || e->d_type == DT_DIR) {
		out.type = e->d_type == DT_REG ? ENTRY_FILE : ENTRY_DIR;
		return out;
	}
	const char *path = *dir ? arena_format(a, "%s/%s", dir, e->d_name) : out.name;
	TreeEntry full;
	if (disk_stat(&d->tree, a, path, &full) == TREE_OK || full.type == ENTRY_OUT) {
		full.name = out.name;
		if (full.link && full.type == ENTRY_DIR && leads_back(d, dir, path))
			full.type = ENTRY_OTHER;
		return full;
	}
	out.type = ENTRY_OTHER;
	out.link = e->d_type == DT_LNK;
	return out;
}

static TreeStatus disk_list(Tree *t, Arena *a, const char *dir, TreeEntry **out, uint32_t *n)
{
	Disk *d = t->own;
	*out = NULL;
	*n = 0;
	if (!dir_inside(d, dir, strlen(dir)))
		return TREE_OUTSIDE;
	int fd = openat(d->root, *dir ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOTDIR ? TREE_NOT_DIR : status_of(errno);
	DIR *open = fdopendir(fd);
	if (!open)
		die("fdopendir: %s", strerror(errno));
	for (struct dirent *e; (e = readdir(open));)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			PUSH(a, *out, *n, entry_of(d, a, dir, e));
	closedir(open);
	if (*n)
		qsort(*out, *n, sizeof **out, by_name);
	return TREE_OK;
}

static void disk_close(Tree *t)
{
	Disk *d = t->own;
	close(d->root);
	arena_free(d->arena);
}

// How `from` sees `root`: a path in it, or what stands before the tree's paths.
static void set_view(Disk *d, const char *from)
{
	Arena *a = d->arena;
	const char *root = d->tree.root;
	size_t n = d->root_len == 1 ? 0 : d->root_len;
	size_t m = strlen(from);
	if (!m) // nobody looks at it from anywhere
		return;
	if (strncmp(from, root, n) == 0 && (from[n] == '/' || !from[n])) {
		d->tree.cwd = arena_copy(a, from + n + (from[n] == '/'), m - n - (from[n] == '/'));
		return;
	}
	size_t common = 0; // up to the last slash that both have
	for (size_t i = 0; root[i] && (root[i] == from[i] || (!from[i] && root[i] == '/')); i++)
		if (root[i] == '/')
			common = i + 1;
	Buf b = { .arena = a };
	for (const char *s = from + (common < m ? common : m); *s;
		s += strcspn(s, "/"), s += *s == '/')
		buf_puts(&b, "../");
	buf_printf(&b, "%s/", root + common);
	d->tree.display = common > 1 ? b.s : arena_format(a, "%s/", root);
}

Tree *tree_disk(const char *root, const char *from)
{
	int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	Arena *a = arena_new();
	Disk *d = NEW(a, Disk);
	d->arena = a;
	d->syms = syms_new(a);
	d->seen.arena = a;
	d->root = fd;
	d->root_len = strlen(root);
	d->tree = (Tree){
		.label = "",
		.root = arena_copy(a, root, strlen(root)),
		.display = "",
		.list = disk_list,
		.read = disk_read,
		.stat = disk_stat,
		.close = disk_close,
		.own = d,
	};
	set_view(d, from);
	return &d->tree;
}

static bool exists(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0;
}

const char *tree_find_root(Arena *a, const char *path)
{
	struct stat st;
	const char *own = stat(path, &st) == 0 && !S_ISDIR(st.st_mode) ? path_dir(a, path) : path;
	static const char *const sign[] = { ".git", "infrastructure" };
	for (size_t i = 0; i < COUNT(sign); i++)
		for (const char *dir = own; *dir; dir = path_dir(a, dir))
			if (exists(arena_format(a, "%s/%s", dir, sign[i])))
				return dir;
	return *own ? own : "/";
}
