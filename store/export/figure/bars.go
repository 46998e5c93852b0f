package figure

import "math"

// Bars sets values side by side: a bar for each row, or for each series in it.
type Bars struct {
	Max     float64  // the value of a full bar; the greatest value where it is not more than 0
	Series  []string // what the series are called; one or none needs no name
	Stacked bool     // the values of a row lie end to end, as parts of a whole
	Rows    []Row
}

// Row is a row of bars.
type Row struct {
	Label  string
	Values []Value // one for each series
	Total  string  // what is written behind stacked bars
}

// Value is one bar.
type Value struct {
	Amount float64
	Text   string // in words: "3,4", "12 stickers"
	None   bool   // there is no value; Text says so
}

// amountMost keeps sums finite, whatever somebody counted.
const amountMost = 1e15

// amount gives what can be drawn of a value: not less than nothing.
func (v Value) amount() float64 {
	if v.None || !(v.Amount > 0) || math.IsInf(v.Amount, 0) {
		return 0
	}
	return min(v.Amount, amountMost)
}

// sum gives what the parts of a row are together.
func (r Row) sum() float64 {
	total := 0.0
	for _, v := range r.Values {
		total += v.amount()
	}
	return total
}

// full gives the value of a full bar, which no bar goes beyond.
func (f Bars) full() float64 {
	full := Value{Amount: f.Max}.amount()
	greatest := 0.0
	for _, r := range f.Rows {
		if f.Stacked {
			greatest = max(greatest, r.sum())
			continue
		}
		for _, v := range r.Values {
			greatest = max(greatest, v.amount())
		}
	}
	if full == 0 || f.Stacked {
		full = max(full, greatest)
	}
	return full
}

// share gives a part of a whole, from 0 to 1.
func share(part, whole float64) float64 {
	if !(whole > 0) || !(part > 0) {
		return 0
	}
	return min(part/whole, 1)
}
