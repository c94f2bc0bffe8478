resource "aws_lambda_function" "account_function" {
  function_name    = "people_account_bob"
  role             = aws_iam_role.account_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "1.2.0"
  }
  depends_on = [aws_cloudwatch_log_group.account_function_log_group, aws_iam_role_policy.account_function_role_policy]

  environment {
    variables = {
      CLIENT = aws_cognito_user_pool_client.users_pool_client.id
      ISSUER = "https://${aws_cognito_user_pool.users_pool.endpoint}"
      USERS  = aws_cognito_user_pool.users_pool.id
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "account_function_log_group" {
  name              = "/aws/lambda/people_account_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "account_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:people_account_bob"
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

resource "aws_iam_role_policy" "account_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "cognito-idp:AdminAddUserToGroup",
          "cognito-idp:AdminCreateUser",
          "cognito-idp:AdminDeleteUser",
          "cognito-idp:AdminDisableUser",
          "cognito-idp:AdminEnableUser",
          "cognito-idp:AdminGetUser",
          "cognito-idp:AdminListGroupsForUser",
          "cognito-idp:AdminRemoveUserFromGroup",
          "cognito-idp:AdminSetUserPassword",
          "cognito-idp:AdminUpdateUserAttributes",
          "cognito-idp:ListUsers",
        ]
        Effect   = "Allow"
        Resource = aws_cognito_user_pool.users_pool.arn
      },
      {
        Action   = ["cognito-idp:AdminInitiateAuth", "cognito-idp:AdminRespondToAuthChallenge"]
        Effect   = "Allow"
        Resource = aws_cognito_user_pool.staff_pool.arn
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/people_account_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.account_function_role.name
}

resource "aws_apigatewayv2_route" "account_routeb2d77d" {
  api_id               = aws_apigatewayv2_api.people_api.id
  route_key            = "GET /account"
  target               = "integrations/${aws_apigatewayv2_integration.account_routeb2d77d_integration.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.people_api_authorizer_users_pool.id
  authorization_scopes = ["openid"]
}

resource "aws_apigatewayv2_integration" "account_routeb2d77d_integration" {
  api_id                 = aws_apigatewayv2_api.people_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.account_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "account_routeb2d77d_to_account_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.account_function.function_name
  statement_id  = "AccountRouteb2d77dToAccountFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.people_api.execution_arn}/*/GET/account"
}

resource "aws_lambda_function" "challenge_function" {
  function_name    = "people_challenge_bob"
  role             = aws_iam_role.challenge_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "1.2.0"
  }
  depends_on = [aws_cloudwatch_log_group.challenge_function_log_group, aws_iam_role_policy.challenge_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "challenge_function_log_group" {
  name              = "/aws/lambda/people_challenge_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "challenge_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:people_challenge_bob"
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

resource "aws_iam_role_policy" "challenge_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/people_challenge_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.challenge_function_role.name
}

resource "aws_lambda_function" "greet_function" {
  function_name    = "people_greet_bob"
  role             = aws_iam_role.greet_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  publish          = true
  tags = {
    version = "1.2.0"
  }
  depends_on = [aws_cloudwatch_log_group.greet_function_log_group, aws_iam_role_policy.greet_function_role_policy]

  environment {
    variables = {
      USERS = aws_cognito_user_pool.users_pool.id
    }
  }

  tracing_config {
    mode = "Active"
  }

  snap_start {
    apply_on = "PublishedVersions"
  }
}

resource "aws_lambda_alias" "greet_function_alias" {
  name             = "live"
  function_name    = aws_lambda_function.greet_function.function_name
  function_version = aws_lambda_function.greet_function.version
}

resource "aws_cloudwatch_log_group" "greet_function_log_group" {
  name              = "/aws/lambda/people_greet_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "greet_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:people_greet_bob"
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

resource "aws_iam_role_policy" "greet_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/people_greet_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.greet_function_role.name
}

resource "aws_cognito_user_pool" "guests_pool" {
  name              = "guests-bob"
  mfa_configuration = "OFF"

  admin_create_user_config {
    allow_admin_create_user_only = false
  }

  password_policy {
    minimum_length    = 8
    require_lowercase = true
    require_numbers   = true
    require_symbols   = false
    require_uppercase = false
  }

  lambda_config {
    create_auth_challenge          = aws_lambda_function.challenge_function.arn
    define_auth_challenge          = aws_lambda_function.challenge_function.arn
    verify_auth_challenge_response = aws_lambda_function.challenge_function.arn
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cognito_user_pool_client" "guests_pool_client" {
  user_pool_id                  = aws_cognito_user_pool.guests_pool.id
  name                          = "guests-bob"
  explicit_auth_flows           = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_lambda_permission" "guests_pool_permission_challenge_function" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.challenge_function.function_name
  statement_id  = "GuestsPoolPermissionChallengeFunction"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.guests_pool.arn
}

resource "aws_apigatewayv2_route" "health_route05dd37" {
  api_id    = aws_apigatewayv2_api.people_api.id
  route_key = "GET /health"
  target    = "integrations/${aws_apigatewayv2_integration.health_route05dd37_integration.id}"
}

resource "aws_apigatewayv2_integration" "health_route05dd37_integration" {
  api_id                 = aws_apigatewayv2_api.people_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.account_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "health_route05dd37_to_account_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.account_function.function_name
  statement_id  = "HealthRoute05dd37ToAccountFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.people_api.execution_arn}/*/GET/health"
}

resource "aws_apigatewayv2_api" "people_api" {
  name          = "people_bob"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "people_api_authorizer_users_pool" {
  api_id           = aws_apigatewayv2_api.people_api.id
  name             = "users"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.users_pool.endpoint}"
    audience = [aws_cognito_user_pool_client.users_pool_client.id]
  }
}

resource "aws_cloudwatch_log_group" "people_api_log_group" {
  name              = "/aws/vendedlogs/apis/people_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "people_api_stage" {
  api_id      = aws_apigatewayv2_api.people_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.people_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_api_gateway_rest_api" "people_rest_api" {
  name = "people_bob"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_authorizer" "people_rest_api_authorizer_staff_pool" {
  rest_api_id                      = aws_api_gateway_rest_api.people_rest_api.id
  name                             = "staff"
  type                             = "COGNITO_USER_POOLS"
  provider_arns                    = [aws_cognito_user_pool.staff_pool.arn]
  authorizer_result_ttl_in_seconds = 0
  identity_source                  = "method.request.header.Authorization"
}

resource "aws_api_gateway_deployment" "people_rest_api_deployment" {
  rest_api_id = aws_api_gateway_rest_api.people_rest_api.id
  triggers = {
    digest = "40ac1bbd9b44ec81"
  }
  depends_on = [aws_api_gateway_integration.people_rest_api_method_integration_rest_route2e44d1, aws_api_gateway_method.people_rest_api_method_rest_route2e44d1]

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_integration" "people_rest_api_method_integration_rest_route2e44d1" {
  rest_api_id             = aws_api_gateway_rest_api.people_rest_api.id
  resource_id             = aws_api_gateway_resource.people_rest_api_resource_rest0e2899.id
  http_method             = aws_api_gateway_method.people_rest_api_method_rest_route2e44d1.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.account_function.invoke_arn
  timeout_milliseconds    = 29000
}

resource "aws_api_gateway_method" "people_rest_api_method_rest_route2e44d1" {
  rest_api_id          = aws_api_gateway_rest_api.people_rest_api.id
  resource_id          = aws_api_gateway_resource.people_rest_api_resource_rest0e2899.id
  http_method          = "GET"
  authorization        = "COGNITO_USER_POOLS"
  authorizer_id        = aws_api_gateway_authorizer.people_rest_api_authorizer_staff_pool.id
  authorization_scopes = ["openid"]
}

resource "aws_api_gateway_resource" "people_rest_api_resource_rest0e2899" {
  rest_api_id = aws_api_gateway_rest_api.people_rest_api.id
  parent_id   = aws_api_gateway_rest_api.people_rest_api.root_resource_id
  path_part   = "rest"
}

resource "aws_api_gateway_stage" "people_rest_api_stage" {
  rest_api_id          = aws_api_gateway_rest_api.people_rest_api.id
  deployment_id        = aws_api_gateway_deployment.people_rest_api_deployment.id
  stage_name           = "bob"
  xray_tracing_enabled = true
  variables = {
    sandbox = "bob"
  }
}

resource "aws_lambda_permission" "rest_route2e44d1_to_account_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.account_function.function_name
  statement_id  = "RestRoute2e44d1ToAccountFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.people_rest_api.execution_arn}/*/GET/rest"
}

resource "aws_cognito_user_pool" "staff_pool" {
  name                     = "people_staff_bob"
  auto_verified_attributes = ["email"]
  mfa_configuration        = "ON"

  admin_create_user_config {
    allow_admin_create_user_only = true
  }

  software_token_mfa_configuration {
    enabled = true
  }

  lambda_config {
    create_auth_challenge          = aws_lambda_function.challenge_function.arn
    define_auth_challenge          = aws_lambda_function.challenge_function.arn
    verify_auth_challenge_response = aws_lambda_function.challenge_function.arn
  }
}

resource "aws_cognito_user_pool_client" "staff_pool_client" {
  user_pool_id    = aws_cognito_user_pool.staff_pool.id
  name            = "people_staff_bob"
  generate_secret = true
  explicit_auth_flows = [
    "ALLOW_REFRESH_TOKEN_AUTH",
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  ]
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_lambda_permission" "staff_pool_permission_challenge_function" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.challenge_function.function_name
  statement_id  = "StaffPoolPermissionChallengeFunction"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.staff_pool.arn
}

resource "aws_cognito_user_pool" "users_pool" {
  name                     = "people_users_bob"
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OPTIONAL"

  admin_create_user_config {
    allow_admin_create_user_only = false
  }

  software_token_mfa_configuration {
    enabled = true
  }

  password_policy {
    minimum_length    = 14
    require_lowercase = true
    require_numbers   = true
    require_symbols   = true
    require_uppercase = true
  }

  lambda_config {
    create_auth_challenge          = aws_lambda_function.challenge_function.arn
    define_auth_challenge          = aws_lambda_function.challenge_function.arn
    pre_sign_up                    = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:people_greet_bob:live"
    verify_auth_challenge_response = aws_lambda_function.challenge_function.arn
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cognito_user_pool_client" "users_pool_client" {
  user_pool_id                         = aws_cognito_user_pool.users_pool.id
  name                                 = "people_users_bob"
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"]
  prevent_user_existence_errors        = "ENABLED"
  callback_urls                        = ["https://app.example.test/back"]
  logout_urls                          = ["https://app.example.test/bye", "myapp://bye"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "profile"]
  supported_identity_providers         = ["COGNITO"]
}

resource "aws_cognito_user_pool_domain" "users_pool_domain" {
  user_pool_id = aws_cognito_user_pool.users_pool.id
  domain       = "people-sign-in"
}

resource "aws_lambda_permission" "users_pool_permission_challenge_function" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.challenge_function.function_name
  statement_id  = "UsersPoolPermissionChallengeFunction"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.users_pool.arn
}

resource "aws_lambda_permission" "users_pool_permission_greet_function" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.greet_function.function_name
  qualifier     = aws_lambda_alias.greet_function_alias.name
  statement_id  = "UsersPoolPermissionGreetFunction"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.users_pool.arn
}
