package file_test

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/internal/target/file"
	"github.com/nhi-custody/custody/schema"
)

func observe(t *testing.T, d target.Driver, r target.Ref) target.Observation {
	t.Helper()
	all, err := d.Observe(t.Context(), []target.Ref{r})
	if err != nil || len(all) != 1 {
		t.Fatalf("got %v, %v", all, err)
	}
	return all[0]
}

func apply(t *testing.T, d target.Driver, w target.Write) target.Observation {
	t.Helper()
	o, err := d.Apply(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestNewRefuses(t *testing.T) {
	for _, options := range []file.Options{{Root: "/tmp"}, {Workspace: "w"}} {
		if _, err := file.New(options); err == nil {
			t.Errorf("%+v was taken", options)
		}
	}
}

func TestForeign(t *testing.T) {
	const ours = `{"format_version":"1.0","custody":{"workspace":"acme","cli":"cli.payctl","target":"cli.payctl.deliver.file"},"policy":{}}`
	tests := []struct{ name, content, owner string }{
		{"empty file", "", ""},
		{"no JSON", "model = os_keychain\n", ""},
		{"cut off", ours[:len(ours)-1], ""},
		{"two values", ours + "{}", ""},
		{"a list", "[]", ""},
		{"another program's", `{"format_version":1,"policy":{}}`, ""},
		{"no marker", `{"format_version":"1.0","policy":{}}`, `workspace "", target `},
		{"another workspace", strings.Replace(ours, `"acme"`, `"other"`, 1), `workspace "other", target cli.payctl.deliver.file`},
		{"another target", strings.ReplaceAll(ours, "payctl", "authctl"), `workspace "acme", target cli.authctl.deliver.file`},
		{"a later format", strings.Replace(ours, "1.0", "2.0", 1), "a session policy document of format 2.0"},
		{
			"a marker that stands twice", strings.Replace(ours, `"custody"`, `"custody":{"workspace":"other"},"custody"`, 1),
			`workspace "", target cli.payctl.deliver.file`,
		},
		{"a marker in other letters", strings.Replace(ours, `"workspace"`, `"Workspace"`, 1), `workspace "", target cli.payctl.deliver.file`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			d, r := newDriver(t, "acme", root), ref("payctl", "policy.json")
			path := filepath.Join(root, r.ID)
			must(t, os.WriteFile(path, []byte(test.content), 0o600))
			o := observe(t, d, r)
			if o.Presence != target.Foreign || o.Owner != test.owner {
				t.Errorf("presence %d, owner %q, want %q", o.Presence, o.Owner, test.owner)
			}
			for _, w := range []target.Write{
				{Ref: r, Settings: first(), Digest: o.Digest}, {Ref: r, Delete: true, Digest: o.Digest},
			} {
				if _, err := d.Apply(t.Context(), w); !errors.Is(err, target.ErrForeign) || !strings.Contains(err.Error(), "policy.json") {
					t.Errorf("got %v", err)
				}
			}
			if read(t, path) != test.content {
				t.Error("it was overwritten")
			}
		})
	}
}

func TestUnreadable(t *testing.T) {
	tests := []struct {
		name    string
		prepare func(t *testing.T, path string)
		says    string
	}{
		{"folder", func(t *testing.T, path string) { must(t, os.Mkdir(path, 0o700)) }, "no regular file"},
		{"link to nowhere", func(t *testing.T, path string) { must(t, os.Symlink("gone", path)) }, "leads nowhere"},
		{"link to a folder", func(t *testing.T, path string) { must(t, os.Symlink(t.TempDir(), path)) }, "no regular file"},
		{"link to itself", func(t *testing.T, path string) { must(t, os.Symlink(filepath.Base(path), path)) }, "too many"},
		{"socket", func(t *testing.T, path string) {
			l, err := net.Listen("unix", path)
			must(t, err)
			t.Cleanup(func() { _ = l.Close() })
		}, "no regular file"},
		{"too large", func(t *testing.T, path string) { must(t, os.WriteFile(path, make([]byte, 1<<20+1), 0o600)) }, "larger than"},
		{"a file for a folder", func(t *testing.T, path string) {
			must(t, os.Remove(filepath.Dir(path)))
			must(t, os.WriteFile(filepath.Dir(path), nil, 0o600))
		}, "not a directory"},
		{"nested too deep", func(t *testing.T, path string) {
			deep := strings.Repeat(`{"a":`, 1000) + "1" + strings.Repeat("}", 1000)
			must(t, os.WriteFile(path, []byte(deep), 0o600))
		}, "deep"},
		{"not allowed", func(t *testing.T, path string) {
			if os.Getuid() == 0 {
				must(t, os.Mkdir(path, 0)) // nothing is forbidden to root
				return
			}
			must(t, os.WriteFile(path, nil, 0))
		}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			d, r := newDriver(t, "acme", root), ref("payctl", "in/policy.json")
			path := filepath.Join(root, r.ID)
			must(t, os.Mkdir(filepath.Dir(path), 0o700))
			test.prepare(t, path)
			before := snapshot(t, root)
			o := observe(t, d, r)
			if o.Presence != target.Unreadable || o.Err == nil || !strings.Contains(o.Err.Error(), test.says) || o.Digest != "" {
				t.Errorf("got %+v, want an error that says %q", o, test.says)
			}
			if _, err := d.Apply(t.Context(), target.Write{Ref: r, Settings: first(), Digest: target.AbsentDigest}); err == nil {
				t.Error("it was written")
			}
			if after := snapshot(t, root); after != before {
				t.Errorf("it was touched:\n%s\n%s", before, after)
			}
		})
	}
}

