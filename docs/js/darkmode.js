// Light, dark, or as the system has it. In place of the theme's own, which expects colours for code
// that would be fetched from somewhere.
(() => {
  const KEPT = "mkdocs-colormode";
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const kept = () => localStorage.getItem(KEPT) || "auto";

  const show = () => {
    const chosen = kept();
    const dark = chosen === "dark" || (chosen === "auto" && system.matches);
    document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
    document.querySelectorAll("[data-bs-theme-value]").forEach((choice) => {
      const on = choice.dataset.bsThemeValue === chosen;
      choice.setAttribute("aria-pressed", String(on));
      choice.lastElementChild.classList.toggle("d-none", !on);
      if (on) document.getElementById("theme-menu").firstElementChild.className = choice.firstElementChild.className;
    });
  };

  system.addEventListener("change", show);
  document.querySelectorAll("[data-bs-theme-value]").forEach((choice) =>
    choice.addEventListener("click", () => {
      localStorage.setItem(KEPT, choice.dataset.bsThemeValue);
      show();
    }),
  );
  show();
})();
