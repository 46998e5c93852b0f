package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"kring/assets"
	"kring/model"
)

const pbNow = model.Time("2026-03-01T09:00:00Z")

// pbMethods are the methods that are shipped, as far as Pabulib needs them.
func pbMethods(t testing.TB) model.Methods {
	t.Helper()
	m, err := model.ParseMethod(assets.Methods()[pbMethod])
	if err != nil {
		t.Fatal(err)
	}
	return model.Methods{pbMethod: m}
}

func pbFixture(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func pbImport(t testing.TB, file string) (*model.Session, []Difference) {
	t.Helper()
	s, differences, err := ImportPabulib([]byte(file), pbMethods(t), "nl", pbNow)
	if err != nil {
		t.Fatal(err)
	}
	return s, differences
}

func pbExported(t testing.TB, s *model.Session, r *model.Round) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := ExportPabulib(&b, s, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// pbCounts gives the stickers of each option, in the order of the ballot.
func pbCounts(s *model.Session) []int {
	by := map[string]int{}
	for _, o := range s.RoundResult(pbRound).Options {
		by[o.Option] = o.Stickers
	}
	var counts []int
	for _, option := range s.Rounds.Get(pbRound).Options {
		counts = append(counts, by[option])
	}
	return counts
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestImportPabulibApproval(t *testing.T) {
	s, differences := pbImport(t, pbFixture(t, "approval.pb"))
	same(t, "differences", differences, []Difference{})
	same(t, "head", s.Head(), model.Head{Title: "Onze straat, onze keuze", Municipality: "Voorbeeldgem", Date: "2025-02-03", Language: "nl"})
	same(t, "created", s.Created, pbNow)
	same(t, "method", s.MethodKey, pbMethod)

	r := s.Rounds.Get(pbRound)
	same(t, "options", r.Options, []string{"o1", "o2", "o3", "o4"})
	same(t, "rules", []any{r.Stickers, r.Limit, r.Places, r.Secret, r.Split, r.Per, r.State, r.About, r.Together},
		[]any{3, 1, 2, false, "", model.PerParticipant, model.Closed, model.AboutObjectives, model.TogetherAdd})
	same(t, "times", []model.Time{r.Opened, r.Closed}, []model.Time{"2025-02-03T00:00:00Z", "2025-02-17T00:00:00Z"})
	same(t, "outcome", r.Outcome, model.Outcome{
		Chosen: []string{"o1", "o2"}, By: model.ByVotes,
		Note: "country: Belgium; instance: 2025; budget: 30000; currency: EUR; rule: greedy",
	})
	same(t, "counts", pbCounts(s), []int{4, 3, 2, 0})
	same(t, "ballots", s.RoundResult(pbRound).Ballots, 6) // a blank one too

	same(t, "project", *s.Objectives.Get("o1"), model.Objective{ID: "o1", What: "Speelplein aan de kerk", Note: "cost: 12000; project_id: BO.D16.5/23"})
	same(t, "voter", *s.Participants.Get("p4"), model.Participant{ID: "p4", Number: 230, Organisation: "Kiezer 230", Heads: 1})
}

func TestImportPabulibCumulative(t *testing.T) {
	s, differences := pbImport(t, pbFixture(t, "cumulative.pb"))
	same(t, "differences", differences, []Difference{{Project: "3", Name: "Boekenruilkast", Published: 2, Counted: 1}})
	same(t, "counts", pbCounts(s), []int{9, 7, 1})
	r := s.Rounds.Get(pbRound)
	same(t, "bounds", []int{r.Stickers, r.Limit, r.Places}, []int{6, 4, 0})
	same(t, "date", s.Date, model.Date("2024"))
	same(t, "times", []model.Time{r.Opened, r.Closed}, []model.Time{"", ""}) // a year is no moment
	same(t, "kept back", s.RoundResult(pbRound).KeptBack, 4*6-17)
}

// TestImportPabulibOdd reads a file as spreadsheets and other programs leave it.
func TestImportPabulibOdd(t *testing.T) {
	s, differences := pbImport(t, pbFixture(t, "odd.pb"))
	same(t, "differences", differences, []Difference{})
	same(t, "head", s.Head(), model.Head{
		Title: `Voorbeeldgem; deel "West" 2023-2024`, Municipality: `Voorbeeldgem; deel "West"`, Date: "2023-11-05", Language: "nl",
	})
	var names []string
	for _, o := range s.Objectives.All() {
		names = append(names, o.What)
	}
	same(t, "names", names, []string{`Plein "De Kring"; fase 2`, "Een naam op twee regels", "C 3"})
	same(t, "counts", pbCounts(s), []int{7, 4, 3})
	var voters []string
	for _, p := range s.Participants.All() {
		voters = append(voters, p.Organisation)
	}
	same(t, "voters", voters, []string{"Kiezer x", "Kiezer x", "Kiezer y", "Kiezer 4"})
	same(t, "no sticker for 0 points", s.Rounds.Get(pbRound).Ballots.All()[3].Stickers, map[string]int{"o1": 1, "o3": 3})
	same(t, "bounds", []int{s.Rounds.Get(pbRound).Stickers, s.Rounds.Get(pbRound).Places}, []int{5, 1})
}

func TestImportPabulibLineEnds(t *testing.T) {
	file := pbFixture(t, "approval.pb")
	s, _ := pbImport(t, file)
	want := pbExported(t, s, s.Rounds.Get(pbRound))
	for name, other := range map[string]string{
		"crlf":      strings.ReplaceAll(file, "\n", "\r\n"),
		"bom":       "\ufeff" + file,
		"blank":     strings.ReplaceAll(file, "\n", "\n \n;;\n"),
		"filled up": strings.ReplaceAll(file, "\n", ";;;\n"),
		"no end":    strings.TrimSuffix(file, "\n"),
		"order":     file[strings.Index(file, "PROJECTS"):] + file[:strings.Index(file, "PROJECTS")],
		"no header": strings.Replace(file, "key;value\n", "", 1),
		"spaces":    strings.ReplaceAll(file, ";", " ; "),
	} {
		s, _ := pbImport(t, other)
		same(t, name, pbExported(t, s, s.Rounds.Get(pbRound)), want)
	}
}

// pbFile makes a small file of the given kind; nothing in it is bounded.
func pbFile(meta, projects, votes string) string {
	return "META\nkey;value\n" + meta + "\nPROJECTS\nproject_id;cost;selected\n" + projects + "\nVOTES\nvoter_id;vote;points\n" + votes + "\n"
}

func TestImportPabulibBounds(t *testing.T) {
	for _, c := range []struct {
		name, file              string
		stickers, limit, places int
	}{
		{"largest ballot of points", pbFile("vote_type;cumulative", "a;5\nb;5", "1;a,b;3,4\n2;a;5"), 7, 0, 0},
		{"largest ballot of approvals", pbFile("vote_type;approval", "a;5\nb;5", "1;a,b\n2;a"), 2, 1, 0},
		{"nobody voted", pbFile("vote_type;approval", "a;5\nb;5", ""), 1, 1, 0},
		{"one choice", pbFile("vote_type;Choose-1", "a;5\nb;5", "1;a"), 1, 1, 0},
		{"limit alone", pbFile("vote_type;cumulative\nmax_points;9", "a;5\nb;5", "1;a;3"), 3, 9, 0},
		{"selected", pbFile("vote_type;approval\nbudget;5", "a;5;1\nb;5;0\nc;5;3", "1;a"), 1, 1, 1},
		{"budget of places", pbFile("vote_type;approval\nbudget;2", "a;1\nb;1\nc;1", "1;a"), 1, 1, 2},
		{"all win", pbFile("vote_type;approval\nbudget;3", "a;1\nb;1\nc;1", "1;a"), 1, 1, 0},
	} {
		s, _ := pbImport(t, c.file)
		r := s.Rounds.Get(pbRound)
		same(t, c.name, []int{r.Stickers, r.Limit, r.Places}, []int{c.stickers, c.limit, c.places})
	}
}

func TestImportPabulibRefuses(t *testing.T) {
	const kind = "vote_type;cumulative"
	good := pbFile(kind, "a;1\nb;1", "1;a;1")
	for _, c := range []struct {
		name, file string
		flaw       Flaw
		line       int // 0: the sentence names none
	}{
		{"empty", " \n\n", FileEmpty, 0},
		{"no UTF-8", good + "2;\xff;1\n", FileUTF8, 11},
		{"too large", strings.Repeat(" ", FileMax) + good, FileLarge, 0},
		{"another file", "naam;aantal\nx;1\n", PBSection, 0},
		{"no projects", "META\n" + kind + "\nVOTES\nvote\n", PBSection, 0},
		{"no votes", "META\n" + kind + "\nPROJECTS\nproject_id\na\n", PBSection, 0},
		{"META twice", good + "META\n", PBTwice, 11},
		{"a key twice", strings.Replace(good, kind, kind+"\nunit;a\nunit;b", 1), PBTwice, 5},
		{"a column twice", strings.Replace(good, "cost", "project_id", 1), PBTwice, 5},
		{"a project twice", pbFile(kind, "a;1\na;1", "1;a;1"), PBTwice, 7},
		{"a project twice on a ballot", pbFile(kind, "a;1", "1;a,a;1,1"), PBTwice, 9},
		{"no project_id", "META\n" + kind + "\nPROJECTS\nname\nVOTES\nvote\n", PBColumn, 3},
		{"no header", "META\n" + kind + "\nPROJECTS\nVOTES\nvote\n", PBColumn, 3},
		{"no vote", "META\n" + kind + "\nPROJECTS\nproject_id\nVOTES\nvoter_id;points\n", PBColumn, 5},
		{"no points", "META\n" + kind + "\nPROJECTS\nproject_id\nVOTES\nvote\n", PBColumn, 5},
		{"too many fields", pbFile(kind, "a;1;1;een; twee", "1;a;1"), PBFields, 6},
		{"too many columns", strings.Replace(good, "cost", strings.Repeat(";", pbColumnsMax), 1), PBFields, 5},
		{"open quote", pbFile(kind, "a;1", "1;\"a;1"), PBQuote, 9},
		{"too many projects", pbFile(kind, strings.Repeat("a;1\n", model.OptionsMax+1), "1;a;1"), PBRows, 6 + model.OptionsMax},
		{"too many voters", pbFile(kind, "a;1", strings.Repeat("1;a;1\n", model.ParticipantsMax+1)), PBRows, 9 + model.ParticipantsMax},
		{"too much META", pbFile(kind+strings.Repeat("\ncomment;x", pbRowsMax[pbMeta]), "a;1", "1;a;1"), PBRows, 3 + pbRowsMax[pbMeta]},
		{"ordinal", pbFile("vote_type;ordinal", "a;1", "1;a"), PBType, 0},
		{"scoring", pbFile("vote_type;scoring", "a;1", "1;a;1"), PBType, 0},
		{"no kind of vote", pbFile("unit;x", "a;1", "1;a"), PBType, 0},
		{"bound is a word", pbFile(kind+"\nmax_sum_points;veel", "a;1", "1;a;1"), PBNumber, 4},
		{"bound of nothing", pbFile(kind+"\nmax_points;0", "a;1", "1;a;1"), PBNumber, 4},
		{"selected is a word", pbFile(kind, "a;1;ja", "1;a;1"), PBNumber, 6},
		{"score is a word", strings.Replace(pbFile(kind, "a;1;veel", "1;a;1"), "selected", "score", 1), PBNumber, 6},
		{"score of a half", strings.Replace(pbFile(kind, "a;1;2.5", "1;a;1"), "selected", "score", 1), PBNumber, 6},
		{"points are a word", pbFile(kind, "a;1", "1;a;x"), PBNumber, 9},
		{"half a point", pbFile(kind, "a;1", "1;a;1.5"), PBNumber, 9},
		{"a point less", pbFile(kind, "a;1", "1;a;-1"), PBNumber, 9},
		{"endless points", pbFile(kind, "a;1", "1;a;99999999999999999999"), PBNumber, 9},
		{"a nameless project", pbFile(kind, "a;1\n ;1;0", "1;a;1"), PBNameless, 7},
		{"an unknown project", pbFile(kind, "a;1", "1;a;1\n2;B;1"), PBProject, 10},
		{"a gap in a vote", pbFile(kind, "a;1\nb;1", "1;a,,b;1,1,1"), PBProject, 10},
		{"fewer points", pbFile(kind, "a;1\nb;1", "1;a,b;1"), PBPoints, 10},
		{"points for nothing", pbFile(kind, "a;1", "1;;1"), PBPoints, 9},
		{"over the sum", pbFile(kind+"\nmax_sum_points;3", "a;1\nb;1", "1;a,b;2,2"), PBBound, 11},
		{"over the points", pbFile(kind+"\nmax_points;3", "a;1", "1;a;4"), PBBound, 10},
		{"over the length", pbFile("vote_type;approval\nmax_length;1", "a;1\nb;1", "1;a,b"), PBBound, 11},
		{"over the one choice", pbFile("vote_type;choose-1", "a;1\nb;1", "1;a,b"), PBBound, 10},
		{"no project", pbFile(kind, "", ""), FileRule, 0},
		{"too long a voter", pbFile(kind, "a;1", strings.Repeat("1", model.TitleMax)+";a;1"), FileRule, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _, err := ImportPabulib([]byte(c.file), pbMethods(t), "nl", pbNow)
			var file *FileError
			if s != nil || !errors.As(err, &file) || file.Flaw != c.flaw {
				t.Fatalf("got %v, want %s", err, c.flaw)
			}
			if c.line > 0 && file.Args["Line"] != c.line {
				t.Errorf("line %v, want %d", file.Args["Line"], c.line)
			}
			for _, lang := range assets.Languages {
				text, ok := Explain(assets.Load(lang), err)
				if !ok || strings.Contains(text, "<no value>") || c.line > 0 && !strings.Contains(text, fmt.Sprint(c.line)) {
					t.Errorf("%s: %q", lang, text)
				}
			}
		})
	}
}

func TestImportPabulibWithoutMethod(t *testing.T) {
	_, _, err := ImportPabulib([]byte(pbFixture(t, "approval.pb")), model.Methods{}, "nl", pbNow)
	var rule *model.Error
	if !errors.As(err, &rule) || rule.Code != model.MethodUnknown {
		t.Fatal(err)
	}
}

func TestPabulibTexts(t *testing.T) {
	for _, lang := range assets.Languages {
		texts := assets.Load(lang)
		for _, flaw := range []Flaw{
			PBSection, PBColumn, PBTwice, PBFields, PBQuote, PBRows, PBType, PBNumber, PBNameless, PBProject, PBPoints, PBBound,
		} {
			if !texts.Has("file." + string(flaw)) {
				t.Errorf("%s: no text for %s", lang, flaw)
			}
		}
		for _, id := range []string{"pabulib.round", "pabulib.voter", "pabulib.difference", "pabulib.behind"} {
			if !texts.Has(id) {
				t.Errorf("%s: no text %s", lang, id)
			}
		}
	}
}

// pbAgain exports a round and imports it, and wants the same result.
func pbAgain(t *testing.T, s *model.Session, r *model.Round) *model.Session {
	t.Helper()
	file := pbExported(t, s, r)
	again, differences := pbImport(t, file)
	same(t, "differences", differences, []Difference{})
	same(t, "ballots", again.Rounds.Get(pbRound).Ballots.Len(), s.RoundResult(r.ID).Ballots)

	want, got := *s.RoundResult(r.ID), *again.RoundResult(pbRound)
	place := map[string]string{}
	for i, option := range r.Options {
		place[option] = optionID(i)
	}
	// Ids are those of the new session, groups are not carried, and who did
	// not vote is not in the file.
	want.Round, want.Outstanding = pbRound, got.Outstanding
	want.Options = append([]model.OptionResult{}, want.Options...)
	for i := range want.Options {
		want.Options[i].Option, want.Options[i].Groups = place[want.Options[i].Option], map[string]int{}
	}
	ties := [][]string{}
	for _, tied := range want.Ties {
		var ids []string
		for _, option := range tied {
			ids = append(ids, place[option])
		}
		ties = append(ties, ids)
	}
	want.Ties = ties
	same(t, "result", got, want)
	return again
}

func TestExportPabulibGivesBackAFile(t *testing.T) {
	for _, name := range []string{"approval.pb", "cumulative.pb", "odd.pb"} {
		s, _ := pbImport(t, pbFixture(t, name))
		again := pbAgain(t, s, s.Rounds.Get(pbRound))
		same(t, name, pbExported(t, again, again.Rounds.Get(pbRound)), pbExported(t, s, s.Rounds.Get(pbRound)))
	}
	s, _ := pbImport(t, pbFixture(t, "approval.pb"))
	file := pbExported(t, s, s.Rounds.Get(pbRound))
	for _, row := range []string{
		"\nbudget;30000\n", "\ncountry;Belgium\n", "\ndate_end;17.02.2025\n", "\nmax_length;3\n",
		"\nBO.D16.5/23;12000;4;4;Speelplein aan de kerk;1\n", "\n231;\"BO.D16.5/23,12\"\n", "\n301;\n",
	} {
		if !strings.Contains(file, strings.ReplaceAll(row, `"`, "")) {
			t.Errorf("no row %q in\n%s", row, file)
		}
	}
}

// pbSession is a session of a workshop with one round; change shapes it.
func pbSession(t *testing.T, change func(*model.Session, *model.Round)) (*model.Session, *model.Round) {
	t.Helper()
	methods := pbMethods(t)
	s := model.New("s1", model.Head{Title: `"Kick-off"; Leuven`, Municipality: "Leuven", Date: "2026-11", Language: "nl"}, methods[pbMethod], pbNow)
	var objectives []model.Objective
	for i, what := range []string{"Rust; en ruimte", `"Samen" buiten`, "  None ", "Slapen\nen eten"} {
		objectives = append(objectives, model.Objective{ID: fmt.Sprint("x,", i), What: what, Note: "denk aan: alles"})
	}
	var participants []model.Participant
	for i := range 7 {
		participants = append(participants, model.Participant{
			ID: fmt.Sprint("org", i), Number: i + 5, Organisation: fmt.Sprint("Jeugdhuis ", i), Young: i%2 == 0, Heads: 3,
		})
	}
	r := model.Round{
		ID: "r7", About: model.AboutObjectives, Options: []string{"x,2", "x,0", "x,3"}, Stickers: 4, Per: model.PerParticipant,
		Places: 1, State: model.Closed, Opened: "2026-11-22T19:00:00Z", Closed: "2026-11-22T20:00:00Z",
		Ballots: model.BallotsOf([]model.Ballot{
			{Participant: "org3", Stickers: map[string]int{"x,0": 3, "x,2": 1}},
			{Participant: "org0", Stickers: map[string]int{"x,2": 2}},
			{Participant: "org1"},
			{Participant: "org2", Stickers: map[string]int{"x,3": 4}, Removed: true},
		}),
	}
	change(s, &r)
	var errs [3]error
	s.Objectives, errs[0] = model.ListOf(objectives)
	s.Participants, errs[1] = model.ListOf(participants)
	s.Rounds, errs[2] = model.ListOf([]model.Round{r})
	if err := errors.Join(errs[0], errs[1], errs[2], s.Attach(methods)); err != nil {
		t.Fatal(err)
	}
	return s, s.Rounds.Get("r7")
}

func TestExportPabulibOfAWorkshop(t *testing.T) {
	wall, _ := model.ListOf([]model.Wall{{Option: "x,0", Stickers: 9}, {Option: "x,3", Group: model.GroupYoung, Stickers: 2}})
	for _, c := range []struct {
		name   string
		change func(*model.Session, *model.Round)
		voters []string
	}{
		{"a tie that is not decided", func(*model.Session, *model.Round) {}, []string{"8", "5", "6"}},
		{"chosen otherwise", func(_ *model.Session, r *model.Round) {
			r.Outcome = model.Outcome{Chosen: []string{"x,0", "x,3"}, By: model.ByTalk, Note: "budget: 3"}
		}, []string{"8", "5", "6"}},
		{"one on an option", func(_ *model.Session, r *model.Round) {
			r.Limit, r.Places = 1, 0
			r.Ballots = model.BallotsOf([]model.Ballot{{Participant: "org6", Stickers: map[string]int{"x,3": 1, "x,0": 1}}})
		}, []string{"11"}},
		{"a limit", func(_ *model.Session, r *model.Round) { r.Stickers, r.Limit, r.Places = 5, 4, 2 }, []string{"8", "5", "6"}},
		{"secret and split", func(_ *model.Session, r *model.Round) { r.Secret, r.Split = true, model.SplitYoung }, []string{"1", "2", "3"}},
		{"per head", func(_ *model.Session, r *model.Round) {
			r.Per = model.PerHead
			r.Ballots = model.BallotsOf([]model.Ballot{{Participant: "org6"}, {Participant: "org5"}, {Participant: "org6"}})
		}, []string{"11", "10", "11-2"}},
		{"wall as a check", func(_ *model.Session, r *model.Round) { r.Wall, r.Together = wall, model.TogetherCheck }, []string{"8", "5", "6"}},
		{"nobody voted", func(_ *model.Session, r *model.Round) { r.Ballots = model.Ballots{} }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, r := pbSession(t, c.change)
			again := pbAgain(t, s, r)
			var voters []string
			for _, p := range again.Participants.All() {
				voters = append(voters, strings.TrimPrefix(p.Organisation, "Kiezer "))
			}
			same(t, "voters", voters, c.voters)
			same(t, "title", again.Title, s.Title)
			if file := pbExported(t, s, r); strings.Contains(file, "Jeugdhuis") {
				t.Error("a participant is named in the file")
			}
		})
	}
}

func TestExportPabulibWall(t *testing.T) {
	wall, _ := model.ListOf([]model.Wall{{Option: "x,0", Stickers: 9}, {Option: "x,3", Group: model.GroupYoung, Stickers: 2}})
	for together, want := range map[string]int{model.TogetherAdd: 11, model.TogetherCheck: 0} {
		s, r := pbSession(t, func(_ *model.Session, r *model.Round) { r.Wall, r.Together = wall, together })
		behind, err := ExportPabulib(&bytes.Buffer{}, s, r)
		if behind != want || err != nil {
			t.Errorf("%s: %d stickers stay behind, want %d (%v)", together, behind, want, err)
		}
	}
}

func TestExportPabulibRefuses(t *testing.T) {
	for name, change := range map[string]func(*model.Session, *model.Round){
		"secret": func(_ *model.Session, r *model.Round) { r.State, r.Secret = model.Open, true },
		"draft":  func(_ *model.Session, r *model.Round) { r.State, r.Ballots = model.Draft, model.Ballots{} },
	} {
		s, r := pbSession(t, change)
		var b bytes.Buffer
		_, err := ExportPabulib(&b, s, r)
		var rule *model.Error
		if b.Len() > 0 || !errors.As(err, &rule) || rule.Code != model.RoundNotClosed {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPabulibAnonymous holds the name of a voter to being no bare number: it
// would otherwise be replaced inside every other text.
func TestPabulibAnonymous(t *testing.T) {
	s, _ := pbImport(t, pbFile("vote_type;approval\ndescription;Stemming 2024 in wijk 3", "School nr 3;1", "2024;School nr 3\n3;School nr 3"))
	a := s.Anonymous("Deelnemer")
	same(t, "title", a.Title, s.Title)
	same(t, "project", a.Objectives.Get("o1").What, "School nr 3")
	same(t, "voter", a.Participants.Get("p2").Organisation, "Deelnemer 3")
}

func TestPabulibLongDescription(t *testing.T) {
	s, _ := pbImport(t, pbFile("vote_type;approval\ndescription;"+strings.Repeat("é", 300), "a;1", "0;a"))
	same(t, "title", s.Title, strings.Repeat("é", model.TitleMax-1)+"…")
	same(t, "a voter 0 is no number of a participant", s.Participants.Get("p1").Number, 1)
}

func FuzzImportPabulib(f *testing.F) {
	for _, name := range []string{"approval.pb", "cumulative.pb", "odd.pb"} {
		f.Add([]byte(pbFixture(f, name)))
	}
	f.Add([]byte(pbFile("vote_type;choose-1\nbudget;1", "meta;1;1\n\"a; b\";1", "votes;meta\n;\n\"a\"\"\";\"a; b\"")))
	methods, texts := pbMethods(f), assets.Load("nl")
	f.Fuzz(func(t *testing.T, data []byte) {
		read := bounded(t)
		s, _, err := ImportPabulib(data, methods, "nl", pbNow)
		read()
		if err != nil {
			var file *FileError
			if _, ok := Explain(texts, err); !ok || !errors.As(err, &file) {
				t.Fatalf("no words for %v", err)
			}
			return
		}
		if err := s.Clone().Attach(methods); err != nil {
			t.Fatal(err)
		}
		file := pbExported(t, s, s.Rounds.Get(pbRound))
		again, differences, err := ImportPabulib([]byte(file), methods, "nl", pbNow)
		if err != nil || len(differences) > 0 {
			t.Fatalf("%v %v\n%s", err, differences, file)
		}
		if got, want := again.RoundResult(pbRound), s.RoundResult(pbRound); !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v, want %+v\n%s", got, want, file)
		}
	})
}

func BenchmarkImportPabulib(b *testing.B) {
	file := pbGenerated(30_000)
	methods := pbMethods(b)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := ImportPabulib(file, methods, "nl", pbNow); err != nil {
			b.Fatal(err)
		}
	}
}

// pbGenerated is a file with as many voters as the elections of a city.
func pbGenerated(voters int) []byte {
	random := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString("META\nkey;value\nvote_type;cumulative\nmax_sum_points;15\nPROJECTS\nproject_id;cost;name\n")
	for i := range 200 {
		fmt.Fprintf(&b, "%d;%d;Speelplein en rustplek nummer %d, bij de école\n", i, 1000+i, i)
	}
	b.WriteString("VOTES\nvoter_id;age;sex;voting_method;vote;points\n")
	for i := range voters {
		p := random.Perm(200)
		fmt.Fprintf(&b, "%d;%d;F;internet;%d,%d,%d,%d,%d;5,4,3,2,1\r\n", i, 16+i%80, p[0], p[1], p[2], p[3], p[4])
	}
	return b.Bytes()
}
