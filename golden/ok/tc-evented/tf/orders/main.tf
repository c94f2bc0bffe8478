resource "aws_lambda_function" "auditor_function" {
  function_name    = "orders_auditor_bob"
  role             = aws_iam_role.auditor_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.auditor_function_log_group, aws_iam_role_policy.auditor_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "auditor_function_log_group" {
  name              = "/aws/lambda/orders_auditor_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "auditor_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:orders_auditor_bob"
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

resource "aws_iam_role_policy" "auditor_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/orders_auditor_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.auditor_function_role.name
}

resource "aws_lambda_function" "billing_function" {
  function_name    = "orders_billing_bob"
  role             = aws_iam_role.billing_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.billing_function_log_group, aws_iam_role_policy.billing_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "billing_function_log_group" {
  name              = "/aws/lambda/orders_billing_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "billing_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:orders_billing_bob"
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

resource "aws_iam_role_policy" "billing_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/orders_billing_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.billing_function_role.name
}

resource "aws_sqs_queue" "dead_queue5859da" {
  name                      = "orders_dead_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "dead_queue5859da_policy" {
  queue_url = aws_sqs_queue.dead_queue5859da.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudwatch_event_rule.order_placed_eventc79836.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Resource = aws_sqs_queue.dead_queue5859da.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_lambda_function" "mailer_function" {
  function_name    = "orders_mailer_bob"
  role             = aws_iam_role.mailer_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.mailer_function_log_group, aws_iam_role_policy.mailer_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "mailer_function_log_group" {
  name              = "/aws/lambda/orders_mailer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "mailer_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:orders_mailer_bob"
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

resource "aws_iam_role_policy" "mailer_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/orders_mailer_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.mailer_function_role.name
}

resource "aws_cloudwatch_event_rule" "order_paid_evente10635" {
  name = "orders-paid-bob"
  event_pattern = jsonencode({
    detail = {
      data = {
        amount = [
          {
            numeric = [">", 100]
          },
        ]
      }
    }
    detail-type = ["OrderPaid"]
    source      = ["billing"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "order_paid_evente10635_to_auditor_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.auditor_function.function_name
  statement_id  = "OrderPaidEvente10635ToAuditorFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.order_paid_evente10635.arn
}

resource "aws_cloudwatch_event_target" "order_paid_evente10635_to_auditor_function_target" {
  target_id = "AuditorFunction"
  arn       = aws_lambda_function.auditor_function.arn
  rule      = aws_cloudwatch_event_rule.order_paid_evente10635.name
}

resource "aws_cloudwatch_event_rule" "order_placed_eventc79836" {
  name = "tc-orders-OrderPlaced-bob"
  event_pattern = jsonencode({
    detail-type = ["OrderPlaced"]
    source      = ["shop", "partner/api"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "order_placed_eventc79836_to_billing_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.billing_function.function_name
  statement_id  = "OrderPlacedEventc79836ToBillingFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.order_placed_eventc79836.arn
}

resource "aws_cloudwatch_event_target" "order_placed_eventc79836_to_billing_function_target" {
  target_id = "BillingFunction"
  arn       = aws_lambda_function.billing_function.arn
  rule      = aws_cloudwatch_event_rule.order_placed_eventc79836.name

  retry_policy {
    maximum_retry_attempts       = 3
    maximum_event_age_in_seconds = 3600
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead_queue5859da.arn
  }
}

resource "aws_lambda_permission" "order_placed_eventc79836_to_mailer_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.mailer_function.function_name
  statement_id  = "OrderPlacedEventc79836ToMailerFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.order_placed_eventc79836.arn
}

resource "aws_cloudwatch_event_target" "order_placed_eventc79836_to_mailer_function_target" {
  target_id = "MailerFunction"
  arn       = aws_lambda_function.mailer_function.arn
  rule      = aws_cloudwatch_event_rule.order_placed_eventc79836.name

  retry_policy {
    maximum_retry_attempts       = 3
    maximum_event_age_in_seconds = 3600
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead_queue5859da.arn
  }
}

resource "aws_lambda_permission" "order_placed_eventc79836_to_shipping_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.shipping_function.function_name
  statement_id  = "OrderPlacedEventc79836ToShippingFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.order_placed_eventc79836.arn
}

resource "aws_cloudwatch_event_target" "order_placed_eventc79836_to_shipping_function_target" {
  target_id = "ShippingFunction"
  arn       = aws_lambda_function.shipping_function.arn
  rule      = aws_cloudwatch_event_rule.order_placed_eventc79836.name

  retry_policy {
    maximum_retry_attempts       = 3
    maximum_event_age_in_seconds = 3600
  }

  dead_letter_config {
    arn = aws_sqs_queue.dead_queue5859da.arn
  }
}

resource "aws_lambda_function" "shipping_function" {
  function_name    = "orders_shipping_bob"
  role             = aws_iam_role.shipping_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.shipping_function_log_group, aws_iam_role_policy.shipping_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "shipping_function_log_group" {
  name              = "/aws/lambda/orders_shipping_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "shipping_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:orders_shipping_bob"
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

resource "aws_iam_role_policy" "shipping_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/orders_shipping_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.shipping_function_role.name
}
