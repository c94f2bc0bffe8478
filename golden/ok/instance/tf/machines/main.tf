resource "aws_instance" "back_instance" {
  ami                         = var.Base
  instance_type               = "t3.micro"
  subnet_id                   = aws_subnet.main_network_subnet_private_b.id
  associate_public_ip_address = false
  vpc_security_group_ids      = [aws_security_group.main_network_security_group_back_instance.id]
  depends_on                  = [aws_route.main_network_route_private, aws_route_table_association.main_network_route_table_association_private_b, aws_route_table_association.main_network_route_table_association_private_c]

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_lambda_function" "far_function" {
  function_name    = "machines_far_bob"
  role             = aws_iam_role.far_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.far_function_log_group, aws_iam_role_policy.far_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "far_function_log_group" {
  name              = "/aws/lambda/machines_far_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "far_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:machines_far_bob"
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

resource "aws_iam_role_policy" "far_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/machines_far_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.far_function_role.name
}

resource "aws_instance" "guest_instance" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  iam_instance_profile   = aws_iam_instance_profile.guest_instance_profile.name
  subnet_id              = "subnet-0123456789abcdef0"
  vpc_security_group_ids = ["sg-0123456789abcdef0"]
  depends_on             = [aws_iam_role_policy.guest_instance_role_policy]

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_iam_instance_profile" "guest_instance_profile" {
  role = aws_iam_role.guest_instance_role.name
}

resource "aws_iam_role" "guest_instance_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Effect = "Allow"
        Principal = {
          Service = "ec2.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "guest_instance_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "ec2:DescribeTags"
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.guest_instance_role.name
}

