package plan

import (
	"encoding/json"
	"reflect"
)

// Format returns the type whose JSON form [Encode] writes, for the JSON Schema that is made from it.
func Format() reflect.Type { return reflect.TypeFor[wirePlan]() }

// JSONSchema is the schema of a value, whose form is not that of its type.
func (v wireValue) JSONSchema() json.RawMessage {
	return json.RawMessage(`{
		"description": "A value: null when it is not managed, else one of the forms.",
		"oneOf": [
			{"type": "null"},
			{"type": "object", "required": ["state"], "additionalProperties": false,
				"properties": {"state": {"enum": ["inherit", "unlimited"], "description": "The target's own default, or without end."}}},
			{"type": "object", "required": ["duration_seconds"], "additionalProperties": false,
				"properties": {"duration_seconds": {"type": "integer"}}},
			{"type": "object", "required": ["duration_nanoseconds"], "additionalProperties": false,
				"properties": {"duration_nanoseconds": {"type": "integer", "description": "A length that is not whole seconds, which only a target can hold."}}},
			{"type": "object", "required": ["text"], "additionalProperties": false,
				"properties": {"text": {"type": "string"}}},
			{"type": "object", "required": ["bool"], "additionalProperties": false,
				"properties": {"bool": {"type": "boolean"}}},
			{"type": "object", "required": ["list"], "additionalProperties": false,
				"properties": {"list": {"type": "array", "items": {"type": "string"}}}},
			{"type": "object", "required": ["mixed"], "additionalProperties": false,
				"properties": {"mixed": {"type": "string", "description": "What a target holds that is several values where custody sees one setting."}}}
		]
	}`)
}
