// mdoc.h: text of ours as mdoc(7).
#ifndef TOPC_MDOC_H
#define TOPC_MDOC_H

#include "../ir/base.h"

const char *mdoc_date(Arena *, long long seconds); // of seconds since 1970: "May 3, 2026"
// A macro with one argument, quoted: `.Ss arg`.
void mdoc_macro(Buf *, const char *macro, const char *arg);
// A paragraph's text: `code` becomes literal, nothing in it a macro. Ends with a line end.
void mdoc_text(Buf *, const char *text);

#endif
