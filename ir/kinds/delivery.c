// delivery.c: what reaches a function, against the `input` that it declares.
//
// A declared input is met by the event that Lambda is called with, or, where that carries messages
// (a queue, a topic), by the message: then all that puts messages there is looked at too. What a
// program sends, and what a caller of an API writes, is not known and never judged.
#include "delivery.h"

#include "api.h"

#include <string.h>

// ---- Shapes -------------------------------------------------------------------------------------------

// Words that people have for a type; the first of a row is ours.
static const char *const types[] = {
	"string str text",
	"number int integer float",
	"boolean bool",
	"list array",
	"map object dict",
	"any",
};

// A type word as ours, of n characters; NULL: none.
static const char *type_of(const char *word, size_t n)
{
	for (size_t i = 0; i < COUNT(types); i++)
		if (word_in(types[i], word, n))
			return types[i];
	return NULL;
}

#define EVENT                                                                                      \
	"version:string id:string detail-type:string source:string account:string time:string "    \
	"region:string resources:list detail:any"
// Amazon SNS developer guide, "HTTP/HTTPS notification JSON format", which a queue gets too.
#define ENVELOPE                                                                                   \
	"Type:string MessageId:string TopicArn:string Subject:string Message:string "              \
	"Timestamp:string SignatureVersion:string Signature:string SigningCertURL:string "         \
	"UnsubscribeURL:string MessageAttributes:map"

// A document that is delivered: the keys at its top, each with its type.
typedef struct Shape {
	const char *called;
	const char *keys; // "Records:list"; NULL: not known
	const char *hint; // what would make it fit, or NULL
} Shape;

typedef struct Way {
	const char *from,
		*field; // a kind's word, and the field that names the other end (NULL: any)
	Shape shape;
	bool carries; // hands on messages; `shape` is what a function is called with
	Shape (*choose)(Unit *, const Edge *); // where the author has a say in it
	const char *of, *each;                 // the source is one of the map `of`: "resolver"
} Way;

static const char propose[] = ""; // a hint: write `as`
static Shape notice_shape(Unit *, const Edge *);
static Shape schedule_shape(Unit *, const Edge *);
static Shape event_shape(Unit *, const Edge *);
static Shape route_shape(Unit *, const Edge *);
static Shape channel_shape(Unit *, const Edge *);

