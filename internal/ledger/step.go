package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// Step is one write to one target, from its intent to its outcome.
type Step struct {
	run    *Run
	target string
	intent int64
	over   atomic.Bool
}

// Result is what a write has led to, as it was read back.
type Result struct {
	// Digest and Settings are what the target is set to now. With a Digest the target is kept in the registry, see
	// [Ledger.Applied]; without one the registry stays as it is.
	Digest   string
	Settings any
	// Removed takes the target out of the registry: there is nothing any more.
	Removed bool
	// Detail is whatever else is worth knowing.
	Detail any
}

type outcomeBody struct {
	Version  int             `json:"version"`
	Intent   int64           `json:"intent"`
	State    StepState       `json:"state"`
	Digest   string          `json:"digest,omitempty"`
	Settings json.RawMessage `json:"settings,omitempty"`
	Removed  bool            `json:"removed,omitempty"`
	Detail   json.RawMessage `json:"detail,omitempty"`
	Message  string          `json:"message,omitempty"`
}

// Done records that the write was made, and with it what the target was set to. It is written even when ctx has ended.
func (s *Step) Done(ctx context.Context, result Result) error {
	body := outcomeBody{State: StepDone, Digest: result.Digest, Removed: result.Removed}
	var errs [3]error
	if result.Settings != nil {
		body.Settings, errs[0] = canonical(result.Settings)
	}
	if result.Detail != nil {
		body.Detail, errs[1] = canonical(result.Detail)
	}
	if result.Removed && result.Digest != "" {
		errs[2] = errors.New("a target that was removed has no digest")
	}
	if err := errors.Join(errs[:]...); err != nil {
		return fmt.Errorf("record the outcome for %s: %w", s.target, err)
	}
	return s.finish(ctx, body)
}

// Failed records that the write was not made, and why. The message must hold no secret; a long one is cut.
func (s *Step) Failed(ctx context.Context, message string) error {
	return s.finish(ctx, outcomeBody{State: StepFailed, Message: cut(message)})
}

// Uncertain records that nobody knows whether the write was made, for example because the answer was lost.
func (s *Step) Uncertain(ctx context.Context, message string) error {
	return s.finish(ctx, outcomeBody{State: StepUncertain, Message: cut(message)})
}

// finish writes the outcome and, in the same transaction, what the registry says.
func (s *Step) finish(ctx context.Context, body outcomeBody) error {
	what := "record the outcome for " + s.target
	if !s.over.CompareAndSwap(false, true) {
		return fmt.Errorf("%s: it is recorded already", what)
	}
	body.Version, body.Intent = bodyVersion, s.intent
	err := s.run.ledger.write(context.WithoutCancel(ctx), what, func(tx *transaction) error {
		entry, err := tx.append(Draft{Kind: KindOutcome, Run: s.run.ID, Subject: s.target, Actor: s.run.actor, Body: body})
		if err != nil {
			return err
		}
		return tx.register(entry, body)
	})
	if err != nil {
		s.over.Store(false)
		return err
	}
	s.run.leave(s.target)
	return nil
}

func (tx *transaction) register(outcome Entry, body outcomeBody) error {
	switch {
	case body.Removed:
		return tx.exec("DELETE FROM targets WHERE address = ?", outcome.Subject)
	case body.Digest != "":
		return tx.exec(
			"INSERT INTO targets (address, seq) VALUES (?, ?) ON CONFLICT (address) DO UPDATE SET seq = excluded.seq",
			outcome.Subject, outcome.Seq,
		)
	}
	return nil
}

const maxMessage = 2000

func cut(message string) string {
	runes := []rune(message)
	if len(runes) <= maxMessage {
		return message
	}
	return string(runes[:maxMessage-1]) + "…"
}

// AppliedTarget is what a target was last set to.
type AppliedTarget struct {
	Address string
	Digest  string
	// Settings is the canonical JSON that was given to [Step.Done].
	Settings json.RawMessage
	Run      string
	Actor    string
	Time     time.Time
	// Seq is the entry that says so.
	Seq int64
}

// Applied lists the targets under management, by address, each with what it was last set to.
func (l *Ledger) Applied(ctx context.Context) ([]AppliedTarget, error) {
	var applied []AppliedTarget
	err := l.read(ctx, "read the targets", func(q *querier) error {
		entries, err := q.entries("WHERE seq IN (SELECT seq FROM targets) ORDER BY subject")
		if err != nil {
			return err
		}
		for _, e := range entries {
			var body outcomeBody
			if err := json.Unmarshal(e.Body, &body); err != nil {
				return fmt.Errorf("entry %d: %w", e.Seq, err)
			}
			applied = append(applied, AppliedTarget{
				Address: e.Subject, Digest: body.Digest, Settings: body.Settings, Run: e.Run, Actor: e.Actor, Time: e.Time, Seq: e.Seq,
			})
		}
		return nil
	})
	return applied, err
}
