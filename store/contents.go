package store

import (
	"bytes"
	"strconv"
	"strings"

	"go.etcd.io/bbolt"
)

// contents is what the bytes of a database hold.
type contents struct {
	state   state
	id      string // of the database
	mark    mark   // as it says
	marked  bool   // it says so
	version int    // of its form, 0 where that cannot be read
	ours    bool   // it is of this program
	flaws   []string
	bad     int // entries that are not what was written
}

// readContents reads the bytes of a database, which it keeps. An error means that
// they are none.
func readContents(data []byte) (contents, error) {
	type raw struct {
		place      string
		key, value []byte
	}
	c := contents{state: make(state)}
	var all []raw
	flaws, err := walk(data, func(path []string, key, value []byte) {
		place := strings.Join(path, "/")
		if place == string(bucketAbout) {
			c.ours = true
			c.about(key, value)
			return
		}
		all = append(all, raw{place, key, value})
	})
	c.flaws = flaws
	for _, r := range all {
		content, err := unseal(r.place, r.key, r.value)
		if c.version == 1 {
			content, err = unsealFirst(r.place, r.key, r.value)
		}
		if err != nil {
			c.bad++
			continue
		}
		c.state.put(r.place, string(r.key), content)
	}
	return c, err
}

func (c *contents) about(key, value []byte) {
	switch {
	case bytes.Equal(key, keyVersion):
		c.version, _ = strconv.Atoi(string(value)) // 0 where it is broken
	case bytes.Equal(key, keyMark):
		text, err := unseal(string(bucketAbout), key, value)
		if err != nil {
			c.bad++
			return
		}
		c.id, c.mark, c.marked = parseAbout(string(text))
	}
}

// parseAbout reads the id of a database and where it stands.
func parseAbout(text string) (id string, m mark, ok bool) {
	fields := strings.Fields(text)
	if len(fields) != 4 {
		return "", m, false
	}
	m, err := parseMark(fields[1], fields[2], fields[3])
	if err != nil || !isDatabaseID(fields[0]) {
		return "", m, false
	}
	return fields[0], m, true
}

// clean says that the database is as it was written, all of it.
func (c *contents) clean() bool {
	return c.ours && len(c.flaws) == 0 && c.bad == 0 && c.marked && c.version == version && c.state.digest() == c.mark.digest
}

// readMark reads the id of the open database and where it stands.
func (db *DB) readMark() (id string, m mark, err error) {
	err = db.view(func(tx *bbolt.Tx) error {
		text, err := content(tx, string(bucketAbout), keyMark)
		if err != nil {
			return err
		}
		var ok bool
		if id, m, ok = parseAbout(string(text)); !ok {
			return errMark
		}
		return nil
	})
	return id, m, err
}
