// Command clang stands in for the agent image's compiler, which would take
// minutes on an emulated processor: it sends its arguments and the headers that
// the agent wrote to the machine that runs the VM, and prints the object it gets.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// job is what compile-server.ts reads.
type job struct {
	Arguments []string          `json:"arguments"`
	Files     map[string][]byte `json:"files"`
}

// headers reads the headers of the include folders that the agent writes. All
// other folders are also on the machine.
func headers(arguments []string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, argument := range arguments {
		folder, included := strings.CutPrefix(argument, "-I")
		if !included || !strings.HasPrefix(folder, "/var/run/cilium/") && !strings.HasPrefix(folder, "/run/cilium/") {
			continue
		}
		paths, err := filepath.Glob(filepath.Join(folder, "*.h"))
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			if files[path], err = os.ReadFile(path); err != nil {
				return nil, err
			}
		}
	}
	return files, nil
}

func compile(server string, arguments []string) error {
	files, err := headers(arguments)
	if err != nil {
		return err
	}
	body, err := json.Marshal(job{arguments, files})
	if err != nil {
		return err
	}
	client := http.Client{Timeout: 5 * time.Minute}
	var response *http.Response
	// Switching Cilium's mode can interrupt the node's network for a moment.
	for attempt := 0; attempt < 6; attempt++ {
		if response, err = client.Post(server, "application/json", bytes.NewReader(body)); err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", response.Status, answer)
	}
	_, err = os.Stdout.Write(answer)
	return err
}

func main() {
	if err := compile(os.Getenv("LAB_COMPILE_SERVER"), os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "clang: %v\n", err)
		os.Exit(1)
	}
}
