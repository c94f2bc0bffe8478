// function_loop.c: functions that cause what calls them.
//
// Only what is sure is said: every message or object that the function may write calls it again. With a
// filter, a prefix or a suffix that depends on what it writes.
#include "function.h"

// clang-format off
static const struct Loop {
	const char *by;    // the kind that calls it
	const char *field; // of that kind, which names the function
	const char *verb;  // what the function may do there
	const char *when;  // a key of the record whose words have to be this one; NULL: always
	const char *is;
	const char *may;
} loops[] = {
	{ "queue",  "function",             "send",    NULL, NULL,      "may send to" },
	{ "topic",  "subscribers.function", "publish", NULL, NULL,      "may publish to" },
	{ "bucket", "notify.function",      "write",   "on", "created", "may write to" },
	{ "bucket", "notify.function",      "delete",  "on", "removed", "may delete from" },
	{ 0 }
};
// clang-format on

static bool says(const Value *v, const char *word)
{
	for (uint32_t i = 0; v && v->kind == V_LIST && i < v->n; i++)
		if (value_is(v->u.item[i], word))
			return true;
	return value_is(v, word);
}

// What the record that names the function leaves out.
static bool is_filtered(const Value *rec)
{
	static const char *const keys[] = { "filter", "prefix", "suffix" };
	for (size_t i = 0; rec && i < COUNT(keys); i++) {
		const Field *f = field_row(rec->u.rec.field, keys[i]);
		if (f && rec_given(rec, keys[i]))
			return true;
	}
	return false;
}

static const struct Loop *loop_of(const Edge *does, const Edge *calls)
{
	for (const struct Loop *l = loops; l->by; l++)
		if (str_eq(l->by, calls->from->kind->one) && calls->link &&
			str_eq(l->field, calls->link->field) && str_eq(l->verb, does->verb) &&
			(!l->when || says(rec_get(calls->rec, l->when), l->is)))
			return l;
	return NULL;
}

void function_check_loops(Unit *u, const Entity *e)
{
	Map caller = { .arena = u->arena }; // of what calls it, the edge
	for (uint32_t i = 0; i < e->nin; i++)
		if (!e->in[i]->from->off && !is_filtered(e->in[i]->rec))
			map_put(&caller, e->in[i]->from, e->in[i]);
	for (uint32_t i = 0; i < e->nout; i++) {
		const Edge *calls = map_get(&caller, e->out[i]->to);
		const Field *f = e->out[i]->field;
		// A queue waits for the answer, so it goes to none of the function's destinations.
		bool waits = calls && str_eq(calls->from->kind->one, "queue");
		const struct Loop *l = calls && (!waits || (f && str_eq(f->name, "access"))) ?
			loop_of(e->out[i], calls) :
			NULL;
		if (!l)
			continue;
		Diag *d = say_calls_itself(
			u, e->out[i]->at, e->name, l->may, l->by, calls->from->name);
		diag_related(d, calls->at, "%s `%s` calls it", l->by, calls->from->name);
		diag_line(d,
			"Lambda ends such a loop after about 16 rounds, and what was on its way is lost "
			"or goes to a dead-letter queue");
	}
}
