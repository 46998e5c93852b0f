package model

import (
	"slices"
	"strings"
)

// ParseOffer reads an offer from one line, as a facilitator types it:
// "Huiswerkklas; Buurtwerk Noord; 6-12; basisonderwijs". Only the name is
// needed. The ages are found wherever they stand: before them comes the
// organisation, behind them the setting. Without ages the organisation stands
// second and the setting behind it. Pillar and id are left to the caller.
// Codes: TextEmpty, AgesUnknown. Whether the ages can be is for the change to
// check.
func (m *Method) ParseOffer(line string) (Offer, error) {
	parts := strings.Split(line, ";")
	for i := range parts {
		parts[i] = Clean(parts[i])
	}
	o := Offer{Name: parts[0]}
	if o.Name == "" {
		return o, refuse(TextEmpty, "Field", "Name")
	}
	parts = parts[1:]
	at := m.agesAt(parts)
	if at < 0 {
		before := parts[:min(len(parts), 1)]
		o.Organisation, o.Setting = joined(before), m.SettingKey(joined(parts[len(before):]))
		return o, nil
	}
	o.Organisation, o.Setting = joined(parts[:at]), m.SettingKey(joined(parts[at+1:]))
	var err error
	o.AgeFrom, o.AgeTo, err = m.ReadAges(parts[at])
	return o, err
}

// agesAt is the place of the ages among the parts behind the name, or -1: the
// first part that reads as ages, else what was put in their place, which is
// the middle one of three, or a last one that begins with a digit.
func (m *Method) agesAt(parts []string) int {
	at := slices.IndexFunc(parts, func(part string) bool {
		_, _, ok := ParseAges(part, m.AgeMax)
		return ok
	})
	switch {
	case at >= 0 || len(parts) < 2 || parts[1] == "":
		return at
	case len(parts) > 2 || parts[1][0] >= '0' && parts[1][0] <= '9':
		return 1
	}
	return -1
}

// joined is the parts that are not empty, as one text.
func joined(parts []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" }), "; ")
}
