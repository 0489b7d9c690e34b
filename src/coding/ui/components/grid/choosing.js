// Which answers are shown, in what order, and which are chosen.

const EMPTY_FILTER = { text: "", how: "literal", status: "", code: "", cluster: "", length: "", twins: "", flagged: false };

class Choosing extends Sync {
  constructor() {
    super();
    this.filter = { ...EMPTY_FILTER };
    this.sort = { column: null, down: false };
    this.chosen = new Set(); // places of answers in the table
    this.only = null; // when set: only these are shown
    this.rows = [];
    this.active = 0;
    this.anchor = 0;
    this.stamp = 0; // rises when what is drawn may have changed
  }

  // ── rows ────────────────────────────────────────────────────────────────────────────────────────

  // Work out the rows anew; the answer one was at stays in its place.
  arrange({ keep = true } = {}) {
    const at = keep ? this.rows[this.active] : undefined;
    const { rows, count } = this.table.rows(this.showing, this.sort);
    this.rows = rows;
    this.count = count;
    const again = at ? rows.findIndex(({ key }) => key === at.key) : -1;
    this.active = again >= 0 ? again : Math.min(this.active, Math.max(0, rows.length - 1));
    if (!keep) { this.active = 0; this.view.part.scroller.scrollTop = 0; }
    this.anchor = this.active;
    this.stamp += 1;
  }

  // What was chosen is shown whole, whatever the filter says.
  get showing() { return this.only ? { ...EMPTY_FILTER, only: this.only } : this.filter; }

  get row() { return this.rows[this.active]; }

  filterChanged() {
    const { part } = this.view;
    Object.assign(this.filter, {
      how: part.how.value, status: part.status.value, code: part["code-filter"].value, cluster: part.cluster.value,
      length: part.length.value, twins: part.twins.value, flagged: part.flagged.checked, text: part.words.value,
    });
    this.only = null;
    this.askWords();
    this.arrange({ keep: false });
    this.draw();
    this.remember();
  }

