resource "aws_kinesis_firehose_delivery_stream" "audit_stream" {
  name        = "feed-audit-bob"
  destination = "extended_s3"
  tags = {
    team = "data"
  }
  depends_on = [aws_iam_role_policy.audit_stream_role_policy]

  server_side_encryption {
    key_type = "AWS_OWNED_CMK"
    enabled  = true
  }

  extended_s3_configuration {
    bucket_arn          = aws_s3_bucket.lake_bucket.arn
    role_arn            = aws_iam_role.audit_stream_role.arn
    prefix              = "audit/"
    error_output_prefix = "failed/!{firehose:error-output-type}/"
    buffering_size      = 5
    buffering_interval  = 300
    compression_format  = "ZIP"

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.audit_stream_log_group.name
      log_stream_name = aws_cloudwatch_log_stream.audit_stream_log_group_stream.name
    }
  }
}

resource "aws_cloudwatch_log_group" "audit_stream_log_group" {
  name              = "/aws/kinesisfirehose/feed-audit-bob"
  retention_in_days = 30
  tags = {
    team = "data"
  }
}

resource "aws_cloudwatch_log_stream" "audit_stream_log_group_stream" {
  log_group_name = aws_cloudwatch_log_group.audit_stream_log_group.name
  name           = "delivery"
}

resource "aws_iam_role" "audit_stream_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:firehose:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:deliverystream/feed-audit-bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "firehose.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
  tags = {
    team = "data"
  }
}

