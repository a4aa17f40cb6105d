package view

import (
	"fmt"

	"github.com/nhi-custody/custody/internal/setting"
)

// Changes says how many changes there were since a base, and in which direction.
func (p *Printer) Changes(base string, changes []setting.Difference) error {
	pg := p.page()
	counts := map[setting.Direction]int{}
	for i := range changes {
		counts[changes[i].Direction]++
	}
	text := "none"
	if len(changes) > 0 {
		text = fmt.Sprintf("%d (%d wider, %d narrower, %d neutral)", len(changes), counts[setting.Widens], counts[setting.Narrows], counts[setting.Neutral])
	}
	pg.line("Changes since %s: %s.", clean(base), text)
	return p.write(pg)
}
