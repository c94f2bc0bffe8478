variable "AppPageCertificate" {
  type        = string
  description = "ARN of the certificate for notes.example.com, in us-east-1"
}

variable "BobCertificate" {
  type        = string
  description = "certificate of bob's host"
}
