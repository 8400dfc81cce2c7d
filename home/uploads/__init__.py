"""What people of the desk upload, looked at before it is kept.

What a file is, its content says; a name that says something else is refused. What strangers send
with the form to sign up is looked at in :mod:`home.joining.uploads`, with less patience.
"""
