package model

import (
	"fmt"
	"strings"
	"testing"
)

func idsIn(all []*Participant) string {
	var ids []string
	for _, p := range all {
		ids = append(ids, p.ID)
	}
	return strings.Join(ids, " ")
}

// Who counts stays right while entries come and go, and what was handed out
// before does not change.
func TestWhoCountsWhileTheListGrows(t *testing.T) {
	l, err := ListOf([]Participant{{ID: "a"}, {ID: "b", Tomb: Tomb{Removed: true}}, {ID: "c"}})
	if err != nil {
		t.Fatal(err)
	}
	expect := func(want string) {
		t.Helper()
		if got := idsIn(l.Live()); got != want {
			t.Errorf("%q count, not %q", got, want)
		}
	}
	expect("a c")
	before := l.Live()
	var first, second edit
	l.put(&first, Participant{ID: "d"})
	expect("a c d")
	l.put(&first, Participant{ID: "e", Tomb: Tomb{Removed: true}})
	expect("a c d")
	l.put(&first, Participant{ID: "f"})
	expect("a c d f")
	first.rollback()
	expect("a c")
	l.put(&second, Participant{ID: "g"})
	l.put(&second, Participant{ID: "a", Tomb: Tomb{Removed: true}})
	expect("c g")
	second.rollback()
	expect("a c")
	if got := idsIn(before); got != "a c" {
		t.Errorf("what was handed out has become %q", got)
	}
}

// Who is here is counted of those who count, and all are where a meeting does
// not say.
func TestWhoIsHere(t *testing.T) {
	s := &Session{method: &Method{}}
	people, err := ListOf([]Participant{{ID: "a"}, {ID: "b", Young: true}, {ID: "c", Young: true, Tomb: Tomb{Removed: true}}, {ID: "d"}})
	if err != nil {
		t.Fatal(err)
	}
	s.Participants = people
	for _, c := range []struct{ present, want string }{{"", "3 1 false"}, {"a c", "1 0 true"}, {"b d", "2 1 false"}} {
		if s.Meetings, err = ListOf([]Meeting{{ID: "m", Present: strings.Fields(c.present)}}); err != nil {
			t.Fatal(err)
		}
		s.rev++
		all, young := s.Present()
		if got := fmt.Sprint(all, young, s.Absent("b")); got != c.want {
			t.Errorf("with %q present: %s, not %s", c.present, got, c.want)
		}
	}
}

func TestWhoIsCalledSo(t *testing.T) {
	s := &Session{method: &Method{}}
	s.Participants, _ = ListOf([]Participant{{ID: "a", Organisation: "Café  Olé"}, {ID: "b", Person: "cafe ole"}, {ID: "c", Organisation: "Café"}, {ID: "d", Organisation: "CAFÉ OLÉ", Tomb: Tomb{MergedInto: "a"}}})
	if got := idsIn(s.Called(" CAFE OLE ")); got != "a b" {
		t.Errorf("%q are called so", got)
	}
}
