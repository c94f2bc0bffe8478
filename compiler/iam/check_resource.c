// check_resource.c: whether the resources of a statement can be ARNs of something.
//
// Source: IAM user guide, "IAM JSON policy elements: Resource" and "Amazon Resource Names (ARNs)";
// the shapes of ARNs are those of the table (data.h), looked up by the service word of the ARN,
// which is not always the prefix of the actions.
#include "check.h"

#include <ctype.h>
#include <string.h>

enum { PARTITION = 1, SERVICE, REGION, ACCOUNT, RESOURCE };
enum { NEAR_ENOUGH = 2 };

static const char *part_text(const Check *c, const Arn *a, int part)
{
	return arena_copy(c->u->arena, a->part[part], a->n[part]);
}

static Diag *near_part(
	const Check *c, Diag *d, const Nearest *near, const Text *t, const Arn *a, int part)
{
	size_t from = (size_t)(a->part[part] - t->s);
	return diag_near_text(c, d, near, t, from, from + a->n[part]);
}

static Diag *fix_part(const Check *c, Diag *d, FixKind kind, const char *title, const Text *t,
	const Arn *a, int part, const char *text)
{
	size_t from = (size_t)(a->part[part] - t->s);
	return diag_fix_text(c, d, kind, title, t, from, from + a->n[part], text);
}

static void check_partition(const Check *c, const Text *t, const Arn *a)
{
	if (part_is_open(a->part[PARTITION], a->n[PARTITION]) ||
		partition_find(a->part[PARTITION], a->n[PARTITION]))
		return;
	const char *word = part_text(c, a, PARTITION);
	Nearest near = { .word = word };
	for (const Partition *p = partitions; p->name; p++)
		nearest_try(&near, p->name);
	Diag *d = say_unknown_partition(c->u, t->at, word);
	near_part(c, d, &near, t, a, PARTITION);
	diag_aa(d, "INVALID_PARTITION");
}

static void say_service(const Check *c, const Text *t, const Arn *a)
{
	const char *word = part_text(c, a, SERVICE);
	Nearest near = { .word = word };
	for (uint32_t i = 0; i < c->data->count[DATA_ARN]; i++)
		nearest_try(&near, data_arn_word(c->data, i));
	Diag *d = say_unknown_arn_service(c->u, t->at, word);
	near_part(c, d, &near, t, a, SERVICE);
	diag_aa(d, "INVALID_SERVICE");
	if (!near.best || near.distance > NEAR_ENOUGH) {
		diag_severity(d, WARNING);
		diag_line(d, "the list of services is of %s; `--iam-data` takes a newer one",
			c->data->date);
	}
}

// The service part; true when its shapes are known and can be looked at.
static bool check_service(const Check *c, const Text *t, const Arn *a, IamList *shapes)
{
	const char *s = a->part[SERVICE];
	size_t n = a->n[SERVICE];
	if (memchr(s, '*', n) || memchr(s, '?', n)) {
		Diag *d = say_wildcard_in_service(c->u, t->at, part_text(c, a, SERVICE));
		diag_aa(d, "WILDCARD_IN_SERVICE_NAME");
		return false;
	}
	if (part_is_open(s, n))
		return false;
	bool capital = false;
	for (size_t i = 0; i < n; i++)
		capital |= isupper((unsigned char)s[i]) != 0;
	if (capital) {
		char *small = arena_copy(c->u->arena, s, n);
		for (size_t i = 0; i < n; i++)
			small[i] = (char)tolower((unsigned char)small[i]);
		Diag *d = say_arn_service_case(c->u, t->at, part_text(c, a, SERVICE));
		fix_part(c, d, FIX_SAFE, "write it small", t, a, SERVICE, small);
		diag_aa(d, "INVALID_ARN_SERVICE_CASE");
		return false;
	}
	if (data_find_arn(c->data, s, n, shapes))
		return true;
	// A service without resource types has no ARNs, and a closed one none that are known.
	if (data_find_service(c->data, s, n) == NO_ROW)
		say_service(c, t, a);
	return false;
}

