// bucket.c: buckets: S3. One resource in CloudFormation, one for each aspect in Terraform.
#include "bucket.h"

#include <string.h>

// clang-format off
static const Field transition[] = {
	{ "after", T_DAYS, .flags = F_NEED, .ok = "0..", .doc = "days after an object was made" },
	{ "to", T_ENUM, .flags = F_NEED, .ok = "STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING GLACIER GLACIER_IR DEEP_ARCHIVE", .doc = "storage class" },
	{ 0 }
};
static const Field lifecycle[] = {
	{ "transition", T_RECORD, ONE_OR_LIST, .sub = transition, .doc = "move objects to another storage class" },
	{ "expire", T_DAYS, .ok = "1..", .doc = "delete objects" },
	{ "noncurrent", T_DAYS, .ok = "1..", .doc = "delete old versions" },
	{ "prefix", T_STR, .doc = "only keys that start so" },
	{ 0 }
};
static const Field notify[] = {
	{ "on", T_ENUM, ONE_OR_LIST, .ok = "created created:put created:post created:copy created:multipart removed removed:delete restored", .flags = F_NEED, .doc = "what happens to objects" },
	{ "prefix", T_STR, .doc = "only keys that start so" },
	{ "suffix", T_STR, .doc = "only keys that end so" },
	{ "function", T_REF, .to = "function", .group = "to!", .doc = "the function that is called" },
	{ "queue", T_REF, .to = "queue", .group = "to!", .doc = "the queue that gets the notice" },
	{ "topic", T_REF, .to = "topic", .group = "to!", .doc = "the topic that gets the notice" },
	{ "flow", T_REF, .to = "flow", .group = "to!", .doc = "the flow that is started, through EventBridge" },
	{ "as", T_STR, MAP_OF, .flags = F_KNOWN, .doc = "what is delivered: key: path into the event; through EventBridge" },
	{ 0 }
};
static const Field cors[] = {
	{ "origins", T_STR, ONE_OR_LIST, .flags = F_NEED, .ok = "/^(\\*|null|[a-z][a-z0-9+.-]*:\\/\\/[^\\/?#\\s]+)$/", .doc = "who may read: `*`, or as a browser sends it, `https://example.com`" },
	{ "methods", T_ENUM, ONE_OR_LIST, .ok = "GET PUT POST DELETE HEAD", .dflt = "GET", .doc = "with which methods" },
	{ "headers", T_STR, ONE_OR_LIST, .doc = "with which headers" },
	{ "max_age", T_TIME, .ok = "0..", .doc = "how long a browser remembers" },
	{ 0 }
};
static const Field field[] = {
	{ "name", T_NAME, .doc = "its physical name" },
	{ "versioned", T_BOOL, .doc = "keep old versions" },
	{ "lifecycle", T_RECORD, LIST, .sub = lifecycle, .doc = "what becomes of old objects" },
	{ "notify", T_RECORD, LIST, .sub = notify, .doc = "who hears of changes" },
	{ "encryption", T_STR, .dflt = "AES256", .ok = "/^(AES256|aws:kms|arn:[a-z-]+:kms:[^:]*:[^:]*:key\\/.+|\\{\\{.*)$/", .doc = "AES256, aws:kms, or the ARN of a KMS key" },
	{ "key", T_STR, .flags = F_HIDDEN, .doc = "the ARN of the key, where that is the author's" },
	{ "public", T_BOOL, .doc = "anybody may read" },
	{ "cors", T_RECORD, ONE_OR_LIST, .sub = cors, .doc = "browsers of other sites may read" },
	RETENTION("keep delete empty", "keep"),
	COMMON_FIELDS,
	{ 0 }
};

