package model

// ChosenPillar is a pillar that the group will work on, and why.
type ChosenPillar struct {
	Pillar  int    `json:"pillar"`
	Reason  string `json:"reason"`
	Removed bool   `json:"removed,omitzero"` // chosen once: the reason is kept
}

func (p ChosenPillar) key() string { return Agreed{Pillar: p.Pillar}.key() }
func (p ChosenPillar) gone() bool  { return p.Removed }

func (p ChosenPillar) check(s *Session) error { return s.method.checkPillar(p.Pillar, true) }

func (p ChosenPillar) list(s *Session) *List[ChosenPillar] { return &s.Pillars }
func (p ChosenPillar) word() string {
	if p.Removed {
		return "pillar.unchosen"
	}
	return "pillar.chosen"
}
func (p ChosenPillar) about(s *Session) string { return s.pillarName(p.Pillar) }

// Choice gives what the group settled about a pillar: chosen, or chosen once
// with its reason kept; nil when it never was.
func (s *Session) Choice(pillar int) *ChosenPillar {
	return s.Pillars.Get(ChosenPillar{Pillar: pillar}.key())
}

// IsChosen says whether the group chose that pillar.
func (s *Session) IsChosen(pillar int) bool {
	p := s.Choice(pillar)
	return p != nil && !p.Removed
}

// ChosenPillars gives the chosen pillars in the method's order.
func (s *Session) ChosenPillars() []*Pillar {
	var chosen []*Pillar
	for i := range s.method.Pillars {
		if p := &s.method.Pillars[i]; s.IsChosen(p.Number) {
			chosen = append(chosen, p)
		}
	}
	return chosen
}

// Offer is an initiative that exists already.
type Offer struct {
	ID           string   `json:"id"`
	Pillar       int      `json:"pillar"`
	Name         string   `json:"name"`
	Organisation string   `json:"organisation"`
	AgeFrom      int      `json:"age_from"`
	AgeTo        int      `json:"age_to"` // 0: no ages given
	Setting      string   `json:"setting"`
	Strategies   []string `json:"strategies"`
	Levels       []string `json:"levels"`
	Note         string   `json:"note"`
	Tomb
}

func (o Offer) key() string { return o.ID }

func (o Offer) check(s *Session) error {
	return first(
		checkID(o.ID),
		checkName("Name", o.Name),
		checkName("Organisation", o.Organisation),
		s.method.checkPillar(o.Pillar, true),
		s.method.checkAges(o.AgeFrom, o.AgeTo),
		checkKeys("strategy", s.method.Strategies, o.Strategies),
		checkKeys("level", s.method.Levels, o.Levels),
		known("offer", &s.Offer, o.MergedInto),
	)
}

func (o Offer) list(s *Session) *List[Offer] { return &s.Offer }
func (o Offer) word() string                 { return "offer" }
func (o Offer) most() int                    { return ListMax }
func (o Offer) subject() string              { return o.Name }
func (o Offer) words() (field, text string)  { return "Name", o.Name }

// pillarOffers is what there is in one pillar.
type pillarOffers struct {
	live    []*Offer
	ages    []int // how many reach each age
	ageless int   // without ages
}

// offersIn gives what there is in a pillar. Reading all offers once after a
// change keeps the screens as quick with many as with few.
func (s *Session) offersIn(pillar int) *pillarOffers {
	s.renew()
	if s.memo.offers == nil {
		s.memo.offers = make(map[int]*pillarOffers)
		for _, p := range s.method.Pillars {
			s.memo.offers[p.Number] = &pillarOffers{ages: make([]int, s.method.AgeMax+1)}
		}
		for _, o := range s.Offer.Live() {
			s.memo.offers[o.Pillar].take(o)
		}
	}
	if in := s.memo.offers[pillar]; in != nil {
		return in
	}
	return &pillarOffers{ages: make([]int, s.method.AgeMax+1)}
}

func (in *pillarOffers) take(o *Offer) {
	in.live = append(in.live, o)
	if o.AgeTo == 0 {
		in.ageless++
		return
	}
	for age := o.AgeFrom; age <= o.AgeTo; age++ {
		in.ages[age]++
	}
}

func (s *Session) offerIn(pillar int) bool { return len(s.Offers(pillar)) > 0 }

// Offers gives the offers in a pillar that count, in order. Read only.
func (s *Session) Offers(pillar int) []*Offer { return s.offersIn(pillar).live }

// Ageless counts the offers in a pillar without ages: Coverage leaves them out.
func (s *Session) Ageless(pillar int) int { return s.offersIn(pillar).ageless }

// Coverage counts, for each age from 0 to the method's highest, the offers in
// a pillar that reach it. An offer without ages reaches none. Read only.
func (s *Session) Coverage(pillar int) []int { return s.offersIn(pillar).ages }

// AgeRange is a run of ages, both ends included.
type AgeRange struct{ From, To int }

// AgeGaps gives the runs of ages that no offer in the pillar reaches. Without
// any offer with ages there is nothing to compare with, and no gap.
func (s *Session) AgeGaps(pillar int) []AgeRange {
	var gaps []AgeRange
	ages := s.Coverage(pillar)
	reached := false
	for age, n := range ages {
		reached = reached || n > 0
		if n > 0 {
			continue
		}
		if k := len(gaps); k > 0 && gaps[k-1].To == age-1 {
			gaps[k-1].To = age
		} else {
			gaps = append(gaps, AgeRange{age, age})
		}
	}
	if !reached {
		return nil
	}
	return gaps
}
