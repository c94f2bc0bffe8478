resource "aws_appsync_resolver" "ask_mutation" {
  api_id      = aws_appsync_graphql_api.job_tracker_graphql.id
  type        = "Mutation"
  field       = "ask"
  data_source = aws_appsync_datasource.job_tracker_graphql_datasource_default_bus.name
  code        = "import { util } from '@aws-appsync/utils';\n\nexport function request(ctx) {\n  return { operation: 'PutEvents', events: [{ source: \"jobs\", detailType: \"JobAsked\", detail: ctx.args }] };\n}\n\nexport function response(ctx) {\n  if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n  return ctx.args;\n}\n"

  runtime {
    name            = "APPSYNC_JS"
    runtime_version = "1.0.0"
  }
}

resource "aws_lambda_function" "authorizer_function088012" {
  function_name    = "job-tracker_authorizer_bob"
  role             = aws_iam_role.authorizer_function088012_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/087d71c0057109e6bae74bf25a250abd.zip"
  source_code_hash = "087d71c0057109e6bae74bf25a250abd"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.authorizer_function088012_log_group, aws_iam_role_policy.authorizer_function088012_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "authorizer_function088012_log_group" {
  name              = "/aws/lambda/job-tracker_authorizer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "authorizer_function088012_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:job-tracker_authorizer_bob"
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

resource "aws_iam_role_policy" "authorizer_function088012_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/job-tracker_authorizer_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.authorizer_function088012_role.name
}

resource "aws_appsync_resolver" "complete_job_mutation743f7d" {
  api_id      = aws_appsync_graphql_api.job_tracker_graphql.id
  type        = "Mutation"
  field       = "completeJob"
  data_source = aws_appsync_datasource.job_tracker_graphql_datasource_completer_function.name
}

resource "aws_cloudwatch_event_rule" "complete_task_eventc9c4c8" {
  name = "tc-job-tracker-CompleteTask-bob"
  event_pattern = jsonencode({
    detail-type = ["CompleteTask"]
    source      = ["adHoc"]
  })
  state = "ENABLED"
}

resource "aws_iam_role" "complete_task_eventc9c4c8_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/tc-job-tracker-CompleteTask-bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "complete_task_eventc9c4c8_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "appsync:GraphQL"
        Effect   = "Allow"
        Resource = "${aws_appsync_graphql_api.job_tracker_graphql.arn}/types/Mutation/fields/completeJob"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.complete_task_eventc9c4c8_role.name
}

resource "aws_cloudwatch_event_target" "complete_task_eventc9c4c8_to_complete_job_mutation743f7d_target" {
  target_id = "CompleteJobMutation743f7d"
  arn       = "arn:${data.aws_partition.current.partition}:appsync:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:endpoints/graphql-api/${split(".", split("/", aws_appsync_graphql_api.job_tracker_graphql.uris["GRAPHQL"])[2])[0]}"
  rule      = aws_cloudwatch_event_rule.complete_task_eventc9c4c8.name
  role_arn  = aws_iam_role.complete_task_eventc9c4c8_role.arn

  input_transformer {
    input_paths = {
      detail = "$.detail"
    }
    input_template = "{\"detail\": <detail>}"
  }

  appsync_target {
    graphql_operation = "mutation CompleteJob($detail: String) { completeJob(detail: $detail) { id status message owner { name jobs { id status message createdAt updatedAt } createdAt updatedAt } createdAt updatedAt } }"
  }
}

