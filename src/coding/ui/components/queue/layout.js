// The parts of the window that change with the codebook and the language: codes, texts, help.

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

class Layout {
  constructor(parent, act) {
    this.act = act;
    this.root = parent.querySelector(".desk");
    const find = (selector) => this.root.querySelector(selector);
    this.part = {};
    for (const name of ["place", "flag", "meter", "count", "saving", "notices", "suggestions", "question",
      "source", "answer", "actions", "told", "memo", "find", "tree", "definition", "overlay", "sheet",
      "announce", "form", "together", "onward", "talk", "recent", "marks", "before", "after", "variables", "alike",
      "why"]) this.part[name] = find("." + name);
    this.helpButton = find(".help-button");
    this.memoBox = find(".memo textarea");
    this.form = new Form(this.part.form, act);
    this.chips = new Map(); // code -> its button
    this.built = "";
    this.memoOf = null;
    this.root.onkeydown = (event) => act.key(event);
    this.root.onpointerdown = (event) => {
      if (!event.target.closest("input, textarea, [role=dialog]")) setTimeout(() => this.focusIfOutside());
    };
    this.part.answer.onpointerdown = () => {
      act.pressedInText();
      const released = () => setTimeout(() => act.selected(), 0); // after the browser
      window.addEventListener("pointerup", released, { once: true });
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
    if (signature === this.built) return false;
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
    this.label("nextSure", texts.next_sure, "⇧Enter");
    this.root.querySelector("[data-do=nextSure]").title = texts.help_next_sure;
    set(part.onward, texts.onward);
    this.label("skip", texts.skip, "→");
    this.label("undo", texts.undo, "z");
    this.label("redo", texts.redo, "⇧z");
    this.label("talk", texts.talk, "b");
    this.label("startMarking", texts.mark_words, "w");
    part.before.setAttribute("aria-label", texts.passage_before);
    part.after.setAttribute("aria-label", texts.passage_after);
    part.marks.setAttribute("aria-label", texts.marks);
    this.label("unread", texts.next_unread, "n");
    this.label("openCodeForm", texts.new_code, "+");
    this.buildTree(groups);
    this.showDefinition(null);
    this.buildHelp();
    return true;
  }

  label(name, text, key) {
    const element = this.root.querySelector(`[data-do=${name}]`);
    element.replaceChildren(make("span", "", text), make("kbd", "", key));
  }

  buildTree(groups) {
    this.chips.clear();
    this.part.tree.replaceChildren(...groups.map((group) => {
      const box = make("div", group.codes.filter((code) => !code.retired).length > 10 ? "group many" : "group");
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
    element.dataset.key = code.key;
    element.dataset.retired = code.retired;
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
    const examples = code.examples.map((example) => `‘${example}’`).join(", ");
    if (examples) lines.push(make("p", "", filled(this.texts.examples, { text: examples })));
    for (const note of code.notes) lines.push(make("p", "note", note));
    const write = button(this.texts.write_note, () => this.act.openNoteForm(code.id), "write-note");
    write.tabIndex = -1;
    lines.push(write);
    definition.replaceChildren(...lines);
    definition.scrollTop = 0;
  }

  buildHelp() {
    const t = this.texts;
    const rows = [
      [t.key_letters, t.help_codes], ["1 – 5", t.help_suggestion], ["6, 7", t.help_together], ["8, 9, 0", t.help_recent],
      [t.key_shift, t.help_onward], ["Enter", t.help_next], ["⇧Enter", t.help_next_sure], ["=", t.help_take_sure],
      ["← / Backspace", t.help_back], ["→", t.help_skip], ["n", t.help_unread],
      ["z", t.help_undo], ["⇧z", t.help_redo], ["w", t.help_mark], ["b", t.help_talk], ["g", t.help_alike],
      ["m", t.help_memo], ["+", t.help_new_code], ["/", t.help_find], ["↑ ↓, " + t.key_space, t.help_arrows],
      ["v", t.help_suggestions], ["?", t.help_help],
    ];
    const table = make("dl", "keys");
    for (const [key, meaning] of rows) {
      const row = make("div");
      row.append(make("dt", "", key), make("dd", "", meaning));
      table.append(row);
    }
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
}
