// lower_policy_test.c: every policy that is inferred for the good topologies, judged by our own validator
// and by the comparison of access.
//
// What an edge needs, the merged policy allows; without any one of its statements, some edge or
// setting is left without what it needs, and that one is named. No inferred statement is about `*`
// but where the action has no resource types, under a condition, or in the list below.
#include "../ir/access.h"
#include "cmd_explain.h"
#include "compile.h"
#include "late.h"
#include "load.h"
#include "lower.h"
#include "tree_open.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

// Actions with resource types that AWS's own pages want on everything.
static const char on_everything[] =
	"logs:CreateLogDelivery logs:CreateLogStream logs:DeleteLogDelivery logs:DescribeLogGroups "
	"logs:DescribeResourcePolicies logs:GetLogDelivery logs:ListLogDeliveries logs:PutLogEvents "
	"logs:PutResourcePolicy logs:UpdateLogDelivery "           // logging of state machines
	"ec2:AssignPrivateIpAddresses ec2:CreateNetworkInterface " // functions in a network
	"ec2:DeleteNetworkInterface ec2:UnassignPrivateIpAddresses "
	"sns:Publish"; // a text message to a number

static double spent; // in comparisons, seconds
static uint32_t compared;

typedef struct Count {
	uint32_t policies, statements, edges, topologies, wrong;
} Count;

static void complain(Count *c, const Unit *u, const Resource *r, const char *what, const char *more)
{
	c->wrong++;
	printf("%s: %s: %s%s%s\n", u->scope[0]->dir, r->id, what, more ? ": " : "",
		more ? more : "");
}

static Value *row_value(const Resource *r, const char *cfn)
{
	for (uint32_t i = 0; r->op->prop && r->op->prop[i].value; i++)
		if (r->op->prop[i].cfn && str_eq(r->op->prop[i].cfn, cfn))
			return r->arg[i];
	return NULL;
}

// The document that a role's or a resource's statements were merged into.
static Value *document_of(const Unit *u, const Resource *holder)
{
	for (uint32_t i = 0; i < u->nres; i++) {
		const Resource *p = u->res[i];
		const Value *role = row_value(p, "Roles[0]");
		Value *doc = row_value(p, "PolicyDocument");
		bool only = p->op->in && str_eq(p->op->in, holder->op->part);
		if (role && role->kind == V_REF && role->u.ref.res == holder && doc && only)
			return doc;
	}
	for (uint32_t i = 0; holder->op->prop && holder->op->prop[i].value; i++)
		if (str_eq(holder->op->prop[i].value, "*document"))
			return holder->arg[i];
	return NULL;
}

// The resource that the rows of a policy end up in.
static const char *owner_type(const Resource *r)
{
	const char *type = r->host[CFN] ? r->host[CFN]->op->cfn : r->op->cfn;
	return type ? type : "";
}

static PolicyType type_of(const Resource *holder)
{
	bool role = (holder->op->flags & OP_ROLE) || str_eq(owner_type(holder), "AWS::IAM::Policy");
	return role ? POLICY_IDENTITY : POLICY_RESOURCE;
}

// What our own checks say of a document; the worst of it counts.
static void judge(Count *c, Unit *u, const Resource *r, const Value *doc, PolicyType type)
{
	uint32_t before = u->ndiag;
	IamOptions opt = { .type = type, .resource_type = owner_type(r) };
	bool open = rec_true(r->from->rec, "public");
	iam_check(u, doc, &opt);
	for (uint32_t i = before; i < u->ndiag; i++)
		if (u->diag[i]->severity >= WARNING && !(open && u->diag[i]->row->code == 4302))
			complain(c, u, r, u->diag[i]->text, NULL);
	c->policies++;
}

static bool is_star(const Value *v)
{
	return v &&
		(value_is(v, "*") || (v->kind == V_LIST && v->n && value_is(v->u.item[0], "*")));
}

static void check_star(Count *c, Unit *u, const Resource *r, const Value *s)
{
	const Value *action = value_get(s, "Action");
	if (!is_star(value_get(s, "Resource")) || value_get(s, "Condition"))
		return;
	for (uint32_t i = 0; i < (action->kind == V_LIST ? action->n : 1); i++) {
		const char *name = value_text(action->kind == V_LIST ? action->u.item[i] : action);
		uint32_t n;
		iam_action_arns(u, name, &n);
		if (n && !word_in(on_everything, name, strlen(name)))
			complain(c, u, r, "on everything", name);
	}
}

// ---- What is needed, and what is allowed ----------------------------------------------------------

