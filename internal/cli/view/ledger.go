package view

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/ledger"
)

// Ledger prints entries, a line each.
func (p *Printer) Ledger(entries []ledger.Entry) error {
	pg := p.page()
	for i := range entries {
		e := &entries[i]
		fields := []string{fmt.Sprint(e.Seq), e.Time.UTC().Format(time.RFC3339), string(e.Kind), e.Subject, e.Actor, e.Run, e.Hash}
		for j := range fields {
			fields[j] = clean(fields[j])
		}
		if !p.TTY {
			pg.line("%s", strings.Join(fields, "\t"))
			continue
		}
		pg.line("%4s  %s  %s  %s  %s", fields[0], fields[1], pad(fields[2], 13), pad(fields[3], 44), pg.styles.Dim(shortHash(e.Hash)))
	}
	return p.write(pg)
}

func shortHash(h string) string {
	if len(h) > 12 {
		return h[:12]
	}
	return h
}

// Entry prints one entry with its body.
func (p *Printer) Entry(e ledger.Entry) error {
	pg := p.page()
	for _, row := range [][2]string{
		{"entry", fmt.Sprint(e.Seq)},
		{"time", e.Time.UTC().Format(time.RFC3339Nano)},
		{"kind", string(e.Kind)},
		{"run", e.Run},
		{"subject", e.Subject},
		{"actor", e.Actor},
		{"hash", e.Hash},
		{"previous", e.Prev},
	} {
		if row[1] != "" {
			pg.line("%s  %s", pad(row[0], 8), clean(row[1]))
		}
	}
	var body bytes.Buffer
	if err := json.Indent(&body, e.Body, "", "  "); err != nil {
		return fmt.Errorf("the body of entry %d can not be read: %w", e.Seq, err)
	}
	for line := range strings.Lines(body.String()) {
		pg.line("%s", clean(strings.TrimRight(line, "\n")))
	}
	return p.write(pg)
}

// Verified prints that the record is whole, and the head to keep elsewhere.
func (p *Printer) Verified(v ledger.Verification) error {
	pg := p.page()
	entries := counted(int(v.Entries), "entry", "entries")
	pg.line("%s verified: the chain is whole. Head %d %s", entries, v.Head.Seq, clean(v.Head.Hash))
	return p.write(pg)
}

type wireLedgerList struct {
	FormatVersion string      `json:"format_version" doc:"The version of this document's format."`
	Entries       []wireEntry `json:"entries" doc:"The entries, oldest first."`
}

type wireLedgerShow struct {
	FormatVersion string    `json:"format_version" doc:"The version of this document's format."`
	Entry         wireEntry `json:"entry" doc:"The entry."`
}

type wireEntry struct {
	Seq     int64           `json:"seq" doc:"Its number in the chain, from 1."`
	Time    time.Time       `json:"time" doc:"When it was written."`
	Kind    string          `json:"kind" words:"plan,run_started,run_resumed,intent,outcome,run_finished,approval,drill,attestation,release,lock_forced" doc:"What it records."`
	Run     string          `json:"run,omitempty" doc:"The run that it belongs to."`
	Subject string          `json:"subject,omitempty" doc:"Address of what it is about."`
	Actor   string          `json:"actor,omitempty" doc:"Who ran the command."`
	Body    json.RawMessage `json:"body" doc:"What it records, by kind."`
	Prev    string          `json:"prev" doc:"Hash of the entry before."`
	Hash    string          `json:"hash" doc:"Hash of this entry."`
}

func entryJSON(e ledger.Entry) wireEntry {
	return wireEntry{e.Seq, e.Time.UTC(), string(e.Kind), e.Run, e.Subject, e.Actor, e.Body, e.Prev, e.Hash}
}

// EntryJSON is the document of ledger show --json.
func EntryJSON(e ledger.Entry) any {
	return wireLedgerShow{FormatVersion, entryJSON(e)}
}

// LedgerJSON is the document of ledger list --json.
func LedgerJSON(entries []ledger.Entry) any {
	list := make([]wireEntry, 0, len(entries))
	for _, e := range entries {
		list = append(list, entryJSON(e))
	}
	return wireLedgerList{FormatVersion, list}
}

type wireVerification struct {
	FormatVersion string      `json:"format_version" doc:"The version of this document's format."`
	Whole         bool        `json:"whole" doc:"Whether every entry is what was written."`
	Entries       int64       `json:"entries" doc:"Entries that were verified."`
	HeadSeq       int64       `json:"head_seq" doc:"Number of the newest entry."`
	HeadHash      string      `json:"head_hash" doc:"Its hash, to keep elsewhere."`
	Broken        *wireBroken `json:"broken,omitempty" doc:"The first entry that is not what was written."`
}

type wireBroken struct {
	Seq    int64  `json:"seq" doc:"Its number."`
	Fault  string `json:"fault" words:"changed,removed,inserted,reordered,registry" doc:"What is wrong with it."`
	Detail string `json:"detail" doc:"How that shows, in a sentence."`
}

// VerificationJSON is the document of ledger verify --json.
func VerificationJSON(v ledger.Verification) any {
	doc := wireVerification{FormatVersion: FormatVersion, Whole: v.Broken == nil, Entries: v.Entries, HeadSeq: v.Head.Seq, HeadHash: v.Head.Hash}
	if v.Broken != nil {
		doc.Broken = &wireBroken{v.Broken.Seq, string(v.Broken.Fault), v.Broken.Detail}
	}
	return doc
}
