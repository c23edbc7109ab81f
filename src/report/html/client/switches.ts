/** Language, colours, printing. What the page is printed in is what it shows. */
export function switches(): void {
  const page = document.documentElement;
  const language = button("language");
  const speak = (to: "zh" | "en"): void => {
    page.lang = to === "zh" ? "zh-CN" : "en";
    for (const element of document.querySelectorAll<HTMLElement>("[data-zh]")) element.textContent = element.dataset[to] ?? "";
    // The button names the other language, in that language.
    language?.setAttribute("lang", to === "zh" ? "en" : "zh-CN");
    const title = document.querySelector(`#overview .lead [lang="${page.lang}"]`)?.textContent;
    if (title) document.title = title;
  };
  speak(page.lang === "en" ? "en" : "zh");
  language?.addEventListener("click", () => { speak(page.lang === "en" ? "zh" : "en"); });

  const colours = button("colours");
  const dark = (on: boolean): void => { page.dataset["colours"] = on ? "dark" : "light"; colours?.setAttribute("aria-pressed", String(on)); };
  if (matchMedia("(prefers-color-scheme: dark)").matches) colours?.setAttribute("aria-pressed", "true");
  colours?.addEventListener("click", () => { dark(colours.getAttribute("aria-pressed") !== "true"); });
  button("print")?.addEventListener("click", () => { print(); });
}

export function button(id: string): HTMLButtonElement | null {
  const element = document.getElementById(id);
  return element instanceof HTMLButtonElement ? element : null;
}
