output "WorkImageArn" {
  value       = aws_ecr_repository.work_image.arn
  description = "arn of image `work`, for other parts of the system"
}
