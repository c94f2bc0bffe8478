output "arn" {
  value = aws_rds_cluster.reports_database.arn
}

output "managed" {
  value = aws_db_instance.small_database.master_user_secret[0].secret_arn
}
