def handler(event:, context:)
  { stored: event["id"] }
end
