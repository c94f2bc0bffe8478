// jsonata_functions.c: the functions that an expression may call.
#include "jsonata_tree.h"

#include <string.h>

// From the signatures of JSONata 2.0.6, and Step Functions' own: $hash, $parse, $partition, $range,
// $uuid, and $random with a seed. `context`: the signature has a `-`, so that inside a path the
// first argument may be left out. $eval is not among them: Step Functions removed it.
const Function jsonata_functions[] = {
	// clang-format off
	// name                 least most context
	{ "abs",                1, 1, true },
	{ "append",             2, 2, false },
	{ "assert",             1, 2, false },
	{ "average",            1, 1, false },
	{ "base64decode",       1, 1, true },
	{ "base64encode",       1, 1, true },
	{ "boolean",            1, 1, true },
	{ "ceil",               1, 1, true },
	{ "clone",              1, 1, true },
	{ "contains",           2, 2, true },
	{ "count",              1, 1, false },
	{ "decodeUrl",          1, 1, true },
	{ "decodeUrlComponent", 1, 1, true },
	{ "distinct",           1, 1, false },
	{ "each",               2, 2, true },
	{ "encodeUrl",          1, 1, true },
	{ "encodeUrlComponent", 1, 1, true },
	{ "error",              0, 1, false },
	{ "exists",             1, 1, false },
	{ "filter",             2, 2, false },
	{ "floor",              1, 1, true },
	{ "formatBase",         1, 2, true },
	{ "formatInteger",      2, 2, true },
	{ "formatNumber",       2, 3, true },
	{ "fromMillis",         1, 3, true },
	{ "hash",               2, 2, false },
	{ "join",               1, 2, false },
	{ "keys",               1, 1, true },
	{ "length",             1, 1, true },
	{ "lookup",             2, 2, true },
	{ "lowercase",          1, 1, true },
	{ "map",                2, 2, false },
	{ "match",              2, 3, true },
	{ "max",                1, 1, false },
	{ "merge",              1, 1, false },
	{ "millis",             0, 0, false },
	{ "min",                1, 1, false },
	{ "not",                1, 1, true },
	{ "now",                0, 2, false },
	{ "number",             1, 1, true },
	{ "pad",                2, 3, true },
	{ "parse",              1, 1, true },
	{ "parseInteger",       2, 2, true },
	{ "partition",          2, 2, false },
	{ "power",              2, 2, true },
	{ "random",             0, 1, false },
	{ "range",              3, 3, false },
	{ "reduce",             2, 3, false },
	{ "replace",            3, 4, true },
	{ "reverse",            1, 1, false },
	{ "round",              1, 2, true },
	{ "shuffle",            1, 1, false },
	{ "sift",               1, 2, true },
	{ "single",             1, 2, false },
	{ "sort",               1, 2, false },
	{ "split",              2, 3, true },
	{ "spread",             1, 1, true },
	{ "sqrt",               1, 1, true },
	{ "string",             1, 2, true },
	{ "substring",          2, 3, true },
	{ "substringAfter",     2, 2, true },
	{ "substringBefore",    2, 2, true },
	{ "sum",                1, 1, false },
	{ "toMillis",           1, 2, true },
	{ "trim",               1, 1, true },
	{ "type",               1, 1, false },
	{ "uppercase",          1, 1, true },
	{ "uuid",               0, 0, false },
	{ "zip",                1, FUNCTION_ANY, false },
	{ 0 },
	// clang-format on
};

const Function *jsonata_function(const char *name, size_t n)
{
	size_t lo = 0;
	size_t hi = COUNT(jsonata_functions) - 1;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		const char *word = jsonata_functions[mid].name;
		int c = strncmp(name, word, n);
		if (!c && !word[n])
			return &jsonata_functions[mid];
		if (c <= 0) // a longer word comes after the name
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

bool jsonata_is_function(const char *name, size_t n)
{
	return jsonata_function(name, n) != NULL;
}
