variable "OpsEmail" {
  type        = string
  default     = ""
  description = "who hears of trouble"

  validation {
    condition     = can(regex("^$|^[^@ ]+@[^@ ]+$", var.OpsEmail))
    error_message = "OpsEmail has to match ^$|^[^@ ]+@[^@ ]+$."
  }
}
