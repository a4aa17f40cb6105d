package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/nhi-custody/custody/internal/desired"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/plan"
	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/internal/target/builtin"
	"github.com/nhi-custody/custody/schema"
)

// drivers are those of one run, by system: an issuer's address, or a kind of delivery.
type drivers struct {
	issuers    map[schema.Address]*issuerDriver
	deliveries map[string]*deliveryDriver
}

type issuerDriver struct {
	driver       target.Driver
	capabilities setting.Capabilities
	err          error
	asked        bool // the capabilities are known
}

type deliveryDriver struct {
	driver target.Driver
	err    error
}

// openDrivers makes the drivers of every issuer and delivery, and asks issuers what they can do.
func (p *Project) openDrivers(ctx context.Context, m mode) *drivers {
	d := &drivers{issuers: map[schema.Address]*issuerDriver{}, deliveries: map[string]*deliveryDriver{}}
	origins := p.World.newOriginGuard()
	var group sync.WaitGroup
	for _, issuer := range p.Model.Issuers {
		entry := &issuerDriver{}
		d.issuers[issuer.Address] = entry
		if entry.driver, entry.err = p.openIssuer(issuer, m, origins); entry.err != nil {
			continue
		}
		p.World.progress("asking %s what it can do", issuer.Address)
		group.Go(func() {
			entry.capabilities, entry.err = entry.driver.Capabilities(ctx)
			entry.asked = entry.err == nil
		})
	}
	group.Wait()
	for _, t := range schema.DeliveryTypes() {
		driver, err := builtin.ForDelivery(t.Name, p.Model.Workspace.Name.Value, p.World.Dir)
		d.deliveries[t.Name] = &deliveryDriver{driver, err}
	}
	return d
}

// openIssuer makes the driver of one issuer. Whether there is one is asked first: an issuer that custody can do nothing
// with needs no credentials.
func (p *Project) openIssuer(issuer *model.Issuer, m mode, origins *originGuard) (target.Driver, error) {
	if !slices.Contains(builtin.Kinds(), issuer.Type) {
		return nil, fmt.Errorf("%s (%s): %w", issuer.Address, issuer.Type, builtin.ErrNoDriver)
	}
	client, err := p.client(issuer, m, origins)
	if err != nil {
		return nil, err
	}
	return builtin.ForIssuer(issuer.Issuer, p.Model.Workspace.Name.Value, client)
}

func (d *drivers) capabilities(issuer schema.Address) (setting.Capabilities, bool) {
	entry := d.issuers[issuer]
	if entry == nil || !entry.asked {
		return nil, false
	}
	return entry.capabilities, true
}

// of returns the driver of a planned target.
func (d *drivers) of(t *plan.Target) (target.Driver, error) {
	if t.Address.Child == schema.KindClient {
		if entry := d.issuers[t.Address.Outer()]; entry != nil {
			return entry.driver, entry.err
		}
		return nil, fmt.Errorf("%s is declared no more", t.Address.Outer())
	}
	if entry := d.deliveries[t.Kind]; entry != nil {
		return entry.driver, entry.err
	}
	return nil, fmt.Errorf("delivery %q: %w", t.Kind, builtin.ErrNoDriver)
}

// system returns the driver of a whole system, and what its kind of target can do.
func (d *drivers) system(ctx context.Context, s *desired.System) (target.Driver, setting.Capabilities, error) {
	if !s.Address.IsZero() {
		entry := d.issuers[s.Address]
		return entry.driver, entry.capabilities, entry.err
	}
	entry := d.deliveries[s.Kind]
	if entry.err != nil {
		return nil, nil, entry.err
	}
	capabilities, err := entry.driver.Capabilities(ctx)
	return entry.driver, capabilities, err
}

// unavailable reports an error that is no fault of the world but of custody's own making: no driver.
func unavailable(err error) bool { return errors.Is(err, builtin.ErrNoDriver) }

// observed turns a driver's observation into the diff's side of it.
func observed(o *target.Observation) plan.Observed {
	out := plan.Observed{Settings: o.Settings, Digest: o.Digest, Owner: o.Owner}
	switch o.Presence {
	case target.Unreadable:
		out.Presence = plan.Unreadable
		out.Problem = "it could not be read"
		if o.Err != nil {
			out.Problem = o.Err.Error()
		}
	case target.Absent:
		out.Presence = plan.Absent
	case target.Owned:
		out.Presence = plan.Owned
	case target.Foreign:
		out.Presence = plan.Foreign
	}
	return out
}
