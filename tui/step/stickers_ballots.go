package step

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// latest is a ballot as it was entered, with what the session does not tell:
// that it replaced one or took one back.
type latest struct {
	round, participant string
	head               int
	stickers           map[string]int
	replaced, taken    bool
}

// recentMost is how many of them are remembered: no screen shows more.
const recentMost = 12

// tailMost is how far back the ballots of a session are looked through for
// those that stand.
const tailMost = 200

func latestOf(r *model.Round, c model.Change) latest {
	switch c := c.(type) {
	case model.BallotCast:
		p := c.Ballot.Participant
		return latest{r.ID, p, c.Head, c.Ballot.Stickers, r.Ballots.Standing(p, c.Head) != nil, false}
	case model.BallotTaken:
		return latest{round: r.ID, participant: c.Participant, head: c.Head, taken: true}
	}
	return latest{}
}

// stands says that the session still is as this ballot left it: it was not
// undone, nor followed by another. Of a hidden round it does not look at what is
// on the ballot: what is drawn may not hang on that.
func (l latest) stands(r *model.Round) bool {
	b := r.Ballots.Standing(l.participant, l.head)
	if l.taken {
		return b == nil && l.head < len(r.Ballots.Of(l.participant))
	}
	return b != nil && (r.Hidden() || maps.Equal(b.Stickers, l.stickers))
}

// lastBallots gives the last ballots of a round, at most that many, the last
// one last: those that were entered here, and before them those of the session.
func (x *stickers) lastBallots(r *model.Round, most int) []latest {
	type slot struct {
		participant string
		head        int
	}
	var out []latest
	seen := make(map[slot]bool)
	add := func(l latest) {
		if at := (slot{l.participant, l.head}); len(out) < most && !seen[at] {
			seen[at] = true
			out = append(out, l)
		}
	}
	for _, l := range slices.Backward(x.recent) {
		if l.round == r.ID && l.stands(r) {
			add(l)
		}
	}
	all := r.Ballots.All()
	for i := len(all) - 1; i >= max(len(all)-tailMost, 0) && len(out) < most; i-- {
		if b := all[i]; !b.Removed {
			add(latest{round: r.ID, participant: b.Participant, head: slices.Index(r.Ballots.Of(b.Participant), b), stickers: b.Stickers})
		}
	}
	slices.Reverse(out)
	return out
}

// last draws the last ballots in that many rows, behind a label on the first.
// Of a secret round it shows who voted, and not what.
func (x *stickers) last(r *model.Round, rows, width int, label string) []string {
	e, t := x.env, x.env.Theme
	ballots := x.lastBallots(r, rows)
	lines := make([]string, rows)
	const number = 7 // columns, blank included
	shown, taken, replaced := 0, e.T("stickers.taken"), e.T("stickers.replaced")
	if !r.Secret {
		shown = min(2*min(r.Stickers, 10)+1, width/3) // and two blanks
	}
	status := max(kit.Width(kit.MarkDone+" "+replaced), kit.Width(taken)-shown)
	name := max(width-kit.Width(label)-number-2-shown-status, 6)
	for i, l := range ballots {
		p := e.S().Participants.Get(l.participant)
		if p == nil {
			continue
		}
		row := kit.FitRight(slotNumber(r, model.Slot{Participant: p, Head: l.head}), number-1) + " " + kit.Fit(p.Name(), name) + "  "
		switch {
		case l.taken:
			row += taken
		case r.Secret:
			row += kit.MarkDone
		default:
			row += kit.Fit(kit.Cut(x.spelled(r, l.stickers), shown-2), shown) + kit.MarkDone
		}
		if l.replaced && !r.Secret {
			row += " " + replaced
		}
		if l.taken {
			row = t.Dim.Render(row)
		}
		lines[i] = strings.Repeat(" ", kit.Width(label)) + row
		if i == 0 {
			lines[i] = t.Dim.Render(label) + row
		}
	}
	return lines
}

// slotNumber is what a ballot's place is called in a line: "7", or "7/2" where
// somebody has several.
func slotNumber(r *model.Round, at model.Slot) string {
	called := strconv.Itoa(at.Participant.Number)
	if r.Per == model.PerHead && at.Participant.Votes() > 1 {
		called += "/" + strconv.Itoa(at.Head+1)
	}
	return called
}

// slotName names the place of a ballot.
func (x *stickers) slotName(r *model.Round, participant string, head int) string {
	p := x.env.S().Participants.Get(participant)
	if p == nil {
		return ""
	}
	return slotNumber(r, model.Slot{Participant: p, Head: head}) + " " + kit.Cut(p.Name(), 28)
}

