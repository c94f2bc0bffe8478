output "domain" {
  value       = "https://${aws_s3_bucket.site_bucket.bucket_regional_domain_name}"
  description = "where the site is"
}

output "raw" {
  value = aws_s3_bucket.raw_bucket.bucket
}
