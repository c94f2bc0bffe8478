output "Board" {
  value = aws_cloudwatch_dashboard.board_resource.id
}

output "Trail" {
  value = aws_cloudtrail.trail_resource.arn
}
