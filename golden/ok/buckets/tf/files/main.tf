resource "aws_sqs_queue" "arrived_queue" {
  name                      = "files_arrived_bob"
  message_retention_seconds = 172800
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "arrived_queue_policy" {
  queue_url = aws_sqs_queue.arrived_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [aws_s3_bucket.raw_bucket.arn, aws_s3_bucket.site_bucket.arn]
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "s3.amazonaws.com"
        }
        Resource = aws_sqs_queue.arrived_queue.arn
      },
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.gone_topic.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
        Resource = aws_sqs_queue.arrived_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_lambda_function" "audit_function" {
  function_name    = "files_audit_bob"
  role             = aws_iam_role.audit_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.audit_function_log_group, aws_iam_role_policy.audit_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "audit_function_log_group" {
  name              = "/aws/lambda/files_audit_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "audit_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:files_audit_bob"
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

resource "aws_iam_role_policy" "audit_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/files_audit_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.audit_function_role.name
}

resource "aws_sfn_state_machine" "files_flow" {
  name     = "files_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.files_flow_role.arn
  definition = jsonencode({
    StartAt = "Seen"
    States = {
      Seen = {
        End  = true
        Type = "Pass"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.files_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.files_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "files_flow_log_group" {
  name              = "/aws/vendedlogs/states/files_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "files_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:files_bob"
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

resource "aws_iam_role_policy" "files_flow_role_policy" {
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
  role = aws_iam_role.files_flow_role.name
}

resource "aws_sns_topic" "gone_topic" {
  name = "files_gone_bob"
}

resource "aws_sns_topic_policy" "gone_topic_policy" {
  arn = aws_sns_topic.gone_topic.arn
  policy = jsonencode({
    Statement = [
      {
        Action = "sns:Publish"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_s3_bucket.raw_bucket.arn
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "s3.amazonaws.com"
        }
        Resource = aws_sns_topic.gone_topic.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sns_topic_subscription" "gone_topic_to_arrived_queue_subscription" {
  topic_arn = aws_sns_topic.gone_topic.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.arrived_queue.arn
}

resource "aws_lambda_function" "import_file_function5f8271" {
  function_name    = "files_import-file_bob"
  role             = aws_iam_role.import_file_function5f8271_role.arn
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
  depends_on = [aws_cloudwatch_log_group.import_file_function5f8271_log_group, aws_iam_role_policy.import_file_function5f8271_role_policy]

  environment {
    variables = {
      RAW  = aws_s3_bucket.raw_bucket.bucket
      SITE = aws_s3_bucket.site_bucket.arn
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "import_file_function5f8271_log_group" {
  name              = "/aws/lambda/files_import-file_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "import_file_function5f8271_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:files_import-file_bob"
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

resource "aws_iam_role_policy" "import_file_function5f8271_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = ["kms:Decrypt", "kms:GenerateDataKey"]
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.${data.aws_region.current.id}.${data.aws_partition.current.dns_suffix}"
          }
        }
        Effect   = "Allow"
        Resource = var.FilesKey
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/files_import-file_bob:*"
      },
      {
        Action   = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.site_bucket.arn}/*"
      },
      {
        Action   = ["s3:AbortMultipartUpload", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.sealed_bucket.arn}/*"
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.raw_bucket.arn}/*"
      },
      {
        Action   = "s3:ListBucket"
        Effect   = "Allow"
        Resource = aws_s3_bucket.raw_bucket.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.import_file_function5f8271_role.name
}

resource "aws_sqs_queue" "ordered_queue" {
  name                        = "files_ordered_bob.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  message_retention_seconds   = 345600
  max_message_size            = 262144
  sqs_managed_sse_enabled     = true
}

resource "aws_sqs_queue_policy" "ordered_queue_policy" {
  queue_url = aws_sqs_queue.ordered_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudwatch_event_rule.zipped_bucket_to_ordered_queue_rule.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Resource = aws_sqs_queue.ordered_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_s3_bucket" "raw_bucket" {
  bucket        = "files-raw-bob-${data.aws_caller_identity.current.account_id}"
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

resource "aws_s3_bucket_lifecycle_configuration" "raw_bucket_lifecycle" {
  bucket     = aws_s3_bucket.raw_bucket.bucket
  depends_on = [aws_s3_bucket_versioning.raw_bucket_versioning]

  rule {
    id     = "rule-1"
    status = "Enabled"

    filter {
      prefix = "tmp/"
    }

    expiration {
      days = 3
    }
  }

  rule {
    id     = "rule-2"
    status = "Enabled"

    filter {
      prefix = ""
    }

    noncurrent_version_expiration {
      noncurrent_days = 14
    }

    transition {
      storage_class = "STANDARD_IA"
      days          = 30
    }

    transition {
      storage_class = "GLACIER"
      days          = 90
    }
  }

  rule {
    id     = "rule-3"
    status = "Enabled"

    filter {
      prefix = "cold/"
    }

    transition {
      storage_class = "DEEP_ARCHIVE"
      days          = 60
    }
  }
}

resource "aws_s3_bucket_notification" "raw_bucket_notification" {
  bucket     = aws_s3_bucket.raw_bucket.bucket
  depends_on = [aws_lambda_permission.raw_bucket_to_import_file_function5f8271_permission, aws_sns_topic_policy.gone_topic_policy, aws_sqs_queue_policy.arrived_queue_policy]

  lambda_function {
    lambda_function_arn = aws_lambda_function.import_file_function5f8271.arn
    events              = ["s3:ObjectCreated:Put"]
    filter_prefix       = "in/"
    filter_suffix       = ".csv"
  }

  queue {
    queue_arn     = aws_sqs_queue.arrived_queue.arn
    events        = ["s3:ObjectCreated:Copy", "s3:ObjectCreated:CompleteMultipartUpload"]
    filter_prefix = "copied/"
  }

  topic {
    topic_arn = aws_sns_topic.gone_topic.arn
    events    = ["s3:ObjectRemoved:*"]
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

resource "aws_lambda_permission" "raw_bucket_to_import_file_function5f8271_permission" {
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.import_file_function5f8271.function_name
  statement_id   = "RawBucketToImportFileFunction5f8271Permission"
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.raw_bucket.arn
  source_account = data.aws_caller_identity.current.account_id
}

resource "aws_s3_bucket_versioning" "raw_bucket_versioning" {
  bucket = aws_s3_bucket.raw_bucket.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "sealed_bucket" {
  bucket        = "files-sealed-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "sealed_bucket_encryption" {
  bucket = aws_s3_bucket.sealed_bucket.bucket

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.FilesKey
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "sealed_bucket_ownership" {
  bucket = aws_s3_bucket.sealed_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "sealed_bucket_public_access" {
  bucket                  = aws_s3_bucket.sealed_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "site_bucket" {
  bucket        = "files-site-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
  tags = {
    what = "site"
  }
}

resource "aws_s3_bucket_cors_configuration" "site_bucket_cors" {
  bucket = aws_s3_bucket.site_bucket.bucket

  cors_rule {
    allowed_origins = ["https://example.org"]
    allowed_methods = ["GET", "HEAD"]
    allowed_headers = ["*"]
    max_age_seconds = 300
  }

  cors_rule {
    allowed_origins = ["https://admin.example.org"]
    allowed_methods = ["PUT", "POST", "DELETE"]
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "site_bucket_encryption" {
  bucket = aws_s3_bucket.site_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_notification" "site_bucket_notification" {
  bucket     = aws_s3_bucket.site_bucket.bucket
  depends_on = [aws_sqs_queue_policy.arrived_queue_policy]

  queue {
    queue_arn = aws_sqs_queue.arrived_queue.arn
    events    = ["s3:ObjectRemoved:Delete", "s3:ObjectRestore:Completed"]
  }
}

resource "aws_s3_bucket_ownership_controls" "site_bucket_ownership" {
  bucket = aws_s3_bucket.site_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_policy" "site_bucket_policy" {
  bucket = aws_s3_bucket.site_bucket.bucket
  policy = jsonencode({
    Statement = [
      {
        Action    = "s3:GetObject"
        Effect    = "Allow"
        Principal = "*"
        Resource  = "${aws_s3_bucket.site_bucket.arn}/*"
      },
    ]
    Version = "2012-10-17"
  })
  depends_on = [aws_s3_bucket_public_access_block.site_bucket_public_access]
}

resource "aws_s3_bucket_public_access_block" "site_bucket_public_access" {
  bucket                  = aws_s3_bucket.site_bucket.bucket
  block_public_acls       = true
  block_public_policy     = false
  ignore_public_acls      = true
  restrict_public_buckets = false
}

resource "aws_s3_bucket" "zipped_bucket" {
  bucket        = "zipped-files-bob"
  force_destroy = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "zipped_bucket_encryption" {
  bucket = aws_s3_bucket.zipped_bucket.bucket

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "zipped_bucket_lifecycle" {
  bucket = aws_s3_bucket.zipped_bucket.bucket

  rule {
    id     = "rule-1"
    status = "Enabled"

    filter {
      prefix = ""
    }

    transition {
      storage_class = "ONEZONE_IA"
      days          = 30
    }

    transition {
      storage_class = "INTELLIGENT_TIERING"
      days          = 60
    }
  }

  rule {
    id     = "rule-2"
    status = "Enabled"

    filter {
      prefix = "old/"
    }

    transition {
      storage_class = "GLACIER_IR"
      days          = 1
    }
  }
}

resource "aws_s3_bucket_notification" "zipped_bucket_notification" {
  bucket      = aws_s3_bucket.zipped_bucket.bucket
  eventbridge = true
  depends_on  = [aws_lambda_permission.zipped_bucket_to_audit_function_permission2]

  lambda_function {
    lambda_function_arn = aws_lambda_function.audit_function.arn
    events              = ["s3:ObjectRemoved:*"]
  }
}

resource "aws_s3_bucket_ownership_controls" "zipped_bucket_ownership" {
  bucket = aws_s3_bucket.zipped_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "zipped_bucket_public_access" {
  bucket                  = aws_s3_bucket.zipped_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_lambda_permission" "zipped_bucket_to_audit_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.audit_function.function_name
  statement_id  = "ZippedBucketToAuditFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.zipped_bucket_to_audit_function_rule.arn
}

resource "aws_lambda_permission" "zipped_bucket_to_audit_function_permission2" {
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.audit_function.function_name
  statement_id   = "ZippedBucketToAuditFunctionPermission2"
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.zipped_bucket.arn
  source_account = data.aws_caller_identity.current.account_id
}

resource "aws_lambda_permission" "zipped_bucket_to_audit_function_permission3" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.audit_function.function_name
  statement_id  = "ZippedBucketToAuditFunctionPermission3"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.zipped_bucket_to_audit_function_rule3.arn
}

resource "aws_cloudwatch_event_rule" "zipped_bucket_to_audit_function_rule" {
  event_pattern = jsonencode({
    detail = {
      bucket = {
        name = [aws_s3_bucket.zipped_bucket.bucket]
      }
      object = {
        key = [
          {
            prefix = "forms/"
          },
        ]
      }
      reason = ["POST Object"]
    }
    detail-type = ["Object Created"]
    source      = ["aws.s3"]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_rule" "zipped_bucket_to_audit_function_rule3" {
  event_pattern = jsonencode({
    detail = {
      bucket = {
        name = [aws_s3_bucket.zipped_bucket.bucket]
      }
      object = {
        key = [
          {
            prefix = "both/"
          },
        ]
      }
      reason = [
        "PutObject",
        "POST Object",
        "CopyObject",
        "CompleteMultipartUpload",
        "DeleteObject",
        {
          exists = false
        },
      ]
    }
    detail-type = ["Object Created", "Object Deleted", "Object Restore Completed"]
    source      = ["aws.s3"]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "zipped_bucket_to_audit_function_target" {
  target_id = "target"
  arn       = aws_lambda_function.audit_function.arn
  rule      = aws_cloudwatch_event_rule.zipped_bucket_to_audit_function_rule.name

  input_transformer {
    input_paths = {
      bucket = "$.detail.bucket.name"
      key    = "$.detail.object.key"
    }
    input_template = "{\"bucket\": <bucket>, \"key\": <key>}"
  }
}

resource "aws_cloudwatch_event_target" "zipped_bucket_to_audit_function_target3" {
  target_id = "target"
  arn       = aws_lambda_function.audit_function.arn
  rule      = aws_cloudwatch_event_rule.zipped_bucket_to_audit_function_rule3.name

  input_transformer {
    input_paths = {
      key = "$.detail.object.key"
    }
    input_template = "{\"key\": <key>}"
  }
}

resource "aws_iam_role" "zipped_bucket_to_files_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "zipped_bucket_to_files_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.files_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.zipped_bucket_to_files_flow_role.name
}

resource "aws_cloudwatch_event_rule" "zipped_bucket_to_files_flow_rule" {
  event_pattern = jsonencode({
    detail = {
      bucket = {
        name = [aws_s3_bucket.zipped_bucket.bucket]
      }
      object = {
        key = [
          {
            suffix = ".zip"
          },
        ]
      }
    }
    detail-type = ["Object Created"]
    source      = ["aws.s3"]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "zipped_bucket_to_files_flow_target" {
  target_id = "target"
  arn       = aws_sfn_state_machine.files_flow.arn
  rule      = aws_cloudwatch_event_rule.zipped_bucket_to_files_flow_rule.name
  role_arn  = aws_iam_role.zipped_bucket_to_files_flow_role.arn
}

resource "aws_cloudwatch_event_rule" "zipped_bucket_to_ordered_queue_rule" {
  event_pattern = jsonencode({
    detail = {
      bucket = {
        name = [aws_s3_bucket.zipped_bucket.bucket]
      }
      object = {
        key = [
          {
            prefix = "ordered/"
          },
        ]
      }
      reason = ["CopyObject"]
    }
    detail-type = ["Object Created"]
    source      = ["aws.s3"]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "zipped_bucket_to_ordered_queue_target" {
  target_id = "target"
  arn       = aws_sqs_queue.ordered_queue.arn
  rule      = aws_cloudwatch_event_rule.zipped_bucket_to_ordered_queue_rule.name

  sqs_target {
    message_group_id = "zipped"
  }

  input_transformer {
    input_paths = {
      key = "$.detail.object.key"
    }
    input_template = "{\"key\": <key>}"
  }
}
