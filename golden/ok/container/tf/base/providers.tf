provider "aws" {
  default_tags {
    tags = {
      deployer  = "topc"
      env       = "dev"
      namespace = "jobs"
      sandbox   = "bob"
    }
  }
}

data "aws_region" "current" {}
