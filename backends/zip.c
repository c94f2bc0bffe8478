// zip.c: archives through libarchive, the only file that knows it.
//
// libarchive always writes the extra fields UT (times) and ux (owner); a time that is not set makes
// UT empty and the date 1980-01-01 in every zone, where a set one would shift with TZ.
#include "zip.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#define FUNCTIONS(X)                                                                               \
	X(archive_write_new)                                                                       \
	X(archive_write_set_format_zip)                                                            \
	X(archive_write_set_options)                                                               \
	X(archive_write_open)                                                                      \
	X(archive_write_set_bytes_in_last_block)                                                   \
	X(archive_write_header)                                                                    \
	X(archive_write_data)                                                                      \
	X(archive_write_close)                                                                     \
	X(archive_write_free)                                                                      \
	X(archive_error_string)                                                                    \
	X(archive_entry_new)                                                                       \
	X(archive_entry_free)                                                                      \
	X(archive_entry_update_pathname_utf8)                                                      \
	X(archive_entry_set_filetype)                                                              \
	X(archive_entry_set_perm)                                                                  \
	X(archive_entry_set_size)                                                                  \
	X(archive_entry_set_uid)                                                                   \
	X(archive_entry_set_gid)                                                                   \
	X(archive_read_new)                                                                        \
	X(archive_read_support_format_zip)                                                         \
	X(archive_read_open_memory)                                                                \
	X(archive_read_next_header)                                                                \
	X(archive_read_data)                                                                       \
	X(archive_read_free)                                                                       \
	X(archive_entry_pathname_utf8)                                                             \
	X(archive_entry_filetype)                                                                  \
	X(archive_entry_perm)

typedef struct Library {
#define X(name) __typeof__(&name) name;
	FUNCTIONS(X)
#undef X
} Library;

#ifdef TOPC_STATIC
// libarchive's own would bring libxml2 and with it C++ into a static program; nothing calls it.
int archive_write_set_format_xar(struct archive *a)
{
	(void)a;
	return ARCHIVE_FATAL;
}
#endif

enum { LARGEST_FILE = 512 << 20 };

