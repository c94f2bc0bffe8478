// kinds_test_broken.c: kinds with one fault each. The check of the tables has to find it, and
// nothing else: a check that can find nothing would pass for ever.
#include "kinds_test_broken.h"

// clang-format off
#define FIELDS(...) (const Field[]){ __VA_ARGS__, { 0 } }
#define PROPS(...)  (const Prop[]){ __VA_ARGS__, { 0 } }
#define ATTRS(...)  (const Attr[]){ __VA_ARGS__, { 0 } }
#define OPS(...)    (const Op[]){ __VA_ARGS__, { 0 } }
#define LINKS(...)  (const Link[]){ __VA_ARGS__, { 0 } }
#define GRANTS(...) (const Grant[]){ __VA_ARGS__, { 0 } }
#define ADMITS(...) (const Admit[]){ __VA_ARGS__, { 0 } }
#define CALLS(...)  (const Call[]){ __VA_ARGS__, { 0 } }
#define THING(...) &(const Kind){ "things", "thing", "Thing", "a thing", NULL, NULL, SECTION_MAP, __VA_ARGS__ }

// ---- What is right ------------------------------------------------------------------------------

static const Field element[] = {
	{ "size", T_INT, .doc = "how large" },
	{ "other", T_REF, .to = "other", .doc = "another one" },
	{ 0 }
};
static const Field fine[] = {
	{ "size", T_INT, .ok = "1..9", .dflt = "3", .doc = "how large" },
	{ "mode", T_ENUM, .ok = "slow fast=Fast", .doc = "how fast" },
	{ "flag", T_BOOL, .doc = "whether" },
	{ "list", T_RECORD, LIST, .sub = element, .doc = "parts" },
	{ "part", T_RECORD, .sub = element, .doc = "one part" },
	{ "other", T_REF, .to = "other", .doc = "another one" },
	{ 0 }
};
static const Attr fine_attr[] = {
	{ "arn", "Arn", "arn", "=arn:{@partition}:thing:::{%}" },
	{ "id", NULL, "id" },
	{ "code", "Code", NULL },
	{ 0 }
};
static const Prop fine_prop[] = {
	{ "Size", "size", "$size" },
	{ "Mode", "mode", "$mode|slow=SLOW|fast=FAST" },
	{ "Other", "other", "&other.arn ?flag" },
	{ 0 }
};
#define MAIN { "", "AWS::A::Thing", "aws_a_thing", .prop = fine_prop, .attr = fine_attr }
static const Grant fine_grants[] = { { "read", "s3:GetObject", "&self.arn" }, { 0 } };
static const Admit fine_admits[] = { { .policy = "Policy", .actions = "sqs:SendMessage", .on = "&self.arn" }, { 0 } };
static const Op other_op[] = {
	{ "", "AWS::A::Other", "aws_a_other", .attr = fine_attr },
	{ "Policy", "AWS::A::Policy", "aws_a_policy", .flags = OP_DEMAND, .attr = fine_attr },
	{ 0 }
};
const Kind broken_other = {
	"others", "other", "Other", "another thing", .field = (const Field[]){ { 0 } }, .op = other_op, .grant = fine_grants,
	.admit = fine_admits, .phys = "ns_x_sandbox", .phys_max = 80, .phys_ok = "/^[a-z_]+$/",
};
#define NAMED .phys = "ns_x_sandbox", .phys_max = 80, .phys_ok = "/^[a-z_]+$/"
#define FIELD(...) THING(FIELDS({ __VA_ARGS__ }))
#define PROP(...) THING(fine, .op = OPS({ "", "AWS::A::Thing", "aws_a_thing", .prop = PROPS({ __VA_ARGS__ }), .attr = fine_attr }), NAMED)
#define VALUE(value) PROP("Size", "size", value)
#define PATHS(...) THING(fine, .op = OPS({ "", "AWS::A::Thing", "aws_a_thing", .prop = PROPS(__VA_ARGS__) }))
#define OP(...) THING(fine, .op = OPS(MAIN, { __VA_ARGS__ }), NAMED)
#define EDGE_OP(...) THING(fine, .op = OPS(MAIN), .link = LINKS({ "other", "other", .op = OPS({ __VA_ARGS__ }) }), NAMED)
#define GRANT(...) THING(fine, .op = OPS(MAIN), .grant = GRANTS({ __VA_ARGS__ }), NAMED)
#define ADMIT(...) THING(fine, .op = OPS(MAIN, { "Policy", "AWS::A::P", "aws_a_p" }), .admit = ADMITS({ __VA_ARGS__ }), NAMED)
#define CALL(...) THING(fine, .op = OPS(MAIN), .grant = fine_grants, .call = CALLS({ __VA_ARGS__ }), NAMED)
#define LINK(...) THING(fine, .op = OPS(MAIN), .link = LINKS({ __VA_ARGS__ }), .principal = "a.amazonaws.com", NAMED)

