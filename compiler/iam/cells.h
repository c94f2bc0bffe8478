// cells.h: what a set of patterns can tell apart.
//
// A cell is the set of all texts that match just the same patterns of the set. There are few: the
// patterns' automata are run side by side and the sets of accepting ones collected.
#ifndef TOPC_CELLS_H
#define TOPC_CELLS_H

#include "glob.h"

typedef struct Cell {
	uint64_t *bits;       // the patterns that match
	const uint32_t *text; // one of its shortest texts: code points and letters of one's own
	uint32_t n;
} Cell;

typedef struct Cells {
	Cell *cell; // shortest text first
	uint32_t n;
	uint32_t words; // of `bits`
	bool complete;  // false: the patterns are too entangled, and some cells are missing
} Cells;

static inline bool bit_get(const uint64_t *bits, uint32_t i)
{
	return bits[i / 64] >> (i % 64) & 1;
}
static inline void bit_set(uint64_t *bits, uint32_t i)
{
	bits[i / 64] |= (uint64_t)1 << (i % 64);
}

// The cells of n settled patterns. With `want`, only those that match a pattern of that set; with
// `within` not NULL, only texts of that pattern. Takes steps from *work, and when there are none
// left the result is not complete.
Cells cells_of(Arena *, const Glob *pattern, uint32_t n, const uint64_t *want, const Glob *within,
	uint64_t *work);

#endif
