package step

import (
	"fmt"
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

func doIt(c model.Change) kit.Action { return kit.Do{Change: c} }

// Before pillars are chosen the step says so, shows the way, and keeps what
// is typed.
func TestOfferWaitsForPillars(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepOffer)
	s.sees("nog geen pijler gekozen", "g 3")
	s.enter("Huiswerkklas; 6-12")
	s.sees("! Kies eerst een pijler", "aanbod ▸ Huiswerkklas; 6-12")
	if n := s.session().Offer.Len(); n != 0 {
		t.Fatalf("%d offers went nowhere", n)
	}
	s.perform(doIt(choose(4, "")), s.screen)
	s.press("enter")
	s.is("offer", s.session().Offers(4)[0].Name, "Huiswerkklas")

	other := newStage(t, "nl", "warme-steden", model.StepOffer)
	other.press("enter")
	if len(other.went) != 1 || other.went[0] != model.StepPillars {
		t.Fatalf("Enter went to %v", other.went)
	}
}

// An inventory typed while the group talks, pillar after pillar, with the gap
// in the ages said as soon as it is there.
func TestOfferIsTypedAsItIsTold(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepOffer, choose(2, ""), choose(4, ""))
	s.sees("Aanbod · 2 Warme opvoeding", "▸2 Warme opvoeding (0)", "4 Verbondenheid (0)", "Nog niets opgelijst")
	s.enter("Opvoedingswinkel")
	s.sees("Opvoedingswinkel", "Vul leeftijden in")
	s.press("tab")
	s.enter("Huiswerkklas; Buurtwerk Noord; 6-14; basisonderwijs")
	s.enter("Jeugdhuis; vzw Noord; 18+")
	s.sees("▸ Jeugdhuis", "18-24", "! Niets voor 0-5 en 15-17 jaar.", "2 hier, 3 in alles", "(2)")
	s.is("setting", s.session().Offers(4)[0].Setting, "basis")

	// What cannot be is refused with its reason, and stays to be mended.
	s.enter("JAC; CAW; 12-25")
	s.sees("tussen 0 en", "JAC; CAW; 12-25")
	s.press("backspace")
	s.enter("4")
	s.sees("! Niets voor 0-5 jaar.")
	s.enter("Kleuterbib; tot 6")
	s.sees("✓ Voor elke leeftijd is er iets.")

	// The card holds the rest.
	s.press("enter")
	s.sweepTop()
	s.press("tab")
	s.write("Bib")
	s.press("tab", "tab")
	s.write("bibliotheek")
	s.press("tab", "space", "right", "space", "tab", "right", "space", "tab")
	s.enter("elke woensdag")
	it := *s.session().Offers(4)[3]
	s.is("card", fmt.Sprint(it.Name, it.Organisation, it.AgeFrom, it.AgeTo, it.Setting, it.Strategies, it.Levels, it.Note),
		"KleuterbibBib0 6bibliotheek[educatie omgeving] [groep]elke woensdag")

	// An age that cannot be keeps the card open, with the reason.
	s.press("enter", "tab", "tab")
	s.write("9")
	s.press("enter")
	if len(s.over) != 1 {
		t.Fatal("the card closed on ages that cannot be")
	}
	s.press("esc", "esc")

	// Taken away and brought back, from another pillar too.
	s.press("esc", "x")
	s.is("left", fmt.Sprint(len(s.session().Offers(4))), "3")
	s.press("tab", "r", "enter")
	s.is("back", fmt.Sprint(len(s.session().Offers(4))), "4")
	s.sees("Aanbod · 4 Verbondenheid", "▸ Kleuterbib")

	// Found by a part of its name, wherever it is.
	s.press("/")
	s.write("winkel")
	s.press("enter")
	s.sees("Aanbod · 2 Warme opvoeding", "▸ Opvoedingswinkel")

	// Moved to another pillar, the screen goes along.
	s.press("enter", "shift+tab", "right", "enter")
	s.sees("Aanbod · 4 Verbondenheid", "▸ Opvoedingswinkel")
}

// A pasted list is one change, or none; what is half typed stays.
func TestOfferTakesAPastedList(t *testing.T) {
	s := newStage(t, "en", "warme-steden", model.StepOffer, choose(4, ""))
	s.write("half")
	s.paste("Youth club; North; 12-18\nScouts; 6-17\n\nNight; North; never; x")
	s.sees("! Line 3 of the list:")
	s.is("kept", fmt.Sprint(s.session().Offer.Len()), "0")
	s.paste("Youth club; North; 12-18\nScouts; 6-17\n")
	s.is("kept", fmt.Sprint(s.session().Offer.Len()), "2")
	s.sees("▸ Scouts", "offer 4 ▸ half", "! Nothing for ages 0-5 and 19-24.")
	if _, err := s.env.Book.Undo(); err != nil || s.session().Offer.Len() != 0 {
		t.Fatal("one undo did not take the list back")
	}
}

