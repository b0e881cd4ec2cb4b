from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("films", "0006_what_was_left_behind")]
    operations = [migrations.RemoveField(model_name="formeraddress", name="left_behind")]
