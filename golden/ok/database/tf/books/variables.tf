variable "Groups" {
  type        = list(string)
  description = "Groups"
}

variable "Owner" {
  type        = string
  default     = "keeper"
  description = "Owner"
}

variable "Subnets" {
  type        = list(string)
  description = "Subnets"
}
