package model

import "strings"

// SectorUnknown is the code for a word that is no sector.
const SectorUnknown Code = "sector.unknown" // Value

// ParseParticipant reads a participant from one line, as a facilitator types
// it: "Jeugdhuis De Kring; jeugd; An, Bo; j". Only the organisation is needed;
// then come the sector (its name, or the start of it), who comes, and a j or y
// for young people themselves. Without a sector it is guessed from the name; in
// a method without sectors, who comes stands second.
// Number and id are left to the caller. Codes: TextEmpty, SectorUnknown.
func (s *Session) ParseParticipant(line string) (p Participant, guessed bool, err error) {
	parts := strings.Split(line, ";")
	for i := range parts {
		parts[i] = Clean(parts[i])
	}
	p = Participant{Organisation: parts[0], Heads: 1}
	if n := len(parts); n > 1 && SaysYoung(parts[n-1]) {
		p.Young = true
		parts = parts[:n-1]
	}
	if p.Organisation == "" {
		return p, false, refuse(TextEmpty, "Field", "Organisation")
	}
	if len(s.method.Sectors) == 0 {
		p.Person = strings.Join(parts[1:], "; ")
		return p, false, nil
	}
	sector := ""
	if len(parts) > 1 {
		sector = parts[1]
	}
	if len(parts) > 2 {
		p.Person = strings.Join(parts[2:], "; ")
	}
	key, guessed, err := s.method.SectorOf(p.Organisation, sector)
	if err != nil {
		return p, false, err
	}
	return p.InSector(key), guessed, nil
}

// SectorOf gives the sector that a word means; without a word, or with one that
// is no sector, the one that the name suggests, which is a guess to be
// confirmed. Code: SectorUnknown, with the guess.
func (m *Method) SectorOf(name, word string) (key string, guessed bool, err error) {
	if word != "" {
		if key = m.FindSector(word); key != "" {
			return key, false, nil
		}
		err = refuse(SectorUnknown, "Value", word)
	}
	key = m.GuessSector(name)
	return key, key != "", err
}

// sectorYoung is the sector of young people themselves, in methods that have it.
const sectorYoung = "jongeren"

// InSector gives the participant in a sector. In that of young people it is of
// young people itself.
func (p Participant) InSector(key string) Participant {
	p.Sector = key
	p.Young = p.Young || key == sectorYoung
	return p
}

// SaysYoung says that a word at the end of a line means young people themselves.
func SaysYoung(s string) bool {
	switch strings.ToLower(s) {
	case "j", "y", "ja", "yes":
		return true
	}
	return false
}

// FindSector gives the sector with that key, or whose name in any language
// starts with the word; "" when there is none.
func (m *Method) FindSector(word string) string {
	word = strings.ToLower(word)
	for _, sector := range m.Sectors {
		if strings.ToLower(sector.Key) == word {
			return sector.Key
		}
	}
	for _, sector := range m.Sectors {
		for _, name := range sector.Name {
			if strings.HasPrefix(strings.ToLower(name), word) {
				return sector.Key
			}
		}
	}
	return ""
}
