// load_file.c: reading one file by its name, and includes.
#include "load.h"
#include "read.h"

#include <errno.h>
#include <string.h>

const char *span_dir(Unit *u, Span at)
{
	return path_dir(u->arena, u->src[at.file]->path);
}

const char *load_path_in(Unit *u, const char *dir, Value *written)
{
	const char *text = value_text(written);
	const char *hole = text ? strstr(text, "{{") : NULL;
	if (hole) {
		uint32_t from = (uint32_t)(hole - text);
		say_not_here(u, value_part(u, written, from, from + 2), "{{",
			"would be filled in too late: files are read first");
		written->kind = V_BAD;
	}
	if (!text || hole)
		return NULL;
	const char *path = path_join(u->arena, dir, text);
	if (!path)
		path_outside(u, written->at, text);
	return path;
}

const char *load_path(Unit *u, Value *written)
{
	return load_path_in(u, span_dir(u, written->at), written);
}

static Diag *say_status(Unit *u, TreeStatus s, const char *path, Span why)
{
	switch (s) {
	case TREE_MISSING: return say_no_such_file(u, why, path);
	case TREE_IS_DIR: return say_cannot_read(u, why, path, "it is a folder");
	case TREE_NOT_DIR: return say_cannot_read(u, why, path, "it is no folder");
	case TREE_OUTSIDE: return say_link_leaves_root(u, why, path);
	case TREE_TOO_LARGE:
		return say_cannot_read(
			u, why, path, U_FORMAT(u, "it is larger than %d bytes", MAX_FILE_BYTES));
	default: return say_cannot_read(u, why, path, strerror(errno));
	}
}

static bool read_bytes(Unit *u, const char *path, Span why, uint32_t *file)
{
	const char *text;
	size_t n;
	TreeStatus s = u->tree ? u->tree->read(u->tree, u->arena, path, MAX_FILE_BYTES, &text, &n) :
				 TREE_MISSING; // a text that lies nowhere has no files beside it
	if (s != TREE_OK) {
		say_status(u, s, tree_show(u->tree, u->arena, path), why);
		return false;
	}
	*file = source_add(u, path, text, n);
	return true;
}

Value *load_file(Unit *u, const char *path, Span why)
{
	Sym key = unit_sym(u, path);
	Value *v = map_get(&u->read, key);
	if (v)
		return v;
	uint32_t file;
	if (!read_bytes(u, path, why, &file))
		v = value_new(u->arena, V_BAD, why);
	else
		v = read_source(u, file);
	map_put(&u->read, key, v);
	return v;
}

Value *load_text(Unit *u, const char *path, Span why)
{
	uint32_t file;
	if (!read_bytes(u, path, why, &file))
		return value_new(u->arena, V_BAD, why);
	const Source *s = u->src[file];
	Span at = { file, 0, s->n };
	size_t ok = utf8_check(s->text, s->n);
	if (ok < s->n || strlen(s->text) != s->n) {
		uint32_t byte = (uint32_t)(ok < s->n ? ok : strlen(s->text));
		say_not_utf8(u, (Span){ file, byte, byte + 1 },
			U_FORMAT(u, "%02X", (uint8_t)s->text[byte]));
		return value_new(u->arena, V_BAD, at);
	}
	return value_str(u->arena, s->text, at);
}

// `!include FILE` is the file's value, `!read FILE` its text; several files, separated by blanks,
// are merged as maps, or their texts joined (tc's forms).
Value *load_include(Unit *u, uint32_t from, const char *tag, const Value *arg)
{
	Value *bad = value_new(u->arena, V_BAD, arg->at);
	if (!value_scalar(arg) || arg->kind == V_NULL || !arg->n) {
		say_include_name(
			u, arg->at, tag, arg->kind == V_STR ? "an empty string" : value_noun(arg));
		return bad;
	}
	const char *path = path_join(u->arena, path_dir(u->arena, u->src[from]->path), arg->u.s);
	if (!path) {
		path_outside(u, arg->at, arg->u.s);
		return bad;
	}
	if (str_eq(tag, "!read"))
		return load_text(u, path, arg->at);
	uint32_t depth = u->nincluding;
	if (depth >= MAX_INCLUDES) {
		say_too_deep(u, arg->at, U_FORMAT(u, "%d", MAX_INCLUDES));
		return bad;
	}
	Sym key = unit_sym(u, path);
	for (uint32_t i = 0; i < depth; i++)
		if (u->including[i] == key) {
			say_include_cycle(u, arg->at, path);
			return bad;
		}
	if (str_eq(path, u->src[from]->path)) {
		say_include_cycle(u, arg->at, path);
		return bad;
	}
	U_PUSH(u, u->including, u->nincluding, unit_sym(u, u->src[from]->path));
	Value *v = load_file(u, path, arg->at);
	u->nincluding = depth;
	return v;
}
