// Something goes on behind this page: it is looked at again, until it is done.
setTimeout(() => location.reload(), 2000);
