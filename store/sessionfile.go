package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"kring/model"
)

// The session file, as other programs know it.
const (
	sessionFormat  = "kring.session"
	sessionVersion = 1
	// FileMax is the most bytes that a file to import may have.
	FileMax = 64 << 20
)

// Flaw names what is wrong with a file that was to be imported. The locale has
// the sentence under "file." and the name.
type Flaw string

// The flaws, with the arguments their texts may use.
const (
	FileLarge   Flaw = "large"   // Max, in MiB
	FileEmpty   Flaw = "empty"   //
	FileUTF8    Flaw = "utf8"    // Line
	FileSyntax  Flaw = "syntax"  // Line
	FileFormat  Flaw = "format"  //
	FileVersion Flaw = "version" // Value
	FileUnknown Flaw = "unknown" // Name, Where
	FileTwice   Flaw = "twice"   // Name
	FileType    Flaw = "type"    // Where, Found
	FileRule    Flaw = "rule"    // Reason: the words of a model.Error
	FileKind    Flaw = "kind"    // neither of the forms that can be imported
)

// FileError is a flaw of a file that was to be imported. Nothing of the file
// was taken in.
type FileError struct {
	Flaw Flaw
	Args map[string]any
	Rule error // for FileRule, the rule that the content breaks
}

// Error gives the flaw in English, for logs.
func (e *FileError) Error() string { return fmt.Sprintf("%s %v %v", e.Flaw, e.Args, e.Rule) }

// Unwrap gives the rule that the content breaks, or nil.
func (e *FileError) Unwrap() error { return e.Rule }

// sessionFile is the outer form of the file: the session and what is derived
// from it.
type sessionFile struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	*model.Session
	Results jsontext.Value `json:"results,omitzero"`
	Log     []logLine      `json:"log,omitempty"`
}

type logLine struct {
	Seq    uint64     `json:"seq"`
	Time   model.Time `json:"time"`
	Change string     `json:"change"`
	Text   string     `json:"text"`
}

// Export writes the session file. A nil lines leaves the log out. Ballots of a
// secret round that is open stay behind; the number of them is given. text
// puts a line of the log into words.
func Export(w io.Writer, s *model.Session, lines []model.Line, text func(model.Line) string) (behind int, err error) {
	results, err := encode(s.Results())
	if err != nil {
		return 0, err
	}
	s, behind = s.WithoutSecrets()
	file := sessionFile{Format: sessionFormat, Version: sessionVersion, Session: s, Results: results}
	if lines != nil {
		file.Log = make([]logLine, len(lines))
		for i, l := range lines {
			file.Log[i] = logLine{l.Seq, l.Time, l.Kind, l.Text}
			if l.Text == "" {
				file.Log[i].Text = text(l)
			}
		}
	}
	data, err := encode(file)
	if err != nil {
		return behind, err
	}
	var b bytes.Buffer
	layOut(&b, data, 0)
	b.WriteByte('\n')
	_, err = w.Write(b.Bytes())
	return behind, err
}

// lineWidth is how long a value may be to stay on one line of the session file.
const lineWidth = 160

// layOut writes JSON so that people can read and compare it: short values on
// one line, longer ones a line for each part.
func layOut(b *bytes.Buffer, v jsontext.Value, depth int) {
	kind := v.Kind()
	if len(v) <= lineWidth && depth > 1 || kind != '{' && kind != '[' || len(v) == 2 {
		b.Write(v)
		return
	}
	dec := jsontext.NewDecoder(bytes.NewReader(v))
	_, _ = dec.ReadToken() // the opening bracket: v has been encoded just now
	sep := byte(kind)
	for dec.PeekKind() != '}' && dec.PeekKind() != ']' {
		b.WriteByte(sep)
		sep = ','
		b.WriteByte('\n')
		for range depth + 1 {
			b.WriteByte(' ')
		}
		part, err := dec.ReadValue()
		if err != nil {
			return
		}
		if kind == '{' {
			b.Write(part)
			b.WriteString(": ")
			if part, err = dec.ReadValue(); err != nil {
				return
			}
		}
		layOut(b, part, depth+1)
	}
	b.WriteByte('\n')
	for range depth {
		b.WriteByte(' ')
	}
	if kind == '{' {
		b.WriteByte('}')
	} else {
		b.WriteByte(']')
	}
}

