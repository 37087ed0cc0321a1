// The roll of honours, filtered in the browser. The page works without this script: it lists awards, years and
// categories. The data, one file of columns (generator/search), is loaded when somebody begins to search or when the
// address holds a filter; the address always holds the filter, so that it can be shared.
const form = document.querySelector("form.finder");
if (form) {
	const shown = 30; // rows drawn at a time
	const fields = ["award", "level", "category", "year", "place", "kind"];
	const out = form.parentElement.querySelector(".found");
	const state = form.parentElement.querySelector(".count");
	const rest = document.querySelectorAll("[data-rest]");
	let data, loading, limit = shown;

	const lines = (text) => text.split("\n");
	const load = () => loading ??= fetch(form.dataset.src).then((answer) => answer.json()).then((d) => {
		const names = lines(d.names), addresses = lines(d.addresses);
		data = {
			names, addresses,
			// What a search looks in: the name, its reading in full, and its initials.
			texts: lines(d.readings).map((r, i) =>
				names[i].toLowerCase() + "\t" + r.replaceAll(" ", "") + "\t" + r.replace(/(\S)\S*\s*/g, "$1")),
			list: d.list.map((i) => d.lists[i]),
			category: d.category.map((i) => d.categories[i]),
			place: d.place.map((i) => d.places[i]),
			kind: [...d.kind],
		};
		choices("award", d.lists.map((l) => l.award));
		choices("level", d.lists.map((l) => l.level), form.dataset.levels);
		choices("category", d.categories);
		choices("year", d.lists.map((l) => l.year + "").sort().reverse());
		choices("kind", data.kind, form.dataset.kinds);
		const places = form.querySelector("datalist");
		places.replaceChildren(...[...new Set(d.places)].filter(Boolean).sort().map((p) => new Option(p)));
	}).catch((error) => {
		loading = undefined;
		state.textContent = form.dataset.failed;
		throw error;
	});

	// Fill a select with the values that occur, keeping what is chosen. names is "value=text" by semicolon.
	const choices = (name, values, names = "") => {
		const select = form.elements[name], chosen = select.value || wanted.get(name) || "";
		const texts = new Map(names.split(";").filter(Boolean).map((pair) => pair.split("=")));
		for (const value of new Set(values)) if (value) select.append(new Option(texts.get(value) ?? value, value));
		select.value = chosen;
	};

	// A test of a row, for what the form holds now. It runs for every row at every keystroke, so it makes nothing.
	const tests = () => {
		const value = (name) => form.elements[name].value.trim();
		const words = value("q").toLowerCase().replace(/[•‧・．]/g, "·").split(/\s+/).filter(Boolean);
		const [award, level, category, year, place, kind] = fields.map(value);
		return (i) => {
			for (const word of words) if (!data.texts[i].includes(word)) return false;
			const list = data.list[i];
			return (!award || list.award === award) && (!level || list.level === level) && (!year || list.year == year) &&
				(!category || data.category[i] === category) && (!place || data.place[i].includes(place)) &&
				(!kind || data.kind[i] === kind);
		};
	};

	const cell = (text, address) => {
		const node = document.createElement(address ? "a" : "span");
		if (address) node.href = address;
		node.textContent = text;
		return node;
	};
	const row = (i) => {
		const item = document.createElement("li"), about = document.createElement("span"), list = data.list[i];
		const name = document.createElement("span");
		name.className = "name";
		name.append(cell(data.names[i], data.addresses[i]));
		item.className = "line";
		about.className = "meta";
		about.append(cell(list.award + " " + list.title, list.url), " ", data.category[i], " ", data.place[i]);
		item.append(name, about);
		return item;
	};

	const show = () => {
		const used = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
		history.replaceState(null, "", used.size ? "?" + used : location.pathname);
		for (const part of rest) part.hidden = used.size > 0;
		out.hidden = state.hidden = !used.size;
		if (!used.size || !data) return;
		const fits = tests(), first = [];
		let hits = 0;
		for (let i = 0; i < data.names.length; i++) if (fits(i) && hits++ < limit) first.push(row(i));
		state.textContent = form.dataset.count.replace("%d", hits);
		out.replaceChildren(...first);
		if (hits > limit) {
			const more = document.createElement("button");
			more.type = "button";
			more.className = "go";
			more.textContent = form.dataset.more;
			more.onclick = () => { limit += 10 * shown; show(); };
			out.append(more);
		}
	};

	const wanted = new URLSearchParams(location.search);
	for (const name of ["q", "place"]) form.elements[name].value = wanted.get(name) ?? "";
	form.hidden = false;
	const begin = () => load().then(show);
	form.addEventListener("focusin", begin, { once: true });
	form.addEventListener("input", () => { limit = shown; data ? show() : begin(); });
	form.addEventListener("submit", (event) => event.preventDefault());
	if ([...fields, "q"].some((name) => wanted.get(name))) begin();
}
