variable "OpsEmail" {
  type        = string
  default     = ""
  description = "who hears of trouble"

  validation {
    condition     = can(regex("^$|^[^@ ]+@[^@ ]+$", var.OpsEmail))
    error_message = "OpsEmail has to match ^$|^[^@ ]+@[^@ ]+$."
  }
}

variable "TranscoderImageArn" {
  type        = string
  description = "arn of image `transcoder`"
}

variable "TranscoderUri" {
  type        = string
  description = "URI of the image transcoder, pinned by digest"
}
