package reporttest

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/report"
)

// Empty is a document about a workspace that declares nothing.
func Empty(tb testing.TB) *report.Document {
	tb.Helper()
	b := &builder{file: "main.custody.hcl"}
	b.decl.Workspace.Name = set("empty")
	return report.New(b.input(tb, b.resolve(tb), nil))
}

// EachField visits every string, number, bool and time of a document, the last element of each list. For each it hands over
// what changes it and what undoes the change.
func EachField(tb testing.TB, d *report.Document, visit func(path string, change, undo func(), d *report.Document)) {
	tb.Helper()
	visited := 0
	walk(reflect.ValueOf(d).Elem(), "", func(v reflect.Value, path string) {
		visited++
		old := reflect.ValueOf(v.Interface())
		visit(path, func() { alter(v) }, func() { v.Set(old) }, d)
	})
	if visited == 0 {
		tb.Fatal("the document has no fields")
	}
}

func alter(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "changed")
	case reflect.Int, reflect.Int64:
		v.SetInt(v.Int() + 1000)
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Struct:
		v.Set(reflect.ValueOf(v.Interface().(time.Time).Add(1000 * time.Hour)))
	default:
		panic(fmt.Sprintf("reporttest: a document holds a %s", v.Kind()))
	}
}

func walk(v reflect.Value, path string, visit func(reflect.Value, string)) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		visit(v, path)
	case v.Kind() == reflect.Pointer:
		if !v.IsNil() {
			walk(v.Elem(), path, visit)
		}
	case v.Kind() == reflect.Slice:
		if v.Len() > 0 {
			walk(v.Index(v.Len()-1), path+"[]", visit)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			// A finding points back at its check.
			if name == "Check" {
				continue
			}
			walk(v.Field(i), strings.TrimPrefix(path+"."+name, "."), visit)
		}
	default:
		visit(v, path)
	}
}
