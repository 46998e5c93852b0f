package step

import (
	"cmp"
	"slices"
	"strconv"

	"kring/model"
	"kring/tui/kit"
)

// chainKeys are the two keys that every step has on a row of something in the
// chain: to what it came from, and to what came of it.
func chainKeys(e *kit.Env, kind model.LinkKind, id string) []kit.Key {
	why := ""
	if id == "" {
		why = e.T("chain.nothing")
	}
	return []kit.Key{
		{On: []string{"<"}, Label: e.T("chain.from"), Help: e.T("chain.fromhelp"), Why: why, Quiet: true, Do: func() kit.Action {
			return openChain(e, model.Link{Kind: kind, ID: id}, true)
		}},
		{On: []string{">"}, Label: e.T("chain.of"), Help: e.T("chain.ofhelp"), Why: why, Quiet: true, Do: func() kit.Action {
			return openChain(e, model.Link{Kind: kind, ID: id}, false)
		}},
	}
}

// openChain lists what a thing came from, or what came of it; Enter goes there.
func openChain(e *kit.Env, of model.Link, back bool) kit.Action {
	links, title, none := e.S().CameOf(of.Kind, of.ID), "chain.oftitle", "chain.noof"
	if back {
		links, title, none = e.S().CameFrom(of.Kind, of.ID), "chain.fromtitle", "chain.nofrom"
	}
	name := chainText(e, of)
	if len(links) == 0 {
		return kit.Notify{Text: e.T(none, "What", kit.Cut(name, 40))}
	}
	items := make([]kit.Item, len(links))
	width := chainKind(e)
	for i, l := range links {
		kind := e.T("chain.kind." + string(l.Kind))
		items[i] = kit.Item{Key: strconv.Itoa(i), Label: kit.Fit(kind, width) + " " + chainText(e, l), Note: chainNote(e, of, l)}
	}
	return kit.Open{Overlay: kit.NewPicker(e, e.T(title, "What", name), items, func(key string) kit.Action {
		i, _ := strconv.Atoi(key)
		return goToLink(e, links[i], back)
	})}
}

// chainKind is the width of the names of kinds.
func chainKind(e *kit.Env) int {
	width := 0
	for _, kind := range []model.LinkKind{
		model.LinkScan, model.LinkPillar, model.LinkOffer, model.LinkIdea, model.LinkCluster, model.LinkObjective, model.LinkRound,
		model.LinkLibrary, model.LinkAction, model.LinkCell, model.LinkParticipant, model.LinkIndicator, model.LinkReport,
	} {
		width = max(width, kit.Width(e.T("chain.kind."+string(kind))))
	}
	return width
}

// chainText is what a thing is called.
func chainText(e *kit.Env, l model.Link) string {
	s, m := e.S(), e.M()
	whole, part := model.Parted(l.ID)
	n, _ := strconv.Atoi(part)
	switch l.Kind {
	case model.LinkScan:
		scan := s.Scans.Get(l.ID)
		return cmp.Or(scan.Title, e.Texts.Date(string(scan.Date)))
	case model.LinkPillar:
		number, _ := strconv.Atoi(l.ID)
		return pillarName(e, m.Pillar(number))
	case model.LinkOffer:
		return s.Offer.Get(l.ID).Name
	case model.LinkIdea:
		return s.Ideas.Get(l.ID).Text
	case model.LinkCluster:
		return s.Clusters.Get(l.ID).Title
	case model.LinkObjective:
		return s.ObjectiveLetter(l.ID) + " " + s.Objectives.Get(l.ID).What
	case model.LinkRound:
		return cmp.Or(s.Rounds.Get(l.ID).Title, e.T("stickers.untitled", "N", s.Rounds.Position(l.ID)+1))
	case model.LinkLibrary:
		return e.In(libraryAction(m, l.ID).Name)
	case model.LinkAction:
		return s.Actions.Get(l.ID).Title
	case model.LinkCell:
		return termName(e, m.Strategies, whole) + " × " + termName(e, m.Levels, part)
	case model.LinkParticipant:
		p := s.Participants.Get(l.ID)
		return strconv.Itoa(p.Number) + " " + p.Name()
	case model.LinkIndicator:
		one := s.Actions.Get(whole).Indicators[n]
		return cmp.Or(one.Text, termName(e, m.Indicators, one.Kind))
	case model.LinkReport:
		return s.Actions.Get(whole).Reports[n].Text
	}
	return l.ID
}

