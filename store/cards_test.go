package store

import (
	"bytes"
	"errors"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"kring/model"
)

func cardBook(t *testing.T, db *DB) *model.Book {
	t.Helper()
	book, err := db.Create(model.New("k", model.Head{Title: "Kick-off", Municipality: "Genk", Date: "2026-11-22", Language: "nl"}, db.methods["warme-steden"], model.TimeOf(db.now())), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []model.Change{
		model.Added[model.Participant]{Item: model.Participant{ID: "p1", Number: 1, Organisation: "Jeugdhuis Geheim", Person: "An Peeters", Heads: 1}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o1", Pillar: 7, What: "Een plek"}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o2", Pillar: 2, What: "Steun"}},
		model.Added[model.Action]{Item: model.Action{
			ID: "a1", Title: "Babbelbank", Description: "Een bank op het plein", Kind: "new", Objectives: []string{"o1", "o2"}, Setting: "buurt",
			AgeFrom: 12, AgeTo: 18, Strategies: []string{"omgeving"}, Levels: []string{"groep"}, Owner: "p1", Chosen: true, Effect: 4, Effort: 2,
			Partners: []model.Partner{{Participant: "p1", Commitment: "schildert"}}, Indicators: []model.Indicator{{Kind: "bereik", Text: "hoeveel", Target: "100", Result: "80"}},
			Evaluation: model.ActionEvaluation{Well: "veel volk", Challenges: "regen", Ratings: []model.Rating{{Participant: "p1", Score: 4}, {Score: 5}}},
		}},
		model.Added[model.Action]{Item: model.Action{ID: "a2", Title: "Weg"}},
		model.Removed[model.Action]{ID: "a2"},
	} {
		if err := book.Do(c); err != nil {
			t.Fatal(err)
		}
	}
	return book
}

// Cards that were written come in as they were, and name no participant.
func TestCardsRoundTrip(t *testing.T) {
	db := newTestDB(t)
	book := cardBook(t, db)
	var b bytes.Buffer
	if err := ExportCards(&b, book.Session()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Geheim", "Peeters", "p1", "schildert"} {
		if strings.Contains(b.String(), name) {
			t.Errorf("the cards hold %q:\n%s", name, b.String())
		}
	}
	list, err := ReadCards(b.Bytes(), db.methods)
	if err != nil || len(list.Refused) != 0 || len(list.Cards) != 1 || list.Cards[0].Notes != nil {
		t.Fatalf("%v %+v", err, list)
	}
	want := model.ActionCard{
		Title: "Babbelbank", Description: "Een bank op het plein", Kind: "new", Method: "warme-steden", Language: "nl", Pillars: []int{2, 7}, Setting: "buurt",
		AgeFrom: 12, AgeTo: 18, Strategies: []string{"omgeving"}, Levels: []string{"groep"}, Indicators: []model.Indicator{{Kind: "bereik", Text: "hoeveel", Target: "100", Result: "80"}},
		Evaluation: model.CardRating{Well: "veel volk", Challenges: "regen", Mean: 4.5, N: 2, Min: 1, Max: 5},
		Source:     model.CardSource{Municipality: "Genk", Session: "Kick-off", Date: "2026-11-22"},
	}
	if got := list.Cards[0].Card; !reflect.DeepEqual(got, want) {
		t.Errorf("came in as\n%+v, want\n%+v", got, want)
	}
	a := list.Cards[0].Card.TakeOver(db.methods["warme-steden"])
	if a.FromCard() != "Genk, Kick-off, 2026-11-22: Babbelbank" || a.AgeTo != 18 || a.Setting != "buurt" || a.Indicators[0].Result != "" || a.Kind != model.KindNew || a.Strategies == nil {
		t.Errorf("taken over as %+v", a)
	}
	if a = list.Cards[0].Card.TakeOver(db.methods["open"]); a.Strategies != nil || a.Levels != nil || a.Indicators[0].Kind != "" {
		t.Errorf("taken over in another method as %+v", a)
	}
}

