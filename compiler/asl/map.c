// map.c: what the fields of a Map say of each other.
#include "resource.h"

#include <string.h>

typedef enum Mode { MODE_INLINE, MODE_DISTRIBUTED, MODE_UNKNOWN } Mode;

// Labels become part of an ARN.
void want_label(const Here *h, const Row *r, const Pair *p)
{
	enum { LONGEST = 40 };
	static const char bad[] = " \t\r\n?*<>{}[]:;,\\|^~$#%&`\"";
	Unit *u = h->a->u;
	Text t;
	if (!asl_text(h->a, p->val, &t)) {
		want_string(h, r, p);
		return;
	}
	if (t.holes)
		return;
	if (!t.n)
		say_asl_field_empty(u, inner_span(u, p->val), r->name, "a Map state");
	size_t n;
	for (uint32_t i = 0; i < t.n; i += (uint32_t)n) {
		uint32_t c = utf8_next(t.s + i, &n);
		if (c >= 0x20 && !(c >= 0x7F && c < 0xA0) && (c > 0x7F || !strchr(bad, (char)c)))
			continue;
		say_asl_label_character(
			u, asl_span(h->a, &t, i, i + n), U_FORMAT(u, "%.*s", (int)n, t.s + i));
		return;
	}
	if (utf8_length(t.s, t.n) > LONGEST)
		say_asl_label_long(
			u, inner_span(u, p->val), U_FORMAT(u, "%zu", utf8_length(t.s, t.n)));
	Sym label = sym_n(u->syms, t.s, t.n);
	const Value *first = map_get(&h->a->labels, label);
	if (first && t.n)
		diag_context(say_asl_label_twice(u, inner_span(u, p->val), t.s),
			inner_span(u, first), "the first one");
	else
		map_put(&h->a->labels, label, p->val);
}

static Mode find_mode(const Here *h, const Value *processor)
{
	const Value *config = near_get(h->a, processor, "ProcessorConfig");
	const Value *mode = near_get(h->a, config, "Mode");
	if (!mode)
		return config && config->kind != V_MAP ? MODE_UNKNOWN : MODE_INLINE;
	return value_is(mode, "DISTRIBUTED") ? MODE_DISTRIBUTED :
		value_is(mode, "INLINE")     ? MODE_INLINE :
					       MODE_UNKNOWN;
}

// Fields that only a Map with executions of its own has.
static void check_distributed_only(const Here *h, const Value *processor)
{
	static const char *const fields[] = { "ItemReader", "ItemBatcher", "ResultWriter", "Label",
		"ToleratedFailureCount", "ToleratedFailureCountPath", "ToleratedFailurePercentage",
		"ToleratedFailurePercentagePath" };
	Unit *u = h->a->u;
	Diag *d = NULL; // of the first: it is one mode that they lack
	for (size_t i = 0; i < COUNT(fields); i++) {
		const Pair *p = value_pair(h->map, fields[i]);
		if (!p)
			continue;
		if (d) {
			diag_related(d, bare_span(u, p->at), "so does this");
			continue;
		}
		d = say_asl_map_distributed(u, bare_span(u, p->at), fields[i]);
		const Value *mode = value_get(value_get(processor, "ProcessorConfig"), "Mode");
		if (mode) {
			diag_context(d, inner_span(u, mode), "the mode");
			asl_fix_string(h->a, d, FIX_MAYBE, mode, "DISTRIBUTED");
		} else {
			diag_line(d,
				"ItemProcessor's `ProcessorConfig` sets the mode: `Mode: DISTRIBUTED`, "
				"`ExecutionType: STANDARD`");
		}
	}
}

static void check_concurrency(const Here *h, Mode mode)
{
	enum { MOST_INLINE = 40, MOST_DISTRIBUTED = 10000 };
	const Value *v = value_get(h->map, "MaxConcurrency");
	long long n;
	long long most = mode == MODE_INLINE ? MOST_INLINE : MOST_DISTRIBUTED;
	if (!v || v->kind != V_NUM || !number_whole(v->u.s, &n) || n <= most ||
		mode == MODE_UNKNOWN)
		return;
	say_asl_concurrency_high(h->a->u, v->at,
		mode == MODE_INLINE ? "an inline" : "a distributed",
		U_FORMAT(h->a->u, "%lld", most), v->u.s);
}

static void note_deprecated(const Here *h, const char *old, const char *new)
{
	const Pair *p = value_pair(h->map, old);
	if (!p || value_pair(h->map, new))
		return;
	Diag *d = say_asl_map_deprecated(h->a->u, bare_span(h->a->u, p->at), old, new);
	asl_fix_key(h->a, d, FIX_SAFE, p->at, new);
}

void asl_check_map(const Here *h)
{
	const Pair *p = near_pair(h->a, h->map, "ItemProcessor");
	if (!p)
		p = value_pair(h->map, "Iterator");
	note_deprecated(h, "Iterator", "ItemProcessor");
	if (h->lang == LANG_PATH)
		note_deprecated(h, "Parameters", "ItemSelector");
	if (!p || p->val->kind != V_MAP)
		return;
	Mode mode = find_mode(h, p->val);
	if (mode == MODE_INLINE)
		check_distributed_only(h, p->val);
	const Pair *config = near_pair(h->a, p->val, "ProcessorConfig");
	if (mode == MODE_DISTRIBUTED && !near_pair(h->a, config->val, "ExecutionType")) {
		Diag *d = say_asl_field_missing(h->a->u, bare_span(h->a->u, config->at),
			"a distributed ProcessorConfig", "ExecutionType");
		asl_fix_add(h->a, d, FIX_MAYBE, config->val, "ExecutionType",
			scalar_text(h->a, config->val, "STANDARD"));
	}
	check_concurrency(h, mode);
}

void asl_check_reader(const Here *h)
{
	Unit *u = h->a->u;
	AslResource r;
	const Value *config = near_get(h->a, h->map, "ReaderConfig");
	const Value *location = near_get(h->a, config, "CSVHeaderLocation");
	if (value_is(location, "GIVEN") && !near_pair(h->a, config, "CSVHeaders"))
		diag_context(say_asl_field_missing(u, inner_span(u, location),
				     "CSVHeaderLocation GIVEN", "CSVHeaders"),
			h->at, "in this ItemReader");
	if (!asl_resource(h->a, near_get(h->a, h->map, "Resource"), &r) || r.problem || !r.row)
		return;
	if (str_eq(r.row->action, "getObject") && (!config || config->kind == V_MAP) &&
		!near_pair(h->a, config, "InputType"))
		diag_severity(say_asl_field_missing(
				      u, h->at, "an ItemReader of s3:getObject", "InputType"),
			WARNING);
	asl_check_parameters(
		h, &r, near_get(h->a, h->map, h->lang == LANG_ATA ? "Arguments" : "Parameters"));
}

void asl_check_writer(const Here *h)
{
	AslResource r;
	if (!asl_resource(h->a, near_get(h->a, h->map, "Resource"), &r) || r.problem || !r.row)
		return;
	const Value *params =
		near_get(h->a, h->map, h->lang == LANG_ATA ? "Arguments" : "Parameters");
	if (!params)
		diag_severity(say_asl_field_missing(h->a->u, h->at,
				      "a ResultWriter that calls s3:putObject",
				      h->lang == LANG_ATA ? "Arguments" : "Parameters"),
			WARNING);
	asl_check_parameters(h, &r, params);
}
