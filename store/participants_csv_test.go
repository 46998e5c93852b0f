package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"kring/assets"
	"kring/model"
)

// group is a session with two participants, for lists to be added to.
func group(t testing.TB, method string) *model.Session {
	t.Helper()
	s := model.New("t", model.Head{Title: "T", Language: "nl"}, methodsOf(t)[method], model.TimeOf(testNow))
	people, err := model.ListOf([]model.Participant{
		{ID: "p1", Number: 7, Organisation: "Café Olé", Heads: 1},
		{ID: "p2", Number: 9, Organisation: "Weg", Heads: 1, Tomb: model.Tomb{Removed: true}},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Participants = people
	if err := s.Attach(methodsOf(t)); err != nil {
		t.Fatal(err)
	}
	return s
}

// wrote puts down what a list came to, a line each.
func wrote(l *ParticipantList) string {
	var b strings.Builder
	for _, r := range l.Rows {
		p := r.Participant
		fmt.Fprintf(&b, "%d %s|%s|%s|%s", r.Line, p.Organisation, p.Sector, p.Person, p.Contact)
		for _, mark := range []struct {
			is   bool
			text string
		}{{p.Young, " young"}, {p.Heads > 1, fmt.Sprint(" heads=", p.Heads)}, {p.Number > 0, fmt.Sprint(" nr=", p.Number)}, {r.Guessed, " ?"}, {r.Asked != "", " asked=" + r.Asked}, {r.Wanted > 0, fmt.Sprint(" wanted=", r.Wanted)}} {
			if mark.is {
				b.WriteString(mark.text)
			}
		}
		b.WriteString("\n")
	}
	for _, r := range l.Refused {
		code := "?"
		var e *model.Error
		if errors.As(r.Err, &e) {
			code = string(e.Code)
		}
		fmt.Fprintf(&b, "%d ! %s: %s\n", r.Line, code, r.Text)
	}
	if len(l.Unknown) > 0 {
		fmt.Fprintf(&b, "unknown %s\n", strings.Join(l.Unknown, ", "))
	}
	return strings.TrimSpace(b.String())
}

func TestListsOfParticipants(t *testing.T) {
	long := strings.Repeat("x", 201)
	for _, c := range []struct{ name, file, want string }{
		{"names alone", "Chiro\n\n  \nDe Warmste Plek\n", "1 Chiro|jeugd|| ?\n4 De Warmste Plek|||"},
		{"as they are typed", "Chiro;jeugd;An, Bo;an@x.be;j\r\nZaal ; ; Cas\r\n", "1 Chiro|jeugd|An, Bo|an@x.be young\n2 Zaal||Cas|"},
		{"as they are typed, with less in front", "Chiro;jeugd;An;j\nZaal; J\nCLB;zorg;j;\nA;j;An\n", "1 Chiro|jeugd|An| young\n2 Zaal||| young\n3 CLB|zorg|| young\n4 A|jeugd|An|"},
		{"a list of a word processor", "• Chiro;jeugd\n- Zaal\n3. CLB;zorg\n", "1 Chiro|jeugd||\n2 Zaal|||\n3 CLB|zorg||"},
		{"numbered", "1;Chiro;jeugd\n2;Zaal;\n7;CLB;zorg\n", "1 Chiro|jeugd|| nr=1\n2 Zaal||| nr=2\n3 CLB|zorg|| wanted=7"},
		{"tabs", "Chiro, Sint-Jan\tjeugd\tAn\nZaal\n", "1 Chiro, Sint-Jan|jeugd|An|\n2 Zaal|||"},
		{"commas", "Chiro,jeugd,An\nZaal,bestuur,Bo\n", "1 Chiro|jeugd|An|\n2 Zaal|bestuur|Bo|"},
		{"commas in names only", "Chiro, Sint-Jan\nZaal\nWijk, straat, plein\n", "1 Chiro, Sint-Jan|jeugd|| ?\n2 Zaal|||\n3 Wijk, straat, plein|||"},
		{"names of columns, in another order", "Sector,E-mail,Naam organisatie,Jongeren,Contactpersoon,Aantal personen,Nr.\njeugd,an@x.be,\"Chiro, Sint-Jan\",ja,An,3,12\n",
			"2 Chiro, Sint-Jan|jeugd|An|an@x.be young heads=3 nr=12"},
		{"in English", "ORGANISATION;Sector;Who;Email;Phone;Young people\nChiro;youth;An;a@x.be;016 1;yes\n", "2 Chiro|jeugd|An|a@x.be, 016 1 young"},
		{"a mere name", "naam\nChiro\n", "2 Chiro|jeugd|| ?"},
		{"a name beside an organisation", "Organisatie;Naam\nChiro;An\n", "2 Chiro|jeugd|An| ?"},
		{"parts of a name", "Voornaam;Naam;Organisatie\nAn;Maes;Chiro\n;Bo;\n", "2 Chiro|jeugd|An Maes| ?\n3 ||Bo|"},
		{"two columns of one thing", "Organisatie;Partner\nChiro;Zaal\n", "2 Chiro|jeugd|| ?\nunknown Partner"},
		{"columns nobody knows", "Organisatie;Adres;;BTW\nChiro;Plein 1;x;BE 1\n", "2 Chiro|jeugd|| ?\nunknown Adres, #3, BTW"},
		{"a title above", "Inschrijvingen kick-off\n\nOrganisatie;Sector\nChiro;jeugd\n", "4 Chiro|jeugd||\n1 ! list.title: Inschrijvingen kick-off"},
		{"what Excel says first", "sep=,\nOrganisatie,Wie\nChiro,\"An; Bo\"\n", "3 Chiro|jeugd|An; Bo| ?"},
		{"a sector that is none", "Chiro;luchtvaart\nXyz;luchtvaart\n", "1 Chiro|jeugd|| ? asked=luchtvaart\n2 Xyz||| asked=luchtvaart"},
		{"young by sector, unless it says no", "Organisatie;Sector;Jongeren\nA;jongeren;\nB;jongeren;nee\nC;;misschien\n", "2 A|jongeren|| young\n3 B|jongeren||\n4 ! value.bad: C;;misschien"},
		{"quotes", "\"Chiro \"\"Sint-Jan\"\"\";jeugd\n\"A;\nB\" ; jeugd\n'C';sport\n", "1 Chiro \"Sint-Jan\"|jeugd||\n2 A; B|jeugd||\n4 'C'|sport||"},
		{"broken quotes", "\"Chiro;jeugd\n\"CLB\";zorg\nDe \"Kring\";jeugd\n\"De \"Kring\" 2\";jeugd\n\"Jan\" en Piet;jeugd\n", "1 \"Chiro|jeugd||\n2 CLB|zorg||\n3 De \"Kring\"|jeugd||\n4 De \"Kring\" 2|jeugd||\n5 \"Jan\" en Piet|jeugd||"},
		{"formulas", "=1+1;jeugd\n'+32 5;jeugd\n@SUM(A1);jeugd;-An\n't Pleintje;jeugd\n", "1 =1+1|jeugd||\n2 +32 5|jeugd||\n3 @SUM(A1)|jeugd|-An|\n4 't Pleintje|jeugd||"},
		{"signs that are not safe", "Chi\x1b[31mro\x07;jeugd\u202e;An\u200b\n", "1 Chiro|jeugd|An|"},
		{"too long", long + ";jeugd\nA;;" + long + "\n", "1 ! text.long: " + long + ";jeugd\n2 ! text.long: A;;" + long},
		{"without a name", ";jeugd\n;;An\n", "2 ||An|\n1 ! text.empty: ;jeugd"},
		{"there already", "CAFE  olé\nChiro\nWeg\n chiro ;jeugd\n", "2 Chiro|jeugd|| ?\n3 Weg|||\n1 ! list.there: CAFE  olé\n4 ! list.twice: chiro ;jeugd"},
		{"too many cells", "Organisatie,Sector\nChiro, Sint-Jan,jeugd\nZaal,,,\n", "3 Zaal|||\n2 ! list.cells: Chiro, Sint-Jan,jeugd"},
		{"numbers that cannot be", "Nummer;Naam;Personen\n7;Een;\nx;Twee;\n0;Drie;\n8;Vier;veel\n8;Vijf;2\n9;Zes;\n9;Zeven;\n1000000;Acht;\n11;Negen;0\n12;Tien;10001\n",
			"2 Een||| wanted=7\n6 Vijf||| heads=2 nr=8\n7 Zes||| nr=9\n8 Zeven||| wanted=9\n" +
				"3 ! number.bad: x;Twee;\n4 ! number.bad: 0;Drie;\n5 ! heads.bad: 8;Vier;veel\n9 ! number.bad: 1000000;Acht;\n10 ! heads.bad: 11;Negen;0\n11 ! heads.bad: 12;Tien;10001"},
		{"no end of line", "Organisatie;Wie\rChiro;An\rZaal;Bo", "2 Chiro|jeugd|An| ?\n3 Zaal||Bo|"},
	} {
		s := group(t, "warme-steden")
		rev := 0
		for _, file := range []string{c.file, "\ufeff" + c.file} {
			list, err := ReadParticipants([]byte(file), s)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if got := wrote(list); got != c.want {
				t.Errorf("%s:\n%s\nnot\n%s", c.name, got, c.want)
			}
			rev++
		}
		if s.Participants.Len() != 2 {
			t.Errorf("%s: reading altered the session", c.name)
		}
	}
}

func TestListWithoutSectors(t *testing.T) {
	list, err := ReadParticipants([]byte("Chiro;An;an@x.be;j\n"), group(t, "open"))
	if err != nil || wrote(list) != "1 Chiro||An|an@x.be young" {
		t.Errorf("%v\n%s", err, wrote(list))
	}
	list, err = ReadParticipants([]byte("naam;sector\nChiro;jeugd\n"), group(t, "open"))
	if err != nil || wrote(list) != "2 Chiro|||\nunknown sector" {
		t.Errorf("%v\n%s", err, wrote(list))
	}
}

// The writing of a file is found out by itself.
func TestListsInOtherWritings(t *testing.T) {
	const file = "organisatie;sector\nJeugdhuis Coördinée “’t Pleintje” €;jeugd\n"
	const want = "2 Jeugdhuis Coördinée “’t Pleintje” €|jeugd||"
	old, err := charmap.Windows1252.NewEncoder().String(file)
	if err != nil {
		t.Fatal(err)
	}
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(file)
	big, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(file)
	for _, data := range []string{file, old, wide, big} {
		list, err := ReadParticipants([]byte(data), group(t, "warme-steden"))
		if err != nil || wrote(list) != want {
			t.Errorf("%v\n%s", err, wrote(list))
		}
	}
	for data, flaw := range map[string]Flaw{"": FileEmpty, "\ufeff\r\n ;;\n": FileEmpty, "PK\x03\x04rest": FileSheet, "\xd0\xcf\x11\xe0rest": FileSheet,
		strings.Repeat("a\n", ListRows+1): FileRows, strings.Repeat(" ", ListMax+1): FileLarge} {
		_, err := ReadParticipants([]byte(data), group(t, "warme-steden"))
		var e *FileError
		if !errors.As(err, &e) || e.Flaw != flaw {
			t.Errorf("%.40q gives %v", data, err)
		} else if text, known := Explain(assets.Load("nl"), err); !known {
			t.Errorf("no text for %s: %s", flaw, text)
		}
	}
}

// What is taken gets an id and a number each, doubles only when they are asked
// for, and goes in as one change.
func TestTakingAList(t *testing.T) {
	s := group(t, "warme-steden")
	list, err := ReadParticipants([]byte("nr;naam\n7;Een\n12;Twee\n;Drie\n12;Café Olé\n3;Vier\n3;een\n"), s)
	if err != nil {
		t.Fatal(err)
	}
	told := func(rows []ListRow) string {
		var out []string
		var changes []model.Change
		for _, r := range rows {
			out = append(out, fmt.Sprintf("%s=%d %s", r.Participant.ID, r.Participant.Number, r.Participant.Organisation))
			changes = append(changes, model.Added[model.Participant]{Item: r.Participant})
		}
		if err := s.Check(model.Batch{Name: "participants.imported", Changes: changes}); err != nil {
			t.Error(err)
		}
		return strings.Join(out, ", ")
	}
	if got := told(list.Take(s, false)); got != "p3=13 Een, p4=12 Twee, p5=14 Drie, p6=3 Vier" {
		t.Error(got)
	}
	if got := told(list.Take(s, true)); got != "p3=13 Een, p4=12 Twee, p5=14 Drie, p6=15 Café Olé, p7=3 Vier, p8=16 een" {
		t.Error(got)
	}
	if list.Rows[0].Participant.ID != "" {
		t.Error("taking altered the list")
	}
}

// Five thousand lines are read while somebody is looking.
func TestLongListIsQuick(t *testing.T) {
	var b strings.Builder
	b.WriteString("Organisatie;Sector;Contactpersoon;E-mail\n")
	for i := range 5_000 {
		fmt.Fprintf(&b, "\"Organisatie %d; afdeling\";jeugd;Persoon %d;p%d@voorbeeld.be\n", i, i, i)
	}
	s := group(t, "warme-steden")
	start := time.Now()
	list, err := ReadParticipants([]byte(b.String()), s)
	if err != nil || len(list.Rows) != 5_000 || len(list.Refused) != 0 {
		t.Fatalf("%v, %d taken", err, len(list.Rows))
	}
	if rows := list.Take(s, true); rows[4_999].Participant.Number != 5_009 {
		t.Errorf("the last one is %+v", rows[4_999])
	}
	t.Logf("%v", time.Since(start))
	// As many quotes that nobody closes, and one that would swallow it all.
	for _, piece := range []string{`"`, `"a;`, `"";""a;`, `";"`, "\"\n", `""`, `"x""y;`} {
		start := time.Now()
		_, _ = ReadParticipants([]byte(strings.Repeat(piece, (1<<20)/len(piece))), s)
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%q takes %v", piece, took)
		}
	}
}

// Whatever the bytes: every row that has something in it is taken or refused,
// in order, and what is taken the session takes.
func FuzzReadParticipants(f *testing.F) {
	for _, seed := range []string{
		"Chiro;jeugd;An;an@x.be;j\nStad;;\n", "organisatie,sector\n\"a,b\",jeugd\n", "sep=;\nnaam;nr\nA;7\nB;7\n", "\xff\xfea\x00;\x00",
		"Caf\xe9;jeugd\r\n=1+1\r\n", "\"a\nb\";c\n\"d", "'+1\n'=2\n", "titel\nnaam;wie\n;An\n;;;;x\n",
	} {
		f.Add([]byte(seed))
	}
	s := group(f, "warme-steden")
	f.Fuzz(func(t *testing.T, data []byte) {
		read := bounded(t)
		list, err := ReadParticipants(data, s)
		read()
		if err != nil {
			var e *FileError
			if !errors.As(err, &e) {
				t.Fatalf("%v", err)
			}
			return
		}
		lines := make(map[int]bool)
		seen := func(line int) {
			if line < 1 || lines[line] {
				t.Fatalf("line %d stands twice or nowhere", line)
			}
			lines[line] = true
		}
		for _, r := range list.Rows {
			seen(r.Line)
			if p := r.Participant; p.Sector == "" && r.Guessed || p.Organisation != model.Clean(p.Organisation) {
				t.Fatalf("%+v", r)
			}
		}
		for _, r := range list.Refused {
			seen(r.Line)
			var e *model.Error
			if !errors.As(r.Err, &e) || r.Text == "" || r.Text != model.Clean(r.Text) {
				t.Fatalf("%+v", r)
			}
		}
		text := decoded(data)
		sep, named := ownSeparator(text)
		if !named {
			sep = separatorOf(text, namesIn)
		}
		// The names of the columns, and what Excel says first, are nobody.
		if rows := len(splitTable(text, sep, 0)); len(lines) > rows || len(lines) < rows-2 {
			t.Fatalf("%d of %d rows", len(lines), rows)
		}
		for _, doubles := range []bool{false, true} {
			var changes []model.Change
			for _, r := range list.Take(s, doubles) {
				changes = append(changes, model.Added[model.Participant]{Item: r.Participant})
			}
			err := s.Check(model.Batch{Name: "participants.imported", Changes: changes})
			if err != nil && !slices.ContainsFunc(list.Rows, func(r ListRow) bool { return r.Participant.Number > model.NumberMax-len(changes) }) {
				t.Fatalf("the session refuses them: %v", err)
			}
		}
	})
}