static const Prop bucket_prop[] = {
	{ "BucketName",           "bucket",        "%" },
	{ NULL,                   "force_destroy", "$on_destroy|keep=false|delete=false|empty=true" },
	{ "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", NULL, "*eventbridge" },
	{ "@DeletionPolicy",      NULL,            "$on_destroy|keep=Retain|delete=Delete|empty=Delete" },
	{ "@UpdateReplacePolicy", NULL,            "$on_destroy|keep=Retain|delete=Delete|empty=Delete" },
	{ 0 }
};
static const Attr bucket_attr[] = {
	{ "name",   "Ref", "bucket", "%" },
	{ "arn",    "Arn", "arn",    "=arn:{@partition}:s3:::{%}" },
	{ "domain", "RegionalDomainName", "bucket_regional_domain_name", "={%}.s3.{@region}.{@suffix}" },
	{ 0 }
};
// Every aspect in Terraform names its bucket.
#define OF_BUCKET { NULL, "bucket", "&self.name" }
static const Prop versioning_prop[] = {
	OF_BUCKET,
	{ "VersioningConfiguration.Status", "versioning_configuration{}.status", "=Enabled" },
	{ 0 }
};
#define BY_DEFAULT "BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault."
#define TF_BY_DEFAULT "rule{}.apply_server_side_encryption_by_default{}."
static const Prop encryption_prop[] = {
	OF_BUCKET,
	{ BY_DEFAULT "SSEAlgorithm",   TF_BY_DEFAULT "sse_algorithm",     "*algorithm" },
	{ BY_DEFAULT "KMSMasterKeyID", TF_BY_DEFAULT "kms_master_key_id", "$key" },
	{ "BucketEncryption.ServerSideEncryptionConfiguration[0].BucketKeyEnabled", "rule{}.bucket_key_enabled", "*bucket_key" },
	{ 0 }
};
static const Prop access_prop[] = {
	OF_BUCKET,
	{ "PublicAccessBlockConfiguration.BlockPublicAcls",       "block_public_acls",       "=true" },
	{ "PublicAccessBlockConfiguration.BlockPublicPolicy",     "block_public_policy",     "*block" },
	{ "PublicAccessBlockConfiguration.IgnorePublicAcls",      "ignore_public_acls",      "=true" },
	{ "PublicAccessBlockConfiguration.RestrictPublicBuckets", "restrict_public_buckets", "*block" },
	{ 0 }
};
static const Prop ownership_prop[] = {
	OF_BUCKET,
	{ "OwnershipControls.Rules[0].ObjectOwnership", "rule{}.object_ownership", "=BucketOwnerEnforced" },
	{ 0 }
};
static const Prop lifecycle_prop[] = {
	OF_BUCKET,
	{ NULL, "depends_on[+]", "&Versioning" },
	{ 0 }
};
static const Prop rule_prop[] = {
	{ "Id",               "id",                "*id" },
	{ "Status",           "status",            "=Enabled" },
	{ "Prefix",           NULL,                "$prefix" },
	{ NULL,               "filter{}.prefix",   "*prefix" },
	{ "ExpirationInDays", "expiration{}.days", "$expire" },
	{ "NoncurrentVersionExpiration.NoncurrentDays", "noncurrent_version_expiration{}.noncurrent_days", "$noncurrent" },
	{ 0 }
};
static const Prop transition_prop[] = {
	{ "StorageClass",     "storage_class", "$to" },
	{ "TransitionInDays", "days",          "$after" },
	{ 0 }
};
static const Prop cors_prop[] = {
	{ "AllowedOrigins", "allowed_origins", "$origins" },
	{ "AllowedMethods", "allowed_methods", "$methods" },
	{ "AllowedHeaders", "allowed_headers", "$headers" },
	{ "MaxAge",         "max_age_seconds", "$max_age" },
	{ 0 }
};
static const Prop bucket_only[] = { OF_BUCKET, { 0 } };
static const Prop notification_prop[] = {
	OF_BUCKET,
	{ NULL, "eventbridge", "*eventbridge" },
	{ 0 }
};
static const Prop policy_prop_of_bucket[] = {
	{ "Bucket",         "bucket",      "&self.name" },
	{ "PolicyDocument", "policy:json", "*document", .soft = 3 },
	{ NULL,             "depends_on[+]", "&PublicAccess" },
	{ 0 }
};
static const Prop empty_prop[] = {
	{ "ServiceToken", NULL, "*provider" },
	{ "BucketName",   NULL, "&self.name" },
	{ 0 }
};
static const Op op[] = {
	{ "",              "AWS::S3::Bucket", "aws_s3_bucket", .prop = bucket_prop, .attr = bucket_attr, .flags = OP_STATEFUL, .tags = "Tags" },
	{ "Versioning",    "^", "aws_s3_bucket_versioning", .when = "versioned", .prop = versioning_prop },
	{ "Encryption",    "^", "aws_s3_bucket_server_side_encryption_configuration", .prop = encryption_prop },
	{ "PublicAccess",  "^", "aws_s3_bucket_public_access_block", .prop = access_prop },
	{ "Ownership",     "^", "aws_s3_bucket_ownership_controls", .prop = ownership_prop },
	{ "Lifecycle",     "^", "aws_s3_bucket_lifecycle_configuration", .when = "lifecycle", .prop = lifecycle_prop },
	{ "LifecycleRule", "^:LifecycleConfiguration.Rules[+]", "^Lifecycle:rule{+}", .per = "lifecycle", .prop = rule_prop },
	{ "Transition",    "^LifecycleRule:Transitions[+]", "^LifecycleRule:transition{+}", .in = "LifecycleRule", .per = "transition", .prop = transition_prop },
	{ "Cors",          "^", "aws_s3_bucket_cors_configuration", .when = "cors", .prop = bucket_only },
	{ "CorsRule",      "^:CorsConfiguration.CorsRules[+]", "^Cors:cors_rule{+}", .per = "cors", .prop = cors_prop },
	{ "Notification",  "^", "aws_s3_bucket_notification", .when = "notify", .prop = notification_prop },
	{ "Policy",        "AWS::S3::BucketPolicy", "aws_s3_bucket_policy", .prop = policy_prop_of_bucket, .flags = OP_DEMAND },
	{ "Empty",         "Custom::EmptyBucket", NULL, .when = "-", .prop = empty_prop },
	{ 0 }
};

