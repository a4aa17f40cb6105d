package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// ticker is a clock that goes on by a second whenever it is read.
type ticker struct {
	mu  sync.Mutex
	now time.Time
}

func newTicker() *ticker { return &ticker{now: time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)} }

func (c *ticker) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Second)
	return c.now
}

func (c *ticker) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func tempPath(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "state", "ledger.db")
}

func openAt(t *testing.T, path string, opts Options) *Ledger {
	t.Helper()
	if opts.Clock == nil {
		opts.Clock = newTicker().Now
	}
	l, err := Open(t.Context(), path, opts)
	must(t, err)
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func appendN(t *testing.T, l *Ledger, n int) {
	t.Helper()
	for i := range n {
		_, err := l.Append(t.Context(), Draft{Kind: KindDrill, Subject: "cli.payctl", Actor: "ada", Body: map[string]int{"n": i}})
		must(t, err)
	}
}

func wantWhole(t *testing.T, l *Ledger, entries int64) {
	t.Helper()
	got, err := l.Verify(t.Context())
	must(t, err)
	if got.Broken != nil || got.Entries != entries {
		t.Fatalf("verification found %d entries and %v, want %d and nothing", got.Entries, got.Broken, entries)
	}
}

func TestOpenIsPrivate(t *testing.T) {
	path := tempPath(t)
	l := openAt(t, path, Options{})
	appendN(t, l, 1)
	for name, want := range map[string]fs.FileMode{"": 0o700 | fs.ModeDir, "/ledger.db": 0o600, "/ledger.db-wal": 0o600} {
		info, err := os.Stat(filepath.Dir(path) + name)
		must(t, err)
		if info.Mode() != want {
			t.Errorf("%q has mode %v, want %v", name, info.Mode(), want)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name    string
		prepare func(t *testing.T, path string)
		write   error // nil: opens
		read    error
	}{
		{name: "nothing there", prepare: func(*testing.T, string) {}, read: ErrNotFound},
		{name: "empty file, as a crash leaves it", prepare: func(t *testing.T, path string) { must(t, os.WriteFile(path, nil, 0o600)) }, read: ErrNotFound},
		{
			name: "symbolic link", write: ErrForeign, read: ErrForeign,
			prepare: func(t *testing.T, path string) {
				must(t, os.WriteFile(path+".real", nil, 0o600))
				must(t, os.Symlink(path+".real", path))
			},
		},
		{name: "link to nowhere", prepare: func(t *testing.T, path string) { must(t, os.Symlink("gone", path)) }, write: ErrForeign, read: ErrForeign},
		{name: "folder", prepare: func(t *testing.T, path string) { must(t, os.Mkdir(path, 0o700)) }, write: ErrForeign, read: ErrForeign},
		{
			name: "no database", write: ErrForeign, read: ErrForeign,
			prepare: func(t *testing.T, path string) {
				must(t, os.WriteFile(path, []byte(strings.Repeat("not a database\n", 100)), 0o600))
			},
		},
		{
			name: "database of something else", write: ErrForeign, read: ErrForeign,
			prepare: func(t *testing.T, path string) { raw(t, path, "CREATE TABLE cookies (name TEXT)") },
		},
		{
			name: "of a newer version", write: ErrNewer, read: ErrNewer,
			prepare: func(t *testing.T, path string) {
				l, err := Open(t.Context(), path, Options{Clock: newTicker().Now})
				must(t, err)
				must(t, l.Close())
				raw(t, path, "INSERT INTO ledger_schema (version_id, is_applied) VALUES (99, 1)")
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ledger ?#%41.db")
			tt.prepare(t, path)
			before, _ := os.ReadFile(path)
			l, err := OpenReadOnly(t.Context(), path, Options{Clock: newTicker().Now})
			if !errors.Is(err, tt.read) || err == nil || !strings.Contains(err.Error(), path) {
				t.Errorf("reading: error %v, want %v", err, tt.read)
			}
			if l != nil {
				t.Error("reading: a ledger and an error")
			}
			l, err = Open(t.Context(), path, Options{Clock: newTicker().Now})
			if !errors.Is(err, tt.write) || (tt.write == nil) != (err == nil) {
				t.Fatalf("writing: error %v, want %v", err, tt.write)
			}
			if err != nil {
				if after, _ := os.ReadFile(path); string(after) != string(before) {
					t.Error("the file was changed")
				}
				return
			}
			wantWhole(t, l, 0)
			must(t, l.Close())
			if _, err := os.Stat(path); err != nil {
				t.Errorf("the ledger is not where it should be: %v", err)
			}
		})
	}
}

// raw changes the file behind the ledger's back.
func raw(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := openSQLite(path, sqliteWrite)
	must(t, err)
	defer func() { must(t, db.Close()) }()
	for _, statement := range statements {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

func TestReadOnly(t *testing.T) {
	path := tempPath(t)
	w := openAt(t, path, Options{})
	appendN(t, w, 2)
	for _, closed := range []bool{false, true} {
		if closed {
			must(t, w.Close())
		}
		l, err := OpenReadOnly(t.Context(), path, Options{Clock: newTicker().Now})
		must(t, err)
		if _, err := l.Append(t.Context(), Draft{Kind: KindDrill}); !errors.Is(err, ErrReadOnly) {
			t.Errorf("Append gives %v", err)
		}
		if _, err := l.db.ExecContext(t.Context(), "DELETE FROM entries"); err == nil {
			t.Error("the connection can write")
		}
		wantWhole(t, l, 2)
		must(t, l.Close())
	}
}

func TestAppendAndRead(t *testing.T) {
	l := openAt(t, tempPath(t), Options{})
	var all []Entry
	for i, kind := range []Kind{KindPlan, KindApproval, KindDrill, KindAttestation, KindRelease} {
		e, err := l.Append(t.Context(), Draft{
			Kind: kind, Run: "r" + string(rune('0'+i%2)), Subject: "s" + string(rune('0'+i%3)), Actor: "ada",
			Body: map[string]any{"z": 1.50, "a": json.Number("10000000000000000001"), "h": "<&>"},
		})
		must(t, err)
		all = append(all, e)
	}
	if got, want := string(all[0].Body), `{"a":10000000000000000001,"h":"<&>","z":1.5}`; got != want {
		t.Errorf("body is %s, want %s", got, want)
	}
	tests := []struct {
		name   string
		filter Filter
		want   []int64
	}{
		{"all", Filter{}, []int64{1, 2, 3, 4, 5}},
		{"kinds", Filter{Kinds: []Kind{KindDrill, KindPlan}}, []int64{1, 3}},
		{"run", Filter{Run: "r1"}, []int64{2, 4}},
		{"subject", Filter{Subject: "s0"}, []int64{1, 4}},
		{"after", Filter{After: 3}, []int64{4, 5}},
		{"last", Filter{Last: 2}, []int64{4, 5}},
		{"last of a run", Filter{Last: 1, Run: "r0"}, []int64{5}},
		{"time", Filter{From: all[1].Time, Until: all[3].Time}, []int64{2, 3}},
		{"none", Filter{Run: "r9"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entries, err := l.List(t.Context(), tt.filter)
			must(t, err)
			var got []int64
			for _, e := range entries {
				got = append(got, e.Seq)
				if want := all[e.Seq-1]; e.Hash != want.Hash || !e.Time.Equal(want.Time) || string(e.Body) != string(want.Body) {
					t.Errorf("got %+v, want %+v", e, want)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
	for _, ref := range []string{"3", all[2].Hash, all[2].Hash[:20], strings.ToUpper(all[2].Hash[:20])} {
		if e, err := l.Get(t.Context(), ref); err != nil || e.Seq != 3 {
			t.Errorf("Get(%q) = %d, %v", ref, e.Seq, err)
		}
	}
	for _, ref := range []string{"6", "0", "-1", strings.Repeat("f", 64)} {
		if _, err := l.Get(t.Context(), ref); !errors.Is(err, ErrNoEntry) {
			t.Errorf("Get(%q) gives %v", ref, err)
		}
	}
	for _, ref := range []string{"", "abc", "xyzw", "%", "' OR 1=1"} {
		if _, err := l.Get(t.Context(), ref); err == nil || errors.Is(err, ErrNoEntry) {
			t.Errorf("Get(%q) gives %v", ref, err)
		}
	}
	raw(t, databasePath(t, l), "UPDATE entries SET hash = 'abcd' || seq")
	if _, err := l.Get(t.Context(), "abcd"); err == nil || !strings.Contains(err.Error(), "entries 1 and 2") {
		t.Errorf("an ambiguous prefix gives %v", err)
	}
}

func databasePath(t *testing.T, l *Ledger) string {
	t.Helper()
	var path string
	must(t, l.db.QueryRowContext(t.Context(), "SELECT file FROM pragma_database_list WHERE name = 'main'").Scan(&path))
	return path
}

func TestAppendRefuses(t *testing.T) {
	l := openAt(t, tempPath(t), Options{})
	for name, draft := range map[string]Draft{
		"unknown kind":     {Kind: "drll"},
		"kind of journal":  {Kind: KindIntent},
		"line break":       {Kind: KindDrill, Subject: "a\nb"},
		"escape":           {Kind: KindDrill, Actor: "\x1b[31m"},
		"invalid UTF-8":    {Kind: KindDrill, Run: "\xff"},
		"long name":        {Kind: KindDrill, Subject: strings.Repeat("x", 2000)},
		"long body":        {Kind: KindDrill, Body: strings.Repeat("x", 2<<20)},
		"body is no value": {Kind: KindDrill, Body: func() {}},
		"body is no JSON":  {Kind: KindDrill, Body: json.RawMessage("{")},
	} {
		if _, err := l.Append(t.Context(), draft); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Append(gone, Draft{Kind: KindDrill}); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
	wantWhole(t, l, 0)
}

// A change of the hash would break every ledger there is: this value must never change for this format.
func TestDigestIsFixed(t *testing.T) {
	e := Entry{
		Seq: 7, Time: time.Date(2026, 1, 31, 12, 0, 0, 123456000, time.UTC), Kind: KindDrill, Run: "run-1", Subject: "cli.payctl",
		Actor: "ada", Body: json.RawMessage(`{"a":1}`), Prev: zeroHash,
	}
	const want = "bea82e14197318cac89283d5baf0cfc826508aa8a5c21d506591dcdcb16bdabc"
	if got := e.digest(); got != want {
		t.Errorf("digest is %s, want %s", got, want)
	}
	seen := map[string]bool{}
	for _, change := range []func(*Entry){
		func(*Entry) {},
		func(e *Entry) { e.Seq++ },
		func(e *Entry) { e.Time = e.Time.Add(time.Microsecond) },
		func(e *Entry) { e.Kind = KindPlan },
		func(e *Entry) { e.Run = "run-2" },
		func(e *Entry) { e.Subject += "a" },
		func(e *Entry) { e.Subject, e.Actor = "cli.payctla", "da" },
		func(e *Entry) { e.Body = json.RawMessage(`{"a":2}`) },
		func(e *Entry) { e.Prev = strings.Repeat("1", 64) },
	} {
		c := e
		change(&c)
		seen[c.digest()] = true
	}
	if len(seen) != 9 {
		t.Errorf("%d different digests, want 9", len(seen))
	}
}

func TestSchemaVersionIsThatOfTheLastMigration(t *testing.T) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	must(t, err)
	if len(files) != schemaVersion {
		t.Errorf("%d migrations, schemaVersion is %d", len(files), schemaVersion)
	}
}

func TestExplain(t *testing.T) {
	path := tempPath(t)
	l := openAt(t, path, Options{})
	appendN(t, l, 1)
	raw(t, path, "INSERT INTO entries SELECT 2, time, kind, run, subject, actor, body, prev, hash FROM entries")
	if _, err := l.Append(t.Context(), Draft{Kind: KindDrill}); err == nil || !strings.Contains(err.Error(), "verify the ledger") {
		t.Errorf("error %v does not say what to do", err)
	}
	raw(t, path, "DELETE FROM head")
	if _, err := l.Append(t.Context(), Draft{Kind: KindDrill}); err == nil || !strings.Contains(err.Error(), "verify the ledger") {
		t.Errorf("error %v does not say what to do", err)
	}
	if got := explainSQLite(sql.ErrNoRows); got != sql.ErrNoRows { //nolint:errorlint // identity is the point
		t.Errorf("another error became %v", got)
	}
}

func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "ledger.db")
	for b.Loop() {
		l, err := Open(b.Context(), path, Options{Clock: newTicker().Now})
		if err != nil {
			b.Fatal(err)
		}
		if err := l.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
