package diag

// Span is the half-open range [Start, End) of byte offsets from a file's start. An empty span is a point. A source file
// has at most a few megabytes, and entries hold many spans, so its offsets take four bytes.
type Span struct{ Start, End int32 }

// Range is the span of two offsets.
func Range(start, end int) Span { return Span{int32(start), int32(end)} }

// Bounds are the two offsets.
func (s Span) Bounds() (start, end int) { return int(s.Start), int(s.End) }

// Len is how many bytes the span covers.
func (s Span) Len() int { return int(s.End - s.Start) }

// Moved is the span by bytes further on.
func (s Span) Moved(by int) Span { return Span{s.Start + int32(by), s.End + int32(by)} }