// What a card holds that cannot be is left out with a note, or the card is
// refused with a reason; the others come in.
func TestHostileCards(t *testing.T) {
	db := newTestDB(t)
	long := strings.Repeat("x", model.TextMax+1)
	text := `{"format":"kring.cards","version":1,"cards":[
 {"title":"\u001b[31mRood\u202e","method":"warme-steden","pillars":[99,3,3],"strategies":["magie","educatie"],"levels":["maan"],"kind":"raar","age_from":9,"age_to":99,"language":"xx","indicators":[{"kind":"heks","text":"t"}],"evaluation":{"mean":9,"n":3,"min":1,"max":5},"source":{"municipality":"Genk","date":"gisteren"}},
 {"title":""},
 {"title":"Lang","description":"` + long + `"},
 {"title":"` + long + `"},
 {"title":"Elders","method":"mars","pillars":[1],"strategies":["educatie"]},
 {"title":"Elders","method":"mars"},
 {"title":"Vol","pillars":[` + strings.Repeat("1,", 100) + `1]}]}`
	list, err := ReadCards([]byte(text), db.methods)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, r := range list.Refused {
		var rule *model.Error
		if !errors.As(r.Err, &rule) {
			t.Fatalf("card %d: %v", r.N, r.Err)
		}
		codes = append(codes, string(rune('0'+r.N))+" "+string(rule.Code))
	}
	if got := strings.Join(codes, ", "); got != "2 text.empty, 3 text.long, 4 text.long, 6 card.twice, 7 list.full" {
		t.Errorf("refused %s", got)
	}
	if len(list.Cards) != 2 {
		t.Fatalf("%d cards", len(list.Cards))
	}
	first := list.Cards[0]
	if first.Card.Title != "Rood" || !reflect.DeepEqual(first.Card.Pillars, []int{3}) || !reflect.DeepEqual(first.Card.Strategies, []string{"educatie"}) || first.Card.Levels != nil || first.Card.AgeTo != 0 ||
		first.Card.Indicators[0].Kind != "" || first.Card.Evaluation != (model.CardRating{}) || first.Card.Source.Date != "" || first.Card.Kind != "" || first.Card.Language != "" {
		t.Errorf("came in as %+v", first.Card)
	}
	var notes []string
	for _, n := range first.Notes {
		notes = append(notes, n.What+"="+n.List)
	}
	if got := strings.Join(notes, " "); got != "kind=raar language=xx date=gisteren ages=9-99 pillars=99 strategies=magie levels=maan indicators=heks rating=" {
		t.Errorf("the notes are %s", got)
	}
	if c := list.Cards[1]; c.N != 5 || c.Notes[0].What != "method" || c.Card.Method != "" || c.Card.Pillars != nil || c.Card.Strategies != nil {
		t.Errorf("of another method: %+v", c)
	}
	for text, flaw := range map[string]Flaw{
		"": FileEmpty, `{"format":"kring.session","version":1,"title":"x"}`: CardsFormat, `{"format":"kring.cards","version":2}`: FileVersion,
		`{"format":"kring.cards","version":1,"cards":[{"titel":"x"}]}`: FileUnknown, `{"format":"kring.cards","version":1,"cards":[{"title":3}]}`: FileType,
		"\xff": FileUTF8, `{"format":`: FileSyntax, `{"format":"kring.cards","version":1,"cards":[` + strings.Repeat(`{},`, model.CardsMax) + `{}]}`: FileRule,
	} {
		_, err := ReadCards([]byte(text), db.methods)
		var file *FileError
		if !errors.As(err, &file) || file.Flaw != flaw {
			t.Errorf("%.40q: %v, want %s", text, err, flaw)
		}
	}
}

