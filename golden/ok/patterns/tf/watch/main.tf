resource "aws_cloudwatch_event_rule" "anything_eventeedc8d" {
  name = "tc-watch-Anything-bob"
  event_pattern = jsonencode({
    account = [data.aws_caller_identity.current.account_id]
    detail = {
      "$or" = [
        {
          a = [
            {
              anything-but = {
                equals-ignore-case = ["x", "y"]
              }
            },
          ]
        },
        {
          "$or" = [
            {
              c = [1]
            },
            {
              d = {
                e = [2]
              }
            },
          ]
          b = [
            {
              exists = true
            },
          ]
        },
      ]
    }
    source = [
      {
        anything-but = {
          prefix = "aws."
        }
      },
    ]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "anything_eventeedc8d_to_inbox_queue_target" {
  target_id = "InboxQueue"
  arn       = aws_sqs_queue.inbox_queue.arn
  rule      = aws_cloudwatch_event_rule.anything_eventeedc8d.name
}

resource "aws_sqs_queue" "inbox_queue" {
  name                       = "watch_inbox_bob"
  visibility_timeout_seconds = 180
  message_retention_seconds  = 345600
  max_message_size           = 262144
  sqs_managed_sse_enabled    = true
}

resource "aws_sqs_queue_policy" "inbox_queue_policy" {
  queue_url = aws_sqs_queue.inbox_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudwatch_event_rule.anything_eventeedc8d.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Resource = aws_sqs_queue.inbox_queue.arn
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
        Resource = aws_sqs_queue.inbox_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_lambda_event_source_mapping" "inbox_queue_to_work_function_mapping" {
  event_source_arn = aws_sqs_queue.inbox_queue.arn
  function_name    = aws_lambda_function.work_function.function_name
  batch_size       = 10
  depends_on       = [aws_iam_role_policy.work_function_role_policy]

  filter_criteria {
    filter {
      pattern = jsonencode({
        body = {
          state = [
            "done",
            {
              prefix = "fail"
            },
          ]
          total = [
            {
              numeric = [">", 0, "<=", 10.5]
            },
          ]
        }
      })
    }

    filter {
      pattern = jsonencode({
        body = {
          "$or" = [
            {
              a = [1]
            },
            {
              b = [
                {
                  exists = false
                },
              ]
            },
          ]
          account = [
            {
              anything-but = [data.aws_caller_identity.current.account_id, "x"]
            },
          ]
        }
      })
    }
  }
}

resource "aws_sns_topic" "news_topic" {
  name = "watch_news_bob"
}

resource "aws_sns_topic_subscription" "news_topic_to_inbox_queue_subscription" {
  topic_arn = aws_sns_topic.news_topic.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.inbox_queue.arn
  filter_policy = jsonencode({
    kind = [
      "order",
      {
        anything-but = ["test"]
      },
    ]
    urgent = [true, null]
  })
  filter_policy_scope = "MessageAttributes"
}

resource "aws_lambda_permission" "news_topic_to_work_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.work_function.function_name
  statement_id  = "NewsTopicToWorkFunctionPermission"
  principal     = "sns.amazonaws.com"
  source_arn    = aws_sns_topic.news_topic.arn
}

resource "aws_sns_topic_subscription" "news_topic_to_work_function_subscription" {
  topic_arn = aws_sns_topic.news_topic.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.work_function.arn
  filter_policy = jsonencode({
    order = {
      total = [
        {
          numeric = ["=", 5]
        },
      ]
    }
  })
  filter_policy_scope = "MessageBody"
}

resource "aws_cloudwatch_event_rule" "order_placed_eventc79836" {
  name = "tc-watch-OrderPlaced-bob"
  event_pattern = jsonencode({
    detail = {
      data = {
        ip = [
          {
            cidr = "2001:db8::/32"
          },
        ]
        key = [
          {
            wildcard = "in/*/x\\*.csv"
          },
          {
            suffix = {
              equals-ignore-case = ".CSV"
            }
          },
        ]
      }
    }
    detail-type = ["OrderPlaced"]
    source      = ["shop", "shop-bob"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "order_placed_eventc79836_to_work_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.work_function.function_name
  statement_id  = "OrderPlacedEventc79836ToWorkFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.order_placed_eventc79836.arn
}

resource "aws_cloudwatch_event_target" "order_placed_eventc79836_to_work_function_target" {
  target_id = "WorkFunction"
  arn       = aws_lambda_function.work_function.arn
  rule      = aws_cloudwatch_event_rule.order_placed_eventc79836.name
}

resource "aws_lambda_function" "work_function" {
  function_name    = "watch_work_bob"
  role             = aws_iam_role.work_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.work_function_log_group, aws_iam_role_policy.work_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "work_function_log_group" {
  name              = "/aws/lambda/watch_work_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "work_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:watch_work_bob"
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

resource "aws_iam_role_policy" "work_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/watch_work_bob:*"
      },
      {
        Action   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Effect   = "Allow"
        Resource = aws_sqs_queue.inbox_queue.arn
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.work_function_role.name
}