static void check_region(const Check *c, const Text *t, const Arn *a)
{
	const char *s = a->part[REGION];
	size_t n = a->n[REGION];
	if (!n || part_is_open(s, n))
		return;
	const Partition *of = partition_of_region(s, n);
	const Partition *in = partition_find(a->part[PARTITION], a->n[PARTITION]);
	const char *word = part_text(c, a, REGION);
	if (of && in && of != in) {
		Diag *d = say_unknown_resource_region(c->u, t->at, word, in->name);
		fix_part(c, d, FIX_MAYBE, U_FORMAT(c->u, "use the partition `%s`", of->name), t, a,
			PARTITION, of->name);
		diag_aa(d, "INVALID_ARN_REGION");
	}
	if (of)
		return;
	Nearest near = { .word = word };
	for (const Partition *p = partitions; p->name; p++)
		for (Word w = { .rest = p->regions }; word_next(&w);)
			nearest_try(&near, arena_copy(c->u->arena, w.s, w.n));
	Diag *d = say_unknown_region(c->u, t->at, word);
	near_part(c, d, &near, t, a, REGION);
	diag_aa(d, "INVALID_ARN_REGION");
}

static bool is_account(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return n == 12;
}

// What the shapes that the resource part fits have to say of Region and account.
typedef struct Fits {
	unsigned resource;        // shapes whose resource part fits
	unsigned whole;           // shapes that fit in all parts
	unsigned region, account; // of `resource`: shapes that have a Region, an account
	bool word;                // a shape has the very word as account: `aws`
} Fits;

static Fits count_fits(const Check *c, const Arn *a, IamList shapes)
{
	Fits f = { 0 };
	for (uint32_t i = 0; i < shapes.n; i++) {
		Arn shape = arn_read(data_resource(c->data, list_item(shapes, i)).arn);
		f.word |= shape.n[ACCOUNT] == a->n[ACCOUNT] && a->n[ACCOUNT] &&
			strncmp(shape.part[ACCOUNT], a->part[ACCOUNT], a->n[ACCOUNT]) == 0;
		if (shape.parts < ARN_PARTS || !resource_meets(a, &shape))
			continue;
		f.resource++;
		f.region += shape.n[REGION] > 0;
		f.account += shape.n[ACCOUNT] > 0;
		f.whole += part_meets(a->part[REGION], a->n[REGION], shape.part[REGION],
				   shape.n[REGION]) &&
			part_meets(a->part[ACCOUNT], a->n[ACCOUNT], shape.part[ACCOUNT],
				shape.n[ACCOUNT]);
	}
	return f;
}

static void check_account(const Check *c, const Text *t, const Arn *a, const Fits *f)
{
	const char *s = a->part[ACCOUNT];
	size_t n = a->n[ACCOUNT];
	if (!n || part_is_open(s, n) || is_account(s, n) || f->word ||
		(n == 3 && strncmp(s, "aws", 3) == 0))
		return;
	diag_aa(say_arn_account(c->u, t->at, part_text(c, a, ACCOUNT)), "INVALID_ARN_ACCOUNT");
}

// The word that a resource part begins with: `table` of `table/orders`.
static const char *head_word(const Check *c, const char *s)
{
	return arena_copy(c->u->arena, s, strcspn(s, "/:$*?"));
}

// Up to three ways that a resource part may look: those that begin as it does, else those of the
// statement's actions, else the first there are.
typedef struct Shapes {
	const char *text[3];
	uint32_t n, all;
} Shapes;

static void add_shape(Shapes *s, const char *resource)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (str_eq(s->text[i], resource))
			return;
	if (s->all++ < COUNT(s->text))
		s->text[s->n++] = resource;
}

static const char *shape_resource(const Check *c, IamList list, uint32_t i)
{
	Arn shape = arn_read(data_resource(c->data, list_item(list, i)).arn);
	return shape.parts == ARN_PARTS ? shape.part[RESOURCE] : "";
}

