// What is on the screen. Only the rows in sight exist; all text of people goes in through textContent.

const ROW = 50; // pixels, as in grid.css
const SPARE = 8; // rows drawn above and below what is in sight

const filled = (template, values) =>
  template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function set(element, text) { if (element.textContent !== text) element.textContent = text; }

function button(text, action, className) {
  const element = make("button", className, text);
  element.type = "button";
  element.onmousedown = (event) => event.preventDefault(); // the focus stays where the hands are
  element.onclick = action;
  return element;
}

class View {
  constructor(parent, act) {
    this.act = act;
    this.root = parent.querySelector(".list");
    this.part = {};
    for (const name of ["words", "how", "status", "code-filter", "cluster", "length", "twins", "flagged", "flag-filter",
      "reset", "columns-menu", "choices", "help-button", "count", "chosen", "only", "saving", "notice", "scroller",
      "head", "body", "nothing", "reading", "near", "find", "tree", "preview", "forecast", "answers", "overlay",
      "sheet", "announce"]) this.part[name] = this.root.querySelector("." + name);
    this.pool = [];
    this.built = "";
    this.columns = [];
    const { part } = this;
    this.root.onkeydown = (event) => act.key(event);
    part.scroller.onscroll = () => this.drawSoon();
    part.body.onclick = (event) => this.clicked(event);
    part.body.ondblclick = (event) => { if (!event.target.closest("button, .mark")) act.open(); };
    part.words.oninput = () => act.typed();
    part.find.oninput = () => act.findTyped(part.find.value);
    part.find.onblur = () => act.findLeft();
    part.only.onclick = () => act.toggleOnly();
    part.near.onclick = () => act.addNear();
    part.reset.onclick = () => act.resetFilter();
    part["help-button"].onclick = () => act.help(true);
    for (const name of ["how", "status", "code-filter", "cluster", "length", "twins", "flagged"]) {
      part[name].onchange = () => act.filterChanged();
    }
    for (const element of this.root.querySelectorAll("[data-do]")) {
      element.onmousedown = (event) => event.preventDefault();
      element.onclick = () => act[element.dataset.do]();
    }
    this.observer = new ResizeObserver(() => this.drawSoon());
    this.observer.observe(part.scroller);
  }

  focus() { this.part.scroller.focus({ preventScroll: true }); }

  // ── the rows in sight ───────────────────────────────────────────────────────────────────────────

