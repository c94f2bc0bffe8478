resource "aws_ecr_repository" "work_image" {
  name                 = "wires/work-bob"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = false

  image_scanning_configuration {
    scan_on_push = true
  }
}
