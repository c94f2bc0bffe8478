resource "aws_s3_bucket" "done_bucket" {
  bucket        = "nightly-done-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "done_bucket_encryption" {
  bucket = aws_s3_bucket.done_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "done_bucket_ownership" {
  bucket = aws_s3_bucket.done_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "done_bucket_public_access" {
  bucket                  = aws_s3_bucket.done_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_sqs_queue" "late_queue" {
  name                      = "nightly_late_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_function" "loader_function" {
  function_name    = "nightly_loader_bob"
  role             = aws_iam_role.loader_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 300
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.loader_function_log_group, aws_iam_role_policy.loader_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "loader_function_log_group" {
  name              = "/aws/lambda/nightly_loader_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "loader_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:nightly_loader_bob"
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

resource "aws_iam_role_policy" "loader_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/nightly_loader_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.loader_function_role.name
}

resource "aws_cloudwatch_event_rule" "night_schedule" {
  name                = "nightly_night_bob"
  schedule_expression = "cron(0 3 * * ? *)"
  state               = "ENABLED"
}

resource "aws_iam_role" "night_schedule_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/nightly_night_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "night_schedule_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.nightly_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.night_schedule_role.name
}

resource "aws_cloudwatch_event_target" "night_schedule_to_nightly_flow_target" {
  target_id = "NightlyFlow"
  arn       = aws_sfn_state_machine.nightly_flow.arn
  rule      = aws_cloudwatch_event_rule.night_schedule.name
  role_arn  = aws_iam_role.night_schedule_role.arn
}

resource "aws_sfn_state_machine" "nightly_flow" {
  name     = "nightly_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.nightly_flow_role.arn
  definition = jsonencode({
    StartAt = "Each"
    States = {
      Each = {
        ItemBatcher = {
          MaxItemsPerBatch = 100
        }
        ItemProcessor = {
          ProcessorConfig = {
            ExecutionType = "STANDARD"
            Mode          = "DISTRIBUTED"
          }
          StartAt = "Load"
          States = {
            Load = {
              End = true
              Parameters = {
                FunctionName = aws_lambda_function.loader_function.arn
                Payload = {
                  "day.$"  = "$$.Execution.StartTime"
                  "rows.$" = "$.Items"
                }
              }
              Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
              ResultSelector = {
                "code.$" = "$.StatusCode"
              }
              Retry = [
                {
                  ErrorEquals = [
                    "Lambda.ServiceException",
                    "Lambda.SdkClientException",
                    "Lambda.TooManyRequestsException",
                  ]
                  MaxAttempts = 3
                },
              ]
              TimeoutSeconds = 310
              Type           = "Task"
            }
          }
        }
        ItemReader = {
          Parameters = {
            Bucket  = aws_s3_bucket.raw_bucket.bucket
            "Key.$" = "$.key"
          }
          ReaderConfig = {
            CSVHeaderLocation = "FIRST_ROW"
            InputType         = "CSV"
          }
          Resource = "arn:${data.aws_partition.current.partition}:states:::s3:getObject"
        }
        Next       = "Tell"
        ResultPath = "$.run"
        ResultWriter = {
          Parameters = {
            Bucket = aws_s3_bucket.done_bucket.bucket
            Prefix = "runs"
          }
          Resource = "arn:${data.aws_partition.current.partition}:states:::s3:putObject"
        }
        Type = "Map"
      }
      Emit = {
        End = true
        Parameters = {
          Entries = [
            {
              Detail = {
                "run.$" = "$.run"
              }
              DetailType = "Loaded"
              Source     = "nightly"
            },
            {
              Detail = {
                "run.$" = "$.run"
              }
              DetailType   = "Loaded"
              EventBusName = "shared"
              Source       = "nightly"
            },
          ]
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::events:putEvents"
        Type     = "Task"
      }
      Tell = {
        Next = "Emit"
        Parameters = {
          "MessageBody.$" = "$.run"
          QueueUrl        = aws_sqs_queue.late_queue.url
        }
        Resource   = "arn:${data.aws_partition.current.partition}:states:::sqs:sendMessage"
        ResultPath = null
        Type       = "Task"
      }
    }
    TimeoutSeconds = 7200
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.nightly_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.nightly_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "nightly_flow_log_group" {
  name              = "/aws/vendedlogs/states/nightly_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "nightly_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:nightly_bob"
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

resource "aws_iam_role_policy" "nightly_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "events:PutEvents"
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default",
          "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/shared",
        ]
      },
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.loader_function.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:nightly_loader_bob:*",
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
        Action = [
          "s3:AbortMultipartUpload",
          "s3:GetObject",
          "s3:ListMultipartUploadParts",
          "s3:PutObject",
        ]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.done_bucket.arn}/*"
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.raw_bucket.arn}/*"
      },
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.late_queue.arn
      },
      {
        Action   = ["states:DescribeExecution", "states:RedriveExecution", "states:StopExecution"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:execution:nightly_bob/*:*"
      },
      {
        Action   = ["states:DescribeExecution", "states:StopExecution"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:execution:nightly_bob:*"
      },
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:nightly_bob"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.nightly_flow_role.name
}

resource "aws_s3_bucket" "raw_bucket" {
  bucket        = "nightly-raw-bob-${data.aws_caller_identity.current.account_id}"
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
