// route_path.c: the path of a route, part by part: what API Gateway takes there, and what other
// frameworks call a parameter.
//
// A part is what stands between two slashes: text, `{name}`, or `{name+}` at the end, which takes
// all that follows.
#include "../match.h"
#include "api.h"

#include <string.h>

// What a REST API's part may hold beside parameters; an HTTP API takes more, but none of `refused`.
static const char rest_chars[] = "/^[A-Za-z0-9._:$-]+$/";
static const char http_chars[] = "/^[^\\s\\x00-\\x20\"<>\\\\^`{|}\\[\\]*?#]+$/";
static const char parameter[] = "/^\\{[A-Za-z0-9._-]+\\+?\\}$/";

typedef struct Path {
	const Value *text; // where it is written, a value or the route's key
	bool rest;
} Path;

// ---- Parameters of other frameworks -------------------------------------------------------------

// clang-format off
// A part that begins and ends like this holds a parameter; `rule` is for the whole of it.
static const struct Foreign {
	const char *rule, *open, *close;
	bool greedy;    // it takes all parts that follow
	bool sure;      // API Gateway refuses it as it stands
} forms[] = {
	{ "/^:[A-Za-z_][A-Za-z0-9_]*[*+]$/",                  ":",        "*+",    true,  true },
	{ "/^:[A-Za-z_][A-Za-z0-9_]*(\\?|\\(.*\\)\\?{0,1})$/",    ":",        "?(",    false, true },
	{ "/^:[A-Za-z_][A-Za-z0-9_]*$/",                      ":",        "",      false, false },
	{ "/^<path:[A-Za-z_][A-Za-z0-9_]*>$/",                "<path:",   ">",     true,  true },
	{ "/^<([a-z]+(\\([^>]*\\))?:)?[A-Za-z_][A-Za-z0-9_]*>$/", "<:",   ">",     false, true },
	{ "/^\\[\\[?\\.\\.\\.[A-Za-z_][A-Za-z0-9_-]*\\]?\\]$/", "[.",     "]",     true,  true },
	{ "/^\\[[A-Za-z_][A-Za-z0-9_-]*\\]$/",                "[",        "]",     false, true },
	{ "/^\\*{1,2}$/",                                     "*",        "",      true,  true },
	{ "/^\\*{1,2}[A-Za-z_][A-Za-z0-9_]*$/",               "*",        "",      true,  true },
	{ "/^\\{\\*{1,2}[A-Za-z_][A-Za-z0-9_]*\\}$/",         "{*",       "}",     true,  true },
	{ "/^\\{[A-Za-z_][A-Za-z0-9_]*(\\.\\.\\.|:path|:\\.[*+])\\}$/", "{", ".:", true, false },
	{ "/^\\{[A-Za-z_][A-Za-z0-9_]*(\\?|\\*|:[^}]*)\\}$/", "{",        "?*:",   false, false },
	{ 0 }
};
// clang-format on

static const struct Foreign *form_of(Unit *u, const char *s, size_t n)
{
	for (const struct Foreign *f = forms; f->rule; f++)
		if (match_rule(u->matcher, f->rule, s, n))
			return f;
	return NULL;
}

// The same parameter as API Gateway has it. The name is the last word before `close`; what stands in
// front of it (a converter, dots) is skipped.
static const char *own_form(Unit *u, const struct Foreign *f, const char *s, size_t n, bool last)
{
	const char *converter = *f->open == '<' ? memchr(s, ':', n) : NULL;
	const char *name = converter ? converter + 1 : s + 1;
	while (name < s + n && strchr(f->open, *name))
		name++;
	size_t len = 0;
	while (name + len < s + n && !strchr(f->close, name[len]))
		len++;
	const char *word = len ? arena_copy(u->arena, name, len) : "proxy";
	return U_FORMAT(u, "{%s%s}", word, f->greedy && last ? "+" : "");
}

// A text that is whole where only a part of it is meant has no place for the edit: it has holes.
static void fix_part(
	Diag *d, const Value *text, FixKind kind, const char *title, Span at, const char *own)
{
	if (at.lo != text->at.lo || at.hi != text->at.hi)
		diag_fix(d, kind, title, at, own);
}

// ---- Parts --------------------------------------------------------------------------------------

