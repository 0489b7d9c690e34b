// Saves the picture that stands beside this component, as it is drawn: SVG, or PNG at twice the size.
const SCALE = 2;

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function picture(key) {
  return document.querySelector(`.st-key-${CSS.escape(key)} [data-testid="stVegaLiteChart"] svg`);
}

function asText(svg, paper) {
  const copy = svg.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const sheet = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  sheet.setAttribute("width", "100%");
  sheet.setAttribute("height", "100%");
  sheet.setAttribute("fill", paper);
  copy.prepend(sheet);
  return new XMLSerializer().serializeToString(copy);
}

function savePng(svg, text, name) {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    const { width, height } = svg.getBoundingClientRect();
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    const context = canvas.getContext("2d");
    context.scale(SCALE, SCALE);
    context.drawImage(image, 0, 0, width, height);
    canvas.toBlob((blob) => download(blob, `${name}.png`), "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".save");
  root.setAttribute("aria-label", data.group);
  for (const button of root.querySelectorAll("button")) {
    button.textContent = data.labels[button.dataset.kind];
    button.onclick = () => {
      const svg = picture(data.key);
      if (!svg) return;
      const text = asText(svg, getComputedStyle(root).getPropertyValue("--st-background-color") || "#FFFFFF");
      if (button.dataset.kind === "png") savePng(svg, text, data.name);
      else download(new Blob([text], { type: "image/svg+xml" }), `${data.name}.svg`);
    };
  }
}
