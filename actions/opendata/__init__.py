"""The actions as data: files of any view, a feed, and the page that explains them."""
