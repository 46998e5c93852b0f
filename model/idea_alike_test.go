package model

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// thoughts gives a session with ideas of these texts.
func thoughts(t testing.TB, language string, texts ...string) *History {
	t.Helper()
	h := newTestHistory()
	do(t, h, SessionEdited{Head{Title: "t", Language: language}})
	for i, text := range texts {
		do(t, h, Added[Idea]{Idea{ID: fmt.Sprint("i", i+1), Text: text, Kind: KindNew}})
	}
	return h
}

func TestIdeasLike(t *testing.T) {
	dutch := []string{
		"Gratis fietsen lenen aan jongeren",
		"Een babbelbank op elk plein",
		"Het jeugdhuis ook op zondag open",
		"Jongeren leren koken met ouderen",
		"Sportkamp in de paasvakantie",
		"Café voor en door jongeren",
		"Elke school een luisterend oor",
		"Workshops over slaap",
		"Nachtbus vanuit het centrum",
		"Muziek maken in de kerk",
	}
	english := []string{"Lending bikes to young people", "A bench to talk on every square", "Cooking lessons for parents"}
	for _, c := range []struct {
		language, text string
		like           string // ids, best first
		words          string // of the best
	}{
		{"nl", "fiets uitlenen: gratis!", "i1", "Gratis fietsen"},
		{"nl", "babbelbanken", "i2", "babbelbank"},
		{"nl", "Babbelbank op elk plein", "i2", "babbelbank plein"},
		{"nl", "koken voor de jongere", "i4", "Jongeren koken"},
		{"nl", "CAFE", "i6", "Café"},
		{"nl", "workshop slapen", "i8", "Workshops slaap"},
		{"nl", "een op de met van voor", "", ""},
		{"nl", "iets over zwemmen", "", ""},
		{"nl", "2027", "", ""},
		{"nl", "", "", ""},
		{"en", "lend a bike", "i1", "Lending bikes"},
		{"en", "parents learn to cook", "i3", "Cooking parents"},
	} {
		texts := dutch
		if c.language == "en" {
			texts = english
		}
		s := thoughts(t, c.language, texts...).Session()
		var ids []string
		found := s.IdeasLike(c.text, "", 5)
		for _, a := range found {
			ids = append(ids, a.Item.ID)
		}
		if got := strings.Join(ids, " "); got != c.like {
			t.Errorf("%q resembles %q, want %q", c.text, got, c.like)
		} else if len(found) > 0 && strings.Join(found[0].Words, " ") != c.words {
			t.Errorf("%q shares %q, want %q", c.text, found[0].Words, c.words)
		}
	}
}

func TestIdeasLikeLeavesOut(t *testing.T) {
	h := thoughts(t, "nl", "Nachtbus naar het dorp", "Een nachtbus naar elk dorp", "Zwemmen", "Nachtbussen", "Koken", "Dansen")
	s := h.Session()
	if found := s.IdeasLike("nachtbus naar het dorp", "i1", 5); len(found) != 2 || found[0].Item.ID != "i2" || found[0].Score != 1 {
		t.Errorf("without the idea itself: %+v", found)
	}
	if found := s.IdeasLike("nachtbus naar het dorp", "", 1); len(found) != 1 || found[0].Item.ID != "i1" {
		t.Errorf("of equals the first comes first: %+v", found)
	}
	do(t, h, Removed[Idea]{"i2"})
	if found := s.IdeasLike("nachtbus naar het dorp", "i1", 5); len(found) != 1 {
		t.Errorf("with a removed one: %+v", found)
	}
}

// A word that many use makes two texts alike only where there is no other.
func TestOneCommonWordIsNotEnough(t *testing.T) {
	s := thoughts(t, "nl", "Sport op school", "Sport in het park", "Sport aan zee", "Sport met opa", "Sport", "Koken", "Dansen", "Zingen", "Tekenen", "Lezen",
		"Fietsen", "Vissen", "Wandelen", "Slapen", "Praten", "Reizen", "Tuinen", "Spelen", "Bouwen", "Schilderen").Session()
	if found := s.IdeasLike("sporten", "", 9); len(found) != 1 || found[0].Item.ID != "i5" {
		t.Errorf("found %+v", found)
	}
	if found := s.IdeasLike("park", "", 9); len(found) != 1 || found[0].Item.ID != "i2" {
		t.Errorf("found %+v", found)
	}
}

