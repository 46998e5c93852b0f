package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kring/assets"
	"kring/model"
)

// full is a session with something of every kind, made by changes.
func full(t testing.TB, db *DB) *model.Book {
	t.Helper()
	book := newSession(t, db, "vol")
	do := func(changes ...model.Change) {
		t.Helper()
		for _, c := range changes {
			if err := book.Do(c); err != nil {
				t.Fatalf("%s: %v", c.Kind(), err)
			}
		}
	}
	score := func(n int) *int { return &n }
	do(
		model.Added[model.Participant]{Item: model.Participant{ID: "p1", Number: 1, Organisation: "Jeugdhuis “De Kring” <b>", Person: "An", Contact: "an@x.be", Sector: "jeugd", Heads: 2}},
		addParticipant("p2", 2, "CLB Noord"), addParticipant("p3", 3, "Weg"),
		model.Removed[model.Participant]{ID: "p3"},
		model.Added[model.Meeting]{Item: model.Meeting{ID: "m1", Title: "Kick-off", Date: "2026-11-22", Present: []string{"p1"}, Agenda: []model.AgendaItem{{Step: "quickscan", Minutes: 30}}, Agreements: []string{"volgende keer"}}},
		model.Added[model.Scan]{Item: model.Scan{ID: "s1", Title: "Start", Revealed: true, Scale: &model.Scale{Min: 0, Max: 10}}},
		model.PutInScan[model.Score]{Scan: "s1", Part: model.Score{Participant: "p1", Pillar: 1, Score: score(10)}},
		model.PutInScan[model.Score]{Scan: "s1", Part: model.Score{Participant: "p2", Pillar: 1}},
		model.PutInScan[model.Hands]{Scan: "s1", Part: model.Hands{Pillar: 2, Score: score(0), Count: 12, Group: "young"}},
		model.PutInScan[model.Agreed]{Scan: "s1", Part: model.Agreed{Pillar: 1, Score: score(7), Note: "na gesprek"}},
		model.PutInScan[model.Remark]{Scan: "s1", Part: model.Remark{Pillar: 1, Well: "veel", Better: "meer", Source: "monitor"}},
		model.Set[model.ChosenPillar]{Item: model.ChosenPillar{Pillar: 1, Reason: "nodig"}},
		model.Set[model.ChosenPillar]{Item: model.ChosenPillar{Pillar: 2, Reason: "toch niet", Removed: true}},
		model.Added[model.Offer]{Item: model.Offer{ID: "f1", Pillar: 1, Name: "Instuif", AgeFrom: 6, AgeTo: 12, Strategies: []string{"educatie"}, Levels: []string{"groep"}}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o1", Pillar: 1, What: "Een plek voor elk", AgeFrom: 12, AgeTo: 18, By: "2027-06", Considerations: []string{"gegevens"}, Priority: true}},
		model.Added[model.Objective]{Item: model.Objective{ID: "o2", What: "Nog een", Whom: "ouders"}},
		model.Added[model.Cluster]{Item: model.Cluster{ID: "c1", Title: "Plekken", Objective: "o1"}},
		model.Added[model.Idea]{Item: model.Idea{ID: "i1", Text: "Een bank", Kind: "new", Cluster: "c1", Participant: "p1"}},
		model.Added[model.Action]{Item: model.Action{ID: "a1", Title: "Bank", Kind: "extension", Status: "running", Objectives: []string{"o1"}, Criteria: []string{"mix"}, Chosen: true, Strategies: []string{"omgeving"}, Levels: []string{"gemeente"},
			Owner: "p1", Partners: []model.Partner{{Participant: "p2", Commitment: "zaal"}}, Start: "2027", End: "2027-03-01", Indicators: []model.Indicator{{Kind: "bereik", Text: "kinderen", Target: "50", Result: "20"}},
			Reports: []model.Report{{Time: "2026-11-22T14:00:00Z", Text: "loopt"}}, Evaluation: model.ActionEvaluation{Well: "ja", Ratings: []model.Rating{{Participant: "p2", Score: 4}}}}},
		model.Added[model.Round]{Item: model.Round{ID: "r1", Title: "Ronde 1", About: "objectives", Options: []string{"o1", "o2"}, Stickers: 3, Limit: 2, Per: "head", Split: "young", Places: 1, State: "draft", Together: "add"}},
		model.RoundOpened{Round: "r1", At: "2026-11-22T14:00:00Z"},
		model.BallotCast{Round: "r1", Ballot: model.Ballot{Participant: "p1", Stickers: map[string]int{"o1": 2, "o2": 1}}},
		model.BallotCast{Round: "r1", Head: 1, Ballot: model.Ballot{Participant: "p1", Stickers: map[string]int{"o2": 1}}},
		model.BallotCast{Round: "r1", Ballot: model.Ballot{Participant: "p2", Stickers: map[string]int{}}},
		model.BallotTaken{Round: "r1", Participant: "p2"},
		model.WallSet{Round: "r1", Wall: model.Wall{Option: "o1", Group: "young", Stickers: 4}},
		model.RoundClosed{Round: "r1", At: "2026-11-22T15:00:00Z"},
		model.OutcomeSet{Round: "r1", Outcome: model.Outcome{Chosen: []string{"o1"}, By: "votes", Note: "duidelijk"}},
		model.Added[model.Round]{Item: model.Round{ID: "r2", About: "pillars", Options: []string{"1", "2"}, Stickers: 1, Per: "participant", Secret: true, State: "draft", Together: "add", Of: "r1"}},
		model.RoundOpened{Round: "r2", At: "2026-11-22T15:00:00Z"},
		model.BallotCast{Round: "r2", Ballot: model.Ballot{Participant: "p1", Stickers: map[string]int{"2": 1}}},
		model.Set[model.AnchoringCheck]{Item: model.AnchoringCheck{Check: "meerjarenplan", Done: true, Note: "ja"}},
		model.Set[model.PlanEvaluation]{Item: model.PlanEvaluation{Objective: "o1", Text: "goed"}},
		model.Set[model.Note]{Item: model.Note{Step: "quickscan", Text: "druk"}},
	)
	if _, err := book.Undo(); err != nil {
		t.Fatal(err)
	}
	return book
}

func TestExportImportExportIsTheSameFile(t *testing.T) {
	db := newTestDB(t)
	book := full(t, db)
	first := exported(t, book)
	for _, want := range []string{
		`"organisation":"Jeugdhuis “De Kring” <b>"`, `"score":null`, `"removed":true`, `"change":"undo"`, `"text":"Ongedaan gemaakt: Nota bewaard: druk"`,
		`"scale": {"min":0,"max":10}`, `"one_ballot_could_change"`,
	} {
		if !bytes.Contains(first, []byte(want)) {
			t.Errorf("%s is not in the file:\n%s", want, first)
		}
	}
	if bytes.Contains(first, []byte(`{"participant":"p1","stickers":{"2":1}}`)) {
		t.Error("a ballot of the open secret round is in the file")
	}
	other := newTestDB(t)
	in, err := other.ImportData(first)
	if err != nil {
		t.Fatal(err)
	}
	if in.ID != "vol" {
		t.Errorf("the session came in as %q", in.ID)
	}
	second := exported(t, mustOpen(t, other, in.ID))
	// The open secret round's ballots stayed behind, so its figures differ.
	if a, b := withoutResults(t, first), withoutResults(t, second); a != b {
		t.Errorf("first:\n%s\nsecond:\n%s", a, b)
	}
	third := newTestDB(t)
	if _, err := third.ImportData(second); err != nil {
		t.Fatal(err)
	}
	if got := exported(t, mustOpen(t, third, "vol")); !bytes.Equal(got, second) {
		t.Errorf("third:\n%s\nsecond:\n%s", got, second)
	}
	// After an import the log goes on where it was.
	b := mustOpen(t, other, "vol")
	last := b.Lines()[len(b.Lines())-1].Seq
	if err := b.Do(addParticipant("p9", 9, "Nieuw")); err != nil {
		t.Fatal(err)
	}
	if l := b.Lines()[len(b.Lines())-1]; l.Seq != last+1 {
		t.Errorf("the next line has number %d after %d", l.Seq, last)
	}
	// The same file again comes in beside the first one.
	in, err = other.ImportData(first)
	if err != nil || in.ID == "vol" {
		t.Errorf("the second time it came in as %q, %v", in.ID, err)
	}
}

func withoutResults(t *testing.T, file []byte) string {
	t.Helper()
	from, to := bytes.Index(file, []byte(` "results":`)), bytes.Index(file, []byte("\n \"log\":"))
	if from < 0 || to < from {
		t.Fatalf("no results before a log in:\n%s", file)
	}
	return string(file[:from]) + string(file[to:])
}

func TestExampleImports(t *testing.T) {
	db := newTestDB(t)
	for _, lang := range assets.Languages {
		in, err := db.ImportData(assets.Example(lang))
		if err != nil {
			t.Fatal(lang, err)
		}
		s := mustOpen(t, db, in.ID).Session()
		if s.Language != lang || len(s.Objectives.Live()) != 5 || len(s.Chosen()) != 17 {
			t.Errorf("%s: %d objectives, %d actions", lang, len(s.Objectives.Live()), len(s.Chosen()))
		}
	}
}

const small = `{"format":"kring.session","version":1,"id":"x","title":"T","method":"warme-steden","language":"nl",
"participants":[{"id":"p1","number":1,"organisation":"A"}],
"objectives":[{"id":"o1","what":"W"}],%s}`

// Bad input: each with a clear sentence, and nothing came in.
func TestBadSessionFiles(t *testing.T) {
	nested := strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000)
	deeper := strings.Repeat("[", 100_000)
	round := func(ballots string) string {
		return fmt.Sprintf(`"rounds":[{"id":"r1","about":"objectives","options":["o1"],"stickers":3,"limit":2,"state":"closed","ballots":[%s]}]`, ballots)
	}
	for name, c := range map[string]struct {
		file string
		want string // the flaw, or the code of the rule
		says string // stands in the Dutch sentence
	}{
		"empty":                {"", "empty", "leeg"},
		"blank":                {" \n\t ", "empty", "leeg"},
		"no JSON":              {"geen json", "syntax", "Regel 1"},
		"cut off":              {small[:100], "syntax", "Regel"},
		"something behind it":  {fmt.Sprintf(small, `"notes":[]`) + "{}", "syntax", "Regel"},
		"an array":             {"[]", "type", ""},
		"another format":       {`{"format":"x","version":1}`, "format", "kring.session"},
		"no format":            {`{}`, "format", "kring.session"},
		"a later version":      {`{"format":"kring.session","version":2}`, "version", "2"},
		"an unknown field":     {fmt.Sprintf(small, `"titel":"x"`), "unknown", "titel"},
		"an unknown field far": {fmt.Sprintf(small, `"actions":[{"id":"a1","title":"x","owners":"p1"}]`), "unknown", "actions[0]"},
		"another case":         {fmt.Sprintf(small, `"Notes":[]`), "unknown", "Notes"},
		"a field twice":        {fmt.Sprintf(small, `"title":"x"`), "twice", "title"},
		"a wrong type":         {fmt.Sprintf(small, `"ideas":[{"id":7}]`), "type", "ideas[0].id"},
		"a text for a number":  {fmt.Sprintf(small, `"scans":[{"id":"s1","scale":{"min":"1","max":5}}]`), "type", "scans[0].scale.min"},
		"a fraction":           {fmt.Sprintf(small, `"agenda":1.5`), "unknown", "agenda"},
		"a score with a point": {fmt.Sprintf(small, `"scans":[{"id":"s1","scores":[{"participant":"p1","pillar":1,"score":1.5}]}]`), "type", "1.5"},
		"an id to nowhere":     {fmt.Sprintf(small, `"ideas":[{"id":"i1","text":"x","objective":"o9"}]`), "ref.unknown", "o9"},
		"a partner to nowhere": {fmt.Sprintf(small, `"actions":[{"id":"a1","title":"x","partners":[{"participant":"p7"}]}]`), "ref.unknown", "p7"},
		"an id twice":          {fmt.Sprintf(small, `"ideas":[{"id":"i1","text":"x"},{"id":"i1","text":"y"}]`), "id.taken", "i1"},
		"no id":                {fmt.Sprintf(small, `"ideas":[{"text":"x"}]`), "id.bad", ""},
		"over its budget":      {fmt.Sprintf(small, round(`{"participant":"p1","stickers":{"o1":4}}`)), "ballot.limit", "2"},
		"over all its budget":  {fmt.Sprintf(strings.Replace(small, `"W"}`, `"W"},{"id":"o2","what":"V"}`, 1), strings.Replace(round(`{"participant":"p1","stickers":{"o1":2,"o2":2}}`), `["o1"]`, `["o1","o2"]`, 1)), "ballot.budget", "3"},
		"two ballots":          {fmt.Sprintf(small, round(`{"participant":"p1","stickers":{"o1":1}},{"participant":"p1","stickers":{}}`)), "ballot.twice", "p1"},
		"no option":            {fmt.Sprintf(small, round(`{"participant":"p1","stickers":{"o7":1}}`)), "ballot.option", "o7"},
		"a negative count":     {fmt.Sprintf(small, round(`{"participant":"p1","stickers":{"o1":-1}}`)), "ballot.count", "-1"},
		"outside the scale":    {fmt.Sprintf(small, `"scans":[{"id":"s1","scores":[{"participant":"p1","pillar":1,"score":6}]}]`), "score.range", "6"},
		"no such pillar":       {fmt.Sprintf(small, `"pillars":[{"pillar":9}]`), "pillar.unknown", "9"},
		"no such method":       {`{"format":"kring.session","version":1,"id":"x","title":"T","method":"x"}`, "method.unknown", "x"},
		"a bad date":           {fmt.Sprintf(small, `"date":"22/11/2026"`), "date.bad", "22/11/2026"},
		"ages upside down":     {fmt.Sprintf(small, `"offer":[{"id":"f1","pillar":1,"name":"x","age_from":12,"age_to":6}]`), "age.bad", "12"},
		"a number twice":       {strings.Replace(fmt.Sprintf(small, `"notes":[]`), `"A"}`, `"A"},{"id":"p2","number":1,"organisation":"B"}`, 1), "number.taken", "1"},
		"a long text":          {fmt.Sprintf(small, `"notes":[{"step":"group","text":"`+strings.Repeat("x", 10_001)+`"}]`), "text.long", "10000"},
		"deep":                 {fmt.Sprintf(small, `"notes":`+nested), "type", ""},
		"deep where ignored":   {fmt.Sprintf(small, `"results":`+deeper), "syntax", "Regel"},
		"deep at once":         {deeper, "", ""},
		"Latin-1":              {fmt.Sprintf(small, "\"facilitator\":\"Ren\xe9\""), "utf8", "Regel 3"},
		"UTF-16":               {"\xff\xfe{\x00}\x00", "utf8", "Regel 1"},
		"100 MiB":              {strings.Repeat(" ", 100<<20), "large", "64"},
	} {
		t.Run(name, func(t *testing.T) {
			db := newTestDB(t)
			before := read(t, db.Path())
			path := filepath.Join(t.TempDir(), "in.json")
			if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := db.ImportFile(path, "nl")
			var flaw *FileError
			if !errors.As(err, &flaw) {
				t.Fatalf("taken, or failed with %v", err)
			}
			got := string(flaw.Flaw)
			var rule *model.Error
			if errors.As(err, &rule) {
				got = string(rule.Code)
			}
			if c.want != "" && got != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
			for _, lang := range assets.Languages {
				text, ok := Explain(assets.Load(lang), err)
				if !ok || strings.Contains(text, "⟦") || strings.Contains(text, "<no value>") {
					t.Errorf("the sentence in %s is %q", lang, text)
				}
				if lang == "nl" && !strings.Contains(text, c.says) {
					t.Errorf("%q does not name %q", text, c.says)
				}
			}
			if !bytes.Equal(read(t, db.Path()), before) {
				t.Error("the database was changed")
			}
		})
	}
}

