package term

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	type env map[string]string
	tests := []struct {
		name            string
		env             env
		color           When
		out, err        int // width of a terminal; 0 for none, -1 for one that does not tell
		wantOut         bool
		wantErr         bool
		width           int
		animate, hasErr bool
	}{
		{name: "terminal", color: Auto, out: 120, err: 120, wantOut: true, wantErr: true, width: 120, animate: true},
		{name: "pipe", color: Auto, width: 80},
		{name: "output in a pipe", color: Auto, err: 100, wantErr: true, width: 100, animate: true},
		{name: "errors in a file", color: Auto, out: 100, wantOut: true, width: 100},
		{name: "terminal that does not tell", color: Auto, out: -1, err: -1, wantOut: true, wantErr: true, width: 80, animate: true},
		{name: "tiny terminal", color: Auto, out: 3, err: 3, wantOut: true, wantErr: true, width: 20, animate: true},
		{name: "never", color: Never, env: env{"CLICOLOR_FORCE": "1"}, out: 90, err: 90, width: 90, animate: true},
		{name: "always", color: Always, env: env{"NO_COLOR": "1", "TERM": "dumb"}, wantOut: true, wantErr: true, width: 80},
		{name: "NO_COLOR", color: Auto, env: env{"NO_COLOR": "1"}, out: 90, err: 90, width: 90, animate: true},
		{name: "NO_COLOR beats force", color: Auto, env: env{"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, width: 80},
		{name: "empty NO_COLOR is none", color: Auto, env: env{"NO_COLOR": ""}, out: 90, err: 90, wantOut: true, wantErr: true, width: 90, animate: true},
		{name: "force in a pipe", color: Auto, env: env{"CLICOLOR_FORCE": "1"}, wantOut: true, wantErr: true, width: 80},
		{name: "force of 0 is none", color: Auto, env: env{"CLICOLOR_FORCE": "0"}, width: 80},
		{name: "dumb", color: Auto, env: env{"TERM": "dumb"}, out: 90, err: 90, width: 90},
		{name: "CLICOLOR of 0", color: Auto, env: env{"CLICOLOR": "0"}, out: 90, err: 90, width: 90, animate: true},
		{name: "CI with a terminal", color: Auto, env: env{"CI": "true"}, out: 90, err: 90, wantOut: true, wantErr: true, width: 90},
		{name: "CI of false", color: Auto, env: env{"CI": "false"}, out: 90, err: 90, wantOut: true, wantErr: true, width: 90, animate: true},
		{name: "unknown word", color: "sometimes", hasErr: true},
		{name: "empty word", color: "", hasErr: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			ask := func(stream any) (bool, int) {
				width := map[any]int{&out: tt.out, &errs: tt.err}[stream]
				return width != 0, max(0, width)
			}
			lookup := func(name string) (string, bool) {
				value, ok := tt.env[name]
				return value, ok
			}
			got, err := detect(Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, lookup, tt.color, ask)
			if (err != nil) != tt.hasErr {
				t.Fatalf("error %v", err)
			}
			if tt.hasErr {
				if !strings.Contains(err.Error(), "auto, always or never") {
					t.Errorf("error %v does not list the words", err)
				}
				return
			}
			if got.Color != tt.wantOut || got.ErrColor != tt.wantErr || got.Width != tt.width || got.Animate != tt.animate {
				t.Errorf("got %+v", got)
			}
			if got.OutTTY != (tt.out != 0) || got.ErrTTY != (tt.err != 0) || got.InTTY {
				t.Errorf("terminals are %v %v %v", got.InTTY, got.OutTTY, got.ErrTTY)
			}
			if styled := got.Styles().Red("x") != "x"; styled != tt.wantOut {
				t.Errorf("styled is %v", styled)
			}
			if styled := got.ErrStyles().Red("x") != "x"; styled != tt.wantErr {
				t.Errorf("styled errors is %v", styled)
			}
		})
	}
}

func TestDetectAsksTheSystem(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // nothing is written
	none := func(string) (string, bool) { return "", false }
	var nothing *os.File
	for _, out := range []*os.File{f, nothing} {
		got, err := Detect(Streams{In: strings.NewReader(""), Out: out, Err: &bytes.Buffer{}}, none, Auto)
		if err != nil || got.OutTTY || got.ErrTTY || got.InTTY || got.Color || got.Width != 80 {
			t.Errorf("a file is %+v, %v", got, err)
		}
	}
}

func TestStyles(t *testing.T) {
	on, off := Styles{on: true}, Styles{}
	if got, want := on.Bold("a"+on.Red("b")+"c"), "\x1b[1ma\x1b[31mb\x1b[39mc\x1b[22m"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := on.Dim(""); got != "" {
		t.Errorf("nothing became %q", got)
	}
	seen := map[string]bool{}
	for _, style := range []func(Styles, string) string{
		Styles.Bold, Styles.Dim, Styles.Underline, Styles.Red, Styles.Green, Styles.Yellow, Styles.Cyan,
	} {
		seen[style(on, "x")] = true
		if got := style(off, "x"); got != "x" {
			t.Errorf("without color it is %q", got)
		}
	}
	if len(seen) != 7 {
		t.Errorf("%d different styles, want 7", len(seen))
	}
}

