// What makes the console quicker to use; every page works without it.

// A second press of the same button, while the first is under way, is none. Where a file comes of it, the page stays, and may ask again.
addEventListener('submit', event => {
  if (event.defaultPrevented || 'downloads' in event.target.dataset) return;
  if (event.target.dataset.sent) event.preventDefault();
  else event.target.dataset.sent = 'yes';
});

// Back from the next page, a form may be sent again.
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent));
