package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kring/assets"
	"kring/model"
	"kring/store"
)

// csvOf gives the rows of a table as another program reads them.
func csvOf(t *testing.T, s *model.Session, kind, lang string) [][]string {
	t.Helper()
	var b bytes.Buffer
	if err := CSV(&b, s, nil, Request{Kind: kind}, assets.Load(lang)); err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(b.String(), "\xef\xbb\xbf")
	if !ok || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Fatalf("%s: no mark of UTF-8, or lines that do not end in CRLF", kind)
	}
	in := csv.NewReader(strings.NewReader(text))
	if lang == "nl" {
		in.Comma = ';'
	}
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func xlsxOf(t *testing.T, s *model.Session, lines []model.Line, lang string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := XLSX(&b, s, lines, assets.Load(lang)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sheetsOf gives every sheet of a workbook, numbers and dates as they are kept.
func sheetsOf(t *testing.T, data []byte) (*excelize.File, map[string][][]string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	sheets := make(map[string][][]string)
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		sheets[name] = rows
	}
	return f, sheets
}

// cellsOf gives the columns with those heads, row by row.
func cellsOf(t *testing.T, rows [][]string, heads ...string) [][]string {
	t.Helper()
	if len(rows) == 0 {
		t.Fatalf("no header with %v", heads)
	}
	var out [][]string
	for _, row := range rows[1:] {
		line := make([]string, len(heads))
		for i, head := range heads {
			at := slices.IndexFunc(rows[0], func(h string) bool { return strings.TrimSuffix(h, "\u00a0°") == head })
			if at < 0 {
				t.Fatalf("no column %q in %q", head, rows[0])
			}
			if at < len(row) {
				line[i] = row[at]
			}
		}
		out = append(out, line)
	}
	return out
}

func same(t *testing.T, what string, got, want [][]string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || !slices.Equal(got[i], want[i]) {
			t.Fatalf("%s, row %d of %d and %d:\n got %q\nwant %q", what, i+1, len(got), len(want), at(got, i), at(want, i))
		}
	}
}

func at(rows [][]string, i int) []string {
	if i < len(rows) {
		return rows[i]
	}
	return nil
}

// sessions are one with everything in it, and a real one.
func sessions(t *testing.T) []*model.Session {
	return []*model.Session{trial(t), imported(t, assets.Example("nl"))}
}

func yesNo(b bool) string {
	if b {
		return "ja"
	}
	return "nee"
}

