package engine

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/nhi-custody/custody/internal/httpx"
	"github.com/nhi-custody/custody/internal/model"
	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
	"github.com/nhi-custody/custody/schema"
)

// Whatever a driver tries while it plans, nothing that could change anything leaves the machine.
func TestPlanningCanNotWrite(t *testing.T) {
	server := hydrafake.Start(t, hydrafake.Options{})
	p := &Project{World: &World{
		Now: func() time.Time { return time.Time{} }, Env: func(string) (string, bool) { return "", false },
		Transport: http.DefaultTransport, Jitter: func() float64 { return 0 },
	}}
	issuer := &model.Issuer{Issuer: &schema.Issuer{Type: "hydra", URL: schema.Attr[string]{Value: server.URL, Set: true}}}
	send := func(m mode, method string) error {
		client, err := p.client(issuer, m, p.World.newOriginGuard())
		if err != nil {
			t.Fatal(err)
		}
		request, err := http.NewRequestWithContext(t.Context(), method, server.URL+"/admin/clients", strings.NewReader(`{"client_id": "x"}`))
		if err != nil {
			t.Fatal(err)
		}
		response, err := client.Do(request)
		if err == nil {
			_ = response.Body.Close()
		}
		return err
	}
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, "PURGE"} {
		if err := send(reading, method); !errors.As(err, new(*httpx.MutationError)) {
			t.Errorf("%s while planning: %v", method, err)
		}
	}
	if requests := server.Requests(); len(requests) != 0 {
		t.Errorf("%v reached the server", requests)
	}
	if err := send(writing, http.MethodPost); err != nil || server.Client("x") == nil {
		t.Errorf("while applying: %v", err)
	}
}
