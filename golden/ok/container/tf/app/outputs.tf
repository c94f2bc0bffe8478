output "service" {
  value = "${aws_ecs_service.work_container.name} ${aws_ecs_service.work_container.id}"
}
