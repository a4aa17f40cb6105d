package main

import (
	"context"
	"fmt"
)

// What the story is about: the nightly job's client, and how Hydra calls the lifetime of its tokens.
const (
	clientID      = "payctl-ci"
	clientAddress = `issuer.local.client["payctl-ci"]`
	lifespan      = "client_credentials_grant_access_token_lifespan"
)

// tell tells the story, and stops at the first thing that is not as it should be.
func (s *stage) tell(ctx context.Context, report string) error {
	for i, chapter := range []struct {
		title string
		tell  func(context.Context) error
	}{
		{"Judge: does what is declared keep to the policies?", s.judge},
		{"Plan and apply: make Hydra and the CLIs' policy documents agree with it", s.apply},
		{"A real token lives as long as the HCL says", s.prove},
		{"Somebody changes the client behind custody's back", s.drift},
		{"A new CLI fails a policy: its targets are held, and only those", s.fail},
		{"An exception waives the failure, for a while", s.except},
		{"Evidence: a report, and a ledger that proves itself", func(ctx context.Context) error { return s.evidence(ctx, report) }},
	} {
		fmt.Printf("\n== %d. %s\n", i+1, chapter.title)
		if err := chapter.tell(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *stage) judge(ctx context.Context) error {
	return s.run(ctx, 0, "pass", "check")
}

func (s *stage) apply(ctx context.Context) error {
	if err := s.run(ctx, 0, "max_lifetime", "plan", "--out", "plan.custody"); err != nil {
		return err
	}
	return s.run(ctx, 0, "5 of 5 changes done", "apply", "plan.custody")
}

// prove holds the lifetime of a real token against the plan's.
func (s *stage) prove(ctx context.Context) error {
	want, where, err := s.declared("plan.custody", clientAddress, "access_token_ttl")
	if err != nil {
		return err
	}
	got, err := s.token(ctx, clientID)
	if err != nil {
		return err
	}
	if got > want || got < want-2 { // Hydra counts down from the moment of issue
		return fmt.Errorf("the token lives %d s, and %s declares %d s", got, where, want)
	}
	fmt.Printf("as declared at %s: %d s, counted from the moment of issue\n", where, want)
	return nil
}

func (s *stage) drift(ctx context.Context) error {
	if err := s.change(ctx, clientID, lifespan, "720h"); err != nil {
		return err
	}
	if err := s.run(ctx, 2, "access_token_ttl", "drift"); err != nil {
		return err
	}
	if err := s.run(ctx, 0, "1 of 1 change done", "apply", "--auto-approve"); err != nil {
		return err
	}
	if err := s.prove(ctx); err != nil {
		return err
	}
	return s.run(ctx, 0, "0 drifted", "drift")
}

func (s *stage) fail(ctx context.Context) error {
	if err := s.add("failing.custody.hcl", "clis/labelctl.custody.hcl"); err != nil {
		return err
	}
	if err := s.run(ctx, 3, "storage-encrypted-at-rest", "check"); err != nil {
		return err
	}
	return s.run(ctx, 3, "held (policy)", "plan")
}

func (s *stage) except(ctx context.Context) error {
	if err := s.add("exception.custody.hcl", "clis/labelctl-exception.custody.hcl"); err != nil {
		return err
	}
	if err := s.run(ctx, 0, "waived by exception.labelctl-plaintext", "check"); err != nil {
		return err
	}
	return s.run(ctx, 0, "2 of 2 changes done", "apply", "--auto-approve")
}

func (s *stage) evidence(ctx context.Context, report string) error {
	if err := s.run(ctx, 0, "", "report", "--format", "html", "--out", report); err != nil {
		return err
	}
	if err := s.run(ctx, 0, "the chain is whole", "ledger", "verify"); err != nil {
		return err
	}
	return s.kept(report)
}
