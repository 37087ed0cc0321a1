package config

import (
	"wenming/generator/diag"
	"wenming/generator/schema"
)

// ReadScalar reads an item that is an entry's key alone.
func (i *Item) ReadScalar(value schema.Text) diag.List {
	i.Key = value
	return nil
}
