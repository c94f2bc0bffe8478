resource "aws_ecr_repository" "plain_image" {
  name                 = "plain"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = false

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "thumbs_image" {
  name                 = "pictures/thumbs-bob-${data.aws_caller_identity.current.account_id}"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = false

  image_scanning_configuration {
    scan_on_push = false
  }
}

resource "aws_ecr_lifecycle_policy" "thumbs_image_lifecycle" {
  repository = aws_ecr_repository.thumbs_image.name
  policy = jsonencode({
    rules = [
      {
        action = {
          type = "expire"
        }
        rulePriority = 1
        selection = {
          countNumber = 10
          countType   = "imageCountMoreThan"
          tagStatus   = "any"
        }
      },
    ]
  })
}

resource "aws_ecr_repository_policy" "thumbs_image_policy" {
  repository = aws_ecr_repository.thumbs_image.name
  policy = jsonencode({
    Statement = [
      {
        Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:pictures_resize_bob"
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_ecr_repository" "tools_image" {
  name                 = "tools"
  image_tag_mutability = "MUTABLE"
  force_delete         = true
  tags = {
    team = "media"
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository_policy" "tools_image_policy" {
  repository = aws_ecr_repository.tools_image.name
  policy = jsonencode({
    Statement = [
      {
        Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:pictures_inspect_bob"
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}
