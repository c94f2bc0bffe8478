// layer_check.c: whether those who use a layer find what it holds, and can run it.
//
// A layer lies under /opt, and each runtime looks in few places there ("Layer paths for each Lambda
// runtime", AWS Lambda Developer Guide). Compiled files say by name and header what they are for.
#include "layer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- Paths --------------------------------------------------------------------------------------

typedef struct Place {
	const char *family; // NULL: every one
	const char *prefix; // below the layer's root
} Place;
static const Place places[] = {
	{ "python", "python/" },
	{ "node", "nodejs/node_modules/" },
	{ "node", "nodejs/node" }, // nodejs/node22/node_modules
	{ "ruby", "ruby/gems/" },
	{ "ruby", "ruby/lib/" },
	{ "java", "java/lib/" },
	{ NULL, "bin/" },
	{ NULL, "lib/" },
	{ NULL, "extensions/" },
};

static bool is_found(const Artifact *a, const char *family)
{
	for (uint32_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < COUNT(places); k++)
			if ((!family || !places[k].family || str_eq(places[k].family, family)) &&
				str_starts(a->entry[i].name, places[k].prefix))
				return true;
	return false;
}

static const char *places_of(Unit *u, const char *family)
{
	Buf b = { .arena = u->arena };
	for (size_t k = 0; k < COUNT(places); k++)
		if (!str_ends(places[k].prefix, "node") &&
			(!family || !places[k].family || str_eq(places[k].family, family)))
			buf_printf(&b, "%s%s", b.n ? ", " : "", places[k].prefix);
	return b.s;
}

static void say_place(
	Unit *u, const Entity *e, const Artifact *a, const char *who, const char *family)
{
	const Value *source = rec_get(e->rec, "source");
	Diag *d = say_layer_path(u, source->at, e->name, who);
	diag_line(d, "it is found in: %s", places_of(u, family));
	Buf b = { .arena = u->arena };
	const char *last = "";
	for (uint32_t i = 0; i < a->n && b.n < 100; i++) {
		const char *name = a->entry[i].name;
		const char *top = arena_copy(u->arena, name, strcspn(name, "/"));
		if (!str_eq(top, last))
			buf_printf(&b, "%s%s", b.n ? ", " : "", top);
		last = top;
	}
	diag_line(d, "the folder holds: %s", b.s ? b.s : "");
	if (family && str_eq(family, "python"))
		diag_line(
			d, "put it into a folder `python`, and name the folder above as `source`");
}

// ---- Versions and binaries ------------------------------------------------------------------------

typedef struct Wanted {
	const Runtime *runtime;
	uint32_t n;
	const char *arch; // x86_64 or aarch64, as file names have it
} Wanted;

static bool wants(const Wanted *w, const char *family, const char *version)
{
	bool any = false;
	for (uint32_t i = 0; i < w->n; i++) {
		const char *name = w->runtime[i].name;
		if (!str_eq(w->runtime[i].family, family))
			continue;
		any = true;
		if (str_eq(name + strcspn(name, "0123456789"), version))
			return true;
	}
	return !any; // nothing was said of this family
}

static const char *wanted_names(Unit *u, const Wanted *w)
{
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < w->n; i++)
		buf_printf(&b, "%s%s", i ? ", " : "", w->runtime[i].name);
	return b.s;
}

// The version that a path is for: "3.12" of python/lib/python3.12/…, "3.3" of ruby/gems/3.3.0/….
static const char *path_version(Unit *u, const char *name, const char **family)
{
	static const struct {
		const char *prefix, *family;
	} dir[] = {
		{ "python/lib/python", "python" },
		{ "ruby/gems/", "ruby" },
	};
	for (size_t i = 0; i < COUNT(dir); i++) {
		if (!str_starts(name, dir[i].prefix))
			continue;
		const char *s = name + strlen(dir[i].prefix);
		size_t n = strspn(s, "0123456789.");
		const char *dot = strchr(s, '.');
		if (!n || s[n] != '/' || !dot)
			return NULL;
		*family = dir[i].family;
		size_t minor = (size_t)(dot - s) + 1;
		return arena_copy(u->arena, s, minor + strspn(s + minor, "0123456789"));
	}
	return NULL;
}