// Whether that is what it is.
static bool say_foreign(Unit *u, const Path *p, const char *s, size_t n, Span at)
{
	const struct Foreign *f = form_of(u, s, n);
	if (!f)
		return false;
	bool refused = f->sure && (p->rest || *s != ':');
	const char *own = own_form(u, f, s, n, !s[n]);
	Diag *d = say_path_parameter(u, at, arena_copy(u->arena, s, n), own);
	if (!refused)
		diag_severity(d, WARNING);
	diag_line(d, "API Gateway %s",
		refused           ? "refuses what stands here" :
			*s == '{' ? "would take all between the braces for the name" :
				    "would answer only this very text");
	fix_part(d, p->text, FIX_MAYBE, "write it as API Gateway does", at, own);
	return true;
}

// What is wrong with a part, or NULL.
static const char *part_fault(Unit *u, const Path *p, const char *s, size_t n)
{
	if (match_rule(u->matcher, parameter, s, n))
		return s[n - 2] == '+' && s[n] ?
			"a parameter that takes all that follows (`+`) is the last part" :
			NULL;
	if (memchr(s, '{', n) || memchr(s, '}', n))
		return "a parameter, `{name}`, takes a whole part, from one slash to the next";
	if (memchr(s, '?', n) || memchr(s, '#', n))
		return "a path ends before the query; every query reaches the target";
	if (p->rest && !match_rule(u->matcher, rest_chars, s, n))
		return "a part of a REST API holds letters, digits and `._:$-`, or is `{name}`";
	if (!match_rule(u->matcher, http_chars, s, n))
		return "no address holds such characters as they are";
	return NULL;
}

// One part; false: something is wrong.
static bool check_part(Unit *u, const Path *p, const char *path, const char *s, size_t n)
{
	size_t from = (size_t)(s - path);
	if (!n) {
		Span slash = value_part(u, p->text, from - 1, from);
		Diag *d = say_path_part(u, slash, path, "behind each slash stands a part");
		fix_part(d, p->text, FIX_SAFE, "remove the slash", slash, "");
		return false;
	}
	Span at = value_part(u, p->text, from, from + n);
	if (say_foreign(u, p, s, n, at))
		return false;
	const char *fault = part_fault(u, p, s, n);
	if (fault)
		say_path_part(u, at, arena_copy(u->arena, s, n), fault);
	return !fault;
}

// Says that a parameter was there before with this very name.
static bool is_repeated(Unit *u, const Path *p, const char *path)
{
	Map seen = { .arena = u->arena }; // of each parameter, where it stands
	for (const char *s = path; *s;) {
		size_t n = strcspn(++s, "/");
		const char *part = s;
		s += n;
		if (*part != '{')
			continue;
		Sym name = unit_sym(u, arena_copy(u->arena, part, n));
		const char *before = map_get(&seen, name);
		map_put(&seen, name, (void *)part);
		if (!before)
			continue;
		size_t at[] = { (size_t)(part - path), (size_t)(before - path) };
		Diag *d = say_path_part(u, value_part(u, p->text, at[0], at[0] + n), name,
			"another parameter of the path has this name");
		diag_context(d, value_part(u, p->text, at[1], at[1] + n), "here");
		return true;
	}
	return false;
}

// Where the path of a route is written: a value, or the key as one.
static const Value *path_value(Unit *u, const Entity *e)
{
	const Value *written = rec_get(e->rec, "path");
	if (written)
		return written;
	Value *key = value_str(u->arena, e->name, e->at);
	char first = e->at.file ? u->src[e->at.file]->text[e->at.lo] : 0;
	key->style = first == '\'' ? STYLE_SINGLE : first == '"' ? STYLE_DOUBLE : STYLE_PLAIN;
	return key;
}

static bool has_parameter(const char *path, const char *name, size_t n)
{
	for (const char *s = strchr(path, '{'); s; s = strchr(s + 1, '{'))
		if (strncmp(s + 1, name, n) == 0 && (s[n + 1] == '}' || s[n + 1] == '+'))
			return true;
	return false;
}

