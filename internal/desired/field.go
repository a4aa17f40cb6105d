package desired

import (
	"reflect"
	"slices"

	"github.com/nhi-custody/custody/internal/setting"
	"github.com/nhi-custody/custody/schema"
)

// sessionFields lists the attributes of a session, nested blocks included.
func sessionFields() []setting.Attribute {
	return setting.Attributes(reflect.TypeFor[schema.Session]())
}

// cliFields lists the attributes of a CLI that its document repeats: those of the application plane.
func cliFields() []setting.Attribute {
	return slices.DeleteFunc(setting.Attributes(reflect.TypeFor[schema.CLI]()), func(a setting.Attribute) bool {
		return a.Plane != schema.PlaneApplication
	})
}
