resource "aws_cloudwatch_metric_alarm" "busy_alarm" {
  alarm_name  = "watch_busy_bob"
  namespace   = "AWS/RDS"
  metric_name = "CPUUtilization"
  dimensions = {
    DBClusterIdentifier = aws_rds_cluster.ledger_database.cluster_identifier
  }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 90
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "errors_alarm" {
  alarm_name  = "watch_errors_bob"
  namespace   = "AWS/Lambda"
  metric_name = "Errors"
  dimensions = {
    FunctionName = aws_lambda_function.worker_function.function_name
  }
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 3
  period              = 60
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.pager_topic.arn]
}

resource "aws_cloudwatch_metric_alarm" "failed_alarm" {
  alarm_name        = "watch_failed_bob"
  alarm_description = "look into the log of the flow"
  namespace         = "AWS/States"
  metric_name       = "ExecutionsFailed"
  dimensions = {
    StateMachineArn = aws_sfn_state_machine.watch_flow.arn
  }
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.pager_topic.arn]
}

resource "aws_cloudwatch_metric_alarm" "full_alarm" {
  alarm_name  = "watch_full_bob"
  namespace   = "AWS/RDS"
  metric_name = "DatabaseConnections"
  dimensions = {
    DBInstanceIdentifier = aws_db_instance.small_database.identifier
  }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 80
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
}

resource "aws_dynamodb_table" "items_table" {
  name         = "watch_items_bob"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  point_in_time_recovery {
    enabled = false
  }

  lifecycle {
    prevent_destroy = true
  }

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_sqs_queue" "jobs_queue" {
  name                       = "watch_jobs_bob"
  visibility_timeout_seconds = 300
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.jobs_queue_dead_letter.arn
    maxReceiveCount     = 3
  })
}

resource "aws_sqs_queue" "jobs_queue_dead_letter" {
  name                      = "lost"
  message_retention_seconds = 1209600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_event_source_mapping" "jobs_queue_to_worker_function_mapping" {
  event_source_arn = aws_sqs_queue.jobs_queue.arn
  function_name    = aws_lambda_function.worker_function.function_name
  batch_size       = 10
  depends_on       = [aws_iam_role_policy.worker_function_role_policy]
}

resource "aws_rds_cluster" "ledger_database" {
  cluster_identifier          = "watch-ledger-bob"
  engine                      = "aurora-mysql"
  master_username             = "dbadmin"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.ledger_database_subnet_group.name
  backup_retention_period     = 1
  storage_encrypted           = true
  copy_tags_to_snapshot       = true
  apply_immediately           = true
  skip_final_snapshot         = false
  final_snapshot_identifier   = "watch-ledger-bob-final"
  vpc_security_group_ids      = [aws_security_group.main_network_security_group_ledger_database.id]

  serverlessv2_scaling_configuration {
    min_capacity = 0.5
    max_capacity = 2
  }
}

resource "aws_rds_cluster_instance" "ledger_database_instance" {
  identifier         = "watch-ledger-bob-1"
  cluster_identifier = aws_rds_cluster.ledger_database.cluster_identifier
  instance_class     = "db.serverless"
  engine             = "aurora-mysql"
  apply_immediately  = true
}

resource "aws_db_subnet_group" "ledger_database_subnet_group" {
  description = "subnets of database ledger"
  subnet_ids = [
    aws_subnet.main_network_subnet_inner_a.id,
    aws_subnet.main_network_subnet_inner_b.id,
  ]
}

resource "aws_cloudwatch_metric_alarm" "long_alarm" {
  alarm_name  = "watch_long_bob"
  namespace   = "AWS/Lambda"
  metric_name = "Duration"
  dimensions = {
    FunctionName = aws_lambda_function.worker_function.function_name
  }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 25000
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
}

resource "aws_vpc" "main_network" {
  cidr_block           = "10.60.0.0/16"
  enable_dns_hostnames = true
  enable_dns_support   = true
}

resource "aws_route_table_association" "main_network_route_table_association_inner_a" {
  route_table_id = aws_route_table.main_network_route_table_inner.id
  subnet_id      = aws_subnet.main_network_subnet_inner_a.id
}

resource "aws_route_table_association" "main_network_route_table_association_inner_b" {
  route_table_id = aws_route_table.main_network_route_table_inner.id
  subnet_id      = aws_subnet.main_network_subnet_inner_b.id
}

resource "aws_route_table" "main_network_route_table_inner" {
  vpc_id = aws_vpc.main_network.id
}

