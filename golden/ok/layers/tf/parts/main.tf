resource "aws_lambda_function" "built_function" {
  function_name    = "parts_built_bob"
  role             = aws_iam_role.built_function_role.arn
  runtime          = "python3.12"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  layers = [
    aws_lambda_layer_version.with_pip_layer.arn,
    aws_lambda_layer_version.with_poetry_layer.arn,
    aws_lambda_layer_version.with_uv_layer.arn,
    var.Theirs,
  ]
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.built_function_log_group, aws_iam_role_policy.built_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "built_function_log_group" {
  name              = "/aws/lambda/parts_built_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "built_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:parts_built_bob"
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

resource "aws_iam_role_policy" "built_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/parts_built_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.built_function_role.name
}

resource "aws_lambda_layer_version" "own_deps_layer" {
  layer_name               = "own-deps"
  compatible_runtimes      = ["python3.12"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/own-deps-2a7245e2672bf4f4368e3522eb35c736.zip"
  source_code_hash         = "2a7245e2672bf4f4368e3522eb35c736"
}

resource "aws_lambda_function" "own_function" {
  function_name    = "parts_own_bob"
  role             = aws_iam_role.own_function_role.arn
  runtime          = "python3.12"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/39a09d4ad4219390f527b8faf31350fe.zip"
  source_code_hash = "39a09d4ad4219390f527b8faf31350fe"
  memory_size      = 192
  timeout          = 40
  layers           = [aws_lambda_layer_version.own_deps_layer.arn]
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.own_function_log_group, aws_iam_role_policy.own_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "own_function_log_group" {
  name              = "/aws/lambda/parts_own_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "own_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:parts_own_bob"
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

resource "aws_iam_role_policy" "own_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/parts_own_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.own_function_role.name
}

resource "aws_lambda_layer_version" "shared_layer" {
  layer_name               = "parts-shared"
  description              = "what both use"
  compatible_runtimes      = ["python3.12", "python3.13"]
  compatible_architectures = ["arm64"]
  filename                 = "${path.root}/../../layers/shared-f29cff5c2eda16f48bac1677716db508.zip"
  source_code_hash         = "f29cff5c2eda16f48bac1677716db508"
}

resource "aws_lambda_function" "use_function" {
  function_name    = "parts_use_bob"
  role             = aws_iam_role.use_function_role.arn
  runtime          = "python3.12"
  handler          = "handler.handler"
  architectures    = ["arm64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  layers = [
    aws_lambda_layer_version.watch_layer.arn,
    aws_lambda_layer_version.shared_layer.arn,
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
  name              = "/aws/lambda/parts_use_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "use_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:parts_use_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/parts_use_bob:*"
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

resource "aws_lambda_layer_version" "watch_layer" {
  layer_name               = "watch"
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/watch-062b4f9b9b61011be3a965b32dc30b33.zip"
  source_code_hash         = "062b4f9b9b61011be3a965b32dc30b33"
}

resource "aws_lambda_layer_version" "with_bundler_layer" {
  layer_name               = "with-bundler"
  compatible_runtimes      = ["ruby3.3"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/with-bundler-b16c54a1d39b68f90ded06565357ab0f.zip"
  source_code_hash         = "b16c54a1d39b68f90ded06565357ab0f"
}

resource "aws_lambda_layer_version" "with_npm_layer" {
  layer_name               = "with-npm"
  compatible_runtimes      = ["nodejs22.x"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/with-npm-c7d4e492a693b4105f7a6528f2e7500a.zip"
  source_code_hash         = "c7d4e492a693b4105f7a6528f2e7500a"
}

resource "aws_lambda_layer_version" "with_pip_layer" {
  layer_name               = "with-pip"
  compatible_runtimes      = ["python3.12"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/with-pip-f673d5077e1d2010b037555ff229eb3b.zip"
  source_code_hash         = "f673d5077e1d2010b037555ff229eb3b"
}

resource "aws_lambda_layer_version" "with_poetry_layer" {
  layer_name               = "with-poetry"
  compatible_runtimes      = ["python3.12"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/with-poetry-6983ddd602870cea372c5e43484e5109.zip"
  source_code_hash         = "6983ddd602870cea372c5e43484e5109"
}

resource "aws_lambda_layer_version" "with_uv_layer" {
  layer_name               = "with-uv"
  compatible_runtimes      = ["python3.12"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/with-uv-22470bdaa9fc4ff2b46370fbe549b1b1.zip"
  source_code_hash         = "22470bdaa9fc4ff2b46370fbe549b1b1"
}
