output "weights" {
  value = "${aws_efs_access_point.weights_file_system_access_point.arn} /mnt/weights"
}
