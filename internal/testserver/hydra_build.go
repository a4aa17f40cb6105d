package testserver

import "context"

const hydraPackage = "github.com/ory/hydra/v2"

// hydra is Ory Hydra. Its in-memory store needs cgo.
func hydra() program {
	return program{
		title: "Ory Hydra", name: "hydra", version: HydraVersion, path: hydraPackage, cgo: true,
		tags:    "sqlite,sqlite_omit_load_extension",
		ldflags: "-X " + hydraPackage + "/driver/config.Version=v" + HydraVersion,
	}
}

// BuildHydra returns the path of an Ory Hydra binary, and builds it from its Go module unless the cache holds it.
//
// Processes that ask at the same time wait for the first one. A binary is used again as long as its module's
// requirements, the version of Go and the platform stay the same.
func BuildHydra(ctx context.Context, options HydraOptions) (binary string, err error) {
	return hydra().build(ctx, options.build())
}

// HydraCached reports whether BuildHydra would return without a build.
func HydraCached(ctx context.Context, options HydraOptions) bool {
	return hydra().cached(ctx, options.build())
}

func (o HydraOptions) build() BuildOptions {
	return BuildOptions{CacheDir: o.CacheDir, ModuleDir: o.ModuleDir, Env: o.Env, Log: o.Log}
}
