package html_test

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestContrast proves that every color of text can be read on every ground, in the light, in the dark and on paper.
func TestContrast(t *testing.T) {
	css, err := os.ReadFile("page.css")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllStringSubmatch(string(css), -1)
	if len(blocks) != 3 {
		t.Fatalf("there are %d sets of colors, want those for light, dark and print", len(blocks))
	}
	for i, name := range []string{"light", "dark", "print"} {
		colors := map[string]float64{}
		for _, m := range regexp.MustCompile(`--([a-z]+): #([0-9a-f]{6});`).FindAllStringSubmatch(blocks[i][1], -1) {
			colors[m[1]] = luminance(t, m[2])
		}
		for _, ground := range []string{"paper", "panel"} {
			for _, ink := range []string{"ink", "muted", "link", "fails", "waived", "none", "holds"} {
				if ratio := contrast(t, colors, ground, ink); ratio < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f, less than 4.5", name, ink, ground, ratio)
				}
			}
		}
		if ratio := contrast(t, colors, "paper", "strong"); ratio < 3 {
			t.Errorf("%s: the border of a field has a contrast of %.2f, less than 3", name, ratio)
		}
	}
}

func contrast(t *testing.T, colors map[string]float64, ground, ink string) float64 {
	t.Helper()
	a, known := colors[ground]
	b, also := colors[ink]
	if !known || !also {
		t.Fatalf("there is no color %s or %s", ground, ink)
	}
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

// luminance is the relative luminance of WCAG 2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// TestStyleAsksForNothing proves that the style loads nothing, and that it has the media that the page promises.
func TestStyleAsksForNothing(t *testing.T) {
	css, err := os.ReadFile("page.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`url\(([^)]*)\)|@import|@font-face`).FindAllStringSubmatch(string(css), -1) {
		if !strings.HasPrefix(m[1], "#") {
			t.Errorf("the style loads %s", m[0])
		}
	}
	for _, media := range []string{"prefers-color-scheme: dark", "@media print", "size: A4", "max-width", "forced-colors"} {
		if !strings.Contains(string(css), media) {
			t.Errorf("the style says nothing of %q", media)
		}
	}
}

// TestScriptOnlyRearranges keeps the script from what could turn text into markup or reach the network.
func TestScriptOnlyRearranges(t *testing.T) {
	js, err := os.ReadFile("page.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, power := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval", "Function(", "fetch", "XMLHttpRequest", "WebSocket", "localStorage", "cookie", "import(", ".style"} {
		if strings.Contains(string(js), power) {
			t.Errorf("the script uses %s", power)
		}
	}
}
