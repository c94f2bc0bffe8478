variable "AccessPoint" {
  type        = string
  description = "ARN of the access point"
}

variable "Group" {
  type        = string
  description = "Group"
}

variable "SubnetA" {
  type        = string
  description = "SubnetA"
}

variable "SubnetB" {
  type        = string
  description = "SubnetB"
}
