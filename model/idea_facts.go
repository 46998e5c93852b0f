package model

// ideaFacts is what is derived from the list of ideas as a whole.
type ideaFacts struct {
	in     map[string][]*Idea // by cluster that counts; "" for those in none
	behind map[string]int     // by objective that counts; "" for those behind none
}

func (s *Session) ideaFacts() *ideaFacts {
	s.renew()
	if f := s.memo.ideas; f != nil {
		return f
	}
	f := &ideaFacts{in: make(map[string][]*Idea), behind: make(map[string]int)}
	for _, i := range s.Ideas.Live() {
		in := ""
		if c := s.ClusterOf(i); c != nil {
			in = c.ID
		}
		f.in[in] = append(f.in[in], i)
		f.behind[s.ObjectiveOf(i)]++
	}
	s.memo.ideas = f
	return f
}

// ClusterOf gives the cluster that an idea is in, or nil: that of a cluster that
// was removed is in none, until it is brought back.
func (s *Session) ClusterOf(i *Idea) *Cluster {
	if c := s.Clusters.Get(i.Cluster); c != nil && !c.gone() {
		return c
	}
	return nil
}

// ObjectiveOf gives the id of the objective that an idea is behind: its own, else
// that of its cluster; "" for none that counts.
func (s *Session) ObjectiveOf(i *Idea) string {
	if s.ObjectivePlace(i.Objective) >= 0 {
		return i.Objective
	}
	if c := s.ClusterOf(i); c != nil && s.ObjectivePlace(c.Objective) >= 0 {
		return c.Objective
	}
	return ""
}

// IdeasIn gives the ideas in a cluster, in order; for "", those in none. Read only.
func (s *Session) IdeasIn(cluster string) []*Idea { return s.ideaFacts().in[cluster] }

// IdeaCounts gives how many ideas are behind each objective, by its id; under ""
// those behind none. Read only.
func (s *Session) IdeaCounts() map[string]int { return s.ideaFacts().behind }
