provider "aws" {
  default_tags {
    tags = {
      cost      = "42"
      deployer  = "topc"
      env       = "dev"
      namespace = "files"
      sandbox   = "bob"
      team      = "storage"
    }
  }
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

data "aws_partition" "current" {}
