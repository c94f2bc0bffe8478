// build_script.c: the scripts that build what needs the tools of a language.
//
// What a container makes in a folder of ours belongs to its root, and neither can be changed nor be
// removed by who called it; so it comes out as an archive, and is ours once it is unpacked.
#include "build_script.h"

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
