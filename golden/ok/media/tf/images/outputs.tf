output "TranscoderImageArn" {
  value       = aws_ecr_repository.transcoder_image.arn
  description = "arn of image `transcoder`, for other parts of the system"
}
