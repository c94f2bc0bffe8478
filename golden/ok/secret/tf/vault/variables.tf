variable "db_user" {
  type        = string
  default     = "app"
  description = "db_user"
}