static Shapes likely_shapes(const Check *c, const Stmt *s, const Arn *a, IamList shapes)
{
	Shapes out = { 0 };
	const char *word = head_word(c, a->part[RESOURCE]);
	for (uint32_t i = 0; i < shapes.n; i++)
		if (*word && str_eq(head_word(c, shape_resource(c, shapes, i)), word))
			add_shape(&out, shape_resource(c, shapes, i));
	for (uint32_t k = 0; !out.n && !s->not_action && k < s->action.n; k++) {
		ActionName name = action_read(c->data, &s->action.item[k]);
		if (name.action == NO_ROW || name.nservice != a->n[SERVICE] ||
			strncmp(name.service_text, a->part[SERVICE], name.nservice) != 0)
			continue;
		IamAction action = data_action(c->data, name.action);
		for (uint32_t i = 0; i < action.resources.n; i++)
			add_shape(&out, shape_resource(c, action.resources, i));
	}
	for (uint32_t i = 0; !out.n && i < shapes.n && i < COUNT(out.text); i++)
		add_shape(&out, shape_resource(c, shapes, i));
	if (out.n == shapes.n)
		out.all = out.n;
	return out;
}

// Where the only slot of a resource part begins; 0: it has none, or more.
static size_t one_slot(const char *resource)
{
	const char *slot = strstr(resource, "${");
	const char *end = slot ? strchr(slot, '}') : NULL;
	return end && !end[1] ? (size_t)(slot - resource) : 0;
}

// `orders` where `table/${TableName}` is meant, `event-bus:a` where `event-bus/${EventBusName}` is.
static void fix_shape(const Check *c, Diag *d, const Text *t, const Arn *a, const Shapes *s)
{
	const char *is = a->part[RESOURCE];
	const char *shape = NULL;
	for (uint32_t i = 0; i < s->n; i++)
		if (one_slot(s->text[i])) {
			if (shape)
				return;
			shape = s->text[i];
		}
	if (!shape || s->all > s->n)
		return;
	size_t word = strcspn(shape, "/:");
	if (strncmp(is, shape, word) == 0 && is[word] && strchr("/:", is[word]))
		is += word + 1; // the other separator
	if (is[strcspn(is, "/:")] || !*is)
		return;
	const char *meant = U_FORMAT(c->u, "%.*s%s", (int)one_slot(shape), shape, is);
	size_t from = (size_t)(a->part[RESOURCE] - t->s);
	diag_fix_text(c, d, FIX_MAYBE, U_FORMAT(c->u, "write `%s`", meant), t, from, t->n, meant);
}

static void say_resource(const Check *c, const Stmt *s, const Text *t, const Arn *a, IamList shapes)
{
	Diag *d = say_arn_resource_unknown(
		c->u, t->at, text_shown(c->u, t), part_text(c, a, SERVICE));
	const char *word = head_word(c, a->part[RESOURCE]);
	Nearest near = { .word = word };
	for (uint32_t i = 0; i < shapes.n; i++)
		nearest_try(&near, head_word(c, shape_resource(c, shapes, i)));
	size_t from = (size_t)(a->part[RESOURCE] - t->s);
	bool other = near.best && !str_eq(near.best, word);
	if (other) {
		diag_near_text(c, d, &near, t, from, from + strlen(word));
	} else {
		Shapes likely = likely_shapes(c, s, a, shapes);
		Buf known = { .arena = c->u->arena };
		for (uint32_t i = 0; i < likely.n; i++)
			buf_printf(&known, "%s`%s`", i ? ", " : "", likely.text[i]);
		if (known.n)
			diag_line(
				d, "they end in %s%s", known.s, likely.all > likely.n ? " …" : "");
		fix_shape(c, d, t, a, &likely);
	}
	// The reference lacks some ARNs that exist, so only a near miss is certain.
	if (!other || !near.distance || near.distance > NEAR_ENOUGH)
		diag_severity(d, WARNING);
	diag_aa(d, "INVALID_ARN_RESOURCE");
}

