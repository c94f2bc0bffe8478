// check_tags.c: names and values of tags, as all services take them that a topology may use.
//
// "Best practices and strategies", Tagging AWS Resources User Guide: tag naming limits. Single services
// take more, but the same tags go on resources of many.
#include "../ir/match.h"
#include "check.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_KEY = 128, LONGEST_VALUE = 256, MOST_TAGS = 50, OWN_TAGS = 5 };

static const char allowed[] = "/^[\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@]*$/";

static void check_text(Unit *u, Span at, const char *what, const char *s, size_t longest)
{
	size_t n = strlen(s);
	if (!u->matcher)
		u->matcher = matcher_new(u->arena);
	if (utf8_length(s, n) > longest)
		say_tag_form(u, at, what, s,
			U_FORMAT(u, "has %zu characters, and AWS takes %zu", utf8_length(s, n),
				longest));
	else if (!match_rule(u->matcher, allowed, s, n))
		say_tag_form(u, at, what, s,
			"holds other characters than letters, digits, blanks and `_.:/=+-@`");
}

void check_tags(Unit *u, const Value *tags)
{
	for (uint32_t i = 0; tags && tags->kind == V_MAP && i < tags->n; i++) {
		const Pair *p = &tags->u.pair[i];
		check_text(u, p->at, "the name", p->key, LONGEST_KEY);
		if (strncasecmp(p->key, "aws:", 4) == 0)
			say_tag_form(u, p->at, "the name", p->key,
				"begins with `aws:`, which AWS keeps for itself");
		if (value_scalar(p->val))
			check_text(u, p->val->at, "the value", p->val->u.s, LONGEST_VALUE);
	}
	if (tags && tags->kind == V_MAP && tags->n > MOST_TAGS - OWN_TAGS)
		say_tag_form(u, tags->at, "the number", U_FORMAT(u, "%u", tags->n),
			U_FORMAT(u, "is above %d, beside the %d that are always there",
				MOST_TAGS - OWN_TAGS, OWN_TAGS));
}
