resource "aws_ecr_repository" "tools_image" {
  name                 = "tools"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = false

  image_scanning_configuration {
    scan_on_push = true
  }
}
