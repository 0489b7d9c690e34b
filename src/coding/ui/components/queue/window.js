// The coding window: walks the batch by itself, keeps the journal, talks with the server.

const RESEND_MS = 3000;
const LOOK_AHEAD = 25; // ask for more when fewer texts than this lie ready
const UNDO_STEPS = 100;
const WINDOWS = new WeakMap();

class CodingWindow {
  constructor(parent) {
    this.parent = parent;
    this.scope = null;
    this.sequence = Date.now(); // higher than any of an earlier life of this window
  }

  // ── data from the server ────────────────────────────────────────────────────────────────────────

  update({ data, setStateValue, setTriggerValue }) {
    Object.assign(this, { data, setStateValue, setTriggerValue });
    if (!this.view?.root.isConnected) this.view = new View(this.parent, this);
    this.view.build(data.groups, data.texts);
    const first = data.scope !== this.scope;
    if (first) this.begin(data);
    this.merge(data);
    if (first) this.view.focus();
    this.draw();
    this.flow();
    this.timer ??= setInterval(() => this.tick(), 500);
  }

  rest() { clearInterval(this.timer); this.timer = null; this.memoLeft(); }

  begin(data) {
    Object.assign(this, {
      scope: data.scope, docs: new Map(), byId: new Map(), position: data.start, journal: null, sent: null,
      dirty: false, moved: 0, failures: 0, connection: "ok", matches: null, active: -1, notices: [], read: [],
      codes: new Map(data.groups.flatMap((group) => group.codes).map((code) => [code.id, code])),
      undoStack: this.storedUndo(data.scope),
      showSuggestions: stored("localStorage", "coding-suggestions") !== "off",
    });
    this.byKey = new Map([...this.codes.values()].filter((code) => code.key).map((code) => [code.key, code.id]));
    this.prepare(data);
  }

  async prepare({ scope, storage, question }) {
    const client = await thisClient();
    const alive = await client.alive();
    if (scope !== this.scope) return;
    const journal = new Journal(storage, question, client);
    journal.load(alive);
    this.journal = journal;
    for (const doc of this.docs.values()) this.adopt(doc);
    if (journal.size) {
      this.dirty = true;
      const { recovered_one: one, recovered_many: many } = this.data.texts;
      this.tell(journal.size === 1 ? one : filled(many, { n: journal.size }));
    }
    this.draw();
    this.flow();
  }

  merge(data) {
    if (this.sent && data.seen >= this.sent.sequence) {
      this.sent = null;
      this.failures = 0;
      this.connection = data.trouble ? "trouble" : "ok";
      if (data.trouble) this.retryAt = performance.now() + RESEND_MS;
    }
    this.read = data.read;
    for (const raw of data.docs) {
      let doc = this.docs.get(raw.position);
      if (doc?.id !== raw.id) {
        doc = { position: raw.position, id: raw.id, text: raw.text, source: raw.source, page: raw.page };
        this.docs.set(raw.position, doc);
        this.byId.set(raw.id, doc);
      }
      doc.suggestions = raw.suggestions;
      if (!doc.stored || raw.state.version >= doc.stored.version) doc.stored = raw.state;
    }
    for (const answer of data.answers) this.settle(answer);
    for (const raw of data.docs) this.adopt(this.docs.get(raw.position));
  }

  // Show what is stored, or what is on its way to be.
  adopt(doc) {
    const state = this.journal?.pending(doc.id) ?? doc.stored;
    doc.codes = new Set(state.codes);
    doc.read = state.read;
    doc.memo = state.memo;
  }

