package model

import (
	"errors"
	"testing"
)

// offerMethod is a method of the kind that has offers.
func offerMethod() *Method {
	return &Method{
		Key: "m", AgeMax: 24,
		Pillars:  []Pillar{{Number: 1}, {Number: 2}},
		Settings: []Term{{Key: "basis", Name: Text{"nl": "Basisonderwijs", "en": "Primary education"}}},
	}
}

func TestParseOffer(t *testing.T) {
	m := offerMethod()
	for _, c := range []struct {
		line string
		want Offer
		code Code
	}{
		{line: "Speelplein", want: Offer{Name: "Speelplein"}},
		{line: " Huiswerkklas ; Buurtwerk Noord; 6-12; school", want: Offer{Name: "Huiswerkklas", Organisation: "Buurtwerk Noord", AgeFrom: 6, AgeTo: 12, Setting: "school"}},
		{line: "Huiswerkklas; Noord; 6-12; basisonderwijs", want: Offer{Name: "Huiswerkklas", Organisation: "Noord", AgeFrom: 6, AgeTo: 12, Setting: "basis"}},
		{line: "Book club; Library; 6-12; PRIMARY education", want: Offer{Name: "Book club", Organisation: "Library", AgeFrom: 6, AgeTo: 12, Setting: "basis"}},
		// The ages are known when they are seen, also where a field was left out.
		{line: "Speelplein; 6-12 jaar", want: Offer{Name: "Speelplein", AgeFrom: 6, AgeTo: 12}},
		{line: "Speelplein; 0-3; buurt", want: Offer{Name: "Speelplein", AgeFrom: 0, AgeTo: 3, Setting: "buurt"}},
		{line: "Jeugdhuis; vzw Noord; 18+", want: Offer{Name: "Jeugdhuis", Organisation: "vzw Noord", AgeFrom: 18, AgeTo: 24}},
		{line: "Consultatie; ; tot 12", want: Offer{Name: "Consultatie", AgeFrom: 0, AgeTo: 12}},
		{line: "JAC; CAW; vanaf 12; ; ", want: Offer{Name: "JAC", Organisation: "CAW", AgeFrom: 12, AgeTo: 24}},
		{line: "Kleuterturnen; 2,5-6", want: Offer{Name: "Kleuterturnen", AgeFrom: 2, AgeTo: 6}},
		{line: "Fuif; Chiro; ; jeugdlokaal", want: Offer{Name: "Fuif", Organisation: "Chiro", Setting: "jeugdlokaal"}},
		{line: "Fuif; Chiro; jeugdlokaal", want: Offer{Name: "Fuif", Organisation: "Chiro", Setting: "jeugdlokaal"}},
		{line: "Fuif; 4 Winden", want: Offer{Name: "Fuif", Organisation: "4 Winden"}},
		// Nothing typed is lost, whatever there is too much of.
		{line: "Fuif; Chiro; 12-18; lokaal; zaal", want: Offer{Name: "Fuif", Organisation: "Chiro", AgeFrom: 12, AgeTo: 18, Setting: "lokaal; zaal"}},
		{line: "Fuif; Chiro; KSA; 12-18", want: Offer{Name: "Fuif", Organisation: "Chiro; KSA", AgeFrom: 12, AgeTo: 18}},
		// What stands where the ages should is not taken for something else.
		{line: "", code: TextEmpty},
		{line: "; Chiro; 6-12", code: TextEmpty},
		{line: "Fuif; Chiro; tieners; zaal", code: AgesUnknown},
		{line: "Fuif; Chiro; 12 tot", code: AgesUnknown},
		{line: "Fuif; Chiro; 0-0", code: AgesUnknown},
		{line: "Fuif; Chiro; 12-25", code: AgeBad},
		{line: "Fuif; Chiro; 18-12", code: AgeBad},
		{line: "Fuif; Chiro; 30+", code: AgeBad},
	} {
		s := New("s", Head{Title: "t", Language: "nl"}, m, "")
		got, err := m.ParseOffer(c.line)
		if err == nil {
			got.ID, got.Pillar = "f1", 1
			c.want.ID, c.want.Pillar = "f1", 1
			err = s.Check(Added[Offer]{Item: got})
		}
		var refusal *Error
		switch {
		case c.code != "":
			if !errors.As(err, &refusal) || refusal.Code != c.code {
				t.Errorf("%q: %v, want %s", c.line, err, c.code)
			}
		case err != nil:
			t.Errorf("%q: %v", c.line, err)
		case got.Name != c.want.Name || got.Organisation != c.want.Organisation || got.Setting != c.want.Setting ||
			got.AgeFrom != c.want.AgeFrom || got.AgeTo != c.want.AgeTo:
			t.Errorf("%q gave %+v, want %+v", c.line, got, c.want)
		}
	}
}

// What is there in a pillar, counted once, follows the session.
func TestOffersFollowTheSession(t *testing.T) {
	s := New("s", Head{Title: "t", Language: "nl"}, offerMethod(), "")
	h := NewHistory(s, 0, nil)
	do := func(c Change) {
		t.Helper()
		if err := h.Replay(Record{Change: c}); err != nil {
			t.Fatal(err)
		}
	}
	do(Added[Offer]{Item: Offer{ID: "f1", Pillar: 1, Name: "a", AgeFrom: 0, AgeTo: 14}})
	do(Added[Offer]{Item: Offer{ID: "f2", Pillar: 1, Name: "b", AgeFrom: 18, AgeTo: 24}})
	do(Added[Offer]{Item: Offer{ID: "f3", Pillar: 1, Name: "c"}})
	if gaps := s.AgeGaps(1); len(gaps) != 1 || gaps[0] != (AgeRange{15, 17}) || s.Ageless(1) != 1 || len(s.Offers(1)) != 3 {
		t.Fatalf("gaps %v, ageless %d, offers %d", gaps, s.Ageless(1), len(s.Offers(1)))
	}
	do(Removed[Offer]{ID: "f2"})
	if gaps := s.AgeGaps(1); len(gaps) != 1 || gaps[0] != (AgeRange{15, 24}) || len(s.Offers(1)) != 2 {
		t.Fatalf("gaps %v after one was removed", gaps)
	}
	if len(s.Offers(2)) != 0 || s.AgeGaps(2) != nil || len(s.Coverage(9)) != 25 {
		t.Fatal("a pillar without offers has some")
	}
}

// Where nobody scored alone, the agreed score orders the pillars.
func TestByScoreTakesTheAgreedScore(t *testing.T) {
	two, mean := 2, 1.5
	r := ScanResult{Pillars: []PillarResult{{Pillar: 1}, {Pillar: 2, Agreed: &two}, {Pillar: 3, Mean: &mean, Agreed: &two}}}
	if got := r.ByScore(); got[0] != 3 || got[1] != 2 || got[2] != 1 {
		t.Fatalf("order %v", got)
	}
}
