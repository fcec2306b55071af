/* Runs before the first paint, so that a fixed theme does not flash. */
(function () {
    var chosen = null;
    try {
        chosen = localStorage.getItem("reelcast.theme");
    } catch {
        /* Storage may be refused; the system's theme it is. */
    }
    var dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.classList.toggle("dark", dark);
})();
