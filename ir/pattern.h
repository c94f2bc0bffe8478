// pattern.h: patterns that events and messages are matched with. compiler/pattern.c has the check.
//
// Sources: "Comparison operators for use in event patterns" (EventBridge user guide) and
// aws/event-ruler, which EventBridge, SNS and Lambda run; "Filter policy constraints" (SNS developer
// guide); "Control which events Lambda sends to your function" (Lambda developer guide).
#ifndef TOPC_PATTERN_H
#define TOPC_PATTERN_H

#include "ir.h"

typedef enum PatternUse {
	PATTERN_EVENT,      // an EventBridge rule's, over the whole event
	PATTERN_ATTRIBUTES, // an SNS filter policy, over the message's attributes
	PATTERN_BODY,       // an SNS filter policy, over the message's body
	PATTERN_SOURCE,     // a filter of a Lambda event source mapping
} PatternUse;

// Says what is wrong with a pattern: a map as read or with holes.
void pattern_check(Unit *, const Value *pattern, PatternUse);

#endif
