resource "aws_cloudwatch_event_rule" "order_shipped_event91e652" {
  name = "tc-retail-mail-OrderShipped-bob"
  event_pattern = jsonencode({
    detail-type = ["OrderShipped"]
    source      = ["retail"]
  })
  state = "ENABLED"
  tags = {
    namespace = "retail-mail"
  }
}

resource "aws_lambda_permission" "order_shipped_event91e652_to_send_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.send_function.function_name
  statement_id  = "OrderShippedEvent91e652ToSendFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.order_shipped_event91e652.arn
}

resource "aws_cloudwatch_event_target" "order_shipped_event91e652_to_send_function_target" {
  target_id = "SendFunction"
  arn       = aws_lambda_function.send_function.arn
  rule      = aws_cloudwatch_event_rule.order_shipped_event91e652.name
}

resource "aws_lambda_function" "send_function" {
  function_name    = "retail-mail_send_bob"
  role             = aws_iam_role.send_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    namespace = "retail-mail"
    version   = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.send_function_log_group, aws_iam_role_policy.send_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "send_function_log_group" {
  name              = "/aws/lambda/retail-mail_send_bob"
  retention_in_days = 30
  tags = {
    namespace = "retail-mail"
  }
}

resource "aws_iam_role" "send_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:retail-mail_send_bob"
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
    namespace = "retail-mail"
  }
}

resource "aws_iam_role_policy" "send_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/retail-mail_send_bob:*"
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