// spelled writes what stands on a ballot: a letter a sticker and a dash for
// each that was kept back; with many stickers, letters and counts.
func (x *stickers) spelled(r *model.Round, placed map[string]int) string {
	ids := slices.Collect(maps.Keys(placed))
	place := x.placesOf(r)
	slices.SortFunc(ids, func(a, b string) int { return place[a] - place[b] })
	kept := r.Stickers
	var parts []string
	for _, id := range ids {
		n, letter := placed[id], model.OptionLetter(place[id])
		kept -= n
		if r.Stickers > 10 {
			parts = append(parts, letter+strconv.Itoa(n))
			continue
		}
		for range n {
			parts = append(parts, letter)
		}
	}
	if r.Stickers <= 10 || len(parts) == 0 {
		for range min(kept, 10) {
			parts = append(parts, "-")
		}
	}
	return strings.Join(parts, " ")
}

// typed is a text in the line, as it was at one moment; reading is what it was
// read as.
type typed struct {
	moment
	text string
}

type reading struct {
	change model.Change
	err    error
}

// read says what the text in the line would do, while it is typed. In a secret
// round it does not say what stands on the ballot.
func (x *stickers) read(r *model.Round) string {
	e := x.env
	text := x.entry.Value()
	if text == "" {
		return ""
	}
	got := x.reads.Get(typed{x.now(r), text}, func() reading {
		c, err := model.ParseBallot(e.S(), r, text)
		return reading{c, err}
	})
	if isCode(got.err, model.BallotNumber, model.ParticipantNone, model.BallotWho) {
		return "" // it may become somebody yet
	}
	return x.says(r, got)
}

// says puts into words what a ballot was read as.
func (x *stickers) says(r *model.Round, got reading) string {
	e := x.env
	if got.err != nil {
		return x.explain(r, got.err)
	}
	l := latestOf(r, got.change)
	p := e.S().Participants.Get(l.participant)
	text := strconv.Itoa(p.Number) + " " + kit.Cut(p.Name(), 28) + " · "
	veiled := r.Secret && !x.peek
	switch {
	case l.taken:
		return text + e.T("stickers.takes")
	case veiled && l.replaced:
		return text + e.T("stickers.readyagain")
	case veiled:
		return text + e.T("stickers.ready")
	}
	text += x.spelled(r, l.stickers)
	switch was := r.Ballots.Standing(l.participant, l.head); {
	case was == nil:
	case r.Hidden():
		text += " · " + e.T("stickers.replacesone") // what stood there is shown to nobody
	default:
		text += " · " + e.T("stickers.replaces", "What", x.spelled(r, was.Stickers))
	}
	return text
}

func isCode(err error, codes ...model.Code) bool {
	var refusal *model.Error
	return errors.As(err, &refusal) && slices.Contains(codes, refusal.Code)
}

// explain puts into words why a ballot was refused; of a secret one without
// what stands on it.
func (x *stickers) explain(r *model.Round, err error) string {
	var refusal *model.Error
	if !r.Secret || x.peek || !errors.As(err, &refusal) {
		return x.env.Explain(err)
	}
	switch refusal.Code {
	case model.BallotLimit:
		return x.env.T("stickers.quiet.limit", "Max", refusal.Args["Max"])
	case model.BallotLetter, model.BallotCount, model.BallotOption:
		return x.env.T("stickers.quiet.letter")
	case model.ParticipantNone:
		return x.env.T("stickers.quiet.nobody")
	case model.ParticipantSeveral:
		return x.env.T("stickers.quiet.several", "List", refusal.Args["List"])
	}
	return x.env.Explain(err)
}

// veil is drawn for what stands on a secret ballot while it is typed. It is as
// long for a blank one as for a full one.
const veil = "***"

// veiled is a line with everything behind who it is from made unreadable, and
// where the cursor is in it.
func veiled(line []rune, cursor int) ([]rune, int) {
	at := 0
	for at < len(line) && line[at] == ' ' {
		at++
	}
	numbered := at < len(line) && line[at] >= '0' && line[at] <= '9'
	for at < len(line) && line[at] != ' ' && (!numbered || line[at] >= '0' && line[at] <= '9' || line[at] == '/') {
		at++
	}
	if strings.TrimSpace(string(line[at:])) == "" {
		return line, cursor
	}
	text := append(slices.Clone(line[:at]), []rune(" "+veil)...)
	if cursor > at {
		cursor = len(text)
	}
	return text, cursor
}

// veiledWhole is veiled for a line in which it is known already who it is from.
func veiledWhole(line []rune, _ int) ([]rune, int) {
	if len(line) == 0 {
		return nil, 0
	}
	return []rune(veil), len(veil)
}
