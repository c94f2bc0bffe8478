resource "aws_dynamodb_table" "carts_table" {
  name             = "shop_carts_bob"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "customer"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  ttl {
    attribute_name = "expires"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  lifecycle {
    prevent_destroy = true
  }

  attribute {
    name = "customer"
    type = "S"
  }
}

resource "aws_lambda_event_source_mapping" "carts_table_to_remind_function_mapping" {
  event_source_arn               = aws_dynamodb_table.carts_table.stream_arn
  function_name                  = aws_lambda_function.remind_function.function_name
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 100
  maximum_retry_attempts         = 3
  bisect_batch_on_function_error = true
  depends_on                     = [aws_iam_role_policy.remind_function_role_policy]
}

resource "aws_cognito_user_pool" "customers_pool" {
  name                     = "shop_customers_bob"
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OFF"

  admin_create_user_config {
    allow_admin_create_user_only = false
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cognito_user_pool_client" "customers_pool_client" {
  user_pool_id                  = aws_cognito_user_pool.customers_pool.id
  name                          = "shop_customers_bob"
  explicit_auth_flows           = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_secretsmanager_secret" "db_secret" {
  name                    = "shop_db_bob"
  description             = "the shop's account"
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

ephemeral "aws_secretsmanager_random_password" "db_secret_password" {
  password_length    = 32
  exclude_characters = "\"@/\\"
}

resource "aws_secretsmanager_secret_version" "db_secret_version" {
  secret_id = aws_secretsmanager_secret.db_secret.arn
  secret_string_wo = jsonencode({
    username = "shop"
    password = ephemeral.aws_secretsmanager_random_password.db_secret_password.random_password
  })
  secret_string_wo_version = 1
}

resource "aws_rds_cluster" "goods_database" {
  cluster_identifier         = "shop-goods-bob"
  database_name              = "goods"
  engine                     = "aurora-postgresql"
  engine_version             = "16.4"
  master_username            = "shop"
  master_password_wo         = jsondecode(ephemeral.aws_secretsmanager_secret_version.goods_database_credentials.secret_string).password
  master_password_wo_version = 1
  db_subnet_group_name       = aws_db_subnet_group.goods_database_subnet_group.name
  backup_retention_period    = 7
  storage_encrypted          = true
  copy_tags_to_snapshot      = true
  apply_immediately          = true
  skip_final_snapshot        = false
  final_snapshot_identifier  = "shop-goods-bob-final"
  vpc_security_group_ids     = [aws_security_group.main_network_security_group_goods_database.id]

  serverlessv2_scaling_configuration {
    min_capacity = 0.5
    max_capacity = 4
  }
}

ephemeral "aws_secretsmanager_secret_version" "goods_database_credentials" {
  secret_id  = aws_secretsmanager_secret.db_secret.arn
  depends_on = [aws_secretsmanager_secret_version.db_secret_version]
}

resource "aws_rds_cluster_instance" "goods_database_instance" {
  identifier         = "shop-goods-bob-1"
  cluster_identifier = aws_rds_cluster.goods_database.cluster_identifier
  instance_class     = "db.serverless"
  engine             = "aurora-postgresql"
  apply_immediately  = true
}

resource "aws_db_subnet_group" "goods_database_subnet_group" {
  description = "subnets of database goods"
  subnet_ids = [
    aws_subnet.main_network_subnet_data_a.id,
    aws_subnet.main_network_subnet_data_b.id,
  ]
}

resource "aws_lambda_function" "goods_function" {
  function_name    = "shop_goods_bob"
  role             = aws_iam_role.goods_function_role.arn
  runtime          = "nodejs22.x"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/b611bc43c7865127021f687f435b5775.zip"
  source_code_hash = "b611bc43c7865127021f687f435b5775"
  memory_size      = 128
  timeout          = 10
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.goods_function_log_group, aws_iam_role_policy.goods_function_role_policy]

  environment {
    variables = {
      DB_HOST   = aws_rds_cluster.goods_database.endpoint
      DB_SECRET = aws_secretsmanager_secret.db_secret.arn
    }
  }

  vpc_config {
    subnet_ids = [
      aws_subnet.main_network_subnet_app_a.id,
      aws_subnet.main_network_subnet_app_b.id,
    ]
    security_group_ids = [aws_security_group.main_network_security_group_goods_function.id]
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "goods_function_log_group" {
  name              = "/aws/lambda/shop_goods_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "goods_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_goods_bob"
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

resource "aws_iam_role_policy" "goods_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_goods_bob"
          }
        }
        Effect   = "Deny"
        Resource = "*"
      },
      {
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop_goods_bob:*"
      },
      {
        Action   = "secretsmanager:GetSecretValue"
        Effect   = "Allow"
        Resource = aws_secretsmanager_secret.db_secret.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.goods_function_role.name
}

resource "aws_vpc_security_group_ingress_rule" "goods_function_to_goods_database_rule" {
  security_group_id            = aws_security_group.main_network_security_group_goods_database.id
  description                  = "function goods"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.main_network_security_group_goods_function.id
}

resource "aws_apigatewayv2_api" "hooks_api" {
  name          = "hooks_bob"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "hooks_api_log_group" {
  name              = "/aws/vendedlogs/apis/hooks_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "hooks_api_stage" {
  api_id      = aws_apigatewayv2_api.hooks_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.hooks_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_lambda_permission" "list_goods_route_to_goods_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.goods_function.function_name
  statement_id  = "ListGoodsRouteToGoodsFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.shop_rest_api.execution_arn}/*/GET/goods"
}

resource "aws_lambda_function" "mail_function" {
  function_name    = "shop_mail_bob"
  role             = aws_iam_role.mail_function_role.arn
  runtime          = "nodejs22.x"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/b611bc43c7865127021f687f435b5775.zip"
  source_code_hash = "b611bc43c7865127021f687f435b5775"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.mail_function_log_group, aws_iam_role_policy.mail_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "mail_function_log_group" {
  name              = "/aws/lambda/shop_mail_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "mail_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_mail_bob"
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

resource "aws_iam_role_policy" "mail_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop_mail_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.mail_function_role.name
}

resource "aws_vpc" "main_network" {
  cidr_block           = "10.30.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
}

resource "aws_eip" "main_network_address" {
  domain = "vpc"
}

resource "aws_internet_gateway" "main_network_internet_gateway" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_nat_gateway" "main_network_nat_gateway" {
  allocation_id = aws_eip.main_network_address.id
  subnet_id     = aws_subnet.main_network_subnet_edge_a.id
  depends_on    = [aws_internet_gateway.main_network_internet_gateway]
}

resource "aws_route" "main_network_route_app" {
  route_table_id         = aws_route_table.main_network_route_table_app.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main_network_nat_gateway.id
}

resource "aws_route" "main_network_route_edge" {
  route_table_id         = aws_route_table.main_network_route_table_edge.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main_network_internet_gateway.id
}

resource "aws_route_table" "main_network_route_table_app" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_route_table_association" "main_network_route_table_association_app_a" {
  route_table_id = aws_route_table.main_network_route_table_app.id
  subnet_id      = aws_subnet.main_network_subnet_app_a.id
}

resource "aws_route_table_association" "main_network_route_table_association_app_b" {
  route_table_id = aws_route_table.main_network_route_table_app.id
  subnet_id      = aws_subnet.main_network_subnet_app_b.id
}

resource "aws_route_table_association" "main_network_route_table_association_data_a" {
  route_table_id = aws_route_table.main_network_route_table_data.id
  subnet_id      = aws_subnet.main_network_subnet_data_a.id
}

resource "aws_route_table_association" "main_network_route_table_association_data_b" {
  route_table_id = aws_route_table.main_network_route_table_data.id
  subnet_id      = aws_subnet.main_network_subnet_data_b.id
}

resource "aws_route_table_association" "main_network_route_table_association_edge_a" {
  route_table_id = aws_route_table.main_network_route_table_edge.id
  subnet_id      = aws_subnet.main_network_subnet_edge_a.id
}

resource "aws_route_table_association" "main_network_route_table_association_edge_b" {
  route_table_id = aws_route_table.main_network_route_table_edge.id
  subnet_id      = aws_subnet.main_network_subnet_edge_b.id
}

resource "aws_route_table" "main_network_route_table_data" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_route_table" "main_network_route_table_edge" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_security_group" "main_network_security_group_goods_database" {
  description = "database goods"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_goods_function" {
  description = "function goods"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_order_function" {
  description = "function order"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_settle_function" {
  description = "function settle"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_subnet" "main_network_subnet_app_a" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.30.10.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "main_network_subnet_app_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.30.11.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_subnet" "main_network_subnet_data_a" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.30.20.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "main_network_subnet_data_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.30.21.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_subnet" "main_network_subnet_edge_a" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.30.0.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "main_network_subnet_edge_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.30.1.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_scheduler_schedule" "nightly_schedule" {
  name                         = "shop_nightly_bob"
  schedule_expression          = "cron(0 2 * * ? *)"
  schedule_expression_timezone = "Europe/Berlin"
  state                        = "ENABLED"
  depends_on                   = [aws_iam_role_policy.nightly_schedule_role_policy]

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.settle_function.arn
    role_arn = aws_iam_role.nightly_schedule_role.arn
    input = jsonencode({
      kind = "reconcile"
    })
  }
}

resource "aws_iam_role" "nightly_schedule_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:scheduler:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:schedule-group/default"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "scheduler.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "nightly_schedule_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "lambda:InvokeFunction"
        Effect   = "Allow"
        Resource = aws_lambda_function.settle_function.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.nightly_schedule_role.name
}

