package model

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// The codes of a ballot that cannot be taken from a line, and of heads that do
// not agree with the ballots there are.
const (
	BallotNumber  Code = "ballot.number"  // Value: nobody who counts has that number
	BallotEmpty   Code = "ballot.empty"   // Name, Number: nothing stands behind who it is
	BallotWho     Code = "ballot.who"     // Value: nothing stands before the letters
	BallotLetter  Code = "ballot.letter"  // Value, Last: what no option is called, and the last one there is
	BallotReading Code = "ballot.reading" // Number, Name: two readings; the number would settle it
	BallotFull    Code = "ballot.full"    // Name, Number, Max: all of its ballots are in
	BallotWhich   Code = "ballot.which"   // Name, Value, Max: there is no such ballot of its

	HeadsVoted Code = "heads.voted" // N: ballots cast in an open round
	RoundHeads Code = "round.heads" // Name, N
)

// Signs that stand in a line in the place of letters.
const (
	signBlank = "-"
	signTaken = "X"
)

// ParseBallot reads a ballot from one line, as it is typed from paper: "7 aac"
// puts two stickers of participant 7 on A and one on C. The blank behind a
// number may be left out; a count may stand behind a letter ("7 a2 c"); "7 -"
// is a blank ballot and "7 x" takes one back. Instead of the number may stand
// the start of the name, as FindParticipant understands it, where that leaves
// only one reading. With more options than letters each is a word: "7 AA AB2".
//
// Where voting is per head, a line is the participant's next ballot, until all
// are in; "7/2 aac" is its second one, in the place of what stood there, and
// "7 x" takes back the last. Elsewhere a line replaces the ballot.
//
// The change is a BallotCast or a BallotTaken. Codes: BallotNumber,
// BallotEmpty, BallotWho, BallotLetter, BallotReading, BallotFull, BallotWhich,
// BallotNone, ParticipantNone, ParticipantSeveral, and those of a ballot.
func ParseBallot(s *Session, r *Round, line string) (Change, error) {
	line = Clean(line)
	c, numbered, err := s.byNumber(r, line)
	if numbered && err == nil {
		return c, nil
	}
	named, nameErr := s.byName(r, line)
	if nameErr != nil && numbered && isCode(nameErr, ParticipantNone, BallotWho) {
		return nil, err
	}
	return named, nameErr
}

func isCode(err error, codes ...Code) bool {
	e, ok := err.(*Error)
	return ok && slices.Contains(codes, e.Code)
}

// byNumber reads a line that begins with a participant's number; numbered is
// false when it does not.
func (s *Session) byNumber(r *Round, line string) (c Change, numbered bool, err error) {
	digits, rest := cutDigits(line)
	if digits == "" {
		return nil, false, nil
	}
	head := 0
	if after, ok := strings.CutPrefix(rest, "/"); ok {
		var which string
		if which, rest = cutDigits(after); which != "" {
			head = cmp.Or(number(which), -1)
		}
	}
	p := s.ByNumber(number(digits))
	if p == nil {
		return nil, true, refuse(BallotNumber, "Value", digits)
	}
	c, err = s.ballot(r, p, head, rest)
	return c, true, err
}

// nameWords is how many words of a line may be a name; none in the group has
// more that matter.
const nameWords = 12

// byName reads a line that begins with the start of a participant's name: the
// words up to some place are the name and the rest is the ballot. All places
// are tried, as a name may hold words that read as letters.
func (s *Session) byName(r *Round, line string) (Change, error) {
	words := strings.Fields(line)
	var found []Change
	var unfit error // of the longest name that is somebody's
	for k := min(len(words), nameWords); k >= 1; k-- {
		name, head := cutHead(strings.Join(words[:k], " "))
		p, err := s.FindParticipant(name)
		var c Change
		if err == nil {
			c, err = s.ballot(r, p, head, strings.Join(words[k:], " "))
		}
		switch {
		case err == nil && !slices.ContainsFunc(found, func(o Change) bool { return sameBallot(o, c) }):
			found = append(found, c)
		case err != nil && (unfit == nil || isCode(unfit, ParticipantNone)):
			unfit = err
		}
	}
	switch len(found) {
	case 0:
		return nil, s.unread(r, words, unfit)
	case 1:
		return found[0], nil
	}
	p := s.voterOf(found[0])
	return nil, refuse(BallotReading, "Number", p.Number, "Name", p.Name())
}

// unread gives the reason why no reading of the words makes a ballot.
func (s *Session) unread(r *Round, words []string, unfit error) error {
	switch {
	case len(words) == 0:
		return refuse(BallotWho, "Value", "")
	case !isCode(unfit, ParticipantNone):
		return unfit
	}
	if _, err := r.stickers(strings.Join(words, " ")); err == nil {
		return refuse(BallotWho, "Value", strings.Join(words, " "))
	}
	return refuse(ParticipantNone, "Value", strings.Join(words[:max(len(words)-1, 1)], " "))
}

func (s *Session) voterOf(c Change) *Participant {
	switch c := c.(type) {
	case BallotCast:
		return s.Participants.Get(c.Ballot.Participant)
	case BallotTaken:
		return s.Participants.Get(c.Participant)
	}
	return nil
}

