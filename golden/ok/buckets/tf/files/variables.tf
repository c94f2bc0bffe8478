variable "FilesKey" {
  type        = string
  description = "ARN of the key that seals files"
}
