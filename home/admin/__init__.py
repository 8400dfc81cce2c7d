"""The desk: how editors list, edit, translate and review the site's records."""
