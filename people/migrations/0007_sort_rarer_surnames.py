"""Gives people whose surname had no stroke count yet, or a wrong one, their place in lists."""

from django.db import migrations

from common.surnames import sort_key

CHANGED = ("贾", "賈", "裘")


def sort_again(apps, schema_editor):
    """Safe to repeat; reads only those whose place may have changed."""
    users = apps.get_model("people", "User").objects
    unknown = users.filter(sort_key__startswith="99")
    for surname in CHANGED:
        unknown = unknown | users.filter(display_name__startswith=surname)
    for user in unknown.iterator(chunk_size=1000):
        key = sort_key(user.display_name)
        if key != user.sort_key:
            users.filter(pk=user.pk).update(sort_key=key)


class Migration(migrations.Migration):

    dependencies = [("people", "0006_name_models_and_fields_in_words")]

    # Back: the keys stay, any version of the table reads them.
    operations = [migrations.RunPython(sort_again, migrations.RunPython.noop)]
