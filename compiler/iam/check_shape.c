// check_shape.c: the grammar of a policy: which elements there are, of which JSON type.
//
// Source: IAM user guide, "Grammar of the IAM JSON policy language" and the pages of its elements.
// It walks the values as they are written, since the model (policy.c) has already left out what
// does not fit.
#include "check.h"

#include <string.h>

static bool is_text(const Value *v)
{
	return (value_scalar(v) && v->kind == V_STR) || v->kind == V_JOIN || v->kind == V_HOLE ||
		(v->kind >= V_ENT && v->kind != V_IF);
}

static Diag *say_type(const Check *c, const Value *v, const char *what, const char *wants)
{
	if (v->kind == V_BAD || v->kind == V_HOLE)
		return NULL;
	return diag_aa(say_policy_type_mismatch(c->u, v->at, what, wants, value_noun(v)),
		"DATA_TYPE_MISMATCH");
}

static bool known_key(const char *key, const char *known, Nearest *near, Arena *a)
{
	for (Word w = { .rest = known }; word_next(&w);) {
		if (strlen(key) == w.n && strncmp(key, w.s, w.n) == 0)
			return true;
		nearest_try(near, arena_copy(a, w.s, w.n));
	}
	// What is ours, not IAM's: it is taken out before the policy goes anywhere.
	return str_eq(key, "x-topc-ignore");
}

static const char document_elements[] = "Version Id Statement";
static const char statement_elements[] =
	"Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition";

// Whether an unknown key is nearly one of `elements`: that is said, so that none of them is missed.
static bool is_misspelt(const Check *c, const Value *map, const char *known, const char *elements)
{
	for (uint32_t i = 0; i < map->n; i++) {
		Nearest near = { .word = map->u.pair[i].key };
		if (!known_key(near.word, known, &near, c->u->arena) && near.ntie == 1 &&
			word_in(elements, near.best, strlen(near.best)))
			return true;
	}
	return false;
}

static bool is_missed(const Check *c, const Value *stmt, const char *elements)
{
	return !is_misspelt(c, stmt, statement_elements, elements);
}

static void check_members(const Check *c, const Value *map, const char *known, const char *what)
{
	for (uint32_t i = 0; i < map->n; i++) {
		const Pair *p = &map->u.pair[i];
		Nearest near = { .word = p->key };
		if (known_key(p->key, known, &near, c->u->arena))
			continue;
		Diag *d = say_unknown_policy_element(c->u, p->at, p->key, what);
		diag_aa(d, "INVALID_POLICY_ELEMENT");
		const Source *src = c->u->src[p->at.file];
		bool quoted = p->at.hi > p->at.lo && strchr("\"'", src->text[p->at.lo]);
		diag_nearest(d, &near, FIX_MAYBE,
			(Span){ p->at.file, p->at.lo + quoted, p->at.hi - quoted });
	}
}

static void check_strings(const Check *c, const Value *v, const char *element)
{
	if (v->kind != V_LIST) {
		if (!is_text(v))
			say_type(c, v, U_FORMAT(c->u, "`%s`", element),
				"a string or a list of strings");
		return;
	}
	for (uint32_t i = 0; i < v->n; i++)
		if (!is_text(v->u.item[i]))
			say_type(c, v->u.item[i], U_FORMAT(c->u, "`%s`", element), "strings");
	if (!v->n) {
		bool action = strstr(element, "Action") != NULL;
		diag_aa(say_empty_element(c->u, v->at, element),
			action ? "EMPTY_ARRAY_ACTION" : "EMPTY_ARRAY_RESOURCE");
	}
}

static void check_principal_shape(const Check *c, const Value *v)
{
	if (is_text(v)) {
		Text t = policy_text(c->u, v);
		if (t.known && !text_is(&t, "*"))
			diag_aa(say_principal_format(c->u, v->at, U_FORMAT(c->u, "`%s`", t.s)),
				"INVALID_PRINCIPAL_FORMAT");
		return;
	}
	if (v->kind != V_MAP) {
		if (v->kind != V_BAD)
			diag_aa(say_principal_format(c->u, v->at, value_noun(v)),
				"INVALID_PRINCIPAL_FORMAT");
		return;
	}
	static const char words[] = "AWS Service Federated CanonicalUser";
	if (!v->n)
		diag_aa(say_empty_element(c->u, v->at, "Principal"), "EMPTY_OBJECT_PRINCIPAL");
	for (uint32_t i = 0; i < v->n; i++) {
		const Pair *p = &v->u.pair[i];
		Nearest near = { .word = p->key };
		if (!known_key(p->key, words, &near, c->u->arena)) {
			Diag *d = say_principal_kind(c->u, p->at, p->key);
			diag_aa(d, "INVALID_PRINCIPAL_KEY");
			if (near.best)
				diag_line(d, "did you mean `%s`?", near.best);
			continue;
		}
		if (p->val->kind == V_LIST && !p->val->n) {
			diag_aa(say_empty_element(c->u, p->val->at, p->key),
				"EMPTY_ARRAY_PRINCIPAL");
			continue;
		}
		check_strings(c, p->val, p->key);
	}
}

