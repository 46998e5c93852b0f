package model

import (
	"errors"
	"strings"
	"testing"
)

func ideaLines(t testing.TB) *Session {
	h := newTestHistory()
	do(t, h,
		Added[Participant]{Participant{ID: "p1", Number: 7, Organisation: "Jeugdhuis De Kring"}},
		Added[Participant]{Participant{ID: "p2", Number: 8, Organisation: "Chiro Noord"}},
		Added[Participant]{Participant{ID: "p3", Number: 9, Organisation: "Chiro Zuid"}},
		Added[Objective]{Objective{ID: "o1", What: "een"}}, Added[Objective]{Objective{ID: "o2", What: "twee"}},
	)
	return h.Session()
}

func TestParseIdea(t *testing.T) {
	s := ideaLines(t)
	for line, want := range map[string]Idea{
		"Een nachtbus":                       {Text: "Een nachtbus"},
		"+ Een nachtbus":                     {Text: "Een nachtbus", Kind: KindExisting},
		"++Meer nachtbussen":                 {Text: "Meer nachtbussen", Kind: KindExtension},
		"Sport + spel":                       {Text: "Sport + spel"},
		"Een nachtbus @7":                    {Text: "Een nachtbus", Participant: "p1"},
		"Een nachtbus @kring #B":             {Text: "Een nachtbus", Participant: "p1", Objective: "o2"},
		"+@7 Een nachtbus #a #p3":            {Text: "Een nachtbus", Kind: KindExisting, Participant: "p1", Objective: "o1", Pillar: 3},
		"#P2 Een bus":                        {Text: "Een bus", Pillar: 2},
		"Een bus #samen #p9 #C #1":           {Text: "Een bus #samen #p9 #C #1"},
		"Een bus #a #b":                      {Text: "Een bus #b", Objective: "o1"},
		"Een bus #p1 #p2 @7 @8":              {Text: "Een bus #p2 @8", Participant: "p1", Pillar: 1},
		"Mail naar an@x.be, of C# leren @ 5": {Text: "Mail naar an@x.be, of C# leren @ 5"},
		"  Een\tbus  ":                       {Text: "Een bus"},
	} {
		if want.Kind == "" {
			want.Kind = KindNew
		}
		if got, err := s.ParseIdea(line); err != nil || got != want {
			t.Errorf("%q gave %+v, %v", line, got, err)
		}
	}
	for line, code := range map[string]Code{
		"": TextEmpty, "++ ": TextEmpty, "@7 #A #p1": TextEmpty, "Een bus @99": ParticipantNone, "Een bus @niemand": ParticipantNone, "Een bus @chiro": ParticipantSeveral,
	} {
		var refusal *Error
		if _, err := s.ParseIdea(line); !errors.As(err, &refusal) || refusal.Code != code {
			t.Errorf("%q gave %v, want %s", line, err, code)
		}
	}
}

// Whatever is typed: an idea has a text, made of words of the line in their
// order, the session takes it, and looking for others like it finds it.
func FuzzParseIdea(f *testing.F) {
	for _, line := range []string{"Een nachtbus @7 #B", "++#p3", "# @ + #é @é", "丸丸 zzz vv éé", "fietsen 'n huizen-bussen", "@7 @8 x"} {
		f.Add(line)
	}
	s := ideaLines(f)
	f.Fuzz(func(t *testing.T, line string) {
		idea, err := s.ParseIdea(line)
		var refusal *Error
		if err != nil {
			if !errors.As(err, &refusal) {
				t.Fatalf("%q is refused with %v", line, err)
			}
			return
		}
		if strings.TrimSpace(idea.Text) == "" {
			t.Fatalf("%q has no text", line)
		}
		typed := strings.Fields(strings.TrimLeft(Clean(line), "+"))
		for _, word := range strings.Fields(idea.Text) {
			for len(typed) > 0 && typed[0] != word {
				typed = typed[1:]
			}
			if len(typed) == 0 {
				t.Fatalf("%q gave %q, which has a word that was not typed", line, idea.Text)
			}
			typed = typed[1:]
		}
		idea.ID = "i1"
		h := NewHistory(s.Clone(), 1, nil)
		if err := h.Session().Check(Added[Idea]{idea}); err != nil {
			if !has(err, TextLong) {
				t.Fatalf("%q is refused: %v", line, err)
			}
			return
		}
		do(t, h, Added[Idea]{idea})
		found := h.Session().IdeasLike(idea.Text, "", 1)
		if stems := newStemmer("nl"); len(found) == 0 && strings.ContainsFunc(idea.Text, wordRune) {
			for _, word := range wordsIn(idea.Text) {
				if stems.of(word, false) != "" {
					t.Fatalf("%q does not resemble itself", idea.Text)
				}
			}
		}
	})
}