func TestSessionFileIsForgiving(t *testing.T) {
	db := newTestDB(t)
	for name, file := range map[string]string{
		"byte order mark":     "\xef\xbb\xbf" + fmt.Sprintf(small, `"notes":[]`),
		"empty texts":         `{"format":"kring.session","version":1,"method":"warme-steden","participants":[{"id":"p1"},{"id":"p2","number":4},{"id":"p3"}],"objectives":[{"id":"o1","what":""}],"clusters":[{"id":"c1"}],"ideas":[{"id":"i1"}],"actions":[{"id":"a1"}],"offer":[{"id":"f1","pillar":1}]}`,
		"null for all":        fmt.Sprintf(small, `"notes":null,"date":null,"rounds":null,"facilitator":null,"pillars":[{"pillar":1,"reason":null}]`),
		"results and a log":   fmt.Sprintf(small, `"results":{"what":["ever"]},"log":[{"seq":4,"time":"x","change":"y","text":"\u001b[31mrood"}]`),
		"unsafe texts":        fmt.Sprintf(small, `"facilitator":"\u001b]0;x\u0007Mia\u202e","notes":[{"step":"group","text":"a\nb"}]`),
		"a secret with names": fmt.Sprintf(small, `"rounds":[{"id":"r1","about":"objectives","options":["o1"],"stickers":1,"secret":true,"state":"closed","ballots":[{"participant":"p1","stickers":{"o1":1}}]}]`),
	} {
		in, err := db.ImportData([]byte(file))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		out := exported(t, mustOpen(t, db, in.ID))
		if bytes.ContainsAny(out, "\x1b\u202e") || bytes.Contains(out, []byte("u001b")) {
			t.Errorf("%s: something unsafe came through:\n%s", name, out)
		}
		if name == "a secret with names" && !bytes.Contains(out, []byte(`"participant":"","stickers":{"o1":1}`)) {
			t.Errorf("the name stayed with the ballot:\n%s", out)
		}
	}
}

