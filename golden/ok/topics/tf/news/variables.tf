variable "Hook" {
  type        = string
  description = "Hook"

  validation {
    condition     = can(regex("^https://.*$", var.Hook))
    error_message = "Hook has to match ^https://.*$."
  }
}

variable "Phone" {
  type        = string
  default     = ""
  description = "gets a message when it burns"

  validation {
    condition     = can(regex("^$|^\\+?[0-9]{6,15}$", var.Phone))
    error_message = "Phone has to match ^$|^\\+?[0-9]{6,15}$."
  }
}
