// table_owner.c: resources that carry a policy of their own.
//
// Sources: each service's page on resource-based policies and its quotas; cfn-lint knows the same
// of five.
#include "table.h"

// clang-format off
const PolicyOwner policy_owners[] = {
	{ "AWS::S3::Bucket",                  "a bucket",            "s3", 20480, OWNER_SID_FREE | OWNER_SID_REPEATS },
	{ "AWS::S3::AccessPoint",             "an access point",     "s3", 20480, OWNER_SID_FREE | OWNER_SID_REPEATS },
	{ "AWS::S3::MultiRegionAccessPoint",  "a multi-Region access point", "s3", 20480, OWNER_SID_FREE | OWNER_SID_REPEATS },
	{ "AWS::S3ObjectLambda::AccessPoint", "an object Lambda access point", "s3-object-lambda s3", 20480, OWNER_SID_FREE | OWNER_SID_REPEATS },
	{ "AWS::S3Express::DirectoryBucket",  "a directory bucket",  "s3express", 20480, OWNER_SID_FREE | OWNER_SID_REPEATS },
	{ "AWS::S3Outposts::Bucket",          "a bucket on Outposts", "s3-outposts", 20480, OWNER_SID_FREE | OWNER_SID_REPEATS },
	{ "AWS::S3Tables::TableBucket",       "a table bucket",      "s3tables", 20480, OWNER_SID_FREE | OWNER_SID_REPEATS },
	{ "AWS::SQS::Queue",                  "a queue",             "sqs", 8192, OWNER_SID_FREE, 20 },
	{ "AWS::SNS::Topic",                  "a topic",             "sns", 30720, OWNER_SID_FREE },
	{ "AWS::KMS::Key",                    "a KMS key",           "kms", 32768, OWNER_SID_FREE },
	{ "AWS::SecretsManager::Secret",      "a secret",            "secretsmanager", 20480, OWNER_SID_FREE },
	{ "AWS::Lambda::Function",            "a function",          "lambda", 20480, OWNER_SID_FREE },
	{ "AWS::Lambda::LayerVersion",        "a layer version",     "lambda", 20480, OWNER_SID_FREE },
	{ "AWS::ECR::Repository",             "a repository",        "ecr", 10240, OWNER_SID_FREE | OWNER_SID_REPEATS | OWNER_NO_RESOURCE },
	{ "AWS::ECR::PublicRepository",       "a public repository", "ecr-public", 10240, OWNER_SID_FREE | OWNER_SID_REPEATS | OWNER_NO_RESOURCE | OWNER_PUBLIC_NOTE },
	{ "AWS::Events::EventBus",            "an event bus",        "events", 10240, OWNER_SID_FREE },
	{ "AWS::EventSchemas::Registry",      "a schema registry",   "schemas", 0, OWNER_SID_FREE },
	{ "AWS::ApiGateway::RestApi",         "an API",              "execute-api", 8192, OWNER_SID_FREE | OWNER_SHORT_ARN | OWNER_PUBLIC_NOTE },
	{ "AWS::EFS::FileSystem",             "a file system",       "elasticfilesystem", 20000, OWNER_SID_FREE },
	{ "AWS::Logs::LogGroup",              "log groups",          "logs", 5120, OWNER_SID_FREE },
	{ "AWS::DynamoDB::Table",             "a table",             "dynamodb", 20480, OWNER_SID_FREE },
	{ "AWS::DynamoDB::Stream",            "a table's stream",    "dynamodb", 20480, OWNER_SID_FREE },
	{ "AWS::Kinesis::Stream",             "a stream",            "kinesis", 20480, OWNER_SID_FREE },
	{ "AWS::OpenSearchService::Domain",   "a domain",            "es", 102400, OWNER_SID_FREE },
	{ "AWS::Elasticsearch::Domain",       "a domain",            "es", 102400, OWNER_SID_FREE },
	{ "AWS::Backup::BackupVault",         "a backup vault",      "backup", 0, OWNER_SID_FREE },
	{ "AWS::CodeArtifact::Domain",        "a CodeArtifact domain", "codeartifact", 6144, OWNER_SID_FREE },
	{ "AWS::CodeArtifact::Repository",    "a CodeArtifact repository", "codeartifact", 6144, OWNER_SID_FREE },
	{ "AWS::CodeBuild::Project",          "a project",           "codebuild", 0, OWNER_SID_FREE },
	{ "AWS::Glue::ResourcePolicy",        "the Data Catalog",    "glue", 10240, OWNER_SID_FREE },
	{ "AWS::ACMPCA::CertificateAuthority", "a certificate authority", "acm-pca", 0, OWNER_SID_FREE },
	{ "AWS::VpcLattice::Service",         "a VPC Lattice service", "vpc-lattice-svcs vpc-lattice", 10240, OWNER_SID_FREE },
	{ "AWS::Serverless::Application",     "an application",      "serverlessrepo", 0, OWNER_SID_FREE },
	{ "AWS::Rekognition::Project",        "a project",           "rekognition", 0, OWNER_SID_FREE },
	{ "AWS::SES::EmailIdentity",          "an identity",         "ses", 4096, OWNER_SID_FREE },
	{ "AWS::MediaStore::Container",       "a container",         "mediastore", 20480, OWNER_SID_FREE },
	{ "AWS::EC2::VPCEndpoint",            "an endpoint",         "", 20480, OWNER_SID_FREE | OWNER_ANY_SERVICE | OWNER_PUBLIC_NOTE },
	{ 0 },
};
// clang-format on

const PolicyOwner *policy_owner_find(const char *type)
{
	for (const PolicyOwner *o = policy_owners; type && o->type; o++)
		if (str_eq(o->type, type))
			return o;
	return NULL;
}
