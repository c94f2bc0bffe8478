// data.c: look-ups in the table of IAM actions, resource types and condition keys.
#include "data_row.h"

#include <string.h>

enum ServiceFlag { SERVICE_RETIRED = 1, SERVICE_RCP = 2 };
enum ActionFlag { ACTION_PERMISSION_ONLY = 1, ACTION_RETIRED = 2 };
enum KeyFlag { KEY_MANY = 1, KEY_EITHER = 2, KEY_RETIRED = 4 };

uint32_t list_item(IamList l, uint32_t i)
{
	return u16(l.item + 2 * (size_t)i);
}

bool list_has(IamList l, uint32_t row)
{
	uint32_t lo = 0;
	uint32_t hi = l.n;
	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		uint32_t at = list_item(l, mid);
		if (at == row)
			return true;
		if (at < row)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}

IamService data_service(const IamData *d, uint32_t row)
{
	const uint8_t *p = row_at(d, DATA_SERVICE, row);
	return (IamService){
		.name = text_at(d, u32(p)),
		.display = text_at(d, u32(p + 4)),
		.first_action = u32(p + 8),
		.naction = u16(p + 12),
		.first_resource = u16(p + 14),
		.nresource = u16(p + 16),
		.keys = list_at(d, u32(p + 20)),
		.retired = u16(p + 18) & SERVICE_RETIRED,
		.rcp = u16(p + 18) & SERVICE_RCP,
	};
}

IamAction data_action(const IamData *d, uint32_t row)
{
	const uint8_t *p = row_at(d, DATA_ACTION, row);
	return (IamAction){
		.name = text_at(d, u32(p)),
		.level = p[4] & 15,
		.permission_only = p[4] >> 4 & ACTION_PERMISSION_ONLY,
		.retired = p[4] >> 4 & ACTION_RETIRED,
		.resources = list_at(d, u16(p + 6)),
		.keys = list_at(d, u16(p + 8)),
		.dependents = list_at(d, u16(p + 10)),
	};
}

IamResource data_resource(const IamData *d, uint32_t row)
{
	const uint8_t *p = row_at(d, DATA_RESOURCE, row);
	return (IamResource){
		.name = text_at(d, u32(p)),
		.arn = text_at(d, u32(p + 4)),
		.keys = list_at(d, u16(p + 8)),
		.retired = u16(p + 10) != 0,
	};
}

IamKey data_key(const IamData *d, uint32_t row)
{
	const uint8_t *p = row_at(d, DATA_KEY, row);
	return (IamKey){
		.name = text_at(d, u32(p)),
		.type = p[4],
		.many = p[5] & KEY_MANY,
		.either = p[5] & KEY_EITHER,
		.retired = p[5] & KEY_RETIRED,
	};
}

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : (uint8_t)c;
}

int data_compare(const char *s, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		int c = lower(s[i]) - lower(name[i]);
		if (c || !name[i])
			return c ? c : 1;
	}
	return name[n] ? -1 : 0;
}

// The row in [lo, hi) of a section whose rows start with their name.
static uint32_t find(
	const IamData *d, DataSection s, uint32_t lo, uint32_t hi, const char *name, size_t n)
{
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		int c = data_compare(name, n, text_at(d, u32(row_at(d, s, mid))));
		if (!c)
			return mid;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NO_ROW;
}

uint32_t data_find_service(const IamData *d, const char *name, size_t n)
{
	return find(d, DATA_SERVICE, 0, d->count[DATA_SERVICE], name, n);
}

uint32_t data_find_action(const IamData *d, uint32_t service, const char *name, size_t n)
{
	if (service == NO_ROW)
		return NO_ROW;
	IamService s = data_service(d, service);
	return find(d, DATA_ACTION, s.first_action, s.first_action + s.naction, name, n);
}

uint32_t data_find_full(const IamData *d, const char *full)
{
	size_t n = strcspn(full, ":");
	if (!full[n])
		return NO_ROW;
	return data_find_action(
		d, data_find_service(d, full, n), full + n + 1, strlen(full + n + 1));
}

uint32_t data_action_service(const IamData *d, uint32_t action)
{
	uint32_t lo = 0;
	uint32_t hi = d->count[DATA_SERVICE];
	while (hi - lo > 1) { // the last service that starts at or before it
		uint32_t mid = (lo + hi) / 2;
		if (u32(row_at(d, DATA_SERVICE, mid) + 8) <= action)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

bool data_find_arn(const IamData *d, const char *word, size_t n, IamList *out)
{
	uint32_t row = find(d, DATA_ARN, 0, d->count[DATA_ARN], word, n);
	if (row == NO_ROW)
		return false;
	*out = list_at(d, u16(row_at(d, DATA_ARN, row) + 4));
	return true;
}

const char *data_arn_word(const IamData *d, uint32_t row)
{
	return text_at(d, u32(row_at(d, DATA_ARN, row)));
}

bool key_fits(const char *name, const char *key, size_t n)
{
	const char *slot = strstr(name, "${");
	if (!slot)
		return data_compare(key, n, name) == 0;
	size_t before = (size_t)(slot - name);
	const char *after = strchr(slot, '}');
	after = after ? after + 1 : "";
	size_t nafter = strlen(after);
	if (n <= before + nafter) // a slot holds at least a character
		return false;
	for (size_t i = 0; i < before; i++)
		if (lower(key[i]) != lower(name[i]))
			return false;
	return data_compare(key + n - nafter, nafter, after) == 0;
}

uint32_t data_find_key_row(const IamData *d, const char *name)
{
	return find(d, DATA_KEY, 0, d->count[DATA_KEY], name, strlen(name));
}

// The first key whose name does not sort before the n bytes.
static uint32_t first_key(const IamData *d, const char *s, size_t n)
{
	uint32_t lo = 0;
	uint32_t hi = d->count[DATA_KEY];
	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (data_compare(s, n, text_at(d, u32(row_at(d, DATA_KEY, mid)))) > 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool starts_as(const char *name, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (lower(name[i]) != lower(s[i]))
			return false;
	return true;
}

// A name with a slot never has it before its first punctuation, so only the keys that begin alike
// up to there have to be looked through.
uint32_t data_find_key(const IamData *d, const char *key, size_t n)
{
	uint32_t exact = find(d, DATA_KEY, 0, d->count[DATA_KEY], key, n);
	if (exact != NO_ROW)
		return exact;
	size_t head = 0;
	while (head < n && !strchr(":/.-", key[head]))
		head++;
	if (head >= n)
		return NO_ROW;
	head++;
	for (uint32_t row = first_key(d, key, head); row < d->count[DATA_KEY]; row++) {
		const char *name = text_at(d, u32(row_at(d, DATA_KEY, row)));
		if (!starts_as(name, key, head))
			return NO_ROW;
		if (strstr(name, "${") && key_fits(name, key, n))
			return row;
	}
	return NO_ROW;
}