// The Python that a compiled module is for, by its name: `_x.cpython-312-x86_64-linux-gnu.so`.
static const char *module_version(Unit *u, const char *name)
{
	const char *s = strstr(name, ".cpython-");
	if (!s)
		return NULL;
	s += strlen(".cpython-");
	size_t n = strspn(s, "0123456789");
	return n > 1 ? U_FORMAT(u, "%c.%.*s", *s, (int)n - 1, s + 1) : NULL;
}

// The processor of an ELF file ("ELF header", elf(5): e_machine at byte 18); NULL: it is none.
static const char *elf_arch(const char *text, size_t n)
{
	if (n < 20 || memcmp(text, "\177ELF", 4) != 0)
		return NULL;
	unsigned machine = (uint8_t)text[18] | (unsigned)(uint8_t)text[19] << 8;
	return machine == 62 ? "x86_64" : machine == 183 ? "aarch64" : "another processor";
}

// The C library of the runtimes' systems: Amazon Linux 2 up to python3.11, then Amazon Linux 2023.
static int glibc_of(const char *runtime)
{
	const char *dot = strchr(runtime, '.');
	return dot && strtol(dot + 1, NULL, 10) < 12 ? 26 : 34;
}

// Why a platform tag of a wheel ("Platform compatibility tags", PyPA specifications) does not run
// on Lambda; NULL: it does.
static const char *tag_problem(Unit *u, const char *tag, int glibc)
{
	static const char many[] = "manylinux_2_";
	if (strstr(tag, "musllinux"))
		return "musl, another C library";
	if (strstr(tag, "-macosx"))
		return "macOS";
	if (strstr(tag, "-win"))
		return "Windows";
	const char *s = strstr(tag, many);
	long needs = s ? strtol(s + strlen(many), NULL, 10) : 0;
	return needs > glibc ? U_FORMAT(u, "glibc 2.%ld", needs) : NULL;
}

// `x.dist-info/WHEEL` names what a package was built for; one tag that fits is enough.
static bool check_wheel(Unit *u, const ArtifactEntry *entry, const Wanted *w, Span at)
{
	enum { LARGEST_WHEEL = 64 << 10 };
	const char *text;
	size_t n;
	const Runtime *oldest = NULL;
	for (uint32_t i = 0; i < w->n; i++)
		if (str_eq(w->runtime[i].family, "python") &&
			(!oldest || glibc_of(w->runtime[i].name) < glibc_of(oldest->name)))
			oldest = &w->runtime[i];
	int glibc = oldest ? glibc_of(oldest->name) : 34;
	if (!entry->path ||
		u->tree->read(u->tree, u->arena, entry->path, LARGEST_WHEEL, &text, &n) != TREE_OK)
		return false;
	const char *problem = NULL;
	for (const char *s = text; (s = strstr(s, "Tag: ")); s++) {
		const char *tag = arena_copy(u->arena, s + 5, strcspn(s + 5, "\r\n"));
		problem = tag_problem(u, tag, glibc);
		if (!problem)
			return false;
	}
	if (!problem)
		return false;
	const char *has = oldest ? U_FORMAT(u, "%s, which has glibc 2.%d", oldest->name, glibc) :
				   U_FORMAT(u, "Amazon Linux 2023, which has glibc 2.%d", glibc);
	Diag *d = say_layer_version(u, at, entry->name, problem, has);
	diag_line(d, "build it in the image of the runtime: `build: { pip: requirements.txt }`");
	return true;
}

static bool is_compiled(const char *name)
{
	return str_ends(name, ".so") || strstr(name, ".so.") || str_ends(name, ".node") ||
		str_ends(name, ".pyd") || str_ends(name, ".dylib") || str_starts(name, "bin/") ||
		str_starts(name, "extensions/");
}

static const char *binary_for(Unit *u, const ArtifactEntry *e)
{
	enum { LARGEST_LOOK = 64 << 20 };
	const char *name = e->name;
	if (str_ends(name, ".pyd") || str_ends(name, ".dll"))
		return "Windows";
	if (str_ends(name, ".dylib") || strstr(name, "-darwin."))
		return "macOS";
	Arena *scratch = arena_new();
	const char *text;
	size_t n;
	const char *arch = NULL;
	if (e->path && u->tree->read(u->tree, scratch, e->path, LARGEST_LOOK, &text, &n) == TREE_OK)
		arch = elf_arch(text, n);
	arena_free(scratch);
	return arch;
}

// One finding for each way a layer is wrong, at the first file that shows it.
typedef struct Said {
	bool path, module, binary, wheel;
} Said;

