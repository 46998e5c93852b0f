package store

import (
	"cmp"
	"maps"
	"strings"

	"kring/model"
)

// pbElection is what a Pabulib file says, held against its own rules.
type pbElection struct {
	meta     map[string]pbRecord // by key; text is the value
	approval bool
	bound    string // the key of META that bounds a ballot
	stickers int    // 0 where the file gives no bound
	limit    int    // 0 where the file gives none
	options  []pbOption
	places   map[string]int // of the options by id in the file
	voters   []pbVoter
}

type pbOption struct {
	key            string // its id in the session
	id, name, cost string
	selected       bool
	published      int
	publishes      bool
}

type pbVoter struct {
	id       string         // "" where the file gives none
	stickers map[string]int // by id in the session
}

func readElection(data []byte) (*pbElection, error) {
	text, err := pbText(data)
	if err != nil {
		return nil, err
	}
	tables, err := pbTables(text)
	if err != nil {
		return nil, err
	}
	e := &pbElection{meta: make(map[string]pbRecord), places: make(map[string]int)}
	if err := e.readMeta(tables[pbMeta]); err != nil {
		return nil, err
	}
	projects, votes := tables[pbProjects], tables[pbVotes]
	if err := projects.need("project_id"); err != nil {
		return nil, err
	}
	if err := projects.each(e.readProject); err != nil {
		return nil, err
	}
	needed := []string{"vote", "points"}
	if e.approval {
		needed = needed[:1]
	}
	if err := votes.need(needed...); err != nil {
		return nil, err
	}
	return e, votes.each(e.readVote)
}

// readMeta reads META. A value runs to the end of its row, so that semicolons
// in a description or a comment need no quotes.
func (e *pbElection) readMeta(t *pbTable) error {
	for _, r := range t.rows {
		key, rest, _ := cutField(r.text)
		value := model.Clean(strings.Trim(rest, "; \t\r"))
		if quotedLen(rest) > 0 {
			value, _, _ = cutField(rest)
		}
		key = strings.ToLower(key)
		if old, ok := e.meta[key]; ok && old.text != value && key != "comment" {
			return pbError(PBTwice, r.line, "Name", key)
		}
		e.meta[key] = pbRecord{r.line, value}
	}
	return e.readRules()
}

// readRules reads what kind of vote it was, and how much a ballot could hold.
func (e *pbElection) readRules() (err error) {
	kind := strings.ToLower(e.text("vote_type"))
	switch kind {
	case pbCumulative:
		e.bound = "max_sum_points"
		if e.limit, err = e.metaBound("max_points"); err != nil {
			return err
		}
	case pbApproval, pbChooseOne:
		e.bound, e.approval, e.limit = "max_length", true, 1
	default:
		return pbError(PBType, e.meta["vote_type"].line, "Value", kind)
	}
	if e.stickers, err = e.metaBound(e.bound); err == nil && e.stickers == 0 && kind == pbChooseOne {
		e.bound, e.stickers = "vote_type", 1
	}
	return err
}

// text gives a value of META, "" where there is none.
func (e *pbElection) text(key string) string {
	if strings.EqualFold(e.meta[key].text, "none") {
		return ""
	}
	return e.meta[key].text
}

// metaBound gives a number of META from 1, or 0 where there is none.
func (e *pbElection) metaBound(key string) (int, error) {
	text := e.text(key)
	n, ok := whole(text)
	if text != "" && (!ok || n < 1) {
		return 0, pbError(PBNumber, e.meta[key].line, "Name", key, "Value", text)
	}
	return n, nil
}

func (e *pbElection) readProject(r pbRow) error {
	o := pbOption{key: optionID(len(e.options)), id: r.get("project_id"), cost: amount(r.get("cost"))}
	o.name = cmp.Or(r.get("name"), o.id)
	if o.id == "" {
		return pbError(PBNameless, r.line)
	}
	if _, twice := e.places[o.id]; twice {
		return pbError(PBTwice, r.line, "Name", o.id)
	}
	selected, _, err := r.number("selected")
	if err != nil {
		return err
	}
	o.selected = selected == 1
	if e.approval {
		o.published, o.publishes, err = r.number("votes")
	}
	if err == nil && !o.publishes {
		o.published, o.publishes, err = r.number("score")
	}
	e.places[o.id] = len(e.options)
	e.options = append(e.options, o)
	return err
}

func (e *pbElection) readVote(r pbRow) error {
	ids, points := pbList(r.get("vote")), pbList(r.get("points"))
	if !e.approval && len(ids) != len(points) {
		return pbError(PBPoints, r.line, "Projects", len(ids), "Points", len(points))
	}
	v := pbVoter{id: r.get("voter_id"), stickers: make(map[string]int, len(ids))}
	placed := 0
	for i, id := range ids {
		place, known := e.places[id]
		if !known {
			return pbError(PBProject, r.line, "Value", id)
		}
		option := e.options[place].key
		if _, twice := v.stickers[option]; twice {
			return pbError(PBTwice, r.line, "Name", id)
		}
		n := 1
		if !e.approval {
			var ok bool
			if n, ok = whole(points[i]); !ok || n < 0 || n > model.StickersMax {
				return pbError(PBNumber, r.line, "Name", "points", "Value", points[i])
			}
		}
		if e.limit > 0 && n > e.limit {
			return pbError(PBBound, r.line, "Given", n, "Max", e.limit, "Name", "max_points")
		}
		v.stickers[option] = n
		placed += n
	}
	if e.stickers > 0 && placed > e.stickers {
		return pbError(PBBound, r.line, "Given", placed, "Max", e.stickers, "Name", e.bound)
	}
	maps.DeleteFunc(v.stickers, func(_ string, n int) bool { return n == 0 })
	e.voters = append(e.voters, v)
	return nil
}
