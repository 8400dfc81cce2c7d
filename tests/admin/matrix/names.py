"""Every address of the desk by its name: where the tables try it, or who guards it."""

from __future__ import annotations

SENT_TO = {
    "bin:delete",
    "bin:inspect",
    "import_actions",
    "mail_text",
    "personal_data",
    "second_factor_reset",
    "sign-ups:comment",
    "sign-ups:status",
    "sign_up_drafts",
    "transfer",
    "translations_assign",
    "translations_export",
    "translations_import",
    "translations_send",
    "upload_content",
    "wagtail_bulk_action",
    "wagtail_localize:edit_string_translation",
    "wagtail_localize:submit_page_translation",
    "wagtailadmin_pages:add",
    "wagtailadmin_pages:copy",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:lock",
    "wagtailadmin_pages:move_confirm",
    "wagtailadmin_pages:unpublish",
    "wagtailadmin_pages:workflow_action",
    "wagtaildocs:add",
    "wagtailimages:add",
    "wagtailredirects:add",
    "wagtailsnippets_actions_action:delete",
    "wagtailsnippets_actions_action:edit",
    "wagtailsnippets_actions_category:delete",
    "wagtailsnippets_actions_category:edit",
    "wagtailsnippets_blog_tag:add",
    "wagtailsnippets_home_sitesettings:delete",
    "wagtailsnippets_home_sitesettings:edit",
    "wagtailusers_groups:add",
    "wagtailusers_users:add",
    "wagtailusers_users:edit",
}
"""What the actions send something to."""

OPEN_TO_ALL = {
    "handbook": "the handbook",
    "handbook_contents": "the handbook",
    "handbook_image": "the handbook",
    "handbook_page": "the handbook",
    "notices": "one’s own notices",
    "notices_read": "one’s own notices",
    "desk_tour_seen": "one’s own tour",
    "second_factor": "one’s own second factor",
    "second_factor_check": "one’s own second factor",
    "second_factor_set_up": "one’s own second factor",
    "desk_sessions": "one’s own sessions",
    "pledge_texts": "whoever may change an action reads its texts; others’ are refused by LRG",
    "cities:index": "lists what is within reach",
    "cities:index_results": "lists what is within reach",
    "stories:index": "lists what is within reach",
    "stories:index_results": "lists what is within reach",
    "report-editions:index": "lists what is within reach",
    "report-editions:index_results": "lists what is within reach",
    "wagtailsnippets_actions_action:list": "lists what is within reach",
    "wagtailsnippets_actions_action:list_results": "lists what is within reach",
    **{
        f"wagtailsnippetchoosers_actions_action:{name}": "names what is public or within reach"
        for name in ("choose", "choose_results", "chosen", "chosen_multiple")
    },
}
"""Own pages that whoever is at the desk may open, and why."""

SAME_AS = {
    "desk_review": "Approve what was submitted",
    "translation_overview": "See the translations",
    "translations_list": "See the translations",
    "translations_mine": "See the translations",
    "translations_changes": "See the translations",
    "translations_sending": "Send for translation into French",
    "translations_import_review": "Bring translated texts in",
    "translation_hints": "Translate into French",
    "machine_made_texts": "Translate into French",
    "republish_translations": "Publish a translation into French",
    "report_pdfs": "Publish a story",
    "build_report_pdf": "Publish a story",
    "broken_links": "See the translations",
    "broken_links_results": "See the translations",
    "external_links": "See the translations",
    "external_links_results": "See the translations",
    "ignore_link": "See the translations",
    "mail_texts": "Change the texts of mails",
    "review_content": "Bring content from another installation",
    "desk_sessions_of": "Change an account",
    "wagtailusers_users:index": "Keep users",
    "wagtailusers_users:index_results": "Keep users",
    "wagtailusers_groups:index": "Keep groups",
    "wagtailusers_groups:index_results": "Keep groups",
    "review_import": "Import actions",
    "import_template_xlsx": "Import actions",
    "import_template_csv": "Import actions",
    "sign_up_preview": "Read sign-ups",
    "sign_up_city": "Make drafts from a sign-up",
    "sign-ups:index": "Read sign-ups",
    "sign-ups:index_results": "Read sign-ups",
    "sign-ups:inspect": "Read sign-ups",
    "sign-ups:file": "Read sign-ups",
    "sign-ups:picture": "Read sign-ups",
    "sign-ups:assign": "Comment on a sign-up",
    "sign-ups:let_in": "Change the status of a sign-up",
    "outgoing-messages:inspect": "Read sign-ups",
    "contacts:index": "Read sign-ups",
    "contacts:index_results": "Read sign-ups",
    "follow-up:index": "Read sign-ups",
    "follow-up:index_results": "Read sign-ups",
    "follow-up:inspect": "Change the status of a sign-up",
    "follow-up:ask": "Change the status of a sign-up",
    "wagtailsnippets_actions_action:add": "Begin an action",
    "wagtailsnippets_actions_action:preview_on_add": "Begin an action",
    **{
        f"wagtailsnippets_actions_{name}:{verb}": "Change a category"
        for name in ("category", "priority", "objective")
        for verb in ("add", "edit", "preview_on_add")
    },
    **{
        f"wagtailsnippets_blog_{name}:{verb}": "Add a tag"
        for name in ("author", "tag")
        for verb in ("add", "edit", "preview_on_add")
    },
    "wagtailsnippets_home_glossaryterm:add": "Change the site settings",
    "wagtailsnippets_home_glossaryterm:edit": "Change the site settings",
    "wagtailsnippets_home_sitesettings:add": "Change the site settings",
    "wagtailsnippets_home_sitesettings:preview_on_add": "Change the site settings",
}
"""Own pages that ask for the permission of a row of the tables."""

