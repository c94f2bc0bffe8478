resource "aws_cloudwatch_dashboard" "board_resource" {
  dashboard_name = "raw-bob"
  dashboard_body = jsonencode({
    widgets = []
  })
}

resource "aws_ssm_parameter" "early_resource" {
  name  = "/raw/bob/early"
  type  = "String"
  value = "before ${aws_ssm_parameter.inspect_resource.id}"
}

resource "aws_sqs_queue" "inbox_queue" {
  name                      = "raw_inbox_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_ssm_parameter" "inspect_resource" {
  name  = "/raw/bob/queue"
  type  = "String"
  value = aws_sqs_queue.inbox_queue.url
  tags = {
    team = "data"
  }
}

resource "aws_s3_bucket" "logs_bucket" {
  bucket        = "raw-logs-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "logs_bucket_encryption" {
  bucket = aws_s3_bucket.logs_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "logs_bucket_ownership" {
  bucket = aws_s3_bucket.logs_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "logs_bucket_public_access" {
  bucket                  = aws_s3_bucket.logs_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_cloudtrail" "trail_resource" {
  name           = "raw-trail-bob"
  enable_logging = true
  s3_bucket_name = aws_s3_bucket.logs_bucket.bucket

  event_selector {
    read_write_type = "WriteOnly"

    data_resource {
      type   = "AWS::S3::Object"
      values = ["${aws_s3_bucket.logs_bucket.arn}/"]
    }
  }
}
