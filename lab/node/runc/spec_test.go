package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const withoutSysResource = ^uint64(1 << 24)

func TestSpecFile(t *testing.T) {
	for line, want := range map[string]string{
		"--root /r --log /l --log-format json create --bundle /b --pid-file /p id": "/b/config.json",
		"--root=/exec run -b /b id": "/b/config.json",
		"--root /run --log /l exec --process /tmp/runc-process1 --detach --pid-file /p id": "/tmp/runc-process1",
		"--root /r state id": "",
	} {
		if got := specFile(strings.Fields(line)); got != want {
			t.Errorf("%s: %q, not %q", line, got, want)
		}
	}
}

func TestRewrite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.json")
	for before, after := range map[string]string{
		`{"process":{"capabilities":{"bounding":["CAP_BPF","CAP_SYS_RESOURCE"]},"oomScoreAdj":-998},"linux":{"x":18446744073709551615}}`: `{"linux":{"x":18446744073709551615},"process":{"capabilities":{"bounding":["CAP_BPF"]}}}`,
		`{"capabilities":{"effective":["CAP_SYS_RESOURCE"]},"args":["sh"]}`:                                                              `{"args":["sh"],"capabilities":{"effective":[]}}`,
		`{"process": {"oomScoreAdj": 100}}`: `{"process": {"oomScoreAdj": 100}}`,
	} {
		if err := os.WriteFile(file, []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := rewrite(file, withoutSysResource); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(file); string(got) != after {
			t.Errorf("%s became %s, not %s", before, got, after)
		}
	}
}
