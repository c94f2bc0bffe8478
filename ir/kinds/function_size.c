// function_size.c: what a function brings together: how many layers, how much of code.
#include "function.h"
#include "layer.h"

#include <string.h>

enum {
	MOST_LAYERS = 5,
	MOST_UNPACKED = 250 << 20 // "Lambda quotas": code and layers, unzipped
};

// As tc has it: extensions come first, and what is named twice is there once.
Value **function_layers(Unit *u, const Entity *e, uint32_t *count)
{
	static const char *const field[] = { "runtime.extensions", "runtime.layers" };
	Map seen = { .arena = u->arena };
	Value **list = NULL;
	*count = 0;
	for (size_t f = 0; f < COUNT(field); f++) {
		uint32_t n;
		Value **layer = rec_list(e->rec, field[f], &n);
		for (uint32_t i = 0; i < n; i++) {
			const Entity *to = layer[i]->kind == V_ENT ? layer[i]->u.ent.ent : NULL;
			Sym key = to ? unit_sym(u, U_FORMAT(u, "%p", (const void *)to)) : NULL;
			if (key && map_get(&seen, key))
				continue;
			if (key)
				map_put(&seen, key, layer[i]);
			U_PUSH(u, list, *count, layer[i]);
		}
	}
	return list;
}

static const Entity *declared(const Value *layer)
{
	return layer->kind == V_ENT ? layer->u.ent.ent : NULL;
}

static void check_count(Unit *u, Entity *e, Value **layer, uint32_t n)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < n; i++)
		count += declared(layer[i]) ? layer_count(declared(layer[i])) : 1;
	if (count <= MOST_LAYERS)
		return;
	Diag *d = say_too_many_layers(u, layer[n - 1]->at, e->name, U_FORMAT(u, "%u", count));
	for (uint32_t i = 0; i < n; i++) {
		const Entity *to = declared(layer[i]);
		if (to && layer_count(to) > 1)
			diag_related(d, rec_get(to->rec, "split")->at, "`%s` is %u of them",
				to->name, layer_count(to));
	}
}

void function_check_size(Unit *u, Entity *e)
{
	uint32_t n;
	Value **layer = function_layers(u, e, &n);
	check_count(u, e, layer, n);
	const Artifact **part = NULL;
	uint32_t nparts = 0;
	uint64_t bytes = 0;
	if (e->artifact && !e->artifact->failed && !e->artifact->built)
		U_PUSH(u, part, nparts, e->artifact);
	for (uint32_t i = 0; i < n; i++)
		if (declared(layer[i]) && layer_whole(declared(layer[i])))
			U_PUSH(u, part, nparts, layer_whole(declared(layer[i])));
	for (uint32_t i = 0; i < nparts; i++)
		if (part[i]->bytes > MOST_UNPACKED)
			return; // which is said of that archive
	for (uint32_t i = 0; i < nparts; i++)
		bytes += part[i]->bytes;
	if (bytes <= MOST_UNPACKED)
		return;
	Diag *d = say_code_too_large(
		u, e->at, e->name, U_FORMAT(u, "%.1f MB", (double)bytes / (1 << 20)));
	for (uint32_t i = 0; i < nparts; i++)
		diag_line(d, "%s: %.1f MB, heaviest: %s", part[i]->name,
			(double)part[i]->bytes / (1 << 20), artifact_heaviest(u, part[i]));
}
