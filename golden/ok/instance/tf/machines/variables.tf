variable "ArtifactBucket" {
  type        = string
  description = "bucket that holds the archives of functions and layers"
}

variable "Base" {
  type        = string
  description = "image of the base machine"
}

variable "Key" {
  type        = string
  default     = ""
  description = "Key"
}
