// Every change of a text lands in the journal, and can be taken back and done again.

const UNDO_STEPS = 100;
const READ = "@read";
const MEMO = "@memo";
const FLAG = "@flag";
const markName = ({ code, start, end }) => `${code}@${start}-${end}`;

const stateOf = (doc) =>
  ({ codes: [...doc.codes], read: doc.read, memo: doc.memo, flagged: doc.flagged, marks: [...doc.marks] });

// Lay the step from one state to another over a text that may have changed since.
function stepped(doc, from, to) {
  const codes = new Set(doc.codes);
  from.codes.filter((code) => !to.codes.includes(code)).forEach((code) => codes.delete(code));
  to.codes.filter((code) => !from.codes.includes(code)).forEach((code) => codes.add(code));
  const marks = new Map(doc.marks.map((mark) => [markName(mark), mark]));
  const names = (state) => state.marks.map(markName);
  from.marks.filter((mark) => !names(to).includes(markName(mark))).forEach((mark) => marks.delete(markName(mark)));
  to.marks.filter((mark) => !names(from).includes(markName(mark))).forEach((mark) => marks.set(markName(mark), mark));
  return {
    codes,
    marks: [...marks.values()].filter((mark) => codes.has(mark.code)),
    read: from.read === to.read ? doc.read : to.read,
    memo: from.memo === to.memo ? doc.memo : to.memo,
    flagged: from.flagged === to.flagged ? doc.flagged : to.flagged,
  };
}

// What differs between a text and a state, by the names that origins go by.
function changedAspects(doc, state) {
  const [before, after] = [new Set(doc.marks.map(markName)), new Set(state.marks.map(markName))];
  const codes = [...new Set([...doc.codes, ...state.codes])].filter((code) => doc.codes.has(code) !== state.codes.has(code));
  const marks = [...new Set([...before, ...after])].filter((name) => before.has(name) !== after.has(name));
  const rest = [[READ, "read"], [MEMO, "memo"], [FLAG, "flagged"]].filter(([, key]) => doc[key] !== state[key]);
  return [...codes, ...marks, ...rest.map(([name]) => name)];
}

class History extends Sync {
  get doc() { return this.docs.get(this.position); }

  placeName(position) {
    const { texts, total, passages, coming } = this.data;
    const [here, of] = passages ? [texts.passage, texts.place_passage] : [texts.answer, texts.place_answer];
    return filled(coming?.grows ? here : of, { n: position + 1, total }); // of how many, nobody knows yet
  }

  // A new act: `undone` says what taking it back does, `done` what doing it again does.
  change(doc, wanted, { origins = {}, undone, done, alike = false }) {
    const before = stateOf(doc);
    const revision = this.store(doc, wanted, origins, alike ? "give" : null);
    this.undoStack.push({
      segment: doc.id, position: doc.position, before, after: stateOf(doc), origins, undone, done,
      alike: alike ? revision : null,
    });
    this.undoStack.splice(0, this.undoStack.length - UNDO_STEPS);
    this.redoStack = [];
    this.keepSteps();
  }

  // Go on with the newest act: a stretch of typing is one step back.
  goOn(doc, wanted) {
    this.store(doc, wanted, {}, null);
    this.undoStack[this.undoStack.length - 1].after = stateOf(doc);
    this.keepSteps();
  }

  // See to it that the wanted state is stored.
  store(doc, wanted, origins, alike, undoneRevision) {
    const earlier = this.journal.pending(doc.id);
    Object.assign(doc, wanted, { codes: new Set(wanted.codes ?? doc.codes) });
    doc.marks = inOrder(doc.marks.filter((mark) => doc.codes.has(mark.code)));
    const revision = this.journal.client.next();
    this.journal.put({
      segment: doc.id,
      codes: [...doc.codes].sort(),
      read: doc.read,
      memo: doc.memo,
      flagged: doc.flagged,
      marks: doc.marks,
      origins: { ...earlier?.origins, ...origins },
      base: earlier ? earlier.base : doc.stored.version,
      revision,
      model: this.showSuggestions && !doc.blind && doc.suggestions.length ? doc.model : null,
      queue: this.data.queue,
      alike: alike ? { [alike]: undoneRevision ?? revision } : earlier?.alike ?? null,
    });
    this.dirty = true;
    return revision;
  }

  undo() { this.step(this.undoStack, this.redoStack, "undo"); }

  redo() { this.step(this.redoStack, this.undoStack, "redo"); }

  step(from, to, kind) {
    const { texts } = this.data;
    const step = from[from.length - 1];
    if (!step || !this.journal) { this.tell(texts[`nothing_to_${kind}`]); return; }
    const doc = this.byId.get(step.segment);
    if (!doc) { this.go(step.position); return; } // too far back: it is loaded first, once more does it
    from.pop();
    const back = kind === "undo";
    const wanted = back ? stepped(doc, step.after, step.before) : stepped(doc, step.before, step.after);
    const aspects = changedAspects(doc, wanted);
    this.letGo();
    this.position = doc.position;
    if (aspects.length || step.alike) {
      // Doing it again is the same act once more, with the origin it had.
      const origins = aspects.map((name) => [name, back ? "undo" : step.origins[name] ?? "hand"]);
      const alike = step.alike ? (back ? "undo" : "give") : null;
      const revision = this.store(doc, wanted, Object.fromEntries(origins), alike, back ? step.alike : undefined);
      to.push(back ? step : { ...step, alike: step.alike && revision });
      const [text, what] = back ? [texts.undone, step.undone] : [texts.redone, step.done];
      this.tell(filled(text, { n: this.placeName(doc.position), what }));
    } else this.tell(filled(back ? texts.undone_before : texts.redone_before, { n: this.placeName(doc.position) }));
    this.keepSteps();
    this.draw();
    this.flow();
  }

  forgetSteps(segment) {
    this.undoStack = this.undoStack.filter((step) => step.segment !== segment);
    this.redoStack = this.redoStack.filter((step) => step.segment !== segment);
  }

  // Kept over a reload, under the name of this tab: a duplicated tab did not do these things.
  get stepsKey() { return `coding-steps|${this.journal.client.name}|${this.scope}`; }

  loadSteps() {
    let kept;
    try { kept = JSON.parse(stored("sessionStorage", this.stepsKey)); } catch { kept = null; }
    this.undoStack = kept?.undo ?? [];
    this.redoStack = kept?.redo ?? [];
  }

  keepSteps() {
    store("sessionStorage", this.stepsKey, JSON.stringify({ undo: this.undoStack, redo: this.redoStack }));
  }
}
