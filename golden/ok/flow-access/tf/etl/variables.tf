variable "Inbox" {
  type        = string
  description = "URL of the queue of another team"
}

variable "Kept" {
  type        = string
  description = "ARN of what gets results"
}

variable "Lost" {
  type        = string
  description = "ARN of what gets failures"
}

variable "Machine" {
  type        = string
  description = "ARN of a state machine"
}

variable "ScorerArn" {
  type        = string
  description = "ARN of the function that scores"
}
