resource "aws_lambda_function" "afunction" {
  function_name    = "machines_a_bob"
  role             = aws_iam_role.afunction_role.arn
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
  depends_on = [aws_cloudwatch_log_group.afunction_log_group, aws_iam_role_policy.afunction_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "afunction_log_group" {
  name              = "/aws/lambda/machines_a_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "afunction_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:machines_a_bob"
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

resource "aws_iam_role_policy" "afunction_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/machines_a_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.afunction_role.name
}

resource "aws_lambda_function" "bfunction" {
  function_name    = "machines_b_bob"
  role             = aws_iam_role.bfunction_role.arn
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
  depends_on = [aws_cloudwatch_log_group.bfunction_log_group, aws_iam_role_policy.bfunction_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "bfunction_log_group" {
  name              = "/aws/lambda/machines_b_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "bfunction_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:machines_b_bob"
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

resource "aws_iam_role_policy" "bfunction_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/machines_b_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.bfunction_role.name
}

resource "aws_lambda_function" "cfunction" {
  function_name    = "machines_c_bob"
  role             = aws_iam_role.cfunction_role.arn
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
  depends_on = [aws_cloudwatch_log_group.cfunction_log_group, aws_iam_role_policy.cfunction_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "cfunction_log_group" {
  name              = "/aws/lambda/machines_c_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "cfunction_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:machines_c_bob"
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

resource "aws_iam_role_policy" "cfunction_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/machines_c_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.cfunction_role.name
}

resource "aws_sfn_state_machine" "erring_flow" {
  name     = "machines_erring_bob"
  type     = "EXPRESS"
  role_arn = aws_iam_role.erring_flow_role.arn
  definition = jsonencode({
    StartAt = "E"
    States = {
      E = {
        Type = "Succeed"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.erring_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.erring_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "erring_flow_log_group" {
  name              = "/aws/vendedlogs/states/machines_erring_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "erring_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:machines_erring_bob"
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

resource "aws_iam_role_policy" "erring_flow_role_policy" {
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
  role = aws_iam_role.erring_flow_role.name
}

resource "aws_apigatewayv2_route" "erring_route" {
  api_id    = aws_apigatewayv2_api.machines_api.id
  route_key = "POST /erring"
  target    = "integrations/${aws_apigatewayv2_integration.erring_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "erring_route_integration" {
  api_id                 = aws_apigatewayv2_api.machines_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartSyncExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.erring_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "$request.body"
    StateMachineArn = aws_sfn_state_machine.erring_flow.arn
  }
}

resource "aws_iam_role" "erring_route_role" {
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

resource "aws_iam_role_policy" "erring_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartSyncExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.erring_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.erring_route_role.name
}

resource "aws_sfn_state_machine" "fatal_flow" {
  name     = "machines_fatal_bob"
  type     = "EXPRESS"
  role_arn = aws_iam_role.fatal_flow_role.arn
  definition = jsonencode({
    StartAt = "W"
    States = {
      E = {
        Type = "Succeed"
      }
      W = {
        Next    = "E"
        Seconds = 1
        Type    = "Wait"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.fatal_flow_role_policy]

  logging_configuration {
    level                  = "FATAL"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.fatal_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "fatal_flow_log_group" {
  name              = "/aws/vendedlogs/states/machines_fatal_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "fatal_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:machines_fatal_bob"
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

resource "aws_iam_role_policy" "fatal_flow_role_policy" {
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
  role = aws_iam_role.fatal_flow_role.name
}

resource "aws_apigatewayv2_route" "fatal_route" {
  api_id    = aws_apigatewayv2_api.machines_api.id
  route_key = "POST /fatal"
  target    = "integrations/${aws_apigatewayv2_integration.fatal_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "fatal_route_integration" {
  api_id                 = aws_apigatewayv2_api.machines_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartSyncExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.fatal_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "$request.body"
    StateMachineArn = aws_sfn_state_machine.fatal_flow.arn
  }
}

resource "aws_iam_role" "fatal_route_role" {
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

resource "aws_iam_role_policy" "fatal_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartSyncExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.fatal_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.fatal_route_role.name
}

resource "aws_sfn_state_machine" "from_json_flow" {
  name     = "machines_from-json_bob"
  type     = "EXPRESS"
  role_arn = aws_iam_role.from_json_flow_role.arn
  definition = jsonencode({
    StartAt = "Go"
    States = {
      Few = {
        Branches = [
          {
            StartAt = "P"
            States = {
              P = {
                End = true
                Result = {
                  text = "$${not} a hole %%{nor} this"
                }
                Type = "Pass"
              }
            }
          },
        ]
        End  = true
        Type = "Parallel"
      }
      Go = {
        Choices = [
          {
            Next               = "Many"
            NumericGreaterThan = 1.50
            Variable           = "$.n"
          },
        ]
        Default = "Few"
        Type    = "Choice"
      }
      Many = {
        End = true
        ItemProcessor = {
          ProcessorConfig = {
            Mode = "INLINE"
          }
          StartAt = "One"
          States = {
            One = {
              End = true
              Parameters = {
                FunctionName = aws_lambda_function.bfunction.arn
                "Payload.$"  = "$"
              }
              Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
              Type     = "Task"
            }
          }
        }
        ItemsPath = "$.items"
        Type      = "Map"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.from_json_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.from_json_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "from_json_flow_log_group" {
  name              = "/aws/vendedlogs/states/machines_from-json_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "from_json_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:machines_from-json_bob"
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

resource "aws_iam_role_policy" "from_json_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.bfunction.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:machines_b_bob:*",
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
  role = aws_iam_role.from_json_flow_role.name
}

resource "aws_sfn_state_machine" "from_yaml_flow" {
  name     = "machines_from-yaml_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.from_yaml_flow_role.arn
  definition = jsonencode({
    StartAt = "Do"
    States = {
      Do = {
        End      = true
        Resource = aws_lambda_function.afunction.arn
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
  depends_on = [aws_iam_role_policy.from_yaml_flow_role_policy]

  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.from_yaml_flow_log_group.name}:*"
  }
}

resource "aws_cloudwatch_log_group" "from_yaml_flow_log_group" {
  name              = "/aws/vendedlogs/states/machines_from-yaml_bob"
  retention_in_days = 7
}

resource "aws_iam_role" "from_yaml_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:machines_from-yaml_bob"
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

resource "aws_iam_role_policy" "from_yaml_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.afunction.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:machines_a_bob:*",
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
        ]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.from_yaml_flow_role.name
}

resource "aws_apigatewayv2_route" "go_route" {
  api_id    = aws_apigatewayv2_api.machines_api.id
  route_key = "POST /go"
  target    = "integrations/${aws_apigatewayv2_integration.go_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "go_route_integration" {
  api_id                 = aws_apigatewayv2_api.machines_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.go_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "$request.body"
    StateMachineArn = aws_sfn_state_machine.from_yaml_flow.arn
  }
}

resource "aws_iam_role" "go_route_role" {
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

resource "aws_iam_role_policy" "go_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.from_yaml_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.go_route_role.name
}

resource "aws_apigatewayv2_api" "machines_api" {
  name          = "machines_bob"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "machines_api_log_group" {
  name              = "/aws/vendedlogs/apis/machines_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "machines_api_stage" {
  api_id      = aws_apigatewayv2_api.machines_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.machines_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_sfn_state_machine" "machines_flow" {
  name     = "machines_bob"
  type     = "EXPRESS"
  role_arn = aws_iam_role.machines_flow_role.arn
  definition = jsonencode({
    StartAt = "a"
    States = {
      a = {
        Next       = "b"
        OutputPath = "$.Payload"
        Parameters = {
          FunctionName = aws_lambda_function.afunction.arn
          "Payload.$"  = "$"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Retry = [
          {
            BackoffRate = 2
            ErrorEquals = [
              "Lambda.ClientExecutionTimeoutException",
              "Lambda.ServiceException",
              "Lambda.AWSLambdaException",
              "Lambda.SdkClientException",
            ]
            IntervalSeconds = 2
            MaxAttempts     = 6
          },
        ]
        Type = "Task"
      }
      b = {
        Next       = "c"
        OutputPath = "$.Payload"
        Parameters = {
          FunctionName = aws_lambda_function.bfunction.arn
          "Payload.$"  = "$"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Retry = [
          {
            BackoffRate = 2
            ErrorEquals = [
              "Lambda.ClientExecutionTimeoutException",
              "Lambda.ServiceException",
              "Lambda.AWSLambdaException",
              "Lambda.SdkClientException",
            ]
            IntervalSeconds = 2
            MaxAttempts     = 6
          },
        ]
        Type = "Task"
      }
      c = {
        End        = true
        OutputPath = "$.Payload"
        Parameters = {
          FunctionName = aws_lambda_function.cfunction.arn
          "Payload.$"  = "$"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Retry = [
          {
            BackoffRate = 2
            ErrorEquals = [
              "Lambda.ClientExecutionTimeoutException",
              "Lambda.ServiceException",
              "Lambda.AWSLambdaException",
              "Lambda.SdkClientException",
            ]
            IntervalSeconds = 2
            MaxAttempts     = 6
          },
        ]
        Type = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.machines_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.machines_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "machines_flow_log_group" {
  name              = "/aws/vendedlogs/states/machines_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "machines_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:machines_bob"
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

resource "aws_iam_role_policy" "machines_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.afunction.arn,
          aws_lambda_function.bfunction.arn,
          aws_lambda_function.cfunction.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:machines_a_bob:*",
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:machines_b_bob:*",
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:machines_c_bob:*",
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
  role = aws_iam_role.machines_flow_role.name
}

resource "aws_sfn_state_machine" "named_flow" {
  name     = "machines-bob-now"
  type     = "EXPRESS"
  role_arn = aws_iam_role.named_flow_role.arn
  definition = jsonencode({
    StartAt = "Do"
    States = {
      Do = {
        End      = true
        Resource = aws_lambda_function.afunction.arn
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
  depends_on = [aws_iam_role_policy.named_flow_role_policy]

  tracing_configuration {
    enabled = true
  }
}

resource "aws_iam_role" "named_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:machines-bob-now"
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

resource "aws_iam_role_policy" "named_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.afunction.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:machines_a_bob:*",
        ]
      },
      {
        Action = [
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
  role = aws_iam_role.named_flow_role.name
}

resource "aws_apigatewayv2_route" "named_route" {
  api_id    = aws_apigatewayv2_api.machines_api.id
  route_key = "POST /named"
  target    = "integrations/${aws_apigatewayv2_integration.named_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "named_route_integration" {
  api_id                 = aws_apigatewayv2_api.machines_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartSyncExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.named_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "$request.body"
    StateMachineArn = aws_sfn_state_machine.named_flow.arn
  }
}

resource "aws_iam_role" "named_route_role" {
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

resource "aws_iam_role_policy" "named_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartSyncExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.named_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.named_route_role.name
}

resource "aws_apigatewayv2_route" "now_route" {
  api_id    = aws_apigatewayv2_api.machines_api.id
  route_key = "POST /now"
  target    = "integrations/${aws_apigatewayv2_integration.now_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "now_route_integration" {
  api_id                 = aws_apigatewayv2_api.machines_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartSyncExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.now_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "$request.body"
    StateMachineArn = aws_sfn_state_machine.from_json_flow.arn
  }
}

resource "aws_iam_role" "now_route_role" {
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

resource "aws_iam_role_policy" "now_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartSyncExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.from_json_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.now_route_role.name
}
