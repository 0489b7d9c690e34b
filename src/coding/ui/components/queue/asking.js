// What is asked of the server beside judging: which codes resemble a label, a new code, a note at a code.
// It goes with the journal and is sent again like it; nothing that is typed meanwhile waits for it.

const TYPING_MS = 250;

class Asking extends Marks {
  ask(wish) {
    this.wish = { name: newName(), ...wish };
    this.dirty = true;
    this.flow();
  }

  // Called with what the server says about the newest wish.
  answered(answer) {
    if (!answer || this.wish?.name !== answer.name) return;
    const { wish } = this;
    this.wish = null;
    this.dirty = true; // the next message no longer asks it
    if (!this.view.form.open) return;
    if (wish.kind === "similar") this.resembles(wish.label, answer.similar);
    else if (answer.error) { this.view.form.wait(false); this.view.form.tell(answer.error); }
    else if (wish.kind === "note") this.noted(wish);
    else if (answer.similar.length) {
      this.view.form.wait(false);
      this.resembles(wish.label, answer.similar);
    } else this.giveToTarget(answer.code);
  }

  // ── a new code ──────────────────────────────────────────────────────────────────────────────────

  openCodeForm() {
    const { doc, data: { texts, mayAdd } } = this;
    if (!doc || !this.journal) return;
    if (!mayAdd) { this.view.form.showRefusal(texts.new_code, texts.may_not_add, texts); return; }
    const themes = [...this.codes.values()].filter((code) => !code.depth && !code.retired && !code.exclusive);
    this.target = { doc, chosen: this.chosen };
    this.similar = { label: "", codes: [] };
    this.view.form.showCode(this.chosen ? this.quote(doc, this.chosen) : "", themes.map(({ id, label }) => [id, label]), texts);
    if (this.chosen) this.labelTyped();
  }

  labelTyped() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => {
      const label = this.view.form.open && this.view.form.kind === "code" ? this.view.form.label.value.trim() : "";
      if (label) this.ask({ kind: "similar", label });
    }, TYPING_MS);
  }

  resembles(label, codes) {
    const { texts } = this.data;
    const known = codes.map((code) => this.codes.get(code)).filter(Boolean);
    this.similar = { label, codes: known };
    this.view.form.drawSimilar(known, texts);
    this.view.form.tell(known.length ? texts.resembles : "");
  }

  // A code that is there already, in place of the new one.
  takeSimilar(index) {
    const code = this.similar?.codes[index];
    if (code) this.giveToTarget(code.id);
  }

  giveToTarget(code) {
    const { doc, chosen } = this.target;
    this.closeForm();
    if (this.doc !== doc) this.go(doc.position);
    this.chosen = chosen;
    if (doc.codes.has(code) && !chosen) this.tell(filled(this.data.texts.stands_already, { code: this.labels([code]) }));
    else this.toggle(code);
  }

  // ── a note at a code ────────────────────────────────────────────────────────────────────────────

  openNoteForm(code) {
    if (!this.journal || !this.codes.has(code)) return;
    this.target = { doc: this.doc, code };
    this.view.form.showNote(this.codes.get(code).label, this.data.texts);
  }

  noted({ code }) {
    this.closeForm();
    this.tell(filled(this.data.texts.noted, { code: this.labels([code]) }));
    this.view.showDefinition(this.codes.get(code));
  }

  // ── both ────────────────────────────────────────────────────────────────────────────────────────

  submitForm() {
    const { form } = this.view;
    const { texts } = this.data;
    if (!form.open || form.waiting) return;
    if (form.kind === "refusal") { this.closeForm(); return; }
    clearTimeout(this.typing);
    if (form.kind === "note") {
      const text = form.note.value.trim();
      if (!text) { form.tell(texts.note_empty); return; }
      this.ask({ kind: "note", code: this.target.code, text, segment: this.target.doc?.id ?? null });
    } else {
      const label = form.label.value.trim();
      if (!label) { form.tell(texts.label_empty); return; }
      const meant = this.similar.label === label && this.similar.codes.length > 0; // seen, and saved all the same
      this.ask({ kind: "code", label, parent: form.theme.value, meant });
    }
    form.wait(true);
    form.tell(texts.saving);
  }

  closeForm() {
    clearTimeout(this.typing);
    this.view.form.close();
    this.view.focus();
  }
}
