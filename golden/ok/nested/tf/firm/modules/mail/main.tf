resource "aws_lambda_function" "send_function" {
  function_name    = "mail_send_bob"
  role             = aws_iam_role.send_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    namespace = "mail"
    version   = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.send_function_log_group, aws_iam_role_policy.send_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "send_function_log_group" {
  name              = "/aws/lambda/mail_send_bob"
  retention_in_days = 30
  tags = {
    namespace = "mail"
  }
}

resource "aws_iam_role" "send_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:mail_send_bob"
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
  tags = {
    namespace = "mail"
  }
}

resource "aws_iam_role_policy" "send_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/mail_send_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.send_function_role.name
}

resource "aws_sns_topic" "sent_topic" {
  name = "mail_sent_bob"
  tags = {
    namespace = "mail"
  }
}

resource "aws_lambda_permission" "sent_topic_to_send_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.send_function.function_name
  statement_id  = "SentTopicToSendFunctionPermission"
  principal     = "sns.amazonaws.com"
  source_arn    = aws_sns_topic.sent_topic.arn
}

resource "aws_sns_topic_subscription" "sent_topic_to_send_function_subscription" {
  topic_arn = aws_sns_topic.sent_topic.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.send_function.arn
}
