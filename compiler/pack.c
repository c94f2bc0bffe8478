// pack.c: which files an archive holds, and its digest.
//
// reads: the tree. writes: u->artifact, each with its entries (while checking) and digest (pass
// pack). The digest is over names, modes and contents in the order of names.
#include "../ir/artifact.h"

#include "../ir/lower.h"
#include "ignore.h"
#include "pass.h"
#include "read.h"
#include "written.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MAX_PACK_DEPTH = 64,        // folders in folders
	MAX_PACKED_FILE = 260 << 20 // Lambda takes 250 MB unpacked, so one file cannot be larger
};
static const uint64_t max_unpacked = 250u << 20; // Lambda's quota, layers included

Artifact *artifact_new(Unit *u, const char *name, Span at)
{
	Artifact *a = U_NEW(u, Artifact);
	a->name = name;
	a->at = at;
	a->folder = "artifacts";
	a->stem = "";
	U_PUSH(u, u->artifact, u->nartifact, a);
	return a;
}

const char *artifact_path(Unit *u, const Artifact *a)
{
	return U_FORMAT(u, "%s/%s%s.zip", a->folder, a->stem, a->digest);
}

Input *artifact_bucket(Unit *u)
{
	Input *in = input_of(u, "ArtifactBucket", "string", (Span){ 0 });
	in->feed = "$(BUCKET)";
	in->doc = "bucket that holds the archives of functions and layers";
	return in;
}

const ArtifactEntry *artifact_find(const Artifact *a, const char *name)
{
	for (uint32_t i = 0; i < a->n; i++)
		if (str_eq(a->entry[i].name, name))
			return &a->entry[i];
	return NULL;
}

static void add_entry(Unit *u, Artifact *a, ArtifactEntry e)
{
	a->bytes += e.n;
	U_PUSH(u, a->entry, a->n, e);
}

void artifact_text(Unit *u, Artifact *a, const char *name, const char *text, bool executable)
{
	add_entry(u, a,
		(ArtifactEntry){
			.name = name, .text = text, .n = strlen(text), .executable = executable });
}

bool artifact_excludes(const Artifact *a, const char *name)
{
	for (uint32_t i = 0; a->exclude && i < a->exclude->n; i++) {
		const char *pattern = value_text(a->exclude->u.item[i]);
		if (pattern &&
			(fnmatch(pattern, name, 0) == 0 ||
				fnmatch(pattern, path_base(name), 0) == 0))
			return true;
	}
	return false;
}

void artifact_file(Unit *u, Artifact *a, const char *name, const char *path, Span at)
{
	TreeEntry t;
	if (artifact_excludes(a, name))
		return;
	TreeStatus s = u->tree->stat(u->tree, u->arena, path, &t);
	if (s == TREE_OK && t.type == ENTRY_FILE) {
		add_entry(u, a, (ArtifactEntry){ name, path, NULL, t.size, t.executable, at });
		return;
	}
	a->failed = true;
	if (s == TREE_OUTSIDE)
		say_link_in_archive(u, at, path);
	else if (s == TREE_MISSING)
		say_no_such_file(u, at, path);
	else
		say_cannot_read(u, at, path, s == TREE_OK ? "it is no file" : strerror(errno));
}

static bool is_hidden(const Artifact *a, const TreeEntry *e)
{
	if (a->context)
		return str_eq(e->name, ".git");
	return e->name[0] == '.' || str_eq(e->name, "__pycache__") || str_ends(e->name, ".pyc");
}

// Whether this run writes its output there.
static bool is_output(Unit *u, const char *dir)
{
	const char *root = u->tree->root;
	return u->opt->out && str_eq(u->opt->out, *dir ? U_FORMAT(u, "%s/%s", root, dir) : root);
}

static void check_output(Unit *u, const Artifact *a, const char *dir, Span at)
{
	const char *shown = tree_show(u->tree, u->arena, dir);
	Diag *d = say_output_packed(u, at, a->name, *shown ? shown : ".");
	diag_line(d,
		"what topc writes there is left out, but not what else comes to lie there; write the output somewhere else: `-o`");
}

static void add_folder(Unit *u, Artifact *a, const Ignore *ig, const char *prefix, const char *dir,
	const char *skip, Span at, unsigned depth, Written w)
{
	TreeEntry *e;
	uint32_t n;
	if (depth > MAX_PACK_DEPTH) {
		say_too_deep(u, at, U_FORMAT(u, "%d", MAX_PACK_DEPTH));
		a->failed = true;
		return;
	}
	if (u->tree->list(u->tree, u->arena, dir, &e, &n) != TREE_OK) {
		say_no_such_folder(u, at, dir);
		a->failed = true;
		return;
	}
	bool output = written_drop(u->tree, u->arena, dir, e, &n, &w);
	if (output && depth) // other things in it are of those who deploy it
		return;
	if (!depth && (output || is_output(u, dir)))
		check_output(u, a, dir, at);
	for (uint32_t i = 0; i < n; i++) {
		const char *path = *dir ? U_FORMAT(u, "%s/%s", dir, e[i].name) : e[i].name;
		const char *name = U_FORMAT(u, "%s%s", prefix, e[i].name);
		if (is_hidden(a, &e[i]) || word_in(skip, e[i].name, strlen(e[i].name)) ||
			ignore_match(ig, path, e[i].type == ENTRY_DIR))
			continue;
		if (e[i].type == ENTRY_DIR)
			add_folder(u, a, ig, U_FORMAT(u, "%s/", name), path, "", at, depth + 1, w);
		else
			artifact_file(u, a, name, path, at);
	}
}

