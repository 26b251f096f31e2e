// What makes the console quicker to use; every page works without it.

// A field that sends its form when it changes: <select data-sends>.
addEventListener('change', event => event.target.closest?.('[data-sends]')?.form.requestSubmit());

// A second press of the same button, while the first is under way, is none.
addEventListener('submit', event => {
  if (event.defaultPrevented) return;
  if (event.target.dataset.sent) event.preventDefault();
  else event.target.dataset.sent = 'yes';
});

// Back from the next page, a form may be sent again.
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));
