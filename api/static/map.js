// The map beside the list: pins numbered like the list, county outlines, and tiles where the settings name some.
// Everything comes from data of the page itself; nothing is fetched from elsewhere but tiles that the operator chose.
"use strict";
(() => {
  const box = document.getElementById("map");
  if (!box || typeof L === "undefined") return;
  const toggle = document.querySelector("[data-map-toggle]");
  const wide = window.matchMedia("(min-width: 1200px)");
  let map = null;

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function icon(text, kind) {
    const width = Math.max(26, 12 + 9 * text.length);
    return L.divIcon({ className: "pin " + kind, html: text, iconSize: [width, 26] });
  }

  async function outlines() {
    for (const state of box.dataset.counties.split(" ").filter(Boolean)) {
      const answer = await fetch("/map/counties/" + state + ".json");
      if (!answer.ok) continue;
      L.geoJSON(await answer.json(), {
        interactive: false,
        onEachFeature: (county, layer) => layer.bindTooltip(county.properties.name, { permanent: true, direction: "center", className: "county" }),
        style: { color: colour("--edge"), weight: 1, fillColor: colour("--paper"), fillOpacity: box.dataset.tiles ? 0 : 0.7 },
      }).addTo(map).bringToBack();
    }
  }

  function marked(card, marker, on) {
    card.classList.toggle("is-marked", on);
    const element = marker.getElement();
    if (element) element.classList.toggle("is-marked", on);
  }

  function pins() {
    const cards = [...document.querySelectorAll("[data-latitude][data-number]")];
    const group = L.markerClusterGroup({
      maxClusterRadius: 28,
      showCoverageOnHover: false,
      iconCreateFunction: (cluster) => icon(cluster.getChildCount() + " here", "cluster"),
    });
    const points = [];
    for (const card of cards) {
      const point = [Number(card.dataset.latitude), Number(card.dataset.longitude)];
      const name = card.querySelector("h1, h2").textContent.trim();
      const marker = L.marker(point, {
        icon: icon(card.dataset.number, "roughly" in card.dataset ? "roughly" : ""),
        title: card.dataset.number + ". " + name + ("roughly" in card.dataset ? " (roughly)" : ""),
        alt: card.dataset.number + ". " + name,
      });
      marker.on("click", () => { card.scrollIntoView({ block: "center" }); (card.querySelector("h2 a") || card).focus(); });
      marker.on("mouseover focus", () => marked(card, marker, true));
      marker.on("mouseout blur", () => marked(card, marker, false));
      for (const type of ["mouseenter", "focusin"]) card.addEventListener(type, () => marked(card, marker, true));
      for (const type of ["mouseleave", "focusout"]) card.addEventListener(type, () => marked(card, marker, false));
      group.addLayer(marker);
      points.push(point);
    }
    return [group, points];
  }

  function here() {
    if (!box.dataset.latitude || box.dataset.number) return [];
    const point = [Number(box.dataset.latitude), Number(box.dataset.longitude)];
    L.marker(point, { icon: L.divIcon({ className: "here", iconSize: [14, 14] }), title: "The place searched for", alt: "The place searched for", keyboard: false }).addTo(map);
    return [point];
  }

  function start() {
    if (map) return;
    // Without tiles nothing is drawn finer than counties; a street-level zoom would be an empty page.
    map = L.map(box, { maxZoom: box.dataset.tiles ? 18 : 14, minZoom: 4, scrollWheelZoom: false });
    map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
    if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { maxZoom: 18, attribution: box.dataset.attribution }).addTo(map);
    map.setView([39, -98], 4);
    const [group, pinned] = pins();
    const points = [...pinned, ...here()];
    // The pins come last and without a flight: one that is pointed at must not be replaced by a cluster under the pointer.
    if (points.length) map.fitBounds(points, { padding: [28, 28], maxZoom: points.length > 1 || box.dataset.tiles ? 13 : 10, animate: false });
    map.addLayer(group);
    outlines();
  }

  function show(on) {
    box.hidden = !on;
    if (toggle) {
      toggle.setAttribute("aria-pressed", String(on));
      toggle.textContent = on ? "Hide map" : "Map";
    }
    if (on) { start(); map.invalidateSize(); }
  }

  if (toggle) {
    toggle.hidden = false;
    toggle.addEventListener("click", () => show(box.hidden));
    wide.addEventListener("change", () => show(wide.matches));
    show(wide.matches);
  } else {
    show(true);
  }
})();
