resource "aws_appsync_resolver" "add_list_mutation8d7c94" {
  api_id      = aws_appsync_graphql_api.todo_graphql.id
  type        = "Mutation"
  field       = "addList"
  data_source = aws_appsync_datasource.todo_graphql_datasource_lists_table.name
  code        = "import { util } from '@aws-appsync/utils';\nimport * as ddb from '@aws-appsync/utils/dynamodb';\n\nexport function request(ctx) {\n  const args = ctx.args;\n  const key = { \"id\": util.autoId() };\n  const item = { ...args, ...key, updatedAt: util.time.nowISO8601() };\n  return ddb.put({ key, item });\n}\n\nexport function response(ctx) {\n  if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n  return ctx.result;\n}\n"

  runtime {
    name            = "APPSYNC_JS"
    runtime_version = "1.0.0"
  }
}

resource "aws_appsync_resolver" "add_todo_mutationc4ad44" {
  api_id      = aws_appsync_graphql_api.todo_graphql.id
  type        = "Mutation"
  field       = "addTodo"
  data_source = aws_appsync_datasource.todo_graphql_datasource_todos_table.name
  code        = "import { util } from '@aws-appsync/utils';\nimport * as ddb from '@aws-appsync/utils/dynamodb';\n\nexport function request(ctx) {\n  const args = ctx.args;\n  const key = { \"list\": args.list, \"id\": args.id };\n  const item = { ...args, ...key, createdAt: util.time.nowISO8601(), updatedAt: util.time.nowISO8601() };\n  return ddb.put({ key, item });\n}\n\nexport function response(ctx) {\n  if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n  return ctx.result;\n}\n"

  runtime {
    name            = "APPSYNC_JS"
    runtime_version = "1.0.0"
  }
}

resource "aws_appsync_resolver" "change_todo_mutation54aa74" {
  api_id      = aws_appsync_graphql_api.todo_graphql.id
  type        = "Mutation"
  field       = "changeTodo"
  data_source = aws_appsync_datasource.todo_graphql_datasource_todos_table.name
  code        = "import { util } from '@aws-appsync/utils';\nimport * as ddb from '@aws-appsync/utils/dynamodb';\n\nexport function request(ctx) {\n  const args = ctx.args.input;\n  const key = { \"list\": args.list, \"id\": args.id };\n  const { list: key0, id: key1, ...values } = args;\n  const update = { ...values, updatedAt: util.time.nowISO8601() };\n  const condition = { \"list\": { attributeExists: true } };\n  return ddb.update({ key, update, condition });\n}\n\nexport function response(ctx) {\n  if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n  return ctx.result;\n}\n"

  runtime {
    name            = "APPSYNC_JS"
    runtime_version = "1.0.0"
  }
}

resource "aws_appsync_resolver" "drop_todo_mutation6d62bb" {
  api_id      = aws_appsync_graphql_api.todo_graphql.id
  type        = "Mutation"
  field       = "dropTodo"
  data_source = aws_appsync_datasource.todo_graphql_datasource_todos_table.name
  code        = "import { util } from '@aws-appsync/utils';\nimport * as ddb from '@aws-appsync/utils/dynamodb';\n\nexport function request(ctx) {\n  const args = ctx.args.input;\n  const key = { \"list\": args.list, \"id\": args.id };\n  return ddb.remove({ key });\n}\n\nexport function response(ctx) {\n  if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n  return ctx.result;\n}\n"

  runtime {
    name            = "APPSYNC_JS"
    runtime_version = "1.0.0"
  }
}

resource "aws_appsync_resolver" "get_todo_mutation8777d8" {
  api_id      = aws_appsync_graphql_api.todo_graphql.id
  type        = "Query"
  field       = "getTodo"
  data_source = aws_appsync_datasource.todo_graphql_datasource_todos_table.name
  code        = "import { util } from '@aws-appsync/utils';\nimport * as ddb from '@aws-appsync/utils/dynamodb';\n\nexport function request(ctx) {\n  const args = ctx.args.input;\n  const key = { \"list\": args.list, \"id\": args.id };\n  return ddb.get({ key });\n}\n\nexport function response(ctx) {\n  if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n  return ctx.result;\n}\n"

  runtime {
    name            = "APPSYNC_JS"
    runtime_version = "1.0.0"
  }
}

