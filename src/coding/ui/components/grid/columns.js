// The columns of the list: how wide, and what stands in a cell.

function columnsOf({ table, texts, codeOf, hasCoders }, shown) {
  const plain = (text) => (cell) => set(cell, text);
  const all = {
    mark: { label: texts.chosen_column, width: "34px", least: 34, draw: (cell, _row, chosen) => {
      set(cell, chosen === "all" ? "☑" : chosen === "some" ? "◪" : "☐");
    } },
    text: { label: texts.text, width: "minmax(240px, 3fr)", least: 240, draw: (cell, { i }) => set(cell, table.textOf(i)) },
    codes: { label: texts.codes, width: "minmax(150px, 1.6fr)", least: 150, draw: drawCodes },
    n: { label: texts.same, width: "84px", least: 84, kind: "number", draw: drawTimes },
    near: { label: texts.near, width: "74px", least: 74, kind: "number", draw: (cell, { i, child }) => {
      set(cell, child ? "" : table.near ? String(table.others(i).length || "") : "…");
    } },
    flagged: { label: texts.flagged, width: "104px", least: 104, draw: (cell, { members }) => {
      set(cell, members.some((i) => table.flagged[i]) ? "⚑ " + texts.flagged_cell : "");
    } },
    length: { label: texts.length, width: "76px", least: 76, kind: "number", draw: (cell, { i }) => set(cell, String(table.lengthOf(i))) },
  };
  if (table.cluster) {
    all.cluster = { label: texts.cluster, width: "minmax(100px, 1fr)", least: 100,
      draw: (cell, { i }) => set(cell, table.clusters[table.cluster[i]] ?? "") };
  }
  if (hasCoders) {
    all.coders = { label: texts.coders, width: "minmax(90px, .8fr)", least: 90, draw: (cell, { members }) => {
      const names = new Set(members.flatMap((i) => table.coders[i]).map((coder) => table.coderNames[coder]));
      set(cell, [...names].join(", "));
    } };
  }
  if (table.sources) {
    all.source = { label: texts.source, width: "minmax(120px, 1fr)", least: 120, draw: (cell, { i }) => set(cell, table.sources[i]) };
  }
  for (const { key, label } of table.variables) {
    all[`var:${key}`] = { label, width: "minmax(90px, .8fr)", least: 90, draw: (cell, { i, members }) => {
      const cells = table.values[key];
      const different = cells && new Set(members.map((member) => cells[member]));
      plain(!cells ? "…" : different.size > 1 ? texts.several : shownValue(cells[i]))(cell);
    } };
  }

  function shownValue(value) {
    if (value === null || value === undefined) return "";
    return typeof value === "number" ? value.toLocaleString(document.documentElement.lang || "nl") : String(value);
  }

  // What has the same text may be coded differently: a code that not all have says how many do.
  function drawCodes(cell, { members }) {
    const counts = new Map();
    let read = 0;
    for (const i of members) {
      if (table.read[i]) read += 1;
      for (const code of table.codes[i]) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    const chips = [...counts].map(([code, n]) => {
      const { label, colour } = codeOf(code);
      const chip = make("span", "chip", n < members.length ? `${label} ${n}/${members.length}` : label);
      chip.style.setProperty("--code", colour);
      return chip;
    });
    if (!counts.size && read) chips.push(make("span", "chip empty", texts.read_none));
    if (read && read < members.length) chips.push(make("span", "quiet", filled(texts.some_read, { n: read, total: members.length })));
    if (!read && counts.size) chips.push(make("span", "quiet", texts.unread));
    cell.replaceChildren(...chips);
  }

  function drawTimes(cell, { members, child, same }) {
    if (child || members.length === 1) { cell.replaceChildren(); return; }
    const open = table.opened.has(same);
    const element = make("button", "unfold", `×${members.length} ${open ? "▾" : "▸"}`);
    element.type = "button";
    element.tabIndex = -1;
    element.setAttribute("aria-expanded", open);
    element.setAttribute("aria-label", filled(texts.times, { n: members.length }));
    cell.replaceChildren(element);
  }

  const names = ["mark", "text", ...Object.keys(all).filter((name) => !["mark", "text"].includes(name) && shown.includes(name))];
  return {
    columns: names.map((name) => ({ name, ...all[name] })),
    choices: Object.entries(all).filter(([name]) => !["mark", "text"].includes(name)).map(([name, { label }]) => [name, label]),
  };
}
