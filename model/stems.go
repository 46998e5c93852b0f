package model

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
)

// stopWords are the words of either language that say nothing of what a text
// is about. Accents are left out, as in a folded text.
var stopWords = sync.OnceValue(func() map[string]bool {
	return wordSet(
		`aan aangaande achter al alle alleen alles als altijd ander andere anders beide bij binnen bv daar daarna
	dan dat de deze die dit doen door dus echter een eens elk elke en enkele er erg etc even gaan geen ge geven gewoon
	haar had hadden heb hebben heeft heel hem hen het hier hij hoe hun ieder iedere iedereen iemand iets ik in is ja
	je jou jouw jullie kan komen krijgen kun kunnen laten maar maken me mede meer men met mij mijn moet moeten
	mogen na naar naast net niet niets nog nu of om omdat ons onze ook op over per reeds samen soms sommige te
	tegen tijdens toch toe tot tussen u uit uw van vanaf vanuit veel via voor vooral waar wanneer want waren
	was wat we wel welke werd wie wij willen wordt worden zal ze zelf zich zij zijn zo zoals zodat zonder zou
	zouden`,
		`a about after again all also always an and any are as at be because been before being between both but by
	can could did do does doing for from get give go had has have having he her here him his how i if in into
	is it its just let like make many may me more most much must my no nor not now of off on once one only or
	other our out over own per she should so some such than that the their them then there these they this
	those through to too under until up us use very via was we were what when where which while who whom why
	will with without would you your`,
	)
})

func wordSet(lists ...string) map[string]bool {
	set := make(map[string]bool)
	for _, list := range lists {
		for word := range strings.FieldsSeq(list) {
			set[word] = true
		}
	}
	return set
}

// stemMost is the longest word, in bytes, that has other forms. What is longer is
// no word, and would take its time.
const stemMost = 100

// stemmer gives what the forms of one word have in common: "fietsen" and
// "fiets" are one. It remembers the words that it was given to learn.
type stemmer struct {
	stem  func(string) string
	known map[string]string
}

func newStemmer(language string) *stemmer {
	st := &stemmer{stem: stemDutch, known: make(map[string]string)}
	if language == "en" {
		st.stem = func(word string) string { return stemOnce(word, english.Stem) }
	}
	return st
}

func stemOnce(word string, stem func(*snowballstem.Env) bool) string {
	env := snowballstem.NewEnv(word)
	stem(env)
	return env.Current()
}

// stemDutch goes on until nothing changes, as the rules take one ending off
// "fietsen" and another off "fiets". They also leave what the spelling does to a
// consonant at the end: "bussen" and "bus", "huizen" and "huis".
func stemDutch(word string) string {
	for range len(word) {
		next := stemOnce(word, dutch.Stem)
		if n := len(next); n > 2 {
			last := next[n-1]
			switch {
			case last == next[n-2] && strings.IndexByte("bcdfghjklmnpqrstvwxz", last) >= 0:
				next = next[:n-1]
			case last == 'z':
				next = next[:n-1] + "s"
			case last == 'v':
				next = next[:n-1] + "f"
			}
		}
		if next == word {
			break
		}
		word = next
	}
	return word
}

// of gives the stem of a word in a text; "" for one that says nothing of what
// the text is about: a stop word, a single letter, a number.
func (st *stemmer) of(word string, learn bool) string {
	if stem, ok := st.known[word]; ok {
		return stem
	}
	stem := folded(word)
	if stopWords()[stem] || utf8.RuneCountInString(stem) < 2 || strings.Trim(stem, "0123456789") == "" {
		stem = ""
	} else if len(stem) <= stemMost {
		stem = st.stem(stem)
	}
	if learn {
		st.known[word] = stem
	}
	return stem
}

// wordsIn gives the words of a text, as written.
func wordsIn(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !wordRune(r) })
}
