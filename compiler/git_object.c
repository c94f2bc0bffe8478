// git_object.c: trees, commits and tags as git writes them.
//
// A tree is a run of "mode name NUL id", a commit and a tag are lines of "word value" up to an empty one,
// then the message. What git fsck calls an error is refused, for whoever made it meant harm or lost data.
#include "git.h"

#include <stdlib.h>
#include <string.h>

// ---- Ids --------------------------------------------------------------------------------------

bool oid_eq(const Oid *a, const Oid *b)
{
	return memcmp(a->byte, b->byte, sizeof a->byte) == 0;
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool oid_read(const char *hex, Oid *out)
{
	for (size_t i = 0; i < sizeof out->byte; i++) {
		int hi = hex_digit(hex[2 * i]);
		int lo = hi < 0 ? -1 : hex_digit(hex[2 * i + 1]);
		if (lo < 0)
			return false;
		out->byte[i] = (uint8_t)(hi << 4 | lo);
	}
	return true;
}

const char *oid_text(Arena *a, const Oid *id, unsigned digits)
{
	static const char hex[] = "0123456789abcdef";
	char text[2 * sizeof id->byte + 1];
	for (size_t i = 0; i < sizeof id->byte; i++) {
		text[2 * i] = hex[id->byte[i] >> 4];
		text[2 * i + 1] = hex[id->byte[i] & 15];
	}
	return arena_copy(a, text, digits < sizeof text ? digits : sizeof text - 1);
}

// ---- Trees ------------------------------------------------------------------------------------

static int by_name(const void *a, const void *b)
{
	return strcmp(((const Item *)a)->name, ((const Item *)b)->name);
}

const Item *item_find(const Item *item, uint32_t n, const char *name)
{
	Item key = { .name = name };
	return n ? bsearch(&key, item, n, sizeof *item, by_name) : NULL;
}

// ".GIT" too: on some disks it is the same folder.
static bool is_dot_git(const char *s)
{
	return s[0] == '.' && (s[1] | 32) == 'g' && (s[2] | 32) == 'i' && (s[3] | 32) == 't' &&
		!s[4];
}

static const char *bad_name(const char *name)
{
	if (!*name)
		return "an entry of a tree has no name";
	if (strchr(name, '/'))
		return "the name of a tree's entry holds a slash";
	if (str_eq(name, ".") || str_eq(name, "..") || is_dot_git(name))
		return "an entry of a tree is called `.`, `..` or `.git`";
	return NULL;
}

// One entry at s; the place behind it, or NULL.
static const char *read_item(const char *s, const char *end, Item *item)
{
	unsigned digits = 0;
	for (item->mode = 0; s < end && *s >= '0' && *s <= '7' && digits < 7; s++, digits++)
		item->mode = item->mode << 3 | (uint32_t)(*s - '0');
	if (!digits || s >= end || *s != ' ')
		return NULL;
	item->name = ++s;
	const char *nul = memchr(s, 0, (size_t)(end - s));
	if (!nul || (size_t)(end - nul - 1) < sizeof item->id.byte)
		return NULL;
	memcpy(item->id.byte, nul + 1, sizeof item->id.byte);
	return nul + 1 + sizeof item->id.byte;
}

bool tree_items(Arena *a, const Object *o, Item **out, uint32_t *n, const char **why)
{
	bool sorted = true;
	*out = NULL;
	*n = 0;
	*why = "a tree is cut off or is none";
	if (o->kind != OBJECT_TREE)
		return false;
	const char *end = o->bytes + o->n;
	for (const char *s = o->bytes; s < end;) {
		Item item;
		if (!(s = read_item(s, end, &item)) || (*why = bad_name(item.name)))
			return false;
		sorted &= !*n || strcmp((*out)[*n - 1].name, item.name) < 0;
		PUSH(a, *out, *n, item);
		*why = "a tree is cut off or is none";
	}
	if (!sorted)
		qsort(*out, *n, sizeof **out, by_name);
	for (uint32_t i = 1; i < *n && !sorted; i++)
		if (str_eq((*out)[i].name, (*out)[i - 1].name)) {
			*why = "a tree has two entries of one name";
			return false;
		}
	return true;
}

// ---- Commits and tags ---------------------------------------------------------------------------

// The value of the line at *s when it starts with `word` and a blank; goes to the next line.
static const char *line_of(const char **s, const char *word, size_t *n)
{
	size_t k = strlen(word);
	if (strncmp(*s, word, k) != 0 || (*s)[k] != ' ')
		return NULL;
	const char *val = *s + k + 1;
	*n = strcspn(val, "\n");
	*s = val + *n + (val[*n] == '\n');
	return val;
}

static bool id_line(const char **s, const char *word, Oid *out)
{
	size_t n;
	const char *val = line_of(s, word, &n);
	return val && n == 2 * sizeof out->byte && oid_read(val, out);
}

bool commit_read(Arena *a, const Oid *id, const Object *o, Commit *out)
{
	const char *s = o->bytes;
	Oid parent;
	size_t n;
	*out = (Commit){ .id = *id };
	if (o->kind != OBJECT_COMMIT || !id_line(&s, "tree", &out->tree))
		return false;
	while (id_line(&s, "parent", &parent))
		PUSH(a, out->parent, out->nparent, parent);
	const char *author = line_of(&s, "author", &n);
	if (author) {
		const char *mail = memchr(author, '>', n);
		out->author = arena_copy(a, author, mail ? (size_t)(mail - author) + 1 : n);
	}
	const char *committer = line_of(&s, "committer", &n);
	if (committer)
		for (size_t i = n; i-- > 0;)
			if (committer[i] == '>') {
				out->time = strtoll(committer + i + 1, NULL, 10);
				break;
			}
	while (*s && *s != '\n') { // encoding, signatures
		s += strcspn(s, "\n");
		s += *s == '\n';
	}
	s += *s == '\n';
	out->message = arena_copy(a, s, strlen(s));
	return true;
}

bool tag_target(const Object *o, Oid *out)
{
	const char *s = o->bytes;
	return o->kind == OBJECT_TAG && id_line(&s, "object", out);
}

ObjectStatus odb_peel(Odb *odb, Arena *a, const Oid *id, Oid *out, ObjectKind *kind)
{
	enum { MAX_TAGS = 20 }; // tags of tags
	enum { MAX_TAG_BYTES = 1 << 20 };
	size_t n;
	*out = *id;
	for (int i = 0; i < MAX_TAGS; i++) {
		ObjectStatus status = odb_stat(odb, out, kind, &n);
		if (status != OBJECT_OK || *kind != OBJECT_TAG)
			return status;
		Object o;
		status = odb_read(odb, a, out, MAX_TAG_BYTES, &o);
		if (status != OBJECT_OK)
			return status;
		if (!tag_target(&o, out))
			return OBJECT_BROKEN;
	}
	return OBJECT_BROKEN;
}
