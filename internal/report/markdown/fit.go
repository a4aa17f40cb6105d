package markdown

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// section is one table under a heading.
type section struct {
	heading string
	intro   string // a paragraph; may be empty
	columns []string
	rows    []row
	empty   string // what is said in place of a table without rows
}

// row is one line of a table.
type row struct {
	text  string
	worse int // the greater, the later the row is dropped
}

func newRow(worse int, cells ...string) row {
	return row{text: "| " + strings.Join(cells, " | ") + " |\n", worse: worse}
}

// open is everything of a section but its rows.
func (s *section) open() string {
	var b strings.Builder
	b.WriteString("\n## " + s.heading + "\n")
	if s.intro != "" {
		b.WriteString("\n" + s.intro + "\n")
	}
	if len(s.rows) == 0 {
		b.WriteString("\n" + s.empty + "\n")
		return b.String()
	}
	b.WriteString("\n| " + strings.Join(s.columns, " | ") + " |\n|" + strings.Repeat(" --- |", len(s.columns)) + "\n")
	return b.String()
}

// omission says how many rows are left out.
func omission(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "\n_1 more row is left out; the worst are shown._\n"
	}
	return fmt.Sprintf("\n_%d more rows are left out; the worst are shown._\n", n)
}

// packer gives room to sections and rows until there is none.
type packer struct {
	left int
	kept [][]bool // by section and row
	size []int    // of the rows kept, by section
}

// fit writes head and sections into so many bytes. Every section gets a share of its own first, so that a long one leaves
// the others something; what remains is given out in order.
func fit(head string, sections []section, limit int) string {
	const ending = 80 // what the sentence about sections may take
	p := packer{left: limit - len(head) - ending}
	shown := 0
	for ; shown < len(sections); shown++ {
		s := &sections[shown]
		need := len(s.open()) + len(omission(len(s.rows)))
		if need > p.left {
			break
		}
		p.left -= need
		p.kept = append(p.kept, make([]bool, len(s.rows)))
		p.size = append(p.size, 0)
	}
	dropped := len(sections) - shown
	sections = sections[:shown]
	share := p.left / max(1, len(sections))
	for i := range sections {
		p.fill(i, sections[i].rows, share)
	}
	for i := range sections {
		p.fill(i, sections[i].rows, p.left+p.size[i])
	}
	return p.write(head, sections, dropped)
}

// fill keeps rows of a section, worst first, up to a size of the section in all.
func (p *packer) fill(i int, rows []row, most int) {
	order := make([]int, len(rows))
	for n := range order {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rows[b].worse, rows[a].worse) })
	for _, n := range order {
		if p.kept[i][n] {
			continue
		}
		size := len(rows[n].text)
		if p.size[i]+size > most || size > p.left {
			return
		}
		p.kept[i][n] = true
		p.size[i] += size
		p.left -= size
	}
}

func (p *packer) write(head string, sections []section, dropped int) string {
	var b strings.Builder
	b.WriteString(head)
	for i := range sections {
		s := &sections[i]
		b.WriteString(s.open())
		missing := 0
		for n, r := range s.rows {
			if !p.kept[i][n] {
				missing++
				continue
			}
			b.WriteString(r.text)
		}
		b.WriteString(omission(missing))
	}
	if dropped > 0 {
		fmt.Fprintf(&b, "\n_%d more sections are left out for want of room._\n", dropped)
	}
	return b.String()
}
