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
