resource "aws_lambda_function" "auth_function" {
  function_name    = "shop_auth_bob"
  role             = aws_iam_role.auth_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.auth_function_log_group, aws_iam_role_policy.auth_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "auth_function_log_group" {
  name              = "/aws/lambda/shop_auth_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "auth_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_auth_bob"
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

resource "aws_iam_role_policy" "auth_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop_auth_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.auth_function_role.name
}

resource "aws_apigatewayv2_route" "open_routed908e7" {
  api_id             = aws_apigatewayv2_api.shop_api.id
  route_key          = "POST /open"
  target             = "integrations/${aws_apigatewayv2_integration.open_routed908e7_integration.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.shop_api_authorizer_shop_pool.id
}

resource "aws_apigatewayv2_integration" "open_routed908e7_integration" {
  api_id                 = aws_apigatewayv2_api.shop_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.auth_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "open_routed908e7_to_auth_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.auth_function.function_name
  statement_id  = "OpenRouted908e7ToAuthFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.shop_api.execution_arn}/*/POST/open"
}

resource "aws_apigatewayv2_api" "shop_api" {
  name          = "shop_bob"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "shop_api_authorizer_shop_pool" {
  api_id           = aws_apigatewayv2_api.shop_api.id
  name             = "shop"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.shop_pool.endpoint}"
    audience = [aws_cognito_user_pool_client.shop_pool_client.id]
  }
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

resource "aws_cognito_user_pool" "shop_pool" {
  name                     = "shop_bob"
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OFF"

  admin_create_user_config {
    allow_admin_create_user_only = false
  }

  lambda_config {
    pre_authentication = aws_lambda_function.auth_function.arn
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cognito_user_pool_client" "shop_pool_client" {
  user_pool_id                  = aws_cognito_user_pool.shop_pool.id
  name                          = "shop_bob"
  explicit_auth_flows           = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_lambda_permission" "shop_pool_permission_auth_function" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.auth_function.function_name
  statement_id  = "ShopPoolPermissionAuthFunction"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.shop_pool.arn
}
