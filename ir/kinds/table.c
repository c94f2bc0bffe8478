// table.c: tables: DynamoDB, with indexes, expiry and a stream that a function works off.
#include "../pattern.h"
#include "table.h"

#include <string.h>

// clang-format off
static const Field attribute[] = {
	{ "name", T_STR, .flags = F_NEED | F_KNOWN, .ok = "/^[^'\\x00-\\x1f]{1,255}$/", .doc = "name of an attribute" },
	{ "type", T_ENUM, .ok = "string=S number=N binary=B", .dflt = "string", .doc = "what it holds" },
	{ 0 }
};
static const Field index_of[] = {
	{ "key", T_RECORD, .sub = attribute, .scalar = "name", .doc = "its partition key; default: the table's, which makes it a local index" },
	{ "sort", T_RECORD, .sub = attribute, .scalar = "name", .doc = "its sort key" },
	{ "project", T_STR, ONE_OR_LIST, .dflt = "all", .doc = "what it holds: `all`, `keys`, or a list of attributes beside the keys" },
	{ 0 }
};
static const Field billing[] = {
	{ "mode", T_ENUM, .ok = "on_demand=PAY_PER_REQUEST", .group = "how!", .doc = "by the request" },
	{ "read", T_INT, .ok = "1..40000", .group = "how!", .doc = "reads a second that are paid for; with `write`" },
	{ "write", T_INT, .ok = "1..40000", .doc = "writes a second that are paid for" },
	{ 0 }
};
static const Field field[] = {
	{ "name", T_NAME, .doc = "its physical name" },
	{ "key", T_RECORD, .sub = attribute, .scalar = "name", .flags = F_NEED, .doc = "partition key: `id`, or `{ name: id, type: number }`" },
	{ "sort", T_RECORD, .sub = attribute, .scalar = "name", .doc = "sort key" },
	{ "indexes", T_RECORD, MAP_OF, .sub = index_of, .doc = "further ways to look things up" },
	{ "ttl", T_STR, .ok = "/^[^'\\x00-\\x1f]{1,255}$/", .doc = "the attribute with the time, in seconds since 1970, after which an item goes" },
	{ "stream", T_ENUM, .ok = "new=NEW_IMAGE old=OLD_IMAGE both=NEW_AND_OLD_IMAGES keys=KEYS_ONLY", .doc = "what its stream tells of a change; default with `function`: both" },
	{ "function", T_REF, .to = "function", .doc = "the function that gets the changes" },
	{ "batch", T_INT, .ok = "1..10000", .dflt = "100", .with = "function", .doc = "changes a call" },
	{ "window", T_TIME, .ok = "0..300", .with = "function", .doc = "how long to gather a batch" },
	{ "retries", T_INT, .ok = "0..10000", .dflt = "3", .with = "function", .doc = "further attempts of a batch, which is halved each time" },
	{ "dlq", T_REF, .to = "queue topic", .with = "function", .doc = "hears of batches that failed" },
	{ "filter", T_PATTERN, ONE_OR_LIST, .with = "function", .doc = "which changes the function gets: patterns of which one has to match" },
	{ "billing", T_RECORD, .sub = billing, .scalar = "mode", .doc = "`on_demand`, or reads and writes a second; default: on_demand" },
	{ "recovery", T_BOOL, .dflt = "false", .doc = "any second of the last 35 days can be brought back" },
	RETENTION("keep delete", "keep"),
	COMMON_FIELDS,
	{ 0 }
};

