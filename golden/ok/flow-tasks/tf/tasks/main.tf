resource "aws_sfn_state_machine" "calls_flow" {
  name     = "tasks_calls_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.calls_flow_role.arn
  definition = jsonencode({
    StartAt = "Call"
    States = {
      Answer = {
        Next = "State"
        Parameters = {
          "QueryExecutionId.$" = "$.id"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::athena:getQueryResults"
        Type     = "Task"
      }
      Brew = {
        Next = "Query"
        Parameters = {
          Name = "clean"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::databrew:startJobRun.sync"
        Type     = "Task"
      }
      Build = {
        Next = "Builds"
        Parameters = {
          ProjectName = "site"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::codebuild:startBuild.sync"
        Type     = "Task"
      }
      Builds = {
        Next = "Brew"
        Parameters = {
          ProjectName = "sites"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::codebuild:startBuildBatch.sync"
        Type     = "Task"
      }
      Call = {
        Next = "CallAny"
        Parameters = {
          ApiEndpoint = "a1b2c3.execute-api.eu-west-1.amazonaws.com"
          AuthType    = "IAM_ROLE"
          Method      = "GET"
          Path        = "/orders/1"
          Stage       = "prod"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::apigateway:invoke"
        Type     = "Task"
      }
      CallAny = {
        Next = "Job"
        Parameters = {
          "ApiEndpoint.$" = "$.host"
          AuthType        = "NO_AUTH"
          Method          = "POST"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::apigateway:invoke"
        Type     = "Task"
      }
      Copy = {
        End = true
        Parameters = {
          Bucket     = "theirs"
          CopySource = "/ours/a.json"
          Key        = "b.json"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::aws-sdk:s3:copyObject"
        Type     = "Task"
      }
      Job = {
        Next = "JobAt"
        Parameters = {
          JobDefinition = "report"
          JobName       = "nightly"
          JobQueue      = "slow"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::batch:submitJob.sync"
        Type     = "Task"
      }
      JobAt = {
        Next = "Build"
        Parameters = {
          JobDefinition = "report:3"
          JobName       = "nightly"
          JobQueue      = "arn:${data.aws_partition.current.partition}:batch:eu-west-1:111122223333:job-queue/slow"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::batch:submitJob"
        Type     = "Task"
      }
      Query = {
        Next = "Answer"
        Parameters = {
          QueryExecutionContext = {
            Catalog  = "AwsDataCatalog"
            Database = "lake"
          }
          QueryString = "select 1"
          ResultConfiguration = {
            OutputLocation = "s3://answers/daily/"
          }
          WorkGroup = "reports"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::athena:startQueryExecution.sync"
        Type     = "Task"
      }
      State = {
        Next = "Stop"
        Parameters = {
          "QueryExecutionId.$" = "$.id"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::athena:getQueryExecution"
        Type     = "Task"
      }
      Stop = {
        Next = "Copy"
        Parameters = {
          "QueryExecutionId.$" = "$.id"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::athena:stopQueryExecution"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.calls_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.calls_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "calls_flow_log_group" {
  name              = "/aws/vendedlogs/states/tasks_calls_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "calls_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:tasks_calls_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "states.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "calls_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "athena:GetDataCatalog"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:athena:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:datacatalog/AwsDataCatalog"
      },
      {
        Action = [
          "athena:GetQueryExecution",
          "athena:GetQueryResults",
          "athena:StopQueryExecution",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:athena:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:workgroup/*"
      },
      {
        Action = [
          "athena:GetQueryExecution",
          "athena:StartQueryExecution",
          "athena:StopQueryExecution",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:athena:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:workgroup/reports"
      },
      {
        Action = [
          "batch:DescribeJobs",
          "lakeformation:GetDataAccess",
          "logs:CreateLogDelivery",
          "logs:CreateLogStream",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutLogEvents",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action = "batch:SubmitJob"
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:batch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:job-definition/report:*",
          "arn:${data.aws_partition.current.partition}:batch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:job-queue/slow",
          "arn:${data.aws_partition.current.partition}:batch:eu-west-1:111122223333:job-queue/slow",
        ]
      },
      {
        Action   = "batch:TerminateJob"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:batch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:job/*"
      },
      {
        Action = [
          "codebuild:BatchGetBuildBatches",
          "codebuild:StartBuildBatch",
          "codebuild:StopBuildBatch",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:codebuild:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:project/sites"
      },
      {
        Action   = ["codebuild:BatchGetBuilds", "codebuild:StartBuild", "codebuild:StopBuild"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:codebuild:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:project/site"
      },
      {
        Action   = "codebuild:BatchGetReports"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:codebuild:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:report-group/site-*"
      },
      {
        Action   = ["databrew:ListJobRuns", "databrew:StartJobRun", "databrew:StopJobRun"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:databrew:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:job/clean"
      },
      {
        Action = ["events:DescribeRule", "events:PutRule", "events:PutTargets"]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventForCodeBuildStartBuildBatchRule",
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventForCodeBuildStartBuildRule",
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventsForBatchJobsRule",
        ]
      },
      {
        Action   = "execute-api:Invoke"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:execute-api:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:a1b2c3/prod/GET/orders/1"
      },
      {
        Action = ["glue:GetDatabase", "glue:GetPartitions", "glue:GetTable"]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:catalog",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:database/lake",
        ]
      },
      {
        Action   = ["glue:GetPartitions", "glue:GetTable"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:table/lake/*"
      },
      {
        Action = [
          "s3:AbortMultipartUpload",
          "s3:GetObject",
          "s3:ListMultipartUploadParts",
          "s3:PutObject",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:s3:::answers/*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:s3:::answers"
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:s3:::ours/a.json"
      },
      {
        Action   = "s3:PutObject"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:s3:::theirs/b.json"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.calls_flow_role.name
}

resource "aws_sfn_state_machine" "clusters_flow" {
  name     = "tasks_clusters_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.clusters_flow_role.arn
  definition = jsonencode({
    StartAt = "Cluster"
    States = {
      Cluster = {
        Next = "Nodes"
        Parameters = {
          Name = "main"
          ResourcesVpcConfig = {
            SubnetIds = ["subnet-1", "subnet-2"]
          }
          RoleArn = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/eks"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::eks:createCluster.sync"
        Type     = "Task"
      }
      NoCluster = {
        Next = "Virtual"
        Parameters = {
          Name = "main"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::eks:deleteCluster.sync"
        Type     = "Task"
      }
      NoNodes = {
        Next = "NoCluster"
        Parameters = {
          ClusterName   = "main"
          NodegroupName = "small"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::eks:deleteNodegroup.sync"
        Type     = "Task"
      }
      NoProfile = {
        Next = "NoNodes"
        Parameters = {
          ClusterName        = "main"
          FargateProfileName = "pods"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::eks:deleteFargateProfile.sync"
        Type     = "Task"
      }
      NoVirtual = {
        End = true
        Parameters = {
          Id = "abc"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::emr-containers:deleteVirtualCluster.sync"
        Type     = "Task"
      }
      Nodes = {
        Next = "Profile"
        Parameters = {
          ClusterName   = "main"
          NodeRole      = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/node"
          NodegroupName = "small"
          Subnets       = ["subnet-1"]
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::eks:createNodegroup.sync"
        Type     = "Task"
      }
      Profile = {
        Next = "NoProfile"
        Parameters = {
          ClusterName         = "main"
          FargateProfileName  = "pods"
          PodExecutionRoleArn = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/pods"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::eks:createFargateProfile.sync"
        Type     = "Task"
      }
      Virtual = {
        Next = "NoVirtual"
        Parameters = {
          ExecutionRoleArn = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/emr"
          JobDriver = {
            SparkSubmitJobDriver = {
              EntryPoint = "s3://ours/job.py"
            }
          }
          ReleaseLabel     = "emr-6.10.0-latest"
          VirtualClusterId = "abc"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::emr-containers:startJobRun.sync"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.clusters_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.clusters_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "clusters_flow_log_group" {
  name              = "/aws/vendedlogs/states/tasks_clusters_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "clusters_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:tasks_clusters_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "states.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "clusters_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "ec2:DescribeSubnets",
          "eks:CreateCluster",
          "logs:CreateLogDelivery",
          "logs:CreateLogStream",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutLogEvents",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action = [
          "eks:CreateFargateProfile",
          "eks:CreateNodegroup",
          "eks:DeleteCluster",
          "eks:DescribeCluster",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:eks:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:cluster/main"
      },
      {
        Action   = ["eks:DeleteFargateProfile", "eks:DescribeFargateProfile"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:eks:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:fargateprofile/main/pods/*"
      },
      {
        Action   = ["eks:DeleteNodegroup", "eks:DescribeNodegroup"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:eks:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:nodegroup/main/small/*"
      },
      {
        Action   = ["emr-containers:CancelJobRun", "emr-containers:DescribeJobRun"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:emr-containers:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:/virtualclusters/abc/jobruns/*"
      },
      {
        Action   = ["emr-containers:DeleteVirtualCluster", "emr-containers:DescribeVirtualCluster"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:emr-containers:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:/virtualclusters/abc"
      },
      {
        Action = "emr-containers:StartJobRun"
        Condition = {
          StringEquals = {
            "emr-containers:ExecutionRoleArn" = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/emr"
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:emr-containers:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:/virtualclusters/abc"
      },
      {
        Action   = ["iam:GetRole", "iam:ListAttachedRolePolicies"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/node"
      },
      {
        Action = "iam:PassRole"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "eks.amazonaws.com"
          }
        }
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:iam::111122223333:role/eks",
          "arn:${data.aws_partition.current.partition}:iam::111122223333:role/node",
        ]
      },
      {
        Action = "iam:PassRole"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "eks-fargate-pods.amazonaws.com"
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/pods"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.clusters_flow_role.name
}

resource "aws_sfn_state_machine" "labels_flow" {
  name     = "tasks_labels_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.labels_flow_role.arn
  definition = jsonencode({
    StartAt = "Search"
    States = {
      Film = {
        End = true
        Parameters = {
          JobTemplate = "small"
          Queue       = "slow"
          Role        = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/film"
          Settings    = {}
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::mediaconvert:createJob.sync"
        Type     = "Task"
      }
      Label = {
        Next = "Film"
        Parameters = {
          HumanTaskConfig = {
            AnnotationConsolidationConfig = {
              AnnotationConsolidationLambdaArn = "arn:${data.aws_partition.current.partition}:lambda:eu-west-1:111122223333:function:after"
            }
            NumberOfHumanWorkersPerDataObject = 1
            PreHumanTaskLambdaArn             = "arn:${data.aws_partition.current.partition}:lambda:eu-west-1:111122223333:function:before"
            TaskDescription                   = "what is it"
            TaskTimeLimitInSeconds            = 60
            TaskTitle                         = "kind"
            UiConfig = {
              UiTemplateS3Uri = "s3://ours/ui.html"
            }
            WorkteamArn = "arn:${data.aws_partition.current.partition}:sagemaker:eu-west-1:111122223333:workteam/private-crowd/ours"
          }
          InputConfig = {
            DataSource = {
              S3DataSource = {
                ManifestS3Uri = "s3://ours/m.json"
              }
            }
          }
          LabelAttributeName = "kind"
          LabelingJobName    = "pictures"
          OutputConfig = {
            S3OutputPath = "s3://ours/labels"
          }
          RoleArn = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/labels"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sagemaker:createLabelingJob.sync"
        Type     = "Task"
      }
      Search = {
        Next = "Label"
        Parameters = {
          HyperParameterTuningJobConfig = {
            ResourceLimits = {
              MaxParallelTrainingJobs = 2
            }
            Strategy = "Bayesian"
          }
          HyperParameterTuningJobName = "churn"
          TrainingJobDefinition = {
            AlgorithmSpecification = {
              TrainingImage     = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"
              TrainingInputMode = "File"
            }
            OutputDataConfig = {
              S3OutputPath = "s3://ours/model"
            }
            RoleArn = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/trainer"
            StoppingCondition = {
              MaxRuntimeInSeconds = 3600
            }
          }
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sagemaker:createHyperParameterTuningJob.sync"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.labels_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.labels_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "labels_flow_log_group" {
  name              = "/aws/vendedlogs/states/tasks_labels_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "labels_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:tasks_labels_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "states.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "labels_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = ["events:DescribeRule", "events:PutRule", "events:PutTargets"]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventsForMediaConvertJobRule",
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventsForSageMakerLabelingJobsRule",
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventsForSageMakerTuningJobsRule",
        ]
      },
      {
        Action = "iam:PassRole"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "mediaconvert.amazonaws.com"
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/film"
      },
      {
        Action = "iam:PassRole"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "sagemaker.amazonaws.com"
          }
        }
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:iam::111122223333:role/labels",
          "arn:${data.aws_partition.current.partition}:iam::111122223333:role/trainer",
        ]
      },
      {
        Action = [
          "logs:CreateLogDelivery",
          "logs:CreateLogStream",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutLogEvents",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["mediaconvert:CancelJob", "mediaconvert:GetJob"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:mediaconvert:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:jobs/*"
      },
      {
        Action = "mediaconvert:CreateJob"
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:mediaconvert:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:jobTemplates/small",
          "arn:${data.aws_partition.current.partition}:mediaconvert:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:presets/*",
          "arn:${data.aws_partition.current.partition}:mediaconvert:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:queues/slow",
        ]
      },
      {
        Action = [
          "sagemaker:CreateHyperParameterTuningJob",
          "sagemaker:DescribeHyperParameterTuningJob",
          "sagemaker:ListTags",
          "sagemaker:StopHyperParameterTuningJob",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:sagemaker:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:hyper-parameter-tuning-job/churn"
      },
      {
        Action = [
          "sagemaker:CreateLabelingJob",
          "sagemaker:DescribeLabelingJob",
          "sagemaker:ListTags",
          "sagemaker:StopLabelingJob",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:sagemaker:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:labeling-job/pictures"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.labels_flow_role.name
}

resource "aws_sfn_state_machine" "models_flow" {
  name     = "tasks_models_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.models_flow_role.arn
  definition = jsonencode({
    StartAt = "Ask"
    States = {
      Ask = {
        Next = "Tune"
        Parameters = {
          Input = {
            S3Uri = "s3://ours/in.json"
          }
          ModelId = "amazon.titan-text-lite-v1"
          Output = {
            S3Uri = "s3://ours/out/"
          }
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::bedrock:invokeModel"
        Type     = "Task"
      }
      Endpoint = {
        Next = "Process"
        Parameters = {
          EndpointConfigName = "small"
          EndpointName       = "churn"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sagemaker:createEndpoint"
        Type     = "Task"
      }
      Model = {
        Next = "Endpoint"
        Parameters = {
          ExecutionRoleArn = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/model"
          ModelName        = "churn"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sagemaker:createModel"
        Type     = "Task"
      }
      Process = {
        End = true
        Parameters = {
          AppSpecification = {
            ImageUri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"
          }
          ProcessingJobName = "churn"
          ProcessingResources = {
            ClusterConfig = {
              InstanceCount  = 1
              InstanceType   = "ml.m5.large"
              VolumeSizeInGB = 10
            }
          }
          RoleArn = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/trainer"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sagemaker:createProcessingJob.sync"
        Type     = "Task"
      }
      Train = {
        Next = "Model"
        Parameters = {
          AlgorithmSpecification = {
            TrainingImage     = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"
            TrainingInputMode = "File"
          }
          OutputDataConfig = {
            S3OutputPath = "s3://ours/model"
          }
          ResourceConfig = {
            InstanceCount  = 1
            InstanceType   = "ml.m5.large"
            VolumeSizeInGB = 10
          }
          RoleArn = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/trainer"
          StoppingCondition = {
            MaxRuntimeInSeconds = 3600
          }
          Tags = [
            {
              Key   = "team"
              Value = "data"
            },
          ]
          TrainingJobName = "churn"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sagemaker:createTrainingJob.sync"
        Type     = "Task"
      }
      Tune = {
        Next = "Train"
        Parameters = {
          BaseModelIdentifier = "amazon.titan-text-lite-v1"
          CustomModelName     = "mine"
          HyperParameters = {
            epochCount = "1"
          }
          JobName = "tune"
          OutputDataConfig = {
            S3Uri = "s3://ours/tuned/"
          }
          RoleArn = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/tuner"
          TrainingDataConfig = {
            S3Uri = "s3://ours/train.jsonl"
          }
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::bedrock:createModelCustomizationJob.sync"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.models_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.models_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "models_flow_log_group" {
  name              = "/aws/vendedlogs/states/tasks_models_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "models_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:tasks_models_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "states.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "models_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "bedrock:CreateModelCustomizationJob"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:custom-model/*"
      },
      {
        Action   = ["bedrock:CreateModelCustomizationJob", "bedrock:InvokeModel"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}::foundation-model/amazon.titan-text-lite-v1"
      },
      {
        Action   = ["bedrock:GetModelCustomizationJob", "bedrock:StopModelCustomizationJob"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:bedrock:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:model-customization-job/*"
      },
      {
        Action = ["events:DescribeRule", "events:PutRule", "events:PutTargets"]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventsForSageMakerProcessingJobsRule",
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventsForSageMakerTrainingJobsRule",
        ]
      },
      {
        Action = "iam:PassRole"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "sagemaker.amazonaws.com"
          }
        }
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:iam::111122223333:role/model",
          "arn:${data.aws_partition.current.partition}:iam::111122223333:role/trainer",
        ]
      },
      {
        Action = "iam:PassRole"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "bedrock.amazonaws.com"
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/tuner"
      },
      {
        Action = [
          "logs:CreateLogDelivery",
          "logs:CreateLogStream",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutLogEvents",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:s3:::ours/in.json"
      },
      {
        Action   = "s3:PutObject"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:s3:::ours/out/*"
      },
      {
        Action = [
          "sagemaker:AddTags",
          "sagemaker:CreateTrainingJob",
          "sagemaker:DescribeTrainingJob",
          "sagemaker:ListTags",
          "sagemaker:StopTrainingJob",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:sagemaker:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:training-job/churn"
      },
      {
        Action = "sagemaker:CreateEndpoint"
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:sagemaker:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:endpoint-config/small",
          "arn:${data.aws_partition.current.partition}:sagemaker:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:endpoint/churn",
        ]
      },
      {
        Action   = "sagemaker:CreateModel"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:sagemaker:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:model/churn"
      },
      {
        Action = [
          "sagemaker:CreateProcessingJob",
          "sagemaker:DescribeProcessingJob",
          "sagemaker:ListTags",
          "sagemaker:StopProcessingJob",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:sagemaker:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:processing-job/churn"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.models_flow_role.name
}

resource "aws_sfn_state_machine" "reduce_flow" {
  name     = "tasks_reduce_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.reduce_flow_role.arn
  definition = jsonencode({
    StartAt = "Cluster"
    States = {
      Cancel = {
        Next = "Fleet"
        Parameters = {
          "ClusterId.$" = "$.cluster.ClusterId"
          StepId        = "s-1"
        }
        Resource   = "arn:${data.aws_partition.current.partition}:states:::elasticmapreduce:cancelStep"
        ResultPath = null
        Type       = "Task"
      }
      Cluster = {
        Next = "Step"
        Parameters = {
          Instances = {
            KeepJobFlowAliveWhenNoSteps = true
          }
          JobFlowRole  = "EMR_EC2_DefaultRole"
          Name         = "night"
          ReleaseLabel = "emr-7.0.0"
          ServiceRole  = "EMR_DefaultRole"
          Tags = [
            {
              Key   = "team"
              Value = "data"
            },
          ]
        }
        Resource   = "arn:${data.aws_partition.current.partition}:states:::elasticmapreduce:createCluster.sync"
        ResultPath = "$.cluster"
        Type       = "Task"
      }
      End = {
        End = true
        Parameters = {
          "ClusterId.$" = "$.cluster.ClusterId"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::elasticmapreduce:terminateCluster.sync"
        Type     = "Task"
      }
      Fleet = {
        Next = "Group"
        Parameters = {
          ClusterId = "j-1ABC"
          InstanceFleet = {
            TargetOnDemandCapacity = 2
          }
          InstanceFleetName = "core"
        }
        Resource   = "arn:${data.aws_partition.current.partition}:states:::elasticmapreduce:modifyInstanceFleetByName"
        ResultPath = null
        Type       = "Task"
      }
      Group = {
        Next = "Guard"
        Parameters = {
          ClusterId = "j-1ABC"
          InstanceGroup = {
            InstanceCount = 2
          }
          InstanceGroupName = "core"
        }
        Resource   = "arn:${data.aws_partition.current.partition}:states:::elasticmapreduce:modifyInstanceGroupByName"
        ResultPath = null
        Type       = "Task"
      }
      Guard = {
        Next = "End"
        Parameters = {
          ClusterId            = "j-1ABC"
          TerminationProtected = false
        }
        Resource   = "arn:${data.aws_partition.current.partition}:states:::elasticmapreduce:setClusterTerminationProtection"
        ResultPath = null
        Type       = "Task"
      }
      Step = {
        Next = "Cancel"
        Parameters = {
          "ClusterId.$" = "$.cluster.ClusterId"
          Step = {
            HadoopJarStep = {
              Args = ["spark-submit"]
              Jar  = "command-runner.jar"
            }
            Name = "a"
          }
        }
        Resource   = "arn:${data.aws_partition.current.partition}:states:::elasticmapreduce:addStep.sync"
        ResultPath = "$.step"
        Type       = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.reduce_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.reduce_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "reduce_flow_log_group" {
  name              = "/aws/vendedlogs/states/tasks_reduce_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "reduce_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:tasks_reduce_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "states.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "reduce_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "elasticmapreduce:AddJobFlowSteps",
          "elasticmapreduce:AddTags",
          "elasticmapreduce:CancelSteps",
          "elasticmapreduce:DescribeCluster",
          "elasticmapreduce:DescribeStep",
          "elasticmapreduce:TerminateJobFlows",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:elasticmapreduce:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:cluster/*"
      },
      {
        Action = [
          "elasticmapreduce:ListInstanceFleets",
          "elasticmapreduce:ListInstanceGroups",
          "elasticmapreduce:ModifyInstanceFleet",
          "elasticmapreduce:ModifyInstanceGroups",
          "elasticmapreduce:SetTerminationProtection",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:elasticmapreduce:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:cluster/j-1ABC"
      },
      {
        Action = [
          "elasticmapreduce:RunJobFlow",
          "logs:CreateLogDelivery",
          "logs:CreateLogStream",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutLogEvents",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action = ["events:DescribeRule", "events:PutRule", "events:PutTargets"]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventForEMRAddJobFlowStepsRule",
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventForEMRRunJobFlowRule",
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventForEMRTerminateJobFlowsRule",
        ]
      },
      {
        Action = "iam:PassRole"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "elasticmapreduce.amazonaws.com"
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/EMR_DefaultRole"
      },
      {
        Action = "iam:PassRole"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "ec2.amazonaws.com"
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/EMR_EC2_DefaultRole"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.reduce_flow_role.name
}

resource "aws_sfn_state_machine" "serverless_flow" {
  name     = "tasks_serverless_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.serverless_flow_role.arn
  definition = jsonencode({
    StartAt = "Make"
    States = {
      Cancel = {
        Next = "Halt"
        Parameters = {
          ApplicationId = "app1"
          JobRunId      = "run1"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::emr-serverless:cancelJobRun.sync"
        Type     = "Task"
      }
      Drop = {
        End = true
        Parameters = {
          ApplicationId = "app1"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::emr-serverless:deleteApplication.sync"
        Type     = "Task"
      }
      Halt = {
        Next = "Drop"
        Parameters = {
          ApplicationId = "app1"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::emr-serverless:stopApplication.sync"
        Type     = "Task"
      }
      Make = {
        Next = "Start"
        Parameters = {
          "ClientToken.$" = "States.UUID()"
          Name            = "night"
          ReleaseLabel    = "emr-7.0.0"
          Type            = "SPARK"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::emr-serverless:createApplication.sync"
        Type     = "Task"
      }
      Run = {
        Next = "Cancel"
        Parameters = {
          ApplicationId    = "app1"
          "ClientToken.$"  = "States.UUID()"
          ExecutionRoleArn = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/emr"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::emr-serverless:startJobRun.sync"
        Type     = "Task"
      }
      Start = {
        Next = "Run"
        Parameters = {
          ApplicationId = "app1"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::emr-serverless:startApplication.sync"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.serverless_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.serverless_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "serverless_flow_log_group" {
  name              = "/aws/vendedlogs/states/tasks_serverless_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "serverless_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:tasks_serverless_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "states.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "serverless_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["emr-serverless:CancelJobRun", "emr-serverless:GetJobRun"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:emr-serverless:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:/applications/app1/jobruns/*"
      },
      {
        Action = [
          "emr-serverless:CreateApplication",
          "logs:CreateLogDelivery",
          "logs:CreateLogStream",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutLogEvents",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["emr-serverless:DeleteApplication", "emr-serverless:GetApplication"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:emr-serverless:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:/applications/*"
      },
      {
        Action = [
          "emr-serverless:DeleteApplication",
          "emr-serverless:GetApplication",
          "emr-serverless:StartApplication",
          "emr-serverless:StartJobRun",
          "emr-serverless:StopApplication",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:emr-serverless:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:/applications/app1"
      },
      {
        Action = ["events:DescribeRule", "events:PutRule", "events:PutTargets"]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventsForEMRServerlessApplicationRule",
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventsForEMRServerlessJobRule",
        ]
      },
      {
        Action = "iam:PassRole"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "emr-serverless.amazonaws.com"
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/emr"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.serverless_flow_role.name
}