  settle(answer) {
    const record = this.journal?.find(answer);
    const entry = record?.entries.get(answer.segment);
    if (!entry) return;
    const doc = record.question === this.data.question ? this.byId.get(answer.segment) : undefined;
    if (doc && !answer.refused && answer.state.version >= doc.stored.version) doc.stored = answer.state;
    if (entry.revision !== answer.revision) {
      if (answer.accepted && record === this.journal.own) entry.base = Math.max(entry.base, answer.state.version);
      return;
    }
    const repeated = answer.accepted && !sameState(entry, answer.state);
    if (repeated && record === this.journal.own && !entry.again) {
      // The server took it for something that came before; under a new number it is what it is.
      const revision = this.journal.client.next();
      this.journal.put({ ...entry, revision, base: answer.state.version, again: true });
      this.dirty = true;
      return;
    }
    this.journal.drop(record, answer.segment);
    if (record !== this.journal.own && answer.accepted) {
      const own = this.journal.own.entries.get(answer.segment);
      if (own) { own.base = answer.state.version; this.dirty = true; }
    }
    if (answer.refused) this.notify("refused", answer.segment, entry, null);
    else if (!answer.accepted) this.notify("conflict", answer.segment, entry, answer.state);
    if (!answer.accepted) this.undoStack = this.undoStack.filter((step) => step.segment !== answer.segment);
    if (doc) this.adopt(doc);
  }

  // ── to the server ───────────────────────────────────────────────────────────────────────────────

  get lacksTexts() {
    const last = Math.min(this.position + LOOK_AHEAD, this.data.total - 1);
    return !this.docs.has(last) || (this.position < this.data.total && !this.docs.has(this.position)) ||
      !this.docs.has(Math.max(0, this.position - 2));
  }

  flow() {
    if (!this.journal || this.sent || !this.data.total) return;
    if (this.connection === "trouble" && performance.now() < this.retryAt) return;
    if (this.dirty || this.lacksTexts) this.push();
  }

  push() {
    this.sequence += 1;
    this.sent = { sequence: this.sequence, at: performance.now() };
    this.dirty = false;
    this.moved = 0;
    const { scope, sequence, position } = this;
    try {
      this.setStateValue("journal", { scope, seq: sequence, position, journals: this.journal.toSend() });
    } catch { this.connection = "lost"; } // not connected: the clock sends it again
  }

  tick() {
    if (!this.journal) return;
    const now = performance.now();
    if (this.sent && now - this.sent.at > RESEND_MS) {
      this.failures += 1;
      this.sent = null;
      this.askHealth();
      this.push();
    } else if (!this.sent && this.journal.size && this.connection !== "ok" && now > (this.retryAt ?? 0)) {
      this.push();
    } else if (!this.sent && this.moved && now - this.moved > 1000) {
      this.push(); // so that the server knows where the coder was
    }
    this.flow();
  }

  // No confirmation: is the server away, or only busy?
  async askHealth() {
    const { scope } = this;
    let answers = false;
    try {
      const base = location.pathname.replace(/[^/]*$/, "");
      const reply = await fetch(`${base}_stcore/health`, { cache: "no-store", signal: AbortSignal.timeout(2000) });
      answers = reply.ok;
    } catch { answers = false; }
    if (scope !== this.scope || !this.sent) return;
    this.connection = answers ? "busy" : "lost";
    if (answers && this.failures > 1) window.dispatchEvent(new Event("coding-wake"));
    this.draw();
  }

  // ── what a person does ──────────────────────────────────────────────────────────────────────────

  get doc() { return this.docs.get(this.position); }

  placeName(position) {
    const { texts, total, passages } = this.data;
    return filled(passages ? texts.place_passage : texts.place_answer, { n: position + 1, total });
  }

