package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Fault is what was done to an entry from outside.
type Fault string

// The faults that [Ledger.Verify] tells apart, as well as they can be.
const (
	FaultChanged   Fault = "changed"
	FaultRemoved   Fault = "removed"
	FaultInserted  Fault = "inserted"
	FaultReordered Fault = "reordered"
	// FaultRegistry says that the chain is whole, but the registry of targets does not follow from it.
	FaultRegistry Fault = "registry"
)

// Broken is the first place where the record is not what was written.
type Broken struct {
	// Seq is the number of the entry; the entry itself may be gone.
	Seq    int64
	Fault  Fault
	Detail string
}

// Error makes a sentence of it.
func (b *Broken) Error() string {
	return fmt.Sprintf("entry %d was tampered with (%s): %s", b.Seq, b.Fault, b.Detail)
}

// Verification is what [Ledger.Verify] found.
type Verification struct {
	// Entries is the number of entries up to the end, or to the first broken one.
	Entries int64
	// Head is the last entry that is proven; keep it elsewhere to have more to compare with next time.
	Head Head
	// Broken is nil when the record is whole.
	Broken *Broken
}

// Verify recomputes the chain and names the first entry that is not what was written. Heads that were kept elsewhere are
// compared too. An error means that the ledger could not be read, not that it is broken.
func (l *Ledger) Verify(ctx context.Context, known ...Head) (Verification, error) {
	var v verifier
	err := l.read(ctx, "verify the ledger", func(q *querier) error {
		v = verifier{q: q, known: sorted(known), last: Head{Hash: zeroHash}, applied: map[string]int64{}}
		broken, err := v.run()
		v.broken = broken
		return err
	})
	if err != nil {
		return Verification{}, err
	}
	return Verification{Entries: v.last.Seq, Head: v.last, Broken: v.broken}, nil
}

func sorted(heads []Head) []Head {
	heads = slices.Clone(heads)
	slices.SortFunc(heads, func(a, b Head) int { return cmp.Compare(a.Seq, b.Seq) })
	return heads
}

// verifier walks the chain once, and keeps no more of it than the last link.
type verifier struct {
	q       *querier
	known   []Head
	head    Head // as recorded apart from the entries
	last    Head // the last entry that is proven
	applied map[string]int64
	broken  *Broken
}

// suspect is the first entry that does not fit; the walk ends with it.
type suspect struct {
	entry  Entry
	damage error
}

func (s *suspect) Error() string { return "an entry does not fit" }

func (v *verifier) run() (*Broken, error) {
	head, err := v.q.readHead("")
	if err != nil {
		return v.withoutHead(err)
	}
	v.head = head
	err = v.walk()
	var found *suspect
	switch {
	case errors.As(err, &found):
		return v.diagnose(found)
	case err != nil:
		return nil, err
	}
	if broken := v.tail(); broken != nil {
		return broken, nil
	}
	return v.registry()
}

func (v *verifier) withoutHead(cause error) (*Broken, error) {
	var rows int64
	if err := v.q.tx.QueryRowContext(v.q.ctx, "SELECT COUNT(*) FROM head").Scan(&rows); err != nil || rows > 0 {
		return nil, errors.Join(cause, err)
	}
	return &Broken{Seq: 1, Fault: FaultRemoved, Detail: "the record of the last entry is gone, so that nothing says how many there were"}, nil
}

// walk proves entry after entry, up to a suspect.
func (v *verifier) walk() error {
	return v.q.each(func(rows *sql.Rows) error {
		e, err := scanEntry(rows)
		if err != nil || e.Seq != v.last.Seq+1 || e.Seq > v.head.Seq || e.Prev != v.last.Hash || e.Hash != e.digest() {
			return &suspect{entry: e, damage: err}
		}
		if len(v.known) > 0 && v.known[0].Seq == e.Seq {
			if v.known[0].Hash != e.Hash {
				return &suspect{entry: e, damage: errRewritten}
			}
			v.known = v.known[1:]
		}
		v.last = Head{Seq: e.Seq, Hash: e.Hash}
		return v.note(e)
	}, selectEntries+"ORDER BY seq")
}

var errRewritten = errors.New("the chain fits, but another hash was known: the record was written anew up to here or beyond")

// note keeps which outcome the registry must point to.
func (v *verifier) note(e Entry) error {
	if e.Kind != KindOutcome {
		return nil
	}
	var body outcomeBody
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return fmt.Errorf("entry %d: %w", e.Seq, err)
	}
	switch {
	case body.Removed:
		delete(v.applied, e.Subject)
	case body.Digest != "":
		v.applied[e.Subject] = e.Seq
	}
	return nil
}

// tail compares the end of the walk with the recorded head and with what is known from elsewhere.
func (v *verifier) tail() *Broken {
	switch {
	case v.last.Seq < v.head.Seq:
		return v.cut(v.head.Seq)
	case v.last.Hash != v.head.Hash:
		return &Broken{Seq: max(1, v.last.Seq), Fault: FaultChanged, Detail: "the last entry is not the one whose hash was recorded"}
	case len(v.known) > 0 && v.known[0].Seq > v.last.Seq:
		return v.cut(v.known[len(v.known)-1].Seq)
	}
	return nil
}

func (v *verifier) cut(end int64) *Broken {
	return &Broken{
		Seq: v.last.Seq + 1, Fault: FaultRemoved, Detail: fmt.Sprintf("the record ends with entry %d, but %d were written", v.last.Seq, end),
	}
}

