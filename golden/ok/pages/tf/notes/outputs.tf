output "App" {
  value = "https://notes.example.com"
}

output "Docs" {
  value = "https://${aws_cloudfront_distribution.docs_page.domain_name}"
}
