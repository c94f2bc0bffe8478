output "pool" {
  value = aws_cognito_user_pool.users_pool.id
}
