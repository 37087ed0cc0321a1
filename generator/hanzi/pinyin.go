package hanzi

import (
	"strings"
	"unicode"
)

// A sound is how one character, or one word in another script, is read.
type sound struct {
	letters string // a to z (v for ü) and digits; empty where not known
	tone    byte   // 1 to 5, 0 where not known
	char    rune   // the character; 0 for a word
}

// A spoken is a word of a reading as it is printed: a surname, a given name.
type spoken struct {
	sounds []sound
	text   []rune // what is printed instead where the sounds are a foreign word's
}

// Reading returns the name as pinyin prints it: "Fu Ting", "Ouyang Xiu",
// "Lü Jian'an". A character without a reading is printed itself, a Latin name
// as it is, and an override as it is but for its tone marks.
func (n Name) Reading() string {
	if ValidPinyin(n.Pinyin) {
		return printed(n.Pinyin)
	}
	var out []string
	for _, w := range n.spoken() {
		out = append(out, w.String())
	}
	return strings.Join(out, " ")
}

// Syllables returns the reading as one types it to search, ü as v, the characters kept apart by spaces: "fu ting".
func (n Name) Syllables() string {
	var out []string
	for _, s := range n.sounds() {
		if s.letters != "" {
			out = append(out, s.letters)
		}
	}
	return strings.Join(out, " ")
}

// Initial returns the letter from A to Z under which an index lists the name,
// or # where it has none.
func (n Name) Initial() byte {
	sounds := n.sounds()
	if len(sounds) == 0 || sounds[0].letters == "" || sounds[0].letters[0] < 'a' {
		return '#'
	}
	return sounds[0].letters[0] - 'a' + 'A'
}

// ByPinyin is the key of 音序: the characters one by one, each by the letters
// of its syllable (ü as v), then its tone, then in stroke order. So one surname
// stays together among others that sound alike.
func (n Name) ByPinyin() Key {
	const ends, endsSyllable, unread = 0, 1, 0xFF // around the letters
	var key []byte
	first := true
	for _, s := range n.sounds() {
		if s.letters == "" {
			key = appendCode(append(key, unread), s.char)
			first = first && !unicode.Is(unicode.Han, s.char)
			continue
		}
		key = append(key, s.letters...)
		key = append(key, endsSyllable, s.tone)
		if s.char == 0 {
			key = append(key, 0, endPlace)
		} else {
			key = n.appendPlace(key, s.char, first)
			first = false
		}
	}
	key = append(key, ends)
	return Key(append(key, n.Text...))
}

// Ambiguous returns the readings of the name's surname where more than one is
// in use and neither custom nor an override settles it: the first is taken.
func (n Name) Ambiguous() []string {
	parts := runs(n.Text)
	if len(parts) == 0 || parts[0].surnameLen() != 1 || phrase(parts[0].text) != "" || ValidPinyin(n.Pinyin) {
		return nil
	}
	readings := surnameReadings(parts[0].text[0])
	if len(readings) < 2 {
		return nil
	}
	var out []string
	for _, r := range readings {
		out = append(out, spoken{sounds: spell(r, parts[0].text[:1])}.String())
	}
	return out
}

// sounds returns the reading, overrides included.
func (n Name) sounds() []sound {
	var plain []sound
	for _, w := range n.spoken() {
		plain = append(plain, w.sounds...)
	}
	if ValidPinyin(n.Pinyin) {
		return override(n.Pinyin, plain)
	}
	return plain
}

// spoken reads the name without overrides.
func (n Name) spoken() []spoken {
	var out []spoken
	for _, part := range runs(n.Text) {
		if part.han {
			out = append(out, part.spoken()...)
			continue
		}
		w := spoken{text: part.text}
		if letters := fold(string(part.text)); letters != "" {
			w.sounds = []sound{{letters: letters}}
		} else {
			for _, r := range part.text {
				w.sounds = append(w.sounds, sound{char: r})
			}
		}
		out = append(out, w)
	}
	return out
}

// spoken reads Chinese characters: a surname and a given name, one word of
// several characters, or, where they are too many for a name, each by itself.
func (r run) spoken() []spoken {
	switch s := r.surnameLen(); {
	case s == 0 && r.foreign:
		return []spoken{{sounds: read(r.text)}}
	case s == 0:
		var out []spoken
		for rest := r.text; len(rest) > 0; {
			k := 1
			if phrase(rest) != "" {
				k = phraseLen
			}
			out = append(out, spoken{sounds: read(rest[:k])})
			rest = rest[k:]
		}
		return out
	default:
		var surname []sound
		if phrase(r.text) != "" {
			s = phraseLen
			surname = read(r.text[:s])
		} else if s == 2 {
			surname = spell(compound(string(r.text[:2])), r.text[:2])
		} else if readings := surnameReadings(r.text[0]); len(readings) > 0 {
			surname = spell(readings[0], r.text[:1])
		} else {
			surname = read(r.text[:1])
		}
		if s == len(r.text) {
			return []spoken{{sounds: surname}}
		}
		return []spoken{{sounds: surname}, {sounds: read(r.text[s:])}}
	}
}

// read reads characters that are no surname.
func read(text []rune) []sound {
	var out []sound
	for len(text) > 0 {
		if reading := phrase(text); reading != "" {
			out = append(out, spell(reading, text[:phraseLen])...)
			text = text[phraseLen:]
			continue
		}
		s := sound{char: text[0]}
		if i, ok := find(s.char); ok {
			s.letters, s.tone = soundOf(i)
		}
		out = append(out, s)
		text = text[1:]
	}
	return out
}

// String prints a word: its first letter large, ü as such, and an apostrophe
// before a syllable that would run into the one before it.
func (w spoken) String() string {
	if w.text != nil {
		return string(w.text)
	}
	var out strings.Builder
	for _, s := range w.sounds {
		letters := strings.ReplaceAll(s.letters, "v", "ü")
		switch {
		case letters == "":
			letters = string(s.char)
		case out.Len() == 0:
			letters = strings.ToUpper(letters[:1]) + letters[1:]
		case strings.IndexByte("aoe", letters[0]) >= 0:
			out.WriteByte('\'')
		}
		out.WriteString(letters)
	}
	return out.String()
}

// printed tidies an override: single spaces, large first letters, no tones.
func printed(pinyin string) string {
	words := strings.Fields(untoned(pinyin))
	for i, w := range words {
		letters := []rune(w)
		letters[0] = unicode.ToUpper(letters[0])
		words[i] = string(letters)
	}
	return strings.Join(words, " ")
}
