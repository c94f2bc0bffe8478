resource "aws_kinesis_firehose_delivery_stream" "done_stream" {
  name        = "media_done_bob"
  destination = "extended_s3"
  depends_on  = [aws_iam_role_policy.done_stream_role_policy]

  server_side_encryption {
    key_type = "AWS_OWNED_CMK"
    enabled  = true
  }

  extended_s3_configuration {
    bucket_arn         = aws_s3_bucket.lake_bucket.arn
    role_arn           = aws_iam_role.done_stream_role.arn
    prefix             = "done/"
    buffering_size     = 64
    buffering_interval = 600
    compression_format = "GZIP"

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.done_stream_log_group.name
      log_stream_name = aws_cloudwatch_log_stream.done_stream_log_group_stream.name
    }
  }
}

resource "aws_cloudwatch_log_group" "done_stream_log_group" {
  name              = "/aws/kinesisfirehose/media_done_bob"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_stream" "done_stream_log_group_stream" {
  log_group_name = aws_cloudwatch_log_group.done_stream_log_group.name
  name           = "delivery"
}

resource "aws_iam_role" "done_stream_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:firehose:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:deliverystream/media_done_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "firehose.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "done_stream_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "logs:PutLogEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/kinesisfirehose/media_done_bob:log-stream:delivery"
      },
      {
        Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.lake_bucket.arn}/*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.lake_bucket.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.done_stream_role.name
}

resource "aws_lambda_layer_version" "imaging_layer" {
  layer_name               = "imaging"
  compatible_runtimes      = ["python3.13"]
  compatible_architectures = ["arm64"]
  filename                 = "${path.root}/../../layers/imaging-03d1f9a149096538af3cad97b8d29979.zip"
  source_code_hash         = "03d1f9a149096538af3cad97b8d29979"
}

resource "aws_s3_bucket" "lake_bucket" {
  bucket        = "media-lake-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "lake_bucket_encryption" {
  bucket = aws_s3_bucket.lake_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "lake_bucket_lifecycle" {
  bucket = aws_s3_bucket.lake_bucket.bucket

  rule {
    id     = "rule-1"
    status = "Enabled"

    filter {
      prefix = ""
    }

    transition {
      storage_class = "GLACIER_IR"
      days          = 60
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "lake_bucket_ownership" {
  bucket = aws_s3_bucket.lake_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "lake_bucket_public_access" {
  bucket                  = aws_s3_bucket.lake_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_glue_crawler" "lake_crawler" {
  name          = "media_lake_bob"
  role          = aws_iam_role.lake_crawler_role.arn
  database_name = aws_glue_catalog_database.lake_crawler_database.name
  schedule      = "cron(0 3 * * ? *)"
  depends_on    = [aws_iam_role_policy.lake_crawler_role_policy]

  schema_change_policy {
    update_behavior = "UPDATE_IN_DATABASE"
    delete_behavior = "DEPRECATE_IN_DATABASE"
  }

  s3_target {
    path = "s3://${aws_s3_bucket.lake_bucket.bucket}/done/"
  }
}

resource "aws_glue_catalog_database" "lake_crawler_database" {
  name = "media_lake_bob"
}

resource "aws_iam_role" "lake_crawler_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:*"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "glue.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "lake_crawler_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "glue:BatchCreatePartition",
          "glue:BatchDeletePartition",
          "glue:BatchGetPartition",
          "glue:BatchUpdatePartition",
          "glue:CreatePartition",
          "glue:CreateTable",
          "glue:DeletePartition",
          "glue:DeleteTable",
          "glue:GetDatabase",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:GetTable",
          "glue:GetTables",
          "glue:UpdatePartition",
          "glue:UpdateTable",
        ]
        Effect = "Allow"
        Resource = [
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:catalog",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:database/media_lake_bob",
          "arn:${data.aws_partition.current.partition}:glue:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:table/media_lake_bob/*",
        ]
      },
      {
        Action   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws-glue/crawlers:*"
      },
      {
        Action   = ["s3:GetBucketLocation", "s3:ListBucket"]
        Effect   = "Allow"
        Resource = aws_s3_bucket.lake_bucket.arn
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.lake_bucket.arn}/done/*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.lake_crawler_role.name
}

resource "aws_athena_workgroup" "lake_crawler_workgroup" {
  name          = "media_lake_bob"
  force_destroy = true

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true

    result_configuration {
      output_location = "s3://${aws_s3_bucket.lake_bucket.bucket}/athena-results/"

      encryption_configuration {
        encryption_option = "SSE_S3"
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "late_alarm" {
  alarm_name  = "media_late_bob"
  namespace   = "AWS/SQS"
  metric_name = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.transcodes_queue.name
  }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 3600
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.trouble_topic.arn]
}

resource "aws_cloudwatch_metric_alarm" "lost_alarm" {
  alarm_name  = "media_lost_bob"
  namespace   = "AWS/SQS"
  metric_name = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.transcodes_queue_dead_letter.name
  }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.trouble_topic.arn]
}

resource "aws_vpc" "main_network" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
}

resource "aws_eip" "main_network_address" {
  domain = "vpc"
}

resource "aws_vpc_endpoint" "main_network_endpoint_s3" {
  vpc_id            = aws_vpc.main_network.id
  service_name      = "com.amazonaws.${data.aws_region.current.id}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids = [
    aws_route_table.main_network_route_table_edge.id,
    aws_route_table.main_network_route_table_work.id,
  ]
}

resource "aws_internet_gateway" "main_network_internet_gateway" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_nat_gateway" "main_network_nat_gateway" {
  allocation_id = aws_eip.main_network_address.id
  subnet_id     = aws_subnet.main_network_subnet_edge_a.id
  depends_on    = [aws_internet_gateway.main_network_internet_gateway]
}

resource "aws_route" "main_network_route_edge" {
  route_table_id         = aws_route_table.main_network_route_table_edge.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main_network_internet_gateway.id
}

resource "aws_route_table_association" "main_network_route_table_association_edge_a" {
  route_table_id = aws_route_table.main_network_route_table_edge.id
  subnet_id      = aws_subnet.main_network_subnet_edge_a.id
}

resource "aws_route_table_association" "main_network_route_table_association_edge_b" {
  route_table_id = aws_route_table.main_network_route_table_edge.id
  subnet_id      = aws_subnet.main_network_subnet_edge_b.id
}

resource "aws_route_table_association" "main_network_route_table_association_work_a" {
  route_table_id = aws_route_table.main_network_route_table_work.id
  subnet_id      = aws_subnet.main_network_subnet_work_a.id
}

resource "aws_route_table_association" "main_network_route_table_association_work_b" {
  route_table_id = aws_route_table.main_network_route_table_work.id
  subnet_id      = aws_subnet.main_network_subnet_work_b.id
}

resource "aws_route_table" "main_network_route_table_edge" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_route_table" "main_network_route_table_work" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_route" "main_network_route_work" {
  route_table_id         = aws_route_table.main_network_route_table_work.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main_network_nat_gateway.id
}

resource "aws_security_group" "main_network_security_group_transcode_container" {
  description = "container transcode"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_subnet" "main_network_subnet_edge_a" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.20.0.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "main_network_subnet_edge_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.20.1.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_subnet" "main_network_subnet_work_a" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.20.10.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "main_network_subnet_work_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.20.11.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_lambda_function" "preview_function" {
  function_name    = "media_preview_bob"
  role             = aws_iam_role.preview_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["arm64"]
  filename         = "${path.root}/../../artifacts/ff2b9348f54f46ab5a118f6c66c455ec.zip"
  source_code_hash = "ff2b9348f54f46ab5a118f6c66c455ec"
  memory_size      = 1024
  timeout          = 60
  layers           = [aws_lambda_layer_version.imaging_layer.arn]
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.preview_function_log_group, aws_iam_role_policy.preview_function_role_policy]

  environment {
    variables = {
      DONE      = aws_kinesis_firehose_delivery_stream.done_stream.name
      PUBLISHED = aws_s3_bucket.published_bucket.bucket
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "preview_function_log_group" {
  name              = "/aws/lambda/media_preview_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "preview_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:media_preview_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
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

resource "aws_iam_role_policy" "preview_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
        Effect   = "Allow"
        Resource = aws_kinesis_firehose_delivery_stream.done_stream.arn
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/media_preview_bob:*"
      },
      {
        Action   = ["s3:AbortMultipartUpload", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.published_bucket.arn}/*"
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.uploads_bucket.arn}/*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.preview_function_role.name
}

resource "aws_s3_bucket" "published_bucket" {
  bucket        = "media-published-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "published_bucket_encryption" {
  bucket = aws_s3_bucket.published_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "published_bucket_ownership" {
  bucket = aws_s3_bucket.published_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "published_bucket_public_access" {
  bucket                  = aws_s3_bucket.published_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "published_bucket_versioning" {
  bucket = aws_s3_bucket.published_bucket.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_ecs_service" "transcode_container" {
  name            = "media_transcode_bob"
  cluster         = aws_ecs_cluster.transcode_container_cluster.arn
  task_definition = aws_ecs_task_definition.transcode_container_definition.arn
  desired_count   = 0
  launch_type     = "FARGATE"
  propagate_tags  = "SERVICE"
  depends_on      = [aws_iam_role_policy.transcode_container_execution_role_policy, aws_iam_role_policy.transcode_container_role_policy, aws_route.main_network_route_work, aws_route_table_association.main_network_route_table_association_work_a, aws_route_table_association.main_network_route_table_association_work_b, aws_vpc_endpoint.main_network_endpoint_s3]

  network_configuration {
    subnets = [
      aws_subnet.main_network_subnet_work_a.id,
      aws_subnet.main_network_subnet_work_b.id,
    ]
    security_groups  = [aws_security_group.main_network_security_group_transcode_container.id]
    assign_public_ip = false
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  lifecycle {
    ignore_changes = [desired_count]
  }
}

resource "aws_ecs_cluster" "transcode_container_cluster" {
  name = "media_transcode_bob"
}

resource "aws_ecs_task_definition" "transcode_container_definition" {
  family                   = "media_transcode_bob"
  cpu                      = "1024"
  memory                   = 4096
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn       = aws_iam_role.transcode_container_execution_role.arn
  task_role_arn            = aws_iam_role.transcode_container_role.arn
  container_definitions = jsonencode([
    {
      name      = "transcode"
      image     = var.TranscoderUri
      essential = true
      environment = [
        {
          name  = "PUBLISHED"
          value = aws_s3_bucket.published_bucket.bucket
        },
        {
          name  = "QUEUE"
          value = aws_sqs_queue.transcodes_queue.url
        },
        {
          name  = "DONE"
          value = aws_kinesis_firehose_delivery_stream.done_stream.name
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.transcode_container_log_group.name
          awslogs-region        = data.aws_region.current.id
          awslogs-stream-prefix = "transcode"
        }
      }
    },
  ])
  tags = {
    version = "0.0.1"
  }

  runtime_platform {
    cpu_architecture        = "X86_64"
    operating_system_family = "LINUX"
  }
}

resource "aws_iam_role" "transcode_container_execution_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:*"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "transcode_container_execution_role_policy" {
  name = "start"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer",
        ]
        Effect   = "Allow"
        Resource = var.TranscoderImageArn
      },
      {
        Action   = "ecr:GetAuthorizationToken"
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/ecs/media_transcode_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.transcode_container_execution_role.name
}

resource "aws_cloudwatch_log_group" "transcode_container_log_group" {
  name              = "/aws/ecs/media_transcode_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "transcode_container_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:*"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "transcode_container_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
        Effect   = "Allow"
        Resource = aws_kinesis_firehose_delivery_stream.done_stream.arn
      },
      {
        Action   = ["s3:AbortMultipartUpload", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.published_bucket.arn}/*"
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.uploads_bucket.arn}/*"
      },
      {
        Action = [
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:GetQueueUrl",
          "sqs:ReceiveMessage",
        ]
        Effect   = "Allow"
        Resource = aws_sqs_queue.transcodes_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.transcode_container_role.name
}

resource "aws_appautoscaling_target" "transcode_container_scaling" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.transcode_container_cluster.name}/${aws_ecs_service.transcode_container.name}"
  min_capacity       = 0
  max_capacity       = 4
}

resource "aws_cloudwatch_metric_alarm" "transcode_container_scaling_alarm_less" {
  alarm_name          = "media_transcode_bob_less"
  alarm_description   = "no message waits"
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 10
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.transcode_container_scaling_policy_less.arn]

  metric_query {
    id          = "m1"
    return_data = false

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesVisible"
      dimensions = {
        QueueName = aws_sqs_queue.transcodes_queue.name
      }
      period = 60
      stat   = "Maximum"
    }
  }

  metric_query {
    id          = "m2"
    return_data = false

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesNotVisible"
      dimensions = {
        QueueName = aws_sqs_queue.transcodes_queue.name
      }
      period = 60
      stat   = "Maximum"
    }
  }

  metric_query {
    id          = "messages"
    expression  = "m1 + m2"
    label       = "messages"
    return_data = true
  }
}

resource "aws_cloudwatch_metric_alarm" "transcode_container_scaling_alarm_more" {
  alarm_name          = "media_transcode_bob_more"
  alarm_description   = "messages wait"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.transcode_container_scaling_policy_more.arn]

  metric_query {
    id          = "m1"
    return_data = false

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesVisible"
      dimensions = {
        QueueName = aws_sqs_queue.transcodes_queue.name
      }
      period = 60
      stat   = "Maximum"
    }
  }

  metric_query {
    id          = "m2"
    return_data = false

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesNotVisible"
      dimensions = {
        QueueName = aws_sqs_queue.transcodes_queue.name
      }
      period = 60
      stat   = "Maximum"
    }
  }

  metric_query {
    id          = "messages"
    expression  = "m1 + m2"
    label       = "messages"
    return_data = true
  }
}

resource "aws_appautoscaling_policy" "transcode_container_scaling_policy_less" {
  name               = "media_transcode_bob_less"
  policy_type        = "StepScaling"
  resource_id        = aws_appautoscaling_target.transcode_container_scaling.resource_id
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"

  step_scaling_policy_configuration {
    adjustment_type         = "ExactCapacity"
    cooldown                = 60
    metric_aggregation_type = "Maximum"

    step_adjustment {
      metric_interval_upper_bound = 0
      scaling_adjustment          = 0
    }
  }
}

resource "aws_appautoscaling_policy" "transcode_container_scaling_policy_more" {
  name               = "media_transcode_bob_more"
  policy_type        = "StepScaling"
  resource_id        = aws_appautoscaling_target.transcode_container_scaling.resource_id
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"

  step_scaling_policy_configuration {
    adjustment_type         = "ExactCapacity"
    cooldown                = 60
    metric_aggregation_type = "Maximum"

    step_adjustment {
      metric_interval_lower_bound = 0
      metric_interval_upper_bound = 2
      scaling_adjustment          = 1
    }

    step_adjustment {
      metric_interval_lower_bound = 2
      metric_interval_upper_bound = 4
      scaling_adjustment          = 2
    }

    step_adjustment {
      metric_interval_lower_bound = 4
      metric_interval_upper_bound = 6
      scaling_adjustment          = 3
    }

    step_adjustment {
      metric_interval_lower_bound = 6
      scaling_adjustment          = 4
    }
  }
}

resource "aws_sqs_queue" "transcodes_queue" {
  name                       = "media_transcodes_bob"
  visibility_timeout_seconds = 5400
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.transcodes_queue_dead_letter.arn
    maxReceiveCount     = 3
  })
}

resource "aws_sqs_queue" "transcodes_queue_dead_letter" {
  name                      = "media_transcodes_bob_dlq"
  message_retention_seconds = 1209600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "transcodes_queue_policy" {
  queue_url = aws_sqs_queue.transcodes_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_s3_bucket.uploads_bucket.arn
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "s3.amazonaws.com"
        }
        Resource = aws_sqs_queue.transcodes_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sns_topic" "trouble_topic" {
  name = "media_trouble_bob"
}

resource "aws_sns_topic_policy" "trouble_topic_policy" {
  arn = aws_sns_topic.trouble_topic.arn
  policy = jsonencode({
    Statement = [
      {
        Action = "sns:Publish"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [
              "arn:${data.aws_partition.current.partition}:cloudwatch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:alarm:media_late_bob",
              "arn:${data.aws_partition.current.partition}:cloudwatch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:alarm:media_lost_bob",
            ]
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Resource = aws_sns_topic.trouble_topic.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sns_topic_subscription" "trouble_topic_subscription_email1e8510" {
  count     = var.OpsEmail != "" ? 1 : 0
  topic_arn = aws_sns_topic.trouble_topic.arn
  protocol  = "email"
  endpoint  = var.OpsEmail
}

resource "aws_s3_bucket" "uploads_bucket" {
  bucket        = "media-uploads-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_cors_configuration" "uploads_bucket_cors" {
  bucket = aws_s3_bucket.uploads_bucket.bucket

  cors_rule {
    allowed_origins = ["https://media.example.com"]
    allowed_methods = ["PUT"]
    allowed_headers = ["*"]
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "uploads_bucket_encryption" {
  bucket = aws_s3_bucket.uploads_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "uploads_bucket_lifecycle" {
  bucket = aws_s3_bucket.uploads_bucket.bucket

  rule {
    id     = "rule-1"
    status = "Enabled"

    filter {
      prefix = "raw/"
    }

    expiration {
      days = 30
    }
  }
}

resource "aws_s3_bucket_notification" "uploads_bucket_notification" {
  bucket     = aws_s3_bucket.uploads_bucket.bucket
  depends_on = [aws_lambda_permission.uploads_bucket_to_preview_function_permission, aws_sqs_queue_policy.transcodes_queue_policy]

  queue {
    queue_arn     = aws_sqs_queue.transcodes_queue.arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = "raw/"
    filter_suffix = ".mp4"
  }

  lambda_function {
    lambda_function_arn = aws_lambda_function.preview_function.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "raw/"
    filter_suffix       = ".jpg"
  }
}

resource "aws_s3_bucket_ownership_controls" "uploads_bucket_ownership" {
  bucket = aws_s3_bucket.uploads_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "uploads_bucket_public_access" {
  bucket                  = aws_s3_bucket.uploads_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_lambda_permission" "uploads_bucket_to_preview_function_permission" {
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.preview_function.function_name
  statement_id   = "UploadsBucketToPreviewFunctionPermission"
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.uploads_bucket.arn
  source_account = data.aws_caller_identity.current.account_id
}
