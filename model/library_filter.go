package model

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Fit says whether something belongs to what is looked for.
type Fit int

// The fits, the surest first. What is not known may fit, and is not hidden.
const (
	Fits Fit = iota
	MayFit
	FitsNot
)

// LibraryFilter is what is looked for in a library. The zero value lets
// everything through.
type LibraryFilter struct {
	Pillar  int      // 0: any
	Setting string   // key of one of the method's settings; "" for any
	Ages    AgeRange // To 0: any
}

// Any says that the filter lets everything through.
func (f LibraryFilter) Any() bool { return f == LibraryFilter{} }

// Match says whether an action of a library fits: FitsNot where one part is
// known not to, MayFit where nothing is known of a part.
func (m *Method) Match(f LibraryFilter, a *LibraryAction) Fit {
	return max(f.pillar(a), m.fitsSetting(f.Setting, a.Setting), m.fitsAges(f.Ages, a.Ages))
}

func (f LibraryFilter) pillar(a *LibraryAction) Fit {
	switch {
	case f.Pillar == 0 || slices.Contains(a.Pillars, f.Pillar):
		return Fits
	case len(a.Pillars) == 0:
		return MayFit
	}
	return FitsNot
}

// fitsSetting compares the free text of a setting with one of the method's. A
// part of the text that is none of these leaves it open.
func (m *Method) fitsSetting(key string, text Text) Fit {
	term := Find(m.Settings, key)
	if term == nil {
		return Fits
	}
	parts := m.settingParts(strings.ToLower(text.In("nl")))
	if len(parts) == 0 {
		return MayFit
	}
	fit := FitsNot
	for _, part := range parts {
		if known := m.SettingKey(part); Find(m.Settings, known) != nil {
			if known == key {
				return Fits
			}
			continue
		}
		if term.holds(part) {
			return Fits
		}
		if !slices.ContainsFunc(m.Settings, func(t Term) bool { return t.holds(part) }) {
			fit = MayFit
		}
	}
	return fit
}

// settingParts takes the free text of a setting, in lower case, apart: at commas,
// and at "and" where it does not belong to the name of a setting.
func (m *Method) settingParts(text string) []string {
	var parts []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;/·", r) }) {
		part = strings.TrimSpace(part)
		if Find(m.Settings, m.SettingKey(part)) != nil {
			parts = append(parts, part)
			continue
		}
		for word := range strings.SplitSeq(strings.ReplaceAll(part, " and ", " en "), " en ") {
			if word = strings.TrimSpace(word); word != "" {
				parts = append(parts, word)
			}
		}
	}
	return parts
}

// holds says that a word in lower case is a part of the term's name: "zorg" of
// "Zorg en welzijn", and in Dutch "onderwijs" of "Basisonderwijs".
func (t *Term) holds(part string) bool {
	for lang, name := range t.Name {
		name = strings.ToLower(name)
		if lang == "nl" && strings.Contains(name, part) || strings.Contains(" "+name+" ", " "+part+" ") {
			return true
		}
	}
	return false
}

func (m *Method) fitsAges(want AgeRange, text Text) Fit {
	if want.To == 0 {
		return Fits
	}
	switch in, ok := m.FindAges(text.In("nl")); {
	case !ok:
		return MayFit
	case in.From <= want.To && in.To >= want.From:
		return Fits
	}
	return FitsNot
}

var (
	agesWithin = lazily(`(` + age + `) ?(?:-|–|tot en met|tot|to|en|and) ?(` + age + `)`)
	ageOnward  = lazily(`(?:vanaf |from )(` + age + `)|(` + age + `) ?\+`)
	ageAtMost  = lazily(`(?:tot en met|tot|t/m|up to|until|to age) (` + age + `)`)
)

// FindAges finds the first ages in a text about something else: "18-24
// (studenten)", "ouders, van zwangerschap tot 3 jaar". ok is false where
// there are none, as in "jongeren".
func (m *Method) FindAges(text string) (ages AgeRange, ok bool) {
	text = strings.ToLower(Clean(text))
	group := func(re func() *regexp.Regexp) []string { return re().FindStringSubmatch(text) }
	if g := group(agesWithin); g != nil {
		ages = AgeRange{whole(g[1], 0), whole(g[2], 1)}
	} else if g := group(ageOnward); g != nil {
		ages = AgeRange{whole(g[1]+g[2], 0), m.AgeMax}
	} else if g := group(ageAtMost); g != nil {
		ages = AgeRange{0, whole(g[1], 1)}
	} else if from, to, one := ParseAges(text, m.AgeMax); one {
		ages = AgeRange{from, to}
	} else {
		return ages, false
	}
	ages.To = min(ages.To, m.AgeMax)
	return ages, ages.From <= ages.To
}

// ageSteps are where the ages that a library is looked through by begin:
// toddlers, nursery, primary and secondary school, young adults.
var ageSteps = []int{0, 3, 6, 12, 15, 18}

// AgeBands are the ages that a library can be looked through by.
func (m *Method) AgeBands() []AgeRange {
	var bands []AgeRange
	for i, from := range ageSteps {
		to := m.AgeMax
		if i+1 < len(ageSteps) {
			to = min(ageSteps[i+1]-1, m.AgeMax)
		}
		if from <= to && to > 0 {
			bands = append(bands, AgeRange{from, to})
		}
	}
	return bands
}

// String writes the ages as ParseAges reads them.
func (r AgeRange) String() string { return strconv.Itoa(r.From) + "-" + strconv.Itoa(r.To) }
