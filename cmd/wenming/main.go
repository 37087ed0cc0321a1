// Command wenming makes a static site of civic news and honour rolls from a folder of Markdown files.
package main

import (
	"os"
	"time"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, os.Getenv, time.Now()))
}
