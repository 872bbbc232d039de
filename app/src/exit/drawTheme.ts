/** Draws the page in the colours that the system prefers, and follows them. */
export function drawTheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const draw = (): void => {
    document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
  };
  draw();
  dark.addEventListener("change", draw);
}