  // Change a text, remember how to go back, and see to it that it is stored.
  change(doc, { codes = doc.codes, read = doc.read, memo = doc.memo }, origins, what) {
    const before = { codes: [...doc.codes], read: doc.read, memo: doc.memo };
    if (what) {
      this.undoStack.push({ segment: doc.id, position: doc.position, before, what });
      this.undoStack.splice(0, this.undoStack.length - UNDO_STEPS);
    }
    const earlier = this.journal.pending(doc.id);
    Object.assign(doc, { codes: new Set(codes), read, memo });
    this.journal.put({
      segment: doc.id,
      codes: [...doc.codes].sort(),
      read,
      memo,
      origins: { ...earlier?.origins, ...origins },
      base: earlier ? earlier.base : doc.stored.version,
      revision: this.journal.client.next(),
      model: this.showSuggestions && doc.suggestions.length ? this.data.model : null,
      queue: this.data.queue,
    });
    this.keepUndo();
    this.dirty = true;
  }

  labels(codes) { return codes.map((code) => this.codes.get(code)?.label ?? code).join(", "); }

  toggle(code, origin = "hand") {
    const { doc, data: { texts } } = this;
    if (!doc || !this.journal || !this.codes.has(code)) return;
    const { label, exclusive } = this.codes.get(code);
    const codes = new Set(doc.codes);
    let removed = [];
    if (codes.delete(code)) {
      this.tell(filled(texts.taken, { code: label }));
    } else {
      removed = [...codes].filter((other) => exclusive || this.codes.get(other)?.exclusive);
      removed.forEach((other) => codes.delete(other));
      codes.add(code);
      const others = this.labels(removed);
      if (!removed.length) this.tell(filled(origin === "hand" ? texts.given : texts.accepted, { code: label }));
      else this.tell(filled(exclusive ? texts.alone : texts.not_alone, { code: label, others }));
    }
    const given = codes.has(code);
    const origins = Object.fromEntries([[code, origin], ...removed.map((other) => [other, "hand"])]);
    const undone = [filled(given ? texts.what_given : texts.what_taken, { code: label })];
    removed.forEach((other) => undone.push(filled(texts.what_taken, { code: this.labels([other]) })));
    this.change(doc, { codes }, origins, undone.join(", "));
    this.view.showDefinition(this.codes.get(code));
    this.draw();
    this.flow();
  }

  accept(index) {
    const code = this.doc && this.showSuggestions ? this.doc.suggestions[index]?.[0] : undefined;
    if (code) this.toggle(code, this.doc.codes.has(code) ? "hand" : "suggestion");
  }

  next() {
    const { doc, data: { texts } } = this;
    if (!doc || !this.journal) return;
    if (!doc.read) {
      this.change(doc, { read: true }, {}, texts.what_read);
      const message = doc.codes.size ? texts.marked : texts.marked_none;
      this.tell(filled(message, { n: this.placeName(doc.position) }));
    }
    this.go(this.position + 1);
  }

  back() {
    if (this.position > 0) this.go(this.position - 1); else this.tell(this.data.texts.first);
  }

  skip() {
    if (this.position < this.data.total) this.go(this.position + 1); else this.tell(this.data.texts.last);
  }

  unread() {
    const { total, texts } = this.data;
    for (let step = 1; step <= total; step += 1) {
      const position = (this.position + step) % total;
      if (!this.isRead(position)) { this.go(position); return; }
    }
    this.tell(texts.no_unread);
  }

  go(position) {
    this.position = Math.max(0, Math.min(position, this.data.total));
    this.moved = performance.now();
    this.draw();
    this.flow();
  }

  undo() {
    const { texts } = this.data;
    const step = this.undoStack[this.undoStack.length - 1];
    if (!step || !this.journal) { this.tell(texts.nothing_to_undo); return; }
    const doc = this.byId.get(step.segment);
    if (!doc) { this.go(step.position); return; } // too far back: it is loaded first, once more undoes it
    this.undoStack.pop();
    const touched = [...new Set([...doc.codes, ...step.before.codes])]
      .filter((code) => doc.codes.has(code) !== step.before.codes.includes(code));
    const origins = Object.fromEntries(touched.map((code) => [code, "undo"]));
    this.change(doc, step.before, origins, null);
    this.position = doc.position;
    this.tell(filled(texts.undone, { n: this.placeName(doc.position), what: step.what }));
    this.draw();
    this.flow();
  }

