resource "aws_apigatewayv2_route" "api_fetch_later_route8eb573" {
  api_id    = aws_apigatewayv2_api.compose_api.id
  route_key = "POST /api/fetch-later"
  target    = "integrations/${aws_apigatewayv2_integration.api_fetch_later_route8eb573_integration.id}"
}

resource "aws_apigatewayv2_integration" "api_fetch_later_route8eb573_integration" {
  api_id                 = aws_apigatewayv2_api.compose_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "EventBridge-PutEvents"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.api_fetch_later_route8eb573_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Detail       = "$request.body"
    DetailType   = "Fetch"
    EventBusName = "default"
    Source       = "compose"
  }
}

resource "aws_iam_role" "api_fetch_later_route8eb573_role" {
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

resource "aws_iam_role_policy" "api_fetch_later_route8eb573_role_policy" {
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
  role = aws_iam_role.api_fetch_later_route8eb573_role.name
}

resource "aws_apigatewayv2_route" "api_fetch_route425b66" {
  api_id    = aws_apigatewayv2_api.compose_api.id
  route_key = "POST /api/fetch"
  target    = "integrations/${aws_apigatewayv2_integration.api_fetch_route425b66_integration.id}"
}

resource "aws_apigatewayv2_integration" "api_fetch_route425b66_integration" {
  api_id                 = aws_apigatewayv2_api.compose_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.fetch_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "api_fetch_route425b66_to_fetch_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.fetch_function.function_name
  statement_id  = "ApiFetchRoute425b66ToFetchFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.compose_api.execution_arn}/*/POST/api/fetch"
}

resource "aws_apigatewayv2_api" "compose_api" {
  name          = "compose_bob"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "compose_api_log_group" {
  name              = "/aws/vendedlogs/apis/compose_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "compose_api_stage" {
  api_id      = aws_apigatewayv2_api.compose_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.compose_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_appsync_graphql_api" "compose_graphql" {
  name                 = "compose_bob"
  authentication_type  = "AWS_IAM"
  introspection_config = "DISABLED"
  xray_enabled         = true
  schema               = "type Item {\n  id: String!\n  text: String\n  createdAt: AWSDateTime\n  updatedAt: AWSDateTime\n}\n\ntype Event {\n  detail: String\n}\n\ntype EventData {\n  detail: String\n}\n\ntype EventDataJSON {\n  detail: AWSJSON\n}\n\ntype EventMetadata {\n  detail: String\n}\n\ntype Query {\n  getItem(id: String!): Item\n}\n\ntype Mutation {\n  stored(id: String!, text: String): Item\n}\n\ntype Subscription {\n  subscribeStored(id: String!): Item @aws_subscribe(mutations: [\"stored\"])\n}\n\nschema {\n  query: Query\n  mutation: Mutation\n  subscription: Subscription\n}\n"
}

resource "aws_appsync_datasource" "compose_graphql_datasource_tell_function" {
  api_id           = aws_appsync_graphql_api.compose_graphql.id
  name             = "TellFunction"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.compose_graphql_role.arn
  depends_on       = [aws_iam_role_policy.compose_graphql_role_policy]

  lambda_config {
    function_arn = aws_lambda_function.tell_function.arn
  }
}

resource "aws_iam_role" "compose_graphql_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = aws_appsync_graphql_api.compose_graphql.arn
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "appsync.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "compose_graphql_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "lambda:InvokeFunction"
        Effect   = "Allow"
        Resource = aws_lambda_function.tell_function.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.compose_graphql_role.name
}

resource "aws_cloudwatch_event_rule" "fetch_eventdd95b6" {
  name = "tc-compose-Fetch-bob"
  event_pattern = jsonencode({
    detail-type = ["Fetch"]
    source      = ["compose"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "fetch_eventdd95b6_to_fetch_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.fetch_function.function_name
  statement_id  = "FetchEventdd95b6ToFetchFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.fetch_eventdd95b6.arn
}

resource "aws_cloudwatch_event_target" "fetch_eventdd95b6_to_fetch_function_target" {
  target_id = "FetchFunction"
  arn       = aws_lambda_function.fetch_function.arn
  rule      = aws_cloudwatch_event_rule.fetch_eventdd95b6.name
}

resource "aws_lambda_function" "fetch_function" {
  function_name    = "compose_fetch_bob"
  role             = aws_iam_role.fetch_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.fetch_function_log_group, aws_iam_role_policy.fetch_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "fetch_function_invoke_config" {
  function_name = aws_lambda_function.fetch_function.function_name

  destination_config {
    on_success {
      destination = aws_lambda_function.parse_function.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "fetch_function_log_group" {
  name              = "/aws/lambda/compose_fetch_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "fetch_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:compose_fetch_bob"
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

resource "aws_iam_role_policy" "fetch_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "lambda:InvokeFunction"
        Effect   = "Allow"
        Resource = aws_lambda_function.parse_function.arn
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/compose_fetch_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.fetch_function_role.name
}

resource "aws_lambda_function" "parse_function" {
  function_name    = "compose_parse_bob"
  role             = aws_iam_role.parse_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.parse_function_log_group, aws_iam_role_policy.parse_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "parse_function_invoke_config" {
  function_name = aws_lambda_function.parse_function.function_name

  destination_config {
    on_success {
      destination = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
    }
  }
}

resource "aws_cloudwatch_log_group" "parse_function_log_group" {
  name              = "/aws/lambda/compose_parse_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "parse_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:compose_parse_bob"
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

resource "aws_iam_role_policy" "parse_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "events:PutEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/compose_parse_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.parse_function_role.name
}

resource "aws_cloudwatch_event_rule" "parse_parsed_eventd82ebf" {
  name = "tc-compose-parse-Parsed-bob"
  event_pattern = jsonencode({
    detail-type = ["Lambda Function Invocation Result - Success"]
    resources   = ["${aws_lambda_function.parse_function.arn}:$LATEST"]
    source      = ["lambda"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "parse_parsed_eventd82ebf_to_store_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.store_function.function_name
  statement_id  = "ParseParsedEventd82ebfToStoreFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.parse_parsed_eventd82ebf.arn
}

resource "aws_cloudwatch_event_target" "parse_parsed_eventd82ebf_to_store_function_target" {
  target_id  = "StoreFunction"
  arn        = aws_lambda_function.store_function.arn
  rule       = aws_cloudwatch_event_rule.parse_parsed_eventd82ebf.name
  input_path = "$.detail.responsePayload"
}

resource "aws_cloudwatch_event_rule" "parsed_eventcca8dc" {
  name = "tc-compose-Parsed-bob"
  event_pattern = jsonencode({
    detail-type = ["Parsed"]
    source      = ["compose"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "parsed_eventcca8dc_to_store_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.store_function.function_name
  statement_id  = "ParsedEventcca8dcToStoreFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.parsed_eventcca8dc.arn
}

resource "aws_cloudwatch_event_target" "parsed_eventcca8dc_to_store_function_target" {
  target_id = "StoreFunction"
  arn       = aws_lambda_function.store_function.arn
  rule      = aws_cloudwatch_event_rule.parsed_eventcca8dc.name
}

resource "aws_lambda_function" "store_function" {
  function_name    = "compose_store_bob"
  role             = aws_iam_role.store_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.store_function_log_group, aws_iam_role_policy.store_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "store_function_invoke_config" {
  function_name = aws_lambda_function.store_function.function_name

  destination_config {
    on_success {
      destination = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
    }
  }
}

resource "aws_cloudwatch_log_group" "store_function_log_group" {
  name              = "/aws/lambda/compose_store_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "store_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:compose_store_bob"
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

resource "aws_iam_role_policy" "store_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "events:PutEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/compose_store_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.store_function_role.name
}

resource "aws_cloudwatch_event_rule" "store_result_event" {
  name = "tc-compose-store-result-bob"
  event_pattern = jsonencode({
    detail-type = ["Lambda Function Invocation Result - Success"]
    resources   = ["${aws_lambda_function.store_function.arn}:$LATEST"]
    source      = ["lambda"]
  })
  state = "ENABLED"
}

resource "aws_iam_role" "store_result_event_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/tc-compose-store-result-bob"
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

resource "aws_iam_role_policy" "store_result_event_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "appsync:GraphQL"
        Effect   = "Allow"
        Resource = "${aws_appsync_graphql_api.compose_graphql.arn}/types/Mutation/fields/stored"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.store_result_event_role.name
}

resource "aws_cloudwatch_event_target" "store_result_event_to_stored_mutation_target" {
  target_id = "StoredMutation"
  arn       = "arn:${data.aws_partition.current.partition}:appsync:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:endpoints/graphql-api/${split(".", split("/", aws_appsync_graphql_api.compose_graphql.uris["GRAPHQL"])[2])[0]}"
  rule      = aws_cloudwatch_event_rule.store_result_event.name
  role_arn  = aws_iam_role.store_result_event_role.arn

  input_transformer {
    input_paths = {
      id   = "$.detail.responsePayload.id"
      text = "$.detail.responsePayload.text"
    }
    input_template = "{\"id\": <id>, \"text\": <text>}"
  }

  appsync_target {
    graphql_operation = "mutation Stored($id: String!, $text: String) { stored(id: $id, text: $text) { id text createdAt updatedAt } }"
  }
}

resource "aws_appsync_resolver" "stored_mutation" {
  api_id      = aws_appsync_graphql_api.compose_graphql.id
  type        = "Mutation"
  field       = "stored"
  data_source = aws_appsync_datasource.compose_graphql_datasource_tell_function.name
}

resource "aws_lambda_function" "tell_function" {
  function_name    = "compose_tell_bob"
  role             = aws_iam_role.tell_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.tell_function_log_group, aws_iam_role_policy.tell_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "tell_function_log_group" {
  name              = "/aws/lambda/compose_tell_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "tell_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:compose_tell_bob"
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

resource "aws_iam_role_policy" "tell_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/compose_tell_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.tell_function_role.name
}
