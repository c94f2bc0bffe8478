// late.h: findings of the passes behind `check`.
#ifndef TOPC_LATE_H
#define TOPC_LATE_H

#include "../ir/ir.h"

// Whether only these passes say it: an ignore of it is judged after them.
bool late_code(const DiagRow *);
// Whether lowering the unit may say anything. No is certain; yes is cheap to say and costs time.
bool late_wanted(Unit *);

// Characters that the policy of an entity's role has at most, by what is known before lowering.
size_t late_role_bound(Unit *, const Entity *);

#endif
