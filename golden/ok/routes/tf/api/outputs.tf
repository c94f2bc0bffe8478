output "url" {
  value = "${aws_apigatewayv2_api.api_api00f385.api_endpoint}/items"
}
