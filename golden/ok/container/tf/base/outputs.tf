output "LoginSecretArn" {
  value       = aws_secretsmanager_secret.login_secret.arn
  description = "arn of secret `login`, for other parts of the system"
}

output "MainNetworkSecurityGroupPlainContainerId" {
  value       = aws_security_group.main_network_security_group_plain_container.id
  description = "id of network `main`, for other parts of the system"
}

output "MainNetworkSecurityGroupWorkContainerId" {
  value       = aws_security_group.main_network_security_group_work_container.id
  description = "id of network `main`, for other parts of the system"
}

output "MainNetworkSubnetInnerAId" {
  value       = aws_subnet.main_network_subnet_inner_a.id
  description = "id of network `main`, for other parts of the system"
}

output "MainNetworkSubnetInnerBId" {
  value       = aws_subnet.main_network_subnet_inner_b.id
  description = "id of network `main`, for other parts of the system"
}

output "MainNetworkSubnetPublic1a6692AId" {
  value       = aws_subnet.main_network_subnet_public1a6692_a.id
  description = "id of network `main`, for other parts of the system"
}

output "MainNetworkSubnetPublic1a6692BId" {
  value       = aws_subnet.main_network_subnet_public1a6692_b.id
  description = "id of network `main`, for other parts of the system"
}

output "QuickQueueArn" {
  value       = aws_sqs_queue.quick_queue.arn
  description = "arn of queue `quick`, for other parts of the system"
}

output "SlowQueueArn" {
  value       = aws_sqs_queue.slow_queue.arn
  description = "arn of queue `slow`, for other parts of the system"
}

output "SlowQueueName" {
  value       = aws_sqs_queue.slow_queue.name
  description = "name of queue `slow`, for other parts of the system"
}

output "SlowQueueUrl" {
  value       = aws_sqs_queue.slow_queue.url
  description = "url of queue `slow`, for other parts of the system"
}

output "SlowerQueueArn" {
  value       = aws_sqs_queue.slower_queue.arn
  description = "arn of queue `slower`, for other parts of the system"
}

output "SlowerQueueName" {
  value       = aws_sqs_queue.slower_queue.name
  description = "name of queue `slower`, for other parts of the system"
}

output "TokenSecretArn" {
  value       = aws_secretsmanager_secret.token_secret.arn
  description = "arn of secret `token`, for other parts of the system"
}
