// read_test.h: what read_test.c and its rows share.
#ifndef TOPC_READ_TEST_H
#define TOPC_READ_TEST_H

typedef struct ReadRow {
	const char *text;
	const char *said;  // as `told` writes it
	const char *fixed; // the text with the fix, or NULL: there is none
} ReadRow;

extern const ReadRow json_rows[]; // the last has no text

#endif
