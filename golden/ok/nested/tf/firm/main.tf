resource "aws_cloudwatch_event_rule" "opened_evente895e9" {
  name = "tc-firm-Opened-bob"
  event_pattern = jsonencode({
    detail-type = ["Opened"]
    source      = ["firm"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "opened_evente895e9_to_root_work_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.root_work_function.function_name
  statement_id  = "OpenedEvente895e9ToRootWorkFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.opened_evente895e9.arn
}

resource "aws_cloudwatch_event_target" "opened_evente895e9_to_root_work_function_target" {
  target_id = "RootWorkFunction"
  arn       = aws_lambda_function.root_work_function.arn
  rule      = aws_cloudwatch_event_rule.opened_evente895e9.name
}

resource "aws_lambda_function" "root_work_function" {
  function_name    = "firm_root-work_bob"
  role             = aws_iam_role.root_work_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.root_work_function_log_group, aws_iam_role_policy.root_work_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "root_work_function_log_group" {
  name              = "/aws/lambda/firm_root-work_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "root_work_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:firm_root-work_bob"
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

resource "aws_iam_role_policy" "root_work_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/firm_root-work_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.root_work_function_role.name
}

module "mail" {
  source = "./modules/mail"
}

module "orders" {
  source = "./modules/orders"
}
