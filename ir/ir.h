// ir.h: the model. A kind is a table (kind.h); a compile is passes that each add one list to a Unit.
#ifndef TOPC_IR_H
#define TOPC_IR_H

#include "base.h"
#include "diag.h"
#include "kind.h"
#include "source.h"
#include "tree.h"
#include "value.h"

// A topology: a namespace of entities. [0] of the unit is the root; a nested one stands in
// a sub-folder and compiles to a nested stack or a child module.
struct Scope {
	Scope *parent;
	Sym name;                       // its namespace
	Span at;                        // of the name
	const char *file, *dir, *infra; // in the tree
	uint32_t source;                // number of `file`
	Value *doc;                     // as read
	Value *rec;                     // against topology_fields
	Value *tags;                    // of tags.json, or NULL
	Found **found;                  // load: entities of the kinds that have files
	uint32_t nfound;
	Map found_name, found_dir; // load: Sym of the name, of the folder, to those of it
	const char *sep;           // "_" or "-" in physical names
	Entity **ent;              // in the order of the sections' tables, then of the source
	uint32_t nent;
	Map by_name; // Sym to the first Entity of that name; the others by `same`
	Map refused; // shape: names (Sym) and kinds (Kind *) that were lost to a diagnostic
	Map sought;  // kind_maybe_named: each kind asked for, to the scope (yes) or the unit (no)
	Value *tag;  // lower: tags of all its resources
	Module *module; // place
};

struct Entity {
	const Kind *kind;
	Sym name;
	Span at; // of its key, or of the file that makes it
	Scope *scope;
	Value *doc;         // what was written, merged from all files
	Value *rec;         // against kind->field
	const char *dir;    // folder of its files, or NULL
	Value *role;        // statements for its role that stand in a file, or NULL
	const Found *found; // where load found it, or NULL
	Entity *same;       // next of the same name
	Value *phys;        // link: physical name: V_STR, or V_JOIN with V_VAR pieces; NULL: none
	Sym id;             // link: the main resource's logical id
	Sym new_id;         // what it would be without `aliases`
	Edge **out, **in;
	uint32_t nout, nin;
	bool implied;     // nobody wrote it
	bool asks_itself; // link: a hole of its own names one of its attributes
	uint8_t asked;    // lower: how many of its attributes are being made
	bool off;         // written down, not deployed: it and its edges make nothing
	Resource *main;   // lower
	Resource **res;   // lower: all that came from it, not from its edges
	uint32_t nres;
	Artifact *artifact; // pack
	void *own;          // the kind's C keeps what it likes here
};

struct Edge {
	Entity *from, *to;
	const Link *link;   // NULL: a mention, without effect of its own
	const Field *field; // that named it, or NULL
	Value *rec;         // the record it stands in
	Span at;            // of the name
	const char *verb;   // what is granted, or NULL
	const Call *call;   // of a state machine's task, or NULL
	const Value *val;   // with call: the value that named the other end
	bool sync;          // with call: the task waits for the end
	const char *part;   // `main/lambda`: the part after the slash, or NULL
	Edge *first; // the first edge of the same ends and link, whose resources serve this one too
	Edge *other; // link: the next one whose hash is the same
	Resource **res; // lower: what the edge made
	uint32_t nres;
};

// Statements of a role or of a resource's policy, before merging.
typedef struct Statement {
	bool deny;
	const char *actions; // space-separated
	Value *resource;     // one value
	Value *principal;    // NULL in a role's
	Value *condition;    // a map operator -> key -> value, or NULL
	Edge *why;           // the edge it came from, or NULL
	Span at;
	const char *reason; // "tracing is on": what asked for it, where no edge did
	Value *written;     // an author's own statement, whole; then only this counts
} Statement;