// What was listed for a pillar that is no longer chosen is not lost from sight.
func TestOfferOfAPillarNoLongerChosen(t *testing.T) {
	unchosen := model.Set[model.ChosenPillar]{Item: model.ChosenPillar{Pillar: 4, Removed: true}}
	s := newStage(t, "nl", "warme-steden", model.StepOffer, choose(2, ""), choose(4, ""),
		model.Added[model.Offer]{Item: model.Offer{ID: "f1", Pillar: 4, Name: "Jeugdhuis"}}, unchosen)
	s.press("tab")
	s.sees("▸ Jeugdhuis", "! 4 Verbondenheid is niet meer gekozen")
	s.enter("Nieuw")
	s.sees("aanbod 4 ▸ Nieuw")
	s.is("kept", fmt.Sprint(s.session().Offer.Len()), "1")
}

func TestOfferDraws(t *testing.T) {
	before := []model.Change{}
	for pillar := 1; pillar <= 8; pillar++ {
		before = append(before, choose(pillar, ""))
		for i := range 30 {
			before = append(before, model.Added[model.Offer]{Item: model.Offer{
				ID: fmt.Sprintf("f%d-%d", pillar, i), Pillar: pillar, Name: strings.Repeat("Naam van een aanbod ", i%6+1), Organisation: "Organisatie met een lange naam",
				AgeFrom: i % 12, AgeTo: i%12 + 2, Setting: "basis", Strategies: []string{"educatie", "zorg"}, Levels: []string{"groep"}, Note: strings.Repeat("nota ", 40),
			}})
		}
	}
	for _, lang := range []string{"nl", "en"} {
		s := newStage(t, lang, "warme-steden", model.StepOffer, model.Batch{Name: "offers.pasted", Changes: before})
		for range 3 {
			s.sweep()
			s.press("tab", "down", "pgdown")
		}
		if last := lastLine(s.view(61, 20)); !strings.Contains(last, "▸") {
			t.Fatalf("the entry line is not last: %q", last)
		}
		newStage(t, lang, "warme-steden", model.StepOffer).sweep()
	}
}

// sweepTop draws the overlay on top at many sizes.
func (s *stage) sweepTop() {
	s.t.Helper()
	for width := 41; width <= 120; width += 9 {
		text, _ := s.top().View(width, 12)
		for line := range strings.SplitSeq(text, "\n") {
			if kit.Width(line) > width {
				s.t.Fatalf("a line of %d columns in %d", kit.Width(line), width)
			}
		}
	}
}

// From a gap the facilitator goes and writes an objective for its ages; of
// several gaps one is chosen.
func TestOfferStartsAnObjectiveFromAGap(t *testing.T) {
	for lang, words := range map[string]struct{ nothing, none, all, single, several, youngest string }{
		"nl": {"Nog niets opgelijst.", "Vul leeftijden in", "Voor elke leeftijd is er iets.", "Niets voor 0 jaar.", "Niets voor 15-17 jaar.", "; jonger dan 1 jaar"},
		"en": {"Nothing listed yet.", "Fill in ages", "There is something for every age.", "Nothing for ages 0.", "Nothing for ages 15-17.", "; younger than 1"},
	} {
		s := newStage(t, lang, "warme-steden", model.StepOffer, choose(2, ""), choose(4, ""))
		refused := func(why string) {
			t.Helper()
			s.press("esc", "d", "n")
			if !strings.HasPrefix(s.notice, why) || len(s.went) != 0 || len(s.over) != 0 {
				t.Fatalf("d without a gap: %q, went to %v", s.notice, s.went)
			}
		}
		refused(words.nothing)
		s.enter("Bib")
		refused(words.none)
		s.enter("Speelplein; 1-14")
		s.enter("Jeugdhuis; 18-24")
		s.press("esc", "d")
		if view := plainText(overlayView(s)); !strings.Contains(view, words.single) || !strings.Contains(view, words.several) {
			t.Fatalf("the gaps are not to choose from:\n%s", view)
		}
		s.press("down", "enter")
		s.is("start", fmt.Sprint(s.went, *s.start), fmt.Sprint([]model.Step{model.StepObjectives}, kit.Start{Pillar: 2, Text: "; 15-17"}))

		// The only gap left needs no choosing. An age of 0 alone is a word.
		s.press("n")
		s.enter("Fuif; 15-17")
		s.press("esc", "d")
		s.is("start", fmt.Sprint(len(s.over), *s.start), fmt.Sprint(0, kit.Start{Pillar: 2, Text: words.youngest}))

		s.press("n")
		s.enter("Onthaal; 0-1")
		s.went = nil
		refused(words.all)

		// The key waits for the pillar to be chosen, as the line does.
		s.perform(doIt(model.Removed[model.Offer]{ID: "f4"}), s.screen)
		s.perform(doIt(model.Set[model.ChosenPillar]{Item: model.ChosenPillar{Pillar: 2, Removed: true}}), s.screen)
		refused("2 ")
	}
}

