output "failed" {
  value = "${aws_cloudwatch_metric_alarm.failed_alarm.alarm_name} ${aws_cloudwatch_metric_alarm.failed_alarm.arn}"
}
