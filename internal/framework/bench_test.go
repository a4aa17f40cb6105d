package framework

import (
	"testing"

	"github.com/nhi-custody/custody/policies"
)

func BenchmarkLoad(b *testing.B) {
	fsys := policies.FS()
	b.ReportAllocs()
	for b.Loop() {
		if _, diags := Load(fsys); diags.HasErrors() {
			b.Fatal(diags)
		}
	}
}