func TestModes(t *testing.T) {
	root := t.TempDir()
	d, r := newDriver(t, "acme", root), ref("payctl", "policy.json")
	path := filepath.Join(root, r.ID)
	o := apply(t, d, target.Write{Ref: r, Settings: first(), Digest: target.AbsentDigest})
	wantMode(t, path, 0o644)
	must(t, os.Chmod(path, 0o640))
	apply(t, d, target.Write{Ref: r, Settings: second(), Digest: o.Digest})
	wantMode(t, path, 0o640)
}

func wantMode(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	if info.Mode() != want {
		t.Errorf("mode %v, want %v", info.Mode(), want)
	}
}

func TestThroughALink(t *testing.T) {
	root, elsewhere := t.TempDir(), t.TempDir()
	d, r := newDriver(t, "acme", root), ref("payctl", "link.json")
	link, real := filepath.Join(root, "link.json"), filepath.Join(elsewhere, "real.json")
	o := apply(t, newDriver(t, "acme", elsewhere), target.Write{Ref: ref("payctl", "real.json"), Settings: first(), Digest: target.AbsentDigest})
	must(t, os.Symlink(real, link))
	if got := observe(t, d, r); got.Presence != target.Owned || got.Digest != o.Digest {
		t.Fatalf("through the link: %+v", got)
	}
	after := apply(t, d, target.Write{Ref: r, Settings: second(), Digest: o.Digest})
	if to, err := os.Readlink(link); err != nil || to != real {
		t.Errorf("the link was replaced: %q, %v", to, err)
	}
	if !strings.Contains(read(t, real), `"memory"`) {
		t.Error("what the link leads to was not written")
	}
	gone := apply(t, d, target.Write{Ref: r, Delete: true, Digest: after.Digest})
	if gone.Presence != target.Absent {
		t.Errorf("after its deletion: %+v", gone)
	}
	for _, path := range []string{link, real} {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is left: %v", path, err)
		}
	}
}

func TestFolders(t *testing.T) {
	tests := []struct {
		name string
		path func(root, outside string) string
		made bool
	}{
		{"in the root", func(_, _ string) string { return "a/b/policy.json" }, true},
		{"absolute, in the root", func(root, _ string) string { return filepath.Join(root, "a", "policy.json") }, true},
		{"outside", func(_, outside string) string { return filepath.Join(outside, "a", "policy.json") }, false},
		{"upwards", func(_, outside string) string { return "../" + filepath.Base(outside) + "/a/policy.json" }, false},
		{"through a link", func(root, outside string) string {
			if err := os.Symlink(outside, filepath.Join(root, "way-out")); err != nil {
				panic(err)
			}
			return "way-out/a/policy.json"
		}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			both := t.TempDir()
			root, outside := filepath.Join(both, "root"), filepath.Join(both, "outside")
			must(t, os.Mkdir(root, 0o700))
			must(t, os.Mkdir(outside, 0o700))
			r := ref("payctl", test.path(root, outside))
			before := snapshot(t, outside)
			_, err := newDriver(t, "acme", root).Apply(t.Context(), target.Write{Ref: r, Settings: first(), Digest: target.AbsentDigest})
			if (err == nil) != test.made {
				t.Errorf("got %v", err)
			}
			if err != nil && !strings.Contains(err.Error(), "create the folder") {
				t.Errorf("the error gives no remedy: %v", err)
			}
			if after := snapshot(t, outside); after != before {
				t.Errorf("outside:\n%s\n%s", before, after)
			}
		})
	}
}

