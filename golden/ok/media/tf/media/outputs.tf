output "Uploads" {
  value = aws_s3_bucket.uploads_bucket.bucket
}
