// The list itself: keys, giving codes, and what is drawn when.

const LISTS = new WeakMap();
const SHOWN = ["codes", "n", "near", "cluster", "flagged"];

class List extends Choosing {
  constructor(parent) { super(); this.parent = parent; }

  update({ data, setStateValue, setTriggerValue }) {
    Object.assign(this, { data, setStateValue, setTriggerValue });
    const fresh = !this.view?.root.isConnected;
    if (fresh) this.view = new View(this.parent, this);
    const first = data.scope !== this.scope;
    if (first) this.begin(data);
    this.build(data);
    if (fresh && this.table && !data.table) this.tableCame();
    this.merge(data);
    this.stamp += 1;
    this.draw();
    if (first) this.view.focus();
    this.flow();
    this.timer ??= setInterval(() => this.tick(), 500);
    this.leaving ??= new Leaving(this.parent);
  }

  rest() {
    clearInterval(this.timer);
    this.leaving?.stop();
    this.timer = this.leaving = null;
    this.remember();
  }

  build({ groups, texts }) {
    const signature = JSON.stringify([groups, texts]);
    if (signature === this.built) return;
    this.built = signature;
    this.codesById = new Map(groups.flatMap(({ codes }) => codes).map((code) => [code.id, code]));
    this.byKey = new Map([...this.codesById.values()].filter(({ key }) => key).map(({ key, id }) => [key, id]));
    this.exclusive = new Set([...this.codesById.values()].filter(({ exclusive }) => exclusive).map(({ id }) => id));
    const { view } = this;
    const { part } = view;
    const offered = ({ retired }) => !retired;
    view.buildTree(groups.map((group) => ({ ...group, codes: group.codes.filter(offered) })));
    part.words.placeholder = texts.search;
    part.words.setAttribute("aria-label", texts.search);
    part.find.placeholder = texts.find;
    part.find.setAttribute("aria-label", texts.find);
    part.tree.setAttribute("aria-label", texts.codes);
    part.scroller.setAttribute("aria-label", texts.list);
    set(part["flag-filter"].querySelector("span"), texts.only_flagged);
    set(part.reset, texts.reset);
    set(part["columns-menu"].querySelector("summary"), texts.columns);
    set(part["help-button"], "? " + texts.help);
    view.options("how", [["literal", texts.how_literal], ["words", texts.how_words]], texts.how);
    view.options("status", [["", texts.status_all], ["unread", texts.status_unread], ["coded", texts.status_coded],
      ["none", texts.status_none]], texts.status);
    view.options("code-filter", [["", texts.code_all], ...[...this.codesById.values()].map(({ id, label }) => [id, label])], texts.code_all);
    view.options("length", [["", texts.length_all], ["a", texts.length_a], ["b", texts.length_b], ["c", texts.length_c],
      ["d", texts.length_d]], texts.length_all);
    view.options("twins", [["", texts.twins_all], ["same", texts.twins_same], ["near", texts.twins_near]], texts.twins_all);
    for (const [name, label, key] of [["none", texts.read_none, "n"], ["undo", texts.undo, "z"], ["redo", texts.redo, "⇧z"]]) {
      view.root.querySelector(`[data-do=${name}]`).replaceChildren(make("span", "", label), make("kbd", "", key));
    }
  }

  codeOf(code) { return this.codesById.get(code) ?? { label: code, colour: "gray" }; }

  tableCame() {
    const { table, view, data: { texts } } = this;
    table.labelOf = (code) => this.codeOf(code).label;
    view.options("cluster", [["", texts.cluster_all], ...table.clusters.map((label, n) => [String(n), label])], texts.cluster_all);
    view.part.cluster.hidden = !table.cluster;
    this.comeBack();
    if (this.filter.text) this.askWords();
    let shown = null;
    try { shown = JSON.parse(stored("localStorage", `coding-grid-columns|${this.data.question}`)); } catch { /* as shipped */ }
    this.showColumns(Array.isArray(shown) ? shown : SHOWN);
    if (this.comeTo !== undefined) view.part.scroller.scrollTop = this.comeTo;
    view.show(this.active);
    this.comeTo = undefined;
  }

  nearCame() {
    if (this.filter.twins === "near" || this.sort.column === "near" || this.only) this.arrange();
  }

  // The rows stay where they are; a forecast on screen is made anew.
  elsewhere() {
    const { plan } = this;
    if (!plan) return;
    if (plan.code) this.propose(plan.code); else this.none();
  }

