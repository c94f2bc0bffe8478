// cmd_docs.c: `topc docs DIR`: the reference pages and the schemas, as the repository keeps them.
#include "cmd_docs.h"

#include "../backends/json.h"
#include "../ir/template.h"
#include "cmd_schema.h"
#include "command.h"
#include "write.h"

#include <stdio.h>
#include <string.h>

void docs_index(Arena *a, Buf *b)
{
	const Template *head = template_find("docs/head.md");
	if (!head)
		die("no docs/head.md");
	buf_add(b, head->text, (size_t)(head->end - head->text));
	buf_puts(b, "## Sections\n\n| section | what |\n| --- | --- |\n");
	for (const Kind *const *k = kinds; *k; k++)
		if ((*k)->section)
			buf_printf(b, "| [%s](%s) | %s |\n", (*k)->section, docs_page_name(a, *k),
				(*k)->doc);
	buf_puts(b, "\nCalled into being by others:");
	const char *comma = " ";
	for (const Kind *const *k = kinds; *k; k++)
		if (!(*k)->section) {
			buf_printf(b, "%s[%s](%s)", comma, (*k)->one, docs_page_name(a, *k));
			comma = ", ";
		}
	buf_puts(b, ".\n\n## Keys of a topology beside its sections\n\n");
	docs_keys(a, b, topology_fields, "");
}

static void add_text(OutFiles *out, const char *path, const Buf *b)
{
	files_add(out, path, b->s, b->n, false);
}

static void print_all(Unit *u, OutFiles *out)
{
	Buf index = { .arena = u->arena };
	docs_index(u->arena, &index);
	add_text(out, "reference/README.md", &index);
	for (const Kind *const *k = kinds; *k; k++) {
		Buf page = { .arena = u->arena };
		docs_kind(u->arena, &page, *k);
		add_text(out, U_FORMAT(u, "reference/%s", docs_page_name(u->arena, *k)), &page);
	}
	for (uint32_t i = 0; schema_name(i); i++) {
		Buf text = { .arena = u->arena };
		json_print(&text, schema_of(u, schema_name(i)), 1);
		buf_putc(&text, '\n');
		add_text(out, U_FORMAT(u, "schemas/%s.json", schema_name(i)), &text);
	}
}

int run_docs(Arena *a, Cli *cli)
{
	(void)a;
	Options opt = { .sandbox = "stable" };
	Unit *u = unit_new(NULL, &opt);
	OutFiles out = { .unit = u };
	const char *dir = cli->path[0];
	const char *what = NULL;
	int status = EXIT_CLEAN;
	print_all(u, &out);
	if (cli->check) {
		if (files_say_stale(&out, dir))
			status = EXIT_FINDINGS;
	} else if (!write_files(&out, dir, &what)) {
		fprintf(stderr, "topc: %s\n", what);
		status = EXIT_UNABLE;
	} else if (!cli->quiet) {
		fprintf(stderr, "docs: %u files in %s\n", out.n, dir);
	}
	unit_free(u);
	return status;
}
