resource "aws_apigatewayv2_api" "api_api00f385" {
  name          = "api_bob"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://example.org"]
    allow_methods = ["PUT", "PATCH"]
    allow_headers = ["authorization", "content-type"]
  }
}

resource "aws_apigatewayv2_authorizer" "api_api00f385_authorizer_guard_function" {
  api_id                            = aws_apigatewayv2_api.api_api00f385.id
  name                              = "guard"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.guard_function.invoke_arn
  authorizer_payload_format_version = "2.0"
  authorizer_result_ttl_in_seconds  = 0
  enable_simple_responses           = true
  identity_sources                  = ["$request.header.Authorization"]
}

resource "aws_apigatewayv2_authorizer" "api_api00f385_authorizer_jwte971d6" {
  api_id           = aws_apigatewayv2_api.api_api00f385.id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = var.Issuer
    audience = ["web", "phone"]
  }
}

resource "aws_lambda_permission" "api_api00f385_authorizer_permission_guard_function" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.guard_function.function_name
  statement_id  = "ApiApi00f385AuthorizerPermissionGuardFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api_api00f385.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.api_api00f385_authorizer_guard_function.id}"
}

resource "aws_cloudwatch_log_group" "api_api00f385_log_group" {
  name              = "/aws/vendedlogs/apis/api_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "api_api00f385_stage" {
  api_id      = aws_apigatewayv2_api.api_api00f385.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }
  depends_on = [aws_apigatewayv2_route.list_route]

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api_api00f385_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }

  route_settings {
    route_key              = "GET /items"
    throttling_burst_limit = 50
    throttling_rate_limit  = 25.5
  }
}