resource "aws_iam_role_policy" "audit_stream_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "logs:PutLogEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/kinesisfirehose/feed-audit-bob:log-stream:delivery"
      },
      {
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.lake_bucket.arn}/*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.lake_bucket.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.audit_stream_role.name
}

resource "aws_lambda_function" "clean_function" {
  function_name    = "feed_clean_bob"
  role             = aws_iam_role.clean_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/40044a5b7452c8473a78291ac0231511.zip"
  source_code_hash = "40044a5b7452c8473a78291ac0231511"
  memory_size      = 128
  timeout          = 120
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.clean_function_log_group, aws_iam_role_policy.clean_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "clean_function_log_group" {
  name              = "/aws/lambda/feed_clean_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "clean_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:feed_clean_bob"
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
        Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
        Effect   = "Allow"
        Resource = aws_kinesis_firehose_delivery_stream.plain_stream.arn
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/feed_clean_bob:*"
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

resource "aws_apigatewayv2_api" "feed_api" {
  name          = "feed_bob"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "feed_api_log_group" {
  name              = "/aws/vendedlogs/apis/feed_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "feed_api_stage" {
  api_id      = aws_apigatewayv2_api.feed_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.feed_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_sfn_state_machine" "feed_flow" {
  name     = "feed_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.feed_flow_role.arn
  definition = jsonencode({
    StartAt = "Keep"
    States = {
      Keep = {
        End = true
        Parameters = {
          DeliveryStreamName = aws_kinesis_firehose_delivery_stream.audit_stream.name
          Record = {
            "Data.$" = "States.JsonToString($)"
          }
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::aws-sdk:firehose:putRecord"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.feed_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.feed_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "feed_flow_log_group" {
  name              = "/aws/vendedlogs/states/feed_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "feed_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:feed_bob"
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

resource "aws_iam_role_policy" "feed_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
        Effect   = "Allow"
        Resource = aws_kinesis_firehose_delivery_stream.audit_stream.arn
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
  role = aws_iam_role.feed_flow_role.name
}

resource "aws_apigatewayv2_route" "keep_route592f19" {
  api_id    = aws_apigatewayv2_api.feed_api.id
  route_key = "POST /keep"
  target    = "integrations/${aws_apigatewayv2_integration.keep_route592f19_integration.id}"
}

resource "aws_apigatewayv2_integration" "keep_route592f19_integration" {
  api_id                 = aws_apigatewayv2_api.feed_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.keep_route592f19_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "$request.body"
    StateMachineArn = aws_sfn_state_machine.feed_flow.arn
  }
}

resource "aws_iam_role" "keep_route592f19_role" {
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

resource "aws_iam_role_policy" "keep_route592f19_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.feed_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.keep_route592f19_role.name
}

resource "aws_s3_bucket" "lake_bucket" {
  bucket        = "feed-lake-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "lake_bucket_encryption" {
  bucket = aws_s3_bucket.lake_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "lake_bucket_ownership" {
  bucket = aws_s3_bucket.lake_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "lake_bucket_public_access" {
  bucket                  = aws_s3_bucket.lake_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_kinesis_firehose_delivery_stream" "loose_stream" {
  name        = "feed_loose_bob"
  destination = "extended_s3"
  depends_on  = [aws_iam_role_policy.loose_stream_role_policy]

  server_side_encryption {
    key_type = "AWS_OWNED_CMK"
    enabled  = true
  }

  extended_s3_configuration {
    bucket_arn         = aws_s3_bucket.raw_bucket.arn
    role_arn           = aws_iam_role.loose_stream_role.arn
    prefix             = "loose/"
    buffering_size     = 5
    buffering_interval = 300
    compression_format = "UNCOMPRESSED"

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.loose_stream_log_group.name
      log_stream_name = aws_cloudwatch_log_stream.loose_stream_log_group_stream.name
    }
  }
}

resource "aws_cloudwatch_log_group" "loose_stream_log_group" {
  name              = "/aws/kinesisfirehose/feed_loose_bob"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_stream" "loose_stream_log_group_stream" {
  log_group_name = aws_cloudwatch_log_group.loose_stream_log_group.name
  name           = "delivery"
}

resource "aws_iam_role" "loose_stream_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:firehose:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:deliverystream/feed_loose_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "firehose.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "loose_stream_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "logs:PutLogEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/kinesisfirehose/feed_loose_bob:log-stream:delivery"
      },
      {
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.raw_bucket.arn}/*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.raw_bucket.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.loose_stream_role.name
}

resource "aws_sns_topic" "news_topic" {
  name = "feed_news_bob"
}

resource "aws_iam_role" "news_topic_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Effect = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "news_topic_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "firehose:DescribeDeliveryStream",
          "firehose:ListTagsForDeliveryStream",
          "firehose:PutRecord",
          "firehose:PutRecordBatch",
        ]
        Effect = "Allow"
        Resource = [
          aws_kinesis_firehose_delivery_stream.audit_stream.arn,
          aws_kinesis_firehose_delivery_stream.orders_stream.arn,
        ]
      },
      {
        Action   = "firehose:ListDeliveryStreams"
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.news_topic_role.name
}

resource "aws_sns_topic_subscription" "news_topic_to_audit_stream_subscription" {
  topic_arn = aws_sns_topic.news_topic.arn
  protocol  = "firehose"
  endpoint  = aws_kinesis_firehose_delivery_stream.audit_stream.arn
  filter_policy = jsonencode({
    kind = ["audit"]
  })
  filter_policy_scope = "MessageAttributes"
}

resource "aws_sns_topic_subscription" "news_topic_to_orders_stream_subscription" {
  topic_arn            = aws_sns_topic.news_topic.arn
  protocol             = "firehose"
  endpoint             = aws_kinesis_firehose_delivery_stream.orders_stream.arn
  raw_message_delivery = true
}

resource "aws_kinesis_firehose_delivery_stream" "open_stream" {
  name        = "feed_open_bob"
  destination = "extended_s3"
  depends_on  = [aws_iam_role_policy.open_stream_role_policy]

  server_side_encryption {
    key_type = "AWS_OWNED_CMK"
    enabled  = true
  }

  extended_s3_configuration {
    bucket_arn         = aws_s3_bucket.raw_bucket.arn
    role_arn           = aws_iam_role.open_stream_role.arn
    buffering_size     = 5
    buffering_interval = 300
    compression_format = "UNCOMPRESSED"

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.open_stream_log_group.name
      log_stream_name = aws_cloudwatch_log_stream.open_stream_log_group_stream.name
    }
  }
}

resource "aws_cloudwatch_log_group" "open_stream_log_group" {
  name              = "/aws/kinesisfirehose/feed_open_bob"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_stream" "open_stream_log_group_stream" {
  log_group_name = aws_cloudwatch_log_group.open_stream_log_group.name
  name           = "delivery"
}

resource "aws_iam_role" "open_stream_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:firehose:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:deliverystream/feed_open_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "firehose.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "open_stream_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "logs:PutLogEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/kinesisfirehose/feed_open_bob:log-stream:delivery"
      },
      {
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.raw_bucket.arn}/*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.raw_bucket.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.open_stream_role.name
}

resource "aws_cloudwatch_event_rule" "order_placed_eventc79836" {
  name = "tc-feed-OrderPlaced-bob"
  event_pattern = jsonencode({
    detail-type = ["OrderPlaced"]
    source      = ["default"]
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
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/tc-feed-OrderPlaced-bob"
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
        Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
        Effect   = "Allow"
        Resource = aws_kinesis_firehose_delivery_stream.orders_stream.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.order_placed_eventc79836_role.name
}

resource "aws_cloudwatch_event_target" "order_placed_eventc79836_to_orders_stream_target" {
  target_id = "OrdersStream"
  arn       = aws_kinesis_firehose_delivery_stream.orders_stream.arn
  rule      = aws_cloudwatch_event_rule.order_placed_eventc79836.name
  role_arn  = aws_iam_role.order_placed_eventc79836_role.arn
}

resource "aws_kinesis_firehose_delivery_stream" "orders_stream" {
  name        = "feed_orders_bob"
  destination = "extended_s3"
  depends_on  = [aws_iam_role_policy.orders_stream_role_policy]

  server_side_encryption {
    key_type = "AWS_OWNED_CMK"
    enabled  = true
  }

  extended_s3_configuration {
    bucket_arn          = aws_s3_bucket.lake_bucket.arn
    role_arn            = aws_iam_role.orders_stream_role.arn
    prefix              = "orders/!{timestamp:yyyy/MM/dd}/"
    error_output_prefix = "errors/!{firehose:error-output-type}/"
    buffering_size      = 64
    buffering_interval  = 300
    compression_format  = "GZIP"

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.orders_stream_log_group.name
      log_stream_name = aws_cloudwatch_log_stream.orders_stream_log_group_stream.name
    }

    processing_configuration {
      enabled = true

      processors {
        type = "Lambda"

        parameters {
          parameter_name  = "LambdaArn"
          parameter_value = aws_lambda_function.clean_function.arn
        }
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "orders_stream_log_group" {
  name              = "/aws/kinesisfirehose/feed_orders_bob"
  retention_in_days = 7
}

resource "aws_cloudwatch_log_stream" "orders_stream_log_group_stream" {
  log_group_name = aws_cloudwatch_log_group.orders_stream_log_group.name
  name           = "delivery"
}

resource "aws_iam_role" "orders_stream_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:firehose:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:deliverystream/feed_orders_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "firehose.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "orders_stream_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["lambda:GetFunctionConfiguration", "lambda:InvokeFunction"]
        Effect   = "Allow"
        Resource = aws_lambda_function.clean_function.arn
      },
      {
        Action   = "logs:PutLogEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/kinesisfirehose/feed_orders_bob:log-stream:delivery"
      },
      {
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.lake_bucket.arn}/*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.lake_bucket.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.orders_stream_role.name
}

resource "aws_kinesis_firehose_delivery_stream" "packed_stream" {
  name        = "feed-packed-bob"
  destination = "extended_s3"
  depends_on  = [aws_iam_role_policy.packed_stream_role_policy]

  server_side_encryption {
    key_type = "AWS_OWNED_CMK"
    enabled  = true
  }

  extended_s3_configuration {
    bucket_arn         = aws_s3_bucket.raw_bucket.arn
    role_arn           = aws_iam_role.packed_stream_role.arn
    buffering_size     = 5
    buffering_interval = 300
    compression_format = "Snappy"

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.packed_stream_log_group.name
      log_stream_name = aws_cloudwatch_log_stream.packed_stream_log_group_stream.name
    }
  }
}

resource "aws_cloudwatch_log_group" "packed_stream_log_group" {
  name              = "/aws/kinesisfirehose/feed-packed-bob"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_stream" "packed_stream_log_group_stream" {
  log_group_name = aws_cloudwatch_log_group.packed_stream_log_group.name
  name           = "delivery"
}

resource "aws_iam_role" "packed_stream_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:firehose:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:deliverystream/feed-packed-bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "firehose.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "packed_stream_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "logs:PutLogEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/kinesisfirehose/feed-packed-bob:log-stream:delivery"
      },
      {
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.raw_bucket.arn}/*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.raw_bucket.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.packed_stream_role.name
}

resource "aws_kinesis_firehose_delivery_stream" "plain_stream" {
  name        = "feed_plain_bob"
  destination = "extended_s3"
  depends_on  = [aws_iam_role_policy.plain_stream_role_policy]

  server_side_encryption {
    key_type = "AWS_OWNED_CMK"
    enabled  = true
  }

  extended_s3_configuration {
    bucket_arn         = aws_s3_bucket.raw_bucket.arn
    role_arn           = aws_iam_role.plain_stream_role.arn
    buffering_size     = 5
    buffering_interval = 300
    compression_format = "UNCOMPRESSED"

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.plain_stream_log_group.name
      log_stream_name = aws_cloudwatch_log_stream.plain_stream_log_group_stream.name
    }
  }
}

resource "aws_cloudwatch_log_group" "plain_stream_log_group" {
  name              = "/aws/kinesisfirehose/feed_plain_bob"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_stream" "plain_stream_log_group_stream" {
  log_group_name = aws_cloudwatch_log_group.plain_stream_log_group.name
  name           = "delivery"
}

resource "aws_iam_role" "plain_stream_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:firehose:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:deliverystream/feed_plain_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "firehose.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "plain_stream_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "logs:PutLogEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/kinesisfirehose/feed_plain_bob:log-stream:delivery"
      },
      {
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.raw_bucket.arn}/*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.raw_bucket.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.plain_stream_role.name
}

resource "aws_s3_bucket" "raw_bucket" {
  bucket        = "feed-raw-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "raw_bucket_encryption" {
  bucket = aws_s3_bucket.raw_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "raw_bucket_ownership" {
  bucket = aws_s3_bucket.raw_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "raw_bucket_public_access" {
  bucket                  = aws_s3_bucket.raw_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_kinesis_firehose_delivery_stream" "zipped_stream" {
  name        = "feed_zipped_bob"
  destination = "extended_s3"
  depends_on  = [aws_iam_role_policy.zipped_stream_role_policy]

  server_side_encryption {
    key_type = "AWS_OWNED_CMK"
    enabled  = true
  }

  extended_s3_configuration {
    bucket_arn         = aws_s3_bucket.raw_bucket.arn
    role_arn           = aws_iam_role.zipped_stream_role.arn
    prefix             = "zipped/"
    buffering_size     = 5
    buffering_interval = 300
    compression_format = "ZIP"

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.zipped_stream_log_group.name
      log_stream_name = aws_cloudwatch_log_stream.zipped_stream_log_group_stream.name
    }
  }
}

resource "aws_cloudwatch_log_group" "zipped_stream_log_group" {
  name              = "/aws/kinesisfirehose/feed_zipped_bob"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_stream" "zipped_stream_log_group_stream" {
  log_group_name = aws_cloudwatch_log_group.zipped_stream_log_group.name
  name           = "delivery"
}

resource "aws_iam_role" "zipped_stream_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:firehose:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:deliverystream/feed_zipped_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "firehose.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "zipped_stream_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "logs:PutLogEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/kinesisfirehose/feed_zipped_bob:log-stream:delivery"
      },
      {
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.raw_bucket.arn}/*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.raw_bucket.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.zipped_stream_role.name
}