// Each row from the page of the AWS documentation that shows the event.
// clang-format off
static const Way ways[] = {
	{ "bucket", NULL, .choose = notice_shape },
	{ "schedule", NULL, .choose = schedule_shape },
	{ "event", "dead_letter_queue" },
	{ "event", NULL, .choose = event_shape },
	// "Using Lambda with Amazon SQS", "… with Amazon SNS"
	{ "queue", "function", { "messages of a queue", "Records:list", NULL }, true },
	{ "topic", "subscribers.dlq" },
	{ "topic", NULL, { "messages of a topic", "Records:list", NULL }, true },
	// "Using AWS Lambda with Amazon DynamoDB"
	{ "table", "function", { "changes of a table", "Records:list", NULL } },
	// "Transform source data in Amazon Data Firehose"
	{ "stream", "function", { "records of a stream", "invocationId:string deliveryStreamArn:string sourceKinesisStreamArn:string region:string records:list", NULL } },
	// "Lambda function rotation": the function's parameters
	{ "secret", "rotate.function", { "a step of a rotation", "Step:string SecretId:string ClientRequestToken:string RotationToken:string", NULL } },
	// "Customizing user pool workflows with Lambda triggers"
	{ "trigger", "function", { "a trigger of a pool", "version:string region:string userPoolId:string userName:string callerContext:map triggerSource:string request:map response:map", NULL } },
	// "Alarm actions": Lambda; "Notifying users on alarm changes"
	{ "alarm", "notify", { "a change of an alarm", "source:string alarmArn:string accountId:string time:string region:string alarmData:map", NULL } },
	// "Capturing records of Lambda asynchronous invocations"
	{ "function", "function", { "the record of an asynchronous call", "version:string timestamp:string requestContext:map requestPayload:any responseContext:map responsePayload:any", "what the function gave back is its `responsePayload`" } },
	// "Create AWS Lambda proxy integrations for HTTP APIs in API Gateway": payload format 2.0
	{ "route", "function", { "a request, in payload format 2.0", "version:string routeKey:string rawPath:string rawQueryString:string cookies:list headers:map queryStringParameters:map requestContext:map body:string pathParameters:map isBase64Encoded:boolean stageVariables:map", "what the caller sent is its `body`, a text" }, .choose = route_shape },
	// "AWS AppSync JavaScript resolver context object reference": direct Lambda resolvers get it whole
	{ "graphql", "resolvers.function", { "the context of a resolver", "arguments:map identity:map source:map request:map prev:map info:map stash:map", "what the caller gave is in its `arguments`" }, .of = "resolvers", .each = "resolver" },
	// "Direct data source integrations using Lambda" of AppSync Events
	{ "channel", NULL, { "the context of a channel's handler", "identity:map result:any request:map info:map error:any prev:any stash:map outErrors:list events:list", "the messages are its `events`, each with `id` and `payload`" }, .choose = channel_shape },
	{ 0 }
};
// "Input format of a Lambda function for proxy integration" of REST APIs
static const Shape rest_request = { "a request, as a REST API passes it on", "resource:string path:string httpMethod:string headers:map multiValueHeaders:map queryStringParameters:map multiValueQueryStringParameters:map pathParameters:map stageVariables:map requestContext:map body:string isBase64Encoded:boolean", "what the caller sent is its `body`, a text" };
static const Shape alarm_message = { "a change of an alarm", "AlarmName:string AlarmDescription:string AWSAccountId:string AlarmConfigurationUpdatedTimestamp:string NewStateValue:string NewStateReason:string StateChangeTime:string Region:string AlarmArn:string OldStateValue:string OKActions:list AlarmActions:list InsufficientDataActions:list Trigger:map", NULL };

// What is where in an event of S3: "EventBridge event message structure" of the S3 user guide.
static const char *const paths[] = {
	"$:map $.version:string $.id:string $.detail-type:string $.source:string $.account:string $.time:string $.region:string $.resources:list $.detail:map",
	"$.detail.version:string $.detail.event-version:string $.detail.bucket:map $.detail.bucket.name:string $.detail.object:map $.detail.object.key:string",
	"$.detail.object.size:number $.detail.object.etag:string $.detail.object.version-id:string $.detail.object.sequencer:string",
	"$.detail.request-id:string $.detail.requester:string $.detail.source-ip-address:string $.detail.reason:string $.detail.deletion-type:string",
	"$.detail.restore-expiry-time:string $.detail.source-storage-class:string $.detail.destination-storage-class:string $.detail.destination-access-tier:string",
};
// clang-format on

// The type behind `key:` in a list of words; NULL: it has no such key.
static const char *key_type(const char *keys, const char *key)
{
	size_t n = strlen(key);
	for (Word w = { .rest = keys }; word_next(&w);)
		if (w.n > n && strncmp(w.s, key, n) == 0 && w.s[n] == ':')
			return type_of(w.s + n + 1, w.n - n - 1);
	return NULL;
}

static const char *path_type(const char *path)
{
	for (size_t i = 0; path && i < COUNT(paths); i++) {
		const char *type = key_type(paths[i], path);
		if (type)
			return type;
	}
	return NULL;
}

static const Way *way_of(const Edge *e)
{
	const char *field = e->link ? e->link->field : NULL;
	for (const Way *w = ways; field && w->from; w++)
		if (str_eq(w->from, e->from->kind->one) && (!w->field || str_eq(w->field, field)))
			return w;
	return NULL;
}

// ---- Where the author chooses the shape -------------------------------------------------------------------

