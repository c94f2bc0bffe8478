resource "aws_ecr_repository" "transcoder_image" {
  name                 = "transcoder"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = false

  image_scanning_configuration {
    scan_on_push = true
  }
}