// Import reads a session file. The session has been checked and made safe; its
// id is the file's, or a new one where the file gives none. Errors: FileError.
func Import(data []byte, methods model.Methods) (*model.Session, []model.Line, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if len(data) > FileMax {
		return nil, nil, &FileError{Flaw: FileLarge, Args: map[string]any{"Max": FileMax >> 20}}
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, nil, &FileError{Flaw: FileEmpty}
	}
	if !utf8.Valid(data) {
		return nil, nil, &FileError{Flaw: FileUTF8, Args: map[string]any{"Line": badLine(data)}}
	}
	file := sessionFile{Session: new(model.Session)}
	if err := json.Unmarshal(data, &file, json.RejectUnknownMembers(true)); err != nil {
		return nil, nil, flawOf(data, err)
	}
	if file.Format != sessionFormat {
		return nil, nil, &FileError{Flaw: FileFormat}
	}
	if file.Version != sessionVersion {
		return nil, nil, &FileError{Flaw: FileVersion, Args: map[string]any{"Value": file.Version}}
	}
	s := file.Session
	if s.ID == "" {
		s.ID = NewID()
	}
	if err := s.Attach(methods); err != nil {
		return nil, nil, ruleError(err)
	}
	for _, r := range s.Rounds.All() {
		if r.Hidden() && r.Ballots.Len() > 0 {
			return nil, nil, ruleError(&model.Error{Code: SecretOpen, Args: map[string]any{"ID": r.ID}})
		}
	}
	return s, earlierLines(file.Log), nil
}

// SecretOpen is the code for ballots in a secret round that is still open: who
// sees them in a file sees who voted what.
const SecretOpen model.Code = "round.secretopen" // ID

func ruleError(err error) error { return &FileError{Flaw: FileRule, Rule: err} }

// earlierLines takes the log along as it is read. It proves nothing and is
// only shown, so odd lines are left as they are but for what is unsafe.
func earlierLines(log []logLine) []model.Line {
	lines := make([]model.Line, len(log))
	for i, l := range log {
		lines[i] = model.Line{Seq: l.Seq, Time: model.Time(model.Clean(string(l.Time))), Kind: model.Clean(l.Change), Text: model.Clean(l.Text)}
	}
	return lines
}

func badLine(data []byte) int {
	line := 1
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		data = data[n:]
	}
	return line
}

// flawOf puts an error of the decoder into a flaw that says where it is.
func flawOf(data []byte, err error) error {
	var rule *model.Error
	if errors.As(err, &rule) {
		return ruleError(rule)
	}
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) {
		if errors.Is(err, jsontext.ErrDuplicateName) {
			return &FileError{Flaw: FileTwice, Args: map[string]any{"Name": place(syntax.JSONPointer)}}
		}
		at := min(int(syntax.ByteOffset), len(data))
		return &FileError{Flaw: FileSyntax, Args: map[string]any{"Line": 1 + bytes.Count(data[:at], []byte("\n"))}}
	}
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		if errors.Is(err, json.ErrUnknownName) {
			return &FileError{Flaw: FileUnknown, Args: map[string]any{
				"Name": semantic.JSONPointer.LastToken(), "Where": place(semantic.JSONPointer.Parent()),
			}}
		}
		return &FileError{Flaw: FileType, Args: map[string]any{"Where": place(semantic.JSONPointer), "Found": found(semantic)}}
	}
	return &FileError{Flaw: FileSyntax, Args: map[string]any{"Line": 1}}
}

func found(e *json.SemanticError) string {
	s := string(e.JSONValue)
	if s == "" {
		s = e.JSONKind.String()
	}
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return model.Clean(s)
}

// place writes a JSON pointer as people write it: participants[3].heads.
func place(p jsontext.Pointer) string {
	var b strings.Builder
	for token := range p.Tokens() {
		if _, err := strconv.Atoi(token); err == nil && b.Len() > 0 {
			b.WriteString("[" + token + "]")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(token)
	}
	return model.Clean(b.String())
}
