// check_resource_name.c: resources whose ARN has the right shape and that nothing can ever have, by what
// people write.
//
// Sources: Systems Manager user guide, "Restricting access to parameters using IAM policies"; Secrets
// Manager user guide, "What's in a Secrets Manager secret?" (the ARN ends in six random characters); KMS
// developer guide, "Specifying KMS keys in IAM policy statements"; S3 user guide, "Policy resources".
#include "check.h"

#include <ctype.h>
#include <string.h>

enum { RANDOM_END = 7 }; // a hyphen and six letters or digits

static bool two_slashes(const char *name)
{
	return str_starts(name, "parameter//");
}

static bool is_url(const char *name)
{
	return str_starts(name, "s3://") || str_starts(name, "https://");
}

static bool key_alias(const char *name)
{
	return str_starts(name, "key/alias/");
}

// A secret's name without what its ARN has behind it.
static bool bare_secret(const char *name)
{
	size_t n = strlen(name);
	if (!str_starts(name, "secret:") || n < sizeof "secret:")
		return false;
	if (n < RANDOM_END || name[n - RANDOM_END] != '-')
		return true;
	for (const char *s = name + n - RANDOM_END + 1; *s; s++)
		if (!isalnum((unsigned char)*s))
			return true;
	return false;
}

static const struct {
	const char *service;
	bool (*is)(const char *name);
	bool open; // with wildcards and variables too
	const char *why;
} names[] = {
	{ "ssm", two_slashes, true,
		"the slash that a parameter's name begins with is the one behind `parameter`" },
	{ "s3", is_url, true, "the part behind `:::` is the bucket's name, without `s3://`" },
	{ "kms", key_alias, true,
		"a policy names the key, or limits `kms:RequestAlias`: an alias is no key" },
	{ "secretsmanager", bare_secret, false,
		"AWS puts a hyphen and six characters behind a secret's name: write `-??????`" },
};

void check_resource_name(const Check *c, const Text *t, const Arn *a)
{
	const char *name = a->part[ARN_PARTS - 1];
	for (size_t i = 0; i < COUNT(names); i++) {
		size_t n = strlen(names[i].service);
		if (a->n[2] != n || strncmp(a->part[2], names[i].service, n) != 0 ||
			(!names[i].open && part_is_open(name, a->n[ARN_PARTS - 1])) ||
			!names[i].is(name))
			continue;
		Diag *d = say_resource_never(c->u, t->at, text_shown(c->u, t));
		diag_line(d, "%s", names[i].why);
	}
}
