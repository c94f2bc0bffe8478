// function_source.c: what a function's code names: a bucket, queue or topic that it may not use.
//
// Only string literals that are the whole name, ARN or URL of something of this topology count. What
// is done with it shows where the literal stands in a call of an AWS SDK; else any right will do. A
// file that several functions pack is judged by them all: one that may use it is enough.
#include "function_source.h"

#include <string.h>

enum {
	LARGEST_SOURCE = 256 * 1024, // a longer one is generated
	LONGEST_NAME = 512,          // an ARN or URL around a name
	LEAST_NAME = 6,              // shorter ones are words too
};

// clang-format off
static const Use uses[] = {
	{ "bucket", "read",    "read from",  "get_object getObject GetObject GetObjectCommand download_file download_fileobj head_object headObject HeadObject HeadObjectCommand" },
	{ "bucket", "write",   "write to",   "put_object putObject PutObject PutObjectCommand upload_file upload_fileobj upload Upload create_multipart_upload createMultipartUpload CreateMultipartUpload CreateMultipartUploadCommand" },
	{ "bucket", "list",    "list",       "list_objects list_objects_v2 listObjects listObjectsV2 ListObjects ListObjectsV2 ListObjectsCommand ListObjectsV2Command" },
	{ "bucket", "delete",  "delete from", "delete_object delete_objects deleteObject deleteObjects DeleteObject DeleteObjects DeleteObjectCommand DeleteObjectsCommand" },
	{ "bucket", NULL,      "use",        "Bucket bucket" },
	{ "queue",  "send",    "send to",    "send_message send_message_batch sendMessage sendMessageBatch SendMessage SendMessageBatch SendMessageCommand SendMessageBatchCommand" },
	{ "queue",  "consume", "take messages from", "receive_message delete_message receiveMessage deleteMessage ReceiveMessage DeleteMessage ReceiveMessageCommand DeleteMessageCommand" },
	{ "queue",  NULL,      "use",        "Queue get_queue_by_name get_queue_url getQueueUrl GetQueueUrl GetQueueUrlCommand" },
	{ "topic",  "publish", "publish to", "publish publish_batch publishBatch Publish PublishBatch PublishCommand PublishBatchCommand" },
	{ "topic",  NULL,      "use",        "Topic" },
	{ "table",  "read",    "read from",  "get_item getItem GetItem GetItemCommand GetCommand query Query QueryCommand scan Scan ScanCommand" },
	{ "table",  "write",   "write to",   "put_item putItem PutItem PutItemCommand PutCommand update_item updateItem UpdateItem UpdateItemCommand UpdateCommand delete_item deleteItem DeleteItem DeleteItemCommand DeleteCommand" },
	{ "table",  NULL,      "use",        "Table" },
	{ "secret", "read",    "read",       "get_secret_value getSecretValue GetSecretValue GetSecretValueCommand" },
	{ "function", "invoke", "call",      "invoke invokeAsync Invoke InvokeCommand" },
	{ "flow",   "start",   "start",      "start_execution startExecution StartExecution StartExecutionCommand" },
	{ "stream", "put",     "put records into", "put_record put_record_batch putRecord putRecordBatch PutRecord PutRecordBatch PutRecordCommand PutRecordBatchCommand" },
};
// Kinds whose names are looked for without such a call.
static const char plain_kinds[] = "bucket queue topic table secret stream";
// Folders of other people's code.
static const char vendored[] = "node_modules site-packages vendor venv dist-packages";
// clang-format on

// ---- Names ----------------------------------------------------------------------------------------------

// A name as it is looked up: twelve digits, an account, are any account.
static bool normal(char *out, const char *s, size_t n)
{
	size_t k = 0;
	if (n >= LONGEST_NAME)
		return false;
	for (size_t i = 0; i < n;) {
		size_t digits = strspn(s + i, "0123456789");
		if (digits == 12 && i + 12 <= n) {
			out[k++] = '#';
			i += 12;
		} else {
			size_t step = digits ? digits : 1;
			step = i + step > n ? n - i : step;
			memcpy(out + k, s + i, step);
			k += step;
			i += step;
		}
	}
	out[k] = 0;
	return true;
}