// The results read back are those that are counted here from the scores and
// ballots themselves.
func TestTablesReadBack(t *testing.T) {
	for _, s := range sessions(t) {
		_, sheets := sheetsOf(t, xlsxOf(t, s, nil, "nl"))
		var people [][]string
		for _, p := range s.Participants.All() {
			if !p.Removed && p.MergedInto == "" {
				people = append(people, []string{strconv.Itoa(p.Number), p.Organisation, yesNo(p.Young), strconv.Itoa(max(p.Heads, 1))})
			}
		}
		heads := []string{"Nr.", "Organisatie", "Jongeren", "Aantal personen"}
		same(t, "participants.csv", cellsOf(t, csvOf(t, s, "participants", "nl"), heads...), people)
		same(t, "participants.xlsx", cellsOf(t, sheets["Deelnemers"], heads...), people)

		var figures, scored [][]string
		for _, scan := range s.Scans.All() {
			if scan.Removed || !scan.Revealed || !scan.Scored() {
				continue
			}
			for _, p := range s.Method().Pillars {
				var all []float64
				for _, sc := range scan.Scores.All() {
					who := s.Participants.Get(sc.Participant)
					if sc.Pillar != p.Number || who.Removed {
						continue
					}
					score := ""
					if sc.Score != nil {
						score = strconv.Itoa(*sc.Score)
						all = append(all, float64(*sc.Score))
					}
					scored = append(scored, []string{scan.Title, "deelnemer", who.Name(), strconv.Itoa(p.Number), score, yesNo(sc.Score == nil), "1"})
				}
				for _, h := range scan.Hands.All() {
					for range h.Count {
						if h.Pillar == p.Number && h.Score != nil {
							all = append(all, float64(*h.Score))
						}
					}
				}
				mean, spread := "", ""
				if len(all) > 0 {
					sum, squares := 0.0, 0.0
					for _, v := range all {
						sum += v
					}
					for _, v := range all {
						squares += (v - sum/float64(len(all))) * (v - sum/float64(len(all)))
					}
					mean, spread = fmt.Sprintf("%.2f", sum/float64(len(all))), fmt.Sprintf("%.2f", math.Sqrt(squares/float64(len(all))))
				}
				figures = append(figures, []string{scan.Title, strconv.Itoa(p.Number), strconv.Itoa(len(all)), mean, spread})
			}
		}
		got := cellsOf(t, sheets["Quickscan"], "Quickscan", "Pijlernr.", "Aantal scores", "Gemiddelde", "Spreiding")
		for _, row := range got {
			for i := 3; i < 5; i++ {
				if f, err := strconv.ParseFloat(row[i], 64); err == nil {
					row[i] = fmt.Sprintf("%.2f", f)
				}
			}
		}
		same(t, "scan.xlsx", got, figures)
		for _, row := range figures {
			row[3], row[4] = strings.Replace(row[3], ".", ",", 1), strings.Replace(row[4], ".", ",", 1)
		}
		got = cellsOf(t, csvOf(t, s, "", "nl"), "Quickscan of ronde", "Pijlernr. of letter", "Aantal scores", "Gemiddelde", "Spreiding", "Soort")
		var scans, votes [][]string
		for _, row := range got {
			if row[5] == "quickscan" {
				scans = append(scans, row[:5])
			} else {
				votes = append(votes, row[:2])
			}
		}
		same(t, "results.csv", scans, figures)

		got = slices.DeleteFunc(cellsOf(t, sheets["Scores"], "Quickscan", "Wijze", "Deelnemer", "Pijlernr.", "Score", "Weet niet", "Aantal"), func(r []string) bool { return r[1] != "deelnemer" })
		byAll := func(a, b []string) int { return slices.Compare(a, b) }
		slices.SortFunc(got, byAll)
		slices.SortFunc(scored, byAll)
		same(t, "scores.xlsx", got, scored)

		var counted [][]string
		for _, r := range s.Rounds.All() {
			if r.Removed || r.State == model.Draft || r.Secret && r.State == model.Open {
				continue
			}
			stickers := make(map[string]int)
			for _, b := range r.Ballots.All() {
				for id, n := range b.Stickers {
					if !b.Removed {
						stickers[id] += n
					}
				}
			}
			for _, w := range r.Wall.All() {
				if r.Together == model.TogetherAdd {
					stickers[w.Option] += w.Stickers
				}
			}
			order := slices.Clone(r.Options)
			slices.SortStableFunc(order, func(a, b string) int { return stickers[b] - stickers[a] })
			for _, id := range order {
				above := 0
				for _, other := range r.Options {
					if stickers[other] > stickers[id] {
						above++
					}
				}
				letter := model.OptionLetter(slices.Index(r.Options, id))
				counted = append(counted, []string{letter, strconv.Itoa(above + 1), strconv.Itoa(stickers[id])})
			}
		}
		same(t, "votes.xlsx", cellsOf(t, sheets["Stemming"], "Letter", "Plaats", "Stickers"), counted)
		if len(votes) != len(counted) {
			t.Errorf("%d votes in the csv, want %d", len(votes), len(counted))
		}
	}
}

