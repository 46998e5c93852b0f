package model

import "testing"

// The forms of a word have one stem, and other words another.
func TestStems(t *testing.T) {
	for _, c := range []struct {
		language, a, b string
		same           bool
	}{
		{"nl", "fiets", "fietsen", true}, {"nl", "bus", "bussen", true}, {"nl", "huis", "huizen", true}, {"nl", "brief", "brieven", true},
		{"nl", "slapen", "slaap", true}, {"nl", "Jongere", "jongeren", true}, {"nl", "café", "CAFE", true}, {"nl", "wandeling", "wandelingen", true},
		{"nl", "school", "scholen", true}, {"nl", "mogelijkheid", "mogelijkheden", true}, {"nl", "les", "lessen", true}, {"nl", "activiteit", "activiteiten", true},
		{"nl", "bus", "bos", false}, {"nl", "jeugd", "jury", false}, {"nl", "boek", "bank", false},
		{"en", "bike", "bikes", true}, {"en", "cooking", "cook", true}, {"en", "activity", "activities", true}, {"en", "bench", "bank", false},
	} {
		st := newStemmer(c.language)
		if a, b := st.of(c.a, true), st.of(c.b, false); a == "" || (a == b) != c.same {
			t.Errorf("%s: %s has the stem %q, %s %q", c.language, c.a, a, c.b, b)
		}
	}
	st := newStemmer("nl")
	for _, word := range []string{"de", "Een", "één", "voor", "the", "7", "2027", "x", "samen"} {
		if stem := st.of(word, true); stem != "" {
			t.Errorf("%s has the stem %q", word, stem)
		}
	}
}
