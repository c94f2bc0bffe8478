variable "AlertEmail" {
  type        = string
  default     = ""
  description = "gets a mail when an order cannot be stored"

  validation {
    condition     = can(regex("^$|^[^@ ]+@[^@ ]+$", var.AlertEmail))
    error_message = "AlertEmail has to match ^$|^[^@ ]+@[^@ ]+$."
  }
}

variable "ModelsAccessPoint" {
  type        = string
  description = "ARN of the EFS access point that holds the models"
}

variable "ModelsSecurityGroups" {
  type        = list(string)
  description = "ModelsSecurityGroups"
}

variable "ModelsSubnets" {
  type        = list(string)
  description = "ModelsSubnets"
}
