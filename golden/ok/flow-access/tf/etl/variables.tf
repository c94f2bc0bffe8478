variable "Inbox" {
  type        = string
  description = "URL of the queue of another team"
}

variable "Machine" {
  type        = string
  description = "ARN of a state machine"
}

variable "ScorerArn" {
  type        = string
  description = "ARN of the function that scores"
}
