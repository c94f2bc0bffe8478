variable "Issuer" {
  type        = string
  description = "who signs the tokens"
}
