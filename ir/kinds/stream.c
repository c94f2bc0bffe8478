// stream.c: streams: records that Firehose gathers and writes to a bucket.
#include "bucket.h"

#include <string.h>

// clang-format off
static const Field buffer[] = {
	{ "size", T_MB, .ok = "1..128", .dflt = "5", .doc = "how much is gathered for one object" },
	{ "time", T_TIME, .ok = "0..900", .dflt = "300", .doc = "how long it is gathered at most" },
	{ 0 }
};
static const Field field[] = {
	{ "name", T_NAME, .doc = "its physical name" },
	{ "bucket", T_REF, .to = "bucket", .flags = F_NEED, .doc = "the bucket that gets the records" },
	{ "prefix", T_STR, .ok = "/^.{1,1024}$/", .doc = "what keys begin with; default: the hour, `yyyy/MM/dd/HH/`" },
	{ "errors", T_STR, .ok = "/^.{1,1024}$/", .doc = "what keys of records begin with that could not be written" },
	{ "buffer", T_RECORD, .sub = buffer, .dflt = "", .doc = "how many records become one object" },
	{ "compress", T_ENUM, .ok = "none gzip=GZIP zip=ZIP snappy=Snappy", .dflt = "none", .doc = "how objects are compressed" },
	{ "function", T_REF, .to = "function", .doc = "a function that changes or drops records on the way" },
	LOG_RETENTION(0),
	COMMON_FIELDS,
	{ 0 }
};
#define S3 "ExtendedS3DestinationConfiguration."
#define TF_S3 "extended_s3_configuration{}."
static const Prop prop[] = {
	{ "DeliveryStreamName",           "name",                    "%" },
	{ "DeliveryStreamType",           NULL,                      "=DirectPut" },
	{ NULL,                           "destination",             "=extended_s3" },
	{ "DeliveryStreamEncryptionConfigurationInput.KeyType", "server_side_encryption{}.key_type", "=AWS_OWNED_CMK" },
	{ NULL,                           "server_side_encryption{}.enabled", "=true" },
	{ S3 "BucketARN",                 TF_S3 "bucket_arn",        "&bucket.arn" },
	{ S3 "RoleARN",                   TF_S3 "role_arn",          "&Role.arn" },
	{ S3 "Prefix",                    TF_S3 "prefix",            "$prefix" },
	{ S3 "ErrorOutputPrefix",         TF_S3 "error_output_prefix", "*errors" },
	{ S3 "BufferingHints.SizeInMBs",  TF_S3 "buffering_size",    "$buffer.size" },
	{ S3 "BufferingHints.IntervalInSeconds", TF_S3 "buffering_interval", "$buffer.time" },
	{ S3 "CompressionFormat",         TF_S3 "compression_format", "$compress|none=UNCOMPRESSED|gzip=GZIP|zip=ZIP|snappy=Snappy" },
	{ S3 "CloudWatchLoggingOptions.Enabled", TF_S3 "cloudwatch_logging_options{}.enabled", "=true" },
	{ S3 "CloudWatchLoggingOptions.LogGroupName", TF_S3 "cloudwatch_logging_options{}.log_group_name", "&LogGroup.name" },
	{ S3 "CloudWatchLoggingOptions.LogStreamName", TF_S3 "cloudwatch_logging_options{}.log_stream_name", "&LogGroupStream.name" },
	{ S3 "ProcessingConfiguration.Enabled", TF_S3 "processing_configuration{}.enabled", "=true ?function" },
	{ S3 "ProcessingConfiguration.Processors[0].Type", TF_S3 "processing_configuration{}.processors{0}.type", "=Lambda ?function" },
	{ S3 "ProcessingConfiguration.Processors[0].Parameters[0].ParameterName",
	  TF_S3 "processing_configuration{}.processors{0}.parameters{0}.parameter_name", "=LambdaArn ?function" },
	{ S3 "ProcessingConfiguration.Processors[0].Parameters[0].ParameterValue",
	  TF_S3 "processing_configuration{}.processors{0}.parameters{0}.parameter_value", "*function" },
	{ "@DependsOn[+]",                "depends_on[+]",           "&RolePolicy" },
	{ 0 }
};
#define STREAM_ARN "=arn:{@partition}:firehose:{@region}:{@account}:deliverystream/{%}"
static const Attr attr[] = {
	{ "name", "Ref", "name", "%" },
	{ "arn",  "Arn", "arn",  STREAM_ARN },
	{ 0 }
};
static const Prop log_prop[] = {
	{ "LogGroupName",         "name",              "=/aws/kinesisfirehose/{%}" },
	{ "RetentionInDays",      "retention_in_days", "$log_retention" },
	{ "@DeletionPolicy",      NULL,                "=Delete" },
	{ "@UpdateReplacePolicy", NULL,                "=Delete" },
	{ 0 }
};
static const Attr log_attr[] = { { "name", "Ref", "name", "=/aws/kinesisfirehose/{%}" }, { 0 } };
static const Prop log_stream_prop[] = {
	{ "LogGroupName",  "log_group_name", "&LogGroup.name" },
	{ "LogStreamName", "name",           "=delivery" },
	{ 0 }
};
static const Attr log_stream_attr[] = { { "name", "Ref", "name", "=delivery" }, { 0 } };
static const Op op[] = {
	{ "",         "AWS::KinesisFirehose::DeliveryStream", "aws_kinesis_firehose_delivery_stream", .prop = prop, .attr = attr, .tags = "Tags" },
	{ "LogGroup", "AWS::Logs::LogGroup", "aws_cloudwatch_log_group", .prop = log_prop, .attr = log_attr, .tags = "Tags" },
	{ "LogGroupStream", "AWS::Logs::LogStream", "aws_cloudwatch_log_stream", .prop = log_stream_prop, .attr = log_stream_attr },
	ROLE_OPS(OP_DEMAND),
	{ 0 }
};
static const Grant grants[] = {
	{ "put", "firehose:PutRecord firehose:PutRecordBatch", "&self.arn" },
	// A topic's role also looks at the stream; its list of streams cannot be limited.
	{ "subscribe", "firehose:DescribeDeliveryStream firehose:ListTagsForDeliveryStream firehose:PutRecord firehose:PutRecordBatch", "&self.arn", .who = "topic" },
	{ "subscribe", "firehose:ListDeliveryStreams", "=*", .who = "topic" },
	{ 0 }
};
static const Call call[] = {
	{ "aws-sdk:firehose:putRecord", "DeliveryStreamName", "put", "name" },
	{ "aws-sdk:firehose:putRecordBatch", "DeliveryStreamName", "put", "name" },
	{ 0 }
};
// Firehose waits for the changed records.
static void grant_function(Unit *, Edge *);
static const Link link_rows[] = {
	{ "bucket", "bucket" },
	{ "function", "function", .flags = LINK_SYNC, .make = grant_function },
	{ 0 }
};
// clang-format on