resource "aws_sfn_state_machine" "api_flow04d4de" {
  name     = "api_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.api_flow04d4de_role.arn
  definition = jsonencode({
    StartAt = "Go"
    States = {
      Go = {
        Type = "Succeed"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.api_flow04d4de_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.api_flow04d4de_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "api_flow04d4de_log_group" {
  name              = "/aws/vendedlogs/states/api_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "api_flow04d4de_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:api_bob"
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

resource "aws_iam_role_policy" "api_flow04d4de_role_policy" {
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
  role = aws_iam_role.api_flow04d4de_role.name
}

resource "aws_sfn_state_machine" "api_now_flow807767" {
  name     = "api_api-now_bob"
  type     = "EXPRESS"
  role_arn = aws_iam_role.api_now_flow807767_role.arn
  definition = jsonencode({
    StartAt = "Go"
    States = {
      Go = {
        End  = true
        Type = "Pass"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.api_now_flow807767_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.api_now_flow807767_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "api_now_flow807767_log_group" {
  name              = "/aws/vendedlogs/states/api_api-now_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "api_now_flow807767_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:api_api-now_bob"
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

resource "aws_iam_role_policy" "api_now_flow807767_role_policy" {
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
  role = aws_iam_role.api_now_flow807767_role.name
}

resource "aws_api_gateway_rest_api" "api_rest_api8760d8" {
  name = "api_bob"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_authorizer" "api_rest_api8760d8_authorizer_guard_function" {
  rest_api_id                      = aws_api_gateway_rest_api.api_rest_api8760d8.id
  name                             = "guard"
  type                             = "REQUEST"
  authorizer_uri                   = aws_lambda_function.guard_function.invoke_arn
  authorizer_result_ttl_in_seconds = 0
  identity_source                  = "method.request.header.Authorization"
}

resource "aws_lambda_permission" "api_rest_api8760d8_authorizer_permission_guard_function" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.guard_function.function_name
  statement_id  = "ApiRestApi8760d8AuthorizerPermissionGuardFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.api_rest_api8760d8.execution_arn}/authorizers/${aws_api_gateway_authorizer.api_rest_api8760d8_authorizer_guard_function.id}"
}

resource "aws_api_gateway_deployment" "api_rest_api8760d8_deployment" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  triggers = {
    digest = "2777fe923fe175be"
  }
  depends_on = [aws_api_gateway_integration.api_rest_api8760d8_method_integration_options_rested_event7479ab, aws_api_gateway_integration.api_rest_api8760d8_method_integration_options_rested_ida70aaa, aws_api_gateway_integration.api_rest_api8760d8_method_integration_options_rested_queue_devf7452c, aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_asked_route, aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_begun_route, aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_event_routee3b2dc, aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_flow_route9037db, aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_parts_route, aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_queue_route6481f1, aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_route, aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_seen_route, aws_api_gateway_integration_response.api_rest_api8760d8_integration_response_options_rested_event7479ab, aws_api_gateway_integration_response.api_rest_api8760d8_integration_response_options_rested_ida70aaa, aws_api_gateway_integration_response.api_rest_api8760d8_integration_response_options_rested_queue_devf7452c, aws_api_gateway_integration_response.api_rest_api8760d8_integration_response_rested_asked_route, aws_api_gateway_integration_response.api_rest_api8760d8_integration_response_rested_begun_route, aws_api_gateway_integration_response.api_rest_api8760d8_integration_response_rested_event_routee3b2dc, aws_api_gateway_integration_response.api_rest_api8760d8_integration_response_rested_flow_route9037db, aws_api_gateway_integration_response.api_rest_api8760d8_integration_response_rested_queue_route6481f1, aws_api_gateway_integration_response.api_rest_api8760d8_integration_response_rested_seen_route, aws_api_gateway_method.api_rest_api8760d8_method_options_rested_event7479ab, aws_api_gateway_method.api_rest_api8760d8_method_options_rested_ida70aaa, aws_api_gateway_method.api_rest_api8760d8_method_options_rested_queue_devf7452c, aws_api_gateway_method.api_rest_api8760d8_method_rested_asked_route, aws_api_gateway_method.api_rest_api8760d8_method_rested_begun_route, aws_api_gateway_method.api_rest_api8760d8_method_rested_event_routee3b2dc, aws_api_gateway_method.api_rest_api8760d8_method_rested_flow_route9037db, aws_api_gateway_method.api_rest_api8760d8_method_rested_parts_route, aws_api_gateway_method.api_rest_api8760d8_method_rested_queue_route6481f1, aws_api_gateway_method.api_rest_api8760d8_method_rested_route, aws_api_gateway_method.api_rest_api8760d8_method_rested_seen_route]

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_integration_response" "api_rest_api8760d8_integration_response_options_rested_event7479ab" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_event013a82.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_options_rested_event7479ab.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Headers" = "'Content-Type,Authorization'"
    "method.response.header.Access-Control-Allow-Methods" = "'*'"
    "method.response.header.Access-Control-Allow-Origin"  = "'*'"
  }
  depends_on = [aws_api_gateway_integration.api_rest_api8760d8_method_integration_options_rested_event7479ab, aws_api_gateway_method_response.api_rest_api8760d8_method_response_options_rested_event7479ab]
}

resource "aws_api_gateway_integration_response" "api_rest_api8760d8_integration_response_options_rested_ida70aaa" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_id3d7f9b.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_options_rested_ida70aaa.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Headers" = "'x-who'"
    "method.response.header.Access-Control-Allow-Methods" = "'GET'"
    "method.response.header.Access-Control-Allow-Origin"  = "'https://example.org'"
  }
  depends_on = [aws_api_gateway_integration.api_rest_api8760d8_method_integration_options_rested_ida70aaa, aws_api_gateway_method_response.api_rest_api8760d8_method_response_options_rested_ida70aaa]
}

resource "aws_api_gateway_integration_response" "api_rest_api8760d8_integration_response_options_rested_queue_devf7452c" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_queue_deva3e2f8.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_options_rested_queue_devf7452c.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Headers" = "'Content-Type,Authorization'"
    "method.response.header.Access-Control-Allow-Methods" = "'POST,PATCH,HEAD,OPTIONS,DELETE'"
    "method.response.header.Access-Control-Allow-Origin"  = "'https://${data.aws_region.current.id}.example.com'"
  }
  depends_on = [aws_api_gateway_integration.api_rest_api8760d8_method_integration_options_rested_queue_devf7452c, aws_api_gateway_method_response.api_rest_api8760d8_method_response_options_rested_queue_devf7452c]
}

resource "aws_api_gateway_integration_response" "api_rest_api8760d8_integration_response_rested_asked_route" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_asked171d23.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_rested_asked_route.http_method
  status_code = "200"
  depends_on  = [aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_asked_route, aws_api_gateway_method_response.api_rest_api8760d8_method_response_rested_asked_route]
}

resource "aws_api_gateway_integration_response" "api_rest_api8760d8_integration_response_rested_begun_route" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_beguna5e4c3.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_rested_begun_route.http_method
  status_code = "200"
  depends_on  = [aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_begun_route, aws_api_gateway_method_response.api_rest_api8760d8_method_response_rested_begun_route]
}

resource "aws_api_gateway_integration_response" "api_rest_api8760d8_integration_response_rested_event_routee3b2dc" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_event013a82.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_rested_event_routee3b2dc.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin" = "'*'"
  }
  depends_on = [aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_event_routee3b2dc, aws_api_gateway_method_response.api_rest_api8760d8_method_response_rested_event_routee3b2dc]
}

resource "aws_api_gateway_integration_response" "api_rest_api8760d8_integration_response_rested_flow_route9037db" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_flowdc544f.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_rested_flow_route9037db.http_method
  status_code = "200"
  depends_on  = [aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_flow_route9037db, aws_api_gateway_method_response.api_rest_api8760d8_method_response_rested_flow_route9037db]
}

resource "aws_api_gateway_integration_response" "api_rest_api8760d8_integration_response_rested_queue_route6481f1" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_queue_deva3e2f8.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_rested_queue_route6481f1.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin" = "'https://${data.aws_region.current.id}.example.com'"
  }
  depends_on = [aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_queue_route6481f1, aws_api_gateway_method_response.api_rest_api8760d8_method_response_rested_queue_route6481f1]
}