static Value *one_statement(Unit *u, const Statement *s)
{
	Value *v = value_map(u->arena, s->at);
	Value *actions = value_list(u->arena, s->at);
	for (Word w = { .rest = s->actions }; word_next(&w);)
		value_push(u->arena, actions,
			value_str(u->arena, arena_copy(u->arena, w.s, w.n), s->at));
	value_set(u->arena, v, "Effect", value_str(u->arena, s->deny ? "Deny" : "Allow", s->at));
	value_set(u->arena, v, "Principal", s->principal);
	value_set(u->arena, v, "Action", actions);
	value_set(u->arena, v, "Resource", s->resource);
	value_set(u->arena, v, "Condition", s->condition);
	return v;
}

static bool is_written(const Resource *r, const Value *statement)
{
	for (uint32_t i = 0; i < r->nstatement; i++)
		if (r->statement[i]->written == statement)
			return true;
	return false;
}

// The inferred statements of a document with this effect (NULL: any), without number `out`.
static Value *without(
	Unit *u, const Resource *r, const Value *doc, const char *effect, uint32_t out)
{
	const Value *list = value_get(doc, "Statement");
	Value *v = value_list(u->arena, doc->at);
	for (uint32_t i = 0; i < list->n; i++)
		if (i != out && !is_written(r, list->u.item[i]) &&
			(!effect || value_is(value_get(list->u.item[i], "Effect"), effect)))
			value_push(u->arena, v, list->u.item[i]);
	return v;
}

// The document with plain texts: references as they are spelled, so that both ways to write one thing
// are the same.
static Value *plain(Unit *u, const Value *v)
{
	if (!v)
		return NULL;
	if (v->kind != V_LIST && v->kind != V_MAP) {
		const char *s = value_shown(u, v);
		char *text = arena_copy(u->arena, s, strlen(s));
		for (char *c = text; (c = strstr(c, "${")); c++)
			c[0] = c[1] = '_'; // no variable
		return value_str(u->arena, text, v->at);
	}
	Value *out = v->kind == V_LIST ? value_list(u->arena, v->at) : value_map(u->arena, v->at);
	for (uint32_t i = 0; i < v->n; i++)
		if (v->kind == V_LIST)
			value_push(u->arena, out, plain(u, v->u.item[i]));
		else
			value_set(u->arena, out, v->u.pair[i].key, plain(u, v->u.pair[i].val));
	return out;
}

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

// What `needed` allows and `allowed` does not.
static AccessAnswer missing(Unit *u, const Value *allowed, const Value *needed, PolicyType type)
{
	AccessPolicy old = { .doc = plain(u, allowed) }, new = { .doc = plain(u, needed) };
	AccessSide before = { &old, 1 }, after = { &new, 1 };
	AccessOptions opt = { .type = type };
	double start = seconds();
	AccessAnswer added = access_compare(u, &before, &after, &opt)->added;
	spent += seconds() - start;
	compared++;
	return added;
}

static const char *why_of(Unit *u, const Resource *r, const Statement *s)
{
	Buf b = { .arena = u->arena };
	if (s->why)
		buf_printf(&b, "%s %s -> %s %s", s->why->from->kind->one, s->why->from->name,
			s->why->to->kind->one, s->why->to->name);
	else
		buf_puts(&b, s->reason ? s->reason : "");
	buf_printf(&b, " (%s)", r->from->name);
	return b.s;
}

static const char *text_of(Unit *u, const Value *v)
{
	Buf b = { .arena = u->arena };
	value_json(&b, plain(u, v));
	return b.s;
}

// Each merged statement: without it an edge or a setting is left without what it needs.
static void check_needed(Count *c, Unit *u, const Resource *r, const Value *doc)
{
	const Value *list = value_get(doc, "Statement");
	for (uint32_t i = 0; i < list->n; i++) {
		if (is_written(r, list->u.item[i]))
			continue;
		bool deny = value_is(value_get(list->u.item[i], "Effect"), "Deny");
		Value *rest = without(u, r, doc, deny ? NULL : "Allow", i);
		const char *uncovered = NULL;
		for (uint32_t k = 0; k < r->nstatement && !uncovered && !deny; k++) {
			const Statement *s = r->statement[k];
			if (!s->written && !s->deny &&
				missing(u, rest, one_statement(u, s), type_of(r)) == ACCESS_YES)
				uncovered = why_of(u, r, s);
		}
		if (deny && missing(u, doc, rest, type_of(r)) == ACCESS_YES)
			uncovered = "denied";
		if (!uncovered)
			complain(c, u, r, "a statement that nothing needs",
				text_of(u, list->u.item[i]));
		c->statements++;
	}
}

