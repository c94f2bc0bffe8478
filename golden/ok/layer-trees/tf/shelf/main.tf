resource "aws_lambda_function" "arm_function" {
  function_name    = "shelf_arm_bob"
  role             = aws_iam_role.arm_function_role.arn
  runtime          = "python3.12"
  handler          = "handler.handler"
  architectures    = ["arm64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  layers = [
    aws_lambda_layer_version.tree_layer.arn,
    aws_lambda_layer_version.pure_layer.arn,
  ]
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.arm_function_log_group, aws_iam_role_policy.arm_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "arm_function_log_group" {
  name              = "/aws/lambda/shelf_arm_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "arm_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shelf_arm_bob"
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

resource "aws_iam_role_policy" "arm_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shelf_arm_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.arm_function_role.name
}

resource "aws_lambda_function" "intel_function" {
  function_name    = "shelf_intel_bob"
  role             = aws_iam_role.intel_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  layers           = [aws_lambda_layer_version.pure_layer.arn]
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.intel_function_log_group, aws_iam_role_policy.intel_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "intel_function_log_group" {
  name              = "/aws/lambda/shelf_intel_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "intel_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shelf_intel_bob"
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

resource "aws_iam_role_policy" "intel_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shelf_intel_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.intel_function_role.name
}

resource "aws_lambda_layer_version" "pure_layer" {
  layer_name               = "pure"
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/pure-6fd5ce8267b9d19a199efaed2be8f517.zip"
  source_code_hash         = "6fd5ce8267b9d19a199efaed2be8f517"
}

resource "aws_lambda_layer_version" "tree_layer" {
  layer_name               = "tree"
  description              = "a tree with a module"
  compatible_runtimes      = ["python3.12"]
  compatible_architectures = ["arm64"]
  filename                 = "${path.root}/../../layers/tree-bd0b443c0bc123d69ac6d1f554ccde73.zip"
  source_code_hash         = "bd0b443c0bc123d69ac6d1f554ccde73"
}
