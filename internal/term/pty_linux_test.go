package term

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The near end of a fresh pseudo-terminal is a terminal whose size nobody has set.
func TestDetectATerminal(t *testing.T) {
	pty, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer pty.Close() //nolint:errcheck // nothing is written
	none := func(string) (string, bool) { return "", false }
	got, err := Detect(Streams{In: strings.NewReader(""), Out: pty, Err: &bytes.Buffer{}}, none, Auto)
	if err != nil || !got.OutTTY || !got.Color || got.ErrTTY || got.Animate || got.Width != 80 {
		t.Errorf("a terminal is %+v, %v", got, err)
	}
}