resource "aws_lambda_function" "completer_function" {
  function_name    = "job-tracker_completer_bob"
  role             = aws_iam_role.completer_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/d7688f292185dfd826e81ff09b169583.zip"
  source_code_hash = "d7688f292185dfd826e81ff09b169583"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.completer_function_log_group, aws_iam_role_policy.completer_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "completer_function_log_group" {
  name              = "/aws/lambda/job-tracker_completer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "completer_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:job-tracker_completer_bob"
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

resource "aws_iam_role_policy" "completer_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/job-tracker_completer_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.completer_function_role.name
}

resource "aws_cloudwatch_event_rule" "job_asked_eventbd9ff9" {
  name = "tc-job-tracker-JobAsked-bob"
  event_pattern = jsonencode({
    detail-type = ["JobAsked"]
    source      = ["jobs"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "job_asked_eventbd9ff9_to_lister_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.lister_function.function_name
  statement_id  = "JobAskedEventbd9ff9ToListerFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.job_asked_eventbd9ff9.arn
}

resource "aws_cloudwatch_event_target" "job_asked_eventbd9ff9_to_lister_function_target" {
  target_id = "ListerFunction"
  arn       = aws_lambda_function.lister_function.arn
  rule      = aws_cloudwatch_event_rule.job_asked_eventbd9ff9.name
}

resource "aws_cloudwatch_event_rule" "job_moved_event2bc1e9" {
  name = "tc-job-tracker-JobMoved-bob"
  event_pattern = jsonencode({
    detail-type = ["JobMoved"]
    source      = ["adHoc", "batch"]
  })
  state = "ENABLED"
}

resource "aws_iam_role" "job_moved_event2bc1e9_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/tc-job-tracker-JobMoved-bob"
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "job_moved_event2bc1e9_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "appsync:GraphQL"
        Effect   = "Allow"
        Resource = "${aws_appsync_graphql_api.job_tracker_graphql.arn}/types/Mutation/fields/moveJob"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.job_moved_event2bc1e9_role.name
}

resource "aws_cloudwatch_event_target" "job_moved_event2bc1e9_to_move_job_mutationa0f6aa_target" {
  target_id = "MoveJobMutationa0f6aa"
  arn       = "arn:${data.aws_partition.current.partition}:appsync:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:endpoints/graphql-api/${split(".", split("/", aws_appsync_graphql_api.job_tracker_graphql.uris["GRAPHQL"])[2])[0]}"
  rule      = aws_cloudwatch_event_rule.job_moved_event2bc1e9.name
  role_arn  = aws_iam_role.job_moved_event2bc1e9_role.arn

  input_transformer {
    input_paths = {
      detail = "$.detail"
    }
    input_template = "{\"input\": <detail>}"
  }

  appsync_target {
    graphql_operation = "mutation MoveJob($input: Place!) { moveJob(input: $input) { id status message owner { name jobs { id status message createdAt updatedAt } createdAt updatedAt } createdAt updatedAt } }"
  }
}

resource "aws_appsync_graphql_api" "job_tracker_graphql" {
  name                 = "job-tracker_bob"
  authentication_type  = "AWS_LAMBDA"
  introspection_config = "DISABLED"
  xray_enabled         = true
  schema               = "type Job @aws_lambda @aws_iam {\n  id: String!\n  status: String\n  message: String\n  owner: Person\n  createdAt: AWSDateTime\n  updatedAt: AWSDateTime\n}\n\ntype JobInput @aws_lambda @aws_iam {\n  id: String!\n  createdAt: AWSDateTime\n  updatedAt: AWSDateTime\n}\n\ntype Person @aws_lambda @aws_iam {\n  name: String!\n  jobs: [Job!]\n  createdAt: AWSDateTime\n  updatedAt: AWSDateTime\n}\n\ntype Event @aws_lambda @aws_iam {\n  detail: String\n}\n\ntype EventData @aws_lambda @aws_iam {\n  detail: String\n}\n\ntype EventDataJSON @aws_lambda @aws_iam {\n  detail: AWSJSON\n}\n\ntype EventMetadata @aws_lambda @aws_iam {\n  detail: String\n}\n\ninput Place {\n  shelf: Int!\n  row: Int\n}\n\ntype Query {\n  getJob(id: String!): Job @aws_lambda @aws_iam\n  getJobInput(id: String!): JobInput @aws_lambda @aws_iam\n  getPerson(id: String!): Person @aws_lambda @aws_iam\n}\n\ntype Mutation {\n  ask(id: String!): JobInput @aws_lambda @aws_iam\n  completeJob(detail: String): Job @aws_lambda @aws_iam\n  listJobs(id: String!): [Job!] @aws_lambda @aws_iam\n  moveJob(input: Place!): Job @aws_lambda @aws_iam\n  startJob(id: String!): Job @aws_lambda @aws_iam\n}\n\ntype Subscription {\n  subscribeCompleteJob(id: String!): Job @aws_subscribe(mutations: [\"completeJob\"]) @aws_lambda @aws_iam\n  subscribeStartJob(id: String!): Job @aws_subscribe(mutations: [\"startJob\"]) @aws_lambda @aws_iam\n}\n\nschema {\n  query: Query\n  mutation: Mutation\n  subscription: Subscription\n}\n"

  lambda_authorizer_config {
    authorizer_uri                   = aws_lambda_function.authorizer_function088012.arn
    authorizer_result_ttl_in_seconds = 0
  }

  additional_authentication_provider {
    authentication_type = "AWS_IAM"
  }
}

resource "aws_lambda_permission" "job_tracker_graphql_authorizer_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer_function088012.function_name
  statement_id  = "JobTrackerGraphqlAuthorizerPermission"
  principal     = "appsync.amazonaws.com"
  source_arn    = aws_appsync_graphql_api.job_tracker_graphql.arn
}

resource "aws_appsync_datasource" "job_tracker_graphql_datasource_completer_function" {
  api_id           = aws_appsync_graphql_api.job_tracker_graphql.id
  name             = "CompleterFunction"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.job_tracker_graphql_role.arn
  depends_on       = [aws_iam_role_policy.job_tracker_graphql_role_policy]

  lambda_config {
    function_arn = aws_lambda_function.completer_function.arn
  }
}

resource "aws_appsync_datasource" "job_tracker_graphql_datasource_default_bus" {
  api_id           = aws_appsync_graphql_api.job_tracker_graphql.id
  name             = "DefaultBus"
  type             = "AMAZON_EVENTBRIDGE"
  service_role_arn = aws_iam_role.job_tracker_graphql_role.arn
  depends_on       = [aws_iam_role_policy.job_tracker_graphql_role_policy]

  event_bridge_config {
    event_bus_arn = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
  }
}

resource "aws_appsync_datasource" "job_tracker_graphql_datasource_lister_function" {
  api_id           = aws_appsync_graphql_api.job_tracker_graphql.id
  name             = "ListerFunction"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.job_tracker_graphql_role.arn
  depends_on       = [aws_iam_role_policy.job_tracker_graphql_role_policy]

  lambda_config {
    function_arn = aws_lambda_function.lister_function.arn
  }
}

resource "aws_appsync_datasource" "job_tracker_graphql_datasource_starter_function" {
  api_id           = aws_appsync_graphql_api.job_tracker_graphql.id
  name             = "StarterFunction"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.job_tracker_graphql_role.arn
  depends_on       = [aws_iam_role_policy.job_tracker_graphql_role_policy]

  lambda_config {
    function_arn = aws_lambda_function.starter_function.arn
  }
}

resource "aws_iam_role" "job_tracker_graphql_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = aws_appsync_graphql_api.job_tracker_graphql.arn
          }
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "appsync.amazonaws.com"
        }
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role_policy" "job_tracker_graphql_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "events:PutEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
      },
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.completer_function.arn,
          aws_lambda_function.lister_function.arn,
          aws_lambda_function.starter_function.arn,
        ]
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.job_tracker_graphql_role.name
}

