package main

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// watches runs a command that watches the workspace, saves a file once it has judged, lets it judge again, and interrupts
// it. All that it printed is in the file watched.txt afterwards. The other side of the pipe tells when to go on.
func watches(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) > 2, "watches FILE SOURCE command...")
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[2], args[3:]...)
	cmd.Dir, cmd.Env = ts.MkAbs("."), environment(ts)
	output, err := cmd.StdoutPipe()
	ts.Check(err)
	cmd.Stderr = cmd.Stdout
	ts.Check(cmd.Start())
	var shown strings.Builder
	lines, judged := bufio.NewScanner(output), 0
	for lines.Scan() {
		shown.WriteString(lines.Text() + "\n")
		if !strings.Contains(lines.Text(), "Ctrl-C ends it") {
			continue
		}
		if judged++; judged == 2 {
			ts.Check(cmd.Process.Signal(os.Interrupt))
			continue
		}
		source := ts.ReadFile(args[1])
		ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(source), 0o644))
	}
	ts.Check(lines.Err())
	ts.Logf("[watches]\n%s", shown.String())
	ts.Check(os.WriteFile(ts.MkAbs("watched.txt"), []byte(shown.String()), 0o644))
	ts.Check(cmd.Wait())
	if judged != 2 {
		ts.Fatalf("it judged %d times, want 2", judged)
	}
}
