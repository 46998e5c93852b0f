package model

import "strings"

// ParseObjective reads an objective from one line, as a facilitator types it:
// "Elke jongere kent een plek om te praten; 12-18; 2027-06". Only what is to be
// reached is needed, and stands first. The parts after it are known by what
// they are, in any order: ages, a date, and else for whom. What is given twice
// goes with the words for whom, so that nothing is lost.
// Pillar and id are left to the caller. Code: TextEmpty.
func (s *Session) ParseObjective(line string) (Objective, error) {
	parts := strings.Split(line, ";")
	o := Objective{What: Clean(parts[0])}
	if o.What == "" {
		return o, refuse(TextEmpty, "Field", "What")
	}
	var whom []string
	for _, part := range parts[1:] {
		part = Clean(part)
		from, to, ages := ParseAges(part, s.method.AgeMax)
		date, dated := ParseDate(part)
		switch {
		case part == "":
		case ages && to > 0 && o.AgeTo == 0: // up to 0 cannot be told from no ages
			o.AgeFrom, o.AgeTo = from, to
		case dated && o.By == "":
			o.By = date
		default:
			whom = append(whom, part)
		}
	}
	o.Whom = strings.Join(whom, "; ")
	return o, nil
}
