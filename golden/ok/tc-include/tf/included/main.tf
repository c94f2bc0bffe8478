resource "aws_apigatewayv2_route" "go_routee6cd98" {
  api_id    = aws_apigatewayv2_api.included_api.id
  route_key = "POST /go"
  target    = "integrations/${aws_apigatewayv2_integration.go_routee6cd98_integration.id}"
}

resource "aws_apigatewayv2_integration" "go_routee6cd98_integration" {
  api_id                 = aws_apigatewayv2_api.included_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.reader_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "go_routee6cd98_to_reader_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.reader_function.function_name
  statement_id  = "GoRoutee6cd98ToReaderFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.included_api.execution_arn}/*/POST/go"
}

resource "aws_apigatewayv2_api" "included_api" {
  name          = "included_bob"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "included_api_log_group" {
  name              = "/aws/vendedlogs/apis/included_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "included_api_stage" {
  api_id      = aws_apigatewayv2_api.included_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.included_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_lambda_function" "interned_function" {
  function_name    = "included_interned_bob"
  role             = aws_iam_role.interned_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.interned_function_log_group, aws_iam_role_policy.interned_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "interned_function_log_group" {
  name              = "/aws/lambda/included_interned_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "interned_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:included_interned_bob"
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

resource "aws_iam_role_policy" "interned_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/included_interned_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.interned_function_role.name
}

resource "aws_cloudwatch_event_rule" "ping_event2ca7e0" {
  name = "tc-included-Ping-bob"
  event_pattern = jsonencode({
    detail-type = ["Ping"]
    source      = ["clock"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "ping_event2ca7e0_to_worker_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.worker_function.function_name
  statement_id  = "PingEvent2ca7e0ToWorkerFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.ping_event2ca7e0.arn
}

resource "aws_cloudwatch_event_target" "ping_event2ca7e0_to_worker_function_target" {
  target_id = "WorkerFunction"
  arn       = aws_lambda_function.worker_function.arn
  rule      = aws_cloudwatch_event_rule.ping_event2ca7e0.name
}

resource "aws_apigatewayv2_route" "read_routebaa6d4" {
  api_id    = aws_apigatewayv2_api.included_api.id
  route_key = "POST /read"
  target    = "integrations/${aws_apigatewayv2_integration.read_routebaa6d4_integration.id}"
}

resource "aws_apigatewayv2_integration" "read_routebaa6d4_integration" {
  api_id                 = aws_apigatewayv2_api.included_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "EventBridge-PutEvents"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.read_routebaa6d4_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Detail       = "$request.body"
    DetailType   = "Ping"
    EventBusName = "default"
    Source       = "clock"
  }
}

resource "aws_iam_role" "read_routebaa6d4_role" {
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

resource "aws_iam_role_policy" "read_routebaa6d4_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "events:PutEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.read_routebaa6d4_role.name
}

resource "aws_lambda_function" "reader_function" {
  function_name    = "included_reader_bob"
  role             = aws_iam_role.reader_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.reader_function_log_group, aws_iam_role_policy.reader_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "reader_function_log_group" {
  name              = "/aws/lambda/included_reader_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "reader_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:included_reader_bob"
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

resource "aws_iam_role_policy" "reader_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/included_reader_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.reader_function_role.name
}

resource "aws_lambda_function" "worker_function" {
  function_name    = "included-worker-bob"
  role             = aws_iam_role.worker_function_role.arn
  runtime          = "python3.12"
  handler          = "handler.handler"
  architectures    = ["arm64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.worker_function_log_group, aws_iam_role_policy.worker_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "worker_function_log_group" {
  name              = "/aws/lambda/included-worker-bob"
  retention_in_days = 30
}

resource "aws_iam_role" "worker_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:included-worker-bob"
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

resource "aws_iam_role_policy" "worker_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/included-worker-bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.worker_function_role.name
}
