// Draws a theme table from plain data. Text from outside only ever goes through textContent.
const kept = new WeakMap();

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function sameCell(one, other) {
  return Boolean(one && other) && one.code === other.code && (one.group ?? null) === (other.group ?? null);
}

function headCell(column) {
  const cell = element("th", column.kind, column.text);
  cell.lang = "nl";
  cell.scope = "col";
  if (column.title) {
    cell.title = column.title;
    cell.classList.add("explained");
  }
  if (column.base) cell.append(element("span", "base", column.base));
  return cell;
}

function countCell(row, cell, state) {
  const td = element("td", "number");
  if (!cell.open) {
    td.textContent = cell.text;
    return td;
  }
  const span = element("span", "cell", cell.text);
  const place = { code: row.code, group: cell.group ?? null };
  span.tabIndex = 0;
  span.setAttribute("role", "button");
  span.title = cell.title;
  span.setAttribute("aria-label", `${row.label}: ${cell.text}. ${cell.title}`);
  span.setAttribute("aria-pressed", String(sameCell(place, state.chosen)));
  const choose = () => {
    state.chosen = sameCell(place, state.chosen) ? null : place;
    state.set("cell", state.chosen);
    state.draw();
  };
  span.onclick = choose;
  span.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose();
  };
  td.append(span);
  return td;
}

function bodyRow(row, before, state) {
  const tr = element("tr", `level${row.level}`);
  tr.dataset.block = row.block;
  tr.dataset.code = row.code;
  if (before && before.block !== row.block) tr.classList.add("apart");
  tr.append(element("td", "rank", row.rank));
  const label = element("td", "label");
  if (row.level === 0) {
    const mark = element("span", "mark");
    mark.style.background = row.colour;
    label.append(mark);
  }
  label.append(element("span", "", row.label));
  tr.append(label, ...row.cells.map((cell) => countCell(row, cell, state)));
  return tr;
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".tt");
  let state = kept.get(parentElement);
  if (!state || state.id !== data.id) state = { id: data.id, chosen: data.chosen };
  kept.set(parentElement, state);
  state.set = setStateValue;
  state.draw = () => {
    const active = root.getRootNode().activeElement;
    const focused = active ? [...root.querySelectorAll(".cell")].indexOf(active) : -1;
    const caption = root.querySelector("caption");
    caption.replaceChildren(element("span", "", data.title), element("span", "base", data.base));
    const head = element("tr");
    head.append(...data.columns.map(headCell));
    root.querySelector("thead").replaceChildren(head);
    root
      .querySelector("tbody")
      .replaceChildren(...data.rows.map((row, at) => bodyRow(row, data.rows[at - 1], state)));
    root.querySelector(".notes").replaceChildren(...data.notes.map((note) => element("li", "", note)));
    if (focused >= 0) root.querySelectorAll(".cell")[focused]?.focus({ preventScroll: true });
  };
  state.draw();
}
