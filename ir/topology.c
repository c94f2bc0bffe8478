// topology.c: the keys of topology.yml that are no sections of entities.
#include "ir.h"

// clang-format off
static const Field nodes[] = {
	{ "ignore", T_STR, LIST, .doc = "nested topologies that are left out" },
	{ "dirs", T_STR, LIST, .doc = "folders whose topologies are compiled each by itself" },
	{ "root", T_BOOL, .flags = F_IGNORED, .doc = "tc's mark of a root of topologies" },
	{ 0 }
};

const Field topology_fields[] = {
	{ "name", T_STR, .ok = "/^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/", .doc = "namespace of everything in it" },
	{ "version", T_STR, .flags = F_KNOWN, .ok = "/^[A-Za-z0-9_.:\\/=+@ -]{1,128}$/", .doc = "the release, unless --release says another" },
	{ "description", T_STR, .flags = F_KNOWN, .doc = "what stands in the template's Description" },
	{ "kind", T_ENUM, .ok = "step-function=StepFunction=state-machine function=Function evented=Evented "
		"graphql=Graphql=grapqhl routed=Routed", .doc = "what it mainly is; only checked against what is there" },
	{ "mode", T_ENUM, .ok = "Standard=standard=STANDARD Express=express=EXPRESS", .doc = "type of the state machines that say none" },
	{ "infra", T_STR, .alias = "infra-dir", .doc = "folder with vars, roles, schedules and tags" },
	{ "hyphenated_names", T_BOOL, .doc = "join the words of physical names with hyphens" },
	{ "nodes", T_RECORD, .sub = nodes, .doc = "nested topologies" },
	{ "function_dirs", T_STR, LIST, .doc = "further folders whose children are functions" },
	{ "auto", T_BOOL, .doc = "compile the functions' chain to a state machine" },
	{ "targets", T_NAME, LIST, .flags = F_KNOWN, .ok = "/^[A-Za-z][A-Za-z0-9-]*$/", .doc = "units that are deployed one after the other" },
	{ "allow", T_STR, MAP_OF, .flags = F_KNOWN, .doc = "warnings that are accepted, each with the reason" },
	{ "tags", T_STR, MAP_OF, .doc = "tags on everything that takes them" },
	{ "recursive", T_BOOL, .flags = F_IGNORED, .doc = "nested topologies are always compiled" },
	{ "root", T_BOOL, .flags = F_IGNORED, .doc = "tc's mark of a root of topologies" },
	{ "concurrency", T_INT, .flags = F_IGNORED, .doc = "how many functions tc deploys at once; the deploying tool decides" },
	{ 0 }
};
// clang-format on
