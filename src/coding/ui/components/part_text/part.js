// The text of a part, as text nodes only, with between its sentences what one can click.

const PAINTED = new WeakMap();

function place(number, name, sign, label, send) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = name;
  button.textContent = sign;
  button.title = label;
  button.setAttribute("aria-label", label);
  button.addEventListener("click", () => send(name, number));
  return button;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const part = parentElement.querySelector(".part");
  const key = JSON.stringify(data);
  if (PAINTED.get(part) === key) return;
  PAINTED.set(part, key);
  part.className = `part ${data.look}`;
  part.replaceChildren(...data.pieces.flatMap((piece, number) => {
    if (number === 0) return [piece];
    const places = document.createElement("span");
    places.className = "places";
    places.append(place(number - 1, "cut", "✂", data.cut_label, setTriggerValue));
    if (data.move) places.append(place(number - 1, "move", "↥", data.move_label, setTriggerValue));
    return [places, piece];
  }).map((one) => (typeof one === "string" ? document.createTextNode(one) : one)));
}