// "Protecting data by using server-side encryption with AWS KMS", Permissions: an object is written in
// parts with both rights. AWS's own key for S3 (`aws:kms`) lets all of the account use it through S3.
#define S3_HERE "=s3.{@region}.{@suffix}"
static const Grant grants[] = {
	{ "read",   "s3:GetObject",  "={&self.arn}/*" },
	{ "read",   "kms:Decrypt",   "$key", "StringEquals", "kms:ViaService", S3_HERE },
	{ "list",   "s3:ListBucket", "&self.arn" },
	{ "write",  "s3:PutObject s3:AbortMultipartUpload", "={&self.arn}/*" },
	{ "write",  "kms:Decrypt kms:GenerateDataKey", "$key", "StringEquals", "kms:ViaService", S3_HERE },
	{ "delete", "s3:DeleteObject", "={&self.arn}/*" },
	{ "results", "s3:PutObject s3:GetObject s3:ListMultipartUploadParts s3:AbortMultipartUpload", "={&self.arn}/*" },
	{ "results", "kms:Decrypt kms:GenerateDataKey", "$key", "StringEquals", "kms:ViaService", S3_HERE },
	{ 0 }
};
static const Call call[] = {
	{ "aws-sdk:s3:getObject",     "Bucket", "read",   "name" },
	{ "aws-sdk:s3:headObject",    "Bucket", "read",   "name" },
	{ "aws-sdk:s3:listObjectsV2", "Bucket", "list",   "name" },
	{ "aws-sdk:s3:listObjects",   "Bucket", "list",   "name" },
	{ "aws-sdk:s3:putObject",     "Bucket", "write",  "name" },
	{ "aws-sdk:s3:deleteObject",  "Bucket", "delete", "name" },
	{ "s3:getObject",             "Bucket", "read",   "name" }, // of a Map
	{ "s3:listObjectsV2",         "Bucket", "list",   "name" },
	{ "s3:putObject",             "Bucket", "results", "name" },
	{ 0 }
};
static const Link link_rows[] = {
	{ "notify.function", "function", .op = bucket_notify_op, .make = bucket_notify },
	{ "notify.queue",    "queue",    .op = bucket_notify_op, .make = bucket_notify },
	{ "notify.topic",    "topic",    .op = bucket_notify_op, .make = bucket_notify },
	{ "notify.flow",     "flow",     .op = bucket_notify_op, .make = bucket_notify },
	{ 0 }
};
// clang-format on

static void imply(Unit *u, Entity *e)
{
	Value *how = rec_get(e->rec, "encryption");
	(void)u;
	if (how && !value_is(how, "AES256") && !value_is(how, "aws:kms"))
		rec_put(e->rec, "key", how);
}

void bucket_grant_key(Unit *u, Entity *from, Entity *bucket, const char *actions, Span at)
{
	Value *key = rec_get(bucket->rec, "key");
	Value *arn = key ? lower_value(u, bucket, key) : NULL;
	if (!arn || value_may_be_empty(arn))
		return;
	Statement *s = grant(u, from, actions, arn, "the bucket has a key", at);
	condition(u, s, "StringEquals", "kms:ViaService", eval_entity(u, bucket, S3_HERE));
}

static void make(Unit *u, Entity *e)
{
	if (rec_true(e->rec, "public")) {
		Resource *policy = res_demand(u, e, "Policy");
		Statement *s = U_NEW(u, Statement);
		U_PUSH(u, policy->statement, policy->nstatement, s);
		s->actions = "s3:GetObject";
		s->resource = eval_entity(u, e, "={&self.arn}/*");
		s->principal = value_str(u->arena, "*", e->at);
		s->at = rec_get(e->rec, "public")->at;
		s->reason = "it is public";
	}
	if (value_is(rec_get(e->rec, "on_destroy"), "empty"))
		bucket_empty(u, e);
}

