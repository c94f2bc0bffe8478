resource "aws_lambda_function" "guess_function" {
  function_name    = "models_guess_bob"
  role             = aws_iam_role.guess_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.guess_function_log_group, aws_efs_mount_target.weights_file_system_mount_target_a, aws_efs_mount_target.weights_file_system_mount_target_b, aws_iam_role_policy.guess_function_role_policy]

  environment {
    variables = {
      MODEL = "/mnt/weights/model.bin"
    }
  }

  vpc_config {
    subnet_ids = [
      aws_subnet.main_network_subnet_inner_a.id,
      aws_subnet.main_network_subnet_inner_b.id,
    ]
    security_group_ids = [aws_security_group.main_network_security_group_guess_function.id]
  }

  file_system_config {
    arn              = aws_efs_access_point.weights_file_system_access_point.arn
    local_mount_path = "/mnt/weights"
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "guess_function_log_group" {
  name              = "/aws/lambda/models_guess_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "guess_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:models_guess_bob"
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

resource "aws_iam_role_policy" "guess_function_role_policy" {
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
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:models_guess_bob"
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
        Action = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Condition = {
          StringEquals = {
            "elasticfilesystem:AccessPointArn" = aws_efs_access_point.weights_file_system_access_point.arn
          }
        }
        Effect   = "Allow"
        Resource = aws_efs_file_system.weights_file_system.arn
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/models_guess_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.guess_function_role.name
}

resource "aws_lambda_function" "learn_function" {
  function_name    = "models_learn_bob"
  role             = aws_iam_role.learn_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.learn_function_log_group, aws_efs_mount_target.weights_file_system_mount_target_a, aws_efs_mount_target.weights_file_system_mount_target_b, aws_iam_role_policy.learn_function_role_policy]

  vpc_config {
    subnet_ids = [
      aws_subnet.main_network_subnet_inner_a.id,
      aws_subnet.main_network_subnet_inner_b.id,
    ]
    security_group_ids = [aws_security_group.main_network_security_group_learn_function.id]
  }

  file_system_config {
    arn              = aws_efs_access_point.weights_file_system_access_point.arn
    local_mount_path = "/mnt/weights"
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "learn_function_log_group" {
  name              = "/aws/lambda/models_learn_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "learn_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:models_learn_bob"
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

resource "aws_iam_role_policy" "learn_function_role_policy" {
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
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:models_learn_bob"
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
        Action = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Condition = {
          StringEquals = {
            "elasticfilesystem:AccessPointArn" = aws_efs_access_point.weights_file_system_access_point.arn
          }
        }
        Effect   = "Allow"
        Resource = aws_efs_file_system.weights_file_system.arn
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/models_learn_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.learn_function_role.name
}

resource "aws_vpc" "main_network" {
  cidr_block           = "10.70.0.0/16"
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

resource "aws_route_table_association" "main_network_route_table_association_more_b" {
  route_table_id = aws_route_table.main_network_route_table_more.id
  subnet_id      = aws_subnet.main_network_subnet_more_b.id
}

resource "aws_route_table_association" "main_network_route_table_association_more_c" {
  route_table_id = aws_route_table.main_network_route_table_more.id
  subnet_id      = aws_subnet.main_network_subnet_more_c.id
}

resource "aws_route_table" "main_network_route_table_inner" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_route_table" "main_network_route_table_more" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_security_group" "main_network_security_group_guess_function" {
  description = "function guess"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_learn_function" {
  description = "function learn"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_scratch_file_system" {
  description = "filesystem scratch"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_sort_function" {
  description = "function sort"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_weights_file_system" {
  description = "filesystem weights"
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
  cidr_block        = "10.70.0.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "main_network_subnet_inner_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.70.1.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_subnet" "main_network_subnet_more_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.70.10.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_subnet" "main_network_subnet_more_c" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.70.11.0/24"
  availability_zone = "${data.aws_region.current.id}c"
}

resource "aws_lambda_function" "read_function" {
  function_name    = "models_read_bob"
  role             = aws_iam_role.read_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.read_function_log_group, aws_iam_role_policy.read_function_role_policy]

  vpc_config {
    subnet_ids         = ["subnet-0123456789abcdef0"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }

  file_system_config {
    arn              = "arn:${data.aws_partition.current.partition}:elasticfilesystem:us-east-1:${data.aws_caller_identity.current.account_id}:access-point/fsap-0123456789abcdef0"
    local_mount_path = "/mnt/there"
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "read_function_log_group" {
  name              = "/aws/lambda/models_read_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "read_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:models_read_bob"
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

resource "aws_iam_role_policy" "read_function_role_policy" {
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
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:models_read_bob"
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
        Action = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Condition = {
          StringEquals = {
            "elasticfilesystem:AccessPointArn" = "arn:${data.aws_partition.current.partition}:elasticfilesystem:us-east-1:${data.aws_caller_identity.current.account_id}:access-point/fsap-0123456789abcdef0"
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:elasticfilesystem:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:file-system/*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/models_read_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.read_function_role.name
}

resource "aws_efs_file_system" "scratch_file_system" {
  encrypted        = true
  performance_mode = "generalPurpose"
  throughput_mode  = "bursting"
  tags = {
    team = "models"
  }

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }
}

resource "aws_efs_access_point" "scratch_file_system_access_point" {
  file_system_id = aws_efs_file_system.scratch_file_system.id
  tags = {
    team = "models"
  }

  posix_user {
    uid = 0
    gid = 0
  }

  root_directory {
    path = "/work/tmp"

    creation_info {
      owner_uid   = 0
      owner_gid   = 0
      permissions = "0777"
    }
  }
}

resource "aws_efs_backup_policy" "scratch_file_system_backup" {
  file_system_id = aws_efs_file_system.scratch_file_system.id

  backup_policy {
    status = "ENABLED"
  }
}

resource "aws_efs_mount_target" "scratch_file_system_mount_target_a" {
  file_system_id  = aws_efs_file_system.scratch_file_system.id
  subnet_id       = aws_subnet.main_network_subnet_inner_a.id
  security_groups = [aws_security_group.main_network_security_group_scratch_file_system.id]
}

resource "aws_efs_mount_target" "scratch_file_system_mount_target_b" {
  file_system_id  = aws_efs_file_system.scratch_file_system.id
  subnet_id       = aws_subnet.main_network_subnet_inner_b.id
  security_groups = [aws_security_group.main_network_security_group_scratch_file_system.id]
}

resource "aws_efs_mount_target" "scratch_file_system_mount_target_c" {
  file_system_id  = aws_efs_file_system.scratch_file_system.id
  subnet_id       = aws_subnet.main_network_subnet_more_c.id
  security_groups = [aws_security_group.main_network_security_group_scratch_file_system.id]
}

resource "aws_vpc_security_group_ingress_rule" "scratch_file_system_rule_sort_function" {
  security_group_id            = aws_security_group.main_network_security_group_scratch_file_system.id
  description                  = "function sort"
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
  referenced_security_group_id = aws_security_group.main_network_security_group_sort_function.id
}

resource "aws_lambda_function" "sort_function" {
  function_name    = "models_sort_bob"
  role             = aws_iam_role.sort_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.sort_function_log_group, aws_efs_mount_target.scratch_file_system_mount_target_a, aws_efs_mount_target.scratch_file_system_mount_target_b, aws_efs_mount_target.scratch_file_system_mount_target_c, aws_iam_role_policy.sort_function_role_policy]

  vpc_config {
    subnet_ids = [
      aws_subnet.main_network_subnet_inner_a.id,
      aws_subnet.main_network_subnet_inner_b.id,
      aws_subnet.main_network_subnet_more_b.id,
      aws_subnet.main_network_subnet_more_c.id,
    ]
    security_group_ids = [aws_security_group.main_network_security_group_sort_function.id]
  }

  file_system_config {
    arn              = aws_efs_access_point.scratch_file_system_access_point.arn
    local_mount_path = "/mnt/scratch"
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "sort_function_log_group" {
  name              = "/aws/lambda/models_sort_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "sort_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:models_sort_bob"
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

resource "aws_iam_role_policy" "sort_function_role_policy" {
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
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:models_sort_bob"
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
        Action = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Condition = {
          StringEquals = {
            "elasticfilesystem:AccessPointArn" = aws_efs_access_point.scratch_file_system_access_point.arn
          }
        }
        Effect   = "Allow"
        Resource = aws_efs_file_system.scratch_file_system.arn
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/models_sort_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.sort_function_role.name
}

resource "aws_efs_file_system" "weights_file_system" {
  encrypted        = true
  performance_mode = "generalPurpose"
  throughput_mode  = "elastic"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_efs_access_point" "weights_file_system_access_point" {
  file_system_id = aws_efs_file_system.weights_file_system.id

  posix_user {
    uid = 1000
    gid = 1000
  }

  root_directory {
    path = "/assets"

    creation_info {
      owner_uid   = 1000
      owner_gid   = 1000
      permissions = "755"
    }
  }
}

resource "aws_efs_mount_target" "weights_file_system_mount_target_a" {
  file_system_id  = aws_efs_file_system.weights_file_system.id
  subnet_id       = aws_subnet.main_network_subnet_inner_a.id
  security_groups = [aws_security_group.main_network_security_group_weights_file_system.id]
}

resource "aws_efs_mount_target" "weights_file_system_mount_target_b" {
  file_system_id  = aws_efs_file_system.weights_file_system.id
  subnet_id       = aws_subnet.main_network_subnet_inner_b.id
  security_groups = [aws_security_group.main_network_security_group_weights_file_system.id]
}

resource "aws_vpc_security_group_ingress_rule" "weights_file_system_rule_guess_function" {
  security_group_id            = aws_security_group.main_network_security_group_weights_file_system.id
  description                  = "function guess"
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
  referenced_security_group_id = aws_security_group.main_network_security_group_guess_function.id
}

resource "aws_vpc_security_group_ingress_rule" "weights_file_system_rule_learn_function" {
  security_group_id            = aws_security_group.main_network_security_group_weights_file_system.id
  description                  = "function learn"
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
  referenced_security_group_id = aws_security_group.main_network_security_group_learn_function.id
}
