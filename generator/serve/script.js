// What wenming serve adds to a page: it keeps the page in step with the files while they are written, shows what is wrong
// with them, and what else the last save changed. A built site does not have it.
(() => {
	const own = "/.wenming-live/";
	const here = document.currentScript, path = here.dataset.path;
	let tag = here.dataset.tag; // of the page as it was served; empty where something was served in its place
	let seen = null; // the run of the server and the version of the site that the page is in step with
	let waiting = null; // what was heard while nobody looked
	let gone = false; // the page is no more

	// The page is kept twice: as it was served, and as it stands, with what its scripts and the reader did to it. Where two
	// servings differ, both are changed; all else is left alone, so scroll position, open details and typed text stay.
	const twins = new WeakMap();
	const served = document.documentElement.cloneNode(true);
	pair(served, document.documentElement);

	function pair(copy, live) {
		twins.set(copy, live);
		copy.childNodes.forEach((node, i) => pair(node, live.childNodes[i]));
	}

	function add(parent, fresh, before) {
		const copy = document.importNode(fresh, true), live = document.importNode(fresh, true);
		pair(copy, live);
		parent.insertBefore(copy, before);
		const under = twins.get(parent), at = before && twins.get(before);
		under.insertBefore(live, at && at.parentNode === under ? at : null);
		return live;
	}

	function remove(copy) {
		twins.get(copy).remove();
		copy.remove();
	}

	const isSheet = (node) => node.nodeName === "LINK" && node.relList.contains("stylesheet");
	const alike = (a, b) => a.nodeName === b.nodeName && a.id === b.id && isSheet(a) === isSheet(b);

	// morph makes a part of the served page, and what stands for it, like another.
	function morph(copy, fresh) {
		if (copy.isEqualNode(fresh)) return;
		const live = twins.get(copy);
		if (copy.nodeType !== Node.ELEMENT_NODE) {
			copy.nodeValue = live.nodeValue = fresh.nodeValue;
			return;
		}
		if (isSheet(copy)) { // the old style holds until the new one is there
			const next = add(copy.parentNode, fresh, copy);
			copy.remove();
			next.onload = next.onerror = () => live.remove();
			return;
		}
		for (const { name } of [...copy.attributes]) {
			if (fresh.hasAttribute(name)) continue;
			copy.removeAttribute(name);
			live.removeAttribute(name);
		}
		for (const { name, value } of fresh.attributes) {
			if (copy.getAttribute(name) === value) continue;
			copy.setAttribute(name, value);
			live.setAttribute(name, value);
		}
		morphChildren(copy, [...copy.childNodes], [...fresh.childNodes]);
	}

	// morphChildren leaves what is equal at both ends. Between them it goes by what is equal, else by what is alike and will
	// not be missed later.
	function morphChildren(parent, old, fresh) {
		let end = null;
		while (old.length && fresh.length && old[0].isEqualNode(fresh[0])) old.shift(), fresh.shift();
		while (old.length && fresh.length && old.at(-1).isEqualNode(fresh.at(-1))) end = old.pop(), fresh.pop();
		while (fresh.length) {
			const next = fresh.shift();
			const wanted = (node) => fresh.some((later) => later.isEqualNode(node));
			let i = old.findIndex((node) => node.nodeType === Node.ELEMENT_NODE && node.isEqualNode(next));
			if (i < 0 && old.length && alike(old[0], next) && !wanted(old[0])) i = 0;
			if (i < 0) i = old.findIndex((node, at) => alike(node, next) && !old.slice(0, at + 1).some(wanted));
			if (i < 0) {
				add(parent, next, old[0] ?? end);
				continue;
			}
			old.splice(0, i).forEach(remove);
			morph(old.shift(), next);
		}
		old.forEach(remove);
	}

	// A script has run and cannot be taken back.
	const scripts = (root) => [...root.querySelectorAll("script")]
		.filter((s) => /^(|module|.*javascript)$/.test(s.type) && !s.src.includes(own)).map((s) => s.getAttribute("src") ?? s.text).join("\n");

	// update asks for the page again, and takes over what is new.
	async function update() {
		const answer = await fetch(location.pathname + location.search, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
		if (answer.status === 304) return;
		if (answer.redirected || !tag && answer.ok) return location.reload();
		gone = answer.status === 404 && tag !== "";
		if (!answer.ok) return;
		const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").documentElement;
		if (scripts(fresh) !== scripts(served)) return location.reload();
		tag = answer.headers.get("ETag");
		morph(served, fresh);
	}

	// renew shows pictures anew whose bytes changed.
	function renew(pages, version) {
		for (const img of document.images) {
			const url = new URL(img.currentSrc || img.src, location);
			if (url.origin !== location.origin || !pages.some((p) => decodeURI(url.pathname).endsWith("/" + p))) continue;
			url.hash = version; // another address for the browser, the same for the server
			img.src = url;
		}
	}

	// News are taken one after the other, and while somebody looks.
	let working = Promise.resolve();
	function hear(news) {
		if (!document.hidden) working = working.then(() => take(news)).catch(() => {});
		else waiting = { ...news, pages: waiting?.pages && news.pages && [...waiting.pages, ...news.pages] };
	}
	async function take(news) {
		const inStep = seen?.run === news.run && news.version - seen.version <= 1;
		if (!inStep || !news.pages || news.pages.includes(path)) await update();
		if (inStep && news.pages) renew(news.pages, news.version);
		const status = await (await fetch(own + "status", { cache: "no-store" })).json();
		seen = { run: status.run, version: Math.max(news.version, inStep ? seen.version : 0) };
		show(status);
	}
	addEventListener("visibilitychange", () => {
		if (document.hidden || !waiting) return;
		hear(waiting);
		waiting = null;
	});

	// What is shown stands apart from the page, out of reach of its styles.
	const host = document.createElement("wenming-live");
	const root = host.attachShadow({ mode: "open" });
	const sheet = new CSSStyleSheet(), marks = new CSSStyleSheet();
	root.adoptedStyleSheets = [sheet];
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, marks];
	sheet.replaceSync(`
		:host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; pointer-events: none; color-scheme: light; }
		@media print { :host { display: none; } }
		* { box-sizing: border-box; font: 14px/1.5 system-ui, sans-serif; }
		.bar { display: flex; gap: 6px; padding: 8px; }
		.bar > *, .panel { pointer-events: auto; border-radius: 4px; box-shadow: 0 1px 6px #0006; }
		.bar > * { border: 0; padding: 3px 10px; background: #222; color: #fff; }
		button { cursor: pointer; }
		.bar .error { background: #b00020; }
		.bar .warning { background: #7a4b00; }
		.panel { margin: 0 8px; max-height: 60vh; overflow: auto; padding: 10px 14px; background: #fff; color: #222; border-top: 4px solid #b00020; }
		.panel > button { float: right; margin-left: 12px; }
		strong, h2 { font-weight: bold; }
		h2 { margin: 0 0 6px; }
		ol { margin: 0; padding: 0; list-style: none; }
		li { margin: 0 0 10px; overflow-wrap: anywhere; }
		pre { margin: 4px 0; padding: 4px 8px; background: #f4f1ee; overflow: auto; }
		pre, pre * { font-family: ui-monospace, monospace; }
		mark { background: #ffd6d6; border-bottom: 2px solid #b00020; }
		a { color: #00468b; }`);

	function element(name, content, kind) {
		const e = document.createElement(name);
		if (kind) e.className = kind;
		e.append(...[].concat(content));
		return e;
	}

	let open = ""; // which panel
	let shown = ""; // the errors that were shown last
	function show(status) {
		const { words, problems } = status;
		const errors = JSON.stringify(problems.filter((p) => p.severity === "error"));
		if (errors !== shown) open = errors === "[]" ? (open === "problems" ? "" : open) : "problems";
		shown = errors;
		const toggle = (panel) => () => (open = open === panel ? "" : panel, show(status));
		const button = (text, kind, panel) => {
			const b = element("button", text, kind);
			b.onclick = toggle(panel);
			b.setAttribute("aria-expanded", open === panel);
			return b;
		};
		const bar = element("div", [], "bar");
		const mark = status.marks.find((m) => m.url === location.pathname);
		if (status.preview) bar.append(element("span", status.preview + (mark ? " · " + mark.text : ""), "preview"));
		if (gone) bar.append(element("span", words.gone, "warning"));
		if (status.errors) bar.append(button(words.errors, "error", "problems"));
		if (status.warnings) bar.append(button(words.warnings, "warning", "problems"));
		if (status.changed) bar.append(button(words.changes, "changes", "changes"));
		const panels = [];
		if (open === "problems" && problems.length || open === "changes" && status.changed) {
			const close = element("button", words.close);
			close.onclick = toggle(open);
			const problem = (p) => {
				const at = p.file ? p.file + (p.line ? ":" + p.line + ":" + p.column : "") + " " : "";
				const li = element("li", [element("strong", words[p.severity] + " "), element("code", at), element("span", p.message + " [" + p.code + "]")]);
				if (p.before + p.marked + p.after) li.append(element("pre", [p.line + " | " + p.before, element("mark", p.marked), p.after]));
				if (p.hint) li.append(element("div", p.hint));
				return li;
			};
			const change = (c) => {
				const a = element("a", c.address);
				a.href = c.url;
				return element("li", a);
			};
			const list = open === "problems" ? problems.map(problem) : status.changes.map(change);
			const title = open === "problems" ? (status.errors ? words.shown : words.warnings) : words.changes;
			panels.push(element("section", [close, element("h2", title), element("ol", list)], "panel " + open));
			if (open === "problems" && status.errors) panels[0].setAttribute("role", "alert");
		}
		root.replaceChildren(...panels, bar);
		if (!host.isConnected) document.documentElement.append(host);
		marks.replaceSync(status.marks.map((m) => "a[href=" + JSON.stringify(m.url) + "]::after { content: " + JSON.stringify("［" + m.text + "］") +
			"; color: #b00020; }").join("\n"));
	}

	// One tab of a browser listens and tells the others: a browser opens six connections to a server at most.
	const others = self.BroadcastChannel && navigator.locks ? new BroadcastChannel("wenming-live") : null;
	function listen() {
		const stream = new EventSource(own + "events");
		stream.onmessage = (event) => {
			const news = JSON.parse(event.data);
			others?.postMessage(news);
			hear(news);
		};
	}
	if (others) {
		others.onmessage = (event) => hear(event.data);
		navigator.locks.request("wenming-live", () => new Promise(listen)).catch(() => {});
		hear({ run: "", version: 0, pages: null });
	} else {
		listen();
	}
	addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
