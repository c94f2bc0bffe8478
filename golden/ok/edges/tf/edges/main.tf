resource "aws_lambda_function" "afunction" {
  function_name    = "edges_a_bob"
  role             = aws_iam_role.afunction_role.arn
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
  depends_on = [aws_cloudwatch_log_group.afunction_log_group, aws_iam_role_policy.afunction_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "afunction_invoke_config" {
  function_name = aws_lambda_function.afunction.function_name

  destination_config {
    on_success {
      destination = aws_lambda_function.bfunction.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "afunction_log_group" {
  name              = "/aws/lambda/edges_a_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "afunction_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:edges_a_bob"
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

resource "aws_iam_role_policy" "afunction_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "lambda:InvokeFunction"
        Effect   = "Allow"
        Resource = aws_lambda_function.bfunction.arn
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/edges_a_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.afunction_role.name
}

resource "aws_lambda_function" "bfunction" {
  function_name    = "edges_b_bob"
  role             = aws_iam_role.bfunction_role.arn
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
  depends_on = [aws_cloudwatch_log_group.bfunction_log_group, aws_iam_role_policy.bfunction_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "bfunction_invoke_config" {
  function_name = aws_lambda_function.bfunction.function_name

  destination_config {
    on_success {
      destination = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
    }
  }
}

resource "aws_cloudwatch_log_group" "bfunction_log_group" {
  name              = "/aws/lambda/edges_b_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "bfunction_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:edges_b_bob"
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

resource "aws_iam_role_policy" "bfunction_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "events:PutEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/edges_b_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.bfunction_role.name
}

resource "aws_cloudwatch_event_rule" "bresult_event" {
  name = "tc-edges-b-result-bob"
  event_pattern = jsonencode({
    detail-type = ["Lambda Function Invocation Result - Success"]
    resources   = ["${aws_lambda_function.bfunction.arn}:$LATEST"]
    source      = ["lambda"]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "bresult_event_to_inbox_queue_target" {
  target_id  = "InboxQueue"
  arn        = aws_sqs_queue.inbox_queue.arn
  rule       = aws_cloudwatch_event_rule.bresult_event.name
  input_path = "$.detail.responsePayload"
}

resource "aws_cloudwatch_event_target" "bresult_event_to_news_topic_target" {
  target_id  = "NewsTopic"
  arn        = aws_sns_topic.news_topic.arn
  rule       = aws_cloudwatch_event_rule.bresult_event.name
  input_path = "$.detail.responsePayload"
}

resource "aws_cloudwatch_event_rule" "begin_event5552bd" {
  name = "tc-edges-Begin-bob"
  event_pattern = jsonencode({
    detail-type = ["Begin"]
    source      = ["shop"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "begin_event5552bd_to_afunction_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.afunction.function_name
  statement_id  = "BeginEvent5552bdToAFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.begin_event5552bd.arn
}

resource "aws_cloudwatch_event_target" "begin_event5552bd_to_afunction_target" {
  target_id = "AFunction"
  arn       = aws_lambda_function.afunction.arn
  rule      = aws_cloudwatch_event_rule.begin_event5552bd.name
}

resource "aws_lambda_permission" "begin_event5552bd_to_bfunction_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.bfunction.function_name
  statement_id  = "BeginEvent5552bdToBFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.begin_event5552bd.arn
}

resource "aws_cloudwatch_event_target" "begin_event5552bd_to_bfunction_target" {
  target_id = "BFunction"
  arn       = aws_lambda_function.bfunction.arn
  rule      = aws_cloudwatch_event_rule.begin_event5552bd.name
}

resource "aws_lambda_permission" "begin_event5552bd_to_cfunction_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.cfunction.function_name
  statement_id  = "BeginEvent5552bdToCFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.begin_event5552bd.arn
}

resource "aws_cloudwatch_event_target" "begin_event5552bd_to_cfunction_target" {
  target_id = "CFunction"
  arn       = aws_lambda_function.cfunction.arn
  rule      = aws_cloudwatch_event_rule.begin_event5552bd.name
}

resource "aws_lambda_permission" "begin_event5552bd_to_dfunction_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.dfunction.function_name
  statement_id  = "BeginEvent5552bdToDFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.begin_event5552bd.arn
}

resource "aws_cloudwatch_event_target" "begin_event5552bd_to_dfunction_target" {
  target_id = "DFunction"
  arn       = aws_lambda_function.dfunction.arn
  rule      = aws_cloudwatch_event_rule.begin_event5552bd.name
}

resource "aws_lambda_permission" "begin_event5552bd_to_efunction_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.efunction.function_name
  qualifier     = aws_lambda_alias.efunction_alias.name
  statement_id  = "BeginEvent5552bdToEFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.begin_event5552bd.arn
}

resource "aws_cloudwatch_event_target" "begin_event5552bd_to_efunction_target" {
  target_id = "EFunction"
  arn       = aws_lambda_alias.efunction_alias.arn
  rule      = aws_cloudwatch_event_rule.begin_event5552bd.name
}

resource "aws_cloudwatch_event_rule" "cdone_event6f765c" {
  name = "tc-edges-c-Done-bob"
  event_pattern = jsonencode({
    detail-type = ["Lambda Function Invocation Result - Success"]
    resources   = ["${aws_lambda_function.cfunction.arn}:$LATEST"]
    source      = ["lambda"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "cdone_event6f765c_to_ffunction_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.ffunction.function_name
  statement_id  = "CDoneEvent6f765cToFFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.cdone_event6f765c.arn
}

resource "aws_cloudwatch_event_target" "cdone_event6f765c_to_ffunction_target" {
  target_id  = "FFunction"
  arn        = aws_lambda_function.ffunction.arn
  rule       = aws_cloudwatch_event_rule.cdone_event6f765c.name
  input_path = "$.detail.responsePayload"

  retry_policy {
    maximum_retry_attempts       = 2
    maximum_event_age_in_seconds = 86400
  }
}

resource "aws_cloudwatch_event_target" "cdone_event6f765c_to_inbox_queue_target" {
  target_id  = "InboxQueue"
  arn        = aws_sqs_queue.inbox_queue.arn
  rule       = aws_cloudwatch_event_rule.cdone_event6f765c.name
  input_path = "$.detail.responsePayload"

  retry_policy {
    maximum_retry_attempts       = 2
    maximum_event_age_in_seconds = 86400
  }
}

resource "aws_lambda_function" "cfunction" {
  function_name    = "edges_c_bob"
  role             = aws_iam_role.cfunction_role.arn
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
  depends_on = [aws_cloudwatch_log_group.cfunction_log_group, aws_iam_role_policy.cfunction_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "cfunction_invoke_config" {
  function_name = aws_lambda_function.cfunction.function_name

  destination_config {
    on_success {
      destination = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
    }
  }
}

resource "aws_cloudwatch_log_group" "cfunction_log_group" {
  name              = "/aws/lambda/edges_c_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "cfunction_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:edges_c_bob"
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

resource "aws_iam_role_policy" "cfunction_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "events:PutEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/edges_c_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.cfunction_role.name
}

resource "aws_lambda_function" "dfunction" {
  function_name    = "edges_d_bob"
  role             = aws_iam_role.dfunction_role.arn
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
  depends_on = [aws_cloudwatch_log_group.dfunction_log_group, aws_iam_role_policy.dfunction_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_function_event_invoke_config" "dfunction_invoke_config" {
  function_name = aws_lambda_function.dfunction.function_name

  destination_config {
    on_success {
      destination = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
    }
  }
}

resource "aws_cloudwatch_log_group" "dfunction_log_group" {
  name              = "/aws/lambda/edges_d_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "dfunction_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:edges_d_bob"
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

resource "aws_iam_role_policy" "dfunction_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "events:PutEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/edges_d_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.dfunction_role.name
}

resource "aws_cloudwatch_event_rule" "dresult_event" {
  name = "tc-edges-d-result-bob"
  event_pattern = jsonencode({
    detail-type = ["Lambda Function Invocation Result - Success"]
    resources   = ["${aws_lambda_function.dfunction.arn}:$LATEST"]
    source      = ["lambda"]
  })
  state = "ENABLED"
}

resource "aws_iam_role" "dresult_event_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/tc-edges-d-result-bob"
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

resource "aws_iam_role_policy" "dresult_event_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "appsync:GraphQL"
        Effect   = "Allow"
        Resource = "${aws_appsync_graphql_api.edges_graphql.arn}/types/Mutation/fields/tell"
      },
      {
        Action   = "states:StartExecution"
        Effect   = "Allow"
        Resource = aws_sfn_state_machine.edges_flow.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.dresult_event_role.name
}

resource "aws_lambda_permission" "dresult_event_to_efunction_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.efunction.function_name
  qualifier     = aws_lambda_alias.efunction_alias.name
  statement_id  = "DResultEventToEFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.dresult_event.arn
}

resource "aws_cloudwatch_event_target" "dresult_event_to_efunction_target" {
  target_id  = "EFunction"
  arn        = aws_lambda_alias.efunction_alias.arn
  rule       = aws_cloudwatch_event_rule.dresult_event.name
  input_path = "$.detail.responsePayload"
}

resource "aws_cloudwatch_event_target" "dresult_event_to_edges_flow_target" {
  target_id  = "EdgesFlow"
  arn        = aws_sfn_state_machine.edges_flow.arn
  rule       = aws_cloudwatch_event_rule.dresult_event.name
  role_arn   = aws_iam_role.dresult_event_role.arn
  input_path = "$.detail.responsePayload"
}

resource "aws_cloudwatch_event_target" "dresult_event_to_tell_mutation_target" {
  target_id = "TellMutation"
  arn       = "arn:${data.aws_partition.current.partition}:appsync:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:endpoints/graphql-api/${split(".", split("/", aws_appsync_graphql_api.edges_graphql.uris["GRAPHQL"])[2])[0]}"
  rule      = aws_cloudwatch_event_rule.dresult_event.name
  role_arn  = aws_iam_role.dresult_event_role.arn

  input_transformer {
    input_paths = {
      id   = "$.detail.responsePayload.id"
      text = "$.detail.responsePayload.text"
    }
    input_template = "{\"id\": <id>, \"text\": <text>}"
  }

  appsync_target {
    graphql_operation = "mutation Tell($id: String!, $text: String) { tell(id: $id, text: $text) { id text createdAt updatedAt } }"
  }
}

resource "aws_cloudwatch_event_rule" "done_event6d3b0c" {
  name = "tc-edges-Done-bob"
  event_pattern = jsonencode({
    detail-type = ["Done"]
    source      = ["edges"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "done_event6d3b0c_to_ffunction_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.ffunction.function_name
  statement_id  = "DoneEvent6d3b0cToFFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.done_event6d3b0c.arn
}

resource "aws_cloudwatch_event_target" "done_event6d3b0c_to_ffunction_target" {
  target_id = "FFunction"
  arn       = aws_lambda_function.ffunction.arn
  rule      = aws_cloudwatch_event_rule.done_event6d3b0c.name

  retry_policy {
    maximum_retry_attempts       = 2
    maximum_event_age_in_seconds = 86400
  }
}

resource "aws_cloudwatch_event_target" "done_event6d3b0c_to_inbox_queue_target" {
  target_id = "InboxQueue"
  arn       = aws_sqs_queue.inbox_queue.arn
  rule      = aws_cloudwatch_event_rule.done_event6d3b0c.name

  retry_policy {
    maximum_retry_attempts       = 2
    maximum_event_age_in_seconds = 86400
  }
}

resource "aws_cloudwatch_event_rule" "edone_eventc17311" {
  name = "tc-edges-e-Done-bob"
  event_pattern = jsonencode({
    detail-type = ["Lambda Function Invocation Result - Success"]
    resources   = [aws_lambda_alias.efunction_alias.arn]
    source      = ["lambda"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "edone_eventc17311_to_ffunction_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.ffunction.function_name
  statement_id  = "EDoneEventc17311ToFFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.edone_eventc17311.arn
}

resource "aws_cloudwatch_event_target" "edone_eventc17311_to_ffunction_target" {
  target_id  = "FFunction"
  arn        = aws_lambda_function.ffunction.arn
  rule       = aws_cloudwatch_event_rule.edone_eventc17311.name
  input_path = "$.detail.responsePayload"

  retry_policy {
    maximum_retry_attempts       = 2
    maximum_event_age_in_seconds = 86400
  }
}

resource "aws_cloudwatch_event_target" "edone_eventc17311_to_inbox_queue_target" {
  target_id  = "InboxQueue"
  arn        = aws_sqs_queue.inbox_queue.arn
  rule       = aws_cloudwatch_event_rule.edone_eventc17311.name
  input_path = "$.detail.responsePayload"

  retry_policy {
    maximum_retry_attempts       = 2
    maximum_event_age_in_seconds = 86400
  }
}

resource "aws_lambda_function" "efunction" {
  function_name    = "edges_e_bob"
  role             = aws_iam_role.efunction_role.arn
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
  depends_on = [aws_cloudwatch_log_group.efunction_log_group, aws_iam_role_policy.efunction_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_alias" "efunction_alias" {
  name             = "live"
  function_name    = aws_lambda_function.efunction.function_name
  function_version = aws_lambda_function.efunction.version
}

resource "aws_lambda_function_event_invoke_config" "efunction_invoke_config" {
  function_name = aws_lambda_function.efunction.function_name
  qualifier     = aws_lambda_alias.efunction_alias.name

  destination_config {
    on_success {
      destination = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
    }
  }
}

resource "aws_cloudwatch_log_group" "efunction_log_group" {
  name              = "/aws/lambda/edges_e_bob"
  retention_in_days = 30
}

resource "aws_lambda_provisioned_concurrency_config" "efunction_provisioned_concurrency" {
  function_name                     = aws_lambda_function.efunction.function_name
  qualifier                         = aws_lambda_alias.efunction_alias.name
  provisioned_concurrent_executions = 1
}

resource "aws_iam_role" "efunction_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:edges_e_bob"
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

resource "aws_iam_role_policy" "efunction_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "events:PutEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/edges_e_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.efunction_role.name
}

resource "aws_cloudwatch_event_rule" "eresult_event" {
  name = "tc-edges-e-result-bob"
  event_pattern = jsonencode({
    detail-type = ["Lambda Function Invocation Result - Success"]
    resources   = [aws_lambda_alias.efunction_alias.arn]
    source      = ["lambda"]
  })
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "eresult_event_to_news_topic_target" {
  target_id  = "NewsTopic"
  arn        = aws_sns_topic.news_topic.arn
  rule       = aws_cloudwatch_event_rule.eresult_event.name
  input_path = "$.detail.responsePayload"
}

resource "aws_sfn_state_machine" "edges_flow" {
  name     = "edges_bob"
  type     = "STANDARD"
  role_arn = aws_iam_role.edges_flow_role.arn
  definition = jsonencode({
    StartAt = "F"
    States = {
      F = {
        End = true
        Parameters = {
          FunctionName = aws_lambda_function.ffunction.arn
          "Payload.$"  = "$"
        }
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Type     = "Task"
      }
    }
  })
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_iam_role_policy.edges_flow_role_policy]

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:${aws_cloudwatch_log_group.edges_flow_log_group.name}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_log_group" "edges_flow_log_group" {
  name              = "/aws/vendedlogs/states/edges_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "edges_flow_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:states:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:stateMachine:edges_bob"
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

resource "aws_iam_role_policy" "edges_flow_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.ffunction.arn,
          "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:edges_f_bob:*",
        ]
      },
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
  role = aws_iam_role.edges_flow_role.name
}

resource "aws_appsync_graphql_api" "edges_graphql" {
  name                 = "edges_bob"
  authentication_type  = "AWS_IAM"
  introspection_config = "DISABLED"
  xray_enabled         = true
  schema               = "type Note {\n  id: String!\n  text: String\n  createdAt: AWSDateTime\n  updatedAt: AWSDateTime\n}\n\ntype Event {\n  detail: String\n}\n\ntype EventData {\n  detail: String\n}\n\ntype EventDataJSON {\n  detail: AWSJSON\n}\n\ntype EventMetadata {\n  detail: String\n}\n\ntype Query {\n  getNote(id: String!): Note\n}\n\ntype Mutation {\n  tell(id: String!, text: String): Note\n}\n\ntype Subscription {\n  subscribeTell(id: String!): Note @aws_subscribe(mutations: [\"tell\"])\n}\n\nschema {\n  query: Query\n  mutation: Mutation\n  subscription: Subscription\n}\n"
}

resource "aws_appsync_datasource" "edges_graphql_datasource_ffunction" {
  api_id           = aws_appsync_graphql_api.edges_graphql.id
  name             = "FFunction"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.edges_graphql_role.arn
  depends_on       = [aws_iam_role_policy.edges_graphql_role_policy]

  lambda_config {
    function_arn = aws_lambda_function.ffunction.arn
  }
}

resource "aws_iam_role" "edges_graphql_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = aws_appsync_graphql_api.edges_graphql.arn
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

resource "aws_iam_role_policy" "edges_graphql_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "lambda:InvokeFunction"
        Effect   = "Allow"
        Resource = aws_lambda_function.ffunction.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.edges_graphql_role.name
}

resource "aws_lambda_function" "ffunction" {
  function_name    = "edges_f_bob"
  role             = aws_iam_role.ffunction_role.arn
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
  depends_on = [aws_cloudwatch_log_group.ffunction_log_group, aws_iam_role_policy.ffunction_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "ffunction_log_group" {
  name              = "/aws/lambda/edges_f_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "ffunction_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:edges_f_bob"
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

resource "aws_iam_role_policy" "ffunction_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/edges_f_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.ffunction_role.name
}

resource "aws_sqs_queue" "inbox_queue" {
  name                      = "edges_inbox_bob"
  message_retention_seconds = 345600
  max_message_size          = 262144
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "inbox_queue_policy" {
  queue_url = aws_sqs_queue.inbox_queue.url
  policy = jsonencode({
    Statement = [
      {
        Action = "sqs:SendMessage"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [
              aws_cloudwatch_event_rule.bresult_event.arn,
              aws_cloudwatch_event_rule.cdone_event6f765c.arn,
              aws_cloudwatch_event_rule.done_event6d3b0c.arn,
              aws_cloudwatch_event_rule.edone_eventc17311.arn,
            ]
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Resource = aws_sqs_queue.inbox_queue.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_sns_topic" "news_topic" {
  name = "edges_news_bob"
}

resource "aws_sns_topic_policy" "news_topic_policy" {
  arn = aws_sns_topic.news_topic.arn
  policy = jsonencode({
    Statement = [
      {
        Action = "sns:Publish"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [
              aws_cloudwatch_event_rule.bresult_event.arn,
              aws_cloudwatch_event_rule.eresult_event.arn,
            ]
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Resource = aws_sns_topic.news_topic.arn
      },
    ]
    Version = "2012-10-17"
  })
}

resource "aws_appsync_resolver" "tell_mutation" {
  api_id      = aws_appsync_graphql_api.edges_graphql.id
  type        = "Mutation"
  field       = "tell"
  data_source = aws_appsync_datasource.edges_graphql_datasource_ffunction.name
}
