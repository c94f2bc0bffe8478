output "orders_url" {
  value = "${aws_apigatewayv2_api.shop_api.api_endpoint}/orders"
}
