output "Api" {
  value = "https://${aws_api_gateway_rest_api.shop_rest_api.id}.execute-api.${data.aws_region.current.id}.${data.aws_partition.current.dns_suffix}/bob/goods"
}