// ---- What is wrong ------------------------------------------------------------------------------

const Broken broken[] = {
	// Kinds.
	{ &(const Kind){ "others", "thing", "Thing", "a thing", .field = fine }, "section `others` is another kind's" },
	{ &(const Kind){ "things", "thing", "Other", "a thing", .field = fine }, "word in ids `Other` is another kind's" },
	{ &(const Kind){ "things", "thing", "Thing", "a thing", .field = fine, .called = "other" }, "word in holes `other`" },
	{ &(const Kind){ "tags", "thing", "Thing", "a thing", .field = fine }, "section `tags` is a key of the topology" },
	{ &(const Kind){ "things", "thing", "thing", "a thing", .field = fine }, "`thing` is no word for ids" },
	{ &(const Kind){ "things", "Thing", "Thing", "a thing", .field = fine }, "`Thing` is no word of small letters" },
	{ &(const Kind){ "things", "thing", "Thing", "A thing", .field = fine }, "its doc is not one line" },
	{ &(const Kind){ NULL, "thing", "Thing", "a thing", .field = fine }, "a shape without a section" },
	{ THING(fine, .scalar = "sise"), "`scalar`: there is no field `sise`" },
	{ THING(fine, .fixed = "nam", NAMED), "`fixed`: there is no field `nam`" },
	{ THING(fine, .phys_max = 3), "a rule on physical names, but no such name" },
	{ THING(fine, .phys = "ns_X"  , .phys_max = 80, .phys_ok = "/^[a-zX_]+$/"), "`ns_X` is no pattern" },
	{ THING(fine, .phys = "ns_x_", .phys_max = 80, .phys_ok = "/^[a-z_]+$/"), "ends in a joint" },
	{ THING(fine, .phys = "ns_x"), "a longest length and a rule" },
	{ THING(fine, .phys = "ns_x", .phys_max = 80, .phys_ok = "/^[a-z+$/"), "no pattern in slashes" },
	{ THING(fine, .phys = "ns_x", .phys_max = 80, .phys_ok = "/^[a-z]+$/"), "`shop_orders` breaks its own rule" },
	{ THING(fine, .phys = "ns_x", .phys_max = 8, .phys_ok = "/^[a-z_]+$/"), "`shop_orders` breaks its own rule" },
	{ THING(fine, .suffix = ".fifo ?size", NAMED), "`?` with a boolean field" },
	{ THING(fine, .trust = "=x"), "a trust without a principal" },
	{ THING(fine, .principal = "a.amazon.com"), "`a.amazon.com` is no service's name" },
	{ THING(fine, .holes = "arn"), "nothing answers them" },
	{ THING(NULL, .scalar = NULL), "no table of fields" },
	{ THING(fine, .files = &(const Files){ .dir_key = "uri" }), "files: there is no field `uri`" },
	{ THING(fine, .files = &(const Files){ .overlay = "size" }), "files: `size` is no record" },

	// Fields.
	{ FIELD("size", T_INT), "it has no doc" },
	{ FIELD("size", T_INT, .doc = "How large"), "its doc is not" },
	{ FIELD("size", T_INT, .doc = "how large."), "its doc is not" },
	{ FIELD("Size", T_INT, .doc = "how large"), "its name is no small letters" },
	{ THING(FIELDS({ "a", T_INT, .doc = "one" }, { "a", T_INT, .doc = "two" })), "it is there twice" },
	{ THING(FIELDS({ "a", T_INT, .doc = "one" }, { "b", T_INT, .alias = "a", .doc = "two" })), "the alias `a` stands for two keys" },
	{ FIELD("a", T_INT, .alias = "b b", .doc = "one"), "the alias `b` stands for two keys" },
	{ FIELD("a", T_INT, .ok = "1-9", .doc = "one"), "`1-9` is neither a range" },
	{ FIELD("a", T_INT, .ok = "1 5 3", .doc = "one"), "`1 5 3` is neither a range nor a list in order" },
	{ FIELD("a", T_STR, .ok = "[a-z]", .doc = "one"), "no pattern in slashes" },
	{ FIELD("a", T_ENUM, .doc = "one"), "an enum without words" },
	{ FIELD("a", T_ENUM, .ok = "x y=x", .doc = "one"), "the word `x` stands there twice" },
	{ FIELD("a", T_BOOL, .ok = "true", .doc = "one"), "`ok` says nothing about a T_BOOL" },
	{ FIELD("a", T_PATH, .ok = "disk", .doc = "one"), "a path is a file or a dir" },
	{ FIELD("a", T_REF, .doc = "one"), "a T_REF needs `to`" },
	{ FIELD("a", T_REF, .to = "odder", .doc = "one"), "there is no kind `odder`" },
	{ FIELD("a", T_STR, .to = "other", .doc = "one"), "`to` goes with T_REF" },
	{ FIELD("a", T_STR, .flags = F_OUTSIDE, .doc = "one"), "F_OUTSIDE goes with T_REF" },
	{ FIELD("a", T_RECORD, .doc = "one"), "a T_RECORD needs `sub`" },
	{ FIELD("a", T_RECORD, .sub = element, .scalar = "sise", .doc = "one"), "its record has no field `sise`" },
	{ FIELD("a", T_VERBS, .doc = "one"), "T_VERBS is a map" },
	{ FIELD("a", T_INT, .group = "g", .doc = "one"), "it is alone in group `g`" },
	{ THING(FIELDS({ "a", T_INT, .group = "g", .doc = "one" }, { "b", T_INT, .group = "g", .flags = F_NEED, .doc = "two" })), "cannot be needed by itself" },
	{ FIELD("a", T_INT, .with = "b", .doc = "one"), "`with`: there is no field `b` beside it" },
	{ FIELD("a", T_INT, .bars = "a", .doc = "one"), "`bars`: there is no field `a` beside it" },
	{ FIELD("a", T_INT, .ok = "1..9", .dflt = "10", .doc = "one"), "its default `10`: " },
	{ FIELD("a", T_ENUM, .ok = "x y", .dflt = "z", .doc = "one"), "its default `z`: " },
	{ FIELD("a", T_TIME, .dflt = "2w", .doc = "one"), "its default `2w`: " },
	{ FIELD("a", T_STR, .dflt = "x", .flags = F_NEED, .doc = "one"), "a needed field has no default" },
	{ FIELD("a", T_REF, .to = "other", .dflt = "x", .doc = "one"), "a T_REF has no default" },
	{ FIELD("a", T_RECORD, .sub = FIELDS({ "b", T_INT, .doc = "Two of it" }), .doc = "one"), "field `a.b`: its doc" },

	// Paths.
	{ PROP("Size..X", NULL, "=1"), "`Size..X` is no path" },
	{ PROP("Size.", NULL, "=1"), "`Size.` is no path" },
	{ PROP("Size[x]", NULL, "=1"), "`Size[x]` is no path" },
	{ PROP("Size{}.A", NULL, "=1"), "blocks are Terraform's" },
	{ PROP(NULL, "size:text", "=1"), "`size:text` is no path" },
	{ PROP(NULL, "@size", "=1"), "written without `@`" },
	{ PROP("Size[1]", NULL, "=1"), "there is no [0] before it" },
	{ PROP("Size[+].A", NULL, "=1"), "nothing can stand below one" },
	{ PATHS({ "A", NULL, "=1" }, { "A", NULL, "=2" }), "`A` and `A` go to one place" },
	{ PATHS({ "A", NULL, "=1" }, { "A.B", NULL, "=2" }), "one goes through the other's value" },
	{ PATHS({ "A", NULL, "=1" }, { "A[0]", NULL, "=2" }), "one goes through the other's value" },
	{ OP("Rows", "^", NULL, .prop = PROPS({ "Size", NULL, "=1" })), "`Size` and `Size` go to one place" },

	// Expressions.
	{ VALUE("size"), "`size` is no expression" },
	{ VALUE("$sise"), "there is no field `sise`" },
	{ VALUE("$part"), "a record is no value" },
	{ VALUE("$list.size"), "there is no field `list.size`" },
	{ VALUE("$mode|slow=1"), "the word `fast` is not translated" },
	{ VALUE("$mode|slow=1|fast=2|Fast=3"), "the field has no word `Fast`" },
	{ VALUE("$size|1=2"), "only words of an enum" },
	{ VALUE("$size ?flog"), "there is no `flog`" },
	{ VALUE("$size  ?flag"), "one blank before `?`" },
	{ VALUE("=a{$size"), "`{` without an expression and `}`" },
	{ VALUE("=a}"), "`}` without `{`" },
	{ VALUE("=a{$sise}"), "there is no field `sise`" },
	{ VALUE("@zone"), "`@zone` is none of" },
	{ VALUE("&self.name"), "has no attribute `name`" },
	{ VALUE("&peer.arn"), "outside an edge" },
	{ VALUE("&size.arn"), "is no field that names an entity" },
	{ VALUE("&other.name"), "has no attribute `name`" },
	{ VALUE("&Roll.arn"), "there is no part `Roll`" },
	{ VALUE("&self.id"), "no form in CloudFormation" },
	{ VALUE("&self.code"), "no form in Terraform" },
	{ VALUE("&self"), "can only be depended on" },
	{ THING(fine, .op = OPS({ "", "AWS::A::Thing", NULL, .prop = PROPS({ "Name", NULL, "%" }) })), "has no physical name" },

	// Ops.
	{ THING(fine, .op = OPS({ "Main", "AWS::A::Thing", NULL })), "the first op is the main resource" },
	{ OP("part", "AWS::A::Part", NULL), "words in CamelCase" },
	{ THING(fine, .op = OPS(MAIN, { "A", "AWS::A::A", NULL }, { "A", "AWS::A::B", NULL }), NAMED), "the part is there twice" },
	{ OP("Part", "aws_a_part", NULL), "`aws_a_part` is no type of this backend" },
	{ OP("Part", NULL, "AWS::A::Part"), "`AWS::A::Part` is no type of this backend" },
	{ OP("Part", NULL, NULL), "it has a type in no backend" },
	{ OP("Part", "^Host", NULL), "there is no such part" },
	{ THING(fine, .op = OPS(MAIN, { "A", NULL, "aws_a_a" }, { "B", "^A", NULL }), NAMED), "not there in this backend" },
	{ OP("Part", "AWS::A::Part", NULL, .when = "flag flog"), "`when`: there is no field `flog`" },
	{ OP("Part", "AWS::A::Part", NULL, .when = "!flog"), "`when`: there is no field `flog`" },
	{ OP("Part", "AWS::A::Part", NULL, .per = "lists"), "`per`: there is no field `lists`" },
	{ OP("Part", "AWS::A::Part", NULL, .per = "part"), "`per`: `part` is neither a list nor a map" },
	{ OP("Part", "AWS::A::Part", NULL, .in = "Outer"), "`in`: there is no part `Outer`" },
	{ THING(fine, .op = OPS(MAIN, { "A", "AWS::A::A", NULL, .in = "B" }, { "B", "AWS::A::B", NULL }), NAMED), "the part `B` comes later" },
	{ OP("Part", "AWS::A::Part", NULL, .tags = "tags"), "`tags` is no property for tags" },
	{ OP("Part", "AWS::A::Part", NULL, .flags = OP_STATEFUL), "has rows @DeletionPolicy" },
	{ OP("Part", "AWS::A::Part", NULL, .prop = PROPS({ "@DeletionPolicy", NULL, "=Delete" })), "go together" },
	{ OP("Part", "AWS::A::Part", NULL, .flags = OP_ROLE), "nobody can take this role" },
	{ OP("Part", "AWS::A::Part", "aws_a_part", .flags = OP_DATA), "Terraform's alone" },
	{ OP("Part", "AWS::A::Part", NULL, .prop = PROPS({ NULL, "size", "=1" })), "it goes nowhere" },
	{ OP("Part", "AWS::A::Part", NULL, .prop = PROPS({ "Size", NULL, "=1", .soft = 4 })), "soft is 0 to 3" },
	{ OP("Part", "AWS::A::Part", NULL, .attr = ATTRS({ "id", "Id", NULL }, { "id", "Ref", NULL })), "it is there twice" },
	{ OP("Part", "AWS::A::Part", NULL, .attr = ATTRS({ "id", "id", NULL })), "neither Ref, a GetAtt name" },
	{ OP("Part", NULL, "aws_a_part", .attr = ATTRS({ "id", NULL, "Id" })), "no attribute of Terraform's" },
	{ OP("Part", "AWS::A::Part", NULL, .attr = ATTRS({ "id", NULL, NULL })), "nothing gives it" },
	{ OP("Part", "AWS::A::Part", NULL, .attr = ATTRS({ "id", "Ref", NULL, "=x{&Role.arn}" })), "only where a resource is" },
	{ EDGE_OP("", "AWS::A::Part", NULL), "needs a part" },
	{ EDGE_OP("Part", "AWS::A::Part", NULL, .prop = PROPS({ "Arn", NULL, "&peer.url" })), "has no attribute `url`" },

	// Grants, admissions, calls, links.
	{ GRANT("Read", "s3:GetObject", "&self.arn"), "a verb is a word" },
	{ GRANT("read", "s3:GetObjects", "&self.arn"), "there is no action `s3:GetObjects`" },
	{ GRANT("read", "s3:getObject", "&self.arn"), "there is no action `s3:getObject`" },
	{ GRANT("read", "", "&self.arn"), "no actions" },
	{ GRANT("read", "s3:GetObject", "&self.url"), "has no attribute `url`" },
	{ GRANT("read", "s3:GetObject", "&self.arn", "StringEquals"), "operator, key and value" },
	{ GRANT("read", "s3:GetObject", "&self.arn", .who = "odder"), "there is no kind `odder`" },
	{ ADMIT(.policy = "Polity", .actions = "sqs:SendMessage", .on = "&self.arn"), "there is no part `Polity`" },
	{ ADMIT(.policy = "Policy", .actions = "sqs:SendMessage"), "it says not on what" },
	{ ADMIT(.op = OPS({ "Permission", "AWS::A::X", NULL, .prop = PROPS({ "A", NULL, "*service" }, { "B", NULL, "*source" }) })), "has no row `*account`" },
	{ CALL("s3:getObject", "Bucket", "fetch", "arn"), "there is no verb `fetch`" },
	{ CALL("s3:getObject", "Bucket", "read", "name"), "there is no attribute `name`" },
	{ CALL("s3:getObject", "bucket", "read", "arn"), "no parameter of a task" },
	{ LINK("odder", "other"), "there is no such field" },
	{ LINK("size", NULL), "the field names no entity" },
	{ LINK("other", "odder"), "there is no kind `odder`" },
	{ LINK("other", "thing"), "the field can never name a thing" },
	{ LINK("other", "other", "write"), "a other has no verb `write`" },
	{ LINK("other", "other", .service = "a.amazonaws.com"), "for the sake of a source" },
	{ LINK("other", "other", .service = "a.com", .source = "&self.arn"), "no service's name" },
	{ THING(fine, .op = OPS(MAIN), .link = LINKS({ "other", "other", "read" }), NAMED), "no role to which it could be granted" },
	{ THING(fine, .op = OPS(MAIN), .link = LINKS({ "other", "other" }, { "other", "other" }), NAMED), "it is there twice" },

	// Rows against C.
	{ THING(FIELDS({ "size", T_INT, .doc = "how large" })), "nothing reads it", "{ \"size\", T_INT, .doc = \"size\" }," },
	{ THING(FIELDS({ "size", T_INT, .doc = "how large" })), "no kind has such a field", "rec_get(r, \"size\"); rec_int(r, \"sise\", 0);" },
	{ THING((const Field[]){ { 0 } }, .op = OPS({ "", "AWS::A::Thing", NULL, .prop = PROPS({ "A", NULL, "*a" }) }), .fill = (void (*)(Unit *, Resource *))1), "`*a` is never put", "put(u, r, x(\"a\", \"a\"), NULL);" },
	{ THING((const Field[]){ { 0 } }, .op = OPS({ "", "AWS::A::Thing", NULL, .prop = PROPS({ "A", NULL, "*a" }) }), .fill = (void (*)(Unit *, Resource *))1), "put(…, \"b\", …): there is no such row", "put(u, f(r, 1), \"a\", NULL); put(u, r, \"b\", NULL);" },
	{ THING((const Field[]){ { 0 } }), "res_of(…, \"Part\"): there is no such part", "res_of(e, \"Part\");" },
	{ THING((const Field[]){ { 0 } }), "has the ops `lost_op`", "static const Op lost_op[] = {" },
	{ 0 }
};
// clang-format on
