// cmd_completion.c: `topc completion bash|zsh|fish`: scripts that complete the command line, from the tables
// of commands and options.
#include "command.h"
#include "compile.h"

#include <stdio.h>
#include <string.h>

// What an option's argument is completed with.
typedef enum Choices { NOTHING, WORDS, FILES, FOLDERS } Choices;

static Choices source_of(Arena *a, const Opt *o, const char **words)
{
	Buf b = { .arena = a };
	*words = o->words;
	if (!o->arg)
		return NOTHING;
	if (o->words)
		return WORDS;
	if (str_eq(o->arg, "FORMAT[=FILE]")) {
		for (const Reporter *r = reporters; r->name; r++)
			buf_printf(&b, "%s%s", b.n ? " " : "", r->name);
	} else if (str_eq(o->arg, "PASS")) {
		for (const Pass *p = passes; p->name; p++)
			buf_printf(&b, "%s%s", b.n ? " " : "", p->name);
	}
	*words = b.s;
	return b.n                                               ? WORDS :
		str_eq(o->arg, "DIR")                            ? FOLDERS :
		str_eq(o->arg, "FILE") || str_eq(o->arg, "PATH") ? FILES :
								   NOTHING;
}

// The words that a command's operands are, or NULL: files.
static const char *operand_words(Arena *a, const Command *c)
{
	Buf b = { .arena = a };
	if (strstr(c->operands, "COMMAND")) {
		for (const Command *k = commands; k->name; k++)
			buf_printf(&b, "%s%s", b.n ? " " : "", k->name);
	} else if (str_starts(c->operands, "CODE")) {
		for (const DiagRow *r = diag_rows; r->name; r++)
			buf_printf(&b, "%sTC%04u %s", b.n ? " " : "", r->code, diag_name(a, r));
	} else if (str_eq(c->operands, "[NAME]")) {
		for (const Kind *const *k = kinds; *k; k++)
			buf_printf(&b, "%s%s", b.n ? " " : "", (*k)->one);
	} else if (str_eq(c->operands, "SHELL")) {
		buf_puts(&b, "bash zsh fish");
	}
	return b.s;
}

// The text with each character of `special` behind a backslash and `'` as the shell wants it.
static const char *quoted(Arena *a, const char *s, const char *special, const char *apostrophe)
{
	Buf b = { .arena = a };
	for (; *s; s++) {
		if (*s == '\'') {
			buf_puts(&b, apostrophe);
			continue;
		}
		if (strchr(special, *s))
			buf_putc(&b, '\\');
		buf_putc(&b, *s);
	}
	return b.s ? b.s : "";
}

static const char *command_names(Arena *a)
{
	Buf b = { .arena = a };
	for (const Command *c = commands; c->name; c++)
		buf_printf(&b, "%s%s", b.n ? " " : "", c->name);
	return b.s ? b.s : "";
}

// ---- bash ----------------------------------------------------------------------------------------

static void bash_arguments(Arena *a, Buf *b, const Command *c)
{
	for (const Opt *o = options; o->name; o++) {
		if (!o->arg || !opt_of(o, c))
			continue;
		const char *words;
		Choices from = source_of(a, o, &words);
		buf_printf(b, "\t\t%s:--%s", c->name, o->name);
		if (o->letter)
			buf_printf(b, " | %s:-%c", c->name, o->letter);
		buf_puts(b, ") ");
		if (from == WORDS)
			buf_printf(b, "COMPREPLY=($(compgen -W '%s' -- \"$cur\"))", words);
		else if (from != NOTHING)
			buf_printf(b,
				"compopt -o filenames; COMPREPLY=($(compgen -%c -- \"$cur\"))",
				from == FILES ? 'f' : 'd');
		buf_puts(b, from == NOTHING ? "return ;;\n" : "; return ;;\n");
	}
}

static void print_bash(Arena *a, Buf *b)
{
	buf_puts(b,
		"# bash completion of topc; made by `topc completion bash`\n"
		"_topc() {\n"
		"\tlocal cur prev command= i\n"
		"\tCOMPREPLY=()\n"
		"\tcur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
		"\t# `--name=value` comes in three words\n"
		"\t[[ $cur == = ]] && cur= && prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
		"\t[[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
		"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
		"\t\tcase ${COMP_WORDS[i]} in\n"
		"\t\t-C | --directory | --config | --color) ((i++)) ;;\n"
		"\t\t-*) ;;\n"
		"\t\t*) command=${COMP_WORDS[i]}; break ;;\n"
		"\t\tesac\n"
		"\tdone\n"
		"\tcase $command:$prev in\n");
	for (const Command *c = commands; c->name; c++)
		bash_arguments(a, b, c);
	buf_puts(b, "\tesac\n\tcase $command in\n");
	buf_printf(b, "\t'') COMPREPLY=($(compgen -W '%s --help --version' -- \"$cur\")) ;;\n",
		command_names(a));
	for (const Command *c = commands; c->name; c++) {
		buf_printf(b,
			"\t%s)\n\t\tif [[ $cur == -* ]]; then\n\t\t\tCOMPREPLY=($(compgen -W '",
			c->name);
		for (const Opt *o = options; o->name; o++)
			if (opt_of(o, c))
				buf_printf(b, "--%s ", o->name);
		buf_puts(b, "' -- \"$cur\"))\n");
		const char *words = operand_words(a, c);
		if (words)
			buf_printf(b,
				"\t\telse\n\t\t\tCOMPREPLY=($(compgen -W '%s' -- \"$cur\"))\n",
				words);
		else if (c->most)
			buf_puts(b,
				"\t\telse\n\t\t\tcompopt -o filenames 2>/dev/null\n"
				"\t\t\tCOMPREPLY=($(compgen -f -- \"$cur\"))\n");
		buf_puts(b, "\t\tfi ;;\n");
	}
	buf_puts(b, "\tesac\n}\ncomplete -F _topc topc\n");
}

