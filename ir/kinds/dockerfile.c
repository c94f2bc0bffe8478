// dockerfile.c: a Dockerfile against its build context ("Dockerfile reference", Docker).
//
// Read word by word: an instruction a line, `\` at the end goes on, `#` lines are nothing, here-
// documents are skipped. Only ARG, ENV, FROM, COPY and ADD are looked at; variables that only the
// base image knows are left alone.
#include "dockerfile.h"

#include <fnmatch.h>
#include <string.h>

typedef struct DockerWord {
	const char *s;
	uint32_t lo, hi; // in the file
} DockerWord;

typedef struct DockerVar {
	const char *name, *value; // NULL: it has none
	bool given;
	bool open; // a value was given that nobody knows here
} DockerVar;

typedef struct Docker {
	Unit *u;
	const DockerBuild *build;
	const char *text;
	uint32_t file; // source number
	char escape;
	DockerWord *word; // of the instruction
	uint32_t n;
	DockerVar *var;
	uint32_t nvar;
	bool from;
} Docker;

// ---- Reading ------------------------------------------------------------------------------------

static const char *line_end(const char *s)
{
	return s + strcspn(s, "\n");
}

static const char *skip_blanks(const char *s)
{
	return s + strspn(s, " \t\r");
}

// `# escape=` followed by a backtick, before anything else.
static char escape_of(const char *text)
{
	for (const char *s = text; *(s = skip_blanks(s)) == '#';) {
		const char *word = skip_blanks(s + 1);
		if (strncmp(word, "escape=", 7) == 0 && word[7] == '`')
			return '`';
		s = line_end(s);
		s += *s == '\n';
	}
	return '\\';
}

// After an escape at the end of a line: the start of the next line that is no comment; else NULL.
static const char *next_line(const Docker *d, const char *s)
{
	if (*s != d->escape || *skip_blanks(s + 1) != '\n')
		return NULL;
	for (s = skip_blanks(s + 1) + 1; *skip_blanks(s) == '#' || *skip_blanks(s) == '\n';) {
		s = line_end(s);
		if (!*s)
			break;
		s++;
	}
	return s;
}

// The words of the instruction at s; returns what follows it.
static const char *read_words(Docker *d, const char *s)
{
	d->n = 0;
	for (;;) {
		s = skip_blanks(s);
		const char *next = next_line(d, s);
		if (next) {
			s = next;
			continue;
		}
		if (!*s || *s == '\n')
			return s + (*s == '\n');
		const char *from = s;
		char quote = 0;
		while (*s && *s != '\n' && (quote || !strchr(" \t\r", *s)) && !next_line(d, s)) {
			if (!quote && (*s == '"' || *s == '\''))
				quote = *s;
			else if (*s == quote)
				quote = 0;
			s++;
		}
		DockerWord w = { arena_copy(d->u->arena, from, (size_t)(s - from)),
			(uint32_t)(from - d->text), (uint32_t)(s - d->text) };
		U_PUSH(d->u, d->word, d->n, w);
	}
}

// Here-documents that the instruction opens: what follows their last line.
static const char *skip_documents(const Docker *d, const char *s)
{
	for (uint32_t i = 1; i < d->n; i++) {
		const char *mark = d->word[i].s;
		if (!str_starts(mark, "<<"))
			continue;
		mark += 2 + (mark[2] == '-');
		mark += *mark == '"' || *mark == '\'';
		size_t n = strcspn(mark, "\"'");
		for (bool found = !n; *s && !found;) {
			const char *line = skip_blanks(s);
			size_t len = strcspn(line, "\r\n");
			found = len == n && strncmp(line, mark, n) == 0;
			s = line_end(s);
			s += *s == '\n';
		}
	}
	return s;
}

static bool is_word(const char *s, const char *upper)
{
	for (; *s && *upper; s++, upper++)
		if (*s != *upper && *s != *upper + 32)
			return false;
	return !*s && !*upper;
}

// ---- Variables ----------------------------------------------------------------------------------

static DockerVar *find_var(const Docker *d, const char *name, size_t n)
{
	for (uint32_t i = d->nvar; i-- > 0;)
		if (strlen(d->var[i].name) == n && memcmp(d->var[i].name, name, n) == 0)
			return &d->var[i];
	return NULL;
}

