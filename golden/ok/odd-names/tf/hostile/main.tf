resource "aws_lambda_function" "abfunction61b2cf" {
  function_name    = "two-bob"
  role             = aws_iam_role.abfunction61b2cf_role.arn
  runtime          = "python3.13"
  handler          = "h.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/9f13f81a8949325dd3076a35eaacbee9.zip"
  source_code_hash = "9f13f81a8949325dd3076a35eaacbee9"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.abfunction61b2cf_log_group, aws_iam_role_policy.abfunction61b2cf_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "abfunction61b2cf_log_group" {
  name              = "/aws/lambda/two-bob"
  retention_in_days = 30
}

resource "aws_iam_role" "abfunction61b2cf_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:two-bob"
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

resource "aws_iam_role_policy" "abfunction61b2cf_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/two-bob:*"
      },
      {
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Effect   = "Allow"
        Resource = aws_sqs_queue.qqueue0661b9.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.abfunction61b2cf_role.name
}

resource "aws_s3_bucket" "box_bucket4aa570" {
  bucket        = "box1-bob"
  force_destroy = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "box_bucket4aa570_encryption" {
  bucket = aws_s3_bucket.box_bucket4aa570.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_notification" "box_bucket4aa570_notification" {
  bucket     = aws_s3_bucket.box_bucket4aa570.bucket
  depends_on = [aws_lambda_permission.box_bucket4aa570_to_abfunction61b2cf_permission]

  lambda_function {
    lambda_function_arn = aws_lambda_function.abfunction61b2cf.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "$(x)'`"
  }
}

resource "aws_s3_bucket_ownership_controls" "box_bucket4aa570_ownership" {
  bucket = aws_s3_bucket.box_bucket4aa570.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "box_bucket4aa570_public_access" {
  bucket                  = aws_s3_bucket.box_bucket4aa570.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_lambda_permission" "box_bucket4aa570_to_abfunction61b2cf_permission" {
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.abfunction61b2cf.function_name
  statement_id   = "BOxBucket4aa570ToABFunction61b2cfPermission"
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.box_bucket4aa570.arn
  source_account = data.aws_caller_identity.current.account_id
}

resource "aws_ecr_repository" "im_imageedd847" {
  name                 = "im-bob"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = false

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_lambda_function" "it_stouch_pwned_xfunction8c3c8a" {
  function_name    = "one-bob"
  role             = aws_iam_role.it_stouch_pwned_xfunction8c3c8a_role.arn
  runtime          = "python3.13"
  handler          = "h.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/9f13f81a8949325dd3076a35eaacbee9.zip"
  source_code_hash = "9f13f81a8949325dd3076a35eaacbee9"
  memory_size      = 128
  timeout          = 30
  layers = [
    aws_lambda_layer_version.la_yer_xlayer95eb28.arn,
    aws_lambda_layer_version.la_yer_xlayer95eb28_part2.arn,
  ]
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.it_stouch_pwned_xfunction8c3c8a_log_group, aws_iam_role_policy.it_stouch_pwned_xfunction8c3c8a_role_policy]

  environment {
    variables = {
      AB = "$(touch pwned2) $${B} it's"
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "it_stouch_pwned_xfunction8c3c8a_log_group" {
  name              = "/aws/lambda/one-bob"
  retention_in_days = 30
}

resource "aws_iam_role" "it_stouch_pwned_xfunction8c3c8a_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:one-bob"
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

resource "aws_iam_role_policy" "it_stouch_pwned_xfunction8c3c8a_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/one-bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.it_stouch_pwned_xfunction8c3c8a_role.name
}

resource "aws_lambda_layer_version" "la_yer_xlayer95eb28" {
  layer_name               = "layer1-bob"
  compatible_runtimes      = ["python3.13"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/LaYerXd646e0-3ef9bb27b603023aaf14e47731f09d2e.zip"
  source_code_hash         = "3ef9bb27b603023aaf14e47731f09d2e"
}

resource "aws_lambda_layer_version" "la_yer_xlayer95eb28_part2" {
  layer_name               = "layer1-bob-2"
  compatible_runtimes      = ["python3.13"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/LaYerXd646e0-2-5a064d57767dc6a5dbb22db6cb3fb622.zip"
  source_code_hash         = "5a064d57767dc6a5dbb22db6cb3fb622"
}

resource "aws_sqs_queue" "qqueue0661b9" {
  name                       = "que-bob"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
}

resource "aws_lambda_event_source_mapping" "qqueue0661b9_to_abfunction61b2cf_mapping" {
  event_source_arn = aws_sqs_queue.qqueue0661b9.arn
  function_name    = aws_lambda_function.abfunction61b2cf.function_name
  batch_size       = 10
  depends_on       = [aws_iam_role_policy.abfunction61b2cf_role_policy]
}

resource "aws_secretsmanager_secret" "sxsecretd2afc1" {
  name                    = "sec-bob"
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_lambda_function" "xyfunctiona3cb6d" {
  function_name    = "three-bob"
  role             = aws_iam_role.xyfunctiona3cb6d_role.arn
  runtime          = "python3.13"
  handler          = "h.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/9f13f81a8949325dd3076a35eaacbee9.zip"
  source_code_hash = "9f13f81a8949325dd3076a35eaacbee9"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.xyfunctiona3cb6d_log_group, aws_iam_role_policy.xyfunctiona3cb6d_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "xyfunctiona3cb6d_log_group" {
  name              = "/aws/lambda/three-bob"
  retention_in_days = 30
}

resource "aws_iam_role" "xyfunctiona3cb6d_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:three-bob"
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

resource "aws_iam_role_policy" "xyfunctiona3cb6d_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/three-bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.xyfunctiona3cb6d_role.name
}
