output "Realtime" {
  value = aws_cloudformation_stack.talk_eventapi.outputs["Realtime"]
}
