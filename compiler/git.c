// git.c: git repositories through libgit2, the only file that knows it.
//
// libgit2 brings two dozen libraries, so it is loaded when a repository is first opened (as
// backends/zip.c does). What configuration of the machine and of its user says is left out, and so is
// the question who owns the repository: it guards hooks and filters, and none is run here.
#include "git.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <git2.h>

#define FUNCTIONS(X)                                                                               \
	X(git_libgit2_init)                                                                        \
	X(git_libgit2_shutdown)                                                                    \
	X(git_libgit2_opts)                                                                        \
	X(git_error_last)                                                                          \
	X(git_error_clear)                                                                         \
	X(git_repository_open_ext)                                                                 \
	X(git_repository_free)                                                                     \
	X(git_repository_path)                                                                     \
	X(git_repository_commondir)                                                                \
	X(git_repository_workdir)                                                                  \
	X(git_repository_index)                                                                    \
	X(git_index_free)                                                                          \
	X(git_index_path)                                                                          \
	X(git_index_entrycount)                                                                    \
	X(git_index_get_byindex)                                                                   \
	X(git_ignore_path_is_ignored)                                                              \
	X(git_revparse_single)                                                                     \
	X(git_object_id)                                                                           \
	X(git_merge_base)                                                                          \
	X(git_object_free)                                                                         \
	X(git_reference_foreach_glob)                                                              \
	X(git_reference_name_to_id)                                                                \
	X(git_odb_open)                                                                            \
	X(git_odb_free)                                                                            \
	X(git_odb_read)                                                                            \
	X(git_odb_read_header)                                                                     \
	X(git_odb_hash)                                                                            \
	X(git_odb_object_data)                                                                     \
	X(git_odb_object_size)                                                                     \
	X(git_odb_object_type)                                                                     \
	X(git_odb_object_free)

typedef struct Library {
#define X(name) __typeof__(&name) name;
	FUNCTIONS(X)
#undef X
} Library;

typedef struct Own {
	Library lib;
	git_repository *repo;
} Own;

struct Odb {
	const Library *lib;
	git_odb *odb;
	char why[200];
};

// ---- The library ------------------------------------------------------------------------------

