package hydra

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"

	"github.com/nhi-custody/custody/internal/httpx"
	"github.com/nhi-custody/custody/internal/target"
)

// shortestSecret is the least that Hydra takes.
const shortestSecret = 6

// Apply reads the client again, refuses when it is not what the plan saw or not ours, writes it in one request and reads
// it back.
func (d *Driver) Apply(ctx context.Context, w target.Write) (target.Observation, error) {
	v, err := d.serverVersion(ctx)
	if err != nil {
		return unreadable(w.Ref, err)
	}
	// What can not be written is refused before anything is sent.
	if err := check(w.Settings, v); err != nil {
		return unreadable(w.Ref, fmt.Errorf("client %q at Hydra: %w", w.Ref.ID, err))
	}
	current, err := d.fetch(ctx, w.Ref)
	if err != nil {
		return unreadable(w.Ref, err)
	}
	before := target.Observation{Ref: w.Ref, Presence: target.Absent, Digest: target.AbsentDigest}
	if current != nil {
		before = d.observation(w.Ref, current, v)
	}
	if err := refusal(before, w); err != nil {
		return before, fmt.Errorf("client %q at Hydra: %w", w.Ref.ID, err)
	}
	if w.Delete && current == nil {
		return before, nil
	}
	send, err := d.prepare(current, w, v)
	if err != nil {
		return before, fmt.Errorf("client %q at Hydra: %w", w.Ref.ID, err)
	}
	after, err := d.confirm(ctx, w, v, before, send(ctx))
	if err != nil {
		err = fmt.Errorf("client %q at Hydra: %w", w.Ref.ID, err)
	}
	return after, err
}

func unreadable(ref target.Ref, err error) (target.Observation, error) {
	return target.Observation{Ref: ref, Presence: target.Unreadable, Err: err}, err
}

// refusal is why a client must not be touched; nil when it may.
func refusal(before target.Observation, w target.Write) error {
	switch {
	case before.Presence == target.Unreadable:
		return before.Err
	case before.Digest != w.Digest && w.Digest == target.AbsentDigest:
		return fmt.Errorf("it has been created meanwhile: %w", target.ErrStale)
	case before.Digest != w.Digest:
		return target.ErrStale
	case before.Presence == target.Foreign && before.Owner == "":
		return fmt.Errorf("it has no owner: %w", target.ErrForeign)
	case before.Presence == target.Foreign:
		return fmt.Errorf("its owner is %q: %w", before.Owner, target.ErrForeign)
	}
	return nil
}

// prepare makes the one request that carries out a write.
func (d *Driver) prepare(current client, w target.Write, v version) (func(context.Context) error, error) {
	if w.Delete {
		return func(ctx context.Context) error {
			err := d.api.remove(ctx, w.Ref.ID)
			if status(err) == http.StatusNotFound {
				return nil // somebody else was faster; it is read back anyway
			}
			return err
		}, nil
	}
	next := current.writable()
	if current == nil {
		next = client{}
		next.set(memberID, w.Ref.ID)
	}
	if err := errors.Join(next.hold(w.Settings, v), next.mark(d.workspace, w.Ref.Address)); err != nil {
		return nil, err
	}
	if current != nil {
		return func(ctx context.Context) error { return moved(d.api.replace(ctx, w.Ref.ID, next), http.StatusNotFound) }, nil
	}
	if err := next.addSecret(w.Secret); err != nil {
		return nil, err
	}
	return func(ctx context.Context) error { return moved(d.api.create(ctx, next), http.StatusConflict) }, nil
}

// moved takes the status by which Hydra says that a client came, or went, after it was read.
func moved(err error, code int) error {
	if status(err) == code {
		return fmt.Errorf("%w: %w", target.ErrStale, err)
	}
	return err
}

// addSecret resolves the secret for a create. No error may repeat any of it.
func (c client) addSecret(resolve func() (string, error)) error {
	if resolve == nil {
		return nil
	}
	if method, _ := c.text(memberAuthMethod); method == "none" || method == "private_key_jwt" {
		return fmt.Errorf("a secret is declared for a client that authenticates with %s: remove one of the two", method)
	}
	secret, err := resolve()
	switch {
	case err != nil:
		return fmt.Errorf("its secret: %w", err)
	case len(secret) < shortestSecret:
		return fmt.Errorf("its secret is shorter than the %d characters that Hydra asks for", shortestSecret)
	}
	c.set(memberSecret, secret)
	return nil
}

// confirm reads the client back. Where the write failed in a way that leaves open whether Hydra carried it out, what is
// there now decides.
func (d *Driver) confirm(
	ctx context.Context, w target.Write, v version, before target.Observation, sent error,
) (target.Observation, error) {
	if sent != nil && !ambiguous(sent) {
		return before, sent
	}
	after := d.read(ctx, w.Ref, v)
	switch {
	case after.Presence == target.Unreadable:
		return after, &target.UnconfirmedError{Err: errors.Join(sent, after.Err)}
	case sent == nil || holds(after, w):
		return after, nil
	case after.Digest == before.Digest && status(sent) != 0:
		return after, fmt.Errorf("nothing was changed: %w", sent)
	}
	return after, &target.UnconfirmedError{Err: sent}
}

// ambiguous reports whether a request that failed may have had its effect.
func ambiguous(err error) bool {
	if code := status(err); code != 0 {
		return code >= http.StatusInternalServerError
	}
	var refused *httpx.MutationError
	var network *net.OpError
	switch {
	case errors.As(err, &refused):
		return false
	case errors.As(err, &network) && network.Op == "dial":
		return false
	}
	return true
}

// holds reports whether the client is now as the write wanted it.
func holds(o target.Observation, w target.Write) bool {
	if w.Delete {
		return o.Presence == target.Absent
	}
	if o.Presence != target.Owned {
		return false
	}
	for _, s := range w.Settings {
		if s.Value.Managed() && !o.Settings.Get(s.Knob).Equal(s.Value) {
			// A grant that is not there and shall not be is no difference.
			if _, isGrant := s.Knob.IsGrant(); !isGrant || s.Value.Bool || o.Settings.Get(s.Knob).Managed() {
				return false
			}
		}
	}
	return true
}
