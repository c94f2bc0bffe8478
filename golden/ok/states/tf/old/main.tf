resource "aws_cloudwatch_event_rule" "begin_event5552bd" {
  name = "tc-old-Begin-bob"
  event_pattern = jsonencode({
    detail-type = ["Begin"]
    source      = ["default"]
  })
  state = "ENABLED"
}

resource "aws_iam_role" "begin_event5552bd_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/tc-old-Begin-bob"
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

resource "aws_iam_role_policy" "begin_event5552bd_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.old_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.begin_event5552bd_role.name
}

resource "aws_cloudwatch_event_target" "begin_event5552bd_to_old_flow_target" {
  target_id = "OldFlow"
  arn       = aws_sfn_state_machine.old_flow.arn
  rule      = aws_cloudwatch_event_rule.begin_event5552bd.name
  role_arn  = aws_iam_role.begin_event5552bd_role.arn
}

resource "aws_sfn_state_machine" "old_flow" {
  name     = "old-bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.old_flow_role.arn
  definition = jsonencode({
    StartAt = "Step"
    States = {
      Step = {
        End = true
        Parameters = {
          FunctionName = aws_lambda_function.step_function.arn
          "Payload.$"  = "$"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.3.0"
  }
  depends_on = [aws_iam_role_policy.old_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.old_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "old_flow_log_group" {
  name              = "/aws/vendedlogs/states/old-bob"
  retention_in_days = 30
}

resource "aws_iam_role" "old_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:old-bob"
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

resource "aws_iam_role_policy" "old_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.step_function.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:old-step-bob:*",
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
  role = aws_iam_role.old_flow_role.name
}

resource "aws_lambda_function" "step_function" {
  function_name    = "old-step-bob"
  role             = aws_iam_role.step_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.3.0"
  }
  depends_on = [aws_cloudwatch_log_group.step_function_log_group, aws_iam_role_policy.step_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "step_function_log_group" {
  name              = "/aws/lambda/old-step-bob"
  retention_in_days = 30
}

resource "aws_iam_role" "step_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:old-step-bob"
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

resource "aws_iam_role_policy" "step_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/old-step-bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.step_function_role.name
}
