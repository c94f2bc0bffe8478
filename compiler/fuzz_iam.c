// fuzz_iam.c: any text as a policy or a template. What is said has to lie inside it.
//
//   .ci/fuzz 60 iam
//
// The first byte picks the kind of policy and the reader; seeds are the files of testdata/iam
// behind such a byte.
#include "../ir/iam.h"
#include "read.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { KINDS = POLICY_BOUNDARY + 1, LARGEST = 16384 };

static const char *const owners[] = { NULL, "AWS::S3::Bucket", "AWS::KMS::Key",
	"AWS::ECR::Repository", "AWS::EC2::VPCEndpoint" };

static void check_spans(const Unit *u)
{
	for (uint32_t i = 0; i < u->ndiag; i++) {
		const Diag *d = u->diag[i];
		for (uint32_t k = 0; k < d->nspan; k++) {
			Span at = d->span[k].at;
			if (at.file && (at.lo > at.hi || at.hi > u->src[at.file]->n))
				die("a finding lies at %u-%u of %u: %s", at.lo, at.hi,
					u->src[at.file]->n, d->text);
		}
		for (uint32_t k = 0; k < d->nfix; k++)
			for (uint32_t e = 0; e < d->fix[k].nedit; e++)
				if (d->fix[k].edit[e].at.hi > u->src[d->fix[k].edit[e].at.file]->n)
					die("an edit lies outside: %s", d->text);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const Options options;
	if (n < 2 || n > LARGEST)
		return 0;
	uint8_t pick = bytes[0];
	Unit *u = unit_new(NULL, &options);
	const char *text = arena_copy(u->arena, (const char *)bytes + 1, n - 1);
	uint32_t file = source_add(u, pick & 128 ? "x.json" : "x.yml", text, n - 1);
	Value *v = read_source(u, file);
	if (value_get(v, "Resources")) {
		iam_check_template(u, v);
	} else {
		IamOptions opt = { .type = (PolicyType)(pick % KINDS) };
		opt.resource_type = owners[pick / KINDS % COUNT(owners)];
		opt.statements = v->kind == V_LIST;
		iam_check(u, v, &opt);
	}
	check_spans(u);
	unit_free(u);
	return 0;
}
