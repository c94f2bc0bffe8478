// sdk_table.c: finding names in the table of the AWS SDK without reading it first.
#include "sdk_table.h"

#include "../../ir/template.h"

#include <string.h>

enum { MAGIC = 0x31424B53, HEADER_WORDS = 3 + 2 * SDK_SECTIONS };

// Bytes of an element of each section; structures have one element more than they count.
static const uint8_t element[SDK_SECTIONS] = {
	[SDK_STRINGS] = 1,
	[SDK_NAMES] = 4,
	[SDK_SERVICES] = 12,
	[SDK_ALIASES] = 8,
	[SDK_OPERATIONS] = 6,
	[SDK_STRUCTURES] = 4,
	[SDK_MEMBERS] = 4,
	[SDK_REQUIRED] = 0,
	[SDK_TYPES] = 4,
};

static uint32_t get16(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t get32(const uint8_t *p)
{
	return get16(p) | get16(p + 2) << 16;
}

// Bytes of a whole section.
static size_t section_bytes(int id, uint32_t count)
{
	if (id == SDK_REQUIRED)
		return ((size_t)count + 7) / 8;
	return (size_t)element[id] * ((size_t)count + (id == SDK_STRUCTURES));
}

// Sections stand in order and do not overlap; the pool of strings ends with NUL, so that no string
// runs out of it.
bool sdk_open(Sdk *s, const char *bytes, size_t n)
{
	*s = (Sdk){ .line = bytes };
	const uint8_t *base = (const uint8_t *)bytes;
	size_t header = SDK_LINE + 4 * HEADER_WORDS;
	if (n < header || !str_starts(bytes, "topc-sdk 1 ") || bytes[SDK_LINE - 1] != '\n')
		return false;
	const uint8_t *word = base + SDK_LINE;
	if (get32(word) != MAGIC || get32(word + 4) != n)
		return false;
	s->crc = get32(word + 8);
	s->body = base + header;
	s->body_bytes = n - header;
	size_t end = header;
	for (int id = 0; id < SDK_SECTIONS; id++) {
		size_t at = get32(word + 12 + 8 * id);
		uint32_t count = get32(word + 16 + 8 * id);
		if (at < end || at > n || section_bytes(id, count) > n - at)
			return false;
		s->at[id] = base + at;
		s->count[id] = count;
		end = at + section_bytes(id, count);
	}
	return s->count[SDK_STRINGS] && !s->at[SDK_STRINGS][s->count[SDK_STRINGS] - 1];
}

Sdk sdk_table(void)
{
	const Template *t = template_find("data/sdk.tab");
	Sdk s;
	if (!t || !sdk_open(&s, t->text, (size_t)(t->end - t->text)))
		die("templates/data/sdk.tab is not a table");
	return s;
}

static const char *string(const Sdk *s, uint32_t at)
{
	return at < s->count[SDK_STRINGS] ? (const char *)s->at[SDK_STRINGS] + at : "";
}

const char *sdk_name(const Sdk *s, uint32_t i)
{
	return i < s->count[SDK_NAMES] ? string(s, get32(s->at[SDK_NAMES] + 4 * (size_t)i)) : "";
}

// Operations of a service are clipped to those there are: a wrong row finds nothing, it does not
// crash.
SdkRow sdk_service(const Sdk *s, uint32_t i)
{
	if (i >= s->count[SDK_SERVICES])
		return (SdkRow){ .name = "" };
	const uint8_t *p = s->at[SDK_SERVICES] + 12 * (size_t)i;
	SdkRow r = { .name = string(s, get32(p)), .first = get32(p + 4), .count = get16(p + 8) };
	r.flags = (uint16_t)get16(p + 10);
	uint32_t all = s->count[SDK_OPERATIONS];
	r.first = r.first < all ? r.first : all;
	r.count = r.count < all - r.first ? r.count : all - r.first;
	return r;
}

SdkRow sdk_alias(const Sdk *s, uint32_t i)
{
	const uint8_t *p = s->at[SDK_ALIASES] + 8 * (size_t)i;
	return (SdkRow){ .name = string(s, get32(p)), .first = get16(p + 4) };
}

SdkRow sdk_operation(const Sdk *s, uint32_t i)
{
	const uint8_t *p = s->at[SDK_OPERATIONS] + 6 * (size_t)i;
	SdkRow r = { .name = sdk_name(s, get16(p)), .first = get16(p) };
	r.type = (uint16_t)get16(p + 2);
	r.flags = (uint16_t)get16(p + 4);
	return r;
}

uint32_t sdk_members(const Sdk *s, uint32_t structure, uint32_t *count)
{
	*count = 0;
	if (structure >= s->count[SDK_STRUCTURES])
		return 0;
	const uint8_t *p = s->at[SDK_STRUCTURES] + 4 * (size_t)structure;
	uint32_t first = get32(p);
	uint32_t next = get32(p + 4);
	if (first <= next && next <= s->count[SDK_MEMBERS] && next <= s->count[SDK_REQUIRED])
		*count = next - first;
	return first;
}

SdkMember sdk_member(const Sdk *s, uint32_t i)
{
	const uint8_t *p = s->at[SDK_MEMBERS] + 4 * (size_t)i;
	return (SdkMember){ .index = i,
		.name = sdk_name(s, get16(p)),
		.type = (uint16_t)get16(p + 2),
		.required = s->at[SDK_REQUIRED][i / 8] >> i % 8 & 1 };
}

SdkType sdk_type(const Sdk *s, uint32_t i)
{
	if (i >= s->count[SDK_TYPES])
		return (SdkType){ SDK_ANY, 0 };
	const uint8_t *p = s->at[SDK_TYPES] + 4 * (size_t)i;
	return (SdkType){ (uint16_t)get16(p), (uint16_t)get16(p + 2) };
}

// Order of a name that is not NUL-terminated and a word.
static int compare(const char *name, size_t n, const char *word)
{
	int c = strncmp(name, word, n);
	return c ? c : word[n] ? -1 : 0;
}

// The place of a name among `count` rows from `first` on, or -1.
static int64_t search(const Sdk *s, const char *(*word)(const Sdk *, uint32_t), uint32_t first,
	uint32_t count, const char *name, size_t n)
{
	uint32_t lo = first;
	uint32_t hi = first + count;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		int c = compare(name, n, word(s, mid));
		if (!c)
			return mid;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return -1;
}

static const char *service_name(const Sdk *s, uint32_t i)
{
	return sdk_service(s, i).name;
}

static const char *alias_name(const Sdk *s, uint32_t i)
{
	return sdk_alias(s, i).name;
}

static const char *operation_name(const Sdk *s, uint32_t i)
{
	return sdk_operation(s, i).name;
}

static const char *member_name(const Sdk *s, uint32_t i)
{
	return sdk_member(s, i).name;
}

bool sdk_find_service(const Sdk *s, const char *name, size_t n, SdkRow *row)
{
	int64_t i = search(s, service_name, 0, s->count[SDK_SERVICES], name, n);
	if (i >= 0)
		*row = sdk_service(s, (uint32_t)i);
	return i >= 0;
}

bool sdk_find_alias(const Sdk *s, const char *name, size_t n, SdkRow *service)
{
	int64_t i = search(s, alias_name, 0, s->count[SDK_ALIASES], name, n);
	if (i >= 0)
		*service = sdk_service(s, sdk_alias(s, (uint32_t)i).first);
	return i >= 0;
}

bool sdk_find_operation(
	const Sdk *s, const SdkRow *service, const char *name, size_t n, SdkRow *row)
{
	int64_t i = search(s, operation_name, service->first, service->count, name, n);
	if (i >= 0)
		*row = sdk_operation(s, (uint32_t)i);
	return i >= 0;
}

bool sdk_find_member(const Sdk *s, uint32_t structure, const char *name, size_t n, SdkMember *m)
{
	uint32_t count;
	uint32_t first = sdk_members(s, structure, &count);
	int64_t i = search(s, member_name, first, count, name, n);
	if (i >= 0)
		*m = sdk_member(s, (uint32_t)i);
	return i >= 0;
}