static Shape chosen(Unit *u, const Value *map, bool is_paths)
{
	Buf b = { .arena = u->arena };
	static const char *const kind[] = { [V_NULL] = "any",
		[V_BOOL] = "boolean",
		[V_NUM] = "number",
		[V_STR] = "string",
		[V_LIST] = "list",
		[V_MAP] = "map" };
	for (uint32_t i = 0; i < map->n; i++) {
		const Pair *p = &map->u.pair[i];
		const char *type = is_paths        ? path_type(value_text(p->val)) :
			p->val->kind < COUNT(kind) ? kind[p->val->kind] :
						     NULL;
		if (strpbrk(p->key, " :")) // no word of a list
			return (Shape){ 0 };
		type = type ? type : "any";
		buf_printf(&b, "%s%s:%.*s", b.n ? " " : "", p->key, (int)strcspn(type, " "), type);
	}
	return (Shape){ NULL, b.s ? b.s : "", NULL };
}

// Where an event of S3 has what is called so: the path that ends in it.
static const char *path_of(Unit *u, const char *key)
{
	char *dashed = arena_copy(u->arena, key, strlen(key));
	for (char *c = dashed; *c; c++)
		*c = *c == '_' ? '-' : *c;
	if (str_eq(key, "bucket")) // its name, not the map
		return "$.detail.bucket.name";
	for (size_t i = 0; i < COUNT(paths); i++)
		for (Word w = { .rest = paths[i] }; word_next(&w);) {
			const char *path = arena_copy(u->arena, w.s, strcspn(w.s, ":"));
			if (str_ends(path, U_FORMAT(u, ".%s", dashed)))
				return path;
		}
	return "$.detail...";
}

// An `as` that gives a function what it declares.
static const char *proposal(Unit *u, const Value *input)
{
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < input->n; i++)
		if (!delivery_optional(input->u.pair[i].val))
			buf_printf(&b, "%s%s: %s", b.n ? ", " : "", input->u.pair[i].key,
				path_of(u, input->u.pair[i].key));
	return U_FORMAT(u, "`as: { %s }` beside it delivers that", b.s);
}

static Shape notice_shape(Unit *u, const Edge *edge)
{
	const Value *as = rec_get(edge->rec, "as");
	Shape s = { "a notification of S3", "Records:list", propose };
	if (as && as->kind == V_MAP && as->n) {
		s = chosen(u, as, true);
		s.called = "what `as` says";
		s.hint = "write it into `as`, with its path in the event";
	} else if (as || rec_get(edge->rec, "flow")) {
		s = (Shape){ "an event of S3", EVENT, s.hint };
	}
	return s;
}

static Shape schedule_shape(Unit *u, const Edge *edge)
{
	const Value *v = rec_get(edge->from->rec, "payload");
	if (!v)
		return (Shape){ "the event of a schedule", EVENT,
			"write what the function takes as the schedule's `payload`" };
	if (v->kind != V_MAP) // a text, with JSON in it or not
		return (Shape){ 0 };
	Shape s = chosen(u, v, false);
	s.called = "the schedule's `payload`";
	return s;
}

static Shape event_shape(Unit *u, const Edge *edge)
{
	(void)u;
	if (rec_get(edge->from->rec, "result_of")) // what a function gave back
		return (Shape){ 0 };
	return (Shape){ "an event", EVENT, "what was emitted with it is its `detail`" };
}

// A REST API that does not wait passes the caller's text on as it is.
static Shape route_shape(Unit *u, const Edge *edge)
{
	(void)u;
	if (!route_is_rest(edge->from))
		return way_of(edge)->shape;
	return route_target(edge->from).waits ? rest_request : (Shape){ 0 };
}

// Code of the channel's own says what the function gets.
static Shape channel_shape(Unit *u, const Edge *edge)
{
	(void)u;
	return rec_get(edge->rec, "handler") ? (Shape){ 0 } : way_of(edge)->shape;
}

// ---- Following ------------------------------------------------------------------------------------------

