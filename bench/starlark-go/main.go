// Runs a Starlark file with the interpreter and the language options of the reference.
package main

import (
	"fmt"
	"os"

	"go.starlark.net/starlark"
	"go.starlark.net/syntax"
)

func main() {
	options := &syntax.FileOptions{Set: true, While: true, TopLevelControl: true, GlobalReassign: true, Recursion: true}
	thread := &starlark.Thread{Print: func(_ *starlark.Thread, text string) { fmt.Println(text) }}
	if _, err := starlark.ExecFileOptions(options, thread, os.Args[1], nil, nil); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
