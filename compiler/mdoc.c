// mdoc.c: text of ours as mdoc(7).
#include "mdoc.h"

#include <string.h>
#include <time.h>

// Whether a sentence ends before the blank at s[i]: mdoc wants the next one on a line of its own.
static bool ends_sentence(const char *s, size_t i)
{
	while (i > 1 && strchr(")\"'", s[i - 1]))
		i--;
	return strchr(".?!", s[i - 1]) != NULL;
}

static void put_escaped(Buf *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\\')
			buf_puts(b, "\\e");
		else if (s[i] == '"')
			buf_puts(b, "\\(dq");
		else if (s[i] == '\n')
			buf_putc(b, ' ');
		else if (i && s[i] == ' ' && ends_sentence(s, i) && i + 1 < n)
			buf_puts(b, s[i + 1] == '.' || s[i + 1] == '\'' ? "\n\\&" : "\n");
		else
			buf_putc(b, s[i]);
	}
}

void mdoc_macro(Buf *b, const char *macro, const char *arg)
{
	buf_printf(b, ".%s \"\\&", macro);
	put_escaped(b, arg, strlen(arg));
	buf_puts(b, "\"\n");
}

// Plain text: it must not begin a line with a control character.
static void put_plain(Buf *b, const char *text, size_t n)
{
	char *copy = arena_copy(b->arena, text, n);
	for (char *c = copy; *c; c++)
		*c = *c == '\n' ? ' ' : *c;
	const char *s = copy;
	while (n && *s == ' ') {
		s++;
		n--;
	}
	while (n && s[n - 1] == ' ')
		n--;
	if (!n)
		return;
	if (*s == '.' || *s == '\'')
		buf_puts(b, "\\&");
	put_escaped(b, s, n);
	buf_putc(b, '\n');
}

void mdoc_text(Buf *b, const char *text)
{
	for (const char *s = text; *s;) {
		size_t n = strcspn(s, "`");
		const char *end = s[n] ? strchr(s + n + 1, '`') : NULL;
		if (!end) {
			put_plain(b, s, strlen(s));
			return;
		}
		put_plain(b, s, n);
		buf_puts(b, ".Ql \"\\&");
		put_escaped(b, s + n + 1, (size_t)(end - s - n - 1));
		buf_putc(b, '"');
		s = end + 1;
		while (*s && strchr(".,:;)", *s)) // closes up to what it follows
			buf_printf(b, " %c", *s++);
		if (*s && *s != ' ' && *s != '\n') { // `x`-like
			size_t tail = strcspn(s, " \n`");
			buf_puts(b, " Ns \"\\&");
			put_escaped(b, s, tail);
			buf_putc(b, '"');
			s += tail;
		}
		buf_putc(b, '\n');
	}
}

const char *mdoc_date(Arena *a, long long date)
{
	static const char *const month[] = { "January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December" };
	time_t t = (time_t)date;
	struct tm day;
	if (!gmtime_r(&t, &day))
		day = (struct tm){ .tm_year = 70, .tm_mday = 1 };
	return arena_format(a, "%s %d, %d", month[day.tm_mon], day.tm_mday, day.tm_year + 1900);
}