resource "aws_security_group" "main_network_security_group_ledger_database" {
  description = "database ledger"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_security_group" "main_network_security_group_small_database" {
  description = "database small"
  vpc_id      = aws_vpc.main_network.id

  egress {
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 0
    to_port     = 0
  }
}

resource "aws_subnet" "main_network_subnet_inner_a" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.60.0.0/24"
  availability_zone = "${data.aws_region.current.id}a"
}

resource "aws_subnet" "main_network_subnet_inner_b" {
  vpc_id            = aws_vpc.main_network.id
  cidr_block        = "10.60.1.0/24"
  availability_zone = "${data.aws_region.current.id}b"
}

resource "aws_lambda_function" "mend_function" {
  function_name    = "watch_mend_bob"
  role             = aws_iam_role.mend_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/e487a8b28231ecb50c5e661e3ad2ddc3.zip"
  source_code_hash = "e487a8b28231ecb50c5e661e3ad2ddc3"
  memory_size      = 128
  timeout          = 30
  publish          = true
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.mend_function_log_group, aws_iam_role_policy.mend_function_role_policy]

  tracing_config {
    mode = "Active"
  }

  snap_start {
    apply_on = "PublishedVersions"
  }
}

resource "aws_lambda_alias" "mend_function_alias" {
  name             = "live"
  function_name    = aws_lambda_function.mend_function.function_name
  function_version = aws_lambda_function.mend_function.version
}

resource "aws_cloudwatch_log_group" "mend_function_log_group" {
  name              = "/aws/lambda/watch_mend_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "mend_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:watch_mend_bob"
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

resource "aws_iam_role_policy" "mend_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/watch_mend_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.mend_function_role.name
}