static bool is_value(const Value *v)
{
	return is_text(v) || v->kind == V_BOOL || v->kind == V_NUM;
}

static void say_empty_values(const Check *c, const Pair *op, const Pair *key)
{
	Condition k = { 0 };
	operator_read(&k, op->key);
	const char *aa = k.set == FOR_ALL ? "EMPTY_ARRAY_CONDITION_FORALLVALUES" :
		k.set == FOR_ANY          ? "EMPTY_ARRAY_CONDITION_FORANYVALUE" :
		k.if_exists               ? "EMPTY_ARRAY_CONDITION_IFEXISTS" :
					    "EMPTY_ARRAY_CONDITION";
	const char *holds = k.set == FOR_ANY ? "the condition never holds" :
		k.set == FOR_ALL || k.if_exists ?
					       "the condition holds only when the key is missing" :
					       "the condition never holds";
	diag_aa(say_empty_condition_values(c->u, key->val->at, key->key, holds), aa);
}

static void check_condition_shape(const Check *c, const Value *v)
{
	if (v->kind != V_MAP) {
		say_type(c, v, "`Condition`", "a map of operators");
		return;
	}
	if (!v->n)
		diag_aa(say_empty_element(c->u, v->at, "Condition"), "EMPTY_OBJECT_CONDITION");
	for (uint32_t i = 0; i < v->n; i++) {
		const Pair *op = &v->u.pair[i];
		if (op->val->kind != V_MAP) {
			say_type(c, op->val, U_FORMAT(c->u, "`%s`", op->key),
				"a map of condition keys");
			continue;
		}
		if (!op->val->n)
			diag_aa(say_empty_element(c->u, op->val->at, op->key),
				"EMPTY_OBJECT_CONDITION");
		for (uint32_t j = 0; j < op->val->n; j++) {
			const Pair *key = &op->val->u.pair[j];
			const Value *val = key->val;
			if (val->kind == V_LIST && !val->n)
				say_empty_values(c, op, key);
			for (uint32_t k = 0; val->kind == V_LIST && k < val->n; k++)
				if (!is_value(val->u.item[k]))
					say_type(c, val->u.item[k],
						U_FORMAT(c->u, "`%s`", key->key),
						"strings, numbers and booleans");
			if (val->kind != V_LIST && !is_value(val))
				say_type(c, val, U_FORMAT(c->u, "`%s`", key->key),
					"a string or a list of strings");
		}
	}
}

// Two elements of which a statement takes one. Returns the one that is there, the first of both.
static const Pair *check_either(
	const Check *c, const Value *stmt, const char *one, const char *other)
{
	const Pair *p = value_pair(stmt, one);
	const Pair *q = value_pair(stmt, other);
	if (p && q) {
		const Pair *late = p->at.lo < q->at.lo ? q : p;
		Diag *d = say_exclusive_elements(c->u, late->at, one, other);
		diag_context(d, late == q ? p->at : q->at, "already here");
		diag_aa(d, "UNSUPPORTED_ELEMENT_COMBINATION");
	}
	return p ? p : q;
}

static void check_effect(const Check *c, const Value *stmt)
{
	const Value *v = value_get(stmt, "Effect");
	if (!v) {
		if (is_missed(c, stmt, "Effect"))
			diag_aa(say_missing_effect(c->u, stmt->at), "MISSING_EFFECT");
	} else if (!is_text(v)) {
		say_type(c, v, "`Effect`", "`Allow` or `Deny`");
	} else if (v->kind == V_STR && !value_is(v, "Allow") && !value_is(v, "Deny")) {
		Diag *d = say_wrong_effect(c->u, v->at, v->u.s);
		diag_aa(d, "INVALID_EFFECT");
		Nearest near = { .word = v->u.s };
		nearest_try(&near, "Allow");
		nearest_try(&near, "Deny");
		// Only the case is wrong: the meaning is certain.
		diag_nearest(d, &near, near.best && !near.distance ? FIX_SAFE : FIX_MAYBE,
			value_part(c->u, v, 0, v->n));
	}
}

static void check_resource_element(const Check *c, const Value *stmt)
{
	const Pair *p = check_either(c, stmt, "Resource", "NotResource");
	if (p && c->p->type == POLICY_TRUST) {
		diag_aa(say_resource_in_trust(c->u, p->at, p->key),
			"ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE");
		return;
	}
	bool optional =
		c->p->type == POLICY_TRUST || (c->owner && c->owner->flags & OWNER_NO_RESOURCE);
	if (p)
		check_strings(c, p->val, p->key);
	else if (!optional && is_missed(c, stmt, "Resource NotResource"))
		diag_aa(say_missing_resource(c->u, stmt->at), "MISSING_RESOURCE");
}