  showColumns(shown) {
    this.shownColumns = shown;
    const { columns, choices } = columnsOf({
      table: this.table, texts: this.data.texts, codeOf: (code) => this.codeOf(code), hasCoders: Boolean(this.table.coders),
    }, shown);
    this.view.setColumns(columns);
    this.view.part.choices.replaceChildren(...choices.map(([name, label]) => {
      const line = make("label", "", "");
      const box = make("input");
      box.type = "checkbox";
      box.checked = shown.includes(name);
      box.onchange = () => {
        const now = box.checked ? [...this.shownColumns, name] : this.shownColumns.filter((other) => other !== name);
        store("localStorage", `coding-grid-columns|${this.data.question}`, JSON.stringify(now));
        this.showColumns(now);
        if (this.wantedValues().length) { this.dirty = true; this.flow(); }
        this.draw();
      };
      line.append(box, make("span", "", label));
      return line;
    }));
  }

  // ── keys ────────────────────────────────────────────────────────────────────────────────────────

  key(event) {
    if (event.isComposing || event.altKey) return;
    const { part } = this.view;
    const inside = (element) => element.contains(event.target);
    let done = false;
    if (!part.overlay.hidden) {
      done = ["Escape", "Enter", "?"].includes(event.key);
      if (done) this.help(false);
      else done = event.key === "Tab";
    } else if (inside(part.find)) done = this.keyInFind(event);
    else if (inside(part.words) || event.target.closest("select, details, input")) {
      done = event.key === "Escape" || (event.key === "Enter" && inside(part.words));
      if (done) { part["columns-menu"].open = false; this.view.focus(); }
    } else if (event.target.closest("button, .notice") && ["Enter", " "].includes(event.key)) done = false;
    else done = this.table ? this.keyInList(event) : false;
    if (done) event.preventDefault();
    if (event.key !== "Tab") event.stopPropagation(); // the page around has hotkeys of its own
  }

