// Words as evidence: chosen by mouse or by keyboard, given to a code, taken away again.

const MARK_SHOWN = 60; // signs of a quote in a message

class Marks extends Proposals {
  // What is chosen on screen, in UTF-16 within the text; `words` when chosen by keyboard.
  choose(span, words = null) {
    this.chosen = span && { ...span, words };
    const { doc, data: { texts } } = this;
    if (this.chosen) {
      document.getSelection()?.removeAllRanges(); // from here on it is drawn as ours
      this.tell(filled(words ? texts.chosen_keys : texts.chosen, { quote: this.quote(doc, this.chosen) }));
    }
    this.draw();
  }

  letGo() { this.chosen = null; }

  selected() {
    if (!this.doc || !this.journal) return;
    const span = this.view.selection();
    if (span) this.choose(span);
  }

  pressedInText() {
    if (!this.chosen) return;
    this.letGo();
    this.tell("");
    this.draw();
  }

  quote(doc, { start, end }) {
    const words = doc.text.slice(start, end).replace(/\s+/g, " ");
    return words.length > MARK_SHOWN ? `${words.slice(0, MARK_SHOWN).trimEnd()}…` : words;
  }

  // ── by keyboard ─────────────────────────────────────────────────────────────────────────────────

  startMarking() {
    const words = this.doc ? wordsOf(this.doc.text) : [];
    if (!words.length || !this.journal) { this.tell(this.data.texts.no_words); return; }
    const at = this.chosen ? words.findIndex((word) => word.end > this.chosen.start) : this.lastWord(words);
    this.chooseWords(words, at, at);
  }

  lastWord(words) {
    const { segment, first } = this.markedAt ?? {};
    return segment === this.doc.id && first < words.length ? first : 0;
  }

  chooseWords(words, first, last) {
    const [from, to] = [Math.min(first, last), Math.max(first, last)];
    this.markedAt = { segment: this.doc.id, first: from };
    this.choose({ start: words[from].start, end: words[to].end }, { first, last });
  }

  keyInMarking(event) {
    const words = wordsOf(this.doc.text);
    const { first, last } = this.chosen.words;
    const end = words.length - 1;
    const moves = { ArrowLeft: last - 1, ArrowRight: last + 1, Home: 0, End: end };
    if (event.key in moves) {
      const to = Math.max(0, Math.min(end, moves[event.key]));
      this.chooseWords(words, event.shiftKey ? first : to, to);
    } else if (event.key === "Enter") this.markWithOnlyCode();
    else if (event.key === "Delete" || event.key === "Backspace") this.unmarkChosen();
    else return false;
    return true;
  }

  markWithOnlyCode() {
    const codes = [...this.doc.codes];
    if (codes.length === 1) this.toggle(codes[0]); else this.tell(this.data.texts.which_code);
  }

  // ── giving and taking ───────────────────────────────────────────────────────────────────────────

  // A key or click on a code while words are chosen marks them for it; once more takes the mark away.
  toggle(code, origin = "hand", { onward = false } = {}) {
    const { doc } = this;
    if (!this.chosen || !doc || !this.journal || !this.codes.has(code)) { super.toggle(code, origin, { onward }); return; }
    const [start, end] = [this.chosen.start, this.chosen.end].map((units) => toPoints(doc.text, units));
    const mark = { code, start, end };
    const { label } = this.codes.get(code);
    if (doc.marks.some((one) => markName(one) === markName(mark))) {
      if (onward) this.stands(label); else this.unmark(mark);
      return;
    }
    const quote = this.quote(doc, this.chosen);
    const { codes, removed } = this.withCode(doc.codes, code);
    const given = !doc.codes.has(code);
    const done = filled(given ? this.data.texts.given_marked : this.data.texts.marked_words, { code: label, quote });
    const undone = [filled(this.data.texts.what_marked, { quote })];
    if (given) undone.push(filled(this.data.texts.what_given, { code: label }));
    removed.forEach((other) => undone.push(filled(this.data.texts.what_taken, { code: this.labels([other]) })));
    const origins = Object.fromEntries([[markName(mark), "hand"], ...(given ? [[code, origin]] : [])]);
    this.letGo();
    const told = removed.length ? `${done} ${filled(this.data.texts.taken, { code: this.labels(removed) })}` : done;
    this.used(code);
    this.view.showDefinition(this.codes.get(code));
    this.finish(doc, { codes, marks: [...doc.marks, mark] }, { origins, undone, done, told, onward: onward && !removed.length });
  }

  unmark(mark) { this.takeMarks([mark]); }

  unmarkChosen() {
    const { doc, chosen } = this;
    const [start, end] = [chosen.start, chosen.end].map((units) => toPoints(doc.text, units));
    const under = doc.marks.filter((mark) => mark.start < end && start < mark.end);
    if (under.length) this.takeMarks(under); else this.tell(this.data.texts.no_mark);
  }

  takeMarks(marks) {
    const { doc, data: { texts } } = this;
    const names = marks.map(markName);
    const units = (mark) => ({ start: toUnits(doc.text, mark.start), end: toUnits(doc.text, mark.end) });
    const quote = marks.map((mark) => this.quote(doc, units(mark))).join("’, ‘");
    const done = filled(texts.unmarked, { quote });
    this.letGo();
    const left = doc.marks.filter((mark) => !names.includes(markName(mark)));
    this.change(doc, { marks: left }, { undone: filled(texts.what_unmarked, { quote }), done });
    this.tell(done);
    this.draw();
    this.flow();
  }

  // The marks of a text as they are drawn: numbered, in UTF-16.
  marksOf(doc) {
    return withLevels(doc.marks.filter((mark) => mark.end <= codePoints(doc.text)).map((mark, index) => ({
      mark,
      number: index + 1,
      start: toUnits(doc.text, mark.start),
      end: toUnits(doc.text, mark.end),
      colour: this.codes.get(mark.code)?.colour ?? "gray",
      label: this.codes.get(mark.code)?.label ?? mark.code,
    })));
  }
}
