from django.db import migrations

# Without its index a search would read the vectors of all entries, which takes seconds; the planner
# weighs only the small rows beside which they are kept, and would do so for common words.
CREATE = """
CREATE FUNCTION home_search_matching(asked tsquery, reader varchar, only_kind varchar)
RETURNS TABLE (
    id bigint, kind varchar, translation_key uuid, language varchar, title_vector tsvector
)
LANGUAGE sql STABLE SET enable_seqscan = off
AS $$
    SELECT id, kind, translation_key, language, title_vector
    FROM home_searchentry
    WHERE vector @@ asked AND readers @> ARRAY[reader]
      AND (only_kind IS NULL OR kind = only_kind)
$$
"""
DROP = "DROP FUNCTION home_search_matching"


class Migration(migrations.Migration):
    dependencies = [("home", "0007_search_by_title")]

    operations = [migrations.RunSQL(CREATE, DROP)]
