// sdk.c: the resource of an AWS SDK task: its service and its action.
#include "sdk.h"

#include "sdk_table.h"

#include <string.h>
#include <strings.h>

// A part of the resource.
typedef struct Part {
	const char *s;
	size_t n;
	Span at;
} Part;

static const char *part_text(Unit *u, const Part *p)
{
	return arena_copy(u->arena, p->s, p->n);
}

// ---- Services -------------------------------------------------------------------------

// The word in small letters without the rest: how Step Functions spells services.
static char *plain_word(Arena *a, const char *word)
{
	char *plain = arena_copy(a, word, strlen(word));
	size_t n = 0;
	for (const char *c = word; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			plain[n++] = (char)(*c + 32);
		else if ((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9'))
			plain[n++] = *c;
	}
	plain[n] = 0;
	return plain;
}

const char *sdk_service_meant(Arena *a, const char *word)
{
	Sdk s = sdk_table();
	SdkRow row;
	const char *plain = plain_word(a, word);
	bool found = sdk_find_service(&s, plain, strlen(plain), &row) ||
		sdk_find_alias(&s, word, strlen(word), &row) ||
		sdk_find_alias(&s, plain, strlen(plain), &row);
	return found ? row.name : NULL;
}

// A name that the table knows for another one is a fix; its own letters in another case, or with
// hyphens, are a safe one.
static void say_service(Unit *u, const Sdk *s, const Part *service)
{
	const char *text = part_text(u, service);
	Diag *d = say_sdk_service_unknown(u, service->at, text);
	const char *meant = sdk_service_meant(u->arena, text);
	if (meant) {
		bool same = strcmp(plain_word(u->arena, text), meant) == 0;
		diag_fix(d, same ? FIX_SAFE : FIX_MAYBE, U_FORMAT(u, "use `%s`", meant),
			service->at, meant);
		return;
	}
	Nearest near = { .word = text };
	for (uint32_t i = 0; i < s->count[SDK_SERVICES]; i++)
		nearest_try(&near, sdk_service(s, i).name);
	diag_nearest(d, &near, FIX_MAYBE, service->at);
	if (!near.best)
		diag_line(d, "the list is that of %s", sdk_source(u->arena));
}

// ---- Actions --------------------------------------------------------------------------

// Other services that have an action of this name, such as `…v2` of an old one.
static void tell_owners(Unit *u, const Sdk *s, const Part *action, Diag *d)
{
	Buf owners = { .arena = u->arena };
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->count[SDK_SERVICES]; i++) {
		SdkRow service = sdk_service(s, i);
		SdkRow row;
		if (sdk_find_operation(s, &service, action->s, action->n, &row) && n++ < 3)
			buf_printf(&owners, "%s`%s`", n > 1 ? ", " : "", service.name);
	}
	if (n && n <= 3)
		diag_line(d, "%s has an action of this name", owners.s);
}

// An action that differs in case alone is certain.
static void say_action(Unit *u, const Sdk *s, const SdkRow *service, const Part *action)
{
	const char *text = part_text(u, action);
	Diag *d = say_sdk_action_unknown(u, action->at, text, service->name);
	Nearest near = { .word = text };
	const char *same = NULL;
	for (uint32_t i = 0; i < service->count; i++) {
		const char *name = sdk_operation(s, service->first + i).name;
		if (strcasecmp(name, text) == 0)
			same = name;
		nearest_try(&near, name);
	}
	if (same) {
		diag_fix(d, FIX_SAFE, U_FORMAT(u, "use `%s`", same), action->at, same);
		diag_line(d, "actions begin with a small letter and keep the rest");
		return;
	}
	diag_nearest(d, &near, FIX_MAYBE, action->at);
	if (!near.best)
		tell_owners(u, s, action, d);
	diag_line(d, "the list is that of %s", sdk_source(u->arena));
}

// Of what streams AWS has no list, so it is a warning.
static void check_action(
	Unit *u, const Sdk *s, const SdkRow *service, const Part *action, const char **operation)
{
	SdkRow row;
	if (!sdk_find_operation(s, service, action->s, action->n, &row)) {
		say_action(u, s, service, action);
		return;
	}
	*operation = row.name;
	if (row.flags & (SDK_UNSUPPORTED | SDK_UNSURE)) {
		Diag *d = say_sdk_action_unsupported(u, action->at, row.name, service->name);
		if (row.flags & SDK_UNSURE)
			diag_severity(d, WARNING);
	}
}

// ---- Resources ------------------------------------------------------------------------

void sdk_check_resource(
	Unit *u, const Value *resource, size_t from, const char **service, const char **operation)
{
	*service = *operation = NULL;
	const char *text = value_text(resource);
	if (!text || from > resource->n)
		return;
	size_t colon = from + strcspn(text + from, ":");
	Part name = { text + from, colon - from, value_part(u, resource, from, colon) };
	Sdk s = sdk_table();
	SdkRow row;
	if (!sdk_find_service(&s, name.s, name.n, &row)) {
		say_service(u, &s, &name);
		return;
	}
	if (row.flags & SDK_RETIRED) {
		say_sdk_service_retired(u, name.at, row.name);
		return;
	}
	*service = row.name;
	if (row.flags & SDK_UNSUPPORTED) {
		say_sdk_service_unsupported(u, name.at, row.name);
		return;
	}
	if (!text[colon])
		return; // without an action it is no resource: said where its shape is looked at
	size_t lo = colon + 1;
	size_t hi = lo + strcspn(text + lo, ".");
	Part action = { text + lo, hi - lo, value_part(u, resource, lo, hi) };
	check_action(u, &s, &row, &action, operation);
}

bool sdk_service_exists(const char *service)
{
	Sdk s = sdk_table();
	SdkRow row;
	return sdk_find_service(&s, service, strlen(service), &row) && !(row.flags & SDK_RETIRED);
}

bool sdk_operation_exists(const char *service, const char *operation)
{
	Sdk s = sdk_table();
	SdkRow row, found;
	return sdk_find_service(&s, service, strlen(service), &row) &&
		sdk_find_operation(&s, &row, operation, strlen(operation), &found);
}

void sdk_each_service(void (*each)(void *ctx, const char *service), void *ctx)
{
	Sdk s = sdk_table();
	for (uint32_t i = 0; i < s.count[SDK_SERVICES]; i++)
		each(ctx, sdk_service(&s, i).name);
}

void sdk_each_operation(
	const char *service, void (*each)(void *ctx, const char *operation), void *ctx)
{
	Sdk s = sdk_table();
	SdkRow row;
	if (!sdk_find_service(&s, service, strlen(service), &row))
		return;
	for (uint32_t i = 0; i < row.count; i++)
		each(ctx, sdk_operation(&s, row.first + i).name);
}

// Line 1: topc-sdk 1 botocore VERSION DATE …
const char *sdk_source(Arena *a)
{
	Word w = { .rest = arena_copy(a, sdk_table().line, SDK_LINE - 1) };
	const char *word[5] = { 0 };
	for (size_t i = 0; i < COUNT(word) && word_next(&w); i++)
		word[i] = arena_copy(a, w.s, w.n);
	return arena_format(a, "%s %s of %s", word[2], word[3], word[4]);
}