static void check_entry(
	Unit *u, const Entity *e, const ArtifactEntry *entry, const Wanted *w, Said *said)
{
	Span at = rec_get(e->rec, "source")->at;
	const char *family = "python";
	const char *version = path_version(u, entry->name, &family);
	if (version && !said->path && !wants(w, family, version)) {
		said->path = true;
		say_layer_version(u, at, entry->name, U_FORMAT(u, "%s%s", family, version),
			wanted_names(u, w));
	}
	if (str_ends(entry->name, ".dist-info/WHEEL") && !said->wheel)
		said->wheel = check_wheel(u, entry, w, at);
	if (!is_compiled(entry->name))
		return;
	version = module_version(u, entry->name);
	if (version && !said->module && !wants(w, "python", version)) {
		said->module = true;
		say_layer_version(
			u, at, entry->name, U_FORMAT(u, "python%s", version), wanted_names(u, w));
	}
	const char *is = said->binary ? NULL : binary_for(u, entry);
	if (!is || str_eq(is, w->arch))
		return;
	said->binary = true;
	const Value *arch = rec_get(e->rec, "arch");
	Diag *d = say_layer_binary(u, at, entry->name, is, w->arch);
	if (arch && arch->style != STYLE_MADE)
		diag_context(d, arch->at, "the layer's processor");
	else
		diag_line(d, "without `arch` a layer is for x86_64");
}

void layer_check_tree(Unit *u, Entity *e)
{
	const Artifact *a = layer_whole(e);
	if (!a || !rec_get(e->rec, "source") || !a->n || rec_refused(e->rec, "source") ||
		rec_refused(e->rec, "merge") || rec_refused(e->rec, "arch") ||
		rec_refused(e->rec, "runtimes"))
		return;
	uint32_t n;
	Value **list = rec_list(e->rec, "runtimes", &n);
	Runtime *known = NEW_N(u->arena, Runtime, n + 1);
	Wanted w = { .runtime = known };
	for (uint32_t i = 0; i < n; i++)
		if (value_text(list[i]) && runtime_find(u, list[i]->u.s, &known[w.n]))
			w.n++;
	w.arch = value_is(rec_get(e->rec, "arch"), "arm64") ? "aarch64" : "x86_64";
	bool lost = false;
	for (uint32_t i = 0; i < w.n && !lost; i++)
		if (!is_found(a, known[i].family)) {
			say_place(u, e, a, known[i].name, known[i].family);
			lost = true;
		}
	if (!w.n && !is_found(a, NULL))
		say_place(u, e, a, "any runtime", NULL);
	Said said = { 0 };
	for (uint32_t i = 0; i < a->n && !lost; i++)
		check_entry(u, e, &a->entry[i], &w, &said);
}

// ---- Those who use it -----------------------------------------------------------------------------

void layer_check_users(Unit *u, Entity *e)
{
	uint32_t n;
	Value **list = rec_list(e->rec, "runtimes", &n);
	const Value *arch = rec_get(e->rec, "arch");
	// A tree for which nobody named a processor may well do for both: its binaries are looked at.
	bool own = rec_get(e->rec, "build") ||
		(rec_get(e->rec, "source") && arch && arch->style != STYLE_MADE);
	for (uint32_t i = 0; i < e->nin && !e->implied; i++) {
		const Edge *use = e->in[i];
		const char *lang = rec_text(use->from->rec, "runtime.lang");
		const Value *its = rec_get(use->from->rec, "runtime.arch");
		Runtime r;
		if (!lang || !runtime_find(u, lang, &r) || use->from->off)
			continue;
		bool fits = !n || rec_refused(e->rec, "runtimes");
		Runtime one;
		for (uint32_t k = 0; k < n && !fits; k++)
			fits = value_text(list[k]) && // one that is unknown was said to be
				(!runtime_find(u, list[k]->u.s, &one) || str_eq(one.name, r.name));
		if (!fits)
			diag_related(say_layer_other_runtime(
					     u, use->at, e->name, use->from->name, r.name),
				list[0]->at, "what the layer is for");
		if (own && value_text(arch) && value_text(its) && !str_eq(arch->u.s, its->u.s))
			diag_related(say_layer_other_arch(u, use->at, e->name, arch->u.s, its->u.s),
				arch->style == STYLE_MADE ? e->at : arch->at,
				"the layer is for this processor");
	}
}
