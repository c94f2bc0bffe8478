resource "aws_secretsmanager_secret" "login_secret" {
  name                    = "jobs_login_bob"
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

ephemeral "aws_secretsmanager_random_password" "login_secret_password" {
  password_length    = 32
  exclude_characters = "\"@/\\"
}

resource "aws_secretsmanager_secret_version" "login_secret_version" {
  secret_id = aws_secretsmanager_secret.login_secret.arn
  secret_string_wo = jsonencode({
    username = "keeper"
    password = ephemeral.aws_secretsmanager_random_password.login_secret_password.random_password
  })
  secret_string_wo_version = 1
}

resource "aws_vpc" "main_network" {
  cidr_block           = "10.50.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
}

resource "aws_eip" "main_network_address_a" {
  domain = "vpc"
}

resource "aws_eip" "main_network_address_b" {
  domain = "vpc"
}

resource "aws_vpc_endpoint" "main_network_endpoint_s3" {
  vpc_id            = aws_vpc.main_network.id
  service_name      = "com.amazonaws.${data.aws_region.current.id}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids = [
    aws_route_table.main_network_route_table_public1a6692.id,
    aws_route_table.main_network_route_table_inner_a.id,
    aws_route_table.main_network_route_table_inner_b.id,
  ]
}

resource "aws_internet_gateway" "main_network_internet_gateway" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_nat_gateway" "main_network_nat_gateway_a" {
  allocation_id = aws_eip.main_network_address_a.id
  subnet_id     = aws_subnet.main_network_subnet_public1a6692_a.id
  depends_on    = [aws_internet_gateway.main_network_internet_gateway]
}

resource "aws_nat_gateway" "main_network_nat_gateway_b" {
  allocation_id = aws_eip.main_network_address_b.id
  subnet_id     = aws_subnet.main_network_subnet_public1a6692_b.id
  depends_on    = [aws_internet_gateway.main_network_internet_gateway]
}

resource "aws_route" "main_network_route_inner_a" {
  route_table_id         = aws_route_table.main_network_route_table_inner_a.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main_network_nat_gateway_a.id
}

resource "aws_route" "main_network_route_inner_b" {
  route_table_id         = aws_route_table.main_network_route_table_inner_b.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main_network_nat_gateway_b.id
}

resource "aws_route" "main_network_route_public1a6692" {
  route_table_id         = aws_route_table.main_network_route_table_public1a6692.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main_network_internet_gateway.id
}

resource "aws_route_table_association" "main_network_route_table_association_inner_a" {
  route_table_id = aws_route_table.main_network_route_table_inner_a.id
  subnet_id      = aws_subnet.main_network_subnet_inner_a.id
}

resource "aws_route_table_association" "main_network_route_table_association_inner_b" {
  route_table_id = aws_route_table.main_network_route_table_inner_b.id
  subnet_id      = aws_subnet.main_network_subnet_inner_b.id
}

resource "aws_route_table_association" "main_network_route_table_association_public1a6692_a" {
  route_table_id = aws_route_table.main_network_route_table_public1a6692.id
  subnet_id      = aws_subnet.main_network_subnet_public1a6692_a.id
}

resource "aws_route_table_association" "main_network_route_table_association_public1a6692_b" {
  route_table_id = aws_route_table.main_network_route_table_public1a6692.id
  subnet_id      = aws_subnet.main_network_subnet_public1a6692_b.id
}

resource "aws_route_table" "main_network_route_table_inner_a" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_route_table" "main_network_route_table_inner_b" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_route_table" "main_network_route_table_public1a6692" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_security_group" "main_network_security_group_plain_container" {
  description = "container plain"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_work_container" {
  description = "container work"
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
  cidr_block        = "10.50.10.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "main_network_subnet_inner_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.50.11.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_subnet" "main_network_subnet_public1a6692_a" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.50.0.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "main_network_subnet_public1a6692_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.50.1.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_sqs_queue" "quick_queue" {
  name                       = "jobs_quick_bob"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
}

resource "aws_sqs_queue" "slow_queue" {
  name                       = "jobs_slow_bob"
  visibility_timeout_seconds = 300
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
}

resource "aws_sqs_queue" "slower_queue" {
  name                       = "jobs_slower_bob"
  visibility_timeout_seconds = 300
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
}

resource "aws_secretsmanager_secret" "token_secret" {
  name                    = "jobs_token_bob"
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

ephemeral "aws_secretsmanager_random_password" "token_secret_password" {
  password_length    = 32
  exclude_characters = "\"@/\\"
}

resource "aws_secretsmanager_secret_version" "token_secret_version" {
  secret_id                = aws_secretsmanager_secret.token_secret.arn
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.token_secret_password.random_password
  secret_string_wo_version = 1
}
