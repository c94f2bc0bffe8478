// kind.h: the tables that say what a kind of entity is: its fields, its properties in either
// backend, the edges it may have and what they grant.
//
// A backend is a column of the tables and a printer. No kind's name stands outside ir/kinds/.
#ifndef TOPC_IR_KIND_H
#define TOPC_IR_KIND_H

#include "base.h"
#include "source.h"
#include "tree.h"
#include "value.h"

typedef struct Kind Kind;
typedef struct Scope Scope;
typedef struct Edge Edge;
typedef struct Module Module;
typedef struct Artifact Artifact;

typedef enum Backend { CFN, TF, BACKENDS } Backend;

typedef enum Type {
	T_STR,     // any scalar, as written
	T_NAME,    // a T_STR that becomes part of a physical name
	T_INT,     // a whole number; 1_000 is read as 1000, 012 is refused
	T_NUM,     // any number
	T_BOOL,    // true false yes no on off
	T_ENUM,    // one of the words of `ok`
	T_TIME,    // seconds: 30, 30s, 15m, 2h, 14d
	T_DAYS,    // days: 30, 30d; a time that is whole days
	T_MB,      // megabytes: 512, 512MB, 2GB
	T_KB,      // bytes: 2048, 256KB
	T_REF,     // the name of an entity of a kind in `to`
	T_PATH,    // a file or folder, relative to the file that writes it
	T_RECORD,  // a map with the fields `sub`
	T_JSON,    // free YAML or JSON
	T_ASL,     // a state machine: free, checked by compiler/asl; or a path to one
	T_PATTERN, // an event pattern: free, or a string that holds JSON
	T_POLICY,  // IAM statements: checked by compiler/iam
	T_VERBS,   // with MAP_OF: names of entities, and what may be done with them
} Type;

typedef enum Many {
	ONE,
	LIST,        // a list
	ONE_OR_LIST, // a list, or one of its elements
	MAP_OF,      // name to element
} Many;

enum FieldFlag {
	F_NEED = 1,      // must be there
	F_OLD = 2,       // only tc's old dialect writes it
	F_NEW = 4,       // only tc's new dialect writes it
	F_IGNORED = 8,   // accepted for tc's sake; `doc` says why it needs no effect here
	F_EMPTY_OK = 16, // an empty string is a value
	F_VARS = 32,     // may stand in a vars block
	F_HIDDEN = 128,  // no author writes it; the kind's C sets it
	F_KNOWN = 256,   // what holes in it stand for has to be known when topc runs
	F_OUTSIDE = 64,  // T_REF: an ARN, `ssm:…` or a parameter may stand for something outside
};

// What an author may write under one key. A table ends with a row without a name.
struct Field {
	const char *name;
	uint8_t type, many;
	uint16_t flags;
	const char *ok; // T_ENUM: its words, `word=Other=More` reads other spellings as `word`;
		// numbers and times: "1..900", or "1 3 5", ascending, but not for T_NUM; strings:
		// "/regex/"; T_PATH: "file", "dir", NULL
	const char *dflt;  // the default, as YAML text
	const Field *sub;  // T_RECORD
	const char *to;    // T_REF: the words (`one`) of the kinds it may name
	const char *alias; // other spellings of the key
	const char *
		group; // fields of one group exclude each other; "group!" : one of them must be there
	const char *with;   // fields of the same record of which one has to be there, or this one
			    // has no effect
	const char *bars;   // fields of the same record that have no effect beside this one
	const char *scalar; // T_RECORD: a scalar stands for a record with this one field
	const char *doc;    // one line, lower case, no full stop
};

// One property of a provider's resource: a column per backend.
//
// The grammar of paths: `A.b` nested; `[n]` the n-th list element; `[+]` a fresh one for
// each resource that places its rows there; Terraform's blocks are `{}` (single), `{n}`,
// `{+}`. After a segment: `:json` the value is JSON text, `:subst` likewise with the
// references beside it (CloudFormation's DefinitionSubstitutions), `:str` a string even if
// it looks like a number, `:b64` base64 of the text. `@Name` is an attribute of the resource
// beside its properties (@DependsOn, @DeletionPolicy); Terraform's meta-arguments
// (depends_on, lifecycle{}.prevent_destroy) are written as themselves.
//
// The grammar of values (expr.c):
//   $f  $f.g       the field as the author wrote it; absent: no property
//   $f|a=X|b=Y     the same, words translated
//   =text          a constant; a {hole} in it holds any other form
//   %              the physical name
//   &who.attr      an attribute of a resource: who is a part's name, `self` (the entity's
//                  main resource), `peer` (the other end of the edge); no attr: the resource
//   @name          account, region, partition, suffix; namespace, sandbox, env, version
//   *id            filled by the kind's C code: put(…, "id", …)
//   … ?f           only if field f was given and is not false; ?Part: only if that resource is there
typedef struct Prop {
	const char *cfn, *tf; // where it goes; NULL: nowhere in this backend
	const char *value;
	uint8_t soft; // how readily its references are spelled to break a cycle: 0 last
} Prop;