resource "aws_api_gateway_integration_response" "api_rest_api8760d8_integration_response_rested_seen_route" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_seen13abc9.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_rested_seen_route.http_method
  status_code = "200"
  depends_on  = [aws_api_gateway_integration.api_rest_api8760d8_method_integration_rested_seen_route, aws_api_gateway_method_response.api_rest_api8760d8_method_response_rested_seen_route]
}

resource "aws_api_gateway_integration" "api_rest_api8760d8_method_integration_options_rested_event7479ab" {
  rest_api_id          = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id          = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_event013a82.id
  http_method          = aws_api_gateway_method.api_rest_api8760d8_method_options_rested_event7479ab.http_method
  type                 = "MOCK"
  passthrough_behavior = "WHEN_NO_MATCH"
  request_templates = {
    "application/json" = "{\"statusCode\": 200}"
  }
}

resource "aws_api_gateway_integration" "api_rest_api8760d8_method_integration_options_rested_ida70aaa" {
  rest_api_id          = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id          = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_id3d7f9b.id
  http_method          = aws_api_gateway_method.api_rest_api8760d8_method_options_rested_ida70aaa.http_method
  type                 = "MOCK"
  passthrough_behavior = "WHEN_NO_MATCH"
  request_templates = {
    "application/json" = "{\"statusCode\": 200}"
  }
}

resource "aws_api_gateway_integration" "api_rest_api8760d8_method_integration_options_rested_queue_devf7452c" {
  rest_api_id          = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id          = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_queue_deva3e2f8.id
  http_method          = aws_api_gateway_method.api_rest_api8760d8_method_options_rested_queue_devf7452c.http_method
  type                 = "MOCK"
  passthrough_behavior = "WHEN_NO_MATCH"
  request_templates = {
    "application/json" = "{\"statusCode\": 200}"
  }
}

resource "aws_api_gateway_integration" "api_rest_api8760d8_method_integration_rested_asked_route" {
  rest_api_id             = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id             = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_asked171d23.id
  http_method             = aws_api_gateway_method.api_rest_api8760d8_method_rested_asked_route.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:${data.aws_partition.current.partition}:apigateway:${data.aws_region.current.id}:sqs:path/${data.aws_caller_identity.current.account_id}/${aws_sqs_queue.box_queue.name}"
  credentials             = aws_iam_role.rested_asked_route_role.arn
  timeout_milliseconds    = 29000
  passthrough_behavior    = "NEVER"
  request_parameters = {
    "integration.request.header.Content-Type" = "'application/x-www-form-urlencoded'"
  }
  request_templates = {
    "application/json" = "Action=SendMessage&MessageBody=%7B%22path%22%3A%22$util.urlEncode($context.path)%22%2C%22method%22%3A%22$context.httpMethod%22%7D"
  }
}

resource "aws_api_gateway_integration" "api_rest_api8760d8_method_integration_rested_begun_route" {
  rest_api_id             = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id             = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_beguna5e4c3.id
  http_method             = aws_api_gateway_method.api_rest_api8760d8_method_rested_begun_route.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:${data.aws_partition.current.partition}:apigateway:${data.aws_region.current.id}:states:action/StartExecution"
  credentials             = aws_iam_role.rested_begun_route_role.arn
  timeout_milliseconds    = 29000
  passthrough_behavior    = "NEVER"
  request_parameters = {
    "integration.request.header.Content-Type" = "'application/x-amz-json-1.0'"
  }
  request_templates = {
    "application/json" = "{\"stateMachineArn\":\"${aws_sfn_state_machine.api_flow04d4de.arn}\",\"input\":\"{\\\"path\\\":\\\"$context.path\\\",\\\"method\\\":\\\"$context.httpMethod\\\"}\"}"
  }
}

resource "aws_api_gateway_integration" "api_rest_api8760d8_method_integration_rested_event_routee3b2dc" {
  rest_api_id             = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id             = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_event013a82.id
  http_method             = aws_api_gateway_method.api_rest_api8760d8_method_rested_event_routee3b2dc.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:${data.aws_partition.current.partition}:apigateway:${data.aws_region.current.id}:events:action/PutEvents"
  credentials             = aws_iam_role.rested_event_routee3b2dc_role.arn
  timeout_milliseconds    = 29000
  passthrough_behavior    = "NEVER"
  request_parameters = {
    "integration.request.header.Content-Type" = "'application/x-amz-json-1.1'"
    "integration.request.header.X-Amz-Target" = "'AWSEvents.PutEvents'"
  }
  request_templates = {
    "application/json" = "{\"Entries\":[{\"Source\":\"default\",\"DetailType\":\"Told\",\"EventBusName\":\"default\",\"Detail\":\"$util.escapeJavaScript($input.body).replaceAll(\"\\\\'\",\"'\")\"}]}"
  }
}