static void grant_function(Unit *u, Edge *edge)
{
	if (edge->first != edge)
		return;
	Value *arn = entity_attr(u, edge->to, "arn", edge->at);
	Statement *s = grant(u, edge->from, "lambda:GetFunctionConfiguration lambda:InvokeFunction",
		arn, NULL, edge->at);
	s->why = edge;
}

// ---- Checks -------------------------------------------------------------------------------------

static bool has_expression(const Value *v)
{
	const char *s = value_text(v);
	for (uint32_t i = 0; v && v->kind == V_JOIN && i < v->n; i++)
		if (value_text(v->u.item[i]) && strstr(v->u.item[i]->u.s, "!{"))
			return true;
	return s && strstr(s, "!{");
}

static void check(Unit *u, Entity *e)
{
	static const char type[] = "!{firehose:error-output-type}";
	enum { LAMBDA_LIMIT = 300 };
	const Value *errors = rec_get(e->rec, "errors");
	if (has_expression(errors) && value_text(errors) && !strstr(errors->u.s, type))
		diag_line(say_error_prefix(u, errors->at, e->name), "`%s` is the usual beginning",
			type);
	const Value *prefix = rec_get(e->rec, "prefix");
	const Value *both[] = { prefix, errors };
	for (size_t i = 0; i < COUNT(both); i++)
		if (value_text(both[i]) && strstr(both[i]->u.s, "!{partitionKeyFrom"))
			say_not_here(u, both[i]->at, i ? "errors" : "prefix",
				"takes keys of records only where a stream divides by them, which those made here do not");
	if (value_text(prefix) && strstr(prefix->u.s, type))
		say_not_here(u, prefix->at, "prefix",
			"takes no `!{firehose:error-output-type}`, which belongs to `errors`");
	const Entity *f = rec_ent(e->rec, "function");
	const Value *timeout = f ? rec_get(f->rec, "runtime.timeout") : NULL;
	if (timeout && rec_int(f->rec, "runtime.timeout", 0) > LAMBDA_LIMIT) {
		Diag *d =
			say_transform_timeout(u, rec_get(e->rec, "function")->at, e->name, f->name);
		diag_related(d, timeout->at, "the function's timeout");
	}
}

// ---- Making and filling -------------------------------------------------------------------------

// "Grant Firehose access to an Amazon S3 destination" in the Firehose developer guide.
static void make(Unit *u, Entity *e)
{
	Entity *bucket = rec_ent(e->rec, "bucket");
	Value *at = rec_get(e->rec, "bucket");
	Value *arn = entity_attr(u, bucket, "arn", at->at);
	Value *piece[] = { arn, text_at(u, "/*", at->at) };
	grant(u, e, "s3:GetBucketLocation s3:ListBucket s3:ListBucketMultipartUploads", arn,
		"it writes to the bucket", at->at);
	grant(u, e, "s3:AbortMultipartUpload s3:GetObject s3:PutObject",
		value_join(u->arena, at->at, piece, COUNT(piece)), "it writes to the bucket",
		at->at);
	bucket_grant_key(u, e, bucket, "kms:Decrypt kms:GenerateDataKey", at->at);
	grant(u, e, "logs:PutLogEvents",
		eval_entity(u, e,
			"=arn:{@partition}:logs:{@region}:{@account}:log-group:/aws/kinesisfirehose/{%}:log-stream:delivery"),
		"it writes its errors", e->at);
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	if (r != e->main)
		return;
	Value *errors = rec_get(e->rec, "errors");
	Entity *function = rec_ent(e->rec, "function");
	// A prefix with expressions is refused unless there is one for errors.
	if (errors)
		put(u, r, "errors", lower_value(u, e, errors));
	else if (has_expression(rec_get(e->rec, "prefix")))
		put(u, r, "errors", text_at(u, "errors/!{firehose:error-output-type}/", e->at));
	if (function)
		put(u, r, "function",
			entity_attr(u, function, "arn", rec_get(e->rec, "function")->at));
}

extern const Kind kind_stream;
const Kind kind_stream = {
	"streams",
	"stream",
	"Stream",
	"records that are gathered into a bucket",
	.field = field,
	.op = op,
	.link = link_rows,
	.grant = grants,
	.call = call,
	.scalar = "bucket",
	.principal = "firehose.amazonaws.com",
	.trust = STREAM_ARN,
	.phys = "ns_x_sandbox",
	.fixed = "name",
	.phys_max = 64,
	.phys_ok = "/^[A-Za-z0-9._-]+$/",
	.check = check,
	.make = make,
	.fill = fill,
};
