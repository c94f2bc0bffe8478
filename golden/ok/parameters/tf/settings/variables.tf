variable "Call" {
  type        = string
  default     = ""
  description = "Call"

  validation {
    condition     = can(regex("^$|^\\+?[0-9]{6,15}$", var.Call))
    error_message = "Call has to match ^$|^\\+?[0-9]{6,15}$."
  }
}

variable "Count" {
  type        = number
  default     = 3
  description = "Count"
}

variable "Groups" {
  type        = list(string)
  description = "Groups"
}

variable "Hidden" {
  type        = string
  description = "Hidden"
  sensitive   = true
}

variable "Image" {
  type        = string
  default     = ""
  description = "Image"
}

variable "Key" {
  type        = string
  default     = ""
  description = "Key"
}

variable "Mail" {
  type        = string
  default     = ""
  description = "Mail"

  validation {
    condition     = can(regex("^$|^[^@ ]+@[^@ ]+$", var.Mail))
    error_message = "Mail has to match ^$|^[^@ ]+@[^@ ]+$."
  }
}

variable "Many" {
  type        = list(string)
  default     = ["subnet-1a2b3c4d"]
  description = "Many"
}

variable "Subnets" {
  type        = list(string)
  description = "Subnets"
}

variable "Text" {
  type        = string
  default     = "abc"
  description = "letters"

  validation {
    condition     = can(regex("^[a-z]+$", var.Text))
    error_message = "Text has to match ^[a-z]+$."
  }
}
