// fifo.c: what FIFO queues and topics are not sent, by those that give no message group.
#include "fifo.h"

#include <string.h>

// Who sends nothing there: a kind's word, the fields that name the other end, and why.
typedef struct Refusal {
	const char *from, *field, *to;
	const char *unless; // a field of the record that makes it another way, or NULL
	const char *why;
} Refusal;

// clang-format off
static const Refusal refusals[] = {
	// "Supported event destinations" of Amazon S3
	{ "bucket", "notify.queue", "queue", "as", "Amazon S3 notifies standard queues only; with `as` EventBridge sends the event, and gives it a message group" },
	{ "bucket", "notify.topic", "topic", NULL, "Amazon S3 and EventBridge publish to standard topics only" },
	// "Using dead-letter queues to process undelivered events in EventBridge"; "Event bus targets"
	{ "event", "dead_letter_queue", "queue", NULL, "EventBridge keeps undelivered events in standard queues only" },
	{ "event", "topic", "topic", NULL, "EventBridge publishes to standard topics only; it sends to FIFO queues" },
	// "Adding a destination", "Adding a dead-letter queue" of AWS Lambda
	{ "function", "async.on_failure async.on_success queue topic", "queue topic", NULL, "Lambda hands events on to standard queues and topics only" },
	{ "queue", "producer", "function", NULL, "Lambda keeps failed events in standard queues only" },
	// "Retain discarded records" for DynamoDB streams
	{ "table", "dlq", "queue topic", NULL, "Lambda tells standard queues and topics only of batches that failed" },
};
// clang-format on

static const Refusal *refusal_of(const Edge *edge)
{
	const char *field = edge->link && edge->link->field ? edge->link->field :
		edge->field                                 ? edge->field->name :
							      "";
	for (size_t i = 0; i < COUNT(refusals); i++) {
		const Refusal *r = &refusals[i];
		if (str_eq(r->from, edge->from->kind->one) &&
			word_in(r->field, field, strlen(field)) &&
			word_in(r->to, edge->to->kind->one, strlen(edge->to->kind->one)))
			return r->unless && edge->rec && rec_get(edge->rec, r->unless) ? NULL : r;
	}
	return NULL;
}

static void check_edge(Unit *u, const Entity *fifo, const Edge *edge)
{
	const Refusal *r = refusal_of(edge);
	const Entity *from = fifo == edge->from ? edge->to : edge->from; // of `producer`
	if (!r || edge->from->off)
		return;
	Diag *d = say_fifo_refused(u, edge->at, U_FORMAT(u, "%s `%s`", from->kind->one, from->name),
		U_FORMAT(u, "%s `%s`", fifo->kind->one, fifo->name));
	fifo_relate(d, fifo);
	diag_line(d, "%s", r->why);
}

void fifo_check(Unit *u, const Entity *e)
{
	if (!rec_true(e->rec, "fifo") || e->off)
		return;
	for (uint32_t i = 0; i < e->nin; i++)
		check_edge(u, e, e->in[i]);
	for (uint32_t i = 0; i < e->nout; i++)
		check_edge(u, e, e->out[i]);
}

void fifo_relate(Diag *d, const Entity *e)
{
	const Value *v = rec_get(e->rec, "fifo");
	if (value_true(v))
		diag_related(d, v->at, "the %s is FIFO", e->kind->one);
	else
		diag_related(d, e->at, "the %s is not FIFO", e->kind->one);
}
