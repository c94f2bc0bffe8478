// delivery_shape.c: the shapes of what reaches a function, by each way that leads to it.
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
const char *delivery_type(const char *word, size_t n)
{
	for (size_t i = 0; i < COUNT(types); i++)
		if (word_in(types[i], word, n))
			return types[i];
	return NULL;
}

#define EVENT                                                                                      \
	"version:string id:string detail-type:string source:string account:string time:string "    \
	"region:string resources:list detail:any"

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
// Amazon SNS developer guide, "HTTP/HTTPS notification JSON format", which a queue gets too.
const Shape delivery_envelope = { "the topic's envelope", "Type:string MessageId:string TopicArn:string Subject:string Message:string Timestamp:string SignatureVersion:string Signature:string SigningCertURL:string UnsubscribeURL:string MessageAttributes:map", "`raw: true` on the subscriber delivers the message itself" };
const Shape delivery_alarm = { "a change of an alarm", "AlarmName:string AlarmDescription:string AWSAccountId:string AlarmConfigurationUpdatedTimestamp:string NewStateValue:string NewStateReason:string StateChangeTime:string Region:string AlarmArn:string OldStateValue:string OKActions:list AlarmActions:list InsufficientDataActions:list Trigger:map", NULL };

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
const char *delivery_key_type(const char *keys, const char *key)
{
	size_t n = strlen(key);
	for (Word w = { .rest = keys }; word_next(&w);)
		if (w.n > n && strncmp(w.s, key, n) == 0 && w.s[n] == ':')
			return delivery_type(w.s + n + 1, w.n - n - 1);
	return NULL;
}

static const char *path_type(const char *path)
{
	for (size_t i = 0; path && i < COUNT(paths); i++) {
		const char *type = delivery_key_type(paths[i], path);
		if (type)
			return type;
	}
	return NULL;
}

const Way *delivery_way(const Edge *e)
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
	return (Shape){ NULL, b.s ? b.s : "" };
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
const char *delivery_proposal(Unit *u, const Value *input)
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
	Shape s = { "a notification of S3", "Records:list", .takes_as = true };
	if (as && as->kind == V_MAP && as->n) {
		s = chosen(u, as, true);
		s.called = "what `as` says";
		s.hint = "write it into `as`, with its path in the event";
	} else if (as || rec_get(edge->rec, "flow")) {
		s = (Shape){ "an event of S3", EVENT, .takes_as = true };
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
		return delivery_way(edge)->shape;
	if (!route_target(edge->from).waits)
		return (Shape){ 0 };
	return rest_request;
}

// Code of the channel's own says what the function gets.
static Shape channel_shape(Unit *u, const Edge *edge)
{
	(void)u;
	if (rec_get(edge->rec, "handler"))
		return (Shape){ 0 };
	return delivery_way(edge)->shape;
}

Shape delivery_shape(Unit *u, const Edge *edge)
{
	const Way *way = delivery_way(edge);
	return way->choose ? way->choose(u, edge) : way->shape;
}

// ---- Checks of what the author wrote ---------------------------------------------------------------------

static void check_type(Unit *u, const Value *type)
{
	const char *word = value_text(type);
	size_t n = word ? strcspn(word, "?") : 0;
	if (!word || delivery_type(word, n))
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

void delivery_check_types(Unit *u, const Value *input)
{
	for (uint32_t i = 0; i < input->n; i++)
		check_type(u, input->u.pair[i].val);
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
