// What is on the screen. All text of people goes in through textContent; drawing never asks the server.

class View extends Layout {
  // ── every change ────────────────────────────────────────────────────────────────────────────────

  drawBar({ place, flag, flagKind, talk, nRead, total, saving, savingKind }) {
    const { part, texts } = this;
    set(part.place, place);
    set(part.flag, flag);
    part.flag.dataset.kind = flagKind;
    set(part.talk, talk ? `⚑ ${texts.talk}` : "");
    this.root.querySelector("[data-do=talk]").setAttribute("aria-pressed", String(talk));
    set(part.count, filled(texts.count, { n: nRead, total }));
    part.meter.setAttribute("aria-valuemax", total);
    part.meter.setAttribute("aria-valuenow", nRead);
    part.meter.setAttribute("aria-label", filled(texts.count, { n: nRead, total }));
    part.meter.firstElementChild.style.width = total ? `${(100 * nRead) / total}%` : "0";
    set(part.saving, saving);
    part.saving.dataset.kind = savingKind;
  }

  drawDoc(doc, { question, pageText, marks, chosen }) {
    const { part } = this;
    set(part.question, question);
    set(part.source, [doc.source.join(" › "), pageText].filter(Boolean).join(" · "));
    part.source.hidden = !part.source.textContent;
    this.drawAround(doc);
    const look = JSON.stringify([doc.id, marks, chosen]);
    if (part.answer.dataset.look !== look) {
      // Only text nodes: nothing in an answer is ever markup.
      part.answer.replaceChildren(...(marks.length || chosen ? drawnText(doc.text, marks, chosen) : [doc.text]));
      part.answer.dataset.look = look;
      this.drawMarks(doc, marks);
    }
    if (part.answer.dataset.segment !== String(doc.id)) {
      part.answer.dataset.segment = doc.id;
      this.toTop();
    }
    if (this.memoOf !== doc.id || !this.inMemo) {
      if (this.memoBox.value !== doc.memo) this.memoBox.value = doc.memo;
      this.memoOf = doc.id;
    }
    part.memo.dataset.filled = String(Boolean(doc.memo));
  }

  // What stands beside a text without being coded: passages around it, chosen variables, equal answers.
  drawAround(doc) {
    const { part, texts } = this;
    set(part.before, doc.before ?? "");
    set(part.after, doc.after ?? "");
    set(part.variables, (doc.variables ?? []).map(([label, value]) => `${label}: ${value}`).join(" · "));
    const { alike } = this.part;
    const text = doc.alike ? filled(doc.alike === 1 ? texts.alike_one : texts.alike_many, { n: doc.alike }) : "";
    if (alike.dataset.drawn === text) return;
    alike.dataset.drawn = text;
    const give = button(texts.give_alike, () => this.act.alsoAlike());
    give.append(make("kbd", "", "g"));
    give.tabIndex = -1;
    alike.replaceChildren(...(text ? [make("span", "", text), give] : []));
  }

  // Why this text is shown; without names of codes where suggestions are hidden.
  drawWhy(text) { set(this.part.why, text ?? ""); }

  drawMarks(doc, marks) {
    this.part.marks.replaceChildren(...marks.map((one) => {
      const quote = this.act.quote(doc, one);
      const item = make("li", "");
      const remove = button("✕", () => { this.act.unmark(one.mark); this.focus(); });
      item.style.setProperty("--code", one.colour);
      remove.setAttribute("aria-label", filled(this.texts.take_mark, { quote, code: one.label }));
      remove.title = remove.getAttribute("aria-label");
      item.append(make("span", "number", String(one.number)), make("q", "", quote), make("span", "label", one.label), remove);
      return item;
    }));
  }

  // What is selected in the text, in UTF-16; null: nothing.
  selection() { return this.part.answer.dataset.segment ? selectedIn(this.part.answer) : null; }

  toTop() {
    const top = this.root.getBoundingClientRect().top;
    if (top < 0) this.root.scrollIntoView({ block: "start" });
  }

