// page_upload.c: what goes into a page's bucket: a rule of the Makefile that builds, fills in the
// configuration and uploads.
#include "build_script.h"
#include "page.h"

#include "../files.h"

#include <string.h>

#define QUERY(command, list, what)                                                                 \
	"$$($(AWS) " command " --output text --query \"" list "[?name=='%s']." what "\")"

// What a template may ask for: tc's words. `%s` is the namespace's own name of the API, which is
// `ns_sandbox` for all of them.
static const struct Word_ {
	const char *word, *shell, *kind;
} words[] = {
	{ "GRAPHQL_ENDPOINT", QUERY("appsync list-graphql-apis", "graphqlApis", "uris.GRAPHQL"),
		"graphql" },
	{ "GRAPHQL_WSS_ENDPOINT",
		QUERY("appsync list-graphql-apis", "graphqlApis", "uris.REALTIME"), "graphql" },
	{ "GRAPHQL_ID", QUERY("appsync list-graphql-apis", "graphqlApis", "apiId"), "graphql" },
	{ "REST_ENDPOINT",
		"$$($(AWS) apigatewayv2 get-apis --output text --query \"Items[?Name=='%s'].ApiEndpoint\")",
		"api" },
	{ "API_GATEWAY_URL",
		"$$($(AWS) apigatewayv2 get-apis --output text --query \"Items[?Name=='%s'].ApiEndpoint\")",
		"api" },
	{ "HTTP_DOMAIN", QUERY("appsync list-apis", "apis", "dns.HTTP"), "event_api" },
	{ "REALTIME_DOMAIN", QUERY("appsync list-apis", "apis", "dns.REALTIME"), "event_api" },
	{ "REGION", "$${AWS_REGION:-$$($(AWS) configure get region)}", NULL },
	{ "SANDBOX", NULL, NULL },
	{ "ENV", NULL, NULL },
};

static const struct Word_ *word_of(const char *s, size_t n)
{
	for (size_t i = 0; i < COUNT(words); i++)
		if (strlen(words[i].word) == n && memcmp(words[i].word, s, n) == 0)
			return &words[i];
	return NULL;
}

static const Entity *first_of(const Scope *s, const char *one)
{
	for (uint32_t i = 0; i < s->nent; i++)
		if (str_eq(s->ent[i]->kind->one, one))
			return s->ent[i];
	return NULL;
}

// Each `{{WORD}}` of the template: its characters in *s, *n.
static bool next_word(const char **at, const char **s, size_t *n)
{
	const char *open = strstr(*at, "{{");
	const char *close = open ? strstr(open, "}}") : NULL;
	if (!close)
		return false;
	*s = open + 2;
	while (**s == ' ')
		++*s;
	*n = (size_t)(close - *s);
	while (*n && (*s)[*n - 1] == ' ')
		--*n;
	*at = close + 2;
	return true;
}

static const char *template_text(Unit *u, const Entity *e)
{
	enum { LARGEST = 1 << 20 };
	const Value *file = rec_get(e->rec, "config_template");
	const char *text;
	size_t n;
	if (!value_text(file) ||
		u->tree->read(u->tree, u->arena, file->u.s, LARGEST, &text, &n) != TREE_OK)
		return NULL;
	return arena_copy(u->arena, text, n);
}

void page_template_check(Unit *u, Entity *e)
{
	const Value *file = rec_get(e->rec, "config_template");
	TreeEntry t;
	if (value_text(file) && u->tree->stat(u->tree, u->arena, file->u.s, &t) != TREE_OK)
		say_no_such_file(u, file->at, file->u.s);
	const char *at = template_text(u, e);
	const char *s;
	size_t n;
	while (at && next_word(&at, &s, &n)) {
		const struct Word_ *w = word_of(s, n);
		if (w && (!w->kind || first_of(e->scope, w->kind)))
			continue;
		const char *name = arena_copy(u->arena, s, n);
		Diag *d = say_template_word(u, file->at, file->u.s, name);
		Buf list = { .arena = u->arena };
		for (size_t i = 0; i < COUNT(words); i++)
			buf_printf(&list, "%s%s", i ? " " : "", words[i].word);
		diag_line(d, w ? "the topology has no %s" : "there are: %s", w ? w->kind : list.s);
	}
}