// diagnose says what happened to the first entry that does not fit. The walk is over, so it may ask again.
func (v *verifier) diagnose(found *suspect) (*Broken, error) {
	e, want := found.entry, v.last.Seq+1
	switch {
	case errors.Is(found.damage, errRewritten):
		return &Broken{Seq: want, Fault: FaultChanged, Detail: errRewritten.Error()}, nil
	case found.damage != nil:
		return &Broken{Seq: want, Fault: FaultChanged, Detail: "it can not be read: " + found.damage.Error()}, nil
	case e.Seq > v.head.Seq:
		return v.beyond(e)
	case e.Seq < want:
		return &Broken{Seq: e.Seq, Fault: FaultInserted, Detail: "no entry has such a number"}, nil
	case e.Seq > want:
		return &Broken{Seq: want, Fault: FaultRemoved, Detail: fmt.Sprintf("the next entry is %d", e.Seq)}, nil
	}
	successor, err := v.successor()
	if err != nil {
		return nil, err
	}
	if e.Hash == e.digest() {
		return v.rewritten(e, successor), nil
	}
	earlier, err := v.q.entries("WHERE hash = ? AND seq < ? ORDER BY seq LIMIT 1", e.Hash, e.Seq)
	if err != nil {
		return nil, err
	}
	if len(earlier) > 0 {
		return &Broken{Seq: e.Seq, Fault: FaultInserted, Detail: fmt.Sprintf("it is a copy of entry %d", earlier[0].Seq)}, nil
	}
	return v.moved(e, successor), nil
}

// beyond is an entry behind the recorded end; if the end is missing, that came first.
func (v *verifier) beyond(e Entry) (*Broken, error) {
	if v.last.Seq < v.head.Seq {
		return v.cut(v.head.Seq), nil
	}
	return &Broken{Seq: e.Seq, Fault: FaultInserted, Detail: fmt.Sprintf("only %d entries were written", v.head.Seq)}, nil
}

// successor finds the number of the entry that was written after the last proven one, wherever it stands now; 0 if it is
// gone.
func (v *verifier) successor() (int64, error) {
	var seq int64
	err := v.q.each(func(rows *sql.Rows) error {
		return rows.Scan(&seq)
	}, "SELECT seq FROM entries WHERE prev = ? AND seq > ? ORDER BY seq DESC LIMIT 1", v.last.Hash, v.last.Seq)
	return seq, err
}

// rewritten judges an entry that is sound in itself but follows another one than the last that was proven.
func (v *verifier) rewritten(e Entry, successor int64) *Broken {
	switch {
	case successor > e.Seq:
		return &Broken{Seq: e.Seq, Fault: FaultInserted, Detail: fmt.Sprintf("what was written after entry %d stands at %d now", v.last.Seq, successor)}
	case v.last.Seq == 0:
		return &Broken{Seq: e.Seq, Fault: FaultRemoved, Detail: "it follows an entry that is gone"}
	default:
		return &Broken{Seq: v.last.Seq, Fault: FaultChanged, Detail: fmt.Sprintf("it has another hash than entry %d was written after", e.Seq)}
	}
}

// moved judges an entry whose hash does not match what it holds: it has another number than it was written with, or other
// content.
func (v *verifier) moved(e Entry, successor int64) *Broken {
	original := v.originalSeq(e)
	switch {
	case original == 0 && successor > e.Seq:
		return &Broken{Seq: e.Seq, Fault: FaultInserted, Detail: fmt.Sprintf("what was written as entry %d stands at %d now", e.Seq, successor)}
	case original == 0:
		return &Broken{Seq: e.Seq, Fault: FaultChanged, Detail: "its hash does not match what it holds"}
	case original < e.Seq:
		return &Broken{Seq: original, Fault: FaultInserted, Detail: fmt.Sprintf("what was written as entry %d stands at %d now", original, e.Seq)}
	case successor > e.Seq:
		return &Broken{Seq: e.Seq, Fault: FaultReordered, Detail: fmt.Sprintf("what stands there was written as entry %d", original)}
	default:
		return &Broken{Seq: e.Seq, Fault: FaultRemoved, Detail: fmt.Sprintf("what stands there was written as entry %d", original)}
	}
}

// originalSeq is the number with which the entry's hash was made; 0 when it is not the number that changed.
func (v *verifier) originalSeq(e Entry) int64 {
	for seq := int64(1); seq <= v.head.Seq+1; seq++ {
		e.Seq = seq
		if e.digest() == e.Hash {
			return seq
		}
	}
	return 0
}

// registry compares the registry of targets with the outcomes in the chain.
func (v *verifier) registry() (*Broken, error) {
	kept := map[string]int64{}
	if err := v.q.each(func(rows *sql.Rows) error {
		var address string
		var seq int64
		err := rows.Scan(&address, &seq)
		kept[address] = seq
		return err
	}, "SELECT address, seq FROM targets ORDER BY address"); err != nil {
		return nil, err
	}
	for address := range v.applied {
		kept[address] += 0 // one that is missing counts as entry 0
	}
	var first *Broken
	for _, address := range slices.Sorted(maps.Keys(kept)) {
		has, should := kept[address], v.applied[address]
		if seq := max(has, should); has != should && (first == nil || seq < first.Seq) {
			first = &Broken{Seq: seq, Fault: FaultRegistry, Detail: fmt.Sprintf(
				"%s is said to be as in entry %d, but entry %d set it last (0 is none)", address, has, should,
			)}
		}
	}
	return first, nil
}
