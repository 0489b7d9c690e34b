// What is on the screen. All text of people goes in through textContent; drawing never asks the server.

const filled = (template, values) =>
  template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function button(text, action, className) {
  const element = make("button", className, text);
  element.type = "button";
  element.onmousedown = (event) => event.preventDefault(); // the hands stay where they are: focus too
  element.onclick = action;
  return element;
}

function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

class View {
  constructor(parent, act) {
    this.act = act;
    this.root = parent.querySelector(".desk");
    const find = (selector) => this.root.querySelector(selector);
    this.part = {};
    for (const name of ["place", "flag", "meter", "count", "saving", "notices", "suggestions", "question",
      "source", "answer", "actions", "told", "memo", "find", "tree", "definition", "overlay", "sheet",
      "announce"]) this.part[name] = find("." + name);
    this.helpButton = find(".help-button");
    this.memoBox = find(".memo textarea");
    this.chips = new Map(); // code -> its button
    this.built = "";
    this.memoOf = null;
    this.root.onkeydown = (event) => act.key(event);
    this.root.onpointerdown = (event) => {
      if (!event.target.closest("input, textarea, button, [role=dialog]")) setTimeout(() => this.focusIfOutside());
    };
    this.memoBox.oninput = () => act.memoTyped(this.memoBox.value);
    this.memoBox.onblur = () => act.memoLeft();
    this.part.find.oninput = () => act.findTyped(this.part.find.value);
    this.part.find.onfocus = () => this.part.find.setAttribute("aria-expanded", "true");
    this.part.find.onblur = () => act.findLeft();
    this.helpButton.onclick = () => act.help(true);
    for (const element of this.root.querySelectorAll("[data-do]")) {
      element.onmousedown = (event) => event.preventDefault();
      element.onclick = () => act[element.dataset.do]();
    }
  }

  focus() { this.root.focus({ preventScroll: true }); }

  focusIfOutside() {
    const active = this.root.getRootNode().activeElement;
    if (!active || !this.root.contains(active)) this.focus();
  }

  // ── once per codebook and language ──────────────────────────────────────────────────────────────

  build(groups, texts) {
    const signature = JSON.stringify([groups, texts]);
    if (signature === this.built) return;
    this.built = signature;
    this.texts = texts;
    const { part } = this;
    this.root.setAttribute("aria-label", texts.window);
    part.suggestions.setAttribute("aria-label", texts.suggestions);
    part.tree.setAttribute("aria-label", texts.codes);
    part.find.placeholder = texts.find;
    part.find.setAttribute("aria-label", texts.find);
    set(this.helpButton, "? " + texts.help);
    set(this.root.querySelector(".memo-label"), texts.memo + " (m)");
    set(this.root.querySelector(".memo-hint"), texts.memo_hint);
    this.label("back", texts.back, "←");
    this.label("skip", texts.skip, "→");
    this.label("undo", texts.undo, "z");
    this.label("unread", texts.next_unread, "n");
    this.buildTree(groups);
    this.showDefinition(null);
    this.buildHelp();
  }

  label(name, text, key) {
    const element = this.root.querySelector(`[data-do=${name}]`);
    element.replaceChildren(make("span", "", text), make("kbd", "", key));
  }

  buildTree(groups) {
    this.chips.clear();
    this.part.tree.replaceChildren(...groups.map((group) => {
      const box = make("div", group.codes.length > 10 ? "group many" : "group");
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", group.label);
      const list = make("div", "list");
      for (const code of group.codes) {
        if (code.depth === 0) list.append(make("div", "theme")); // a theme stays together over columns
        list.lastElementChild.append(this.chip(code));
      }
      box.append(make("div", "group-label", group.label), list);
      return box;
    }));
  }

  chip(code) {
    const element = button("", () => this.act.toggle(code.id), "code");
    element.style.setProperty("--code", code.colour);
    element.style.setProperty("--depth", code.depth);
    element.tabIndex = -1;
    element.dataset.code = code.id;
    element.append(make("kbd", "", code.key), make("span", "label", code.label), make("span", "tick", "✓"));
    element.setAttribute("aria-keyshortcuts", code.key);
    element.onmouseenter = () => this.showDefinition(code);
    element.onfocus = () => this.showDefinition(code);
    this.chips.set(code.id, element);
    return element;
  }

