package model

// MoveIdeas gives the change that puts ideas in a cluster; in none for "".
// Those that are there already are left out.
func (s *Session) MoveIdeas(ids []string, cluster string) Change {
	return Batch{Name: "ideas.moved", Changes: s.moves(ids, cluster)}
}

func (s *Session) moves(ids []string, cluster string) []Change {
	var changes []Change
	for _, id := range ids {
		i := s.Ideas.Get(id)
		if i == nil || i.Cluster == cluster {
			continue
		}
		next := *i
		next.Cluster = cluster
		changes = append(changes, Edited[Idea]{Item: next})
	}
	return changes
}

// NewCluster gives the change that makes a cluster of ideas, and its id.
func (s *Session) NewCluster(title string, ids []string) (c Change, id string) {
	cluster := Cluster{ID: NextID(&s.Clusters, "c"), Title: Clean(title)}
	return Batch{Name: "cluster.made", Changes: s.filled(cluster, ids)}, cluster.ID
}

// SplitCluster gives the change that puts ideas of a cluster in a new one, for the
// same objective, and its id. What is not in the cluster is left out.
func (s *Session) SplitCluster(cluster string, ids []string, title string) (c Change, id string) {
	next := Cluster{ID: NextID(&s.Clusters, "c"), Title: Clean(title)}
	if old := s.Clusters.Get(cluster); old != nil {
		next.Objective = old.Objective
	}
	var of []string
	for _, id := range ids {
		if i := s.Ideas.Get(id); i != nil && i.Cluster == cluster {
			of = append(of, id)
		}
	}
	return Batch{Name: "cluster.split", Changes: s.filled(next, of)}, next.ID
}

func (s *Session) filled(cluster Cluster, ids []string) []Change {
	return append([]Change{Added[Cluster]{Item: cluster}}, s.moves(ids, cluster.ID)...)
}

// ClusterBecomesObjective gives the change that makes an objective of a cluster,
// called after it, and its id. Without a pillar, 0, it is under the one that most
// ideas of the cluster are under. The ideas stay as they are: they are behind the
// objective by their cluster, but for those that have one of their own.
func (s *Session) ClusterBecomesObjective(cluster string, pillar int) (c Change, id string) {
	var next Cluster
	if old := s.Clusters.Get(cluster); old != nil {
		next = *old
	}
	if pillar == 0 {
		pillar = s.pillarOf(cluster)
	}
	o := Objective{ID: NextID(&s.Objectives, "o"), Pillar: pillar, What: next.Title}
	next.ID, next.Objective = cluster, o.ID
	return Batch{Name: "cluster.objective", Changes: []Change{Added[Objective]{Item: o}, Edited[Cluster]{Item: next}}}, o.ID
}

// pillarOf gives the pillar that most ideas of a cluster are under, the first of
// those where several are; 0 for none.
func (s *Session) pillarOf(cluster string) int {
	ideas := make(map[int]int)
	for _, i := range s.IdeasIn(cluster) {
		ideas[i.Pillar]++
	}
	most := 0
	for _, p := range s.method.Pillars {
		if n := ideas[p.Number]; n > 0 && (most == 0 || n > ideas[most]) {
			most = p.Number
		}
	}
	return most
}

// ClusterDissolved removes a cluster. Its ideas are in none, until it is brought
// back: those that were not put elsewhere by then are in it again. In a round that
// is not open yet it is no option any more.
// Codes: RefUnknown, OptionVoting.
type ClusterDissolved struct {
	Cluster string `json:"cluster"`
}

// DissolveCluster gives the change that removes a cluster and keeps its ideas.
func (s *Session) DissolveCluster(cluster string) Change { return ClusterDissolved{cluster} }

// Kind names the change in the log.
func (c ClusterDissolved) Kind() string { return "cluster.dissolved" }

func (c ClusterDissolved) subject(s *Session) string { return subjectOf[Cluster](s, c.Cluster) }

func (c ClusterDissolved) apply(s *Session, e *edit) error {
	cluster := s.Clusters.Get(c.Cluster)
	if cluster == nil || cluster.gone() {
		return refuse(RefUnknown, "Kind", "cluster", "ID", c.Cluster)
	}
	if err := s.voting(AboutClusters, cluster.ID, cluster.Title); err != nil {
		return err
	}
	s.passOption(e, AboutClusters, cluster.ID, "")
	return bury[Cluster](s, e, c.Cluster, true)
}
