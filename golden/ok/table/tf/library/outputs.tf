output "books" {
  value = aws_dynamodb_table.books_table.arn
}
