package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"kring/model"
)

// The ballots of a secret round are sealed with AES-256-GCM. The key of a round
// is a file of its own beside the database, so that no copy of the database has
// it. When the round closes it is overwritten and removed: from then on nobody
// can read the records that were sealed with it, wherever they still lie, in a
// backup or in pages of the file that are no longer in use.

const keySize = 32

// keyPath is where the key of a round is kept. The name tells nothing, and holds
// whatever is in the ids.
func (db *DB) keyPath(session, round string) string {
	sum := sha256.Sum256([]byte(session + "\x00" + round))
	return db.file + ".key-" + hex.EncodeToString(sum[:8])
}

// roundKey gives what seals the records of a round, nil when there is no key.
func (db *DB) roundKey(session, round string) (cipher.AEAD, error) {
	path := db.keyPath(session, round)
	if key := db.held[path]; key != nil {
		return key, nil
	}
	key, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, reading(path, err)
	case len(key) != keySize:
		return nil, nil // no key of ours: nothing was sealed with it
	}
	return db.hold(path, key)
}

func (db *DB) hold(path string, key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err == nil {
		db.held[path] = aead
	}
	return aead, err
}

// makeKey makes the key of a round, on disk when it returns.
func (db *DB) makeKey(session, round string) (cipher.AEAD, error) {
	path := db.keyPath(session, round)
	key := make([]byte, keySize)
	rand.Read(key) // never fails
	if err := WriteFile(path, func(w io.Writer) error { _, err := w.Write(key); return err }); err != nil {
		return nil, err
	}
	return db.hold(path, key)
}

// destroyKey makes sure that nothing that was sealed for a round can be read any
// more.
func (db *DB) destroyKey(session, round string) error {
	path := db.keyPath(session, round)
	delete(db.held, path)
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return writing(path, err)
	}
	_, err = f.Write(make([]byte, keySize))
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Remove(path)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(path))
	}
	if err != nil {
		return writing(path, err)
	}
	return nil
}

// destroyKeys destroys the keys of a session's secret rounds that are closed: the
// program may have ended between the closing and that.
func (db *DB) destroyKeys(s *model.Session) error {
	for _, r := range s.Rounds.All() {
		if r.Secret && r.State == model.Closed {
			if err := db.destroyKey(s.ID, r.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// bound is what a sealed record belongs to: it opens nowhere else.
func bound(session string, key []byte, round string) []byte {
	return fmt.Appendf(nil, "%s\x00%x\x00%s", session, key, round)
}

// content encodes the record of an entry, sealed where it has to be.
func (db *DB) content(e model.Entry, r model.Record, at []byte) ([]byte, error) {
	switch {
	case e.Uncovers != "" || e.Hide != nil:
		return e.Origin(r, db.sealer(e.Session, at))
	case e.Secret != "":
		return r.EncodeSealed(e.Secret, e.Subject, db.sealer(e.Session, at))
	}
	return r.Encode()
}

// sealer seals what is to stand in a record of a session, with the key of its
// round, which it makes when there is none.
func (db *DB) sealer(session string, at []byte) model.Seal {
	return func(round string, content []byte) ([]byte, error) {
		key, err := db.roundKey(session, round)
		if err == nil && key == nil {
			key, err = db.makeKey(session, round)
		}
		if err != nil {
			return nil, err
		}
		return key.Seal(nil, nil, content, bound(session, at, round)), nil
	}
}

// unsealer reads what sealer sealed: nil when the key is not there, or is another
// by now.
func (db *DB) unsealer(session string, at []byte) model.Unseal {
	return func(round string, content []byte) ([]byte, error) {
		key, err := db.roundKey(session, round)
		if key == nil || err != nil {
			return nil, err
		}
		plain, err := key.Open(nil, nil, content, bound(session, at, round))
		if err != nil {
			return nil, nil
		}
		return plain, nil
	}
}
