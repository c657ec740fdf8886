// Small comforts of every page. Nothing here is needed: without it, forms have their buttons and panels open by hand.
"use strict";
document.documentElement.classList.add("js");

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto]");
  if (form && !(event.target.type === "text")) form.requestSubmit();
});

const focused = document.querySelector("[data-focus]");
if (focused) focused.focus();

for (const link of document.querySelectorAll("[data-quick-exit]")) {
  // The page leaves the history of this tab, so "back" does not return to it.
  link.addEventListener("click", (event) => { event.preventDefault(); window.location.replace(link.href); });
}

// On narrow screens panels start closed, so that results are seen first.
if (window.matchMedia("(max-width: 899px)").matches) {
  for (const panel of document.querySelectorAll("details[data-panel]")) panel.open = false;
}

// Suggestions of places while somebody types.
for (const input of document.querySelectorAll("[data-places]")) {
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    if (input.value.trim().length < 2) return;
    waiting = setTimeout(async () => {
      const answer = await fetch("/v1/places?q=" + encodeURIComponent(input.value.trim()));
      if (!answer.ok) return;
      const found = await answer.json();
      input.list.replaceChildren(...(found.places || []).map((place) => new Option(place, place)));
    }, 200);
  });
}
