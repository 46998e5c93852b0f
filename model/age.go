package model

import (
	"strconv"
	"strings"
)

// ageForms are the ways in which people write ages, in Dutch and English: a
// range, an age with everything above it, one up to which everything counts,
// and a single one. "2,5" is a Flemish child going to school for the first time.
var (
	ageRange = lazily(`^(?:van |from |tussen |between )?(` + age + `)` + ageUnit + ` ?(?:-|–|—|tot en met|t/m|tot|to|en|and) ?(` + age + `)` + ageUnit + `$`)
	ageFrom  = lazily(`^(?:(?:vanaf|from) (` + age + `)|(` + age + `)` + ageUnit + `(?:\+| en ouder| and over| and older))` + ageUnit + `$`)
	ageUpTo  = lazily(`^(?:tot en met|tot|t/m|up to|until) (` + age + `)` + ageUnit + `$`)
	ageOne   = lazily(`^(` + age + `)` + ageUnit + `$`)
)

const (
	age     = `\d{1,3}(?:[.,]5)?`
	ageUnit = `(?:[ -]*(?:jaar|j\.?|jarigen|jarige|years old|year-olds|year olds|years|yrs|y))? ?-? ?`
)

// ParseAges reads ages as people write them: "12-18", "12 tot 18 jaar",
// "6- tot 12-jarigen", "16+", "tot 12", "5". Where only one end is given, the
// other is 0 or most. ok is false when the text is something else. The ages
// are as written: whether they can be is for the change to check, so that "12-99"
// is refused as such and not taken for a word.
func ParseAges(text string, most int) (from, to int, ok bool) {
	text = strings.ToLower(Clean(text))
	if m := ageRange().FindStringSubmatch(text); m != nil {
		return whole(m[1], 0), whole(m[2], 1), true
	}
	if m := ageFrom().FindStringSubmatch(text); m != nil {
		from := whole(m[1]+m[2], 0)
		return from, max(from, most), true // "30+" is too high, not the wrong way round
	}
	if m := ageUpTo().FindStringSubmatch(text); m != nil {
		return 0, whole(m[1], 1), true
	}
	// A bare "0" cannot be told from no ages.
	if m := ageOne().FindStringSubmatch(text); m != nil && whole(m[1], 0) > 0 {
		return whole(m[1], 0), whole(m[1], 0), true
	}
	return 0, 0, false
}

// whole is an age in years; up is 1 where half a year counts for a whole one.
func whole(text string, up int) int {
	years, _, half := strings.Cut(strings.Replace(text, ",", ".", 1), ".")
	n, _ := strconv.Atoi(years)
	if half {
		n += up
	}
	return n
}

// AgesUnknown is the code for a text that holds no ages.
const AgesUnknown Code = "ages.unknown" // Value

// ReadAges reads the ages from a field of a form, where no text is no ages.
// Code: AgesUnknown. Whether the ages can be is for the change to check.
func (m *Method) ReadAges(text string) (from, to int, err error) {
	if Clean(text) == "" {
		return 0, 0, nil
	}
	from, to, ok := ParseAges(text, m.AgeMax)
	if !ok || to == 0 { // up to 0 cannot be told from no ages
		return 0, 0, refuse(AgesUnknown, "Value", Clean(text))
	}
	return from, to, nil
}

// WriteAges writes ages as ParseAges reads them; "" for none.
func WriteAges(from, to int) string {
	if to == 0 {
		return ""
	}
	return strconv.Itoa(from) + "-" + strconv.Itoa(to)
}
