#!/bin/sh
# Writes OUT/templates.S and OUT/templates.c for the files named on standard input (sorted):
# their bytes, and the index that ir/template.h looks up.
#   embed.sh OUT < list
set -eu
out=$1
{
	echo '#if defined(__linux__)'
	echo '.section .note.GNU-stack,"",%progbits'
	echo '#endif'
	echo '.section .rodata'
} >"$out/templates.S"
{
	echo '// Made by templates/embed.sh.'
	echo '#include "ir/template.h"'
} >"$out/templates.c"
rows=
n=0
while read -r file; do
	[ -n "$file" ] || continue
	label=$(printf '%s' "${file#templates/}" | sed 's/[^A-Za-z0-9]/_/g')
	printf '.balign 16\n.global template_%s\ntemplate_%s:\n.incbin "%s"\ntemplate_%s_end:\n.byte 0\n.global template_%s_end\n' \
		"$label" "$label" "$file" "$label" "$label" >>"$out/templates.S"
	printf 'extern const char template_%s[], template_%s_end[];\n' "$label" "$label" >>"$out/templates.c"
	rows="$rows	{ \"${file#templates/}\", template_$label, template_${label}_end },
"
	n=$((n + 1))
done
printf 'const Template templates[] = {\n%s	{ 0 },\n};\nconst size_t template_count = %d;\n' "$rows" "$n" >>"$out/templates.c"
