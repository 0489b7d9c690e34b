// A small form over the codes: a new code, or a note at a code. The text stays in view.

class Form {
  constructor(element, act) {
    this.element = element;
    element.tabIndex = -1;
    this.act = act;
    element.onkeydown = (event) => this.key(event);
  }

  get open() { return !this.element.hidden; }

  close() { this.element.hidden = true; this.element.replaceChildren(); }

  key(event) {
    event.stopPropagation(); // letters are letters here
    if (event.isComposing) return;
    if (event.key === "Escape") this.act.closeForm();
    else if (event.key === "Enter" && event.shiftKey && this.kind === "code") this.act.takeSimilar(0);
    else if (event.key === "Enter" && !event.shiftKey && event.target.tagName !== "BUTTON") this.act.submitForm();
    else return;
    event.preventDefault();
  }

  show(kind, title, fields, texts) {
    this.kind = kind;
    this.wait(false);
    this.message = make("p", "form-message");
    this.message.setAttribute("role", "status");
    this.similar = make("div", "form-similar");
    const buttons = make("div", "form-buttons");
    this.save = button("", () => this.act.submitForm(), "main");
    this.save.append(make("span", "", texts.save), make("kbd", "", "Enter"));
    const cancel = button("", () => this.act.closeForm());
    cancel.append(make("span", "", texts.cancel), make("kbd", "", "Esc"));
    buttons.append(this.save, cancel);
    this.element.setAttribute("aria-label", title);
    this.element.replaceChildren(make("strong", "", title), ...fields, this.similar, this.message, buttons);
    this.element.hidden = false;
  }

  showCode(label, themes, texts) {
    this.label = this.field("input", "form-code-label");
    this.label.type = "text";
    this.label.maxLength = 200;
    this.label.autocomplete = "off";
    this.label.spellcheck = true;
    this.label.value = label;
    this.label.oninput = () => this.act.labelTyped();
    this.theme = this.field("select", "form-code-theme");
    for (const [value, text] of [["", texts.own_theme], ...themes]) {
      const option = make("option", "", text);
      option.value = value;
      this.theme.append(option);
    }
    const fields = [this.labelled(texts.new_label, this.label), this.labelled(texts.under_theme, this.theme)];
    this.show("code", texts.new_code, fields, texts);
    this.label.focus();
    this.label.select();
  }

  showNote(label, texts) {
    this.note = this.field("textarea", "form-note");
    this.note.rows = 4;
    this.note.maxLength = 5000;
    this.show("note", filled(texts.note_at, { code: label }), [this.labelled(texts.note_text, this.note)], texts);
    this.note.focus();
  }

  // It opens all the same: what one types as a name must not fall on the codes.
  showRefusal(title, reason, texts) {
    this.show("refusal", title, [], texts);
    this.save.hidden = true;
    this.tell(reason);
    this.element.focus();
  }

  field(tag, name) {
    const element = make(tag, name);
    element.name = name;
    return element;
  }

  labelled(text, field) {
    const label = make("label", "", text);
    label.append(field);
    return label;
  }

  // Codes that resemble what is typed: the first is one key away.
  drawSimilar(codes, texts) {
    this.similar.replaceChildren(...codes.map((code, index) => {
      const element = button("", () => this.act.takeSimilar(index), "code");
      element.style.setProperty("--code", code.colour);
      element.append(make("kbd", "", index ? "" : "⇧Enter"), make("span", "label", filled(texts.take_existing, { code: code.label })));
      return element;
    }));
  }

  tell(text) { set(this.message, text); }

  // Waiting for the server; the fields stay as they are, so that the focus does.
  wait(yes) { this.waiting = yes; this.element.setAttribute("aria-busy", String(yes)); }
}
