output "name" {
  value = aws_sqs_queue.ordered_queue.name
}

output "url" {
  value = aws_sqs_queue.plain_queue.url
}
