package figure

import (
	"math"
	"strconv"
	"time"
)

// example is a figure as documents have them.
type example struct {
	name   string
	figure Figure
}

func examples() []example {
	return []example{
		{"bars", exampleBars()}, {"compared", exampleCompared()}, {"stacked", exampleStacked()}, {"radar", exampleRadar()},
		{"matrix", exampleMatrix()}, {"ages", exampleAges()}, {"timeline", exampleTimeline()},
	}
}

var pillars = []string{"1 Basisbehoeften & rechten", "2 Warme opvoeding", "3 Persoonlijke ontwikkeling", "4 Verbondenheid",
	"5 Fysieke gezondheid", "6 Kwetsbaarheid bespreekbaar", "7 Weg naar hulp", "8 Inspraak in beleid"}

func exampleBars() Bars {
	f := Bars{Max: 5}
	for i, pillar := range pillars[:4] {
		v := Value{Amount: 1.5 + float64(i), Text: strconv.Itoa(1+i) + ",5"}
		if i == 2 {
			v = Value{None: true, Text: "geen score"}
		}
		f.Rows = append(f.Rows, Row{Label: pillar, Values: []Value{v}})
	}
	return f
}

func exampleCompared() Bars {
	f := exampleBars()
	f.Series = []string{"Nu", "Vorig jaar"}
	for i := range f.Rows {
		f.Rows[i].Values = append(f.Rows[i].Values, Value{Amount: float64(4 - i), Text: strconv.Itoa(4-i) + ",0"})
	}
	return f
}

func exampleStacked() Bars {
	f := Bars{Stacked: true}
	for i := range len(patterns) {
		f.Series = append(f.Series, "Sector "+strconv.Itoa(i+1))
	}
	for i, goal := range []string{"A Meer toegang tot preventie", "B Ruimere steun voor gezinnen, van zwangerschap tot scheiding", "C De school als groeiplek"} {
		r := Row{Label: goal}
		for j := range f.Series {
			n := (i + 1) * j % 5
			r.Values = append(r.Values, Value{Amount: float64(n), Text: strconv.Itoa(n)})
		}
		r.Total = strconv.Itoa(int(r.sum())) + " stickers"
		f.Rows = append(f.Rows, r)
	}
	return f
}

func exampleRadar() Radar {
	return Radar{Min: 1, Max: 5, Axes: pillars, Series: []Series{
		{"Nu", []float64{3.2, 2.5, 4, 3.8, 2, 1, 4.5, 5}}, {"Vorig jaar", []float64{2.2, 3.5, math.NaN(), 3.8, 2.5, 2, 3, 4}}}}
}

func exampleMatrix() Matrix {
	return Matrix{
		Rows: []string{"Educatie", "Omgevingsinterventies"}, Columns: []string{"Individu & risico", "Groep", "Gemeente", "Buiten gemeente"},
		Cells:    [][][]Mark{{{{1, true}, {2, false}}, {{3, false}}, nil, nil}, {nil, {{4, false}, {5, true}, {6, false}, {7, false}, {8, false}, {19, true}, {120, false}}, nil, {{3, false}}}},
		Existing: "bestaat al", New: "nieuw", Empty: "nog niets"}
}

func exampleAges() Ages {
	return Ages{Counts: []int{4, 4, 4, 3, 3, 3, 5, 5, 5, 5, 5, 5, 2, 2, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 3},
		Gap: "geen aanbod", Offers: "Aanbod per leeftijd", Years: "leeftijd"}
}

func day(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

func exampleTimeline() Timeline {
	return Timeline{
		Months:  [12]string{"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},
		Quarter: "K", Undated: "nog geen begin en einde", Open: "begin of einde niet ingevuld", Ended: "klaar of gestopt",
		Rows: []Run{
			{"1 Jongerenapp met hulpaanbod", day(2026, 11, 1), day(2027, 8, 31), false},
			{"2 Hulp naar ontmoetingsplekken in de buurt, ook in het weekend", day(2027, 1, 15), time.Time{}, false},
			{"3 Meer BOUNCE-workshops", time.Time{}, day(2027, 6, 30), false},
			{"4 Workshops sociale vaardigheden", time.Time{}, time.Time{}, false},
			{"5 Buurtbankjes", day(2026, 12, 1), day(2026, 12, 24), true},
		}}
}