resource "aws_appsync_resolver" "list_jobs_mutation05b09f" {
  api_id      = aws_appsync_graphql_api.job_tracker_graphql.id
  type        = "Mutation"
  field       = "listJobs"
  data_source = aws_appsync_datasource.job_tracker_graphql_datasource_lister_function.name
}

resource "aws_lambda_function" "lister_function" {
  function_name    = "job-tracker_lister_bob"
  role             = aws_iam_role.lister_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/d7688f292185dfd826e81ff09b169583.zip"
  source_code_hash = "d7688f292185dfd826e81ff09b169583"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.lister_function_log_group, aws_iam_role_policy.lister_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "lister_function_log_group" {
  name              = "/aws/lambda/job-tracker_lister_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "lister_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:job-tracker_lister_bob"
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

resource "aws_iam_role_policy" "lister_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/job-tracker_lister_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.lister_function_role.name
}

resource "aws_appsync_resolver" "move_job_mutationa0f6aa" {
  api_id      = aws_appsync_graphql_api.job_tracker_graphql.id
  type        = "Mutation"
  field       = "moveJob"
  data_source = aws_appsync_datasource.job_tracker_graphql_datasource_completer_function.name
}

resource "aws_appsync_resolver" "start_job_mutation567fe9" {
  api_id      = aws_appsync_graphql_api.job_tracker_graphql.id
  type        = "Mutation"
  field       = "startJob"
  data_source = aws_appsync_datasource.job_tracker_graphql_datasource_starter_function.name
}

resource "aws_lambda_function" "starter_function" {
  function_name    = "job-tracker_starter_bob"
  role             = aws_iam_role.starter_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/d7688f292185dfd826e81ff09b169583.zip"
  source_code_hash = "d7688f292185dfd826e81ff09b169583"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.starter_function_log_group, aws_iam_role_policy.starter_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "starter_function_log_group" {
  name              = "/aws/lambda/job-tracker_starter_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "starter_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:job-tracker_starter_bob"
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

resource "aws_iam_role_policy" "starter_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/job-tracker_starter_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.starter_function_role.name
}
