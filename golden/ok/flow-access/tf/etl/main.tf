resource "aws_sfn_state_machine" "child_flow" {
  name     = "etl_child_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.child_flow_role.arn
  definition = jsonencode({
    StartAt = "Rest"
    States = {
      Rest = {
        End  = true
        Type = "Pass"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.child_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.child_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "child_flow_log_group" {
  name              = "/aws/vendedlogs/states/etl_child_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "child_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:etl_child_bob"
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

resource "aws_iam_role_policy" "child_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
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
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.child_flow_role.name
}

resource "aws_sns_topic" "done_topic" {
  name = "etl_done_bob"
}

resource "aws_lambda_permission" "done_topic_to_enhancer_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.enhancer_function.function_name
  statement_id  = "DoneTopicToEnhancerFunctionPermission"
  principal     = "sns.amazonaws.com"
  source_arn    = aws_sns_topic.done_topic.arn
}

resource "aws_sns_topic_subscription" "done_topic_to_enhancer_function_subscription" {
  topic_arn = aws_sns_topic.done_topic.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.enhancer_function.arn
}

resource "aws_sns_topic_subscription" "done_topic_to_jobs_queue_subscription" {
  topic_arn = aws_sns_topic.done_topic.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.jobs_queue.arn
}

resource "aws_lambda_function" "enhancer_function" {
  function_name    = "etl_enhancer_bob"
  role             = aws_iam_role.enhancer_function_role.arn
  runtime          = "python3.12"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/6f9c08770d0713a82a151049a7668d67.zip"
  source_code_hash = "6f9c08770d0713a82a151049a7668d67"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.enhancer_function_log_group, aws_iam_role_policy.enhancer_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "enhancer_function_invoke_config" {
  function_name = aws_lambda_function.enhancer_function.function_name

  destination_config {
    on_failure {
      destination = "arn:${data.aws_partition.current.partition}:sqs:eu-west-1:111122223333:failures"
    }
  }
}

resource "aws_cloudwatch_log_group" "enhancer_function_log_group" {
  name              = "/aws/lambda/etl_enhancer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "enhancer_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_enhancer_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "enhancer_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl_enhancer_bob:*"
      },
      {
        Action = "sqs:SendMessage"
        Effect = "Allow"
        Resource = [
          aws_sqs_queue.jobs_queue.arn,
          "arn:${data.aws_partition.current.partition}:sqs:eu-west-1:111122223333:failures",
        ]
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.jobs_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.enhancer_function_role.name
}

resource "aws_sfn_state_machine" "jobs_flow" {
  name     = "etl_jobs_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.jobs_flow_role.arn
  definition = jsonencode({
    StartAt = "Job"
    States = {
      Any = {
        Next = "Tell"
        Parameters = {
          "FunctionName.$" = "$.worker"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Type     = "Task"
      }
      Child = {
        Next = "Other"
        Parameters = {
          Input           = {}
          StateMachineArn = aws_sfn_state_machine.child_flow.arn
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::states:startExecution.sync:2"
        Type     = "Task"
      }
      Elsewhere = {
        Credentials = {
          RoleArn = "arn:${data.aws_partition.current.partition}:iam::444455556666:role/reader"
        }
        Next = "Fan"
        Parameters = {
          Bucket = "theirs"
          Key    = "a.json"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::aws-sdk:s3:getObject"
        Type     = "Task"
      }
      Fan = {
        ItemProcessor = {
          ProcessorConfig = {
            ExecutionType = "STANDARD"
            Mode          = "DISTRIBUTED"
          }
          StartAt = "Enhance"
          States = {
            Enhance = {
              End = true
              Parameters = {
                FunctionName = aws_lambda_function.enhancer_function.arn
              }
              Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
              Type     = "Task"
            }
          }
        }
        ItemReader = {
          Parameters = {
            Bucket = aws_s3_bucket.raw_bucket.bucket
            Key    = "items.csv"
          }
          ReaderConfig = {
            CSVHeaderLocation = "FIRST_ROW"
            InputType         = "CSV"
          }
          Resource = "arn:${data.aws_partition.current.partition}:states:::s3:getObject"
        }
        Label = "Fan"
        Next  = "Spread"
        ResultWriter = {
          Parameters = {
            Bucket = aws_s3_bucket.lake_bucket.bucket
            Prefix = "results"
          }
          Resource = "arn:${data.aws_partition.current.partition}:states:::s3:putObject"
        }
        Type = "Map"
      }
      Fetch = {
        Next = "Child"
        Parameters = {
          ApiEndpoint = "https://api.example.com/v1"
          Authentication = {
            ConnectionArn = "arn:${data.aws_partition.current.partition}:events:eu-west-1:111122223333:connection/shop/0a1b"
          }
          Method = "GET"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::http:invoke"
        Type     = "Task"
      }
      Job = {
        Next = "Query"
        Parameters = {
          JobName = "nightly"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::glue:startJobRun.sync"
        Type     = "Task"
      }
      List = {
        Next = "Report"
        Parameters = {
          Bucket = "far-away"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::aws-sdk:s3:listObjectsV2"
        Type     = "Task"
      }
      Other = {
        Next = "Send"
        Parameters = {
          Input           = {}
          StateMachineArn = "arn:${data.aws_partition.current.partition}:states:eu-west-1:111122223333:stateMachine:billing"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::states:startExecution.sync:2"
        Type     = "Task"
      }
      Publish = {
        Next = "Text"
        Parameters = {
          Message  = "x"
          TopicArn = aws_sns_topic.done_topic.arn
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sns:publish"
        Type     = "Task"
      }
      Query = {
        Next = "Any"
        Parameters = {
          IndexName              = "byday"
          KeyConditionExpression = "day = :d"
          TableName              = "orders"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::aws-sdk:dynamodb:query"
        Type     = "Task"
      }
      Report = {
        Next = "Train"
        Parameters = {
          Cluster            = "main"
          LaunchType         = "FARGATE"
          "TaskDefinition.$" = "$.definition"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::ecs:runTask.sync"
        Type     = "Task"
      }
      Send = {
        Next = "Publish"
        Parameters = {
          MessageBody = "x"
          QueueUrl    = "https://sqs.eu-west-1.amazonaws.com/111122223333/other"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sqs:sendMessage"
        Type     = "Task"
      }
      Spread = {
        End = true
        ItemProcessor = {
          ProcessorConfig = {
            ExecutionType = "STANDARD"
            Mode          = "DISTRIBUTED"
          }
          StartAt = "Copy"
          States = {
            Copy = {
              End = true
              Parameters = {
                Bucket         = aws_s3_bucket.lake_bucket.bucket
                "CopySource.$" = "$.Key"
                "Key.$"        = "$.Key"
              }
              Resource = "arn:${data.aws_partition.current.partition}:states:::aws-sdk:s3:copyObject"
              Type     = "Task"
            }
          }
        }
        ItemReader = {
          Parameters = {
            Bucket = "far-away"
            Prefix = "in/"
          }
          Resource = "arn:${data.aws_partition.current.partition}:states:::s3:listObjectsV2"
        }
        ResultWriter = {
          Parameters = {
            Bucket = "far-away"
            Prefix = "out/"
          }
          Resource = "arn:${data.aws_partition.current.partition}:states:::s3:putObject"
        }
        Type = "Map"
      }
      Tell = {
        Next = "Fetch"
        Parameters = {
          Entries = [
            {
              Detail     = {}
              DetailType = "done"
              Source     = "etl"
            },
            {
              Detail       = {}
              DetailType   = "done"
              EventBusName = "audit"
              Source       = "etl"
            },
          ]
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::events:putEvents"
        Type     = "Task"
      }
      Text = {
        Next = "List"
        Parameters = {
          Message     = "x"
          PhoneNumber = "+15550100"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sns:publish"
        Type     = "Task"
      }
      Train = {
        Next = "Elsewhere"
        Parameters = {
          ModelName = "churn"
          TransformInput = {
            DataSource = {
              S3DataSource = {
                S3DataType = "S3Prefix"
                S3Uri      = "s3://far-away/in/"
              }
            }
          }
          "TransformJobName.$" = "$$.Execution.Name"
          TransformOutput = {
            S3OutputPath = "s3://far-away/out/"
          }
          TransformResources = {
            InstanceCount = 1
            InstanceType  = "ml.m5.large"
          }
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sagemaker:createTransformJob.sync"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.jobs_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.jobs_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "jobs_flow_log_group" {
  name              = "/aws/vendedlogs/states/etl_jobs_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "jobs_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:etl_jobs_bob"
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

resource "aws_iam_role_policy" "jobs_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "dynamodb:Query"
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:dynamodb:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:table/orders",
          "arn:${data.aws_partition.current.partition}:dynamodb:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:table/orders/index/byday",
        ]
      },
      {
        Action   = ["ecs:DescribeTasks", "ecs:StopTask"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:task/main/*"
      },
      {
        Action = ["events:DescribeRule", "events:PutRule", "events:PutTargets"]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventsForECSTaskRule",
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventsForSageMakerTransformJobsRule",
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule",
        ]
      },
      {
        Action = "events:PutEvents"
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/audit",
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default",
        ]
      },
      {
        Action   = "events:RetrieveConnectionCredentials"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:eu-west-1:111122223333:connection/shop/0a1b"
      },
      {
        Action = [
          "glue:BatchStopJobRun",
          "glue:GetJobRun",
          "glue:GetJobRuns",
          "glue:StartJobRun",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:job/nightly"
      },
      {
        Action = "iam:PassRole"
        Condition = {
          StringEquals = {
            "iam:PassedToService" = "ecs-tasks.amazonaws.com"
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/*"
      },
      {
        Action   = "lambda:InvokeFunction"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:*"
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
          "sns:Publish",
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
          "s3:AbortMultipartUpload",
          "s3:GetObject",
          "s3:ListMultipartUploadParts",
          "s3:PutObject",
        ]
        Effect = "Allow"
        Resource = [
          "${aws_s3_bucket.lake_bucket.arn}/*",
          "arn:${data.aws_partition.current.partition}:s3:::far-away/out/*",
        ]
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:s3:::*"
      },
      {
        Action = "s3:ListBucket"
        Effect = "Allow"
        Resource = [
          aws_s3_bucket.lake_bucket.arn,
          "arn:${data.aws_partition.current.partition}:s3:::far-away",
        ]
      },
      {
        Action = [
          "sagemaker:CreateTransformJob",
          "sagemaker:DescribeTransformJob",
          "sagemaker:ListTags",
          "sagemaker:StopTransformJob",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:sagemaker:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:transform-job/*"
      },
      {
        Action   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:secretsmanager:eu-west-1:111122223333:secret:events!connection/shop/*"
      },
      {
        Action = "sqs:SendMessage"
        Effect = "Allow"
        Resource = [
          aws_sqs_queue.jobs_queue.arn,
          "arn:${data.aws_partition.current.partition}:sqs:eu-west-1:111122223333:other",
        ]
      },
      {
        Action   = ["states:DescribeExecution", "states:RedriveExecution", "states:StopExecution"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:execution:etl_jobs_bob/*:*"
      },
      {
        Action = ["states:DescribeExecution", "states:StopExecution"]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:execution:etl_child_bob:*",
          "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:execution:etl_jobs_bob:*",
          "arn:${data.aws_partition.current.partition}:states:eu-west-1:111122223333:execution:billing:*",
        ]
      },
      {
        Action = "states:InvokeHTTPEndpoint"
        Condition = {
          StringEquals = {
            "states:HTTPMethod" = "GET"
          }
          StringLike = {
            "states:HTTPEndpoint" = "https://api.example.com/v1"
          }
        }
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action = "states:StartExecution"
        Effect = "Allow"
        Resource = [
          aws_sfn_state_machine.child_flow.arn,
          "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:etl_jobs_bob",
          "arn:${data.aws_partition.current.partition}:states:eu-west-1:111122223333:stateMachine:billing",
        ]
      },
      {
        Action   = "sts:AssumeRole"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:iam::444455556666:role/reader"
      },
      {
        Action   = "ecs:RunTask"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:ecs:*:111122223333:task-definition/report-*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.jobs_flow_role.name
}

resource "aws_sqs_queue" "jobs_queue" {
  name                      = "etl_jobs_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "jobs_queue_policy" {
  queue_url = aws_sqs_queue.jobs_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.done_topic.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
        Resource = aws_sqs_queue.jobs_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_s3_bucket" "lake_bucket" {
  bucket        = "etl-lake-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "lake_bucket_encryption" {
  bucket = aws_s3_bucket.lake_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "lake_bucket_ownership" {
  bucket = aws_s3_bucket.lake_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "lake_bucket_public_access" {
  bucket                  = aws_s3_bucket.lake_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_sfn_state_machine" "outside_flow" {
  name     = "etl_outside_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.outside_flow_role.arn
  definition = jsonencode({
    StartAt = "Score"
    States = {
      Ask = {
        Next = "Run"
        Parameters = {
          MessageBody = "x"
          QueueUrl    = var.Inbox
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sqs:sendMessage"
        Type     = "Task"
      }
      Far = {
        Next = "Wait"
        Parameters = {
          MessageBody = "x"
          QueueUrl    = "https://sqs.eu-west-1.amazonaws.com/444455556666/bob-far"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::aws-sdk:sqs:sendMessage"
        Type     = "Task"
      }
      Item = {
        Next = "Ask"
        Parameters = {
          Key = {
            id = {
              S = "a"
            }
          }
          TableName = "arn:${data.aws_partition.current.partition}:dynamodb:eu-west-1:444455556666:table/prices"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::dynamodb:getItem"
        Type     = "Task"
      }
      Near = {
        Next = "Far"
        Parameters = {
          MessageBody = "x"
          QueueUrl    = "https://sqs.${data.aws_region.current.id}.amazonaws.com/${data.aws_caller_identity.current.account_id}/near"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sqs:sendMessage"
        Type     = "Task"
      }
      Rate = {
        Next     = "Score2"
        Resource = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:rate"
        Type     = "Task"
      }
      Run = {
        End = true
        Parameters = {
          Input           = {}
          StateMachineArn = var.Machine
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::states:startExecution.sync:2"
        Type     = "Task"
      }
      Score = {
        Next     = "Rate"
        Resource = var.ScorerArn
        Type     = "Task"
      }
      Score2 = {
        Next = "Near"
        Parameters = {
          FunctionName = var.ScorerArn
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Type     = "Task"
      }
      Wait = {
        Next = "Item"
        Parameters = {
          Input           = {}
          StateMachineArn = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:close"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::states:startExecution.sync:2"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.outside_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.outside_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "outside_flow_log_group" {
  name              = "/aws/vendedlogs/states/etl_outside_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "outside_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:etl_outside_bob"
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

resource "aws_iam_role_policy" "outside_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "dynamodb:GetItem"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:dynamodb:eu-west-1:444455556666:table/prices"
      },
      {
        Action   = ["events:DescribeRule", "events:PutRule", "events:PutTargets"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule"
      },
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          var.ScorerArn,
          "${var.ScorerArn}:*",
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:rate",
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:rate:*",
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
        Action = "sqs:SendMessage"
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:sqs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:*",
          "arn:${data.aws_partition.current.partition}:sqs:eu-west-1:444455556666:bob-far",
        ]
      },
      {
        Action   = ["states:DescribeExecution", "states:StopExecution"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:execution:*:*"
      },
      {
        Action = "states:StartExecution"
        Effect = "Allow"
        Resource = [
          var.Machine,
          "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:close",
        ]
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.outside_flow_role.name
}

resource "aws_s3_bucket" "raw_bucket" {
  bucket        = "etl-raw-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "raw_bucket_encryption" {
  bucket = aws_s3_bucket.raw_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "raw_bucket_ownership" {
  bucket = aws_s3_bucket.raw_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "raw_bucket_public_access" {
  bucket                  = aws_s3_bucket.raw_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_lambda_function" "reporter_function" {
  function_name    = "etl_reporter_bob"
  role             = aws_iam_role.reporter_function_role.arn
  runtime          = "python3.12"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/6f9c08770d0713a82a151049a7668d67.zip"
  source_code_hash = "6f9c08770d0713a82a151049a7668d67"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.reporter_function_log_group, aws_iam_role_policy.reporter_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "reporter_function_invoke_config" {
  function_name = aws_lambda_function.reporter_function.function_name

  destination_config {
    on_failure {
      destination = var.Lost
    }

    on_success {
      destination = var.Kept
    }
  }
}

resource "aws_cloudwatch_log_group" "reporter_function_log_group" {
  name              = "/aws/lambda/etl_reporter_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "reporter_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_reporter_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "reporter_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "events:PutEvents",
          "lambda:InvokeFunction",
          "s3:ListBucket",
          "sns:Publish",
          "sqs:SendMessage",
        ]
        Effect   = "Allow"
        Resource = var.Lost
      },
      {
        Action   = ["events:PutEvents", "lambda:InvokeFunction", "sns:Publish", "sqs:SendMessage"]
        Effect   = "Allow"
        Resource = var.Kept
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl_reporter_bob:*"
      },
      {
        Action   = "s3:PutObject"
        Effect   = "Allow"
        Resource = "${var.Lost}/*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.reporter_function_role.name
}