struct Resource {
	const Op *op;
	const Kind *kind; // whose table the op stands in
	Sym id, label;    // CloudFormation's logical id, Terraform's label; order
	Sym new_id;       // the id without `aliases`, from which the label comes
	Sym was;          // order: the label that comes from `id`, NULL where it is the same
	Entity *from;
	Edge *edge;      // NULL: made for the entity itself
	Resource *in;    // the instance it was made for, or NULL
	Value *rec;      // the element it was made for; its fields come before the entity's
	const char *key; // what tells it from its siblings, in ids; NULL: nothing needed
	Value **arg;     // a value or NULL for each row of op->prop
	Resource *host[BACKENDS]; // "^Part": where its rows go; NULL: a resource of its own
	Input *when;              // only if this input is not empty; NULL: always
	Module *module;           // place
	Module *part;             // place, CloudFormation: the nested stack it stands in, or NULL
	Value *tags;              // beside the common ones, or NULL
	struct Dep *dep;          // what has to be there first, beside what its values refer to
	uint32_t ndep;
	Statement **statement; // of a role's or a resource's policy: what is granted
	uint32_t nstatement;
	uint32_t mark, low; // scratch of one pass at a time
};

typedef struct Dep {
	Resource *on;
	bool in[BACKENDS];
} Dep;

// Supplied when the output is deployed: a CloudFormation parameter, a Terraform variable.
struct Input {
	const char *name; // as the author spells it
	const char *type; // string number list; cfn's special types are in cfn_type
	const char *cfn_type, *tf_type;
	const char *dflt; // NULL: none, must be given
	const char *doc, *pattern;
	bool secret;
	Span at;
	const char
		*feed; // a shell word that gives its value where make deploys; NULL: the deployer
	const char *rule; // of the Makefile, that makes what `feed` reads; or NULL
	Module *producer; // the module whose output it is, or NULL
	bool optional;    // default "": things that need it come and go with it
};

typedef struct Output {
	const char *name, *doc;
	Value *val;
	Span at;
	Scope *scope;
	Module *module; // place
	unsigned in;    // the backends that print it; 0: both
	bool secret;
} Output;

// A value that a module takes from outside it: an attribute of a resource elsewhere, or an input
// of the author's.
typedef struct Import {
	Input *input;
	Value *val;  // what the parent passes; NULL when the deployer does
	unsigned in; // the backends (1 << CFN, 1 << TF) that need it
} Import;

// One template, one Terraform directory: a target, or a nested topology in one.
struct Module {
	const char *name;
	uint32_t index; // in u->module: targets in the order they are deployed
	Module *parent; // NULL: deployed by itself
	bool is_part;   // CloudFormation only: what the parent's template has no room for
	Scope *scope;
	Resource **res;
	uint32_t
		nres; // those with a type of their own in some backend; in output order after `order`
	Import *in;   // sorted by name
	uint32_t nin;
	Map import;      // "resource attribute" or an Input to the Input of this module
	Output **output; // sorted by name
	uint32_t noutput;
	Map exported; // "resource attribute" to its Output
	Module **child;
	uint32_t nchild;
	Sym id; // of a child: the nested stack's logical id, the Terraform module's label is `label`
	Sym label;
	const char *digest; // of its template, once that is printed
	bool names_roles;   // that has IAM's resources with names of the author's
};

typedef struct Options {
	const char *sandbox, *env, *release;
	Span sandbox_at;
	const char *out;                // where a build writes, an absolute path; NULL: not known
	bool run_tasks;                 // commands that are more than a zip line are no error
	const struct Made *made;        // what such commands made, in a build; ends with a NULL dir
	bool backend[BACKENDS];         // which are asked for; none in `check`
	bool findings_only;             // nothing is built: archives are not read
	const struct IamData *iam_data; // compiler/iam/data.h; NULL: the built-in table
	const struct Config *config;    // compiler/config.h; NULL: no settings
} Options;

// A command that packs a function's archive.
typedef struct Task {
	const char *what; // "function `worker`"
	const char *dir;  // folder in the tree in which it runs, and leaves lambda.zip
	const char *command;
} Task;

