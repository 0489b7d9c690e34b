// The talk with the server: takes in batches, keeps the journal, sends until all is confirmed.

const LOOK_AHEAD = 25; // ask for more when fewer texts than this lie ready

class Sync {
  constructor(parent) {
    this.parent = parent;
    this.scope = null;
    this.sequence = Date.now(); // higher than any of an earlier life of this window
  }

  // ── data from the server ────────────────────────────────────────────────────────────────────────

  update({ data, setStateValue, setTriggerValue }) {
    Object.assign(this, { data, setStateValue, setTriggerValue });
    if (!this.view?.root.isConnected) this.view = new View(this.parent, this);
    const fresh = this.view.build(data.groups, data.texts);
    const first = data.scope !== this.scope;
    if (first) this.begin(data);
    else if (fresh) this.takeCodes(data, false);
    this.merge(data);
    if (first) this.view.focus();
    this.draw();
    this.flow();
    this.timer ??= setInterval(() => this.tick(), 500);
    this.leaving ??= new Leaving(this.parent);
  }

  rest() {
    clearInterval(this.timer);
    this.leaving?.stop();
    this.timer = this.leaving = null;
    this.memoLeft();
  }

  begin(data) {
    Object.assign(this, {
      scope: data.scope, docs: new Map(), byId: new Map(), position: data.start, journal: null, sent: null,
      dirty: false, moved: 0, failures: 0, connection: "ok", matches: null, active: -1, notices: [], read: [],
      undoStack: [], redoStack: [], chosen: null, markedAt: null, askedFrom: null, wish: null,
      showSuggestions: stored("localStorage", "coding-suggestions") !== "off",
    });
    this.takeCodes(data, true);
    this.view.form.close();
    this.prepare(data);
  }

  // The codes as they are now; somebody may have saved the codebook while this window was open.
  takeCodes(data, first) {
    this.codes = new Map(data.groups.flatMap((group) => group.codes).map((code) => [code.id, code]));
    this.byKey = new Map([...this.codes.values()].filter((code) => code.key).map((code) => [code.key, code.id]));
    this.matches = null;
    this.loadRecent();
    const changed = !first && data.codebook !== this.codebook; // else somebody wrote a note
    this.codebook = data.codebook;
    if (changed) this.tell(filled(data.texts.codebook_changed, { n: data.codebook }));
  }

  async prepare({ scope, storage, question }) {
    const client = await thisClient();
    const alive = await client.alive();
    if (scope !== this.scope) return;
    const journal = new Journal(storage, question, client);
    journal.load(alive);
    this.journal = journal;
    this.loadSteps();
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
      this.connection = data.trouble || "ok";
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
      for (const name of ["blind", "variables", "before", "after", "alike", "why"]) doc[name] = raw[name];
      // A newer model comes in between two texts: the one on screen keeps what it shows.
      if (doc.model === undefined || doc.model === raw.model || raw.position !== this.position) {
        Object.assign(doc, { suggestions: raw.suggestions, model: raw.model });
      }
      if (!doc.stored || raw.state.version >= doc.stored.version) doc.stored = raw.state;
    }
    for (const answer of data.answers) this.settle(answer);
    if (this.renumber) {
      this.renumber = false;
      this.journal.renumber();
      this.dirty = true;
    }
    for (const raw of data.docs) this.adopt(this.docs.get(raw.position));
    this.answered(data.wish);
  }

  // Show what is stored, or what is on its way to be.
  adopt(doc) {
    const state = this.journal?.pending(doc.id) ?? doc.stored;
    doc.codes = new Set(state.codes);
    doc.read = state.read;
    doc.memo = state.memo;
    doc.flagged = state.flagged ?? doc.stored.flagged;
    doc.marks = inOrder((state.marks ?? doc.stored.marks).filter((mark) => doc.codes.has(mark.code)));
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
    if (answer.accepted && !sameState(entry, answer.state) && entry.base >= answer.state.version && !entry.again) {
      // Nothing was written since we looked, yet this is not what stands there: a browser that came back
      // from a crash numbers from an older point, and the server takes it for something that came before.
      entry.again = true;
      this.renumber = true;
      return;
    }
    this.journal.drop(record, answer.segment);
    if (record !== this.journal.own && answer.accepted) {
      const own = this.journal.own.entries.get(answer.segment);
      if (own) { own.base = answer.state.version; this.dirty = true; }
    }
    if (answer.refused) this.notify("refused", record.question, entry, null);
    else if (!answer.accepted) this.notify("conflict", record.question, entry, answer.state);
    if (!answer.accepted) {
      this.tell("");
      this.forgetSteps(answer.segment);
    }
    if (doc) this.adopt(doc);
  }

  // ── to the server ───────────────────────────────────────────────────────────────────────────────

  // Whether the queue gets longer when one comes near its end.
  get more() { return Boolean(this.data.coming?.more); }

  // Asked once from each place: the server sends what it can, and less of very long texts.
  get lacksTexts() {
    if (this.askedFrom === this.position) return false;
    const around = [this.position, Math.max(0, this.position - 2), this.position + LOOK_AHEAD];
    return around.some((place) => !this.docs.has(this.more ? place : Math.min(place, this.data.total - 1)));
  }

  flow() {
    if (!this.journal || this.sent || this.leaving?.soon || !(this.data.total || this.more)) return;
    if (["trouble", "may_not"].includes(this.connection) && performance.now() < this.retryAt) return;
    if (this.dirty || this.lacksTexts) this.push();
  }

  push() {
    this.sequence += 1;
    this.sent = { sequence: this.sequence, at: performance.now() };
    this.dirty = false;
    this.moved = 0;
    this.askedFrom = this.position;
    const { scope, sequence, position } = this;
    try {
      const journals = this.journal.toSend();
      this.setStateValue("journal", { scope, seq: sequence, position, journals, wish: this.wish });
    } catch { this.connection = "lost"; } // not connected: the clock sends it again
  }

  tick() {
    if (!this.journal || this.leaving?.soon) return;
    const now = performance.now();
    if (this.sent && now - this.sent.at > patience(this.connection, this.failures)) {
      this.failures += 1;
      this.sent = null;
      this.askHealth();
      this.push();
    } else if (!this.sent && this.journal.size && this.connection !== "ok" && now > (this.retryAt ?? 0)) {
      this.push();
    } else if (!this.sent && this.moved && now - this.moved > 1000) {
      this.push(); // so that the server knows where the coder was
    } else if (!this.sent && !this.docs.has(this.position) && (this.position < this.data.total || this.more) &&
        now > (this.retryAt ?? 0)) {
      this.push(); // still nothing to read here
    }
    this.flow();
  }

  async askHealth() {
    const { scope } = this;
    const connection = await whyNoAnswer(this.failures);
    if (scope !== this.scope || !this.sent) return;
    if (connection === "lost") this.failures = 0;
    this.connection = connection;
    this.draw();
  }
}
