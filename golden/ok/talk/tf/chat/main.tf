resource "aws_cloudformation_stack" "chat_eventapi" {
  name = "chat-bob-channels"
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
                  UserPoolId = aws_cognito_user_pool.people_pool.id
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
          Name = "chat_bob"
        }
        Type = "AWS::AppSync::Api"
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
          ServiceRoleArn = aws_iam_role.chat_eventapi_role.arn
          Type           = "AMAZON_EVENTBRIDGE"
        }
        Type = "AWS::AppSync::DataSource"
      }
      HearFunction = {
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          LambdaConfig = {
            LambdaFunctionArn = aws_lambda_function.hear_function.arn
          }
          Name           = "HearFunction"
          ServiceRoleArn = aws_iam_role.chat_eventapi_role.arn
          Type           = "AWS_LAMBDA"
        }
        Type = "AWS::AppSync::DataSource"
      }
      RoomsChannel = {
        DependsOn = ["HearFunction", "DefaultBus"]
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          CodeHandlers = "import { util } from '@aws-appsync/utils';\n\nexport const onSubscribe = {\n  request(ctx) {\n    return { operation: 'PutEvents', events: [{ source: \"chat\", detailType: \"Joined\", detail: { channel: ctx.info.channel.path } }] };\n  },\n  response(ctx) {\n    if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n    return null;\n  },\n};\n"
          HandlerConfigs = {
            OnPublish = {
              Behavior = "DIRECT"
              Integration = {
                DataSourceName = "HearFunction"
                LambdaConfig = {
                  InvokeType = "REQUEST_RESPONSE"
                }
              }
            }
            OnSubscribe = {
              Behavior = "CODE"
              Integration = {
                DataSourceName = "DefaultBus"
              }
            }
          }
          Name = "rooms-bob"
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
      SaidChannel = {
        DependsOn = ["DefaultBus"]
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          CodeHandlers = "import { util } from '@aws-appsync/utils';\n\nexport const onPublish = {\n  request(ctx) {\n    return { operation: 'PutEvents', events: ctx.events.map((event) => ({ source: \"chat\", detailType: \"Said\", detail: event.payload })) };\n  },\n  response(ctx) {\n    if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n    return ctx.events;\n  },\n};\n"
          HandlerConfigs = {
            OnPublish = {
              Behavior = "CODE"
              Integration = {
                DataSourceName = "DefaultBus"
              }
            }
          }
          Name = "said-bob"
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
        }
        Type = "AWS::AppSync::ChannelNamespace"
      }
      SpokenChannel = {
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          CodeHandlers = "import { util } from '@aws-appsync/utils';\n\nexport function onPublish(ctx) {\n  return ctx.events.filter((event) => event.payload.text !== '');\n}\n\nexport function onSubscribe(ctx) {\n  if (ctx.info.channel.path.includes('private')) util.unauthorized();\n}\n"
          Name         = "spoken-bob"
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
    }
  })
  depends_on = [aws_iam_role_policy.chat_eventapi_role_policy]
}

resource "aws_iam_role" "chat_eventapi_role" {
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

resource "aws_iam_role_policy" "chat_eventapi_role_policy" {
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
        Resource = aws_lambda_function.hear_function.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.chat_eventapi_role.name
}

resource "aws_lambda_function" "hear_function" {
  function_name    = "chat_hear_bob"
  role             = aws_iam_role.hear_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.hear_function_log_group, aws_iam_role_policy.hear_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "hear_function_log_group" {
  name              = "/aws/lambda/chat_hear_bob"
  retention_in_days = 30
}

resource "aws_iam_role" "hear_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:chat_hear_bob"
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

resource "aws_iam_role_policy" "hear_function_role_policy" {
  name = "access"
  policy = jsonencode({
    Statement = [
      {
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Effect   = "Allow"
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/chat_hear_bob:*"
      },
      {
        Action   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        Effect   = "Allow"
        Resource = "*"
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.hear_function_role.name
}

resource "aws_cloudwatch_event_rule" "joined_event6bad75" {
  name = "tc-chat-Joined-bob"
  event_pattern = jsonencode({
    detail-type = ["Joined"]
    source      = ["chat"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "joined_event6bad75_to_hear_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.hear_function.function_name
  statement_id  = "JoinedEvent6bad75ToHearFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.joined_event6bad75.arn
}

resource "aws_cloudwatch_event_target" "joined_event6bad75_to_hear_function_target" {
  target_id = "HearFunction"
  arn       = aws_lambda_function.hear_function.arn
  rule      = aws_cloudwatch_event_rule.joined_event6bad75.name
}

resource "aws_cognito_user_pool" "people_pool" {
  name                     = "chat_people_bob"
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OFF"

  admin_create_user_config {
    allow_admin_create_user_only = false
  }
}

resource "aws_cognito_user_pool_client" "people_pool_client" {
  user_pool_id                  = aws_cognito_user_pool.people_pool.id
  name                          = "chat_people_bob"
  explicit_auth_flows           = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_cloudwatch_event_rule" "said_event56ed4f" {
  name = "tc-chat-Said-bob"
  event_pattern = jsonencode({
    detail-type = ["Said"]
    source      = ["chat"]
  })
  state = "ENABLED"
}

resource "aws_lambda_permission" "said_event56ed4f_to_hear_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.hear_function.function_name
  statement_id  = "SaidEvent56ed4fToHearFunctionPermission"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.said_event56ed4f.arn
}

resource "aws_cloudwatch_event_target" "said_event56ed4f_to_hear_function_target" {
  target_id = "HearFunction"
  arn       = aws_lambda_function.hear_function.arn
  rule      = aws_cloudwatch_event_rule.said_event56ed4f.name
}
