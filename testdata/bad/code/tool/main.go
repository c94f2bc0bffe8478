package main

// "acme-shop-uploads"
const bucket = "acme-shop-uploads" // #~ TC2310

func main() {}
