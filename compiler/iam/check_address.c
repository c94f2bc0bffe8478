// check_address.c: IP addresses and ranges in conditions.
//
// Source: IAM user guide, "IP address condition operators" and the page of `aws:SourceIp`, which is
// the address that AWS sees: never a private one (RFC 1918, RFC 4193), for those do not cross the
// internet.
#include "check.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

typedef struct Range {
	uint8_t byte[16];
	unsigned bits;   // of the mask
	unsigned length; // of the address: 32 or 128
} Range;

static bool read_range(const char *s, Range *r)
{
	char address[INET6_ADDRSTRLEN];
	size_t n = strcspn(s, "/");
	if (n >= sizeof address)
		return false;
	memcpy(address, s, n);
	address[n] = 0;
	memset(r, 0, sizeof *r);
	bool six = strchr(address, ':') != NULL;
	r->length = six ? 128 : 32;
	r->bits = r->length;
	if (inet_pton(six ? AF_INET6 : AF_INET, address, r->byte) != 1)
		return false;
	if (!s[n])
		return true;
	size_t digits = strspn(s + n + 1, "0123456789");
	if (!digits || digits > 3 || s[n + 1 + digits])
		return false;
	r->bits = (unsigned)strtoul(s + n + 1, NULL, 10);
	return r->bits <= r->length;
}

// Whether all of r lies in the range of `bits` bits that starts with `head`.
static bool lies_in(const Range *r, const uint8_t *head, unsigned bits)
{
	if (r->bits < bits)
		return false;
	unsigned whole = bits / 8;
	if (memcmp(r->byte, head, whole) != 0)
		return false;
	uint8_t mask = (uint8_t)(0xFF00u >> bits % 8);
	return !((r->byte[whole] ^ head[whole]) & mask);
}

static bool is_private(const Range *r)
{
	static const struct {
		uint8_t head[2];
		unsigned bits, length;
	} range[] = {
		{ { 10, 0 }, 8, 32 },
		{ { 172, 16 }, 12, 32 },
		{ { 192, 168 }, 16, 32 },
		{ { 0xFC, 0 }, 7, 128 },
	};
	for (size_t i = 0; i < COUNT(range); i++)
		if (r->length == range[i].length && lies_in(r, range[i].head, range[i].bits))
			return true;
	return false;
}

static void check_host_bits(const Check *c, const Text *t, const Range *r)
{
	Range clean = *r;
	for (unsigned i = 0; i < r->length / 8; i++) {
		unsigned kept = r->bits > i * 8 ? r->bits - i * 8 : 0;
		clean.byte[i] =
			kept >= 8 ? clean.byte[i] : (uint8_t)(clean.byte[i] & (0xFF00u >> kept));
	}
	if (memcmp(clean.byte, r->byte, sizeof clean.byte) == 0)
		return;
	char address[INET6_ADDRSTRLEN];
	if (!inet_ntop(r->length == 32 ? AF_INET : AF_INET6, clean.byte, address, sizeof address))
		return;
	const char *better = U_FORMAT(c->u, "%s/%u", address, r->bits);
	Diag *d = say_host_bits(c->u, t->at, text_shown(c->u, t), better);
	diag_fix_text(c, d, FIX_SAFE, U_FORMAT(c->u, "write `%s`", better), t, 0, t->n, better);
	diag_aa(d, "IMPROVE_IP_RANGE");
}

static void say_private(const Check *c, const Condition *k, uint32_t npublic)
{
	static const char *const aa[2][2] = { { "PRIVATE_IP_ADDRESS", "PRIVATE_IP_ADDRESS_SUBSET" },
		{ "PRIVATE_NOT_IP_ADDRESS", "PRIVATE_NOT_IP_ADDRESS_SUBSET" } };
	const char *what = npublic ? "some of these are private" :
		k->op->negated     ? "all of these are private, so this always holds" :
				     "all of these are private, so this never holds";
	Diag *d = say_private_source_ip(c->u, k->values.at, what);
	diag_severity(d, npublic ? NOTE : ERROR);
	diag_line(d, "requests through a VPC endpoint have `aws:VpcSourceIp`");
	diag_aa(d, aa[k->op->negated][npublic > 0]);
}

static void check_condition(const Check *c, const Condition *k)
{
	uint32_t nprivate = 0, npublic = 0;
	for (uint32_t i = 0; i < k->values.n; i++) {
		const Text *t = &k->values.item[i];
		Range r;
		if (!t->known) {
			npublic++;
		} else if (read_range(t->s, &r)) {
			check_host_bits(c, t, &r);
			nprivate += is_private(&r);
			npublic += !is_private(&r);
		} else if (!strstr(t->s, "${")) {
			Diag *d = say_condition_value(c->u, t->at, text_shown(c->u, t), k->op->name,
				"addresses like `203.0.113.0/24`");
			diag_severity(d, ERROR);
			diag_aa(d, "TYPE_MISMATCH_IP_RANGE");
			npublic++;
		}
	}
	if (nprivate && text_is_nocase(&k->key, "aws:SourceIp"))
		say_private(c, k, npublic);
}

void check_addresses(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++)
		if (s->cond[i].op && s->cond[i].op->group == OP_IP)
			check_condition(c, &s->cond[i]);
}
