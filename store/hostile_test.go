package store

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"kring/assets"
	"kring/model"
	"kring/model/hostile"
)

// spoiler puts hostile texts into what stands on a disk.
type spoiler struct {
	db    *DB
	place string
	key   []byte
	words func() string // for what people wrote; nil: only what vanishes
	texts int
}

// freely are the fields in which people write what they like.
var freely = []string{"what", "whom", "text", "note", "reason", "description", "well", "better", "source", "first_steps", "means", "funding", "challenges", "commitment", "contact"}

// json spoils every string of a JSON text but the names in it.
func (s *spoiler) json(t *testing.T, data []byte) []byte {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("%v: %.200s", err, data)
	}
	out, err := json.Marshal(s.value(t, "", v))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (s *spoiler) value(t *testing.T, name string, v any) any {
	switch v := v.(type) {
	case string:
		if name == "format" || name == "kind" && (slices.Contains(model.Kinds(), v) || v == "batch" || v == "sealed") {
			return v // another one is refused
		}
		s.texts++
		if s.words != nil && v != "" && slices.Contains(freely, name) {
			v += " " + s.words()
		}
		return v + hostile.Nothing()
	case []any:
		for i := range v {
			v[i] = s.value(t, name, v[i])
		}
	case map[string]any:
		if content, sealed := v["content"]; sealed && s.db != nil {
			v["content"] = s.sealed(t, v["round"].(string), content.(string))
			for _, name := range []string{"kind", "subject"} {
				if v[name] != nil {
					v[name] = v[name].(string) + hostile.Nothing()
				}
			}
			return v
		}
		for name := range v {
			v[name] = s.value(t, name, v[name])
		}
	}
	return v
}

// sealed opens what is sealed for a round, spoils it, and seals it again.
func (s *spoiler) sealed(t *testing.T, round, content string) string {
	t.Helper()
	id := strings.TrimPrefix(s.place, sessionPlace)
	data, err := base64.StdEncoding.DecodeString(content)
	if err == nil {
		data, err = s.db.unsealer(id, s.key)(round, data)
	}
	if err == nil {
		data, err = s.db.sealer(id, s.key)(round, s.json(t, data))
	}
	if err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(data)
}

// state spoils everything that a database holds.
func (s *spoiler) state(t *testing.T, in state) state {
	t.Helper()
	out := make(state)
	for place, entries := range in {
		for key, content := range entries {
			s.place, s.key = place, []byte(key)
			if bytes.HasPrefix(content, []byte("{")) {
				content = s.json(t, content)
			} else {
				s.texts++
				content = append(bytes.Clone(content), hostile.Nothing()...)
			}
			out.put(place, key, content)
		}
	}
	return out
}

