package export

import "kring/model"

// requests gives what is asked of the college: what follows from the session,
// and nothing that the group did not write down or leave open.
func (b *builder) requests() []string {
	var items []string
	if len(b.s.ChosenPillars()) > 0 {
		items = append(items, b.t.T("college.takenote"))
	}
	return filled(append(append(items, b.meansAsked()...), b.gapsAsked(), b.missingAsked(), b.anchoringAsked()))
}

// meansAsked names the means and the funding that chosen actions need.
func (b *builder) meansAsked() []string {
	var items []string
	rest := 0
	for _, a := range b.s.Chosen() {
		if a.Ended() || a.Means == "" && a.Funding == "" {
			continue
		}
		if len(items) == requestMost {
			rest++
			continue
		}
		needs := semicolons(b.label("action.means", a.Means), b.label("action.funding", a.Funding))
		items = append(items, b.t.T("college.means", "Action", b.quoted(clip(a.Title, 60)), "Needs", clip(needs, labelMost)))
	}
	if rest > 0 {
		items = append(items, b.t.N("college.moremeans", rest))
	}
	return items
}

// gapsAsked counts the actions that still lack something.
func (b *builder) gapsAsked() string {
	var parts []string
	for _, kind := range []model.GapKind{model.GapOwner, model.GapIndicator, model.GapDates} {
		if n := b.s.GapCount(kind); n > 0 {
			parts = append(parts, b.t.N("college.gap."+string(kind), n))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return b.t.T("college.gaps", "List", b.t.List(parts))
}

// missingAsked names who is not in the group yet.
func (b *builder) missingAsked() string {
	if len(b.m.Sectors) == 0 || len(b.s.Participants.Live()) == 0 {
		return ""
	}
	var names []string
	for _, sector := range b.s.MissingSectors() {
		names = append(names, b.sector(sector.Key))
	}
	if b.s.Young() == 0 {
		names = append(names, b.tr("youngpeople"))
	}
	if len(names) == 0 {
		return ""
	}
	return b.t.T("college.partners", "List", b.t.List(names))
}

// anchoringAsked names the method's checks on whether the work will last that
// are not done, once there is work.
func (b *builder) anchoringAsked() string {
	if len(b.s.Chosen()) == 0 {
		return ""
	}
	var open []string
	for i := range b.m.Checks {
		check := &b.m.Checks[i]
		if done := b.s.Anchoring.Get(check.Key); done == nil || !done.Done {
			open = append(open, b.quoted(b.name(check)))
		}
	}
	if len(open) == 0 {
		return ""
	}
	return b.t.T("college.anchoring", "List", b.t.List(open))
}
