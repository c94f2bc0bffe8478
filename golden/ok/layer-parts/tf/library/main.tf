resource "aws_lambda_layer_version" "gems_layer" {
  layer_name               = "gems"
  compatible_runtimes      = ["ruby3.4"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/gems-0e1a83e4fe7b50a1c37b476ac9ee3e87.zip"
  source_code_hash         = "0e1a83e4fe7b50a1c37b476ac9ee3e87"
}

resource "aws_lambda_layer_version" "heavy_layer" {
  layer_name               = "heavy"
  compatible_runtimes      = ["python3.13"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/heavy-b80ffbf8d27df5efac1258b47510888c.zip"
  source_code_hash         = "b80ffbf8d27df5efac1258b47510888c"
}

resource "aws_lambda_layer_version" "heavy_layer_part2" {
  layer_name               = "heavy-2"
  compatible_runtimes      = ["python3.13"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/heavy-2-09b9e5155501691bc6ce4cd6abb79b14.zip"
  source_code_hash         = "09b9e5155501691bc6ce4cd6abb79b14"
}

resource "aws_lambda_layer_version" "locked_layer" {
  layer_name               = "locked"
  compatible_runtimes      = ["python3.13"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/locked-0b8b9da926879ea0c3a035a98dd5f321.zip"
  source_code_hash         = "0b8b9da926879ea0c3a035a98dd5f321"
}

resource "aws_lambda_layer_version" "nested_layer" {
  layer_name               = "nested"
  compatible_runtimes      = ["python3.13"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/nested-649e783501ae46f2620c2cca4bcbb461.zip"
  source_code_hash         = "649e783501ae46f2620c2cca4bcbb461"
}

resource "aws_lambda_layer_version" "nested_layer_part2" {
  layer_name               = "nested-2"
  compatible_runtimes      = ["python3.13"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/nested-2-bbe2ad6fb4c3ac3a1b3151ef20e41dd6.zip"
  source_code_hash         = "bbe2ad6fb4c3ac3a1b3151ef20e41dd6"
}

resource "aws_lambda_function" "other_function" {
  function_name    = "library_other_bob"
  role             = aws_iam_role.other_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/092cbb022486a4611a4d0d687705c6b8.zip"
  source_code_hash = "092cbb022486a4611a4d0d687705c6b8"
  memory_size      = 128
  timeout          = 30
  layers = [
    aws_lambda_layer_version.shared_layer.arn,
    aws_lambda_layer_version.locked_layer.arn,
  ]
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.other_function_log_group, aws_iam_role_policy.other_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "other_function_log_group" {
  name              = "/aws/lambda/library_other_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "other_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:library_other_bob"
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

resource "aws_iam_role_policy" "other_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/library_other_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.other_function_role.name
}

resource "aws_lambda_layer_version" "shared_layer" {
  layer_name               = "shared"
  compatible_runtimes      = ["python3.13"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/shared-e319fbaec1fa5f7ad39435a762632f0d.zip"
  source_code_hash         = "e319fbaec1fa5f7ad39435a762632f0d"
}

resource "aws_lambda_function" "use_function" {
  function_name    = "library_use_bob"
  role             = aws_iam_role.use_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/9f016d97c3ec4aaa7ed233035e17b68e.zip"
  source_code_hash = "9f016d97c3ec4aaa7ed233035e17b68e"
  memory_size      = 128
  timeout          = 30
  layers = [
    aws_lambda_layer_version.nested_layer.arn,
    aws_lambda_layer_version.nested_layer_part2.arn,
    aws_lambda_layer_version.heavy_layer.arn,
    aws_lambda_layer_version.heavy_layer_part2.arn,
  ]
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.use_function_log_group, aws_iam_role_policy.use_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "use_function_log_group" {
  name              = "/aws/lambda/library_use_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "use_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:library_use_bob"
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

resource "aws_iam_role_policy" "use_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/library_use_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.use_function_role.name
}
