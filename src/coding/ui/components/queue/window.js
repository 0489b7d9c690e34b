// The coding window itself: keys, finding a code, and what is drawn when.

const WINDOWS = new WeakMap();
const SURENESS = [95, 75, 50, 25, 0]; // percent from which a word for it holds (texts.py: sure_…)
const TREMBLE_MS = 150;

// The digit of a key, also where digits need Shift (French and Belgian keyboards) and on a separate block of digits.
function digitOf({ code, key }) {
  const found = /^Digit(\d)$/.exec(code) ?? /^(\d)$/.exec(key);
  return found && Number(found[1]);
}

class CodingWindow extends Asking {
  // ── keys ────────────────────────────────────────────────────────────────────────────────────────

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    let done;
    if (this.view.helpOpen) done = this.keyInHelp(event);
    else if (this.view.inFind) done = this.keyInFind(event);
    else if (this.view.inMemo) { done = event.key === "Escape"; if (done) this.view.focus(); }
    else if (event.target.closest(".notice, .marks")) done = false; // their buttons work as buttons do
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
    if (this.trembles(event)) return true;
    const digit = digitOf(event);
    if (digit !== null) {
      if (!event.repeat) this.onward(event, (options) => this.digit(digit, options));
      return true;
    }
    if (this.chosen?.words && this.keyInMarking(event)) return true;
    const focused = this.view.focusedCode();
    const repeatable = {
      ArrowLeft: () => this.back(),
      Backspace: () => this.back(),
      ArrowRight: () => this.skip(),
      ArrowDown: () => this.view.focusCode(1),
      ArrowUp: () => this.view.focusCode(-1),
    };
    const once = {
      Enter: () => (event.shiftKey ? this.onward(event, () => this.nextSure()) : this.next()),
      "?": () => this.help(true),
      "/": () => this.view.openFind(),
      m: () => (focused ? this.openNoteForm(focused) : this.doc && this.view.openMemo()),
      "+": () => this.openCodeForm(),
      "=": () => this.takeSure(),
      n: () => this.unread(),
      b: () => this.talk(),
      g: () => this.alsoAlike(),
      w: () => this.startMarking(),
      v: () => this.toggleSuggestions(),
      z: () => (event.shiftKey ? this.redo() : this.undo()),
      Escape: () => { this.pressedInText(); this.view.focus(); },
    };
    if (event.key in repeatable) { repeatable[event.key](); return true; }
    if (event.key === " " && focused) { if (!event.repeat) this.toggle(focused); return true; }
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (name in once) { if (!event.repeat) once[name](); return true; }
    const code = this.byKey.get(name);
    if (code === undefined) return false;
    if (!event.repeat) this.onward(event, (options) => this.toggle(code, "hand", options));
    return true;
  }

  // With Shift the same, and on to the next text.
  onward(event, act) {
    const from = this.position;
    act({ onward: event.shiftKey });
    if (this.position !== from) this.wentOn = { code: event.code, at: event.timeStamp };
  }

  // A key that bounces under a finger must not code a text that nobody can have read yet.
  trembles({ code, key, shiftKey, timeStamp }) {
    if (code !== this.wentOn?.code && key !== "Shift") this.wentOn = null; // another key came between
    return shiftKey && code === this.wentOn?.code && timeStamp - this.wentOn.at < TREMBLE_MS;
  }

  // 1 to 5 takes a suggestion, 6 and 7 two together, 8 to 0 gives a code used lately.
  digit(digit, options) {
    if (digit >= 1 && digit <= SUGGESTED) this.accept(digit - 1, options);
    else if (digit > SUGGESTED && digit <= SUGGESTED + TOGETHER) this.acceptTogether(digit - SUGGESTED - 1, options);
    else this.giveRecent((digit + 2) % 10, options);
  }

  // ── finding a code by typing ────────────────────────────────────────────────────────────────────

  findTyped(text) {
    const wanted = text.trim().toLocaleLowerCase("nl");
    const all = [...this.codes.values()].filter((code) => !code.retired || this.doc?.codes.has(code.id));
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

  // ── drawing ─────────────────────────────────────────────────────────────────────────────────────

  tell(text) {
    this.told = text;
    this.view.tell(text);
    this.announceSoon(text, this.saving()[0]);
  }

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

  // Codes that the model saw so seldom that its certainty rests on the codebook, and how often.
  get rare() { return this.data.rare ?? {}; }

  suggestionsOf(doc) {
    const sure = this.sureOf(doc);
    return doc.suggestions.map(([code, probability, words]) => ({
      code,
      sure: sure.has(code),
      words,
      label: this.codes.get(code)?.label ?? code,
      colour: this.codes.get(code)?.colour ?? "gray",
      certainty: `${code in this.rare ? "≈ " : ""}${percent(probability)}%`,
      inWords: this.data.texts[`sure_${SURENESS.find((from) => percent(probability) >= from)}`],
      uses: this.rare[code],
      given: doc.codes.has(code),
    }));
  }

  pairToDraw(doc, codes) {
    const known = codes.map((code) => this.codes.get(code));
    return {
      labels: known.map((code) => code.label),
      colours: known.map((code) => code.colour),
      given: codes.every((code) => doc.codes.has(code)),
    };
  }

  draw() {
    const { data, doc, view } = this;
    const { texts, total } = data;
    const [saving, savingKind] = this.saving();
    const [flag, flagKind] = this.flag(doc);
    const nRead = this.nRead;
    const ended = this.position >= total && !this.more;
    const place = ended ? texts.end_title : this.placeName(this.position);
    const { whole = total, elsewhere = 0 } = data.coming ?? {}; // of a queue that grows: the whole question counts
    view.drawBar({ place, flag, flagKind, talk: Boolean(doc?.flagged), nRead: nRead + elsewhere, total: whole, saving, savingKind });
    const recent = this.recent.map((code) => this.codes.get(code));
    view.drawRecent(this.keyless.length ? texts.keyless : texts.recent, recent, doc?.codes ?? new Set());
    if (doc) this.drawText(doc);
    else if (ended) this.drawEnd(nRead);
    else { view.drawMessage("", [texts.loading]); view.drawSuggestions(null); }
    view.drawTogether(doc ? this.togetherOf(doc).map((codes) => this.pairToDraw(doc, codes)) : []);
    view.drawNext(Boolean(doc) && !doc.codes.size, this.sureOf(doc).size > 0);
    view.drawNotices(this.noticesToDraw());
    view.tell(this.told ?? "");
    this.announceSoon(this.told, saving);
    view.mark({
      position: this.position, segment: doc?.id ?? "", unsaved: this.journal?.size ?? 0,
      ready: Boolean(this.journal), connection: this.connection, blind: Boolean(doc?.blind),
    });
    this.showAddress(doc);
  }

  drawText(doc) {
    const { data: { texts, questionText, model }, view } = this;
    const pageText = doc.page ? filled(texts.page, { n: doc.page }) : "";
    view.drawDoc(doc, { question: questionText, pageText, marks: this.marksOf(doc), chosen: this.chosen });
    view.drawWhy(doc.why?.[this.showSuggestions ? 0 : 1]);
    view.drawCodes(doc.codes);
    let note = "";
    if (doc.blind) note = texts.blind;
    else if (model === null) note = texts.no_model;
    else if (!this.showSuggestions) note = texts.suggestions_off;
    else if (!doc.suggestions.length) note = texts.no_suggestions;
    view.drawSuggestions(note ? [] : this.suggestionsOf(doc), note);
  }

  drawEnd(nRead) {
    const { data, data: { texts, total }, view } = this;
    const left = total - nRead;
    view.drawSuggestions(null);
    const { whole = total, elsewhere = 0 } = data.coming ?? {};
    const others = nRead + elsewhere < whole; // the rest lies before somebody else
    if (left === 0) {
      view.drawMessage(texts.end_title, [others ? texts.end_others : texts.end_all], [texts.to_tables, () => this.tables()]);
    } else {
      const line = left === 1 ? texts.end_left_one : filled(texts.end_left_many, { n: left });
      view.drawMessage(texts.end_title, [line], [texts.to_unread, () => this.unread()]);
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
