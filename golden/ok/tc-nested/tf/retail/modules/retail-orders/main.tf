resource "aws_cloudwatch_event_rule" "order_placed_eventc79836" {
  name = "tc-retail-orders-OrderPlaced-bob"
  event_pattern = jsonencode({
    detail-type = ["OrderPlaced"]
    source      = ["retail"]
  })
  state = "ENABLED"
  tags = {
    namespace = "retail-orders"
  }
}

resource "aws_lambda_permission" "order_placed_eventc79836_to_ship_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.ship_function.function_name
  statement_id  = "OrderPlacedEventc79836ToShipFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.order_placed_eventc79836.arn
}

resource "aws_cloudwatch_event_target" "order_placed_eventc79836_to_ship_function_target" {
  target_id = "ShipFunction"
  arn       = aws_lambda_function.ship_function.arn
  rule      = aws_cloudwatch_event_rule.order_placed_eventc79836.name
}

resource "aws_apigatewayv2_route" "orders_route330a64" {
  api_id    = aws_apigatewayv2_api.retail_orders_api.id
  route_key = "POST /orders"
  target    = "integrations/${aws_apigatewayv2_integration.orders_route330a64_integration.id}"
}

resource "aws_apigatewayv2_integration" "orders_route330a64_integration" {
  api_id                 = aws_apigatewayv2_api.retail_orders_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.place_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "orders_route330a64_to_place_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.place_function.function_name
  statement_id  = "OrdersRoute330a64ToPlaceFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.retail_orders_api.execution_arn}/*/POST/orders"
}

resource "aws_lambda_function" "place_function" {
  function_name    = "retail-orders_place_bob"
  role             = aws_iam_role.place_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    namespace = "retail-orders"
    version   = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.place_function_log_group, aws_iam_role_policy.place_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "place_function_log_group" {
  name              = "/aws/lambda/retail-orders_place_bob"
  retention_in_days = 30
  tags = {
    namespace = "retail-orders"
  }
}

resource "aws_iam_role" "place_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:retail-orders_place_bob"
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
    namespace = "retail-orders"
  }
}

resource "aws_iam_role_policy" "place_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/retail-orders_place_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.place_function_role.name
}

resource "aws_apigatewayv2_api" "retail_orders_api" {
  name          = "retail-orders_bob"
  protocol_type = "HTTP"
  tags = {
    namespace = "retail-orders"
  }
}

resource "aws_cloudwatch_log_group" "retail_orders_api_log_group" {
  name              = "/aws/vendedlogs/apis/retail-orders_bob"
  retention_in_days = 30
  tags = {
    namespace = "retail-orders"
  }
}

resource "aws_apigatewayv2_stage" "retail_orders_api_stage" {
  api_id      = aws_apigatewayv2_api.retail_orders_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }
  tags = {
    namespace = "retail-orders"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.retail_orders_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_lambda_function" "ship_function" {
  function_name    = "retail-orders_ship_bob"
  role             = aws_iam_role.ship_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    namespace = "retail-orders"
    version   = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.ship_function_log_group, aws_iam_role_policy.ship_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "ship_function_log_group" {
  name              = "/aws/lambda/retail-orders_ship_bob"
  retention_in_days = 30
  tags = {
    namespace = "retail-orders"
  }
}

resource "aws_iam_role" "ship_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:retail-orders_ship_bob"
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
    namespace = "retail-orders"
  }
}

resource "aws_iam_role_policy" "ship_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/retail-orders_ship_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.ship_function_role.name
}