func TestStrangersInOurDocument(t *testing.T) {
	root := t.TempDir()
	d, r := newDriver(t, "acme", root), ref("payctl", "policy.json")
	path := filepath.Join(root, r.ID)
	apply(t, d, target.Write{Ref: r, Settings: first(), Digest: target.AbsentDigest})
	clean := read(t, path)
	dirty := strings.Replace(clean, `"policy": {`, `"comment": "x", "policy": {"debug": true, "storage": {"model": "memory"},`, 1)
	must(t, os.WriteFile(path, []byte(dirty), 0o600))
	o := observe(t, d, r)
	for knob, want := range map[setting.Knob]string{"debug": "true", "document.comment": "x", "storage.model": "several values"} {
		if got := o.Settings.Get(knob).String(); got != want {
			t.Errorf("%s: got %s, want %s", knob, got, want)
		}
	}
	apply(t, d, target.Write{Ref: r, Settings: first(), Digest: o.Digest})
	if got := read(t, path); got != clean {
		t.Errorf("it was not cleaned:\n%s", got)
	}
}

// TestKeyedCLI tells the documents of two instances apart.
func TestKeyedCLI(t *testing.T) {
	root := t.TempDir()
	d := newDriver(t, "acme", root)
	instance := func(key string) target.Ref {
		return target.Ref{Address: schema.NewAddress(schema.KindCLI, "payctl").Instance(key).Inner(schema.KindDeliver, "file"), ID: "policy.json"}
	}
	apply(t, d, target.Write{Ref: instance("eu"), Settings: first(), Digest: target.AbsentDigest})
	if !strings.Contains(read(t, filepath.Join(root, "policy.json")), `"cli": "cli.payctl[\"eu\"]"`) {
		t.Error("the document does not name its instance")
	}
	if o := observe(t, d, instance("eu")); o.Presence != target.Owned {
		t.Errorf("its own: %+v", o)
	}
	if o := observe(t, d, instance("us")); o.Presence != target.Foreign || !strings.Contains(o.Owner, `cli.payctl["eu"].deliver.file`) {
		t.Errorf("another's: %+v", o)
	}
}

// TestWriteFails leaves a document as it was when it can not be replaced.
func TestWriteFails(t *testing.T) {
	root := t.TempDir()
	d, r := newDriver(t, "acme", root), ref("payctl", "policy.json")
	o := apply(t, d, target.Write{Ref: r, Settings: first(), Digest: target.AbsentDigest})
	before := snapshot(t, root)
	for i, bad := range []setting.Setting{
		{Knob: "storage.color", Value: setting.Text("red")},
		{Knob: "expiry.leeway", Value: setting.Duration(1)},
		{Knob: "sessions.ws.client.secret", Value: setting.Text("s3cret")},
		{Knob: "sessions.ws.duties.max_lifetime.x", Value: setting.Text("inside another")},
		{Knob: "sessions.ws.duties.max_lifetime", Value: setting.Forever()},
	} {
		_, err := d.Apply(t.Context(), target.Write{Ref: r, Settings: setting.NewSet(bad), Digest: o.Digest})
		var unconfirmed *target.UnconfirmedError
		if err == nil || errors.As(err, &unconfirmed) || !strings.Contains(err.Error(), fmt.Sprint(bad.Knob)) {
			t.Errorf("%d: got %v", i, err)
		}
	}
	if after := snapshot(t, root); after != before {
		t.Errorf("it was touched:\n%s\n%s", before, after)
	}
}
