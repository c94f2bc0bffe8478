// compile.c: the table of passes, and a run through it.
#include "compile.h"

#include "check.h"
#include "late.h"
#include "load.h"
#include "pass.h"

#include <string.h>

const Pass passes[] = {
	{ "shape", pass_shape, true, "documents to entities, by the tables of the kinds" },
	{ "link", pass_link, true, "names to edges" },
	{ "check", pass_check, true, "the rules" },
	{ "pack", pass_pack, false, "files to archives and their digests" },
	{ "lower", pass_lower, false, "entities and edges to resources, by the op tables" },
	{ "place", pass_place, false, "resources to templates, and how each reference is written" },
	{ "order", pass_order, false, "ids, then sort by id" },
	{ 0 },
};

static void no_topology(Unit *u, const char *dir)
{
	const char *shown = tree_show(u->tree, u->arena, dir);
	size_t n = strlen(shown);
	while (n > 1 && shown[n - 1] == '/')
		n--;
	Diag *d = say_no_topology(u, (Span){ 0 }, n ? arena_copy(u->arena, shown, n) : ".");
	diag_line(d,
		"a topology is a folder with `topology.yml`, a function one with `function.json`");
}

Unit *compile(Tree *tree, const Options *opt, Matcher *m, const char *dir, const char *last)
{
	Unit *u = unit_new(tree, opt);
	u->matcher = m;
	if (!load_topology(u, dir)) {
		if (!u->nerror)
			no_topology(u, dir);
		return u;
	}
	bool late = false;
	for (const Pass *p = passes; p->name; p++) {
		if (!p->always && u->nerror)
			return u;
		if (!p->always && !late && opt->findings_only && !late_wanted(u)) {
			late = true;
			break;
		}
		late = !p->always;
		p->run(u);
		if (str_eq(p->name, last))
			break;
	}
	if (late)
		check_allow(u, true);
	return u;
}
