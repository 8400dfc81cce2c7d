"""What is looked at before a record is published, and afterwards: words, images, links."""