static void fill_encryption(Unit *u, Resource *r, Entity *e)
{
	Value *how = rec_get(e->rec, "encryption");
	bool plain = value_is(how, "AES256");
	put(u, r, "algorithm", value_str(u->arena, plain ? "AES256" : "aws:kms", how->at));
	put(u, r, "bucket_key", plain ? NULL : value_bool(u->arena, true, how->at));
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	const char *part = r->op->part;
	if (r->edge)
		return;
	if (r == e->main || str_eq(part, "Notification")) {
		put(u, r, "eventbridge",
			bucket_uses_events(e) ? value_bool(u->arena, true, e->at) : NULL);
	} else if (str_eq(part, "Encryption")) {
		fill_encryption(u, r, e);
	} else if (str_eq(part, "PublicAccess")) {
		put(u, r, "block", value_bool(u->arena, !rec_true(e->rec, "public"), e->at));
	} else if (str_eq(part, "LifecycleRule")) {
		uint32_t n;
		Value **rule = rec_list(e->rec, "lifecycle", &n);
		for (uint32_t i = 0; i < n; i++)
			if (rule[i] == r->rec)
				put(u, r, "id",
					value_format(u->arena, r->rec->at, "rule-%u", i + 1));
		Value *prefix = rec_get(
			r->rec, "prefix"); // an empty filter is all objects; none is a warning
		put(u, r, "prefix",
			prefix ? lower_value(u, e, prefix) : value_str(u->arena, "", r->rec->at));
	}
}

enum { LEAST_DAYS_IA = 30 }; // "Transitioning objects using Amazon S3 Lifecycle": constraints

static void check_days(Unit *u, const Value *rule)
{
	uint32_t n;
	Value **move = rec_list(rule, "transition", &n);
	const Value *expire = rec_get(rule, "expire");
	for (uint32_t i = 0; i < n; i++) {
		const Value *after = move[i]->kind == V_REC ? rec_get(move[i], "after") : NULL;
		const char *to = after ? rec_text(move[i], "to") : NULL;
		long long days = to ? rec_int(move[i], "after", 0) : 0;
		if (!to)
			continue;
		if (days < LEAST_DAYS_IA && str_ends(to, "_IA"))
			diag_line(say_out_of_range(u, after->at, "after",
					  U_FORMAT(u, "%lld days", days),
					  U_FORMAT(u, "30 and more for %s", to)),
				"S3 keeps objects in STANDARD for that long first");
		if (expire && rec_int(rule, "expire", 0) <= days)
			diag_context(say_out_of_range(u, expire->at, "expire",
					     U_FORMAT(u, "%lld days", rec_int(rule, "expire", 0)),
					     "more than the days of each transition"),
				after->at, "moved then");
	}
}

static void check(Unit *u, Entity *e)
{
	uint32_t n;
	Value **rule = rec_list(e->rec, "lifecycle", &n);
	for (uint32_t i = 0; i < n; i++)
		if (rule[i]->kind == V_REC)
			check_days(u, rule[i]);
	for (uint32_t i = 0; i < n; i++)
		if (rule[i]->kind == V_REC && !rec_given(rule[i], "transition") &&
			!rec_given(rule[i], "expire") && !rec_given(rule[i], "noncurrent"))
			say_needs_one_of(u, rule[i]->at, "`transition`, `expire`, `noncurrent`",
				"a lifecycle rule");
	for (uint32_t i = 0; i < n && !rec_given(e->rec, "versioned"); i++) {
		const Value *old = rule[i]->kind == V_REC ? rec_get(rule[i], "noncurrent") : NULL;
		if (old)
			diag_severity(
				say_not_here(u, old->at, "noncurrent",
					"goes with `versioned: true`: this bucket keeps no old versions"),
				WARNING);
	}
	const Value *how = rec_get(e->rec, "encryption");
	if (rec_true(e->rec, "public") && how && !value_is(how, "AES256"))
		diag_context(
			say_not_here(u, rec_get(e->rec, "public")->at, "public",
				"lets nobody in: requests that nobody signed cannot use a key of KMS"),
			how->at, "the key");
	bucket_notify_check(u, e);
}

// ---- The local stand-in ----------------------------------------------------------------------------

// LocalStack has the same notifications, so a file that is put travels the same way.
static void seed(Unit *u, Entity *e, Buf *b)
{
	const char *name = local_text(u, e->phys);
	buf_printf(b, "awslocal s3 mb s3://%s\n", name);
	if (rec_true(e->rec, "versioned"))
		buf_printf(b,
			"awslocal s3api put-bucket-versioning --bucket %s --versioning-configuration Status=Enabled\n",
			name);
}

extern const Kind kind_bucket;
const Kind kind_bucket = {
	"buckets",
	"bucket",
	"Bucket",
	"files by key",
	.field = field,
	.op = op,
	.shared = bucket_empty_op,
	.link = link_rows,
	.grant = grants,
	.call = call,
	.phys = "~ns-x-sandbox-account",
	.fixed = "name",
	.phys_max = 63,
	.phys_ok =
		"/^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(\\.\\.|-s3alias$|--ol-s3$))[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/",
	.imply = imply,
	.check = check,
	.make = make,
	.fill = fill,
	.seed = seed,
};