// fullHouse is a database with all sorts of entries in it, and what it tells.
func fullHouse(t *testing.T, path string) *DB {
	t.Helper()
	db := openTest(t, path)
	file := bytes.Replace(assets.Example("nl"), []byte(`"format"`), []byte(`"log": [{"seq":1,"time":"2026-11-22T10:00:00Z","change":"note.set","text":"Zoals het was"}], "format"`), 1)
	in, err := db.ImportData(file)
	if err != nil {
		t.Fatal(err)
	}
	book := mustOpen(t, db, in.ID)
	for _, c := range []model.Change{
		addParticipant("p90", 90, "Jeugdhuis"),
		model.Batch{Name: "priorities.set", Changes: []model.Change{model.Set[model.Note]{Item: model.Note{Step: "group", Text: "Onthouden"}}}},
		model.Added[model.Round]{Item: model.Round{ID: "r90", Title: "Geheim", About: model.AboutObjectives, Options: []string{"o1", "o2"}, Stickers: 3, Per: model.PerParticipant, Secret: true, Places: 1, State: model.Draft, Together: model.TogetherAdd}},
		model.RoundOpened{Round: "r90"},
		model.BallotCast{Round: "r90", Ballot: model.Ballot{Participant: "p90", Stickers: map[string]int{"o1": 2}}},
		model.Added[model.Idea]{Item: model.Idea{ID: "i90", Text: "Een bank", Kind: model.KindNew}},
	} {
		if err := book.Do(c); err != nil {
			t.Fatalf("%s: %v", c.Kind(), err)
		}
	}
	for _, err := range []error{
		second(book.Undo()), second(book.Redo()), book.Close(),
		db.SetDraft(in.ID, "ideas", "half een idee"), db.SetSetting("folder", "map"), db.Bin(cardBook(t, db).Session().ID),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	cards := mustOpen(t, db, in.ID).Session().ActionCards()
	if _, _, err := db.TakeCards(cards[:2]); err != nil {
		t.Fatal(err)
	}
	if err := db.RemoveCard(cards[1].ID(), true); err != nil {
		t.Fatal(err)
	}
	return db
}

func second(_ model.Line, err error) error { return err }

// tells is everything that a database gives the screens, as text.
func tells(t *testing.T, db *DB) string {
	t.Helper()
	cards, err := db.Cards()
	if err != nil || len(cards) == 0 {
		t.Fatal(cards, err)
	}
	own, err := db.Own()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%+v\n%+v\n%q\n", cards, own, db.Setting("folder"))
	for _, c := range cards {
		book := mustOpen(t, db, c.ID)
		fmt.Fprintf(&b, "%d %q\n%s\n", book.Locked(), db.Draft(c.ID, "ideas"), exported(t, book))
		for _, r := range book.Session().Rounds.All() {
			for _, ballot := range r.Ballots.All() { // those of a secret one too
				fmt.Fprintf(&b, "%+v\n", *ballot)
			}
		}
		for _, l := range book.Lines() {
			fmt.Fprintf(&b, "%+v\n", l)
		}
	}
	return b.String()
}

// safe fails when something in a text is no text.
func safe(t *testing.T, what, text string) {
	t.Helper()
	if found := hostile.Found(text, "\n"); found != "" {
		t.Errorf("%s: %s", what, found)
	}
}

// Whatever stands on the disk, with every checksum right, in the database, in the
// journal alone or in a copy: what is read of it is safe. Where nothing was put
// in but what vanishes, it is what it was.
func TestNothingUnsafeComesOffTheDisk(t *testing.T) {
	folder := t.TempDir()
	db := fullHouse(t, filepath.Join(folder, "kring.db"))
	was := tells(t, db)
	safe(t, "before", was)
	c, err := readContents(read(t, db.file))
	if err != nil || !c.clean() {
		t.Fatal(err, c.flaws)
	}
	next := 0
	words := func() string {
		next++
		return strings.ToValidUTF8(hostile.Lasting[next%len(hostile.Lasting)].Text, "?")
	}
	quiet := &spoiler{db: db}
	vanishing, lasting := quiet.state(t, c.state), (&spoiler{db: db, words: words}).state(t, c.state)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	ways := 0
	for name, s := range map[string]state{"vanishing": vanishing, "lasting": lasting} {
		at := mark{c.mark.seq, s.digest()}
		for _, way := range []string{"database", "journal", "copy"} {
			if name == "lasting" && way != "database" {
				continue
			}
			ways++
			where := filepath.Join(t.TempDir(), "kring.db")
			keys, _ := filepath.Glob(filepath.Join(folder, "kring.db.key-*"))
			for _, key := range keys {
				if err := copyFile(key, strings.Replace(key, folder, filepath.Dir(where), 1)); err != nil {
					t.Fatal(err)
				}
			}
			file := where
			if way == "copy" {
				file = filepath.Join(t.TempDir(), "copy.db")
			}
			if way == "journal" {
				err = writeJournal(file+journalEnd, c.id, s, at)
			} else {
				err = build(file, c.id, s, at, false)
			}
			if err != nil {
				t.Fatal(err)
			}
			db := openTest(t, where)
			if way == "copy" {
				all, err := db.Restore(file)
				if err != nil || len(all) != 2 {
					t.Fatal(all, err)
				}
				for _, r := range all {
					safe(t, "restored", fmt.Sprint(r))
				}
			}
			now := tells(t, db)
			safe(t, name+" "+way, now)
			if strings.Contains(now, `\u`) {
				t.Errorf("%s %s: something is written by its number", name, way)
			}
			if way != "copy" && name == "vanishing" && now != was { // a copy has no settings and no bin
				t.Errorf("%s came out of the %s as\n%s\nwas\n%s", name, way, now, was)
			}
			report, err := db.Check()
			if err != nil || len(report.Problems) > 0 {
				t.Errorf("%s %s: %v %+v", name, way, err, report.Problems)
			}
			db.Close()
		}
	}
	t.Logf("%d hostile texts, %d strings, %d ways", len(hostile.All()), quiet.texts, ways)
	if quiet.texts < 700 {
		t.Error("the test does not reach them")
	}
}

// A log and a card under a name that no session can have are told by a safe one.
func TestHostileNamesInTheDatabase(t *testing.T) {
	s := make(state)
	for i, v := range hostile.Vanishing {
		s.put(sessionPlace+"x"+v.Text, string(seqKey(1)), []byte("{}"))
		s.put(string(bucketCards), "y"+v.Text, []byte(fmt.Sprintf(`{"id":%q,"done":%d,"steps":3}`, "z", i*1000)))
	}
	path := filepath.Join(t.TempDir(), "kring.db")
	if err := build(path, "id", s, mark{1, s.digest()}, false); err != nil {
		t.Fatal(err)
	}
	db := openTest(t, path)
	cards, err := db.Cards()
	if err != nil || len(cards) != len(hostile.Vanishing) {
		t.Fatal(len(cards), err)
	}
	for _, c := range cards {
		safe(t, "card", fmt.Sprint(c))
	}
	_, err = newTestDB(t).Restore(path)
	for _, lang := range assets.Languages {
		text, _ := Explain(assets.Load(lang), err)
		safe(t, "restore", text)
	}
}

// Whatever a file holds that is imported: what comes in is safe, and so is what is
// said of a file that does not.
func TestNothingUnsafeComesIn(t *testing.T) {
	db := newTestDB(t)
	in, err := db.ImportData(assets.Example("nl"))
	if err != nil {
		t.Fatal(err)
	}
	was := exported(t, mustOpen(t, db, in.ID))
	file := (&spoiler{}).json(t, assets.Example("nl"))
	s, lines, err := Import(file, db.methods)
	if err != nil {
		t.Fatal(err)
	}
	if now := exported(t, model.NewBook(model.NewHistory(s, 1, lines), nil)); !bytes.Equal(now, was) {
		t.Errorf("the file came in as\n%s", now)
	}
	var cards bytes.Buffer
	if err := ExportCards(&cards, s); err != nil {
		t.Fatal(err)
	}
	list, err := ReadCards((&spoiler{}).json(t, cards.Bytes()), db.methods)
	if err != nil || len(list.Refused) > 0 || len(list.Cards) == 0 {
		t.Fatal(list, err)
	}
	for i, c := range list.Cards {
		if !reflect.DeepEqual(c.Card, s.ActionCards()[i]) {
			t.Errorf("a card came in as %+v", c.Card)
		}
	}
	nl, en, people := assets.Load("nl"), assets.Load("en"), group(t, "warme-steden")
	for _, v := range hostile.All() {
		quoted, _ := json.Marshal(v.Text)
		cell := `"` + strings.ReplaceAll(v.Text, `"`, `""`) + `"`
		for name, take := range map[string]func() (any, error){
			"a name in a session file": func() (any, error) {
				return third(Import(fmt.Appendf(nil, `{"format":"kring.session","version":1,%s:1}`, quoted), db.methods))
			},
			"a value in a session file": func() (any, error) {
				return third(Import(fmt.Appendf(nil, `{"format":"kring.session","version":1,"title":"x","method":"open","notes":[{"step":%s}],"date":%s,"id":%s}`, quoted, quoted, quoted), db.methods))
			},
			"a method": func() (any, error) {
				return third(Import(fmt.Appendf(nil, `{"format":"kring.session","version":1,"title":"x","method":%s}`, quoted), db.methods))
			},
			"no number": func() (any, error) {
				return third(Import(fmt.Appendf(nil, `{"format":"kring.session","version":%s}`, quoted), db.methods))
			},
			"raw in a session file": func() (any, error) {
				return third(Import([]byte(`{"format":"kring.session","version":1,"title":"`+v.Text+`"}`), db.methods))
			},
			"cards": func() (any, error) {
				return ReadCards(fmt.Appendf(nil, `{"format":"kring.cards","version":1,"cards":[{"title":%s,"method":%s,"kind":%s},{"title":""}]}`, quoted, quoted, quoted), db.methods)
			},
			"a list": func() (any, error) {
				return ReadParticipants([]byte("Organisatie;Sector;Wie;"+cell+"\nx"+cell+";"+cell+";"+cell+"\n"+v.Text+";a;b;c;d;e;f\n"), people)
			},
			"votes": func() (any, error) {
				s, differences, err := ImportPabulib([]byte("META\nkey;value\ndescription;"+cell+"\nvote_type;approval\nPROJECTS\nproject_id;cost;name;votes\na"+cell+";1;"+cell+";7\nVOTES\nvoter_id;vote\n"+cell+";\n"), db.methods, "nl", model.TimeOf(testNow))
				if err != nil {
					return nil, err
				}
				return []any{s.Title, s.Participants.All(), differences}, nil
			},
			"votes that are wrong": func() (any, error) {
				return third(ImportPabulib([]byte("META\nkey;value\nvote_type;"+cell+"\nPROJECTS\nproject_id\nVOTES\nvote\n"), db.methods, "nl", model.TimeOf(testNow)))
			},
		} {
			got, err := take()
			if err != nil {
				for _, texts := range []*assets.Texts{nl, en} {
					text, known := Explain(texts, err)
					safe(t, name+", "+v.Name, text)
					if !known {
						t.Errorf("%s, %s: %v", name, v.Name, err)
					}
				}
				continue
			}
			data, err := json.Marshal(got)
			var back any
			if err == nil {
				err = json.Unmarshal(data, &back)
			}
			if err != nil {
				t.Fatal(err)
			}
			safe(t, name+", "+v.Name, fmt.Sprint(back))
		}
	}
}

func third[T, U any](t T, _ U, err error) (any, error) { return t, err }

// What is said of files and of what the system says of them is safe, in the log
// too, and the sentence goes on behind it.
func TestHostileNamesOfFiles(t *testing.T) {
	log := filepath.Join(t.TempDir(), "kring.log")
	nl, en := assets.Load("nl"), assets.Load("en")
	for _, v := range hostile.All() {
		name := "x" + v.Text
		cause := &os.PathError{Op: "open", Path: name, Err: errors.New(name)}
		for _, texts := range []*assets.Texts{nl, en} {
			said := []string{Tell(texts, Finding{Found: DatabaseMended, Path: name}), Offer(texts, &Safekept{Path: name, At: testNow}), Warn(texts, Network)}
			for _, trouble := range []Trouble{Locked, NotOurs, Damaged, ReadFailed, WriteFailed, NotFound} {
				text, _ := Explain(texts, &Fault{trouble, name, cause})
				said = append(said, text)
			}
			for _, value := range []any{name, model.Date(name), model.Time(name), Risk(name)} {
				text, _ := Explain(texts, &model.Error{Code: model.DateBad, Args: map[string]any{"Value": value}})
				said = append(said, text)
			}
			for _, text := range said {
				safe(t, v.Name, strings.ReplaceAll(text, "\n", "\x00"))
			}
			if text := said[0]; !strings.HasSuffix(text, texts.T("found.aside", "Path", model.Clean(name))) {
				t.Errorf("%s: %q", v.Name, text)
			}
		}
		LogError(log, testNow, cause)
	}
	text := string(read(t, log))
	safe(t, "the log", text)
	if strings.Count(text, "\n") != len(hostile.All()) {
		t.Error("an error takes more than one line of the log")
	}
}
