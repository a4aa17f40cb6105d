package term

import (
	"io"
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

const (
	gap       = 2
	minColumn = 8
)

// Cell is one value of a table. Its text may be untrusted; it is sanitized. Style, which may be nil, marks it up on a
// terminal; there a number stands to the right of its column.
type Cell struct {
	Text  string
	Style func(string) string

	number bool
}

// Text is a cell without a style.
func Text(text string) Cell { return Cell{Text: text} }

// Number is a cell of a number.
func Number(n int) Cell { return Cell{Text: strconv.Itoa(n), number: true} }

// Table collects rows and writes them aligned to a terminal, cut to its width but for the first column and under a heading,
// or as full values between tabs to anything else.
type Table struct {
	header []string
	rows   [][]Cell
}

// NewTable begins a table with the names of its columns.
func NewTable(header ...string) *Table { return &Table{header: header} }

// Row adds a row. Missing cells are empty; more cells than columns are a mistake of the caller.
func (t *Table) Row(cells ...Cell) {
	if len(cells) > len(t.header) {
		panic("term: a row has more cells than the table has columns")
	}
	row := make([]Cell, len(t.header))
	for i, c := range cells {
		row[i] = c
		row[i].Text = Sanitize(c.Text)
	}
	t.rows = append(t.rows, row)
}

// Len is the number of rows.
func (t *Table) Len() int { return len(t.rows) }

// Write prints the table to the terminal's Out. An empty one prints nothing.
func (t *Table) Write(terminal Terminal) error {
	if len(t.rows) == 0 {
		return nil
	}
	text := t.tabbed()
	if terminal.OutTTY {
		text = t.aligned(terminal)
	}
	_, err := io.WriteString(terminal.Out, text)
	return err
}

func (t *Table) tabbed() string {
	var b strings.Builder
	for _, row := range t.rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(cell.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (t *Table) aligned(terminal Terminal) string {
	heading := make([]Cell, len(t.header))
	for i, name := range t.header {
		heading[i] = Cell{Text: name, Style: terminal.Styles().Bold, number: len(t.rows) > 0 && t.rows[0][i].number}
	}
	rows := append([][]Cell{heading}, t.rows...)
	widths := measure(rows, len(t.header))
	copy(widths[1:], fit(widths[1:], terminal.Width-widths[0]-gap)) // a name that is cut names nothing
	var b strings.Builder
	for _, row := range rows {
		writeRow(&b, row, widths)
	}
	return b.String()
}

// writeRow pads every cell but the last that holds something, so that no line ends with spaces.
func writeRow(b *strings.Builder, row []Cell, widths []int) {
	last := len(row) - 1
	for last > 0 && row[last].Text == "" {
		last--
	}
	for i, cell := range row[:last+1] {
		text := truncate(cell.Text, widths[i])
		before, after := 0, widths[i]-Width(text)
		if cell.number {
			before, after = after, 0
		}
		if cell.Style != nil {
			text = cell.Style(text)
		}
		b.WriteString(strings.Repeat(" ", before))
		b.WriteString(text)
		if i < last {
			b.WriteString(strings.Repeat(" ", after+gap))
		}
	}
	b.WriteByte('\n')
}

func measure(rows [][]Cell, columns int) []int {
	widths := make([]int, columns)
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], Width(cell.Text))
		}
	}
	return widths
}

// fit takes from the widest column, a step at a time, until the table is no wider than the terminal or every column is
// as narrow as it may be.
func fit(widths []int, width int) []int {
	excess := gap*(len(widths)-1) - width
	for _, w := range widths {
		excess += w
	}
	for excess > 0 && len(widths) > 0 {
		widest, second := 0, minColumn
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		for i, w := range widths {
			if i != widest {
				second = max(second, w)
			}
		}
		step := min(excess, max(1, widths[widest]-second))
		if widths[widest]-step < minColumn {
			step = widths[widest] - minColumn
		}
		if step <= 0 {
			break
		}
		widths[widest] -= step
		excess -= step
	}
	return widths
}

func truncate(text string, width int) string {
	if Width(text) <= width {
		return text
	}
	return displaywidth.TruncateString(text, width, "…")
}

// Width is the number of columns that text takes on a terminal. The text must be without styles.
func Width(text string) int { return displaywidth.String(text) }
