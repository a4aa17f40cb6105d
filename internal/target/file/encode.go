package file

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nhi-custody/custody/internal/setting"
)

// FormatVersion is the version of the session policy document that this package reads and writes.
const FormatVersion = "1.0"

// The words of a lifetime that is no number of seconds.
const (
	wordInherit   = "inherit"
	wordUnlimited = "unlimited"
)

// marker says whose document a file is.
type marker struct {
	Workspace string `json:"workspace"`
	CLI       string `json:"cli"`
	Target    string `json:"target"`
}

// document is the file as it is written.
type document struct {
	FormatVersion string         `json:"format_version"`
	Custody       marker         `json:"custody"`
	Policy        map[string]any `json:"policy"`
}

// encode writes a document: the same settings give the same bytes.
func encode(m marker, settings setting.Set) ([]byte, error) {
	policy := map[string]any{}
	for _, s := range settings {
		value, err := encodeValue(s)
		if err == nil {
			err = put(policy, strings.Split(string(s.Knob), "."), value)
		}
		if err != nil {
			return nil, fmt.Errorf("%s = %s: %w", s.Knob, s.Value, err)
		}
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(document{FormatVersion: FormatVersion, Custody: m, Policy: policy}); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func encodeValue(s setting.Setting) (any, error) {
	switch s.Value.State {
	case setting.Inherit, setting.Unlimited:
		switch {
		case !isLifetime(s.Knob):
			return nil, errors.New("only a session's access_token_ttl, idle_timeout and max_lifetime have this state")
		case s.Value.State == setting.Inherit:
			return wordInherit, nil
		}
		return wordUnlimited, nil
	case setting.Unmanaged:
		return nil, errors.New("there is no value")
	case setting.Given:
	}
	switch s.Value.Kind {
	case setting.KindDuration:
		return seconds(s.Value.Duration)
	case setting.KindText:
		return s.Value.Text, nil
	case setting.KindBool:
		return s.Value.Bool, nil
	case setting.KindList:
		return append([]string{}, s.Value.List...), nil // an empty list is [], not null
	case setting.KindMixed, setting.KindNone:
	}
	return nil, errors.New("the document can not hold such a value")
}

func seconds(d time.Duration) (int64, error) {
	if d < 0 || d%time.Second != 0 {
		return 0, errors.New("the document holds whole seconds, zero or more")
	}
	return int64(d / time.Second), nil
}

// put places a value in nested objects.
func put(object map[string]any, path []string, value any) error {
	key := path[0]
	current, exists := object[key]
	if len(path) == 1 {
		if exists {
			return errors.New("it would hold a value and other settings at once")
		}
		object[key] = value
		return nil
	}
	if !exists {
		current = map[string]any{}
		object[key] = current
	}
	inner, ok := current.(map[string]any)
	if !ok {
		return errors.New("it stands inside another setting")
	}
	return put(inner, path[1:], value)
}