resource "aws_lambda_permission" "one_good_route_to_goods_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.goods_function.function_name
  statement_id  = "OneGoodRouteToGoodsFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.shop_rest_api.execution_arn}/*/GET/goods/*"
}

resource "aws_sns_topic" "ops_topic" {
  name = "shop_ops_bob"
}

resource "aws_sns_topic_policy" "ops_topic_policy" {
  arn = aws_sns_topic.ops_topic.arn
  policy = jsonencode({
    Statement = [
      {
        Action = "sns:Publish"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [
              "arn:${data.aws_partition.current.partition}:cloudwatch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:alarm:shop_order-errors_bob",
              "arn:${data.aws_partition.current.partition}:cloudwatch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:alarm:shop_slow-orders_bob",
              "arn:${data.aws_partition.current.partition}:cloudwatch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:alarm:shop_stuck_bob",
            ]
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Resource = aws_sns_topic.ops_topic.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sns_topic_subscription" "ops_topic_subscription_email1e8510" {
  count     = var.OpsEmail != "" ? 1 : 0
  topic_arn = aws_sns_topic.ops_topic.arn
  protocol  = "email"
  endpoint  = var.OpsEmail
}

resource "aws_sns_topic_subscription" "ops_topic_subscription_httpsbdafef" {
  topic_arn = aws_sns_topic.ops_topic.arn
  protocol  = "https"
  endpoint  = "https://hooks.example.com/ops"
}

resource "aws_cloudwatch_metric_alarm" "order_errors_alarm" {
  alarm_name  = "shop_order-errors_bob"
  namespace   = "AWS/Lambda"
  metric_name = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.order_function.function_name
  }
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 3
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.ops_topic.arn]
}

resource "aws_lambda_function" "order_function" {
  function_name    = "shop_order_bob"
  role             = aws_iam_role.order_function_role.arn
  runtime          = "nodejs22.x"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/b611bc43c7865127021f687f435b5775.zip"
  source_code_hash = "b611bc43c7865127021f687f435b5775"
  memory_size      = 128
  timeout          = 20
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.order_function_log_group, aws_iam_role_policy.order_function_role_policy]

  environment {
    variables = {
      CARTS     = aws_dynamodb_table.carts_table.name
      DB_HOST   = aws_rds_cluster.goods_database.endpoint
      DB_SECRET = aws_secretsmanager_secret.db_secret.arn
      STRIPE    = aws_secretsmanager_secret.stripe_secret.arn
    }
  }

  vpc_config {
    subnet_ids = [
      aws_subnet.main_network_subnet_app_a.id,
      aws_subnet.main_network_subnet_app_b.id,
    ]
    security_group_ids = [aws_security_group.main_network_security_group_order_function.id]
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "order_function_log_group" {
  name              = "/aws/lambda/shop_order_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "order_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_order_bob"
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

resource "aws_iam_role_policy" "order_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "dynamodb:BatchGetItem",
          "dynamodb:BatchWriteItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "dynamodb:Scan",
          "dynamodb:UpdateItem",
        ]
        Effect   = "Allow"
        Resource = aws_dynamodb_table.carts_table.arn
      },
      {
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_order_bob"
          }
        }
        Effect   = "Deny"
        Resource = "*"
      },
      {
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = "events:PutEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop_order_bob:*"
      },
      {
        Action = "secretsmanager:GetSecretValue"
        Effect = "Allow"
        Resource = [
          aws_secretsmanager_secret.db_secret.arn,
          aws_secretsmanager_secret.stripe_secret.arn,
        ]
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.order_function_role.name
}

