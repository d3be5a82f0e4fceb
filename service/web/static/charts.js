// Draws every chart of a page from the specification beside it. Without it there are a picture and a table.
(() => {
  "use strict";

  // Fetched beside the page, which is not kept waiting; as a module, so that its names are its own.
  const vega = import(document.currentScript.dataset.vega);

  const draw = async (place) => {
    const beside = place.parentElement.querySelector('script[type="application/json"]');
    const spec = JSON.parse(beside.textContent);
    await vega;
    await window.vegaEmbed(place, spec, {
      mode: "vega-lite",
      renderer: "svg",
      actions: false,
      ast: true, // expressions are interpreted: the page forbids eval
      defaultStyle: false, // and styles of others; charts.css has ours
      tooltip: { disableDefaultStyle: true },
      formatLocale: spec.usermeta.locale,
    });
    place.dataset.drawn = "";
  };

  // A chart is as wide as its place. Vega looks at the window only, not at a place that grew or was opened.
  const widths = new WeakMap();
  const watch = new ResizeObserver((entries) => {
    const changed = entries.filter(({ target, contentRect }) => {
      const width = Math.round(contentRect.width);
      const differs = width > 0 && widths.get(target) !== width;
      widths.set(target, width);
      return differs;
    });
    if (changed.length) requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));
  });

  const asPicture = (place) => {
    if (!place.dataset.picture) return;
    const picture = new Image();
    picture.src = place.dataset.picture;
    picture.alt = place.dataset.says;
    place.replaceChildren(picture);
  };

  for (const place of document.querySelectorAll("[data-chart]")) {
    draw(place).then(
      () => watch.observe(place),
      (problem) => {
        console.error(problem);
        asPicture(place);
      },
    );
  }
})();
