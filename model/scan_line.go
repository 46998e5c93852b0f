package model

import (
	"strconv"
	"strings"
)

// Codes of lines of scores and of hands, with the arguments of their texts.
const (
	ScoresWho  Code = "scores.who"  // nothing says whose they are
	ScoresMany Code = "scores.many" // Max: more scores than pillars
	ScoresSign Code = "scores.sign" // Value: a sign that is no score
	HandsMany  Code = "hands.many"  // Max: more counts than scores
	HandsSign  Code = "hands.sign"  // Value: no count
)

// ScoreLine is what one line gives of one participant.
type ScoreLine struct {
	Participant *Participant
	Scores      []Score // in the order of the pillars; those that were skipped left out
	Complete    bool    // there is a sign for every pillar
}

// ParseScores reads the scores of one participant from one line, as they stand
// on paper: "7 32415243" is the number (or the start of the name), a blank, and
// a sign for each pillar: its score, x for ten, w (or 0 where that is no score)
// for "don't know", - for none. Codes: those of FindParticipant, ScoresWho,
// ScoresMany, ScoresSign, ScoreRange.
func (s *Session) ParseScores(scan *Scan, line string) (ScoreLine, error) {
	var out ScoreLine
	line = strings.TrimSpace(Clean(line))
	at := strings.LastIndexByte(line, ' ')
	if at < 0 {
		return out, refuse(ScoresWho)
	}
	p, err := s.FindParticipant(strings.TrimSpace(line[:at]))
	if err != nil {
		return out, err
	}
	signs := []rune(strings.ToLower(line[at+1:]))
	pillars := s.method.Pillars
	if len(signs) > len(pillars) {
		return out, refuse(ScoresMany, "Max", len(pillars))
	}
	out.Participant, out.Complete = p, len(signs) == len(pillars)
	scale := s.ScaleOf(scan)
	for i, sign := range signs {
		if sign == '-' {
			continue
		}
		score, err := scale.read(sign)
		if err != nil {
			return out, err
		}
		out.Scores = append(out.Scores, Score{Participant: p.ID, Pillar: pillars[i].Number, Score: score})
	}
	return out, nil
}

// ParseHands reads the counts of hands for one pillar from one line: how many
// showed each score from the lowest, and last how many did not know; what is
// left out at the end is none. "0 3 8 2 1 4" on a scale of 1 to 5 is nobody for
// 1, three for 2, and four who do not know. Codes: HandsMany, HandsSign.
func (s *Session) ParseHands(scan *Scan, pillar int, group, line string) ([]Hands, error) {
	scale := s.ScaleOf(scan)
	most := scale.Max - scale.Min + 2
	words := strings.Fields(strings.NewReplacer(",", " ", ";", " ").Replace(line))
	if len(words) > most {
		return nil, refuse(HandsMany, "Max", most)
	}
	all := make([]Hands, 0, most)
	for i := range most {
		h := Hands{Pillar: pillar, Group: group}
		if i < most-1 {
			score := scale.Min + i
			h.Score = &score
		}
		if i < len(words) {
			n, err := strconv.Atoi(words[i])
			if err != nil || n < 0 || n > ParticipantsMax {
				return nil, refuse(HandsSign, "Value", words[i])
			}
			h.Count = n
		}
		all = append(all, h)
	}
	return all, nil
}

// WriteHands writes the counts of hands of a pillar as ParseHands reads them,
// "" for none.
func (s *Session) WriteHands(scan *Scan, pillar int, group string) string {
	all, err := s.ParseHands(scan, pillar, group, "")
	if err != nil {
		return ""
	}
	words, last := make([]string, len(all)), 0
	for i, h := range all {
		words[i] = "0"
		if is := scan.Hands.Get(h.key()); is != nil && is.Count > 0 {
			words[i], last = strconv.Itoa(is.Count), i+1
		}
	}
	return strings.Join(words[:last], " ")
}

// HandsCounted is the change that counts the hands of a pillar anew, in one
// record: what is none is taken out.
func (scan *Scan) HandsCounted(all []Hands) Batch {
	b := Batch{Name: "hands.counted"}
	for _, h := range all {
		switch is := scan.Hands.Get(h.key()); {
		case h.Count > 0:
			b.Changes = append(b.Changes, PutInScan[Hands]{Scan: scan.ID, Part: h})
		case is != nil:
			b.Changes = append(b.Changes, TakeFromScan[Hands]{Scan: scan.ID, Part: h})
		}
	}
	return b
}