enum { LONGEST_WAY = 8 }; // topics and queues one behind the other

typedef struct Walk {
	Unit *u;
	const Entity *to;
	const Value *input;
	const Edge *step[LONGEST_WAY]; // from the function back to the source
	uint32_t n;
	Map seen; // edges and carriers that were followed
} Walk;

static bool fits(const Value *input, const char *keys)
{
	for (uint32_t i = 0; i < input->n; i++)
		if (!delivery_optional(input->u.pair[i].val) &&
			!key_type(keys, input->u.pair[i].key))
			return false;
	return true;
}

static const char *listed(Unit *u, const char *keys)
{
	Buf b = { .arena = u->arena };
	for (Word w = { .rest = keys }; word_next(&w);) {
		size_t n = w.n;
		while (w.s[n - 1] != ':')
			n--;
		buf_printf(&b, "%s%.*s %.*s", b.n ? ", " : "", (int)n - 1, w.s, (int)(w.n - n),
			w.s + n);
	}
	return b.s ? b.s : "nothing";
}

static const char *declared(Unit *u, const Value *input)
{
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < input->n; i++) {
		const char *type = value_text(input->u.pair[i].val);
		buf_printf(
			&b, "%s%s %s", b.n ? ", " : "", input->u.pair[i].key, type ? type : "any");
	}
	return b.s;
}

static void explain(const Walk *w, Diag *d, const Shape *s)
{
	for (uint32_t i = w->n - 1; i-- > 0;)
		diag_context(d, w->step[i]->at, "from there to %s `%s`", w->step[i]->to->kind->one,
			w->step[i]->to->name);
	diag_related(d, w->input->u.pair[0].at, "`%s` declares its input here", w->to->name);
	diag_line(d, "declared: %s", declared(w->u, w->input));
	diag_line(d, "delivered: %s: %s", s->called, listed(w->u, s->keys));
	if (s->hint)
		diag_line(d, "%s", s->hint == propose ? proposal(w->u, w->input) : s->hint);
}

// What delivers, by its kind's word and name: "bucket `files`", "resolver `addList`".
static const char *source_called(Unit *u, const Edge *source)
{
	const Way *way = way_of(source);
	const Value *all = way && way->of ? rec_get(source->from->rec, way->of) : NULL;
	for (uint32_t i = 0; all && i < all->n; i++)
		if (all->u.pair[i].val == source->rec)
			return U_FORMAT(u, "%s `%s`", way->each, all->u.pair[i].key);
	return U_FORMAT(u, "%s `%s`", source->from->kind->one, source->from->name);
}

// Whether something was said.
static bool judge(const Walk *w, const Shape *s, Severity severity)
{
	Unit *u = w->u;
	uint32_t before = u->ndiag;
	const Edge *source = w->step[w->n - 1];
	const char *who = source_called(u, source);
	Buf missing = { .arena = u->arena };
	for (uint32_t i = 0; i < w->input->n; i++) {
		const Pair *p = &w->input->u.pair[i];
		const char *word = value_text(p->val);
		if (!word)
			continue;
		const char *type = key_type(s->keys, p->key);
		const char *want = type_of(word, strcspn(word, "?"));
		if (!type && !delivery_optional(p->val)) {
			buf_printf(&missing, "%s`%s`", missing.n ? ", " : "", p->key);
		} else if (type && want && want != type && !str_eq(type, "any") &&
			!str_eq(want, "any")) {
			Diag *d = say_input_other_type(u, source->at, who, p->key,
				U_FORMAT(u, "a %.*s", (int)strcspn(type, " "), type), w->to->name);
			diag_related(d, p->val->at, "declared here as a %.*s",
				(int)strcspn(want, " "), want);
		}
	}
	if (missing.n)
		explain(w,
			diag_severity(
				say_input_not_delivered(u, source->at, who, missing.s, w->to->name),
				severity),
			s);
	return u->ndiag > before;
}

