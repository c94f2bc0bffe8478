resource "aws_apigatewayv2_route" "buy_route" {
  api_id    = aws_apigatewayv2_api.shop_api.id
  route_key = "POST /buy"
  target    = "integrations/${aws_apigatewayv2_integration.buy_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "buy_route_integration" {
  api_id                 = aws_apigatewayv2_api.shop_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.fast_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "buy_route_to_fast_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.fast_function.function_name
  statement_id  = "BuyRouteToFastFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.shop_api.execution_arn}/*/POST/buy"
}

resource "aws_lambda_function" "fast_function" {
  function_name    = "shop_fast_bob"
  role             = aws_iam_role.fast_function_role.arn
  runtime          = "provided.al2023"
  handler          = "bootstrap"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/4fc1893b66606374666278c6c50039fc.zip"
  source_code_hash = "4fc1893b66606374666278c6c50039fc"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.fast_function_log_group, aws_iam_role_policy.fast_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "fast_function_log_group" {
  name              = "/aws/lambda/shop_fast_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "fast_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_fast_bob"
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

resource "aws_iam_role_policy" "fast_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop_fast_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.fast_function_role.name
}

resource "aws_secretsmanager_secret" "key_secret" {
  name                    = "shop_key_bob"
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_event_rule" "nightly_schedule" {
  name                = "shop_nightly_bob"
  schedule_expression = "cron(0 3 * * ? *)"
  state               = "ENABLED"
}

resource "aws_iam_role" "nightly_schedule_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/shop_nightly_bob"
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
        Resource = aws_sfn_state_machine.shop_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.nightly_schedule_role.name
}

resource "aws_cloudwatch_event_target" "nightly_schedule_to_shop_flow_target" {
  target_id = "ShopFlow"
  arn       = aws_sfn_state_machine.shop_flow.arn
  rule      = aws_cloudwatch_event_rule.nightly_schedule.name
  role_arn  = aws_iam_role.nightly_schedule_role.arn
}

resource "aws_cloudwatch_event_rule" "paid_event996091" {
  name = "tc-shop-Paid-bob"
  event_pattern = jsonencode({
    detail-type = ["Paid"]
    source      = ["shop"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "paid_event996091_to_price_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.price_function.function_name
  statement_id  = "PaidEvent996091ToPriceFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.paid_event996091.arn
}

resource "aws_cloudwatch_event_target" "paid_event996091_to_price_function_target" {
  target_id = "PriceFunction"
  arn       = aws_lambda_function.price_function.arn
  rule      = aws_cloudwatch_event_rule.paid_event996091.name
}

resource "aws_lambda_function" "price_function" {
  function_name    = "shop_price_bob"
  role             = aws_iam_role.price_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.price_function_log_group, aws_iam_role_policy.price_function_role_policy]

  environment {
    variables = {
      MODEL_PATH = "/mnt/models/prices/1.0"
    }
  }

  vpc_config {
    subnet_ids         = ["subnet-0123456789abcdef0"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }

  file_system_config {
    arn              = data.aws_ssm_parameter.ssm_models_access_point69724a_parameter.value
    local_mount_path = "/mnt/models"
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "price_function_log_group" {
  name              = "/aws/lambda/shop_price_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "price_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_price_bob"
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

resource "aws_iam_role_policy" "price_function_role_policy" {
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
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_price_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop_price_bob:*"
      },
      {
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Effect   = "Allow"
        Resource = aws_sqs_queue.work_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.price_function_role.name
}

resource "aws_apigatewayv2_route" "prices_route" {
  api_id    = aws_apigatewayv2_api.shop_api.id
  route_key = "GET /prices/{id}"
  target    = "integrations/${aws_apigatewayv2_integration.prices_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "prices_route_integration" {
  api_id                 = aws_apigatewayv2_api.shop_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.price_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "prices_route_to_price_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.price_function.function_name
  statement_id  = "PricesRouteToPriceFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.shop_api.execution_arn}/*/GET/prices/*"
}

resource "aws_apigatewayv2_api" "shop_api" {
  name          = "shop_bob"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "shop_api_log_group" {
  name              = "/aws/vendedlogs/apis/shop_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "shop_api_stage" {
  api_id      = aws_apigatewayv2_api.shop_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.shop_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_sfn_state_machine" "shop_flow" {
  name     = "shop_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.shop_flow_role.arn
  definition = jsonencode({
    StartAt = "Price"
    States = {
      Price = {
        End = true
        Parameters = {
          FunctionName = aws_lambda_function.price_function.arn
          "Payload.$"  = "$"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Retry = [
          {
            ErrorEquals = ["Lambda.ServiceException", "Lambda.TooManyRequestsException"]
            MaxAttempts = 2
          },
        ]
        Type = "Task"
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
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.price_function.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_price_bob:*",
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
  role = aws_iam_role.shop_flow_role.name
}

resource "aws_sqs_queue" "work_queue" {
  name                       = "shop_work_bob"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
}

resource "aws_lambda_event_source_mapping" "work_queue_to_price_function_mapping" {
  event_source_arn = aws_sqs_queue.work_queue.arn
  function_name    = aws_lambda_function.price_function.function_name
  batch_size       = 5
  depends_on       = [aws_iam_role_policy.price_function_role_policy]
}

data "aws_ssm_parameter" "ssm_models_access_point69724a_parameter" {
  name = "/models/access-point"
}
