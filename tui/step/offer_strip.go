package step

import (
	"strconv"
	"strings"

	"kring/tui/kit"
)

const (
	stripMost = 60 // the widest that a strip of ages is drawn
	ageStep   = 5  // ages between two figures below it
)

// strip draws the ages from 0 to the method's highest: how much there is for
// each, an empty place where nothing is, and the ages below.
func (o *offer) strip(pillar, width int) []string {
	t := o.env.Theme
	label := kit.Fit(o.env.T("offer.strip"), kit.Width(o.env.T("offer.strip"))+2)
	scale := newAgeScale(len(o.env.S().Coverage(pillar)), min(width-kit.Width(label), stripMost))
	var line strings.Builder
	gap := t.Warn
	if o.env.S().AgeGaps(pillar) == nil {
		gap = t.Dim // no ages were given: there is nothing to compare with
	}
	for _, mark := range kit.Spark(scale.fold(o.env.S().Coverage(pillar))) {
		style := t.Accent
		if string(mark) == kit.MarkEmpty {
			style = gap
		}
		line.WriteString(style.Render(strings.Repeat(string(mark), scale.wide)))
	}
	return []string{t.Dim.Render(label) + line.String(), t.Dim.Render(kit.Fit("", kit.Width(label)) + scale.axis())}
}

// ageScale is how ages are laid out over columns: so many columns an age, or
// where there are more ages than columns, so many ages a column.
type ageScale struct{ ages, wide, folded int }

func newAgeScale(ages, room int) ageScale {
	room = max(room, 1)
	return ageScale{ages: ages, wide: max(room/ages, 1), folded: (ages + room - 1) / room}
}

// fold gives the counts a column stands for: the fewest of its ages, so that
// no gap is covered up.
func (a ageScale) fold(counts []int) []int {
	if a.folded <= 1 {
		return counts
	}
	var folded []int
	for from := 0; from < len(counts); from += a.folded {
		fewest := counts[from]
		for _, n := range counts[from:min(from+a.folded, len(counts))] {
			fewest = min(fewest, n)
		}
		folded = append(folded, fewest)
	}
	return folded
}

// axis writes the ages below their columns, and the last one at the end where
// there is room for it.
func (a ageScale) axis() string {
	line := ""
	step := ageStep * a.folded
	for age := 0; age < a.ages; age += step {
		line = kit.Fit(line, age/a.folded*a.wide) + strconv.Itoa(age)
	}
	last := strconv.Itoa(a.ages - 1)
	from := (a.ages+a.folded-1)/a.folded*a.wide - kit.Width(last)
	if (a.ages-1)%step != 0 && from > kit.Width(line) {
		line = kit.Fit(line, from) + last
	}
	return line
}
