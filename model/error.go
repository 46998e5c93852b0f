package model

import (
	"fmt"
	"sort"
	"strings"
)

// Code names a reason why something was refused. The screens put it into
// words; the text of a code stands in the locale under "error." and the code.
type Code string

// The codes, with the arguments their texts may use.
const (
	TextEmpty   Code = "text.empty"   // Field
	TextLong    Code = "text.long"    // Field, Max
	TextUnclean Code = "text.unclean" // Field
	DateBad     Code = "date.bad"     // Value
	TimeBad     Code = "time.bad"     // Value
	IDBad       Code = "id.bad"       // ID
	IDTaken     Code = "id.taken"     // ID
	RefUnknown  Code = "ref.unknown"  // Kind, ID
	ListFull    Code = "list.full"    // Max
	ValueBad    Code = "value.bad"    // Field, Value
	AgeBad      Code = "age.bad"      // From, To, Max
	NumberBad   Code = "number.bad"   // Value, Max
	NumberTaken Code = "number.taken" // Value
	HeadsBad    Code = "heads.bad"    // Value, Max

	MethodUnknown Code = "method.unknown" // Value
	PillarUnknown Code = "pillar.unknown" // Value
	ScoreRange    Code = "score.range"    // Value, Min, Max
	ScaleBad      Code = "scale.bad"      // Min, Max

	RoundNotDraft  Code = "round.notdraft"
	RoundNotOpen   Code = "round.notopen"
	RoundNotClosed Code = "round.notclosed"
	RoundOptions   Code = "round.options" // Max
	RoundStickers  Code = "round.stickers"
	RoundPlaces    Code = "round.places" // Max
	RoundFrozen    Code = "round.frozen" // of a round that was opened
	RoundDone      Code = "round.done"   // of a round that was closed
	RoundTightened Code = "round.tightened"
	RoundBreaks    Code = "round.breaks"  // N, List: whose ballots, with their numbers
	BallotOption   Code = "ballot.option" // Value
	BallotBudget   Code = "ballot.budget" // Given, Max
	BallotLimit    Code = "ballot.limit"  // Given, Max, Option
	BallotCount    Code = "ballot.count"  // Value
	BallotHeads    Code = "ballot.heads"  // Max
	BallotTwice    Code = "ballot.twice"  // ID
	BallotNone     Code = "ballot.none"

	UndoNothing Code = "undo.nothing"
	RedoNothing Code = "redo.nothing"
	UndoOrder   Code = "undo.order"
)

// Error is a refusal: what was asked breaks a rule, and nothing changed.
type Error struct {
	Code Code
	Args map[string]any // by the names given with the code
}

// Error gives the code with its arguments, for logs; people see the locale's text.
func (e *Error) Error() string {
	names := make([]string, 0, len(e.Args))
	for name := range e.Args {
		names = append(names, name)
	}
	sort.Strings(names)
	var b strings.Builder
	b.WriteString(string(e.Code))
	for _, name := range names {
		fmt.Fprintf(&b, " %s=%v", name, e.Args[name])
	}
	return b.String()
}

// first gives the first refusal among those found, in the order of the rules.
func first(found ...error) error {
	for _, err := range found {
		if err != nil {
			return err
		}
	}
	return nil
}

// refuse makes an Error; args are names and values in turn.
func refuse(code Code, args ...any) error {
	e := &Error{Code: code}
	if len(args) > 0 {
		e.Args = make(map[string]any, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			e.Args[args[i].(string)] = args[i+1]
		}
	}
	return e
}