// What others may ask of a resource. A table ends with a row without a name; the first
// row is what is meant when no attribute is named.
struct Attr {
	const char *name;
	const char *cfn; // "Ref", the name for GetAtt, "=…" an expression of values, or of a data
			 // source "resolve …": a dynamic reference, in which `*` stands for the
			 // value of its first row
	const char *tf;  // the attribute, or "=…"; with a `%`: an expression, `%` is the address
	const char *spell; // an expression that needs no resource; NULL: cannot be spelled
};

enum OpFlag {
	OP_DATA = 1,        // Terraform: a data source
	OP_STATEFUL = 2,    // holds data: DeletionPolicy and UpdateReplacePolicy are written
	OP_DEMAND = 4,      // made when something is granted to it or put into it
	OP_HASHED = 8,      // its id ends in a digest of its properties: a change makes a new one
	OP_SHARED = 16,     // one for all entities that ask with the same key
	OP_ROLE = 32,       // an execution role: grants of its entity gather here
	OP_VERSION = 64,    // carries the `version` tag
	OP_EPHEMERAL = 128, // Terraform: an ephemeral resource, which no state holds
};

// One provider resource type.
typedef struct Op {
	const char *part; // words after the kind's in ids: "Role"; "" the entity itself
	// The type. NULL: not there; "^": its rows go into the main resource, "^Part" into that one,
	// "^Part:path" into that place of it.
	const char *cfn, *tf;
	const char *when; // a field that calls it into being; NULL: always; "-": only C does
	const char *per;  // a list or map field: one for each element, whose fields come first
	const char *in;   // the part whose instances it is made for; its `per` field is theirs
	const Prop *prop;
	const Attr *attr;
	uint32_t flags;
	const char *service; // OP_ROLE: who may take it, where that is not the kind's principal
	const char *trust;   // OP_ROLE with `service`: aws:SourceArn of its trust, an expression
	// CloudFormation's property for tags: "Tags" a list of Key and Value, "Tags{}" a map; NULL: it
	// takes none.
	const char *tags;
} Op;

// What a caller's role must be allowed in order to do `verb`.
typedef struct Grant {
	const char *verb;    // "read"
	const char *actions; // space-separated; NULL: nothing of IAM (a port that is opened)
	const char
		*on; // an expression of values, about the target; "=*" only where IAM has no type
	const char *op, *key, *val; // a condition: operator, key, and an expression; or NULL
	const char *who;            // only for callers of this kind (its word), NULL: for all
} Grant;

// How a kind lets a service call it in another entity's name.
typedef struct Admit {
	const Op *op;        // a resource for each edge (a Lambda permission); or
	const char *policy;  // the part that is its one policy, which gets a statement
	const char *actions; // of the policy's statement
	const char *on;      // its resource; NULL: it has none (a repository's)
} Admit;

enum LinkFlag {
	LINK_SYNC = 1,   // the other end is called and its answer is waited for
	LINK_POLLED = 2, // work waits here until the other end, or who polls for it, takes it
};

// An edge out of this kind: what it makes beside a permission.
typedef struct Link {
	const char *field;   // the field that names the other end: "function", "notify.function"
	const char *to;      // the other end's kind (its word); NULL: any
	const char *verb;    // granted to this end's role
	const char *service; // or: this service calls the other end ("sns.amazonaws.com")
	const char *source;  // with service: aws:SourceArn, an expression about this end
	bool account;        // with service: aws:SourceAccount too, for the ARN has none
	uint8_t flags;
	const Op *op;                 // resources of the edge
	void (*make)(Unit *, Edge *); // more of them, or changes on either end's
} Link;

// A call from a state machine: `service:action` and the parameter that names the entity.
typedef struct Call {
	const char *resource; // "lambda:invoke", "aws-sdk:s3:getObject"
	const char *param; // "FunctionName"; "Entries[].Bus": of each element of a list; NULL: the
			   // resource itself is the entity's ARN
	const char *verb;
	const char *form;      // the attribute the parameter takes when the author gave a name
	const char *sync;      // what is granted too when the task waits for the end (.sync)
	const char *otherwise; // the name that is meant when the parameter is left out, or NULL
} Call;

