resource "aws_sns_topic" "alerts_topic" {
  name         = "etl_alerts_bob"
  display_name = "Orders"
}

resource "aws_sns_topic_subscription" "alerts_topic_subscription_email7fb12f" {
  count     = var.AlertEmail != "" ? 1 : 0
  topic_arn = aws_sns_topic.alerts_topic.arn
  protocol  = "email"
  endpoint  = var.AlertEmail
}

resource "aws_lambda_function" "clean_function" {
  function_name    = "etl_clean_bob"
  description      = "takes orders from the queue and starts the flow"
  role             = aws_iam_role.clean_function_role.arn
  runtime          = "python3.12"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/615caa4657dab3cd15fb284d3fa229fd.zip"
  source_code_hash = "615caa4657dab3cd15fb284d3fa229fd"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "1.2.0"
  }
  depends_on = [aws_cloudwatch_log_group.clean_function_log_group, aws_iam_role_policy.clean_function_role_policy]

  environment {
    variables = {
      FLOW = aws_sfn_state_machine.etl_flow.arn
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "clean_function_log_group" {
  name              = "/aws/lambda/etl_clean_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "clean_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_clean_bob"
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

resource "aws_iam_role_policy" "clean_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl_clean_bob:*"
      },
      {
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Effect   = "Allow"
        Resource = aws_sqs_queue.intake_queue.arn
      },
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.etl_flow.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.clean_function_role.name
}

resource "aws_sfn_state_machine" "etl_flow" {
  name     = "etl_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.etl_flow_role.arn
  definition = jsonencode({
    Comment = "clean, score and store one order"
    StartAt = "Score"
    States = {
      Alert = {
        Next = "Failed"
        Parameters = {
          "Message.$" = "$.error.Cause"
          TopicArn    = aws_sns_topic.alerts_topic.arn
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::sns:publish"
        Type     = "Task"
      }
      Failed = {
        Error = "OrderNotStored"
        Type  = "Fail"
      }
      Score = {
        Catch = [
          {
            ErrorEquals = ["States.ALL"]
            Next        = "Alert"
            ResultPath  = "$.error"
          },
        ]
        Next       = "Store"
        OutputPath = "$.Payload"
        Parameters = {
          FunctionName = aws_lambda_function.score_function.arn
          "Payload.$"  = "$"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Retry = [
          {
            ErrorEquals     = ["Lambda.ServiceException", "Lambda.TooManyRequestsException"]
            IntervalSeconds = 2
            MaxAttempts     = 4
          },
        ]
        Type = "Task"
      }
      Store = {
        Catch = [
          {
            ErrorEquals = ["States.ALL"]
            Next        = "Alert"
            ResultPath  = "$.error"
          },
        ]
        End        = true
        OutputPath = "$.Payload"
        Parameters = {
          FunctionName = aws_lambda_function.store_function.arn
          "Payload.$"  = "$"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Type     = "Task"
      }
    }
    TimeoutSeconds = 600
  })
  tags = {
    version = "1.2.0"
  }
  depends_on = [aws_iam_role_policy.etl_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.etl_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "etl_flow_log_group" {
  name              = "/aws/vendedlogs/states/etl_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "etl_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:etl_bob"
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

resource "aws_iam_role_policy" "etl_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.score_function.arn,
          aws_lambda_function.store_function.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_score_bob:*",
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_store_bob:*",
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
      {
        Action   = "sns:Publish"
        Effect   = "Allow"
        Resource = aws_sns_topic.alerts_topic.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.etl_flow_role.name
}

resource "aws_lambda_layer_version" "etl_score_layer" {
  layer_name               = "etl-score"
  compatible_runtimes      = ["python3.12"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/etl-score-a2bb79d27af4c2c4b2a80c7303ca603b.zip"
  source_code_hash         = "a2bb79d27af4c2c4b2a80c7303ca603b"
}

resource "aws_lambda_layer_version" "etl_store_layer" {
  layer_name               = "etl-store"
  compatible_runtimes      = ["ruby3.4"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/etl-store-76c2f94c23886ff4e041182f09e193c9.zip"
  source_code_hash         = "76c2f94c23886ff4e041182f09e193c9"
}

resource "aws_sqs_queue" "intake_queue" {
  name                       = "etl_intake_bob"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.intake_queue_dead_letter.arn
    maxReceiveCount     = 3
  })
}

resource "aws_sqs_queue" "intake_queue_dead_letter" {
  name                      = "etl_intake_bob_dlq"
  message_retention_seconds = 1209600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_event_source_mapping" "intake_queue_to_clean_function_mapping" {
  event_source_arn = aws_sqs_queue.intake_queue.arn
  function_name    = aws_lambda_function.clean_function.function_name
  batch_size       = 10
  depends_on       = [aws_iam_role_policy.clean_function_role_policy]
}

resource "aws_cloudwatch_event_rule" "order_placed_eventc79836" {
  name = "tc-etl-OrderPlaced-bob"
  event_pattern = jsonencode({
    detail = {
      total = [
        {
          numeric = [">", 0]
        },
      ]
    }
    detail-type = ["OrderPlaced"]
    source      = ["shop"]
  })
  state = "ENABLED"
}

resource "aws_iam_role" "order_placed_eventc79836_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/tc-etl-OrderPlaced-bob"
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

resource "aws_iam_role_policy" "order_placed_eventc79836_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.etl_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.order_placed_eventc79836_role.name
}

resource "aws_cloudwatch_event_target" "order_placed_eventc79836_to_etl_flow_target" {
  target_id = "EtlFlow"
  arn       = aws_sfn_state_machine.etl_flow.arn
  rule      = aws_cloudwatch_event_rule.order_placed_eventc79836.name
  role_arn  = aws_iam_role.order_placed_eventc79836_role.arn
}

resource "aws_apigatewayv2_route" "orders_route" {
  api_id    = aws_apigatewayv2_api.shop_api.id
  route_key = "POST /orders"
  target    = "integrations/${aws_apigatewayv2_integration.orders_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "orders_route_integration" {
  api_id                 = aws_apigatewayv2_api.shop_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "SQS-SendMessage"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.orders_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    MessageBody = "$request.body"
    QueueUrl    = aws_sqs_queue.intake_queue.url
  }
}

resource "aws_iam_role" "orders_route_role" {
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

resource "aws_iam_role_policy" "orders_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.intake_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.orders_route_role.name
}

resource "aws_lambda_function" "score_function" {
  function_name    = "etl_score_bob"
  description      = "rates an order with the model"
  role             = aws_iam_role.score_function_role.arn
  runtime          = "python3.12"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/32ea702c1ac4094f09c2f13c7870ebcc.zip"
  source_code_hash = "32ea702c1ac4094f09c2f13c7870ebcc"
  memory_size      = 1024
  timeout          = 120
  layers           = [aws_lambda_layer_version.etl_score_layer.arn]
  tags = {
    version = "1.2.0"
  }
  depends_on = [aws_cloudwatch_log_group.score_function_log_group, aws_iam_role_policy.score_function_role_policy]

  environment {
    variables = {
      MODEL_PATH = "/mnt/models/orders/1.0"
    }
  }

  vpc_config {
    subnet_ids         = var.ModelsSubnets
    security_group_ids = var.ModelsSecurityGroups
  }

  file_system_config {
    arn              = var.ModelsAccessPoint
    local_mount_path = "/mnt/models"
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "score_function_log_group" {
  name              = "/aws/lambda/etl_score_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "score_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_score_bob"
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

resource "aws_iam_role_policy" "score_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_score_bob"
          }
        }
        Effect   = "Deny"
        Resource = "*"
      },
      {
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Condition = {
          StringEquals = {
            "elasticfilesystem:AccessPointArn" = var.ModelsAccessPoint
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:elasticfilesystem:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:file-system/*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl_score_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.score_function_role.name
}

resource "aws_apigatewayv2_api" "shop_api" {
  name          = "shop_bob"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://shop.example.org"]
    allow_methods = ["POST"]
    allow_headers = ["*"]
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
  depends_on = [aws_apigatewayv2_route.orders_route]

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.shop_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }

  route_settings {
    route_key              = "POST /orders"
    throttling_burst_limit = 20
    throttling_rate_limit  = 10
  }
}

resource "aws_lambda_function" "store_function" {
  function_name    = "etl_store_bob"
  description      = "stores an order"
  role             = aws_iam_role.store_function_role.arn
  runtime          = "ruby3.4"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/edad1bbcaebe3e1178dc404788088919.zip"
  source_code_hash = "edad1bbcaebe3e1178dc404788088919"
  memory_size      = 128
  timeout          = 30
  layers           = [aws_lambda_layer_version.etl_store_layer.arn]
  tags = {
    version = "1.2.0"
  }
  depends_on = [aws_cloudwatch_log_group.store_function_log_group, aws_iam_role_policy.store_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "store_function_invoke_config" {
  function_name          = aws_lambda_function.store_function.function_name
  maximum_retry_attempts = 0

  destination_config {
    on_failure {
      destination = aws_sns_topic.alerts_topic.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "store_function_log_group" {
  name              = "/aws/lambda/etl_store_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "store_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl_store_bob"
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
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl_store_bob:*"
      },
      {
        Action   = "sns:Publish"
        Effect   = "Allow"
        Resource = aws_sns_topic.alerts_topic.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = "ssm:GetParameter"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:ssm:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:parameter/etl/bob/*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.store_function_role.name
}
