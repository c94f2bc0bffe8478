// container_scale.c: as many tasks as messages wait or are worked on.
//
// One alarm is on while there is any message: its policy sets the number of tasks by steps of
// `messages_per_task`. The other one is on after ten minutes without: its policy sets the least.
#include "container.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_STEPS = 20 }; // of a step scaling policy

Entity *container_queue(const Entity *e, uint32_t *from)
{
	Entity *f = container_function(e);
	while (f && *from < f->nin) {
		Edge *edge = f->in[(*from)++];
		if (edge->link && (edge->link->flags & LINK_POLLED) && edge->first == edge &&
			!edge->from->off)
			return edge->from;
	}
	return NULL;
}

static Value *number(Unit *u, const Entity *e, long long n)
{
	return value_num(u->arena, n, e->at);
}

static void add_step(
	Unit *u, Entity *e, Resource *policy, long long lower, long long upper, long long tasks)
{
	Resource *r = res_new(u, e, op_of(e->kind, "ScalingPolicyRule"), policy, NULL,
		U_FORMAT(u, "%s%lld", policy->key, tasks));
	put(u, r, "lower", lower < 0 ? NULL : number(u, e, lower));
	put(u, r, "upper", upper < 0 ? NULL : number(u, e, upper));
	put(u, r, "tasks", number(u, e, tasks));
}

// Bounds count from the alarm's threshold, which is one message.
static void add_steps(Unit *u, Entity *e, Resource *policy)
{
	long long per = rec_int(e->rec, "scale.messages_per_task", 10);
	long long min = rec_int(e->rec, "scale.min", 0);
	long long max = rec_int(e->rec, "scale.max", 1);
	long long first = min > 1 ? min : 1;
	long long stride = max > first ? (max - first + MOST_STEPS - 2) / (MOST_STEPS - 1) : 1;
	long long lower = 0;
	for (long long tasks = first;; tasks += stride) {
		tasks = tasks > max ? max : tasks;
		long long upper = tasks >= max ? -1 : tasks * per;
		add_step(u, e, policy, lower, upper, tasks);
		if (upper < 0)
			return;
		lower = upper;
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp((*(Entity *const *)a)->name, (*(Entity *const *)b)->name);
}

// Messages that wait, and those that are worked on: a task at work is not taken away.
static void add_metrics(Unit *u, Entity *e, Resource *alarm)
{
	static const char *const metric[] = { "ApproximateNumberOfMessagesVisible",
		"ApproximateNumberOfMessagesNotVisible" };
	Buf sum = { .arena = u->arena };
	uint32_t next = 0;
	uint32_t n = 0;
	Entity **queue = NULL;
	uint32_t nqueue = 0;
	for (Entity *q; (q = container_queue(e, &next));)
		U_PUSH(u, queue, nqueue, q);
	if (nqueue)
		qsort(queue, nqueue, sizeof(Entity *), by_name);
	for (uint32_t i = 0; i < nqueue; i++)
		for (size_t k = 0; k < COUNT(metric); k++) {
			const char *id = U_FORMAT(u, "m%u", ++n);
			Resource *r = res_new(u, e, op_of(e->kind, "ScalingAlarmRule"), alarm, NULL,
				U_FORMAT(u, "%s%s", alarm->key, id));
			buf_printf(&sum, "%s%s", sum.n ? " + " : "", id);
			put(u, r, "id", text_at(u, id, e->at));
			put(u, r, "shown", value_bool(u->arena, false, e->at));
			put(u, r, "namespace", text_at(u, "AWS/SQS", e->at));
			put(u, r, "metric", text_at(u, metric[k], e->at));
			put(u, r, "dimension", text_at(u, "QueueName", e->at));
			put(u, r, "queue", entity_attr(u, queue[i], "name", e->at));
			put(u, r, "period", number(u, e, 60));
			put(u, r, "stat", text_at(u, "Maximum", e->at));
		}
	Resource *r = res_new(u, e, op_of(e->kind, "ScalingAlarmRule"), alarm, NULL,
		U_FORMAT(u, "%sSum", alarm->key));
	put(u, r, "id", text_at(u, "messages", e->at));
	put(u, r, "expression", text_at(u, sum.s, e->at));
	put(u, r, "label", text_at(u, "messages", e->at));
	put(u, r, "shown", value_bool(u->arena, true, e->at));
}

static Value *named(Unit *u, const Entity *e, const char *end)
{
	Value *piece[] = { e->phys, value_format(u->arena, e->at, "%s%s", e->scope->sep, end) };
	return value_join(u->arena, e->at, piece, COUNT(piece));
}

void container_scale(Unit *u, Entity *e)
{
	static const char *const end[] = { "More", "Less" };
	for (int i = 0; i < 2; i++) {
		Resource *policy =
			res_new(u, e, op_of(e->kind, "ScalingPolicy"), NULL, NULL, end[i]);
		put(u, policy, "name", named(u, e, i ? "less" : "more"));
		if (i)
			add_step(u, e, policy, -1, 0, rec_int(e->rec, "scale.min", 0));
		else
			add_steps(u, e, policy);
		Resource *alarm = res_new(u, e, op_of(e->kind, "ScalingAlarm"), NULL, NULL, end[i]);
		put(u, alarm, "name", named(u, e, i ? "less" : "more"));
		put(u, alarm, "description",
			text_at(u, i ? "no message waits" : "messages wait", e->at));
		put(u, alarm, "comparison",
			text_at(u, i ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold",
				e->at));
		put(u, alarm, "periods", number(u, e, i ? 10 : 1));
		put(u, alarm, "action", value_ref(u, policy, "arn", e->at));
		add_metrics(u, e, alarm);
	}
}
