// path_text.c: paths as text; nothing here touches a disk.
#include "tree.h"

#include <string.h>

const char *path_join(Arena *a, const char *dir, const char *relative)
{
	char *out = arena_get(a, strlen(dir) + strlen(relative) + 2);
	size_t n = 0;
	const char *from[2] = { dir, relative };
	if (*relative == '/')
		return NULL;
	for (int i = 0; i < 2; i++) {
		for (const char *s = from[i]; *s;) {
			size_t len = strcspn(s, "/");
			if (len == 2 && s[0] == '.' && s[1] == '.') {
				if (!n)
					return NULL;
				while (n && out[n - 1] != '/')
					n--;
				n -= n > 0;
			} else if (len && !(len == 1 && *s == '.')) {
				if (n)
					out[n++] = '/';
				memcpy(out + n, s, len);
				n += len;
			}
			s += len + (s[len] == '/');
		}
	}
	out[n] = 0;
	return out;
}

const char *path_dir(Arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? arena_copy(a, path, (size_t)(slash - path)) : "";
}

const char *path_base(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

const char *path_ext(const char *path)
{
	const char *base = path_base(path);
	const char *dot = strrchr(base, '.');
	return dot && dot > base ? dot : base + strlen(base);
}

const char *path_stem(Arena *a, const char *path)
{
	const char *base = path_base(path);
	return arena_copy(a, base, (size_t)(path_ext(path) - base));
}

const char *tree_show(const Tree *t, Arena *a, const char *path)
{
	if (!t)
		return path;
	if (*t->label)
		return arena_format(a, "%s:%s", t->label, path);
	if (!t->cwd)
		return arena_format(a, "%s%s", t->display, path);
	const char *cwd = t->cwd;
	for (;;) { // leave what both have in common
		size_t n = strcspn(cwd, "/");
		if (!n || strncmp(cwd, path, n) != 0 || path[n] != '/')
			break;
		path += n + 1;
		cwd += n + (cwd[n] == '/');
	}
	Buf b = { .arena = a };
	for (const char *s = cwd; *s; s += strcspn(s, "/"), s += *s == '/')
		buf_puts(&b, "../");
	buf_puts(&b, path);
	return b.s;
}