// What is not to be seen is in no part of any file.
func TestTablesKeepWhatIsHidden(t *testing.T) {
	s := trial(t)
	for _, lang := range assets.Languages {
		whole := fmt.Sprint(partsOf(t, xlsxOf(t, s, nil, lang)))
		for _, kind := range Kinds("csv") {
			for _, row := range csvOf(t, s, kind, lang) {
				whole += strings.Join(row, "\n")
			}
		}
		for _, hidden := range []string{"Verborgen", "Weggehaald", "777"} {
			if at := strings.Index(whole, hidden); at >= 0 {
				t.Errorf("%s: %s", lang, whole[max(0, at-100):min(len(whole), at+100)])
			}
		}
		if missing := regexp.MustCompile(`⟦[^⟧]*⟧|&lt;no value|<no value|%!`).FindString(whole); missing != "" {
			t.Errorf("%s lacks %s", lang, missing)
		}
	}
	_, sheets := sheetsOf(t, xlsxOf(t, s, nil, "nl"))
	of := func(sheet, round string, heads ...string) [][]string {
		rows := cellsOf(t, sheets[sheet], append([]string{"Ronde"}, heads...)...)
		return slices.DeleteFunc(rows, func(row []string) bool { return row[0] != round })
	}
	same(t, "groups that are large enough", of("Stemming", "Speerpunten", "Letter", "Stickers van jongeren", "Stickers van professionals"), [][]string{
		{"Speerpunten", "A", "6", "2"}, {"Speerpunten", "B", "0", "3"}, {"Speerpunten", "C", "2", "1"}, {"Speerpunten", "D", "0", "1"}})
	same(t, "groups of which one is too small", of("Stemming", "Kleine groep", "Letter", "Stickers van jongeren", "Stickers van professionals"), [][]string{
		{"Kleine groep", "A", "", ""}, {"Kleine groep", "B", "", ""}})
	same(t, "ballots of a secret round", of("Stembriefjes", "Ronde 2", "Stembriefje", "Deelnemer", "Nr."), [][]string{
		{"Ronde 2", "1", "", ""}, {"Ronde 2", "2", "", ""}, {"Ronde 2", "3", "", ""}})
	same(t, "a secret round that is open", of("Rondes", "Welke acties eerst", "Toestand", "Stembriefjes", "Stickers geplakt"), [][]string{
		{"Welke acties eerst", "open", "", ""}})
	if rows := of("Stembriefjes", "Tussenstand"); len(rows) > 0 {
		t.Errorf("ballots of an open round: %q", rows)
	}
	if n := behindIn(s); n != 2 {
		t.Errorf("%d ballots stay behind, want 2", n)
	}
}

// A group of fewer than three is not shown beside the other in a scan, nor where
// what it scored could be told from the whole.
func TestSmallGroupsInScans(t *testing.T) {
	for _, c := range []struct {
		young, professional, loose int
		apart                      bool
	}{{3, 3, 0, true}, {2, 9, 0, false}, {9, 2, 0, false}, {3, 3, 1, false}, {3, 3, 3, true}} {
		h := fresh(t, "proef")
		two := 2
		hands := func(group string, n int) model.Change {
			return model.PutInScan[model.Hands]{Scan: "s", Part: model.Hands{Pillar: 1, Score: &two, Count: n, Group: group}}
		}
		do(t, h, model.Added[model.Scan]{Item: model.Scan{ID: "s", Title: "Start", Revealed: true}},
			hands(model.GroupYoung, c.young), hands(model.GroupProfessional, c.professional), hands("", c.loose))
		head := csvOf(t, h.Session(), "results", "nl")[0]
		if got := slices.Contains(head, "Gemiddelde van jongeren"); got != c.apart {
			t.Errorf("%+v: means of groups %v", c, got)
		}
		groups := 0
		for _, row := range cellsOf(t, csvOf(t, h.Session(), "scores", "nl"), "Groep") {
			if row[0] != "" {
				groups++
			}
		}
		if (groups == 2) != c.apart {
			t.Errorf("%+v: %d lines of hands with a group", c, groups)
		}
	}
}

// free are the fields of a session file that hold people's own words.
var free = []string{"title", "municipality", "facilitator", "organisation", "person", "contact", "place", "agreements", "note", "well", "better", "source",
	"reason", "name", "setting", "text", "what", "whom", "description", "first_steps", "means", "funding", "anchoring", "commitment", "target", "result", "challenges", "seed"}

