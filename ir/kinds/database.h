// database.h: the C code of databases, split by subject.
#ifndef TOPC_KINDS_DATABASE_H
#define TOPC_KINDS_DATABASE_H

#include "connect.h"
#include "secret.h"

// database_check.c
long long database_port(const Entity *); // of its engine
void database_check(Unit *, Entity *);

#endif