static const Prop prop[] = {
	{ "TableName",                  "name",             "%" },
	{ "BillingMode",                "billing_mode",     "*billing" },
	{ "ProvisionedThroughput.ReadCapacityUnits",  "read_capacity",  "$billing.read" },
	{ "ProvisionedThroughput.WriteCapacityUnits", "write_capacity", "$billing.write" },
	{ "KeySchema[0].AttributeName", "hash_key",         "$key.name" },
	{ "KeySchema[0].KeyType",       NULL,               "=HASH" },
	{ "KeySchema[1].AttributeName", "range_key",        "$sort.name" },
	{ "KeySchema[1].KeyType",       NULL,               "=RANGE ?sort" },
	{ "TimeToLiveSpecification.AttributeName", "ttl{}.attribute_name", "$ttl" },
	{ "TimeToLiveSpecification.Enabled",       "ttl{}.enabled",        "=true ?ttl" },
	{ NULL,                         "stream_enabled",   "*streams" },
	{ "StreamSpecification.StreamViewType", "stream_view_type", "*view" },
	{ "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled", "point_in_time_recovery{}.enabled", "$recovery" },
	{ NULL,                         "lifecycle{}.prevent_destroy", "*keep" },
	{ "@DeletionPolicy",            NULL,               "$on_destroy|keep=Retain|delete=Delete" },
	{ "@UpdateReplacePolicy",       NULL,               "$on_destroy|keep=Retain|delete=Delete" },
	{ 0 }
};
static const Attr attr[] = {
	{ "name",   "Ref",       "name",       "%" },
	{ "arn",    "Arn",       "arn",        "=arn:{@partition}:dynamodb:{@region}:{@account}:table/{%}" },
	{ "stream", "StreamArn", "stream_arn" },
	{ 0 }
};
static const Prop attribute_prop[] = {
	{ "AttributeName", "name", "*name" },
	{ "AttributeType", "type", "*type" },
	{ 0 }
};
#define PROJECTION \
	{ "Projection.ProjectionType",   "projection_type",    "*projection" }, \
	{ "Projection.NonKeyAttributes", "non_key_attributes", "*attributes" }
static const Prop global_prop[] = {
	{ "IndexName",                  "name",      "*name" },
	{ "KeySchema[0].AttributeName", "hash_key",  "$key.name" },
	{ "KeySchema[0].KeyType",       NULL,        "=HASH" },
	{ "KeySchema[1].AttributeName", "range_key", "*sort" },
	{ "KeySchema[1].KeyType",       NULL,        "*range" },
	PROJECTION,
	{ "ProvisionedThroughput.ReadCapacityUnits",  "read_capacity",  "$billing.read" },
	{ "ProvisionedThroughput.WriteCapacityUnits", "write_capacity", "$billing.write" },
	{ 0 }
};
static const Prop local_prop[] = {
	{ "IndexName",                  "name",      "*name" },
	{ "KeySchema[0].AttributeName", NULL,        "*hash" },
	{ "KeySchema[0].KeyType",       NULL,        "=HASH" },
	{ "KeySchema[1].AttributeName", "range_key", "*sort" },
	{ "KeySchema[1].KeyType",       NULL,        "*range" },
	PROJECTION,
	{ 0 }
};
static const Op op[] = {
	{ "",            "AWS::DynamoDB::Table", "aws_dynamodb_table", .prop = prop, .attr = attr, .flags = OP_STATEFUL, .tags = "Tags" },
	{ "Attribute",   "^:AttributeDefinitions[+]", "^:attribute{+}", .when = "-", .prop = attribute_prop },
	{ "GlobalIndex", "^:GlobalSecondaryIndexes[+]", "^:global_secondary_index{+}", .when = "-", .prop = global_prop },
	{ "LocalIndex",  "^:LocalSecondaryIndexes[+]", "^:local_secondary_index{+}", .when = "-", .prop = local_prop },
	{ 0 }
};