struct Unit {
	Arena *arena; // owns all of it
	Syms *syms;
	const Options *opt;
	Tree *tree;
	const char *path; // the folder or plain file in the tree that was asked for, or NULL
	Source **src;     // load; [0] is nowhere
	uint32_t nsrc;
	struct Matcher *matcher; // compiled rules of the tables: its thread's, or made at first use
	Map read;                // load: path to the value of its file
	Sym *including;          // load: files whose !include is being followed
	uint32_t nincluding;
	Scope **scope; // load
	uint32_t nscope;
	Entity **ent; // shape
	uint32_t nent;
	Edge **edge; // link
	uint32_t nedge;
	Map edge_key;        // link: a hash of from, to, link and verb to the edges that have it
	Map runtime;         // a spelling to its Runtime (runtimes.h)
	Map reserved;        // link: words that are a kind's or a part's in ids
	Artifact **artifact; // pack
	uint32_t nartifact;
	Task *task; // pack: commands to be run, when they are and have not been yet
	uint32_t ntask;
	Map shared;     // lower: key of an OP_SHARED resource to it
	Resource **res; // lower, sorted by order
	uint32_t nres;
	Input **input;
	uint32_t ninput;
	Output **output;
	uint32_t noutput;
	Module **module; // place
	uint32_t nmodule;
	struct OutFiles *out; // emit
	Diag **diag;
	uint32_t ndiag, nerror;
	Map dropped;          // read: names in what a key that is written twice has the second time
	const char *had_name; // of a unit of which only what was said is left: its first topology
	uint32_t had_scopes, had_entities;
	const char *about_kind, *about_name, *about_topology; // what is looked at now
};

#define U_NEW(u, Type) NEW((u)->arena, Type)
#define U_PUSH(u, list, n, x) PUSH((u)->arena, list, n, x)
#define U_FORMAT(u, ...) arena_format((u)->arena, __VA_ARGS__)

Unit *unit_new(Tree *, const Options *); // tree and options must outlive it
void unit_free(Unit *);
Sym unit_sym(Unit *, const char *);

// ---- Reading tables and records -------------------------------------------------------

const Kind *kind_of(const char *one, size_t n); // by its word "bucket"; NULL: none
const Kind *kind_section(const char *section);  // by "buckets" or one of `also`
const Field *field_find(const Field *, const char *name, size_t n); // by name or alias; NULL: none
// Field `name` of a table by its exact name; NULL: none.
const Field *field_row(const Field *, const char *name);
// The value of field "a" or "a.b" of a record; NULL when absent. A list's elements are reached
// by C, not by a path.
Value *rec_get(const Value *rec, const char *path);
// Whether the author gave it, were it even a value that is refused.
bool rec_given(const Value *rec, const char *path);
// Whether it was given and refused, as a whole or one of a list or map.
bool rec_refused(const Value *rec, const char *path);
const char *rec_text(const Value *rec, const char *path); // a scalar's text or NULL
bool rec_true(const Value *rec, const char *path);
long long rec_int(const Value *rec, const char *path, long long otherwise);
Entity *rec_ent(const Value *rec, const char *path); // of a T_REF field, NULL when absent
// The record's value list, or NULL; *n its length.
Value **rec_list(const Value *rec, const char *path, uint32_t *n);

// The module in which a resource stands: in CloudFormation that may be a part of its module.
Module *resource_home(const Resource *, Backend);
// The key of an attribute in a module's `import` and `exported`.
Sym module_key(Unit *, const Resource *, const Attr *);
Entity *scope_find(const Scope *, const Kind *, const char *name);
// What stands in `section` was refused: to say that an entity of such a name is missing would be to say
// it twice. With `kind` all of that kind counts, where the section could not be read.
void scope_refuse(Unit *, Scope *, const Kind *, const Value *section);
// Its own name, which names in it begin with, is missing or wrong.
bool scope_nameless(const Scope *);
bool is_refused(const Unit *, const Scope *, const Kind *, const char *name);
// Whether something of the scope was refused that could have named an entity of the kind: that none
// does is not said then. With NULL anything that was refused counts.
bool kind_maybe_named(const Unit *, Scope *, const Kind *);

// The release that is compiled: the flag's, else the topology's `version` or its parent's.
const char *release_of(const Unit *, const Scope *);
// The text of a value in which every hole stands for text that is known at compile time; NULL when
// one does not (or it is no string).
const char *value_known(Unit *, const Value *);

// The text of a file as a string value whose span is the whole file; `why` is where its name was
// written. V_BAD after an error. compiler/load_file.c has it.
Value *load_text(Unit *, const char *path, Span why);
const char *with_article(Unit *, const char *noun); // "an event"
// Says that a path leaves the tree, and where the tree's root is.
void path_outside(Unit *, Span, const char *path);

// A new entity from a document of fields; what is wrong with it is said. Kinds call it from
// `imply`; compiler/shape.c has it.
Entity *entity_new(Unit *, Scope *, const Kind *, Sym name, Span at, Value *doc);

#endif