// ---- zsh -----------------------------------------------------------------------------------------

static void zsh_option(Arena *a, Buf *b, const Opt *o)
{
	const char *words;
	Choices from = source_of(a, o, &words);
	const char *many = o->kind == OPT_MANY ? "*" : "";
	const char *takes = o->arg ? "=" : "";
	if (o->letter)
		buf_printf(b, "\t\t\t'(-%c --%s)'{-%c%s,--%s%s}'", o->letter, o->name, o->letter,
			o->arg ? "+" : "", o->name, takes);
	else
		buf_printf(b, "\t\t\t'%s--%s%s", many, o->name, takes);
	buf_printf(b, "[%s]", quoted(a, o->doc, "[]:\\", "'\\''"));
	if (o->arg)
		buf_printf(b, ":%s:", quoted(a, o->arg, "[]:\\", "'\\''"));
	if (from == WORDS)
		buf_printf(b, "(%s)", words);
	else if (from != NOTHING)
		buf_puts(b, from == FILES ? "_files" : "_files -/");
	buf_puts(b, "' \\\n");
}

static void print_zsh(Arena *a, Buf *b)
{
	buf_puts(b,
		"#compdef topc\n"
		"# zsh completion of topc; made by `topc completion zsh`\n"
		"_topc() {\n"
		"\tlocal curcontext=\"$curcontext\" state line ret=1\n"
		"\ttypeset -A opt_args\n"
		"\t_arguments -C \\\n");
	for (const Opt *o = options; o->name; o++)
		if (!o->commands)
			zsh_option(a, b, o);
	buf_puts(b,
		"\t\t\t'1:command:->command' '*::argument:->argument' && ret=0\n"
		"\tcase $state in\n"
		"\tcommand)\n"
		"\t\tlocal -a commands=(\n");
	for (const Command *c = commands; c->name; c++)
		buf_printf(b, "\t\t\t'%s:%s'\n", c->name, quoted(a, c->doc, ":\\", "'\\''"));
	buf_puts(b,
		"\t\t)\n\t\t_describe command commands && ret=0 ;;\n"
		"\targument)\n\t\tcase $words[1] in\n");
	for (const Command *c = commands; c->name; c++) {
		buf_printf(b, "\t\t%s)\n\t\t\t_arguments \\\n", c->name);
		for (const Opt *o = options; o->name; o++)
			if (opt_of(o, c))
				zsh_option(a, b, o);
		const char *words = operand_words(a, c);
		if (words)
			buf_printf(b, "\t\t\t'*:%s:(%s)' && ret=0 ;;\n",
				quoted(a, c->operands, "[]:\\", "'\\''"), words);
		else
			buf_puts(b,
				c->most ? "\t\t\t'*:path:_files' && ret=0 ;;\n" :
					  "\t\t\t&& ret=0 ;;\n");
	}
	buf_puts(b,
		"\t\tesac ;;\n\tesac\n\treturn ret\n}\n"
		"if [[ $funcstack[1] == _topc ]]; then _topc \"$@\"; else compdef _topc topc; fi\n");
}

// ---- fish ----------------------------------------------------------------------------------------

static void fish_option(Arena *a, Buf *b, const Opt *o)
{
	const char *words;
	Choices from = source_of(a, o, &words);
	buf_puts(b, "complete -c topc");
	if (o->commands)
		buf_printf(b, " -n '__fish_seen_subcommand_from %s'", o->commands);
	buf_printf(b, " -l %s", o->name);
	if (o->letter)
		buf_printf(b, " -s %c", o->letter);
	if (o->arg)
		buf_puts(b, from == FILES || from == FOLDERS ? " -r" : " -x");
	if (from == WORDS)
		buf_printf(b, " -a '%s'", words);
	else if (from == FOLDERS)
		buf_puts(b, " -a '(__fish_complete_directories)'");
	buf_printf(b, " -d '%s'\n", quoted(a, o->doc, "\\", "\\'"));
}

static void print_fish(Arena *a, Buf *b)
{
	const char *names = command_names(a);
	buf_puts(b, "# fish completion of topc; made by `topc completion fish`\n");
	for (const Command *c = commands; c->name; c++) {
		buf_printf(b,
			"complete -c topc -f -n 'not __fish_seen_subcommand_from %s' -a %s -d '%s'\n",
			names, c->name, quoted(a, c->doc, "\\", "\\'"));
		const char *words = operand_words(a, c);
		if (words)
			buf_printf(b,
				"complete -c topc -f -n '__fish_seen_subcommand_from %s' -a '%s'\n",
				c->name, words);
	}
	for (const Opt *o = options; o->name; o++)
		fish_option(a, b, o);
}

int run_completion(Arena *a, Cli *cli)
{
	static const struct {
		const char *shell;
		void (*print)(Arena *, Buf *);
	} row[] = { { "bash", print_bash }, { "zsh", print_zsh }, { "fish", print_fish } };
	Buf b = { .arena = a };
	for (size_t i = 0; i < COUNT(row); i++)
		if (str_eq(row[i].shell, cli->path[0])) {
			row[i].print(a, &b);
			fputs(b.s, stdout);
			return EXIT_CLEAN;
		}
	fprintf(stderr, "topc: there are completions for bash, zsh and fish, not for `%s`\n",
		cli->path[0]);
	return EXIT_USAGE;
}