// An organisation that is called as one of the group is written as there, and
// said so; the start of a name is offered; what is typed free stays free.
func TestOfferTakesOrganisationsFromTheGroup(t *testing.T) {
	for lang, words := range map[string]struct{ offered, known, said string }{
		"nl": {"→ Jeugdhuis De Kring, uit de groep", "Jeugdhuis De Kring is nummer 1 in de groep", "Geschreven zoals in de groep: "},
		"en": {"→ Jeugdhuis De Kring, from the group", "Jeugdhuis De Kring is number 1 in the group", "Written as in the group: "},
	} {
		s := newStage(t, lang, "warme-steden", model.StepOffer, append(people("Jeugdhuis De Kring", "Chiro Léon"), choose(2, ""))...)
		last := func() string { return s.session().Offers(2)[len(s.session().Offers(2))-1].Organisation }

		s.write("Instuif; kring")
		s.sees(words.offered)
		s.press("right")
		s.sees("▸ Instuif; Jeugdhuis De Kring", words.known)
		s.enter("; 12-18")
		s.is("taken", last(), "Jeugdhuis De Kring")
		s.is("notice", s.notice, "")

		s.enter("Spel; chiro leon; 6-12")
		s.is("as in the group", last(), "Chiro Léon")
		s.is("notice", s.notice, words.said+"Chiro Léon.")

		// The start of a name alone is not the name. Inside the line the key
		// moves the cursor.
		s.notice = ""
		s.write("Kamp; chiro")
		s.press("left", "right", "left")
		s.press("right", "enter")
		s.is("free", last(), "chiro")
		s.is("notice", s.notice, "")

		s.paste("A; CHIRO LEON\nB; Bib\nC; chiro léon; 6-12")
		s.is("pasted", last(), "Chiro Léon")
		s.is("notice", s.notice, words.said+"Chiro Léon.")

		// On the card the same.
		s.notice = ""
		s.press("enter", "tab", "ctrl+u")
		s.write("jeug")
		if view := plainText(overlayView(s)); !strings.Contains(view, "jeug   → Jeugdhuis De Kring") {
			t.Fatalf("the card offers no name:\n%s", view)
		}
		s.sweepTop()
		s.press("right", "enter")
		s.is("card", last(), "Jeugdhuis De Kring")
		s.is("notice", s.notice, "")
		s.press("enter", "tab", "ctrl+u")
		s.enter("chiro leon")
		s.is("card", last(), "Chiro Léon")
		s.is("notice", s.notice, words.said+"Chiro Léon.")
		s.press("enter", "tab", "ctrl+u")
		s.write("chi")
		s.press("left", "right", "enter") // inside the text the key moves the cursor
		s.is("card", last(), "chi")

		// What was written free stays so when another field is filled in.
		s.perform(doIt(model.Added[model.Participant]{Item: model.Participant{ID: "p9", Number: 9, Organisation: "CHI", Heads: 1}}), s.screen)
		s.notice = ""
		s.press("enter", "tab", "tab", "ctrl+u")
		s.enter("3-4")
		s.is("card", fmt.Sprint(last(), s.notice), "chi")
	}
}

// One key goes to strategy and level on the card.
func TestOfferMarksStrategyAndLevel(t *testing.T) {
	s := newStage(t, "en", "warme-steden", model.StepOffer, choose(2, ""))
	s.press("esc", "s")
	s.is("why", s.notice, "Nothing is listed here yet.")
	s.press("n")
	s.enter("Club")
	s.press("esc", "s", "space", "tab", "right", "space", "enter")
	it := s.session().Offers(2)[0]
	s.is("marked", fmt.Sprint(it.Strategies, it.Levels), "[educatie] [groep]")
}
