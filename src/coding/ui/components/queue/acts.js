// What a person does to texts: codes, memos, flags, going on, answering a conflict.

const RECENT = 3; // the digits 8, 9 and 0

class Acts extends History {
  labels(codes) { return codes.map((code) => this.codes.get(code)?.label ?? code).join(", "); }

  // The codes with one more; what cannot stand beside it goes.
  withCode(before, code) {
    const { exclusive } = this.codes.get(code);
    const codes = new Set(before);
    // In the order of the codebook: that of the set changes when the server confirms it.
    const order = [...this.codes.keys()];
    const removed = [...codes].filter((other) => other !== code && (exclusive || this.codes.get(other)?.exclusive))
      .sort((one, other) => order.indexOf(one) - order.indexOf(other));
    removed.forEach((other) => codes.delete(other));
    codes.add(code);
    return { codes, removed };
  }

  // Give a code or take it away. `onward`: also mark as read and go on, in the same act; then a code that was
  // given already stays, and where something else is taken away one stays to see it.
  toggle(code, origin = "hand", { onward = false } = {}) {
    const { doc, data: { texts } } = this;
    if (!doc || !this.journal || !this.codes.has(code)) return;
    const { label, exclusive, retired } = this.codes.get(code);
    const taken = doc.codes.has(code);
    if (retired && !taken) return;
    if (taken && onward) { this.stands(label); return; }
    const { codes, removed } = taken
      ? { codes: new Set([...doc.codes].filter((other) => other !== code)), removed: [] }
      : this.withCode(doc.codes, code);
    let done = filled(taken ? texts.taken : origin === "hand" ? texts.given : texts.accepted, { code: label });
    const undone = [filled(taken ? texts.what_taken : texts.what_given, { code: label })];
    removed.forEach((other) => undone.push(filled(texts.what_taken, { code: this.labels([other]) })));
    const origins = Object.fromEntries([[code, origin], ...removed.map((other) => [other, "hand"])]);
    const others = this.labels(removed);
    if (removed.length) done = filled(exclusive ? texts.alone : texts.not_alone, { code: label, others });
    if (!taken) this.used(code);
    this.view.showDefinition(this.codes.get(code));
    this.finish(doc, { codes }, { origins, undone, done, onward: onward && !removed.length });
  }

  // With Shift on what stands already: it stays, and one goes on.
  stands(label) {
    this.next();
    this.tell([filled(this.data.texts.stood, { code: label }), this.told].filter(Boolean).join(". "));
  }

  // Do one act with codes; `onward`: the text is read with it, and the next one comes.
  finish(doc, wanted, { origins, undone, done, told = done, onward }) {
    const { texts } = this.data;
    const reads = onward && !doc.read;
    const whole = reads ? { ...wanted, read: true } : wanted;
    const back = [...undone, ...(reads ? [texts.what_read] : [])].join(", ");
    this.change(doc, whole, { origins, undone: back, done });
    this.tell(reads ? [told, filled(texts.marked, { n: this.placeName(doc.position) })].join(". ") : told);
    if (onward) { this.go(this.position + 1); return; }
    this.draw();
    this.flow();
  }

  // ── used lately ─────────────────────────────────────────────────────────────────────────────────

  get recentKey() { return `${this.data.storage}recent|${this.data.question}`; }

  // Where there are more codes than letters, only those without one: the others are at hand as it is.
  fitsRecent(code) {
    const known = this.codes.get(code);
    return Boolean(known) && !known.retired && (!this.keyless.length || !known.key);
  }

  // A code keeps its digit; a new one takes the place of the one that was not used for longest.
  used(code) {
    if (!this.fitsRecent(code)) return;
    this.lately = [code, ...this.lately.filter((other) => other !== code)].slice(0, RECENT);
    if (this.recent.includes(code)) return;
    const old = this.recent.findIndex((other) => !this.lately.includes(other));
    if (this.recent.length < RECENT) this.recent.push(code); else this.recent[old] = code;
    store("sessionStorage", this.recentKey, JSON.stringify(this.recent));
  }

  loadRecent() {
    let kept;
    try { kept = JSON.parse(stored("sessionStorage", this.recentKey)); } catch { kept = null; }
    this.keyless = [...this.codes.values()].filter((code) => !code.key && !code.retired).map((code) => code.id);
    const known = Array.isArray(kept) ? kept.filter((code) => this.fitsRecent(code)) : [];
    // Two or three codes too many for the letters have a digit from the start.
    this.recent = [...new Set([...known, ...this.keyless])].slice(0, RECENT);
    this.lately = [...this.recent];
  }

  giveRecent(index, options) {
    if (this.recent[index]) this.toggle(this.recent[index], "hand", options);
    else this.tell(this.data.texts.no_recent);
  }

  // ── to talk over, the same answers, going on ────────────────────────────────────────────────────

  talk() {
    const { doc, data: { texts } } = this;
    if (!doc || !this.journal) return;
    const flagged = !doc.flagged;
    const done = flagged ? texts.flagged : texts.unflagged;
    this.change(doc, { flagged }, { undone: flagged ? texts.what_flagged : texts.what_unflagged, done });
    this.tell(done);
    this.draw();
    this.flow();
  }

