// cmd_config.c: `topc config`: the settings that count in this folder.
#include "command.h"
#include "config.h"

#include "../backends/json.h"

#include <stdio.h>
#include <string.h>

static Value *str(Arena *a, const char *s)
{
	return value_str(a, s, (Span){ 0 });
}

// The value of an option that is set.
static Value *value_of(Arena *a, const Cli *cli, const Opt *o)
{
	const char *at = (const char *)cli + o->at;
	if (o->kind == OPT_FLAG)
		return value_bool(a, *(const bool *)at, (Span){ 0 });
	if (o->kind == OPT_NUMBER)
		return value_num(a, *(const long *)at, (Span){ 0 });
	if (o->kind == OPT_TEXT)
		return str(a, *(const char *const *)at);
	Value *list = value_list(a, (Span){ 0 });
	for (uint32_t i = 0; i < cli->nreport; i++)
		value_push(a, list, str(a, cli->report[i]));
	return list;
}

static bool is_setting(const Opt *o)
{
	for (const Opt *before = options; before < o; before++)
		if (str_eq(before->name, o->name) && !(before->flags & OPT_HERE))
			return false; // the same key, for another command
	return !(o->flags & OPT_HERE);
}

static void print_json(Arena *a, const Cli *cli)
{
	Value *doc = value_map(a, (Span){ 0 });
	for (const Opt *o = options; o->name; o++) {
		if (!is_setting(o) || !opt_given(cli, o))
			continue;
		Value *one = value_map(a, (Span){ 0 });
		value_set(a, one, "value", value_of(a, cli, o));
		value_set(a, one, "origin", str(a, cli->origin[o - options]));
		value_set(a, doc, o->name, one);
	}
	Buf b = { .arena = a };
	json_print(&b, doc, 2);
	puts(b.s);
}

int run_config(Arena *a, Cli *cli)
{
	if (cli->json) {
		print_json(a, cli);
		return EXIT_CLEAN;
	}
	for (const Opt *o = options; o->name; o++) {
		if (!is_setting(o))
			continue;
		Buf b = { .arena = a };
		if (opt_given(cli, o)) {
			buf_printf(&b, "%s: ", o->name);
			value_json(&b, value_of(a, cli, o));
		} else {
			buf_printf(&b, "#%s:", o->name);
		}
		if (cli->show_origin || !opt_given(cli, o)) {
			buf_fill(&b, ' ', b.n < 28 ? 28 - b.n : 1);
			buf_printf(
				&b, "# %s", opt_given(cli, o) ? cli->origin[o - options] : o->doc);
		}
		puts(b.s);
	}
	return EXIT_CLEAN;
}
