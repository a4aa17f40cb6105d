package ledger

import (
	"strings"
	"testing"
)

// sound gives the SQL that writes entry seq with other content but a hash that matches it.
func sound(t *testing.T, l *Ledger, seq int64, change func(*Entry)) string {
	t.Helper()
	entries, err := l.List(t.Context(), Filter{After: seq - 1})
	must(t, err)
	e := entries[0]
	change(&e)
	e.Hash = e.digest()
	quoted := make([]string, 0, 8)
	for _, s := range []string{formatTime(e.Time), string(e.Kind), e.Run, e.Subject, e.Actor, string(e.Body), e.Prev, e.Hash} {
		quoted = append(quoted, "'"+strings.ReplaceAll(s, "'", "''")+"'")
	}
	return "(" + itoa(e.Seq) + ", " + strings.Join(quoted, ", ") + ")"
}

func itoa(n int64) string { return string(rune('0'+n/10)) + string(rune('0'+n%10)) }

// shift makes room after an entry: numbers are moved twice, because each must stay unique.
const (
	shiftUp = "UPDATE entries SET seq = seq + 1000 WHERE seq >= 5"
	settle  = "UPDATE entries SET seq = seq - 999 WHERE seq >= 1000"
)

// tampering is SQL run behind the ledger's back, and what must be found.
type tampering struct {
	name  string
	do    func(t *testing.T, l *Ledger) []string
	seq   int64
	fault Fault
}

func tamperings() []tampering {
	const columns = " (seq, time, kind, run, subject, actor, body, prev, hash) "
	copyOf := func(seq, from string) string {
		return "INSERT INTO entries SELECT " + seq + ", time, kind, run, subject, actor, body, prev, hash FROM entries WHERE seq = " + from
	}
	return []tampering{
		{"body changed", run(`UPDATE entries SET body = '{"n":99}' WHERE seq = 4`), 4, FaultChanged},
		{"body respaced", run(`UPDATE entries SET body = '{"n": 3}' WHERE seq = 4`), 4, FaultChanged},
		{"actor changed", run("UPDATE entries SET actor = 'eve' WHERE seq = 1"), 1, FaultChanged},
		{"kind changed", run("UPDATE entries SET kind = 'approval' WHERE seq = 10"), 10, FaultChanged},
		{"run changed", run("UPDATE entries SET run = 'x' WHERE seq = 2"), 2, FaultChanged},
		{"subject changed", run("UPDATE entries SET subject = 'x' WHERE seq = 2"), 2, FaultChanged},
		{"time changed", run("UPDATE entries SET time = '2020-01-01T00:00:00.000000Z' WHERE seq = 6"), 6, FaultChanged},
		{"time is nonsense", run("UPDATE entries SET time = 'yesterday' WHERE seq = 6"), 6, FaultChanged},
		{"hash changed", run("UPDATE entries SET hash = 'ff' WHERE seq = 6"), 6, FaultChanged},
		{"first of several changes", run("UPDATE entries SET actor = 'eve' WHERE seq IN (9, 3, 7)"), 3, FaultChanged},
		{"changed with its hash", func(t *testing.T, l *Ledger) []string {
			return []string{"REPLACE INTO entries" + columns + "VALUES " + sound(t, l, 4, func(e *Entry) { e.Actor = "eve" })}
		}, 4, FaultChanged},
		{"last changed with its hash", func(t *testing.T, l *Ledger) []string {
			return []string{"REPLACE INTO entries" + columns + "VALUES " + sound(t, l, 10, func(e *Entry) { e.Actor = "eve" })}
		}, 10, FaultChanged},
		{"one removed", run("DELETE FROM entries WHERE seq = 5"), 5, FaultRemoved},
		{"first removed", run("DELETE FROM entries WHERE seq = 1"), 1, FaultRemoved},
		{"several removed", run("DELETE FROM entries WHERE seq IN (5, 6, 9)"), 5, FaultRemoved},
		{"removed and the gap closed", run("DELETE FROM entries WHERE seq = 5", "UPDATE entries SET seq = seq + 1000 WHERE seq > 5", "UPDATE entries SET seq = seq - 1001 WHERE seq > 1000"), 5, FaultRemoved},
		{"tail removed", run("DELETE FROM entries WHERE seq > 7"), 8, FaultRemoved},
		{"all removed", run("DELETE FROM entries"), 1, FaultRemoved},
		{"head removed", run("DELETE FROM head"), 1, FaultRemoved},
		{"tail cut and replaced by a later one", run("DELETE FROM entries WHERE seq = 10", copyOf("11", "9")), 10, FaultRemoved},
		{"two swapped", run("UPDATE entries SET seq = 1000 WHERE seq = 4", "UPDATE entries SET seq = 4 WHERE seq = 7", "UPDATE entries SET seq = 7 WHERE seq = 1000"), 4, FaultReordered},
		{"copy at the end", run(copyOf("11", "10")), 11, FaultInserted},
		{"far beyond the end", run(copyOf("500", "10")), 500, FaultInserted},
		{"before the beginning", run(copyOf("0", "1")), 0, FaultInserted},
		{"sound one at the end", func(t *testing.T, l *Ledger) []string {
			return []string{"INSERT INTO entries" + columns + "VALUES " + sound(t, l, 10, func(e *Entry) { e.Seq, e.Prev = 11, e.Hash })}
		}, 11, FaultInserted},
		{"copy in the middle", run(shiftUp, settle, copyOf("5", "2")), 5, FaultInserted},
		{"garbage in the middle", run(shiftUp, settle, "INSERT INTO entries VALUES (5, '2026-01-31T12:00:00.000000Z', 'drill', '', '', '', '{}', 'x', 'y')"), 5, FaultInserted},
		{"sound one in the middle", func(t *testing.T, l *Ledger) []string {
			return []string{shiftUp, settle, "INSERT INTO entries" + columns + "VALUES " + sound(t, l, 5, func(e *Entry) { e.Actor = "eve" })}
		}, 5, FaultInserted},
		{"head set back", run("UPDATE head SET seq = 8"), 9, FaultInserted},
		{"hash of head changed", run("UPDATE head SET hash = 'x'"), 10, FaultChanged},
	}
}

