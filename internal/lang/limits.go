package lang

// Limits of the language. Workspaces arrive from strangers in pull requests, and neither a parser that overflows its
// stack nor an allocation that kills the process can be recovered from, so each is checked before the work it bounds.
const (
	// MaxFileSize is the largest source file, in bytes. The parsers recover from mistakes by recursion that grows with
	// the size of the file, so this bounds their stack too.
	MaxFileSize = 1 << 20
	// MaxNesting is how deeply brackets, blocks, strings and template sequences may nest. An operator counts a quarter.
	MaxNesting = 256
	// MaxTokens is the most tokens one file may hold: each costs the parser about a hundred bytes.
	MaxTokens = 500_000
	// MaxBraces is the most blocks and objects one file may hold.
	MaxBraces = 25_000
	// MaxName is the longest identifier, in bytes.
	MaxName = 255
	// MaxNumber is the longest number literal, in bytes.
	MaxNumber = 300
	// MaxString is the longest string an expression may produce, in bytes.
	MaxString = 1 << 20
	// MaxElements is the most elements of one collection that an expression may produce.
	MaxElements = 100_000
	// MaxValueSize is the most nodes (elements of elements included) of one value.
	MaxValueSize = 1_000_000
	// MaxSteps is how much work one evaluation may do: about one step for each node of the expression evaluated.
	MaxSteps = 4_000_000
	// MaxBytes is how many bytes of strings one evaluation may handle.
	MaxBytes = 64 << 20
	// MaxDiagnostics is how many diagnostics of one evaluation are kept.
	MaxDiagnostics = 10
)

const (
	// bytesOfStep is how many bytes of strings are handled in the time of one step.
	bytesOfStep = 64
	// maxTemplatePieces bounds the literal pieces of one template (lines of a heredoc, lone dollar signs): the parser joins
	// them one by one, copying what it has so far each time.
	maxTemplatePieces = 4096
	// maxExponent bounds finite numbers to 2 to the power of plus or minus this: a larger one would be written out in full
	// when it becomes a string.
	maxExponent = 4096
	// maxDecimalExponent is the same bound for a literal, where the exponent is decimal.
	maxDecimalExponent = 308
)
