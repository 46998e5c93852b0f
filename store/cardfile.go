package store

import (
	"bytes"
	"io"
	"unicode/utf8"

	"github.com/go-json-experiment/json"

	"kring/model"
)

// The file in which actions go from one town to another.
const (
	cardsFormat  = "kring.cards"
	cardsVersion = 1
	// CardFileMax is the most bytes that a file with cards may have.
	CardFileMax = 16 << 20
)

// CardsFormat is the flaw of a file that holds no cards.
const CardsFormat Flaw = "cards"

type cardFile struct {
	Format  string             `json:"format"`
	Version int                `json:"version"`
	Cards   []model.ActionCard `json:"cards"`
}

// CardList is what a file with cards holds.
type CardList struct {
	Cards   []CardIn
	Refused []CardRefused
}

// CardIn is a card that can be taken in.
type CardIn struct {
	N     int // its place in the file, from 1
	Card  model.ActionCard
	Notes []model.CardNote // what was left out of it
}

// CardRefused is a card that cannot be taken in, and why.
type CardRefused struct {
	N     int
	Title string
	Err   error
}

// ExportCards writes the actions of a session as cards. No participant is named
// in a field of theirs; what people wrote goes along as it is.
func ExportCards(w io.Writer, s *model.Session) error {
	return writeCards(w, s.ActionCards())
}

func writeCards(w io.Writer, cards []model.ActionCard) error {
	if cards == nil {
		cards = []model.ActionCard{}
	}
	data, err := encode(cardFile{cardsFormat, cardsVersion, cards})
	if err != nil {
		return err
	}
	var b bytes.Buffer
	layOut(&b, data, 0)
	b.WriteByte('\n')
	_, err = w.Write(b.Bytes())
	return err
}

// ReadCards reads a file with cards. What is wrong with the file as a whole is a
// FileError, and nothing is read; what is wrong with one card is told with it.
func ReadCards(data []byte, methods model.Methods) (*CardList, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	switch {
	case len(data) > CardFileMax:
		return nil, &FileError{Flaw: FileLarge, Args: map[string]any{"Max": CardFileMax >> 20}}
	case len(bytes.TrimSpace(data)) == 0:
		return nil, &FileError{Flaw: FileEmpty}
	case !utf8.Valid(data):
		return nil, &FileError{Flaw: FileUTF8, Args: map[string]any{"Line": badLine(data)}}
	}
	// Before its fields are looked at: of another kind of file they would all be
	// unknown, which says nothing.
	var kind struct {
		Format string `json:"format"`
	}
	if json.Unmarshal(data, &kind) == nil && kind.Format != cardsFormat {
		return nil, &FileError{Flaw: CardsFormat}
	}
	var file cardFile
	if err := json.Unmarshal(data, &file, json.RejectUnknownMembers(true)); err != nil {
		return nil, flawOf(data, err)
	}
	if file.Version != cardsVersion {
		return nil, &FileError{Flaw: FileVersion, Args: map[string]any{"Value": file.Version}}
	}
	if len(file.Cards) > model.CardsMax {
		return nil, ruleError(&model.Error{Code: model.ListFull, Args: map[string]any{"Max": model.CardsMax}})
	}
	list := &CardList{}
	seen := make(map[string]bool)
	for i, raw := range file.Cards {
		card, notes, err := raw.Admit(methods)
		if err == nil && seen[card.ID()] {
			err = &model.Error{Code: CardTwice}
		}
		if err != nil {
			title := []rune(model.Clean(raw.Title))
			list.Refused = append(list.Refused, CardRefused{i + 1, string(title[:min(len(title), model.TitleMax)]), err})
			continue
		}
		seen[card.ID()] = true
		list.Cards = append(list.Cards, CardIn{i + 1, card, notes})
	}
	return list, nil
}

// CardTwice is the code for a card that stands in its file already.
const CardTwice model.Code = "card.twice"