resource "aws_api_gateway_integration" "api_rest_api8760d8_method_integration_rested_flow_route9037db" {
  rest_api_id             = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id             = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_flowdc544f.id
  http_method             = aws_api_gateway_method.api_rest_api8760d8_method_rested_flow_route9037db.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:${data.aws_partition.current.partition}:apigateway:${data.aws_region.current.id}:states:action/StartExecution"
  credentials             = aws_iam_role.rested_flow_route9037db_role.arn
  timeout_milliseconds    = 29000
  passthrough_behavior    = "NEVER"
  request_parameters = {
    "integration.request.header.Content-Type" = "'application/x-amz-json-1.0'"
  }
  request_templates = {
    "application/json" = "{\"input\": \"$util.escapeJavaScript($input.json('$'))\", \"stateMachineArn\": \"$${stageVariables.x}\"}"
  }
}

resource "aws_api_gateway_integration" "api_rest_api8760d8_method_integration_rested_parts_route" {
  rest_api_id             = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id             = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_id3d7f9b.id
  http_method             = aws_api_gateway_method.api_rest_api8760d8_method_rested_parts_route.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.read_function.invoke_arn
  timeout_milliseconds    = 29000
  request_parameters = {
    "integration.request.header.x-by"     = "'topc'"
    "integration.request.header.x-page"   = "method.request.querystring.page"
    "integration.request.querystring.key" = "method.request.path.id"
  }
}

resource "aws_api_gateway_integration" "api_rest_api8760d8_method_integration_rested_queue_route6481f1" {
  rest_api_id             = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id             = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_queue_deva3e2f8.id
  http_method             = aws_api_gateway_method.api_rest_api8760d8_method_rested_queue_route6481f1.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:${data.aws_partition.current.partition}:apigateway:${data.aws_region.current.id}:sqs:path/${data.aws_caller_identity.current.account_id}/${aws_sqs_queue.box_queue.name}"
  credentials             = aws_iam_role.rested_queue_route6481f1_role.arn
  timeout_milliseconds    = 29000
  passthrough_behavior    = "NEVER"
  request_parameters = {
    "integration.request.header.Content-Type" = "'application/x-www-form-urlencoded'"
  }
  request_templates = {
    "application/json" = "Action=SendMessage&MessageBody=$util.urlEncode($input.body)"
  }
}

resource "aws_api_gateway_integration" "api_rest_api8760d8_method_integration_rested_route" {
  rest_api_id             = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id             = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_id3d7f9b.id
  http_method             = aws_api_gateway_method.api_rest_api8760d8_method_rested_route.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.read_function.invoke_arn
  timeout_milliseconds    = 29000
}

resource "aws_api_gateway_integration" "api_rest_api8760d8_method_integration_rested_seen_route" {
  rest_api_id             = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id             = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_seen13abc9.id
  http_method             = aws_api_gateway_method.api_rest_api8760d8_method_rested_seen_route.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:${data.aws_partition.current.partition}:apigateway:${data.aws_region.current.id}:events:action/PutEvents"
  credentials             = aws_iam_role.rested_seen_route_role.arn
  timeout_milliseconds    = 29000
  passthrough_behavior    = "NEVER"
  request_parameters = {
    "integration.request.header.Content-Type" = "'application/x-amz-json-1.1'"
    "integration.request.header.X-Amz-Target" = "'AWSEvents.PutEvents'"
  }
  request_templates = {
    "application/json" = "{\"Entries\":[{\"Source\":\"default\",\"DetailType\":\"Told\",\"EventBusName\":\"default\",\"Detail\":\"{\\\"path\\\":\\\"$context.path\\\",\\\"method\\\":\\\"$context.httpMethod\\\"}\"}]}"
  }
}

resource "aws_api_gateway_method" "api_rest_api8760d8_method_options_rested_event7479ab" {
  rest_api_id   = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_event013a82.id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "api_rest_api8760d8_method_options_rested_ida70aaa" {
  rest_api_id   = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_id3d7f9b.id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "api_rest_api8760d8_method_options_rested_queue_devf7452c" {
  rest_api_id   = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_queue_deva3e2f8.id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_method_response" "api_rest_api8760d8_method_response_options_rested_event7479ab" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_event013a82.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_options_rested_event7479ab.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Headers" = true
    "method.response.header.Access-Control-Allow-Methods" = true
    "method.response.header.Access-Control-Allow-Origin"  = true
  }
}

resource "aws_api_gateway_method_response" "api_rest_api8760d8_method_response_options_rested_ida70aaa" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_id3d7f9b.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_options_rested_ida70aaa.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Headers" = true
    "method.response.header.Access-Control-Allow-Methods" = true
    "method.response.header.Access-Control-Allow-Origin"  = true
  }
}

