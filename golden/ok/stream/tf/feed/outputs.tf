output "Orders" {
  value = aws_kinesis_firehose_delivery_stream.orders_stream.arn
}
