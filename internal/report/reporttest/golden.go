package reporttest

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nhi-custody/custody/internal/report"
)

// Written is a document in one format.
func Written(tb testing.TB, format report.Format, d *report.Document) []byte {
	tb.Helper()
	var out bytes.Buffer
	if err := format.Write(&out, d); err != nil {
		tb.Fatalf("write %s: %v", format.Name(), err)
	}
	return out.Bytes()
}

// Golden compares what was written with a file of testdata, and rewrites the file when update is asked for.
func Golden(tb testing.TB, name string, got []byte, update string) {
	tb.Helper()
	path := filepath.Join("testdata", name)
	if update != "" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatalf("%v: write it with UPDATE=1", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		tb.Errorf("%s differs (-want +got); UPDATE=1 rewrites it:\n%s", path, diff)
	}
}

// Repeatable fails when making and writing the same report again gives other bytes.
func Repeatable(tb testing.TB, format report.Format) {
	tb.Helper()
	first := Written(tb, format, Acme(tb))
	for range 5 {
		if !bytes.Equal(first, Written(tb, format, Acme(tb))) {
			tb.Fatalf("%s: the same report was written in two ways", format.Name())
		}
	}
}
