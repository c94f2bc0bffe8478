resource "aws_rds_cluster" "ledger_database" {
  cluster_identifier         = "books-ledger-bob"
  database_name              = "ledger"
  engine                     = "aurora-mysql"
  engine_version             = "8.0.mysql_aurora.3.08.2"
  master_username            = var.Owner
  master_password_wo         = jsondecode(ephemeral.aws_secretsmanager_secret_version.ledger_database_credentials.secret_string).password
  master_password_wo_version = 1
  db_subnet_group_name       = aws_db_subnet_group.ledger_database_subnet_group.name
  backup_retention_period    = 7
  storage_encrypted          = true
  copy_tags_to_snapshot      = true
  apply_immediately          = true
  skip_final_snapshot        = false
  final_snapshot_identifier  = "books-ledger-bob-final"
  vpc_security_group_ids     = [aws_security_group.main_network_security_group_ledger_database.id]

  serverlessv2_scaling_configuration {
    min_capacity             = 0
    max_capacity             = 2
    seconds_until_auto_pause = 300
  }
}

ephemeral "aws_secretsmanager_secret_version" "ledger_database_credentials" {
  secret_id  = aws_secretsmanager_secret.ledger_secret.arn
  depends_on = [aws_secretsmanager_secret_version.ledger_secret_version]
}

resource "aws_rds_cluster_instance" "ledger_database_instance" {
  identifier         = "books-ledger-bob-1"
  cluster_identifier = aws_rds_cluster.ledger_database.cluster_identifier
  instance_class     = "db.serverless"
  engine             = "aurora-mysql"
  apply_immediately  = true
}

resource "aws_db_subnet_group" "ledger_database_subnet_group" {
  description = "subnets of database ledger"
  subnet_ids = [
    aws_subnet.main_network_subnet_inner_a.id,
    aws_subnet.main_network_subnet_inner_b.id,
    aws_subnet.main_network_subnet_inner_c.id,
  ]
}

resource "aws_secretsmanager_secret" "ledger_secret" {
  name                    = "books_ledger_bob"
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

ephemeral "aws_secretsmanager_random_password" "ledger_secret_password" {
  password_length    = 24
  exclude_characters = "\"@/\\"
}

resource "aws_secretsmanager_secret_version" "ledger_secret_version" {
  secret_id = aws_secretsmanager_secret.ledger_secret.arn
  secret_string_wo = jsonencode({
    username = var.Owner
    password = ephemeral.aws_secretsmanager_random_password.ledger_secret_password.random_password
  })
  secret_string_wo_version = 1
}

resource "aws_db_instance" "legacy_database" {
  identifier                = "books-legacy-bob"
  instance_class            = "db.t4g.micro"
  allocated_storage         = 20
  storage_type              = "gp3"
  publicly_accessible       = false
  engine                    = "mariadb"
  username                  = var.Owner
  password_wo               = jsondecode(ephemeral.aws_secretsmanager_secret_version.legacy_database_credentials.secret_string).password
  password_wo_version       = 1
  db_subnet_group_name      = aws_db_subnet_group.legacy_database_subnet_group.name
  backup_retention_period   = 1
  storage_encrypted         = true
  copy_tags_to_snapshot     = true
  apply_immediately         = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "books-legacy-bob-final"
  vpc_security_group_ids    = var.Groups
  tags = {
    team = "old"
  }
}

ephemeral "aws_secretsmanager_secret_version" "legacy_database_credentials" {
  secret_id  = aws_secretsmanager_secret.ledger_secret.arn
  depends_on = [aws_secretsmanager_secret_version.ledger_secret_version]
}

resource "aws_db_subnet_group" "legacy_database_subnet_group" {
  description = "subnets of database legacy"
  subnet_ids  = var.Subnets
  tags = {
    team = "old"
  }
}

resource "aws_vpc" "main_network" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
}

resource "aws_route_table_association" "main_network_route_table_association_inner_a" {
  route_table_id = aws_route_table.main_network_route_table_inner.id
  subnet_id      = aws_subnet.main_network_subnet_inner_a.id
}

resource "aws_route_table_association" "main_network_route_table_association_inner_b" {
  route_table_id = aws_route_table.main_network_route_table_inner.id
  subnet_id      = aws_subnet.main_network_subnet_inner_b.id
}

resource "aws_route_table_association" "main_network_route_table_association_inner_c" {
  route_table_id = aws_route_table.main_network_route_table_inner.id
  subnet_id      = aws_subnet.main_network_subnet_inner_c.id
}

resource "aws_route_table_association" "main_network_route_table_association_lambda_a" {
  route_table_id = aws_route_table.main_network_route_table_lambda.id
  subnet_id      = aws_subnet.main_network_subnet_lambda_a.id
}

resource "aws_route_table_association" "main_network_route_table_association_lambda_b" {
  route_table_id = aws_route_table.main_network_route_table_lambda.id
  subnet_id      = aws_subnet.main_network_subnet_lambda_b.id
}

