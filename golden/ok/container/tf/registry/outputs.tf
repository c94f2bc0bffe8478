output "ToolsImageArn" {
  value       = aws_ecr_repository.tools_image.arn
  description = "arn of image `tools`, for other parts of the system"
}
