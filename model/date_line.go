package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The ways in which people write a date: the year first, the day or the month
// first, and with the name of the month. A word that says "by" may stand before
// it; one that says "before" may not, as it means an earlier day.
var (
	dateLead  = lazily(`^(?:(?:tegen|uiterlijk|ten laatste|by|by the|the|eind|einde|end|end of|in|of) +)+`)
	yearFirst = lazily(`^((?:19|20)\d\d)(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$`)
	yearLast  = lazily(`^(?:(\d{1,2})[-/.])?(\d{1,2})[-/.]((?:19|20)\d\d)$`)
	yearNamed = lazily(`^(?:(\d{1,2}) +)?(\p{L}+)\.? +((?:19|20)\d\d)$`)
)

// monthNames starts each month in Dutch and English, as far as it takes to
// tell it from the others.
var monthNames = [12][]string{
	{"jan"}, {"feb"}, {"maart", "mrt", "mar"}, {"apr"}, {"mei", "may"}, {"jun"},
	{"jul"}, {"aug"}, {"sep"}, {"okt", "oct"}, {"nov"}, {"dec"},
}

// ParseDate reads a date as people write it: "2027", "2027-06", "06/2027",
// "30/6/2027" (the day first), "juni 2027", "tegen eind 2027". ok is false when
// the text is something else. A text that has the form of a date comes back
// even when no calendar has it ("2027-13"), for the change to refuse.
func ParseDate(text string) (d Date, ok bool) {
	text = dateLead().ReplaceAllString(strings.ToLower(Clean(text)), "")
	if m := yearFirst().FindStringSubmatch(text); m != nil {
		return dateFrom(m[1], m[2], m[3]), true
	}
	if m := yearLast().FindStringSubmatch(text); m != nil {
		return dateFrom(m[3], m[2], m[1]), true
	}
	if m := yearNamed().FindStringSubmatch(text); m != nil {
		month := slices.IndexFunc(monthNames[:], func(starts []string) bool {
			return slices.ContainsFunc(starts, func(s string) bool { return strings.HasPrefix(m[2], s) })
		})
		if month >= 0 {
			return dateFrom(m[3], strconv.Itoa(month+1), m[1]), true
		}
	}
	return "", false
}

// dateFrom puts a date together; month and day may be left out.
func dateFrom(year, month, day string) Date {
	d := year
	for _, part := range []string{month, day} {
		if part == "" {
			break
		}
		n, _ := strconv.Atoi(part)
		d += fmt.Sprintf("-%02d", n)
	}
	return Date(d)
}