  drawCodes(given) {
    for (const [code, element] of this.chips) element.setAttribute("aria-pressed", String(given.has(code)));
  }

  drawRecent(name, codes, given) {
    const { part } = this;
    this.drawDigits(codes);
    const signature = JSON.stringify([name, codes.map((code) => [code.id, code.label, code.colour]), [...given].sort()]);
    if (part.recent.dataset.drawn === signature) return;
    part.recent.dataset.drawn = signature;
    const title = codes.length ? [make("span", "recent-title", name)] : [];
    part.recent.replaceChildren(...title, ...codes.map((code, index) => {
      const element = button("", () => this.act.giveRecent(index), "code");
      element.style.setProperty("--code", code.colour);
      element.tabIndex = -1;
      element.title = code.label;
      element.append(make("kbd", "", String((index + 8) % 10)), make("span", "label", code.label));
      element.setAttribute("aria-pressed", String(given.has(code.id)));
      return element;
    }));
  }

  // A code without a letter shows the digit that it has for now.
  drawDigits(codes) {
    for (const [code, element] of this.chips) {
      if (element.dataset.key) continue;
      const place = codes.findIndex((one) => one.id === code);
      const digit = place < 0 ? "" : String((place + 8) % 10);
      set(element.firstElementChild, digit);
      element.setAttribute("aria-keyshortcuts", digit);
    }
  }

  drawSuggestions(list, note) {
    const { part, texts } = this;
    const signature = JSON.stringify([list, note]);
    if (part.suggestions.dataset.drawn === signature) return;
    part.suggestions.dataset.drawn = signature;
    part.suggestions.dataset.count = list?.length ?? 0;
    if (!list) { part.suggestions.replaceChildren(); return; }
    const title = make("span", "suggestions-title", texts.suggestions);
    if (note) { part.suggestions.replaceChildren(title, make("span", "hint", note)); return; }
    part.suggestions.replaceChildren(title, ...list.map((item, index) => {
      const element = button("", () => this.act.accept(index), "code suggestion");
      element.style.setProperty("--code", item.colour);
      element.tabIndex = -1;
      const words = item.words.length ? filled(texts.because, { words: item.words.join(", ") }) : "";
      const few = item.uses === undefined ? "" : filled(item.uses === 0 ? texts.never_given : texts.few_given, { n: item.uses });
      const because = [few || item.inWords, words].filter(Boolean).join("; ");
      const name = make("span", "name");
      name.append(make("span", "label", item.label), make("span", "because", because));
      element.append(make("kbd", "", String(index + 1)), name,
        make("span", "certainty", item.certainty), make("span", "tick", "✓"));
      element.dataset.sure = item.sure;
      const also = item.sure ? texts.sure : few && texts.few;
      element.title = [filled(texts.certainty, { p: item.certainty, n: index + 1 }), also].filter(Boolean).join("; ");
      const accept = filled(texts.accept, { code: item.label, p: item.certainty });
      element.setAttribute("aria-label", [accept, also, because].filter(Boolean).join("; "));
      element.setAttribute("aria-pressed", String(item.given));
      return element;
    }));
  }

  // Two suggestions that may both fit, each pair under one key.
  drawTogether(pairs) {
    const { part, texts } = this;
    const signature = JSON.stringify(pairs);
    if (part.together.dataset.drawn === signature) return;
    part.together.dataset.drawn = signature;
    const title = pairs.length ? [make("span", "together-title", texts.together)] : [];
    part.together.replaceChildren(...title, ...pairs.map(({ labels, colours, given }, index) => {
      const element = button("", () => this.act.acceptTogether(index), "code pair");
      element.style.setProperty("--code", colours[0]);
      element.style.setProperty("--other", colours[1]);
      element.tabIndex = -1;
      element.title = labels.join(" + ");
      element.append(make("kbd", "", String(SUGGESTED + 1 + index)), make("span", "label", labels.join(" + ")), make("span", "tick", "✓"));
      element.setAttribute("aria-label", filled(texts.accept_together, { one: labels[0], other: labels[1] }));
      element.setAttribute("aria-pressed", String(given));
      return element;
    }));
  }

