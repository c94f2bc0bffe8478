// page.c: pages: files of a web site in a private bucket, which CloudFront alone may read.
#include "page.h"

#include <string.h>

// clang-format off
static const Field domain[] = {
	{ "host", T_STR, .flags = F_NEED, .ok = "/^(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+$|\\{\\{/", .doc = "the host's name" },
	{ "certificate", T_STR, .ok = "/^arn:.*:acm:.*certificate\\/.*$/", .doc = "ARN of a certificate in us-east-1 that covers it; default: a parameter" },
	{ 0 }
};
static const Field edge[] = {
	{ "request", T_PATH, .ok = "file", .doc = "JavaScript with `function handler(event)`, for each request" },
	{ "response", T_PATH, .ok = "file", .doc = "the same, for each response" },
	{ 0 }
};
static const Field field[] = {
	{ "dir", T_PATH, .ok = "dir", .doc = "folder of the page's source; default: the topology's" },
	{ "dist", T_STR, .flags = F_KNOWN, .ok = "/^(?!.*\\.\\.)[^\\/]/", .doc = "folder in it that is uploaded; default: `dist` where there is a package.json, else all of it" },
	{ "build", T_STR, ONE_OR_LIST, .flags = F_KNOWN, .doc = "commands that make it, run in `dir` before the upload" },
	{ "kind", T_ENUM, .ok = "spa=SPA=Spa static=Static=STATIC", .dflt = "spa", .doc = "`spa`: paths without a file get index.html" },
	{ "domains", T_RECORD, MAP_OF, .sub = domain, .scalar = "host", .doc = "the host's name by sandbox" },
	{ "bucket", T_REF, .to = "bucket", .doc = "the bucket that holds it; default: one that is made for it" },
	{ "config_template", T_PATH, .ok = "file", .doc = "a file with `{{GRAPHQL_ENDPOINT}}` and the like, uploaded with their values under its own name" },
	{ "functions", T_RECORD, .sub = edge, .doc = "code that CloudFront runs" },
	{ "skip_deploy", T_BOOL, .doc = "the distribution without the upload" },
	COMMON_FIELDS,
	{ 0 }
};
#define D "DistributionConfig."
#define BEHAVIOR D "DefaultCacheBehavior."
#define TF_BEHAVIOR "default_cache_behavior{}."
static const Prop prop[] = {
	{ D "Enabled",                                   "enabled",                                "=true" },
	{ D "Comment",                                   "comment",                                "%" },
	{ D "DefaultRootObject",                         "default_root_object",                    "=index.html" },
	{ D "HttpVersion",                               "http_version",                           "=http2and3" },
	{ D "IPV6Enabled",                               "is_ipv6_enabled",                        "=true" },
	{ D "Origins[0].Id",                             "origin{0}.origin_id",                    "=bucket" },
	{ D "Origins[0].DomainName",                     "origin{0}.domain_name",                  "&bucket.domain" },
	{ D "Origins[0].OriginAccessControlId",          "origin{0}.origin_access_control_id",     "&Oac.id" },
	{ D "Origins[0].S3OriginConfig.OriginAccessIdentity", NULL,                                "*empty" },
	{ BEHAVIOR "TargetOriginId",                     TF_BEHAVIOR "target_origin_id",           "=bucket" },
	{ BEHAVIOR "ViewerProtocolPolicy",               TF_BEHAVIOR "viewer_protocol_policy",     "=redirect-to-https" },
	// Managed policies: CachingOptimized, SecurityHeadersPolicy.
	{ BEHAVIOR "CachePolicyId",                      TF_BEHAVIOR "cache_policy_id",            "=658327ea-f89d-4fab-a63d-7e88639e58f6" },
	{ BEHAVIOR "ResponseHeadersPolicyId",            TF_BEHAVIOR "response_headers_policy_id", "=67f7725c-6f97-4210-82d7-5512b31e9d03" },
	{ BEHAVIOR "Compress",                           TF_BEHAVIOR "compress",                   "=true" },
	{ BEHAVIOR "AllowedMethods",                     TF_BEHAVIOR "allowed_methods",            "*allowed" },
	{ BEHAVIOR "CachedMethods",                      TF_BEHAVIOR "cached_methods",             "*cached" },
	{ D "Aliases[0]",                                "aliases[0]",                             "*host" },
	{ D "ViewerCertificate.CloudFrontDefaultCertificate", "viewer_certificate{}.cloudfront_default_certificate", "*default" },
	{ D "ViewerCertificate.AcmCertificateArn",       "viewer_certificate{}.acm_certificate_arn", "*certificate" },
	{ D "ViewerCertificate.SslSupportMethod",        "viewer_certificate{}.ssl_support_method", "*sni" },
	{ D "ViewerCertificate.MinimumProtocolVersion",  "viewer_certificate{}.minimum_protocol_version", "*tls" },
	{ D "Restrictions.GeoRestriction.RestrictionType", "restrictions{}.geo_restriction{}.restriction_type", "=none" },
	{ 0 }
};
static const Attr attr[] = {
	{ "url",    "=https://{&self.domain}", "=https://{&self.domain}" },
	{ "domain", "DomainName", "domain_name" },
	{ "id",     "Ref",        "id" },
	{ "arn",    "=arn:{@partition}:cloudfront::{@account}:distribution/{&self.id}", "arn" },
	{ 0 }
};
static const Prop error_prop[] = {
	{ "ErrorCode",        "error_code",            "*code" },
	{ "ResponseCode",     "response_code",         "=200" },
	{ "ResponsePagePath", "response_page_path",    "=/index.html" },
	{ "ErrorCachingMinTTL", "error_caching_min_ttl", "=0" },
	{ 0 }
};
static const Prop association_prop[] = {
	{ "EventType",   "event_type",   "*when" },
	{ "FunctionARN", "function_arn", "*function" },
	{ 0 }
};
#define OAC "OriginAccessControlConfig."
static const Prop access_prop[] = {
	{ OAC "Name",                          "name",                              "%" },
	{ OAC "Description",                   "description",                       "*about" },
	{ OAC "OriginAccessControlOriginType", "origin_access_control_origin_type", "=s3" },
	{ OAC "SigningBehavior",               "signing_behavior",                  "=always" },
	{ OAC "SigningProtocol",               "signing_protocol",                  "=sigv4" },
	{ 0 }
};
static const Attr access_attr[] = { { "id", "Id", "id" }, { 0 } };
static const Prop function_prop[] = {
	{ "Name",                   "name",    "*name" },
	{ "AutoPublish",            "publish", "=true" },
	{ "FunctionConfig.Comment", "comment", "*about" },
	{ "FunctionConfig.Runtime", "runtime", "=cloudfront-js-2.0" },
	{ "FunctionCode",           "code",    "*code" },
	{ 0 }
};
static const Attr function_attr[] = { { "arn", "FunctionARN", "arn" }, { 0 } };
static const Op op[] = {
	{ "",             "AWS::CloudFront::Distribution", "aws_cloudfront_distribution", .prop = prop, .attr = attr, .tags = "Tags" },
	{ "ErrorPage",    "^:DistributionConfig.CustomErrorResponses[+]", "^:custom_error_response{+}", .when = "-", .prop = error_prop },
	{ "Association",  "^:DistributionConfig.DefaultCacheBehavior.FunctionAssociations[+]", "^:default_cache_behavior{}.function_association{+}", .when = "-", .prop = association_prop },
	{ "Oac", "AWS::CloudFront::OriginAccessControl", "aws_cloudfront_origin_access_control", .prop = access_prop, .attr = access_attr },
	{ "Edgecode", "AWS::CloudFront::Function", "aws_cloudfront_function", .when = "-", .prop = function_prop, .attr = function_attr },
	{ 0 }
};
static const Link link_rows[] = { { "bucket", "bucket" }, { 0 } };
static const struct When {
	const char *field, *event;
} when_of[] = { { "functions.request", "viewer-request" }, { "functions.response", "viewer-response" } };
// clang-format on

