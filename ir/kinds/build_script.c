// build_script.c: the scripts that build what needs the tools of a language.
//
// What a container makes in a folder of ours belongs to its root, and neither can be changed nor be
// removed by who called it; so it comes out as an archive, and is ours once it is unpacked.
#include "build_script.h"

#include <string.h>

const char *build_script(Unit *u, const BuildScript *b)
{
	return U_FORMAT(u,
		"#!/bin/sh\n# Builds %s. Needs docker, tar and zip; with NATIVE=1 the tools of its language.\n"
		"set -eu\ncd \"$(dirname \"$0\")\"\nARCH=%s\nwork=$(mktemp -d)\ntrap 'rm -rf \"$work\"' EXIT\n"
		"mkdir \"$work/out\" && cp -R context \"$work/src\"\n"
		"cat >\"$work/build\" <<'END'\nset -eu\n%s\nEND\n"
		"if [ \"${NATIVE:-}\" = 1 ]; then\n"
		"\t(cd \"$work/src\" && ARCH=$ARCH OUT=\"$work/out\" sh \"$work/build\")\n"
		"else\n"
		"\tdocker run --rm --platform \"linux/$ARCH\" --entrypoint /bin/sh -e ARCH=$ARCH -e OUT=/out -v \"$work:/from:ro\" %s \\\n"
		"\t\t-c 'cp -R /from/src /work && mkdir -p /out && cd /work && sh /from/build >&2 && tar -C /out -cf - .' >\"$work/tar\"\n"
		"\ttar -xf \"$work/tar\" -C \"$work/out\"\n"
		"fi\n%s",
		b->what, b->arch, b->command, b->image, b->end);
}

// A path as one from the folder of the topology.
static const char *from_topology(Unit *u, const char *path)
{
	const char *home = u->scope[0]->dir;
	Buf b = { .arena = u->arena };
	size_t same = 0; // characters of the folders that both have
	for (size_t i = 0;; i++) {
		bool end = !home[i] || home[i] == '/';
		if (end && (!path[i] || path[i] == '/'))
			same = i;
		if (!home[i] || home[i] != path[i])
			break;
	}
	for (const char *up = home + same; *up; up++)
		if (*up != '/' && (up == home + same || up[-1] == '/' || up == home))
			buf_puts(&b, "../");
	path += same;
	buf_puts(&b, *path == '/' ? path + 1 : path);
	return b.s && *b.s ? b.s : ".";
}

void recipe_source(Unit *u, Buf *b, const char *path)
{
	const char *home = u->scope[0]->dir;
	if (home[strcspn(home, ",()$\"\\`#")]) // would end the function of make, or the string
		buf_puts(b, "\"$(SOURCE)\"/'");
	else
		buf_printf(b, "\"$(or $(SOURCE),$$(git rev-parse --show-toplevel)%s%s)\"/'",
			*home ? "/" : "", home);
	for (path = from_topology(u, path); *path; path++)
		buf_puts(b, *path == '\'' ? "'\\''" : *path == '$' ? "$$" : (char[]){ *path, 0 });
	buf_puts(b, "'");
}
