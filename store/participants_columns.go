package store

import (
	"strings"
	"unicode"

	"kring/model"
)

// column is a property of a participant that a column of a table gives.
type column int

const (
	unknownColumn column = iota
	organisationColumn
	nameColumn // of the organisation, or of the person where there is another column for that
	sectorColumn
	personColumn
	partColumn // a part of the name of the person
	contactColumn
	youngColumn
	headsColumn
	numberColumn
)

// columnNames are what columns are called, in Dutch and English, without
// capitals, accents and signs.
var columnNames = func() map[string]column {
	names := make(map[string]column)
	for col, words := range map[column]string{
		organisationColumn: "organisatie organisaties organisatienaam naamorganisatie naamvandeorganisatie vereniging partner partnerorganisatie deelnemer instelling organisation organization organisations organisationname nameoforganisation nameoftheorganisation participant institution",
		nameColumn:         "naam name",
		sectorColumn:       "sector sectoren domein beleidsdomein domain field",
		personColumn:       "persoon contactpersoon wie wiekomt aanwezige vertegenwoordiger naamcontactpersoon person contactperson who whocomes attendee representative",
		partColumn:         "voornaam achternaam familienaam firstname lastname surname familyname givenname",
		contactColumn:      "contact contactgegevens mail email emailadres mailadres telefoon telefoonnummer tel gsm gsmnummer mobiel emailaddress phone phonenumber telephone mobile contactdetails",
		youngColumn:        "jongeren jongere jong zijnjongeren young youngpeople youngperson",
		headsColumn:        "personen aantal aantalpersonen aantalmensen heads people persons numberofpeople headcount",
		numberColumn:       "nummer nr volgnummer deelnemersnummer number no",
	} {
		for word := range strings.FieldsSeq(words) {
			names[word] = col
		}
	}
	return names
}()

func columnOf(cell string) column {
	return columnNames[strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, model.NameKey(cell))]
}

// namesIn counts the names of columns in a row; 0 when none of them says who
// it is, as then the row is somebody.
func namesIn(cells []string) int {
	n, who := 0, false
	for _, cell := range cells {
		switch columnOf(cell) {
		case unknownColumn:
			continue
		case organisationColumn, nameColumn, personColumn, partColumn:
			who = true
		}
		n++
	}
	if !who {
		return 0
	}
	return n
}