// A bucket of its own, where the author names none.
static void imply(Unit *u, Entity *e)
{
	if (rec_get(e->rec, "bucket"))
		return;
	const Kind *k = kind_of("bucket", 6);
	Sym name = unit_sym(u, U_FORMAT(u, "%s-page", e->name));
	entity_new(u, e->scope, k, name, e->at, value_map(u->arena, e->at));
	Value *ref = value_new(u->arena, V_ENT, e->at);
	ref->u.ent.name = value_str(u->arena, name, e->at);
	e->rec->u.rec.arg[field_row(field, "bucket") - field] = ref;
}

// The domain of this sandbox, a record; NULL: none.
static Value *domain_of(const Unit *u, const Entity *e)
{
	Value *domains = rec_get(e->rec, "domains");
	return domains ? value_get(domains, u->opt->sandbox) : NULL;
}

// ---- Checks -------------------------------------------------------------------------------------

// CloudFront calls the function `handler` of a file of at most 10 KB.
static void check_code(Unit *u, const Value *file)
{
	enum { LARGEST = 10240 };
	const char *text;
	size_t n;
	TreeStatus s = u->tree->read(u->tree, u->arena, file->u.s, LARGEST, &text, &n);
	TreeEntry t;
	if (u->tree->stat(u->tree, u->arena, file->u.s, &t) != TREE_OK)
		say_no_such_file(u, file->at, file->u.s);
	else if (s != TREE_OK)
		say_edge_code_large(u, file->at, file->u.s);
	else if (!strstr(text, "handler"))
		say_edge_code_handler(u, file->at, file->u.s);
}

