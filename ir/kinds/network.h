// network.h: what others ask of a network.
#ifndef TOPC_KINDS_NETWORK_H
#define TOPC_KINDS_NETWORK_H

#include "common.h"

// Whether it is made here, not imported.
bool network_is_made(const Entity *);
// Whether what runs in the tier (NULL: the first) is reached from the internet.
bool network_is_public(const Entity *, const char *part);
// Ids as a list; `subnets: '{{param.Subnets}}'` is a list already.
Value *network_ids(Unit *, Entity *, Value *ids);
// The subnet of a tier in a zone, once the network is made.
Value *network_subnet(Unit *, Entity *network, const char *tier, const char *zone, Span at);
// The subnets of a network, or of one of its tiers (part, NULL for all), as a list or an input.
Value *network_subnets(Unit *, Entity *network, const char *part, Span at);
// The group that is made in a network for an entity that runs in it.
Resource *network_group(Unit *, Entity *network, Entity *user, Span at);
// The security groups that `user` runs in; made for it where the network is created here.
Value *network_groups(Unit *, Entity *network, Entity *user, Span at);

// network_way.c: ways out of it. What cannot start without `needs`, which an endpoint may stand for or
// NULL; what the code of a function may do there and could not reach.
void network_check_start(Unit *, const Entity *, const char *needs, const char *endpoint);
void network_check_reach(Unit *, const Entity *);
// What runs there as soon as it is made waits for the routes of its tier; it has a field `network`.
void network_await(Unit *, Entity *user, Resource *);

// network_range.c: address ranges
void network_check_ranges(Unit *, const Entity *);

#endif
