package view

// Award is a programme of honours with all its lists.
type Award struct {
	Name       string
	Level      string // the level's key: national, province, city, district, community
	Issuer     string
	Since      string
	Categories []Link
	History    *History
	Body       Body
	Batches    []BatchCard // newest first
	Articles   []*Card
}

// BatchCard is a list as other pages show it.
type BatchCard struct {
	Award   string // its name, where lists of several awards stand together
	Title   string // "2022年第一季度（湖南）"
	URL     string
	Date    Date
	Stage   string // the stage's key: candidates, publicity, awarded
	Awarded bool
	Total   string // as published: 5组7人
	Partial bool
	Names   []string // the first few printed names
}

// Batch is one official list of an award.
type Batch struct {
	Title          string // the award's name, the period and the scope
	Award          Link
	Level          string
	Period         string
	Scope          string
	Stage          string // the stage's key
	Awarded        bool
	Issuer         string
	Date           Date
	Document       Document
	Source         string
	Publicity      *Publicity // of a 公示
	Total          string     // as published: 5组7人; empty when unknown
	Rows           int        // how many rows are shown
	Partial        bool       // the rows are not all of them
	Groups         []RowGroup // by category in the award's order
	Downloads      []Link     // the same list as data; none before it is awarded
	Body           Body
	Articles       []*Card
	Previous, Next Link // the award's list before and after this one
}

// Publicity is the time in which anybody may object, and where.
type Publicity struct {
	Start, End                      Date
	Phone, Email, Address, Postcode string
}

// RowGroup is the rows of one category, and of one grade where a list has grades.
type RowGroup struct {
	Category string
	Grade    string
	Rows     []Row
}

// Row is a row of an official list.
type Row struct {
	Number   string      // where the list numbers its rows
	Name     string      // the printed form
	Parts    []Link      // the same in parts: each name leads to its profile where it is certain who is meant
	Members  []RowMember // those whose names the printed form does not hold
	Count    int         // people the row stands for, where it says so
	Unit     string
	Place    string
	Note     string
	Citation string
	Retained bool
}

// RowMember is somebody in a row of several people.
type RowMember struct {
	Name string
	URL  string
	Note string
}

// Roll is the roll of all honours, or the part of it of one year or one category.
type Roll struct {
	Title      string
	Index      string // URL of the data that a browser filters the roll by; on the roll's own page only
	Body       Body
	Awards     []AwardCard
	Years      []PageTab
	Categories []PageTab
	Groups     []RollGroup
	Count      int // honours shown
}

// AwardCard is an award as the roll shows it.
type AwardCard struct {
	Name    string
	URL     string
	Level   string // the level's key
	Issuer  string
	Batches int
	Honors  int // rows awarded, as far as listed
	Newest  string
}

// RollGroup is the honours of one list on a page of the roll.
type RollGroup struct {
	Batch BatchCard
	Rows  []Row
}