func TestSanitize(t *testing.T) {
	tests := []struct{ in, line, lines string }{
		{in: "plain ~text 1", line: "plain ~text 1"},
		{in: "Grüße 日本 👩\u200d💻 نمی\u200cخواهم", line: "Grüße 日本 👩\u200d💻 نمی\u200cخواهم"},
		{in: "\x1b[31mred\x1b]0;title\x07", line: `\x1b[31mred\x1b]0;title\x07`},
		{in: "a\r\nb\tc", line: `a\r\nb\tc`, lines: "a\\r\nb\tc"},
		{in: "\x00\x7f\u0085\u009b31m", line: `\x00\x7f\x85\x9b31m`},
		{in: "user\u202egnp.exe\u2066x\u2069", line: `user\u202egnp.exe\u2066x\u2069`},
		{in: "a\u200eb\u200bc\ufeffd", line: `a\u200eb\u200bc\ufeffd`},
		{in: "x\u2028y\u2029z", line: `x\u2028y\u2029z`},
		{in: "tag\U000e0041", line: `tag\U000e0041`},
		{in: "bad\xff\xc3", line: `bad\xff\xc3`},
		{in: "real \ufffd", line: "real \ufffd"},
		{in: `back\slash`, line: `back\slash`},
		{in: "", line: ""},
	}
	for _, tt := range tests {
		if got := Sanitize(tt.in); got != tt.line {
			t.Errorf("Sanitize(%q) = %q, want %q", tt.in, got, tt.line)
		}
		want := tt.lines
		if want == "" {
			want = tt.line
		}
		if got := SanitizeLines(tt.in); got != want {
			t.Errorf("SanitizeLines(%q) = %q, want %q", tt.in, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	table := NewTable("NAME", "STATE", "NOTE")
	table.Row(Text("payctl"), Cell{Text: "ok", Style: Styles{on: true}.Green}, Text("a note that is rather long"))
	table.Row(Text("日本語"), Text("waived\tnow"), Text("\x1b[2J"))
	table.Row(Text("x"))
	if table.Len() != 3 {
		t.Errorf("%d rows", table.Len())
	}
	tests := []struct {
		name     string
		terminal Terminal
		want     string
	}{
		{"pipe", Terminal{Width: 20}, "payctl\tok\ta note that is rather long\n日本語\twaived\\tnow\t\\x1b[2J\nx\t\t\n"},
		{
			"wide",
			Terminal{OutTTY: true, Width: 80},
			"NAME    STATE        NOTE\n" +
				"payctl  \x1b[32mok\x1b[39m           a note that is rather long\n" +
				"日本語  waived\\tnow  \\x1b[2J\n" +
				"x\n",
		},
		{
			"narrow",
			Terminal{OutTTY: true, Width: 30, Color: true},
			"\x1b[1mNAME\x1b[22m    \x1b[1mSTATE\x1b[22m       \x1b[1mNOTE\x1b[22m\n" +
				"payctl  \x1b[32mok\x1b[39m          a note th…\n" +
				"日本語  waived\\tn…  \\x1b[2J\n" +
				"x\n",
		},
		{
			"hopeless",
			Terminal{OutTTY: true, Width: 20},
			"NAME    STATE     NOTE\n" +
				"payctl  \x1b[32mok\x1b[39m        a note …\n" +
				"日本語  waived\\…  \\x1b[2J\n" +
				"x\n",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			tt.terminal.Out = &out
			if err := table.Write(tt.terminal); err != nil {
				t.Fatal(err)
			}
			if got := out.String(); got != tt.want {
				t.Errorf("got\n%q\nwant\n%q", got, tt.want)
			}
		})
	}
	var out bytes.Buffer
	if err := NewTable("NAME").Write(Terminal{Streams: Streams{Out: &out}, OutTTY: true, Width: 80}); err != nil || out.Len() != 0 {
		t.Errorf("an empty table printed %q, %v", out.String(), err)
	}
}

func TestTableKeepsNames(t *testing.T) {
	table := NewTable("NAME", "NOTE")
	table.Row(Text("a-name-that-is-long"), Text("a note that is long"))
	var out bytes.Buffer
	if err := table.Write(Terminal{Streams: Streams{Out: &out}, OutTTY: true, Width: 31}); err != nil {
		t.Fatal(err)
	}
	if want := "NAME                 NOTE\na-name-that-is-long  a note th…\n"; out.String() != want {
		t.Errorf("got\n%q\nwant\n%q", out.String(), want)
	}
}

func TestTableNumbers(t *testing.T) {
	table := NewTable("NAME", "COUNT", "NOTE")
	table.Row(Text("a"), Number(7), Text("x"))
	table.Row(Text("b"), Number(123456), Text(""))
	for _, tt := range []struct {
		terminal Terminal
		want     string
	}{
		{Terminal{OutTTY: true, Width: 80}, "NAME   COUNT  NOTE\na          7  x\nb     123456\n"},
		{Terminal{Width: 80}, "a\t7\tx\nb\t123456\t\n"},
	} {
		var out bytes.Buffer
		tt.terminal.Out = &out
		if err := table.Write(tt.terminal); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); got != tt.want {
			t.Errorf("got\n%q\nwant\n%q", got, tt.want)
		}
	}
}

func TestFit(t *testing.T) {
	tests := []struct {
		widths []int
		width  int
		want   []int
	}{
		{[]int{10, 20}, 32, []int{10, 20}},
		{[]int{10, 50}, 42, []int{10, 30}},
		{[]int{40, 50}, 42, []int{20, 20}},
		{[]int{5, 50}, 10, []int{5, 8}},
		{[]int{5, 6}, 10, []int{5, 6}},
		{[]int{30, 30, 30}, 34, []int{10, 10, 10}},
		{nil, 10, nil},
	}
	for _, tt := range tests {
		got := fit(append([]int(nil), tt.widths...), tt.width)
		if len(got) != len(tt.want) {
			t.Fatalf("fit(%v, %d) = %v, want %v", tt.widths, tt.width, got, tt.want)
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("fit(%v, %d) = %v, want %v", tt.widths, tt.width, got, tt.want)
				break
			}
		}
	}
}
