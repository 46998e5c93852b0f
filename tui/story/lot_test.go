package story

import (
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kring/model"
)

var (
	lotCommand = regexp.MustCompile("(?s)```sh\n(seed=.*?sha256sum.*?)```")
	lotSeed    = regexp.MustCompile(`seed='(.*)'`)
	lotIDs     = regexp.MustCompile(`for id in (.*); do`)
)

// A lot can be repeated with sha256sum as the README shows: its command, run
// as it stands there and with other seeds, gives the order that kring draws.
func TestLotIsRepeatedAsTheReadmeShows(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"sh", "sha256sum", "sort", "cut"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("there is no %s here", name)
		}
	}
	found := lotCommand.FindSubmatch(read(t, root+"/README.md"))
	if found == nil {
		t.Fatal("the README shows no command")
	}
	command := string(found[1])
	ids := strings.Fields(lotIDs.FindStringSubmatch(command)[1])
	shown := lotSeed.FindStringSubmatch(command)[1]
	for _, seed := range []string{shown, "482091", "drie worpen: 5, 5 en 1", "Zoë zegt ☂", "%s %d \\n $HOME"} {
		script := strings.Replace(command, "seed='"+shown+"'", "seed='"+seed+"'", 1)
		out, err := exec.Command("sh", "-c", script).Output()
		if err != nil {
			t.Fatal(err)
		}
		var order []string
		for line := range strings.SplitSeq(strings.TrimSpace(string(out)), "\n") {
			digest, id, _ := strings.Cut(line, " ")
			if digest != model.LotDigest(seed, id) {
				t.Errorf("with %q the README computes %s for %s, and kring %s", seed, digest, id, model.LotDigest(seed, id))
			}
			order = append(order, id)
		}
		if want := model.Lot(seed, ids); !slices.Equal(order, want) {
			t.Errorf("with %q the README draws %v, and kring %v", seed, order, want)
		}
	}
}
