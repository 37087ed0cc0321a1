package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// silence is how long a preview waits for an editor's program to have done with a file, at least.
const silence = 10 * time.Millisecond

// preview is how fast somebody who writes sees what was written.
type preview struct {
	ready time.Duration // from the command to its address
	saved time.Duration // the median from the end of a save to the answer with the new page, silence included
}

// measurePreview starts `wenming serve` in a site that was built, and edits one body again and again.
func measurePreview(s site, program, folder string, edits int) (p preview, err error) {
	command := exec.Command(program, "serve", "--addr", "127.0.0.1:0")
	command.Dir = folder
	out, err := command.StdoutPipe()
	if err != nil {
		return p, err
	}
	begun := time.Now()
	if err := command.Start(); err != nil {
		return p, err
	}
	defer func() {
		command.Process.Signal(os.Interrupt)
		command.Wait()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return p, fmt.Errorf("wenming serve says %q: %w", line, err)
	}
	p.ready = time.Since(begun)
	article := s.middleArticle()
	address := strings.TrimSuffix(strings.Fields(line)[0], "/") + strings.TrimSuffix(strings.TrimPrefix(article, "content"), ".md") + ".html"
	var took []time.Duration
	for i := range edits {
		time.Sleep(time.Second) // as a person would; what the save before has set going is done then
		text := fmt.Sprintf("第%d次保存。", i+1)
		if err := replace(filepath.Join(folder, article), `\n*(第\d+次保存。)?\n*$`, "\n\n"+text+"\n"); err != nil {
			return p, err
		}
		saved := time.Now()
		if err := awaitText(address, text, saved.Add(10*time.Second)); err != nil {
			return p, err
		}
		took = append(took, time.Since(saved))
	}
	slices.Sort(took)
	p.saved = took[len(took)/2]
	return p, nil
}

// awaitText asks for a page until it holds a text.
func awaitText(address, text string, latest time.Time) error {
	for time.Now().Before(latest) {
		answer, err := http.Get(address)
		if err != nil {
			return err
		}
		page, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || bytes.Contains(page, []byte(text)) {
			return err
		}
		time.Sleep(500 * time.Microsecond)
	}
	return fmt.Errorf("%s does not show what was saved", address)
}

// String is a line below the table.
func (p preview) String() string {
	return fmt.Sprintf("`wenming serve` is ready after %.2f s; a saved body is in the answer to a browser %.0f ms later (median), the %d ms of silence that it waits for included.",
		p.ready.Seconds(), float64(p.saved)/1e6, silence.Milliseconds())
}
