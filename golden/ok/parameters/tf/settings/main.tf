resource "aws_lambda_function" "apart_function" {
  function_name    = "settings_apart_bob"
  role             = aws_iam_role.apart_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.apart_function_log_group, aws_iam_role_policy.apart_function_role_policy]

  vpc_config {
    subnet_ids         = var.Many
    security_group_ids = var.Groups
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "apart_function_log_group" {
  name              = "/aws/lambda/settings_apart_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "apart_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:settings_apart_bob"
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

resource "aws_iam_role_policy" "apart_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:settings_apart_bob"
          }
        }
        Effect   = "Deny"
        Resource = "*"
      },
      {
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/settings_apart_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.apart_function_role.name
}

resource "aws_cloudwatch_event_rule" "daily_schedule" {
  name                = "settings_daily_bob"
  schedule_expression = "rate(1 day)"
  state               = "ENABLED"
}

resource "aws_lambda_permission" "daily_schedule_to_use_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.use_function.function_name
  statement_id  = "DailyScheduleToUseFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.daily_schedule.arn
}

resource "aws_cloudwatch_event_target" "daily_schedule_to_use_function_target" {
  target_id = "UseFunction"
  arn       = aws_lambda_function.use_function.arn
  rule      = aws_cloudwatch_event_rule.daily_schedule.name
  input = jsonencode({
    subnets = var.Subnets
    text    = "in ${join(",", var.Many)}"
  })
}

resource "aws_sns_topic" "news_topic" {
  name = "settings_news_bob"
}

resource "aws_sns_topic_subscription" "news_topic_subscription_email07ed6c" {
  count     = var.Mail != "" ? 1 : 0
  topic_arn = aws_sns_topic.news_topic.arn
  protocol  = "email"
  endpoint  = var.Mail
}

resource "aws_sns_topic_subscription" "news_topic_subscription_smsd6e645" {
  count     = var.Call != "" ? 1 : 0
  topic_arn = aws_sns_topic.news_topic.arn
  protocol  = "sms"
  endpoint  = var.Call
}

resource "aws_cloudwatch_event_rule" "nightly_schedule" {
  name                = "settings_nightly_bob"
  schedule_expression = "cron(0 1 * * ? *)"
  state               = "ENABLED"
}

resource "aws_iam_role" "nightly_schedule_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/settings_nightly_bob"
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

resource "aws_iam_role_policy" "nightly_schedule_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.run_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.nightly_schedule_role.name
}

resource "aws_cloudwatch_event_target" "nightly_schedule_to_run_flow_target" {
  target_id = "RunFlow"
  arn       = aws_sfn_state_machine.run_flow.arn
  rule      = aws_cloudwatch_event_rule.nightly_schedule.name
  role_arn  = aws_iam_role.nightly_schedule_role.arn
}

resource "aws_sfn_state_machine" "run_flow" {
  name     = "settings_run_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.run_flow_role.arn
  definition = jsonencode({
    StartAt = "Run"
    States = {
      Run = {
        End = true
        Parameters = {
          FunctionName = aws_lambda_function.use_function.arn
          Payload = {
            groups  = [var.Groups]
            subnets = var.Subnets
            text    = "in ${join(",", var.Many)}"
          }
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Retry = [
          {
            ErrorEquals = [
              "Lambda.ServiceException",
              "Lambda.AWSLambdaException",
              "Lambda.SdkClientException",
              "Lambda.TooManyRequestsException",
            ]
          },
        ]
        Type = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.run_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.run_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "run_flow_log_group" {
  name              = "/aws/vendedlogs/states/settings_run_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "run_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:settings_run_bob"
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

resource "aws_iam_role_policy" "run_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.use_function.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:settings_use_bob:*",
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
  role = aws_iam_role.run_flow_role.name
}

resource "aws_lambda_function" "use_function" {
  function_name    = "settings_use_bob"
  role             = aws_iam_role.use_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.use_function_log_group, aws_iam_role_policy.use_function_role_policy]

  environment {
    variables = {
      AMONG    = "of ${join(",", var.Many)}, and ${data.aws_region.current.id}"
      COUNT    = var.Count
      IMAGE    = var.Image
      KEY      = var.Key
      PASSWORD = var.Hidden
      SSM      = data.aws_ssm_parameter.ssm_settings_levelf55090_parameter.value
      SUBNETS  = join(",", var.Subnets)
      TEXT     = var.Text
    }
  }

  vpc_config {
    subnet_ids         = var.Subnets
    security_group_ids = var.Groups
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "use_function_log_group" {
  name              = "/aws/lambda/settings_use_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "use_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:settings_use_bob"
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

resource "aws_iam_role_policy" "use_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:settings_use_bob"
          }
        }
        Effect   = "Deny"
        Resource = "*"
      },
      {
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/settings_use_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.use_function_role.name
}

data "aws_ssm_parameter" "ssm_settings_levelf55090_parameter" {
  name = "/settings/level"
}