static void check(Unit *u, Entity *e)
{
	TreeEntry t;
	const Value *dir = rec_get(e->rec, "dir");
	for (size_t i = 0; i < COUNT(when_of); i++) {
		const Value *file = rec_get(e->rec, when_of[i].field);
		if (value_text(file))
			check_code(u, file);
	}
	if (value_text(dir) && u->tree->stat(u->tree, u->arena, dir->u.s, &t) != TREE_OK)
		say_no_such_folder(u, dir->at, dir->u.s);
	const Value *domains = rec_get(e->rec, "domains");
	for (uint32_t i = 0; domains && i < domains->n; i++) {
		const Value *arn = rec_get(domains->u.pair[i].val, "certificate");
		const char *s = value_text(arn);
		if (s && str_starts(s, "arn:") && !strstr(s, ":acm:us-east-1:"))
			diag_line(say_certificate_region(u, arn->at, s),
				"the rest of the page may stand in any region");
	}
	// "Restrict access to an Amazon S3 origin", SSE-KMS: the key's policy has to let CloudFront in, and
	// that of AWS's own key cannot be changed.
	const Entity *bucket = rec_ent(e->rec, "bucket");
	const Value *how = bucket ? rec_get(bucket->rec, "encryption") : NULL;
	if (value_is(how, "aws:kms")) {
		Diag *d = say_not_here(u, rec_get(e->rec, "bucket")->at, bucket->name,
			"cannot be read by CloudFront, which the key `aws/s3` does not let in");
		diag_related(d, how->at, "its key");
		diag_line(d, "leave `encryption` out: then S3 encrypts with keys of its own");
	}
	page_template_check(u, e);
}

// ---- Making and filling -------------------------------------------------------------------------

