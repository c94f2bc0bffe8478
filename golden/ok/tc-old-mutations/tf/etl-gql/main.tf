resource "aws_lambda_function" "authorizer_function088012" {
  function_name    = "etl-gql_authorizer_bob"
  role             = aws_iam_role.authorizer_function088012_role.arn
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
  depends_on = [aws_cloudwatch_log_group.authorizer_function088012_log_group, aws_iam_role_policy.authorizer_function088012_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "authorizer_function088012_log_group" {
  name              = "/aws/lambda/etl-gql_authorizer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "authorizer_function088012_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl-gql_authorizer_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl-gql_authorizer_bob:*"
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

resource "aws_appsync_resolver" "complete_mutation" {
  api_id      = aws_appsync_graphql_api.etl_gql_graphql.id
  type        = "Mutation"
  field       = "complete"
  data_source = aws_appsync_datasource.etl_gql_graphql_datasource_completer_function.name
}

resource "aws_lambda_function" "completer_function" {
  function_name    = "etl-gql_completer_bob"
  role             = aws_iam_role.completer_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.completer_function_log_group, aws_iam_role_policy.completer_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "completer_function_log_group" {
  name              = "/aws/lambda/etl-gql_completer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "completer_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl-gql_completer_bob"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl-gql_completer_bob:*"
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

resource "aws_appsync_resolver" "enhance_mutation" {
  api_id      = aws_appsync_graphql_api.etl_gql_graphql.id
  type        = "Mutation"
  field       = "enhance"
  data_source = aws_appsync_datasource.etl_gql_graphql_datasource_enhancer_function.name
}

resource "aws_cloudwatch_event_rule" "enhancer_complete_event7c6370" {
  name = "tc-etl-gql-EnhancerComplete-bob"
  event_pattern = jsonencode({
    detail-type = ["EnhancerComplete"]
    source      = ["adHoc"]
  })
  state = "ENABLED"
}

resource "aws_iam_role" "enhancer_complete_event7c6370_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/tc-etl-gql-EnhancerComplete-bob"
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

resource "aws_iam_role_policy" "enhancer_complete_event7c6370_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "appsync:GraphQL"
        Effect   = "Allow"
        Resource = "${aws_appsync_graphql_api.etl_gql_graphql.arn}/types/Mutation/fields/complete"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.enhancer_complete_event7c6370_role.name
}

resource "aws_cloudwatch_event_target" "enhancer_complete_event7c6370_to_complete_mutation_target" {
  target_id = "CompleteMutation"
  arn       = "arn:${data.aws_partition.current.partition}:appsync:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:endpoints/graphql-api/${split(".", split("/", aws_appsync_graphql_api.etl_gql_graphql.uris["GRAPHQL"])[2])[0]}"
  rule      = aws_cloudwatch_event_rule.enhancer_complete_event7c6370.name
  role_arn  = aws_iam_role.enhancer_complete_event7c6370_role.arn

  input_transformer {
    input_paths = {
      detail = "$.detail.data"
    }
    input_template = "{\"detail\": <detail>}"
  }

  appsync_target {
    graphql_operation = "mutation Complete($detail: String) { complete(detail: $detail) { id status message percentage createdAt updatedAt } }"
  }
}

resource "aws_lambda_function" "enhancer_function" {
  function_name    = "etl-gql_enhancer_bob"
  role             = aws_iam_role.enhancer_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.enhancer_function_log_group, aws_iam_role_policy.enhancer_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "enhancer_function_log_group" {
  name              = "/aws/lambda/etl-gql_enhancer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "enhancer_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl-gql_enhancer_bob"
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

resource "aws_iam_role_policy" "enhancer_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl-gql_enhancer_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.enhancer_function_role.name
}

resource "aws_appsync_graphql_api" "etl_gql_graphql" {
  name                 = "etl-gql_bob"
  authentication_type  = "AWS_LAMBDA"
  introspection_config = "DISABLED"
  xray_enabled         = true
  schema               = "type Input @aws_lambda @aws_iam {\n  id: String!\n  createdAt: AWSDateTime\n  updatedAt: AWSDateTime\n}\n\ntype Status @aws_lambda @aws_iam {\n  id: String!\n  status: String\n  message: String\n  percentage: Int\n  createdAt: AWSDateTime\n  updatedAt: AWSDateTime\n}\n\ntype Event @aws_lambda @aws_iam {\n  detail: String\n}\n\ntype EventData @aws_lambda @aws_iam {\n  detail: String\n}\n\ntype EventDataJSON @aws_lambda @aws_iam {\n  detail: AWSJSON\n}\n\ntype EventMetadata @aws_lambda @aws_iam {\n  detail: String\n}\n\ntype Query {\n  getInput(id: String!): Input @aws_lambda @aws_iam\n  getStatus(id: String!): Status @aws_lambda @aws_iam\n}\n\ntype Mutation {\n  complete(detail: String): Status @aws_lambda @aws_iam\n  enhance(detail: String): Status @aws_lambda @aws_iam\n  initialize(id: String!): Status @aws_lambda @aws_iam\n}\n\ntype Subscription {\n  subscribeEnhance(id: String!): Status @aws_subscribe(mutations: [\"enhance\"]) @aws_lambda @aws_iam\n  subscribeInitialize(id: String!): Status @aws_subscribe(mutations: [\"initialize\"]) @aws_lambda @aws_iam\n}\n\nschema {\n  query: Query\n  mutation: Mutation\n  subscription: Subscription\n}\n"

  lambda_authorizer_config {
    authorizer_uri                   = aws_lambda_function.authorizer_function088012.arn
    authorizer_result_ttl_in_seconds = 0
  }

  additional_authentication_provider {
    authentication_type = "AWS_IAM"
  }
}

resource "aws_lambda_permission" "etl_gql_graphql_authorizer_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer_function088012.function_name
  statement_id  = "EtlGqlGraphqlAuthorizerPermission"
  principal     = "appsync.amazonaws.com"
  source_arn    = aws_appsync_graphql_api.etl_gql_graphql.arn
}

resource "aws_appsync_datasource" "etl_gql_graphql_datasource_completer_function" {
  api_id           = aws_appsync_graphql_api.etl_gql_graphql.id
  name             = "CompleterFunction"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.etl_gql_graphql_role.arn
  depends_on       = [aws_iam_role_policy.etl_gql_graphql_role_policy]

  lambda_config {
    function_arn = aws_lambda_function.completer_function.arn
  }
}

resource "aws_appsync_datasource" "etl_gql_graphql_datasource_enhancer_function" {
  api_id           = aws_appsync_graphql_api.etl_gql_graphql.id
  name             = "EnhancerFunction"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.etl_gql_graphql_role.arn
  depends_on       = [aws_iam_role_policy.etl_gql_graphql_role_policy]

  lambda_config {
    function_arn = aws_lambda_function.enhancer_function.arn
  }
}

resource "aws_appsync_datasource" "etl_gql_graphql_datasource_initializer_function" {
  api_id           = aws_appsync_graphql_api.etl_gql_graphql.id
  name             = "InitializerFunction"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.etl_gql_graphql_role.arn
  depends_on       = [aws_iam_role_policy.etl_gql_graphql_role_policy]

  lambda_config {
    function_arn = aws_lambda_function.initializer_function.arn
  }
}

resource "aws_iam_role" "etl_gql_graphql_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = aws_appsync_graphql_api.etl_gql_graphql.arn
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

resource "aws_iam_role_policy" "etl_gql_graphql_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "lambda:InvokeFunction"
        Effect = "Allow"
        Resource = [
          aws_lambda_function.completer_function.arn,
          aws_lambda_function.enhancer_function.arn,
          aws_lambda_function.initializer_function.arn,
        ]
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.etl_gql_graphql_role.name
}

resource "aws_cloudwatch_event_rule" "initialization_complete_event1a7aaa" {
  name = "tc-etl-gql-InitializationComplete-bob"
  event_pattern = jsonencode({
    detail-type = ["InitializationComplete"]
    source      = ["adHoc"]
  })
  state = "ENABLED"
}

resource "aws_iam_role" "initialization_complete_event1a7aaa_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:rule/tc-etl-gql-InitializationComplete-bob"
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

resource "aws_iam_role_policy" "initialization_complete_event1a7aaa_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "appsync:GraphQL"
        Effect   = "Allow"
        Resource = "${aws_appsync_graphql_api.etl_gql_graphql.arn}/types/Mutation/fields/enhance"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.initialization_complete_event1a7aaa_role.name
}

resource "aws_cloudwatch_event_target" "initialization_complete_event1a7aaa_to_enhance_mutation_target" {
  target_id = "EnhanceMutation"
  arn       = "arn:${data.aws_partition.current.partition}:appsync:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:endpoints/graphql-api/${split(".", split("/", aws_appsync_graphql_api.etl_gql_graphql.uris["GRAPHQL"])[2])[0]}"
  rule      = aws_cloudwatch_event_rule.initialization_complete_event1a7aaa.name
  role_arn  = aws_iam_role.initialization_complete_event1a7aaa_role.arn

  input_transformer {
    input_paths = {
      detail = "$.detail"
    }
    input_template = "{\"detail\": <detail>}"
  }

  appsync_target {
    graphql_operation = "mutation Enhance($detail: String) { enhance(detail: $detail) { id status message percentage createdAt updatedAt } }"
  }
}

resource "aws_appsync_resolver" "initialize_mutation" {
  api_id      = aws_appsync_graphql_api.etl_gql_graphql.id
  type        = "Mutation"
  field       = "initialize"
  data_source = aws_appsync_datasource.etl_gql_graphql_datasource_initializer_function.name
}

resource "aws_lambda_function" "initializer_function" {
  function_name    = "etl-gql_initializer_bob"
  role             = aws_iam_role.initializer_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.initializer_function_log_group, aws_iam_role_policy.initializer_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "initializer_function_log_group" {
  name              = "/aws/lambda/etl-gql_initializer_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "initializer_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:etl-gql_initializer_bob"
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

resource "aws_iam_role_policy" "initializer_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/etl-gql_initializer_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.initializer_function_role.name
}
