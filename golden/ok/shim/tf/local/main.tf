resource "aws_s3_bucket" "inbox_bucket" {
  bucket        = "local-inbox-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "inbox_bucket_encryption" {
  bucket = aws_s3_bucket.inbox_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_notification" "inbox_bucket_notification" {
  bucket     = aws_s3_bucket.inbox_bucket.bucket
  depends_on = [aws_lambda_permission.inbox_bucket_to_load_function_permission]

  lambda_function {
    lambda_function_arn = aws_lambda_function.load_function.arn
    events              = ["s3:ObjectCreated:*"]
  }
}

resource "aws_s3_bucket_ownership_controls" "inbox_bucket_ownership" {
  bucket = aws_s3_bucket.inbox_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "inbox_bucket_public_access" {
  bucket                  = aws_s3_bucket.inbox_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_lambda_permission" "inbox_bucket_to_load_function_permission" {
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.load_function.function_name
  statement_id   = "InboxBucketToLoadFunctionPermission"
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.inbox_bucket.arn
  source_account = data.aws_caller_identity.current.account_id
}

resource "aws_sqs_queue" "jobs_queue" {
  name                       = "local_jobs_bob"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
}

resource "aws_lambda_event_source_mapping" "jobs_queue_to_load_function_mapping" {
  event_source_arn = aws_sqs_queue.jobs_queue.arn
  function_name    = aws_lambda_function.load_function.function_name
  batch_size       = 10
  depends_on       = [aws_iam_role_policy.load_function_role_policy]
}

resource "aws_lambda_function" "load_function" {
  function_name    = "local_load_bob"
  role             = aws_iam_role.load_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.load_function_log_group, aws_iam_role_policy.load_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "load_function_log_group" {
  name              = "/aws/lambda/local_load_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "load_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:local_load_bob"
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

resource "aws_iam_role_policy" "load_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/local_load_bob:*"
      },
      {
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Effect   = "Allow"
        Resource = aws_sqs_queue.jobs_queue.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.load_function_role.name
}
