output "tools" {
  value = var.ToolsUri
}
