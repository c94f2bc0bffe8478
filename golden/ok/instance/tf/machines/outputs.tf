output "back" {
  value = "${aws_instance.back_instance.private_dns} ${aws_instance.back_instance.private_ip} ${aws_instance.back_instance.id}"
}

output "web" {
  value = "${aws_instance.web_instance.public_dns} ${aws_instance.web_instance.public_ip}"
}
