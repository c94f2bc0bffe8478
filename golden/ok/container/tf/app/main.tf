resource "aws_lambda_function" "call_function" {
  function_name    = "jobs_call_bob"
  role             = aws_iam_role.call_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.call_function_log_group, aws_iam_role_policy.call_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "call_function_log_group" {
  name              = "/aws/lambda/jobs_call_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "call_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:jobs_call_bob"
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

resource "aws_iam_role_policy" "call_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/jobs_call_bob:*"
      },
      {
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Effect   = "Allow"
        Resource = var.QuickQueueArn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.call_function_role.name
}

resource "aws_ecs_service" "plain_container" {
  name            = "jobs_plain_bob"
  cluster         = aws_ecs_cluster.plain_container_cluster.arn
  task_definition = aws_ecs_task_definition.plain_container_definition.arn
  desired_count   = 1
  launch_type     = "FARGATE"
  propagate_tags  = "SERVICE"
  tags = {
    team = "jobs"
  }
  depends_on = [aws_iam_role_policy.plain_container_execution_role_policy]

  network_configuration {
    subnets          = [var.MainNetworkSubnetPublic1a6692AId, var.MainNetworkSubnetPublic1a6692BId]
    security_groups  = [var.MainNetworkSecurityGroupPlainContainerId]
    assign_public_ip = true
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}

resource "aws_ecs_cluster" "plain_container_cluster" {
  name = "jobs_plain_bob"
  tags = {
    team = "jobs"
  }
}

resource "aws_ecs_task_definition" "plain_container_definition" {
  family                   = "jobs_plain_bob"
  cpu                      = "256"
  memory                   = 512
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn       = aws_iam_role.plain_container_execution_role.arn
  container_definitions = jsonencode([
    {
      name      = "plain"
      image     = var.ToolsUri
      essential = true
      command   = ["sh", "-c", "echo hello"]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.plain_container_log_group.name
          awslogs-region        = data.aws_region.current.id
          awslogs-stream-prefix = "plain"
        }
      }
    },
  ])
  tags = {
    team    = "jobs"
    version = "0.0.1"
  }

  runtime_platform {
    cpu_architecture        = "ARM64"
    operating_system_family = "LINUX"
  }
}

resource "aws_iam_role" "plain_container_execution_role" {
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
  tags = {
    team = "jobs"
  }
}

resource "aws_iam_role_policy" "plain_container_execution_role_policy" {
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
        Resource = var.ToolsImageArn
      },
      {
        Action   = "ecr:GetAuthorizationToken"
        Effect   = "Allow"
        Resource = "*"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/ecs/jobs_plain_bob:*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.plain_container_execution_role.name
}

resource "aws_cloudwatch_log_group" "plain_container_log_group" {
  name              = "/aws/ecs/jobs_plain_bob"
  retention_in_days = 30
  tags = {
    team = "jobs"
  }
}

resource "aws_lambda_event_source_mapping" "quick_queue_to_call_function_mapping" {
  event_source_arn = var.QuickQueueArn
  function_name    = aws_lambda_function.call_function.function_name
  batch_size       = 10
  depends_on       = [aws_iam_role_policy.call_function_role_policy]
}