static bool load(Library *lib, const char **why)
{
#ifdef TOPC_STATIC
#define X(name) lib->name = name;
	FUNCTIONS(X)
#undef X
	(void)why;
	return true;
#else
	void *so = dlopen(LIBGIT2_SO, RTLD_NOW | RTLD_LOCAL); // stays loaded until the program ends
	if (!so) {
		*why = "libgit2 is not installed";
		return false;
	}
	bool all = true;
#define X(name)                                                                                    \
	void *at_##name = dlsym(so, #name);                                                        \
	memcpy(&lib->name, &at_##name,                                                             \
		sizeof at_##name); /* ISO C has no cast from data to function */                   \
	all &= at_##name != NULL;
	FUNCTIONS(X)
#undef X
	if (!all)
		*why = "libgit2 lacks a function";
	return all;
#endif
}

static void configure(const Library *lib)
{
	static const git_config_level_t level[] = { GIT_CONFIG_LEVEL_PROGRAMDATA,
		GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL };
	for (size_t i = 0; i < COUNT(level); i++)
		lib->git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, (int)level[i], "");
	lib->git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

static const char *last_error(const Library *lib, Arena *a)
{
	const git_error *e = lib->git_error_last();
	const char *text = e && e->message ? e->message : "libgit2 does not say why";
	return arena_copy(a, text, strlen(text));
}

// ---- Repositories -----------------------------------------------------------------------------

static const char *folder(Arena *a, const char *path)
{
	size_t n = path ? strlen(path) : 0;
	while (n > 1 && path[n - 1] == '/')
		n--;
	return path ? arena_copy(a, path, n) : NULL;
}

static bool is_there(Arena *a, const char *dir, const char *name)
{
	struct stat st;
	return stat(arena_format(a, "%s/%s", dir, name), &st) == 0 && st.st_size > 0;
}

static void leave(Repo *r)
{
	Own *own = r->own;
	odb_close(r->odb);
	own->lib.git_repository_free(own->repo);
	own->lib.git_libgit2_shutdown();
	arena_free(r->arena);
}

Repo *repo_open(Arena *messages, const char *path, const char **why)
{
	Arena *a = arena_new();
	Repo *r = NEW(a, Repo);
	Own *own = NEW(a, Own);
	*why = NULL;
	r->arena = a;
	r->own = own;
	if (!load(&own->lib, why)) {
		arena_free(a);
		return NULL;
	}
	own->lib.git_libgit2_init();
	configure(&own->lib);
	int error = own->lib.git_repository_open_ext(
		&own->repo, path, GIT_REPOSITORY_OPEN_CROSS_FS, NULL);
	if (error) {
		*why = error == GIT_ENOTFOUND ? NULL : last_error(&own->lib, messages);
		leave(r);
		return NULL;
	}
	r->git_dir = folder(a, own->lib.git_repository_path(own->repo));
	r->common_dir = folder(a, own->lib.git_repository_commondir(own->repo));
	r->work_dir = folder(a, own->lib.git_repository_workdir(own->repo));
	r->shallow = is_there(a, r->common_dir, "shallow");
	r->odb = odb_again(r);
	if (!r->odb) {
		*why = "it has no folder of objects";
		leave(r);
		return NULL;
	}
	return r;
}

void repo_close(Repo *r)
{
	if (r)
		leave(r);
}

bool repo_resolve(const Repo *r, const char *revision, Oid *out, const char **why)
{
	const Own *own = r->own;
	git_object *o = NULL;
	own->lib.git_error_clear();
	if (own->lib.git_revparse_single(&o, own->repo, revision)) {
		*why = last_error(&own->lib, r->arena);
		return false;
	}
	memcpy(out->byte, own->lib.git_object_id(o)->id, sizeof out->byte);
	own->lib.git_object_free(o);
	return true;
}

bool repo_merge_base(const Repo *r, const Oid *x, const Oid *y, Oid *out)
{
	const Own *own = r->own;
	git_oid a, b, base;
	memcpy(a.id, x->byte, sizeof a.id);
	memcpy(b.id, y->byte, sizeof b.id);
	if (own->lib.git_merge_base(&base, own->repo, &a, &b))
		return false;
	memcpy(out->byte, base.id, sizeof out->byte);
	return true;
}

typedef struct Tags {
	const Repo *repo;
	Arena *arena;
	Ref **ref;
	uint32_t *n;
} Tags;

static int add_tag(const char *name, void *tags)
{
	Tags *t = tags;
	const Own *own = t->repo->own;
	git_oid id;
	Ref ref = { 0 };
	if (own->lib.git_reference_name_to_id(&id, own->repo, name))
		return 0; // points nowhere
	const char *short_name = name + strlen("refs/tags/");
	ref.name = arena_copy(t->arena, short_name, strlen(short_name));
	memcpy(ref.id.byte, id.id, sizeof ref.id.byte);
	PUSH(t->arena, *t->ref, *t->n, ref);
	return 0;
}

void repo_tags(const Repo *r, Arena *a, Ref **ref, uint32_t *n)
{
	const Own *own = r->own;
	Tags t = { r, a, ref, n };
	*ref = NULL;
	*n = 0;
	own->lib.git_reference_foreach_glob(own->repo, "refs/tags/*", add_tag, &t);
}

static IndexFile index_file(Arena *a, const git_index_entry *e)
{
	IndexFile f = { .path = arena_copy(a, e->path, strlen(e->path)) };
	memcpy(f.id.byte, e->id.id, sizeof f.id.byte);
	f.mode = e->mode;
	f.size = e->file_size;
	f.mtime = e->mtime.seconds;
	f.nanoseconds = e->mtime.nanoseconds;
	f.absent = e->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE;
	f.intended = e->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD;
	f.conflicted = GIT_INDEX_ENTRY_STAGE(e) != 0;
	return f;
}

bool repo_index(const Repo *r, Arena *a, Index *out, const char **why)
{
	const Own *own = r->own;
	git_index *index = NULL;
	*out = (Index){ 0 };
	own->lib.git_error_clear();
	if (own->lib.git_repository_index(&index, own->repo)) {
		*why = last_error(&own->lib, a);
		return false;
	}
	struct stat st;
	if (stat(own->lib.git_index_path(index), &st) == 0) {
		out->mtime = st.st_mtim.tv_sec;
		out->nanoseconds = (uint32_t)st.st_mtim.tv_nsec;
	}
	size_t n = own->lib.git_index_entrycount(index);
	out->file = NEW_N(a, IndexFile, n + 1);
	for (size_t i = 0; i < n; i++)
		out->file[out->n++] = index_file(a, own->lib.git_index_get_byindex(index, i));
	own->lib.git_index_free(index);
	return true;
}

bool repo_ignores(const Repo *r, const char *path, bool is_dir)
{
	const Own *own = r->own;
	int ignored = 0;
	char full[4096]; // a path of the work tree is not longer
	snprintf(full, sizeof full, "%s%s", path, is_dir ? "/" : "");
	return !own->lib.git_ignore_path_is_ignored(&ignored, own->repo, full) && ignored;
}

// ---- Objects ----------------------------------------------------------------------------------

Odb *odb_open(const Repo *r, const char *objects_dir)
{
	const Own *own = r->own;
	struct stat st;
	if (stat(objects_dir, &st) != 0 || !S_ISDIR(st.st_mode))
		return NULL;
	Odb *o = calloc(1, sizeof *o);
	if (!o)
		die_of_memory();
	o->lib = &own->lib;
	if (own->lib.git_odb_open(&o->odb, objects_dir)) {
		free(o);
		return NULL;
	}
	return o;
}

Odb *odb_again(const Repo *r)
{
	Arena *own = arena_new(); // the repository's is not for several threads
	Odb *o = odb_open(r, arena_format(own, "%s/objects", r->common_dir));
	arena_free(own);
	return o;
}

void odb_close(Odb *o)
{
	if (!o)
		return;
	o->lib->git_odb_free(o->odb);
	free(o);
}

static ObjectStatus failed(Odb *o, int error)
{
	const git_error *e = o->lib->git_error_last();
	snprintf(o->why, sizeof o->why, "%s", e && e->message ? e->message : "unreadable");
	return error == GIT_ENOTFOUND ? OBJECT_MISSING : OBJECT_BROKEN;
}

ObjectStatus odb_stat(Odb *o, const Oid *id, ObjectKind *kind, size_t *n)
{
	git_oid oid;
	git_object_t type;
	memcpy(oid.id, id->byte, sizeof oid.id);
	int error = o->lib->git_odb_read_header(n, &type, o->odb, &oid);
	if (error)
		return failed(o, error);
	*kind = (ObjectKind)type;
	return OBJECT_OK;
}

ObjectStatus odb_read(Odb *o, Arena *a, const Oid *id, size_t limit, Object *out)
{
	git_oid oid;
	git_odb_object *found = NULL;
	memcpy(oid.id, id->byte, sizeof oid.id);
	*out = (Object){ 0 };
	// A small file can say that it holds gigabytes: ask before anything is unpacked.
	ObjectStatus status = odb_stat(o, id, &out->kind, &out->n);
	if (status != OBJECT_OK)
		return status;
	if (out->n > limit)
		return OBJECT_TOO_LARGE;
	int error = o->lib->git_odb_read(&found, o->odb, &oid);
	if (error)
		return failed(o, error);
	out->n = o->lib->git_odb_object_size(found);
	out->bytes = arena_copy(a, o->lib->git_odb_object_data(found), out->n);
	o->lib->git_odb_object_free(found);
	return OBJECT_OK;
}

const char *odb_why(const Odb *o)
{
	return o->why;
}

void repo_blob(const Repo *r, const char *bytes, size_t n, Oid *out)
{
	const Own *own = r->own;
	git_oid id;
	if (own->lib.git_odb_hash(&id, bytes, n, GIT_OBJECT_BLOB))
		die_of_memory();
	memcpy(out->byte, id.id, sizeof out->byte);
}