// spoilt is the trial session with a hostile text in every field, and those
// texts that belong in its tables.
func spoilt(t *testing.T) (*model.Session, []string) {
	t.Helper()
	var file map[string]any
	if err := json.Unmarshal(read(t, "session.json"), &file); err != nil {
		t.Fatal(err)
	}
	starts := []string{`=HYPERLINK("http://kwaad.be","klik")`, "+1+1", "-2+3|cmd", "@SUM(A1)", "＝1+1", "﹢1", "－1", "＠a", `<b onclick="x">&amp;`, "_x0041_&#61;", `a";=1+1;"b`, "a,=1+1,b", "😀 שלום", "http://kwaad.be/", "'=1", "\u00a0=1"}
	var texts []string
	n := 0
	spoil := func(text string) string {
		n++
		bad := fmt.Sprintf("%s %d %s", starts[n%len(starts)], n, text)
		texts = append(texts, model.Clean(bad))
		return bad
	}
	var walk func(v any, gone bool)
	walk = func(v any, gone bool) {
		switch v := v.(type) {
		case map[string]any:
			gone = gone || v["removed"] == true || v["revealed"] == false
			for _, key := range slices.Sorted(maps.Keys(v)) {
				words, is := v[key].(string)
				if is && words != "" && slices.Contains(free, key) {
					before := texts
					v[key] = spoil(words)
					if gone || strings.Contains(words, "Weggehaald") || words == "Leeg gebleven" { // the last is a scan without anything in it
						texts = before
					}
					continue
				}
				if list, is := v[key].([]any); is && key == "agreements" {
					for i := range list {
						before := texts
						list[i] = spoil(list[i].(string))
						if gone {
							texts = before
						}
					}
					continue
				}
				walk(v[key], gone)
			}
		case []any:
			for _, one := range v {
				walk(one, gone)
			}
		}
	}
	walk(file, false)
	data, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) < 60 {
		t.Fatalf("only %d fields were spoilt", len(texts))
	}
	return imported(t, data), texts
}

func TestHostileTextIsTextInTables(t *testing.T) {
	s, texts := spoilt(t)
	data := xlsxOf(t, s, nil, "nl")
	whole := fmt.Sprint(partsOf(t, data))
	for _, live := range []string{"<f>", "<f ", "<hyperlink", "<b onclick", "TargetMode"} {
		if strings.Contains(regexp.MustCompile(`<f>&#39;[A-Za-z ]+&#39;!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?</f>`).ReplaceAllString(whole, ""), live) {
			t.Errorf("the workbook has %s", live)
		}
	}
	_, sheets := sheetsOf(t, data)
	var cells strings.Builder
	for _, rows := range sheets {
		for _, row := range rows {
			cells.WriteString(strings.Join(row, "\n") + "\n")
		}
	}
	for _, text := range texts {
		if !strings.Contains(cells.String(), text) {
			t.Errorf("the workbook lost %q", text)
		}
	}
	for _, kind := range Kinds("csv") {
		for _, lang := range assets.Languages {
			for _, row := range csvOf(t, s, kind, lang) {
				for _, cell := range row {
					if regexp.MustCompile("^[\\s\u00a0]*[=+\\-@＝＋﹢－＠]").MatchString(cell) {
						t.Errorf("%s: %q", kind, cell)
					}
				}
			}
		}
	}
}