resource "aws_api_gateway_method_response" "api_rest_api8760d8_method_response_options_rested_queue_devf7452c" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_queue_deva3e2f8.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_options_rested_queue_devf7452c.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Headers" = true
    "method.response.header.Access-Control-Allow-Methods" = true
    "method.response.header.Access-Control-Allow-Origin"  = true
  }
}

resource "aws_api_gateway_method_response" "api_rest_api8760d8_method_response_rested_asked_route" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_asked171d23.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_rested_asked_route.http_method
  status_code = "200"
}

resource "aws_api_gateway_method_response" "api_rest_api8760d8_method_response_rested_begun_route" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_beguna5e4c3.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_rested_begun_route.http_method
  status_code = "200"
}

resource "aws_api_gateway_method_response" "api_rest_api8760d8_method_response_rested_event_routee3b2dc" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_event013a82.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_rested_event_routee3b2dc.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin" = true
  }
}

resource "aws_api_gateway_method_response" "api_rest_api8760d8_method_response_rested_flow_route9037db" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_flowdc544f.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_rested_flow_route9037db.http_method
  status_code = "200"
}

resource "aws_api_gateway_method_response" "api_rest_api8760d8_method_response_rested_queue_route6481f1" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_queue_deva3e2f8.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_rested_queue_route6481f1.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin" = true
  }
}

resource "aws_api_gateway_method_response" "api_rest_api8760d8_method_response_rested_seen_route" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_seen13abc9.id
  http_method = aws_api_gateway_method.api_rest_api8760d8_method_rested_seen_route.http_method
  status_code = "200"
}

resource "aws_api_gateway_method" "api_rest_api8760d8_method_rested_asked_route" {
  rest_api_id   = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_asked171d23.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "api_rest_api8760d8_method_rested_begun_route" {
  rest_api_id   = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_beguna5e4c3.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "api_rest_api8760d8_method_rested_event_routee3b2dc" {
  rest_api_id   = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_event013a82.id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "api_rest_api8760d8_method_rested_flow_route9037db" {
  rest_api_id   = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_flowdc544f.id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "api_rest_api8760d8_method_rested_parts_route" {
  rest_api_id   = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_id3d7f9b.id
  http_method   = "PUT"
  authorization = "NONE"
  request_parameters = {
    "method.request.path.id"          = true
    "method.request.querystring.page" = false
  }
}

resource "aws_api_gateway_method" "api_rest_api8760d8_method_rested_queue_route6481f1" {
  rest_api_id   = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_queue_deva3e2f8.id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "api_rest_api8760d8_method_rested_route" {
  rest_api_id   = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_id3d7f9b.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.api_rest_api8760d8_authorizer_guard_function.id
}

resource "aws_api_gateway_method" "api_rest_api8760d8_method_rested_seen_route" {
  rest_api_id   = aws_api_gateway_rest_api.api_rest_api8760d8.id
  resource_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_seen13abc9.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method_settings" "api_rest_api8760d8_method_settings_rested_route" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  stage_name  = aws_api_gateway_stage.api_rest_api8760d8_stage.stage_name
  method_path = "~1rested~1{id}/GET"

  settings {
    throttling_burst_limit = 5
    throttling_rate_limit  = 1
  }
}

resource "aws_api_gateway_resource" "api_rest_api8760d8_resource_rested_asked171d23" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  parent_id   = aws_api_gateway_rest_api.api_rest_api8760d8.root_resource_id
  path_part   = "rested-asked"
}

resource "aws_api_gateway_resource" "api_rest_api8760d8_resource_rested_beguna5e4c3" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  parent_id   = aws_api_gateway_rest_api.api_rest_api8760d8.root_resource_id
  path_part   = "rested-begun"
}

resource "aws_api_gateway_resource" "api_rest_api8760d8_resource_rested_event013a82" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  parent_id   = aws_api_gateway_rest_api.api_rest_api8760d8.root_resource_id
  path_part   = "rested-event"
}

resource "aws_api_gateway_resource" "api_rest_api8760d8_resource_rested_flowdc544f" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  parent_id   = aws_api_gateway_rest_api.api_rest_api8760d8.root_resource_id
  path_part   = "rested-flow"
}

resource "aws_api_gateway_resource" "api_rest_api8760d8_resource_rested_id3d7f9b" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  parent_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_restedabd51f.id
  path_part   = "{id}"
}

resource "aws_api_gateway_resource" "api_rest_api8760d8_resource_rested_queue326070" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  parent_id   = aws_api_gateway_rest_api.api_rest_api8760d8.root_resource_id
  path_part   = "rested-queue"
}

resource "aws_api_gateway_resource" "api_rest_api8760d8_resource_rested_queue_deva3e2f8" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  parent_id   = aws_api_gateway_resource.api_rest_api8760d8_resource_rested_queue326070.id
  path_part   = "dev"
}

resource "aws_api_gateway_resource" "api_rest_api8760d8_resource_rested_seen13abc9" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  parent_id   = aws_api_gateway_rest_api.api_rest_api8760d8.root_resource_id
  path_part   = "rested-seen"
}

