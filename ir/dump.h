// dump.h: a unit as text, after any pass: for `topc build --dump PASS`, tests and debuggers
// (`call dump_to_stderr(u)` in gdb).
#ifndef TOPC_DUMP_H
#define TOPC_DUMP_H

#include "ir.h"

// All lists that have been built so far. No address and no path of the machine stands in it.
void dump_unit(Buf *, const Unit *);
void dump_value(Buf *, const Unit *, const Value *, unsigned depth);
void dump_to_stderr(const Unit *);

#endif