resource "aws_s3_bucket" "logs_bucket" {
  bucket        = "machines-logs-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "logs_bucket_encryption" {
  bucket = aws_s3_bucket.logs_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "logs_bucket_ownership" {
  bucket = aws_s3_bucket.logs_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "logs_bucket_public_access" {
  bucket                  = aws_s3_bucket.logs_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_instance" "lone_instance" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.micro"
  iam_instance_profile   = aws_iam_instance_profile.lone_instance_profile.name
  vpc_security_group_ids = [aws_security_group.lone_instance_security_group.id]
  user_data              = "#!/bin/bash\nset -eu\nexport HOME=/root DEBIAN_FRONTEND=noninteractive AWS_DEFAULT_REGION=${data.aws_region.current.id}\nfor tool in aws unzip; do\n  command -v $tool >/dev/null && continue\n  if command -v apt-get >/dev/null; then\n    apt-get update -q\n    [ $tool = unzip ] && apt-get install -qy unzip && continue\n    apt-get install -qy awscli || snap install aws-cli --classic\n  else\n    yum install -qy $tool || yum install -qy awscli\n  fi\ndone\naws s3 cp s3://${var.ArtifactBucket}/artifacts/d4cf3341003b43ba91da1e36e712a8ef.zip /tmp/topc.zip\nunzip -oq -d / /tmp/topc.zip\nrm /tmp/topc.zip\nchmod +x /opt/topc/setup\ncd '/root'\n/opt/topc/setup\n"
  depends_on             = [aws_iam_role_policy.lone_instance_role_policy]

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_iam_instance_profile" "lone_instance_profile" {
  role = aws_iam_role.lone_instance_role.name
}

resource "aws_iam_role" "lone_instance_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Effect = "Allow"
        Principal = {
          Service = "ec2.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "lone_instance_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:s3:::${var.ArtifactBucket}/artifacts/d4cf3341003b43ba91da1e36e712a8ef.zip"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.lone_instance_role.name
}

resource "aws_security_group" "lone_instance_security_group" {
  description = "instance lone"

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_vpc" "main_network" {
  cidr_block           = "10.20.0.0/16"
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
  subnet_id     = aws_subnet.main_network_subnet_public1a6692_a.id
  depends_on    = [aws_internet_gateway.main_network_internet_gateway]
}

resource "aws_route" "main_network_route_private" {
  route_table_id         = aws_route_table.main_network_route_table_private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main_network_nat_gateway.id
}

resource "aws_route" "main_network_route_public1a6692" {
  route_table_id         = aws_route_table.main_network_route_table_public1a6692.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main_network_internet_gateway.id
}

resource "aws_route_table_association" "main_network_route_table_association_private_b" {
  route_table_id = aws_route_table.main_network_route_table_private.id
  subnet_id      = aws_subnet.main_network_subnet_private_b.id
}

resource "aws_route_table_association" "main_network_route_table_association_private_c" {
  route_table_id = aws_route_table.main_network_route_table_private.id
  subnet_id      = aws_subnet.main_network_subnet_private_c.id
}

resource "aws_route_table_association" "main_network_route_table_association_public1a6692_a" {
  route_table_id = aws_route_table.main_network_route_table_public1a6692.id
  subnet_id      = aws_subnet.main_network_subnet_public1a6692_a.id
}

resource "aws_route_table" "main_network_route_table_private" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_route_table" "main_network_route_table_public1a6692" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_security_group" "main_network_security_group_back_instance" {
  description = "instance back"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_near_function" {
  description = "function near"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_web_instance" {
  description = "instance web"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_subnet" "main_network_subnet_private_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.20.1.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_subnet" "main_network_subnet_private_c" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.20.2.0/24"
  availability_zone = "${data.aws_region.current.id}c"
}

resource "aws_subnet" "main_network_subnet_public1a6692_a" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.20.0.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_lambda_function" "near_function" {
  function_name    = "machines_near_bob"
  role             = aws_iam_role.near_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.near_function_log_group, aws_iam_role_policy.near_function_role_policy]

  vpc_config {
    subnet_ids = [
      aws_subnet.main_network_subnet_private_b.id,
      aws_subnet.main_network_subnet_private_c.id,
    ]
    security_group_ids = [aws_security_group.main_network_security_group_near_function.id]
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "near_function_log_group" {
  name              = "/aws/lambda/machines_near_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "near_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:machines_near_bob"
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

resource "aws_iam_role_policy" "near_function_role_policy" {
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
            "lambda:SourceFunctionArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:machines_near_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/machines_near_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.near_function_role.name
}

resource "aws_vpc_security_group_ingress_rule" "near_function_to_web_instance_rule22" {
  security_group_id            = aws_security_group.main_network_security_group_web_instance.id
  description                  = "function near"
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
  referenced_security_group_id = aws_security_group.main_network_security_group_near_function.id
}

resource "aws_vpc_security_group_ingress_rule" "near_function_to_web_instance_rule443" {
  security_group_id            = aws_security_group.main_network_security_group_web_instance.id
  description                  = "function near"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = aws_security_group.main_network_security_group_near_function.id
}

resource "aws_vpc_security_group_ingress_rule" "near_function_to_web_instance_rule8080" {
  security_group_id            = aws_security_group.main_network_security_group_web_instance.id
  description                  = "function near"
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  referenced_security_group_id = aws_security_group.main_network_security_group_near_function.id
}

resource "aws_vpc_security_group_ingress_rule" "near_function_to_web_instance_rule9090" {
  security_group_id            = aws_security_group.main_network_security_group_web_instance.id
  description                  = "function near"
  ip_protocol                  = "tcp"
  from_port                    = 9090
  to_port                      = 9090
  referenced_security_group_id = aws_security_group.main_network_security_group_near_function.id
}

resource "aws_instance" "web_instance" {
  ami                         = data.aws_ssm_parameter.ssm_aws_service_ami_amazon_linux_latest_al2023_ami_kernel_default_arm64a2ecd2_parameter.value
  instance_type               = "t4g.small"
  key_name                    = var.Key != "" ? var.Key : null
  iam_instance_profile        = aws_iam_instance_profile.web_instance_profile.name
  subnet_id                   = aws_subnet.main_network_subnet_public1a6692_a.id
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.main_network_security_group_web_instance.id]
  user_data                   = "#!/bin/bash\nset -eu\nexport HOME=/root DEBIAN_FRONTEND=noninteractive AWS_DEFAULT_REGION=${data.aws_region.current.id}\nfor tool in aws unzip; do\n  command -v $tool >/dev/null && continue\n  if command -v apt-get >/dev/null; then\n    apt-get update -q\n    [ $tool = unzip ] && apt-get install -qy unzip && continue\n    apt-get install -qy awscli || snap install aws-cli --classic\n  else\n    yum install -qy $tool || yum install -qy awscli\n  fi\ndone\naws s3 cp s3://${var.ArtifactBucket}/artifacts/7401b941267f1891072aed9951e3f19f.zip /tmp/topc.zip\nunzip -oq -d / /tmp/topc.zip\nrm /tmp/topc.zip\nchown --reference='/home/ec2-user' '/home/ec2-user/motd.txt'\nchmod +x /opt/topc/setup\ncd '/etc'\n/opt/topc/setup\n"
  tags = {
    Name = "web"
  }
  depends_on = [aws_iam_role_policy.web_instance_role_policy, aws_route.main_network_route_public1a6692, aws_route_table_association.main_network_route_table_association_public1a6692_a]

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_vpc_security_group_ingress_rule" "web_instance_ingress2219202024c252f7" {
  security_group_id = aws_security_group.main_network_security_group_web_instance.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "192.0.2.0/24"
}

resource "aws_vpc_security_group_ingress_rule" "web_instance_ingress22198511007321a930c" {
  security_group_id = aws_security_group.main_network_security_group_web_instance.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "198.51.100.7/32"
}

resource "aws_vpc_security_group_ingress_rule" "web_instance_ingress443_anywhere" {
  security_group_id = aws_security_group.main_network_security_group_web_instance.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_iam_instance_profile" "web_instance_profile" {
  role = aws_iam_role.web_instance_role.name
}

resource "aws_iam_role" "web_instance_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Effect = "Allow"
        Principal = {
          Service = "ec2.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
  tags = {
    Name = "web"
  }
}

resource "aws_iam_role_policy" "web_instance_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["s3:AbortMultipartUpload", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.logs_bucket.arn}/*"
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:s3:::${var.ArtifactBucket}/artifacts/7401b941267f1891072aed9951e3f19f.zip"
      },
      {
        Action   = "s3:ListBucket"
        Effect   = "Allow"
        Resource = aws_s3_bucket.logs_bucket.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.web_instance_role.name
}

resource "aws_vpc_security_group_ingress_rule" "web_instance_to_back_instance_rule" {
  security_group_id            = aws_security_group.main_network_security_group_back_instance.id
  description                  = "instance web"
  ip_protocol                  = "tcp"
  from_port                    = 5000
  to_port                      = 5000
  referenced_security_group_id = aws_security_group.main_network_security_group_web_instance.id
}

data "aws_ssm_parameter" "ssm_aws_service_ami_amazon_linux_latest_al2023_ami_kernel_default_arm64a2ecd2_parameter" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
}
