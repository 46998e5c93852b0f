package model

import "strings"

// CampaignWork gives the names of what exists or is planned in the session that
// counts as work on a pillar because it is of the pillar's campaign: offers of
// any pillar and actions that name it. Read only.
func (s *Session) CampaignWork(pillar int) []string {
	s.renew()
	if s.memo.campaigns == nil {
		s.memo.campaigns = make(map[int][]string)
		for _, p := range s.method.Pillars {
			if p.Campaign != "" {
				s.memo.campaigns[p.Number] = s.naming(NameKey(p.Campaign))
			}
		}
	}
	return s.memo.campaigns[pillar]
}

// naming gives the names of offers and actions in which a campaign occurs, each
// once.
func (s *Session) naming(campaign string) []string {
	var names []string
	seen := make(map[string]bool)
	take := func(name string) {
		if key := NameKey(name); strings.Contains(key, campaign) && !seen[key] {
			seen[key] = true
			names = append(names, name)
		}
	}
	for _, o := range s.Offer.Live() {
		take(o.Name)
	}
	for _, a := range s.Actions.Live() {
		take(a.Title)
	}
	return names
}
