resource "aws_lambda_function" "check_function" {
  function_name    = "talk_check_bob"
  role             = aws_iam_role.check_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.check_function_log_group, aws_iam_role_policy.check_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "check_function_log_group" {
  name              = "/aws/lambda/talk_check_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "check_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:talk_check_bob"
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

resource "aws_iam_role_policy" "check_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/talk_check_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.check_function_role.name
}

resource "aws_lambda_function" "clean_function" {
  function_name    = "talk_clean_bob"
  role             = aws_iam_role.clean_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.clean_function_log_group, aws_iam_role_policy.clean_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "clean_function_log_group" {
  name              = "/aws/lambda/talk_clean_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "clean_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:talk_clean_bob"
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

resource "aws_iam_role_policy" "clean_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/talk_clean_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.clean_function_role.name
}

resource "aws_cloudwatch_event_rule" "job_said_eventf6f070" {
  name = "tc-talk-JobSaid-bob"
  event_pattern = jsonencode({
    detail-type = ["JobSaid"]
    source      = ["jobs"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "job_said_eventf6f070_to_say_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.say_function.function_name
  statement_id  = "JobSaidEventf6f070ToSayFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.job_said_eventf6f070.arn
}

resource "aws_cloudwatch_event_target" "job_said_eventf6f070_to_say_function_target" {
  target_id = "SayFunction"
  arn       = aws_lambda_function.say_function.arn
  rule      = aws_cloudwatch_event_rule.job_said_eventf6f070.name
}

resource "aws_lambda_function" "say_function" {
  function_name    = "talk_say_bob"
  role             = aws_iam_role.say_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.say_function_log_group, aws_iam_role_policy.say_function_role_policy]

  environment {
    variables = {
      CHANNEL = "/%/all"
      HOST    = aws_cloudformation_stack.talk_eventapi.outputs["Http"]
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "say_function_log_group" {
  name              = "/aws/lambda/talk_say_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "say_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:talk_say_bob"
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

resource "aws_iam_role_policy" "say_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "appsync:EventConnect"
        Effect   = "Allow"
        Resource = aws_cloudformation_stack.talk_eventapi.outputs["Arn"]
      },
      {
        Action   = "appsync:EventPublish"
        Effect   = "Allow"
        Resource = "${aws_cloudformation_stack.talk_eventapi.outputs["Arn"]}/channelNamespace/room-bob"
      },
      {
        Action   = ["appsync:EventPublish", "appsync:EventSubscribe"]
        Effect   = "Allow"
        Resource = "${aws_cloudformation_stack.talk_eventapi.outputs["Arn"]}/channelNamespace/notes-bob"
      },
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/talk_say_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.say_function_role.name
}

resource "aws_lambda_function" "seen_function" {
  function_name    = "talk_seen_bob"
  role             = aws_iam_role.seen_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.seen_function_log_group, aws_iam_role_policy.seen_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "seen_function_log_group" {
  name              = "/aws/lambda/talk_seen_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "seen_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:talk_seen_bob"
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

resource "aws_iam_role_policy" "seen_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/talk_seen_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.seen_function_role.name
}

resource "aws_cloudformation_stack" "talk_eventapi" {
  name = "talk-bob-channels"
  template_body = jsonencode({
    Outputs = {
      Arn = {
        Value = {
          "Fn::GetAtt" = ["Api", "ApiArn"]
        }
      }
      Http = {
        Value = {
          "Fn::GetAtt" = ["Api", "Dns.Http"]
        }
      }
      Id = {
        Value = {
          "Fn::GetAtt" = ["Api", "ApiId"]
        }
      }
      Realtime = {
        Value = {
          "Fn::GetAtt" = ["Api", "Dns.Realtime"]
        }
      }
    }
    Resources = {
      Api = {
        Properties = {
          EventConfig = {
            AuthProviders = [
              {
                AuthType = "AWS_IAM"
              },
              {
                AuthType = "AMAZON_COGNITO_USER_POOLS"
                CognitoConfig = {
                  AwsRegion  = data.aws_region.current.id
                  UserPoolId = aws_cognito_user_pool.users_pool.id
                }
              },
              {
                AuthType = "AWS_LAMBDA"
                LambdaAuthorizerConfig = {
                  AuthorizerResultTtlInSeconds = 0
                  AuthorizerUri                = aws_lambda_function.check_function.arn
                }
              },
            ]
            ConnectionAuthModes = [
              {
                AuthType = "AWS_IAM"
              },
              {
                AuthType = "AMAZON_COGNITO_USER_POOLS"
              },
              {
                AuthType = "AWS_LAMBDA"
              },
            ]
            DefaultPublishAuthModes = [
              {
                AuthType = "AWS_IAM"
              },
            ]
            DefaultSubscribeAuthModes = [
              {
                AuthType = "AWS_IAM"
              },
            ]
          }
          Name = "talk_bob"
        }
        Type = "AWS::AppSync::Api"
      }
      CleanFunction = {
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          LambdaConfig = {
            LambdaFunctionArn = aws_lambda_function.clean_function.arn
          }
          Name           = "CleanFunction"
          ServiceRoleArn = aws_iam_role.talk_eventapi_role.arn
          Type           = "AWS_LAMBDA"
        }
        Type = "AWS::AppSync::DataSource"
      }
      DefaultBus = {
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          EventBridgeConfig = {
            EventBusArn = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
          }
          Name           = "DefaultBus"
          ServiceRoleArn = aws_iam_role.talk_eventapi_role.arn
          Type           = "AMAZON_EVENTBRIDGE"
        }
        Type = "AWS::AppSync::DataSource"
      }
      JobsChannel = {
        DependsOn = ["DefaultBus", "SeenFunction"]
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          CodeHandlers = "import { util } from '@aws-appsync/utils';\n\nexport const onPublish = {\n  request(ctx) {\n    return { operation: 'PutEvents', events: ctx.events.map((event) => ({ source: \"jobs\", detailType: \"JobSaid\", detail: event.payload })) };\n  },\n  response(ctx) {\n    if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n    return ctx.events;\n  },\n};\n"
          HandlerConfigs = {
            OnPublish = {
              Behavior = "CODE"
              Integration = {
                DataSourceName = "DefaultBus"
              }
            }
            OnSubscribe = {
              Behavior = "DIRECT"
              Integration = {
                DataSourceName = "SeenFunction"
                LambdaConfig = {
                  InvokeType = "REQUEST_RESPONSE"
                }
              }
            }
          }
          Name = "jobs-bob"
          PublishAuthModes = [
            {
              AuthType = "AMAZON_COGNITO_USER_POOLS"
            },
            {
              AuthType = "AWS_IAM"
            },
          ]
          SubscribeAuthModes = [
            {
              AuthType = "AMAZON_COGNITO_USER_POOLS"
            },
            {
              AuthType = "AWS_IAM"
            },
          ]
          Tags = [
            {
              Key   = "team"
              Value = "web"
            },
          ]
        }
        Type = "AWS::AppSync::ChannelNamespace"
      }
      NotesChannel = {
        DependsOn = ["CleanFunction"]
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          HandlerConfigs = {
            OnPublish = {
              Behavior = "DIRECT"
              Integration = {
                DataSourceName = "CleanFunction"
                LambdaConfig = {
                  InvokeType = "REQUEST_RESPONSE"
                }
              }
            }
          }
          Name = "notes-bob"
          PublishAuthModes = [
            {
              AuthType = "AWS_IAM"
            },
          ]
          SubscribeAuthModes = [
            {
              AuthType = "AWS_IAM"
            },
          ]
        }
        Type = "AWS::AppSync::ChannelNamespace"
      }
      PlainChannel = {
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          Name = "plain-bob"
          PublishAuthModes = [
            {
              AuthType = "AWS_IAM"
            },
          ]
          SubscribeAuthModes = [
            {
              AuthType = "AWS_IAM"
            },
          ]
        }
        Type = "AWS::AppSync::ChannelNamespace"
      }
      RoomChannel = {
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          CodeHandlers = "import { util } from '@aws-appsync/utils';\n\nexport function onPublish(ctx) {\n  return ctx.events.filter((event) => event.payload.text !== '');\n}\n\nexport function onSubscribe(ctx) {\n  if (ctx.info.channel.path.includes('private')) util.unauthorized();\n}\n"
          Name         = "room-bob"
          PublishAuthModes = [
            {
              AuthType = "AWS_LAMBDA"
            },
            {
              AuthType = "AWS_IAM"
            },
          ]
          SubscribeAuthModes = [
            {
              AuthType = "AWS_LAMBDA"
            },
            {
              AuthType = "AWS_IAM"
            },
          ]
        }
        Type = "AWS::AppSync::ChannelNamespace"
      }
      SeenFunction = {
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          LambdaConfig = {
            LambdaFunctionArn = aws_lambda_function.seen_function.arn
          }
          Name           = "SeenFunction"
          ServiceRoleArn = aws_iam_role.talk_eventapi_role.arn
          Type           = "AWS_LAMBDA"
        }
        Type = "AWS::AppSync::DataSource"
      }
    }
  })
  depends_on = [aws_iam_role_policy.talk_eventapi_role_policy]
}

resource "aws_lambda_permission" "talk_eventapi_authorizer_permission_check_function" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.check_function.function_name
  statement_id  = "TalkEventapiAuthorizerPermissionCheckFunction"
  principal     = "appsync.amazonaws.com"
  source_arn    = aws_cloudformation_stack.talk_eventapi.outputs["Arn"]
}

resource "aws_iam_role" "talk_eventapi_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:appsync:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:apis/*"
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

resource "aws_iam_role_policy" "talk_eventapi_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = "events:PutEvents"
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:event-bus/default"
      },
      {
        Action   = "lambda:InvokeFunction"
        Effect   = "Allow"
        Resource = [aws_lambda_function.clean_function.arn, aws_lambda_function.seen_function.arn]
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.talk_eventapi_role.name
}

resource "aws_cognito_user_pool" "users_pool" {
  name                     = "talk_users_bob"
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OFF"

  admin_create_user_config {
    allow_admin_create_user_only = false
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cognito_user_pool_client" "users_pool_client" {
  user_pool_id                  = aws_cognito_user_pool.users_pool.id
  name                          = "talk_users_bob"
  explicit_auth_flows           = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  prevent_user_existence_errors = "ENABLED"
}