static const char *unquoted(const Docker *d, const char *s)
{
	size_t n = strlen(s);
	if (n >= 2 && (*s == '"' || *s == '\'') && s[n - 1] == *s)
		return arena_copy(d->u->arena, s + 1, n - 2);
	return s;
}

static void set_var(Docker *d, const char *word, bool arg)
{
	size_t n = strcspn(word, "=");
	DockerVar v = { .name = arena_copy(d->u->arena, word, n) };
	v.value = word[n] ? unquoted(d, word + n + 1) : NULL;
	const DockerVar *old = find_var(d, v.name, n);
	const char *given = arg ? value_text(value_get(d->build->args, v.name)) : NULL;
	if (arg && d->build->dir_arg && value_is(d->build->dir_arg, v.name))
		given = d->build->dir;
	const Value *written = value_get(d->build->args, v.name);
	v.open = arg && (d->build->args_lost || (written && written->kind == V_BAD));
	if (given)
		v.value = given;
	else if (!v.value && old)
		v.value = old->value;
	U_PUSH(d->u, d->var, d->nvar, v);
}

// The word with its variables filled in; NULL: one is not known. *missing: an ARG without value.
static const char *expand(const Docker *d, const char *s, const char **missing)
{
	Buf b = { .arena = d->u->arena };
	*missing = NULL;
	for (; *s; s++) {
		if (*s == d->escape && s[1]) {
			buf_putc(&b, *++s);
			continue;
		}
		if (*s != '$') {
			buf_putc(&b, *s);
			continue;
		}
		bool brace = s[1] == '{';
		const char *name = s + 1 + brace;
		size_t n = strspn(
			name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
		const DockerVar *v = find_var(d, name, n);
		if (!v || (brace && name[n] != '}'))
			return NULL;
		if (!v->value) {
			*missing = v->open ? NULL : v->name;
			return NULL;
		}
		buf_puts(&b, v->value);
		s = name + n - !brace;
	}
	return b.s ? b.s : "";
}

// ---- COPY and ADD -------------------------------------------------------------------------------

static const char *clean(Unit *u, const char *path)
{
	while (*path == '/')
		path++;
	return path_join(u->arena, "", *path ? path : ".");
}

static uint32_t depth_of(const char *path)
{
	uint32_t n = 1;
	for (; *path; path++)
		n += *path == '/';
	return n;
}

// Whether a file, or a folder of one, is called so.
static bool in_context(Unit *u, const Artifact *a, const char *path)
{
	size_t n = strlen(path);
	uint32_t depth = depth_of(path);
	bool pattern = strpbrk(path, "*?[");
	if (!n || str_eq(path, "."))
		return true;
	for (uint32_t i = 0; i < a->n; i++) {
		const char *name = a->entry[i].name;
		if (!pattern && strncmp(name, path, n) == 0 && (!name[n] || name[n] == '/'))
			return true;
		if (!pattern)
			continue;
		const char *end = name;
		for (uint32_t k = 0; k < depth && *end; k++)
			end += strcspn(end + (k > 0), "/") + (k > 0);
		const char *part = arena_copy(u->arena, name, (size_t)(end - name));
		if (depth_of(part) == depth && fnmatch(path, part, FNM_PATHNAME) == 0)
			return true;
	}
	return false;
}

static Span span_of(const Docker *d, const DockerWord *w)
{
	return (Span){ d->file, w->lo, w->hi };
}

static void check_source(const Docker *d, const DockerWord *w, const char *written)
{
	Unit *u = d->u;
	const char *missing;
	const char *text = expand(d, written, &missing);
	if (missing) {
		Diag *g = say_arg_without_value(u, span_of(d, w), missing);
		diag_line(g, "give it a default, `ARG %s=…`, or a value under `args` of the image",
			missing);
		return;
	}
	if (!text || strstr(text, "://") || str_starts(text, "git@") || str_starts(text, "<<"))
		return;
	const char *path = clean(u, text);
	if (!path) {
		Diag *g = say_copy_outside(u, span_of(d, w), text);
		diag_line(g, "docker copies only what lies in the build context, %s",
			d->build->context_name);
		return;
	}
	if (in_context(u, d->build->context, path))
		return;
	Diag *g = say_copy_missing(u, span_of(d, w), path);
	diag_label(g, "copied here");
	diag_related(g, d->build->why, "the image is built from here");
	diag_line(g, "the build context is %s", d->build->context_name);
	Nearest near = { .word = path };
	for (uint32_t i = 0; i < d->build->context->n; i++) {
		const char *name = d->build->context->entry[i].name;
		nearest_try(&near, name);
		if (str_eq(path_base(name), path_base(path)))
			diag_line(g, "it holds `%s`", name);
	}
	if (str_eq(written, path) && w->hi - w->lo == strlen(path))
		diag_nearest(g, &near, FIX_MAYBE, span_of(d, w));
}

// `["a", "b"]` over several words: the words without brackets, commas and quotes.
static const char *json_word(const Docker *d, const char *s)
{
	s += *s == '[';
	size_t n = strlen(s);
	while (n && strchr(",]", s[n - 1]))
		n--;
	return unquoted(d, arena_copy(d->u->arena, s, n));
}

static void check_copy(const Docker *d)
{
	uint32_t from = 1;
	while (from < d->n && str_starts(d->word[from].s, "--")) {
		if (str_starts(d->word[from].s, "--from="))
			return; // out of another stage or image
		from++;
	}
	bool json = from < d->n && *d->word[from].s == '[';
	for (uint32_t i = from; i + 1 < d->n; i++)
		check_source(d, &d->word[i], json ? json_word(d, d->word[i].s) : d->word[i].s);
}

// The image that a stage begins with.
static void check_from(const Docker *d)
{
	uint32_t i = 1;
	while (i < d->n && str_starts(d->word[i].s, "--"))
		i++;
	const char *missing;
	if (i >= d->n || expand(d, unquoted(d, d->word[i].s), &missing) || !missing)
		return;
	Diag *g = say_arg_without_value(d->u, span_of(d, &d->word[i]), missing);
	diag_line(
		g, "give it a default, `ARG %s=…`, or a value under `args` of the image", missing);
}

// ---- The whole file -----------------------------------------------------------------------------

static void see_instruction(Docker *d)
{
	const char *what = d->word[0].s;
	if (is_word(what, "FROM")) {
		check_from(d);
		d->from = true;
	} else if (is_word(what, "ARG")) {
		for (uint32_t i = 1; i < d->n; i++)
			set_var(d, d->word[i].s, true);
	} else if (is_word(what, "ENV")) {
		if (d->n == 3 && !strchr(d->word[1].s, '='))
			set_var(d, U_FORMAT(d->u, "%s=%s", d->word[1].s, d->word[2].s), false);
		else
			for (uint32_t i = 1; i < d->n; i++)
				set_var(d, d->word[i].s, false);
	} else if (is_word(what, "COPY") || is_word(what, "ADD")) {
		check_copy(d);
	}
}

static void check_declared(const Docker *d, const char *name, Span at)
{
	if (find_var(d, name, strlen(name)))
		return;
	Diag *g = say_arg_not_declared(d->u, at, name);
	diag_line(g, "the file is %s; it takes a value by `ARG %s`", d->build->file, name);
	Nearest near = { .word = name };
	for (uint32_t i = 0; i < d->nvar; i++)
		nearest_try(&near, d->var[i].name);
	diag_nearest(g, &near, FIX_MAYBE, at);
}

// Arguments that docker knows without ARG.
static const char predefined[] =
	"HTTP_PROXY http_proxy HTTPS_PROXY https_proxy FTP_PROXY ftp_proxy "
	"NO_PROXY no_proxy ALL_PROXY all_proxy";

void dockerfile_check(Unit *u, const DockerBuild *build)
{
	Value *v = load_text(u, build->file, build->why);
	if (v->kind == V_BAD)
		return;
	Docker d = { .u = u, .build = build, .text = v->u.s, .file = v->at.file };
	d.escape = escape_of(d.text);
	for (const char *s = d.text; *s;) {
		const char *line = skip_blanks(s);
		if (*line == '#') {
			s = line_end(line);
			s += *s == '\n';
			continue;
		}
		s = read_words(&d, s);
		if (!d.n)
			continue;
		s = skip_documents(&d, s);
		see_instruction(&d);
	}
	if (!d.from)
		say_dockerfile_without_from(u, (Span){ d.file, 0, 0 }, build->file);
	for (uint32_t i = 0; build->args && i < build->args->n; i++) {
		const Pair *p = &build->args->u.pair[i];
		if (!word_in(predefined, p->key, strlen(p->key)))
			check_declared(&d, p->key, p->at);
	}
	if (value_text(build->dir_arg))
		check_declared(&d, build->dir_arg->u.s, build->dir_arg->at);
}