SHADOWED = {
    "home.accounts.attempts.LimitedPasswordResetView",
    "home.admin.exchange.download",
    "home.admin.exchange.Upload",
    "home.admin.machine_translation.translate_by_machine",
    "home.admin.machine_translation.UpdateTranslations",
}
"""Own views without a name, in the place of others that ask for the same."""

POLICY = "the registered permission policy of the model"
GUARDED = {
    "bin": POLICY,
    "cities": POLICY,
    "contacts": POLICY,
    "follow-up": POLICY,
    "outgoing-messages": POLICY,
    "report-editions": POLICY,
    "sign-ups": POLICY,
    "stories": POLICY,
    "wagtail_localize": "the permission to submit translations, and what one may edit",
    "wagtailadmin_api:pages": "lists what the page policy lets one see; acts by its tester",
    "wagtailadmin_api:documents": "the permission policy of documents",
    "wagtailadmin_api:images": "the permission policy of images",
    "wagtailadmin_collections": "the permission policy of collections",
    "wagtailadmin_editing_sessions": "the permission to change the record",
    "wagtailadmin_pages": "what one may do with the page, by our own tester",
    "wagtailadmin_reports": "the permissions for pages, or those of the log",
    "wagtailadmin_workflows": "the permissions for workflows and tasks",
    "wagtaildocs": "the permission policy of documents",
    "wagtaildocs_chooser": "the permission to choose documents",
    "wagtailembeds": "nothing is kept: it shows what an address embeds",
    "wagtailforms": "the pages with forms that one may edit; there are none",
    "wagtailimages": "the permission policy of images",
    "wagtailimages_chooser": "the permission to choose images",
    "wagtaillocales": POLICY,
    "wagtailredirects": POLICY,
    "wagtailsearchpromotions": POLICY,
    "wagtailsettings": POLICY,
    "wagtailsites": POLICY,
    "wagtailsnippets": "shows the kinds of which one may see some",
    "wagtailusers_groups": POLICY,
    "wagtailusers_users": POLICY,
    **{
        f"{space}_{model}": POLICY
        for space in ("wagtailsnippets", "wagtailsnippetchoosers")
        for model in (
            "actions_action",
            "actions_category",
            "actions_objective",
            "actions_priority",
            "blog_author",
            "blog_tag",
            "home_glossaryterm",
            "home_sitesettings",
        )
    },
}
"""What Wagtail's own views ask for, by the namespace of their addresses."""

UNSPACED = {
    "before anybody has signed in": {
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_done",
    },
    "the desk of one’s own, and its dialogues: they store nothing of others": {
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_dismissibles",
        "wagtailadmin_block_preview",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
        "wagtailadmin_error_test",
    },
    "the pages that the page policy lets one explore": {
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_explore_root",
    },
    # The page for an address that leads nowhere, and the one that shows how such a page looks.
    "no view": {""},
}
"""Wagtail's addresses without a namespace, by the reason why they need no row."""
