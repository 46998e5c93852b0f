package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"kring/model"
)

// Markers that nothing else holds: the options of a secret round.
var marks = []string{"oMERKEEN", "oMERKTWEE", "oMERKDRIE"}

// secretRound is a session with a secret round that is open, and five who vote.
func secretRound(t *testing.T, db *DB, id string) *model.Book {
	t.Helper()
	book := newSession(t, db, id)
	var changes []model.Change
	for i := range 5 {
		changes = append(changes, addParticipant(fmt.Sprint("p", i+1), i+1, fmt.Sprintf("MERKDEELNEMER%d", i+1)))
	}
	for _, id := range marks {
		changes = append(changes, model.Added[model.Objective]{Item: model.Objective{ID: id, What: "Doel " + id[5:]}})
	}
	changes = append(changes,
		model.Added[model.Round]{Item: model.Round{ID: "r1", About: model.AboutObjectives, Options: marks, Stickers: 3, Per: model.PerParticipant, Secret: true, Places: 1, State: model.Draft, Together: model.TogetherAdd}},
		model.RoundOpened{Round: "r1", At: model.TimeOf(testNow)})
	for _, c := range changes {
		do(t, book, c)
	}
	return book
}

func do(t *testing.T, book *model.Book, c model.Change) {
	t.Helper()
	if err := book.Do(c); err != nil {
		t.Fatalf("%s: %v", c.Kind(), err)
	}
}

func cast(participant string, options ...string) model.Change {
	b := model.Ballot{Participant: participant, Stickers: map[string]int{}}
	for _, id := range options {
		b.Stickers[id]++
	}
	return model.BallotCast{Round: "r1", Ballot: b}
}

// vote lets all vote, one of them twice, one taken back, one undone.
func vote(t *testing.T, book *model.Book) {
	t.Helper()
	do(t, book, cast("p1", marks[0], marks[0], marks[1]))
	do(t, book, cast("p2", marks[2]))
	do(t, book, model.Batch{Name: "participants.pasted", Changes: []model.Change{cast("p3", marks[1]), cast("p4", marks[0], marks[1], marks[2])}})
	do(t, book, cast("p2", marks[1], marks[1]))
	do(t, book, cast("p5", marks[0]))
	do(t, book, model.BallotTaken{Round: "r1", Participant: "p5"})
	next := *book.Session().Rounds.Get("r1") // with all that is in it
	next.Title = "Eerste"
	do(t, book, model.Batch{Name: "round.edited", Changes: []model.Change{model.Edited[model.Round]{Item: next}}})
	next.Title = "Beter"
	do(t, book, model.Edited[model.Round]{Item: next})
	do(t, book, cast("p4", marks[2], marks[2], marks[2]))
	if _, err := book.Undo(); err != nil {
		t.Fatal(err)
	}
}

var closed = model.RoundClosed{Round: "r1", At: model.TimeOf(testNow)}

// linked fails when a ballot can be read in the bytes.
func linked(t *testing.T, what string, data []byte) {
	t.Helper()
	for _, mark := range marks {
		// Options stand in the objectives and the round. A ballot names one with a
		// number behind it.
		if bytes.Contains(data, []byte(mark+`":`)) {
			at := bytes.Index(data, []byte(mark+`":`))
			t.Errorf("%s: %q", what, data[max(at-160, 0):min(at+40, len(data))])
		}
	}
}

