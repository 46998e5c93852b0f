package model

import "slices"

// WallDifference is an option of which the count on the wall is not that of the
// ballots of the same people.
type WallDifference struct {
	Option        string
	Wall, Ballots int // stickers
}

// WallCheck is how the stickers on the wall stand beside the ballots.
type WallCheck struct {
	Stickers    int              // on the wall, of all options and groups
	Counted     int              // options of which there is a count; the others are not compared
	Differences []WallDifference // in the order of the options; only when wall and ballots are of the same people
	TooMany     bool             // wall and ballots are added, and are more than the group has: the same people, surely
}

// WallCheck holds the wall of a round against its ballots. It says nothing
// while the round is hidden.
func (s *Session) WallCheck(id string) WallCheck {
	var c WallCheck
	r := s.Rounds.Get(id)
	if r == nil || r.Hidden() || r.Wall.Len() == 0 {
		return c
	}
	wall := make(map[string]int)
	for _, w := range r.Wall.All() {
		wall[w.Option] += w.Stickers
		c.Stickers += w.Stickers
	}
	c.Counted = len(wall)
	res := s.RoundResult(id)
	if r.Together != TogetherCheck {
		c.TooMany = res.Ballots > 0 && res.Stickers > s.voters(r)*r.Stickers
		return c
	}
	ballots := make(map[string]int, len(res.Options)) // those of the ballots alone, as they count
	for _, o := range res.Options {
		ballots[o.Option] = o.Stickers
	}
	for _, option := range r.Options {
		if n, counted := wall[option]; counted && n != ballots[option] {
			c.Differences = append(c.Differences, WallDifference{option, n, ballots[option]})
		}
	}
	return c
}

// OnWall gives how many stickers of a group were counted on an option, and
// whether they were counted at all.
func (r *Round) OnWall(option, group string) (n int, counted bool) {
	if w := r.Wall.Get(Wall{Option: option, Group: group}.key()); w != nil {
		return w.Stickers, true
	}
	return 0, false
}

// WallGroups gives the groups by which the wall of a round is counted: those
// that it is split by, and with sectors also those who have none. "" is
// everybody where there is no split.
func (s *Session) WallGroups(r *Round) []string {
	var groups []string
	switch r.Split {
	case SplitYoung:
		groups = []string{GroupProfessional, GroupYoung}
	case SplitSector:
		for _, sector := range s.method.Sectors {
			groups = append(groups, sector.Key)
		}
		groups = append(groups, "")
	default:
		groups = []string{""}
	}
	for _, w := range r.Wall.All() { // of a file that counts otherwise
		if !slices.Contains(groups, w.Group) {
			groups = append(groups, w.Group)
		}
	}
	return groups
}
