provider "aws" {
  default_tags {
    tags = {
      deployer  = "topc"
      env       = "dev"
      namespace = "tasks"
      sandbox   = "bob"
    }
  }
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

data "aws_partition" "current" {}