// Where a kind's entities, or parts of them, stand in files of their own. In a path `%` is the
// entity's name.
typedef struct Files {
	const char *spec;   // names of the file that describes one, by preference
	const char *marker; // names that make a folder one even without such a file
	const char *homes;  // folders of a topology whose children may be one, beside its own
	const char *more;   // the topology's field with further such folders
	const char *dir_key,
		*spec_key;   // fields of an entity that say where its folder and file are
	const char *vars;    // in the infra folder: blocks by environment, laid over `overlay`
	const char *roles;   // in the infra folder: IAM statements for its role
	const char *overlay; // the record that a vars block lies over
	const char *vars_key, *roles_key; // fields that name those two files instead
	const char *section;              // in the infra folder: a file that is the whole section
	// What can be known from the entries of a folder, as a map of fields; NULL: nothing.
	Value *(*infer)(Unit *, const char *dir, const TreeEntry *, uint32_t n);
} Files;

// An entity as load found it, in layers: each lies over those before it.
typedef struct Found {
	const Kind *kind;
	Sym name;
	Span at;
	const char *dir;                     // its folder, or NULL
	const char *spec;                    // its file, or NULL
	Value *inferred, *file, *inline_doc; // maps or NULL
	Value *vars;                         // selector to block
	Value *role;                         // a policy document or a list of statements
	bool lost;                           // its folder is not there, which load says
	bool dropped;                        // its folder is another's, who says so
	struct Found *same_name;             // the next of the scope with this name
	Value **unchosen;                    // shape: settings of environments that are not chosen
	uint32_t nunchosen;
} Found;

typedef enum Section {
	SECTION_MAP,   // name to entity
	SECTION_NAMES, // a list of names, or a map
	SECTION_ONE,   // the section is one entity, named after the topology
	SECTION_NONE,  // entities come from elsewhere
} Section;

struct Kind {
	const char *section; // "buckets"
	const char *one;     // "bucket": in messages, holes and `to`
	const char *word;    // "Bucket": in ids
	const char *doc;
	const char *also;   // other names of the section
	const char *called; // further words that holes call it by
	Section shape;
	const Field *field;
	const char *scalar; // an entity written as a scalar is a record with this field
	const Op *op;
	const Op *shared; // of which C makes one for several entities (res_shared)
	const Link *link;
	const Grant *grant;
	const Admit *admit;
	const Call *call;
	const Files *files;
	const char *own_role;  // the field that names a role that is there: nothing is granted then
	const char *principal; // the service it acts as under a role of its own
	const char *trust;     // aws:SourceArn of the role's trust, an expression
	// The physical name: words ns, x (the entity), y (the entity, unless it is called as the
	// topology), sandbox, account and others as they are, joined by '-' or by '_', which is '-' too
	// with `hyphenated_names`; a '~' in front: small letters. NULL: it has none. `fixed` is the
	// field that overrides it.
	const char *phys, *fixed;
	const char *suffix;   // ".fifo ?fifo": added when that field is true
	uint16_t phys_max;    // characters that AWS takes
	const char *phys_ok;  // "/regex/"
	const char *topology; // the topology's `kind` that promises one of these
	bool on_mention;      // an entity is made when a reference names one that nobody declared
	const char *holes;    // attributes beside the main resource's, answered by `hole`
	const char *said;     // those of them that say a field, and nothing without it
	void (*prepare)(Unit *, Scope *);   // shape: brings tc's spellings to ours
	void (*imply)(Unit *, Entity *);    // link: entities that this one calls into being
	void (*check)(Unit *, Entity *);    // check
	void (*check_all)(Unit *, Scope *); // check, behind all entities: what is about several
	void (*pack)(Unit *, Entity *);     // pack: its archive, into entity->artifact
	void (*make)(Unit *, Entity *);     // lower: resources that rows cannot say
	// lower, when all resources are there: what its role may do beside what edges give.
	void (*rights)(Unit *, Entity *);
	void (*fill)(Unit *, Resource *); // lower: rows "*id" of its resources
	Value *(*hole)(Unit *, Entity *, const char *attr);
	void (*files_of)(Unit *, Entity *); // emit: further files and Makefile rules
	void (*seed)(
		Unit *, Entity *, Buf *); // emit: shell lines that make it in the local stand-in
	// For schemas and the reference: what `prepare` takes beside entities with fields.
	const char *single;  // names of `also` that hold one entity, called as the topology
	const Field *beside; // keys of the section that are no names; NULL: none
	const char *list;    // fields that `topc ls` shows; NULL: the scalars that are given
	const char *open;    // the field that takes keys of no field, or a scalar; NULL: none
};
extern const Kind *const kinds[]; // from the file names of ir/kinds, sorted; NULL ends it
// What to write in place of a key that other tools have, where `what` ("route `a`") has none such; NULL.
const char *key_advice(const char *what, const char *key);
extern const Field topology_fields[]; // the keys of topology.yml that are no sections

#endif
