(() => {
  "use strict";
  // Everything here is a comfort: the page says all it has to say without it.
  const by = new Map();
  for (const el of document.querySelectorAll("[data-g]"))
    for (const token of el.dataset.g.split(" "))
      if (token) by.has(token) ? by.get(token).push(el) : by.set(token, [el]);
  const group = (el) => new Set((el.dataset.k ?? el.dataset.g).split(" ").flatMap((token) => by.get(token) || []));
  const owner = (node) => (node instanceof Element ? node.closest("[data-g]") : null);
  let pinned = null;
  let lit = new Set();
  const light = (el) => {
    for (const old of lit) old.classList.remove("lit");
    lit = el ? group(el) : new Set();
    for (const now of lit) now.classList.add("lit");
  };
  const pin = (el) => {
    if (pinned) pinned.classList.remove("pinned");
    pinned = el;
    if (el) el.classList.add("pinned");
    light(el);
  };
  // Bring the others into view inside their columns; the page itself stays where the reader is.
  const bring = (el) => {
    const here = el.closest(".column");
    const done = new Set([here]);
    for (const other of group(el)) {
      const column = other.closest(".column");
      if (!column || done.has(column) || column.scrollHeight <= column.clientHeight) continue;
      done.add(column);
      const shift = other.getBoundingClientRect().top - column.getBoundingClientRect().top;
      column.scrollTop += shift - (here ? el.getBoundingClientRect().top - here.getBoundingClientRect().top : 90);
    }
  };
  // Scrolling moves the page under a pointer that rests; only a pointer that moved asks for anything.
  let rest = "";
  document.addEventListener("mouseover", (e) => {
    const now = `${e.screenX} ${e.screenY}`;
    if (!pinned && now !== rest) light(owner(e.target));
    rest = now;
  });
  document.addEventListener("mousemove", (e) => { rest = `${e.screenX} ${e.screenY}`; });
  document.addEventListener("focusin", (e) => {
    const el = owner(e.target);
    if (pinned && el) pin(null);
    if (!pinned) light(el);
  });
  document.addEventListener("focusout", () => { if (!pinned) light(null); });
  document.addEventListener("click", (e) => {
    const el = owner(e.target);
    if (e.target.closest("a, summary, input, button, select")) return;
    if (el && el.matches(".st")) {
      pin(el === pinned ? null : el);
      if (pinned) bring(el);
    } else if (!el) pin(null);
  });
  addEventListener("hashchange", () => {
    const el = document.getElementById(location.hash.slice(1));
    const fold = el && el.closest("details");
    if (fold && !fold.open) { fold.open = true; el.scrollIntoView(); }
    if (el && el.matches(".st")) { pin(el); bring(el); } else if (el && owner(el)) pin(owner(el));
  });
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") return pin(null);
    const ref = e.target instanceof Element && e.target.closest(".ref");
    if (!ref || e.altKey || e.ctrlKey || e.metaKey) return undefined;
    const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[e.key];
    if (!step) return undefined;
    const across = e.key === "ArrowLeft" || e.key === "ArrowRight";
    const list = across
      ? [...document.querySelectorAll(".ref")].filter((r) => r.hash === ref.hash)
      : [...ref.closest(".column").querySelectorAll(".ref")];
    const next = list[(list.indexOf(ref) + step + list.length) % list.length];
    e.preventDefault();
    if (next) next.focus();
    return undefined;
  });
  addEventListener("beforeprint", () => { for (const fold of document.querySelectorAll("details")) fold.open = true; });
  const form = document.getElementById("filter");
  const rows = [...document.querySelectorAll("[data-row]")];
  const filter = () => {
    const on = (name) => new Set([...form.querySelectorAll(`input[name=${name}]:checked`)].map((i) => i.value));
    const states = on("s"), levels = on("l"), rule = form.elements.u.value;
    let shown = 0, all = 0;
    for (const row of rows) {
      const claim = row.matches("tr");
      const ok = (row.dataset.s === "silent" || states.has(row.dataset.s))
        && row.dataset.l.split(" ").some((l) => levels.has(l))
        && (!rule || row.dataset.u.split(" ").includes(rule));
      row.hidden = !ok;
      if (claim) { all += 1; shown += ok ? 1 : 0; }
    }
    form.querySelector("output").textContent = `${shown} of ${all} claims shown`;
  };
  form.hidden = false;
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter, 0));
  form.addEventListener("submit", (e) => e.preventDefault());
  filter();
})();
