resource "aws_sns_topic" "all_topic" {
  name         = "news-for-all"
  display_name = "News"
}

resource "aws_sns_topic_policy" "all_topic_policy" {
  arn = aws_sns_topic.all_topic.arn
  policy = jsonencode({
    Statement = [
      {
        Action = "sns:Publish"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Resource = aws_sns_topic.all_topic.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sns_topic_subscription" "all_topic_subscription_https536ff5" {
  topic_arn            = aws_sns_topic.all_topic.arn
  protocol             = "https"
  endpoint             = var.Hook
  raw_message_delivery = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.lost_queue.arn
  })
}

resource "aws_sns_topic_subscription" "all_topic_subscription_sms63dceb" {
  count     = var.Phone != "" ? 1 : 0
  topic_arn = aws_sns_topic.all_topic.arn
  protocol  = "sms"
  endpoint  = var.Phone
}

resource "aws_lambda_permission" "all_topic_to_hear_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.hear_function.function_name
  statement_id  = "AllTopicToHearFunctionPermission"
  principal     = "sns.amazonaws.com"
  source_arn    = aws_sns_topic.all_topic.arn
}

resource "aws_sns_topic_subscription" "all_topic_to_hear_function_subscription" {
  topic_arn = aws_sns_topic.all_topic.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.hear_function.arn
  filter_policy = jsonencode({
    level = [
      {
        numeric = [">", 3]
      },
    ]
  })
  filter_policy_scope = "MessageAttributes"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.lost_queue.arn
  })
}

resource "aws_sns_topic_subscription" "all_topic_to_inbox_queue_subscription" {
  topic_arn            = aws_sns_topic.all_topic.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.inbox_queue.arn
  raw_message_delivery = true
  filter_policy = jsonencode({
    urgent = ["yes"]
  })
  filter_policy_scope = "MessageBody"
}

resource "aws_lambda_function" "hear_function" {
  function_name    = "news_hear_bob"
  role             = aws_iam_role.hear_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.hear_function_log_group, aws_iam_role_policy.hear_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "hear_function_log_group" {
  name              = "/aws/lambda/news_hear_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "hear_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:news_hear_bob"
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

resource "aws_iam_role_policy" "hear_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/news_hear_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.hear_function_role.name
}

resource "aws_sqs_queue" "inbox_queue" {
  name                      = "news_inbox_bob"
  message_retention_seconds = 345600
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "inbox_queue_policy" {
  queue_url = aws_sqs_queue.inbox_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.all_topic.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
        Resource = aws_sqs_queue.inbox_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sqs_queue" "lost_queue" {
  name                      = "news_lost_bob"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "lost_queue_policy" {
  queue_url = aws_sqs_queue.lost_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.all_topic.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
        Resource = aws_sqs_queue.lost_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sqs_queue" "ordered_queue" {
  name                        = "news_ordered_bob.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  message_retention_seconds   = 345600
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
            "aws:SourceArn" = aws_sns_topic.ordered_topic.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
        Resource = aws_sqs_queue.ordered_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sns_topic" "ordered_topic" {
  name                        = "news_ordered_bob.fifo"
  fifo_topic                  = true
  content_based_deduplication = true
}

resource "aws_sns_topic_subscription" "ordered_topic_to_ordered_queue_subscription" {
  topic_arn = aws_sns_topic.ordered_topic.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.ordered_queue.arn
}
