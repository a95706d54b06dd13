// Looks a word up in all pages. The index and lunr are scripts of the site itself, read at the first
// letter: nothing is fetched, and it works for pages that were opened from a disk, too.
(() => {
  const MOST = 20;
  const LETTERS = 200;
  const input = document.getElementById("mkdocs-search-query");
  const found = document.getElementById("mkdocs-search-results");
  if (!input || !found) return;
  let ready;

  const address = (path) => `${base_url.replace(/\/$/, "")}/${path}`;

  const script = (path) =>
    new Promise((done, failed) => {
      const tag = document.createElement("script");
      tag.src = address(path);
      tag.onload = done;
      tag.onerror = failed;
      document.head.append(tag);
    });

  const load = async () => {
    await script("search/lunr.js");
    await script("search/search_index.js");
    const pages = new Map(formcheckIndex.docs.map((page) => [page.location, page]));
    const index = lunr(function () {
      this.field("title", { boost: 5 });
      this.field("text");
      this.ref("location");
      pages.forEach((page) => this.add(page));
    });
    return { pages, index };
  };

  const article = (page) => {
    const link = document.createElement("a");
    link.href = address(page.location);
    link.textContent = page.title;
    const title = document.createElement("h3");
    title.append(link);
    const text = document.createElement("p");
    text.textContent = page.text.slice(0, LETTERS);
    const all = document.createElement("article");
    all.append(title, text);
    return all;
  };

  const words = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  const look = async () => {
    const typed = words(input.value);
    if (!typed.length) return found.replaceChildren();
    ready ??= load();
    const { pages, index } = await ready;
    const hits = index.query((query) => {
      typed.forEach((word) => {
        query.term(lunr.stemmer(new lunr.Token(word)).toString(), { boost: 10 });
        query.term(word, { wildcard: lunr.Query.wildcard.TRAILING });
      });
    });
    const none = document.createElement("p");
    none.textContent = found.dataset.noResultsText || "No results found";
    const articles = hits.slice(0, MOST).map((hit) => article(pages.get(hit.ref)));
    found.replaceChildren(...(articles.length ? articles : [none]));
  };

  input.addEventListener("input", look);
})();
