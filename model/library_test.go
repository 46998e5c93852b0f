package model

import (
	"slices"
	"testing"
)

func TestAgesInFreeText(t *testing.T) {
	m := &Method{AgeMax: 24}
	for _, c := range []struct {
		text string
		want AgeRange
		ok   bool
	}{
		{"0-24 (vooral jongeren)", AgeRange{0, 24}, true},
		{"ouders, van zwangerschap tot 3 jaar", AgeRange{0, 3}, true},
		{"ouders van kinderen van 0 tot 16", AgeRange{0, 16}, true},
		{"8-18 (de organisatie noemt ook 7-25)", AgeRange{8, 18}, true},
		{"tot 25 (vaak 12-25)", AgeRange{12, 24}, true},
		{"2,5-6", AgeRange{2, 6}, true},
		{"2.5-18", AgeRange{2, 18}, true},
		{"16+", AgeRange{16, 24}, true},
		{"vanaf 14 jaar", AgeRange{14, 24}, true},
		{"12", AgeRange{12, 12}, true},
		{"jongeren", AgeRange{}, false},
		{"", AgeRange{}, false},
		{"99-100", AgeRange{}, false},
	} {
		got, ok := m.FindAges(c.text)
		if ok != c.ok || ok && got != c.want {
			t.Errorf("%q gives %v %v, want %v %v", c.text, got, ok, c.want, c.ok)
		}
	}
}

func TestFilterOfTheLibrary(t *testing.T) {
	m := &Method{AgeMax: 24, Settings: []Term{
		{Key: "basis", Name: Text{"nl": "Basisonderwijs"}}, {Key: "hoger", Name: Text{"nl": "Hoger onderwijs"}},
		{Key: "zorg", Name: Text{"nl": "Zorg en welzijn"}}, {Key: "werk", Name: Text{"nl": "Werk"}}, {Key: "jeugd", Name: Text{"nl": "Vrije tijd en jeugdwerk"}},
	}}
	for _, c := range []struct {
		setting, key string
		want         Fit
	}{
		{"onderwijs", "basis", Fits}, {"onderwijs", "hoger", Fits}, {"basisonderwijs", "hoger", FitsNot}, {"gezin, welzijn", "zorg", Fits},
		{"jeugdwerk", "werk", FitsNot}, {"werk", "jeugd", FitsNot}, {"werk", "werk", Fits}, {"hele stad", "zorg", MayFit}, {"", "zorg", MayFit},
		{"welzijn, hele stad", "basis", MayFit}, {"welzijn", "basis", FitsNot}, {"welzijn", "", Fits},
		{"onderwijs en jeugdwerk", "jeugd", Fits}, {"zorg en welzijn", "jeugd", FitsNot}, {"zorg and werk", "werk", Fits}, {" , ", "werk", MayFit},
	} {
		if got := m.Match(LibraryFilter{Setting: c.key}, &LibraryAction{Setting: Text{"nl": c.setting}}); got != c.want {
			t.Errorf("%q for %s gives %d, want %d", c.setting, c.key, got, c.want)
		}
	}
	a := &LibraryAction{Pillars: []int{2}, Ages: Text{"nl": "12-16"}}
	for _, c := range []struct {
		f    LibraryFilter
		want Fit
	}{
		{LibraryFilter{}, Fits}, {LibraryFilter{Pillar: 2}, Fits}, {LibraryFilter{Pillar: 3}, FitsNot},
		{LibraryFilter{Ages: AgeRange{15, 17}}, Fits}, {LibraryFilter{Ages: AgeRange{17, 20}}, FitsNot}, {LibraryFilter{Ages: AgeRange{6, 11}}, FitsNot}, {LibraryFilter{Ages: AgeRange{16, 17}}, Fits}, {LibraryFilter{Ages: AgeRange{10, 12}}, Fits},
		{LibraryFilter{Pillar: 2, Ages: AgeRange{18, 24}}, FitsNot},
	} {
		if got := m.Match(c.f, a); got != c.want {
			t.Errorf("%v gives %d, want %d", c.f, got, c.want)
		}
	}
	if got := m.Match(LibraryFilter{Pillar: 2, Ages: AgeRange{1, 2}}, &LibraryAction{}); got != MayFit {
		t.Errorf("an unknown action gives %d", got)
	}
	bands := (&Method{AgeMax: 16}).AgeBands()
	if want := []AgeRange{{0, 2}, {3, 5}, {6, 11}, {12, 14}, {15, 16}}; !slices.Equal(bands, want) {
		t.Errorf("the bands are %v", bands)
	}
	if bands := (&Method{}).AgeBands(); bands != nil {
		t.Errorf("without ages there are %v", bands)
	}
}

func TestGapsLeftByOffer(t *testing.T) {
	taken := make([]bool, 25)
	for age := 12; age <= 14; age++ {
		taken[age] = true
	}
	for _, c := range []struct {
		gap  AgeRange
		want []AgeRange
	}{
		{AgeRange{10, 17}, []AgeRange{{10, 11}, {15, 17}}}, {AgeRange{12, 14}, nil}, {AgeRange{0, 3}, []AgeRange{{0, 3}}}, {AgeRange{14, 24}, []AgeRange{{15, 24}}},
	} {
		if got := without(c.gap, taken); !slices.Equal(got, c.want) {
			t.Errorf("%v leaves %v, want %v", c.gap, got, c.want)
		}
	}
	if got := without(AgeRange{0, 24}, nil); !slices.Equal(got, []AgeRange{{0, 24}}) {
		t.Errorf("without objectives %v is left", got)
	}
}

func TestEffectAndEffort(t *testing.T) {
	for n, ok := range map[int]bool{-1: false, 0: true, 1: true, 5: true, 6: false} {
		if err := checkMeasure(n); (err == nil) != ok {
			t.Errorf("%d: %v", n, err)
		}
	}
}
