package export

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kring/assets"
	"kring/model"
	"kring/store"
)

var update = flag.Bool("update", false, "write the golden files anew")

// methods gives every method there is, and a small one for the tests.
func methods(t testing.TB) model.Methods {
	t.Helper()
	files := assets.Methods()
	files["proef"] = read(t, "method.json")
	all := model.Methods{}
	for key, data := range files {
		m, err := model.ParseMethod(data)
		if err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		all[key] = m
	}
	return all
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func imported(t testing.TB, data []byte) *model.Session {
	t.Helper()
	s, _, err := store.Import(data, methods(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// trial is a session with everything in it. Its secret round r3 is open.
func trial(t *testing.T) *model.Session {
	return voted(t, []model.Ballot{
		{Participant: "p1", Stickers: map[string]int{"a1": 1}}, {Participant: "p2", Stickers: map[string]int{"a1": 1}},
	}, model.Wall{Option: "a1", Stickers: 777})
}

// voted is the session of trial with these votes in its open secret round: no
// session file has them.
func voted(t *testing.T, ballots []model.Ballot, wall ...model.Wall) *model.Session {
	t.Helper()
	h := model.NewHistory(imported(t, read(t, "session.json")), 0, nil)
	for _, b := range ballots {
		do(t, h, model.BallotCast{Round: "r3", Ballot: b})
	}
	for _, w := range wall {
		do(t, h, model.WallSet{Round: "r3", Wall: w})
	}
	return h.Session()
}

// fresh gives a session in which nothing was done.
func fresh(t *testing.T, method string) *model.History {
	t.Helper()
	head := model.Head{Title: "Leeg", Municipality: "Testdorp", Date: "2026-11-22", Language: "nl"}
	return model.NewHistory(model.New("leeg", head, methods(t)[method], "2026-11-22T10:00:00Z"), 0, nil)
}

func do(t *testing.T, h *model.History, changes ...model.Change) {
	t.Helper()
	for _, c := range changes {
		if err := h.Replay(model.Record{Seq: h.Seq() + 1, Time: "2026-11-22T10:00:00Z", Change: c}); err != nil {
			t.Fatalf("%s: %v", c.Kind(), err)
		}
	}
}

// written gives the summary as Markdown.
func written(t *testing.T, s *model.Session, lang string) string {
	t.Helper()
	return writtenAs(t, s, Request{}, lang)
}

// writtenAs gives what is asked for as Markdown.
func writtenAs(t *testing.T, s *model.Session, r Request, lang string) string {
	t.Helper()
	texts := assets.Load(lang)
	var b bytes.Buffer
	if err := Markdown(&b, Build(s, r, texts), texts); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestKindsReadAsBefore(t *testing.T) {
	for _, lang := range assets.Languages {
		for _, kind := range Kinds("md") {
			readsAsBefore(t, writtenAs(t, trial(t), Request{Kind: kind}, lang), kind+"."+lang+".md")
		}
	}
}

func readsAsBefore(t *testing.T, got, name string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(filepath.Join("testdata", name), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := string(read(t, name))
	had, has := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(had), len(has)) {
		if a, b := lineAt(had, i), lineAt(has, i); a != b {
			t.Errorf("%s line %d:\n was %s\n now %s\nIf that is meant, run the test with -update.", name, i+1, a, b)
			return
		}
	}
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(none)"
}

func TestSummaryHasEveryText(t *testing.T) {
	sessions := []*model.Session{trial(t), fresh(t, "proef").Session(), fresh(t, "open").Session(), bare(t)}
	for _, lang := range assets.Languages {
		sessions = append(sessions, imported(t, assets.Example(lang)))
	}
	for _, s := range sessions {
		for _, lang := range assets.Languages {
			got := written(t, s, lang)
			if missing := regexp.MustCompile(`⟦[^⟧]*⟧|<no value>|%!`).FindAllString(got, -1); missing != nil {
				t.Errorf("%s in %s lacks %v", s.Title, lang, missing)
			}
			if strings.HasSuffix(got, "\n\n") || !strings.HasSuffix(got, "\n") || regexp.MustCompile(`(?m)[ \t]$`).MatchString(got) {
				t.Errorf("%s in %s does not end in one newline, or has blanks at the end of a line", s.Title, lang)
			}
		}
	}
}

func TestEmptySessionSaysNothing(t *testing.T) {
	for _, method := range []string{"proef", "open", "warme-steden"} {
		d := Summary(fresh(t, method).Session(), assets.Load("nl"))
		if len(d.Blocks) != 0 {
			t.Errorf("%s: %v", method, d.Blocks)
		}
		if got := written(t, fresh(t, method).Session(), "nl"); got != "# Leeg\n\nVerslag, Testdorp, 22 november 2026\n" {
			t.Errorf("%s: %q", method, got)
		}
	}
}

// bare gives a session in which everything was done and removed again, but for
// the checks of anchoring, which can only be answered otherwise.
func bare(t *testing.T) *model.Session {
	t.Helper()
	s := trial(t)
	h := model.NewHistory(s, 0, nil)
	var changes []model.Change
	for _, x := range s.Participants.Live() {
		changes = append(changes, model.Removed[model.Participant]{ID: x.ID})
	}
	for _, x := range s.Meetings.Live() {
		changes = append(changes, model.Removed[model.Meeting]{ID: x.ID})
	}
	for _, x := range s.Scans.Live() {
		changes = append(changes, model.Removed[model.Scan]{ID: x.ID})
	}
	for _, x := range s.Pillars.Live() {
		changes = append(changes, model.Set[model.ChosenPillar]{Item: model.ChosenPillar{Pillar: x.Pillar, Reason: x.Reason, Removed: true}})
	}
	for _, x := range s.Offer.Live() {
		changes = append(changes, model.Removed[model.Offer]{ID: x.ID})
	}
	for _, x := range s.Ideas.Live() {
		changes = append(changes, model.Removed[model.Idea]{ID: x.ID})
	}
	for _, x := range s.Clusters.Live() {
		changes = append(changes, model.Removed[model.Cluster]{ID: x.ID})
	}
	for _, x := range s.Objectives.Live() {
		changes = append(changes, model.Removed[model.Objective]{ID: x.ID})
	}
	for _, x := range s.Rounds.Live() {
		changes = append(changes, model.Removed[model.Round]{ID: x.ID})
	}
	for _, x := range s.Actions.Live() {
		changes = append(changes, model.Removed[model.Action]{ID: x.ID})
	}
	for _, x := range s.Notes.Live() {
		changes = append(changes, model.Set[model.Note]{Item: model.Note{Step: x.Step}})
	}
	do(t, h, changes...)
	return h.Session()
}

func TestRemovedEverythingLeavesTheAnswersOnly(t *testing.T) {
	want := `# Kick-off Warm Testdorp

Verslag, Testdorp, 22 november 2026

## Opvolging

### Verankering

| Vraag                | In orde  | Toelichting        |
| -------------------- | -------- | ------------------ |
| In het meerjarenplan | ja       | Opgenomen in 2027. |
| Een vast overleg     | nog niet |                    |
`
	if got := written(t, bare(t), "nl"); got != want {
		t.Error(got)
	}
}

func TestRemovedEntriesNeverAppear(t *testing.T) {
	for _, lang := range assets.Languages {
		if found := regexp.MustCompile(`(?i)weggehaald-\w+`).FindAllString(written(t, trial(t), lang), -1); found != nil {
			t.Errorf("%s: %v", lang, found)
		}
	}
}

// An option that is removed after the vote leaves its count and takes its
// words along; one that was merged shows under the words it was merged into.
func TestOptionRemovedAfterTheVote(t *testing.T) {
	h := model.NewHistory(trial(t), 0, nil)
	into := *h.Session().Objectives.Get("o4")
	into.MergedInto = "o3"
	do(t, h, model.Removed[model.Objective]{ID: "o2"}, model.Edited[model.Objective]{Item: into})
	got := written(t, h.Session(), "nl")
	if strings.Contains(got, "Ouders vinden elkaar") || strings.Contains(got, "Samen een kalender maken") {
		t.Error("the words are still there")
	}
	for _, line := range []string{`| 2 =    | B      | (weggehaald)  `, `| 4      | D      | Elke jongere kent een plek om te praten `} {
		if !strings.Contains(got, line) {
			t.Errorf("%q is not in\n%s", line, got)
		}
	}
}

func TestContactDetailsStayAtHome(t *testing.T) {
	for _, lang := range assets.Languages {
		if got := written(t, trial(t), lang); strings.Contains(got, "CONTACT") {
			t.Error(lang, got)
		}
	}
}

func TestSecretRoundWhileOpen(t *testing.T) {
	for _, lang := range assets.Languages {
		d := Summary(trial(t), assets.Load(lang))
		part := under(d, "Welke acties eerst")
		if len(part) != 1 {
			t.Fatalf("%s: more than a sentence: %v", lang, part)
		}
		text := part[0].(Paragraph).Text
		if !strings.Contains(text, "2") || strings.ContainsAny(text, "13456789") {
			t.Errorf("%s: %s", lang, text)
		}
		// The same text comes out whatever stands on the ballots.
		other := voted(t, []model.Ballot{{Participant: "p1", Stickers: map[string]int{}}, {Participant: "p4", Stickers: map[string]int{"a3": 1}}})
		if written(t, other, lang) != written(t, trial(t), lang) {
			t.Errorf("%s: the summary tells two sets of ballots apart", lang)
		}
	}
}

// A vote never says who voted what, secret or not.
func TestVotesNameNobody(t *testing.T) {
	d := Summary(trial(t), assets.Load("nl"))
	for _, title := range []string{"Speerpunten", "Ronde 2", "Loting", "Nog te beslissen", "Tussenstand"} {
		part := under(d, title)
		if len(part) < 3 {
			t.Errorf("%s: %v", title, part)
		}
		for _, p := range trial(t).Participants.All() {
			if strings.Contains(fmt.Sprint(part), p.Name()) {
				t.Errorf("%s names %s", title, p.Name())
			}
		}
	}
}

// What three young people gave is not shown beside a total that has one ballot
// more: that ballot could be read from it.
func TestSmallGroupCannotBeToldFromTheRest(t *testing.T) {
	d := Summary(trial(t), assets.Load("nl"))
	for title, columns := range map[string]int{"Kleine groep": 5, "Speerpunten": 7} {
		for _, block := range under(d, title) {
			if table, ok := block.(Table); ok && len(table.Header) != columns {
				t.Errorf("%s: %v", title, table.Header)
			}
		}
	}
}

// under gives the blocks between a heading and the next.
func under(d Document, title string) []Block {
	at := slices.IndexFunc(d.Blocks, func(b Block) bool { h, ok := b.(Heading); return ok && strings.HasPrefix(h.Text, title) })
	if at < 0 {
		return nil
	}
	rest := d.Blocks[at+1:]
	if end := slices.IndexFunc(rest, func(b Block) bool { _, ok := b.(Heading); return ok }); end >= 0 {
		return rest[:end]
	}
	return rest
}

func TestScanNotRevealedKeepsItsScores(t *testing.T) {
	data := bytes.Replace(read(t, "session.json"), []byte(`"title": "Start", "date": "2026-11-22", "revealed": true`), []byte(`"title": "Start", "date": "2026-11-22", "revealed": false`), 1)
	data = bytes.Replace(data, []byte(`"title": "Jongeren", "date": "2026-12-01", "revealed": true`), []byte(`"title": "Jongeren", "date": "2026-12-01", "revealed": false`), 1)
	for _, lang := range assets.Languages {
		texts := assets.Load(lang)
		d := Summary(imported(t, data), texts)
		for _, title := range []string{"Start", "Jongeren", "Tussentijds"} {
			part := under(d, title)
			if len(part) != 1 || part[0] != (Paragraph{texts.T("export.scan.hidden")}) {
				t.Errorf("%s, %s: %v", lang, title, part)
			}
		}
		var b bytes.Buffer
		if err := Markdown(&b, d, nil); err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"2,2", "2.2", "3,5", "3.5", "Verborgen-akkoord", "De jongeren zien het anders", texts.T("export.standing.only", "Scores", "")[:8]} {
			if strings.Contains(b.String(), secret) {
				t.Errorf("%s: %q came out", lang, secret)
			}
		}
		if !strings.Contains(b.String(), "Wie nieuw is, kent niemand.") {
			t.Errorf("%s: the remarks are gone", lang)
		}
	}
}

// What kring proposes carries its mark, and the mark is explained; where
// nothing is ours, nothing is said about it.
func TestOursIsMarked(t *testing.T) {
	for _, lang := range assets.Languages {
		texts := assets.Load(lang)
		d := Summary(trial(t), texts)
		if last := d.Blocks[len(d.Blocks)-1]; last != (Paragraph{texts.T("common.ours")}) {
			t.Errorf("%s ends with %v", lang, last)
		}
		said := fmt.Sprint(d.Blocks)
		m := trial(t).Method()
		var ours []string
		for _, terms := range [][]model.Term{m.Levels, m.Criteria, m.Settings} {
			for _, term := range terms {
				if term.Ours {
					ours = append(ours, term.Name.In(lang))
				}
			}
		}
		ours = append(ours, m.Sector("sport").Name.In(lang), m.Pillar(2).Note.In(lang), texts.T("export.scan.scale", "Min", 1, "Max", 5))
		for _, text := range ours {
			if !strings.Contains(said, text+"\u00a0°") {
				t.Errorf("%s: %q has no mark", lang, text)
			}
		}
		if got := strings.Count(said, texts.T("export.translated")); (got == 1) != (lang == "en") {
			t.Errorf("%s: translation of titles told %d times", lang, got)
		}
	}
	h := fresh(t, "proef")
	do(t, h, model.Added[model.Participant]{Item: model.Participant{ID: "p1", Number: 1, Organisation: "School", Sector: "onderwijs"}})
	if got := written(t, h.Session(), "nl"); strings.Contains(got, "°") {
		t.Error(got)
	}
}

// A method without pillars asks less, and its summary complains less.
func TestOpenMethod(t *testing.T) {
	h := fresh(t, "open")
	do(t, h,
		model.Added[model.Participant]{Item: model.Participant{ID: "p1", Number: 1, Organisation: "Buurtcomité"}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o1", What: "Een groener plein"}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o2", What: "Een bankje"}},
		model.Added[model.Round]{Item: model.Round{ID: "r1", About: model.AboutObjectives, Options: []string{"o1", "o2"}, Stickers: 1, Places: 1, State: model.Draft}},
		model.RoundOpened{Round: "r1"},
		model.BallotCast{Round: "r1", Ballot: model.Ballot{Participant: "p1", Stickers: map[string]int{"o2": 1}}},
		model.RoundClosed{Round: "r1"},
	)
	want := `# Leeg

Verslag, Testdorp, 22 november 2026

## Groep

De groep telt 1 deelnemer.

| Nr. | Deelnemer   |
| --: | ----------- |
|   1 | Buurtcomité |

## Doelen

2 doelen.

- Een groener plein
- Een bankje

## Stickers

### Ronde 1

Openbare stemming over 2 doelen: één stembriefje per deelnemer, 1 sticker per stembriefje, 1 plaats te verdelen. 1 stembriefje binnen, 1 sticker geplakt.

Stickers per keuze

` + "```text" + `
B Een bankje         ██████████████████████████████  1
A Een groener plein                                  0
` + "```" + `

| Plaats | Letter | Keuze             | Stickers | Stemmers |
| ------ | ------ | ----------------- | -------: | -------: |
| 1      | B      | Een bankje        |        1 |        1 |
| 2      | A      | Een groener plein |        0 |        0 |

- Zeker van een plaats: B “Een bankje”
- Tussen de laatste die binnen is en de eerste die erbuiten valt, is er 1 sticker verschil. Eén stembriefje had de uitslag kunnen veranderen.
`
	if got := written(t, h.Session(), "nl"); got != want {
		t.Error(got)
	}
}

// The gaps of many actions are one sentence each.
func TestGapsAreGrouped(t *testing.T) {
	h := fresh(t, "proef")
	for i := range 17 {
		id := fmt.Sprintf("a%d", i+1)
		do(t, h, model.Added[model.Action]{Item: model.Action{ID: id, Title: "Actie " + id, Chosen: true, Strategies: []string{"educatie"}, Levels: []string{"groep"}}})
	}
	for lang, want := range map[string][]string{
		"nl": {"Nog geen enkele actie heeft een verantwoordelijke.", "Nog geen enkele actie heeft een indicator.", "Nog geen enkele actie heeft een einddatum.", "Alle acties zijn van één strategie: “Educatie”."},
		"en": {"No action has an owner yet.", "No action has an indicator yet.", "No action has an end date yet.", "All actions are of one strategy: “Education”."},
	} {
		texts := assets.Load(lang)
		part := under(Summary(h.Session(), texts), texts.T("export.gaps"))
		if len(part) == 0 || !slices.Equal(part[0].(List).Items, want) {
			t.Errorf("%s: %v", lang, part)
		}
	}
	do(t, h, model.Added[model.Participant]{Item: model.Participant{ID: "p1", Number: 1, Organisation: "School"}})
	one := *h.Session().Actions.Get("a1")
	one.Owner = "p1"
	do(t, h, model.Edited[model.Action]{Item: one})
	part := under(Summary(h.Session(), assets.Load("nl")), "Wat nog ontbreekt")
	if !slices.ContainsFunc(part[0].(List).Items, func(item string) bool {
		return strings.HasPrefix(item, "Nog geen verantwoordelijke bij 16 van de 17 acties: “Actie a2”, ")
	}) {
		t.Error(part)
	}
}

// A crowd is counted and not listed.
func TestManyParticipants(t *testing.T) {
	h := fresh(t, "open")
	for i := range listedMax + 1 {
		do(t, h, model.Added[model.Participant]{Item: model.Participant{ID: fmt.Sprintf("p%d", i), Number: i + 1, Organisation: "Kiezer"}})
	}
	if got := written(t, h.Session(), "nl"); strings.Contains(got, "Kiezer") || !strings.Contains(got, "251 deelnemers") {
		t.Error(got)
	}
}

// A summary without names names nobody.
func TestAnonymousSummary(t *testing.T) {
	s := trial(t).Anonymous("Deelnemer")
	for _, lang := range assets.Languages {
		got := written(t, s, lang)
		for _, name := range []string{"Basisschool Noord", "Leerlingenraad", "An Peeters", "Sportclub"} {
			if strings.Contains(got, name) {
				t.Errorf("%s: %s", lang, name)
			}
		}
	}
}

func TestSameSessionSameBytes(t *testing.T) {
	if a, b := written(t, trial(t), "nl"), written(t, trial(t), "nl"); a != b {
		t.Error("two summaries of one session differ")
	}
}