static void check_principal_element(const Check *c, const Value *stmt)
{
	const Pair *p = check_either(c, stmt, "Principal", "NotPrincipal");
	if (!p) {
		if (!is_missed(c, stmt, "Principal NotPrincipal"))
			return;
		if (policy_has_principals(c))
			diag_aa(say_missing_principal(c->u, stmt->at, policy_what(c)),
				"MISSING_PRINCIPAL");
		else if (c->p->type == POLICY_RCP)
			diag_aa(say_missing_principal(c->u, stmt->at, policy_what(c)),
				"RCP_SYNTAX_ERROR_PRINCIPAL");
		return;
	}
	if (c->p->type == POLICY_SCP) {
		diag_aa(say_principal_in_scp(c->u, p->at, p->key), "SCP_SYNTAX_ERROR_PRINCIPAL");
	} else if (c->p->type == POLICY_IDENTITY || c->p->type == POLICY_BOUNDARY) {
		diag_aa(say_principal_not_allowed(c->u, p->at, p->key, policy_what(c)),
			"UNSUPPORTED_PRINCIPAL");
	} else if (c->p->type == POLICY_TRUST && p->key[0] == 'N') {
		diag_aa(say_not_principal_in_trust(c->u, p->at),
			"ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL");
	} else if (c->p->type == POLICY_RCP) {
		Text t = policy_text(c->u, p->val);
		if (p->key[0] == 'N' || (t.known && !text_is(&t, "*")))
			diag_aa(say_rcp_principal(c->u, p->val->at), "RCP_SYNTAX_ERROR_PRINCIPAL");
	} else {
		check_principal_shape(c, p->val);
	}
}

static void check_statement_shape(const Check *c, const Value *stmt)
{
	if (stmt->kind != V_MAP) {
		say_type(c, stmt, "`Statement`", "a map or a list of maps");
		return;
	}
	check_members(c, stmt, statement_elements, "a statement");
	check_effect(c, stmt);
	const Pair *action = check_either(c, stmt, "Action", "NotAction");
	if (action)
		check_strings(c, action->val, action->key);
	else if (is_missed(c, stmt, "Action NotAction"))
		diag_aa(say_missing_action(c->u, stmt->at), "MISSING_ACTION");
	check_resource_element(c, stmt);
	check_principal_element(c, stmt);
	const Value *condition = value_get(stmt, "Condition");
	if (condition)
		check_condition_shape(c, condition);
}

static void check_version(const Check *c)
{
	const Value *v = value_get(c->p->v, "Version");
	const char *wants =
		c->p->type == POLICY_RCP ? "`2012-10-17`" : "`2012-10-17` or `2008-10-17`";
	if (!v && is_misspelt(c, c->p->v, document_elements, "Version"))
		return;
	if (!v) {
		diag_aa(say_missing_policy_version(c->u, c->p->at), "MISSING_VERSION");
		return;
	}
	if (!is_text(v)) {
		say_type(c, v, "`Version`", U_FORMAT(c->u, "the string %s", wants));
		return;
	}
	bool old = value_is(v, "2008-10-17");
	if (v->kind != V_STR || value_is(v, "2012-10-17") || (old && c->p->type != POLICY_RCP)) {
		if (old)
			diag_fix(say_old_policy_version(c->u, v->at), FIX_MAYBE,
				"use the present language", value_part(c->u, v, 0, v->n),
				"2012-10-17");
		return;
	}
	Diag *d = say_wrong_policy_version(c->u, v->at, v->u.s, wants);
	diag_aa(d, "INVALID_VERSION");
	diag_line(d, "it names the policy language, not the version of this policy");
	diag_fix(d, FIX_MAYBE, "use the present language", value_part(c->u, v, 0, v->n),
		"2012-10-17");
}

static void check_document(const Check *c)
{
	check_members(c, c->p->v, document_elements, "a policy");
	check_version(c);
	const Pair *id = value_pair(c->p->v, "Id");
	if (id && !policy_has_principals(c) && c->p->type != POLICY_RCP)
		say_policy_id_not_used(c->u, id->at, policy_what(c));
	if (id && !is_text(id->val))
		say_type(c, id->val, "`Id`", "a string");
}

void check_shape(const Check *c)
{
	const Value *list = c->p->v;
	if (!c->p->statements) {
		if (list->kind != V_MAP) {
			say_type(c, list, "a policy", "a map");
			return;
		}
		check_document(c);
		list = value_get(list, "Statement");
	}
	if (!list && is_misspelt(c, c->p->v, document_elements, "Statement"))
		return;
	if (!list || (list->kind == V_LIST && !list->n)) {
		diag_aa(say_missing_statement(c->u, list ? list->at : c->p->at),
			"MISSING_STATEMENT");
		return;
	}
	if (list->kind != V_LIST) {
		check_statement_shape(c, list);
		return;
	}
	for (uint32_t i = 0; i < list->n; i++)
		check_statement_shape(c, list->u.item[i]);
}
