variable "Issuer" {
  type        = string
  description = "who signs the tokens"
}

variable "OtherApi" {
  type        = string
  description = "id of an API that is there"
}
