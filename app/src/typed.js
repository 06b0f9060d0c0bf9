// What is typed, sent and pressed before the program has taken the page over is not lost: taking over writes into every field
// what the server knew, so each gets back what stood in it, and tells of it; forms that only the program can send wait for
// it, and so does the last button pressed, unless its moment is past: ten seconds later, or at once for a turn of the clock.
(() => {
  const page = document.documentElement;
  const typed = new Map();
  const patience = 10_000;
  let waiting;
  let pressed;
  const isBox = (field) => field.type === "checkbox" || field.type === "radio";
  const note = ({ target }) => {
    if (!("defaultValue" in target || "options" in target)) return;
    // Of several that exclude each other only the last was meant.
    const excludes = (other) => other.type === "radio" && target.type === "radio" && other.name === target.name;
    for (const other of [...typed.keys()].filter(excludes)) typed.delete(other);
    typed.set(target, isBox(target) ? target.checked : target.value);
  };
  const send = (event) => {
    const form = event.target;
    if (form.hasAttribute("action") || form.hasAttribute("method")) return;
    event.preventDefault();
    event.stopPropagation();
    form.setAttribute("aria-busy", "true");
    waiting = form;
  };
  const press = ({ target, timeStamp }) => {
    const button = target.closest?.("button[type=button]:not([data-at-once])");
    if (!button) return;
    pressed?.button.removeAttribute("aria-busy");
    button.setAttribute("aria-busy", "true");
    pressed = { button, until: timeStamp + patience };
  };
  const tells = [["input", note], ["change", note], ["submit", send], ["click", press]];
  for (const [name, hear] of tells) addEventListener(name, hear, true);
  const awake = () => {
    for (const [name, hear] of tells) removeEventListener(name, hear, true);
    for (const [field, kept] of typed) {
      const there = field.isConnected ? field : field.id && document.getElementById(field.id);
      if (!there) continue;
      if (isBox(there)) there.checked = kept;
      // What was chosen to be read cannot be put back, and was not taken away.
      else if (there.value !== kept && there.type !== "file") there.value = kept;
      for (const name of ["input", "change"]) there.dispatchEvent(new Event(name, { bubbles: true }));
    }
    waiting?.removeAttribute("aria-busy");
    if (waiting?.isConnected) waiting.requestSubmit();
    pressed?.button.removeAttribute("aria-busy");
    if (pressed?.button.isConnected && performance.now() < pressed.until) pressed.button.click();
  };
  // Once what was begun in the same moment is done: the last fields are taken over then.
  const watch = new MutationObserver(() => {
    if (!page.hasAttribute("data-awake")) return;
    watch.disconnect();
    setTimeout(awake);
  });
  watch.observe(page, { attributeFilter: ["data-awake"] });
})();
