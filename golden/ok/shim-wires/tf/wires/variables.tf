variable "BoxUri" {
  type        = string
  description = "URI of the image box, pinned by digest"
}

variable "Groups" {
  type        = list(string)
  description = "what may reach them"
}

variable "Subnets" {
  type        = list(string)
  description = "where containers run"
}

variable "WorkImageArn" {
  type        = string
  description = "arn of image `work`"
}

variable "WorkUri" {
  type        = string
  description = "URI of the image work, pinned by digest"
}
