package framework

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	digestFile  = "testdata/nist-csf-2.0.sha256"
	nistCatalog = "NIST_CSF_v2.0_catalog.xml"
)

// Every CSF 2.0 id, title and text agrees with NIST's catalog, by the digests that are pinned here.
func TestCSF2AgreesWithNIST(t *testing.T) {
	pinned := readDigests(t)
	controls := shipped(t).Controls("nist-csf-2.0")
	if len(controls) == 0 {
		t.Fatal("no controls to compare")
	}
	for _, control := range controls {
		if got, want := digest(control.Text), pinned[control.Ref.ID]; got != want {
			t.Errorf("the text of %s is not NIST's: %q", control.Ref, control.Text)
		}
		if control.Parent != "" && control.Title == "" {
			continue // a subcategory has no title of its own
		}
		if got, want := digest(control.Title), pinned[control.Ref.ID+" title"]; got != want {
			t.Errorf("the title of %s is not NIST's: %q", control.Ref, control.Title)
		}
	}
}

// Where CSF 2.0 withdrew a subcategory of CSF 1.1, NIST's catalog keeps the old text, under an id of two digits.
func TestCSF11AgreesWithNIST(t *testing.T) {
	reworded := []string{"DE.AE-3", "DE.CM-3", "ID.AM-2", "ID.AM-4", "ID.AM-5", "ID.RA-6", "PR.DS-1"} // 2.0 gave the number a new text
	pinned := readDigests(t)
	compared := 0
	for _, control := range shipped(t).Controls("nist-csf-1.1") {
		id := control.Ref.ID
		if control.Parent == "" || slices.Contains(reworded, id) {
			continue
		}
		compared++
		if got, want := digest(control.Text), pinned[twoDigits(id)]; got != want {
			t.Errorf("the text of %s is not the one that NIST keeps as %s: %q", id, twoDigits(id), control.Text)
		}
	}
	if compared < 20 {
		t.Errorf("only %d texts were compared", compared)
	}
}

// The pinned digests are those of NIST's catalog. UPDATE=1 writes them anew.
func TestPinnedDigestsAreNIST(t *testing.T) {
	path := filepath.Join(cmp.Or(os.Getenv("CUSTODY_NIST_DATA"), "../../../shared/data/nist"), nistCatalog)
	src, err := os.ReadFile(path)
	if err != nil && os.Getenv("CUSTODY_NIST_DATA") == "" {
		t.Logf("Only the pinned digests were checked: set CUSTODY_NIST_DATA to the folder of %s to compute them again.", nistCatalog)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	want := digests(t, src)
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(digestFile, want, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(digestFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from NIST's catalog; run the test with UPDATE=1 and read the difference", digestFile)
	}
}

// digests computes the pinned list: a header, then a line for the text of every category and subcategory and one for the title
// of every category.
func digests(t *testing.T, src []byte) []byte {
	t.Helper()
	var doc struct {
		UUID     string `xml:"uuid,attr"`
		Metadata struct {
			Published string `xml:"published"`
			Version   string `xml:"version"`
		} `xml:"metadata"`
		Functions []struct {
			Categories []catalogControl `xml:"control"`
		} `xml:"group"`
	}
	if err := xml.Unmarshal(src, &doc); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, function := range doc.Functions {
		for _, category := range function.Categories {
			lines = append(lines, digest(category.statement())+"  "+category.ID, digest(category.Title)+"  "+category.ID+" title")
			for _, sub := range category.Controls {
				lines = append(lines, digest(sub.statement())+"  "+sub.ID)
			}
		}
	}
	if len(lines) < 200 {
		t.Fatalf("the catalog has only %d texts", len(lines))
	}
	return fmt.Appendf(nil, "# SHA-256 of the texts and titles of NIST's CSF 2.0 catalog (OSCAL), white space folded. Withdrawn entries hold CSF 1.1's text.\n"+
		"# Catalog version %s, published %s, uuid %s.\n"+
		"# Regenerate: CUSTODY_NIST_DATA=FOLDER UPDATE=1 go test ./internal/framework -run NIST, where FOLDER holds\n"+
		"# %s of https://github.com/usnistgov/oscal-content (src/nist.gov/CSF/v2.0/xml).\n%s\n",
		doc.Metadata.Version, doc.Metadata.Published, doc.UUID, nistCatalog, strings.Join(lines, "\n"))
}

type catalogControl struct {
	ID    string `xml:"id,attr"`
	Title string `xml:"title"`
	Parts []struct {
		Name  string   `xml:"name,attr"`
		Prose []string `xml:"p"`
	} `xml:"part"`
	Controls []catalogControl `xml:"control"`
}

func (c catalogControl) statement() string {
	for _, part := range c.Parts {
		if part.Name == "statement" {
			return strings.Join(part.Prose, " ")
		}
	}
	return ""
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(text), " ")))
	return hex.EncodeToString(sum[:])
}

func twoDigits(id string) string {
	return regexp.MustCompile(`-(\d)$`).ReplaceAllString(id, "-0$1")
}

func readDigests(t *testing.T) map[string]string {
	t.Helper()
	src, err := os.ReadFile(digestFile)
	if err != nil {
		t.Fatal(err)
	}
	pinned := map[string]string{}
	for lines := bufio.NewScanner(bytes.NewReader(src)); lines.Scan(); {
		if sum, id, ok := strings.Cut(lines.Text(), "  "); ok && !strings.HasPrefix(sum, "#") {
			pinned[id] = sum
		}
	}
	if len(pinned) < 200 {
		t.Fatalf("%s has only %d digests", digestFile, len(pinned))
	}
	return pinned
}