// What decides whether `check` lowers at all must not be less than what comes of it.
static void check_bound(Count *c, Unit *u, const Resource *r, const Value *doc)
{
	bool written = false;
	for (uint32_t i = 0; i < r->nstatement; i++)
		written |= r->statement[i]->written != NULL;
	size_t is = policy_longest(u, doc);
	if (!(r->op->flags & OP_ROLE) || r->edge || written || is <= late_role_bound(u, r->from))
		return;
	complain(c, u, r, "larger than its bound",
		U_FORMAT(u, "%zu, %zu", is, late_role_bound(u, r->from)));
}

static void check_holder(Count *c, Unit *u, const Resource *r)
{
	Value *doc = document_of(u, r);
	if (!doc) {
		complain(c, u, r, "no document", NULL);
		return;
	}
	judge(c, u, r, doc, type_of(r));
	check_bound(c, u, r, doc);
	const Value *list = value_get(doc, "Statement");
	for (uint32_t i = 0; i < list->n; i++)
		if (!is_written(r, list->u.item[i]))
			check_star(c, u, r, list->u.item[i]);
	Value *allows = without(u, r, doc, "Allow", UINT32_MAX);
	for (uint32_t i = 0; i < r->nstatement; i++) {
		const Statement *s = r->statement[i];
		if (s->written || s->deny)
			continue;
		if (!s->why && !s->reason)
			complain(c, u, r, "nobody knows why", s->actions);
		if (missing(u, allows, one_statement(u, s), type_of(r)) != ACCESS_NO)
			complain(c, u, r, "not allowed after merging", why_of(u, r, s));
	}
	check_needed(c, u, r, doc);
}

// Every edge that grants a verb has a statement that knows it.
static void check_edges(Count *c, Unit *u)
{
	for (uint32_t i = 0; i < u->nedge; i++) {
		const Edge *e = u->edge[i];
		bool known = false;
		if (!e->verb || e->first != e || e->from->off || e->to->off ||
			!e->from->kind->principal)
			continue;
		bool grants = false;
		for (const Grant *g = e->to->kind->grant; g && g->verb; g++)
			grants |= g->actions && str_eq(g->verb, e->verb);
		for (uint32_t k = 0; k < u->nres && !known; k++)
			for (uint32_t j = 0; j < u->res[k]->nstatement; j++)
				known |= u->res[k]->statement[j]->why == e;
		if (grants && !known && res_of(e->from, "Role")) {
			c->wrong++;
			printf("%s: %s -> %s (%s) grants nothing\n", u->scope[0]->dir,
				e->from->name, e->to->name, e->verb);
		}
		c->edges++;
	}
}

static void check_topology(Count *c, Tree *tree, const char *dir)
{
	Options opt = { .sandbox = "bob", .env = "dev" };
	Unit *u = compile(tree, &opt, NULL, dir, "order");
	if (u->nerror || !u->nres) {
		unit_free(u);
		return;
	}
	c->topologies++;
	for (uint32_t i = 0; i < u->nres; i++) {
		const Resource *r = u->res[i];
		const Value *trust = row_value(r, "AssumeRolePolicyDocument");
		if (trust && (r->op->flags & OP_ROLE))
			judge(c, u, r, trust, POLICY_TRUST);
		if (r->nstatement)
			check_holder(c, u, r);
	}
	check_edges(c, u);
	unit_free(u);
}

static Count check_all(const char *folder)
{
	Count c = { 0 };
	char root[PATH_MAX];
	if (!realpath(folder, root))
		return c;
	Arena *a = arena_new();
	Tree *tree = tree_disk(root, root);
	uint32_t n = 0;
	const char **dir = load_find(tree, a, "", &n);
	for (uint32_t i = 0; i < n; i++)
		check_topology(&c, tree, dir[i]);
	tree->close(tree);
	arena_free(a);
	printf("%s: %u topologies, %u policies, %u statements, %u edges, %u wrong\n", folder,
		c.topologies, c.policies, c.statements, c.edges, c.wrong);
	printf("%u comparisons, %.0f microseconds each\n", compared,
		compared ? spent * 1e6 / compared : 0);
	return c;
}

static void test_own(void **state)
{
	(void)state;
	Count c = check_all("testdata/ok");
	assert_true(c.topologies > 5);
	assert_true(c.statements > 100);
	assert_int_equal(c.wrong, 0);
}

static void test_others(void **state)
{
	(void)state;
	Count c = check_all("../shared/acceptance");
	if (!c.topologies)
		printf("skipped: the topologies of others are not here\n");
	assert_int_equal(c.wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_own),
		cmocka_unit_test(test_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