// However often an idea was told, it is found: also where each of its words is
// common.
func TestWhatIsCommonIsFound(t *testing.T) {
	var texts []string
	for range 400 {
		texts = append(texts, "Sporten na school", "School en sport", "Iets anders")
	}
	s := thoughts(t, "nl", texts...).Session()
	if found := s.IdeasLike("sport op school", "", 3); len(found) != 3 || found[0].Score != 1 {
		t.Errorf("found %+v", found)
	}
	if len(s.AlikePairs(50)) != 50 {
		t.Errorf("%d pairs", len(s.AlikePairs(50)))
	}
}

func TestAlikePairs(t *testing.T) {
	h := thoughts(t, "nl", "Een nachtbus naar het dorp", "Zwemmen", "Nachtbussen in elk dorp", "Koken met ouderen", "Ouderen leren koken aan kinderen", "Dansen")
	var got [][2]string
	for _, p := range h.Session().AlikePairs(10) {
		got = append(got, [2]string{p[0].ID, p[1].ID})
	}
	if want := [][2]string{{"i1", "i3"}, {"i4", "i5"}}; !slices.Equal(got, want) {
		t.Errorf("pairs %v, want %v", got, want)
	}
	if n := len(h.Session().AlikePairs(1)); n != 1 {
		t.Errorf("%d pairs where one is asked for", n)
	}
}

func TestClusterSuggestions(t *testing.T) {
	h := thoughts(t, "nl", "Nachtbus naar het dorp", "Later rijden", "Koken met ouderen", "Samen tafelen", "Een bus in de nacht", "Dansen", "Trage wegen", "Een bushokje dat warm is")
	do(t, h, Added[Cluster]{Cluster{ID: "c1", Title: "Vervoer: bus en trein"}}, Added[Cluster]{Cluster{ID: "c2", Title: "Aan tafel"}},
		h.Session().MoveIdeas([]string{"i1", "i2"}, "c1"), h.Session().MoveIdeas([]string{"i3", "i4"}, "c2"))
	s := h.Session()
	for _, c := range []struct{ text, want string }{{"Meer bussen", "c1"}, {"Leren koken", "c2"}, {"Zwemmen", ""}, {"Rijden naar de tafel", "c2 c1"}} {
		var ids []string
		for _, cluster := range s.ClusterSuggestions(&Idea{ID: "x", Text: c.text}, 3) {
			ids = append(ids, cluster.ID)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%q belongs in %q, want %q", c.text, got, c.want)
		}
	}
	if found := s.ClusterSuggestions(s.Ideas.Get("i1"), 3); len(found) != 0 {
		t.Errorf("an idea is suggested the cluster that it is in: %v", found)
	}
}

// The index follows the session: whatever was changed, and taken back, it finds
// what one that is made anew finds.
func TestTheIndexFollows(t *testing.T) {
	words := strings.Fields("fiets fietsen bus bussen koken kookles jeugd dorp dorpen plein nacht school sport muziek tafel bank")
	for seed := range campaign(t, 30, 1000) {
		r := rand.New(rand.NewPCG(seed, 3))
		h := newTestHistory()
		text := func() string {
			return strings.Join([]string{words[r.IntN(len(words))], words[r.IntN(len(words))], words[r.IntN(len(words))]}, " ")
		}
		add := func(c Change) { _ = h.Replay(Record{Seq: h.Seq() + 1, Time: testTime, Change: c}) }
		for range 150 {
			ids := append(idsOf(&h.Session().Ideas), "none")
			id := ids[r.IntN(len(ids))]
			switch r.IntN(8) {
			case 0, 1, 2:
				add(Added[Idea]{Idea{ID: NextID(&h.Session().Ideas, "i"), Text: text()}})
			case 3:
				add(Edited[Idea]{Idea{ID: id, Text: text()}})
			case 4:
				add(Removed[Idea]{id})
			case 5:
				add(Restored[Idea]{id})
			case 6:
				add(IdeasMerged{id, ids[r.IntN(len(ids))]})
			case 7:
				if last, ok := h.NextUndo(); ok {
					add(Undo{last.Seq})
				}
			}
			s, asked := h.Session(), text()
			fresh := s.Clone()
			if got, want := answers(s, asked), answers(fresh, asked); !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d: %q gives %v, afresh %v", seed, asked, got, want)
			}
		}
	}
}

func answers(s *Session, asked string) (all []string) {
	for _, a := range s.IdeasLike(asked, "", 20) {
		all = append(all, fmt.Sprint(a.Item.ID, a.Words, a.Score))
	}
	for _, p := range s.AlikePairs(20) {
		all = append(all, p[0].ID+"="+p[1].ID)
	}
	return all
}
