resource "aws_secretsmanager_secret" "login_secret" {
  name                    = "vault_login_bob"
  description             = "of the database"
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

ephemeral "aws_secretsmanager_random_password" "login_secret_password" {
  password_length    = 24
  exclude_characters = "\"@/\\"
}

resource "aws_secretsmanager_secret_version" "login_secret_version" {
  secret_id = aws_secretsmanager_secret.login_secret.arn
  secret_string_wo = jsonencode({
    username = var.db_user
    password = ephemeral.aws_secretsmanager_random_password.login_secret_password.random_password
  })
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret" "partner_key_secret" {
  name                    = "vault_partner-key_bob"
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_lambda_function" "reader_function" {
  function_name    = "vault_reader_bob"
  role             = aws_iam_role.reader_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/8d080aa7bcda0d32d20b246a85e19a0e.zip"
  source_code_hash = "8d080aa7bcda0d32d20b246a85e19a0e"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.reader_function_log_group, aws_iam_role_policy.reader_function_role_policy]

  environment {
    variables = {
      API      = "partners/api"
      API_USER = jsondecode(data.aws_secretsmanager_secret_version.api_secret5dff3a_content.secret_string).username
      LOGIN    = aws_secretsmanager_secret.login_secret.name
      OTHER    = data.aws_secretsmanager_secret_version.secret_elsewhere232409_secret.secret_string
      PARTNER  = aws_secretsmanager_secret.partner_key_secret.arn
      PASSWORD = jsondecode(data.aws_secretsmanager_secret_version.login_secret_content.secret_string).password
      TOKEN    = "Bearer ${data.aws_secretsmanager_secret_version.token_secret_content.secret_string}"
      USER     = var.db_user
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "reader_function_log_group" {
  name              = "/aws/lambda/vault_reader_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "reader_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:vault_reader_bob"
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

resource "aws_iam_role_policy" "reader_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/vault_reader_bob:*"
      },
      {
        Action = "secretsmanager:GetSecretValue"
        Effect = "Allow"
        Resource = [
          aws_secretsmanager_secret.login_secret.arn,
          aws_secretsmanager_secret.partner_key_secret.arn,
          "arn:${data.aws_partition.current.partition}:secretsmanager:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:secret:partners/api-??????",
        ]
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.reader_function_role.name
}

resource "aws_lambda_function" "rotate_function" {
  function_name    = "vault_rotate_bob"
  role             = aws_iam_role.rotate_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/8d080aa7bcda0d32d20b246a85e19a0e.zip"
  source_code_hash = "8d080aa7bcda0d32d20b246a85e19a0e"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.rotate_function_log_group, aws_iam_role_policy.rotate_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "rotate_function_log_group" {
  name              = "/aws/lambda/vault_rotate_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "rotate_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:vault_rotate_bob"
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

resource "aws_iam_role_policy" "rotate_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/vault_rotate_bob:*"
      },
      {
        Action = [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ]
        Effect   = "Allow"
        Resource = aws_secretsmanager_secret.turning_secret.arn
      },
      {
        Action = [
          "secretsmanager:GetRandomPassword",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.rotate_function_role.name
}

resource "aws_secretsmanager_secret" "token_secret" {
  name                    = "vault_token_bob"
  recovery_window_in_days = 0
}

ephemeral "aws_secretsmanager_random_password" "token_secret_password" {
  password_length    = 40
  exclude_characters = ""
}

resource "aws_secretsmanager_secret_version" "token_secret_version" {
  secret_id                = aws_secretsmanager_secret.token_secret.arn
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.token_secret_password.random_password
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret" "turning_secret" {
  name                    = "vault_turning_bob"
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

ephemeral "aws_secretsmanager_random_password" "turning_secret_password" {
  password_length    = 32
  exclude_characters = "\"@/\\"
}

resource "aws_lambda_permission" "turning_secret_to_rotate_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.rotate_function.function_name
  statement_id  = "TurningSecretToRotateFunctionPermission"
  principal     = "secretsmanager.amazonaws.com"
  source_arn    = aws_secretsmanager_secret.turning_secret.arn
}

resource "aws_secretsmanager_secret_rotation" "turning_secret_to_rotate_function_rotation" {
  secret_id           = aws_secretsmanager_secret.turning_secret.arn
  rotation_lambda_arn = aws_lambda_function.rotate_function.arn
  depends_on          = [aws_lambda_permission.turning_secret_to_rotate_function_permission, aws_secretsmanager_secret_version.turning_secret_version]

  rotation_rules {
    automatically_after_days = 14
  }
}

resource "aws_secretsmanager_secret_version" "turning_secret_version" {
  secret_id                = aws_secretsmanager_secret.turning_secret.arn
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.turning_secret_password.random_password
  secret_string_wo_version = 1
}

data "aws_secretsmanager_secret_version" "api_secret5dff3a_content" {
  secret_id = "partners/api"
}

data "aws_secretsmanager_secret_version" "secret_elsewhere232409_secret" {
  secret_id = "elsewhere"
}

data "aws_secretsmanager_secret_version" "login_secret_content" {
  secret_id  = aws_secretsmanager_secret.login_secret.arn
  depends_on = [aws_secretsmanager_secret_version.login_secret_version]
}

data "aws_secretsmanager_secret_version" "token_secret_content" {
  secret_id  = aws_secretsmanager_secret.token_secret.arn
  depends_on = [aws_secretsmanager_secret_version.token_secret_version]
}
