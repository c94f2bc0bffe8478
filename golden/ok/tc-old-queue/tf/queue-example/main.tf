resource "aws_lambda_function" "con_function" {
  function_name    = "queue-example_con_bob"
  role             = aws_iam_role.con_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.con_function_log_group, aws_iam_role_policy.con_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "con_function_log_group" {
  name              = "/aws/lambda/queue-example_con_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "con_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:queue-example_con_bob"
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

resource "aws_iam_role_policy" "con_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/queue-example_con_bob:*"
      },
      {
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Effect   = "Allow"
        Resource = aws_sqs_queue.jobs_queue.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.con_function_role.name
}

resource "aws_sqs_queue" "jobs_queue" {
  name                       = "queue-example_jobs_bob"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
}

resource "aws_lambda_event_source_mapping" "jobs_queue_to_con_function_mapping" {
  event_source_arn = aws_sqs_queue.jobs_queue.arn
  function_name    = aws_lambda_function.con_function.function_name
  batch_size       = 10
  depends_on       = [aws_iam_role_policy.con_function_role_policy]
}

resource "aws_lambda_function" "pro_function" {
  function_name    = "queue-example_pro_bob"
  role             = aws_iam_role.pro_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.pro_function_log_group, aws_iam_role_policy.pro_function_role_policy]

  tracing_config {
    mode = "Active"
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.jobs_queue.arn
  }
}

resource "aws_cloudwatch_log_group" "pro_function_log_group" {
  name              = "/aws/lambda/queue-example_pro_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "pro_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:queue-example_pro_bob"
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

resource "aws_iam_role_policy" "pro_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/queue-example_pro_bob:*"
      },
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.jobs_queue.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.pro_function_role.name
}

resource "aws_cloudwatch_event_rule" "tick_event0ae2be" {
  name = "tc-queue-example-Tick-bob"
  event_pattern = jsonencode({
    detail-type = ["Tick"]
    source      = ["clock"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "tick_event0ae2be_to_pro_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.pro_function.function_name
  statement_id  = "TickEvent0ae2beToProFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.tick_event0ae2be.arn
}

resource "aws_cloudwatch_event_target" "tick_event0ae2be_to_pro_function_target" {
  target_id = "ProFunction"
  arn       = aws_lambda_function.pro_function.arn
  rule      = aws_cloudwatch_event_rule.tick_event0ae2be.name
}
