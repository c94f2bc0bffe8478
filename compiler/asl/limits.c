// limits.c: times inside a machine that its own TimeoutSeconds cuts short.
#include "checks.h"

// Of a state: the field, and whether it has to be below the limit to end in time.
static const struct {
	uint32_t type;
	const char *field;
	bool below;
} rows[] = {
	{ TASK, "TimeoutSeconds", false },
	{ TASK, "HeartbeatSeconds", false },
	{ WAIT, "Seconds", true },
};

static bool number(const Value *map, const char *field, const Value **v, long long *n)
{
	*v = value_get(map, field);
	return *v && (*v)->kind == V_NUM && number_whole((*v)->u.s, n);
}

void asl_check_limits(Asl *a)
{
	enum { EXPRESS_LIMIT = 300 }; // beyond it express.c has said what there is to say
	const Value *limit;
	long long most;
	if (!number(a->machine, "TimeoutSeconds", &limit, &most) || most < 1)
		return;
	for (uint32_t i = 0; i < a->nstate; i++) {
		const AslState *s = a->state[i];
		for (size_t r = 0; r < COUNT(rows); r++) {
			const Value *v;
			long long n;
			if (s->type != rows[r].type || !number(s->val, rows[r].field, &v, &n) ||
				n < most + !rows[r].below ||
				(s->scope->express && n > EXPRESS_LIMIT))
				continue;
			Diag *d = say_asl_time_outlasts(
				a->u, v->at, rows[r].field, v->u.s, limit->u.s);
			diag_context(d, limit->at, "the whole execution");
			break; // a heartbeat that outlasts goes with its timeout
		}
	}
}
