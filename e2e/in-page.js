/* global document, getComputedStyle, NodeFilter */

// Evaluated in a page by 6c-page.e2e.ts: what only a browser knows about it.
(() => {
  const rgba = text => {
    const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
    return { channels: [red, green, blue], alpha };
  };
  const blend = (over, under) =>
    over.channels.map((channel, index) => over.alpha * channel + (1 - over.alpha) * under[index]);
  const luminance = channels => {
    const [red, green, blue] = channels.map(channel => {
      const share = channel / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const backgroundOf = node => {
    const layers = [];
    for (let each = node; each !== null; each = each.parentElement)
      layers.unshift(getComputedStyle(each).backgroundColor);
    return layers.map(rgba).reduce((under, layer) => blend(layer, under), [255, 255, 255]);
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((left, right) => right - left);
    return (light + 0.05) / (dark + 0.05);
  };
  for (const fold of document.querySelectorAll('details')) fold.open = true;

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  let texts = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const owner = node.parentElement;
    const words = node.textContent.trim();
    if (words === '' || ['title', 'desc'].includes(owner.localName)) continue;
    texts += 1;
    const style = getComputedStyle(owner);
    const background = backgroundOf(owner);
    const ink = rgba(owner.localName === 'text' ? style.fill : style.color);
    const ratio = contrast(blend(ink, background), background);
    if (ratio < 4.5) faint.push(`${words}: ${ratio.toFixed(2)}`);
  }

  const outside = [];
  const overlapping = [];
  for (const drawing of document.querySelectorAll('figure > svg')) {
    const { width, height } = drawing.viewBox.baseVal;
    const labels = [...drawing.querySelectorAll('text')];
    for (const label of labels) {
      const { x, y, width: long, height: tall } = label.getBBox();
      if (x < 0 || y < 0 || x + long > width || y + tall > height) outside.push(label.textContent);
    }
    const boxes = labels.map(label => ({ text: label.textContent, box: label.getBBox() }));
    boxes.forEach((one, index) => {
      for (const other of boxes.slice(index + 1)) {
        const across =
          Math.min(one.box.x + one.box.width, other.box.x + other.box.width) - Math.max(one.box.x, other.box.x);
        const down =
          Math.min(one.box.y + one.box.height, other.box.y + other.box.height) - Math.max(one.box.y, other.box.y);
        // The boxes contain the space between lines.
        if (across > 1 && down > 5) overlapping.push(`${one.text} / ${other.text}`);
      }
    });
  }

  const addresses = [...document.querySelectorAll('a')].map(link => link.getAttribute('href'));
  const isGood = address =>
    address.startsWith('#') ? document.getElementById(address.slice(1)) !== null : address.startsWith('https://');
  return {
    overflow: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
    faint,
    outside,
    overlapping,
    brokenLinks: addresses.filter(address => !isGood(address)),
    texts
  };
})();
