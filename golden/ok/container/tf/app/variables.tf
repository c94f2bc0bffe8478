variable "LoginSecretArn" {
  type        = string
  description = "arn of secret `login`"
}

variable "MainNetworkSecurityGroupPlainContainerId" {
  type        = string
  description = "id of network `main`"
}

variable "MainNetworkSecurityGroupWorkContainerId" {
  type        = string
  description = "id of network `main`"
}

variable "MainNetworkSubnetInnerAId" {
  type        = string
  description = "id of network `main`"
}

variable "MainNetworkSubnetInnerBId" {
  type        = string
  description = "id of network `main`"
}

variable "MainNetworkSubnetPublic1a6692AId" {
  type        = string
  description = "id of network `main`"
}

variable "MainNetworkSubnetPublic1a6692BId" {
  type        = string
  description = "id of network `main`"
}

variable "QuickQueueArn" {
  type        = string
  description = "arn of queue `quick`"
}

variable "SlowQueueArn" {
  type        = string
  description = "arn of queue `slow`"
}

variable "SlowQueueName" {
  type        = string
  description = "name of queue `slow`"
}

variable "SlowQueueUrl" {
  type        = string
  description = "url of queue `slow`"
}

variable "SlowerQueueArn" {
  type        = string
  description = "arn of queue `slower`"
}

variable "SlowerQueueName" {
  type        = string
  description = "name of queue `slower`"
}

variable "TokenSecretArn" {
  type        = string
  description = "arn of secret `token`"
}

variable "ToolsImageArn" {
  type        = string
  description = "arn of image `tools`"
}

variable "ToolsUri" {
  type        = string
  description = "URI of the image tools, pinned by digest"
}

variable "WorkImageArn" {
  type        = string
  description = "arn of image `work`"
}

variable "WorkUri" {
  type        = string
  description = "URI of the image work, pinned by digest"
}
