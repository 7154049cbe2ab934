package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// capabilities lists names in the kernel's order: the index is the bit.
var capabilities = []string{
	"CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
	"LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER",
	"SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE",
	"SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP",
	"MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF",
	"CHECKPOINT_RESTORE",
}

// boundingSet returns this process's bounding set, or all bits if it cannot be read.
func boundingSet() uint64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return ^uint64(0)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if value, found := strings.CutPrefix(line, "CapBnd:"); found {
			if set, err := strconv.ParseUint(strings.TrimSpace(value), 16, 64); err == nil {
				return set
			}
		}
	}
	return ^uint64(0)
}

func has(set uint64, capability string) bool {
	name := strings.TrimPrefix(strings.ToUpper(capability), "CAP_")
	for bit, known := range capabilities {
		if known == name {
			return set&(1<<bit) != 0
		}
	}
	return true
}

// specFile returns the file that tells runc what to run: the bundle's config.json
// for create and run, the file given with --process for exec, otherwise none.
func specFile(arguments []string) string {
	command, bundle, process := "", ".", ""
	for i := 0; i < len(arguments); i++ {
		name, value, inline := strings.Cut(arguments[i], "=")
		if !inline && i+1 < len(arguments) {
			value = arguments[i+1]
		}
		switch name {
		case "create", "run", "exec":
			if command == "" {
				command = name
			}
		case "--bundle", "-b":
			bundle = value
		case "--process", "-p":
			process = value
		}
		// The values of runc's global options must not be mistaken for its command.
		if !inline && command == "" && (name == "--root" || name == "--log" || name == "--log-format" || name == "--criu" || name == "--rootless") {
			i++
		}
	}
	switch command {
	case "create", "run":
		return filepath.Join(bundle, "config.json")
	case "exec":
		return process
	}
	return ""
}

// rewrite removes from a spec, or from an exec's process, what the bounding set does not allow.
func rewrite(file string, set uint64) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber() // masks and limits exceed a float's precision
	var spec map[string]any
	if err := decoder.Decode(&spec); err != nil {
		return err
	}
	process, isSpec := spec["process"].(map[string]any)
	if !isSpec {
		process = spec
	}
	if !restrict(process, set) {
		return nil
	}
	changed, err := json.Marshal(spec)
	if err != nil {
		return err
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, changed, info.Mode().Perm())
}

func restrict(process map[string]any, set uint64) bool {
	changed := false
	sets, _ := process["capabilities"].(map[string]any)
	for name, value := range sets {
		list, _ := value.([]any)
		kept := []any{}
		for _, capability := range list {
			if text, isText := capability.(string); !isText || has(set, text) {
				kept = append(kept, capability)
			}
		}
		if len(kept) != len(list) {
			sets[name] = kept
			changed = true
		}
	}
	if score, isNumber := process["oomScoreAdj"].(json.Number); isNumber && !has(set, "SYS_RESOURCE") {
		if value, err := score.Int64(); err == nil && value < 0 {
			delete(process, "oomScoreAdj")
			changed = true
		}
	}
	return changed
}