func TestOwnLibrary(t *testing.T) {
	db := newTestDB(t)
	card := func(title, town string) model.ActionCard {
		return model.ActionCard{Title: title, Source: model.CardSource{Municipality: town}}
	}
	if own, err := db.Own(); err != nil || own.Cards != nil {
		t.Fatalf("%v %v", own, err)
	}
	added, renewed, err := db.TakeCards([]model.ActionCard{card("Bank", "Genk"), card("App", "Genk"), card("Bank", "Aalst")})
	if err != nil || added != 3 || renewed != 0 {
		t.Fatal(added, renewed, err)
	}
	better := card("Bank", "Genk")
	better.Description = "nieuw"
	if added, renewed, err = db.TakeCards([]model.ActionCard{better}); err != nil || added != 0 || renewed != 1 {
		t.Fatal(added, renewed, err)
	}
	titles := func(cards []model.ActionCard) string {
		var all []string
		for _, c := range cards {
			all = append(all, c.Source.Municipality+" "+c.Title+c.Description)
		}
		return strings.Join(all, ", ")
	}
	sees := func(db *DB, cards, gone string) {
		t.Helper()
		own, err := db.Own()
		if err != nil || titles(own.Cards) != cards || titles(own.Gone) != gone {
			t.Errorf("%s; gone %s; %v", titles(own.Cards), titles(own.Gone), err)
		}
	}
	sees(db, "Aalst Bank, Genk App, Genk Banknieuw", "")
	app := card("App", "Genk")
	if err := db.RemoveCard(app.ID(), true); err != nil {
		t.Fatal(err)
	}
	sees(db, "Aalst Bank, Genk Banknieuw", "Genk App")

	// A copy carries them, and what is here stays as it is.
	copied := filepath.Join(t.TempDir(), "copy.db")
	if _, err := db.Backup(copied); err != nil {
		t.Fatal(err)
	}
	other, err := Open(filepath.Join(t.TempDir(), "other.db"), db.methods, func() time.Time { return db.now() })
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, _, err := other.TakeCards([]model.ActionCard{card("Bank", "Genk")}); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Restore(copied); err != nil {
		t.Fatal(err)
	}
	sees(other, "Aalst Bank, Genk Bank", "Genk App")
	if err := db.RemoveCard(app.ID(), false); err != nil {
		t.Fatal(err)
	}
	sees(db, "Aalst Bank, Genk App, Genk Banknieuw", "")

	// One that is damaged is told, and the others are read.
	if err := db.bolt.Update(func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketLibrary)
		value := bytes.Clone(b.Get([]byte(app.ID())))
		value[len(value)-3] ^= 1
		return b.Put([]byte(app.ID()), value)
	}); err != nil {
		t.Fatal(err)
	}
	own, err := db.Own()
	var fault *Fault
	if !errors.As(err, &fault) || fault.Trouble != Damaged || titles(own.Cards) != "Aalst Bank, Genk Banknieuw" {
		t.Errorf("%v: %s", err, titles(own.Cards))
	}
	if r, err := db.Check(); err != nil || len(r.Problems) == 0 || r.Problems[0].Kind != "card" {
		t.Errorf("%v %+v", err, r.Problems)
	}
}

func TestFullOwnLibrary(t *testing.T) {
	db := newTestDB(t)
	cards := make([]model.ActionCard, model.CardsMax+1)
	for i := range cards {
		cards[i].Title = strings.Repeat("x", 1+i%150) + string(rune('a'+i/150))
	}
	var rule *model.Error
	if _, _, err := db.TakeCards(cards); !errors.As(err, &rule) || rule.Code != model.ListFull {
		t.Fatalf("too many: %v", err)
	}
	if own, _ := db.Own(); own.Cards != nil {
		t.Error("some were kept")
	}
	if added, _, err := db.TakeCards(cards[1:]); err != nil || added != model.CardsMax {
		t.Error(added, err)
	}
}

// Whatever stands in a file with cards: what comes in can be written and comes
// in again as it is, with nothing more to note.
func FuzzReadCards(f *testing.F) {
	f.Add([]byte(`{"format":"kring.cards","version":1,"cards":[{"title":"Bank","method":"warme-steden","pillars":[1,99],"age_from":12,"age_to":18,"evaluation":{"mean":4.5,"n":2,"min":1,"max":5},"source":{"municipality":"Genk","session":"s","date":"2026"}}]}`))
	f.Add([]byte(`{"format":"kring.cards","version":1,"cards":[{"title":"\u001b[1mx","method":"mars"},{"title":""}]}`))
	methods := methodsOf(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		read := bounded(t)
		list, err := ReadCards(data, methods)
		read()
		if err != nil {
			return
		}
		var cards []model.ActionCard
		for _, c := range list.Cards {
			cards = append(cards, c.Card)
			c.Card.AsLibrary(methods["warme-steden"])
			c.Card.TakeOver(methods["open"])
		}
		var b bytes.Buffer
		if err := writeCards(&b, cards); err != nil {
			t.Fatal(err)
		}
		again, err := ReadCards(b.Bytes(), methods)
		if err != nil || len(again.Refused) != 0 || len(again.Cards) != len(cards) {
			t.Fatalf("%v: %d of %d came in again", err, len(again.Cards), len(cards))
		}
		for i, c := range again.Cards {
			for _, n := range c.Notes {
				if n.What != "method" || c.Card.Method != "" {
					t.Errorf("%+v is noted again", n)
				}
			}
			one, _ := encode(c.Card)
			two, _ := encode(cards[i])
			if !bytes.Equal(one, two) {
				t.Errorf("%s came in as %s", two, one)
			}
		}
	})
}