func TestDefused(t *testing.T) {
	for text, want := range map[string]string{
		"=1": "'=1", "+32 16": "'+32 16", "-": "'-", "@a": "'@a", " =1": "' =1", "\u00a0\u2003=1": "'\u00a0\u2003=1", "＝1": "'＝1", "﹦1": "'﹦1", "−1": "'−1",
		"\t1": "'\t1", "\r1": "'\r1", " \t=1": "' \t=1", "": "", "'t Pleintje": "'t Pleintje", "a=1": "a=1", "1-2": "1-2", "é": "é",
	} {
		if got := defused(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// kring reads the participants that it wrote.
func TestParticipantsComeBack(t *testing.T) {
	for _, lang := range assets.Languages {
		s := trial(t)
		var b bytes.Buffer
		if err := CSV(&b, s, nil, Request{Kind: "participants"}, assets.Load(lang)); err != nil {
			t.Fatal(err)
		}
		list, err := store.ReadParticipants(b.Bytes(), fresh(t, "proef").Session())
		if err != nil || len(list.Refused)+len(list.Unknown) > 0 {
			t.Fatalf("%s: %v, refused %v, unknown columns %q", lang, err, list.Refused, list.Unknown)
		}
		for i, p := range s.Participants.Live() {
			want := *p
			want.ID = ""
			if got := list.Rows[i].Participant; got != want {
				t.Errorf("%s: %+v came back as %+v", lang, want, got)
			}
		}
	}
}

func TestSameSessionSameTables(t *testing.T) {
	if a, b := xlsxOf(t, trial(t), nil, "nl"), xlsxOf(t, trial(t), nil, "nl"); !bytes.Equal(a, b) {
		t.Error("two workbooks of one session differ")
	}
}

// A table that is too long for a sheet goes on on the next one.
func TestLongTablesGoOn(t *testing.T) {
	b := newWorkbook(newTables(trial(t), nil, assets.Load("nl")))
	defer b.Close()
	b.most = 4
	if err := b.build(); err != nil {
		t.Fatal(err)
	}
	data, err := b.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	_, sheets := sheetsOf(t, data.Bytes())
	rows := append(cellsOf(t, sheets["Deelnemers"], "Nr."), cellsOf(t, sheets["Deelnemers (2)"], "Nr.")...)
	same(t, "participants", rows, [][]string{{"1"}, {"2"}, {"3"}, {"4"}, {"5"}, {"7"}})
}

func TestAnonymousTables(t *testing.T) {
	s := trial(t)
	book := model.NewBook(model.NewHistory(s, 0, nil), nil)
	names := []string{"An Peeters", "CONTACT"}
	for _, p := range s.Participants.All() {
		if p.Organisation != "" {
			names = append(names, p.Organisation)
		}
	}
	texts := assets.Load("nl")
	for _, r := range append([]Request{{Format: "xlsx", Anonymous: true}}, Request{Format: "csv", Kind: "participants", Anonymous: true}, Request{Format: "csv", Kind: "scores", Anonymous: true}, Request{Format: "csv", Kind: "actions", Anonymous: true}) {
		var b bytes.Buffer
		if _, err := Write(&b, book, r, texts); err != nil {
			t.Fatal(err)
		}
		whole := b.String()
		if r.Format == "xlsx" {
			whole = fmt.Sprint(partsOf(t, b.Bytes()))
		}
		for _, name := range names {
			if strings.Contains(whole, name) {
				t.Errorf("%+v names %s", r, name)
			}
		}
		if !strings.Contains(whole, "Deelnemer 1") {
			t.Errorf("%+v has no Deelnemer 1", r)
		}
	}
	_, err := Write(io.Discard, book, Request{Format: "csv", Kind: "log", Anonymous: true}, texts)
	if code, ok := err.(*model.Error); !ok || code.Code != NoLog {
		t.Errorf("an anonymous log: %v", err)
	}
}

// Days are days and numbers are numbers; a month is not made a day.
func TestCellsHaveTheirKind(t *testing.T) {
	f, _ := sheetsOf(t, xlsxOf(t, trial(t), nil, "nl"))
	kind := func(sheet, cell string) (excelize.CellType, string) {
		k, err := f.GetCellType(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := f.GetCellValue(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		return k, shown
	}
	rows, _ := f.GetRows("Plan")
	letter := func(head string) string {
		name, _ := excelize.ColumnNumberToName(slices.Index(rows[0], head) + 1)
		return name
	}
	for _, c := range []struct {
		sheet, cell string
		text        bool
		shown       string
	}{
		{"Deelnemers", "A2", false, "1"}, {"Deelnemers", "B2", true, "Jeugdhuis De Kring"},
		{"Plan", letter("Begin") + "2", false, "2027-03-01"}, {"Plan", letter("Einde") + "2", true, "2027-06"},
		{"Quickscan", "B2", false, "2026-11-22"},
	} {
		got, shown := kind(c.sheet, c.cell)
		if (got == excelize.CellTypeInlineString) != c.text || shown != c.shown {
			t.Errorf("%s %s is of kind %v and shows %q, want %q", c.sheet, c.cell, got, shown, c.shown)
		}
	}
}

func TestExcelFilesAreValid(t *testing.T) {
	npm(t, "@ooxml-tools/validate")
	bad, _ := spoilt(t)
	for _, s := range append(sessions(t), fresh(t, "open").Session(), bad) {
		file := filepath.Join(t.TempDir(), "tables.xlsx")
		if err := os.WriteFile(file, xlsxOf(t, s, nil, "nl"), 0o600); err != nil {
			t.Fatal(err)
		}
		validOOXML(t, file, "Microsoft365")
	}
}

// LibreOffice sees the same cells, and in the csv the same columns.
func TestLibreOfficeReadsTables(t *testing.T) {
	office := program(t, "soffice")
	s, _ := spoilt(t)
	folder := t.TempDir()
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("book.xlsx", xlsxOf(t, s, nil, "en"))
	var b bytes.Buffer
	if err := CSV(&b, s, nil, Request{Kind: "actions"}, assets.Load("nl")); err != nil {
		t.Fatal(err)
	}
	write("actions.csv", b.Bytes())
	convert := func(args ...string) {
		args = append([]string{"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless"}, args...)
		if out, err := exec.Command(office, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	// All sheets, a file each, in UTF-8 with commas.
	convert("--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", folder, filepath.Join(folder, "book.xlsx"))
	_, sheets := sheetsOf(t, xlsxOf(t, s, nil, "en"))
	for _, name := range []string{"Participants", "Actions", "Offer", "Objectives"} {
		same(t, name, fileRows(t, filepath.Join(folder, "book-"+name+".csv")), padded(sheets[name]))
	}
	convert("--infilter=CSV:59,34,76,1", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, filepath.Join(folder, "actions.csv"))
	data, err := os.ReadFile(filepath.Join(folder, "actions.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if regexp.MustCompile(`<f[ >]`).MatchString(fmt.Sprint(partsOf(t, data))) {
		t.Error("LibreOffice made a formula of a text in the csv")
	}
	_, read := sheetsOf(t, data)
	if got, want := len(read["actions"][0]), len(csvOf(t, s, "actions", "nl")[0]); got != want {
		t.Errorf("LibreOffice sees %d columns, want %d", got, want)
	}
}

func fileRows(t *testing.T, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// padded makes all rows as wide as the header.
func padded(rows [][]string) [][]string {
	for i := range rows {
		for len(rows[i]) < len(rows[0]) {
			rows[i] = append(rows[i], "")
		}
	}
	return rows
}

func BenchmarkTables(b *testing.B) {
	all, err := model.ParseMethods(assets.Methods())
	if err != nil {
		b.Fatal(err)
	}
	m := all["warme-steden"]
	s := model.New("groot", model.Head{Title: "Groot", Language: "nl"}, m, "2026-11-22T10:00:00Z")
	people := make([]model.Participant, model.ParticipantsMax)
	scan := model.Scan{ID: "s1", Title: "Start", Revealed: true}
	var scores []model.Score
	for i := range people {
		id := "p" + strconv.Itoa(i)
		people[i] = model.Participant{ID: id, Number: i + 1, Organisation: "Vereniging " + id, Heads: 1, Young: i%5 == 0}
		for p := range m.Pillars {
			score := 1 + (i+p)%5
			scores = append(scores, model.Score{Participant: id, Pillar: m.Pillars[p].Number, Score: &score})
		}
	}
	if s.Participants, err = model.ListOf(people); err != nil {
		b.Fatal(err)
	}
	if scan.Scores, err = model.ListOf(scores); err != nil {
		b.Fatal(err)
	}
	if s.Scans, err = model.ListOf([]model.Scan{scan}); err != nil {
		b.Fatal(err)
	}
	t := assets.Load("nl")
	for name, write := range map[string]func() error{
		"xlsx": func() error { return XLSX(io.Discard, s, nil, t) },
		"csv":  func() error { return CSV(io.Discard, s, nil, Request{Kind: "scores"}, t) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := write(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Of a secret round the tables tell nobody's choice: the same ballots from other
// people give the same files, while it is open and when it is closed; and while
// it is open, so do other ballots.
func TestSecretRoundInTables(t *testing.T) {
	files := func(closed bool, choices ...string) string {
		h := model.NewHistory(imported(t, read(t, "session.json")), 0, nil)
		for i, choice := range choices {
			do(t, h, model.BallotCast{Round: "r3", Ballot: model.Ballot{Participant: fmt.Sprintf("p%d", i+1), Stickers: map[string]int{choice: 1}}})
		}
		if closed {
			do(t, h, model.RoundClosed{Round: "r3"})
		}
		var b bytes.Buffer
		book, texts := model.NewBook(h, nil), assets.Load("nl")
		for _, r := range []Request{{Format: "xlsx"}, {Format: "csv"}, {Format: "csv", Kind: "scores"}, {Format: "csv", Kind: "log"}} {
			if _, err := Write(&b, book, r, texts); err != nil {
				t.Fatal(err)
			}
		}
		return b.String()
	}
	if files(false, "a1", "a2", "a2") != files(false, "a3", "a1", "a3") {
		t.Error("ballots of an open secret round show")
	}
	if files(true, "a1", "a2", "a3") != files(true, "a3", "a1", "a2") {
		t.Error("the voters of a closed secret round show")
	}
	if files(true, "a1", "a2", "a2") == files(true, "a1", "a1", "a2") {
		t.Error("the counts of a closed secret round do not show")
	}
}
