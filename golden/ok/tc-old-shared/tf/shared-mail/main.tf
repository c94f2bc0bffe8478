resource "aws_apigatewayv2_api" "mail_bob_api06e47c" {
  name          = "mail_bob-bob"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "mail_bob_api06e47c_log_group" {
  name              = "/aws/vendedlogs/apis/mail_bob-bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "mail_bob_api06e47c_stage" {
  api_id      = aws_apigatewayv2_api.mail_bob_api06e47c.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.mail_bob_api06e47c_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_apigatewayv2_route" "mail_route" {
  api_id    = aws_apigatewayv2_api.mail_bob_api06e47c.id
  route_key = "POST /mail"
  target    = "integrations/${aws_apigatewayv2_integration.mail_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "mail_route_integration" {
  api_id                 = aws_apigatewayv2_api.mail_bob_api06e47c.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.mailer_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "mail_route_to_mailer_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.mailer_function.function_name
  statement_id  = "MailRouteToMailerFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.mail_bob_api06e47c.execution_arn}/*/POST/mail"
}

resource "aws_lambda_function" "mailer_function" {
  function_name    = "shared-mail-mailer-bob"
  role             = aws_iam_role.mailer_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.mailer_function_log_group, aws_iam_role_policy.mailer_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "mailer_function_log_group" {
  name              = "/aws/lambda/shared-mail-mailer-bob"
  retention_in_days = 30
}

resource "aws_iam_role" "mailer_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shared-mail-mailer-bob"
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

resource "aws_iam_role_policy" "mailer_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shared-mail-mailer-bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.mailer_function_role.name
}

resource "aws_lambda_function" "own_function" {
  function_name    = "shared-mail-own-bob"
  role             = aws_iam_role.own_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.own_function_log_group, aws_iam_role_policy.own_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "own_function_log_group" {
  name              = "/aws/lambda/shared-mail-own-bob"
  retention_in_days = 30
}

resource "aws_iam_role" "own_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shared-mail-own-bob"
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

resource "aws_iam_role_policy" "own_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shared-mail-own-bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.own_function_role.name
}

resource "aws_apigatewayv2_route" "own_route" {
  api_id    = aws_apigatewayv2_api.mail_bob_api06e47c.id
  route_key = "POST /own"
  target    = "integrations/${aws_apigatewayv2_integration.own_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "own_route_integration" {
  api_id                 = aws_apigatewayv2_api.mail_bob_api06e47c.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.own_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "own_route_to_own_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.own_function.function_name
  statement_id  = "OwnRouteToOwnFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.mail_bob_api06e47c.execution_arn}/*/POST/own"
}

resource "aws_apigatewayv2_route" "stamp_route" {
  api_id    = aws_apigatewayv2_api.mail_bob_api06e47c.id
  route_key = "GET /stamp/{id}"
  target    = "integrations/${aws_apigatewayv2_integration.stamp_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "stamp_route_integration" {
  api_id                 = aws_apigatewayv2_api.mail_bob_api06e47c.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.stamper_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "stamp_route_to_stamper_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.stamper_function.function_name
  statement_id  = "StampRouteToStamperFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.mail_bob_api06e47c.execution_arn}/*/GET/stamp/*"
}

resource "aws_lambda_function" "stamper_function" {
  function_name    = "shared-mail-stamper-bob"
  role             = aws_iam_role.stamper_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.stamper_function_log_group, aws_iam_role_policy.stamper_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "stamper_function_log_group" {
  name              = "/aws/lambda/shared-mail-stamper-bob"
  retention_in_days = 30
}

resource "aws_iam_role" "stamper_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shared-mail-stamper-bob"
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

resource "aws_iam_role_policy" "stamper_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shared-mail-stamper-bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.stamper_function_role.name
}
