package main

import "wenming/generator/inspect"

// schemaCommand writes JSON Schemas for editors.
type schemaCommand struct {
	Dir string `arg:"" help:"The folder to write them into."`
}

// Run is called by kong.
func (c *schemaCommand) Run(s *invocation) error {
	files, err := inspect.Schemas(c.Dir, s.language)
	return s.made(files, err)
}
