(function () {
  var d = document, b = d.body.dataset, left = b.left === "" ? null : +b.left, at = Date.now(), typed = false, sent = false;
  function opened() { return d.querySelectorAll("details[open]").length; }
  var open = opened();
  function kept() { return sent || b.step === fresh && (typed || opened() > open); }
  var fresh = b.step;
  d.addEventListener("input", function () { typed = true; });
  d.addEventListener("submit", function (e) { if (sent) e.preventDefault(); sent = true; setTimeout(function () { sent = false; }, 3000); });
  function tick() {
    var e = d.getElementById("time"); if (!e || left === null) return;
    var s = Math.max(0, Math.round(left - (b.paused ? 0 : (Date.now() - at) / 1000)));
    e.textContent = (b.paused ? b.stands + " " : "") + Math.floor(s / 60) + ":" + ("0" + s % 60).slice(-2);
  }
  function ask() {
    fetch(b.poll, { cache: "no-store" }).then(function (r) { return r.json(); }).then(function (s) {
      left = s.left; at = Date.now(); b.paused = s.paused ? "1" : ""; fresh = s.step;
      d.getElementById("lost").hidden = true;
      if (s.v !== b.v && !kept()) location.replace(b.here);
    }).catch(function () { d.getElementById("lost").hidden = false; }).then(function () { setTimeout(ask, 1800 + Math.random() * 400); });
  }
  setInterval(tick, 500); tick(); setTimeout(ask, 1500);
})();
