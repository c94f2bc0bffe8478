// crawler.c: crawlers: a catalog of what lies in a bucket, and a workgroup to query it: Glue, Athena.
#include "bucket.h"
#include "cron.h"

#include <string.h>

// clang-format off
static const Field field[] = {
	{ "name", T_NAME, .doc = "its physical name, and the workgroup's" },
	{ "bucket", T_REF, .to = "bucket", .flags = F_NEED, .doc = "the bucket that is looked through" },
	{ "prefix", T_STR, ONE_OR_LIST, .ok = "/^[^\\/]/", .doc = "only below these folders" },
	{ "exclude", T_STR, ONE_OR_LIST, .doc = "patterns of keys that are left out: `**.tmp`" },
	{ "database", T_STR, .ok = "/^[a-z0-9_]{1,255}$/", .doc = "name of the database; default: the physical name with `_` alone" },
	{ "table_prefix", T_STR, .ok = "/^[a-z0-9_]{1,128}$/", .doc = "what names of tables begin with" },
	{ "schedule", T_STR, .flags = F_KNOWN, .doc = "when it runs: minutes hours day-of-month month day-of-week year; default: when it is started" },
	{ "results", T_REF, .to = "bucket", .doc = "the bucket for results of queries; default: the crawled one" },
	{ "results_prefix", T_STR, .ok = "/^[^\\/].*[^\\/]$/", .dflt = "athena-results", .doc = "folder of the results" },
	COMMON_FIELDS,
	{ 0 }
};
static const Prop crawler_prop[] = {
	{ "Name",                        "name",                    "%" },
	{ "Role",                        "role",                    "&Role.arn" },
	{ "DatabaseName",                "database_name",           "&Database.name" },
	{ "TablePrefix",                 "table_prefix",            "$table_prefix" },
	{ "Schedule.ScheduleExpression", "schedule",                "*schedule" },
	{ "SchemaChangePolicy.UpdateBehavior", "schema_change_policy{}.update_behavior", "=UPDATE_IN_DATABASE" },
	{ "SchemaChangePolicy.DeleteBehavior", "schema_change_policy{}.delete_behavior", "=DEPRECATE_IN_DATABASE" },
	{ "@DependsOn[+]",               "depends_on[+]",           "&RolePolicy" },
	{ 0 }
};
#define CRAWLER_ARN "=arn:{@partition}:glue:{@region}:{@account}:crawler/{%}"
static const Attr crawler_attr[] = {
	{ "name", "Ref", "name", "%" },
	{ "arn",  "=arn:{@partition}:glue:{@region}:{@account}:crawler/{&self.name}", "arn", CRAWLER_ARN },
	{ 0 }
};
static const Prop path_prop[] = {
	{ "Path",       "path",       "*path" },
	{ "Exclusions", "exclusions", "*exclude" },
	{ 0 }
};
static const Prop database_prop[] = {
	{ "CatalogId",          NULL,   "@account" },
	{ "DatabaseInput.Name", "name", "*database" },
	{ 0 }
};
static const Attr database_attr[] = { { "name", "Ref", "name" }, { 0 } };
#define RESULT "WorkGroupConfiguration.ResultConfiguration."
#define TF_RESULT "configuration{}.result_configuration{}."
static const Prop workgroup_prop[] = {
	{ "Name", "name", "%" },
	{ "WorkGroupConfiguration.EnforceWorkGroupConfiguration", "configuration{}.enforce_workgroup_configuration", "=true" },
	{ "WorkGroupConfiguration.PublishCloudWatchMetricsEnabled", "configuration{}.publish_cloudwatch_metrics_enabled", "=true" },
	{ RESULT "OutputLocation", TF_RESULT "output_location", "*results" },
	{ RESULT "EncryptionConfiguration.EncryptionOption", TF_RESULT "encryption_configuration{}.encryption_option", "=SSE_S3" },
	{ "RecursiveDeleteOption", "force_destroy", "=true" },
	{ 0 }
};
static const Attr workgroup_attr[] = { { "name", "Ref", "name", "%" }, { 0 } };
static const Op op[] = {
	{ "",          "AWS::Glue::Crawler", "aws_glue_crawler", .prop = crawler_prop, .attr = crawler_attr, .tags = "Tags{}" },
	{ "Path",      "^:Targets.S3Targets[+]", "^:s3_target{+}", .when = "-", .prop = path_prop },
	{ "Database",  "AWS::Glue::Database", "aws_glue_catalog_database", .prop = database_prop, .attr = database_attr },
	{ "Workgroup", "AWS::Athena::WorkGroup", "aws_athena_workgroup", .prop = workgroup_prop, .attr = workgroup_attr, .tags = "Tags" },
	ROLE_OPS(OP_DEMAND),
	{ 0 }
};
#define GLUE "arn:{@partition}:glue:{@region}:{@account}:"
static const Grant grants[] = {
	{ "crawl", "glue:GetCrawler glue:StartCrawler", CRAWLER_ARN },
	{ "query", "athena:GetQueryExecution athena:GetQueryResults athena:GetWorkGroup athena:StartQueryExecution athena:StopQueryExecution",
	           "=arn:{@partition}:athena:{@region}:{@account}:workgroup/{%}" },
	{ "query", "glue:BatchGetPartition glue:GetDatabase glue:GetPartition glue:GetPartitions glue:GetTable glue:GetTables", "&self.catalog" },
	{ "query", "s3:GetBucketLocation s3:ListBucket", "&bucket.arn" },
	{ "query", "s3:GetObject", "&self.objects" },
	{ "query", "s3:GetBucketLocation s3:ListBucketMultipartUploads", "&self.results_bucket" },
	{ "query", "s3:AbortMultipartUpload s3:GetObject s3:ListMultipartUploadParts s3:PutObject", "&self.result_objects" },
	{ 0 }
};
static const Call call[] = {
	{ "athena:startQueryExecution", "WorkGroup", "query", "workgroup" },
	{ "aws-sdk:athena:startQueryExecution", "WorkGroup", "query", "workgroup" },
	{ "aws-sdk:glue:startCrawler", "Name", "crawl", "name" },
	{ "aws-sdk:glue:getCrawler", "Name", "crawl", "name" },
	{ 0 }
};
static const Link link_rows[] = { { "bucket", "bucket" }, { "results", "bucket" }, { 0 } };
// clang-format on

