// iam.h: the policy validator and the comparison of access, as the rest of the compiler sees them.
// compiler/iam/ has them; they work on values with spans and know nothing of topologies.
//
// Sources: the IAM user guide's policy grammar, Access Analyzer's check reference (2026), and the
// service reference data in templates/data/.
#ifndef TOPC_IAM_H
#define TOPC_IAM_H

#include "ir.h"

typedef enum PolicyType {
	POLICY_IDENTITY,
	POLICY_RESOURCE,
	POLICY_TRUST,
	POLICY_SCP,
	POLICY_RCP,
	POLICY_BOUNDARY,
} PolicyType;

typedef struct IamOptions {
	PolicyType type;
	const char *resource_type; // POLICY_RESOURCE: "AWS::S3::Bucket", or NULL when not known
	bool statements;           // the value is a list of statements, not a document
	bool managed;              // a customer managed policy, which may have 6,144 characters
} IamOptions;

// Checks a policy and says what is wrong with it. Strings may be V_STR, or V_JOIN with V_HOLE or
// V_REF pieces; such a piece stands for text that is not known here.
void iam_check(Unit *, const Value *policy, const IamOptions *);

// Checks every policy of a CloudFormation or SAM template, and its Lambda permissions. The template is as
// read: functions are maps, {"Fn::Sub": "…"}.
void iam_check_template(Unit *, const Value *template);

// ---- What calls need ------------------------------------------------------------------------

// The actions that allow an operation of the AWS SDK, by its names in Step Functions: "dynamodb",
// "getItem". Words; NULL: not known.
const char *iam_sdk_actions(Unit *, const char *service, const char *operation);
// The ARNs of the resources that an action ("s3:GetObject") can be limited to, as AWS's reference writes
// them: `arn:${Partition}:s3:::${BucketName}/${ObjectName}`. None: it works on `*` only.
const char **iam_action_arns(Unit *, const char *action, uint32_t *n);
// Whether a policy document, or list of statements, has a statement that allows the action on
// something.
bool iam_mentions(Unit *, const Value *policy, const char *action);
// Whether an element of an Action list ("s3:Get*") takes in an action, in any case.
bool iam_pattern_has(const char *pattern, const char *action);

#endif
