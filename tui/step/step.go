// Package step holds the screens of a session's steps, one file a step. A step
// shows the session, takes keys, and says what is to change; it never saves,
// quits or touches another step.
package step

import (
	"kring/model"
	"kring/tui/kit"
)

// registry lists the steps there are.
var registry = map[model.Step]func(*kit.Env) kit.Screen{
	model.StepGroup:      newGroup,
	model.StepQuickscan:  newQuickscan,
	model.StepPillars:    newPillars,
	model.StepOffer:      newOffer,
	model.StepObjectives: newObjectives,
	model.StepStickers:   newStickers,
	model.StepActions:    newBench,
	model.StepPlan:       newPlan,
	model.StepFollowup:   newFollowup,
	model.StepSummary:    newSummary,
}

// New makes the screens of the steps that the session's method has.
func New(env *kit.Env) map[model.Step]kit.Screen {
	screens := make(map[model.Step]kit.Screen)
	for _, s := range env.M().Steps {
		screens[s] = registry[s](env)
	}
	return screens
}
