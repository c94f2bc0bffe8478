variable "Theirs" {
  type        = string
  description = "ARN of a layer's version"
}