// chainNote is what stands beside a link: in what way it is one, else what the
// thing came to. What a vote gave stands there once the group recorded it.
func chainNote(e *kit.Env, of, l model.Link) string {
	s := e.S()
	if l.As != "" && l.As != model.RoleOption {
		return e.T("chain.as." + string(l.As))
	}
	switch {
	case l.Kind == model.LinkScan:
		return scoredText(e, of.ID, l.ID)
	case of.Kind == model.LinkScan:
		return scoredText(e, l.ID, of.ID)
	case l.Kind == model.LinkRound:
		return roundNote(e, of, s.Rounds.Get(l.ID))
	case l.Kind == model.LinkObjective && s.Objectives.Get(l.ID).Priority:
		return markPriority + " " + e.T("objectives.priority")
	case l.Kind == model.LinkAction:
		return actionMarks(s.Actions.Get(l.ID))
	case l.Kind == model.LinkIndicator:
		whole, part := model.Parted(l.ID)
		n, _ := strconv.Atoi(part)
		return s.Actions.Get(whole).Indicators[n].Target
	case l.Kind == model.LinkReport:
		whole, part := model.Parted(l.ID)
		n, _ := strconv.Atoi(part)
		if when, ok := s.Actions.Get(whole).Reports[n].Time.When(); ok {
			return e.Texts.Date(string(model.DateOf(when.In(e.Now().Location()))))
		}
	}
	return ""
}

// roundNote is what an option got in a round, or how far the round is.
func roundNote(e *kit.Env, option model.Link, r *model.Round) string {
	if r.Outcome.By != "" && model.AboutLink(r.About) == option.Kind {
		for _, v := range e.S().Votes(r.About, option.ID) {
			if v.Round == r {
				mark := ""
				if slices.Contains(r.Outcome.Chosen, option.ID) {
					mark = " " + kit.MarkDone
				}
				return gotText(e, v.Result) + mark
			}
		}
	}
	return e.T("stickers.state." + r.State)
}

// scoredText is what a pillar scored in a scan that was revealed.
func scoredText(e *kit.Env, pillar, scan string) string {
	if !e.S().Scans.Get(scan).Revealed {
		return ""
	}
	for _, p := range e.S().ScanResult(scan).Pillars {
		switch {
		case strconv.Itoa(p.Pillar) != pillar:
		case p.Agreed != nil:
			return e.T("chain.scored", "Score", strconv.Itoa(*p.Agreed))
		case p.Mean != nil:
			return e.T("chain.scored", "Score", e.Texts.Decimal(*p.Mean, 1))
		}
	}
	return ""
}

func libraryAction(m *model.Method, id string) *model.LibraryAction {
	i := slices.IndexFunc(m.Library, func(a model.LibraryAction) bool { return a.ID == id })
	return &m.Library[i]
}

// linkStep is the step in which a thing stands; "" where there is none.
func linkStep(e *kit.Env, l model.Link) model.Step {
	switch l.Kind {
	case model.LinkScan:
		return model.StepQuickscan
	case model.LinkPillar:
		return model.StepPillars
	case model.LinkOffer:
		return model.StepOffer
	case model.LinkIdea, model.LinkCluster:
		return model.StepActions
	case model.LinkObjective:
		return model.StepObjectives
	case model.LinkRound:
		return model.StepStickers
	case model.LinkAction:
		if e.S().ChosenNumber(l.ID) > 0 {
			return model.StepPlan
		}
		return model.StepActions
	case model.LinkCell, model.LinkIndicator:
		return model.StepPlan
	case model.LinkReport:
		return model.StepFollowup
	case model.LinkParticipant:
		return model.StepGroup
	}
	return ""
}

// goToLink goes to a thing in its step. What stands in no step is read, or
// leads one link further in the same direction.
func goToLink(e *kit.Env, l model.Link, back bool) kit.Action {
	if l.Kind == model.LinkLibrary {
		it := libraryAction(e.M(), l.ID)
		return kit.Open{Overlay: kit.NewReader(e, e.In(it.Name), func(width int) []string { return libraryDetail(e, it, width) })}
	}
	if l.Kind == model.LinkIndicator || l.Kind == model.LinkReport {
		// Plan and follow-up show the chosen actions only.
		if action, _ := model.Parted(l.ID); e.S().ChosenNumber(action) == 0 {
			l = model.Link{Kind: model.LinkAction, ID: action}
		}
	}
	step := linkStep(e, l)
	if !e.M().Has(step) {
		return openChain(e, l, back)
	}
	return kit.Go{Step: step, Start: &kit.Start{Kind: l.Kind, ID: l.ID}}
}
