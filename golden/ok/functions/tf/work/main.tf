resource "aws_lambda_function" "chained_function" {
  function_name    = "work_chained_bob"
  role             = aws_iam_role.chained_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.chained_function_log_group, aws_iam_role_policy.chained_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "chained_function_invoke_config" {
  function_name = aws_lambda_function.chained_function.function_name

  destination_config {
    on_success {
      destination = aws_lambda_function.plain_function.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "chained_function_log_group" {
  name              = "/aws/lambda/work_chained_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "chained_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_chained_bob"
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

resource "aws_iam_role_policy" "chained_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "lambda:InvokeFunction"
        Effect   = "Allow"
        Resource = aws_lambda_function.plain_function.arn
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_chained_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.chained_function_role.name
}

resource "aws_lambda_function" "extra_one_function" {
  function_name    = "work_extra-one_bob"
  role             = aws_iam_role.extra_one_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.extra_one_function_log_group, aws_iam_role_policy.extra_one_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "extra_one_function_log_group" {
  name              = "/aws/lambda/work_extra-one_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "extra_one_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_extra-one_bob"
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

resource "aws_iam_role_policy" "extra_one_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_extra-one_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.extra_one_function_role.name
}

resource "aws_cloudwatch_event_rule" "finished_event9aa8a5" {
  name = "tc-work-Finished-bob"
  event_pattern = jsonencode({
    detail-type = ["Finished"]
    source      = ["default"]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "finished_event9aa8a5_to_lost_queue_target" {
  target_id = "LostQueue"
  arn       = aws_sqs_queue.lost_queue.arn
  rule      = aws_cloudwatch_event_rule.finished_event9aa8a5.name
}

resource "aws_lambda_function" "go_one_function" {
  function_name    = "work_go-one_bob"
  role             = aws_iam_role.go_one_function_role.arn
  runtime          = "provided.al2023"
  handler          = "bootstrap"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/4beabdb301e158b3f935bb3615a93a8d.zip"
  source_code_hash = "4beabdb301e158b3f935bb3615a93a8d"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.go_one_function_log_group, aws_iam_role_policy.go_one_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "go_one_function_log_group" {
  name              = "/aws/lambda/work_go-one_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "go_one_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_go-one_bob"
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

resource "aws_iam_role_policy" "go_one_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_go-one_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.go_one_function_role.name
}

resource "aws_cloudwatch_event_rule" "heard_finished_event5096e7" {
  name = "tc-work-heard-Finished-bob"
  event_pattern = jsonencode({
    detail-type = ["Lambda Function Invocation Result - Success"]
    resources   = ["${aws_lambda_function.heard_function.arn}:$LATEST"]
    source      = ["lambda"]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "heard_finished_event5096e7_to_lost_queue_target" {
  target_id  = "LostQueue"
  arn        = aws_sqs_queue.lost_queue.arn
  rule       = aws_cloudwatch_event_rule.heard_finished_event5096e7.name
  input_path = "$.detail.responsePayload"
}

resource "aws_lambda_function" "heard_function" {
  function_name    = "work_heard_bob"
  role             = aws_iam_role.heard_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.heard_function_log_group, aws_iam_role_policy.heard_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "heard_function_invoke_config" {
  function_name = aws_lambda_function.heard_function.function_name

  destination_config {
    on_success {
      destination = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
    }
  }
}

resource "aws_cloudwatch_log_group" "heard_function_log_group" {
  name              = "/aws/lambda/work_heard_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "heard_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_heard_bob"
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

resource "aws_iam_role_policy" "heard_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "events:PutEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_heard_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.heard_function_role.name
}

resource "aws_lambda_function" "imported_function" {
  function_name    = "work_imported_bob"
  role             = "arn:${data.aws_partition.current.partition}:iam::111122223333:role/team"
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.imported_function_log_group]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "imported_function_log_group" {
  name              = "/aws/lambda/work_imported_bob"
  retention_in_days = 30
}

resource "aws_lambda_function" "inlined_function" {
  function_name    = "work_inlined_bob"
  role             = aws_iam_role.inlined_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.inlined_function_log_group, aws_iam_role_policy.inlined_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "inlined_function_log_group" {
  name              = "/aws/lambda/work_inlined_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "inlined_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_inlined_bob"
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

resource "aws_iam_role_policy" "inlined_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_inlined_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.inlined_function_role.name
}

resource "aws_sqs_queue" "lost_queue" {
  name                      = "work_lost_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "lost_queue_policy" {
  queue_url = aws_sqs_queue.lost_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [
              aws_cloudwatch_event_rule.finished_event9aa8a5.arn,
              aws_cloudwatch_event_rule.heard_finished_event5096e7.arn,
            ]
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Resource = aws_sqs_queue.lost_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sns_topic" "news_topic" {
  name = "work_news_bob"
}

resource "aws_lambda_function" "node_function" {
  function_name    = "work_node_bob"
  role             = aws_iam_role.node_function_role.arn
  runtime          = "nodejs22.x"
  handler          = "index.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/63e04c38a8a1dac1daac3cf9c1cee150.zip"
  source_code_hash = "63e04c38a8a1dac1daac3cf9c1cee150"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.node_function_log_group, aws_iam_role_policy.node_function_role_policy]

  ephemeral_storage {
    size = 1024
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "node_function_log_group" {
  name              = "/aws/lambda/work_node_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "node_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_node_bob"
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

resource "aws_iam_role_policy" "node_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_node_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.node_function_role.name
}

resource "aws_lambda_function" "named_function" {
  function_name    = "legacy-name-bob"
  role             = aws_iam_role.named_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.named_function_log_group, aws_iam_role_policy.named_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "named_function_log_group" {
  name              = "/aws/lambda/legacy-name-bob"
  retention_in_days = 30
}

resource "aws_iam_role" "named_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:legacy-name-bob"
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

resource "aws_iam_role_policy" "named_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/legacy-name-bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.named_function_role.name
}

resource "aws_lambda_function" "packed_function" {
  function_name    = "work_packed_bob"
  role             = aws_iam_role.packed_function_role.arn
  runtime          = "python3.12"
  handler          = "deep/app.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/736711f6f233bb88f6e846eaa8a6d12d.zip"
  source_code_hash = "736711f6f233bb88f6e846eaa8a6d12d"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.packed_function_log_group, aws_iam_role_policy.packed_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "packed_function_log_group" {
  name              = "/aws/lambda/work_packed_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "packed_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_packed_bob"
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

resource "aws_iam_role_policy" "packed_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_packed_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.packed_function_role.name
}

resource "aws_lambda_function" "plain_function" {
  function_name    = "work_plain_bob"
  role             = aws_iam_role.plain_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.plain_function_log_group, aws_iam_role_policy.plain_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "plain_function_log_group" {
  name              = "/aws/lambda/work_plain_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "plain_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_plain_bob"
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

resource "aws_iam_role_policy" "plain_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_plain_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.plain_function_role.name
}

resource "aws_lambda_function" "queued_function" {
  function_name    = "work_queued_bob"
  role             = aws_iam_role.queued_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.queued_function_log_group, aws_iam_role_policy.queued_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "queued_function_invoke_config" {
  function_name = aws_lambda_function.queued_function.function_name

  destination_config {
    on_success {
      destination = aws_sqs_queue.lost_queue.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "queued_function_log_group" {
  name              = "/aws/lambda/work_queued_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "queued_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_queued_bob"
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

resource "aws_iam_role_policy" "queued_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_queued_bob:*"
      },
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.lost_queue.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.queued_function_role.name
}

resource "aws_lambda_function" "rb_function" {
  function_name    = "work_rb_bob"
  role             = aws_iam_role.rb_function_role.arn
  runtime          = "ruby3.4"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/020a72d026bcfd2956cafbd03a36e209.zip"
  source_code_hash = "020a72d026bcfd2956cafbd03a36e209"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.rb_function_log_group, aws_iam_role_policy.rb_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "rb_function_log_group" {
  name              = "/aws/lambda/work_rb_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "rb_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_rb_bob"
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

resource "aws_iam_role_policy" "rb_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_rb_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.rb_function_role.name
}

resource "aws_lambda_function" "specified_function" {
  function_name    = "work_specified_bob"
  role             = aws_iam_role.specified_function_role.arn
  runtime          = "python3.12"
  handler          = "other.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/530dc9e5f50bb095cdcd3c8cb166eb4e.zip"
  source_code_hash = "530dc9e5f50bb095cdcd3c8cb166eb4e"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.specified_function_log_group, aws_iam_role_policy.specified_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "specified_function_log_group" {
  name              = "/aws/lambda/work_specified_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "specified_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_specified_bob"
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

resource "aws_iam_role_policy" "specified_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_specified_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.specified_function_role.name
}

resource "aws_sqs_queue" "theirs_queue" {
  name                       = "work_theirs_bob"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
}

resource "aws_lambda_event_source_mapping" "theirs_queue_to_imported_function_mapping" {
  event_source_arn = aws_sqs_queue.theirs_queue.arn
  function_name    = aws_lambda_function.imported_function.function_name
  batch_size       = 10
}

resource "aws_lambda_function" "told_function" {
  function_name    = "work_told_bob"
  role             = aws_iam_role.told_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.told_function_log_group, aws_iam_role_policy.told_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "told_function_invoke_config" {
  function_name = aws_lambda_function.told_function.function_name

  destination_config {
    on_success {
      destination = aws_sns_topic.news_topic.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "told_function_log_group" {
  name              = "/aws/lambda/work_told_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "told_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_told_bob"
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

resource "aws_iam_role_policy" "told_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_told_bob:*"
      },
      {
        Action   = "sns:Publish"
        Effect   = "Allow"
        Resource = aws_sns_topic.news_topic.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.told_function_role.name
}

resource "aws_lambda_function" "tuned_function" {
  function_name    = "work_tuned_bob"
  role             = aws_iam_role.tuned_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 256
  timeout          = 20
  publish          = true
  tags = {
    tuned   = "yes"
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.tuned_function_log_group, aws_iam_role_policy.tuned_function_role_policy]

  environment {
    variables = {
      LEVEL = "debug"
      WHO   = "bob"
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_alias" "tuned_function_alias" {
  name             = "live"
  function_name    = aws_lambda_function.tuned_function.function_name
  function_version = aws_lambda_function.tuned_function.version
}

resource "aws_cloudwatch_log_group" "tuned_function_log_group" {
  name              = "/aws/lambda/work_tuned_bob"
  retention_in_days = 30
}

resource "aws_lambda_provisioned_concurrency_config" "tuned_function_provisioned_concurrency" {
  function_name                     = aws_lambda_function.tuned_function.function_name
  qualifier                         = aws_lambda_alias.tuned_function_alias.name
  provisioned_concurrent_executions = 2
}

resource "aws_iam_role" "tuned_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_tuned_bob"
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

resource "aws_iam_role_policy" "tuned_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_tuned_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = "cloudwatch:GetMetricData"
        Effect   = "Allow"
        Resource = "*"
        Sid      = "Look"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.tuned_function_role.name
}

resource "aws_lambda_function" "typed_function" {
  function_name                  = "work_typed_bob"
  description                    = "everything a function can be told"
  role                           = aws_iam_role.typed_function_role.arn
  runtime                        = "python3.13"
  handler                        = "main.run"
  architectures                  = ["arm64"]
  filename                       = "${path.root}/../../artifacts/664e0ae0aded086eb7bfa2bec4ab32ef.zip"
  source_code_hash               = "664e0ae0aded086eb7bfa2bec4ab32ef"
  memory_size                    = 512
  timeout                        = 60
  reserved_concurrent_executions = 4
  publish                        = true
  tags = {
    version = "0.0.1"
    who     = "typed"
  }
  depends_on = [aws_cloudwatch_log_group.typed_function_log_group, aws_iam_role_policy.typed_function_role_policy]

  ephemeral_storage {
    size = 512
  }

  environment {
    variables = {
      LINES   = "one\ntwo\ttab"
      LITERAL = "$${not} a hole, %%{nor} this"
      OTHER   = aws_lambda_function.plain_function.arn
      QUOTED  = "a \"b\" \\ c"
      UNICODE = "grüße 🎉"
    }
  }

  snap_start {
    apply_on = "PublishedVersions"
  }
}

resource "aws_lambda_alias" "typed_function_alias" {
  name             = "live"
  function_name    = aws_lambda_function.typed_function.function_name
  function_version = aws_lambda_function.typed_function.version
}

resource "aws_lambda_function_event_invoke_config" "typed_function_invoke_config" {
  function_name                = aws_lambda_function.typed_function.function_name
  qualifier                    = aws_lambda_alias.typed_function_alias.name
  maximum_retry_attempts       = 1
  maximum_event_age_in_seconds = 7200

  destination_config {
    on_failure {
      destination = aws_sqs_queue.lost_queue.arn
    }

    on_success {
      destination = aws_sqs_queue.lost_queue.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "typed_function_log_group" {
  name              = "/aws/lambda/work_typed_bob"
  retention_in_days = 14
}

resource "aws_iam_role" "typed_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:work_typed_bob"
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

resource "aws_iam_role_policy" "typed_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/work_typed_bob:*"
      },
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.lost_queue.arn
      },
      {
        Action   = ["ssm:GetParameter"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:ssm:*:*:parameter/work/*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.typed_function_role.name
}

moved {
  from = aws_lambda_function.old_named_function_functiond95936
  to   = aws_lambda_function.named_function
}

moved {
  from = aws_cloudwatch_log_group.old_named_function_functiond95936_log_group
  to   = aws_cloudwatch_log_group.named_function_log_group
}

moved {
  from = aws_iam_role.old_named_function_functiond95936_role
  to   = aws_iam_role.named_function_role
}

moved {
  from = aws_iam_role_policy.old_named_function_functiond95936_role_policy
  to   = aws_iam_role_policy.named_function_role_policy
}
