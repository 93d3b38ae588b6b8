"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const count = data.name.length;
  const canvas = document.getElementById("canvas");
  const stage = canvas.parentElement;
  const panel = document.getElementById("panel");
  const tip = document.getElementById("tip");
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const ctx = canvas.getContext("2d");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const HUES = [212, 28, 145, 335, 48, 268, 182, 4, 95, 305];
  const MOST = 96;

  const lower = data.name.map((name) => name.toLowerCase());
  const chosen = new Set();
  const view = { x: 0, y: 0, k: 1 };
  const state = { selected: -1, hovered: -1, words: "", matches: null, unseenOnly: false };
  let width = 0, height = 0, asked = false, moved = false, flight = 0, sheets = [];

  const box = bounds();
  const order = [...Array(count).keys()].sort((a, b) => data.y[a] - data.y[b]);
  const labels = places();

  function bounds() {
    if (count === 0) return { left: 0, top: 0, width: 1, height: 1 };
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (let i = 0; i < count; i++) {
      left = Math.min(left, data.x[i]);
      right = Math.max(right, data.x[i]);
      top = Math.min(top, data.y[i]);
      bottom = Math.max(bottom, data.y[i]);
    }
    return { left: left - 1, top: top - 1, width: right - left + 2, height: bottom - top + 2 };
  }

  /* Where each category is thickest: there its name is written. */
  function places() {
    const least = Math.max(6, count / 100);
    return data.categories.map((text, c) => {
      const own = order.filter((i) => data.category[i] === c);
      let best = null, most = 0;
      for (const i of own) {
        let near = 0;
        for (const j of own) {
          if (Math.hypot(data.x[i] - data.x[j], data.y[i] - data.y[j]) < 7) near++;
        }
        if (near > most) {
          most = near;
          best = i;
        }
      }
      return own.length < least ? null : { text, c, x: data.x[best], y: data.y[best] };
    }).filter((label) => label !== null);
  }

  function colour(category, alpha) {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const hue = HUES[category % HUES.length];
    return `hsl(${hue} ${dark ? 55 : 62}% ${dark ? 62 : 50}% / ${alpha})`;
  }

  function ink(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name);
  }

  /* ---- drawing ---- */

  function shown(i) {
    return (chosen.size === 0 || chosen.has(data.category[i]))
      && (!state.unseenOnly || data.unseen[i] === 1)
      && (state.matches === null || state.matches.has(i));
  }

  const sx = (i) => (data.x[i] - view.x) * view.k + width / 2;
  const sy = (i) => (data.y[i] - view.y) * view.k + height / 2;

  function redraw() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  }

  function draw() {
    const ratio = canvas.width / Math.max(1, width);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    const near = state.selected < 0 ? null : new Set(data.nearest[state.selected]);
    land(near !== null);
    if (near !== null) lines();
    for (const i of order) {
      const front = near !== null && (near.has(i) || i === state.selected);
      if (!front) picture(i, view.k * 0.94, shown(i) ? (near === null ? 1 : 0.3) : 0.07);
    }
    names(near);
    if (near !== null) {
      const big = Math.max(view.k, 26);
      for (const i of data.nearest[state.selected]) raised(i, big);
      raised(state.selected, big * 1.4);
    }
    if (state.hovered >= 0 && state.hovered !== state.selected) raised(state.hovered, Math.max(view.k * 1.3, 34));
    ctx.globalAlpha = 1;
  }

  /* The ground under the pictures, one colour a category. */
  function land(faint) {
    const radius = view.k * 0.86;
    for (let c = 0; c < data.categories.length; c++) {
      ctx.beginPath();
      for (const i of order) {
        if (data.category[i] !== c || !shown(i)) continue;
        const x = sx(i), y = sy(i);
        ctx.moveTo(x + radius, y);
        ctx.arc(x, y, radius, 0, 2 * Math.PI);
      }
      ctx.fillStyle = colour(c, faint ? 0.08 : 0.2);
      ctx.fill();
    }
    if (!state.unseenOnly) return;
    ctx.strokeStyle = ink("--accent");
    ctx.lineWidth = 1;
    for (const i of order) {
      if (!shown(i)) continue;
      ctx.beginPath();
      ctx.arc(sx(i), sy(i), view.k * 0.66, 0, 2 * Math.PI);
      ctx.stroke();
    }
  }

  function lines() {
    const from = state.selected;
    ctx.strokeStyle = ink("--accent");
    ctx.lineCap = "round";
    data.nearest[from].forEach((to, rank) => {
      ctx.globalAlpha = 0.35 + 0.55 * Math.max(0, data.cosine[from][rank]);
      ctx.lineWidth = rank === 0 ? 3 : 2;
      ctx.beginPath();
      ctx.moveTo(sx(from), sy(from));
      ctx.lineTo(sx(to), sy(to));
      ctx.stroke();
    });
    ctx.globalAlpha = 1;
  }

  function picture(i, size, alpha) {
    const x = sx(i) - size / 2, y = sy(i) - size / 2;
    if (x > width || y > height || x + size < 0 || y + size < 0) return;
    const wanted = size * canvas.width / Math.max(1, width);
    const sheet = sheets.find((s) => s.tile >= wanted) || sheets[sheets.length - 1];
    if (!sheet) return;
    const t = sheet.tile;
    ctx.globalAlpha = alpha;
    ctx.drawImage(sheet.image, (i % data.columns) * t, Math.floor(i / data.columns) * t, t, t, x, y, size, size);
  }

  function raised(i, size) {
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.arc(sx(i), sy(i), size * 0.72, 0, 2 * Math.PI);
    ctx.fillStyle = ink("--card");
    ctx.fill();
    ctx.lineWidth = i === state.selected ? 3 : 1.5;
    ctx.strokeStyle = i === state.selected ? ink("--accent") : colour(data.category[i], 0.9);
    ctx.stroke();
    picture(i, size, 1);
  }

  /* Far off the names of categories, close by those of items. */
  function names(near) {
    ctx.globalAlpha = 1;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.strokeStyle = ink("--sea");
    if (view.k >= 56 && near === null) {
      ctx.font = "11px system-ui, sans-serif";
      for (const i of order) {
        if (shown(i)) text(short(data.name[i]), sx(i), sy(i) + view.k * 0.52, ink("--ink"), 3);
      }
    } else if (view.k < 30 && near === null && state.matches === null) {
      ctx.font = `650 ${width < 640 ? 12 : 15}px system-ui, sans-serif`;
      const taken = [];
      for (const label of labels) {
        if (chosen.size > 0 && !chosen.has(label.c)) continue;
        const x = (label.x - view.x) * view.k + width / 2;
        const y = (label.y - view.y) * view.k + height / 2;
        const half = ctx.measureText(label.text).width / 2 + 6;
        if (taken.some((t) => Math.abs(t.x - x) < t.half + half && Math.abs(t.y - y) < 20)) continue;
        taken.push({ x, y, half });
        text(label.text, x, y, ink("--ink"), 5);
      }
    }
  }

  function text(words, x, y, fill, halo) {
    if (x < -80 || y < -20 || x > width + 80 || y > height + 20) return;
    ctx.lineWidth = halo;
    ctx.strokeText(words, x, y);
    ctx.fillStyle = fill;
    ctx.fillText(words, x, y);
  }

  function short(name) {
    return name.length > 14 ? name.slice(0, 13) + "…" : name;
  }

  /* ---- the view ---- */

  function wholeScale() {
    return Math.min(width / box.width, height / box.height);
  }

  function whole() {
    const k = Math.min(height / box.height, Math.max(wholeScale(), 8));
    fly(box.left + box.width / 2, box.top + box.height / 2, k);
  }

  function set(x, y, k) {
    view.k = Math.min(MOST, Math.max(wholeScale(), k));
    view.x = Math.min(box.left + box.width, Math.max(box.left, x));
    view.y = Math.min(box.top + box.height, Math.max(box.top, y));
    canvas.style.touchAction = view.k > wholeScale() * 1.02 ? "none" : "pan-y";
    redraw();
  }

  function fly(x, y, k) {
    cancelAnimationFrame(flight);
    if (calm.matches || document.hidden) return set(x, y, k);
    const from = { ...view }, began = performance.now();
    const step = (now) => {
      const t = Math.min(1, Math.max(0, now - began) / 350), e = 1 - (1 - t) ** 3;
      set(from.x + (x - from.x) * e, from.y + (y - from.y) * e, from.k * (k / from.k) ** e);
      if (t < 1) flight = requestAnimationFrame(step);
    };
    flight = requestAnimationFrame(step);
  }

  /* Zooms so that the point under the pointer stays there. */
  function zoomAt(px, py, factor) {
    cancelAnimationFrame(flight);
    const k = Math.min(MOST, Math.max(wholeScale(), view.k * factor));
    const dx = px - width / 2, dy = py - height / 2;
    set(view.x + dx / view.k - dx / k, view.y + dy / view.k - dy / k, k);
    moved = true;
  }

  function resize() {
    const first = width === 0;
    width = stage.clientWidth;
    height = stage.clientHeight;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    ctx.imageSmoothingQuality = "high";
    if (first || !moved) {
      const k = Math.min(height / box.height, Math.max(wholeScale(), 8));
      set(box.left + box.width / 2, box.top + box.height / 2, k);
    } else {
      set(view.x, view.y, view.k);
    }
  }

  /* ---- choosing ---- */

  function at(px, py) {
    let best = -1, least = Math.max(12, view.k * 0.6);
    for (let i = 0; i < count; i++) {
      if (!shown(i)) continue;
      const distance = Math.hypot(sx(i) - px, sy(i) - py);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  function element(tag, attributes, ...children) {
    const e = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    e.append(...children);
    return e;
  }

  function tile(i) {
    const style = `--c:${i % data.columns};--r:${Math.floor(i / data.columns)}`;
    return element("span", { class: "pic", role: "img", "aria-label": data.name[i], style });
  }

  function about(i) {
    return data.categories[data.category[i]] + (data.unseen[i] === 1 ? ", unseen in training" : "");
  }

  function select(i, bring) {
    state.selected = i;
    panel.hidden = i < 0;
    panel.replaceChildren();
    if (i >= 0) {
      const close = element("button", { type: "button", class: "close", "aria-label": "Close" }, "✕");
      close.addEventListener("click", () => { select(-1); canvas.focus(); });
      const strip = element("ol", { class: "strip" });
      data.nearest[i].forEach((j, rank) => {
        const see = element("button", { type: "button", class: "see", title: data.name[j] }, tile(j));
        see.addEventListener("click", () => select(j, true));
        strip.append(element("li", {}, see, element("small", {}, data.cosine[i][rank].toFixed(3))));
      });
      const title = element("span", {}, data.name[i], element("small", {}, about(i)));
      panel.append(close, element("h3", {}, tile(i), title), strip);
      if (bring) visit(i);
    }
    redraw();
  }

  /* Goes to an item, as close as its nearest leave room for. */
  function visit(i) {
    moved = true;
    let reachX = 1, reachY = 1;
    for (const j of data.nearest[i]) {
      reachX = Math.max(reachX, Math.abs(data.x[j] - data.x[i]));
      reachY = Math.max(reachY, Math.abs(data.y[j] - data.y[i]));
    }
    const k = Math.min(0.36 * width / reachX, 0.36 * height / reachY);
    fly(data.x[i], data.y[i], Math.min(54, Math.max(wholeScale(), k)));
  }

  function point(i, px, py) {
    if (i !== state.hovered) {
      state.hovered = i;
      canvas.classList.toggle("over", i >= 0);
      redraw();
    }
    tip.hidden = i < 0;
    if (i < 0) return;
    tip.replaceChildren(data.name[i], element("span", {}, about(i)));
    const x = Math.min(px + 16, width - tip.offsetWidth - 8);
    const y = py + 24 + tip.offsetHeight > height ? py - tip.offsetHeight - 14 : py + 20;
    tip.style.transform = `translate(${Math.max(8, x)}px, ${y}px)`;
  }

  /* Walks to the nearest item that lies in a direction. */
  function walk(dx, dy) {
    const from = state.selected >= 0 ? state.selected : at(width / 2, height / 2);
    if (from < 0) return select(at2(), true);
    let best = -1, least = Infinity;
    for (let i = 0; i < count; i++) {
      const ax = data.x[i] - data.x[from], ay = data.y[i] - data.y[from];
      const along = ax * dx + ay * dy, aside = Math.abs(ax * dy - ay * dx);
      const cost = along + 2.5 * aside;
      if (i !== from && shown(i) && along > 0.1 && cost < least) {
        least = cost;
        best = i;
      }
    }
    select(best < 0 ? from : best, true);
  }

  /* The item nearest to the middle of the view, however far. */
  function at2() {
    let best = -1, least = Infinity;
    for (let i = 0; i < count; i++) {
      const distance = Math.hypot(data.x[i] - view.x, data.y[i] - view.y);
      if (shown(i) && distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  /* ---- pointers and keys ---- */

  const pointers = new Map();
  let travelled = 0, spread = 0;

  function local(event) {
    const r = canvas.getBoundingClientRect();
    return { x: event.clientX - r.left, y: event.clientY - r.top };
  }

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, local(event));
    if (pointers.size === 1) travelled = 0;
    spread = gap();
  });

  canvas.addEventListener("pointermove", (event) => {
    const p = local(event), before = pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") point(at(p.x, p.y), p.x, p.y);
      return;
    }
    pointers.set(event.pointerId, p);
    travelled += Math.abs(p.x - before.x) + Math.abs(p.y - before.y);
    if (pointers.size === 2) {
      const [a, b] = [...pointers.values()], now = gap();
      if (spread > 0) zoomAt((a.x + b.x) / 2, (a.y + b.y) / 2, now / spread);
      spread = now;
    } else if (travelled > 4) {
      canvas.classList.add("dragging");
      point(-1);
      moved = true;
      set(view.x - (p.x - before.x) / view.k, view.y - (p.y - before.y) / view.k, view.k);
    }
  });

  function gap() {
    const [a, b] = [...pointers.values()];
    return b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  }

  function release(event) {
    const p = local(event);
    if (event.type === "pointerup" && pointers.size === 1 && travelled <= 4) select(at(p.x, p.y));
    pointers.delete(event.pointerId);
    spread = gap();
    canvas.classList.remove("dragging");
  }

  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", () => point(-1));
  canvas.addEventListener("dblclick", (event) => {
    const p = local(event);
    zoomAt(p.x, p.y, 2);
  });
  /* Once the whole map is in view, scrolling further out scrolls the page. */
  canvas.addEventListener("wheel", (event) => {
    if (event.deltaY > 0 && view.k <= wholeScale() * 1.001) return;
    event.preventDefault();
    const p = local(event), lines = event.deltaMode === 1 ? 16 : 1;
    zoomAt(p.x, p.y, Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)));
  }, { passive: false });

  const KEYS = {
    ArrowLeft: () => walk(-1, 0),
    ArrowRight: () => walk(1, 0),
    ArrowUp: () => walk(0, -1),
    ArrowDown: () => walk(0, 1),
    "+": () => zoomAt(width / 2, height / 2, 1.35),
    "=": () => zoomAt(width / 2, height / 2, 1.35),
    "-": () => zoomAt(width / 2, height / 2, 1 / 1.35),
    0: () => whole(),
    Escape: () => select(-1),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.getElementById("in").addEventListener("click", () => zoomAt(width / 2, height / 2, 1.6));
  document.getElementById("out").addEventListener("click", () => zoomAt(width / 2, height / 2, 1 / 1.6));
  document.getElementById("whole").addEventListener("click", whole);

  /* ---- search and legend ---- */

  let turn = 0;

  function look() {
    const words = search.value.trim().toLowerCase().split(/\s+/).filter((w) => w);
    turn = 0;
    state.matches = words.length === 0 ? null
      : new Set(order.filter((i) => words.every((w) => lower[i].includes(w))));
    const n = state.matches === null ? 0 : state.matches.size;
    found.textContent = state.matches === null ? "" : n === 0 ? "nothing" : n + " found";
    if (state.selected >= 0) select(-1);
    redraw();
  }

  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      search.value = "";
      look();
    } else if (event.key === "Enter" && state.matches !== null && state.matches.size > 0) {
      const hits = [...state.matches].sort((a, b) => lower[a].length - lower[b].length || a - b);
      select(hits[turn++ % hits.length], true);
    }
  });

  function chip(text, number, dot, kind, toggle) {
    const button = element("button", { type: "button", class: "chip " + kind, "aria-pressed": "false", style: `--dot:${dot}` },
      element("i", {}), text, element("small", {}, number.toLocaleString("en")));
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(toggle()));
      redraw();
    });
    document.getElementById("legend").append(button);
  }

  data.categories.forEach((category, c) => {
    const number = data.category.filter((other) => other === c).length;
    chip(category, number, colour(c, 1), "", () => {
      if (!chosen.delete(c)) chosen.add(c);
      return chosen.has(c);
    });
  });
  const unseen = data.unseen.filter((u) => u === 1).length;
  if (unseen > 0) chip("unseen in training", unseen, ink("--accent"), "ring", () => (state.unseenOnly = !state.unseenOnly));

  for (const see of document.querySelectorAll("main .see[data-item]")) {
    see.addEventListener("click", () => {
      document.getElementById("map").scrollIntoView();
      select(Number(see.dataset.item), true);
      canvas.focus({ preventScroll: true });
    });
  }

  /* ---- the pictures, in halved sizes too, so that small ones stay smooth ---- */

  function load() {
    const probe = document.body.appendChild(element("span", { class: "pic", hidden: "hidden" }));
    const image = new Image();
    image.onload = () => {
      sheets = [{ image, tile: data.tile }];
      while (sheets[0].tile % 2 === 0 && sheets[0].tile > 12) {
        const half = document.createElement("canvas");
        half.width = sheets[0].image.width / 2;
        half.height = sheets[0].image.height / 2;
        const pen = half.getContext("2d");
        pen.imageSmoothingQuality = "high";
        pen.drawImage(sheets[0].image, 0, 0, half.width, half.height);
        sheets.unshift({ image: half, tile: sheets[0].tile / 2 });
      }
      redraw();
    };
    image.src = getComputedStyle(probe).backgroundImage.replace(/^url\(["']?|["']?\)$/g, "");
    probe.remove();
  }

  new ResizeObserver(resize).observe(stage);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  resize();
  load();

  /* report.html#heart searches; report.html#=12 shows item 12. */
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (/^=\d+$/.test(wanted) && Number(wanted.slice(1)) < count) {
    select(Number(wanted.slice(1)), true);
  } else if (wanted && wanted !== "map") {
    search.value = wanted;
    look();
  }
})();
