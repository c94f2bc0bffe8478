resource "aws_dynamodb_table" "books_table" {
  name             = "library_books_bob"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "isbn"
  range_key        = "copy"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  ttl {
    attribute_name = "expires"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  lifecycle {
    prevent_destroy = true
  }

  attribute {
    name = "author"
    type = "S"
  }

  attribute {
    name = "copy"
    type = "N"
  }

  attribute {
    name = "isbn"
    type = "S"
  }

  attribute {
    name = "shelf"
    type = "S"
  }

  attribute {
    name = "title"
    type = "S"
  }

  attribute {
    name = "year"
    type = "N"
  }

  global_secondary_index {
    name               = "author"
    hash_key           = "author"
    range_key          = "title"
    projection_type    = "INCLUDE"
    non_key_attributes = ["shelf", "year"]
  }

  local_secondary_index {
    name            = "by-year"
    range_key       = "year"
    projection_type = "KEYS_ONLY"
  }

  global_secondary_index {
    name            = "shelf"
    hash_key        = "shelf"
    projection_type = "ALL"
  }
}

resource "aws_lambda_event_source_mapping" "books_table_to_index_function_mapping" {
  event_source_arn                   = aws_dynamodb_table.books_table.stream_arn
  function_name                      = aws_lambda_function.index_function.function_name
  starting_position                  = "TRIM_HORIZON"
  batch_size                         = 10
  maximum_batching_window_in_seconds = 5
  maximum_retry_attempts             = 2
  bisect_batch_on_function_error     = true
  depends_on                         = [aws_iam_role_policy.index_function_role_policy]

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.failed_queue.arn
    }
  }

  filter_criteria {
    filter {
      pattern = jsonencode({
        eventName = ["INSERT"]
      })
    }

    filter {
      pattern = jsonencode({
        dynamodb = {
          Keys = {
            isbn = {
              S = [
                {
                  prefix = "978"
                },
              ]
            }
          }
        }
      })
    }
  }
}

resource "aws_cloudwatch_event_rule" "daily_schedule" {
  name                = "library_daily_bob"
  schedule_expression = "rate(1 day)"
  state               = "ENABLED"
}

resource "aws_iam_role" "daily_schedule_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/library_daily_bob"
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

resource "aws_iam_role_policy" "daily_schedule_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.library_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.daily_schedule_role.name
}

resource "aws_cloudwatch_event_target" "daily_schedule_to_library_flow_target" {
  target_id = "LibraryFlow"
  arn       = aws_sfn_state_machine.library_flow.arn
  rule      = aws_cloudwatch_event_rule.daily_schedule.name
  role_arn  = aws_iam_role.daily_schedule_role.arn
}

resource "aws_lambda_function" "desk_function" {
  function_name    = "library_desk_bob"
  role             = aws_iam_role.desk_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.desk_function_log_group, aws_iam_role_policy.desk_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "desk_function_log_group" {
  name              = "/aws/lambda/library_desk_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "desk_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:library_desk_bob"
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

resource "aws_iam_role_policy" "desk_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "dynamodb:BatchGetItem",
          "dynamodb:BatchWriteItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "dynamodb:Scan",
          "dynamodb:UpdateItem",
        ]
        Effect   = "Allow"
        Resource = aws_dynamodb_table.loans_table.arn
      },
      {
        Action = [
          "dynamodb:BatchGetItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:GetItem",
          "dynamodb:Query",
          "dynamodb:Scan",
        ]
        Effect   = "Allow"
        Resource = aws_dynamodb_table.books_table.arn
      },
      {
        Action = "dynamodb:Query"
        Effect = "Allow"
        Resource = [
          aws_dynamodb_table.old_table.arn,
          "${aws_dynamodb_table.old_table.arn}/index/*",
        ]
      },
      {
        Action   = ["dynamodb:Query", "dynamodb:Scan"]
        Effect   = "Allow"
        Resource = "${aws_dynamodb_table.books_table.arn}/index/*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/library_desk_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.desk_function_role.name
}

resource "aws_sqs_queue" "failed_queue" {
  name                      = "library_failed_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_function" "index_function" {
  function_name    = "library_index_bob"
  role             = aws_iam_role.index_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.index_function_log_group, aws_iam_role_policy.index_function_role_policy]

  environment {
    variables = {
      STREAM = aws_dynamodb_table.loans_table.stream_arn
      TABLE  = aws_dynamodb_table.books_table.name
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "index_function_log_group" {
  name              = "/aws/lambda/library_index_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "index_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:library_index_bob"
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

resource "aws_iam_role_policy" "index_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "dynamodb:BatchWriteItem",
          "dynamodb:DeleteItem",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
        ]
        Effect   = "Allow"
        Resource = aws_dynamodb_table.books_table.arn
      },
      {
        Action   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
        Effect   = "Allow"
        Resource = aws_dynamodb_table.books_table.stream_arn
      },
      {
        Action   = ["dynamodb:ListStreams", "xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/library_index_bob:*"
      },
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.failed_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.index_function_role.name
}

resource "aws_sfn_state_machine" "library_flow" {
  name     = "library_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.library_flow_role.arn
  definition = jsonencode({
    StartAt = "Lend"
    States = {
      Lend = {
        End = true
        Parameters = {
          Item = {
            id = {
              "S.$" = "$.id"
            }
          }
          TableName = aws_dynamodb_table.loans_table.name
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::dynamodb:putItem"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.library_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.library_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "library_flow_log_group" {
  name              = "/aws/vendedlogs/states/library_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "library_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:library_bob"
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

resource "aws_iam_role_policy" "library_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "dynamodb:PutItem"
        Effect   = "Allow"
        Resource = aws_dynamodb_table.loans_table.arn
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
  role = aws_iam_role.library_flow_role.name
}

resource "aws_dynamodb_table" "loans_table" {
  name             = "library_loans_bob"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
  tags = {
    team = "desk"
  }

  point_in_time_recovery {
    enabled = false
  }

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "old_table" {
  name           = "library-old"
  billing_mode   = "PROVISIONED"
  read_capacity  = 5
  write_capacity = 2
  hash_key       = "id"

  point_in_time_recovery {
    enabled = false
  }

  lifecycle {
    prevent_destroy = true
  }

  attribute {
    name = "day"
    type = "S"
  }

  attribute {
    name = "id"
    type = "B"
  }

  global_secondary_index {
    name            = "day"
    hash_key        = "day"
    projection_type = "ALL"
    read_capacity   = 5
    write_capacity  = 2
  }
}
