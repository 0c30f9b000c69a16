// Staff pages: starts the circuit, brings it back after a cut, and lets "/" jump to the search box.
(() => {
  'use strict';
  const patience = [0, 500, 1000, 2000, 3000, 5000];
  const banner = () => document.getElementById('putus');
  let down = false;

  async function comeBack() {
    for (let attempt = 0; down; attempt++) {
      await new Promise(done => setTimeout(done, patience[Math.min(attempt, patience.length - 1)]));
      try {
        if (!await Blazor.reconnect()) {
          // The server answers but has forgotten this page: it was restarted. A fresh page is all it takes.
          location.reload();
          return;
        }
        return;
      } catch {
        // No answer yet: try on, as long as it takes.
      }
    }
  }

  // What was typed during the cut is on the screen, but the server has not heard of it.
  function tellAgain() {
    for (const box of document.querySelectorAll('[data-keep] :is(input, select, textarea), [data-scan]')) {
      if (box.type === 'radio' && !box.checked) continue;
      // Some boxes tell each letter, others only what was left in them.
      for (const name of ['input', 'change']) box.dispatchEvent(new Event(name, { bubbles: true }));
    }
  }

  Blazor.start({
    circuit: {
      reconnectionHandler: {
        onConnectionDown: () => {
          if (!down) {
            down = true;
            const sign = banner();
            if (sign) sign.hidden = false;
            comeBack();
          }
        },
        onConnectionUp: () => {
          down = false;
          tellAgain();
          const sign = banner();
          if (sign) sign.hidden = true;
        },
      },
    },
  });

  // Before the circuit is up nobody hears a form, and the browser would send what was typed as an address.
  document.addEventListener('submit', event => {
    if (event.target.closest('[data-interactive="false"]') && !event.target.hasAttribute('action')) event.preventDefault();
  }, true);

  const isTyping = target => target instanceof HTMLElement
    && (target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName));

  document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const box = document.querySelector('[data-scan]');
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // Arrow keys go from row to row of a list, to the one thing to do there; from the search box down into the list.
  document.addEventListener('keydown', event => {
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = [...document.querySelectorAll('[data-rows] [data-step]')];
    const here = event.target instanceof Element && event.target.closest('[data-rows] tr');
    const at = here ? steps.findIndex(step => here.contains(step)) : event.target instanceof Element && event.target.matches('[data-scan]') ? -1 : null;
    const next = at === null ? null : steps[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    } else if (here && event.key === 'ArrowUp') {
      event.preventDefault();
      document.querySelector('[data-scan]')?.focus();
    }
  });

  // A scanner is a keyboard. Its Enter must not press the button that has the focus, so its first sign goes to the box.
  document.addEventListener('keydown', event => {
    if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('.rz-dialog')) return;
    const box = document.querySelector('[data-scan=anywhere]');
    const chooses = event.target instanceof Element && event.target.matches('input[type=radio], input[type=checkbox]');
    if (box && (chooses || !isTyping(event.target))) box.focus();
  });

  // A fault in the summary leads into its box, not only beside it.
  document.addEventListener('click', event => {
    const link = event.target instanceof Element && event.target.closest('[data-focus]');
    const box = link && document.getElementById(link.dataset.focus);
    if (box) {
      event.preventDefault();
      event.stopPropagation();
      box.focus();
    }
  }, true);

  // The account menu closes when somebody clicks elsewhere or presses Escape.
  const closeMenus = keep => {
    for (const menu of document.querySelectorAll('details.account[open]')) {
      if (!keep || !menu.contains(keep)) menu.open = false;
    }
  };
  document.addEventListener('click', event => closeMenus(event.target));
  document.addEventListener('keydown', event => { if (event.key === 'Escape') closeMenus(null); });
})();