  undoKey(scope) { return "coding-undo|" + scope; }

  storedUndo(scope) {
    try { return JSON.parse(sessionStorage.getItem(this.undoKey(scope))) ?? []; } catch { return []; }
  }

  keepUndo() { store("sessionStorage", this.undoKey(this.scope), JSON.stringify(this.undoStack)); }

  tables() { this.setTriggerValue("tables", true); }

  toggleSuggestions() {
    this.showSuggestions = !this.showSuggestions;
    store("localStorage", "coding-suggestions", this.showSuggestions ? "on" : "off");
    this.draw();
  }

  help(open) { this.view.help(open); }

  // ── memo ────────────────────────────────────────────────────────────────────────────────────────

  memoTyped(text) {
    this.typing = { doc: this.doc, text };
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.keepMemo(), 600);
  }

  keepMemo() {
    clearTimeout(this.typingTimer);
    const typing = this.typing;
    this.typing = null;
    if (!typing?.doc || !this.journal || typing.text === typing.doc.memo) return;
    const last = this.undoStack[this.undoStack.length - 1];
    const goesOn = last?.memo && last.segment === typing.doc.id; // one stretch of typing is one step back
    this.change(typing.doc, { memo: typing.text }, {}, goesOn ? null : this.data.texts.what_memo);
    if (!goesOn) this.undoStack[this.undoStack.length - 1].memo = true;
    this.draw();
    this.flow();
  }

  memoLeft() {
    if (this.scope) this.keepMemo();
    const last = this.undoStack?.[this.undoStack.length - 1];
    if (last) last.memo = false;
  }

  // ── finding a code by typing ────────────────────────────────────────────────────────────────────

  findTyped(text) {
    const wanted = text.trim().toLocaleLowerCase("nl");
    const all = [...this.codes.values()];
    const rank = (code) => {
      const label = code.label.toLocaleLowerCase("nl");
      if (label.startsWith(wanted)) return 0;
      if (label.includes(wanted)) return 1;
      return code.id.includes(wanted) || code.terms.some((term) => term.toLowerCase().includes(wanted)) ? 2 : 9;
    };
    this.matches = wanted ? all.filter((code) => rank(code) < 9).sort((a, b) => rank(a) - rank(b)) : all;
    this.active = this.matches.length ? 0 : -1;
    this.view.showMatches(this.matches, this.active);
    this.tell(wanted && !this.matches.length ? this.data.texts.nothing_found : "");
  }

  findLeft() { this.matches = null; this.view.closeFind(); }

  keyInFind(event) {
    if (event.key === "Escape") this.view.focus();
    else if (event.key === "Enter") {
      const code = this.matches?.[this.active];
      this.view.focus();
      if (code) this.toggle(code.id);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const count = this.matches?.length ?? 0;
      if (count) this.active = (this.active + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
      this.view.showMatches(this.matches, this.active);
    } else return false;
    return true;
  }

  // ── keys ────────────────────────────────────────────────────────────────────────────────────────

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    let done;
    if (this.view.helpOpen) done = this.keyInHelp(event);
    else if (this.view.inFind) done = this.keyInFind(event);
    else if (this.view.inMemo) { done = event.key === "Escape"; if (done) this.view.focus(); }
    else if (event.target.closest(".notice")) done = false; // its buttons work as buttons do
    else done = this.keyOnText(event);
    if (done) event.preventDefault();
    if (event.key !== "Tab") event.stopPropagation(); // the page around has hotkeys of its own
  }

  keyInHelp(event) {
    const close = ["Escape", "?", "Enter"].includes(event.key);
    if (close) this.help(false);
    return close || event.key === "Tab";
  }

  keyOnText(event) {
    const digit = /^Digit([1-5])$/.exec(event.code);
    if (event.shiftKey && digit) { if (!event.repeat) this.accept(Number(digit[1]) - 1); return true; }
    const repeatable = {
      ArrowLeft: () => this.back(),
      Backspace: () => this.back(),
      ArrowRight: () => this.skip(),
      ArrowDown: () => this.view.focusCode(1),
      ArrowUp: () => this.view.focusCode(-1),
    };
    const once = {
      Enter: () => this.next(),
      "?": () => this.help(true),
      "/": () => this.view.openFind(),
      m: () => this.doc && this.view.openMemo(),
      n: () => this.unread(),
      v: () => this.toggleSuggestions(),
      z: () => this.undo(),
      Escape: () => this.view.focus(),
    };
    if (event.key in repeatable) { repeatable[event.key](); return true; }
    const focused = this.view.focusedCode();
    if (event.key === " " && focused) { if (!event.repeat) this.toggle(focused); return true; }
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (name in once) { if (!event.repeat) once[name](); return true; }
    const digitKey = /^Digit(\d)$/.exec(event.code)?.[1]; // also where digits need shift (French keyboards)
    const code = this.byKey.get(name) ?? (event.shiftKey ? undefined : this.byKey.get(digitKey));
    if (code === undefined || (event.shiftKey && digitKey)) return false;
    if (!event.repeat) this.toggle(code);
    return true;
  }

  // ── notices ─────────────────────────────────────────────────────────────────────────────────────

  notify(kind, segment, mine, theirs) {
    this.notices = this.notices.filter((notice) => notice.segment !== segment);
    this.notices.push({ id: `${kind}-${segment}-${mine.revision}`, kind, segment, mine, theirs });
  }

  dismiss(notice) {
    this.notices = this.notices.filter((other) => other !== notice);
    this.draw();
  }

  applyMine(notice) {
    const doc = this.byId.get(notice.segment);
    this.dismiss(notice);
    if (!doc) return;
    this.change(doc, notice.mine, notice.mine.origins, this.data.texts.what_stored);
    this.position = doc.position;
    this.draw();
    this.flow();
  }

  describe(state) {
    const { texts } = this.data;
    const parts = [state.codes.length ? this.labels(state.codes) : texts.none];
    if (!state.read) parts.push(texts.unread);
    if (state.memo) parts.push(`${texts.memo}: ${state.memo}`);
    return parts.join(", ");
  }

  noticesToDraw() {
    const { texts } = this.data;
    return this.notices.map((notice) => {
      const doc = this.byId.get(notice.segment);
      const place = doc ? this.placeName(doc.position) : "";
      const values = { place, mine: this.describe(notice.mine) };
      const show = doc ? [[filled(texts.show, { place }), () => this.go(doc.position)]] : [];
      if (notice.kind === "refused") {
        return { id: notice.id, text: filled(texts.refused, values),
          actions: [...show, [texts.understood, () => this.dismiss(notice)]] };
      }
      values.theirs = this.describe(notice.theirs);
      return { id: notice.id, text: filled(texts.conflict, values), actions: [
        [texts.apply_mine, () => this.applyMine(notice)],
        [texts.keep_theirs, () => this.dismiss(notice)], ...show] };
    });
  }

  // ── drawing ─────────────────────────────────────────────────────────────────────────────────────

  tell(text) { this.told = text; }

  isRead(position) {
    const doc = this.docs.get(position);
    return doc ? doc.read : this.read[position] === "1";
  }

  get nRead() {
    let count = 0;
    for (let position = 0; position < this.data.total; position += 1) if (this.isRead(position)) count += 1;
    return count;
  }

  saving() {
    const { texts } = this.data;
    const n = this.journal?.size ?? 0;
    const left = n === 1 ? texts.unsaved_one : filled(texts.unsaved_many, { n });
    if (this.journal && !this.journal.kept && n) return [`${left}; ${texts.no_storage}`, "lost"];
    if (this.connection !== "ok") {
      return [n ? `${texts[this.connection]} (${left})` : texts[this.connection], "lost"];
    }
    return n ? [left, "pending"] : [texts.saved, "saved"];
  }

  flag(doc) {
    const { texts } = this.data;
    if (!doc) return ["", ""];
    const name = !doc.read ? "unread" : doc.codes.size ? "read" : "read_none";
    const waits = this.journal?.pending(doc.id) ? ` · ${texts.pending}` : "";
    return [texts[name] + waits, name];
  }

  suggestionsOf(doc) {
    return doc.suggestions.map(([code, probability]) => ({
      code,
      label: this.codes.get(code)?.label ?? code,
      colour: this.codes.get(code)?.colour ?? "gray",
      certainty: `${Math.round(probability * 100)}%`,
      given: doc.codes.has(code),
    }));
  }

  draw() {
    const { data, doc, view } = this;
    const { texts, total } = data;
    const [saving, savingKind] = this.saving();
    const [flag, flagKind] = this.flag(doc);
    const nRead = this.nRead;
    const ended = this.position >= total;
    const place = ended ? texts.end_title : this.placeName(this.position);
    view.drawBar({ place, flag, flagKind, nRead, total, saving, savingKind });
    if (doc) this.drawText(doc);
    else if (ended) this.drawEnd(nRead);
    else { view.drawMessage("", [texts.loading]); view.drawSuggestions([], " "); }
    view.drawNext(Boolean(doc) && !doc.codes.size);
    view.drawNotices(this.noticesToDraw());
    view.tell(this.told ?? "");
    this.announceSoon(this.told, saving);
    Object.assign(view.root.dataset, {
      position: this.position, segment: doc?.id ?? "", unsaved: this.journal?.size ?? 0, ready: Boolean(this.journal),
      connection: this.connection,
    });
    this.showAddress(doc);
  }

  drawText(doc) {
    const { data: { texts, questionText, model }, view } = this;
    const pageText = doc.page ? filled(texts.page, { n: doc.page }) : "";
    view.drawDoc(doc, { question: questionText, pageText });
    view.drawCodes(doc.codes);
    let note = "";
    if (model === null) note = texts.no_model;
    else if (!this.showSuggestions) note = texts.suggestions_off;
    else if (!doc.suggestions.length) note = texts.no_suggestions;
    view.drawSuggestions(note ? [] : this.suggestionsOf(doc), note);
  }

  drawEnd(nRead) {
    const { data: { texts, total }, view } = this;
    const left = total - nRead;
    view.drawSuggestions([], " ");
    if (left === 0) view.drawMessage(texts.end_title, [texts.end_all], [texts.to_tables, () => this.tables()]);
    else {
      const line = left === 1 ? texts.end_left_one : filled(texts.end_left_many, { n: left });
      view.drawMessage(texts.end_title, [line], [texts.next_unread, () => this.unread()]);
    }
  }

  // A screen reader hears what was done and how saving goes, not every number in between.
  announceSoon(told, saving) {
    clearTimeout(this.announceTimer);
    this.announceTimer = setTimeout(() => this.view.announce([told, saving].filter(Boolean).join(". ")), 700);
  }

  // The address opens at this text again, also in another window.
  showAddress(doc) {
    const address = new URL(location.href);
    const put = (name, value) => {
      if (value) address.searchParams.set(name, value); else address.searchParams.delete(name);
    };
    put("antwoord", doc?.id);
    put("rij", this.data.ownQueue ? this.data.queue : null);
    if (address.href === location.href) return;
    try { history.replaceState(history.state, "", address); } catch { /* too often; the next one will do */ }
  }
}

export default function (component) {
  let coding = WINDOWS.get(component.parentElement);
  if (!coding) {
    coding = new CodingWindow(component.parentElement);
    WINDOWS.set(component.parentElement, coding);
  }
  coding.update(component);
  return () => coding.rest();
}
