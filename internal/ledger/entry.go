package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Kind says what an entry records.
type Kind string

// The kinds of entries. Those of runs and leases are written by [Ledger.Begin] and its like, the others by
// [Ledger.Append].
const (
	KindPlan        Kind = "plan"
	KindRunStarted  Kind = "run_started"
	KindRunResumed  Kind = "run_resumed"
	KindIntent      Kind = "intent"
	KindOutcome     Kind = "outcome"
	KindRunFinished Kind = "run_finished"
	KindApproval    Kind = "approval"
	KindDrill       Kind = "drill"
	KindAttestation Kind = "attestation"
	KindRelease     Kind = "release"
	KindLockForced  Kind = "lock_forced"
)

// Kinds lists every kind, in the order of a plan's life.
func Kinds() []Kind {
	return []Kind{
		KindPlan, KindApproval, KindRelease, KindRunStarted, KindRunResumed, KindIntent, KindOutcome, KindRunFinished,
		KindDrill, KindAttestation, KindLockForced,
	}
}

// Entry is one line of the record.
type Entry struct {
	// Seq counts from 1 without gaps.
	Seq int64
	// Time is when it was written, in UTC and whole microseconds.
	Time time.Time
	Kind Kind
	// Run is the run that it belongs to; empty for none.
	Run string
	// Subject is the address, or for plans and leases the name, of what it is about.
	Subject string
	// Actor is who caused it.
	Actor string
	// Body is canonical JSON: members sorted, no space, numbers as they were written. It holds no secret.
	Body json.RawMessage
	// Prev is the hash of the entry before, Hash that of this one; both in hexadecimal.
	Prev, Hash string
}

// Head is the end of the chain at some moment. Kept elsewhere, it proves later that the record up to it is the same.
type Head struct {
	Seq  int64
	Hash string
}

const (
	zeroHash   = "0000000000000000000000000000000000000000000000000000000000000000"
	hashFormat = "custody ledger entry 1"
	maxBody    = 1 << 20
	maxText    = 1024
)

// digest is the hash of everything in an entry but the hash itself. Each field is preceded by its length, so that no two
// entries have the same encoding.
func (e *Entry) digest() string {
	h := sha256.New()
	for _, field := range []string{
		hashFormat, strconv.FormatInt(e.Seq, 10), formatTime(e.Time), string(e.Kind), e.Run, e.Subject, e.Actor, string(e.Body), e.Prev,
	} {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(field)))
		h.Write(length[:])
		h.Write([]byte(field))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// canonical encodes a value as JSON that depends on the value alone.
func canonical(v any) (json.RawMessage, error) {
	if v == nil {
		return json.RawMessage("{}"), nil
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode the body: %w", err)
	}
	var generic any
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if err := decoder.Decode(&generic); err != nil {
		return nil, fmt.Errorf("encode the body: %w", err)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(generic); err != nil {
		return nil, fmt.Errorf("encode the body: %w", err)
	}
	body := bytes.TrimSuffix(out.Bytes(), []byte("\n"))
	if len(body) > maxBody {
		return nil, fmt.Errorf("the body has %d bytes, more than %d: record a digest instead", len(body), maxBody)
	}
	return body, nil
}

// checkText refuses names that could not be printed on one line or kept in every database.
func checkText(name, value string) error {
	switch {
	case len(value) > maxText:
		return fmt.Errorf("%s has %d bytes, more than %d", name, len(value), maxText)
	case !utf8.ValidString(value), strings.ContainsFunc(value, unicode.IsControl):
		return fmt.Errorf("%s %q holds control characters", name, value)
	}
	return nil
}

func (e *Entry) check() error {
	return errors.Join(checkText("run", e.Run), checkText("subject", e.Subject), checkText("actor", e.Actor))
}
