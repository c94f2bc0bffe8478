// table_principal.c: who may stand in a Principal besides accounts, users and roles.
//
// AWS publishes no list of service principals. This one is from the services' guides and from the
// policies that AWS manages; it serves suggestions only, and a name that is not here is not wrong
// for that.
#include "table.h"

const char service_principals[] =
	"access-analyzer account acm acm-pca airflow airflow-env alexa-appkit amplify amplifybackend apigateway "
	"app-integrations appconfig appfabric appflow application-autoscaling application-insights "
	"application-signals appmesh apprunner appstream appsync aps arc-zonal-shift athena auditmanager autoscaling "
	"autoscaling-plans backup backup-gateway backup-storage batch bedrock bedrock-agentcore billing "
	"billingconductor braket budgets cassandra cases ce chatbot chime cleanrooms cloud9 cloudformation cloudfront "
	"cloudhsm cloudsearch cloudtrail cloudwatch cloudwatch-crossaccount codeartifact codebuild codecommit "
	"codedeploy codeguru-profiler codeguru-reviewer codepipeline codestar-connections codestar-notifications "
	"codewhisperer cognito-identity cognito-idp cognito-sync comprehend compute-optimizer config connect "
	"connect-campaigns controltower cost-optimization-hub cur databrew datapipeline datasync datazone dax deadline "
	"detective devops-guru directconnect discovery dlm dms docdb-elastic drs ds dynamodb ebs ec2 ec2fleet "
	"ec2scheduled ecr ecs ecs-tasks edgelambda eks eks-fargate eks-fargate-pods eks-nodegroup elasticache "
	"elasticbeanstalk elasticfilesystem elasticloadbalancing elasticmapreduce elastictranscoder email-ses "
	"emr-containers emr-serverless entityresolution es evidently events export finspace firehose fis fms forecast "
	"frauddetector freertos fsx gamelift glacier globalaccelerator glue grafana greengrass groundstation guardduty "
	"health healthlake iam imagebuilder import-export importexport inspector inspector2 internetmonitor iot "
	"iotanalytics iotdeviceadvisor iotevents iotfleethub iotfleetwise iotsitewise iottwinmaker iotwireless ivs "
	"kafka kafkaconnect kendra kinesis kinesisanalytics kinesisvideo kms lakeformation lambda launchwizard lex "
	"lexv2 license-manager lightsail location logs lookoutequipment lookoutmetrics lookoutvision m2 macie "
	"managedblockchain managedservices marketplace mediaconnect mediaconvert medialive mediapackage mediastore "
	"mediatailor member memorydb mgn migrationhub migrationhub-orchestrator mobileanalytics monitoring mq "
	"network-firewall networkmanager nimble omics opensearchservice opsworks opsworks-cm organizations osis "
	"outposts panorama payment-cryptography pca-connector-ad personalize pinpoint pipes polly pricing "
	"privateca-connector profile proton purchaseorders qbusiness qldb quicksight ram rbin rds redshift "
	"redshift-data redshift-serverless refactor-spaces rekognition resiliencehub resource-explorer-2 "
	"resource-groups robomaker rolesanywhere route53 route53-recovery-readiness route53domains route53resolver "
	"rum s3 s3-outposts sagemaker scheduler schemas scraper sdb secretsmanager securityhub securitylake "
	"serverlessrepo servicecatalog servicecatalog-appregistry servicediscovery servicequotas ses shield signer "
	"signin simspaceweaver sms sms-voice snowball sns spot spotfleet sqs ssm ssm-guiconnect ssm-incidents "
	"ssm-quicksetup ssm-sap sso states storagegateway streams sts support swf synthetics tagging textract "
	"timestream tnb transcribe transfer translate trustedadvisor tts user-subscriptions verifiedpermissions "
	"vmie vpc-flow-logs vpc-lattice waf waf-regional wafv2 wellarchitected wisdom workdocs worklink workmail "
	"workspaces workspaces-web xray";

const char long_service_principals[] =
	"channels.lex channels.lexv2 contract.iq contributorinsights.dynamodb cognito-idp.idp credentials.iot "
	"cks.kms custom-resource.application-autoscaling custom.rds custom.rds-preview databrew.glue delivery.logs "
	"dynamodb.application-autoscaling ec2.application-autoscaling ecs.application-autoscaling "
	"elasticmapreduce.application-autoscaling accountdiscovery.ssm agentless.inspector2 "
	"email.cognito-idp event-processor.health kinesisreplication.dynamodb kafka.application-autoscaling "
	"lambda.application-autoscaling lookoutvision.rekognition mail.workmail malware-protection.guardduty "
	"malware-protection-plan.guardduty management.chatbot member.org.stacksets.cloudformation "
	"migrationhub.discovery neptune.application-autoscaling observability.aoss opsdatasync.ssm "
	"ops.apigateway ops.emr-serverless permission.iq preview.sagemaker rds.application-autoscaling "
	"replication.cassandra replication.dynamodb replication.ecr replication.lexv2 replicator.lambda "
	"sagemaker.application-autoscaling servicelinkedrole.workspaces stacksets.cloudformation "
	"pullthroughcache.ecr telemetry-enablement.observabilityadmin vpc-lattice.eks workspaces.application-autoscaling "
	"appstream.application-autoscaling cassandra.application-autoscaling comprehend.application-autoscaling "
	"elasticache.application-autoscaling ssm-incidents.ssm data.iot deviceadvisor.iot fleethub.iot "
	"continuousexport.discovery logs.lambda logger.cloudfront cloudwatch.synthetics "
	"autoscaling.rds transitgateway.networkmanager";

const char source_services[] =
	"bedrock cloudformation codebuild codepipeline config ecs-tasks events firehose glue iot kendra "
	"kinesisanalytics logs personalize pipes resiliencehub sagemaker scheduler states transcribe vpc-flow-logs";

const char web_providers[] =
	"cognito-identity.amazonaws.com www.amazon.com graph.facebook.com accounts.google.com";
