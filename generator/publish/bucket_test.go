package publish

import "time"

// environment is an environment of some variables.
func environment(variables map[string]string) func(string) string {
	return func(name string) string { return variables[name] }
}

// soon is the patience of tests.
var soon = patience{first: time.Millisecond, most: 10 * time.Millisecond, tries: 12, unheard: 5 * time.Second, all: time.Minute}