resource "aws_route_table" "main_network_route_table_inner" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_route_table" "main_network_route_table_lambda" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_security_group" "main_network_security_group_ledger_database" {
  description = "database ledger"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_reports_database" {
  description = "database reports"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_small_database" {
  description = "database small"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_write_function" {
  description = "function write"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_subnet" "main_network_subnet_inner_a" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.40.0.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "main_network_subnet_inner_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.40.1.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_subnet" "main_network_subnet_inner_c" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.40.2.0/24"
  availability_zone = "${data.aws_region.current.id}c"
}

resource "aws_subnet" "main_network_subnet_lambda_a" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.40.10.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "main_network_subnet_lambda_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.40.11.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_rds_cluster" "reports_database" {
  cluster_identifier         = "books-reports-bob"
  engine                     = "aurora-postgresql"
  engine_version             = "16.6"
  master_username            = jsondecode(data.aws_secretsmanager_secret_version.shared_secret_content.secret_string).username
  master_password_wo         = jsondecode(ephemeral.aws_secretsmanager_secret_version.reports_database_credentials.secret_string).password
  master_password_wo_version = 1
  db_subnet_group_name       = aws_db_subnet_group.reports_database_subnet_group.name
  backup_retention_period    = 1
  storage_encrypted          = true
  copy_tags_to_snapshot      = true
  apply_immediately          = true
  skip_final_snapshot        = true
  vpc_security_group_ids     = [aws_security_group.main_network_security_group_reports_database.id]
}

ephemeral "aws_secretsmanager_secret_version" "reports_database_credentials" {
  secret_id = "shared/login"
}

resource "aws_rds_cluster_instance" "reports_database_instance" {
  identifier         = "books-reports-bob-1"
  cluster_identifier = aws_rds_cluster.reports_database.cluster_identifier
  instance_class     = "db.t4g.medium"
  engine             = "aurora-postgresql"
  apply_immediately  = true
}

resource "aws_db_subnet_group" "reports_database_subnet_group" {
  description = "subnets of database reports"
  subnet_ids = [
    aws_subnet.main_network_subnet_inner_a.id,
    aws_subnet.main_network_subnet_inner_b.id,
    aws_subnet.main_network_subnet_inner_c.id,
  ]
}

resource "aws_db_instance" "small_database" {
  identifier                  = "books-small-bob"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 50
  storage_type                = "gp3"
  publicly_accessible         = false
  db_name                     = "small"
  engine                      = "postgres"
  engine_version              = "17.5"
  username                    = "dbadmin"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.small_database_subnet_group.name
  backup_retention_period     = 1
  storage_encrypted           = true
  copy_tags_to_snapshot       = true
  apply_immediately           = true
  skip_final_snapshot         = false
  final_snapshot_identifier   = "books-small-bob-final"
  vpc_security_group_ids      = [aws_security_group.main_network_security_group_small_database.id]

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_db_subnet_group" "small_database_subnet_group" {
  description = "subnets of database small"
  subnet_ids = [
    aws_subnet.main_network_subnet_inner_a.id,
    aws_subnet.main_network_subnet_inner_b.id,
    aws_subnet.main_network_subnet_inner_c.id,
    aws_subnet.main_network_subnet_lambda_a.id,
    aws_subnet.main_network_subnet_lambda_b.id,
  ]
}

resource "aws_lambda_function" "write_function" {
  function_name    = "books_write_bob"
  role             = aws_iam_role.write_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.write_function_log_group, aws_iam_role_policy.write_function_role_policy]

  environment {
    variables = {
      HOST   = aws_rds_cluster.ledger_database.endpoint
      NAME   = "ledger"
      PORT   = tostring(aws_rds_cluster.ledger_database.port)
      READER = aws_rds_cluster.ledger_database.reader_endpoint
      SMALL  = "${aws_db_instance.small_database.address}:${tostring(aws_db_instance.small_database.port)} ${aws_db_instance.small_database.identifier}"
    }
  }

  vpc_config {
    subnet_ids = [
      aws_subnet.main_network_subnet_lambda_a.id,
      aws_subnet.main_network_subnet_lambda_b.id,
    ]
    security_group_ids = [aws_security_group.main_network_security_group_write_function.id]
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "write_function_log_group" {
  name              = "/aws/lambda/books_write_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "write_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:books_write_bob"
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

resource "aws_iam_role_policy" "write_function_role_policy" {
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
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:books_write_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/books_write_bob:*"
      },
      {
        Action   = "secretsmanager:GetSecretValue"
        Effect   = "Allow"
        Resource = aws_secretsmanager_secret.ledger_secret.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.write_function_role.name
}

resource "aws_vpc_security_group_ingress_rule" "write_function_to_ledger_database_rule" {
  security_group_id            = aws_security_group.main_network_security_group_ledger_database.id
  description                  = "function write"
  ip_protocol                  = "tcp"
  from_port                    = 3306
  to_port                      = 3306
  referenced_security_group_id = aws_security_group.main_network_security_group_write_function.id
}

resource "aws_vpc_security_group_ingress_rule" "write_function_to_small_database_rule" {
  security_group_id            = aws_security_group.main_network_security_group_small_database.id
  description                  = "function write"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.main_network_security_group_write_function.id
}

data "aws_secretsmanager_secret_version" "shared_secret_content" {
  secret_id = "shared/login"
}
