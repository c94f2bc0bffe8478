resource "aws_apigatewayv2_route" "api_notify_routedbf022" {
  api_id             = aws_apigatewayv2_api.todo_api.id
  route_key          = "POST /api/notify"
  target             = "integrations/${aws_apigatewayv2_integration.api_notify_routedbf022_integration.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.todo_api_authorizer_authorizer_function088012.id
}

resource "aws_apigatewayv2_integration" "api_notify_routedbf022_integration" {
  api_id                 = aws_apigatewayv2_api.todo_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "EventBridge-PutEvents"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.api_notify_routedbf022_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Detail       = "$request.body"
    DetailType   = "TodoNotified"
    EventBusName = "default"
    Source       = "todo"
  }
}

resource "aws_iam_role" "api_notify_routedbf022_role" {
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

resource "aws_iam_role_policy" "api_notify_routedbf022_role_policy" {
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
  role = aws_iam_role.api_notify_routedbf022_role.name
}

resource "aws_apigatewayv2_route" "api_run_routeac1805" {
  api_id             = aws_apigatewayv2_api.todo_api.id
  route_key          = "POST /api/run"
  target             = "integrations/${aws_apigatewayv2_integration.api_run_routeac1805_integration.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.todo_api_authorizer_authorizer_function088012.id
}

resource "aws_apigatewayv2_integration" "api_run_routeac1805_integration" {
  api_id                 = aws_apigatewayv2_api.todo_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.api_run_routeac1805_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "$request.body.detail"
    StateMachineArn = aws_sfn_state_machine.todo_flow.arn
  }
}

resource "aws_iam_role" "api_run_routeac1805_role" {
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

resource "aws_iam_role_policy" "api_run_routeac1805_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.todo_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.api_run_routeac1805_role.name
}

resource "aws_apigatewayv2_route" "api_todo_route2247ae" {
  api_id             = aws_apigatewayv2_api.todo_api.id
  route_key          = "POST /api/todo"
  target             = "integrations/${aws_apigatewayv2_integration.api_todo_route2247ae_integration.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.todo_api_authorizer_authorizer_function088012.id
}

resource "aws_apigatewayv2_integration" "api_todo_route2247ae_integration" {
  api_id                 = aws_apigatewayv2_api.todo_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "SQS-SendMessage"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.api_todo_route2247ae_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    MessageBody = "$request.body"
    QueueUrl    = aws_sqs_queue.incoming_queue.url
  }
}

resource "aws_iam_role" "api_todo_route2247ae_role" {
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

resource "aws_iam_role_policy" "api_todo_route2247ae_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.incoming_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.api_todo_route2247ae_role.name
}

resource "aws_apigatewayv2_route" "api_todos_routea1112f" {
  api_id             = aws_apigatewayv2_api.todo_api.id
  route_key          = "GET /api/todos"
  target             = "integrations/${aws_apigatewayv2_integration.api_todos_routea1112f_integration.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.todo_api_authorizer_authorizer_function088012.id
}

resource "aws_apigatewayv2_integration" "api_todos_routea1112f_integration" {
  api_id                 = aws_apigatewayv2_api.todo_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.lister_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "api_todos_routea1112f_to_lister_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.lister_function.function_name
  statement_id  = "ApiTodosRoutea1112fToListerFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.todo_api.execution_arn}/*/GET/api/todos"
}