  showDefinition(code) {
    const { definition } = this.part;
    if (!code) { definition.replaceChildren(make("p", "hint", this.texts.definition_hint)); return; }
    const lines = [make("strong", "", code.label), make("p", "", code.definition)];
    if (code.include) lines.push(make("p", "", filled(this.texts.include, { text: code.include })));
    if (code.exclude) lines.push(make("p", "", filled(this.texts.exclude, { text: code.exclude })));
    definition.replaceChildren(...lines);
    definition.scrollTop = 0;
  }

  buildHelp() {
    const t = this.texts;
    const rows = [
      [t.key_digits, t.help_codes], [t.key_shift, t.help_suggestion], ["Enter", t.help_next],
      ["← / Backspace", t.help_back], ["→", t.help_skip], ["n", t.help_unread], ["z", t.help_undo],
      ["m", t.help_memo], ["/", t.help_find], ["↑ ↓, " + t.key_space, t.help_arrows],
      ["v", t.help_suggestions], ["?", t.help_help],
    ];
    const table = make("dl", "keys");
    for (const [key, meaning] of rows) table.append(make("dt", "", key), make("dd", "", meaning));
    const title = make("h2", "", t.help_title);
    this.part.sheet.setAttribute("aria-label", t.help_title);
    this.part.sheet.replaceChildren(title, table, button(t.close, () => this.act.help(false), "main"));
    this.part.overlay.onclick = (event) => { if (event.target === this.part.overlay) this.act.help(false); };
  }

  help(open) {
    this.part.overlay.hidden = !open;
    if (open) this.part.sheet.focus(); else this.focus();
  }

  get helpOpen() { return !this.part.overlay.hidden; }

  // ── every change ────────────────────────────────────────────────────────────────────────────────

  drawBar({ place, flag, flagKind, nRead, total, saving, savingKind }) {
    const { part, texts } = this;
    set(part.place, place);
    set(part.flag, flag);
    part.flag.dataset.kind = flagKind;
    set(part.count, filled(texts.count, { n: nRead, total }));
    part.meter.setAttribute("aria-valuemax", total);
    part.meter.setAttribute("aria-valuenow", nRead);
    part.meter.setAttribute("aria-label", filled(texts.count, { n: nRead, total }));
    part.meter.firstElementChild.style.width = total ? `${(100 * nRead) / total}%` : "0";
    set(part.saving, saving);
    part.saving.dataset.kind = savingKind;
  }

  drawDoc(doc, { question, pageText }) {
    const { part } = this;
    set(part.question, question);
    set(part.source, [doc.source.join(" › "), pageText].filter(Boolean).join(" · "));
    part.source.hidden = !part.source.textContent;
    if (part.answer.dataset.segment !== String(doc.id)) {
      part.answer.replaceChildren(doc.text); // a text node: nothing in an answer is ever markup
      part.answer.dataset.segment = doc.id;
      this.toTop();
    }
    if (this.memoOf !== doc.id || !this.inMemo) {
      if (this.memoBox.value !== doc.memo) this.memoBox.value = doc.memo;
      this.memoOf = doc.id;
    }
    part.memo.dataset.filled = String(Boolean(doc.memo));
  }

  toTop() {
    const top = this.root.getBoundingClientRect().top;
    if (top < 0) this.root.scrollIntoView({ block: "start" });
  }

  drawCodes(given) {
    for (const [code, element] of this.chips) element.setAttribute("aria-pressed", String(given.has(code)));
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
      element.append(make("kbd", "", `⇧${index + 1}`), make("span", "label", item.label),
        make("span", "certainty", item.certainty), make("span", "tick", "✓"));
      element.title = filled(texts.certainty, { p: item.certainty, n: index + 1 });
      element.setAttribute("aria-label", filled(texts.accept, { code: item.label, p: item.certainty }));
      element.setAttribute("aria-pressed", String(item.given));
      return element;
    }));
  }

  drawNext(empty) {
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
    if (part.answer.dataset.segment !== signature) {
      part.answer.dataset.segment = signature;
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
