package step

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kring/model"
	"kring/tui/kit"
)

// tells fails unless what floats on top says every text, in a window of 80 by
// 24.
func (s *stage) tells(texts ...string) {
	s.t.Helper()
	if len(s.over) == 0 {
		s.t.Fatalf("nothing floats on top that says %q", texts)
	}
	over := s.over[len(s.over)-1]
	width, height := over.Size(74, 18)
	view, _ := over.View(width, height)
	view = over.Title() + "\n" + plainText(view)
	for _, text := range texts {
		if !strings.Contains(strings.Join(strings.Fields(view), " "), text) {
			s.t.Fatalf("%q is not said:\n%s", text, view)
		}
	}
}

// silent fails when something still floats on top.
func (s *stage) silent() {
	s.t.Helper()
	if len(s.over) > 0 {
		s.t.Fatalf("%q still floats on top", s.over[len(s.over)-1].Title())
	}
}

// noticed fails unless the message says every text.
func (s *stage) noticed(texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if !strings.Contains(s.notice, text) {
			s.t.Fatalf("%q is not in the message %q", text, s.notice)
		}
	}
}

// group writes down who counts, in the order of the session.
func (s *stage) group() string {
	var all []string
	for _, p := range s.session().Participants.Live() {
		text := fmt.Sprint(p.Number, " ", p.Name())
		if p.Sector != "" {
			text += " " + p.Sector
		}
		if p.Young {
			text += " j"
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

// file writes a file to import and gives its path.
func (s *stage) file(name, content string) string {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

func person(n int, name, sector string, young bool) model.Change {
	return model.Added[model.Participant]{Item: model.Participant{
		ID: fmt.Sprint("p", n), Number: n, Organisation: name, Sector: sector, Young: young, Heads: 1,
	}}
}

// A sector that was guessed has a mark until somebody looked at it.
func TestGroupShowsWhatIsGuessed(t *testing.T) {
	for lang, word := range map[string]struct{ youth, notice, count, no string }{
		"nl": {"Jeugd", "Sector geraden: Jeugd?", "? 4 sectoren geraden", "niet geraden"},
		"en": {"Youth", "Sector guessed: Youth?", "? 4 sectors guessed", "not guessed"},
	} {
		s := newStage(t, lang, "warme-steden", model.StepGroup)
		guessed := func(want int) {
			t.Helper()
			s.is("guesses", fmt.Sprint(strings.Count(s.view(80, 20), word.youth+" ?")), fmt.Sprint(want))
		}
		s.enter("Jeugdhuis De Kring; ; An, Bo; j")
		s.noticed(word.notice)
		s.sees("▸    1 ▲ Jeugdhuis", word.youth+" ?")
		for _, name := range []string{"Jeugdhuis Twee", "Jeugdhuis Drie", "Jeugdhuis Vier"} {
			s.enter(name)
		}
		s.sees(word.count)
		s.notice = ""
		s.enter("Chiro; jeugd")
		s.is("message on what was typed", s.notice, "")
		guessed(4)

		s.press("esc", "c")
		s.noticed(word.no) // the cursor is on what was typed
		s.press("home", "c")
		guessed(3)
		s.sees("▸    2")      // on to the next one
		s.press("s", "enter") // the same sector, chosen
		guessed(2)
		s.is("log", fmt.Sprint(len(s.env.Book.Lines())), "5")
		s.press("down", "enter", "enter") // the card, saved
		guessed(1)
		s.press("end", "up", "y") // being young says nothing of the sector
		guessed(1)
		s.press("s", "down", "enter")
		guessed(0)
		s.is("group", s.group(), "1 Jeugdhuis De Kring jeugd j, 2 Jeugdhuis Twee jeugd, 3 Jeugdhuis Drie jeugd, 4 Jeugdhuis Vier "+s.session().Participants.Live()[3].Sector+" j, 5 Chiro jeugd")
	}
}

const signedUp = `Inschrijvingen kick-off

Organisatie;Sector;Contactpersoon;E-mail;Jongeren;Nr;BTW
Jeugdhuis De Kring;jeugd;An;an@x.be;ja;7;
CLB Noord;;Bo;bo@x.be;;1;

Chiro Sint-Jan;luchtvaart;Cas;;ja;3;
Zaal Zuid;sport;;;misschien;4;
;onderwijs;;;;;
=1+1;zorg;"A; B";;;;
CAFE ole;;Zoë;;;;
CAW;welzijn;x;y;nee;9;z;te veel;q
`

// A file is looked at before it is added, and what is refused of it is shown,
// before and after.
func TestGroupImportsAFile(t *testing.T) {
	for lang, word := range map[string]struct{ missing, sheet, empty, willadd, notes, unknown, refused, cells, young, there, took, left, doubles string }{
		"nl": {"bestaat niet", "Bewaar het in Excel of LibreOffice als CSV", "Het bestand is leeg", "4 deelnemers komen erbij, 5 regels niet.",
			"1 naam staat er al; d neemt die toch mee. 1 keer staat er een sector die geen sector is. 2 sectoren zijn geraden uit de naam (?). 1 nummer is al van een ander en verandert.",
			"Kolommen die kring niet kent: BTW.", "regel 1: Staat boven de namen van de kolommen", "Er staan 9 vakken, en er zijn 7 kolommen", "“misschien” kan niet als jongeren",
			"Café Olé staat al in de groep, met nummer 1.", "4 toegevoegd, 5 niet", "5 regels uit lijst.csv zijn niet toegevoegd", "5 deelnemers komen erbij, 4 regels niet."},
		"en": {"does not exist", "Save it as CSV in Excel or LibreOffice", "The file is empty", "4 participants to be added, 5 lines not.",
			"1 name is there already; d takes it all the same. 1 time the sector given is not a sector. 2 sectors are guessed from the name (?). 1 number is somebody else's and changes.",
			"Columns that kring does not know: BTW.", "line 1: Stands above the names of the columns", "There are 9 cells, and 7 columns", "“misschien” cannot be the young people",
			"Café Olé is in the group already, with number 1.", "4 added, 5 not", "5 lines of lijst.csv were not added", "5 participants to be added, 4 lines not."},
	} {
		s := newStage(t, lang, "warme-steden", model.StepGroup, person(1, "Café Olé", "", false))
		path := s.file("lijst.csv", signedUp)
		s.press("esc", "L")
		s.silent()

		// A file that cannot be read leaves the path to be mended.
		s.press("I")
		s.write(filepath.Join(filepath.Dir(path), "lijs.csv"))
		s.press("enter")
		s.tells(word.missing, "lijs.csv")
		for content, reason := range map[string]string{"PK\x03\x04...": word.sheet, " \n;;\n": word.empty} {
			s.press("ctrl+u")
			s.write(s.file("fout.csv", content))
			s.press("enter")
			s.tells(reason, "fout.csv")
		}
		s.press("ctrl+u", "enter")
		s.is("overlays", fmt.Sprint(len(s.over)), "1")
		s.write(path)
		s.press("enter")
		s.tells("lijst.csv", word.willadd, word.notes, word.unknown, word.refused, "Inschrijvingen kick-off", "! Zaal Zuid;sport")
		s.press("down")
		s.tells(word.young, "Zaal Zuid;sport;;;misschien;4;")
		s.press("end", "up", "up", "up", "up")
		s.tells(word.cells, "CAW;welzijn;x;y;nee;9;z;te veel;q")
		s.press("up")
		s.tells(word.there)
		s.sweepTop()

		// Leaving it changes nothing; then all at once.
		s.press("esc")
		s.silent()
		s.is("group", s.group(), "1 Café Olé")
		s.press("I", "enter") // the path still stands there
		s.tells(word.willadd)
		s.press("enter")
		s.silent()
		s.noticed(word.took)
		s.is("group", s.group(), "1 Café Olé, 7 Jeugdhuis De Kring jeugd j, 8 CLB Noord onderwijs, 3 Chiro Sint-Jan jeugd j, 9 =1+1 zorg")
		s.sees("▸    7 ▲ Jeugdhuis")
		s.is("guesses", fmt.Sprint(strings.Count(s.view(80, 20), " ? ")), "3") // and the line that counts them

		// What was not added stays to be read.
		s.press("L")
		s.tells(word.left, "CAFE ole;;Zoë;;;;", word.refused)
		s.press("end", "up")
		s.tells(word.there)
		s.sweepTop()
		s.press("enter")
		s.silent()
		s.undo()
		s.is("group after one undo", s.group(), "1 Café Olé")

		// With those whose name is there already.
		s.press("I", "enter", "d")
		s.tells(word.doubles)
		s.press("enter")
		s.is("group", s.group(), "1 Café Olé, 7 Jeugdhuis De Kring jeugd j, 8 CLB Noord onderwijs, 3 Chiro Sint-Jan jeugd j, 9 =1+1 zorg, 10 CAFE ole")
	}
}

// A file that is dropped on the window comes as a paste of its path.
func TestGroupTakesADroppedFile(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepGroup)
	s.write("half")
	s.paste("'" + s.file("mijn lijst.CSV", "naam\nZaal\nBib\n") + "' ")
	s.press("enter")
	s.tells("2 deelnemers komen erbij.")
	s.press("enter")
	s.is("group", s.group(), "1 Zaal, 2 Bib vrije_tijd")
	s.sees("▸ half")
}

// A file of which nothing can be added says so, and Enter adds nothing.
func TestGroupImportsNothing(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepGroup)
	s.press("esc", "I")
	s.write(s.file("leeg.csv", "organisatie;personen\nZaal;veel\n"))
	s.press("enter")
	s.tells("0 deelnemers komen erbij, 1 regel niet.", "regel 2: veel personen kan niet")
	s.press("enter")
	s.noticed("geen regel")
	s.press("d")
	s.noticed("Geen enkele naam")
	s.is("overlays", fmt.Sprint(len(s.over)), "1")
}

// A pasted list is added at once, as one change; what cannot be is shown and
// stays, and what was half typed too.
func TestGroupTakesAPastedList(t *testing.T) {
	for lang, word := range map[string]struct{ took, left, reason, twice string }{
		"nl": {"4 toegevoegd, 1 niet", "1 regel uit de geplakte lijst is niet toegevoegd", "regel 6: “misschien” kan niet als jongeren", "1 naam was er al"},
		"en": {"4 added, 1 not", "1 line of the pasted list was not added", "line 6: “misschien” cannot be the young people", "1 name was there already"},
	} {
		s := newStage(t, lang, "warme-steden", model.StepGroup)
		s.write("half")
		s.paste("Scouts\tjeugd\tEls\n\n- Bib Leuven\tcultuur\tGeert\nscouts\tjeugd\tTom\tj\n;;\nX\tjeugd\ta\tb\tmisschien\n3. CLB; Noord\n")
		s.noticed(word.took, word.twice)
		s.tells(word.left, word.reason)
		s.press("esc")
		s.is("group", s.group(), "1 Scouts jeugd, 2 Bib Leuven vrije_tijd, 3 scouts jeugd j, 4 CLB; Noord onderwijs")
		s.sees("▸    1   Scouts", "▸ half")
		s.press("esc", "L")
		s.tells(word.reason, "X jeugd a b misschien")
		s.press("esc")
		s.undo()
		s.is("group after one undo", s.group(), "")
		s.press("n")
		s.paste("Zaal; sport; An, Bo; j\r\nDe Bron; ; Cas")
		s.is("group", s.group(), "1 Zaal sport j, 2 De Bron")
		s.press("esc", "L")
		s.silent()          // nothing was refused of the last one
		s.paste("Bib\nCLB") // while letters are commands
		s.is("group", s.group(), "1 Zaal sport j, 2 De Bron, 3 Bib vrije_tijd, 4 CLB onderwijs")
	}
	s := newStage(t, "nl", "warme-steden", model.StepGroup)
	s.paste("organisatie;personen\nZaal;veel\n")
	s.tells("regel 2: veel personen kan niet")
	s.is("group", s.group(), "")
	s.press("esc")
	s.paste(";;\n;,;\n")
	s.silent()
	s.sees("leeg")
}

// The same name again is said, not refused.
func TestGroupSaysWhoIsThereAlready(t *testing.T) {
	for lang, word := range map[string]string{"nl": "1 heet ook zo", "en": "1 is called so too"} {
		s := newStage(t, lang, "warme-steden", model.StepGroup, person(1, "De Bron", "welzijn", false))
		s.enter("de  BRÓN; welzijn")
		s.noticed(word)
		s.is("group", s.group(), "1 De Bron welzijn, 2 de  BRÓN welzijn")
	}
}

// The list in every order; the cursor stays on whom it was on.
func TestGroupInOrder(t *testing.T) {
	s := newStage(t, "nl", "warme-steden", model.StepGroup,
		person(4, "Éénheid", "welzijn", false), person(2, "zaal", "", false), person(3, "Chiro", "jeugd", true), person(1, "basisschool", "onderwijs", false), person(5, "Bib", "jeugd", false),
		model.Added[model.Meeting]{Item: model.Meeting{ID: "m1", Title: "Start", Present: []string{"p2", "p3", "p5"}}})
	s.press("esc", "down", "down")
	for _, c := range []struct{ text, want string }{
		{"op nummer", "1 2 3 4 5"}, {"op naam", "1 5 3 4 2"}, {"per sector", "1 3 5 4 2"},
		{"jongeren eerst", "3 1 2 4 5"}, {"afwezigen achteraan", "2 3 5 1 4"}, {"op nummer", "1 2 3 4 5"},
	} {
		s.sees(c.text, "▸    3 ▲ Chiro")
		var got []string
		for _, line := range strings.Split(plainText(s.view(80, 20)), "\n")[groupTop:] {
			if fields := strings.Fields(strings.TrimPrefix(line, "▸")); len(fields) > 1 && fields[0] >= "1" && fields[0] <= "5" && len(fields[0]) == 1 {
				got = append(got, fields[0])
			}
		}
		s.is(c.text, strings.Join(got, " "), c.want)
		s.press("o")
	}
	// By now the order is that of names. A change that moves the row takes the
	// cursor along; one who is removed leaves it where it was.
	s.press("enter", "home")
	s.write("z")
	s.press("enter")
	s.sees("op naam", "▸    3 ▲ zChiro")
	s.press("x")
	s.sees("▸    2   zaal")
}

// Who counts, who is here, and what nobody is there from.
func TestGroupCoverage(t *testing.T) {
	for lang, word := range map[string]struct{ noyoung, away, here, absent, last, welcome string }{
		"nl": {"Nog geen jongeren", "jongeren uitgenodigd, maar geen aanwezig", "1 aanwezig", "(afwezig)", "Iemand moet aanwezig zijn", "Typ een organisatie"},
		"en": {"No young people yet", "but none are present", "1 present", "(absent)", "Somebody has to be present", "Type an organisation"},
	} {
		s := newStage(t, lang, "warme-steden", model.StepGroup)
		s.sees(word.welcome)
		s.enter("De Bron; welzijn")
		s.sees(word.noyoung)
		s.enter("Chiro van de parochie en de hele buurt daarrond; jeugd; j")
		if strings.Contains(s.view(80, 20), word.noyoung) {
			t.Error("young people are there and not seen")
		}
		s.perform(doIt(model.Added[model.Meeting]{Item: model.Meeting{ID: "m1", Title: "Start"}}), s.screen)
		s.press("esc", "space")
		s.sees(word.here, word.absent)
		if view := plainText(s.view(160, 50)); !strings.Contains(view, word.away) {
			t.Errorf("nothing says that no young people are present:\n%s", view)
		}
		s.press("up", "space")
		s.noticed(word.last)
		s.press("down", "space", "x") // removed: neither there nor here
		s.sees(word.noyoung)
		s.press("r", "enter")
		if strings.Contains(s.view(160, 50), word.noyoung) {
			t.Error("who was brought back does not count")
		}
	}
}

// Somebody who was entered twice is one again, with all that was given and
// voted, and what that comes down to is said before.
func TestGroupMergesADouble(t *testing.T) {
	four, two := 4, 2
	for lang, word := range map[string]struct{ goes, becomes, scores, aside, ballots, both, kept, other, done, none, back, nothing string }{
		"nl": {"3 Jeugdhuis Kring gaat op in 1 Jeugdhuis De Kring.", "Wordt: 1 Jeugdhuis De Kring; Jeugd", "1 score gaat mee.", "1 score telt niet meer", "De stem gaat mee in Open.",
			"Beide stemden in Samen: de stem van 1 Jeugdhuis De Kring telt", "Gesloten rondes blijven zoals ze zijn: Dicht.", "1 Jeugdhuis De Kring gaat op in 3 Jeugdhuis Kring.", "3 Jeugdhuis Kring is opgegaan in 1 Jeugdhuis De Kring.", "niemand om mee", "samengevoegd met 1 Jeugdhuis", "nog geen scores of stemmen"},
		"en": {"3 Jeugdhuis Kring goes up in 1 Jeugdhuis De Kring.", "Becomes: 1 Jeugdhuis De Kring; Youth", "1 score goes along.", "1 score no longer counts", "The vote goes along in Open.",
			"Both voted in Samen: the vote of 1 Jeugdhuis De Kring counts", "Closed rounds stay as they are: Dicht.", "1 Jeugdhuis De Kring goes up in 3 Jeugdhuis Kring.", "3 Jeugdhuis Kring went up in 1 Jeugdhuis De Kring.", "nobody to merge", "merged with 1 Jeugdhuis", "no scores or votes"},
	} {
		objective := func(id string) model.Change {
			return model.Added[model.Objective]{Item: model.Objective{ID: id, Pillar: 1, What: "Doel " + id}}
		}
		round := func(id, title string) []model.Change {
			return []model.Change{
				model.Added[model.Round]{Item: model.Round{ID: id, Title: title, About: model.AboutObjectives, Options: []string{"o1", "o2"}, Stickers: 1, Per: model.PerParticipant, Places: 1, State: model.Draft, Together: model.TogetherAdd}},
				model.RoundOpened{Round: id},
				model.BallotCast{Round: id, Ballot: model.Ballot{Participant: "p3", Stickers: map[string]int{"o1": 1}}},
			}
		}
		before := []model.Change{person(1, "Jeugdhuis De Kring", "jeugd", false), person(2, "Zaal", "", false), person(3, "Jeugdhuis Kring", "jeugd", false), objective("o1"), objective("o2"),
			model.Added[model.Scan]{Item: model.Scan{ID: "s1", Title: "Start"}},
			model.PutInScan[model.Score]{Scan: "s1", Part: model.Score{Participant: "p1", Pillar: 1, Score: &four}},
			model.PutInScan[model.Score]{Scan: "s1", Part: model.Score{Participant: "p3", Pillar: 1, Score: &two}},
			model.PutInScan[model.Score]{Scan: "s1", Part: model.Score{Participant: "p3", Pillar: 2, Score: &two}}}
		before = append(before, round("r1", "Dicht")...)
		before = append(append(before, model.RoundClosed{Round: "r1"}), round("r2", "Open")...)
		before = append(append(before, round("r3", "Samen")...), model.BallotCast{Round: "r3", Ballot: model.Ballot{Participant: "p1", Stickers: map[string]int{"o2": 1}}})
		s := newStage(t, lang, "warme-steden", model.StepGroup, before...)
		s.press("esc", "end", "D")
		s.tells("▸ 1 Jeugdhuis De Kring") // the one most alike
		s.press("enter")
		s.tells(word.goes, word.becomes, word.scores, word.aside, word.ballots, word.both, word.kept)
		s.sweepTop()
		s.press("tab")
		s.tells(word.other)
		s.press("esc")
		s.silent()
		s.is("group", s.group(), "1 Jeugdhuis De Kring jeugd, 2 Zaal, 3 Jeugdhuis Kring jeugd")
		s.press("D", "enter", "enter")
		s.silent()
		s.noticed(word.done)
		s.is("group", s.group(), "1 Jeugdhuis De Kring jeugd, 2 Zaal")
		s.sees("▸    1   Jeugdhuis")
		s.is("ballots", fmt.Sprint(s.session().Rounds.Get("r2").Ballots.Cast("p1"), s.session().Rounds.Get("r1").Ballots.Cast("p3")), "1 1")
		s.press("r")
		s.tells("Jeugdhuis Kring", word.back)
		s.press("esc")
		s.undo()
		s.is("group", s.group(), "1 Jeugdhuis De Kring jeugd, 2 Zaal, 3 Jeugdhuis Kring jeugd")
		s.press("D", "enter", "enter", "r", "enter")
		s.is("group", s.group(), "1 Jeugdhuis De Kring jeugd, 2 Zaal, 3 Jeugdhuis Kring jeugd")

		alone := newStage(t, lang, "warme-steden", model.StepGroup, person(1, "Zaal", "", false))
		alone.press("esc", "D")
		alone.noticed(word.none)
		alone.perform(doIt(person(2, "Bib", "", false)), alone.screen)
		alone.press("D", "enter")
		alone.tells(word.nothing)
	}
}

// A list in which anything stands: every line is added or named with its
// reason.
func TestGroupLosesNoLine(t *testing.T) {
	var b strings.Builder
	want := 0
	b.WriteString("Organisatie,Sector,Wie,Aantal\n")
	for i := range 5_000 {
		want++
		switch i % 10 {
		case 0:
			fmt.Fprintf(&b, "\"Zaal %d, boven\",jeugd,\"Jan \"\"de man\"\"\",2\n", i)
		case 1:
			fmt.Fprintf(&b, "=HYPERLINK(%d),zorg,+32,1\n", i)
		case 2:
			fmt.Fprintf(&b, "Fout %d,jeugd,An,veel\n", i)
		case 3:
			fmt.Fprintf(&b, "Te %d;jeugd;An;1\n", i)
		case 4:
			b.WriteString("\n,,,\n   \n")
			want--
		case 5:
			fmt.Fprintf(&b, "\"Open %d,jeugd,An,1\n", i)
		case 6:
			fmt.Fprintf(&b, "Rood \x1b[31m%d\x07,jeugd,\u202eAn,1\n", i)
		case 7:
			fmt.Fprintf(&b, "Te veel %d,jeugd,An,1,2,3\n", i)
		default:
			fmt.Fprintf(&b, "Gewoon %d\n", i)
		}
	}
	s := newStage(t, "nl", "warme-steden", model.StepGroup)
	s.press("esc", "I")
	s.write(s.file("veel.csv", b.String()))
	s.press("enter")
	card := s.over[0].(*intakeCard)
	s.is("lines", fmt.Sprint(len(card.in.lines)), fmt.Sprint(want))
	s.press("enter")
	s.is("added", fmt.Sprint(s.session().Participants.Len()), fmt.Sprint(want-card.in.refused))
	s.is("log", fmt.Sprint(len(s.env.Book.Lines())), "1")
	if card.in.refused < 1_000 {
		t.Errorf("%d lines were refused", card.in.refused)
	}
	s.press("L", "pgdown", "end")
	s.sweepTop()
}

func TestGroupDraws(t *testing.T) {
	for _, lang := range []string{"nl", "en"} {
		for _, method := range []string{"warme-steden", "open"} {
			newStage(t, lang, method, model.StepGroup).sweep()
			s := newStage(t, lang, method, model.StepGroup)
			s.paste("Een organisatie met een heel lange naam die nergens past;;Jan Peeters van de wijk;x\nJeugdhuis;;An\nB;;" + strings.Repeat("x", 300))
			s.sweepTop()
			s.press("esc")
			for range 5 {
				s.sweep()
				s.press("esc", "o", "down")
			}
		}
	}
}

// What is drawn is what there is room for, however large the group.
func TestGroupDrawsOnlyWhatIsSeen(t *testing.T) {
	drawing := func(n int) (allocs float64) {
		changes := make([]model.Change, n)
		for i := range changes {
			changes[i] = person(i+1, fmt.Sprint("Organisatie ", n-i), "jeugd", i%3 == 0)
		}
		s := newStage(t, "nl", "warme-steden", model.StepGroup, model.Batch{Name: "participants.pasted", Changes: changes})
		s.press("esc", "o", "end", "up")
		return testing.AllocsPerRun(5, func() {
			s.view(160, 50)
			s.screen.(*group).Keys()
			s.press("up")
		})
	}
	few, many := drawing(60), drawing(3_000)
	if many > few*1.2 {
		t.Errorf("%.0f allocations for 3,000 participants, %.0f for 60", many, few)
	}
}

var _ kit.Overlay = (*listForm)(nil)
