// A station that nobody touches is covered, and its session locked on the server; its owner comes back where the page was left.
(() => {
  'use strict';
  const SEEN = 'petugas-terakhir';
  const LOCKED = 'petugas-kunci';
  const OWNER = 'petugas-sesi';
  const HOME = '/petugas';
  let last = Date.now();
  let covered = false;
  let told = true;
  let tried = 0;
  let focused = null;

  // Asked for each time: moving from page to page may draw it anew.
  const cover = () => document.getElementById('penutup');
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* A private window: each tab counts for itself. */ } };
  const recall = key => { try { return localStorage.getItem(key); } catch { return null; } };

  function note() {
    if (covered) return;
    const now = Date.now();
    if (now - last > 1000 || now - Number(recall(SEEN)) > 1000) remember(SEEN, now);
    last = now;
  }

  function ask(path) {
    const form = cover().querySelector('form');
    return fetch(path, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { Accept: 'application/json' } });
  }

  // Signed out meanwhile, or somebody else has the browser: whatever comes next, this page is over.
  const leave = () => location.assign(HOME);
  const isOver = answer => answer.redirected || answer.status === 409 || answer.status === 400 || answer.status === 401 || answer.status === 403;

  function hide(inert) {
    for (const part of document.body.children) {
      if (part !== cover() && part.tagName !== 'SCRIPT') part.inert = inert;
    }
    document.body.classList.toggle('covered', inert);
  }

  function show() {
    if (covered || !cover()) return;
    covered = true;
    focused = document.activeElement;
    const head = cover().querySelector('h2');
    head.textContent = head.dataset.owner;
    cover().hidden = false;
    hide(true);
    cover().querySelector('.why').textContent = '';
    const box = cover().querySelector('input[type=password]');
    box.value = '';
    box.focus();
  }

  function open() {
    covered = false;
    cover().hidden = true;
    hide(false);
    last = Date.now();
    remember(SEEN, last);
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
  }

  async function tell() {
    tried = Date.now();
    try {
      const answer = await ask('/petugas/kunci');
      if (isOver(answer)) leave();
      told = answer.ok;
    } catch {
      // The line is down: the page stays covered, and the server hears of it later.
    }
  }

  function lock() {
    told = false;
    show();
    remember(LOCKED, `${cover().dataset.session} ${Date.now()}`);
    tell();
  }

  async function unlock() {
    const [why, box] = [cover().querySelector('.why'), cover().querySelector('input[type=password]')];
    try {
      const answer = await ask('/petugas/kunci/buka');
      if (isOver(answer)) {
        leave();
      } else if (answer.ok) {
        const { session } = await answer.json();
        box.value = '';
        if (session === cover().dataset.session) {
          told = true;
          open();
          remember(LOCKED, `open ${session} ${Date.now()}`);
        } else {
          leave();
        }
      } else {
        why.textContent = answer.status === 422 ? (await answer.json()).why : cover().dataset.many;
        box.value = '';
        box.focus();
      }
    } catch {
      why.textContent = cover().dataset.away;
    }
  }

  for (const name of ['keydown', 'pointerdown', 'wheel', 'input']) document.addEventListener(name, note, { capture: true, passive: true });

  document.addEventListener('submit', event => {
    if (event.target.matches('#penutup form')) {
      event.preventDefault();
      unlock();
    } else if (event.target.matches('[data-lock]')) {
      event.preventDefault();
      lock();
    }
  }, true);

  // What happens in one window of the browser holds in all.
  addEventListener('storage', event => {
    if (!event.newValue || !cover()) return;
    if (event.key === OWNER) {
      // Another window went on under another session: this one is covered until its own is back.
      if (event.newValue !== cover().dataset.session) show();
      else if (covered) open();
    }
    if (event.key !== LOCKED) return;
    const [what, session] = event.newValue.split(' ');
    if (what !== 'open') show();
    else if (covered && session === cover().dataset.session) open();
  });

  // Shown again from the browser's memory, the page would be that of whoever had it then.
  addEventListener('pageshow', event => { if (event.persisted) location.reload(); });

  setInterval(() => {
    const idle = Number(document.querySelector('.side')?.dataset.idle ?? cover()?.dataset.idle ?? 0) * 1000;
    if (covered) {
      if (!told && Date.now() - tried > 5000) tell();
    } else if (idle > 0 && Date.now() - Math.max(last, Number(recall(SEEN))) >= idle) {
      lock();
    }
  }, 500);

  // A link that is shown once is copied or printed.
  document.addEventListener('click', async event => {
    const button = event.target instanceof Element && event.target.closest('[data-copy], [data-print]');
    if (!button) return;
    if (button.hasAttribute('data-print')) {
      print();
      return;
    }
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    } catch {
      // Without a safe connection browsers do not copy: then it is selected, ready for Ctrl+C.
      const address = document.querySelector('[data-address]');
      if (address) getSelection().selectAllChildren(address);
    }
  });

  remember(SEEN, last);
  if (cover()) {
    // Storing what is there already would tell nobody.
    try { localStorage.removeItem(OWNER); } catch { /* As above. */ }
    remember(OWNER, cover().dataset.session);
  }
})();
