output "repository" {
  value = aws_ecr_repository.thumbs_image.name
}