static void make(Unit *u, Entity *e)
{
	bool spa = value_is(rec_get(e->rec, "kind"), "spa");
	for (int i = 0; spa && i < 2; i++) {
		Resource *r =
			res_new(u, e, op_of(e->kind, "ErrorPage"), NULL, NULL, i ? "404" : "403");
		put(u, r, "code", value_num(u->arena, i ? 404 : 403, e->at));
	}
	for (size_t i = 0; i < COUNT(when_of); i++) {
		const Value *file = rec_get(e->rec, when_of[i].field);
		const char *text;
		size_t n;
		if (!value_text(file))
			continue;
		if (u->tree->read(u->tree, u->arena, file->u.s, 1 << 20, &text, &n) != TREE_OK)
			die("%s was there before", file->u.s);
		const char *word = strchr(when_of[i].field, '.') + 1;
		Resource *r = res_new(u, e, op_of(e->kind, "Edgecode"), NULL, NULL, word);
		Value *piece[] = { e->phys,
			value_format(u->arena, e->at, "%s%s", e->scope->sep, word) };
		put(u, r, "name", value_join(u->arena, e->at, piece, 2));
		put(u, r, "about", value_format(u->arena, e->at, "%s: each %s", e->name, word));
		put(u, r, "code", value_str(u->arena, arena_copy(u->arena, text, n), file->at));
		Resource *link = res_new(u, e, op_of(e->kind, "Association"), NULL, NULL, word);
		put(u, link, "when", text_at(u, when_of[i].event, file->at));
		put(u, link, "function", value_ref(u, r, "arn", file->at));
	}
	Entity *bucket = rec_ent(e->rec, "bucket");
	Resource *policy = res_demand(u, bucket, "Policy");
	Span at = rec_get(e->rec, "bucket")->at;
	Value *piece[] = { entity_attr(u, bucket, "arn", at), text_at(u, "/*", at) };
	Statement *s = admit(u, policy, "cloudfront.amazonaws.com", "s3:GetObject",
		value_join(u->arena, at, piece, 2), value_ref(u, res_of(e, ""), "arn", at), false);
	s->reason = "a page is served from it";
}

static Value *methods(Unit *u, const char *list, Span at)
{
	Value *v = value_list(u->arena, at);
	for (Word w = { .rest = list }; word_next(&w);)
		value_push(u->arena, v, text_at(u, arena_copy(u->arena, w.s, w.n), at));
	return v;
}

static void fill_host(Unit *u, Resource *r, Entity *e)
{
	Value *at = domain_of(u, e);
	if (!at) {
		put(u, r, "default", value_bool(u->arena, true, e->at));
		return;
	}
	Value *certificate = rec_get(at, "certificate");
	Value *arn = certificate ? lower_value(u, e, certificate) : NULL;
	if (!arn) {
		Input *in = input_of(u, U_FORMAT(u, "%sCertificate", e->id), "string", at->at);
		in->doc = U_FORMAT(
			u, "ARN of the certificate for %s, in us-east-1", rec_text(at, "host"));
		arn = value_input(u, in, at->at);
	}
	put(u, r, "host", lower_value(u, e, rec_get(at, "host")));
	put(u, r, "certificate", arn);
	put(u, r, "sni", text_at(u, "sni-only", at->at));
	put(u, r, "tls", text_at(u, "TLSv1.2_2021", at->at));
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	if (r == e->main) {
		put(u, r, "empty", text_at(u, "", e->at));
		put(u, r, "allowed", methods(u, "GET HEAD OPTIONS", e->at));
		put(u, r, "cached", methods(u, "GET HEAD", e->at));
		fill_host(u, r, e);
	} else if (str_eq(r->op->part, "Oac")) {
		put(u, r, "about", value_format(u->arena, e->at, "page %s", e->name));
	}
}

static Value *hole(Unit *u, Entity *e, const char *name)
{
	Value *at = domain_of(u, e);
	if (!at || (name && !str_eq(name, "url")))
		return NULL;
	Value *piece[] = { text_at(u, "https://", e->at), lower_value(u, e, rec_get(at, "host")) };
	return value_join(u->arena, e->at, piece, 2);
}

extern const Kind kind_page;
const Kind kind_page = {
	"pages",
	"page",
	"Page",
	"a web site",
	.field = field,
	.scalar = "dir",
	.op = op,
	.link = link_rows,
	.phys = "ns_x_sandbox",
	.phys_max = 55,
	.phys_ok = "/^[A-Za-z0-9_-]+$/",
	.imply = imply,
	.check = check,
	.make = make,
	.fill = fill,
	.hole = hole,
	.files_of = page_upload,
};