// `$request.path.id` where the path has no `{id}`.
void route_check_params(Unit *u, const Entity *e)
{
	static const char names[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
	const char *word = route_is_rest(e) ? "method.request.path." : "$request.path.";
	const Value *params = rec_get(e->rec, "request_params");
	const Value *path = rec_get(e->rec, "path");
	for (uint32_t i = 0; params && params->kind == V_MAP && i < params->n; i++) {
		const Value *v = params->u.pair[i].val;
		if (v->kind != V_STR || v->at.file != e->at.file || v->at.lo < e->at.lo)
			continue; // what all routes have may be for others
		for (const char *s = strstr(v->u.s, word); s; s = strstr(s + 1, word)) {
			const char *name = s + strlen(word);
			size_t n = strspn(name, names);
			if (!n || has_parameter(route_path(e), name, n))
				continue;
			size_t at = (size_t)(name - v->u.s);
			Diag *d = say_no_path_parameter(u, value_part(u, v, at, at + n), e->name,
				arena_copy(u->arena, name, n));
			diag_context(d, path ? path->at : e->at, "its path");
		}
	}
}

bool route_check_path(Unit *u, Entity *e)
{
	const Value *written = rec_get(e->rec, "path");
	if (written ? written->kind != V_STR : rec_given(e->rec, "path"))
		return false;
	if (!u->matcher)
		u->matcher = matcher_new(u->arena);
	Path p = { path_value(u, e), route_is_rest(e) };
	const char *path = route_path(e);
	if (*path != '/') {
		Diag *d = say_missing_key(u, e->at, "path", U_FORMAT(u, "route `%s`", e->name));
		diag_line(d, "its key would be the path, and that starts with `/`");
		if (str_eq(path, "$default"))
			diag_line(d,
				"`path: '/{proxy+}'` with `method: ANY` answers what no other route does");
		return false;
	}
	// "Quotas for HTTP APIs": request line and headers together.
	enum { LONGEST = 10240 };
	size_t length = strlen(path);
	if (length > LONGEST) {
		say_path_part(u, p.text->at, U_FORMAT(u, "%.40s…", path),
			U_FORMAT(u,
				"it has %zu characters, and no request has a line of more than %d",
				length, LONGEST));
		return false;
	}
	bool good = true;
	for (const char *s = path; *s && path[1];) {
		size_t n = strcspn(++s, "/");
		good &= check_part(u, &p, path, s, n);
		s += n;
	}
	return good && !is_repeated(u, &p, path);
}

// ---- Paths of one API ---------------------------------------------------------------------------

// Which kind of parameter a part is: 0, none; 1, one part; 2, all that follows.
static int parameter_kind(const char *s, size_t n)
{
	return n < 3 || s[0] != '{' || s[n - 1] != '}' ? 0 : s[n - 2] == '+' ? 2 : 1;
}

// A place in the tree of an API's paths.
typedef struct Place {
	Map next;               // by part, parameters as `{}` and `{+}`: the places below
	Map answers;            // by method: the route
	const char *param;      // the first parameter that stands here, or NULL
	const Entity *param_of; // its route
} Place;

static Place *place_new(Unit *u)
{
	Place *p = U_NEW(u, Place);
	p->next.arena = p->answers.arena = u->arena;
	return p;
}

static Place *place_below(Unit *u, Place *p, const char *part)
{
	Sym key = unit_sym(u, part);
	Place *below = map_get(&p->next, key);
	if (!below) {
		below = place_new(u);
		map_put(&p->next, key, below);
	}
	return below;
}

static void say_taken(Unit *u, const Entity *e, const Entity *other, Span at)
{
	Diag *d = say_path_taken(u, at, route_method(e), route_path(e));
	diag_related(d, other->at, "route `%s` answers it already", other->name);
}

// `part` stands in the path of e where another route has another parameter.
static void say_other(Unit *u, const Entity *e, const Place *p, const char *part, size_t at)
{
	size_t n = strlen(part);
	const Value *text = path_value(u, e);
	Span place = value_part(u, text, at, at + n);
	Diag *d = say_other_path_parameter(u, place, part, p->param);
	diag_related(d, p->param_of->at, "`%s` is in the path of route `%s`", p->param,
		p->param_of->name);
	if (parameter_kind(part, n) == parameter_kind(p->param, strlen(p->param)))
		fix_part(d, text, FIX_MAYBE, "use the same name", place, p->param);
}

// Two routes of one API with the same method and path: only one could answer. In a REST API one place
// has one parameter besides.
void route_check_others(Unit *u, Entity *e)
{
	Entity *api = route_carrier(e);
	const char *path = route_path(e);
	if (!api || !route_method(e))
		return;
	if (!api->own)
		api->own = place_new(u);
	Place *p = api->own;
	for (const char *s = path; *s == '/';) {
		size_t n = strcspn(++s, "/");
		const char *part = arena_copy(u->arena, s, n);
		int kind = parameter_kind(part, n);
		if (kind && p->param && route_is_rest(e) && !str_eq(p->param, part)) {
			say_other(u, e, p, part, (size_t)(s - path));
			return;
		}
		if (kind && !p->param) {
			p->param = part;
			p->param_of = e;
		}
		p = place_below(u, p, kind == 2 ? "{+}" : kind ? "{}" : part);
		s += n;
	}
	Sym method = unit_sym(u, route_method(e));
	const Entity *other = map_get(&p->answers, method);
	if (other)
		say_taken(u, e, other, path_value(u, e)->at);
	else
		map_put(&p->answers, method, e);
}