func keys(t *testing.T, db *DB) []string {
	t.Helper()
	files, err := filepath.Glob(db.path + ".key-*")
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func standing(book *model.Book) []string {
	var all []string
	for _, b := range book.Session().Rounds.Get("r1").Ballots.All() {
		all = append(all, fmt.Sprint(b.Participant, b.Stickers, b.Removed))
	}
	return all
}

// While it is open, the ballots of a secret round are there for whoever has the
// key, and in no byte of the file or of a copy. Undo and redo reach over an end
// of the program.
func TestSecretRoundIsSealed(t *testing.T) {
	db := newTestDB(t)
	book := secretRound(t, db, "a")
	if len(keys(t, db)) != 0 {
		t.Fatal("a key without a ballot")
	}
	vote(t, book)
	if n := len(keys(t, db)); n != 1 {
		t.Fatalf("%d keys", n)
	}
	if info, _ := os.Stat(keys(t, db)[0]); info.Mode().Perm() != fileMode && !isWindows {
		t.Errorf("the key has mode %v", info.Mode())
	}
	want, lines := standing(book), book.Lines()
	linked(t, "the file", read(t, db.path))

	reopened := openAgain(t, db)
	book, err := reopened.Open("a")
	if err != nil {
		t.Fatal(err)
	}
	if got := standing(book); !slices.Equal(got, want) || !slices.Equal(book.Lines(), lines) || book.Locked() != 0 {
		t.Fatalf("%v\n%v\n%d locked", got, want, book.Locked())
	}
	if _, err := book.Redo(); err != nil {
		t.Fatal(err)
	}
	if b := book.Session().Rounds.Get("r1").Ballots.Standing("p4", 0); b.Stickers[marks[2]] != 3 {
		t.Errorf("brought back: %v", b.Stickers)
	}

	path := filepath.Join(t.TempDir(), "kopie.db")
	if _, err := reopened.Backup(path); err != nil {
		t.Fatal(err)
	}
	linked(t, "the copy", read(t, path))
}

func openAgain(t *testing.T, db *DB) *DB {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return openTest(t, db.path)
}

// Once it is closed nothing brings names and ballots together again: not the
// file, not a key, not a copy of before, not a second look. Session and log are
// the same when they are read again.
func TestSecretRoundForgets(t *testing.T) {
	db := newTestDB(t)
	book := secretRound(t, db, "a")
	vote(t, book)
	before := filepath.Join(t.TempDir(), "voor.db")
	if _, err := db.Backup(before); err != nil {
		t.Fatal(err)
	}
	key := read(t, keys(t, db)[0])
	do(t, book, closed)
	if left := keys(t, db); len(left) > 0 {
		t.Fatalf("left: %v", left)
	}
	data := read(t, db.path)
	for _, name := range []string{"p1", "p2", "p3", "p4"} {
		if bytes.Contains(data, []byte(`"participant":"`+name+`","stickers"`)) {
			t.Errorf("%s stands beside stickers", name)
		}
	}
	if bytes.Contains(data, key) {
		t.Error("the key is in the file")
	}
	if _, err := book.Undo(); err == nil {
		t.Error("the closing was undone")
	}
	want := exported(t, book)
	for _, b := range book.Session().Rounds.Get("r1").Ballots.All() {
		if b.Participant != "" {
			t.Errorf("%v", b)
		}
	}

	again := openAgain(t, db)
	book, err := again.Open("a")
	if err != nil {
		t.Fatal(err)
	}
	if got := exported(t, book); !bytes.Equal(got, want) {
		t.Errorf("read again it is\n%s\nand was\n%s", got, want)
	}
	if r, err := again.Check(); err != nil || len(r.Problems) > 0 || r.Records != 1 {
		t.Errorf("%+v %v", r, err)
	}
	do(t, book, addParticipant("p6", 6, "Laat"))
	if _, err := book.Undo(); err != nil {
		t.Error(err)
	}

	// The copy of before holds what is here already, and elsewhere the session
	// comes in without its ballots.
	if all, err := again.Restore(before); err != nil || all[0].Fate != Present {
		t.Errorf("%+v %v", all, err)
	}
	elsewhere := newTestDB(t)
	if all, err := elsewhere.Restore(before); err != nil || all[0].Fate != CameIn {
		t.Fatalf("%+v %v", all, err)
	}
	other, err := elsewhere.Open("a")
	if err != nil {
		t.Fatal(err)
	}
	if n := other.Session().Rounds.Get("r1").Ballots.Len(); n != 0 || other.Locked() == 0 {
		t.Errorf("%d ballots, %d locked", n, other.Locked())
	}
	do(t, other, cast("p1", marks[1])) // they vote once more
	linked(t, "elsewhere", read(t, elsewhere.path))
}

// Who voted what leaves no trace: two sessions in which the same ballots came
// from other people are the same once the round is closed.
func TestSecretRoundTellsNobodyApart(t *testing.T) {
	of := func(order ...string) []byte {
		db := newTestDB(t)
		book := secretRound(t, db, "a")
		for i, b := range [][]string{{marks[0], marks[0]}, {marks[1]}, {marks[2], marks[1], marks[0]}, nil, {marks[2]}} {
			do(t, book, cast(order[i], b...))
		}
		do(t, book, closed)
		s := book.Session().Clone()
		return exported(t, model.NewBook(model.NewHistory(s, 1, nil), db))
	}
	if a, b := of("p1", "p2", "p3", "p4", "p5"), of("p4", "p5", "p2", "p1", "p3"); !bytes.Equal(a, b) {
		t.Errorf("%s\n%s", a, b)
	}
}

// A sealed record is as long for one ballot as for another.
func TestSealedRecordsAreAsLong(t *testing.T) {
	db := newTestDB(t)
	book := secretRound(t, db, "a")
	do(t, book, cast("p1"))
	do(t, book, cast("p2", marks...))
	log, err := db.contents("a")
	if err != nil {
		t.Fatal(err)
	}
	if a, b := log[len(log)-2].content, log[len(log)-1].content; len(a) != len(b) {
		t.Errorf("%d and %d bytes:\n%s\n%s", len(a), len(b), a, b)
	}
}

// The program ends between the closing and the destroying, or the disk fails.
func TestSecretRoundAndFaults(t *testing.T) {
	db := newTestDB(t)
	book := secretRound(t, db, "a")
	vote(t, book)
	want := standing(book)
	path := keys(t, db)[0]
	key := read(t, path)

	full := errors.New("no space")
	db.commit = func(tx *bbolt.Tx) error { tx.Rollback(); return full }
	if err := book.Do(closed); err == nil {
		t.Fatal("closed on a full disk")
	}
	db.commit = (*bbolt.Tx).Commit
	if got := standing(book); !slices.Equal(got, want) || !bytes.Equal(read(t, path), key) {
		t.Fatalf("%v", got)
	}
	do(t, book, closed)
	if err := os.WriteFile(path, key, 0o600); err != nil {
		t.Fatal(err)
	}
	if r, _ := db.Check(); len(r.Problems) != 1 || r.Problems[0].Kind != "key" {
		t.Errorf("%+v", r.Problems)
	}
	again := openAgain(t, db)
	if _, err := again.Open("a"); err != nil {
		t.Fatal(err)
	}
	if left := keys(t, again); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// Without its key a round that is open has no ballots any more. The session is
// whole otherwise, says how much is missing, and takes new ones.
func TestSecretRoundWithoutItsKey(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"gone":    os.Remove,
		"another": func(path string) error { return os.WriteFile(path, bytes.Repeat([]byte{7}, keySize), 0o600) },
		"cut":     func(path string) error { return os.Truncate(path, 5) },
	} {
		t.Run(name, func(t *testing.T) {
			db := newTestDB(t)
			book := secretRound(t, db, "a")
			vote(t, book)
			lines := book.Lines()
			if err := spoil(keys(t, db)[0]); err != nil {
				t.Fatal(err)
			}
			db = openAgain(t, db)
			book, err := db.Open("a")
			if err != nil {
				t.Fatal(err)
			}
			if n := book.Session().Rounds.Get("r1").Ballots.Len(); n != 0 || book.Locked() != 7 || !slices.Equal(book.Lines(), lines) {
				t.Fatalf("%d ballots, %d locked", n, book.Locked())
			}
			do(t, book, cast("p1", marks[1]))
			db = openAgain(t, db)
			if book, err = db.Open("a"); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(standing(book), " "); got != "p1map["+marks[1]+":1] false" {
				t.Fatal(got)
			}
			do(t, book, closed)
		})
	}
}

// Closing one secret round begins the log anew; another one that is open keeps
// its ballots, and keeps them to itself.
func TestTwoSecretRounds(t *testing.T) {
	db := newTestDB(t)
	book := secretRound(t, db, "a")
	do(t, book, model.Added[model.Round]{Item: model.Round{ID: "r2", About: model.AboutObjectives, Options: marks, Stickers: 1, Per: model.PerParticipant, Secret: true, State: model.Draft, Together: model.TogetherAdd}})
	do(t, book, model.RoundOpened{Round: "r2", At: model.TimeOf(testNow)})
	vote(t, book)
	do(t, book, model.BallotCast{Round: "r2", Ballot: model.Ballot{Participant: "p3", Stickers: map[string]int{marks[2]: 1}}})
	do(t, book, model.WallSet{Round: "r2", Wall: model.Wall{Option: marks[1], Stickers: 4}})
	do(t, book, closed)
	if n := len(keys(t, db)); n != 1 {
		t.Errorf("%d keys", n)
	}
	unread := func(what string, data []byte) {
		t.Helper()
		if bytes.Contains(data, []byte(`"participant":"p3","stickers"`)) {
			t.Errorf("%s holds the ballot of the round that is open", what)
		}
	}
	unread("the file", read(t, db.path))

	db = openAgain(t, db)
	book, err := db.Open("a")
	if err != nil {
		t.Fatal(err)
	}
	r := book.Session().Rounds.Get("r2")
	if b := r.Ballots.Standing("p3", 0); b == nil || b.Stickers[marks[2]] != 1 || r.Wall.Len() != 1 || book.Locked() != 0 {
		t.Fatalf("%+v, %d on the wall, %d locked", b, r.Wall.Len(), book.Locked())
	}

	// A copy with another course comes in beside, and is as silent.
	path := filepath.Join(t.TempDir(), "kopie.db")
	if _, err := db.Backup(path); err != nil {
		t.Fatal(err)
	}
	other := openTest(t, path)
	there, err := other.Open("a")
	if err != nil {
		t.Fatal(err)
	}
	do(t, there, addParticipant("p9", 9, "Elders"))
	other.Close()
	all, err := db.Restore(path)
	if err != nil || all[0].Fate != Beside {
		t.Fatalf("%+v %v", all, err)
	}
	unread("with the copy beside", read(t, db.path))
	if book, err = db.Open(all[0].ID); err != nil || book.Session().Rounds.Get("r2").Ballots.Len() != 1 {
		t.Errorf("the copy has lost the ballots of the round that is open: %v", err)
	}

	if book, err = db.Open("a"); err != nil {
		t.Fatal(err)
	}
	do(t, book, model.RoundClosed{Round: "r2", At: model.TimeOf(testNow)})
	if got := book.Session().RoundResult("r2"); got.Ballots != 1 || got.Stickers != 5 {
		t.Errorf("%+v", got)
	}
	unread("closed", read(t, db.path))
}
