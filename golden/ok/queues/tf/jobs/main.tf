resource "aws_sqs_queue" "again_queue" {
  name                      = "jobs_again_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed_queue.arn
    maxReceiveCount     = 9
  })
}

resource "aws_sqs_queue" "failed_queue" {
  name                      = "jobs_failed_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue" "made_queue" {
  name                       = "jobs_made_bob"
  visibility_timeout_seconds = 120
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed_queue.arn
    maxReceiveCount     = 3
  })
}

resource "aws_lambda_event_source_mapping" "made_queue_to_work_function_mapping" {
  event_source_arn = aws_sqs_queue.made_queue.arn
  function_name    = aws_lambda_function.work_function.function_name
  batch_size       = 10
  depends_on       = [aws_iam_role_policy.work_function_role_policy]
}

resource "aws_lambda_function" "make_function" {
  function_name    = "jobs_make_bob"
  role             = aws_iam_role.make_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.make_function_log_group, aws_iam_role_policy.make_function_role_policy]

  tracing_config {
    mode = "Active"
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.made_queue.arn
  }
}

resource "aws_cloudwatch_log_group" "make_function_log_group" {
  name              = "/aws/lambda/jobs_make_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "make_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:jobs_make_bob"
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

resource "aws_iam_role_policy" "make_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/jobs_make_bob:*"
      },
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.made_queue.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.make_function_role.name
}

resource "aws_sqs_queue" "ordered_queue" {
  name                        = "jobs-in-order.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  visibility_timeout_seconds  = 180
  message_retention_seconds   = 345600
  max_message_size            = 65536
  delay_seconds               = 10
  sqs_managed_sse_enabled     = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.ordered_queue_dead_letter.arn
    maxReceiveCount     = 4
  })
}

resource "aws_sqs_queue" "ordered_queue_dead_letter" {
  name                      = "jobs-failed.fifo"
  fifo_queue                = true
  message_retention_seconds = 1209600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_event_source_mapping" "ordered_queue_to_work_function_mapping" {
  event_source_arn        = aws_sqs_queue.ordered_queue.arn
  function_name           = aws_lambda_function.work_function.function_name
  batch_size              = 5
  function_response_types = ["ReportBatchItemFailures"]
  depends_on              = [aws_iam_role_policy.work_function_role_policy]
}

resource "aws_sqs_queue" "plain_queue" {
  name                       = "jobs_plain_bob"
  visibility_timeout_seconds = 120
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
}

resource "aws_lambda_event_source_mapping" "plain_queue_to_work_function_mapping" {
  event_source_arn = aws_sqs_queue.plain_queue.arn
  function_name    = aws_lambda_function.work_function.function_name
  batch_size       = 10
  depends_on       = [aws_iam_role_policy.work_function_role_policy]
}

resource "aws_sqs_queue" "theirs_queue" {
  name                      = "jobs_theirs_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = "arn:${data.aws_partition.current.partition}:sqs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:theirs-lost"
    maxReceiveCount     = 3
  })
}

resource "aws_sqs_queue" "wide_queue" {
  name                       = "jobs_wide_bob"
  visibility_timeout_seconds = 120
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
  tags = {
    size = "wide"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_lambda_event_source_mapping" "wide_queue_to_work_function_mapping" {
  event_source_arn                   = aws_sqs_queue.wide_queue.arn
  function_name                      = aws_lambda_function.work_function.function_name
  batch_size                         = 500
  maximum_batching_window_in_seconds = 20
  tags = {
    size = "wide"
  }
  depends_on = [aws_iam_role_policy.work_function_role_policy]

  scaling_config {
    maximum_concurrency = 10
  }

  filter_criteria {
    filter {
      pattern = jsonencode({
        body = {
          kind = ["urgent"]
        }
      })
    }
  }
}

resource "aws_lambda_function" "work_function" {
  function_name    = "jobs_work_bob"
  role             = aws_iam_role.work_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 20
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.work_function_log_group, aws_iam_role_policy.work_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "work_function_log_group" {
  name              = "/aws/lambda/jobs_work_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "work_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:jobs_work_bob"
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

resource "aws_iam_role_policy" "work_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/jobs_work_bob:*"
      },
      {
        Action = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Effect = "Allow"
        Resource = [
          aws_sqs_queue.made_queue.arn,
          aws_sqs_queue.ordered_queue.arn,
          aws_sqs_queue.plain_queue.arn,
          aws_sqs_queue.wide_queue.arn,
        ]
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.work_function_role.name
}
