// Puts new alerts on top of the list as the server sends them.  Without this script the page is read by reloading.
const MOST = 500;
const list = document.getElementById("alerts");
const live = document.getElementById("live");

if (list && live) {
  const source = new EventSource("/events");
  source.onopen = () => { live.textContent = "Live: new alerts appear by themselves."; };
  source.onerror = () => { live.textContent = "Connection lost; trying again …"; };
  source.addEventListener("alert", (event) => {
    // The row was rendered and escaped by the server.
    const row = new DOMParser().parseFromString(event.data, "text/html").querySelector("li");
    if (!row) return;
    if (live.dataset.desk && row.dataset.desk !== live.dataset.desk) return;
    row.classList.add("fresh");
    const known = document.getElementById(row.id);
    if (known) { known.replaceWith(row); return; }
    list.prepend(row);
    while (list.children.length > MOST) list.lastElementChild.remove();
    document.getElementById("none")?.remove();
  });
}