void artifact_folder(
	Unit *u, Artifact *a, const char *prefix, const char *dir, const char *skip, Span at)
{
	Ignore ig = { 0 };
	const char *text;
	size_t n;
	static const char *const names[] = { ".topcignore", ".tcignore" };
	for (size_t i = 0; i < COUNT(names) && !ig.n; i++)
		if (u->tree->read(u->tree, u->arena, names[i], MAX_FILE_BYTES, &text, &n) ==
			TREE_OK)
			ignore_read(u->arena, &ig, "", text);
	add_folder(u, a, &ig, prefix, dir, skip, at, 0, (Written){ 0 });
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const ArtifactEntry *)a)->name, ((const ArtifactEntry *)b)->name);
}

// How far the folders of all entries are the same.
static size_t common_folders(const Artifact *a)
{
	size_t n = 0;
	for (const char *s; a->n && (s = strchr(a->entry[0].name + n, '/'));) {
		size_t longer = (size_t)(s - a->entry[0].name) + 1;
		for (uint32_t i = 1; i < a->n; i++)
			if (strncmp(a->entry[i].name, a->entry[0].name, longer) != 0)
				return n;
		n = longer;
	}
	return n;
}

const char *artifact_heaviest(Unit *u, const Artifact *a)
{
	enum { SHOWN = 3 };
	struct {
		const char *name;
		size_t len;
		uint64_t bytes;
	} top[SHOWN + 1] = { 0 };
	size_t shared = common_folders(a);
	for (uint32_t i = 0; i < a->n;) {
		const char *name = a->entry[i].name;
		size_t len = shared + strcspn(name + shared, "/");
		uint64_t bytes = 0;
		for (; i < a->n && strncmp(a->entry[i].name, name, len) == 0 &&
			(a->entry[i].name[len] == '/' || !a->entry[i].name[len]);
			i++)
			bytes += a->entry[i].n;
		size_t at = SHOWN;
		while (at > 0 && top[at - 1].bytes < bytes) {
			top[at] = top[at - 1];
			at--;
		}
		if (at < SHOWN) {
			top[at].name = name;
			top[at].len = len;
			top[at].bytes = bytes;
		}
	}
	Buf b = { .arena = u->arena };
	for (size_t i = 0; i < SHOWN && top[i].name; i++)
		buf_printf(&b, "%s%.*s (%.1f MB)", b.n ? ", " : "", (int)top[i].len, top[i].name,
			(double)top[i].bytes / (1 << 20));
	return b.s ? b.s : "";
}

// Entries in their final order; two of one name, and what is too large, are said.
void artifact_check(Unit *u, Artifact *a)
{
	if (a->n)
		qsort(a->entry, a->n, sizeof *a->entry, by_name);
	for (uint32_t i = 1; i < a->n; i++)
		if (str_eq(a->entry[i].name, a->entry[i - 1].name)) {
			Diag *d = say_packed_twice(u, a->entry[i].at, a->entry[i].name, a->name);
			diag_related(d, a->entry[i - 1].at, "the other one comes from here");
			a->failed = true;
		}
	if (a->bytes > max_unpacked && !a->built) {
		Diag *d = say_archive_too_large(
			u, a->at, a->name, U_FORMAT(u, "%.1f MB", (double)a->bytes / (1 << 20)));
		diag_line(d, "heaviest: %s", artifact_heaviest(u, a));
		a->failed = true;
	}
}

void artifact_zipped(Unit *u, const Artifact *a, size_t bytes)
{
	static const size_t most = 50u << 20; // Lambda's quota
	if (bytes <= most)
		return;
	Diag *d = say_archive_zipped(
		u, a->at, a->name, U_FORMAT(u, "%.1f MB", (double)bytes / (1 << 20)));
	diag_line(d, "heaviest: %s", artifact_heaviest(u, a));
	diag_line(d,
		str_eq(a->folder, "layers") ?
			"`split: 2` puts it in two layers, and so on up to five" :
			"put packages in a layer with `split`, or make the function an image");
}

static void digest(Unit *u, Artifact *a)
{
	Sha *h = sha_new(u->arena);
	Arena *scratch = arena_new();
	for (uint32_t i = 0; i < a->n; i++) {
		const ArtifactEntry *e = &a->entry[i];
		const char *text = e->text;
		size_t n = e->n;
		if (!text && u->opt->findings_only) {
			text = "";
			n = 0;
		}
		if (!text) {
			TreeStatus s = u->tree->read(
				u->tree, scratch, e->path, MAX_PACKED_FILE, &text, &n);
			if (s != TREE_OK) {
				say_cannot_read(u, e->at, e->path,
					s == TREE_ERROR ? strerror(errno) : "it is gone");
				continue;
			}
		}
		char size[32];
		snprintf(size, sizeof size, "%zu", n);
		sha_text(h, e->name);
		sha_text(h, e->executable ? "x" : "-");
		sha_text(h, size);
		sha_add(h, text, n);
		if (arena_bytes(scratch) > 8u << 20) {
			arena_free(scratch);
			scratch = arena_new();
		}
	}
	arena_free(scratch);
	if (a->command)
		sha_text(h, a->command);
	char hex[65];
	sha_hex(h, hex);
	a->digest = arena_copy(u->arena, hex, 32);
}

void pass_pack(Unit *u)
{
	for (uint32_t i = 0; i < u->nartifact; i++)
		digest(u, u->artifact[i]);
}