static void add_name(Search *s, Entity *e)
{
	Unit *u = s->u;
	Buf b = { .arena = u->arena };
	char text[LONGEST_NAME];
	bool wanted = word_in(plain_kinds, e->kind->one, strlen(e->kind->one));
	for (size_t i = 0; i < COUNT(uses) && !wanted; i++)
		wanted = str_eq(uses[i].kind, e->kind->one);
	if (!wanted || e->off || !e->phys)
		return;
	uint32_t n = e->phys->kind == V_JOIN ? e->phys->n : 1;
	for (uint32_t i = 0; i < n; i++) {
		const Value *v = e->phys->kind == V_JOIN ? e->phys->u.item[i] : e->phys;
		if (v->kind == V_VAR && str_eq(v->u.s, "account"))
			buf_putc(&b, '#');
		else if (v->kind == V_STR)
			buf_puts(&b, v->u.s);
		else
			return; // the region is not known here
	}
	if (!b.n || !normal(text, b.s, b.n))
		return;
	Sym key = unit_sym(u, text);
	Named *one = U_NEW(u, Named);
	one->ent = e;
	one->next = map_get(&s->name, key);
	map_put(&s->name, key, one);
}

// The part of a literal that would be the name: of an ARN, of a queue's URL, of s3://name/key.
static void name_part(const char **s, size_t *n)
{
	const char *end = *s + *n;
	const char *p = *s;
	if (*n > 5 && strncmp(p, "s3://", 5) == 0) {
		p += 5;
		*n = strcspn(p, "/\"'`");
	} else if (*n > 8 && strncmp(p, "https://", 8) == 0) {
		for (const char *q = p; q < end; q++)
			p = *q == '/' ? q + 1 : p;
		*n = (size_t)(end - p);
	} else if (*n > 4 && strncmp(p, "arn:", 4) == 0) {
		static const char *const before[] = { "table/",
			"secret:", "function:", "stateMachine:", "deliverystream/" };
		unsigned colons = 0;
		for (; p < end && colons < 5; p++)
			colons += *p == ':';
		for (size_t i = 0; i < COUNT(before); i++)
			if ((size_t)(end - p) > strlen(before[i]) && str_starts(p, before[i]))
				p += strlen(before[i]);
		*n = (size_t)(end - p);
		if (strncmp(*s + 3, ":aws:s3:", 8) == 0)
			*n = strcspn(p, "/") < *n ? strcspn(p, "/") : *n;
	}
	*s = p;
	if (p + *n > end)
		*n = (size_t)(end - p);
}

// ---- Files ------------------------------------------------------------------------------------------------

static const Use *use_of(const CodeWalk *w, const Named *named)
{
	uint32_t depth = w->depth < CODE_CALLS ? w->depth : CODE_CALLS;
	while (depth-- > 0)
		for (size_t i = 0; i < COUNT(uses); i++)
			for (const Named *x = named; x; x = x->next)
				if (str_eq(x->ent->kind->one, uses[i].kind) && w->ncall[depth] &&
					word_in(uses[i].calls, w->call[depth], w->ncall[depth]))
					return &uses[i];
	return NULL;
}

// Whether a name is no word that may stand in code for anything else.
static bool telling(const char *name)
{
	return strlen(name) >= LEAST_NAME && strpbrk(name, "-_./#0123456789");
}

// Whether a file names this for the first time, for this use; without one a former mention is enough.
static bool is_new(Named *named, const File *f, const Use *use)
{
	uint32_t bit = use ? (uint32_t)1 << (use - uses) : 0;
	if (named->in != f)
		named->uses = 0;
	else if (!use || (named->uses & bit))
		return false;
	named->in = f;
	named->uses |= bit;
	return true;
}

static void search_file(Search *s, File *f, const char *text)
{
	CodeWalk w = { .how = code_text(f->path), .text = text };
	CodeName literal;
	size_t n;
	char name[LONGEST_NAME];
	while (code_literal(&w, &literal, &n)) {
		if (n < 3 || n >= LONGEST_NAME)
			continue;
		const char *part = literal.name;
		name_part(&part, &n);
		if (!normal(name, part, n))
			continue;
		Sym key = sym_find(s->u->syms, name);
		Named *named = key ? map_get(&s->name, key) : NULL;
		if (!named)
			continue;
		const Use *use = use_of(&w, named);
		if (!use && !telling(name))
			continue;
		if (!is_new(named, f, use))
			continue;
		Hit hit = { named, use, (uint32_t)(part - text), (uint32_t)n };
		U_PUSH(s->u, f->hit, f->nhit, hit);
	}
}

