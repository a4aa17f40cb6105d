// Adds sorting to every table and a filter to the long ones. Without it the page says the same.
(function () {
  "use strict";
  var collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  function key(row, column) {
    var cell = row.cells[column];
    return cell.hasAttribute("data-key") ? cell.getAttribute("data-key") : cell.textContent.trim();
  }

  function sortBy(table, header, column) {
    var descending = header.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    header.setAttribute("aria-sort", descending ? "descending" : "ascending");
    var body = table.tBodies[0];
    var rows = Array.from(body.rows).map(function (row) { return { row: row, key: key(row, column) }; });
    rows.sort(function (a, b) { return descending ? collator.compare(b.key, a.key) : collator.compare(a.key, b.key); });
    rows.forEach(function (item) { body.appendChild(item.row); });
  }

  function addSorting(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (header, column) {
      var button = document.createElement("button");
      button.type = "button";
      while (header.firstChild) { button.appendChild(header.firstChild); }
      header.appendChild(button);
      button.addEventListener("click", function () { sortBy(table, header, column); });
    });
  }

  function addFilter(table) {
    var tools = document.createElement("div");
    var label = document.createElement("label");
    var input = document.createElement("input");
    var output = document.createElement("output");
    tools.className = "tools";
    label.textContent = "Filter";
    input.type = "search";
    input.autocomplete = "off";
    input.setAttribute("aria-label", "Filter: " + table.caption.textContent.trim());
    label.appendChild(input);
    tools.appendChild(label);
    tools.appendChild(output);
    table.parentNode.insertBefore(tools, table);
    var texts;
    input.addEventListener("input", function () {
      var rows = Array.from(table.tBodies[0].rows);
      if (!texts) { texts = new Map(rows.map(function (row) { return [row, row.textContent.toLowerCase()]; })); }
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row) {
        var text = texts.get(row);
        row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
        if (!row.hidden) { shown++; }
      });
      output.textContent = words.length ? shown + " of " + rows.length : "";
    });
  }

  document.querySelectorAll("table").forEach(function (table) {
    var rows = table.tBodies[0].rows.length;
    if (rows > 1) { addSorting(table); }
    if (rows > 9) { addFilter(table); }
  });
})();
