provider "aws" {
  default_tags {
    tags = {
      deployer  = "topc"
      env       = "prod"
      namespace = "etl"
      sandbox   = "bob"
      team      = "data"
    }
  }
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

data "aws_partition" "current" {}
