package policy

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/big"

	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/internal/model"
)

// ExportVersion is the version of the document that Export writes.
const ExportVersion = "1.0"

// Export writes a model as one JSON document, for those who judge it by other means: every attribute has the name and the
// value that it has in conditions. A length of time is a number of seconds and a date one of Unix seconds; what is not
// declared is null, and so is a lifetime without end, which JSON can not say: NAME_state tells the two apart. A secret has
// no place in it, and neither has the name of one. Which approvals an exception needs depends on its policies: ask the
// rules of the whole workspace, not a narrowed set.
//
// Each block stands on a line of its own, and no more than one CLI is kept at a time.
func (r *Rules) Export(w io.Writer, m *model.Model) error {
	e := newEncoder(r, m)
	x := &exporter{out: bufio.NewWriter(w)}
	x.text("{\n\"format_version\": ")
	x.value(cty.StringVal(ExportVersion))
	x.text(",\n\"workspace\": ")
	x.value(e.briefWorkspace())
	x.text(",\n\"at\": ")
	x.value(cty.NumberIntVal(m.At.Unix()))
	exportList(x, "teams", m.Teams, e.team)
	exportList(x, "issuers", m.Issuers, e.issuer)
	exportList(x, "clis", m.CLIs, e.whole)
	exportList(x, "exceptions", m.Exceptions, e.exception)
	x.text("\n}\n")
	if err := x.out.Flush(); err != nil {
		return fmt.Errorf("write the model: %w", err)
	}
	return nil
}

// exporter writes values as JSON. The first failure to write is kept by its writer, which says it at the end.
type exporter struct {
	out     *bufio.Writer
	scratch []byte
}

func exportList[T any](x *exporter, name string, items []T, value func(T) cty.Value) {
	x.text(",\n\"" + name + "\": [")
	for i, item := range items {
		if i > 0 {
			x.text(",")
		}
		x.text("\n")
		x.value(value(item))
	}
	x.text("]")
}

func (x *exporter) text(s string) {
	_, _ = x.out.WriteString(s) // told by Flush
}

func (x *exporter) value(v cty.Value) {
	t := v.Type()
	switch {
	case v.IsNull():
		x.text("null")
	case t == cty.String:
		x.quoted(v.AsString())
	case t == cty.Bool && v.True():
		x.text("true")
	case t == cty.Bool:
		x.text("false")
	case t == cty.Number:
		x.number(v.AsBigFloat())
	case t.IsObjectType():
		x.object(v)
	default:
		x.list(v)
	}
}

func (x *exporter) number(f *big.Float) {
	if f.IsInf() {
		x.text("null")
		return
	}
	x.scratch = f.Append(x.scratch[:0], 'f', -1)
	_, _ = x.out.Write(x.scratch) // told by Flush
}

// quoted writes a string; one that is no UTF-8 has been refused long before.
func (x *exporter) quoted(s string) {
	text, _ := json.Marshal(s) // a string can be encoded
	_, _ = x.out.Write(text)   // told by Flush
}

// object writes the attributes by name.
func (x *exporter) object(v cty.Value) {
	x.text("{")
	first := true
	for it := v.ElementIterator(); it.Next(); first = false {
		name, attribute := it.Element()
		if !first {
			x.text(", ")
		}
		x.quoted(name.AsString())
		x.text(": ")
		x.value(attribute)
	}
	x.text("}")
}

func (x *exporter) list(v cty.Value) {
	x.text("[")
	first := true
	for it := v.ElementIterator(); it.Next(); first = false {
		_, item := it.Element()
		if !first {
			x.text(", ")
		}
		x.value(item)
	}
	x.text("]")
}
