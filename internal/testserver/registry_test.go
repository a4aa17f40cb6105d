package testserver

import (
	"net/http"
	"testing"
)

func TestRegistryAnswers(t *testing.T) {
	for _, login := range []bool{false, true} {
		server := StartRegistry(t, RegistryOptions{Login: login})
		for _, c := range []struct {
			password string
			open     int
			closed   int
		}{{"", http.StatusOK, http.StatusUnauthorized}, {"wrong", http.StatusOK, http.StatusUnauthorized}, {RegistryPassword, http.StatusOK, http.StatusOK}} {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+server.Host+"/v2/", nil)
			if err != nil {
				t.Fatal(err)
			}
			if c.password != "" {
				req.SetBasicAuth(RegistryUser, c.password)
			}
			resp, err := loopbackClient().Do(req)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			want := c.open
			if login {
				want = c.closed
			}
			if resp.StatusCode != want {
				t.Errorf("login %t, password %q: %d, want %d", login, c.password, resp.StatusCode, want)
			}
		}
	}
}
