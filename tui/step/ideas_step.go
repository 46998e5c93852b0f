package step

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"kring/model"
	"kring/tui/kit"
)

// viewIdeas is the view of step 4 in which ideas are gathered, as another step
// asks for it.
const viewIdeas = "ideas"

// bench is the first half of step 4 in two views: the ideas, gathered and
// clustered, and the actions that the group chooses from. Each keeps its line.
type bench struct {
	env     *kit.Env
	ideas   *ideas
	actions *actions
	onIdeas bool
}

// newBench opens at the actions, unless there are only ideas as yet.
func newBench(env *kit.Env) kit.Screen {
	s := env.S()
	only := len(s.Ideas.Live()) > 0 && len(s.Actions.Live()) == 0
	return &bench{env: env, ideas: newIdeas(env), actions: newActions(env), onIdeas: only}
}

// front is the view that is shown.
func (b *bench) front() kit.Screen {
	if b.onIdeas {
		return b.ideas
	}
	return b.actions
}

// turn shows the other view.
func (b *bench) turn() kit.Action {
	b.onIdeas = !b.onIdeas
	return nil
}

// Editing says that the letters are text.
func (b *bench) Editing() bool { return b.front().Editing() }

// draftMark stands between the two lines where they are kept as one.
const draftMark = "␟"

// Draft is the text in both lines.
func (b *bench) Draft() string {
	if idea := b.ideas.Draft(); idea != "" {
		return b.actions.Draft() + draftMark + idea
	}
	return b.actions.Draft()
}

// SetDraft offers the texts that were left.
func (b *bench) SetDraft(text string) {
	action, idea, _ := strings.Cut(text, draftMark)
	b.actions.SetDraft(strings.TrimSpace(action))
	b.ideas.SetDraft(strings.TrimSpace(idea))
}

// Keys are those of the view, and the one to the other.
func (b *bench) Keys() []kit.Key {
	e := b.env
	other := kit.Key{On: []string{"i"}, Label: e.T("ideas.toideas"), Help: e.T("ideas.toideashelp"), Do: b.turn}
	if b.onIdeas {
		other.Label, other.Help = e.T("ideas.toactions"), e.T("ideas.toactionshelp")
		other.Quiet = b.ideas.board
	}
	// Behind what the line itself has, so that the footer shows it.
	keys := b.front().Keys()
	const after = 2
	return append(append(append([]kit.Key{}, keys[:after]...), other), keys[after:]...)
}

// Update takes in a message.
func (b *bench) Update(msg tea.Msg) kit.Action {
	switch msg := msg.(type) {
	case kit.Start:
		link := msg.Kind == model.LinkIdea || msg.Kind == model.LinkCluster
		switch b.onIdeas = link || msg.View == viewIdeas; {
		case link:
			return b.ideas.toLink(msg)
		case b.onIdeas:
			b.ideas.start()
		default:
			return b.actions.toLink(msg)
		}
		return nil
	case kit.Changed:
		b.ideas.Update(msg)
		b.actions.Update(msg)
		return nil
	case tea.KeyPressMsg:
		if msg.String() == "i" && !b.Editing() {
			return b.turn()
		}
	}
	return b.front().Update(msg)
}

// View draws the view.
func (b *bench) View(width, height int) (string, *tea.Cursor) { return b.front().View(width, height) }
