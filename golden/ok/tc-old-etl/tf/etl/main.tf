resource "aws_lambda_function" "authorizer_function088012" {
  function_name    = "etl_authorizer_bob"
  role             = aws_iam_role.authorizer_function088012_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.2.0"
  }
  depends_on = [aws_cloudwatch_log_group.authorizer_function088012_log_group, aws_iam_role_policy.authorizer_function088012_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "authorizer_function088012_log_group" {
  name              = "/aws/lambda/etl_authorizer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "authorizer_function088012_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_authorizer_bob"
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

resource "aws_iam_role_policy" "authorizer_function088012_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl_authorizer_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.authorizer_function088012_role.name
}

resource "aws_lambda_function" "enhancer_function" {
  function_name    = "etl_enhancer_bob"
  description      = "Step enhancer of the pipeline"
  role             = aws_iam_role.enhancer_function_role.arn
  runtime          = "python3.12"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 2048
  timeout          = 300
  tags = {
    version = "0.2.0"
  }
  depends_on = [aws_cloudwatch_log_group.enhancer_function_log_group, aws_iam_role_policy.enhancer_function_role_policy]

  environment {
    variables = {
      LOG_LEVEL = "INFO"
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "enhancer_function_log_group" {
  name              = "/aws/lambda/etl_enhancer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "enhancer_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_enhancer_bob"
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

resource "aws_iam_role_policy" "enhancer_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl_enhancer_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.enhancer_function_role.name
}

resource "aws_apigatewayv2_api" "etl_bob_api052d79" {
  name          = "etl_bob_bob"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "etl_bob_api052d79_authorizer_authorizer_function088012" {
  api_id                            = aws_apigatewayv2_api.etl_bob_api052d79.id
  name                              = "authorizer"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.authorizer_function088012.invoke_arn
  authorizer_payload_format_version = "2.0"
  authorizer_result_ttl_in_seconds  = 0
  enable_simple_responses           = true
  identity_sources                  = ["$request.header.Authorization"]
}

resource "aws_lambda_permission" "etl_bob_api052d79_authorizer_permission_authorizer_function088012" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer_function088012.function_name
  statement_id  = "EtlBobApi052d79AuthorizerPermissionAuthorizerFunction088012"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.etl_bob_api052d79.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.etl_bob_api052d79_authorizer_authorizer_function088012.id}"
}

resource "aws_cloudwatch_log_group" "etl_bob_api052d79_log_group" {
  name              = "/aws/vendedlogs/apis/etl_bob_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "etl_bob_api052d79_stage" {
  api_id      = aws_apigatewayv2_api.etl_bob_api052d79.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.etl_bob_api052d79_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_sfn_state_machine" "etl_flow" {
  name     = "etl_bob"
  type     = "EXPRESS"
  role_arn = aws_iam_role.etl_flow_role.arn
  definition = jsonencode({
    Comment = "ETL"
    StartAt = "enhance"
    States = {
      enhance = {
        Next     = "transform"
        Resource = aws_lambda_function.enhancer_function.arn
        Type     = "Task"
      }
      load = {
        End      = true
        Resource = aws_lambda_function.loader_function.arn
        Type     = "Task"
      }
      transform = {
        Next       = "load"
        OutputPath = "$.Payload"
        Parameters = {
          FunctionName = aws_lambda_function.transformer_function.arn
          Payload = {
            "data.$" = "$"
          }
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Type     = "Task"
      }
    }
    TimeoutSeconds = 30
  })
  tags = {
    version = "0.2.0"
  }
  depends_on = [aws_iam_role_policy.etl_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.etl_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "etl_flow_log_group" {
  name              = "/aws/vendedlogs/states/etl_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "etl_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:etl_bob"
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

resource "aws_iam_role_policy" "etl_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.enhancer_function.arn,
          aws_lambda_function.loader_function.arn,
          aws_lambda_function.transformer_function.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_enhancer_bob:*",
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_loader_bob:*",
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_transformer_bob:*",
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
  role = aws_iam_role.etl_flow_role.name
}

resource "aws_apigatewayv2_route" "etl_route" {
  api_id             = aws_apigatewayv2_api.etl_bob_api052d79.id
  route_key          = "POST /api/etl"
  target             = "integrations/${aws_apigatewayv2_integration.etl_route_integration.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.etl_bob_api052d79_authorizer_authorizer_function088012.id
}

resource "aws_apigatewayv2_integration" "etl_route_integration" {
  api_id                 = aws_apigatewayv2_api.etl_bob_api052d79.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartSyncExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.etl_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "$request.body"
    StateMachineArn = aws_sfn_state_machine.etl_flow.arn
  }
}

resource "aws_iam_role" "etl_route_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Effect = "Allow"
        Principal = {
          Service = "apigateway.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "etl_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartSyncExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.etl_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.etl_route_role.name
}

resource "aws_cloudwatch_event_rule" "finish_etlevent8d9219" {
  name = "tc-etl-FinishETL-bob"
  event_pattern = jsonencode({
    detail = {
      metadata = {
        env = ["prod"]
      }
    }
    detail-type = ["FinishETL"]
    source      = ["adHoc"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "finish_etlevent8d9219_to_loader_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.loader_function.function_name
  statement_id  = "FinishETLEvent8d9219ToLoaderFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.finish_etlevent8d9219.arn
}

resource "aws_cloudwatch_event_target" "finish_etlevent8d9219_to_loader_function_target" {
  target_id = "LoaderFunction"
  arn       = aws_lambda_function.loader_function.arn
  rule      = aws_cloudwatch_event_rule.finish_etlevent8d9219.name
}

resource "aws_lambda_function" "loader_function" {
  function_name    = "etl_loader_bob"
  description      = "Step loader of the pipeline"
  role             = aws_iam_role.loader_function_role.arn
  runtime          = "python3.12"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.2.0"
  }
  depends_on = [aws_cloudwatch_log_group.loader_function_log_group, aws_iam_role_policy.loader_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "loader_function_log_group" {
  name              = "/aws/lambda/etl_loader_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "loader_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_loader_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl_loader_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["s3:PutObject"]
        Effect   = "Allow"
        Resource = ["arn:${data.aws_partition.current.partition}:s3:::etl-results-prod/*"]
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.loader_function_role.name
}

resource "aws_cloudwatch_event_rule" "nightly_schedule" {
  name                = "etl_nightly_bob"
  schedule_expression = "cron(0 3 * * ? *)"
  state               = "ENABLED"
}

resource "aws_lambda_permission" "nightly_schedule_to_enhancer_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.enhancer_function.function_name
  statement_id  = "NightlyScheduleToEnhancerFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.nightly_schedule.arn
}

resource "aws_cloudwatch_event_target" "nightly_schedule_to_enhancer_function_target" {
  target_id = "EnhancerFunction"
  arn       = aws_lambda_function.enhancer_function.arn
  rule      = aws_cloudwatch_event_rule.nightly_schedule.name
  input = jsonencode({
    full = true
  })
}

resource "aws_cloudwatch_event_rule" "start_etleventc0cf55" {
  name = "tc-etl-StartETL-bob"
  event_pattern = jsonencode({
    detail = {
      metadata = {
        tenant = ["acme"]
      }
    }
    detail-type = ["StartETL"]
    source      = ["adHoc"]
  })
  state = "ENABLED"
}

resource "aws_iam_role" "start_etleventc0cf55_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/tc-etl-StartETL-bob"
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

resource "aws_iam_role_policy" "start_etleventc0cf55_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.etl_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.start_etleventc0cf55_role.name
}

resource "aws_cloudwatch_event_target" "start_etleventc0cf55_to_etl_flow_target" {
  target_id = "EtlFlow"
  arn       = aws_sfn_state_machine.etl_flow.arn
  rule      = aws_cloudwatch_event_rule.start_etleventc0cf55.name
  role_arn  = aws_iam_role.start_etleventc0cf55_role.arn
}

resource "aws_apigatewayv2_route" "status_route" {
  api_id    = aws_apigatewayv2_api.etl_bob_api052d79.id
  route_key = "GET /api/etl/status"
  target    = "integrations/${aws_apigatewayv2_integration.status_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "status_route_integration" {
  api_id                 = aws_apigatewayv2_api.etl_bob_api052d79.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.loader_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "status_route_to_loader_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.loader_function.function_name
  statement_id  = "StatusRouteToLoaderFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.etl_bob_api052d79.execution_arn}/*/GET/api/etl/status"
}

resource "aws_lambda_function" "transformer_function" {
  function_name    = "etl_transformer_bob"
  description      = "Step transformer of the pipeline"
  role             = aws_iam_role.transformer_function_role.arn
  runtime          = "python3.12"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.2.0"
  }
  depends_on = [aws_cloudwatch_log_group.transformer_function_log_group, aws_iam_role_policy.transformer_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "transformer_function_log_group" {
  name              = "/aws/lambda/etl_transformer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "transformer_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_transformer_bob"
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

resource "aws_iam_role_policy" "transformer_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl_transformer_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.transformer_function_role.name
}
