// Command kring leads a project group through a workshop, from a first scan to
// an action plan that somebody owns. This file is its command line; what the
// commands do belongs to the packages beside it.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
	"time"
	"unicode/utf16"

	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"kring/assets"
	"kring/model"
	"kring/store"
	"kring/store/export"
	"kring/tui"
)

const version = "0.1.0"

// Exit statuses.
const (
	done   = 0
	failed = 1 // it could not be done
	usage  = 2 // it was asked for wrongly
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run does what the arguments say and gives the exit status.
func run(args []string, stdout, stderr io.Writer) (status int) {
	if !tui.Lookout() {
		go methods() // read while the words are being read
	}
	debug.SetPanicOnFault(true)
	out := &outlet{to: stdout}
	k := &kring{stdout: out, stderr: stderr}
	lang, chosen, ok := language(args)
	k.texts, k.langChosen = assets.Load(lang), chosen
	defer func() {
		if value := recover(); value != nil {
			status = k.fail(tui.Report{At: time.Now(), Version: version, Panic: value, Stack: debug.Stack()}.Write(stateFolder()))
		}
	}()
	if tui.Lookout() {
		return tui.LookOut(stateFolder(), version, k.fail)
	}
	if !ok {
		return k.fail(usageError{k.text("cli.badlang", "Value", lang, "List", strings.Join(assets.Languages, ", "))})
	}
	root := k.commands()
	root.SetArgs(args)
	if err := cmp.Or(root.Execute(), out.err); err != nil {
		return k.fail(err)
	}
	return done
}

// outlet is standard output. It remembers that writing failed, so that an
// answer that nobody got is not a success.
type outlet struct {
	to  io.Writer
	err error
}

func (o *outlet) Write(p []byte) (int, error) {
	n, err := o.to.Write(p)
	if err != nil && o.err == nil {
		o.err = store.WriteError("stdout", err)
	}
	return n, o.err
}

// kring is one run of the program.
type kring struct {
	stdout, stderr io.Writer
	texts          *assets.Texts
	langChosen     bool // by flag or variable, so that a saved setting does not count

	dbPath    string
	asJSON    bool
	licences  bool
	format    string
	kind      string
	output    string
	anonymous bool
	throwAway bool // the database is: nothing of it is put away
}

// usageError is a wrong use of the command line.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

// fail tells on one line what could not be done, why, and what to do.
func (k *kring) fail(err error) int {
	var wrong usageError
	if errors.As(err, &wrong) {
		k.say(wrong.text)
		return usage
	}
	var crash *tui.Crash
	switch {
	case errors.As(err, &crash) && crash.Path != "":
		k.say(k.text("crash.line", "Path", crash.Path))
		return failed
	case errors.As(err, &crash):
		k.say(k.text("crash.unwritten", "Path", stateFolder()))
		return failed
	case errors.Is(err, tui.ErrStuck):
		k.say(k.texts.T("crash.stuck"))
		return failed
	}
	var task taskError
	what := ""
	if errors.As(err, &task) {
		what = k.text("cli.task."+task.task, "Name", task.name) + ": "
	}
	text, known := store.Explain(k.texts, err)
	if !known {
		store.LogError(logPath(), time.Now(), err)
		text += " (" + logPath() + ")"
	}
	if task.task == "database" {
		text += k.instead(err)
	}
	k.say(what + text)
	return failed
}

// instead says which copy there is of a database that cannot be opened.
func (k *kring) instead(err error) string {
	var f *store.Fault
	if !errors.As(err, &f) || !slices.Contains([]store.Trouble{store.Damaged, store.EmptyFile, store.NotOurs}, f.Trouble) {
		return ""
	}
	c := store.NewestCopy(copies(), f.Path)
	if c == nil {
		return ""
	}
	return " " + k.texts.T("found.copy", "Date", store.CopyDate(k.texts, c)) + " " + k.text("found.instead", "Path", c.Path)
}

// taskError says what was being done when it failed.
type taskError struct {
	task, name string
	err        error
}

func (e taskError) Error() string { return e.err.Error() }
func (e taskError) Unwrap() error { return e.err }

func during(task, name string, err error) error {
	if err == nil {
		return nil
	}
	return taskError{task, name, err}
}

// language finds the language in the arguments, the variable or the system,
// before anything is said. ok is false for one that there is not.
func language(args []string) (lang string, chosen, ok bool) {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if value, is := strings.CutPrefix(arg, "--lang="); is {
			return value, true, slices.Contains(assets.Languages, value)
		}
		if arg == "--lang" && i+1 < len(args) {
			return args[i+1], true, slices.Contains(assets.Languages, args[i+1])
		}
	}
	if value := os.Getenv("KRING_LANG"); value != "" {
		return value, true, slices.Contains(assets.Languages, value)
	}
	return assets.UserLanguage(), false, true
}

