resource "aws_scheduler_schedule" "berlin_schedule" {
  name                         = "clock_berlin_bob"
  schedule_expression          = "cron(15 3 ? * 6#3 2026-2030)"
  schedule_expression_timezone = "Europe/Berlin"
  state                        = "ENABLED"
  depends_on                   = [aws_iam_role_policy.berlin_schedule_role_policy]

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sfn_state_machine.clock_flow.arn
    role_arn = aws_iam_role.berlin_schedule_role.arn
  }
}

resource "aws_iam_role" "berlin_schedule_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:scheduler:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:schedule-group/default"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "scheduler.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "berlin_schedule_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.clock_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.berlin_schedule_role.name
}

resource "aws_sfn_state_machine" "clock_flow" {
  name     = "clock_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.clock_flow_role.arn
  definition = jsonencode({
    StartAt = "Work"
    States = {
      Work = {
        End = true
        Parameters = {
          FunctionName = aws_lambda_function.work_function.arn
          "Payload.$"  = "$"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.clock_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.clock_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "clock_flow_log_group" {
  name              = "/aws/vendedlogs/states/clock_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "clock_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:clock_bob"
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

resource "aws_iam_role_policy" "clock_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.work_function.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:clock_work_bob:*",
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
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.clock_flow_role.name
}

resource "aws_scheduler_schedule" "evening_schedule" {
  name                         = "clock_evening_bob"
  schedule_expression          = "cron(0 19 L * ? *)"
  schedule_expression_timezone = "Europe/Berlin"
  state                        = "ENABLED"
  depends_on                   = [aws_iam_role_policy.evening_schedule_role_policy]

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sqs_queue.ordered_queue.arn
    role_arn = aws_iam_role.evening_schedule_role.arn
    input    = jsonencode([1, 2])

    sqs_parameters {
      message_group_id = "evening"
    }
  }
}

resource "aws_iam_role" "evening_schedule_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:scheduler:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:schedule-group/default"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "scheduler.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "evening_schedule_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.ordered_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.evening_schedule_role.name
}

resource "aws_cloudwatch_event_rule" "hourly_schedule" {
  name                = "clock_hourly_bob"
  description         = "every full hour"
  schedule_expression = "cron(0 * * * ? *)"
  state               = "ENABLED"
}

resource "aws_iam_role" "hourly_schedule_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/clock_hourly_bob"
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

resource "aws_iam_role_policy" "hourly_schedule_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.clock_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.hourly_schedule_role.name
}

resource "aws_cloudwatch_event_target" "hourly_schedule_to_clock_flow_target" {
  target_id = "ClockFlow"
  arn       = aws_sfn_state_machine.clock_flow.arn
  rule      = aws_cloudwatch_event_rule.hourly_schedule.name
  role_arn  = aws_iam_role.hourly_schedule_role.arn
}

resource "aws_cloudwatch_event_rule" "in_order_schedule" {
  name                = "clock_in-order_bob"
  schedule_expression = "cron(0/10 8-17 ? * 2-6 *)"
  state               = "ENABLED"
}

resource "aws_cloudwatch_event_target" "in_order_schedule_to_ordered_queue_target" {
  target_id = "OrderedQueue"
  arn       = aws_sqs_queue.ordered_queue.arn
  rule      = aws_cloudwatch_event_rule.in_order_schedule.name
  input     = jsonencode("plain words")

  sqs_target {
    message_group_id = "in-order"
  }
}

resource "aws_sqs_queue" "jobs_queue" {
  name                      = "clock_jobs_bob"
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
            "aws:SourceArn" = aws_cloudwatch_event_rule.wrapped_schedule.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Resource = aws_sqs_queue.jobs_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_cloudwatch_event_rule" "kept_warm_schedule" {
  name                = "clock_kept-warm_bob"
  schedule_expression = "rate(12 hours)"
  state               = "ENABLED"
}

resource "aws_lambda_permission" "kept_warm_schedule_to_warm_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.warm_function.function_name
  qualifier     = aws_lambda_alias.warm_function_alias.name
  statement_id  = "KeptWarmScheduleToWarmFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.kept_warm_schedule.arn
}

resource "aws_cloudwatch_event_target" "kept_warm_schedule_to_warm_function_target" {
  target_id = "WarmFunction"
  arn       = aws_lambda_alias.warm_function_alias.arn
  rule      = aws_cloudwatch_event_rule.kept_warm_schedule.name
}

resource "aws_scheduler_schedule" "morning_schedule" {
  name                         = "clock_morning_bob"
  schedule_expression          = "cron(0 7 ? * MON-FRI *)"
  schedule_expression_timezone = "Europe/Berlin"
  state                        = "ENABLED"
  depends_on                   = [aws_iam_role_policy.morning_schedule_role_policy]

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.work_function.arn
    role_arn = aws_iam_role.morning_schedule_role.arn
  }
}

resource "aws_iam_role" "morning_schedule_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:scheduler:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:schedule-group/default"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "scheduler.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "morning_schedule_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "lambda:InvokeFunction"
        Effect   = "Allow"
        Resource = aws_lambda_function.work_function.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.morning_schedule_role.name
}

