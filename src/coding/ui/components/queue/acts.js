// What a person does to texts: codes, memos, undoing, going on. Every change lands in the journal.

const UNDO_STEPS = 100;

class Acts extends Sync {
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

  // Kept over a reload, under the name of this tab: a duplicated tab did not do these things.
  get undoKey() { return `coding-undo|${this.journal.client.name}|${this.scope}`; }

  storedUndo() {
    try { return JSON.parse(stored("sessionStorage", this.undoKey)) ?? []; } catch { return []; }
  }

  keepUndo() { store("sessionStorage", this.undoKey, JSON.stringify(this.undoStack)); }

  tables() { this.setTriggerValue("tables", true); }

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
    const goesOn = last?.memo && last.segment === doc.id; // one stretch of typing is one step back
    this.change(doc, { memo: text }, {}, goesOn ? null : this.data.texts.what_memo);
    if (!goesOn) this.undoStack[this.undoStack.length - 1].memo = true;
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
      this.position = doc.position;
      this.change(doc, mine, mine.origins, this.data.texts.what_stored);
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
