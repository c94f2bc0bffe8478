#!/bin/sh
# Puts the tree of a layer into its archives, packages spread over them by name, so that one more
# package moves no other without need.
#
#   ./pack.sh TREE ZIP...
#
# Lambda takes 50 MB an archive in a direct upload, and 250 MB unpacked, all layers of a function
# and its code together.
set -eu
LC_ALL=C
export LC_ALL
tree=$1
shift
lists=$(mktemp -d)
trap 'rm -rf "$lists"' EXIT
(cd "$tree" && find . -type f -exec ls -ln {} +) | awk -v parts=$# -v to="$lists" '
# Folders of folders of packages.
function holds(s) {
	return s ~ /^(python|nodejs|node[0-9]*|node_modules|ruby|gems|java|lib|bin|site-packages)$/ || s ~ /^(@|[0-9]|python3)/
}
function hash(s,  h, i) {
	h = 0
	for (i = 1; i <= length(s); i++)
		h = (h * 65599 + ord[substr(s, i, 1)]) % 2147483647
	for (i = 0; i < 2; i++)
		h = (h * (h % 65521 + 7)) % 2147483647
	return h
}
function package(path, deeper,  seg, n, i, p) {
	n = split(path, seg, "/")
	p = seg[1]
	for (i = 1; i < n && (holds(seg[i]) || deeper-- > 0); i++)
		p = p "/" seg[i + 1]
	return p
}
function sum(  f) {
	split("", size)
	for (f = 1; f <= files; f++)
		size[of[f]] += bytes[f]
}
function before(a, b) {
	return rank[a] != rank[b] ? rank[a] < rank[b] : a < b
}
# Whether each package finds a part in which it has room.
function fits(limit,  i, k, best, name, h, most) {
	split("", load)
	for (i = 1; i <= names; i++) {
		name = order[i]
		best = 0
		for (k = 1; k <= parts; k++) {
			h = hash(k "/" name)
			if (load[k] + size[name] <= limit && (!best || h > most)) {
				best = k
				most = h
			}
		}
		if (!best)
			return 0
		load[best] += size[name]
		part[name] = best
	}
	return 1
}
function heaviest(  i, name, top, said, text) {
	for (i = 0; i < 3; i++) {
		top = ""
		for (name in size)
			if (!(name in said) && (top == "" || size[name] > size[top] || (size[name] == size[top] && name < top)))
				top = name
		if (top == "")
			break
		said[top] = 1
		text = text sprintf("%s%s (%.1f MB)", i ? ", " : "", top, size[top] / MB)
	}
	return text
}
BEGIN {
	MB = 1048576
	for (i = 1; i < 256; i++)
		ord[sprintf("%c", i)] = i
}
{
	n = $5
	sub(/^([^ ]+ +)+\.\//, "")
	path[++files] = $0
	bytes[files] = n
	total += n
	of[files] = package($0, 0)
}
END {
	sum()
	for (deeper = 1; deeper < 8; deeper++) {
		split("", large)
		for (name in size)
			if (size[name] > 50 * MB)
				large[name] = 1
		for (f = 1; f <= files; f++)
			if (of[f] in large)
				of[f] = package(path[f], deeper)
		sum()
	}
	for (name in size) {
		rank[name] = hash(name)
		for (i = ++names; i > 1 && before(name, order[i - 1]); i--)
			order[i] = order[i - 1]
		order[i] = name
	}
	print heaviest() > (to "/heaviest")
	if (total > 250 * MB) {
		printf "pack.sh: the layer is %.1f MB unpacked, and Lambda takes 250 MB; heaviest: %s\n", total / MB, heaviest() | "cat >&2"
		exit 1
	}
	for (limit = 50; !fits(limit * MB); limit += 10)
		;
	for (k = 1; k <= parts; k++)
		printf "" > (to "/" k)
	for (f = 1; f <= files; f++)
		print path[f] > (to "/" part[of[f]])
}'
here=$PWD
k=0
for zip; do
	k=$((k + 1))
	if ! [ -s "$lists/$k" ]; then # an archive cannot be empty
		echo ".part-$k" >"$lists/$k"
		: >"$tree/.part-$k"
	fi
	rm -f "$zip.new"
	case $zip in /*) new=$zip.new ;; *) new=$here/$zip.new ;; esac
	(cd "$tree" && sort "$lists/$k" | zip -X -q -@ - >"$new")
	if [ "$(wc -c <"$new")" -gt 52428800 ]; then
		echo "pack.sh: warning: $zip is over 50 MB, which Terraform cannot upload; heaviest: $(cat "$lists/heaviest")" >&2
	fi
	mv "$new" "$zip"
done
