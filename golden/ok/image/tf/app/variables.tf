variable "ScannerUri" {
  type        = string
  description = "image of the scanner"
}

variable "ThumbsUri" {
  type        = string
  description = "URI of the image thumbs, pinned by digest"
}

variable "ToolsUri" {
  type        = string
  description = "URI of the image tools, pinned by digest"
}
