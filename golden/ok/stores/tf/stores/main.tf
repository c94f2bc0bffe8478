resource "aws_dynamodb_table" "before_table" {
  name             = "stores_before_bob"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  range_key        = "at"
  stream_enabled   = true
  stream_view_type = "OLD_IMAGE"

  point_in_time_recovery {
    enabled = false
  }

  lifecycle {
    prevent_destroy = true
  }

  attribute {
    name = "at"
    type = "S"
  }

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_lambda_event_source_mapping" "before_table_to_see_function_mapping" {
  event_source_arn               = aws_dynamodb_table.before_table.stream_arn
  function_name                  = aws_lambda_function.see_function.function_name
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 100
  maximum_retry_attempts         = 3
  bisect_batch_on_function_error = true
  depends_on                     = [aws_iam_role_policy.see_function_role_policy]
}

resource "aws_dynamodb_table" "both_table" {
  name             = "stores_both_bob"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  range_key        = "at"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  point_in_time_recovery {
    enabled = false
  }

  attribute {
    name = "at"
    type = "B"
  }

  attribute {
    name = "day"
    type = "S"
  }

  attribute {
    name = "hash"
    type = "B"
  }

  attribute {
    name = "id"
    type = "N"
  }

  attribute {
    name = "mark"
    type = "B"
  }

  attribute {
    name = "name"
    type = "S"
  }

  attribute {
    name = "size"
    type = "N"
  }

  global_secondary_index {
    name            = "by-day"
    hash_key        = "day"
    range_key       = "name"
    projection_type = "ALL"
  }

  global_secondary_index {
    name            = "by-hash"
    hash_key        = "hash"
    projection_type = "ALL"
  }

  global_secondary_index {
    name            = "by-mark"
    hash_key        = "day"
    range_key       = "mark"
    projection_type = "ALL"
  }

  global_secondary_index {
    name            = "by-size"
    hash_key        = "size"
    projection_type = "ALL"
  }
}

resource "aws_lambda_event_source_mapping" "both_table_to_see_function_mapping" {
  event_source_arn               = aws_dynamodb_table.both_table.stream_arn
  function_name                  = aws_lambda_function.see_function.function_name
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 100
  maximum_retry_attempts         = 3
  bisect_batch_on_function_error = true
  depends_on                     = [aws_iam_role_policy.see_function_role_policy]
}

resource "aws_dynamodb_table" "keys_table" {
  name             = "stores_keys_bob"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "KEYS_ONLY"

  point_in_time_recovery {
    enabled = false
  }

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_lambda_event_source_mapping" "keys_table_to_see_function_mapping" {
  event_source_arn               = aws_dynamodb_table.keys_table.stream_arn
  function_name                  = aws_lambda_function.see_function.function_name
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 100
  maximum_retry_attempts         = 3
  bisect_batch_on_function_error = true
  depends_on                     = [aws_iam_role_policy.see_function_role_policy]
}

resource "aws_db_instance" "plain_database" {
  identifier                  = "stores-plain-bob"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  storage_type                = "gp3"
  publicly_accessible         = false
  engine                      = "mysql"
  engine_version              = "8.4.5"
  username                    = "dbadmin"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.plain_database_subnet_group.name
  backup_retention_period     = 1
  storage_encrypted           = true
  copy_tags_to_snapshot       = true
  apply_immediately           = true
  skip_final_snapshot         = true
  vpc_security_group_ids      = [var.Group]
}

resource "aws_db_subnet_group" "plain_database_subnet_group" {
  description = "subnets of database plain"
  subnet_ids  = [var.SubnetA, var.SubnetB]
}

resource "aws_lambda_function" "see_function" {
  function_name    = "stores_see_bob"
  role             = aws_iam_role.see_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.see_function_log_group, aws_iam_role_policy.see_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "see_function_log_group" {
  name              = "/aws/lambda/stores_see_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "see_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:stores_see_bob"
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

resource "aws_iam_role_policy" "see_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
        Effect = "Allow"
        Resource = [
          aws_dynamodb_table.before_table.stream_arn,
          aws_dynamodb_table.both_table.stream_arn,
          aws_dynamodb_table.keys_table.stream_arn,
        ]
      },
      {
        Action   = ["dynamodb:ListStreams", "xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/stores_see_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.see_function_role.name
}
