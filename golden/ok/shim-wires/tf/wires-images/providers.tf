provider "aws" {
  default_tags {
    tags = {
      deployer  = "topc"
      env       = "dev"
      namespace = "wires"
      sandbox   = "bob"
    }
  }
}
