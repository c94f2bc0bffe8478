// secret_plain.c: passwords and keys that stand as text where configuration is kept.
#include "secret.h"

#include <string.h>

// How values of issuers look that nobody mistakes: a beginning, and at least so many characters.
static const struct {
	const char *start;
	size_t least;
	const char *what;
} formats[] = {
	{ "AKIA", 20, "an access key of AWS" },
	{ "ASIA", 20, "an access key of AWS" },
	{ "ghp_", 40, "a token of GitHub" },
	{ "gho_", 40, "a token of GitHub" },
	{ "ghs_", 40, "a token of GitHub" },
	{ "github_pat_", 40, "a token of GitHub" },
	{ "glpat-", 20, "a token of GitLab" },
	{ "xoxb-", 24, "a token of Slack" },
	{ "xoxp-", 24, "a token of Slack" },
	{ "sk_live_", 24, "a key of Stripe" },
	{ "rk_live_", 24, "a key of Stripe" },
	{ "AIza", 39, "a key of Google" },
	{ "SG.", 60, "a key of SendGrid" },
	{ "-----BEGIN ", 60, "a private key" },
};

// What names end in that hold such a value, words apart from what comes before.
static const char *const endings[] = { "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "SECRET_KEY",
	"ACCESS_KEY", "API_KEY", "APIKEY", "PRIVATE_KEY", "SIGNING_KEY", "AUTH_TOKEN",
	"ACCESS_TOKEN", "API_TOKEN", "BOT_TOKEN", "BEARER_TOKEN" };

static bool is_letters(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!((s[i] >= 'A' && s[i] <= 'Z') || (s[i] >= 'a' && s[i] <= 'z') ||
			    (s[i] >= '0' && s[i] <= '9') || strchr("_-./+=", s[i])))
			return false;
	return true;
}

static const char *by_format(const char *s)
{
	size_t n = strlen(s);
	for (size_t i = 0; i < COUNT(formats); i++) {
		bool key = formats[i].start[0] == '-';
		if (n >= formats[i].least && str_starts(s, formats[i].start) &&
			(key ? strstr(s, "PRIVATE KEY") != NULL : is_letters(s, n)))
			return formats[i].what;
	}
	// scheme://user:password@host
	const char *host = strstr(s, "://");
	const char *at = host ? strchr(host, '@') : NULL;
	const char *colon = host ? strchr(host + 3, ':') : NULL;
	const char *slash = host ? strchr(host + 3, '/') : NULL;
	if (at && colon && colon > host + 3 && at > colon + 1 && (!slash || slash > at))
		return "a password in a URL";
	return NULL;
}

static bool has_ending(const char *name, const char *ending)
{
	size_t n = strlen(name);
	size_t m = strlen(ending);
	for (size_t i = 0; i < m; i++) {
		char c = n < m ? 0 : name[n - m + i];
		if ((c >= 'a' && c <= 'z' ? c - 32 : c) != ending[i])
			return false;
	}
	return n == m || name[n - m - 1] == '_';
}

// A value that is a name for something kept elsewhere, or a switch.
static bool is_elsewhere(const char *s)
{
	static const char *const start[] = { "arn:", "http://", "https://", "/",
		"ssm:", "secret:", "{{", "${" };
	for (size_t i = 0; i < COUNT(start); i++)
		if (str_starts(s, start[i]))
			return true;
	return strlen(s) < 6;
}

void secret_in_plain(Unit *u, const Value *variables)
{
	for (uint32_t i = 0; variables && variables->kind == V_MAP && i < variables->n; i++) {
		const Pair *p = &variables->u.pair[i];
		const char *s = p->val->kind == V_STR ? p->val->u.s : NULL;
		const char *what = s ? by_format(s) : NULL;
		for (size_t k = 0; s && k < COUNT(endings) && !what && !is_elsewhere(s); k++)
			if (has_ending(p->key, endings[k]))
				what = "a password or key, by its name";
		if (!what)
			continue;
		Diag *d = say_secret_in_plain(u, p->val->at, p->key, what);
		diag_line(d,
			"declare it under `secrets`, give the function its name, and let the code "
			"fetch it");
	}
}