static void check_shape_of(
	const Check *c, const Stmt *s, const Text *t, const Arn *a, IamList shapes)
{
	Fits f = count_fits(c, a, shapes);
	check_account(c, t, a, &f);
	const char *service = part_text(c, a, SERVICE);
	if (!f.resource) {
		say_resource(c, s, t, a, shapes);
		return;
	}
	if (f.whole)
		return;
	bool region = a->n[REGION] > 0;
	bool account = a->n[ACCOUNT] > 0;
	if (region && !f.region && !part_is_open(a->part[REGION], a->n[REGION])) {
		Diag *d = say_arn_region_not_allowed(c->u, t->at, part_text(c, a, REGION), service);
		fix_part(c, d, FIX_MAYBE, "leave the Region out", t, a, REGION, "");
		diag_aa(d, "ARN_REGION_NOT_ALLOWED");
	} else if (!region && f.region == f.resource) {
		diag_aa(say_arn_region_missing(c->u, t->at, service), "MISSING_ARN_REGION");
	}
	if (account && !f.account && !part_is_open(a->part[ACCOUNT], a->n[ACCOUNT])) {
		Diag *d =
			say_arn_account_not_allowed(c->u, t->at, part_text(c, a, ACCOUNT), service);
		fix_part(c, d, FIX_MAYBE, "leave the account out", t, a, ACCOUNT, "");
		diag_aa(d, "ARN_ACCOUNT_NOT_ALLOWED");
	} else if (!account && f.account == f.resource && !arn_owned_by_aws(a)) {
		diag_aa(say_arn_account_missing(c->u, t->at, service), "MISSING_ARN_ACCOUNT");
	}
}

static void check_owner(const Check *c, const Text *t, const Arn *a)
{
	if (!c->owner || c->owner->flags & OWNER_ANY_SERVICE ||
		part_is_open(a->part[SERVICE], a->n[SERVICE]))
		return;
	if (word_in(c->owner->services, a->part[SERVICE], a->n[SERVICE]))
		return;
	Diag *d = say_arn_of_other_service(c->u, t->at, text_shown(c->u, t), c->owner->what);
	diag_aa(d, "UNSUPPORTED_RESOURCE_ARN_IN_POLICY");
}

static void check_resource(const Check *c, const Stmt *s, const Text *t)
{
	if (resource_is_all(t) || t->s[0] == UNKNOWN)
		return;
	if (c->owner && c->owner->flags & OWNER_SHORT_ARN && str_starts(t->s, "execute-api:"))
		return;
	Arn a = arn_read(t->s);
	bool prefix = a.n[0] == 3 && strncmp(t->s, "arn", 3) == 0;
	if (!prefix) {
		if (!part_is_open(a.part[0], a.n[0]) || t->known) {
			Diag *d = say_arn_prefix(c->u, t->at, text_shown(c->u, t));
			diag_aa(d, "INVALID_ARN_PREFIX");
		}
		return;
	}
	bool open = a.parts && part_is_open(a.part[a.parts - 1], a.n[a.parts - 1]);
	if (a.parts < ARN_PARTS && t->known) {
		Diag *d = say_arn_too_short(
			c->u, t->at, text_shown(c->u, t), U_FORMAT(c->u, "%u", a.parts));
		diag_line(d, "arn:partition:service:region:account:resource");
		diag_aa(d, "MISSING_ARN_FIELD");
		if (open) // IAM lets the wildcard run on
			diag_severity(d, WARNING);
	}
	if (a.parts < ARN_PARTS)
		return;
	check_partition(c, t, &a);
	check_region(c, t, &a);
	check_owner(c, t, &a);
	IamList shapes;
	if (check_service(c, t, &a, &shapes)) {
		check_shape_of(c, s, t, &a, shapes);
		check_resource_name(c, t, &a);
	}
}

void check_resources(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->resource.n && c->p->type != POLICY_TRUST; i++) {
		const Text *t = &s->resource.item[i];
		if (t->v->kind == V_STR || !value_scalar(t->v))
			check_resource(c, s, t);
	}
}
