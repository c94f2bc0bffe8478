variable "Mail" {
  type        = string
  default     = ""
  description = "Mail"

  validation {
    condition     = can(regex("^$|^[^@ ]+@[^@ ]+$", var.Mail))
    error_message = "Mail has to match ^$|^[^@ ]+@[^@ ]+$."
  }
}
