// What this device knows of itself before the program has arrived: which association it is at this fair's speed-dating.
// The card with its name stands in its place from the first picture on, and nothing jumps.
(() => {
  try {
    const { name } = JSON.parse(localStorage.getItem("insist.mine." + location.pathname.split("/")[1]));
    document.documentElement.dataset.mine = "";
    document.documentElement.style.setProperty("--mine", JSON.stringify(name));
  } catch {
    // Nobody yet, or a browser that remembers nothing.
  }
})();