resource "aws_api_gateway_resource" "api_rest_api8760d8_resource_restedabd51f" {
  rest_api_id = aws_api_gateway_rest_api.api_rest_api8760d8.id
  parent_id   = aws_api_gateway_rest_api.api_rest_api8760d8.root_resource_id
  path_part   = "rested"
}

resource "aws_api_gateway_stage" "api_rest_api8760d8_stage" {
  rest_api_id          = aws_api_gateway_rest_api.api_rest_api8760d8.id
  deployment_id        = aws_api_gateway_deployment.api_rest_api8760d8_deployment.id
  stage_name           = "bob"
  xray_tracing_enabled = true
  variables = {
    sandbox = "bob"
  }
}

resource "aws_apigatewayv2_route" "ask_route" {
  api_id    = aws_apigatewayv2_api.api_api00f385.id
  route_key = "OPTIONS /ask"
  target    = "integrations/${aws_apigatewayv2_integration.ask_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "ask_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.read_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "ask_route_to_read_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.read_function.function_name
  statement_id  = "AskRouteToReadFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api_api00f385.execution_arn}/*/OPTIONS/ask"
}

resource "aws_apigatewayv2_route" "asked_route" {
  api_id    = aws_apigatewayv2_api.api_api00f385.id
  route_key = "GET /asked"
  target    = "integrations/${aws_apigatewayv2_integration.asked_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "asked_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "SQS-SendMessage"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.asked_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    MessageBody = "{\"path\": \"$${request.path}\", \"method\": \"$${context.httpMethod}\"}"
    QueueUrl    = aws_sqs_queue.box_queue.url
  }
}

resource "aws_iam_role" "asked_route_role" {
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

resource "aws_iam_role_policy" "asked_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.box_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.asked_route_role.name
}

resource "aws_apigatewayv2_route" "begun_route" {
  api_id    = aws_apigatewayv2_api.api_api00f385.id
  route_key = "GET /begun"
  target    = "integrations/${aws_apigatewayv2_integration.begun_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "begun_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.begun_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "{\"path\": \"$${request.path}\", \"method\": \"$${context.httpMethod}\"}"
    StateMachineArn = aws_sfn_state_machine.api_flow04d4de.arn
  }
}

resource "aws_iam_role" "begun_route_role" {
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

resource "aws_iam_role_policy" "begun_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.api_flow04d4de.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.begun_route_role.name
}

resource "aws_sqs_queue" "box_queue" {
  name                      = "api_box_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_apigatewayv2_route" "change_route" {
  api_id               = aws_apigatewayv2_api.api_api00f385.id
  route_key            = "PUT /items/{id}"
  target               = "integrations/${aws_apigatewayv2_integration.change_route_integration.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.api_api00f385_authorizer_jwte971d6.id
  authorization_scopes = ["items/write"]
}

resource "aws_apigatewayv2_integration" "change_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.write_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "change_route_to_write_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.write_function.function_name
  statement_id  = "ChangeRouteToWriteFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api_api00f385.execution_arn}/*/PUT/items/*"
}

resource "aws_apigatewayv2_route" "elsewhere_route" {
  api_id    = var.OtherApi
  route_key = "POST /elsewhere"
  target    = "integrations/${aws_apigatewayv2_integration.elsewhere_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "elsewhere_route_integration" {
  api_id                 = var.OtherApi
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.read_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "elsewhere_route_to_read_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.read_function.function_name
  statement_id  = "ElsewhereRouteToReadFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "arn:${data.aws_partition.current.partition}:execute-api:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:${var.OtherApi}/*/POST/elsewhere"
}

resource "aws_apigatewayv2_route" "every_route" {
  api_id    = aws_apigatewayv2_api.api_api00f385.id
  route_key = "ANY /every/{proxy+}"
  target    = "integrations/${aws_apigatewayv2_integration.every_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "every_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.read_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "every_route_to_read_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.read_function.function_name
  statement_id  = "EveryRouteToReadFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api_api00f385.execution_arn}/*/*/every/*"
}

resource "aws_lambda_function" "guard_function" {
  function_name    = "api_guard_bob"
  role             = aws_iam_role.guard_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.guard_function_log_group, aws_iam_role_policy.guard_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "guard_function_log_group" {
  name              = "/aws/lambda/api_guard_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "guard_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:api_guard_bob"
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

resource "aws_iam_role_policy" "guard_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/api_guard_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.guard_function_role.name
}

resource "aws_apigatewayv2_route" "keep_route" {
  api_id    = aws_apigatewayv2_api.api_api00f385.id
  route_key = "POST /keep"
  target    = "integrations/${aws_apigatewayv2_integration.keep_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "keep_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "SQS-SendMessage"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.keep_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    MessageBody = "$request.body"
    QueueUrl    = aws_sqs_queue.box_queue.url
  }
}

resource "aws_iam_role" "keep_route_role" {
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

resource "aws_iam_role_policy" "keep_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.box_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.keep_route_role.name
}

resource "aws_apigatewayv2_route" "list_route" {
  api_id    = aws_apigatewayv2_api.api_api00f385.id
  route_key = "GET /items"
  target    = "integrations/${aws_apigatewayv2_integration.list_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "list_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.read_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 10000
}

resource "aws_lambda_permission" "list_route_to_read_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.read_function.function_name
  statement_id  = "ListRouteToReadFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api_api00f385.execution_arn}/*/GET/items"
}