resource "aws_vpc_security_group_ingress_rule" "order_function_to_goods_database_rule" {
  security_group_id            = aws_security_group.main_network_security_group_goods_database.id
  description                  = "function order"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.main_network_security_group_order_function.id
}

resource "aws_cloudwatch_event_rule" "order_placed_eventc79836" {
  name = "tc-shop-OrderPlaced-bob"
  event_pattern = jsonencode({
    detail-type = ["OrderPlaced"]
    source      = ["shop.order"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "order_placed_eventc79836_to_mail_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.mail_function.function_name
  statement_id  = "OrderPlacedEventc79836ToMailFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.order_placed_eventc79836.arn
}

resource "aws_cloudwatch_event_target" "order_placed_eventc79836_to_mail_function_target" {
  target_id = "MailFunction"
  arn       = aws_lambda_function.mail_function.arn
  rule      = aws_cloudwatch_event_rule.order_placed_eventc79836.name
}

resource "aws_lambda_permission" "order_route_to_order_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.order_function.function_name
  statement_id  = "OrderRouteToOrderFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.shop_rest_api.execution_arn}/*/POST/orders"
}

resource "aws_sqs_queue" "payments_queue" {
  name                       = "shop_payments_bob"
  visibility_timeout_seconds = 60
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.payments_queue_dead_letter.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "payments_queue_dead_letter" {
  name                      = "shop_payments_bob_dlq"
  message_retention_seconds = 1209600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_event_source_mapping" "payments_queue_to_settle_function_mapping" {
  event_source_arn        = aws_sqs_queue.payments_queue.arn
  function_name           = aws_lambda_function.settle_function.function_name
  batch_size              = 5
  function_response_types = ["ReportBatchItemFailures"]
  depends_on              = [aws_iam_role_policy.settle_function_role_policy]
}

resource "aws_lambda_function" "remind_function" {
  function_name    = "shop_remind_bob"
  role             = aws_iam_role.remind_function_role.arn
  runtime          = "nodejs22.x"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/b611bc43c7865127021f687f435b5775.zip"
  source_code_hash = "b611bc43c7865127021f687f435b5775"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.remind_function_log_group, aws_iam_role_policy.remind_function_role_policy]

  environment {
    variables = {
      OPS = aws_sns_topic.ops_topic.arn
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "remind_function_log_group" {
  name              = "/aws/lambda/shop_remind_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "remind_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_remind_bob"
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

resource "aws_iam_role_policy" "remind_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
        Effect   = "Allow"
        Resource = aws_dynamodb_table.carts_table.stream_arn
      },
      {
        Action   = ["dynamodb:ListStreams", "xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop_remind_bob:*"
      },
      {
        Action   = "sns:Publish"
        Effect   = "Allow"
        Resource = aws_sns_topic.ops_topic.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.remind_function_role.name
}

resource "aws_lambda_function" "settle_function" {
  function_name    = "shop_settle_bob"
  role             = aws_iam_role.settle_function_role.arn
  runtime          = "nodejs22.x"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/b611bc43c7865127021f687f435b5775.zip"
  source_code_hash = "b611bc43c7865127021f687f435b5775"
  memory_size      = 128
  timeout          = 10
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.settle_function_log_group, aws_iam_role_policy.settle_function_role_policy]

  environment {
    variables = {
      DB_HOST   = aws_rds_cluster.goods_database.endpoint
      DB_SECRET = aws_secretsmanager_secret.db_secret.arn
    }
  }

  vpc_config {
    subnet_ids = [
      aws_subnet.main_network_subnet_app_a.id,
      aws_subnet.main_network_subnet_app_b.id,
    ]
    security_group_ids = [aws_security_group.main_network_security_group_settle_function.id]
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "settle_function_log_group" {
  name              = "/aws/lambda/shop_settle_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "settle_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_settle_bob"
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

resource "aws_iam_role_policy" "settle_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
        ]
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:shop_settle_bob"
          }
        }
        Effect   = "Deny"
        Resource = "*"
      },
      {
        Action = [
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/shop_settle_bob:*"
      },
      {
        Action   = "secretsmanager:GetSecretValue"
        Effect   = "Allow"
        Resource = aws_secretsmanager_secret.db_secret.arn
      },
      {
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Effect   = "Allow"
        Resource = aws_sqs_queue.payments_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.settle_function_role.name
}

resource "aws_vpc_security_group_ingress_rule" "settle_function_to_goods_database_rule" {
  security_group_id            = aws_security_group.main_network_security_group_goods_database.id
  description                  = "function settle"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.main_network_security_group_settle_function.id
}

resource "aws_api_gateway_rest_api" "shop_rest_api" {
  name = "shop_bob"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_authorizer" "shop_rest_api_authorizer_customers_pool" {
  rest_api_id                      = aws_api_gateway_rest_api.shop_rest_api.id
  name                             = "customers"
  type                             = "COGNITO_USER_POOLS"
  provider_arns                    = [aws_cognito_user_pool.customers_pool.arn]
  authorizer_result_ttl_in_seconds = 0
  identity_source                  = "method.request.header.Authorization"
}

resource "aws_api_gateway_deployment" "shop_rest_api_deployment" {
  rest_api_id = aws_api_gateway_rest_api.shop_rest_api.id
  triggers = {
    digest = "a39359bb9667ae75"
  }
  depends_on = [aws_api_gateway_integration.shop_rest_api_method_integration_list_goods_route, aws_api_gateway_integration.shop_rest_api_method_integration_one_good_route, aws_api_gateway_integration.shop_rest_api_method_integration_options_goodsb9a27b, aws_api_gateway_integration.shop_rest_api_method_integration_order_route, aws_api_gateway_integration_response.shop_rest_api_integration_response_options_goodsb9a27b, aws_api_gateway_method.shop_rest_api_method_list_goods_route, aws_api_gateway_method.shop_rest_api_method_one_good_route, aws_api_gateway_method.shop_rest_api_method_options_goodsb9a27b, aws_api_gateway_method.shop_rest_api_method_order_route]

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_integration_response" "shop_rest_api_integration_response_options_goodsb9a27b" {
  rest_api_id = aws_api_gateway_rest_api.shop_rest_api.id
  resource_id = aws_api_gateway_resource.shop_rest_api_resource_goodscc11fd.id
  http_method = aws_api_gateway_method.shop_rest_api_method_options_goodsb9a27b.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Headers" = "'Content-Type,Authorization'"
    "method.response.header.Access-Control-Allow-Methods" = "'*'"
    "method.response.header.Access-Control-Allow-Origin"  = "'https://shop.example.com'"
  }
  depends_on = [aws_api_gateway_integration.shop_rest_api_method_integration_options_goodsb9a27b, aws_api_gateway_method_response.shop_rest_api_method_response_options_goodsb9a27b]
}

resource "aws_api_gateway_integration" "shop_rest_api_method_integration_list_goods_route" {
  rest_api_id             = aws_api_gateway_rest_api.shop_rest_api.id
  resource_id             = aws_api_gateway_resource.shop_rest_api_resource_goodscc11fd.id
  http_method             = aws_api_gateway_method.shop_rest_api_method_list_goods_route.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.goods_function.invoke_arn
  timeout_milliseconds    = 29000
}

resource "aws_api_gateway_integration" "shop_rest_api_method_integration_one_good_route" {
  rest_api_id             = aws_api_gateway_rest_api.shop_rest_api.id
  resource_id             = aws_api_gateway_resource.shop_rest_api_resource_goods_id4d6b19.id
  http_method             = aws_api_gateway_method.shop_rest_api_method_one_good_route.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.goods_function.invoke_arn
  timeout_milliseconds    = 29000
}

resource "aws_api_gateway_integration" "shop_rest_api_method_integration_options_goodsb9a27b" {
  rest_api_id          = aws_api_gateway_rest_api.shop_rest_api.id
  resource_id          = aws_api_gateway_resource.shop_rest_api_resource_goodscc11fd.id
  http_method          = aws_api_gateway_method.shop_rest_api_method_options_goodsb9a27b.http_method
  type                 = "MOCK"
  passthrough_behavior = "WHEN_NO_MATCH"
  request_templates = {
    "application/json" = "{\"statusCode\": 200}"
  }
}

resource "aws_api_gateway_integration" "shop_rest_api_method_integration_order_route" {
  rest_api_id             = aws_api_gateway_rest_api.shop_rest_api.id
  resource_id             = aws_api_gateway_resource.shop_rest_api_resource_ordersa016bb.id
  http_method             = aws_api_gateway_method.shop_rest_api_method_order_route.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.order_function.invoke_arn
  timeout_milliseconds    = 20000
}

resource "aws_api_gateway_method" "shop_rest_api_method_list_goods_route" {
  rest_api_id   = aws_api_gateway_rest_api.shop_rest_api.id
  resource_id   = aws_api_gateway_resource.shop_rest_api_resource_goodscc11fd.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "shop_rest_api_method_one_good_route" {
  rest_api_id   = aws_api_gateway_rest_api.shop_rest_api.id
  resource_id   = aws_api_gateway_resource.shop_rest_api_resource_goods_id4d6b19.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "shop_rest_api_method_options_goodsb9a27b" {
  rest_api_id   = aws_api_gateway_rest_api.shop_rest_api.id
  resource_id   = aws_api_gateway_resource.shop_rest_api_resource_goodscc11fd.id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "shop_rest_api_method_order_route" {
  rest_api_id   = aws_api_gateway_rest_api.shop_rest_api.id
  resource_id   = aws_api_gateway_resource.shop_rest_api_resource_ordersa016bb.id
  http_method   = "POST"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.shop_rest_api_authorizer_customers_pool.id
}

resource "aws_api_gateway_method_response" "shop_rest_api_method_response_options_goodsb9a27b" {
  rest_api_id = aws_api_gateway_rest_api.shop_rest_api.id
  resource_id = aws_api_gateway_resource.shop_rest_api_resource_goodscc11fd.id
  http_method = aws_api_gateway_method.shop_rest_api_method_options_goodsb9a27b.http_method
  status_code = "200"
  response_parameters = {
    "method.response.header.Access-Control-Allow-Headers" = true
    "method.response.header.Access-Control-Allow-Methods" = true
    "method.response.header.Access-Control-Allow-Origin"  = true
  }
}

resource "aws_api_gateway_resource" "shop_rest_api_resource_goods_id4d6b19" {
  rest_api_id = aws_api_gateway_rest_api.shop_rest_api.id
  parent_id   = aws_api_gateway_resource.shop_rest_api_resource_goodscc11fd.id
  path_part   = "{id}"
}

resource "aws_api_gateway_resource" "shop_rest_api_resource_goodscc11fd" {
  rest_api_id = aws_api_gateway_rest_api.shop_rest_api.id
  parent_id   = aws_api_gateway_rest_api.shop_rest_api.root_resource_id
  path_part   = "goods"
}

resource "aws_api_gateway_resource" "shop_rest_api_resource_ordersa016bb" {
  rest_api_id = aws_api_gateway_rest_api.shop_rest_api.id
  parent_id   = aws_api_gateway_rest_api.shop_rest_api.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_stage" "shop_rest_api_stage" {
  rest_api_id          = aws_api_gateway_rest_api.shop_rest_api.id
  deployment_id        = aws_api_gateway_deployment.shop_rest_api_deployment.id
  stage_name           = "bob"
  xray_tracing_enabled = true
  variables = {
    sandbox = "bob"
  }
}

resource "aws_cloudwatch_metric_alarm" "slow_orders_alarm" {
  alarm_name  = "shop_slow-orders_bob"
  namespace   = "AWS/Lambda"
  metric_name = "Duration"
  dimensions = {
    FunctionName = aws_lambda_function.order_function.function_name
  }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 10000
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.ops_topic.arn]
}

resource "aws_secretsmanager_secret" "stripe_secret" {
  name                    = "shop_stripe_bob"
  description             = "key of the payment service"
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cloudwatch_metric_alarm" "stuck_alarm" {
  alarm_name  = "shop_stuck_bob"
  namespace   = "AWS/SQS"
  metric_name = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.payments_queue.name
  }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 600
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.ops_topic.arn]
}

resource "aws_apigatewayv2_route" "webhook_route" {
  api_id    = aws_apigatewayv2_api.hooks_api.id
  route_key = "POST /paid"
  target    = "integrations/${aws_apigatewayv2_integration.webhook_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "webhook_route_integration" {
  api_id                 = aws_apigatewayv2_api.hooks_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "SQS-SendMessage"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.webhook_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    MessageBody = "$request.body"
    QueueUrl    = aws_sqs_queue.payments_queue.url
  }
}

resource "aws_iam_role" "webhook_route_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Effect = "Allow"
        Principal = {
          Service = "apigateway.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "webhook_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "sqs:SendMessage"
        Effect   = "Allow"
        Resource = aws_sqs_queue.payments_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.webhook_route_role.name
}
