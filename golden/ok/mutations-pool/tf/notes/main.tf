resource "aws_appsync_graphql_api" "notes_graphql" {
  name                 = "notes-bob"
  authentication_type  = "AMAZON_COGNITO_USER_POOLS"
  introspection_config = "ENABLED"
  xray_enabled         = false
  schema               = "type Note @aws_cognito_user_pools @aws_iam {\n  id: String!\n  text: String\n  createdAt: AWSDateTime\n  updatedAt: AWSDateTime\n}\n\ntype Event @aws_cognito_user_pools @aws_iam {\n  detail: String\n}\n\ntype EventData @aws_cognito_user_pools @aws_iam {\n  detail: String\n}\n\ntype EventDataJSON @aws_cognito_user_pools @aws_iam {\n  detail: AWSJSON\n}\n\ntype EventMetadata @aws_cognito_user_pools @aws_iam {\n  detail: String\n}\n\ntype Query {\n  getNote(id: String!): Note @aws_cognito_user_pools @aws_iam\n}\n\ntype Mutation {\n  putNote(id: String!, text: String): Note @aws_cognito_user_pools @aws_iam\n}\n\ntype Subscription {\n  subscribePutNote(id: String!): Note @aws_subscribe(mutations: [\"putNote\"]) @aws_cognito_user_pools @aws_iam\n}\n\nschema {\n  query: Query\n  mutation: Mutation\n  subscription: Subscription\n}\n"

  user_pool_config {
    user_pool_id   = aws_cognito_user_pool.people_pool.id
    aws_region     = data.aws_region.current.id
    default_action = "ALLOW"
  }

  additional_authentication_provider {
    authentication_type = "AWS_IAM"
  }
}

resource "aws_appsync_datasource" "notes_graphql_datasource_put_function" {
  api_id           = aws_appsync_graphql_api.notes_graphql.id
  name             = "PutFunction"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.notes_graphql_role.arn
  depends_on       = [aws_iam_role_policy.notes_graphql_role_policy]

  lambda_config {
    function_arn = aws_lambda_function.put_function.arn
  }
}

resource "aws_iam_role" "notes_graphql_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = aws_appsync_graphql_api.notes_graphql.arn
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

resource "aws_iam_role_policy" "notes_graphql_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "lambda:InvokeFunction"
        Effect   = "Allow"
        Resource = aws_lambda_function.put_function.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.notes_graphql_role.name
}

resource "aws_cognito_user_pool" "people_pool" {
  name                     = "notes_people_bob"
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OFF"

  admin_create_user_config {
    allow_admin_create_user_only = false
  }
}

resource "aws_cognito_user_pool_client" "people_pool_client" {
  user_pool_id                  = aws_cognito_user_pool.people_pool.id
  name                          = "notes_people_bob"
  explicit_auth_flows           = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_lambda_function" "put_function" {
  function_name    = "notes_put_bob"
  role             = aws_iam_role.put_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.put_function_log_group, aws_iam_role_policy.put_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "put_function_log_group" {
  name              = "/aws/lambda/notes_put_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "put_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:notes_put_bob"
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

resource "aws_iam_role_policy" "put_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/notes_put_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.put_function_role.name
}

resource "aws_appsync_resolver" "put_note_mutationd987ab" {
  api_id      = aws_appsync_graphql_api.notes_graphql.id
  type        = "Mutation"
  field       = "putNote"
  data_source = aws_appsync_datasource.notes_graphql_datasource_put_function.name
}
