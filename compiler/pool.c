// pool.c: independent jobs on several threads.
#include "pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { MOST_THREADS = 64 };

typedef struct Pool {
	void (*run)(void *, uint32_t, Matcher *);
	void *of;
	uint32_t n;
	atomic_uint next;
} Pool;

static void *work(void *pool)
{
	Pool *p = pool;
	Arena *a = arena_new();
	Matcher *m = matcher_new(a);
	for (uint32_t i; (i = atomic_fetch_add(&p->next, 1)) < p->n;)
		p->run(p->of, i, m);
	arena_free(a);
	return NULL;
}

void pool_run(long want, uint32_t n, void (*run)(void *, uint32_t i, Matcher *), void *of)
{
	Pool p = { .run = run, .of = of, .n = n };
	want = want > 0 ? want : sysconf(_SC_NPROCESSORS_ONLN);
	want = want > (long)n ? (long)n : want;
	want = want > MOST_THREADS ? MOST_THREADS : want;
	pthread_t thread[MOST_THREADS];
	long started = 0;
	for (; started < want - 1; started++)
		if (pthread_create(&thread[started], NULL, work, &p) != 0)
			break; // fewer hands, the same result
	work(&p);
	for (long i = 0; i < started; i++)
		pthread_join(thread[i], NULL);
}