// commands builds the command line.
func (k *kring) commands() *cobra.Command {
	t := k.texts
	root := k.command("kring", 0, 0, func([]string) error { return k.open("") })
	root.PersistentFlags().StringVar(&k.dbPath, "db", "", t.T("cli.flag.db"))
	root.PersistentFlags().String("lang", "", t.T("cli.flag.lang"))
	root.PersistentFlags().BoolP("help", "h", false, t.T("cli.flag.help"))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{k.flagText(err)} })
	root.SetUsageTemplate(k.template())
	root.SetHelpTemplate("{{.Long}}\n\n{{.UsageString}}")
	root.SetOut(k.stdout)
	root.SetErr(k.stderr)
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Hidden: true, Use: "help"})

	list := k.command("list", 0, 0, func([]string) error { return k.list() })
	exp := k.command("export", 1, 1, func(args []string) error { return k.export(args[0]) })
	exp.Long += "\n\n" + k.kindsTable()
	imp := k.command("import", 1, -1, k.importFiles)
	check := k.command("check", 0, 0, func([]string) error { return k.check() })
	vers := k.command("version", 0, 0, func([]string) error { return k.version() })
	for _, c := range []*cobra.Command{list, imp, check, vers} {
		c.Flags().BoolVar(&k.asJSON, "json", false, t.T("cli.flag.json"))
	}
	exp.Flags().StringVarP(&k.format, "format", "f", "", t.T("cli.flag.format", "List", strings.Join(export.Formats, ", ")))
	exp.Flags().StringVarP(&k.output, "output", "o", "-", t.T("cli.flag.output"))
	exp.Flags().StringVarP(&k.kind, "kind", "k", "", t.T("cli.flag.kind"))
	exp.Flags().BoolVar(&k.anonymous, "anonymous", false, t.T("cli.flag.anonymous"))
	vers.Flags().BoolVar(&k.licences, "licenses", false, t.T("cli.flag.licenses"))
	root.AddCommand(
		k.command("open", 1, 1, func(args []string) error { return k.open(args[0]) }),
		k.command("demo", 0, 0, func([]string) error { return k.demo() }),
		list, exp, imp, check,
		k.command("backup", 0, 1, k.backup),
		k.command("restore", 1, 1, func(args []string) error { return k.restore(args[0]) }),
		vers,
	)
	return root
}

// command makes one command that takes from least to most arguments, -1 for
// any number.
func (k *kring) command(name string, least, most int, do func(args []string) error) *cobra.Command {
	t := k.texts
	return &cobra.Command{
		Use:   strings.TrimSpace(name + " " + t.T("cli."+name+".args")),
		Short: t.T("cli." + name + ".short"),
		Long:  t.T("cli." + name + ".long"),
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case name == "kring" && len(args) > 0:
				return usageError{k.text("cli.nocommand", "Name", args[0])}
			case len(args) < least:
				return usageError{t.T("cli.toofew", "Name", name)}
			case most >= 0 && len(args) > most:
				return usageError{t.T("cli.toomany", "Name", name)}
			}
			return nil
		},
		RunE:          func(_ *cobra.Command, args []string) error { return do(args) },
		SilenceErrors: true, SilenceUsage: true, DisableFlagsInUseLine: true,
	}
}

// template is cobra's page of usage in our words.
func (k *kring) template() string {
	t := k.texts
	return t.T("cli.usage") + `
  {{.UseLine}}{{if .HasAvailableSubCommands}}

` + t.T("cli.commands") + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name 10}} {{.Short}}{{end}}{{end}}{{end}}

