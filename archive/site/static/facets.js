// Datasette's inline script of table.html. A template cannot hand a value to a file; facets are on.
window.DATASETTE_ALLOW_FACET = true;