// ---- The rule -----------------------------------------------------------------------------------

// A name that is known but for the account and region, which the shell asks for.
static void put_name(Buf *b, const Value *v)
{
	if (v->kind == V_JOIN)
		for (uint32_t i = 0; i < v->n; i++)
			put_name(b, v->u.item[i]);
	else if (v->kind == V_VAR && str_eq(v->u.s, "account"))
		buf_puts(b, "$$($(AWS) sts get-caller-identity --query Account --output text)");
	else if (v->kind == V_VAR)
		buf_puts(b, "$${AWS_REGION:-$$($(AWS) configure get region)}");
	else
		buf_puts(b, value_text(v) ? v->u.s : "");
}

static void template_line(Unit *u, Entity *e, MakeRule *rule, const char *bucket)
{
	const char *at = template_text(u, e);
	const char *s;
	size_t n;
	Buf b = { .arena = u->arena };
	const char *file = rec_text(e->rec, "config_template");
	if (!at)
		return;
	buf_puts(&b, "sed");
	Map done = { .arena = u->arena };
	while (next_word(&at, &s, &n)) {
		const struct Word_ *w = word_of(s, n);
		if (!w || map_get(&done, w))
			continue;
		map_put(&done, w, e);
		const Entity *of = w->kind ? first_of(e->scope, w->kind) : NULL;
		buf_printf(&b, " -e \"s|{{ *%s *}}|", w->word);
		if (w->shell)
			buf_printf(&b, w->shell, of && value_text(of->phys) ? of->phys->u.s : "");
		else
			buf_puts(&b,
				str_eq(w->word, "ENV") ? (u->opt->env ? u->opt->env : "") :
							 u->opt->sandbox);
		buf_puts(&b, "|g\"");
	}
	buf_puts(&b, " ");
	recipe_source(u, &b, file);
	buf_printf(&b, " | $(AWS) s3 cp - \"s3://%s/%s\"", bucket, path_base(file));
	rule_line(u, rule, b.s);
}

void page_upload(Unit *u, Entity *e)
{
	const char *dir = rec_text(e->rec, "dir");
	const char *dist = rec_text(e->rec, "dist");
	Entity *to = rec_ent(e->rec, "bucket");
	TreeEntry t;
	if (rec_true(e->rec, "skip_deploy") || !to->phys || !value_text(e->phys))
		return;
	dir = dir ? dir : e->scope->dir;
	if (!dist &&
		u->tree->stat(u->tree, u->arena, path_join(u->arena, dir, "package.json"), &t) ==
			TREE_OK)
		dist = "dist";
	Buf bucket = { .arena = u->arena };
	put_name(&bucket, to->phys);
	MakeRule *rule = out_rule(u, U_FORMAT(u, "page-%s", e->name),
		U_FORMAT(u, "build and upload %s; SOURCE is the topology's folder", e->name));
	uint32_t n;
	Value **build = rec_list(e->rec, "build", &n);
	for (uint32_t i = 0; i < n; i++) {
		Buf b = { .arena = u->arena };
		buf_puts(&b, "cd ");
		recipe_source(u, &b, dir);
		buf_puts(&b, " && ");
		for (const char *c = value_text(build[i]) ? build[i]->u.s : ""; *c; c++)
			buf_puts(&b, *c == '$' ? "$$" : *c == '\n' ? " " : (char[]){ *c, 0 });
		rule_line(u, rule, b.s);
	}
	Buf b = { .arena = u->arena };
	buf_puts(&b, "$(AWS) s3 sync --delete ");
	recipe_source(u, &b, dist ? path_join(u->arena, dir, dist) : dir);
	buf_printf(&b, " \"s3://%s\"", bucket.s);
	rule_line(u, rule, b.s);
	template_line(u, e, rule, bucket.s);
	rule_line(u, rule,
		U_FORMAT(u,
			"$(AWS) cloudfront create-invalidation --paths '/*' --distribution-id "
			"\"$$($(AWS) cloudfront list-distributions --output text --query "
			"\"DistributionList.Items[?Comment=='%s'].Id\")\"",
			e->phys->u.s));
}