static bool load(Library *lib, const char **error)
{
#ifdef TOPC_STATIC
#define X(name) lib->name = name;
	FUNCTIONS(X)
#undef X
	(void)error;
	return true;
#else
	void *so =
		dlopen(LIBARCHIVE_SO, RTLD_NOW | RTLD_LOCAL); // stays loaded until the program ends
	if (!so) {
		*error = "libarchive is not there";
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
		*error = "libarchive lacks a function";
	return all;
#endif
}

static la_ssize_t write_out(struct archive *a, void *out, const void *bytes, size_t n)
{
	(void)a;
	buf_add(out, bytes, n);
	return (la_ssize_t)n;
}

static bool add_entry(Unit *u, const Library *lib, struct archive *zip, const ArtifactEntry *e,
	const char **error)
{
	Arena *scratch = arena_new();
	const char *text = e->text;
	size_t n = e->n;
	if (!text && u->tree->read(u->tree, scratch, e->path, LARGEST_FILE, &text, &n) != TREE_OK) {
		*error = U_FORMAT(u, "cannot read `%s`", e->path);
		arena_free(scratch);
		return false;
	}
	struct archive_entry *entry = lib->archive_entry_new();
	bool ok = entry && lib->archive_entry_update_pathname_utf8(entry, e->name);
	if (ok) {
		lib->archive_entry_set_filetype(entry, AE_IFREG);
		lib->archive_entry_set_perm(entry, e->executable ? 0755 : 0644);
		lib->archive_entry_set_size(entry, (la_int64_t)n);
		lib->archive_entry_set_uid(entry, 0);
		lib->archive_entry_set_gid(entry, 0);
		ok = lib->archive_write_header(zip, entry) == ARCHIVE_OK;
		for (size_t done = 0; ok && done < n;) {
			la_ssize_t wrote = lib->archive_write_data(zip, text + done, n - done);
			ok = wrote > 0;
			done += ok ? (size_t)wrote : 0;
		}
	}
	if (!ok)
		*error = U_FORMAT(u, "cannot pack `%s`: %s", e->name,
			lib->archive_error_string(zip) ? lib->archive_error_string(zip) :
							 "out of memory");
	lib->archive_entry_free(entry);
	arena_free(scratch);
	return ok;
}

bool zip_artifact(Unit *u, const Artifact *a, Buf *out, const char **error)
{
	Library lib;
	if (!load(&lib, error))
		return false;
	struct archive *zip = lib.archive_write_new();
	if (!zip)
		die_of_memory();
	bool ok = lib.archive_write_set_format_zip(zip) == ARCHIVE_OK &&
		lib.archive_write_set_options(
			zip, "zip:compression=deflate,zip:hdrcharset=UTF-8") == ARCHIVE_OK &&
		lib.archive_write_set_bytes_in_last_block(zip, 1) == ARCHIVE_OK &&
		lib.archive_write_open(zip, out, NULL, write_out, NULL) == ARCHIVE_OK;
	if (!ok)
		*error = U_FORMAT(u, "libarchive: %s", lib.archive_error_string(zip));
	for (uint32_t i = 0; ok && i < a->n; i++)
		ok = add_entry(u, &lib, zip, &a->entry[i], error);
	if (ok && lib.archive_write_close(zip) != ARCHIVE_OK) {
		ok = false;
		*error = U_FORMAT(u, "libarchive: %s", lib.archive_error_string(zip));
	}
	lib.archive_write_free(zip);
	return ok;
}

static bool leads_out(const char *name)
{
	if (!name || !*name || *name == '/')
		return true;
	for (const char *s = name; *s; s += strcspn(s, "/"), s += *s == '/')
		if (strncmp(s, "..", 2) == 0 && (!s[2] || s[2] == '/'))
			return true;
	return false;
}

static bool read_entry(const Library *lib, Arena *a, struct archive *zip,
	struct archive_entry *entry, Artifact *out, const char **error)
{
	const char *name = lib->archive_entry_pathname_utf8(entry);
	name += name && strncmp(name, "./", 2) == 0 ? 2 : 0;
	if (leads_out(name)) {
		*error = arena_format(a, "`%s` in it is no name of a file", name ? name : "");
		return false;
	}
	Buf text = { .arena = a };
	char part[65536];
	la_ssize_t got;
	while ((got = lib->archive_read_data(zip, part, sizeof part)) > 0 && text.n < LARGEST_FILE)
		buf_add(&text, part, (size_t)got);
	if (got != 0) {
		*error = arena_format(a, "`%s` in it cannot be read", name);
		return false;
	}
	ArtifactEntry e = { .name = arena_copy(a, name, strlen(name)),
		.text = text.s ? text.s : "",
		.n = text.n,
		.executable = lib->archive_entry_perm(entry) & 0111 };
	PUSH(a, out->entry, out->n, e);
	return true;
}

bool zip_entries(Arena *a, const char *bytes, size_t n, Artifact *out, const char **error)
{
	Library lib;
	if (!load(&lib, error))
		return false;
	struct archive *zip = lib.archive_read_new();
	if (!zip)
		die("out of memory");
	bool ok = lib.archive_read_support_format_zip(zip) == ARCHIVE_OK &&
		lib.archive_read_open_memory(zip, bytes, n) == ARCHIVE_OK;
	int status = ARCHIVE_EOF;
	for (struct archive_entry *entry;
		ok && (status = lib.archive_read_next_header(zip, &entry)) == ARCHIVE_OK;)
		if (lib.archive_entry_filetype(entry) == AE_IFREG)
			ok = read_entry(&lib, a, zip, entry, out, error);
	if (ok && status != ARCHIVE_EOF)
		ok = false;
	if (!ok && !*error)
		*error = "it is no zip archive";
	lib.archive_read_free(zip);
	return ok;
}
