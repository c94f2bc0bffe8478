// fuzz_compile.c: any bytes as a topology with its files, through all passes and both printers.
//
//   make fuzz, or .ci/fuzz 60 compile
//
// The parts of the input are parted by form feeds: topology.yml, work/function.json,
// infra/vars/work.json, infra/roles/work.json. What is said has to lie inside; what compiles gives
// templates that are JSON.
#include "../golden/sound.h"
#include "compile.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *const paths[] = { "topology.yml", "work/function.json", "infra/vars/work.json",
	"infra/roles/work.json", "work/handler.py", "infra", "infra/vars", "infra/roles", "work" };
enum { GIVEN = 4, HANDLER = 4, FOLDERS = 5 };

typedef struct Given {
	const char *text[FOLDERS];
	size_t n[FOLDERS];
} Given;

static bool is_there(const Given *f, size_t i)
{
	return i >= FOLDERS || f->text[i];
}

static TreeStatus read_file(
	Tree *t, Arena *a, const char *path, size_t limit, const char **text, size_t *n)
{
	const Given *f = t->own;
	for (size_t i = 0; i < COUNT(paths); i++)
		if (str_eq(path, paths[i]) && is_there(f, i)) {
			if (i >= FOLDERS)
				return TREE_IS_DIR;
			*text = arena_copy(a, f->text[i], f->n[i]);
			*n = f->n[i];
			return f->n[i] > limit ? TREE_TOO_LARGE : TREE_OK;
		}
	return TREE_MISSING;
}

static TreeStatus stat_file(Tree *t, Arena *a, const char *path, TreeEntry *out)
{
	const Given *f = t->own;
	for (size_t i = 0; i < COUNT(paths); i++)
		if (str_eq(path, paths[i]) && is_there(f, i)) {
			*out = (TreeEntry){ .name = path_base(paths[i]),
				.type = i >= FOLDERS ? ENTRY_DIR : ENTRY_FILE,
				.size = i >= FOLDERS ? 0 : f->n[i] };
			return TREE_OK;
		}
	(void)a;
	return TREE_MISSING;
}

static TreeStatus list_folder(Tree *t, Arena *a, const char *dir, TreeEntry **out, uint32_t *n)
{
	*out = NULL;
	*n = 0;
	bool found = !*dir;
	for (size_t i = 0; i < COUNT(paths); i++)
		found |= str_eq(paths[i], dir) && i >= FOLDERS;
	if (!found)
		return TREE_MISSING;
	static const uint8_t sorted[] = { 1, 4, 5, 3, 7, 0, 2, 6, 8 };
	for (size_t k = 0; k < COUNT(sorted); k++) {
		TreeEntry e;
		const char *path = paths[sorted[k]];
		if (str_eq(path_dir(a, path), dir) && stat_file(t, a, path, &e) == TREE_OK)
			PUSH(a, *out, *n, e);
	}
	return TREE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const Options options = {
		.sandbox = "bob", .env = "dev", .backend = { true, true }
	};
	static const char handler[] = "import os\ndef handler(event, context):\n    return event\n";
	Given f = { .text[HANDLER] = handler, .n[HANDLER] = sizeof handler - 1 };
	const char *s = (const char *)bytes;
	for (size_t i = 0; i < GIVEN && s; i++) {
		size_t left = n - (size_t)(s - (const char *)bytes);
		const char *end = memchr(s, '\f', left);
		f.text[i] = s;
		f.n[i] = end ? (size_t)(end - s) : left;
		s = end ? end + 1 : NULL;
	}
	Tree tree = { .label = "",
		.root = "",
		.cwd = "",
		.display = "",
		.list = list_folder,
		.read = read_file,
		.stat = stat_file,
		.own = &f };
	Arena *matching = arena_new();
	Unit *u = compile(&tree, &options, matcher_new(matching), "", "order");
	check_unit(u);
	diag_sort(u);
	unit_free(u);
	arena_free(matching);
	return 0;
}