resource "aws_ecs_service" "work_container" {
  name            = "jobs_work_bob"
  cluster         = aws_ecs_cluster.work_container_cluster.arn
  task_definition = aws_ecs_task_definition.work_container_definition.arn
  desired_count   = 1
  launch_type     = "FARGATE"
  propagate_tags  = "SERVICE"
  depends_on      = [aws_iam_role_policy.work_container_execution_role_policy, aws_iam_role_policy.work_container_role_policy]

  network_configuration {
    subnets          = [var.MainNetworkSubnetInnerAId, var.MainNetworkSubnetInnerBId]
    security_groups  = [var.MainNetworkSecurityGroupWorkContainerId]
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
  name = "jobs_work_bob"
}

resource "aws_ecs_task_definition" "work_container_definition" {
  family                   = "jobs_work_bob"
  cpu                      = "1024"
  memory                   = 4096
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn       = aws_iam_role.work_container_execution_role.arn
  task_role_arn            = aws_iam_role.work_container_role.arn
  container_definitions = jsonencode([
    {
      name      = "work"
      image     = var.WorkUri
      essential = true
      command   = ["python3", "-u", "app/main.py"]
      environment = [
        {
          name  = "QUEUE"
          value = var.SlowQueueUrl
        },
        {
          name  = "USER"
          value = "keeper"
        },
        {
          name  = "LEVEL"
          value = "3"
        },
      ]
      secrets = [
        {
          name      = "PASSWORD"
          valueFrom = "${var.LoginSecretArn}:password::"
        },
        {
          name      = "TOKEN"
          valueFrom = var.TokenSecretArn
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/ecs/jobs_work_bob:*"
      },
      {
        Action   = "secretsmanager:GetSecretValue"
        Effect   = "Allow"
        Resource = [var.LoginSecretArn, var.TokenSecretArn]
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.work_container_execution_role.name
}

resource "aws_cloudwatch_log_group" "work_container_log_group" {
  name              = "/aws/ecs/jobs_work_bob"
  retention_in_days = 7
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
        Action   = "secretsmanager:GetSecretValue"
        Effect   = "Allow"
        Resource = var.LoginSecretArn
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
        Resource = var.SlowerQueueArn
      },
      {
        Action = [
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:GetQueueUrl",
          "sqs:ReceiveMessage",
          "sqs:SendMessage",
        ]
        Effect   = "Allow"
        Resource = var.SlowQueueArn
      },
      {
        Action   = "s3:ListAllMyBuckets"
        Effect   = "Allow"
        Resource = "*"
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
  min_capacity       = 1
  max_capacity       = 60
}

resource "aws_cloudwatch_metric_alarm" "work_container_scaling_alarm_less" {
  alarm_name          = "jobs_work_bob_less"
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
        QueueName = var.SlowQueueName
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
        QueueName = var.SlowQueueName
      }
      period = 60
      stat   = "Maximum"
    }
  }

  metric_query {
    id          = "m3"
    return_data = false

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesVisible"
      dimensions = {
        QueueName = var.SlowerQueueName
      }
      period = 60
      stat   = "Maximum"
    }
  }

  metric_query {
    id          = "m4"
    return_data = false

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesNotVisible"
      dimensions = {
        QueueName = var.SlowerQueueName
      }
      period = 60
      stat   = "Maximum"
    }
  }

  metric_query {
    id          = "messages"
    expression  = "m1 + m2 + m3 + m4"
    label       = "messages"
    return_data = true
  }
}

resource "aws_cloudwatch_metric_alarm" "work_container_scaling_alarm_more" {
  alarm_name          = "jobs_work_bob_more"
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
        QueueName = var.SlowQueueName
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
        QueueName = var.SlowQueueName
      }
      period = 60
      stat   = "Maximum"
    }
  }

  metric_query {
    id          = "m3"
    return_data = false

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesVisible"
      dimensions = {
        QueueName = var.SlowerQueueName
      }
      period = 60
      stat   = "Maximum"
    }
  }

  metric_query {
    id          = "m4"
    return_data = false

    metric {
      namespace   = "AWS/SQS"
      metric_name = "ApproximateNumberOfMessagesNotVisible"
      dimensions = {
        QueueName = var.SlowerQueueName
      }
      period = 60
      stat   = "Maximum"
    }
  }

  metric_query {
    id          = "messages"
    expression  = "m1 + m2 + m3 + m4"
    label       = "messages"
    return_data = true
  }
}

resource "aws_appautoscaling_policy" "work_container_scaling_policy_less" {
  name               = "jobs_work_bob_less"
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
      scaling_adjustment          = 1
    }
  }
}

resource "aws_appautoscaling_policy" "work_container_scaling_policy_more" {
  name               = "jobs_work_bob_more"
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
      metric_interval_upper_bound = 5
      scaling_adjustment          = 1
    }

    step_adjustment {
      metric_interval_lower_bound = 5
      metric_interval_upper_bound = 25
      scaling_adjustment          = 5
    }

    step_adjustment {
      metric_interval_lower_bound = 25
      metric_interval_upper_bound = 45
      scaling_adjustment          = 9
    }

    step_adjustment {
      metric_interval_lower_bound = 45
      metric_interval_upper_bound = 65
      scaling_adjustment          = 13
    }

    step_adjustment {
      metric_interval_lower_bound = 65
      metric_interval_upper_bound = 85
      scaling_adjustment          = 17
    }

    step_adjustment {
      metric_interval_lower_bound = 85
      metric_interval_upper_bound = 105
      scaling_adjustment          = 21
    }

    step_adjustment {
      metric_interval_lower_bound = 105
      metric_interval_upper_bound = 125
      scaling_adjustment          = 25
    }

    step_adjustment {
      metric_interval_lower_bound = 125
      metric_interval_upper_bound = 145
      scaling_adjustment          = 29
    }

    step_adjustment {
      metric_interval_lower_bound = 145
      metric_interval_upper_bound = 165
      scaling_adjustment          = 33
    }

    step_adjustment {
      metric_interval_lower_bound = 165
      metric_interval_upper_bound = 185
      scaling_adjustment          = 37
    }

    step_adjustment {
      metric_interval_lower_bound = 185
      metric_interval_upper_bound = 205
      scaling_adjustment          = 41
    }

    step_adjustment {
      metric_interval_lower_bound = 205
      metric_interval_upper_bound = 225
      scaling_adjustment          = 45
    }

    step_adjustment {
      metric_interval_lower_bound = 225
      metric_interval_upper_bound = 245
      scaling_adjustment          = 49
    }

    step_adjustment {
      metric_interval_lower_bound = 245
      metric_interval_upper_bound = 265
      scaling_adjustment          = 53
    }

    step_adjustment {
      metric_interval_lower_bound = 265
      metric_interval_upper_bound = 285
      scaling_adjustment          = 57
    }

    step_adjustment {
      metric_interval_lower_bound = 285
      scaling_adjustment          = 60
    }
  }
}
