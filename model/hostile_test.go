package model

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"kring/model/hostile"
)

// Nothing of a hostile text but its words comes through.
func TestCleanAgainstHostileTexts(t *testing.T) {
	for _, v := range append(hostile.All(), hostile.Vector{Name: "all", Text: hostile.Text()}) {
		for _, around := range [][2]string{{"", ""}, {"é", ""}, {"क", "ष"}, {"👩", "👧"}, {"a\u0301", "\u0301"}, {"\x1b", "m"}} {
			text := around[0] + v.Text + around[1]
			for name, clean := range map[string]string{"Clean": Clean(text), "Safe": Safe(text)} {
				if found := hostile.Found(clean, ""); found != "" {
					t.Errorf("%s of %s: %s", name, v.Name, found)
				}
				if Clean(clean) != Clean(text) {
					t.Errorf("%s of %s becomes another when it is cleaned again", name, v.Name)
				}
			}
		}
	}
	for _, v := range append(slices.Clone(hostile.Vanishing), hostile.Vector{Name: "all", Text: hostile.Nothing()}) {
		if got := Safe("p1" + v.Text); got != "p1" {
			t.Errorf("%s leaves %+q", v.Name, got)
		}
	}
	if !slices.ContainsFunc(hostile.All(), func(v hostile.Vector) bool { return hostile.Found(v.Text, "") == "" }) {
		t.Error("there are no hostile texts that are only text")
	}
}

// filled puts a text into every string of a value, with one entry in every list.
func filled(v reflect.Value, text string) (strings int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
		return 1
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return filled(v.Elem(), text)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		return filled(v.Index(0), text)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Tag.Get("json") != "-" {
				strings += filled(v.Field(i), text)
			}
		}
		if list := v.Addr().MethodByName("UnmarshalJSONFrom"); list.IsValid() && strings == 0 {
			return filledList(v, text)
		}
	case reflect.Map, reflect.Func, reflect.Chan, reflect.Interface:
		if v.Type() != reflect.TypeFor[map[string]int]() { // its keys are options of the round
			panic("no text is put into a " + v.Type().String())
		}
	}
	return strings
}

// filledList is filled for the lists that have their own form in JSON.
func filledList(list reflect.Value, text string) int {
	items := list.FieldByName("items")
	entry := reflect.New(items.Type().Elem().Elem())
	n := filled(entry.Elem(), text)
	data, err := json.Marshal([]any{entry.Interface()})
	if err == nil {
		err = json.Unmarshal(data, list.Addr().Interface())
	}
	if err != nil {
		panic(err)
	}
	return n
}

// unsafe gives what is found in any string of a value, exported or not.
func unsafe(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return hostile.Found(v.String(), "")
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return unsafe(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if found := unsafe(v.Field(i)); found != "" {
				return v.Type().Field(i).Name + ": " + found
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if found := unsafe(v.Index(i)); found != "" {
				return found
			}
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			if found := unsafe(key) + unsafe(v.MapIndex(key)); found != "" {
				return found
			}
		}
	}
	return ""
}

// A record that is read back has nothing unsafe in it, of whatever kind its change
// is and whatever it holds, alone, in a batch, and sealed.
func TestEveryRecordIsMadeSafe(t *testing.T) {
	text := "x" + strings.ToValidUTF8(hostile.Text(), "?")
	noKey := func(string, []byte) ([]byte, error) { return nil, nil }
	texts := 0
	for name, read := range kinds {
		c, err := read(jsontext.Value("{}"))
		if err != nil {
			t.Fatal(err)
		}
		change := reflect.New(reflect.TypeOf(c)).Elem()
		texts += filled(change, text)
		data, err := json.Marshal(change.Interface(), json.Deterministic(true))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		one := wire{Kind: name, Data: data}
		whole, _ := json.Marshal(one)
		same := func(string, []byte) ([]byte, error) { return whole, nil }
		for form, w := range map[string]wire{
			"alone":  {Time: Time(text), Kind: name, Data: data},
			"batch":  {Time: Time(text), Kind: kindBatch, Name: text, Changes: []wire{one, {Kind: kindBatch, Name: text, Changes: []wire{one}}}},
			"sealed": {Time: Time(text), Kind: kindSealed, Sealed: &sealed{Round: text, Kind: text, Subject: text}},
			"locked": {Time: Time(text), Kind: kindSealed, Sealed: &sealed{Round: text, Kind: text, Subject: text}},
		} {
			record, err := json.Marshal(w)
			if err != nil {
				t.Fatal(err)
			}
			unseal := noKey
			if form == "sealed" {
				unseal = same
			}
			r, err := DecodeRecord(1, record, unseal)
			if err != nil {
				t.Fatalf("%s %s: %v", name, form, err)
			}
			if found := unsafe(reflect.ValueOf(r)); found != "" {
				t.Errorf("%s %s: %s", name, form, found)
			}
		}
	}
	t.Logf("%d kinds of change with %d texts, in 4 forms", len(kinds), texts)
	if texts < 200 {
		t.Error("the test does not reach them")
	}
}

// So has the session that a log begins with, and every line that came with it.
func TestEveryTextOfASessionIsMadeSafe(t *testing.T) {
	s := new(Session)
	texts := filled(reflect.ValueOf(s).Elem(), "x"+hostile.Nothing())
	o := origin{Session: s, Log: make([]Line, 1)}
	texts += filled(reflect.ValueOf(&o.Log).Elem(), "x"+hostile.Nothing())
	data, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	out, err := DecodeOrigin(data, func(string, []byte) ([]byte, error) { return nil, nil })
	if err != nil {
		t.Fatal(err)
	}
	methods := Methods{"x": testMethod()}
	if err := out.Session.Attach(methods); err == nil { // made safe; only then its rules are broken
		t.Error("a session that keeps no rule was taken")
	}
	out.Session.method = nil
	if found := unsafe(reflect.ValueOf(out)); found != "" {
		t.Error(found)
	}
	t.Logf("%d texts", texts)
	if texts < 80 {
		t.Error("the test does not reach them")
	}
}

// The last door refuses what has not been made safe, also at the ends of a text.
func TestTheLastDoor(t *testing.T) {
	s := workshop(t)
	for _, v := range hostile.All() {
		if safe := Safe(v.Text) == v.Text; safe != (hostile.Found(v.Text, "") == "") {
			t.Errorf("%s: kring and the test do not agree", v.Name)
		} else if safe {
			continue
		}
		for _, text := range []string{"a" + v.Text, v.Text + "a", "a" + v.Text + "b"} {
			if hostile.Found(text, "") == "" {
				continue // an emoji that the letter in front completes
			}
			c := Added[Idea]{Idea{ID: "i99", Kind: KindNew, Text: text}}
			if s.Check(c) == nil || s.Check(Batch{"x", []Change{c}}) == nil {
				t.Errorf("%s got in as %+q", v.Name, text)
			}
		}
	}
}
