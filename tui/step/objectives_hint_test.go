package step

import (
	"strings"
	"testing"

	"kring/model"
)

// Gaps in the offer of the chosen pillars, and ideas that belong nowhere, are
// hints for objectives; an objective for a gap takes its hint away.
func TestHintsForObjectives(t *testing.T) {
	for lang, words := range map[string][]string{
		"nl": {"1 idee zonder doel · niets voor 0-11 en 19-24 jaar in pijler 2", "niets voor 0-11 jaar in pijler 2", "2 ideeën", "Nog geen aanbod en geen doel"},
		"en": {"1 idea without objective · nothing for ages 0-11 and 19-24 in", "nothing for ages 0-11 in pillar 2", "2 ideas", "No offer and no objective yet"},
	} {
		t.Run(lang, func(t *testing.T) {
			s := newStage(t, lang, "warme-steden", model.StepObjectives,
				model.Set[model.ChosenPillar]{Item: model.ChosenPillar{Pillar: 2}},
				model.Added[model.Offer]{Item: model.Offer{ID: "f1", Pillar: 2, Name: "Huis", AgeFrom: 12, AgeTo: 18}},
				model.Added[model.Offer]{Item: model.Offer{ID: "f2", Pillar: 3, Name: "Niet gekozen", AgeFrom: 12, AgeTo: 18}},
				model.Added[model.Objective]{Item: model.Objective{ID: "o1", Pillar: 3, What: "Elders", AgeFrom: 0, AgeTo: 18}},
				model.Added[model.Cluster]{Item: model.Cluster{ID: "c1", Title: "Heap", Objective: "o1"}},
				model.Added[model.Idea]{Item: model.Idea{ID: "i1", Text: "een", Cluster: "c1"}},
				model.Added[model.Idea]{Item: model.Idea{ID: "i2", Text: "twee", Objective: "o1"}},
				model.Added[model.Idea]{Item: model.Idea{ID: "i3", Text: "los"}},
			)
			s.sees(words[0][:50], words[2])
			if view := plainText(s.view(150, 40)); !strings.Contains(view, words[0]) || !strings.Contains(view, words[3]) {
				t.Errorf("a wide screen lacks the gaps:\n%s", view)
			}
			s.press("esc", "d", "down", "enter")
			s.write("Jongvolwassenen vinden steun")
			s.press("enter")
			o := s.session().Objectives.Live()[1]
			if o.What != "Jongvolwassenen vinden steun" || o.AgeFrom != 19 || o.AgeTo != 24 || o.Pillar != 2 {
				t.Fatalf("the objective is %+v", *o)
			}
			s.sees(words[1])
			// One gap is left: d begins at once.
			s.press("esc", "d")
			s.write("Kinderen ook")
			s.press("enter")
			if o := s.session().Objectives.Live()[2]; o.AgeFrom != 0 || o.AgeTo != 11 {
				t.Fatalf("the objective is %+v", *o)
			}
			if strings.Contains(plainText(s.view(61, 20)), words[1]) {
				t.Error("the gap is still a hint")
			}
			s.press("esc", "d")
			if s.notice == "" || len(s.over) != 0 {
				t.Errorf("without a gap it said %q", s.notice)
			}
			s.sweep()
		})
	}
}
