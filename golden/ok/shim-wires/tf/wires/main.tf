resource "aws_lambda_function" "boxed_function" {
  function_name = "wires_boxed_bob"
  role          = aws_iam_role.boxed_function_role.arn
  package_type  = "Image"
  architectures = ["x86_64"]
  image_uri     = var.BoxUri
  memory_size   = 128
  timeout       = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.boxed_function_log_group, aws_iam_role_policy.boxed_function_role_policy]

  environment {
    variables = {
      JOBS = aws_sqs_queue.jobs_queue.url
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "boxed_function_log_group" {
  name              = "/aws/lambda/wires_boxed_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "boxed_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:wires_boxed_bob"
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

resource "aws_iam_role_policy" "boxed_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/wires_boxed_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.boxed_function_role.name
}

resource "aws_s3_bucket" "inbox_bucket" {
  bucket        = "wires-inbox-bob-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "inbox_bucket_encryption" {
  bucket = aws_s3_bucket.inbox_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_notification" "inbox_bucket_notification" {
  bucket      = aws_s3_bucket.inbox_bucket.bucket
  eventbridge = true
  depends_on  = [aws_lambda_permission.inbox_bucket_to_load_function_permission, aws_sns_topic_policy.news_topic_policy, aws_sqs_queue_policy.jobs_queue_policy]

  queue {
    queue_arn     = aws_sqs_queue.jobs_queue.arn
    events        = ["s3:ObjectCreated:Put", "s3:ObjectCreated:Copy"]
    filter_prefix = "in/it's/"
    filter_suffix = ".csv"
  }

  topic {
    topic_arn = aws_sns_topic.news_topic.arn
    events    = ["s3:ObjectRemoved:*"]
  }

  lambda_function {
    lambda_function_arn = aws_lambda_function.load_function.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "raw/"
  }
}

resource "aws_s3_bucket_ownership_controls" "inbox_bucket_ownership" {
  bucket = aws_s3_bucket.inbox_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "inbox_bucket_public_access" {
  bucket                  = aws_s3_bucket.inbox_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_lambda_permission" "inbox_bucket_to_load_function_permission" {
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.load_function.function_name
  statement_id   = "InboxBucketToLoadFunctionPermission"
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.inbox_bucket.arn
  source_account = data.aws_caller_identity.current.account_id
}

resource "aws_iam_role" "inbox_bucket_to_tidy_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "inbox_bucket_to_tidy_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.tidy_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.inbox_bucket_to_tidy_flow_role.name
}

resource "aws_cloudwatch_event_rule" "inbox_bucket_to_tidy_flow_rule" {
  event_pattern = jsonencode({
    detail = {
      bucket = {
        name = [aws_s3_bucket.inbox_bucket.bucket]
      }
      object = {
        key = [
          {
            prefix = "flow/"
          },
        ]
      }
    }
    detail-type = ["Object Created"]
    source      = ["aws.s3"]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "inbox_bucket_to_tidy_flow_target" {
  target_id = "target"
  arn       = aws_sfn_state_machine.tidy_flow.arn
  rule      = aws_cloudwatch_event_rule.inbox_bucket_to_tidy_flow_rule.name
  role_arn  = aws_iam_role.inbox_bucket_to_tidy_flow_role.arn
}

resource "aws_sqs_queue" "jobs_queue" {
  name                       = "wires_jobs_bob"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.jobs_queue_dead_letter.arn
    maxReceiveCount     = 2
  })
}

resource "aws_sqs_queue" "jobs_queue_dead_letter" {
  name                      = "wires_jobs_bob_dlq"
  message_retention_seconds = 1209600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "jobs_queue_policy" {
  queue_url = aws_sqs_queue.jobs_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_s3_bucket.inbox_bucket.arn
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "s3.amazonaws.com"
        }
        Resource = aws_sqs_queue.jobs_queue.arn
      },
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_sns_topic.news_topic.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "sns.amazonaws.com"
        }
        Resource = aws_sqs_queue.jobs_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_lambda_event_source_mapping" "jobs_queue_to_load_function_mapping" {
  event_source_arn = aws_sqs_queue.jobs_queue.arn
  function_name    = aws_lambda_function.load_function.function_name
  batch_size       = 5
  depends_on       = [aws_iam_role_policy.load_function_role_policy]
}

resource "aws_lambda_function" "load_function" {
  function_name    = "wires_load_bob"
  role             = aws_iam_role.load_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/ca2a7997696a3093ddf138e027632436.zip"
  source_code_hash = "ca2a7997696a3093ddf138e027632436"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.load_function_log_group, aws_iam_role_policy.load_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "load_function_log_group" {
  name              = "/aws/lambda/wires_load_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "load_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:wires_load_bob"
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

resource "aws_iam_role_policy" "load_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/wires_load_bob:*"
      },
      {
        Action   = "s3:GetObject"
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.inbox_bucket.arn}/*"
      },
      {
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Effect   = "Allow"
        Resource = aws_sqs_queue.jobs_queue.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.load_function_role.name
}

resource "aws_cloudwatch_event_rule" "loaded_eventf27f07" {
  name = "tc-wires-Loaded-bob"
  event_pattern = jsonencode({
    detail = {
      data = {
        ok = [true]
      }
    }
    detail-type = ["Loaded"]
    source      = ["wires"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "loaded_eventf27f07_to_load_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.load_function.function_name
  statement_id  = "LoadedEventf27f07ToLoadFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.loaded_eventf27f07.arn
}

resource "aws_cloudwatch_event_target" "loaded_eventf27f07_to_load_function_target" {
  target_id = "LoadFunction"
  arn       = aws_lambda_function.load_function.arn
  rule      = aws_cloudwatch_event_rule.loaded_eventf27f07.name
}

resource "aws_sqs_queue" "lost_queue" {
  name                      = "wires_lost_bob"
  message_retention_seconds = 1209600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_cloudwatch_event_rule" "moved_event1cca6a" {
  name = "tc-wires-Moved-bob"
  event_pattern = jsonencode({
    detail-type = ["Moved"]
    source      = ["wires"]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "moved_event1cca6a_to_slow_queue_target" {
  target_id = "SlowQueue"
  arn       = aws_sqs_queue.slow_queue.arn
  rule      = aws_cloudwatch_event_rule.moved_event1cca6a.name
}

resource "aws_sns_topic" "news_topic" {
  name = "wires_news_bob"
}

resource "aws_sns_topic_policy" "news_topic_policy" {
  arn = aws_sns_topic.news_topic.arn
  policy = jsonencode({
    Statement = [
      {
        Action = "sns:Publish"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_s3_bucket.inbox_bucket.arn
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "s3.amazonaws.com"
        }
        Resource = aws_sns_topic.news_topic.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sns_topic_subscription" "news_topic_subscription_sms602cd7" {
  topic_arn = aws_sns_topic.news_topic.arn
  protocol  = "sms"
  endpoint  = "+15550100"
}

resource "aws_sns_topic_subscription" "news_topic_to_jobs_queue_subscription" {
  topic_arn            = aws_sns_topic.news_topic.arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.jobs_queue.arn
  raw_message_delivery = true
  filter_policy = jsonencode({
    kind = ["it's"]
    size = [
      {
        numeric = [">", 3]
      },
    ]
  })
  filter_policy_scope = "MessageAttributes"
}

resource "aws_lambda_permission" "news_topic_to_load_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.load_function.function_name
  statement_id  = "NewsTopicToLoadFunctionPermission"
  principal     = "sns.amazonaws.com"
  source_arn    = aws_sns_topic.news_topic.arn
}

resource "aws_sns_topic_subscription" "news_topic_to_load_function_subscription" {
  topic_arn = aws_sns_topic.news_topic.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.load_function.arn
  filter_policy = jsonencode({
    to = ["load"]
  })
  filter_policy_scope = "MessageBody"
}

resource "aws_cloudwatch_event_rule" "nightly_schedule" {
  name                = "wires_nightly_bob"
  schedule_expression = "rate(1 day)"
  state               = "ENABLED"
}

resource "aws_lambda_permission" "nightly_schedule_to_load_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.load_function.function_name
  statement_id  = "NightlyScheduleToLoadFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.nightly_schedule.arn
}

resource "aws_cloudwatch_event_target" "nightly_schedule_to_load_function_target" {
  target_id = "LoadFunction"
  arn       = aws_lambda_function.load_function.arn
  rule      = aws_cloudwatch_event_rule.nightly_schedule.name
}

resource "aws_dynamodb_table" "seen_table" {
  name         = "wires_seen_bob"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  point_in_time_recovery {
    enabled = false
  }

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_sqs_queue" "slow_queue" {
  name                       = "wires_slow_bob"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.lost_queue.arn
    maxReceiveCount     = 4
  })
}

resource "aws_sqs_queue_policy" "slow_queue_policy" {
  queue_url = aws_sqs_queue.slow_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudwatch_event_rule.moved_event1cca6a.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Resource = aws_sqs_queue.slow_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sfn_state_machine" "tidy_flow" {
  name     = "wires_tidy_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.tidy_flow_role.arn
  definition = jsonencode({
    StartAt = "Done"
    States = {
      Done = {
        Type = "Succeed"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.tidy_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.tidy_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "tidy_flow_log_group" {
  name              = "/aws/vendedlogs/states/wires_tidy_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "tidy_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:wires_tidy_bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "states.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "tidy_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "logs:CreateLogDelivery",
          "logs:CreateLogStream",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutLogEvents",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "xray:GetSamplingRules",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.tidy_flow_role.name
}

resource "aws_ecs_service" "work_container" {
  name            = "wires_work_bob"
  cluster         = aws_ecs_cluster.work_container_cluster.arn
  task_definition = aws_ecs_task_definition.work_container_definition.arn
  desired_count   = 0
  launch_type     = "FARGATE"
  propagate_tags  = "SERVICE"
  depends_on      = [aws_iam_role_policy.work_container_execution_role_policy, aws_iam_role_policy.work_container_role_policy]

  network_configuration {
    subnets          = var.Subnets
    security_groups  = var.Groups
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

resource "aws_ecs_cluster" "work_container_cluster" {
  name = "wires_work_bob"
}

resource "aws_ecs_task_definition" "work_container_definition" {
  family                   = "wires_work_bob"
  cpu                      = "256"
  memory                   = 512
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn       = aws_iam_role.work_container_execution_role.arn
  task_role_arn            = aws_iam_role.work_container_role.arn
  container_definitions = jsonencode([
    {
      name      = "work"
      image     = var.WorkUri
      essential = true
      command   = ["python3", "main.py"]
      environment = [
        {
          name  = "QUEUE"
          value = aws_sqs_queue.slow_queue.url
        },
      ]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.work_container_log_group.name
          awslogs-region        = data.aws_region.current.id
          awslogs-stream-prefix = "work"
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

resource "aws_iam_role" "work_container_execution_role" {
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

resource "aws_iam_role_policy" "work_container_execution_role_policy" {
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
        Resource = var.WorkImageArn
      },
      {
        Action   = "ecr:GetAuthorizationToken"
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/ecs/wires_work_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.work_container_execution_role.name
}

resource "aws_cloudwatch_log_group" "work_container_log_group" {
  name              = "/aws/ecs/wires_work_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "work_container_role" {
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

resource "aws_iam_role_policy" "work_container_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:GetQueueUrl",
          "sqs:ReceiveMessage",
        ]
        Effect   = "Allow"
        Resource = aws_sqs_queue.slow_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.work_container_role.name
}

resource "aws_appautoscaling_target" "work_container_scaling" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.work_container_cluster.name}/${aws_ecs_service.work_container.name}"
  min_capacity       = 0
  max_capacity       = 2
}

resource "aws_cloudwatch_metric_alarm" "work_container_scaling_alarm_less" {
  alarm_name          = "wires_work_bob_less"
  alarm_description   = "no message waits"
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 10
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.work_container_scaling_policy_less.arn]

  metric_query {
    id          = "m1"
    return_data = false

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesVisible"
      dimensions = {
        QueueName = aws_sqs_queue.slow_queue.name
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
        QueueName = aws_sqs_queue.slow_queue.name
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

resource "aws_cloudwatch_metric_alarm" "work_container_scaling_alarm_more" {
  alarm_name          = "wires_work_bob_more"
  alarm_description   = "messages wait"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.work_container_scaling_policy_more.arn]

  metric_query {
    id          = "m1"
    return_data = false

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesVisible"
      dimensions = {
        QueueName = aws_sqs_queue.slow_queue.name
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
        QueueName = aws_sqs_queue.slow_queue.name
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

resource "aws_appautoscaling_policy" "work_container_scaling_policy_less" {
  name               = "wires_work_bob_less"
  policy_type        = "StepScaling"
  resource_id        = aws_appautoscaling_target.work_container_scaling.resource_id
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

resource "aws_appautoscaling_policy" "work_container_scaling_policy_more" {
  name               = "wires_work_bob_more"
  policy_type        = "StepScaling"
  resource_id        = aws_appautoscaling_target.work_container_scaling.resource_id
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"

  step_scaling_policy_configuration {
    adjustment_type         = "ExactCapacity"
    cooldown                = 60
    metric_aggregation_type = "Maximum"

    step_adjustment {
      metric_interval_lower_bound = 0
      metric_interval_upper_bound = 10
      scaling_adjustment          = 1
    }

    step_adjustment {
      metric_interval_lower_bound = 10
      scaling_adjustment          = 2
    }
  }
}