  // The same judgement for the same answers that nobody here read yet: done by the server, as one act.
  alsoAlike() {
    const { doc, data: { texts } } = this;
    if (!doc || !this.journal) return;
    if (!doc.alike) { this.tell(texts.no_alike); return; }
    const values = { n: doc.alike, what: doc.codes.size ? this.labels([...doc.codes]) : texts.none };
    const done = filled(doc.alike === 1 ? texts.given_alike_one : texts.given_alike_many, values);
    this.change(doc, { read: true }, { undone: texts.what_alike, done, alike: true });
    this.tell(done);
    this.draw();
    this.flow();
  }

  next() {
    const { doc, data: { texts } } = this;
    if (!doc || !this.journal) return;
    if (!doc.read) {
      const done = doc.codes.size ? texts.read : texts.read_none;
      this.change(doc, { read: true }, { undone: texts.what_read, done });
      const message = doc.codes.size ? texts.marked : texts.marked_none;
      this.tell(filled(message, { n: this.placeName(doc.position) }));
    }
    this.go(this.position + 1);
  }

  back() {
    if (this.position > 0) this.go(this.position - 1); else this.tell(this.data.texts.first);
  }

  skip() {
    if (this.position < this.data.total) this.go(this.position + 1);
    else if (!this.more) this.tell(this.data.texts.last); // else the page says already that more is coming
  }

  unread() {
    const { total, texts } = this.data;
    for (let step = 1; step <= total; step += 1) {
      const position = (this.position + step) % total;
      if (!this.isRead(position)) { this.go(position); return; }
    }
    if (this.more) this.go(total); else this.tell(texts.no_unread);
  }

  go(position) {
    this.letGo();
    this.position = Math.max(0, Math.min(position, this.data.total));
    this.moved = performance.now();
    this.draw();
    this.flow();
  }

  tables() {
    this.leaving?.wait(LEAVE_MS);
    this.setTriggerValue("tables", true);
  }

  toggleSuggestions() {
    this.showSuggestions = !this.showSuggestions;
    store("localStorage", "coding-suggestions", this.showSuggestions ? "on" : "off");
    this.draw();
  }

  help(open) { this.view.help(open); }

  // ── memo ────────────────────────────────────────────────────────────────────────────────────────

  // Written down at every key, so that nothing is lost when the window closes; sent by the clock.
  memoTyped(text) {
    const { doc } = this;
    if (!doc || !this.journal || text === doc.memo) return;
    const last = this.undoStack[this.undoStack.length - 1];
    if (last?.memo && last.segment === doc.id) this.goOn(doc, { memo: text });
    else {
      this.change(doc, { memo: text }, { undone: this.data.texts.what_memo, done: this.data.texts.memo });
      this.undoStack[this.undoStack.length - 1].memo = true;
    }
    this.draw();
  }

  memoLeft() {
    const last = this.undoStack?.[this.undoStack.length - 1];
    if (last) last.memo = false;
    if (!this.journal) return;
    this.draw();
    this.flow();
  }

  // ── notices ─────────────────────────────────────────────────────────────────────────────────────

  notify(kind, question, mine, theirs) {
    const { segment } = mine;
    this.notices = this.notices.filter((notice) => notice.mine.segment !== segment);
    this.notices.push({ id: `${kind}-${segment}-${mine.revision}`, kind, question, segment, mine, theirs });
  }

  dismiss(notice) {
    this.notices = this.notices.filter((other) => other !== notice);
    this.draw();
  }

  applyMine(notice) {
    const { mine, theirs, question } = notice;
    const doc = question === this.data.question ? this.byId.get(notice.segment) : undefined;
    if (doc) {
      const { texts } = this.data;
      const { codes, read, memo, flagged = doc.flagged, marks = doc.marks } = mine;
      this.letGo();
      this.position = doc.position;
      this.change(doc, { codes, read, memo, flagged, marks },
        { origins: mine.origins, undone: texts.what_stored, done: texts.apply_mine });
    } else {
      this.journal.put({ ...mine, base: theirs.version, revision: this.journal.client.next() }, question);
      this.dirty = true;
    }
    this.dismiss(notice);
    this.flow();
  }

  describe(state) {
    const { texts } = this.data;
    const parts = [state.codes.length ? this.labels(state.codes) : texts.none];
    if (!state.read) parts.push(texts.unread);
    if (state.flagged) parts.push(texts.talk);
    if (state.marks?.length) parts.push(filled(texts.n_marks, { n: state.marks.length }));
    if (state.memo) parts.push(`${texts.memo}: ${state.memo}`);
    return parts.join(", ");
  }

  noticesToDraw() {
    const { texts, question } = this.data;
    return this.notices.map((notice) => {
      const doc = notice.question === question ? this.byId.get(notice.segment) : undefined;
      const place = doc ? this.placeName(doc.position) : filled(texts.elsewhere, { question: notice.question });
      const values = { place, mine: this.describe(notice.mine) };
      const show = doc && doc !== this.doc ? [[filled(texts.show, { place }), () => this.go(doc.position)]] : [];
      if (notice.kind === "refused") {
        return { id: notice.id, text: filled(texts.refused, values),
          actions: [[texts.understood, () => this.dismiss(notice)], ...show] };
      }
      values.theirs = this.describe(notice.theirs);
      return { id: notice.id, text: filled(texts.conflict, values), actions: [
        [texts.apply_mine, () => this.applyMine(notice)],
        [texts.keep_theirs, () => this.dismiss(notice)], ...show] };
    });
  }
}
