// What is suggested and taken over: one code, two together, or all that are sure. Only what is on screen.

const SUGGESTED = 5; // the digits 1 to 5
const TOGETHER = 2; // the digits 6 and 7
const SURE = 50; // percent, as shown on screen
const LEAST = 0.05; // how likely two codes must be together to be offered so

const percent = (probability) => Math.round(probability * 100);

class Proposals extends Acts {
  // The suggestions on screen, best first.
  offered(doc) {
    if (!doc || doc.blind || !this.showSuggestions) return [];
    return doc.suggestions.slice(0, SUGGESTED);
  }

  accept(index, options) {
    const { doc } = this;
    const code = this.offered(doc)[index]?.[0];
    if (!code) { this.tellNothing(index + 1); return; }
    this.toggle(code, doc.codes.has(code) && !this.chosen ? "hand" : "suggestion", options);
  }

  tellNothing(n) {
    const { doc, data: { texts } } = this;
    if (!doc) return;
    const hidden = doc.blind ? texts.blind_none_sure : texts.hidden_none;
    this.tell(doc.blind || !this.showSuggestions ? hidden : filled(texts.no_suggestion_n, { n }));
  }

  // ── two together ────────────────────────────────────────────────────────────────────────────────

  // Two codes that may well both fit, most likely first. What Shift+Enter takes is not offered twice, and
  // what was chosen meanwhile changes nothing: the keys stay what they were.
  togetherOf(doc) {
    const single = this.offered(doc).filter(([code]) => {
      const known = this.codes.get(code);
      return known && !known.retired && !known.exclusive;
    });
    const sure = this.sureAmong(this.offered(doc));
    const pairs = [];
    single.forEach(([one, chance], place) => {
      for (const [other, otherChance] of single.slice(place + 1)) {
        const together = chance * otherChance;
        const isSure = sure.size === 2 && sure.has(one) && sure.has(other);
        if (together >= LEAST && !isSure) pairs.push({ codes: [one, other], together });
      }
    });
    return pairs.sort((one, other) => other.together - one.together).slice(0, TOGETHER).map(({ codes }) => codes);
  }

  acceptTogether(index, { onward = false } = {}) {
    const { doc, data: { texts } } = this;
    if (!doc || !this.journal) return;
    const pair = this.togetherOf(doc)[index];
    if (!pair) { this.tellNothing(index + SUGGESTED + 1); return; }
    if (this.chosen) { this.tell(texts.one_for_words); return; }
    const missing = pair.filter((code) => !doc.codes.has(code));
    if (!missing.length && onward) this.stands(this.labels(pair));
    else if (!missing.length) this.takeAway(doc, pair);
    else this.takeOver(doc, missing, { onward });
  }

  takeAway(doc, gone) {
    const { texts } = this.data;
    const codes = new Set([...doc.codes].filter((code) => !gone.includes(code)));
    const undone = gone.map((code) => filled(texts.what_taken, { code: this.labels([code]) }));
    const origins = Object.fromEntries(gone.map((code) => [code, "hand"]));
    this.finish(doc, { codes }, { origins, undone, done: filled(texts.taken, { code: gone.map((code) => this.labels([code])).join("’, ‘") }) });
  }

  // Take over suggestions as one act; where something else has to go for them, one stays to see it.
  takeOver(doc, taken, { onward }) {
    const { texts } = this.data;
    let codes = doc.codes;
    const removed = [];
    for (const code of taken) {
      const step = this.withCode(codes, code);
      codes = step.codes;
      removed.push(...step.removed);
    }
    const undone = taken.map((code) => filled(texts.what_given, { code: this.labels([code]) }));
    removed.forEach((code) => undone.push(filled(texts.what_taken, { code: this.labels([code]) })));
    const origins = Object.fromEntries([...taken.map((code) => [code, "suggestion"]), ...removed.map((code) => [code, "hand"])]);
    let done = filled(texts.accepted_many, { codes: this.labels(taken) });
    if (removed.length) done = `${done}. ${filled(texts.not_alone, { others: this.labels(removed) })}`;
    taken.forEach((code) => this.used(code));
    this.view.showDefinition(this.codes.get(taken[0]));
    this.finish(doc, { codes }, { origins, undone, done, onward: onward && !removed.length });
  }

  // ── all that are sure ───────────────────────────────────────────────────────────────────────────

  sureAmong(suggestions) {
    const sure = new Set();
    for (const [code, probability] of suggestions) {
      const known = this.codes.get(code);
      if (!known || known.retired || code in this.rare || percent(probability) < SURE) continue;
      if (known.exclusive && sure.size) continue; // the surest comes first
      sure.add(code);
      if (known.exclusive) break;
    }
    return sure;
  }

  // What = and Shift+Enter take over: the sure ones on screen, on a text nobody chose for yet.
  sureOf(doc) {
    return !doc || doc.read || doc.codes.size ? new Set() : this.sureAmong(this.offered(doc));
  }

  // Take over what is sure and stay, to add or take away.
  takeSure() {
    const { doc, data: { texts } } = this;
    if (!doc || !this.journal) return;
    const sure = [...this.sureOf(doc)];
    if (sure.length) { this.letGo(); this.takeOver(doc, sure, { onward: false }); return; }
    if (doc.read || doc.codes.size) this.tell(texts.none_added);
    else this.tell(doc.blind ? texts.blind_none_sure : texts.none_sure);
  }

  // Take over what is sure and go on, in one act. Where nothing is, it never says "read, no code" by itself.
  nextSure() {
    const { doc, data: { texts } } = this;
    if (!doc || !this.journal) return;
    const sure = [...this.sureOf(doc)];
    if (sure.length) { this.takeOver(doc, sure, { onward: true }); return; }
    if (doc.read || doc.codes.size) { this.next(); this.tell([texts.none_added, this.told].filter(Boolean).join(" ")); }
    else this.tell(doc.blind ? texts.blind_none_sure : texts.none_sure);
  }
}