#define INDEXES "={&self.arn}/index/* ?indexes"
static const Grant grants[] = {
	{ "read",    "dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:Scan dynamodb:ConditionCheckItem", "&self.arn" },
	{ "read",    "dynamodb:Query dynamodb:Scan", INDEXES },
	{ "write",   "dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem", "&self.arn" },
	{ "get",     "dynamodb:GetItem",    "&self.arn" },
	{ "put",     "dynamodb:PutItem",    "&self.arn" },
	{ "update",  "dynamodb:UpdateItem", "&self.arn" },
	{ "delete",  "dynamodb:DeleteItem", "&self.arn" },
	{ "query",   "dynamodb:Query",      "&self.arn" },
	{ "query",   "dynamodb:Query",      INDEXES },
	{ "scan",    "dynamodb:Scan",       "&self.arn" },
	{ "scan",    "dynamodb:Scan",       INDEXES },
	{ "consume", "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator", "&self.stream" },
	{ "consume", "dynamodb:ListStreams", "=*" },
	{ 0 }
};
static const Call call[] = {
	{ "dynamodb:getItem",            "TableName", "get",    "name" },
	{ "dynamodb:putItem",            "TableName", "put",    "name" },
	{ "dynamodb:updateItem",         "TableName", "update", "name" },
	{ "dynamodb:deleteItem",         "TableName", "delete", "name" },
	{ "aws-sdk:dynamodb:getItem",    "TableName", "get",    "name" },
	{ "aws-sdk:dynamodb:putItem",    "TableName", "put",    "name" },
	{ "aws-sdk:dynamodb:updateItem", "TableName", "update", "name" },
	{ "aws-sdk:dynamodb:deleteItem", "TableName", "delete", "name" },
	{ "aws-sdk:dynamodb:query",      "TableName", "query",  "name" },
	{ "aws-sdk:dynamodb:scan",       "TableName", "scan",   "name" },
	{ 0 }
};

// The service reads the stream for the function, under the function's role.
static const Prop mapping_prop[] = {
	{ "EventSourceArn",     "event_source_arn",       "&self.stream" },
	{ "FunctionName",       "function_name",          "*function" },
	{ "StartingPosition",   "starting_position",      "=TRIM_HORIZON" },
	{ "BatchSize",          "batch_size",             "$batch" },
	{ "MaximumBatchingWindowInSeconds", "maximum_batching_window_in_seconds", "$window" },
	{ "MaximumRetryAttempts", "maximum_retry_attempts", "$retries" },
	{ "BisectBatchOnFunctionError", "bisect_batch_on_function_error", "=true" },
	{ "DestinationConfig.OnFailure.Destination", "destination_config{}.on_failure{}.destination_arn", "*failed" },
	{ 0 }
};
static const Prop filter_prop[] = { { "Pattern", "pattern", "*pattern" }, { 0 } };
static const Op mapping_op[] = {
	{ "Mapping", "AWS::Lambda::EventSourceMapping", "aws_lambda_event_source_mapping", .when = "-", .prop = mapping_prop, .tags = "Tags" },
	{ "MappingFilter", "^Mapping:FilterCriteria.Filters[+]", "^Mapping:filter_criteria{}.filter{+}", .when = "-", .prop = filter_prop },
	{ 0 }
};
// clang-format on

// ---- The stream -----------------------------------------------------------------------------------

static void make_mapping(Unit *u, Edge *edge)
{
	Entity *e = edge->from;
	if (edge->first != edge || !edge->to->main)
		return;
	grant_verb(u, edge->to, e, "consume", edge);
	Resource *r = res_edge(u, edge, e->kind, mapping_op, NULL);
	Resource *alias = res_of(edge->to, "Alias");
	put(u, r, "function",
		alias ? value_ref(u, alias, "arn", edge->at) :
			entity_attr(u, edge->to, "name", edge->at));
	Entity *dlq = rec_ent(e->rec, "dlq");
	if (dlq) {
		static const char *const verb[] = { "send", "publish" };
		for (size_t i = 0; i < COUNT(verb); i++)
			grant_verb(u, edge->to, dlq, verb[i], edge);
		put(u, r, "failed", entity_attr(u, dlq, "arn", edge->at));
	}
	uint32_t n;
	Value **filter = rec_list(e->rec, "filter", &n);
	for (uint32_t i = 0; i < n; i++) {
		Resource *one =
			res_edge(u, edge, e->kind, &mapping_op[1], U_FORMAT(u, "%u", i + 1));
		put(u, one, "pattern", value_text_json(u, lower_value(u, e, filter[i])));
	}
}

static const Link link_rows[] = {
	{ "function", "function", .flags = LINK_SYNC, .op = mapping_op, .make = make_mapping },
	{ 0 },
};

// ---- Making -------------------------------------------------------------------------------------

