// channel.h: channels and the API that carries them.
#ifndef TOPC_KINDS_CHANNEL_H
#define TOPC_KINDS_CHANNEL_H

#include "common.h"

// Of a channel's properties, those that both backends have, with the names of CloudFormation.
typedef struct ChannelParts {
	Value *code, *handlers, *modes; // NULL: not there
} ChannelParts;
ChannelParts channel_parts(Unit *, Entity *channel);
// The data source of a function or bus, which channels of the API share, and its name.
const char *channel_source(Unit *, const Entity *to);
// What answers: the function, or the bus of the event; NULL: nothing.
Entity *channel_target(const Entity *channel, const char *when);
// Says that what a rule or Lambda sends cannot go to a channel by itself.
void event_to_channel(Unit *, const Value *ref, const char *what);

#endif
