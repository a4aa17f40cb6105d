package framework

import (
	"strings"
	"testing"
	"testing/fstest"
)

const head = `title = "T"
  publisher = "P"
  version = "1"
  url = "https://example.test"
  license = "L"
  print = "text"
`

func file(src string) fstest.MapFS {
	return fstest.MapFS{"frameworks/a.hcl": {Data: []byte(src)}}
}

func TestLoadRefuses(t *testing.T) {
	const good = "framework \"f\" {\n" + head + "control \"A-1\" { title = \"a\" }\ncontrol \"A-2\" { title = \"b\" }\n}\n"
	tests := []struct {
		name, src string
		want      string // what some diagnostic must say
		line      int
	}{
		{"duplicate framework", good + "framework \"f\" {\n" + head + "}", "framework f is already defined", 11},
		{"duplicate control", "framework \"f\" {\n" + head + "control \"A\" { title = \"a\" }\ncontrol \"A\" { title = \"a\" }\n}", "f:A is already defined", 9},
		{"print", strings.Replace(good, `"text"`, `"all"`, 1), `print is "all"`, 1},
		{"links", strings.Replace(good, `print =`, `links = "there"
  print =`, 1), `links is "there"`, 1},
		{"forbidden text", strings.Replace(strings.Replace(good, `"text"`, `"title"`, 1), `title = "b"`, `text = "b"`, 1), "Remove the text of A-2", 9},
		{"no words", "framework \"f\" {\n" + head + "control \"A\" {}\n}", "f:A has no title", 1},
		{"crosswalk from nowhere", good + "crosswalk \"f\" \"f\" {\nsource = \"s\"\ncontrol \"B\" {\nrelation = \"moved_to\"\nto = [\"A-1\"]\n}\n}", "no control f:B", 13},
		{"crosswalk to nowhere", good + "crosswalk \"f\" \"g\" {\nsource = \"s\"\ncontrol \"A-1\" {\nrelation = \"moved_to\"\nto = [\"A-1\"]\n}\n}", "no control g:A-1", 13},
		{"relation", good + "crosswalk \"f\" \"f\" {\nsource = \"s\"\ncontrol \"A-1\" {\nrelation = \"became\"\nto = [\"A-2\"]\n}\n}", `"became"`, 13},
		{"crosswalk twice", good + "crosswalk \"f\" \"f\" {\nsource = \"s\"\ncontrol \"A-1\" {\nrelation = \"moved_to\"\nto = [\"A-2\", \"A-2\"]\n}\n}", "already leads", 13},
		{"legacy to nowhere", good + "legacy \"L\" {\nframework = \"f\"\ncontrols = [\"B\"]\nreason = \"r\"\n}", "no control f:B", 11},
		{"legacy to nothing", good + "legacy \"L\" {\nframework = \"f\"\ncontrols = []\nreason = \"r\"\n}", "stands for no control", 11},
		{"legacy twice", good + strings.Repeat("legacy \"L\" {\nframework = \"f\"\ncontrols = [\"A-1\"]\nreason = \"r\"\n}\n", 2), "label L is already defined", 16},
		{"legacy shadows", good + "legacy \"a-1\" {\nframework = \"f\"\ncontrols = [\"A-2\"]\nreason = \"r\"\n}", "proper id of a control", 11},
		{"unknown attribute", strings.Replace(good, "license", "rights", 1), `no attribute "rights"`, 6},
		{"missing attribute", strings.Replace(good, `license = "L"`, "", 1), `"license" is required`, 1},
		{"unknown block", good + "frameworks \"x\" {}", `no such block "frameworks"`, 11},
		{"unknown inner block", strings.Replace(good, `control "A-2"`, `controls "A-2"`, 1), `no such block "controls"`, 9},
		{"wrong type", strings.Replace(good, `title = "T"`, `title = ["T"]`, 1), "string required", 2},
		{"syntax", "framework \"f\" {", "", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, diags := Load(file(tt.src))
			if !diags.HasErrors() || c != nil {
				t.Fatalf("loaded: %v", diags)
			}
			for _, d := range diags {
				if strings.Contains(d.Detail, tt.want) && d.Subject != nil && d.Subject.Filename == "frameworks/a.hcl" && d.Subject.Start.Line == tt.line {
					return
				}
			}
			t.Errorf("no diagnostic says %q in line %d: %v", tt.want, tt.line, diags)
		})
	}
}

func TestLoadNeedsCatalogs(t *testing.T) {
	if c, diags := Load(fstest.MapFS{}); c != nil || !diags.HasErrors() {
		t.Errorf("an empty tree loaded: %v", diags)
	}
}

func TestDiagnosticsAreSorted(t *testing.T) {
	src := "framework \"f\" {\n" + head + "control \"A\" { wrong = 1 }\ncontrol \"B\" { bad = 1 }\n}\n"
	fsys := fstest.MapFS{"frameworks/b.hcl": {Data: []byte(src)}, "frameworks/a.hcl": {Data: []byte(src)}}
	for range 20 {
		_, diags := Load(fsys)
		for i := 1; i < len(diags); i++ {
			if byPlace(diags[i-1], diags[i]) > 0 {
				t.Fatalf("diagnostic %d comes before its predecessor: %v", i, diags)
			}
		}
	}
}
