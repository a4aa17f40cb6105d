package testserver

import (
	"slices"
	"strings"
	"testing"
)

func TestSkipReason(t *testing.T) {
	tests := []struct {
		name   string
		env    []string
		cached bool
		want   string // empty: the test runs
	}{
		{name: "plain, nothing built", want: "make test"},
		{name: "plain, built", cached: true},
		{name: "make test, nothing built", env: []string{"CUSTODY_TEST_REAL=1"}},
		{name: "switched off wins", env: []string{"CUSTODY_TEST_REAL=1", "CUSTODY_TEST_WITHOUT=keycloak, hydra"}, cached: true, want: "CUSTODY_TEST_WITHOUT"},
		{name: "another is switched off", env: []string{"CUSTODY_TEST_WITHOUT=hydra2"}, cached: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := skipReason("hydra", test.env, func() bool { return test.cached })
			if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
				t.Errorf("reason = %q; want %q in it", got, test.want)
			}
		})
	}
}

func TestWithout(t *testing.T) {
	got := Without([]string{"CUSTODY_TEST_WITHOUT=old", "CUSTODY_TEST_WITHOUT=b,a, b"})
	if want := []string{"a", "b"}; !slices.Equal(got, want) {
		t.Errorf("Without = %q; want %q", got, want)
	}
}