resource "aws_apigatewayv2_route" "merged_route" {
  api_id    = aws_apigatewayv2_api.api_api00f385.id
  route_key = "POST /merged"
  target    = "integrations/${aws_apigatewayv2_integration.merged_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "merged_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.merged_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "{\"body\": $${request.body}, \"path\": \"$${request.path}\", \"method\": \"$${context.httpMethod}\"}"
    StateMachineArn = aws_sfn_state_machine.api_flow04d4de.arn
  }
}

resource "aws_iam_role" "merged_route_role" {
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

resource "aws_iam_role_policy" "merged_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.api_flow04d4de.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.merged_route_role.name
}

resource "aws_apigatewayv2_api" "old_bob_api" {
  name          = "old-bob_bob"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "old_bob_api_log_group" {
  name              = "/aws/vendedlogs/apis/old-bob_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "old_bob_api_stage" {
  api_id      = aws_apigatewayv2_api.old_bob_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.old_bob_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_apigatewayv2_route" "patch_route" {
  api_id             = aws_apigatewayv2_api.api_api00f385.id
  route_key          = "PATCH /items/{id}"
  target             = "integrations/${aws_apigatewayv2_integration.patch_route_integration.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.api_api00f385_authorizer_guard_function.id
}

resource "aws_apigatewayv2_integration" "patch_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.write_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "patch_route_to_write_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.write_function.function_name
  statement_id  = "PatchRouteToWriteFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api_api00f385.execution_arn}/*/PATCH/items/*"
}

resource "aws_lambda_function" "read_function" {
  function_name    = "api_read_bob"
  role             = aws_iam_role.read_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 9
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.read_function_log_group, aws_iam_role_policy.read_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "read_function_log_group" {
  name              = "/aws/lambda/api_read_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "read_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:api_read_bob"
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

resource "aws_iam_role_policy" "read_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/api_read_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.read_function_role.name
}

resource "aws_apigatewayv2_route" "read_route" {
  api_id    = aws_apigatewayv2_api.api_api00f385.id
  route_key = "HEAD /items/{id}"
  target    = "integrations/${aws_apigatewayv2_integration.read_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "read_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.read_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "read_route_to_read_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.read_function.function_name
  statement_id  = "ReadRouteToReadFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api_api00f385.execution_arn}/*/HEAD/items/*"
}

resource "aws_apigatewayv2_route" "remove_route" {
  api_id             = aws_apigatewayv2_api.api_api00f385.id
  route_key          = "DELETE /items/{id}"
  target             = "integrations/${aws_apigatewayv2_integration.remove_route_integration.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.api_api00f385_authorizer_guard_function.id
}

resource "aws_apigatewayv2_integration" "remove_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.write_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
  request_parameters = {
    "overwrite:header.x-who" = "$request.header.from"
  }
}

resource "aws_lambda_permission" "remove_route_to_write_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.write_function.function_name
  statement_id  = "RemoveRouteToWriteFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api_api00f385.execution_arn}/*/DELETE/items/*"
}

resource "aws_iam_role" "rested_asked_route_role" {
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

resource "aws_iam_role_policy" "rested_asked_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.box_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.rested_asked_route_role.name
}

resource "aws_iam_role" "rested_begun_route_role" {
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

resource "aws_iam_role_policy" "rested_begun_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.api_flow04d4de.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.rested_begun_route_role.name
}

resource "aws_iam_role" "rested_event_routee3b2dc_role" {
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

resource "aws_iam_role_policy" "rested_event_routee3b2dc_role_policy" {
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
  role = aws_iam_role.rested_event_routee3b2dc_role.name
}

resource "aws_iam_role" "rested_flow_route9037db_role" {
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

resource "aws_iam_role_policy" "rested_flow_route9037db_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.api_flow04d4de.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.rested_flow_route9037db_role.name
}

resource "aws_lambda_permission" "rested_parts_route_to_read_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.read_function.function_name
  statement_id  = "RestedPartsRouteToReadFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.api_rest_api8760d8.execution_arn}/*/PUT/rested/*"
}

resource "aws_iam_role" "rested_queue_route6481f1_role" {
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

resource "aws_iam_role_policy" "rested_queue_route6481f1_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.box_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.rested_queue_route6481f1_role.name
}

resource "aws_lambda_permission" "rested_route_to_read_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.read_function.function_name
  statement_id  = "RestedRouteToReadFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.api_rest_api8760d8.execution_arn}/*/GET/rested/*"
}

