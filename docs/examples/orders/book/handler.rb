require 'json'

def handler(event:, context:)
  puts JSON.generate(event)
  event
end