static void make(Unit *u, Entity *e)
{
	uint32_t n;
	TableAttribute *a = table_attributes(u, e, &n);
	for (uint32_t i = 0; i < n; i++) {
		Resource *r = res_new(
			u, e, op_of(e->kind, "Attribute"), NULL, NULL, id_of_key(u, a[i].name));
		put(u, r, "name", text_at(u, a[i].name, a[i].at));
		put(u, r, "type", text_at(u, a[i].type, a[i].at));
	}
	const Value *all = rec_get(e->rec, "indexes");
	const Pair **index = table_indexes(u, e);
	for (uint32_t i = 0; all && i < all->n; i++) {
		Value *rec = index[i]->val;
		Resource *r = res_new(u, e,
			op_of(e->kind, rec_get(rec, "key") ? "GlobalIndex" : "LocalIndex"), NULL,
			rec, id_of_key(u, index[i]->key));
		put(u, r, "name", text_at(u, index[i]->key, index[i]->at));
	}
}

// ---- Filling ------------------------------------------------------------------------------------

static void put_projection(Unit *u, Resource *r)
{
	uint32_t n;
	Value **what = rec_list(r->rec, "project", &n);
	bool all = n == 1 && value_is(what[0], "all");
	bool keys = n == 1 && value_is(what[0], "keys");
	Span at = r->rec->at;
	put(u, r, "projection", text_at(u, all ? "ALL" : keys ? "KEYS_ONLY" : "INCLUDE", at));
	if (!all && !keys)
		put(u, r, "attributes", lower_value(u, r->from, rec_get(r->rec, "project")));
}

// The record of an index has fields of its own; the table's of the same name are another's.
static void fill_index(Unit *u, Resource *r, Entity *e)
{
	Value *sort = rec_get(r->rec, "sort.name");
	put(u, r, "sort", sort ? lower_value(u, e, sort) : NULL);
	put(u, r, "range", sort ? text_at(u, "RANGE", sort->at) : NULL);
	if (!rec_get(r->rec, "key"))
		put(u, r, "hash", lower_value(u, e, rec_get(e->rec, "key.name")));
	put_projection(u, r);
}

static void fill(Unit *u, Resource *r)
{
	static const char *const view[][2] = { { "new", "NEW_IMAGE" }, { "old", "OLD_IMAGE" },
		{ "both", "NEW_AND_OLD_IMAGES" }, { "keys", "KEYS_ONLY" } };
	Entity *e = r->from;
	if (r->edge && str_eq(r->op->part, "Mapping")) {
		Resource *policy = res_of(r->edge->to, "RolePolicy");
		if (policy)
			res_depends(u, r, policy, true, true);
	}
	if (r->edge)
		return;
	if (str_ends(r->op->part, "Index")) {
		fill_index(u, r, e);
	} else if (r == e->main) {
		const Value *stream = rec_get(e->rec, "stream");
		const char *said = stream           ? value_text(stream) :
			rec_ent(e->rec, "function") ? "both" :
						      NULL;
		for (size_t i = 0; said && i < COUNT(view); i++)
			if (str_eq(said, view[i][0]))
				put(u, r, "view", text_at(u, view[i][1], e->at));
		put(u, r, "streams", said ? value_bool(u->arena, true, e->at) : NULL);
		put(u, r, "billing",
			text_at(u,
				rec_get(e->rec, "billing.read") ? "PROVISIONED" : "PAY_PER_REQUEST",
				e->at));
		if (value_is(rec_get(e->rec, "on_destroy"), "keep"))
			put(u, r, "keep", value_bool(u->arena, true, e->at));
	}
}

extern const Kind kind_table;
const Kind kind_table = {
	"tables",
	"table",
	"Table",
	"items by key",
	.field = field,
	.op = op,
	.link = link_rows,
	.grant = grants,
	.call = call,
	.phys = "ns_x_sandbox",
	.fixed = "name",
	.phys_max = 255,
	.phys_ok = "/^[A-Za-z0-9_.-]{3,}$/",
	.check = table_check,
	.make = make,
	.fill = fill,
	.seed = table_seed,
};
