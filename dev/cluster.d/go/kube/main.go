// Command kube is every Kubernetes program the test cluster runs, in one binary.
//
// The programs share nearly all of their code, so linking them once takes a fraction of the time and of the disk that
// six separate programs would. Which one runs is decided by the name the binary is called with, as busybox does it.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	_ "time/tzdata" // CronJobs name time zones; the machine may have no zone files

	_ "k8s.io/component-base/logs/json/register"          // --logging-format=json
	_ "k8s.io/component-base/metrics/prometheus/clientgo" // client metrics
	_ "k8s.io/component-base/metrics/prometheus/version"  // the version metric
)

func main() {
	name := filepath.Base(os.Args[0])
	program, known := programs[name]
	if !known {
		names := make([]string, 0, len(programs))
		for n := range programs {
			names = append(names, n)
		}
		slices.Sort(names)
		fmt.Fprintf(os.Stderr, "this binary was called as %q; call it through a link named one of %v\n", name, names)
		os.Exit(2)
	}
	os.Exit(program())
}
