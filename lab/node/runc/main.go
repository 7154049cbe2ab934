// Command runc wraps the real runc and requests only what this machine allows:
// runc fails with "unable to apply caps" if a container requests a capability
// outside the bounding set, and a lower OOM score needs CAP_SYS_RESOURCE. If
// nothing is missing, it changes nothing.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

func main() {
	if file := specFile(os.Args[1:]); file != "" {
		if err := rewrite(file, boundingSet()); err != nil {
			fmt.Fprintf(os.Stderr, "runc wrapper: %s: %v\n", file, err)
			os.Exit(1)
		}
	}
	runc, err := realRunc()
	if err == nil {
		err = syscall.Exec(runc, append([]string{runc}, os.Args[1:]...), os.Environ())
	}
	fmt.Fprintf(os.Stderr, "runc wrapper: %v\n", err)
	os.Exit(1)
}

// realRunc is the first runc on PATH that is not this program.
func realRunc() (string, error) {
	self, err := os.Stat("/proc/self/exe")
	if err != nil {
		return "", err
	}
	folders := append(filepath.SplitList(os.Getenv("PATH")), "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin")
	for _, folder := range folders {
		candidate := filepath.Join(folder, "runc")
		info, err := os.Stat(candidate)
		if err == nil && !info.IsDir() && info.Mode()&0o111 != 0 && !os.SameFile(info, self) {
			return candidate, nil
		}
	}
	return "", fmt.Errorf("no runc on PATH")
}
