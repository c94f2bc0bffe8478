resource "aws_apigatewayv2_api" "orders_api" {
  name          = "orders_bob"
  protocol_type = "HTTP"
  tags = {
    namespace = "orders"
  }
}

resource "aws_cloudwatch_log_group" "orders_api_log_group" {
  name              = "/aws/vendedlogs/apis/orders_bob"
  retention_in_days = 30
  tags = {
    namespace = "orders"
  }
}

resource "aws_apigatewayv2_stage" "orders_api_stage" {
  api_id      = aws_apigatewayv2_api.orders_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }
  tags = {
    namespace = "orders"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.orders_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_lambda_function" "take_function" {
  function_name    = "orders_take_bob"
  role             = aws_iam_role.take_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    namespace = "orders"
    version   = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.take_function_log_group, aws_iam_role_policy.take_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "take_function_log_group" {
  name              = "/aws/lambda/orders_take_bob"
  retention_in_days = 30
  tags = {
    namespace = "orders"
  }
}

resource "aws_iam_role" "take_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:orders_take_bob"
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
  tags = {
    namespace = "orders"
  }
}

resource "aws_iam_role_policy" "take_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/orders_take_bob:*"
      },
      {
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Effect   = "Allow"
        Resource = aws_sqs_queue.taken_queue.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.take_function_role.name
}

resource "aws_apigatewayv2_route" "take_route" {
  api_id    = aws_apigatewayv2_api.orders_api.id
  route_key = "POST /take"
  target    = "integrations/${aws_apigatewayv2_integration.take_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "take_route_integration" {
  api_id                 = aws_apigatewayv2_api.orders_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.take_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "take_route_to_take_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.take_function.function_name
  statement_id  = "TakeRouteToTakeFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.orders_api.execution_arn}/*/POST/take"
}

resource "aws_sqs_queue" "taken_queue" {
  name                       = "orders_taken_bob"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
  tags = {
    namespace = "orders"
  }
}

resource "aws_lambda_event_source_mapping" "taken_queue_to_take_function_mapping" {
  event_source_arn = aws_sqs_queue.taken_queue.arn
  function_name    = aws_lambda_function.take_function.function_name
  batch_size       = 10
  tags = {
    namespace = "orders"
  }
  depends_on = [aws_iam_role_policy.take_function_role_policy]
}
