package step

import (
	"strconv"
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

func choose(pillar int, reason string) model.Change {
	return model.Set[model.ChosenPillar]{Item: model.ChosenPillar{Pillar: pillar, Reason: reason}}
}

// scanned is a scan in which two people scored every pillar: the higher its
// number, the lower its score.
func scanned(revealed bool) []model.Change {
	all := append(people("School", "Jeugdhuis"), model.Added[model.Scan]{Item: model.Scan{ID: "s1", Title: "Start", Revealed: revealed}})
	for pillar := 1; pillar <= 8; pillar++ {
		for i := 1; i <= 2; i++ {
			score := min(max(6-pillar/2-i, 1), 5)
			all = append(all, model.PutInScan[model.Score]{Scan: "s1", Part: model.Score{Participant: "p" + strconv.Itoa(i), Pillar: pillar, Score: &score}})
		}
	}
	agreed := 2
	return append(all,
		model.PutInScan[model.Agreed]{Scan: "s1", Part: model.Agreed{Pillar: 8, Score: &agreed}},
		model.PutInScan[model.Remark]{Scan: "s1", Part: model.Remark{Pillar: 2, Well: "Spelotheek", Better: "Tieners", Source: "Gemeentemonitor"}})
}

func (s *stage) chosen() string {
	var numbers []string
	for _, p := range s.session().ChosenPillars() {
		numbers = append(numbers, strconv.Itoa(p.Number))
	}
	return strings.Join(numbers, " ")
}

func (s *stage) is(what, got, want string) {
	s.t.Helper()
	if got != want {
		s.t.Fatalf("%s: %q, want %q", what, got, want)
	}
}

// A group talks its way through the pillars: each reason typed is a pillar
// chosen, without a key more than the text.
func TestPillarsAreChosenByTheirReasons(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepPillars, scanned(true)...)
	s.sees("0 van 8 gekozen", "! Nog geen pijler: kies er minstens 2.", "quickscan: Start")

	s.press("down")
	s.sees("▸ 2", "Wat goed loopt: Spelotheek", "Wat beter kan: Tieners", "Bron:", "Gemeentemonitor", "reden 2 ▸")
	s.enter("Ouders zoeken steun")
	s.is("chosen", s.chosen(), "2")
	s.is("line", s.screen.(*pillars).Draft(), "")
	s.sees("▸ 2 ✓ Warme opvoeding", "! 1 pijler gekozen; kies er minstens 2.")

	// A second reason comes behind the first.
	s.enter("en de opvoedingswinkel sluit")
	s.is("reason", s.session().Choice(2).Reason, "Ouders zoeken steun; en de opvoedingswinkel sluit")

	// On an empty line a blank chooses; the rule about Warme William is there.
	s.press("down", "down", "down", "down", "space")
	s.is("chosen", s.chosen(), "2 6")
	s.sees("Warme William", "Nog geen reden bij 6.")

	// No longer chosen, the reason stays, and comes back with the choice.
	s.press("up", "up", "up", "up", "space")
	s.is("chosen", s.chosen(), "6")
	s.sees("Eerder gekozen: Ouders zoeken steun")
	s.press("space")
	s.is("reason", s.session().Choice(2).Reason, "Ouders zoeken steun; en de opvoedingswinkel sluit")

	// Tab goes round the chosen ones; Enter on an empty line mends a reason.
	s.press("tab", "enter")
	s.enter("We doen mee met Warme William")
	s.is("reason", s.session().Choice(6).Reason, "We doen mee met Warme William")
	s.sees("✓ 2 pijlers gekozen, elk met een reden.")
	s.press("tab")
	s.is("number", strconv.Itoa(s.screen.(*pillars).number), "2")

	// In the form a reason can be taken out again; the pillar stays chosen.
	s.press("enter", "ctrl+u", "enter")
	s.is("reason", s.session().Choice(2).Reason, "")
	s.is("chosen", s.chosen(), "2 6")
	if _, err := s.env.Book.Undo(); err != nil {
		t.Fatal(err)
	}
	s.is("undone", s.session().Choice(2).Reason, "Ouders zoeken steun; en de opvoedingswinkel sluit")
}

