// data_open.c: taking a table of IAM data into use, and refusing one that is not sound.
//
// The built-in table was checked when it was made, so only its head is looked at; a table from
// outside may be anything and is walked whole: sections inside the file, every reference inside its
// section, names in the order that the searches rely on.
#include "data_row.h"

#include "../../ir/template.h"

#include <string.h>

enum {
	LINE = 128, // line 1, with its newline
	FORMAT = 1,
	HEAD = 12 + 8 * DATA_SECTIONS,
	BEFORE_DATE = 8, // "iam.tab "
};

const uint8_t data_row_size[DATA_SECTIONS] = { 24, 12, 12, 8, 8, 4, 2, 1 };

// Where the sections lie; false when one does not fit the file.
static bool find_sections(IamData *d)
{
	const uint8_t *head = d->bytes + LINE;
	for (int i = 0; i < DATA_SECTIONS; i++) {
		uint32_t at = u32(head + 12 + 8 * i);
		uint32_t count = u32(head + 16 + 8 * i);
		if (at > d->size || count > (d->size - at) / data_row_size[i])
			return false;
		d->section[i] = d->bytes + at;
		d->count[i] = count;
	}
	return true;
}

// The first line and the head. A reason, or NULL.
static const char *open_head(IamData *d, const void *bytes, size_t n)
{
	*d = (IamData){ .bytes = bytes, .size = (uint32_t)n };
	if (n < LINE + HEAD || n > UINT32_MAX || d->bytes[LINE - 1] != '\n' ||
		memcmp(bytes, "iam.tab ", BEFORE_DATE) != 0)
		return "it does not start like a table of IAM data";
	memcpy(d->date, d->bytes + BEFORE_DATE, sizeof d->date - 1);
	for (size_t i = 0; i < sizeof d->date - 1; i++)
		if (i == 4 || i == 7 ? d->date[i] != '-' : d->date[i] < '0' || d->date[i] > '9')
			return "its first line has no date";
	const uint8_t *head = d->bytes + LINE;
	if (memcmp(head, "IAMT", 4) != 0 || u32(head + 4) != FORMAT)
		return "it is of another format than this program reads";
	if (u32(head + 8) != n)
		return "it is cut short or has something behind its end";
	return find_sections(d) ? NULL : "a section lies outside the file";
}

void data_builtin(IamData *d)
{
	const Template *t = template_find("data/iam.tab");
	const char *wrong = t ? open_head(d, t->text, (size_t)(t->end - t->text)) : "it is missing";
	if (wrong)
		die("the table of IAM data: %s", wrong);
}

static bool good_text(const IamData *d, uint32_t at)
{
	return at < d->count[DATA_TEXT];
}

// A list whose items are rows of a section of `limit` rows, in order.
static bool good_list(const IamData *d, uint32_t list, uint32_t limit)
{
	if (list >= d->count[DATA_LIST])
		return false;
	uint32_t first = u32(row_at(d, DATA_LIST, list));
	if (first >= d->count[DATA_ITEM])
		return false;
	IamList l = list_at(d, list);
	if (l.n >= d->count[DATA_ITEM] - first)
		return false;
	for (uint32_t i = 0; i < l.n; i++)
		if (list_item(l, i) >= limit || (i && list_item(l, i - 1) >= list_item(l, i)))
			return false;
	return true;
}

static bool good_service(const IamData *d, const uint8_t *p)
{
	return good_text(d, u32(p)) && good_text(d, u32(p + 4)) &&
		u32(p + 8) <= d->count[DATA_ACTION] &&
		u16(p + 12) <= d->count[DATA_ACTION] - u32(p + 8) &&
		u16(p + 14) <= d->count[DATA_RESOURCE] &&
		u16(p + 16) <= d->count[DATA_RESOURCE] - u16(p + 14) &&
		good_list(d, u32(p + 20), d->count[DATA_KEY]);
}

static bool good_action(const IamData *d, const uint8_t *p)
{
	return good_text(d, u32(p)) && (p[4] & 15) <= LEVEL_PERMISSIONS &&
		good_list(d, u16(p + 6), d->count[DATA_RESOURCE]) &&
		good_list(d, u16(p + 8), d->count[DATA_KEY]) &&
		good_list(d, u16(p + 10), d->count[DATA_ACTION]);
}

static bool good_resource(const IamData *d, const uint8_t *p)
{
	return good_text(d, u32(p)) && good_text(d, u32(p + 4)) &&
		good_list(d, u16(p + 8), d->count[DATA_KEY]);
}

static bool good_key(const IamData *d, const uint8_t *p)
{
	return good_text(d, u32(p)) && p[4] <= KEY_BINARY;
}

static bool good_arn(const IamData *d, const uint8_t *p)
{
	return good_text(d, u32(p)) && good_list(d, u16(p + 4), d->count[DATA_RESOURCE]);
}

static bool good_rows(const IamData *d)
{
	static bool (*const good[])(const IamData *, const uint8_t *) = { good_service, good_action,
		good_resource, good_key, good_arn };
	if (!d->count[DATA_TEXT] || d->section[DATA_TEXT][d->count[DATA_TEXT] - 1])
		return false;
	for (size_t s = 0; s < COUNT(good); s++)
		for (uint32_t i = 0; i < d->count[s]; i++)
			if (!good[s](d, row_at(d, (DataSection)s, i)))
				return false;
	return true;
}

static bool sorted(const IamData *d, DataSection s, uint32_t from, uint32_t to)
{
	for (uint32_t i = from + 1; i < to; i++) {
		const char *before = text_at(d, u32(row_at(d, s, i - 1)));
		if (data_compare(before, strlen(before), text_at(d, u32(row_at(d, s, i)))) >= 0)
			return false;
	}
	return true;
}

static bool good_order(const IamData *d)
{
	if (!sorted(d, DATA_SERVICE, 0, d->count[DATA_SERVICE]) ||
		!sorted(d, DATA_KEY, 0, d->count[DATA_KEY]) ||
		!sorted(d, DATA_ARN, 0, d->count[DATA_ARN]))
		return false;
	uint32_t next = 0; // the services share out all actions
	for (uint32_t i = 0; i < d->count[DATA_SERVICE]; i++) {
		IamService s = data_service(d, i);
		if (s.first_action != next || !sorted(d, DATA_ACTION, next, next + s.naction))
			return false;
		next += s.naction;
	}
	return next == d->count[DATA_ACTION];
}

const char *data_open(IamData *d, const void *bytes, size_t n)
{
	const char *wrong = open_head(d, bytes, n);
	if (wrong)
		return wrong;
	if (!good_rows(d))
		return "a row points outside the table";
	return good_order(d) ? NULL : "its names are not in order";
}
