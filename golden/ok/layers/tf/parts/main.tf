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
  filename                 = "${path.root}/../../layers/own-deps-48885be19a8a0e7b502d8b781d280d86.zip"
  source_code_hash         = "48885be19a8a0e7b502d8b781d280d86"
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
  filename                 = "${path.root}/../../layers/with-bundler-f2cc64fd990dd6ae458efaadc847a038.zip"
  source_code_hash         = "f2cc64fd990dd6ae458efaadc847a038"
}

resource "aws_lambda_layer_version" "with_npm_layer" {
  layer_name               = "with-npm"
  compatible_runtimes      = ["nodejs22.x"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/with-npm-7704d0445564ddfeec20dc9f90b0ed0d.zip"
  source_code_hash         = "7704d0445564ddfeec20dc9f90b0ed0d"
}

resource "aws_lambda_layer_version" "with_pip_layer" {
  layer_name               = "with-pip"
  compatible_runtimes      = ["python3.12"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/with-pip-4e3305039156b74fc9316f4845240a03.zip"
  source_code_hash         = "4e3305039156b74fc9316f4845240a03"
}

resource "aws_lambda_layer_version" "with_poetry_layer" {
  layer_name               = "with-poetry"
  compatible_runtimes      = ["python3.12"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/with-poetry-9fdc87a40bb4759098ad257ffca2cffa.zip"
  source_code_hash         = "9fdc87a40bb4759098ad257ffca2cffa"
}

resource "aws_lambda_layer_version" "with_uv_layer" {
  layer_name               = "with-uv"
  compatible_runtimes      = ["python3.12"]
  compatible_architectures = ["x86_64"]
  filename                 = "${path.root}/../../layers/with-uv-d863c7f775f0bbd5a23e75b74bdf45c1.zip"
  source_code_hash         = "d863c7f775f0bbd5a23e75b74bdf45c1"
}