func sameBallot(a, b Change) bool {
	x, ok := a.(BallotCast)
	y, too := b.(BallotCast)
	if !ok || !too {
		return a == b // both take one back; one of each never is the same
	}
	return x.Head == y.Head && x.Ballot.Participant == y.Ballot.Participant && maps.Equal(x.Ballot.Stickers, y.Ballot.Stickers)
}

// ballot makes the change of a participant from what stands behind its name.
// Head is which of its ballots, from 1; 0 is not said.
func (s *Session) ballot(r *Round, p *Participant, head int, text string) (Change, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return nil, refuse(BallotEmpty, "Name", p.Name(), "Number", p.Number)
	case strings.EqualFold(text, signTaken):
		return r.taken(p, head)
	}
	b := Ballot{Participant: p.ID, Stickers: map[string]int{}}
	var err error
	// A sign that stands for a sticker that was kept back, as the screens write it,
	// may be typed too: "ab-", "---".
	if text = strings.TrimRight(text, signBlank+" "); text != "" {
		if b.Stickers, err = r.stickers(text); err != nil {
			return nil, err
		}
	}
	at, err := r.next(p, head)
	if err == nil {
		err = b.fits(s, r, r.places())
	}
	if err != nil {
		return nil, err
	}
	return BallotCast{Round: r.ID, Head: at, Ballot: b}, nil
}

// next gives the place, from 0, of a participant's next ballot, or of the one
// that was asked for.
func (r *Round) next(p *Participant, asked int) (int, error) {
	votes := 1
	if r.Per == PerHead {
		votes = p.Votes()
	}
	mine := r.Ballots.Of(p.ID)
	free := slices.IndexFunc(mine, func(b *Ballot) bool { return b.Removed })
	if free < 0 {
		free = len(mine)
	}
	switch {
	case asked == 0 && r.Per != PerHead:
		return max(slices.IndexFunc(mine, func(b *Ballot) bool { return !b.Removed }), 0), nil
	case asked == 0 && (r.Ballots.Cast(p.ID) >= votes || free >= votes):
		return 0, refuse(BallotFull, "Name", p.Name(), "Number", p.Number, "Max", votes)
	case asked == 0:
		return free, nil
	case r.Ballots.Standing(p.ID, asked-1) != nil:
		return asked - 1, nil
	case asked < 1 || asked > votes || asked > len(mine)+1:
		return 0, refuse(BallotWhich, "Name", p.Name(), "Value", max(asked, 0), "Max", min(votes, len(mine)+1))
	}
	return asked - 1, nil
}

// taken is the change that takes back the ballot asked for, else the last one.
func (r *Round) taken(p *Participant, asked int) (Change, error) {
	at := asked - 1
	if asked == 0 {
		for i, b := range r.Ballots.Of(p.ID) {
			if !b.Removed {
				at = i
			}
		}
	}
	if r.Ballots.Standing(p.ID, at) == nil {
		return nil, refuse(BallotNone)
	}
	return BallotTaken{Round: r.ID, Head: at, Participant: p.ID}, nil
}

// stickers reads letters and counts. Where one letter is enough for an option,
// letters may stand together.
func (r *Round) stickers(text string) (map[string]int, error) {
	placed := make(map[string]int)
	for word := range strings.FieldsSeq(strings.ToUpper(text)) {
		for word != "" {
			name, rest := cutName(word, len(r.Options) > len(optionLetters))
			digits, after := cutDigits(rest)
			at := optionPlace(name)
			if at < 0 || at >= len(r.Options) {
				return nil, refuse(BallotLetter, "Value", cmp.Or(name, word), "Last", OptionLetter(len(r.Options)-1))
			}
			n := 1
			if digits != "" {
				n = number(digits)
			}
			if n < 1 || n > StickersMax {
				return nil, refuse(BallotCount, "Value", digits)
			}
			placed[r.Options[at]] = min(placed[r.Options[at]]+n, 2*StickersMax) // far over any budget, and no overflow
			word = after
		}
	}
	return placed, nil
}

// optionPlace gives the place, from 0, of the option that is called so, or -1.
func optionPlace(name string) int {
	place := 0
	for i := range len(name) {
		at := strings.IndexByte(optionLetters, name[i])
		if at < 0 || place > OptionsMax {
			return -1
		}
		place = place*len(optionLetters) + at + 1
	}
	return place - 1
}

// cutName cuts what an option is called from the front of a word: one letter,
// or all up to a digit. What is no letter comes whole.
func cutName(word string, long bool) (name, rest string) {
	end := strings.IndexFunc(word, func(c rune) bool { return c >= '0' && c <= '9' })
	if end < 0 {
		end = len(word)
	}
	if !long && end > 1 {
		for i := range word {
			if i > 0 {
				end = i
				break
			}
		}
	}
	return word[:end], word[end:]
}

// cutHead cuts "/2" from the end of a name.
func cutHead(name string) (string, int) {
	i := strings.LastIndexByte(name, '/')
	if i < 1 {
		return name, 0
	}
	digits, rest := cutDigits(name[i+1:])
	if digits == "" || rest != "" {
		return name, 0
	}
	return name[:i], cmp.Or(number(digits), -1)
}

func cutDigits(s string) (digits, rest string) {
	end := strings.IndexFunc(s, func(c rune) bool { return c < '0' || c > '9' })
	if end < 0 {
		end = len(s)
	}
	return s[:end], s[end:]
}

// number reads digits; too many of them are a number that nothing has.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil || n > NumberMax+StickersMax {
		return NumberMax + StickersMax
	}
	return n
}
