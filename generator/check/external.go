package check

import (
	"context"
	"net/url"
	"slices"

	"wenming/generator/diag"
	"wenming/generator/site"
)

// Asked is what the web says of a site's external addresses.
type Asked struct {
	Problems diag.List
	Count    int // addresses that were asked for
	Closed   int // those of them that let no program in, so that nothing is known
}

// UnaskedError says why the web could not be asked, which tells of no address.
type UnaskedError struct{ text diag.Text }

// Text is the message with its hint.
func (e *UnaskedError) Text() diag.Text { return e.text }

func (e *UnaskedError) Error() string { return e.text.English }

// External asks the web whether every external address that a site names still answers: links, pictures and media of
// bodies, what front matter names, and the links of site.yaml. An address is asked for once, however often it stands, and
// reported at its first place with the others. agent is how the program names itself. told, which may be nil, is told of
// every address that is done, by several goroutines.
//
// What is dead for certain is a warning; what moved for good and what gives no clear answer are notes. An address that
// answers and lets no program in (401, 403, 429 and their like) is only counted: many servers do that for ever, and nobody
// reads a report that is always the same.
//
// Neither cookies nor credentials nor fragments are sent. Where nobody at all answers, or the context ends, the error is
// an *UnaskedError, and nothing is said of any address.
func External(ctx context.Context, s *site.Site, read diag.Source, agent string, told func(done, all int)) (Asked, error) {
	return newAsker(agent).external(ctx, addresses(s, read), told)
}

// external asks for addresses, and says what is to be said of them.
func (k *asker) external(ctx context.Context, all []address, told func(done, all int)) (Asked, error) {
	targets := make([]*url.URL, len(all))
	for i := range all {
		targets[i] = all[i].target
	}
	answers := k.askAll(ctx, targets, told)
	if ctx.Err() != nil {
		return Asked{}, &UnaskedError{diag.T("stopped before all external addresses were asked for", "已停止，站外网址没有查完")}
	}
	if err := unreachable(targets, answers); err != nil {
		return Asked{}, err
	}
	asked := Asked{Count: len(all)}
	for i := range all {
		if d, ok := all[i].diagnostic(answers[i]); ok {
			asked.Problems = append(asked.Problems, d)
		}
		if answers[i].closed() {
			asked.Closed++
		}
	}
	return asked, nil
}

// hostsEnough is how many hosts make it unlikely that all of them are gone at once.
const hostsEnough = 3

// unreachable is an *UnaskedError where nobody answered and that is likely to be the network's fault.
func unreachable(targets []*url.URL, answers []answer) error {
	hosts := map[string]bool{}
	var first *answer
	network := false
	for i := range answers {
		a := &answers[i]
		switch {
		case a.status != 0:
			return nil
		case a.reason == notAddress, a.reason == notAsked:
			continue
		case first == nil || a.reason == noWay && !network:
			first = a
		}
		hosts[targets[i].Hostname()] = true
		network = network || a.reason == noWay
	}
	if len(hosts) == 0 || len(hosts) < hostsEnough && !network {
		return nil
	}
	why := first.why()
	return &UnaskedError{diag.T("none of the %[1]d external addresses could be reached (%[2]s); check the network, and the proxy where there is one",
		"%[1]d 个站外网址一个也连不上（%[3]s）；请检查网络，有代理的也检查代理", len(answers), why.English, why.Chinese)}
}

// placesShown is how many places of an address are named. An editor finds the rest by the address.
const placesShown = 10

// diagnostic says what an answer means for the address, if it means anything.
func (a *address) diagnostic(got answer) (diag.Diagnostic, bool) {
	why := got.why()
	var d diag.Diagnostic
	var hint diag.Text
	switch {
	case got.dead():
		d = diag.New(diag.DeadLink, a.places[0], diag.T("%[1]q cannot be opened: %[2]s", "“%[1]s”打不开：%[3]s", a.written, why.English, why.Chinese))
		hint = diag.T("see in a browser; then write where it stands now, or take it out", "请在浏览器里核对，改成现在的网址，或者去掉")
	case got.doubtful():
		d = diag.New(diag.DoubtfulLink, a.places[0], diag.T("%[1]q gives no clear answer, and that may pass: %[2]s", "“%[1]s”这次没有明确的回答，可能过后会好：%[3]s", a.written, why.English, why.Chinese))
		hint = diag.T("leave it for now; see in a browser if it stays so", "暂时不用改；如果一直这样，请在浏览器里核对")
	case got.moved != nil:
		d = diag.New(diag.MovedLink, a.places[0], diag.T("%q has moved for good", "“%s”已永久改址", a.written))
		hint = diag.T("see whether it still says the same, then write %q", "请核对内容没有变，再改成“%s”", got.newAddress(a.fragment))
	default:
		return d, false
	}
	others := a.places[1:]
	if more := len(a.places) - placesShown; more > 0 {
		others = others[:placesShown-1]
		hint = diag.T("%[1]s; it stands in %[3]d more places", "%[2]s；另外还有 %[3]d 处", hint.English, hint.Chinese, more)
	}
	return d.WithAlso(slices.Clone(others)...).WithHint(hint), true
}
