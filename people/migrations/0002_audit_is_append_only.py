from django.db import migrations

FORBID = """
CREATE FUNCTION people_auditevent_forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Personal data may be deleted (actor and branch become NULL); what happened may not change.
  IF (NEW.at, NEW.kind, NEW.subject, NEW.detail) IS DISTINCT FROM
     (OLD.at, OLD.kind, OLD.subject, OLD.detail) THEN
    RAISE EXCEPTION 'audit events are append-only';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER people_auditevent_append_only BEFORE UPDATE ON people_auditevent
  FOR EACH ROW EXECUTE FUNCTION people_auditevent_forbid_change();
"""
ALLOW = """
DROP TRIGGER people_auditevent_append_only ON people_auditevent;
DROP FUNCTION people_auditevent_forbid_change();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
