package hydra

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"github.com/nhi-custody/custody/internal/target"
)

const (
	pageSize     = 500
	stalledPages = 10 // in a row; a few may be, because clients that are created meanwhile move others to the next page
	concurrency  = 4
)

// Observe lists the clients that carry the workspace's marker, in pages of 500, and reads one by one those of the wanted
// that are not among them.
func (d *Driver) Observe(ctx context.Context, wanted []target.Ref) ([]target.Observation, error) {
	v, err := d.serverVersion(ctx)
	if err != nil {
		return nil, err
	}
	owned, err := d.list(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the clients of workspace %q at Hydra: %w", d.workspace, err)
	}
	observations := make([]target.Observation, len(wanted))
	isWanted := make(map[string]bool, len(wanted))
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(concurrency)
	for i, ref := range wanted {
		isWanted[ref.ID] = true
		if c, listed := owned[ref.ID]; listed {
			observations[i] = d.observation(ref, c, v)
			continue
		}
		group.Go(func() error {
			observations[i] = d.read(groupCtx, ref, v)
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("read clients at Hydra: %w", err)
	}
	return append(observations, d.others(owned, isWanted, v)...), nil
}

// others are the clients of this workspace that nobody asked for, sorted by ID.
func (d *Driver) others(owned map[string]client, wanted map[string]bool, v version) []target.Observation {
	var others []target.Observation
	for id, c := range owned {
		if !wanted[id] {
			others = append(others, d.observation(target.Ref{Address: c.address(), ID: id}, c, v))
		}
	}
	slices.SortFunc(others, func(a, b target.Observation) int { return cmp.Compare(a.Ref.ID, b.Ref.ID) })
	return others
}

// list reads all clients that carry the workspace's marker. What a server returns beside them is left out: there may be
// one that ignores the filter.
func (d *Driver) list(ctx context.Context) (map[string]client, error) {
	owned := map[string]client{}
	seen := map[string]bool{}
	query := url.Values{"page_size": {strconv.Itoa(pageSize)}}
	for stalled := 0; stalled < stalledPages; stalled++ {
		query.Set("owner", ownerPrefix+d.workspace)
		clients, next, err := d.api.page(ctx, query)
		if err != nil {
			return nil, err
		}
		for _, c := range clients {
			id := c.id()
			if id == "" {
				return nil, errors.New("the list holds a client without client_id: is admin_url the administration API?")
			}
			if !seen[id] {
				seen[id], stalled = true, 0
			}
			if c.presence(d.workspace) == target.Owned {
				owned[id] = c
			}
		}
		if next == nil || len(clients) == 0 {
			return owned, nil
		}
		query = next
	}
	return nil, fmt.Errorf("the list does not end: %d pages brought no client that was not on one before", stalledPages)
}

// read observes one client.
func (d *Driver) read(ctx context.Context, ref target.Ref, v version) target.Observation {
	c, err := d.fetch(ctx, ref)
	switch {
	case err != nil:
		return target.Observation{Ref: ref, Presence: target.Unreadable, Err: err}
	case c == nil:
		return target.Observation{Ref: ref, Presence: target.Absent, Digest: target.AbsentDigest}
	}
	return d.observation(ref, c, v)
}

// fetch reads one client; it is nil when there is none.
func (d *Driver) fetch(ctx context.Context, ref target.Ref) (client, error) {
	if err := addressable(ref.ID); err != nil {
		return nil, err
	}
	c, err := d.api.get(ctx, ref.ID)
	if err != nil {
		return nil, fmt.Errorf("read client %q at Hydra: %w", ref.ID, err)
	}
	return c, nil
}

func (d *Driver) observation(ref target.Ref, c client, v version) target.Observation {
	settings, err := c.settings(v)
	digest, digestErr := c.digest()
	if err := errors.Join(err, digestErr); err != nil {
		return target.Observation{
			Ref: ref, Presence: target.Unreadable, Err: fmt.Errorf("read client %q at Hydra: %w", ref.ID, err),
		}
	}
	o := target.Observation{Ref: ref, Presence: c.presence(d.workspace), Settings: settings, Digest: digest}
	if o.Presence == target.Foreign {
		o.Owner = c.owner()
	}
	return o
}
