package step

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

var update = flag.Bool("update", false, "write the golden files anew")

// agedOffers are offers in pillar 4 for everyone from 0 to 14 and from 18 to
// 24, more of them for some ages than for others.
func agedOffers() []model.Change {
	before := []model.Change{choose(4, ""), choose(5, "")}
	for i, ages := range [][2]int{{0, 6}, {3, 14}, {6, 12}, {18, 24}} {
		before = append(before, model.Added[model.Offer]{Item: model.Offer{
			ID: fmt.Sprint("f", i), Pillar: 4, Name: "Aanbod", AgeFrom: ages[0], AgeTo: ages[1],
		}})
	}
	return before
}

func strips(o *offer, pillar, width int) []string {
	return strings.Split(plainText(strings.Join(o.strip(pillar, width), "\n")), "\n")
}

// The strip of a pillar with a gap, and below it that of one without offers.
func TestStripGolden(t *testing.T) {
	o := newStage(t, "nl", "warme-steden", model.StepOffer, agedOffers()...).screen.(*offer)
	for _, width := range []int{40, 80, 160} {
		got := strings.Join(append(strips(o, 4, width), strips(o, 5, width)...), "\n") + "\n"
		file := filepath.Join("testdata", "strip", fmt.Sprint(width, ".golden"))
		if *update {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("at %d columns the strips are\n%snot\n%s", width, got, want)
		}
	}
}

// At any width the ages that nothing reaches are dots, they alone, and an age
// on the axis stands below its own column.
func TestStripShowsTheGap(t *testing.T) {
	o := newStage(t, "en", "warme-steden", model.StepOffer, agedOffers()...).screen.(*offer)
	lead := kit.Width(o.env.T("offer.strip")) + 2
	for width := 20; width <= 200; width++ {
		lines := strips(o, 4, width)
		ages, axis := []rune(lines[0])[lead:], lines[1][lead:]
		for _, line := range lines {
			if w := kit.Width(line); w > width {
				t.Fatalf("%d columns at %d: %q", w, width, line)
			}
		}
		scale := newAgeScale(25, min(width-lead, stripMost))
		for age := range 25 {
			column := age / scale.folded * scale.wide
			dot := string(ages[column]) == kit.MarkEmpty
			if gap := age >= 15 && age <= 17; gap && !dot || !gap && dot && scale.folded == 1 {
				t.Fatalf("age %d at %d columns is %c:\n%s", age, width, ages[column], strings.Join(lines, "\n"))
			}
			if text := fmt.Sprint(age); age%(ageStep*scale.folded) == 0 && !strings.HasPrefix(axis[column:], text) {
				t.Fatalf("no %s below column %d at %d columns:\n%s", text, column, width, strings.Join(lines, "\n"))
			}
		}
		if scale.folded == 1 && !strings.HasSuffix(axis, " 24") || len(axis) > len(ages) {
			t.Fatalf("the axis does not end with the strip at %d columns:\n%s", width, strings.Join(lines, "\n"))
		}
	}
}
