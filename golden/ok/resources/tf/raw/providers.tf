provider "aws" {
  default_tags {
    tags = {
      deployer  = "topc"
      env       = "dev"
      namespace = "raw"
      sandbox   = "bob"
    }
  }
}

data "aws_caller_identity" "current" {}