// ---- What others ask ----------------------------------------------------------------------------

static Entity *results_of(const Entity *e)
{
	Entity *own = rec_ent(e->rec, "results");
	return own ? own : rec_ent(e->rec, "bucket");
}

// Athena takes small letters, digits and `_`.
static Value *database(Unit *u, Entity *e)
{
	Value *own = rec_get(e->rec, "database");
	const char *name = value_text(e->phys);
	if (own)
		return lower_value(u, e, own);
	if (!name)
		name = U_FORMAT(u, "%s_%s_%s", e->scope->name, e->name, u->opt->sandbox);
	char *out = arena_copy(u->arena, name, strlen(name));
	for (char *c = out; *c; c++)
		*c = *c >= 'A' && *c <= 'Z'                                  ? (char)(*c + 32) :
			(*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') ? *c :
									       '_';
	return text_at(u, out, e->at);
}

static Value *below(
	Unit *u, Entity *bucket, const char *rest, Value *prefix, const char *end, Span at)
{
	Value *piece[] = { entity_attr(u, bucket, "arn", at), text_at(u, rest, at), prefix,
		text_at(u, end, at) };
	Value **list = NULL;
	uint32_t n = 0;
	for (size_t i = 0; i < COUNT(piece); i++)
		if (piece[i])
			U_PUSH(u, list, n, piece[i]);
	return value_join(u->arena, at, list, n);
}

// The objects that are crawled, as resources of a policy.
static Value *objects(Unit *u, Entity *e)
{
	Entity *bucket = rec_ent(e->rec, "bucket");
	uint32_t n;
	Value **prefix = rec_list(e->rec, "prefix", &n);
	if (!n)
		return below(u, bucket, "/*", NULL, "", e->at);
	Value *list = value_list(u->arena, e->at);
	for (uint32_t i = 0; i < n; i++)
		value_push(u->arena, list,
			below(u, bucket, "/", lower_value(u, e, prefix[i]), "*", prefix[i]->at));
	return list;
}

// What Glue asks to be allowed for a table: catalog, database, tables.
static Value *catalog(Unit *u, Entity *e)
{
	static const char *const part[][2] = { { "=" GLUE "catalog", NULL },
		{ "=" GLUE "database/", "" }, { "=" GLUE "table/", "/*" } };
	Value *list = value_list(u->arena, e->at);
	for (size_t i = 0; i < COUNT(part); i++) {
		Value *head = eval_entity(u, e, part[i][0]);
		Value *piece[] = { head, part[i][1] ? database(u, e) : NULL,
			part[i][1] ? text_at(u, part[i][1], e->at) : NULL };
		value_push(u->arena, list,
			part[i][1] ? value_join(u->arena, e->at, piece, COUNT(piece)) : head);
	}
	return list;
}

static Value *hole(Unit *u, Entity *e, const char *attr)
{
	if (!attr)
		return NULL;
	if (str_eq(attr, "database"))
		return e->main ? value_ref(u, res_of(e, "Database"), "name", e->at) :
				 database(u, e);
	if (str_eq(attr, "workgroup"))
		return e->main ? value_ref(u, res_of(e, "Workgroup"), "name", e->at) : e->phys;
	if (str_eq(attr, "catalog"))
		return catalog(u, e);
	if (str_eq(attr, "objects"))
		return objects(u, e);
	if (str_eq(attr, "results_bucket"))
		return entity_attr(u, results_of(e), "arn", e->at);
	if (str_eq(attr, "result_objects"))
		return below(u, results_of(e), "/",
			lower_value(u, e, rec_get(e->rec, "results_prefix")), "/*", e->at);
	return NULL;
}

// ---- Checks -------------------------------------------------------------------------------------

static void check(Unit *u, Entity *e)
{
	const Value *schedule = rec_get(e->rec, "schedule");
	if (schedule)
		cron_check(u, schedule);
	for (uint32_t i = 0; i < e->scope->nent; i++) {
		Entity *o = e->scope->ent[i];
		if (o == e)
			break;
		if (o->kind != e->kind || !value_equal(database(u, o), database(u, e)))
			continue;
		const Value *own = rec_get(e->rec, "database");
		diag_related(say_name_taken(u, own ? own->at : e->at, "the database of crawler",
				     e->name, o->name, value_text(database(u, e))),
			o->at, "the other one");
	}
}

// ---- Making and filling -------------------------------------------------------------------------

static Value *location(Unit *u, Entity *e, Entity *bucket, Value *folder, Span at)
{
	Value *piece[] = { text_at(u, "s3://", at), entity_attr(u, bucket, "name", at),
		text_at(u, "/", at), folder };
	const char *s = folder ? value_text(folder) : NULL;
	bool slash = !folder || (s && str_ends(s, "/"));
	Value *open = value_join(u->arena, at, piece, folder ? 4 : 3);
	Value *closed[] = { open, text_at(u, "/", at) };
	(void)e;
	return slash ? open : value_join(u->arena, at, closed, 2);
}

static void make(Unit *u, Entity *e)
{
	uint32_t n;
	Value **prefix = rec_list(e->rec, "prefix", &n);
	Entity *bucket = rec_ent(e->rec, "bucket");
	for (uint32_t i = 0; i < n || i == 0; i++) {
		Resource *r =
			res_new(u, e, op_of(e->kind, "Path"), NULL, NULL, U_FORMAT(u, "%u", i + 1));
		put(u, r, "path",
			location(u, e, bucket, n ? lower_value(u, e, prefix[i]) : NULL, e->at));
	}
	Span at = rec_get(e->rec, "bucket")->at;
	grant(u, e, "s3:GetBucketLocation s3:ListBucket", entity_attr(u, bucket, "arn", at),
		"it looks through the bucket", at);
	grant(u, e, "s3:GetObject", objects(u, e), "it looks through the bucket", at);
	bucket_grant_key(u, e, bucket, "kms:Decrypt", at);
	grant(u, e,
		"glue:BatchCreatePartition glue:BatchDeletePartition glue:BatchGetPartition glue:BatchUpdatePartition "
		"glue:CreatePartition glue:CreateTable glue:DeletePartition glue:DeleteTable glue:GetDatabase "
		"glue:GetPartition glue:GetPartitions glue:GetTable glue:GetTables glue:UpdatePartition glue:UpdateTable",
		catalog(u, e), "it writes the catalog", e->at);
	// All crawlers of an account write to one log group, which the first of them makes.
	grant(u, e, "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents",
		eval_entity(u, e,
			"=arn:{@partition}:logs:{@region}:{@account}:log-group:/aws-glue/crawlers:*"),
		"it writes its log", e->at);
}

// Who queries reads the one bucket and writes the other.
static void rights(Unit *u, Entity *e)
{
	for (uint32_t i = 0; i < e->nin; i++) {
		const Edge *edge = e->in[i];
		if (!str_eq(edge->verb, "query") || edge->from->off)
			continue;
		bucket_grant_key(u, edge->from, rec_ent(e->rec, "bucket"), "kms:Decrypt", edge->at);
		bucket_grant_key(
			u, edge->from, results_of(e), "kms:Decrypt kms:GenerateDataKey", edge->at);
	}
}

// Results of queries that lie in what is crawled are no data.
static Value *excluded(Unit *u, Entity *e)
{
	Value *list = value_list(u->arena, e->at);
	uint32_t n;
	Value **own = rec_list(e->rec, "exclude", &n);
	for (uint32_t i = 0; i < n; i++)
		value_push(u->arena, list, lower_value(u, e, own[i]));
	if (results_of(e) == rec_ent(e->rec, "bucket") && !rec_get(e->rec, "prefix")) {
		Value *piece[] = { lower_value(u, e, rec_get(e->rec, "results_prefix")),
			text_at(u, "/**", e->at) };
		value_push(u->arena, list, value_join(u->arena, e->at, piece, 2));
	}
	return list->n ? list : NULL;
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	const char *schedule = rec_text(e->rec, "schedule");
	if (r == e->main)
		put(u, r, "schedule",
			schedule ? text_at(u, cron_text(u, schedule),
					   rec_get(e->rec, "schedule")->at) :
				   NULL);
	else if (str_eq(r->op->part, "Path"))
		put(u, r, "exclude", excluded(u, e));
	else if (str_eq(r->op->part, "Database"))
		put(u, r, "database", database(u, e));
	else if (str_eq(r->op->part, "Workgroup"))
		put(u, r, "results",
			location(u, e, results_of(e),
				lower_value(u, e, rec_get(e->rec, "results_prefix")), e->at));
}

extern const Kind kind_crawler;
const Kind kind_crawler = {
	"crawlers",
	"crawler",
	"Crawler",
	"a catalog of what lies in a bucket",
	.field = field,
	.scalar = "bucket",
	.op = op,
	.link = link_rows,
	.grant = grants,
	.call = call,
	.principal = "glue.amazonaws.com",
	.trust = "=arn:{@partition}:glue:{@region}:{@account}:*",
	.holes = "database workgroup",
	.phys = "ns_x_sandbox",
	.fixed = "name",
	.phys_max = 128,
	.phys_ok = "/^[A-Za-z0-9._-]+$/",
	.check = check,
	.make = make,
	.rights = rights,
	.fill = fill,
	.hole = hole,
};