  keyInList(event) {
    const { active, rows, view } = this;
    const command = event.ctrlKey || event.metaKey;
    if (command) {
      const name = event.key.toLowerCase();
      if (name === "a") { this.chooseAll(); return true; }
      if (name === "z") { if (event.shiftKey) this.redo(); else this.undo(); return true; }
      if (name === "y") { this.redo(); return true; }
      return false;
    }
    const page = view.pageRows;
    const moves = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page,
      Home: 0, End: rows.length - 1 };
    if (event.key in moves) { this.move(moves[event.key], event.shiftKey); return true; }
    if (event.repeat) return event.key.length === 1;
    const once = {
      Enter: () => (this.plan ? this.confirm(event.shiftKey ? "take" : null) : this.open()),
      Escape: () => this.escape(),
      " ": () => { this.toggle(this.active); this.anchor = this.active; this.choiceChanged(); },
      ArrowRight: () => this.row && !this.table.opened.has(this.row.same) && this.unfold(this.active),
      ArrowLeft: () => this.foldHere(),
      "/": () => { view.part.find.value = ""; view.part.find.focus(); this.findTyped(""); },
      "?": () => this.help(true),
      n: () => this.none(),
      v: () => this.addNear(),
      z: () => (event.shiftKey ? this.redo() : this.undo()),
      m: () => view.part.words.focus(),
    };
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (name in once) { once[name](); return true; }
    const code = this.byKey.get(name);
    if (!code) return false;
    this.propose(code);
    return true;
  }

  foldHere() {
    const { row } = this;
    if (!row || !this.table.opened.has(row.same)) return;
    this.unfold(this.rows.findIndex(({ same, child }) => same === row.same && !child));
  }

  escape() {
    if (this.plan) this.cancel();
    else if (this.only) this.toggleOnly();
    else if (this.chosen.size) { this.chosen.clear(); this.choiceChanged(); }
    this.draw();
  }

  findTyped(text) {
    const wanted = fold(text.trim());
    const all = [...this.codesById.values()].filter(({ retired }) => !retired);
    const rank = ({ id, label, terms }) => {
      if (fold(label).startsWith(wanted)) return 0;
      if (fold(label).includes(wanted)) return 1;
      return id.includes(wanted) || terms.some((term) => fold(term).includes(wanted)) ? 2 : 9;
    };
    this.matches = wanted ? all.filter((code) => rank(code) < 9).sort((a, b) => rank(a) - rank(b)) : all;
    this.match = this.matches.length ? 0 : -1;
    this.view.showMatches(wanted ? this.matches : null, this.match);
  }

  findLeft() { this.matches = null; this.view.showMatches(null, -1); }

  keyInFind(event) {
    const count = this.matches?.length ?? 0;
    if (event.key === "Escape") this.view.focus();
    else if (event.key === "Enter") {
      const code = this.matches?.[this.match];
      this.view.focus();
      if (code) this.propose(code.id);
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && count) {
      this.match = (this.match + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
      this.view.showMatches(this.matches, this.match);
    } else return false;
    return true;
  }

  open() {
    const { row } = this;
    if (!row) return;
    this.remember();
    this.leaving?.wait(LEAVE_MS);
    this.setTriggerValue("open", this.table.ids[row.i]);
  }

  // ── giving and taking codes ─────────────────────────────────────────────────────────────────────

  // Say what a code would do, before it is done.
  propose(code) {
    if (!this.ready()) return;
    const { targets, table } = this;
    const give = this.acts.plan(table, targets, { kind: "give", code }, this.exclusive);
    const take = this.acts.plan(table, targets, { kind: "take", code }, this.exclusive);
    this.plan = { give, take, code, targets, kind: give.touched.length || !take.touched.length ? "give" : "take" };
    this.drawPlan();
  }

  none() {
    if (!this.ready()) return;
    const { targets } = this;
    const none = this.acts.plan(this.table, targets, { kind: "none" }, this.exclusive);
    this.plan = { none, targets, kind: "none" };
    this.drawPlan();
  }

  // Whether a code can be given now; to whom may only look, it is said.
  ready() {
    if (!this.data.mayChange) { this.tell(this.data.texts.may_not); this.draw(); return false; }
    return Boolean(this.client && this.table && this.targets.length);
  }

  answers(n) { return n === 1 ? this.data.texts.one : filled(this.data.texts.many, { n: this.number(n) }); }

  number(n) { return n.toLocaleString(this.data.language); }

  forecast(plan) {
    const { texts } = this.data;
    const one = plan[plan.kind];
    const label = plan.code ? this.codeOf(plan.code).label : "";
    const parts = [filled(texts[`will_${plan.kind}`], { code: label, what: this.answers(one.touched.length) })];
    if (one.unchanged) parts.push(filled(texts[`had_${plan.kind}`], { n: this.number(one.unchanged) }));
    if (one.skipped) parts.push(filled(texts[`skip_${plan.kind}`], { n: this.number(one.skipped) }));
    return parts.join("; ") + ".";
  }

  drawPlan() {
    const { plan, view, data: { texts } } = this;
    if (!plan) { view.drawPreview(""); return; }
    const answers = [];
    const doing = plan[plan.kind];
    if (doing.touched.length) answers.push([texts[`do_${plan.kind}`], "Enter", () => this.confirm()]);
    if (plan.kind === "give" && plan.take.touched.length) {
      answers.push([filled(texts.do_take_too, { what: this.answers(plan.take.touched.length) }), "⇧Enter", () => this.confirm("take")]);
    }
    answers.push([texts.do_not, "Esc", () => { this.cancel(); view.focus(); }]);
    const text = this.forecast(plan);
    view.drawPreview(text, answers);
    this.say(text);
  }

  cancel() { if (this.plan) { this.plan = null; this.drawPlan(); } }

  confirm(kind = null) {
    const { plan } = this;
    const chosen = plan?.[kind ?? plan.kind];
    this.plan = null;
    this.drawPlan();
    if (!chosen?.touched.length) return;
    this.doIt(chosen, plan.targets);
    this.view.focus();
  }

  doIt(plan, targets) {
    const { texts } = this.data;
    this.acts.undone = [];
    const act = this.acts.carryOut(this.table, plan, this.client.next(), targets);
    this.enqueue(act);
    this.tell(filled(texts[`done_${plan.kind}`], {
      code: plan.code ? this.codeOf(plan.code).label : "", what: this.answers(plan.touched.length) }));
    this.changed();
  }

  undo() {
    const { texts } = this.data;
    if (!this.client || !this.table) return;
    const taken = this.acts.takeBack(this.table, this.client.next());
    if (!taken) { this.tell(texts.nothing_to_undo); return; }
    this.enqueue(taken.act);
    this.tell(filled(texts.undone, { what: this.answers(taken.act.segments.length),
      act: filled(texts[`act_${taken.step.kind}`], { code: taken.step.code ? this.codeOf(taken.step.code).label : "" }) }));
    this.changed();
  }

  redo() {
    const { table, acts, data: { texts } } = this;
    const step = acts.undone.pop();
    if (!step || !this.client) { this.tell(texts.nothing_to_redo); return; }
    const targets = step.segments.filter((id) => table.place.has(id)).map((id) => table.place.get(id));
    const left = acts.undone;
    this.doIt(acts.plan(table, targets, step, this.exclusive), targets);
    acts.undone = left;
  }

  // What is shown may no longer match the filter; rows stay until one filters anew, so that nothing jumps.
  changed() { this.stamp += 1; this.draw(); }

  answerCame(answer, act) {
    const { texts } = this.data;
    if (answer.refused) this.tell(filled(texts.refused, { why: answer.refused }), true);
    else if (answer.stale.length) {
      this.stale = new Set(answer.stale.filter((id) => this.table.place.has(id)).map((id) => this.table.place.get(id)));
      const text = filled(texts.stale, { what: this.answers(this.stale.size) });
      this.tell("", false);
      this.notice = [text, [[texts.show_stale, () => this.showStale()], [texts.understood, () => { this.notice = null; this.draw(); }]]];
    }
  }

  showStale() {
    this.only = this.stale;
    this.chosen = new Set(this.stale);
    this.notice = null;
    this.arrange({ keep: false });
    this.choiceChanged();
  }

  // ── drawing ─────────────────────────────────────────────────────────────────────────────────────

  tell(text, lasting = false) {
    this.told = text;
    if (lasting) this.notice = [text, [[this.data.texts.understood, () => { this.notice = null; this.draw(); }]]];
    this.say(text);
  }

  // A screen reader hears the last of what was said in a moment, not everything in between.
  say(text) {
    clearTimeout(this.saying);
    this.saying = setTimeout(() => set(this.view.part.announce, text), 250);
  }

  saving() {
    const { texts } = this.data;
    const n = this.waiting.length;
    if (this.connection !== "ok") return [texts[this.connection], "lost"];
    if (n && this.kept === false) return [texts.no_storage, "lost"];
    return n ? [texts.unsaved, "pending"] : [texts.saved, "saved"];
  }

  help(open) {
    const { texts, keys } = this.data;
    this.view.drawHelp(open, texts.help_title, keys, texts.close);
  }

  draw() {
    const { view, table, data: { texts } } = this;
    const { part, root } = view;
    const [saving, kind] = this.saving();
    root.dataset.unsaved = this.waiting.length;
    root.dataset.ready = Boolean(this.client && table);
    root.dataset.near = Boolean(table?.near);
    set(part.saving, this.told && kind === "saved" ? `${this.told} · ${saving}` : saving);
    part.saving.dataset.kind = kind;
    view.drawNotice(...(this.notice ?? [""]));
    if (!table) { set(part.count, texts.loading); return; }
    const { chosen, rows } = this;
    root.dataset.chosen = chosen.size;
    set(part.count, filled(texts.count, { n: this.number(this.count), total: this.number(table.size), rows: this.number(rows.length) }));
    set(part.chosen, chosen.size ? filled(texts.chosen, { n: this.number(chosen.size) }) : "");
    part.only.hidden = !chosen.size && !this.only;
    set(part.only, this.only ? texts.show_all : texts.show_chosen);
    part.only.setAttribute("aria-pressed", Boolean(this.only));
    part.reset.hidden = !this.filtered;
    part.nothing.hidden = rows.length > 0;
    const looking = this.filter.twins === "near" && !table.near;
    set(part.nothing, !table.size ? texts.nothing : looking ? texts.near_coming : texts.nothing_found);
    part.scroller.setAttribute("aria-rowcount", rows.length + 1);
    view.drawRows();
    this.drawSide();
  }

  drawSide() {
    const { view, row, table, targets, data: { texts } } = this;
    const { part } = view;
    const rest = row && table.cut && table.isCut(row.i) ? "\n\n" + texts.rest : "";
    set(part.reading, row ? table.textOf(row.i) + rest : "");
    const near = row ? table.others(row.i).length : 0;
    part.near.hidden = !near;
    if (near) part.near.replaceChildren(make("span", "", filled(texts.near_button, { n: near })), make("kbd", "", "v"));
    const shares = new Map();
    for (const i of targets) for (const code of table.codes[i]) shares.set(code, (shares.get(code) ?? 0) + 1);
    view.drawShares(shares, targets.length);
  }
}

export default function (component) {
  let list = LISTS.get(component.parentElement);
  if (!list) {
    list = new List(component.parentElement);
    LISTS.set(component.parentElement, list);
  }
  list.update(component);
  return () => list.rest();
}
