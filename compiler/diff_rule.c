// diff_rule.c: what a change of a property does, by templates/data/replace.tab for CloudFormation and
// replace-tf.tab for Terraform (the scripts beside them say how they are made and written), and what
// keeps data alive.
#include "diff.h"

#include "../ir/ir.h"
#include "../ir/template.h"

#include <string.h>

const char *const replaces_words[] = { "never", "unknown", "conditional", "always" };

// The start of the line that `s` lies in.
static const char *line_start(const char *text, const char *s)
{
	while (s > text && s[-1] != '\n')
		s--;
	return s;
}

// Order of the type at the start of a line against `type`.
static int compare(const char *line, const char *type, size_t *n)
{
	*n = strcspn(line, " *\n");
	size_t len = strlen(type);
	int c = memcmp(line, type, *n < len ? *n : len);
	return c ? c : *n < len ? -1 : *n > len;
}

TypeRow type_row(const char *type)
{
	const char *file = strstr(type, "::") ? "data/replace.tab" : "data/replace-tf.tab";
	const Template *t = template_find(file);
	if (!t)
		die("%s is not there", file);
	const char *lo = strchr(t->text, '\n') + 1;
	const char *hi = t->end;
	const char *first = lo;
	while (lo < hi) {
		const char *line = line_start(first, lo + (hi - lo) / 2);
		const char *end = memchr(line, '\n', (size_t)(t->end - line));
		size_t n;
		int c = compare(line, type, &n);
		if (c == 0) {
			bool stateful = line[n] == '*';
			return (TypeRow){ line + n + stateful, end ? end : t->end, true, stateful };
		}
		if (c < 0)
			lo = end ? end + 1 : hi;
		else
			hi = line;
	}
	return (TypeRow){ 0 };
}

// The next property of a row: its name with marks; NULL at the end.
static const char *next_property(const char **s, const char *end, size_t *n, const char **mark)
{
	while (*s < end && **s == ' ')
		(*s)++;
	const char *from = *s;
	while (*s < end && **s != ' ')
		(*s)++;
	if (from == *s)
		return NULL;
	for (*mark = from; *mark < *s && !strchr("!?#~", **mark);)
		(*mark)++;
	*n = (size_t)(*mark - from);
	return from;
}

// "/Volumes/0/Host" as "Volumes.Host".
static size_t dotted(char *out, size_t size, const char *pointer)
{
	size_t n = 0;
	for (const char *s = pointer; *s;) {
		s += *s == '/';
		size_t len = strcspn(s, "/");
		bool index = len && strspn(s, "0123456789") >= len;
		if (!index && n + len + 2 < size) {
			if (n)
				out[n++] = '.';
			memcpy(out + n, s, len);
			n += len;
		}
		s += len;
	}
	out[n] = 0;
	return n;
}

// Whether `part` is `whole` or lies in it.
static bool within(const char *part, size_t n, const char *whole, size_t m)
{
	return n >= m && memcmp(part, whole, m) == 0 && (n == m || part[m] == '.');
}

static Replaces marked(char mark)
{
	return mark == '!'  ? REPLACES_ALWAYS :
		mark == '?' ? REPLACES_MAYBE :
		mark == '~' ? REPLACES_UNKNOWN :
			      REPLACES_NEVER;
}

// The row of the path itself counts, else that of the nearest it lies in. Where a part of a part
// changes as a whole, what it holds may replace, too.
Replaces row_replaces(const TypeRow *row, const char *pointer, bool *name)
{
	char path[512];
	size_t n = dotted(path, sizeof path, pointer);
	size_t top = strcspn(path, ".");
	size_t longest = 0, m;
	bool parts = false;
	// Tags that come from the provider's settings are no argument.
	Replaces found = within(path, n, "tags_all", 8) ? REPLACES_NEVER : REPLACES_UNKNOWN;
	*name = false;
	const char *mark;
	const char *p;
	for (const char *s = row->s; (p = next_property(&s, row->end, &m, &mark));) {
		Replaces r = marked(mark < s ? *mark : ' ');
		if (within(path, n, p, m) && m >= longest) {
			longest = m;
			found = r;
			*name = mark < s && mark[0] == '!' && mark + 1 < s && mark[1] == '#';
		} else if (n > top && within(p, m, path, n)) {
			parts |= r >= REPLACES_MAYBE;
		}
	}
	return parts && longest < n && found < REPLACES_MAYBE ? REPLACES_MAYBE : found;
}

const char *row_name(Arena *a, const TypeRow *row)
{
	const char *mark;
	size_t n;
	const char *p;
	for (const char *s = row->s; s && (p = next_property(&s, row->end, &n, &mark));)
		if (mark[0] == '!' && mark[1] == '#')
			return arena_copy(a, p, n);
	return NULL;
}

// ---- Data -----------------------------------------------------------------------------------------

// Arguments of Terraform that let a provider delete what it would else keep or save first.
static const struct {
	const char *argument;
	bool lost; // when it is true; absent is false
	const char *kept;
} deletes[] = {
	{ "force_destroy", true, "not deleted while it holds anything" },
	{ "force_delete", true, "not deleted while it holds anything" },
	{ "skip_final_snapshot", true, "a final snapshot is made" },
};

// What the state says counts; `lifecycle` goes with its block.
static const char *kept_by_terraform(
	const char *type, const Value *p, const Value *attributes, bool replaced)
{
	const Value *life = value_get(attributes, "lifecycle");
	if (life && life->kind == V_LIST && life->n)
		life = life->u.item[0];
	const Value *prevent = value_get(life, "prevent_destroy");
	if (replaced && prevent && value_true(prevent))
		return "prevent_destroy";
	// These two refuse to delete what is not empty, said or not.
	bool guarded = str_eq(type, "aws_s3_bucket") || str_eq(type, "aws_ecr_repository");
	for (size_t i = 0; i < COUNT(deletes); i++) {
		const Value *v = value_get(p, deletes[i].argument);
		if (v && value_true(v) == deletes[i].lost)
			return NULL;
		if (v)
			return deletes[i].kept;
	}
	return guarded ? deletes[0].kept : NULL;
}

const char *data_kept(
	const char *type, const Value *properties, const Value *attributes, bool replaced)
{
	// An instance of a cluster computes only.
	if ((str_eq(type, "AWS::RDS::DBInstance") &&
		    value_get(properties, "DBClusterIdentifier")) ||
		str_eq(type, "aws_rds_cluster_instance"))
		return "its cluster holds it";
	if (!strstr(type, "::"))
		return kept_by_terraform(type, properties, attributes, replaced);
	const char *policy = value_text(
		value_get(attributes, replaced ? "UpdateReplacePolicy" : "DeletionPolicy"));
	if (policy && (str_eq(policy, "Retain") || str_eq(policy, "RetainExceptOnCreate")))
		return "retained";
	if (policy && str_eq(policy, "Snapshot"))
		return "a snapshot is made";
	return NULL;
}
