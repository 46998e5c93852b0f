// Package hostile holds texts that try to be something else than text, and what
// tells whether one of them got through. Tests alone use it.
package hostile

// Vector is a text that tries to be something else.
type Vector struct{ Name, Text string }

// Vanishing are those of which nothing may be left, wherever they stand. They are
// valid UTF-8.
var Vanishing = []Vector{
	{"link", "\x1b]8;;file:///etc/passwd\x1b\\"},
	{"link ended by a bell", "\x1b]8;id=9;http://kwaad.be\a"},
	{"clipboard", "\x1b]52;c;S1dBQUQ=\a"},
	{"title", "\x1b]0;KWAAD\x1b\\"},
	{"palette", "\x1b]4;1;#ff0000\a"},
	{"file for the terminal", "\x1b]1337;File=name=S1dBQUQ=:AAAA\a"},
	{"picture", "\x1bPq#0;2;0;0;0~-\x1b\\"},
	{"question for a setting", "\x1bP$qm\x1b\\"},
	{"graphics", "\x1b_Gf=100,a=T;AAAA\x1b\\"},
	{"private message", "\x1b^KWAAD\x1b\\"},
	{"string", "\x1bXKWAAD\x1b\\"},
	{"wiping the screen", "\x1b[2J\x1b[H"},
	{"private mode", "\x1b[?9977h"},
	{"other screen", "\x1b[?1047l"},
	{"blinking", "\x1b[5;8m"},
	{"question where the cursor is", "\x1b[6n"},
	{"scrolling margins", "\x1b[3;9r"},
	{"end of a paste", "\x1b[201~"},
	{"reset", "\x1bc"},
	{"test picture", "\x1b#8"},
	{"line drawing letters", "\x1b(0"},
	{"cancelled sequence", "\x1b[31\x18"},
	{"escape twice", "\x1b\x1b[2J"},
	{"null", "\x00"},
	{"backspace", "\b"},
	{"bell and question", "\a\x05"},
	{"shift out and in", "\x0e\x0f"},
	{"stop and go", "\x13\x11"},
	{"delete", "\x7f"},
	{"C1 alone", "\u0080\u0084\u0098"},
	{"override", "\u202e"},
	{"embedding", "\u202a\u202b\u202c\u202d"},
	{"isolate", "\u2066\u2067\u2068\u2069"},
	{"marks of direction", "\u200e\u200f\u061c"},
	{"zero width", "\u200b\u2060\ufeff"},
	{"soft hyphen", "\u00ad"},
	{"joiners alone", "\u200d\u200c"},
	{"tags", "\U000e0001\U000e0041\U000e007f"},
	{"variations", "\ufe00\ufe0e\U000e0101\u180b"},
	{"invisible signs", "\u2061\u2064\u206a"},
	{"annotation", "\ufff9\ufffa\ufffb"},
	{"fillers", "\u034f\u115f\u1160\u3164\uffa0"},
	{"no characters", "\ufffe\uffff\ufdd0\U0001fffe"},
}

// Lasting are those of which words are left, as words.
var Lasting = []Vector{
	{"clipboard in C1", "\u009d52;c;S1dBQUQ=\u009c"},
	{"wiping in C1", "\u009b2J"},
	{"picture in C1", "\u0090q\u009c"},
	{"title in raw C1", "\x9d0;KWAAD\x9c"},
	{"wiping in raw C1", "\x9b2J"},
	{"too long for what it says", "x\xc0\x9b2J\xe0\x80\x9b2J"},
	{"surrogates", "x\xed\xa0\x80\xed\xb0\x80"},
	{"begun and not ended", "x\xe2\x80"},
	{"beyond what there is", "x\xf4\x90\x80\x80"},
	{"end of a paste and a key", "x\x1b[201~q"},
	{"over the beginning of the line", "oud\rnieuw"},
	{"line ends", "een\ntwee\r\ndrie\vvier\fvijf\u0085zes\u2028zeven\u2029acht"},
	{"stack of marks", "Z\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316"},
	{"stack of marks with joiners", "\u0915\u0301\u0316\u0301\u0316\u200d\u0301\u0316\u0301\u0316\u200d\u0301\u0316\u0301\u0316"},
	{"look of an emoji", "1\ufe0f\ufe0f\ufe0f"},
	{"flag that does not end", "\U0001f3f4\U000e0067\U000e0062"},
	{"script", "<script>alert(1)</script>"},
	{"picture in a page", `<img src=x onerror=alert(1)>`},
	{"out of an attribute", `"><a href="javascript:alert(1)">x</a>`},
	{"entities", "&lt;b&gt;&#x1b;[2J&#27;&#x202e;"},
	{"end of a section", "]]><b>"},
	{"comment", "--><!-- <b>"},
	{"formula", `=HYPERLINK("http://kwaad.be","x")`},
	{"formula with a plus", "+1+cmd|' /C calc'!A0"},
	{"formula with a minus", "-2+3"},
	{"formula with an at", "@SUM(A1:A9)"},
	{"formula behind a tab", "\t=1+1"},
	{"formula behind a return", "\r=1+1"},
	{"wide formula", "＝1+1"},
	{"quotes of a table", `"; "" ;"a","b`},
	{"link in Markdown", "[x](http://kwaad.be)"},
	{"picture in Markdown", "![x](http://kwaad.be/x.png)"},
	{"link to a file", "<file:///etc/passwd>"},
	{"template", "{{.}} ${x} %s %n `x`"},
}

// Unended begin something that goes on to the end of the text, and may not go on
// behind it.
var Unended = []Vector{
	{"clipboard that goes on", "\x1b]52;c;S1dBQUQ="},
	{"sequence that goes on", "\x1b[?9977"},
	{"picture that goes on", "\x1bPq"},
	{"graphics that go on", "\x1b_G"},
	{"escape alone", "\x1b"},
}

// All gives all of them.
func All() []Vector {
	return append(append(append([]Vector{}, Vanishing...), Lasting...), Unended...)
}

// Nothing is everything that vanishes, in a row: behind any text it adds nothing
// to it.
func Nothing() string { return joined(Vanishing, "") }

// Text is everything in a row.
func Text() string { return joined(Vanishing, "a") + " " + joined(Lasting, " ") + Unended[0].Text }

func joined(all []Vector, between string) string {
	text := ""
	for _, v := range all {
		text += v.Text + between
	}
	return text
}
