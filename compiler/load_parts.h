// load_parts.h: what the files of load share and nobody else needs.
#ifndef TOPC_LOAD_PARTS_H
#define TOPC_LOAD_PARTS_H

#include "../ir/ir.h"
#include "ignore.h"
#include "written.h"

// The topology's name and where it stands; its folder's, after a diagnostic, when it has none.
void load_name(Unit *, Scope *);
// Finds the scope's infra folder and reads the vars, roles, tags and sections in it.
void load_infra(Unit *, Scope *);
// The statements in the infra folder for an entity that no file describes, or NULL.
Value *load_roles(Unit *, const Scope *, const Kind *, const char *name);

typedef struct Loader {
	Unit *u;
	Ignore ignore[2]; // of the root and of the topology's folder
	const Value *nodes_ignore;
	Written written; // what topc wrote to the folder that is searched
	const char *
		*unread; // files that describe an entity, in folders that are not searched for one
	uint32_t nunread;
} Loader;

// What the folders in a folder may be.
typedef enum Depth { CHILDREN, HOMES, FURTHER } Depth;

bool load_has(
	const TreeEntry *, uint32_t n, const char *name); // whether a file of this name is there
const char *load_below(Unit *, const char *dir, const char *name);
bool load_has_topology(const TreeEntry *, uint32_t n);
// The file among the entries that describes an entity of such a kind, or NULL.
const char *load_spec_in(Unit *, const Files *, const TreeEntry *, uint32_t n);
// The folder as an entity of this kind, if its entries say it is one or the topology did (`said`).
Found *load_folder(Unit *, Scope *, const Kind *, const char *dir, const TreeEntry *, uint32_t n,
	Sym name, bool said);
// A topology with all that belongs to it; false: there is none in these entries, nor an entity.
bool load_scope(Unit *, Scope *parent, const char *dir, TreeEntry *, uint32_t n);

void load_read_ignore(Unit *, Ignore *, const char *dir);
// Looks through the folders below `dir` for entities, which are near, and nested topologies, which may
// be anywhere.
void load_search(Loader *, Scope *, Depth, const char *dir, const TreeEntry *, uint32_t n);
// Folders that are named as holding nothing but such entities: each child is one.
void load_more(Loader *, Scope *, const Kind *);
// Files that describe entities which nothing made; by then the topology has named what it names.
void load_say_unread(const Loader *, Scope *);

extern const char load_topology_files[]; // their names
// Says which of these names is in the folder and no file. True: some are.
bool load_say_no_files(Unit *, const char *dir, const TreeEntry *, uint32_t n, const char *names);

#endif
