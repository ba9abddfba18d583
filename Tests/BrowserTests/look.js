// What a page looks like to a reader, measured in the browser. `look` is evaluated in the page.
const look = (() => {
  const isShown = (element) => {
    if (element.closest(".vh, caption, .skip:not(:focus), [hidden], script, style, title, desc")) return false;
    return element.checkVisibility?.({ visibilityProperty: true }) ?? true;
  };

  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.data.trim() || !isShown(node.parentElement)) continue;
      yield node;
    }
  }

  const rectsOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((rect) => rect.width > 0.5 && rect.height > 0.5);
  };

  const name = (node) => JSON.stringify(node.data.trim().slice(0, 40));

  // Colours.
  const channels = (text) => {
    const found = text.match(/rgba?\(([^)]*)\)/);
    if (!found) return null;
    const parts = found[1].split(/[ ,/]+/).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  // The ground behind a text of HTML: the nearest element around it that has one.
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour && colour.alpha === 1) return colour.rgb;
    }
    return [255, 255, 255];
  };

  // The ground behind a text of a drawing: the last filled shape before it that holds its middle.
  const shapes = new Map();
  const shapesOf = (svg) => {
    if (!shapes.has(svg)) {
      shapes.set(svg, [...svg.querySelectorAll("rect, circle, polygon, path")].flatMap((shape) => {
        const fill = channels(getComputedStyle(shape).fill);
        return fill && fill.alpha === 1 ? [{ shape, rgb: fill.rgb, box: shape.getBoundingClientRect() }] : [];
      }));
    }
    return shapes.get(svg);
  };
  const groundInDrawing = (text, rect) => {
    const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2];
    let ground = null;
    for (const { shape, rgb, box } of shapesOf(text.closest("svg"))) {
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      if (x > box.left && x < box.right && y > box.top && y < box.bottom) ground = rgb;
    }
    return ground ?? groundOf(text.closest("svg").parentElement);
  };

  function contrasts() {
    shapes.clear();
    const found = [];
    let count = 0;
    for (const node of texts()) {
      const element = node.parentElement;
      const style = getComputedStyle(element);
      const rect = rectsOf(node)[0];
      if (!rect) continue;
      const isDrawn = Boolean(element.closest("svg"));
      const ink = channels(isDrawn ? style.fill : style.color);
      const ground = isDrawn ? groundInDrawing(element, rect) : groundOf(element);
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const value = contrast(ink.rgb, ground);
      count += 1;
      if (value < (isLarge ? 3 : 4.5)) found.push(`${name(node)} has a contrast of ${value.toFixed(2)} (${ink.rgb} on ${ground})`);
    }
    return { count, found };
  }

  // Places.
  function places() {
    const found = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${width}`);
    const rects = [];
    for (const node of texts()) {
      if (node.parentElement.closest("svg, select")) continue;
      for (const rect of rectsOf(node)) {
        const scroller = node.parentElement.closest(".wide");
        if (!scroller && (rect.left < -0.5 || rect.right > width + 0.5)) found.push(`${name(node)} is cut off`);
        rects.push({ node, rect, scroller });
      }
    }
    rects.sort((a, b) => a.rect.top - b.rect.top);
    for (let i = 0; i < rects.length; i += 1) {
      for (let j = i + 1; j < rects.length && rects[j].rect.top < rects[i].rect.bottom; j += 1) {
        const [a, b] = [rects[i], rects[j]];
        if (a.node === b.node || a.scroller || b.scroller) continue;
        const across = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
        const down = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
        if (across > 1 && down > 4) found.push(`${name(a.node)} lies over ${name(b.node)}`);
      }
    }
    // Boxes that stand side by side.
    const boxes = [...document.querySelectorAll("button, select, .cards li, .side > section, .filter, .sheet-box, .hint, h1, h2, .facts > div")].filter(isShown);
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        if (a.contains(b) || b.contains(a)) continue;
        const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
        if (Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1 && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1) {
          found.push(`${a.tagName}.${a.className} lies over ${b.tagName}.${b.className}`);
        }
      }
    }
    return { count: rects.length, found };
  }

  return { contrasts, places };
})();
