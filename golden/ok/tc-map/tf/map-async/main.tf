resource "aws_lambda_function" "aggregator_function" {
  function_name    = "map-async_aggregator_bob"
  role             = aws_iam_role.aggregator_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.aggregator_function_log_group, aws_iam_role_policy.aggregator_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "aggregator_function_log_group" {
  name              = "/aws/lambda/map-async_aggregator_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "aggregator_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:map-async_aggregator_bob"
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

resource "aws_iam_role_policy" "aggregator_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/map-async_aggregator_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.aggregator_function_role.name
}

resource "aws_lambda_function" "generator_function" {
  function_name    = "map-async_generator_bob"
  role             = aws_iam_role.generator_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.generator_function_log_group, aws_iam_role_policy.generator_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "generator_function_log_group" {
  name              = "/aws/lambda/map-async_generator_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "generator_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:map-async_generator_bob"
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

resource "aws_iam_role_policy" "generator_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/map-async_generator_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.generator_function_role.name
}

resource "aws_apigatewayv2_api" "map_async_api" {
  name          = "map-async_bob"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "map_async_api_log_group" {
  name              = "/aws/vendedlogs/apis/map-async_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "map_async_api_stage" {
  api_id      = aws_apigatewayv2_api.map_async_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.map_async_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_sfn_state_machine" "map_async_flow" {
  name     = "map-async_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.map_async_flow_role.arn
  definition = jsonencode({
    Comment = "map and parallel"
    StartAt = "generate"
    States = {
      both = {
        Branches = [
          {
            StartAt = "aggregate"
            States = {
              aggregate = {
                End = true
                Parameters = {
                  FunctionName = aws_lambda_function.aggregator_function.arn
                  "Payload.$"  = "$"
                }
                Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
                Type     = "Task"
              }
            }
          },
          {
            StartAt = "watch"
            States = {
              watch = {
                End = true
                Parameters = {
                  FunctionName = aws_lambda_function.watcher_function.arn
                  "Payload.$"  = "$"
                }
                Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
                Type     = "Task"
              }
            }
          },
        ]
        End  = true
        Type = "Parallel"
      }
      generate = {
        Next       = "map"
        OutputPath = "$.Payload"
        Parameters = {
          FunctionName = aws_lambda_function.generator_function.arn
          Payload = {
            "data.$" = "$"
          }
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Type     = "Task"
      }
      map = {
        ItemProcessor = {
          ProcessorConfig = {
            Mode = "INLINE"
          }
          StartAt = "process"
          States = {
            process = {
              End        = true
              OutputPath = "$.Payload"
              Parameters = {
                FunctionName = aws_lambda_function.processor_function.arn
                "Payload.$"  = "$"
              }
              Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
              Type     = "Task"
            }
          }
        }
        ItemsPath      = "$.items"
        MaxConcurrency = 5
        Next           = "both"
        Type           = "Map"
      }
    }
    TimeoutSeconds = 1200
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.map_async_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.map_async_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "map_async_flow_log_group" {
  name              = "/aws/vendedlogs/states/map-async_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "map_async_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:map-async_bob"
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

resource "aws_iam_role_policy" "map_async_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.aggregator_function.arn,
          aws_lambda_function.generator_function.arn,
          aws_lambda_function.processor_function.arn,
          aws_lambda_function.watcher_function.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:map-async_aggregator_bob:*",
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:map-async_generator_bob:*",
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:map-async_processor_bob:*",
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:map-async_watcher_bob:*",
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
  role = aws_iam_role.map_async_flow_role.name
}

resource "aws_apigatewayv2_route" "map_routef90108" {
  api_id    = aws_apigatewayv2_api.map_async_api.id
  route_key = "POST /map"
  target    = "integrations/${aws_apigatewayv2_integration.map_routef90108_integration.id}"
}

resource "aws_apigatewayv2_integration" "map_routef90108_integration" {
  api_id                 = aws_apigatewayv2_api.map_async_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.map_routef90108_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "$request.body"
    StateMachineArn = aws_sfn_state_machine.map_async_flow.arn
  }
}

resource "aws_iam_role" "map_routef90108_role" {
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

resource "aws_iam_role_policy" "map_routef90108_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.map_async_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.map_routef90108_role.name
}

resource "aws_lambda_function" "processor_function" {
  function_name    = "map-async_processor_bob"
  role             = aws_iam_role.processor_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.processor_function_log_group, aws_iam_role_policy.processor_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "processor_function_log_group" {
  name              = "/aws/lambda/map-async_processor_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "processor_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:map-async_processor_bob"
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

resource "aws_iam_role_policy" "processor_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/map-async_processor_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.processor_function_role.name
}

resource "aws_lambda_function" "watcher_function" {
  function_name    = "map-async_watcher_bob"
  role             = aws_iam_role.watcher_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.watcher_function_log_group, aws_iam_role_policy.watcher_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "watcher_function_log_group" {
  name              = "/aws/lambda/map-async_watcher_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "watcher_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:map-async_watcher_bob"
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

resource "aws_iam_role_policy" "watcher_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/map-async_watcher_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.watcher_function_role.name
}