static bool is_vendored(const char *path)
{
	for (const char *p = path; *p; p += strcspn(p, "/"), p += *p == '/') {
		size_t n = strcspn(p, "/");
		if (word_in(vendored, p, n))
			return true;
	}
	return false;
}

static const char *read_source(Search *s, const char *path, size_t *n)
{
	const char *text;
	if (s->scratch && arena_bytes(s->scratch) > 4u << 20) {
		arena_free(s->scratch);
		s->scratch = NULL;
	}
	if (!s->scratch)
		s->scratch = arena_new();
	TreeStatus status =
		s->u->tree->read(s->u->tree, s->scratch, path, LARGEST_SOURCE, &text, n);
	return status == TREE_OK ? text : NULL;
}

static File *file_of(Search *s, const ArtifactEntry *entry, const Code *code)
{
	Unit *u = s->u;
	Sym key = unit_sym(u, entry->path);
	File *f = map_get(&s->file, key);
	if (f)
		return f;
	f = U_NEW(u, File);
	f->path = entry->path;
	map_put(&s->file, key, f);
	U_PUSH(u, s->all, s->n, f);
	size_t n = entry->n;
	const char *text = entry->text ? entry->text : read_source(s, f->path, &n);
	if (text && strlen(text) == n && utf8_check(text, n) == n) {
		if (s->name.n)
			search_file(s, f, text);
		if (code && word_in(code->extensions, path_ext(f->path), strlen(path_ext(f->path))))
			f->nimport = code_imports(u->arena, code, text, &f->import);
	}
	return f;
}

static const Artifact *code_of_function(const Entity *e)
{
	const Entity *image = rec_ent(e->rec, "runtime.image");
	return e->artifact ? e->artifact : image ? image->artifact : NULL;
}

static void search_function(Search *s, Entity *e)
{
	const Artifact *a = code_of_function(e);
	bool installed = false; // other people's packages stand beside its own files
	Runtime r;
	const Code *code = function_runtime(s->u, e, &r) ? code_of(r.family) : NULL;
	if (!a || e->off)
		return;
	for (uint32_t i = 0; i < a->n && !installed; i++)
		installed = strstr(a->entry[i].name, ".dist-info/") != NULL;
	for (uint32_t i = 0; i < a->n; i++) {
		const ArtifactEntry *entry = &a->entry[i];
		if (!entry->path || !code_text(entry->path) || entry->n > LARGEST_SOURCE ||
			is_vendored(entry->name) || (installed && strchr(entry->name, '/')))
			continue;
		File *f = file_of(s, entry, code);
		if (f->nhit && !rec_get(e->rec, "runtime.role") &&
			(!f->nuser || f->user[f->nuser - 1] != e))
			U_PUSH(s->u, f->user, f->nuser, e);
	}
}

Span source_span(Unit *u, File *f)
{
	if (!f->at.file)
		f->at = load_text(u, f->path, f->nuser ? f->user[0]->at : (Span){ 0 })->at;
	return f->at;
}

void function_sources(Unit *u, Scope *scope)
{
	Search s = { .u = u, .name = { .arena = u->arena }, .file = { .arena = u->arena } };
	for (uint32_t i = 0; i < scope->nent; i++)
		add_name(&s, scope->ent[i]);
	for (uint32_t i = 0; i < scope->nent; i++)
		if (scope->ent[i]->kind == &kind_function)
			search_function(&s, scope->ent[i]);
	arena_free(s.scratch);
	for (uint32_t i = 0; i < s.n; i++)
		if (s.all[i]->nuser)
			named_judge(u, s.all[i]);
	for (uint32_t i = 0; i < scope->nent; i++)
		if (scope->ent[i]->kind == &kind_function && scope->ent[i]->artifact)
			import_judge(&s, scope->ent[i], scope->ent[i]->artifact);
}
