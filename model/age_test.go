package model

import "testing"

func TestParseAges(t *testing.T) {
	for _, c := range []struct {
		text     string
		from, to int
		ok       bool
	}{
		{"12-18", 12, 18, true}, {"12 - 18", 12, 18, true}, {"12–18", 12, 18, true}, {"0-24", 0, 24, true},
		{"12 tot 18", 12, 18, true}, {"12 tot 18 jaar", 12, 18, true}, {"12- tot 18-jarigen", 12, 18, true},
		{"van 12 tot en met 18 jaar", 12, 18, true}, {"12 to 18", 12, 18, true}, {"12-18 year-olds", 12, 18, true},
		{"between 12 and 18", 12, 18, true}, {"12-18j", 12, 18, true}, {" 12-18  JAAR ", 12, 18, true},
		{"16+", 16, 24, true}, {"16 +", 16, 24, true}, {"vanaf 16", 16, 24, true}, {"16 jaar en ouder", 16, 24, true},
		{"tot 12", 0, 12, true}, {"tot 12 jaar", 0, 12, true}, {"up to 12", 0, 12, true},
		{"5", 5, 5, true}, {"5 jaar", 5, 5, true}, {"2,5-6", 2, 6, true}, {"0-2.5", 0, 3, true},
		{"18-12", 18, 12, true}, {"12-99", 12, 99, true}, // for the check to refuse
		{"0", 0, 0, false}, {"", 0, 0, false}, {"2027", 0, 0, false}, {"2027-06", 0, 0, false}, {"jongeren", 0, 0, false},
		{"jongeren van 12 tot 18", 0, 0, false}, {"ouders van tieners", 0, 0, false}, {"12-18 en ouders", 0, 0, false},
		{"1-6-2027", 0, 0, false}, {"06/2027", 0, 0, false}, {"-", 0, 0, false}, {"3e graad", 0, 0, false},
	} {
		from, to, ok := ParseAges(c.text, 24)
		if from != c.from || to != c.to || ok != c.ok {
			t.Errorf("ParseAges(%q) = %d, %d, %v; want %d, %d, %v", c.text, from, to, ok, c.from, c.to, c.ok)
		}
	}
}
