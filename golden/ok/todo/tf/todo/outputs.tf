output "Endpoint" {
  value = aws_appsync_graphql_api.todo_graphql.uris["GRAPHQL"]
}