resource "aws_cloudwatch_event_rule" "order_event44d1db" {
  name = "tc-watch-Order-bob"
  event_pattern = jsonencode({
    detail-type = ["Order"]
    source      = ["shop"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "order_event44d1db_to_worker_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.worker_function.function_name
  statement_id  = "OrderEvent44d1dbToWorkerFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.order_event44d1db.arn
}

resource "aws_cloudwatch_event_target" "order_event44d1db_to_worker_function_target" {
  target_id = "WorkerFunction"
  arn       = aws_lambda_function.worker_function.arn
  rule      = aws_cloudwatch_event_rule.order_event44d1db.name
}

resource "aws_sns_topic" "pager_topic" {
  name = "watch_pager_bob"
}

resource "aws_sns_topic_policy" "pager_topic_policy" {
  arn = aws_sns_topic.pager_topic.arn
  policy = jsonencode({
    Statement = [
      {
        Action = "sns:Publish"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [
              "arn:${data.aws_partition.current.partition}:cloudwatch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:alarm:watch_errors_bob",
              "arn:${data.aws_partition.current.partition}:cloudwatch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:alarm:watch_failed_bob",
              "arn:${data.aws_partition.current.partition}:cloudwatch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:alarm:watch_slow_bob",
              "arn:${data.aws_partition.current.partition}:cloudwatch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:alarm:watch_stuck_bob",
            ]
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Resource = aws_sns_topic.pager_topic.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sns_topic_subscription" "pager_topic_subscription_email07ed6c" {
  count     = var.Mail != "" ? 1 : 0
  topic_arn = aws_sns_topic.pager_topic.arn
  protocol  = "email"
  endpoint  = var.Mail
}

resource "aws_cloudwatch_metric_alarm" "pages_alarm" {
  alarm_name  = "watch_pages_bob"
  namespace   = "AWS/SNS"
  metric_name = "NumberOfNotificationsFailed"
  dimensions = {
    TopicName = aws_sns_topic.pager_topic.name
  }
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "rules_alarm" {
  alarm_name  = "watch_rules_bob"
  namespace   = "AWS/Events"
  metric_name = "FailedInvocations"
  dimensions = {
    RuleName = aws_cloudwatch_event_rule.order_event44d1db.name
  }
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "slow_alarm" {
  alarm_name  = "watch_slow_bob"
  namespace   = "AWS/States"
  metric_name = "ExecutionTime"
  dimensions = {
    StateMachineArn = aws_sfn_state_machine.watch_flow.arn
  }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 600000
  period              = 60
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.pager_topic.arn, aws_lambda_alias.mend_function_alias.arn]
  ok_actions          = [aws_sns_topic.pager_topic.arn, aws_lambda_alias.mend_function_alias.arn]
}

resource "aws_lambda_permission" "slow_alarm_to_mend_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.mend_function.function_name
  qualifier     = aws_lambda_alias.mend_function_alias.name
  statement_id  = "SlowAlarmToMendFunctionPermission"
  principal     = "lambda.alarms.cloudwatch.amazonaws.com"
  source_arn    = "arn:${data.aws_partition.current.partition}:cloudwatch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:alarm:watch_slow_bob"
}

resource "aws_db_instance" "small_database" {
  identifier                  = "watch-small-bob"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  storage_type                = "gp3"
  publicly_accessible         = false
  engine                      = "postgres"
  username                    = "dbadmin"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.small_database_subnet_group.name
  backup_retention_period     = 1
  storage_encrypted           = true
  copy_tags_to_snapshot       = true
  apply_immediately           = true
  skip_final_snapshot         = false
  final_snapshot_identifier   = "watch-small-bob-final"
  vpc_security_group_ids      = [aws_security_group.main_network_security_group_small_database.id]
}

resource "aws_db_subnet_group" "small_database_subnet_group" {
  description = "subnets of database small"
  subnet_ids = [
    aws_subnet.main_network_subnet_inner_a.id,
    aws_subnet.main_network_subnet_inner_b.id,
  ]
}

resource "aws_apigatewayv2_route" "start_route" {
  api_id    = aws_apigatewayv2_api.watch_api.id
  route_key = "POST /start"
  target    = "integrations/${aws_apigatewayv2_integration.start_route_integration.id}"
}

resource "aws_apigatewayv2_integration" "start_route_integration" {
  api_id                 = aws_apigatewayv2_api.watch_api.id
  integration_type       = "AWS_PROXY"
  integration_subtype    = "StepFunctions-StartExecution"
  payload_format_version = "1.0"
  credentials_arn        = aws_iam_role.start_route_role.arn
  timeout_milliseconds   = 30000
  request_parameters = {
    Input           = "$request.body"
    StateMachineArn = aws_sfn_state_machine.watch_flow.arn
  }
}

resource "aws_iam_role" "start_route_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Effect = "Allow"
        Principal = {
          Service = "apigateway.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "start_route_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.watch_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.start_route_role.name
}

resource "aws_cloudwatch_metric_alarm" "stuck_alarm" {
  alarm_name  = "watch_stuck_bob"
  namespace   = "AWS/SQS"
  metric_name = "ApproximateNumberOfMessagesVisible"
  dimensions = {
    QueueName = aws_sqs_queue.jobs_queue_dead_letter.name
  }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.pager_topic.arn]
  tags = {
    team = "desk"
  }
}

resource "aws_cloudwatch_metric_alarm" "throttled_alarm" {
  alarm_name  = "watch_throttled_bob"
  namespace   = "AWS/DynamoDB"
  metric_name = "WriteThrottleEvents"
  dimensions = {
    TableName = aws_dynamodb_table.items_table.name
  }
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "waits_alarm" {
  alarm_name  = "waits-bob"
  namespace   = "AWS/SQS"
  metric_name = "ApproximateAgeOfOldestMessage"
  dimensions = {
    QueueName = aws_sqs_queue.jobs_queue.name
  }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 900
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_lambda_alias.mend_function_alias.arn]
}

resource "aws_lambda_permission" "waits_alarm_to_mend_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.mend_function.function_name
  qualifier     = aws_lambda_alias.mend_function_alias.name
  statement_id  = "WaitsAlarmToMendFunctionPermission"
  principal     = "lambda.alarms.cloudwatch.amazonaws.com"
  source_arn    = "arn:${data.aws_partition.current.partition}:cloudwatch:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:alarm:waits-bob"
}

resource "aws_apigatewayv2_api" "watch_api" {
  name          = "watch_bob"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "watch_api_log_group" {
  name              = "/aws/vendedlogs/apis/watch_bob"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "watch_api_stage" {
  api_id      = aws_apigatewayv2_api.watch_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "bob"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.watch_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_sfn_state_machine" "watch_flow" {
  name     = "watch_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.watch_flow_role.arn
  definition = jsonencode({
    StartAt = "Done"
    States = {
      Done = {
        End  = true
        Type = "Pass"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.watch_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.watch_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "watch_flow_log_group" {
  name              = "/aws/vendedlogs/states/watch_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "watch_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:watch_bob"
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

resource "aws_iam_role_policy" "watch_flow_role_policy" {
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
  role = aws_iam_role.watch_flow_role.name
}

resource "aws_lambda_function" "worker_function" {
  function_name    = "watch_worker_bob"
  role             = aws_iam_role.worker_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.worker_function_log_group, aws_iam_role_policy.worker_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "worker_function_log_group" {
  name              = "/aws/lambda/watch_worker_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "worker_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:watch_worker_bob"
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

resource "aws_iam_role_policy" "worker_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/watch_worker_bob:*"
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
  role = aws_iam_role.worker_function_role.name
}