  typed() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.filterChanged(), 120);
  }

  // Words in any form are looked up on the server, which knows the lemmas; so are texts too long to be here whole.
  askWords() {
    const { how, text } = this.filter;
    if (!text.trim() || (how === "literal" && !this.table?.cut)) { this.filter.found = null; this.search = null; return; }
    if (this.search?.text === text && this.search.how === how) return;
    this.filter.found = null;
    this.searches = (this.searches ?? 0) + 1;
    this.search = { number: this.searches, text, how };
    this.dirty = true;
    this.flow();
  }

  foundCame(found) {
    if (found.number === this.foundNumber) return;
    this.foundNumber = found.number;
    this.filter.found = new Set(found.segments);
    if (!found.analysed) this.tell(this.data.texts.not_analysed, true);
    this.arrange({ keep: false });
  }

  resetFilter() {
    this.filter = { ...EMPTY_FILTER };
    this.search = null;
    this.only = null;
    this.showFilter();
    this.arrange();
    this.draw();
    this.view.show(this.active);
    this.view.focus(); // the button that was pressed is gone
    this.remember();
  }

  showFilter() {
    const { part } = this.view;
    const { filter } = this;
    part.words.value = filter.text;
    part.how.value = filter.how;
    part.status.value = filter.status;
    part["code-filter"].value = filter.code;
    part.cluster.value = filter.cluster;
    part.length.value = filter.length;
    part.twins.value = filter.twins;
    part.flagged.checked = filter.flagged;
  }

  get filtered() {
    const { text, status, code, cluster, length, twins, flagged } = this.filter;
    return Boolean(text || status || code || cluster || length || twins || flagged || this.only);
  }

  sortBy(column) {
    const { sort } = this;
    if (sort.column !== column) this.sort = { column, down: false };
    else this.sort = sort.down ? { column: null, down: false } : { column, down: true };
    this.arrange();
    this.view.setColumns(this.view.columns);
    this.view.show(this.active);
    this.draw();
    this.remember();
  }

  unfold(n) {
    const row = this.rows[n];
    if (!row || row.child || row.members.length < 2) return;
    this.active = n;
    if (!this.table.opened.delete(row.same)) this.table.opened.add(row.same);
    this.arrange();
    this.draw();
  }

  // ── choosing ────────────────────────────────────────────────────────────────────────────────────

  chosenOf({ members }) {
    let n = 0;
    for (const i of members) if (this.chosen.has(i)) n += 1;
    return n === 0 ? "" : n === members.length ? "all" : "some";
  }

  // What an act is about: what is chosen, else the row one is at.
  get targets() { return this.chosen.size ? [...this.chosen].sort((a, b) => a - b) : this.row?.members ?? []; }

  clicked(n, { range, add }) {
    if (range) { this.chooseRange(this.anchor, n, add); this.active = n; }
    else if (add) { this.toggle(n); this.active = n; this.anchor = n; }
    else { this.chosen.clear(); this.active = n; this.anchor = n; this.add(n); }
    this.view.focus();
    this.choiceChanged();
  }

  add(n) { for (const i of this.rows[n]?.members ?? []) this.chosen.add(i); }

  toggle(n) {
    const row = this.rows[n];
    if (!row) return;
    const all = this.chosenOf(row) === "all";
    for (const i of row.members) if (all) this.chosen.delete(i); else this.chosen.add(i);
  }

  chooseRange(from, to, keep = false) {
    if (!keep) this.chosen.clear();
    for (let n = Math.min(from, to); n <= Math.max(from, to); n += 1) this.add(n);
  }

  chooseAll() {
    this.chosen.clear();
    const matches = this.table.matcher(this.showing);
    for (const { members } of this.rows) for (const i of members) if (matches(i)) this.chosen.add(i);
    this.choiceChanged();
  }

  move(n, stretch) {
    if (!this.rows.length) return;
    this.active = Math.max(0, Math.min(n, this.rows.length - 1));
    if (stretch) { this.chooseRange(this.anchor, this.active); this.stamp += 1; } else this.anchor = this.active;
    this.view.show(this.active);
    this.choiceChanged(stretch);
  }

  choiceChanged(changed = true) {
    if (changed) this.stamp += 1;
    this.cancel();
    this.draw();
    this.rememberSoon();
  }

  // Nearly the same answers join the choice, and then only the choice is shown: one reads before one codes.
  addNear() {
    const { row, table } = this;
    if (!row) return;
    if (!table.near) { this.tell(this.data.texts.near_coming); this.draw(); return; }
    const near = table.others(row.i);
    if (!near.length) return;
    for (const i of [...row.members, ...near]) this.chosen.add(i);
    this.only = new Set(this.chosen);
    this.arrange();
    this.view.show(this.active);
    this.tell(filled(this.data.texts.near_added, { n: near.length }));
    this.choiceChanged();
  }

  toggleOnly() {
    if (this.only) this.only = null;
    else if (this.chosen.size) this.only = new Set(this.chosen);
    else return;
    this.arrange();
    this.view.show(this.active);
    this.draw();
    this.view.focus();
  }

  // ── the place one was at, kept while one reads a single answer ──────────────────────────────────

  get placeKey() { return `coding-grid-place|${this.scope}`; }

  rememberSoon() { clearTimeout(this.remembering); this.remembering = setTimeout(() => this.remember(), 300); }

  remember() {
    if (!this.table) return;
    const { found, ...filter } = this.filter;
    const ids = (places) => [...places].map((i) => this.table.ids[i]);
    store("sessionStorage", this.placeKey, JSON.stringify({
      filter, sort: this.sort, at: this.row && { key: this.row.key, id: this.table.ids[this.row.i] },
      top: this.view.part.scroller.scrollTop, chosen: ids(this.chosen), only: this.only && ids(this.only),
      opened: [...this.table.opened],
    }));
  }

  comeBack() {
    let place = null;
    try { place = JSON.parse(stored("sessionStorage", this.placeKey)); } catch { /* nothing kept */ }
    const places = (ids) => new Set(ids.filter((id) => this.table.place.has(id)).map((id) => this.table.place.get(id)));
    if (place) {
      this.filter = { ...EMPTY_FILTER, ...place.filter };
      this.sort = place.sort;
      this.chosen = places(place.chosen);
      this.only = place.only && places(place.only);
      place.opened.forEach((same) => this.table.opened.add(same));
      this.askWords();
    }
    this.showFilter();
    this.arrange({ keep: false });
    if (!place?.at) return;
    const i = this.table.place.get(place.at.id);
    const n = this.rows.findIndex((row) => row.key === place.at.key);
    this.active = Math.max(0, n >= 0 ? n : this.rows.findIndex((row) => row.same === this.table.same[i]));
    this.anchor = this.active;
    this.comeTo = place.top; // once the rows are there
  }
}
