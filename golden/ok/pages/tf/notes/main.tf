resource "aws_appsync_resolver" "add_note_mutationd78ca1" {
  api_id      = aws_appsync_graphql_api.notes_graphql.id
  type        = "Mutation"
  field       = "addNote"
  data_source = aws_appsync_datasource.notes_graphql_datasource_lister_function.name
}

resource "aws_apigatewayv2_route" "api_notes_route8fae64" {
  api_id    = aws_apigatewayv2_api.notes_api.id
  route_key = "GET /api/notes"
  target    = "integrations/${aws_apigatewayv2_integration.api_notes_route8fae64_integration.id}"
}

resource "aws_apigatewayv2_integration" "api_notes_route8fae64_integration" {
  api_id                 = aws_apigatewayv2_api.notes_api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.lister_function.invoke_arn
  integration_method     = "POST"
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_lambda_permission" "api_notes_route8fae64_to_lister_function_permission" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.lister_function.function_name
  statement_id  = "ApiNotesRoute8fae64ToListerFunctionPermission"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.notes_api.execution_arn}/*/GET/api/notes"
}

resource "aws_cloudfront_distribution" "app_page" {
  enabled             = true
  comment             = "notes_app_prod"
  default_root_object = "index.html"
  http_version        = "http2and3"
  is_ipv6_enabled     = true
  aliases             = ["notes.example.com"]
  tags = {
    team = "web"
  }

  origin {
    origin_id                = "bucket"
    domain_name              = aws_s3_bucket.app_page_buckete2342a.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.app_page_oac.id
  }

  default_cache_behavior {
    target_origin_id           = "bucket"
    viewer_protocol_policy     = "redirect-to-https"
    cache_policy_id            = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    response_headers_policy_id = "67f7725c-6f97-4210-82d7-5512b31e9d03"
    compress                   = true
    allowed_methods            = ["GET", "HEAD", "OPTIONS"]
    cached_methods             = ["GET", "HEAD"]

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.app_page_edgecoderequest.arn
    }

    function_association {
      event_type   = "viewer-response"
      function_arn = aws_cloudfront_function.app_page_edgecoderesponse.arn
    }
  }

  viewer_certificate {
    acm_certificate_arn      = var.AppPageCertificate
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  custom_error_response {
    error_code            = 403
    response_code         = 200
    response_page_path    = "/index.html"
    error_caching_min_ttl = 0
  }

  custom_error_response {
    error_code            = 404
    response_code         = 200
    response_page_path    = "/index.html"
    error_caching_min_ttl = 0
  }
}

resource "aws_s3_bucket" "app_page_buckete2342a" {
  bucket        = "notes-app-page-prod-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "app_page_buckete2342a_encryption" {
  bucket = aws_s3_bucket.app_page_buckete2342a.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "app_page_buckete2342a_ownership" {
  bucket = aws_s3_bucket.app_page_buckete2342a.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_policy" "app_page_buckete2342a_policy" {
  bucket = aws_s3_bucket.app_page_buckete2342a.bucket
  policy = jsonencode({
    Statement = [
      {
        Action = "s3:GetObject"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudfront_distribution.app_page.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "cloudfront.amazonaws.com"
        }
        Resource = "arn:${data.aws_partition.current.partition}:s3:::notes-app-page-prod-${data.aws_caller_identity.current.account_id}/*"
      },
    ]
    Version = "2012-10-17"
  })
  depends_on = [aws_s3_bucket_public_access_block.app_page_buckete2342a_public_access]
}

resource "aws_s3_bucket_public_access_block" "app_page_buckete2342a_public_access" {
  bucket                  = aws_s3_bucket.app_page_buckete2342a.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_cloudfront_function" "app_page_edgecoderequest" {
  name    = "notes_app_prod_request"
  publish = true
  comment = "app: each request"
  runtime = "cloudfront-js-2.0"
  code    = "function handler(event) {\n  return event.request;\n}\n"
}

resource "aws_cloudfront_function" "app_page_edgecoderesponse" {
  name    = "notes_app_prod_response"
  publish = true
  comment = "app: each response"
  runtime = "cloudfront-js-2.0"
  code    = "function handler(event) {\n  event.response.headers['x-page'] = { value: 'notes' };\n  return event.response;\n}\n"
}

resource "aws_cloudfront_origin_access_control" "app_page_oac" {
  name                              = "notes_app_prod"
  description                       = "page app"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_distribution" "docs_page" {
  enabled             = true
  comment             = "notes_docs_prod"
  default_root_object = "index.html"
  http_version        = "http2and3"
  is_ipv6_enabled     = true

  origin {
    origin_id                = "bucket"
    domain_name              = aws_s3_bucket.docs_page_buckete4169f.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.docs_page_oac.id
  }

  default_cache_behavior {
    target_origin_id           = "bucket"
    viewer_protocol_policy     = "redirect-to-https"
    cache_policy_id            = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    response_headers_policy_id = "67f7725c-6f97-4210-82d7-5512b31e9d03"
    compress                   = true
    allowed_methods            = ["GET", "HEAD", "OPTIONS"]
    cached_methods             = ["GET", "HEAD"]
  }

  viewer_certificate {
    cloudfront_default_certificate = true
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  custom_error_response {
    error_code            = 403
    response_code         = 200
    response_page_path    = "/index.html"
    error_caching_min_ttl = 0
  }

  custom_error_response {
    error_code            = 404
    response_code         = 200
    response_page_path    = "/index.html"
    error_caching_min_ttl = 0
  }
}

resource "aws_s3_bucket" "docs_page_buckete4169f" {
  bucket        = "notes-docs-page-prod-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "docs_page_buckete4169f_encryption" {
  bucket = aws_s3_bucket.docs_page_buckete4169f.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "docs_page_buckete4169f_ownership" {
  bucket = aws_s3_bucket.docs_page_buckete4169f.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_policy" "docs_page_buckete4169f_policy" {
  bucket = aws_s3_bucket.docs_page_buckete4169f.bucket
  policy = jsonencode({
    Statement = [
      {
        Action = "s3:GetObject"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudfront_distribution.docs_page.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "cloudfront.amazonaws.com"
        }
        Resource = "arn:${data.aws_partition.current.partition}:s3:::notes-docs-page-prod-${data.aws_caller_identity.current.account_id}/*"
      },
    ]
    Version = "2012-10-17"
  })
  depends_on = [aws_s3_bucket_public_access_block.docs_page_buckete4169f_public_access]
}

resource "aws_s3_bucket_public_access_block" "docs_page_buckete4169f_public_access" {
  bucket                  = aws_s3_bucket.docs_page_buckete4169f.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_cloudfront_origin_access_control" "docs_page_oac" {
  name                              = "notes_docs_prod"
  description                       = "page docs"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_lambda_function" "lister_function" {
  function_name    = "notes_lister_prod"
  role             = aws_iam_role.lister_function_role.arn
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
  depends_on = [aws_cloudwatch_log_group.lister_function_log_group, aws_iam_role_policy.lister_function_role_policy]

  tracing_config {
    mode = "Active"
  }
}

resource "aws_cloudwatch_log_group" "lister_function_log_group" {
  name              = "/aws/lambda/notes_lister_prod"
  retention_in_days = 30
}

resource "aws_iam_role" "lister_function_role" {
  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:function:notes_lister_prod"
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
        Resource = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/notes_lister_prod:*"
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

resource "aws_apigatewayv2_api" "notes_api" {
  name          = "notes_prod"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://notes.example.com"]
    allow_methods = ["*"]
    allow_headers = ["*"]
  }
}

resource "aws_cloudwatch_log_group" "notes_api_log_group" {
  name              = "/aws/vendedlogs/apis/notes_prod"
  retention_in_days = 30
}

resource "aws_apigatewayv2_stage" "notes_api_stage" {
  api_id      = aws_apigatewayv2_api.notes_api.id
  name        = "$default"
  auto_deploy = true
  stage_variables = {
    sandbox = "prod"
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.notes_api_log_group.arn
    format          = "{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\",\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\",\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}"
  }
}

resource "aws_cloudformation_stack" "notes_eventapi" {
  name = "notes-prod-channels"
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
            ]
            ConnectionAuthModes = [
              {
                AuthType = "AWS_IAM"
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
          Name = "notes_prod"
        }
        Type = "AWS::AppSync::Api"
      }
      LiveChannel = {
        Properties = {
          ApiId = {
            "Fn::GetAtt" = ["Api", "ApiId"]
          }
          Name = "live-prod"
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
}

resource "aws_appsync_graphql_api" "notes_graphql" {
  name                 = "notes_prod"
  authentication_type  = "AWS_IAM"
  introspection_config = "DISABLED"
  xray_enabled         = true
  schema               = "type Note {\n  id: String!\n  text: String\n  createdAt: AWSDateTime\n  updatedAt: AWSDateTime\n}\n\ntype Event {\n  detail: String\n}\n\ntype EventData {\n  detail: String\n}\n\ntype EventDataJSON {\n  detail: AWSJSON\n}\n\ntype EventMetadata {\n  detail: String\n}\n\ntype Query {\n  getNote(id: String!): Note\n}\n\ntype Mutation {\n  addNote(id: String!, text: String): Note\n}\n\ntype Subscription {\n  subscribeAddNote(id: String!): Note @aws_subscribe(mutations: [\"addNote\"])\n}\n\nschema {\n  query: Query\n  mutation: Mutation\n  subscription: Subscription\n}\n"
}

resource "aws_appsync_datasource" "notes_graphql_datasource_lister_function" {
  api_id           = aws_appsync_graphql_api.notes_graphql.id
  name             = "ListerFunction"
  type             = "AWS_LAMBDA"
  service_role_arn = aws_iam_role.notes_graphql_role.arn
  depends_on       = [aws_iam_role_policy.notes_graphql_role_policy]

  lambda_config {
    function_arn = aws_lambda_function.lister_function.arn
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
        Resource = aws_lambda_function.lister_function.arn
      },
    ]
    Version = "2012-10-17"
  })
  role = aws_iam_role.notes_graphql_role.name
}

resource "aws_cloudfront_distribution" "plain_page" {
  enabled             = true
  comment             = "notes_plain_prod"
  default_root_object = "index.html"
  http_version        = "http2and3"
  is_ipv6_enabled     = true

  origin {
    origin_id                = "bucket"
    domain_name              = aws_s3_bucket.site_bucket.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.plain_page_oac.id
  }

  default_cache_behavior {
    target_origin_id           = "bucket"
    viewer_protocol_policy     = "redirect-to-https"
    cache_policy_id            = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    response_headers_policy_id = "67f7725c-6f97-4210-82d7-5512b31e9d03"
    compress                   = true
    allowed_methods            = ["GET", "HEAD", "OPTIONS"]
    cached_methods             = ["GET", "HEAD"]
  }

  viewer_certificate {
    cloudfront_default_certificate = true
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
}

resource "aws_cloudfront_origin_access_control" "plain_page_oac" {
  name                              = "notes_plain_prod"
  description                       = "page plain"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_distribution" "shop_page" {
  enabled             = true
  comment             = "notes_shop_prod"
  default_root_object = "index.html"
  http_version        = "http2and3"
  is_ipv6_enabled     = true
  aliases             = ["shop.example.com"]

  origin {
    origin_id                = "bucket"
    domain_name              = aws_s3_bucket.shop_page_buckete9aa12.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.shop_page_oac.id
  }

  default_cache_behavior {
    target_origin_id           = "bucket"
    viewer_protocol_policy     = "redirect-to-https"
    cache_policy_id            = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    response_headers_policy_id = "67f7725c-6f97-4210-82d7-5512b31e9d03"
    compress                   = true
    allowed_methods            = ["GET", "HEAD", "OPTIONS"]
    cached_methods             = ["GET", "HEAD"]
  }

  viewer_certificate {
    acm_certificate_arn      = var.BobCertificate
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  custom_error_response {
    error_code            = 403
    response_code         = 200
    response_page_path    = "/index.html"
    error_caching_min_ttl = 0
  }

  custom_error_response {
    error_code            = 404
    response_code         = 200
    response_page_path    = "/index.html"
    error_caching_min_ttl = 0
  }
}

resource "aws_s3_bucket" "shop_page_buckete9aa12" {
  bucket        = "notes-shop-page-prod-${data.aws_caller_identity.current.account_id}"
  force_destroy = false
}

resource "aws_s3_bucket_server_side_encryption_configuration" "shop_page_buckete9aa12_encryption" {
  bucket = aws_s3_bucket.shop_page_buckete9aa12.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "shop_page_buckete9aa12_ownership" {
  bucket = aws_s3_bucket.shop_page_buckete9aa12.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_policy" "shop_page_buckete9aa12_policy" {
  bucket = aws_s3_bucket.shop_page_buckete9aa12.bucket
  policy = jsonencode({
    Statement = [
      {
        Action = "s3:GetObject"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudfront_distribution.shop_page.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "cloudfront.amazonaws.com"
        }
        Resource = "arn:${data.aws_partition.current.partition}:s3:::notes-shop-page-prod-${data.aws_caller_identity.current.account_id}/*"
      },
    ]
    Version = "2012-10-17"
  })
  depends_on = [aws_s3_bucket_public_access_block.shop_page_buckete9aa12_public_access]
}

resource "aws_s3_bucket_public_access_block" "shop_page_buckete9aa12_public_access" {
  bucket                  = aws_s3_bucket.shop_page_buckete9aa12.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_cloudfront_origin_access_control" "shop_page_oac" {
  name                              = "notes_shop_prod"
  description                       = "page shop"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_s3_bucket" "site_bucket" {
  bucket        = "notes-site-prod-${data.aws_caller_identity.current.account_id}"
  force_destroy = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "site_bucket_encryption" {
  bucket = aws_s3_bucket.site_bucket.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "site_bucket_ownership" {
  bucket = aws_s3_bucket.site_bucket.bucket

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_policy" "site_bucket_policy" {
  bucket = aws_s3_bucket.site_bucket.bucket
  policy = jsonencode({
    Statement = [
      {
        Action = "s3:GetObject"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = aws_cloudfront_distribution.plain_page.arn
          }
        }
        Effect = "Allow"
        Principal = {
          Service = "cloudfront.amazonaws.com"
        }
        Resource = "${aws_s3_bucket.site_bucket.arn}/*"
      },
    ]
    Version = "2012-10-17"
  })
  depends_on = [aws_s3_bucket_public_access_block.site_bucket_public_access]
}

resource "aws_s3_bucket_public_access_block" "site_bucket_public_access" {
  bucket                  = aws_s3_bucket.site_bucket.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