resource "aws_lambda_function" "authorizer_function088012" {
  function_name    = "todo_authorizer_bob"
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
  name              = "/aws/lambda/todo_authorizer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "authorizer_function088012_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:todo_authorizer_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/todo_authorizer_bob:*"
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

resource "aws_sqs_queue" "incoming_queue" {
  name                       = "todo_incoming_bob"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
}

resource "aws_lambda_event_source_mapping" "incoming_queue_to_worker_function_mapping" {
  event_source_arn = aws_sqs_queue.incoming_queue.arn
  function_name    = aws_lambda_function.worker_function.function_name
  batch_size       = 10
  depends_on       = [aws_iam_role_policy.worker_function_role_policy]
}

resource "aws_lambda_function" "lister_function" {
  function_name    = "todo_lister_bob"
  role             = aws_iam_role.lister_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.lister_function_log_group, aws_iam_role_policy.lister_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "lister_function_log_group" {
  name              = "/aws/lambda/todo_lister_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "lister_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:todo_lister_bob"
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

resource "aws_iam_role_policy" "lister_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/todo_lister_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.lister_function_role.name
}

resource "aws_lambda_function" "notifier_function" {
  function_name    = "todo_notifier_bob"
  role             = aws_iam_role.notifier_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.notifier_function_log_group, aws_iam_role_policy.notifier_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "notifier_function_log_group" {
  name              = "/aws/lambda/todo_notifier_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "notifier_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:todo_notifier_bob"
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

resource "aws_iam_role_policy" "notifier_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/todo_notifier_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.notifier_function_role.name
}

resource "aws_lambda_function" "stepper_function" {
  function_name    = "todo_stepper_bob"
  role             = aws_iam_role.stepper_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.stepper_function_log_group, aws_iam_role_policy.stepper_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "stepper_function_log_group" {
  name              = "/aws/lambda/todo_stepper_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "stepper_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:todo_stepper_bob"
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

resource "aws_iam_role_policy" "stepper_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/todo_stepper_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.stepper_function_role.name
}

resource "aws_apigatewayv2_api" "todo_api" {
  name          = "todo_bob"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["*"]
    allow_methods = ["GET", "POST"]
    allow_headers = ["Content-Type"]
  }
}

resource "aws_apigatewayv2_authorizer" "todo_api_authorizer_authorizer_function088012" {
  api_id                            = aws_apigatewayv2_api.todo_api.id
  name                              = "authorizer"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.authorizer_function088012.invoke_arn
  authorizer_payload_format_version = "2.0"
  authorizer_result_ttl_in_seconds  = 0
  enable_simple_responses           = true
  identity_sources                  = ["$request.header.Authorization"]
}

resource "aws_lambda_permission" "todo_api_authorizer_permission_authorizer_function088012" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer_function088012.function_name
  statement_id  = "TodoApiAuthorizerPermissionAuthorizerFunction088012"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.todo_api.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.todo_api_authorizer_authorizer_function088012.id}"
}

resource "aws_cloudwatch_log_group" "todo_api_log_group" {
  name              = "/aws/vendedlogs/apis/todo_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "todo_api_stage" {
  api_id      = aws_apigatewayv2_api.todo_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.todo_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_sfn_state_machine" "todo_flow" {
  name     = "todo_bob"
  type     = "EXPRESS"
  role_arn = aws_iam_role.todo_flow_role.arn
  definition = jsonencode({
    StartAt = "step"
    States = {
      step = {
        End        = true
        OutputPath = "$.Payload"
        Parameters = {
          FunctionName = aws_lambda_function.stepper_function.arn
          "Payload.$"  = "$"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Retry = [
          {
            ErrorEquals = ["States.TaskFailed"]
            MaxAttempts = 2
          },
        ]
        Type = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.todo_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.todo_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "todo_flow_log_group" {
  name              = "/aws/vendedlogs/states/todo_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "todo_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:todo_bob"
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

resource "aws_iam_role_policy" "todo_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.stepper_function.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:todo_stepper_bob:*",
        ]
      },
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
  role = aws_iam_role.todo_flow_role.name
}

resource "aws_cloudwatch_event_rule" "todo_notified_eventcdc85b" {
  name = "tc-todo-TodoNotified-bob"
  event_pattern = jsonencode({
    detail-type = ["TodoNotified"]
    source      = ["todo"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "todo_notified_eventcdc85b_to_notifier_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.notifier_function.function_name
  statement_id  = "TodoNotifiedEventcdc85bToNotifierFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.todo_notified_eventcdc85b.arn
}

resource "aws_cloudwatch_event_target" "todo_notified_eventcdc85b_to_notifier_function_target" {
  target_id = "NotifierFunction"
  arn       = aws_lambda_function.notifier_function.arn
  rule      = aws_cloudwatch_event_rule.todo_notified_eventcdc85b.name
}

resource "aws_lambda_function" "worker_function" {
  function_name    = "todo_worker_bob"
  role             = aws_iam_role.worker_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.worker_function_log_group, aws_iam_role_policy.worker_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "worker_function_log_group" {
  name              = "/aws/lambda/todo_worker_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "worker_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:todo_worker_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/todo_worker_bob:*"
      },
      {
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Effect   = "Allow"
        Resource = aws_sqs_queue.incoming_queue.arn
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