  drawSoon() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => { this.frame = null; this.drawRows(); });
  }

  setColumns(columns) {
    this.columns = columns;
    const { head, scroller } = this.part;
    scroller.style.setProperty("--columns", columns.map(({ width }) => width).join(" "));
    scroller.style.setProperty("--least", `${columns.reduce((sum, { least }) => sum + least, 0)}px`);
    scroller.setAttribute("aria-colcount", columns.length);
    const row = make("div", "row titles");
    row.setAttribute("role", "row");
    row.setAttribute("aria-rowindex", 1);
    row.append(...columns.map((column, n) => this.headCell(column, n)));
    head.replaceChildren(row);
    for (const element of this.pool) element.remove();
    this.pool = [];
    this.drawRows();
  }

  headCell(column, n) {
    const cell = make("div", `cell title ${column.kind ?? ""}`);
    cell.setAttribute("role", "columnheader");
    cell.setAttribute("aria-colindex", n + 1);
    cell.title = column.label;
    if (column.name === "mark") { cell.setAttribute("aria-label", column.label); return cell; }
    const { sort } = this.act;
    const sorted = sort.column === column.name;
    cell.setAttribute("aria-sort", sorted ? (sort.down ? "descending" : "ascending") : "none");
    const element = button(column.label, () => this.act.sortBy(column.name));
    element.tabIndex = -1;
    element.append(make("span", "arrow", sorted ? (sort.down ? " ▼" : " ▲") : ""));
    cell.append(element);
    return cell;
  }

  drawRows() {
    const { scroller, body } = this.part;
    const { rows } = this.act;
    body.style.height = `${rows.length * ROW}px`;
    const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - SPARE);
    const last = Math.min(rows.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW) + SPARE);
    const needed = Math.max(this.pool.length, last - first);
    while (this.pool.length < needed) this.pool.push(this.newRow());
    const used = new Set();
    for (let n = first; n < last; n += 1) {
      const element = this.pool[n % this.pool.length];
      used.add(element);
      this.fill(element, rows[n], n);
    }
    for (const element of this.pool) if (!used.has(element) && !element.hidden) { element.hidden = true; element.drawn = null; }
    this.markActive();
  }

  // Everything anew, after a change that may touch any row.
  redraw() { for (const element of this.pool) element.drawn = null; this.drawRows(); }

  newRow() {
    const row = make("div", "row");
    row.setAttribute("role", "row");
    row.hidden = true;
    this.columns.forEach((column, n) => {
      const cell = make("div", `cell ${column.kind ?? ""} ${column.name.startsWith("var:") ? "" : "c-" + column.name}`);
      cell.setAttribute("role", "gridcell");
      cell.setAttribute("aria-colindex", n + 1);
      if (column.name === "text") cell.lang = "nl";
      row.append(cell);
    });
    this.part.body.append(row);
    return row;
  }

  fill(element, row, n) {
    const { act } = this;
    const chosen = act.chosenOf(row);
    const signature = `${row.key}|${n}|${chosen}|${act.stamp}`;
    if (element.drawn === signature) return;
    element.drawn = signature;
    element.hidden = false;
    element.dataset.n = n;
    element.id = `row-${n}`;
    element.style.transform = `translateY(${n * ROW}px)`;
    element.classList.toggle("child", row.child);
    element.setAttribute("aria-rowindex", n + 2);
    element.setAttribute("aria-selected", chosen === "all");
    this.columns.forEach((column, c) => column.draw(element.children[c], row, chosen));
  }

  // Which row the keyboard is at: said to a screen reader, seen as a frame.
  markActive() {
    const { active } = this.act;
    for (const element of this.pool) {
      element.classList.toggle("active", !element.hidden && Number(element.dataset.n) === active);
    }
    const here = this.pool.find((element) => !element.hidden && Number(element.dataset.n) === active);
    if (here) this.part.scroller.setAttribute("aria-activedescendant", here.id);
    else this.part.scroller.removeAttribute("aria-activedescendant");
  }

  show(n) {
    const { scroller, head } = this.part;
    const top = n * ROW;
    const space = scroller.clientHeight - head.offsetHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + ROW > scroller.scrollTop + space) scroller.scrollTop = top + ROW - space;
  }

  get pageRows() { return Math.max(1, Math.floor(this.part.scroller.clientHeight / ROW) - 2); }

  clicked(event) {
    const element = event.target.closest(".row");
    if (!element) return;
    const n = Number(element.dataset.n);
    if (event.target.closest(".unfold")) { this.act.unfold(n); return; }
    this.act.clicked(n, { range: event.shiftKey, add: event.ctrlKey || event.metaKey || Boolean(event.target.closest(".c-mark")) });
  }

  // ── beside the rows ─────────────────────────────────────────────────────────────────────────────

  buildTree(groups) {
    this.chips = new Map();
    this.part.tree.replaceChildren(...groups.map((group) => {
      const box = make("div", "group");
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", group.label);
      box.append(make("div", "group-label", group.label), ...group.codes.map((code) => this.chip(code)));
      return box;
    }));
  }

  chip(code) {
    const element = button("", () => this.act.propose(code.id), "code");
    element.style.setProperty("--code", code.colour);
    element.style.setProperty("--depth", code.depth);
    element.tabIndex = -1;
    element.dataset.code = code.id;
    element.title = code.definition;
    element.setAttribute("aria-keyshortcuts", code.key);
    element.append(make("kbd", "", code.key), make("span", "label", code.label), make("span", "share", ""));
    this.chips.set(code.id, element);
    return element;
  }

  // How many of what is chosen have each code.
  drawShares(shares, total) {
    for (const [code, element] of this.chips) {
      const n = shares.get(code) ?? 0;
      element.classList.toggle("given", n > 0);
      set(element.querySelector(".share"), n && total > 1 ? `${n}/${total}` : n ? "✓" : "");
    }
  }

  showMatches(matches, active) {
    const found = matches && new Set(matches.map(({ id }) => id));
    for (const [code, element] of this.chips) {
      element.classList.toggle("dimmed", Boolean(found) && !found.has(code));
      element.classList.toggle("active", Boolean(matches) && matches[active]?.id === code);
    }
    if (matches?.[active]) this.chips.get(matches[active].id).scrollIntoView({ block: "nearest" });
  }

  drawPreview(text, answers) {
    const { preview, forecast } = this.part;
    preview.hidden = !text;
    if (!text) return;
    set(forecast, text);
    preview.setAttribute("aria-label", text);
    this.part.answers.replaceChildren(...answers.map(([label, key, action], n) => {
      const element = button(label, action, n ? "" : "main");
      element.append(make("kbd", "", key));
      return element;
    }));
  }

  drawNotice(text, answers = []) {
    const { notice } = this.part;
    notice.hidden = !text;
    notice.replaceChildren(make("p", "", text ?? ""), ...answers.map(([label, action]) => button(label, action)));
  }

  options(name, choices, label) {
    const element = this.part[name];
    const value = element.value;
    element.replaceChildren(...choices.map(([key, text]) => { const one = make("option", "", text); one.value = key; return one; }));
    element.value = choices.some(([key]) => key === value) ? value : choices[0][0];
    element.setAttribute("aria-label", label);
    element.title = label;
  }

  drawHelp(open, title, keys, close) {
    const { overlay, sheet } = this.part;
    overlay.hidden = !open;
    if (!open) { this.focus(); return; }
    const table = make("dl", "keys");
    for (const [key, meaning] of keys) table.append(make("dt", "", key), make("dd", "", meaning));
    sheet.setAttribute("aria-label", title);
    sheet.replaceChildren(make("h2", "", title), table, button(close, () => this.act.help(false), "main"));
    sheet.focus();
  }
}