  drawNext(empty, sure) {
    this.root.querySelector("[data-do=nextSure]").setAttribute("aria-disabled", String(!sure));
    const element = this.root.querySelector("[data-do=next]");
    const text = empty ? this.texts.next_none : this.texts.next;
    if (element.dataset.drawn !== text) {
      element.dataset.drawn = text;
      element.replaceChildren(make("span", "", text), make("kbd", "", "Enter"));
    }
  }

  drawNotices(notices) {
    const signature = JSON.stringify(notices.map((notice) => [notice.id, notice.actions.length]));
    if (this.part.notices.dataset.drawn === signature) return;
    this.part.notices.dataset.drawn = signature;
    this.part.notices.replaceChildren(...notices.map((notice) => {
      const box = make("div", "notice");
      box.setAttribute("role", "alert");
      box.append(make("p", "", notice.text), ...notice.actions.map(([text, action]) => {
        const element = button(text, () => { action(); this.focus(); });
        return element;
      }));
      return box;
    }));
  }

  // In place of a text: the end of the queue, or the wait for the next batch.
  drawMessage(title, lines, action) {
    const { part } = this;
    const signature = JSON.stringify([title, lines]);
    part.source.hidden = true;
    this.drawAround({});
    this.drawWhy();
    if (part.answer.dataset.look !== signature) {
      part.answer.dataset.look = signature;
      part.answer.dataset.segment = "";
      part.marks.replaceChildren();
      const parts = title ? [make("strong", "end-title", title)] : [];
      parts.push(...lines.map((line) => make("p", "", line)));
      if (action) parts.push(button(action[0], action[1], "main"));
      part.answer.replaceChildren(...parts);
    }
    this.drawCodes(new Set());
    this.memoBox.value = "";
    this.memoOf = null;
    part.memo.dataset.filled = "false";
  }

  // For whoever looks at the page from outside: tests, style.
  mark(facts) {
    for (const [name, value] of Object.entries(facts)) {
      if (this.root.dataset[name] !== String(value)) this.root.dataset[name] = value;
    }
  }

  tell(text) { set(this.part.told, text); }

  announce(text) { set(this.part.announce, text); }

  // ── memo and search ─────────────────────────────────────────────────────────────────────────────

  get inMemo() { return this.root.getRootNode().activeElement === this.memoBox; }

  get inFind() { return this.root.getRootNode().activeElement === this.part.find; }

  openMemo() {
    this.memoBox.focus();
    this.memoBox.setSelectionRange(this.memoBox.value.length, this.memoBox.value.length);
  }

  openFind() { this.part.find.value = ""; this.part.find.focus(); this.act.findTyped(""); }

  closeFind() {
    this.part.find.value = "";
    this.part.find.setAttribute("aria-expanded", "false");
    this.showMatches(null, -1);
  }

  // Dim what does not match; outline the one that Enter gives.
  showMatches(matches, active) {
    const wanted = matches && new Set(matches.map((code) => code.id));
    for (const [code, element] of this.chips) {
      element.classList.toggle("dimmed", Boolean(wanted) && !wanted.has(code));
      element.classList.toggle("active", Boolean(matches) && matches[active]?.id === code);
    }
    if (matches?.[active]) {
      this.showDefinition(matches[active]);
      this.chips.get(matches[active].id).scrollIntoView({ block: "nearest" });
    }
  }

  // Walk through the codes with the arrow keys.
  focusCode(step) {
    const elements = [...this.chips.values()];
    const at = elements.indexOf(this.root.getRootNode().activeElement);
    const next = at < 0 ? (step > 0 ? 0 : elements.length - 1) : (at + step + elements.length) % elements.length;
    elements[next]?.focus();
  }

  focusedCode() {
    const active = this.root.getRootNode().activeElement;
    return active?.classList.contains("code") ? active.dataset.code : undefined;
  }
}
