// load_name.c: what a topology is called.
#include "load_parts.h"

#include <string.h>

// An unknown key that is nearly `name` is what shape complains of.
static bool is_misspelt(const Value *doc)
{
	for (uint32_t i = 0; i < doc->n; i++) {
		const char *key = doc->u.pair[i].key;
		Nearest near = { .word = key };
		nearest_try(&near, "name");
		if (near.best && !kind_section(key) &&
			!field_find(topology_fields, key, strlen(key)))
			return true;
	}
	return false;
}

void load_name(Unit *u, Scope *s)
{
	const Pair *name = value_pair(s->doc, "name");
	bool none = !name || name->val->kind == V_NULL; // else shape complains of what it is
	s->at = (Span){ s->source, 0, 0 };
	const char *hole = name && name->val->kind == V_STR ? strstr(name->val->u.s, "{{") : NULL;
	if (hole) {
		uint32_t from = (uint32_t)(hole - name->val->u.s);
		Diag *d = say_not_here(u, value_part(u, name->val, from, from + 2), "{{",
			"would be filled in too late: everything is named after the topology");
		diag_line(d, "names end in the sandbox by themselves; write the name out");
		name->val->kind = V_BAD;
	} else if (!none && value_scalar(name->val) && name->val->n) {
		s->name = unit_sym(u, name->val->u.s);
		s->at = name->val->at;
		return;
	}
	if (none && s->doc->kind == V_MAP && !is_misspelt(s->doc)) {
		Span at = name ? name->at : s->doc->n ? s->doc->u.pair[0].at : s->at;
		Diag *d = say_topology_without_name(u, at);
		diag_label(d, "the name would stand here");
		diag_line(d,
			"it is the namespace of everything in it: functions are called `<name>_<function>_<sandbox>`");
	}
	s->name = unit_sym(u, *s->dir ? path_base(s->dir) : "topology");
}