resource "aws_appsync_resolver" "lists_mutation" {
  api_id      = aws_appsync_graphql_api.todo_graphql.id
  type        = "Query"
  field       = "lists"
  data_source = aws_appsync_datasource.todo_graphql_datasource_lists_table.name
  code        = "import { util } from '@aws-appsync/utils';\nimport * as ddb from '@aws-appsync/utils/dynamodb';\n\nexport function request(ctx) {\n  const args = ctx.args;\n  return ddb.scan({ limit: 1000 });\n}\n\nexport function response(ctx) {\n  if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n  return ctx.result.items;\n}\n"

  runtime {
    name            = "APPSYNC_JS"
    runtime_version = "1.0.0"
  }
}

resource "aws_dynamodb_table" "lists_table" {
  name         = "todo_lists_bob"
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

resource "aws_cognito_user_pool" "people_pool" {
  name                     = "todo_people_bob"
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OFF"

  admin_create_user_config {
    allow_admin_create_user_only = false
  }
}

resource "aws_cognito_user_pool_client" "people_pool_client" {
  user_pool_id                  = aws_cognito_user_pool.people_pool.id
  name                          = "todo_people_bob"
  explicit_auth_flows           = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_lambda_function" "tally_function" {
  function_name    = "todo_tally_bob"
  role             = aws_iam_role.tally_function_role.arn
  runtime          = "python3.13"
  handler          = "handler.handler"
  architectures    = ["x86_64"]
  filename         = "${path.root}/../../artifacts/a955b40cee7c44acceb40c159be025ab.zip"
  source_code_hash = "a955b40cee7c44acceb40c159be025ab"
  memory_size      = 128
  timeout          = 30
  tags = {
    version = "0.0.1"
  }
  depends_on = [aws_cloudwatch_log_group.tally_function_log_group, aws_iam_role_policy.tally_function_role_policy]

  environment {
    variables = {
      TODOS = aws_dynamodb_table.todos_table.name
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "tally_function_log_group" {
  name              = "/aws/lambda/todo_tally_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "tally_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:todo_tally_bob"
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

resource "aws_iam_role_policy" "tally_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = "dynamodb:Query"
        Effect = "Allow"
        Resource = [
          aws_dynamodb_table.todos_table.arn,
          "${aws_dynamodb_table.todos_table.arn}/index/*",
        ]
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/todo_tally_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.tally_function_role.name
}

resource "aws_appsync_resolver" "tally_mutation" {
  api_id      = aws_appsync_graphql_api.todo_graphql.id
  type        = "Query"
  field       = "tally"
  data_source = aws_appsync_datasource.todo_graphql_datasource_tally_function.name
}

resource "aws_appsync_graphql_api" "todo_graphql" {
  name                 = "todo_bob"
  authentication_type  = "AMAZON_COGNITO_USER_POOLS"
  introspection_config = "DISABLED"
  xray_enabled         = true
  schema               = "type List @aws_cognito_user_pools @aws_iam {\n  id: ID!\n  name: String!\n  createdAt: AWSTimestamp\n  updatedAt: AWSDateTime\n}\n\ntype NewList @aws_cognito_user_pools @aws_iam {\n  name: String!\n  createdAt: AWSDateTime\n  updatedAt: AWSDateTime\n}\n\ntype Tally @aws_cognito_user_pools @aws_iam {\n  open: Int!\n  createdAt: AWSDateTime\n  updatedAt: AWSDateTime\n}\n\ntype Todo @aws_cognito_user_pools @aws_iam {\n  list: ID!\n  id: ID!\n  title: String!\n  done: Boolean\n  createdAt: AWSDateTime\n  updatedAt: AWSDateTime\n}\n\ntype Event @aws_cognito_user_pools @aws_iam {\n  detail: String\n}\n\ntype EventData @aws_cognito_user_pools @aws_iam {\n  detail: String\n}\n\ntype EventDataJSON @aws_cognito_user_pools @aws_iam {\n  detail: AWSJSON\n}\n\ntype EventMetadata @aws_cognito_user_pools @aws_iam {\n  detail: String\n}\n\ninput ListOf {\n  list: ID!\n}\n\ninput TodoChange {\n  list: ID!\n  id: ID!\n  title: String\n  done: Boolean\n}\n\ninput TodoKey {\n  list: ID!\n  id: ID!\n}\n\ntype Query {\n  getList(id: String!): List @aws_cognito_user_pools @aws_iam\n  getNewList(id: String!): NewList @aws_cognito_user_pools @aws_iam\n  getTally(id: String!): Tally @aws_cognito_user_pools @aws_iam\n  getTodo(input: TodoKey!): Todo @aws_cognito_user_pools @aws_iam\n  lists: [List!] @aws_cognito_user_pools @aws_iam\n  tally(input: ListOf!): Tally @aws_cognito_user_pools @aws_iam\n  todos(input: ListOf!): [Todo!] @aws_cognito_user_pools @aws_iam\n}\n\ntype Mutation {\n  addList(name: String!): List @aws_cognito_user_pools @aws_iam\n  addTodo(list: ID!, id: ID!, title: String!, done: Boolean): Todo @aws_cognito_user_pools @aws_iam\n  changeTodo(input: TodoChange!): Todo @aws_cognito_user_pools @aws_iam\n  dropTodo(input: TodoKey!): Todo @aws_cognito_user_pools @aws_iam\n}\n\ntype Subscription {\n  subscribeAddTodo(id: ID!): Todo @aws_subscribe(mutations: [\"addTodo\"]) @aws_cognito_user_pools @aws_iam\n  subscribeChangeTodo(id: ID!): Todo @aws_subscribe(mutations: [\"changeTodo\"]) @aws_cognito_user_pools @aws_iam\n  subscribeDropTodo(id: ID!): Todo @aws_subscribe(mutations: [\"dropTodo\"]) @aws_cognito_user_pools @aws_iam\n}\n\nschema {\n  query: Query\n  mutation: Mutation\n  subscription: Subscription\n}\n"

  user_pool_config {
    user_pool_id   = aws_cognito_user_pool.people_pool.id
    aws_region     = data.aws_region.current.id
    default_action = "ALLOW"
  }

  additional_authentication_provider {
    authentication_type = "AWS_IAM"
  }
}

resource "aws_appsync_datasource" "todo_graphql_datasource_lists_table" {
  api_id           = aws_appsync_graphql_api.todo_graphql.id
  name             = "ListsTable"
  type             = "AMAZON_DYNAMODB"
  service_role_arn = aws_iam_role.todo_graphql_role.arn
  depends_on       = [aws_iam_role_policy.todo_graphql_role_policy]

  dynamodb_config {
    table_name = aws_dynamodb_table.lists_table.name
    region     = data.aws_region.current.id
  }
}

resource "aws_appsync_datasource" "todo_graphql_datasource_tally_function" {
  api_id           = aws_appsync_graphql_api.todo_graphql.id
  name             = "TallyFunction"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.todo_graphql_role.arn
  depends_on       = [aws_iam_role_policy.todo_graphql_role_policy]

  lambda_config {
    function_arn = aws_lambda_function.tally_function.arn
  }
}

resource "aws_appsync_datasource" "todo_graphql_datasource_todos_table" {
  api_id           = aws_appsync_graphql_api.todo_graphql.id
  name             = "TodosTable"
  type             = "AMAZON_DYNAMODB"
  service_role_arn = aws_iam_role.todo_graphql_role.arn
  depends_on       = [aws_iam_role_policy.todo_graphql_role_policy]

  dynamodb_config {
    table_name = aws_dynamodb_table.todos_table.name
    region     = data.aws_region.current.id
  }
}

resource "aws_iam_role" "todo_graphql_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = aws_appsync_graphql_api.todo_graphql.arn
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

resource "aws_iam_role_policy" "todo_graphql_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action = [
          "dynamodb:DeleteItem",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "dynamodb:UpdateItem",
        ]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:dynamodb:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:table/todo_todos_bob"
      },
      {
        Action   = ["dynamodb:PutItem", "dynamodb:Scan"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:dynamodb:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:table/todo_lists_bob"
      },
      {
        Action   = "lambda:InvokeFunction"
        Effect   = "Allow"
        Resource = aws_lambda_function.tally_function.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.todo_graphql_role.name
}

resource "aws_appsync_resolver" "todos_mutation" {
  api_id      = aws_appsync_graphql_api.todo_graphql.id
  type        = "Query"
  field       = "todos"
  data_source = aws_appsync_datasource.todo_graphql_datasource_todos_table.name
  code        = "import { util } from '@aws-appsync/utils';\nimport * as ddb from '@aws-appsync/utils/dynamodb';\n\nexport function request(ctx) {\n  const args = ctx.args.input;\n  return ddb.query({ query: { \"list\": { eq: args.list } }, limit: 1000 });\n}\n\nexport function response(ctx) {\n  if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n  return ctx.result.items;\n}\n"

  runtime {
    name            = "APPSYNC_JS"
    runtime_version = "1.0.0"
  }
}

resource "aws_dynamodb_table" "todos_table" {
  name         = "todo_todos_bob"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "list"
  range_key    = "id"

  point_in_time_recovery {
    enabled = false
  }

  attribute {
    name = "done"
    type = "S"
  }

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "list"
    type = "S"
  }

  local_secondary_index {
    name            = "done"
    range_key       = "done"
    projection_type = "ALL"
  }
}
