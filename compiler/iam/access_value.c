// access_value.c: values of conditions that are more than text: numbers, dates, addresses.
#include "access_model.h"

#include <stdlib.h>
#include <string.h>

enum { EXACT_DIGITS = 15 }; // decimal digits that a double holds apart and in order

// A decimal number that a double tells from every other such.
bool number_read(const char *s, double *out)
{
	size_t digits = 0;
	const char *c = s + (*s == '-' || *s == '+');
	const char *first = c;
	for (; (*c >= '0' && *c <= '9') || *c == '.'; c++)
		digits += *c != '.';
	if (c == first || *c || digits == 0 || digits > EXACT_DIGITS ||
		strchr(first, '.') != strrchr(first, '.'))
		return false;
	*out = strtod(s, NULL);
	return true;
}

static bool digits(const char **s, int n, int *out)
{
	*out = 0;
	for (; n; n--, (*s)++) {
		if (**s < '0' || **s > '9')
			return false;
		*out = *out * 10 + (**s - '0');
	}
	return true;
}

// Days since 1970-01-01 of a date of the Gregorian calendar.
static long long days_from(int y, int m, int d)
{
	y -= m <= 2;
	long long era = y / 400;
	long long yoe = y - era * 400;
	long long doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

// Thousandths of a second at most: finer ones a double would not hold beside the seconds.
static bool read_fraction(const char **s, double *out)
{
	int thousandths = 0, n = 0;
	for ((*s)++; **s >= '0' && **s <= '9'; (*s)++, n++)
		thousandths = n < 3 ? thousandths * 10 + (**s - '0') : thousandths;
	for (int i = n; i < 3; i++)
		thousandths *= 10;
	*out = thousandths / 1000.0;
	return n >= 1 && n <= 3;
}

// ISO 8601 as the W3C has it: 2026, 2026-07, 2026-07-01, 2026-07-01T10:00Z, …:00, …:00.25+01:00.
bool date_read(const char *s, double *out)
{
	int y, mo = 1, d = 1, h = 0, mi = 0, sec = 0, zh = 0, zm = 0;
	double fraction = 0;
	if (strspn(s, "0123456789") == strlen(s)) // a year, or seconds since 1970
		return strlen(s) > 4 && number_read(s, out);
	if (!digits(&s, 4, &y) || (*s == '-' && (s++, !digits(&s, 2, &mo))))
		return false;
	if (*s == '-' && (s++, !digits(&s, 2, &d)))
		return false;
	if (*s == 'T' || *s == 't') {
		s++;
		if (!digits(&s, 2, &h) || *s++ != ':' || !digits(&s, 2, &mi))
			return false;
		if (*s == ':' && (s++, !digits(&s, 2, &sec)))
			return false;
		if (*s == '.' && !read_fraction(&s, &fraction))
			return false;
		int sign = *s == '-' ? -1 : 1;
		if (*s == '+' || *s == '-') {
			s++;
			if (!digits(&s, 2, &zh) || *s++ != ':' || !digits(&s, 2, &zm))
				return false;
			zh *= sign;
			zm *= sign;
		} else if (*s++ != 'Z') {
			return false;
		}
	}
	if (*s || mo < 1 || mo > 12 || d < 1 || d > 31 || h > 24 || mi > 59 || sec > 60)
		return false;
	*out = (double)(days_from(y, mo, d) * 86400 + (h - zh) * 3600 + (mi - zm) * 60 + sec) +
		fraction;
	return true;
}

static bool read_v4(const char *s, size_t n, uint64_t *out)
{
	*out = 0;
	for (int i = 0; i < 4; i++) {
		unsigned byte = 0;
		size_t k = 0;
		for (; k < n && s[k] >= '0' && s[k] <= '9' && k < 3; k++)
			byte = byte * 10 + (unsigned)(s[k] - '0');
		if (!k || byte > 255 || (i < 3 && (k >= n || s[k] != '.')) || (i == 3 && k != n))
			return false;
		*out = *out << 8 | byte;
		s += k + (i < 3);
		n -= k + (i < 3);
	}
	return true;
}

static int hex(char c)
{
	return c >= '0' && c <= '9'  ? c - '0' :
		c >= 'a' && c <= 'f' ? c - 'a' + 10 :
		c >= 'A' && c <= 'F' ? c - 'A' + 10 :
				       -1;
}

static bool read_v6(const char *s, size_t n, Address *out)
{
	uint16_t word[8] = { 0 };
	int count = 0, gap = -1;
	size_t i = 0;
	if (n >= 2 && s[0] == ':' && s[1] == ':') {
		gap = 0;
		i = 2;
	}
	while (i < n) {
		unsigned w = 0;
		size_t k = i;
		for (; k < n && hex(s[k]) >= 0 && k < i + 4; k++)
			w = w << 4 | (unsigned)hex(s[k]);
		if (k == i || count == 8)
			return false;
		word[count++] = (uint16_t)w;
		i = k;
		if (i == n)
			break;
		if (s[i++] != ':' || i == n)
			return false;
		if (s[i] == ':') {
			if (gap >= 0)
				return false;
			gap = count;
			i++;
		}
	}
	if (gap < 0 ? count != 8 : count > 7)
		return false;
	uint64_t half[2] = { 0 };
	for (int k = 0; k < 8; k++) {
		int from = gap < 0 || k < gap ? k : k - (8 - count);
		uint16_t w = gap >= 0 && k >= gap && k < gap + 8 - count ? 0 : word[from];
		half[k / 4] = half[k / 4] << 16 | w;
	}
	*out = (Address){ half[0], half[1], true };
	return true;
}

// A range in CIDR notation, or one address.
bool range_read(const char *s, Pred *p)
{
	size_t n = strcspn(s, "/");
	Address a = { 0 };
	if (!read_v4(s, n, &a.lo) && !read_v6(s, n, &a))
		return false;
	int width = a.v6 ? 128 : 32;
	int prefix = width;
	if (s[n]) {
		const char *c = s + n + 1;
		size_t k = strlen(c);
		if (!k || k > 3 || strspn(c, "0123456789") != k || atol(c) > width)
			return false;
		prefix = (int)atol(c);
	}
	int host = width - prefix; // bits that are free
	uint64_t lo = host >= 64 ? UINT64_MAX : ((uint64_t)1 << host) - 1;
	uint64_t hi = host <= 64 ? 0 : host == 128 ? UINT64_MAX : ((uint64_t)1 << (host - 64)) - 1;
	p->first = (Address){ a.hi & ~hi, a.lo & ~lo, a.v6 };
	p->last = (Address){ a.hi | hi, a.lo | lo, a.v6 };
	return true;
}
