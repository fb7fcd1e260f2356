// Keys of the console: they move, open, claim and give back. No key decides. They can be switched off (WCAG 2.1.4).
(() => {
  "use strict";
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const off = () => localStorage.getItem("fairnotice-keys") === "off";
  const said = document.getElementById("said");
  const toggle = document.getElementById("keys-switch");

  const showSwitch = () => {
    if (!toggle) return;
    toggle.hidden = false;
    toggle.setAttribute("aria-pressed", String(!off()));
    toggle.textContent = off() ? "Single keys are off. Switch them on" : "Single keys are on. Switch them off";
  };
  toggle?.addEventListener("click", () => {
    localStorage.setItem("fairnotice-keys", off() ? "on" : "off");
    showSwitch();
  });
  showSwitch();

  const current = () => rows().findIndex((row) => row.closest("li").hasAttribute("aria-current"));
  const moveTo = (index) => {
    const all = rows();
    if (!all.length) return;
    const row = all[Math.max(0, Math.min(index, all.length - 1))];
    all.forEach((each) => each.closest("li").removeAttribute("aria-current"));
    row.closest("li").setAttribute("aria-current", "true");
    row.focus();
    row.closest("li").scrollIntoView({ block: "nearest" });
  };
  const press = (key) => {
    const row = rows()[current()];
    row?.closest("li").querySelector(`button[data-key="${key}"]`)?.click();
  };
  const deeds = {
    j: () => moveTo(current() + 1),
    k: () => moveTo(current() < 0 ? 0 : current() - 1),
    c: () => press("c"),
    u: () => press("u"),
    e: () => document.querySelector("[data-key-e]")?.click(),
    "/": () => document.getElementById("search")?.focus(),
    "?": () => {
      const list = document.getElementById("all-keys");
      if (list) list.open = !list.open;
    },
  };
  document.addEventListener("keydown", (event) => {
    if (off() || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const deed = deeds[event.key.toLowerCase()];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest(".queue li");
    if (!row) return;
    document.querySelectorAll(".queue li[aria-current]").forEach((each) => each.removeAttribute("aria-current"));
    row.setAttribute("aria-current", "true");
  });

  // After a claim the next row has the focus, and one polite region says what was done.
  const list = document.getElementById("queue");
  if (list?.dataset.next) moveTo(Number(list.dataset.next) - 1);
  if (said?.textContent.trim()) {
    const words = said.textContent;
    said.textContent = "";
    setTimeout(() => { said.textContent = words; }, 100);
  }
})();