// The order of the list never changes what the cursor is on, and a low score
// chooses nothing.
func TestPillarsByScore(t *testing.T) {
	s := newStage(t, "en", "warme-steden", model.StepPillars, scanned(true)...)
	s.press("down", "down", "esc", "o")
	s.is("chosen", s.chosen(), "")
	view := plainText(s.view(61, 20))
	if strings.Index(view, " 8 ") > strings.Index(view, " 1 ") || !strings.Contains(view, "lowest first") {
		t.Fatalf("the lowest score is not first:\n%s", view)
	}
	s.sees("▸ 3")
	s.press("space")
	s.is("chosen", s.chosen(), "3")
	s.press("k", "k")
	s.sees("▸ 5")
	s.press("o")
	s.sees("▸ 5", "pillar")

	// A score given meanwhile moves the row, not the cursor.
	s.press("o")
	low := 1
	for _, p := range []string{"p1", "p2"} {
		s.perform(doIt(model.PutInScan[model.Score]{Scan: "s1", Part: model.Score{Participant: p, Pillar: 5, Score: &low}}), s.screen)
	}
	s.sees("▸ 5")
	s.press("end")
	s.sees("▸ 1")
}

// A click puts the cursor on a row; one beside the list does not.
func TestPillarsTakeAClick(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepPillars)
	s.screen.Update(kit.Click{X: 5, Y: 6, Width: 61, Height: 20})
	s.sees("▸ 4")
	s.screen.Update(kit.Click{X: 100, Y: 3, Width: 135, Height: 46})
	s.sees("▸ 4")
	s.screen.Update(kit.Click{X: 5, Y: 15, Width: 61, Height: 20})
	s.sees("▸ 4")
}

// What is hidden shows neither as a figure nor in the order.
func TestPillarsKeepHiddenScoresHidden(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepPillars, scanned(false)...)
	s.sees("scores nog verborgen")
	for _, width := range []int{61, 135} {
		if view := plainText(s.view(width, 30)); strings.ContainsAny(view, "▁▂▃▄▅▆▇█") || strings.Contains(view, "4,5") {
			t.Fatalf("a hidden score shows:\n%s", view)
		}
	}
	s.press("esc", "o")
	s.is("notice", s.notice, s.env.T("pillars.noscores"))
	if s.screen.(*pillars).byScore {
		t.Fatal("the order gives hidden scores away")
	}
}

// Taking part in the campaign of a pillar shows as work on it, whatever the
// cursor is on, and chooses nothing.
func TestPillarsShowTheCampaign(t *testing.T) {
	for lang, work := range map[string]string{
		"nl": "✓ Telt als werk aan 6 Kwetsbaarheid bespreekbaar: Warme",
		"en": "✓ Counts as work on 6 Talking about vulnerability: Warme",
	} {
		s := newStage(t, lang, "warme-steden", model.StepPillars)
		if view := s.view(135, 30); strings.Contains(view, work) {
			t.Fatalf("a campaign that nobody takes part in shows:\n%s", plainText(view))
		}
		s.perform(doIt(model.Added[model.Offer]{Item: model.Offer{ID: "f1", Pillar: 4, Name: "Warme William door de stad"}}), s.screen)
		s.sees(work)
		for range 5 {
			s.press("down")
		}
		s.sees("▸ 6", work, "(7-")
		s.is("chosen", s.chosen(), "")
		s.perform(doIt(choose(6, strings.Repeat("long reason ", 20))), s.screen)
		s.sees("▸ 6 ✓", "long reason", work, "(7-") // all at once, each shorter
		if view := plainText(s.view(135, 30)); !strings.Contains(view, work) {
			t.Fatalf("%q is not in a wide window:\n%s", work, view)
		}
		s.sweep()
	}
}

func TestPillarsDraw(t *testing.T) {
	long := strings.Repeat("omdat het nodig is en iedereen dat zegt ", 20)
	for _, lang := range []string{"nl", "en"} {
		s := newStage(t, lang, "warme-steden", model.StepPillars, append(scanned(true), choose(6, long), choose(2, ""))...)
		s.sweep()
		s.press("tab")
		s.write(long[:160])
		s.sweep()
		if last := lastLine(s.view(61, 20)); !strings.Contains(last, "▸") {
			t.Fatalf("the entry line is not last: %q", last)
		}
	}
}

func lastLine(view string) string {
	lines := strings.Split(plainText(view), "\n")
	return lines[len(lines)-1]
}
