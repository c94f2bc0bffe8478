// page.h: pages, split by subject.
#ifndef TOPC_KINDS_PAGE_H
#define TOPC_KINDS_PAGE_H

#include "common.h"

// page_upload.c: what goes to the bucket, by a rule of the Makefile.
void page_upload(Unit *, Entity *page);
// What a template asks for that is not known; said.
void page_template_check(Unit *, Entity *page);

#endif
