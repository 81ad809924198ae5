"use strict";
(() => {
  const root = document.documentElement;
  const list = document.getElementById("list");
  const items = [...list.children];
  const packed = [...document.querySelectorAll("script.packed")];
  const search = document.getElementById("search");
  const selects = [...document.querySelectorAll("[data-filter]")];
  const article = document.getElementById("row");
  let chosen = null;
  let texts = null; // what is searched, made at the first search

  const unpack = async (number) => {
    const bytes = Uint8Array.from(atob(packed[number].textContent.trim()), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).text();
  };
  const visible = () => items.filter((item) => !item.hidden);

  const show = async (item, scroll) => {
    if (!item) return;
    if (chosen) chosen.classList.remove("chosen");
    chosen = item;
    item.classList.add("chosen");
    if (scroll) list.scrollTop = item.offsetTop - list.offsetTop - list.clientHeight / 2;
    const html = await unpack(items.indexOf(item));
    if (chosen === item) article.innerHTML = html; // escaped where it was made
  };
  const move = (step) => {
    const shown = visible();
    const at = shown.indexOf(chosen);
    const to = at < 0 ? 0 : Math.min(Math.max(at + step, 0), shown.length - 1);
    show(shown[to], true);
    const page = article.closest(".page");
    if (page.getBoundingClientRect().top < 0) page.scrollIntoView({ block: "start" });
  };

  // The words of a row's HTML, formulas as LaTeX: only ever compared, never shown. Its writer escapes five characters.
  const signs = { "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&amp;": "&" };
  const plain = (html) => html
    .replace(/<math>[^]*?<\/math>|<math [^]*?<\/math>/g, "")
    .replace(/<span class="[^"]*" title="([^"]*)">/g, "$1")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:lt|gt|#34|#39|amp);/g, (sign) => signs[sign])
    .toLowerCase();
  const searched = async () =>
    Promise.all(items.map(async (item, number) => `${item.textContent.toLowerCase()}\n${plain(await unpack(number))}`));
  const narrow = async () => {
    const wanted = search.value.trim().toLowerCase();
    if (wanted && !texts) {
      document.getElementById("shown").textContent = "…";
      texts = searched();
    }
    const found = wanted ? await texts : null;
    if (wanted !== search.value.trim().toLowerCase()) return;
    items.forEach((item, number) => {
      const fits = selects.every(({ value, dataset }) => !value || item.dataset[dataset.filter].split("\n").includes(value));
      item.hidden = !fits || (found !== null && !found[number].includes(wanted));
    });
    const shown = visible();
    document.getElementById("shown").textContent = String(shown.length);
    if (shown.length && !shown.includes(chosen)) show(shown[0], true);
    if (!shown.length) {
      if (chosen) chosen.classList.remove("chosen");
      chosen = null;
      article.textContent = "No row fits.";
    }
  };

  const turn = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  };

  let pause = 0;
  search.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(narrow, 120); });
  selects.forEach((select) => select.addEventListener("change", narrow));
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("theme").addEventListener("click", turn);
  document.getElementById("previous").addEventListener("click", () => move(-1));
  document.getElementById("next").addEventListener("click", () => move(1));
  list.addEventListener("click", (event) => show(event.target.closest("li"), false));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") document.activeElement.blur();
    if (event.target.closest("input, select, textarea")) return;
    const keys = { j: () => move(1), k: () => move(-1), t: turn, "/": () => { search.focus(); search.select(); } };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  if (typeof DecompressionStream === "undefined") article.textContent = "This browser is too old for the reader of rows.";
  else show(items[0], false);
})();