` + t.T("cli.flags") + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{if .HasParent}}
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
}

// flagText puts an error of the flags into words.
func (k *kring) flagText(err error) string {
	var missing *pflag.NotExistError
	var value *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing):
		return k.text("cli.noflag", "Name", missing.GetSpecifiedName())
	case errors.As(err, &value):
		return k.text("cli.novalue", "Name", value.GetSpecifiedName())
	case errors.As(err, &invalid):
		return k.text("cli.badvalue", "Value", invalid.GetValue(), "Name", invalid.GetFlag().Name)
	}
	return k.texts.T("cli.badflags")
}

// methods reads the methods that are shipped, once.
var methods = sync.OnceValue(func() model.Methods {
	all, err := model.ParseMethods(assets.Methods())
	if err != nil {
		panic(err) // embedded: a test reads them
	}
	return all
})

// database opens the database that the flag, the variable or the system says.
func (k *kring) database() (*store.DB, error) {
	path := k.dbPath
	if path == "" {
		path = os.Getenv("KRING_DB")
	}
	if path == "" {
		path = filepath.Join(xdg.DataHome, "kring", "kring.db")
	}
	return store.Open(path, methods(), time.Now)
}

// with does something with the database open, after telling what opening found.
func (k *kring) with(task, name string, do func(*store.DB) error) error {
	return k.within(task, name, func(db *store.DB) error {
		for _, f := range db.Found() {
			if task == "restore" && f.Found == store.Emptied {
				continue // that is being done
			}
			text := store.Tell(k.texts, f)
			if f.Lacks() {
				text += " " + store.Offer(k.texts, f.Copy)
			}
			k.say(text)
		}
		return do(db)
	})
}

// within does something with the database open that itself tells what opening
// found.
func (k *kring) within(task, name string, do func(*store.DB) error) error {
	db, err := k.database()
	if err != nil {
		return during("database", "", err)
	}
	if !k.throwAway {
		db.Safekeep(copies())
	}
	err = during(task, name, do(db))
	if errors.Is(err, tui.ErrStuck) || errors.As(err, new(*tui.Crash)) {
		closeSoon(db)
		return err
	}
	if e := db.Close(); err == nil {
		err = during(task, name, e)
	}
	if e := db.SafekeepError(); e != nil {
		store.LogError(logPath(), time.Now(), e)
		reason, _ := store.Explain(k.texts, e)
		k.say(k.texts.T("safekeep.failed", "Reason", reason))
	}
	return err
}

// text is a sentence with values from outside. They are made safe one by one: what
// one of them begins and does not end would take the rest of the sentence along.
func (k *kring) text(id string, args ...any) string {
	for i := 1; i < len(args); i += 2 {
		if value, ok := args[i].(string); ok {
			args[i] = model.Clean(value)
		}
	}
	return k.texts.T(id, args...)
}

// say tells something that is no answer, on one line. Names of files and values
// of variables stand in it, so that it is made safe.
func (k *kring) say(text string) { fmt.Fprintf(k.stderr, "kring: %s\n", model.Clean(text)) }

// answer writes a line of the answer, made safe like what is said.
func (k *kring) answer(text string) { fmt.Fprintln(k.stdout, model.Clean(text)) }

// closeSoon closes the database after the program came down or hung: it may be
// held for ever then, and all that was saved is on the disk already.
func closeSoon(db *store.DB) {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		defer func() { _ = recover() }() // what came down first is told
		debug.SetPanicOnFault(true)
		_ = db.Close()
	}()
	select {
	case <-closed:
	case <-time.After(5 * time.Second):
	}
}

// open shows the program, on a session where one is named.
func (k *kring) open(name string) error {
	if err := k.needTerminal(); err != nil {
		return err
	}
	return k.within("open", name, func(db *store.DB) error {
		id := ""
		if name != "" {
			var err error
			if id, err = db.Find(name); err != nil {
				return err
			}
		}
		if saved := tui.SavedLanguage(db); saved != "" && !k.langChosen {
			k.texts = assets.Load(saved)
		}
		return k.show(db, id)
	})
}

func (k *kring) show(db *store.DB, session string) error {
	program, _ := os.Executable() // without, nobody is on the lookout
	app, err := tui.New(db, tui.Options{Texts: k.texts, Methods: methods(), Now: time.Now, Log: func(err error) { store.LogError(logPath(), time.Now(), err) }, Folder: documents(), Session: session, State: stateFolder(), Version: version, Program: program})
	if err != nil {
		return err
	}
	return app.Run()
}

// documents is the folder where documents are proposed to be written: the one
// that the system has for them, else the user's own.
func documents() string {
	for _, folder := range []string{xdg.UserDirs.Documents, xdg.Home} {
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			return folder
		}
	}
	return ""
}

// needTerminal refuses to draw where nobody sees it.
func (k *kring) needTerminal() error {
	if term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd()) {
		return nil
	}
	return usageError{k.texts.T("cli.noterminal")}
}

// demo shows the worked example in a database that is thrown away.
func (k *kring) demo() error {
	if err := k.needTerminal(); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "kring-demo-*")
	if err != nil {
		return during("demo", "", err)
	}
	defer os.RemoveAll(folder)
	k.dbPath, k.throwAway = filepath.Join(folder, "kring.db"), true
	return k.within("demo", "", func(db *store.DB) error {
		in, err := db.ImportData(assets.Example(k.texts.Lang))
		if err != nil {
			return err
		}
		return k.show(db, in.ID)
	})
}

// listed is a session as the list tells it.
type listed struct {
	ID           string     `json:"id"`
	Date         model.Date `json:"date"`
	Municipality string     `json:"municipality"`
	Title        string     `json:"title"`
	Changed      model.Time `json:"changed"`
}

func (k *kring) list() error {
	return k.with("list", "", func(db *store.DB) error {
		cards, err := db.Cards()
		if err != nil {
			return err
		}
		all := []listed{}
		for _, c := range cards {
			if c.Binned == "" {
				all = append(all, listed{c.ID, c.Date, c.Municipality, c.Title, c.Changed})
			}
		}
		if k.asJSON {
			return k.json(all)
		}
		w := tabwriter.NewWriter(k.stdout, 0, 0, 2, ' ', 0)
		for _, s := range all {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", s.ID, s.Date, s.Municipality, s.Title, local(s.Changed))
		}
		return w.Flush()
	})
}

func local(t model.Time) string {
	at, ok := t.When()
	if !ok {
		return string(t)
	}
	return at.Local().Format("2006-01-02 15:04")
}

// json writes an answer for other programs. The name of a file has to stay what
// it is, so that what is not safe to show is written by its number.
func (k *kring) json(v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	var out strings.Builder
	for _, r := range b.String() {
		if r == '\n' || model.Safe(string(r)) == string(r) {
			out.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&out, `\u%04x`, unit)
		}
	}
	_, err := io.WriteString(k.stdout, out.String())
	return err
}

// binary are the formats that are no text: a terminal makes a mess of them.
var binary = []string{"docx", "pdf", "xlsx"}

// kindsTable lists the formats with the kinds that each can hold.
func (k *kring) kindsTable() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "%s\n  %s\t%s\n", k.texts.T("cli.kinds.title"), k.texts.T("cli.kinds.format"), k.texts.T("cli.kinds.kind"))
	for _, format := range export.Formats {
		kinds := strings.Join(export.Kinds(format), ", ")
		fmt.Fprintf(w, "  %s\t%s\n", format, cmp.Or(kinds, k.texts.T("cli.kinds.none")))
	}
	w.Flush() // into memory
	return strings.TrimSpace(b.String())
}

// wrongExport says what is wrong with how an export was asked for.
func (k *kring) wrongExport(r export.Request) error {
	t := k.texts
	kinds := export.Kinds(k.format)
	switch format, kind := r.Known(); {
	case k.format == "":
		return usageError{t.T("cli.noformat", "List", strings.Join(export.Formats, ", "))}
	case !format:
		return usageError{k.text("cli.badformat", "Value", k.format, "List", strings.Join(export.Formats, ", "))}
	case !kind && len(kinds) == 0:
		return usageError{t.T("cli.nokinds", "Format", k.format)}
	case !kind:
		return usageError{k.text("cli.badkind", "Format", k.format, "Value", k.kind, "List", strings.Join(kinds, ", "))}
	case k.output == "-" && slices.Contains(binary, k.format) && term.IsTerminal(os.Stdout.Fd()):
		return usageError{t.T("cli.binary", "Format", k.format)}
	}
	return nil
}

func (k *kring) export(name string) error {
	t := k.texts
	request := export.Request{Format: k.format, Kind: k.kind, Anonymous: k.anonymous}
	if err := k.wrongExport(request); err != nil {
		return err
	}
	return k.with("export", name, func(db *store.DB) error {
		id, err := db.Find(name)
		if err != nil {
			return err
		}
		book, err := db.Open(id)
		if err != nil {
			return err
		}
		behind := 0
		write := func(w io.Writer) error {
			behind, err = export.Write(w, book, request, t)
			return err
		}
		if k.output == "-" {
			err = write(k.stdout)
		} else {
			err = store.WriteFile(k.output, write)
		}
		if err == nil && behind > 0 {
			k.say(request.Behind(t, behind))
		}
		return err
	})
}

// importFiles brings in every file that can be; those that cannot are told one
// by one, and fail the run.
func (k *kring) importFiles(args []string) error {
	all := []store.Imported{}
	var first error
	err := k.with("database", "", func(db *store.DB) error {
		for _, path := range args {
			in, err := db.ImportFile(path, k.texts.Lang)
			if err != nil {
				err = during("import", path, err)
				if first != nil {
					k.fail(first)
				}
				first = err
				continue
			}
			all = append(all, in)
			for _, d := range in.Differences {
				k.say(model.Clean(path) + ": " + k.texts.T("cli.difference",
					"Project", d.Project, "Name", d.Name, "Published", d.Published, "Counted", d.Counted))
			}
			if !k.asJSON {
				k.answer(in.ID)
			}
		}
		if k.asJSON {
			return k.json(all)
		}
		return nil
	})
	if err == nil {
		err = first
	}
	return err
}

func (k *kring) check() error {
	return k.within("check", "", func(db *store.DB) error {
		report, err := db.Check()
		if err != nil {
			return err
		}
		if k.asJSON {
			err = k.json(report)
		} else {
			k.sayReport(report)
		}
		switch lost := slices.ContainsFunc(report.Found, func(f store.Finding) bool { return f.Found == store.SomeLost }); {
		case err != nil:
		case len(report.Problems) > 0:
			err = &store.Fault{Trouble: store.Damaged, Path: report.Path, Err: errors.New(report.Problems[0].Detail)}
		case lost:
			err = &store.Fault{Trouble: store.Damaged, Path: report.Path}
		}
		return err
	})
}

func (k *kring) sayReport(r store.Report) {
	t := k.texts
	model.CleanTexts(&r)
	k.answer(t.T("cli.checked", "Path", r.Path, "Bytes", r.Bytes, "Sessions", r.Sessions, "Records", r.Records))
	k.answer(t.T("safekeep.journal", "Path", r.Journal.Path, "Lines", r.Journal.Lines))
	if c := r.Copies.Newest; c != nil {
		k.answer(t.N("safekeep.copies", r.Copies.Sound, "Folder", r.Copies.Folder, "Date", store.CopyDate(t, c)))
	} else {
		k.answer(t.T("safekeep.nocopies", "Folder", r.Copies.Folder))
	}
	if text := store.Warn(t, r.Risk); text != "" {
		k.answer(text)
	}
	for _, f := range r.Found {
		k.answer(store.Tell(t, f))
		if f.Lacks() {
			k.answer(store.Offer(t, f.Copy))
		}
	}
	for _, p := range r.Problems {
		k.answer(t.T("cli.problem."+p.Kind, "Session", p.Session, "Detail", p.Detail))
	}
	if len(r.Problems) == 0 {
		k.answer(t.T("cli.sound"))
	}
}

func (k *kring) backup(args []string) error {
	return k.with("backup", "", func(db *store.DB) error {
		path := filepath.Join(filepath.Dir(db.Path()), "backups", "kring-"+time.Now().Format("20060102-150405")+".db")
		if len(args) > 0 {
			path = args[0]
		} else if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return store.WriteError(path, err)
		}
		if _, err := db.Backup(path); err != nil {
			return err
		}
		k.answer(path)
		return nil
	})
}

func (k *kring) restore(path string) error {
	return k.with("restore", path, func(db *store.DB) error {
		all, err := db.Restore(path)
		model.CleanTexts(&all)
		for _, r := range all {
			text := k.texts.T("cli.fate."+string(r.Fate), "ID", r.ID, "Was", r.Was, "Title", r.Title)
			if r.Fate != store.Broken && r.Lost > 0 {
				text += " (" + k.texts.N("safekeep.unread", r.Lost) + ")"
			}
			k.answer(text)
		}
		return err
	})
}

func (k *kring) version() error {
	about := map[string]any{"version": version, "go": runtime.Version(), "os": runtime.GOOS, "arch": runtime.GOARCH, "sessionFile": 1}
	var licences []assets.Licence
	if k.licences {
		licences = assets.Licences(linked())
		about["licenses"] = licences
	}
	if k.asJSON {
		return k.json(about)
	}
	_, err := fmt.Fprintf(k.stdout, "kring %s (%s, %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	for _, l := range licences {
		if err == nil {
			_, err = io.WriteString(k.stdout, "\n"+l.String())
		}
	}
	return err
}

// linked gives the version of everything that the program is made of, by the
// path of its module.
func linked() map[string]string {
	versions := map[string]string{"kring": version, "go": strings.TrimPrefix(runtime.Version(), "go")}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			versions[m.Path] = m.Version
		}
	}
	return versions
}

func stateFolder() string { return filepath.Join(xdg.StateHome, "kring") }

// copies is the folder where copies of the database are put away.
func copies() string { return filepath.Join(stateFolder(), "backups") }

func logPath() string { return filepath.Join(stateFolder(), "kring.log") }