resource "aws_iam_role" "rested_seen_route_role" {
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

resource "aws_iam_role_policy" "rested_seen_route_role_policy" {
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
  role = aws_iam_role.rested_seen_route_role.name
}

resource "aws_apigatewayv2_route" "seen_route" {
  api_id    = aws_apigatewayv2_api.api_api00f385.id
  route_key = "GET /seen"
  target    = "integrations/${aws_apigatewayv2_integration.seen_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "seen_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "EventBridge-PutEvents"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.seen_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Detail       = "{\"path\": \"$${request.path}\", \"method\": \"$${context.httpMethod}\"}"
    DetailType   = "Told"
    EventBusName = "default"
    Source       = "default"
  }
}

resource "aws_iam_role" "seen_route_role" {
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

resource "aws_iam_role_policy" "seen_route_role_policy" {
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
  role = aws_iam_role.seen_route_role.name
}

resource "aws_apigatewayv2_api" "staged_api" {
  name          = "staged_bob"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "staged_api_log_group" {
  name              = "/aws/vendedlogs/apis/staged_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "staged_api_stage" {
  api_id      = aws_apigatewayv2_api.staged_api.id
  name        = "v1"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.staged_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_apigatewayv2_route" "staged_route" {
  api_id    = aws_apigatewayv2_api.staged_api.id
  route_key = "POST /staged"
  target    = "integrations/${aws_apigatewayv2_integration.staged_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "staged_route_integration" {
  api_id                 = aws_apigatewayv2_api.staged_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.read_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "staged_route_to_read_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.read_function.function_name
  statement_id  = "StagedRouteToReadFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.staged_api.execution_arn}/*/POST/staged"
}

resource "aws_apigatewayv2_route" "start_route" {
  api_id    = aws_apigatewayv2_api.api_api00f385.id
  route_key = "POST /start"
  target    = "integrations/${aws_apigatewayv2_integration.start_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "start_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.start_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "$request.body"
    StateMachineArn = aws_sfn_state_machine.api_flow04d4de.arn
  }
}

resource "aws_iam_role" "start_route_role" {
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

resource "aws_iam_role_policy" "start_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.api_flow04d4de.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.start_route_role.name
}

resource "aws_apigatewayv2_route" "tell_route" {
  api_id    = aws_apigatewayv2_api.api_api00f385.id
  route_key = "POST /tell"
  target    = "integrations/${aws_apigatewayv2_integration.tell_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "tell_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "EventBridge-PutEvents"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.tell_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Detail       = "$request.body"
    DetailType   = "Told"
    EventBusName = "default"
    Source       = "default"
  }
}

resource "aws_iam_role" "tell_route_role" {
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

resource "aws_iam_role_policy" "tell_route_role_policy" {
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
  role = aws_iam_role.tell_route_role.name
}

resource "aws_cloudwatch_event_rule" "told_eventef201d" {
  name = "tc-api-Told-bob"
  event_pattern = jsonencode({
    detail-type = ["Told"]
    source      = ["default"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "told_eventef201d_to_write_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.write_function.function_name
  statement_id  = "ToldEventef201dToWriteFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.told_eventef201d.arn
}

resource "aws_cloudwatch_event_target" "told_eventef201d_to_write_function_target" {
  target_id = "WriteFunction"
  arn       = aws_lambda_function.write_function.arn
  rule      = aws_cloudwatch_event_rule.told_eventef201d.name
}

resource "aws_apigatewayv2_route" "vertical_route" {
  api_id    = aws_apigatewayv2_api.old_bob_api.id
  route_key = "POST /vertical"
  target    = "integrations/${aws_apigatewayv2_integration.vertical_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "vertical_route_integration" {
  api_id                 = aws_apigatewayv2_api.old_bob_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.read_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "vertical_route_to_read_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.read_function.function_name
  statement_id  = "VerticalRouteToReadFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.old_bob_api.execution_arn}/*/POST/vertical"
}

resource "aws_apigatewayv2_route" "wait_route" {
  api_id    = aws_apigatewayv2_api.api_api00f385.id
  route_key = "POST /wait"
  target    = "integrations/${aws_apigatewayv2_integration.wait_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "wait_route_integration" {
  api_id                 = aws_apigatewayv2_api.api_api00f385.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartSyncExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.wait_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "$request.body"
    StateMachineArn = aws_sfn_state_machine.api_now_flow807767.arn
  }
}

resource "aws_iam_role" "wait_route_role" {
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

resource "aws_iam_role_policy" "wait_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartSyncExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.api_now_flow807767.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.wait_route_role.name
}

resource "aws_lambda_function" "write_function" {
  function_name    = "api_write_bob"
  role             = aws_iam_role.write_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.write_function_log_group, aws_iam_role_policy.write_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "write_function_log_group" {
  name              = "/aws/lambda/api_write_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "write_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:api_write_bob"
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

resource "aws_iam_role_policy" "write_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/api_write_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.write_function_role.name
}