static bool filtered(const Edge *e)
{
	return e->rec && (rec_get(e->rec, "filter") || rec_get(e->from->rec, "filter"));
}

// What arrives by the last step, which leads to the function or to what carries messages there.
// Whether something was said of it.
static bool follow(Walk *w)
{
	const Edge *edge = w->step[w->n - 1];
	const Way *way = way_of(edge);
	if (!way || edge->from->off)
		return false;
	Shape s = way->choose ? way->choose(w->u, edge) : way->shape;
	const void *key = way->carries && w->n > 1 ? (const void *)edge->from : edge;
	if (map_get(&w->seen, key))
		return true;
	map_put(&w->seen, key, w);
	if (!way->carries) {
		if (w->n > 1 && str_eq(way->from, "alarm"))
			s = alarm_message;
		return s.keys && judge(w, &s, ERROR);
	}
	bool raw = w->n == 1 || rec_true(edge->rec, "raw"); // no queue behind a topic
	if (filtered(edge) || fits(w->input, raw ? s.keys : ENVELOPE))
		return false;
	bool said = false;
	for (uint32_t i = 0; i < edge->from->nin && w->n < LONGEST_WAY; i++) {
		w->step[w->n++] = edge->from->in[i];
		said |= follow(w);
		w->n--;
	}
	// Its code may open the envelope.
	Shape envelope = { "the topic's envelope", ENVELOPE,
		"`raw: true` on the subscriber delivers the message itself" };
	return said || (!raw && judge(w, &envelope, WARNING));
}

// ---- Checks ---------------------------------------------------------------------------------------------

bool delivery_optional(const Value *type)
{
	const char *s = value_text(type);
	return s && str_ends(s, "?");
}

static void check_type(Unit *u, const Value *type)
{
	const char *word = value_text(type);
	size_t n = word ? strcspn(word, "?") : 0;
	if (!word || type_of(word, n))
		return;
	const char *bare = arena_copy(u->arena, word, n);
	Nearest near = { .word = bare };
	for (size_t i = 0; i < COUNT(types); i++)
		for (Word w = { .rest = types[i] }; word_next(&w);)
			nearest_try(&near, arena_copy(u->arena, w.s, w.n));
	Span at = value_part(u, type, 0, n);
	Diag *d = say_input_type(u, at, bare);
	diag_nearest(d, &near, FIX_MAYBE, at);
	diag_line(d,
		"types: string, number, boolean, list, map, any; with `?` behind, the key may be missing");
}

void delivery_check(Unit *u, const Entity *function)
{
	Walk w = { .u = u,
		.to = function,
		.input = rec_get(function->rec, "input"),
		.seen = { .arena = u->arena } };
	if (!w.input || w.input->kind != V_MAP || !w.input->n)
		return;
	for (uint32_t i = 0; i < w.input->n; i++)
		check_type(u, w.input->u.pair[i].val);
	for (uint32_t i = 0; i < function->nin; i++) {
		w.step[0] = function->in[i];
		w.n = 1;
		follow(&w);
	}
}

void delivery_check_paths(Unit *u, const Value *as)
{
	for (uint32_t i = 0; as && as->kind == V_MAP && i < as->n; i++) {
		const Value *v = as->u.pair[i].val;
		const char *path = value_text(v);
		if (!path || path_type(path))
			continue;
		if (*path != '$') {
			say_wrong_form(u, v->at, U_FORMAT(u, "as.%s", as->u.pair[i].key), path,
				"a path into the event like `$.detail.object.key`");
			continue;
		}
		if (strpbrk(path, "[*")) // an element of a list
			continue;
		Nearest near = { .word = path };
		for (size_t k = 0; k < COUNT(paths); k++)
			for (Word w = { .rest = paths[k] }; word_next(&w);)
				nearest_try(&near, arena_copy(u->arena, w.s, strcspn(w.s, ":")));
		diag_nearest(say_event_path(u, v->at, path), &near, FIX_MAYBE,
			value_part(u, v, 0, v->n));
	}
}
