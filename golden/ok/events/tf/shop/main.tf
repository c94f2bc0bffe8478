resource "aws_lambda_function" "after_function" {
  function_name    = "shop_after_bob"
  role             = aws_iam_role.after_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.after_function_log_group, aws_iam_role_policy.after_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "after_function_invoke_config" {
  function_name = aws_lambda_function.after_function.function_name

  destination_config {
    on_success {
      destination = aws_sns_topic.placed_topic.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "after_function_log_group" {
  name              = "/aws/lambda/shop_after_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "after_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_after_bob"
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

resource "aws_iam_role_policy" "after_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop_after_bob:*"
      },
      {
        Action   = "sns:Publish"
        Effect   = "Allow"
        Resource = aws_sns_topic.placed_topic.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.after_function_role.name
}

resource "aws_cloudwatch_event_rule" "anything_eventeedc8d" {
  name = "tc-shop-Anything-bob"
  event_pattern = jsonencode({
    source = [
      {
        prefix = "shop."
      },
    ]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "anything_eventeedc8d_to_outbox_queue_target" {
  target_id = "OutboxQueue"
  arn       = aws_sqs_queue.outbox_queue.arn
  rule      = aws_cloudwatch_event_rule.anything_eventeedc8d.name
}

resource "aws_cloudwatch_event_rule" "elsewhere_event09e5df" {
  name = "tc-shop-Elsewhere-bob"
  event_pattern = jsonencode({
    detail-type = ["Elsewhere"]
    source      = ["depot"]
  })
  state = "DISABLED"
}

resource "aws_lambda_permission" "elsewhere_event09e5df_to_look_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.look_function.function_name
  statement_id  = "ElsewhereEvent09e5dfToLookFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.elsewhere_event09e5df.arn
}

resource "aws_cloudwatch_event_target" "elsewhere_event09e5df_to_look_function_target" {
  target_id = "LookFunction"
  arn       = aws_lambda_function.look_function.arn
  rule      = aws_cloudwatch_event_rule.elsewhere_event09e5df.name
}

resource "aws_lambda_function" "look_function" {
  function_name    = "shop_look_bob"
  role             = aws_iam_role.look_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.look_function_log_group, aws_iam_role_policy.look_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "look_function_invoke_config" {
  function_name                = aws_lambda_function.look_function.function_name
  maximum_retry_attempts       = 1
  maximum_event_age_in_seconds = 3600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.undelivered_queue.arn
    }

    on_success {
      destination = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
    }
  }
}

resource "aws_cloudwatch_log_group" "look_function_log_group" {
  name              = "/aws/lambda/shop_look_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "look_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_look_bob"
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

resource "aws_iam_role_policy" "look_function_role_policy" {
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop_look_bob:*"
      },
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.undelivered_queue.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.look_function_role.name
}

resource "aws_cloudwatch_event_rule" "look_seen_event76c906" {
  name = "tc-shop-look-Seen-bob"
  event_pattern = jsonencode({
    detail-type = ["Lambda Function Invocation Result - Success"]
    resources   = ["${aws_lambda_function.look_function.arn}:$LATEST"]
    source      = ["lambda"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "look_seen_event76c906_to_after_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.after_function.function_name
  statement_id  = "LookSeenEvent76c906ToAfterFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.look_seen_event76c906.arn
}

resource "aws_cloudwatch_event_target" "look_seen_event76c906_to_after_function_target" {
  target_id  = "AfterFunction"
  arn        = aws_lambda_function.after_function.arn
  rule       = aws_cloudwatch_event_rule.look_seen_event76c906.name
  input_path = "$.detail.responsePayload"
}

resource "aws_cloudwatch_event_rule" "order_paid_evente10635" {
  name = "shop-paid-bob"
  event_pattern = jsonencode({
    detail-type = ["OrderPaid"]
    source      = ["till"]
  })
  state = "ENABLED"
}

resource "aws_iam_role" "order_paid_evente10635_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/shop-paid-bob"
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

resource "aws_iam_role_policy" "order_paid_evente10635_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.shop_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.order_paid_evente10635_role.name
}

resource "aws_cloudwatch_event_target" "order_paid_evente10635_to_shop_flow_target" {
  target_id = "ShopFlow"
  arn       = aws_sfn_state_machine.shop_flow.arn
  rule      = aws_cloudwatch_event_rule.order_paid_evente10635.name
  role_arn  = aws_iam_role.order_paid_evente10635_role.arn
}

resource "aws_cloudwatch_event_rule" "order_placed_eventc79836" {
  name = "tc-shop-OrderPlaced-bob"
  event_pattern = jsonencode({
    detail = {
      total = [
        {
          numeric = [">=", 10]
        },
      ]
    }
    detail-type = ["OrderPlaced"]
    source      = ["web", "till"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "order_placed_eventc79836_to_after_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.after_function.function_name
  statement_id  = "OrderPlacedEventc79836ToAfterFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.order_placed_eventc79836.arn
}

resource "aws_cloudwatch_event_target" "order_placed_eventc79836_to_after_function_target" {
  target_id = "AfterFunction"
  arn       = aws_lambda_function.after_function.arn
  rule      = aws_cloudwatch_event_rule.order_placed_eventc79836.name

  retry_policy {
    maximum_retry_attempts       = 5
    maximum_event_age_in_seconds = 7200
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered_queue.arn
  }
}

resource "aws_lambda_permission" "order_placed_eventc79836_to_look_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.look_function.function_name
  statement_id  = "OrderPlacedEventc79836ToLookFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.order_placed_eventc79836.arn
}

resource "aws_cloudwatch_event_target" "order_placed_eventc79836_to_look_function_target" {
  target_id = "LookFunction"
  arn       = aws_lambda_function.look_function.arn
  rule      = aws_cloudwatch_event_rule.order_placed_eventc79836.name

  retry_policy {
    maximum_retry_attempts       = 5
    maximum_event_age_in_seconds = 7200
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered_queue.arn
  }
}

resource "aws_cloudwatch_event_target" "order_placed_eventc79836_to_placed_topic_target" {
  target_id = "PlacedTopic"
  arn       = aws_sns_topic.placed_topic.arn
  rule      = aws_cloudwatch_event_rule.order_placed_eventc79836.name

  retry_policy {
    maximum_retry_attempts       = 5
    maximum_event_age_in_seconds = 7200
  }

  dead_letter_config {
    arn = aws_sqs_queue.undelivered_queue.arn
  }
}

resource "aws_cloudwatch_event_rule" "order_sent_event4c4dfd" {
  name           = "tc-shop-OrderSent-bob"
  event_bus_name = "partners"
  event_pattern = jsonencode({
    detail-type = ["OrderSent"]
    source      = ["default"]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "order_sent_event4c4dfd_to_outbox_queue_target" {
  target_id      = "OutboxQueue"
  arn            = aws_sqs_queue.outbox_queue.arn
  rule           = aws_cloudwatch_event_rule.order_sent_event4c4dfd.name
  event_bus_name = "partners"
}

resource "aws_sqs_queue" "outbox_queue" {
  name                      = "shop_outbox_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "outbox_queue_policy" {
  queue_url = aws_sqs_queue.outbox_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [
              aws_cloudwatch_event_rule.anything_eventeedc8d.arn,
              aws_cloudwatch_event_rule.order_sent_event4c4dfd.arn,
            ]
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Resource = aws_sqs_queue.outbox_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sns_topic" "placed_topic" {
  name = "shop_placed_bob"
}

resource "aws_sns_topic_policy" "placed_topic_policy" {
  arn = aws_sns_topic.placed_topic.arn
  policy = jsonencode({
    Statement = [
      {
        Action = "sns:Publish"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudwatch_event_rule.order_placed_eventc79836.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Resource = aws_sns_topic.placed_topic.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_cloudwatch_event_rule" "seen_eventcd5f4b" {
  name = "tc-shop-Seen-bob"
  event_pattern = jsonencode({
    detail-type = ["Seen"]
    source      = ["default"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "seen_eventcd5f4b_to_after_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.after_function.function_name
  statement_id  = "SeenEventcd5f4bToAfterFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.seen_eventcd5f4b.arn
}

resource "aws_cloudwatch_event_target" "seen_eventcd5f4b_to_after_function_target" {
  target_id = "AfterFunction"
  arn       = aws_lambda_function.after_function.arn
  rule      = aws_cloudwatch_event_rule.seen_eventcd5f4b.name
}

resource "aws_sfn_state_machine" "shop_flow" {
  name     = "shop_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.shop_flow_role.arn
  definition = jsonencode({
    StartAt = "Ship"
    States = {
      Ship = {
        Type = "Succeed"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.shop_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.shop_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "shop_flow_log_group" {
  name              = "/aws/vendedlogs/states/shop_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "shop_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:shop_bob"
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

resource "aws_iam_role_policy" "shop_flow_role_policy" {
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
  role = aws_iam_role.shop_flow_role.name
}

resource "aws_sqs_queue" "undelivered_queue" {
  name                      = "shop_undelivered_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "undelivered_queue_policy" {
  queue_url = aws_sqs_queue.undelivered_queue.url
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
        Resource = aws_sqs_queue.undelivered_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}
