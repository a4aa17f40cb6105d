package file

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/setting"
)

// maxDepth is far more than a document of ours has.
const maxDepth = 32

// errForeign says that a file is no document of this format.
var errForeign = errors.New("no session policy document")

// content is what a file was found to hold.
type content struct {
	version  string
	marker   marker
	settings setting.Set
}

// decode reads a document. Every leaf below policy becomes a setting, known or not, so that whatever was put into a
// document shows as drift; one that stands beside policy gets a name that begins with "document.". A file that is no
// document gives errForeign.
func decode(data []byte) (content, error) {
	if !json.Valid(data) || bytes.TrimSpace(data)[0] != '{' {
		return content{}, errForeign
	}
	w := walker{decoder: json.NewDecoder(bytes.NewReader(data)), seen: map[setting.Knob]int{}}
	w.decoder.UseNumber()
	if err := w.value(nil); err != nil {
		return content{}, err
	}
	all := setting.NewSet(w.settings...)
	word := func(knob setting.Knob) string {
		if value := all.Get(documentKey + knob); value.Kind == setting.KindText {
			return value.Text
		}
		return ""
	}
	c := content{
		version: word("format_version"),
		marker:  marker{Workspace: word("custody.workspace"), CLI: word("custody.cli"), Target: word("custody.target")},
	}
	if c.version == "" {
		return content{}, errForeign
	}
	header := []setting.Knob{"format_version", "custody.workspace", "custody.cli", "custody.target"}
	c.settings = slices.DeleteFunc(all, func(s setting.Setting) bool {
		name, outside := strings.CutPrefix(string(s.Knob), documentKey)
		return outside && slices.Contains(header, setting.Knob(name))
	})
	return c, nil
}

// documentKey begins the name of what does not stand below policy.
const documentKey = "document."

func knobAt(path []string) setting.Knob {
	if path[0] == "policy" && len(path) > 1 {
		return setting.Knob(strings.Join(path[1:], "."))
	}
	return setting.Knob(documentKey + strings.Join(path, "."))
}

// walker turns nested JSON into settings. It reads tokens, not a map, because a key that stands twice would hide one of
// its values from us and the other from the CLI.
type walker struct {
	decoder  *json.Decoder
	settings []setting.Setting
	seen     map[setting.Knob]int
}

func (w *walker) value(path []string) error {
	token, err := w.decoder.Token()
	if err != nil {
		return err
	}
	delim, nested := token.(json.Delim)
	switch {
	case !nested:
		w.add(path, scalar(knobAt(path), token))
	case len(path) >= maxDepth:
		return fmt.Errorf("it is nested more than %d deep", maxDepth)
	case delim == '{':
		return w.object(path)
	default:
		return w.array(path)
	}
	return nil
}

func (w *walker) object(path []string) error {
	for w.decoder.More() {
		token, err := w.decoder.Token()
		if err != nil {
			return err
		}
		key, ok := token.(string)
		if !ok {
			return errors.New("a key is no string")
		}
		if err := w.value(slices.Concat(path, []string{key})); err != nil {
			return err
		}
	}
	_, err := w.decoder.Token()
	return err
}

func (w *walker) array(path []string) error {
	words, all, plain := []string{}, []string{}, true
	for w.decoder.More() {
		var item json.RawMessage
		if err := w.decoder.Decode(&item); err != nil {
			return err
		}
		all = append(all, string(item))
		var word *string
		if json.Unmarshal(item, &word) != nil || word == nil {
			plain = false
			continue
		}
		words = append(words, *word)
	}
	if _, err := w.decoder.Token(); err != nil {
		return err
	}
	if !plain {
		w.add(path, setting.Mixed("["+strings.Join(all, ", ")+"]"))
		return nil
	}
	w.add(path, setting.List(words...))
	return nil
}

func (w *walker) add(path []string, value setting.Value) {
	knob := knobAt(path)
	if i, twice := w.seen[knob]; twice {
		w.settings[i].Value = setting.Mixed("several values")
		return
	}
	w.seen[knob] = len(w.settings)
	w.settings = append(w.settings, setting.Setting{Knob: knob, Value: value})
}

// scalar reads a value that is not nested. What the format has no meaning for is kept in words.
func scalar(knob setting.Knob, token json.Token) setting.Value {
	switch v := token.(type) {
	case bool:
		return setting.Bool(v)
	case string:
		switch {
		case isLifetime(knob) && v == wordInherit:
			return setting.Default()
		case isLifetime(knob) && v == wordUnlimited:
			return setting.Forever()
		}
		return setting.Text(v)
	case json.Number:
		n, err := strconv.ParseInt(v.String(), 10, 64)
		if err != nil || n < 0 || n > math.MaxInt64/int64(time.Second) {
			return setting.Mixed(v.String())
		}
		return setting.Duration(time.Duration(n) * time.Second)
	}
	return setting.Mixed("null")
}
