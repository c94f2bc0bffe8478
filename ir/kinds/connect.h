// connect.h: who may open a connection to what.
#ifndef TOPC_KINDS_CONNECT_H
#define TOPC_KINDS_CONNECT_H

#include "network.h"

// The name, in an entity's record, of the network that it runs in; NULL: none.
const Value *network_use(const Entity *);

// Rows of a rule that lets one security group reach another one.
extern const Prop connect_prop[];
// clang-format off
#define CONNECT_OP \
	{ "Rule", "AWS::EC2::SecurityGroupIngress", "aws_vpc_security_group_ingress_rule", .when = "-", .prop = connect_prop }
// clang-format on

// For a kind's `make`: a rule for each who may `connect` to the entity, whose group is `group`, on
// each of its ports. `op` is CONNECT_OP of its table.
void connect_make(
	Unit *, Entity *to, const Op *op, Resource *group, const long long *port, uint32_t nport);
// For its `check`: who connects runs in the same network; or anywhere, where the world may come in.
void connect_check(Unit *, Entity *to, bool world);

#endif
