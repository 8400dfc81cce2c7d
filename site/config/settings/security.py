"""What browsers may do with the site's pages. It needs no setting of its own."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE

# Every script and style that a reader gets is a file of this site, so that a text that an editor
# or a stranger brings in can't act, and a whole page can be cached: there is no nonce.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}

# The desk previews the site in a frame and shows images before they are uploaded. Scripts are files
# of this site here, too: what Wagtail has in its pages, home/desk/starting.py replaces.
DESK_SECURITY_POLICY: dict[str, Any] = {
    "default-src": [NONE],
    "base-uri": [NONE],
    "connect-src": [SELF],
    "font-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "frame-src": [SELF],
    "img-src": [SELF, "blob:", "data:"],
    "manifest-src": [SELF],
    "media-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF],
}
# The editor of texts writes styles into its page that differ from text to text (decision 35).
DESK_STYLES = [SELF, UNSAFE_INLINE]

# Every device and power that browsers know by name (they complain about others), but for those that
# the site uses: a press of a button copies a citation or hands an address to the system's menu.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "clipboard-read",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "gamepad",
        "geolocation",
        "gyroscope",
        "hid",
        "identity-credentials-get",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "otp-credentials",
        "payment",
        "picture-in-picture",
        "publickey-credentials-create",
        "publickey-credentials-get",
        "screen-wake-lock",
        "serial",
        "storage-access",
        "usb",
        "window-management",
        "xr-spatial-tracking",
    )
}

# Other sites learn which site a reader came from, never which page.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Nobody gets a cookie for reading. No script reads one; who comes from a link in a mail is still
# signed in. The language that a reader chose is no secret: a script of the site writes it.
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Signed out half a day after the last use of the desk; see home/accounts/sessions.py for the rest.
SESSION_COOKIE_AGE = 60 * 60 * 12
