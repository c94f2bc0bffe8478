resource "aws_s3_bucket" "answers_bucket" {
  bucket        = "lake-answers-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "answers_bucket_encryption" {
  bucket = aws_s3_bucket.answers_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "answers_bucket_ownership" {
  bucket = aws_s3_bucket.answers_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "answers_bucket_public_access" {
  bucket                  = aws_s3_bucket.answers_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_glue_crawler" "audit_crawler" {
  name          = "lake-audit-bob"
  role          = aws_iam_role.audit_crawler_role.arn
  database_name = aws_glue_catalog_database.audit_crawler_database.name
  tags = {
    team = "data"
  }
  depends_on = [aws_iam_role_policy.audit_crawler_role_policy]

  schema_change_policy {
    update_behavior = "UPDATE_IN_DATABASE"
    delete_behavior = "DEPRECATE_IN_DATABASE"
  }

  s3_target {
    path       = "s3://${aws_s3_bucket.data_bucket.bucket}/"
    exclusions = ["queries/audit/**"]
  }
}

resource "aws_glue_catalog_database" "audit_crawler_database" {
  name = "audit_dev"
}

resource "aws_iam_role" "audit_crawler_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:*"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "glue.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
  tags = {
    team = "data"
  }
}

resource "aws_iam_role_policy" "audit_crawler_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "glue:BatchCreatePartition",
          "glue:BatchDeletePartition",
          "glue:BatchGetPartition",
          "glue:BatchUpdatePartition",
          "glue:CreatePartition",
          "glue:CreateTable",
          "glue:DeletePartition",
          "glue:DeleteTable",
          "glue:GetDatabase",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:GetTable",
          "glue:GetTables",
          "glue:UpdatePartition",
          "glue:UpdateTable",
        ]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:catalog",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:database/audit_dev",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:table/audit_dev/*",
        ]
      },
      {
        Action   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws-glue/crawlers:*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.data_bucket.arn
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.data_bucket.arn}/*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.audit_crawler_role.name
}

resource "aws_athena_workgroup" "audit_crawler_workgroup" {
  name          = "lake-audit-bob"
  force_destroy = true
  tags = {
    team = "data"
  }

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true

    result_configuration {
      output_location = "s3://${aws_s3_bucket.data_bucket.bucket}/queries/audit/"

      encryption_configuration {
        encryption_option = "SSE_S3"
      }
    }
  }
}

resource "aws_s3_bucket" "data_bucket" {
  bucket        = "lake-data-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data_bucket_encryption" {
  bucket = aws_s3_bucket.data_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "data_bucket_ownership" {
  bucket = aws_s3_bucket.data_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "data_bucket_public_access" {
  bucket                  = aws_s3_bucket.data_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_glue_crawler" "everything_crawler" {
  name          = "lake_everything_bob"
  role          = aws_iam_role.everything_crawler_role.arn
  database_name = aws_glue_catalog_database.everything_crawler_database.name
  depends_on    = [aws_iam_role_policy.everything_crawler_role_policy]

  schema_change_policy {
    update_behavior = "UPDATE_IN_DATABASE"
    delete_behavior = "DEPRECATE_IN_DATABASE"
  }

  s3_target {
    path       = "s3://${aws_s3_bucket.answers_bucket.bucket}/"
    exclusions = ["athena-results/**"]
  }
}

resource "aws_glue_catalog_database" "everything_crawler_database" {
  name = "lake_everything_bob"
}

resource "aws_iam_role" "everything_crawler_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:*"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "glue.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "everything_crawler_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "glue:BatchCreatePartition",
          "glue:BatchDeletePartition",
          "glue:BatchGetPartition",
          "glue:BatchUpdatePartition",
          "glue:CreatePartition",
          "glue:CreateTable",
          "glue:DeletePartition",
          "glue:DeleteTable",
          "glue:GetDatabase",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:GetTable",
          "glue:GetTables",
          "glue:UpdatePartition",
          "glue:UpdateTable",
        ]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:catalog",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:database/lake_everything_bob",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:table/lake_everything_bob/*",
        ]
      },
      {
        Action   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws-glue/crawlers:*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.answers_bucket.arn
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.answers_bucket.arn}/*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.everything_crawler_role.name
}

resource "aws_athena_workgroup" "everything_crawler_workgroup" {
  name          = "lake_everything_bob"
  force_destroy = true

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true

    result_configuration {
      output_location = "s3://${aws_s3_bucket.answers_bucket.bucket}/athena-results/"

      encryption_configuration {
        encryption_option = "SSE_S3"
      }
    }
  }
}

resource "aws_sfn_state_machine" "lake_flow" {
  name     = "lake_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.lake_flow_role.arn
  definition = jsonencode({
    StartAt = "Crawl"
    States = {
      Ask = {
        End = true
        Parameters = {
          QueryString = "SELECT count(*) FROM raw_orders"
          WorkGroup   = aws_athena_workgroup.sales_crawler_workgroup.name
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::athena:startQueryExecution.sync"
        Type     = "Task"
      }
      Crawl = {
        Next = "Ask"
        Parameters = {
          Name = aws_glue_crawler.audit_crawler.name
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::aws-sdk:glue:startCrawler"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.lake_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.lake_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "lake_flow_log_group" {
  name              = "/aws/vendedlogs/states/lake_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "lake_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:lake_bob"
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

resource "aws_iam_role_policy" "lake_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "athena:GetQueryExecution",
          "athena:GetQueryResults",
          "athena:GetWorkGroup",
          "athena:StartQueryExecution",
          "athena:StopQueryExecution",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:athena:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:workgroup/lake_sales_bob"
      },
      {
        Action = [
          "glue:BatchGetPartition",
          "glue:GetDatabase",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:GetTable",
          "glue:GetTables",
        ]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:catalog",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:database/lake_sales_bob",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:table/lake_sales_bob/*",
        ]
      },
      {
        Action   = ["glue:GetCrawler", "glue:StartCrawler"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:crawler/lake-audit-bob"
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
        Action = [
          "s3:AbortMultipartUpload",
          "s3:GetObject",
          "s3:ListMultipartUploadParts",
          "s3:PutObject",
        ]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.answers_bucket.arn}/athena-results/*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.data_bucket.arn
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucketMultipartUploads"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.answers_bucket.arn
      },
      {
        Action = "s3:GetObject"
        Effect = "Allow"
        Resource = [
          "${aws_s3_bucket.data_bucket.arn}/orders/*",
          "${aws_s3_bucket.data_bucket.arn}/refunds/*",
        ]
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.lake_flow_role.name
}

resource "aws_cloudwatch_event_rule" "nightly_schedule" {
  name                = "lake_nightly_bob"
  schedule_expression = "cron(0 4 * * ? *)"
  state               = "ENABLED"
}

resource "aws_iam_role" "nightly_schedule_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/lake_nightly_bob"
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

resource "aws_iam_role_policy" "nightly_schedule_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.lake_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.nightly_schedule_role.name
}

resource "aws_cloudwatch_event_target" "nightly_schedule_to_lake_flow_target" {
  target_id = "LakeFlow"
  arn       = aws_sfn_state_machine.lake_flow.arn
  rule      = aws_cloudwatch_event_rule.nightly_schedule.name
  role_arn  = aws_iam_role.nightly_schedule_role.arn
}

resource "aws_lambda_function" "query_function" {
  function_name    = "lake_query_bob"
  role             = aws_iam_role.query_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.query_function_log_group, aws_iam_role_policy.query_function_role_policy]

  environment {
    variables = {
      DATABASE  = aws_glue_catalog_database.sales_crawler_database.name
      WORKGROUP = aws_athena_workgroup.sales_crawler_workgroup.name
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "query_function_log_group" {
  name              = "/aws/lambda/lake_query_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "query_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:lake_query_bob"
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

resource "aws_iam_role_policy" "query_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "athena:GetQueryExecution",
          "athena:GetQueryResults",
          "athena:GetWorkGroup",
          "athena:StartQueryExecution",
          "athena:StopQueryExecution",
        ]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:athena:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:workgroup/lake-audit-bob",
          "arn:${data.aws_partition.current.partition}:athena:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:workgroup/lake_sales_bob",
        ]
      },
      {
        Action = [
          "glue:BatchGetPartition",
          "glue:GetDatabase",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:GetTable",
          "glue:GetTables",
        ]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:catalog",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:database/audit_dev",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:database/lake_sales_bob",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:table/audit_dev/*",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:table/lake_sales_bob/*",
        ]
      },
      {
        Action   = ["glue:GetCrawler", "glue:StartCrawler"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:crawler/lake-audit-bob"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/lake_query_bob:*"
      },
      {
        Action = [
          "s3:AbortMultipartUpload",
          "s3:GetObject",
          "s3:ListMultipartUploadParts",
          "s3:PutObject",
        ]
        Effect = "Allow"
        Resource = [
          "${aws_s3_bucket.answers_bucket.arn}/athena-results/*",
          "${aws_s3_bucket.data_bucket.arn}/queries/audit/*",
        ]
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.data_bucket.arn
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucketMultipartUploads"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.answers_bucket.arn
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.data_bucket.arn}/*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.query_function_role.name
}

resource "aws_glue_crawler" "sales_crawler" {
  name          = "lake_sales_bob"
  role          = aws_iam_role.sales_crawler_role.arn
  database_name = aws_glue_catalog_database.sales_crawler_database.name
  table_prefix  = "raw_"
  schedule      = "cron(15 2 * * ? *)"
  depends_on    = [aws_iam_role_policy.sales_crawler_role_policy]

  schema_change_policy {
    update_behavior = "UPDATE_IN_DATABASE"
    delete_behavior = "DEPRECATE_IN_DATABASE"
  }

  s3_target {
    path       = "s3://${aws_s3_bucket.data_bucket.bucket}/orders/"
    exclusions = ["**.tmp"]
  }

  s3_target {
    path       = "s3://${aws_s3_bucket.data_bucket.bucket}/refunds/"
    exclusions = ["**.tmp"]
  }
}

resource "aws_glue_catalog_database" "sales_crawler_database" {
  name = "lake_sales_bob"
}

resource "aws_iam_role" "sales_crawler_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:*"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "glue.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "sales_crawler_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "glue:BatchCreatePartition",
          "glue:BatchDeletePartition",
          "glue:BatchGetPartition",
          "glue:BatchUpdatePartition",
          "glue:CreatePartition",
          "glue:CreateTable",
          "glue:DeletePartition",
          "glue:DeleteTable",
          "glue:GetDatabase",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:GetTable",
          "glue:GetTables",
          "glue:UpdatePartition",
          "glue:UpdateTable",
        ]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:catalog",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:database/lake_sales_bob",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:table/lake_sales_bob/*",
        ]
      },
      {
        Action   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws-glue/crawlers:*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.data_bucket.arn
      },
      {
        Action = "s3:GetObject"
        Effect = "Allow"
        Resource = [
          "${aws_s3_bucket.data_bucket.arn}/orders/*",
          "${aws_s3_bucket.data_bucket.arn}/refunds/*",
        ]
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.sales_crawler_role.name
}

resource "aws_athena_workgroup" "sales_crawler_workgroup" {
  name          = "lake_sales_bob"
  force_destroy = true

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true

    result_configuration {
      output_location = "s3://${aws_s3_bucket.answers_bucket.bucket}/athena-results/"

      encryption_configuration {
        encryption_option = "SSE_S3"
      }
    }
  }
}
