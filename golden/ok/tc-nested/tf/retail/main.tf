resource "aws_apigatewayv2_route" "api_route89de7b" {
  api_id    = aws_apigatewayv2_api.retail_api.id
  route_key = "GET /api"
  target    = "integrations/${aws_apigatewayv2_integration.api_route89de7b_integration.id}"
}

resource "aws_apigatewayv2_integration" "api_route89de7b_integration" {
  api_id                 = aws_apigatewayv2_api.retail_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.front_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "api_route89de7b_to_front_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.front_function.function_name
  statement_id  = "ApiRoute89de7bToFrontFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.retail_api.execution_arn}/*/GET/api"
}

resource "aws_lambda_function" "front_function" {
  function_name    = "retail_front_bob"
  role             = aws_iam_role.front_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.front_function_log_group, aws_iam_role_policy.front_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "front_function_log_group" {
  name              = "/aws/lambda/retail_front_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "front_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:retail_front_bob"
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

resource "aws_iam_role_policy" "front_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/retail_front_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.front_function_role.name
}

resource "aws_apigatewayv2_api" "retail_api" {
  name          = "retail_bob"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "retail_api_log_group" {
  name              = "/aws/vendedlogs/apis/retail_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "retail_api_stage" {
  api_id      = aws_apigatewayv2_api.retail_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.retail_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

module "retail_mail" {
  source = "./modules/retail-mail"
}

module "retail_orders" {
  source = "./modules/retail-orders"
}