func FuzzImport(f *testing.F) {
	f.Add([]byte(fmt.Sprintf(small, `"notes":[]`)))
	f.Add(assets.Example("nl"))
	methods := methodsOf(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		read := bounded(t)
		s, lines, err := Import(data, methods)
		read()
		if err != nil {
			var flaw *FileError
			if !errors.As(err, &flaw) {
				t.Fatalf("failed with %v", err)
			}
			return
		}
		var out, again bytes.Buffer
		text := func(l model.Line) string { return l.Kind }
		if _, err := Export(&out, s, lines, text); err != nil {
			t.Fatal(err)
		}
		s, lines, err = Import(out.Bytes(), methods)
		if err != nil {
			t.Fatalf("what was exported does not come in: %v\n%s", err, out.Bytes())
		}
		if _, err := Export(&again, s, lines, text); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
			t.Fatalf("exported again it is another file: %v\n%s\n%s", err, out.Bytes(), again.Bytes())
		}
	})
}

// A session without a past is the same file before and after it is opened again.
func TestNoLogIsNoLog(t *testing.T) {
	s := newSession(t, newTestDB(t), "a").Session()
	var none, empty bytes.Buffer
	for b, lines := range map[*bytes.Buffer][]model.Line{&none: nil, &empty: {}} {
		if _, err := Export(b, s, lines, nil); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(none.Bytes(), empty.Bytes()) {
		t.Errorf("%s\nand\n%s", none.Bytes(), empty.Bytes())
	}
}
