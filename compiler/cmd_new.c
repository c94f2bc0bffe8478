// cmd_new.c: files that topc writes into an author's tree, from templates/new.
#include "cmd_new.h"

#include "../backends/json.h"
#include "../ir/template.h"
#include "cmd_schema.h"
#include "command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

const Language languages[] = {
	{ "python", "handler.py" },
	{ "node", "handler.mjs handler.js" },
	{ "ruby", "handler.rb" },
	{ "go", "main.go" },
	{ "rust", "Cargo.toml" },
	{ 0 },
};

const Language *language_of(const char *name)
{
	for (const Language *l = languages; l->name; l++)
		if (str_eq(l->name, name))
			return l;
	return NULL;
}

static const char *filled(Unit *u, const Template *t, const Fill *fill)
{
	Buf b = { .arena = u->arena };
	buf_puts(&b, "");
	for (const char *s = t->text; s < t->end; s++) {
		const Fill *f = *s == '@' ? fill : NULL;
		size_t n = 0;
		for (; f && f->name; f++) {
			n = strlen(f->name);
			if (strncmp(s + 1, f->name, n) == 0 && s[n + 1] == '@')
				break;
		}
		if (f && f->name) {
			buf_puts(&b, f->text);
			s += n + 1;
		} else {
			buf_putc(&b, *s);
		}
	}
	return b.s;
}

void new_text(NewFiles *f, const char *path, const char *text)
{
	Unit *u = f->out.unit;
	if (access(U_FORMAT(u, "%s/%s", f->root, path), F_OK) == 0) {
		U_PUSH(u, f->left, f->nleft, path);
		return;
	}
	for (uint32_t i = 0; i < f->out.n; i++)
		if (str_eq(f->out.file[i].path, path))
			return;
	files_add(&f->out, path, text, strlen(text), strncmp(text, "#!", 2) == 0);
}

void new_template(NewFiles *f, const char *path, const char *name, const Fill *fill)
{
	const Template *t = template_find(U_FORMAT(f->out.unit, "new/%s", name));
	if (!t)
		die("no template %s", name);
	new_text(f, path, filled(f->out.unit, t, fill));
}

void new_folder(NewFiles *f, const char *dir, const char *name, const Fill *fill)
{
	Unit *u = f->out.unit;
	const char *prefix = U_FORMAT(u, "new/%s/", name);
	for (size_t i = 0; i < template_count; i++)
		if (str_starts(templates[i].path, prefix))
			new_text(f,
				U_FORMAT(u, "%s%s%s", dir, *dir ? "/" : "",
					templates[i].path + strlen(prefix)),
				filled(u, &templates[i], fill));
}

void new_schemas(NewFiles *f)
{
	Unit *u = f->out.unit;
	for (uint32_t i = 0; schema_name(i) && !*TOPC_DOCS_URL; i++) {
		Buf b = { .arena = u->arena };
		json_print(&b, schema_of(u, schema_name(i)), 1);
		buf_putc(&b, '\n');
		const char *path = U_FORMAT(u, ".topc/schemas/%s.json", schema_name(i));
		if (access(U_FORMAT(u, "%s/%s", f->root, path), F_OK) != 0)
			new_text(f, path, b.s);
	}
}

const char *new_schemas_from(Unit *u, const char *path)
{
	if (*TOPC_DOCS_URL)
		return TOPC_DOCS_URL "/schemas";
	Buf b = { .arena = u->arena };
	for (const char *s = path; (s = strchr(s, '/')); s++)
		buf_puts(&b, "../");
	buf_puts(&b, ".topc/schemas");
	return strchr(path, '/') ? b.s : U_FORMAT(u, "./%s", b.s);
}

int new_write(NewFiles *f, const char *doing, bool quiet)
{
	const char *error = NULL;
	if (!write_new_files(&f->out, f->root, &error)) {
		fprintf(stderr, "topc: %s\n", error);
		return EXIT_UNABLE;
	}
	for (uint32_t i = 0; i < f->out.n; i++)
		if (!str_starts(f->out.file[i].path, ".topc/"))
			printf("%s\n", f->out.file[i].path);
	for (uint32_t i = 0; i < f->nleft && !quiet; i++)
		fprintf(stderr, "%s: left as it is: %s\n", doing, f->left[i]);
	if (!quiet)
		fprintf(stderr, "%s: %u files written\n", doing, f->out.n);
	return EXIT_CLEAN;
}
