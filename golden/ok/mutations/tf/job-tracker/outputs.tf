output "Endpoint" {
  value = aws_appsync_graphql_api.job_tracker_graphql.uris["GRAPHQL"]
}