resource "aws_cloudwatch_event_rule" "named_schedule" {
  name                = "clock-nightly-bob"
  schedule_expression = "cron(0 2 * * ? *)"
  state               = "ENABLED"
}

resource "aws_lambda_permission" "named_schedule_to_work_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.work_function.function_name
  statement_id  = "NamedScheduleToWorkFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.named_schedule.arn
}

resource "aws_cloudwatch_event_target" "named_schedule_to_work_function_target" {
  target_id = "WorkFunction"
  arn       = aws_lambda_function.work_function.arn
  rule      = aws_cloudwatch_event_rule.named_schedule.name
}

resource "aws_cloudwatch_event_rule" "nightly_schedule" {
  name                = "clock_nightly_bob"
  schedule_expression = "cron(30 2 ? * MON-FRI *)"
  state               = "ENABLED"
}

resource "aws_lambda_permission" "nightly_schedule_to_work_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.work_function.function_name
  statement_id  = "NightlyScheduleToWorkFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.nightly_schedule.arn
}

resource "aws_cloudwatch_event_target" "nightly_schedule_to_work_function_target" {
  target_id = "WorkFunction"
  arn       = aws_lambda_function.work_function.arn
  rule      = aws_cloudwatch_event_rule.nightly_schedule.name
  input     = "{\"full\": true}"
}

resource "aws_cloudwatch_event_rule" "often_schedule" {
  name                = "clock_often_bob"
  schedule_expression = "rate(5 minutes)"
  state               = "ENABLED"
}

resource "aws_lambda_permission" "often_schedule_to_work_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.work_function.function_name
  statement_id  = "OftenScheduleToWorkFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.often_schedule.arn
}

resource "aws_cloudwatch_event_target" "often_schedule_to_work_function_target" {
  target_id = "WorkFunction"
  arn       = aws_lambda_function.work_function.arn
  rule      = aws_cloudwatch_event_rule.often_schedule.name
  input = jsonencode({
    kind    = "check"
    sandbox = "bob"
  })
}

resource "aws_sqs_queue" "ordered_queue" {
  name                        = "clock_ordered_bob.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  message_retention_seconds   = 345600
  max_message_size            = 262144
  sqs_managed_sse_enabled     = true
}

resource "aws_sqs_queue_policy" "ordered_queue_policy" {
  queue_url = aws_sqs_queue.ordered_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudwatch_event_rule.in_order_schedule.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Resource = aws_sqs_queue.ordered_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_lambda_function" "warm_function" {
  function_name    = "clock_warm_bob"
  role             = aws_iam_role.warm_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/8d080aa7bcda0d32d20b246a85e19a0e.zip"
  source_code_hash = "8d080aa7bcda0d32d20b246a85e19a0e"
  memory_size      = 128
  timeout          = 30
  publish          = true
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.warm_function_log_group, aws_iam_role_policy.warm_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_alias" "warm_function_alias" {
  name             = "live"
  function_name    = aws_lambda_function.warm_function.function_name
  function_version = aws_lambda_function.warm_function.version
}

resource "aws_cloudwatch_log_group" "warm_function_log_group" {
  name              = "/aws/lambda/clock_warm_bob"
  retention_in_days = 30
}

resource "aws_lambda_provisioned_concurrency_config" "warm_function_provisioned_concurrency" {
  function_name                     = aws_lambda_function.warm_function.function_name
  qualifier                         = aws_lambda_alias.warm_function_alias.name
  provisioned_concurrent_executions = 1
}

resource "aws_iam_role" "warm_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:clock_warm_bob"
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

resource "aws_iam_role_policy" "warm_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/clock_warm_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.warm_function_role.name
}

resource "aws_lambda_function" "work_function" {
  function_name    = "clock_work_bob"
  role             = aws_iam_role.work_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/8d080aa7bcda0d32d20b246a85e19a0e.zip"
  source_code_hash = "8d080aa7bcda0d32d20b246a85e19a0e"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.work_function_log_group, aws_iam_role_policy.work_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "work_function_log_group" {
  name              = "/aws/lambda/clock_work_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "work_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:clock_work_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/clock_work_bob:*"
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

resource "aws_cloudwatch_event_rule" "wrapped_schedule" {
  name                = "clock_wrapped_bob"
  schedule_expression = "rate(1 day)"
  state               = "DISABLED"
}

resource "aws_cloudwatch_event_target" "wrapped_schedule_to_jobs_queue_target" {
  target_id = "JobsQueue"
  arn       = aws_sqs_queue.jobs_queue.arn
  rule      = aws_cloudwatch_event_rule.wrapped_schedule.name
}
