output "arn" {
  value = aws_sfn_state_machine.from_yaml_flow.arn
}