func TestVerifyFindsTampering(t *testing.T) {
	for _, tt := range tamperings() {
		t.Run(tt.name, func(t *testing.T) {
			path := tempPath(t)
			l := openAt(t, path, Options{})
			appendN(t, l, 10)
			wantWhole(t, l, 10)
			raw(t, path, tt.do(t, l)...)
			got, err := l.Verify(t.Context())
			must(t, err)
			if got.Broken == nil {
				t.Fatal("nothing found")
			}
			if got.Broken.Seq != tt.seq || got.Broken.Fault != tt.fault {
				t.Errorf("found %v, want entry %d %s", got.Broken, tt.seq, tt.fault)
			}
			again, err := l.Verify(t.Context())
			must(t, err)
			if *again.Broken != *got.Broken {
				t.Errorf("the second look says %v", again.Broken)
			}
		})
	}
}

func run(statements ...string) func(*testing.T, *Ledger) []string {
	return func(*testing.T, *Ledger) []string { return statements }
}

func TestVerifyEmpty(t *testing.T) {
	wantWhole(t, openAt(t, tempPath(t), Options{}), 0)
}

// Who can write everything can write another history; only what was kept elsewhere tells.
func TestVerifyAgainstKnownHeads(t *testing.T) {
	path := tempPath(t)
	l := openAt(t, path, Options{})
	appendN(t, l, 3)
	early, err := l.Head(t.Context())
	must(t, err)
	appendN(t, l, 3)
	late, err := l.Head(t.Context())
	must(t, err)
	if late.Seq != 6 || late == early {
		t.Fatalf("heads are %v and %v", early, late)
	}
	got, err := l.Verify(t.Context(), late, early)
	must(t, err)
	if got.Broken != nil || got.Head != late {
		t.Fatalf("got %+v", got)
	}

	raw(t, path, "DELETE FROM entries", "UPDATE head SET seq = 0, hash = '"+zeroHash+"'")
	appendN(t, l, 4)
	wantWhole(t, l, 4)
	for _, tt := range []struct {
		known []Head
		seq   int64
		fault Fault
	}{
		{[]Head{late, early}, 3, FaultChanged},
		{[]Head{late}, 5, FaultRemoved},
	} {
		got, err := l.Verify(t.Context(), tt.known...)
		must(t, err)
		if got.Broken == nil || got.Broken.Seq != tt.seq || got.Broken.Fault != tt.fault {
			t.Errorf("found %v, want entry %d %s", got.Broken, tt.seq, tt.fault)
		}
	}
}

func TestVerifyRegistry(t *testing.T) {
	for name, tt := range map[string]struct {
		do  string
		seq int64
	}{
		"points elsewhere": {"UPDATE targets SET seq = 3 WHERE address = 'b'", 5},
		"forgets one":      {"DELETE FROM targets WHERE address = 'a'", 3},
		"knows one more":   {"INSERT INTO targets VALUES ('c', 2)", 2},
	} {
		t.Run(name, func(t *testing.T) {
			path := tempPath(t)
			l := openAt(t, path, Options{})
			run, err := l.Begin(t.Context(), RunDraft{Actor: "ada"})
			must(t, err)
			for _, target := range []string{"a", "b"} {
				step, err := run.Intent(t.Context(), target, nil)
				must(t, err)
				must(t, step.Done(t.Context(), Result{Digest: "d"}))
			}
			wantWhole(t, l, 5)
			raw(t, path, tt.do)
			got, err := l.Verify(t.Context())
			must(t, err)
			if got.Broken == nil || got.Broken.Fault != FaultRegistry || got.Broken.Seq != tt.seq {
				t.Errorf("found %v, want entry %d %s", got.Broken, tt.seq, FaultRegistry)
			}
		})
	}
}
