package story

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kring/assets"
	"kring/model/hostile"
	"kring/store/export"
)

// hostileName is a name of a file with all that one may hold.
var hostileName = strings.NewReplacer("\x00", "", "/", "").Replace("x\x1b]0;KWAAD\a\x1b[2J\x1b[?9977h\x9b2J\u009b2J\u202e\u200b\b\r\n\x7f\U000e0041\x1b]52;c;S1dBQUQ=")

// hostileHouse is a house in which every folder has such a name, and what is on
// the disk was spoiled with every checksum of a line right. The database is gone,
// and is made from that.
func hostileHouse(t *testing.T) (h *house, texts int) {
	t.Helper()
	h = newHouse(t, "nl_BE.UTF-8")
	for _, name := range []string{"HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"} {
		folder := h.path(hostileName + name)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		h.more = append(h.more, name+"="+folder)
	}
	h.run("import", h.put("in.json", assets.Example("nl")))
	database := filepath.Join(h.path(hostileName+"XDG_DATA_HOME"), "kring", "kring.db")
	var out bytes.Buffer
	for i, line := range bytes.Split(bytes.TrimSpace(read(t, database+".journal")), []byte("\n")) {
		if i > 0 {
			line, texts = spoiledLine(t, line, texts)
		}
		out.Write(append(line, '\n'))
	}
	if err := os.WriteFile(database+".journal", out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(database); err != nil {
		t.Fatal(err)
	}
	return h, texts
}

// spoiledLine puts hostile texts into every string of the contents of a line of
// the journal.
func spoiledLine(t *testing.T, line []byte, texts int) ([]byte, int) {
	t.Helper()
	parts := bytes.SplitN(line, []byte(" "), 6)
	var ops []map[string]any
	if err := json.Unmarshal(parts[5], &ops); err != nil {
		t.Fatal(err)
	}
	var spoil func(any) any
	spoil = func(v any) any {
		switch v := v.(type) {
		case string:
			texts++
			return v + hostile.Nothing()
		case []any:
			for i := range v {
				v[i] = spoil(v[i])
			}
		case map[string]any:
			for name := range v {
				v[name] = spoil(v[name])
			}
		}
		return v
	}
	for _, o := range ops {
		var content any
		text, _ := o["v"].(string)
		if json.Unmarshal([]byte(text), &content) == nil {
			spoiled, _ := json.Marshal(spoil(content))
			o["v"] = string(spoiled)
		}
	}
	parts[5], _ = json.Marshal(ops)
	rest := bytes.Join(parts[1:], []byte(" "))
	return fmt.Appendf(nil, "%08x %s", crc32.Checksum(rest, crc32.MakeTable(crc32.Castagnoli)), rest), texts
}

// Whatever is given to the command line, in arguments, variables, names of files
// and on the disk: nothing but text comes out of it.
func TestHostileTextsOnTheCommandLine(t *testing.T) {
	h, texts := hostileHouse(t)
	out := h.put(hostileName+"uit.json", nil)
	copied := h.path(hostileName + "kopie.db")
	runs := [][]string{
		{"check"}, {"list"}, {"list", "--json"}, {"check", "--json"}, {"version"}, {"backup"}, {"backup", copied}, {"restore", copied},
		{"export", "last", "-f", "json", "-o", out}, {"import", out}, {"import", "--json", out}, {"list"},
		{hostileName}, {"help", hostileName}, {"--" + hostileName}, {"-" + hostileName}, {"list", "--json=" + hostileName}, {"--lang", hostileName}, {"--lang=" + hostileName, "list"},
		{"--db", hostileName + "/x", "list"}, {"--db", out, "list"}, {"--db", out, "check", "--json"}, {"export", hostileName, "-f", "md"}, {"export", "last", "-f", hostileName},
		{"export", "last", "-f", "md", "-k", hostileName}, {"export", "last", "-f", "md", "-o", hostileName + "/x/y"},
		{"import", hostileName + ".json", hostileName + ".pb", hostileName}, {"restore", hostileName}, {"restore", out}, {"backup", hostileName + "/x/y"}, {"open", hostileName},
	}
	for _, format := range export.Formats {
		for _, kind := range append(export.Kinds(format), "")[:1] {
			runs = append(runs, []string{"export", "last", "-f", format, "-k", kind})
		}
	}
	harmless := func(what string, s said) {
		t.Helper()
		said := strings.TrimPrefix(unpacked(t, s.out), "\ufeff")
		said = withoutPictures(said)
		if strings.HasPrefix(said, "%PDF") {
			said = "" // what stands in it, the tests of the export read
		}
		if found := hostile.Found(said, "\n\r\t"); found != "" {
			t.Errorf("%s writes %s", what, found)
		}
		if found := hostile.Found(s.err, "\n"); found != "" {
			t.Errorf("%s says %s", what, found)
		}
	}
	for _, args := range runs {
		harmless(fmt.Sprintf("%.60q", args), h.run(args...))
	}
	// What a value begins and does not end does not take the reason along.
	for _, open := range []string{"x\x1b]0;weg", "x\x1bPweg", "x\x1b_weg", "x\u009dweg"} {
		for reason, args := range map[string][]string{
			"kring --help": {open}, "nl, en": {"--lang", open}, "docx": {"export", "last", "-f", open},
			"summary": {"export", "last", "-f", "md", "-k", open}, "bestaat niet": {"import", open},
		} {
			if s := h.run(args...); !strings.Contains(s.err, reason) {
				t.Errorf("%q does not say %q: %q", args, reason, s.err)
			}
		}
	}
	if s := h.run("list"); !strings.Contains(s.out, "Leuven") {
		t.Errorf("the session is not there: %+v", s)
	}
	for _, variable := range []string{"KRING_LANG", "KRING_DB", "LC_ALL"} {
		h.more = append(h.more, variable+"="+hostileName)
		harmless(variable, h.run("list"))
	}
	if log, err := os.ReadFile(filepath.Join(h.path(hostileName+"XDG_STATE_HOME"), "kring", "kring.log")); err == nil {
		harmless("the log", said{out: string(log)})
	}
	t.Logf("%d strings on the disk, %d runs", texts, len(runs)+3)
}

// drawing are the sequences with which the framework draws and sets the terminal,
// and no others: moving, wiping within the window, style, its modes, its own
// title, and questions that it asks at the beginning.
var drawing = regexp.MustCompile(`^\x1b(` +
	`\[\d*[ABCDEFGHIJKLMPSTXZ@d]|\[\d*;\d*[Hr]|\[\d*b|M|\[[?]5W|` +
	`\[[?](7|25|1002|1003|1004|1006|1049|2004|2026|2027|2031)[hl]|\[[?](2026|2027)[$]p|` +
	`\[[>][14]u|\[<1?u|\[[=<>]\d*(;\d+)*u|\[[?]u|\[>4(;\d)?m|\[>0?q|\[\d* q|\[c|` +
	`\]2;kring(\a|\x1b\\)|\]2;(\a|\x1b\\)|\]1[012];[?](\a|\x1b\\)|\]11[012](\a|\x1b\\)` +
	`)$`)

// withoutPictures takes the pictures out of a document, from the beginning of each
// to its end.
func withoutPictures(said string) string {
	before, rest, found := strings.Cut(said, "\x89PNG")
	if !found {
		return said
	}
	_, rest, _ = strings.Cut(rest, "IEND\xaeB`\x82")
	return before + withoutPictures(rest)
}

// inPaste takes out of a text what would end a paste, or make lines of it: what
// is behind the end is keys, as in every program.
var inPaste = strings.NewReplacer("\n", "", "\r", "", "\x1b[201~", "")

// On a terminal: the bytes that come out of it hold text and what the framework
// draws with, whatever stands on the disk and is typed or pasted as bytes.
func TestHostileTextsOnATerminal(t *testing.T) {
	h, texts := hostileHouse(t)
	w := h.open(100, 30, "open", "last")
	w.mu.Lock()
	w.keep = true
	w.mu.Unlock()
	w.sees("⏎")
	w.keys("enter")
	w.sees("Groep")
	w.keys("merk\x1b[200~te", inPaste.Replace(hostile.Nothing()), "\x1b[201~ken")
	w.sees("merkteken")
	w.keys("ctrl+u")
	for i, step := range "234567891" {
		text := hostile.Nothing()
		for _, v := range hostile.Lasting[3*i:][:4] {
			text += v.Text
		}
		w.keys("esc", "g", string(step), "\x1b[200~", inPaste.Replace(text), "\x1b[201~", "ctrl+u")
	}
	w.keys("\x1b[200~", hostile.Text(), "\x1b[201~") // with an end inside
	for _, v := range hostile.All() {                // as keys
		w.keys(strings.Trim(v.Text, "\r\n"), "\x1b\\", "esc")
	}
	w.quit()
	<-w.drawn
	w.mu.Lock()
	defer w.mu.Unlock()
	sequences, text := hostile.Split(string(w.raw))
	slices.Sort(sequences)
	for _, s := range slices.Compact(sequences) {
		if !drawing.MatchString(s) && hostile.Drawn(s) != "" {
			t.Errorf("the terminal is sent %q", s)
		}
	}
	if found := hostile.Found(text, "\n\r\b\t"); found != "" {
		t.Errorf("the terminal is sent %s", found)
	}
	t.Logf("%d strings on the disk, %d hostile texts as keys and as pastes, %d bytes and %d sequences came", texts, len(hostile.All()), len(w.raw), len(sequences))
}
