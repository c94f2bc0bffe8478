resource "aws_apigatewayv2_route" "api_me_route3289e4" {
  api_id             = aws_apigatewayv2_api.web_api.id
  route_key          = "GET /api/me"
  target             = "integrations/${aws_apigatewayv2_integration.api_me_route3289e4_integration.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.web_api_authorizer_customers_pool.id
}

resource "aws_apigatewayv2_integration" "api_me_route3289e4_integration" {
  api_id                 = aws_apigatewayv2_api.web_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.handler_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "api_me_route3289e4_to_handler_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.handler_function.function_name
  statement_id  = "ApiMeRoute3289e4ToHandlerFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.web_api.execution_arn}/*/GET/api/me"
}

resource "aws_cloudfront_distribution" "app_page" {
  enabled             = true
  comment             = "web_app_bob"
  default_root_object = "index.html"
  http_version        = "http2and3"
  is_ipv6_enabled     = true

  origin {
    origin_id                = "bucket"
    domain_name              = aws_s3_bucket.app_page_buckete2342a.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.app_page_oac.id
  }

  default_cache_behavior {
    target_origin_id           = "bucket"
    viewer_protocol_policy     = "redirect-to-https"
    cache_policy_id            = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    response_headers_policy_id = "67f7725c-6f97-4210-82d7-5512b31e9d03"
    compress                   = true
    allowed_methods            = ["GET", "HEAD", "OPTIONS"]
    cached_methods             = ["GET", "HEAD"]
  }

  viewer_certificate {
    cloudfront_default_certificate = true
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  custom_error_response {
    error_code            = 403
    response_code         = 200
    response_page_path    = "/index.html"
    error_caching_min_ttl = 0
  }

  custom_error_response {
    error_code            = 404
    response_code         = 200
    response_page_path    = "/index.html"
    error_caching_min_ttl = 0
  }
}

resource "aws_s3_bucket" "app_page_buckete2342a" {
  bucket        = "web-app-page-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "app_page_buckete2342a_encryption" {
  bucket = aws_s3_bucket.app_page_buckete2342a.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "app_page_buckete2342a_ownership" {
  bucket = aws_s3_bucket.app_page_buckete2342a.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_policy" "app_page_buckete2342a_policy" {
  bucket = aws_s3_bucket.app_page_buckete2342a.bucket
  policy = jsonencode({
    Statement = [
      {
        Action = "s3:GetObject"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudfront_distribution.app_page.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "cloudfront.amazonaws.com"
        }
        Resource = "arn:${data.aws_partition.current.partition}:s3:::web-app-page-bob-${data.aws_caller_identity.current.account_id}/*"
      },
    ]
    Version = "2012-10-17"
  })
  depends_on = [aws_s3_bucket_public_access_block.app_page_buckete2342a_public_access]
}

resource "aws_s3_bucket_public_access_block" "app_page_buckete2342a_public_access" {
  bucket                  = aws_s3_bucket.app_page_buckete2342a.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_cloudfront_origin_access_control" "app_page_oac" {
  name                              = "web_app_bob"
  description                       = "page app"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_lambda_function" "authorizer_function088012" {
  function_name    = "web_authorizer_bob"
  role             = aws_iam_role.authorizer_function088012_role.arn
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
  depends_on = [aws_cloudwatch_log_group.authorizer_function088012_log_group, aws_iam_role_policy.authorizer_function088012_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "authorizer_function088012_log_group" {
  name              = "/aws/lambda/web_authorizer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "authorizer_function088012_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:web_authorizer_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/web_authorizer_bob:*"
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

resource "aws_cognito_user_pool" "customers_pool" {
  name                     = "web_customers_bob"
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OFF"

  admin_create_user_config {
    allow_admin_create_user_only = false
  }

  lambda_config {
    pre_sign_up = aws_lambda_function.signup_function.arn
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cognito_user_pool_client" "customers_pool_client" {
  user_pool_id                  = aws_cognito_user_pool.customers_pool.id
  name                          = "web_customers_bob"
  explicit_auth_flows           = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_lambda_permission" "customers_pool_permission_signup_function" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.signup_function.function_name
  statement_id  = "CustomersPoolPermissionSignupFunction"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.customers_pool.arn
}

resource "aws_lambda_function" "handler_function" {
  function_name    = "web_handler_bob"
  role             = aws_iam_role.handler_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.handler_function_log_group, aws_iam_role_policy.handler_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "handler_function_log_group" {
  name              = "/aws/lambda/web_handler_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "handler_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:web_handler_bob"
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

resource "aws_iam_role_policy" "handler_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/web_handler_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.handler_function_role.name
}

resource "aws_cloudwatch_event_rule" "seen_eventcd5f4b" {
  name = "tc-web-Seen-bob"
  event_pattern = jsonencode({
    detail-type = ["Seen"]
    source      = ["web"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "seen_eventcd5f4b_to_handler_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.handler_function.function_name
  statement_id  = "SeenEventcd5f4bToHandlerFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.seen_eventcd5f4b.arn
}

resource "aws_cloudwatch_event_target" "seen_eventcd5f4b_to_handler_function_target" {
  target_id = "HandlerFunction"
  arn       = aws_lambda_function.handler_function.arn
  rule      = aws_cloudwatch_event_rule.seen_eventcd5f4b.name
}

resource "aws_lambda_function" "signup_function" {
  function_name    = "web_signup_bob"
  role             = aws_iam_role.signup_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.signup_function_log_group, aws_iam_role_policy.signup_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "signup_function_log_group" {
  name              = "/aws/lambda/web_signup_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "signup_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:web_signup_bob"
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

resource "aws_iam_role_policy" "signup_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/web_signup_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.signup_function_role.name
}

resource "aws_apigatewayv2_api" "web_api" {
  name          = "web_bob"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "web_api_authorizer_customers_pool" {
  api_id           = aws_apigatewayv2_api.web_api.id
  name             = "customers"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.customers_pool.endpoint}"
    audience = [aws_cognito_user_pool_client.customers_pool_client.id]
  }
}

resource "aws_cloudwatch_log_group" "web_api_log_group" {
  name              = "/aws/vendedlogs/apis/web_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "web_api_stage" {
  api_id      = aws_apigatewayv2_api.web_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.web_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_cloudformation_stack" "web_eventapi" {
  name = "web-bob-channels"
  template_body = jsonencode({
    Outputs = {
      Arn = {
        Value = {
          "Fn::GetAtt" = ["Api", "ApiArn"]
        }
      }
      Http = {
        Value = {
          "Fn::GetAtt" = ["Api", "Dns.Http"]
        }
      }
      Id = {
        Value = {
          "Fn::GetAtt" = ["Api", "ApiId"]
        }
      }
      Realtime = {
        Value = {
          "Fn::GetAtt" = ["Api", "Dns.Realtime"]
        }
      }
    }
    Resources = {
      Api = {
        Properties = {
          EventConfig = {
            AuthProviders = [
              {
                AuthType = "AWS_IAM"
              },
            ]
            ConnectionAuthModes = [
              {
                AuthType = "AWS_IAM"
              },
            ]
            DefaultPublishAuthModes = [
              {
                AuthType = "AWS_IAM"
              },
            ]
            DefaultSubscribeAuthModes = [
              {
                AuthType = "AWS_IAM"
              },
            ]
          }
          Name = "web_bob"
        }
        Type = "AWS::AppSync::Api"
      }
      MyChannelChannel220fc8 = {
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          Name = "my-channel-bob"
          PublishAuthModes = [
            {
              AuthType = "AWS_IAM"
            },
          ]
          SubscribeAuthModes = [
            {
              AuthType = "AWS_IAM"
            },
          ]
        }
        Type = "AWS::AppSync::ChannelNamespace"
      }
    }
  })
}

resource "aws_sfn_state_machine" "web_flow" {
  name     = "web_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.web_flow_role.arn
  definition = jsonencode({
    StartAt = "Done"
    States = {
      Done = {
        Type = "Succeed"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.web_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.web_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "web_flow_log_group" {
  name              = "/aws/vendedlogs/states/web_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "web_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:web_bob"
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

resource "aws_iam_role_policy" "web_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
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
  role = aws_iam_role.web_flow_role.name
}
