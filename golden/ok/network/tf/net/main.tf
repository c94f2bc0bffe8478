resource "aws_vpc" "closed_network" {
  cidr_block           = "10.50.0.0/20"
  enable_dns_hostnames = true
  enable_dns_support   = true
}

resource "aws_route_table_association" "closed_network_route_table_association_only_c" {
  route_table_id = aws_route_table.closed_network_route_table_only.id
  subnet_id      = aws_subnet.closed_network_subnet_only_c.id
}

resource "aws_route_table" "closed_network_route_table_only" {
  vpc_id = aws_vpc.closed_network.id
}

resource "aws_security_group" "closed_network_security_group_shut_function" {
  description = "function shut"
  vpc_id      = aws_vpc.closed_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_subnet" "closed_network_subnet_only_c" {
  vpc_id            = aws_vpc.closed_network.id
  cidr_block        = "10.50.0.0/24"
  availability_zone = "${data.aws_region.current.id}c"
}

resource "aws_lambda_function" "keep_by_arn_function" {
  function_name    = "net_keep-by-arn_bob"
  role             = aws_iam_role.keep_by_arn_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.keep_by_arn_function_log_group, aws_iam_role_policy.keep_by_arn_function_role_policy]

  vpc_config {
    subnet_ids         = [var.SubnetA, var.SubnetB]
    security_group_ids = [var.Group]
  }

  file_system_config {
    arn              = var.AccessPoint
    local_mount_path = "/mnt/by-arn"
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "keep_by_arn_function_log_group" {
  name              = "/aws/lambda/net_keep-by-arn_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "keep_by_arn_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:net_keep-by-arn_bob"
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

resource "aws_iam_role_policy" "keep_by_arn_function_role_policy" {
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
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:net_keep-by-arn_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/net_keep-by-arn_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.keep_by_arn_function_role.name
}

resource "aws_lambda_function" "keep_by_name_function" {
  function_name    = "net_keep-by-name_bob"
  role             = aws_iam_role.keep_by_name_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.keep_by_name_function_log_group, aws_iam_role_policy.keep_by_name_function_role_policy]

  vpc_config {
    subnet_ids         = [var.SubnetA, var.SubnetB]
    security_group_ids = [var.Group]
  }

  file_system_config {
    arn              = var.AccessPoint
    local_mount_path = "/mnt/files"
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "keep_by_name_function_log_group" {
  name              = "/aws/lambda/net_keep-by-name_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "keep_by_name_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:net_keep-by-name_bob"
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

resource "aws_iam_role_policy" "keep_by_name_function_role_policy" {
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
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:net_keep-by-name_bob"
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
            "elasticfilesystem:AccessPointArn" = var.AccessPoint
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:elasticfilesystem:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:file-system/*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/net_keep-by-name_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.keep_by_name_function_role.name
}

resource "aws_lambda_function" "keep_function" {
  function_name    = "net_keep_bob"
  role             = aws_iam_role.keep_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.keep_function_log_group, aws_iam_role_policy.keep_function_role_policy]

  vpc_config {
    subnet_ids         = [var.SubnetA, var.SubnetB]
    security_group_ids = [var.Group]
  }

  file_system_config {
    arn              = var.AccessPoint
    local_mount_path = "/mnt/files"
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "keep_function_log_group" {
  name              = "/aws/lambda/net_keep_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "keep_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:net_keep_bob"
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

resource "aws_iam_role_policy" "keep_function_role_policy" {
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
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:net_keep_bob"
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
            "elasticfilesystem:AccessPointArn" = var.AccessPoint
          }
        }
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:elasticfilesystem:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:file-system/*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/net_keep_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.keep_function_role.name
}

resource "aws_lambda_function" "reach_function" {
  function_name    = "net_reach_bob"
  role             = aws_iam_role.reach_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.reach_function_log_group, aws_iam_role_policy.reach_function_role_policy]

  vpc_config {
    subnet_ids = [
      aws_subnet.wide_network_subnet_apps_a.id,
      aws_subnet.wide_network_subnet_apps_b.id,
    ]
    security_group_ids = [aws_security_group.wide_network_security_group_reach_function.id]
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "reach_function_log_group" {
  name              = "/aws/lambda/net_reach_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "reach_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:net_reach_bob"
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

resource "aws_iam_role_policy" "reach_function_role_policy" {
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
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:net_reach_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/net_reach_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.reach_function_role.name
}

resource "aws_lambda_function" "shut_function" {
  function_name    = "net_shut_bob"
  role             = aws_iam_role.shut_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.shut_function_log_group, aws_iam_role_policy.shut_function_role_policy]

  vpc_config {
    subnet_ids         = [aws_subnet.closed_network_subnet_only_c.id]
    security_group_ids = [aws_security_group.closed_network_security_group_shut_function.id]
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "shut_function_log_group" {
  name              = "/aws/lambda/net_shut_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "shut_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:net_shut_bob"
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

resource "aws_iam_role_policy" "shut_function_role_policy" {
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
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:net_shut_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/net_shut_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.shut_function_role.name
}

resource "aws_vpc" "wide_network" {
  cidr_block           = "10.40.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
}

resource "aws_eip" "wide_network_address_a" {
  domain = "vpc"
}

resource "aws_eip" "wide_network_address_b" {
  domain = "vpc"
}

resource "aws_vpc_endpoint" "wide_network_endpoint_dynamodb" {
  vpc_id            = aws_vpc.wide_network.id
  service_name      = "com.amazonaws.${data.aws_region.current.id}.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids = [
    aws_route_table.wide_network_route_table_edge.id,
    aws_route_table.wide_network_route_table_apps_a.id,
    aws_route_table.wide_network_route_table_apps_b.id,
    aws_route_table.wide_network_route_table_data.id,
  ]
}

resource "aws_vpc_endpoint" "wide_network_endpoint_s3" {
  vpc_id            = aws_vpc.wide_network.id
  service_name      = "com.amazonaws.${data.aws_region.current.id}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids = [
    aws_route_table.wide_network_route_table_edge.id,
    aws_route_table.wide_network_route_table_apps_a.id,
    aws_route_table.wide_network_route_table_apps_b.id,
    aws_route_table.wide_network_route_table_data.id,
  ]
}

resource "aws_internet_gateway" "wide_network_internet_gateway" {
  vpc_id = aws_vpc.wide_network.id
}

resource "aws_nat_gateway" "wide_network_nat_gateway_a" {
  allocation_id = aws_eip.wide_network_address_a.id
  subnet_id     = aws_subnet.wide_network_subnet_edge_a.id
  depends_on    = [aws_internet_gateway.wide_network_internet_gateway]
}

resource "aws_nat_gateway" "wide_network_nat_gateway_b" {
  allocation_id = aws_eip.wide_network_address_b.id
  subnet_id     = aws_subnet.wide_network_subnet_edge_b.id
  depends_on    = [aws_internet_gateway.wide_network_internet_gateway]
}

resource "aws_route" "wide_network_route_apps_a" {
  route_table_id         = aws_route_table.wide_network_route_table_apps_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.wide_network_nat_gateway_a.id
}

resource "aws_route" "wide_network_route_apps_b" {
  route_table_id         = aws_route_table.wide_network_route_table_apps_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.wide_network_nat_gateway_b.id
}

resource "aws_route" "wide_network_route_edge" {
  route_table_id         = aws_route_table.wide_network_route_table_edge.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.wide_network_internet_gateway.id
}

resource "aws_route_table" "wide_network_route_table_apps_a" {
  vpc_id = aws_vpc.wide_network.id
}

resource "aws_route_table" "wide_network_route_table_apps_b" {
  vpc_id = aws_vpc.wide_network.id
}

resource "aws_route_table_association" "wide_network_route_table_association_apps_a" {
  route_table_id = aws_route_table.wide_network_route_table_apps_a.id
  subnet_id      = aws_subnet.wide_network_subnet_apps_a.id
}

resource "aws_route_table_association" "wide_network_route_table_association_apps_b" {
  route_table_id = aws_route_table.wide_network_route_table_apps_b.id
  subnet_id      = aws_subnet.wide_network_subnet_apps_b.id
}

resource "aws_route_table_association" "wide_network_route_table_association_data_a" {
  route_table_id = aws_route_table.wide_network_route_table_data.id
  subnet_id      = aws_subnet.wide_network_subnet_data_a.id
}

resource "aws_route_table_association" "wide_network_route_table_association_data_b" {
  route_table_id = aws_route_table.wide_network_route_table_data.id
  subnet_id      = aws_subnet.wide_network_subnet_data_b.id
}

resource "aws_route_table_association" "wide_network_route_table_association_edge_a" {
  route_table_id = aws_route_table.wide_network_route_table_edge.id
  subnet_id      = aws_subnet.wide_network_subnet_edge_a.id
}

resource "aws_route_table_association" "wide_network_route_table_association_edge_b" {
  route_table_id = aws_route_table.wide_network_route_table_edge.id
  subnet_id      = aws_subnet.wide_network_subnet_edge_b.id
}

resource "aws_route_table" "wide_network_route_table_data" {
  vpc_id = aws_vpc.wide_network.id
}

resource "aws_route_table" "wide_network_route_table_edge" {
  vpc_id = aws_vpc.wide_network.id
}

resource "aws_security_group" "wide_network_security_group_reach_function" {
  description = "function reach"
  vpc_id      = aws_vpc.wide_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_subnet" "wide_network_subnet_apps_a" {
  vpc_id            = aws_vpc.wide_network.id
  cidr_block        = "10.40.10.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "wide_network_subnet_apps_b" {
  vpc_id            = aws_vpc.wide_network.id
  cidr_block        = "10.40.11.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_subnet" "wide_network_subnet_data_a" {
  vpc_id            = aws_vpc.wide_network.id
  cidr_block        = "10.40.200.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "wide_network_subnet_data_b" {
  vpc_id            = aws_vpc.wide_network.id
  cidr_block        = "10.40.201.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_subnet" "wide_network_subnet_edge_a" {
  vpc_id            = aws_vpc.wide_network.id
  cidr_block        = "10.40.0.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "wide_network_subnet_edge_b" {
  vpc_id            = aws_vpc.wide_network.id
  cidr_block        = "10.40.1.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}
