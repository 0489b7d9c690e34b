// Marking words: a selection, by mouse or by keyboard, is sent as UTF-16 offsets into one text with the
// quote as a check; the server answers with whole words. Texts are only ever text nodes.

const WINDOWS = new WeakMap();
const WORD = /[\p{L}\p{N}\p{M}_@]+(?:[.'’@-][\p{L}\p{N}\p{M}_@]+)*/gu;
const PAUSE = 120; // ms of rest before what is marked by keyboard is sent

class Marking {
  constructor(host) {
    this.root = host.querySelector(".marking");
    this.line = host.querySelector(".line");
    this.kinds = host.querySelector(".kinds");
    this.list = host.querySelector(".texts");
    this.painted = new Map(); // text id -> what stands there
    this.acts = []; // not yet confirmed
    this.number = 0;
    this.at = null; // marked by keyboard: text, first and last word
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("mouseup", () => setTimeout(() => this.selected(), 0)); // after the browser
    this.list.addEventListener("mousedown", () => { this.at = null; });
  }

  update({ data, setStateValue }) {
    this.data = data;
    this.send = setStateValue;
    this.acts = this.acts.filter((act) => act.n > data.done);
    this.root.setAttribute("aria-label", data.window);
    this.drawKinds();
    this.drawTexts();
    this.drawLine();
  }

  // ── drawing ─────────────────────────────────────────────────────────────────────────────────────

  drawKinds() {
    if (!this.kinds.childElementCount) {
      this.kinds.append(...this.data.kinds.map((kind) => {
        const button = document.createElement("button");
        const key = document.createElement("kbd");
        button.type = "button";
        button.dataset.kind = kind.id;
        key.textContent = kind.key;
        button.append(key, kind.label);
        button.addEventListener("mousedown", (event) => event.preventDefault()); // focus stays in the texts
        button.addEventListener("click", () => { this.choose(kind.id); this.root.focus({ preventScroll: true }); });
        return button;
      }));
    }
    const open = this.marked !== undefined && (this.data.choice?.n !== this.marked.n || this.data.choice.open);
    for (const button of this.kinds.children) button.disabled = !open;
  }

  // Only what changed is drawn again: what one reads stays where it is.
  drawTexts() {
    const ids = this.data.texts.map((text) => String(text.id));
    const before = [...this.list.querySelectorAll(".text")].map((text) => text.dataset.id);
    if (ids.join() !== before.join()) {
      const top = ids.some((id) => before.includes(id)) ? this.list.scrollTop : 0; // 0 for another page
      this.painted.clear();
      this.list.replaceChildren(...this.data.texts.flatMap(({ id, label }) => {
        const text = document.createElement("p");
        const about = document.createElement("p");
        text.className = "text";
        text.lang = "nl";
        text.dataset.id = id;
        about.className = "label";
        about.textContent = label;
        return label ? [about, text] : [text];
      }));
      this.list.scrollTop = top;
    }
    for (const { id, pieces } of this.data.texts) {
      const key = JSON.stringify(pieces);
      if (this.painted.get(id) === key) continue;
      const stale = pieces.some(([, look]) => look === "chosen") && this.data.choice?.n !== this.marked?.n;
      if (stale) continue; // an answer to what was marked before; the next one comes
      this.painted.set(id, key);
      this.textOf(id).replaceChildren(...pieces.map(([piece, look]) => {
        if (!look) return document.createTextNode(piece);
        const mark = document.createElement("mark");
        mark.className = look;
        mark.textContent = piece;
        return mark;
      }));
    }
  }

  drawLine() {
    const waiting = this.marked && this.data.choice?.n !== this.marked.n;
    const line = waiting ? `‘${this.marked.quote.trim()}’ …` : this.data.line || `${this.data.hint}\n${this.data.keys}`;
    if (this.line.textContent !== line) this.line.textContent = line;
    this.root.dataset.done = this.data.done;
    this.root.dataset.places = this.data.choice?.n === this.marked?.n && this.data.choice?.open ? "some" : "none";
  }

  textOf(id) { return this.list.querySelector(`.text[data-id="${id}"]`); }

  // ── what is marked ──────────────────────────────────────────────────────────────────────────────

  get marked() {
    const last = this.acts.at(-1);
    return last && last.kind === null ? last : undefined;
  }

  range() {
    const root = this.root.getRootNode();
    const selection = document.getSelection();
    if (selection?.getComposedRanges && root instanceof ShadowRoot) {
      try { return selection.getComposedRanges({ shadowRoots: [root] })[0]; } catch { /* an older way to ask */ }
      try { return selection.getComposedRanges(root)[0]; } catch { /* the way before that */ }
    }
    const own = root.getSelection ? root.getSelection() : selection; // browsers without it
    return own?.rangeCount ? own.getRangeAt(0) : undefined;
  }

  // The selection by mouse, within the text where it begins.
  selected() {
    const range = this.range();
    if (!range || (range.startContainer === range.endContainer && range.startOffset === range.endOffset)) return;
    const text = this.list.contains(range.startContainer) && this.elementOf(range.startContainer)?.closest(".text");
    if (!text) return;
    const whole = text.textContent;
    const start = this.offset(text, range.startContainer, range.startOffset);
    const end = text.contains(range.endContainer)
      ? this.offset(text, range.endContainer, range.endOffset) : whole.length;
    if (whole.slice(start, end).trim()) this.mark(text, start, end);
  }

  elementOf(node) { return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement; }

  offset(text, node, offset) {
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(node, offset);
    return before.toString().length;
  }

  mark(text, start, end) {
    this.add({ text: Number(text.dataset.id), start, end, quote: text.textContent.slice(start, end), kind: null });
  }

  choose(kind) {
    const marked = this.marked;
    if (!marked || (this.data.choice?.n === marked.n && !this.data.choice.open)) return;
    this.clearSelection();
    this.add({ ...marked, kind });
  }

  // What is only marked counts no more once something follows it.
  add(act) {
    this.number = Math.max(this.number + 1, Date.now()); // also higher than before this page was opened anew
    this.acts = [...this.acts.filter(({ kind }) => kind !== null), { ...act, n: this.number }];
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send("acts", { list: this.acts }), act.kind === null ? PAUSE : 0);
    this.drawKinds();
    this.drawLine();
  }

  clear() {
    this.clearSelection();
    this.at = null;
    clearTimeout(this.timer);
    this.acts = this.acts.filter(({ kind }) => kind !== null);
    this.send("acts", { list: this.acts, n: Date.now() });
    this.drawKinds();
  }

  clearSelection() { document.getSelection()?.removeAllRanges(); }

  // ── keys ────────────────────────────────────────────────────────────────────────────────────────

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    const move = moves[event.key];
    const kind = this.data.kinds.find(({ key }) => key === event.key.toLowerCase());
    if (move) this.move(...move, event.shiftKey);
    else if (event.key === "Escape") this.clear();
    else if (kind && this.marked && !event.repeat) this.choose(kind.id);
    else return; // the keys that decide belong to the page
    event.preventDefault();
    event.stopPropagation();
  }

  words(text) {
    return Array.from(text.textContent.matchAll(WORD), (found) => [found.index, found.index + found[0].length]);
  }

  // Go to another word or text; with shift, the words up to there are taken along.
  move(texts, words, stretch) {
    const all = [...this.list.querySelectorAll(".text")].filter((text) => this.words(text).length);
    if (!all.length) return;
    let place = this.at ? all.findIndex((text) => text.dataset.id === this.at.id) : -1;
    let { first, last } = this.at ?? { first: 0, last: 0 };
    if (place < 0) [place, first, last] = [this.firstInView(all), 0, 0];
    else if (texts) [place, first, last] = [Math.min(all.length - 1, Math.max(0, place + texts)), 0, 0];
    else {
      const n = this.words(all[place]).length;
      last = Math.min(n - 1, Math.max(0, last + words));
      if (!stretch) first = last;
    }
    const text = all[place];
    this.at = { id: text.dataset.id, first, last };
    const found = this.words(text);
    const [from, to] = [Math.min(first, last), Math.max(first, last)];
    this.select(text, found[from][0], found[to][1]);
    this.mark(text, found[from][0], found[to][1]);
  }

  firstInView(all) {
    const top = this.list.getBoundingClientRect().top;
    return Math.max(0, all.findIndex((text) => text.getBoundingClientRect().bottom > top + 20));
  }

  select(text, start, end) {
    const [startNode, startOffset] = this.node(text, start);
    const [endNode, endOffset] = this.node(text, end);
    document.getSelection().setBaseAndExtent(startNode, startOffset, endNode, endOffset);
    startNode.parentElement.closest(".text, mark").scrollIntoView({ block: "nearest" });
  }

  node(text, offset) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let left = offset;
    let node = walker.nextNode();
    while (node.length < left) { left -= node.length; node = walker.nextNode(); }
    return [node, left];
  }
}

export default function (component) {
  let marking = WINDOWS.get(component.parentElement);
  if (!marking) {
    marking = new Marking(component.parentElement);
    WINDOWS.set(component.parentElement, marking);
  }
  marking.update(component);
  return () => {};
}
