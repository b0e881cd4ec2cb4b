// Says that nothing was saved, when the server refused it or wasn't reached.
// What was saved comes with the server's answer.

const announcement = document.getElementById("announcement");

const saves = (event) => event.detail.requestConfig?.verb !== "get";

function fail(sentence) {
  announcement.textContent = sentence;
  announcement.classList.add("failed");
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (saves(event)) announcement.classList.remove("failed");
});

document.addEventListener("htmx:responseError", (event) => {
  if (!saves(event)) return;
  const { status, responseText } = event.detail.xhr;
  const type = event.detail.xhr.getResponseHeader("Content-Type") ?? "";
  const { failed, [`failed${status}`]: sentence } = announcement.dataset;
  fail(type.startsWith("text/plain") ? responseText : (sentence ?? failed));
});

for (const trouble of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(trouble, (event) => {
    if (saves(event)) fail(announcement.dataset.unreachable);
  });
}
