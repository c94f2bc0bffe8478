// bus.c: event buses, by name; `default` is there in every account, others are made elsewhere.
#include "common.h"

// clang-format off
static const Field field[] = { COMMON_FIELDS, { 0 } };
static const Attr attr[] = {
	{ "name", NULL, NULL, "%" },
	{ "arn",  NULL, NULL, "=arn:{@partition}:events:{@region}:{@account}:event-bus/{%}" },
	{ 0 }
};
// The bus has no resource of ours; the row only holds its attributes.
static const Op op[] = { { "", NULL, NULL, .when = "-", .attr = attr }, { 0 } };
static const Grant grants[] = { { "emit", "events:PutEvents", "&self.arn" }, { 0 } };
static const Call call[] = {
	{ "events:putEvents", "Entries[].EventBusName", "emit", "name", .otherwise = "default" },
	{ "aws-sdk:eventbridge:putEvents", "Entries[].EventBusName", "emit", "name", .otherwise = "default" },
	{ 0 }
};

extern const Kind kind_bus;
const Kind kind_bus = {
	NULL, "bus", "Bus", "where events go", .shape = SECTION_NONE, .field = field, .op = op, .grant = grants, .call = call,
	.phys = "x", .phys_max = 256, .phys_ok = "/^[A-Za-z0-9._\\/-]+$/", .on_mention = true,
};
// clang-format on
