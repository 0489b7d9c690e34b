// Stretches of a text: what is selected on screen, words, and how marks are drawn over one another.
// A browser counts in UTF-16, the store in Unicode code points; the change between them is made here.

const WORD = /[\p{L}\p{N}\p{M}_@]+(?:[.'’@-][\p{L}\p{N}\p{M}_@]+)*/gu;
const MARK_LOOKS = 5; // kinds of underline in the style sheet

const codePoints = (text) => { let n = 0; for (const _sign of text) n += 1; return n; };

const toPoints = (text, units) => codePoints(text.slice(0, units));

function toUnits(text, points) {
  let units = 0;
  let n = 0;
  for (const sign of text) {
    if (n === points) break;
    units += sign.length;
    n += 1;
  }
  return units;
}

// What is selected within an element, in UTF-16; null when nothing is.
function selectedIn(element) {
  const range = selectedRange(element.getRootNode());
  if (!range || (range.startContainer === range.endContainer && range.startOffset === range.endOffset)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(element);
  const length = element.textContent.length;
  const place = (node, offset) => {
    if (!element.contains(node)) return whole.comparePoint(node, offset) < 0 ? 0 : length;
    const before = document.createRange();
    before.selectNodeContents(element);
    before.setEnd(node, offset);
    return before.toString().length;
  };
  const start = place(range.startContainer, range.startOffset);
  const end = place(range.endContainer, range.endOffset);
  return start < end ? wholeSigns(element.textContent, start, end) : null;
}

function selectedRange(root) {
  const selection = document.getSelection();
  if (selection?.getComposedRanges && root instanceof ShadowRoot) {
    try { return selection.getComposedRanges({ shadowRoots: [root] })[0]; } catch { /* an older way to ask */ }
    try { return selection.getComposedRanges(root)[0]; } catch { /* the way before that */ }
  }
  const own = root.getSelection ? root.getSelection() : selection; // browsers without it
  return own?.rangeCount ? own.getRangeAt(0) : undefined;
}

// Without the white space around it, and never with a part of an emoji or an accent without its letter.
function wholeSigns(text, from, to) {
  let [start, end] = [from, to];
  while (start < end && !text[start].trim()) start += 1;
  while (end > start && !text[end - 1].trim()) end -= 1;
  if (start === end) return null;
  for (const { index, segment } of signs(text)) {
    const after = index + segment.length;
    if (index < start && start < after) start = index;
    if (index < end && end < after) { end = after; break; }
  }
  return { start, end };
}

function signs(text) {
  if (Intl.Segmenter) return new Intl.Segmenter("nl", { granularity: "grapheme" }).segment(text);
  return Array.from(text.matchAll(/[^\p{M}]\p{M}*/gsu), (found) => ({ index: found.index, segment: found[0] }));
}

const wordsOf = (text) =>
  Array.from(text.matchAll(WORD), (found) => ({ start: found.index, end: found.index + found[0].length }));

// Cut a text where its look changes. Stretches lie in UTF-16; each piece says which of them cover it.
function cutUp(text, stretches) {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of stretches) { cuts.add(start); cuts.add(end); }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, index) => ({
    start,
    text: text.slice(start, places[index + 1]),
    over: stretches.filter((stretch) => stretch.start <= start && places[index + 1] <= stretch.end),
  }));
}

// The nodes of a text with its marks: every mark its own line under the words, its number where it begins.
function drawnText(text, marks, chosen) {
  const stretches = chosen ? [...marks, { ...chosen, chosen: true }] : marks;
  return cutUp(text, stretches).map((piece) => piece.over.reduce((inner, stretch) => {
    const element = document.createElement(stretch.chosen ? "span" : "mark");
    element.append(inner);
    if (stretch.chosen) { element.className = "chosen"; return element; }
    element.style.setProperty("--code", stretch.colour);
    element.style.setProperty("--level", stretch.level);
    element.dataset.look = (stretch.number - 1) % MARK_LOOKS;
    if (stretch.start === piece.start) element.dataset.number = stretch.number;
    element.title = stretch.label;
    return element;
  }, document.createTextNode(piece.text)));
}

const inOrder = (marks) => [...marks].sort((a, b) => a.start - b.start || a.end - b.end);

// Marks that overlap get lines at different heights.
function withLevels(marks) {
  const drawn = [];
  for (const mark of marks) {
    const taken = drawn.filter((one) => one.start < mark.end && mark.start < one.end).map((one) => one.level);
    let level = 0;
    while (taken.includes(level)) level += 1;
    drawn.push({ ...mark, level });
  }
  return drawn;
}
