// function_source.c: what a function's code names: a bucket, queue or topic that it may not use.
//
// Only string literals count that are a name of something of this topology, or an address with it
// (function_spelling.c). What is done with it shows where the literal stands in a call of an AWS SDK; else any right will do. A
// file that several functions pack is judged by them all: one that may use it is enough.
#include "function_source.h"

#include <string.h>

enum {
	LARGEST_SOURCE = 256 * 1024 // a longer one is generated
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
// Kinds whose names are looked for, were it without such a call.
static const char plain_kinds[] = "bucket queue topic table secret stream";
// Folders of other people's code.
static const char vendored[] = "node_modules site-packages vendor venv dist-packages";
// clang-format on

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

static bool is_wanted(const Entity *e)
{
	bool wanted = word_in(plain_kinds, e->kind->one, strlen(e->kind->one));
	for (size_t i = 0; i < COUNT(uses) && !wanted; i++)
		wanted = str_eq(uses[i].kind, e->kind->one);
	return wanted && !e->off && e->phys;
}

static void search_literal(Search *s, File *f, const CodeWalk *w, const char *text, size_t n)
{
	Spelling part[SPELLINGS];
	size_t parts = spellings(w, text, n, part);
	for (size_t i = 0; i < parts; i++) {
		bool telling;
		Named *named = spelled(s, w, &part[i], &telling);
		const Use *use = named ? use_of(w, named) : NULL;
		if (!named || (!use && !telling) ||
			(part[i].of_call && !(use && str_eq(use->kind, part[i].of_call))))
			continue;
		if (is_new(named, f, use)) {
			Hit hit = { named, use, (uint32_t)(part[i].s - w->text),
				(uint32_t)part[i].n };
			U_PUSH(s->u, f->hit, f->nhit, hit);
		}
		return;
	}
}

static void search_file(Search *s, File *f, const char *text)
{
	CodeWalk w = { .how = code_text(f->path), .text = text };
	CodeName literal;
	size_t n;
	while (code_literal(&w, &literal, &n))
		if (n >= 3 && n < LONGEST_NAME)
			search_literal(s, f, &w, literal.name, n);
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
		if (is_wanted(scope->ent[i]))
			spell_entity(&s, scope->ent[i]);
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
