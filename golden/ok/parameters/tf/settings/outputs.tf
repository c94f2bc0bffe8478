output "mail" {
  value = var.Mail
}

output "subnets" {
  value = join(",", var.Subnets)
}

output "text" {
  value       = "${var.Text}-${data.aws_caller_identity.current.account_id}-${data.aws_region.current.id}"
  description = "what was given"
}
