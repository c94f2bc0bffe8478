// network_range.c: address ranges of a network: what EC2 takes, each in the network's, none twice.
//
// "VPC CIDR blocks" and "Subnet CIDR blocks" of the VPC user guide: /16 to /28.
#include "network.h"

#include <string.h>

enum { WIDEST = 16, NARROWEST = 28 };

typedef struct Range {
	uint32_t first, last;
	const Value *at;
} Range;

// A number of at most three digits; moves *s behind it.
static bool number(const char **s, uint32_t most, uint32_t *out)
{
	size_t n = strspn(*s, "0123456789");
	*out = 0;
	for (size_t i = 0; i < n && i < 4; i++)
		*out = *out * 10 + (uint32_t)((*s)[i] - '0');
	bool fine = n && n <= 3 && *out <= most && (n == 1 || **s != '0');
	*s += n;
	return fine;
}

static bool parse(const char *s, uint32_t *address, uint32_t *bits)
{
	*address = 0;
	for (int i = 0; i < 4; i++) {
		uint32_t part;
		if (!number(&s, 255, &part) || *s++ != (i < 3 ? '.' : '/'))
			return false;
		*address = *address << 8 | part;
	}
	return number(&s, 32, bits) && !*s;
}

// False after a complaint, and where the range is not known here.
static bool read_range(Unit *u, const Value *v, Range *out)
{
	const char *text = value_text(v);
	uint32_t address;
	uint32_t bits;
	if (!text)
		return false;
	if (!parse(text, &address, &bits)) {
		diag_line(say_address_range(u, v->at, text),
			"it is four numbers up to 255 and the bits that are fixed: 10.0.0.0/16");
		return false;
	}
	if (bits < WIDEST || bits > NARROWEST) {
		diag_line(say_address_range(u, v->at, text), "EC2 takes /%d to /%d", WIDEST,
			NARROWEST);
		return false;
	}
	uint32_t mask = ~(uint32_t)0 << (32 - bits);
	if (address & ~mask) {
		uint32_t a = address & mask;
		const char *right = U_FORMAT(
			u, "%u.%u.%u.%u/%u", a >> 24, a >> 16 & 255, a >> 8 & 255, a & 255, bits);
		diag_fix(say_address_range(u, v->at, text), FIX_MAYBE,
			"the range begins at its first address", value_part(u, v, 0, v->n), right);
		return false;
	}
	*out = (Range){ address & mask, address | ~mask, v };
	return true;
}

void network_check_ranges(Unit *u, const Entity *e)
{
	Range whole = { 0 };
	const Value *cidr = rec_get(e->rec, "cidr");
	const Value *tiers = rec_get(e->rec, "tiers");
	bool known = read_range(u, cidr, &whole);
	Range *seen = NULL;
	uint32_t nseen = 0;
	for (uint32_t i = 0; tiers && tiers->kind == V_MAP && i < tiers->n; i++) {
		uint32_t n = 0;
		Value **list = tiers->u.pair[i].val->kind == V_REC ?
			rec_list(tiers->u.pair[i].val, "cidrs", &n) :
			NULL;
		for (uint32_t k = 0; k < n; k++) {
			Range r;
			if (!read_range(u, list[k], &r))
				continue;
			if (known && (r.first < whole.first || r.last > whole.last)) {
				diag_related(
					say_range_outside(u, list[k]->at, list[k]->u.s, cidr->u.s),
					cidr->at, "the network's own");
				continue;
			}
			for (uint32_t j = 0; j < nseen; j++)
				if (r.first <= seen[j].last && seen[j].first <= r.last) {
					diag_context(say_range_overlap(u, list[k]->at, list[k]->u.s,
							     seen[j].at->u.s),
						seen[j].at->at, "the other one");
					break;
				}
			U_PUSH(u, seen, nseen, r);
		}
	}
}
